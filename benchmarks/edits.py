"""A press on a volume: built cold, then a word changed, then a page added."""

import json
import sys
import time
from pathlib import Path

from proceedings import Press, build


def main() -> None:
    """Print what building took, and whether it equals a clean build."""
    folder, work = Path(sys.argv[1]), Path(sys.argv[2])
    jobs, clean = int(sys.argv[3]), sys.argv[4] == "clean"
    told: dict[str, object] = {}
    manuscript = next(iter(sorted(folder.glob("*/paper.md"))))
    text = manuscript.read_text(encoding="utf-8")
    with Press(folder, jobs=jobs) as press:

        def timed(name: str) -> dict[str, object]:
            started = time.perf_counter()
            result = press.build(work / "edited", formats=("pdf",))
            told[f"{name}_seconds"] = round(time.perf_counter() - started, 2)
            told[f"{name}_steps"] = result.manifest["timings"]
            return result.manifest

        timed("cold")
        timed("nothing")
        words = text.replace(". ", " beseda. ", 1)
        manuscript.write_text(words, encoding="utf-8")
        timed("word")
        more = "\n\n".join(["Dodano besedilo strani. " * 40] * 6)
        manuscript.write_text(f"{words}\n\n{more}\n", encoding="utf-8")
        manifest = timed("page")
    if clean:
        again = build(folder, work / "clean", formats=("pdf",), jobs=jobs).manifest
        told["equals_clean_build"] = again["outputs"] == manifest["outputs"]
    manuscript.write_text(text, encoding="utf-8")
    print(json.dumps(told))


if __name__ == "__main__":
    main()
