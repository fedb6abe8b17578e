"""The floor: raw `pandoc → typst` of each paper, and one plain compile of each."""

import json
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pypandoc
import typst


def sources(folder: Path) -> list[Path]:
    """Return the manuscripts of a volume."""
    return sorted([*folder.glob("*/paper.docx"), *_plain(folder)])


def _plain(folder: Path) -> list[Path]:
    found = folder.glob("*/paper.md")
    return [path for path in found if not path.with_suffix(".docx").exists()]


def convert_and_compile(source: Path) -> tuple[float, float]:
    """Return the seconds that pandoc and typst take for one paper."""
    with tempfile.TemporaryDirectory(dir=source.parent) as name:
        folder = Path(name)
        begun = time.perf_counter()
        citing = ["--citeproc"] if source.suffix == ".md" else []
        subprocess.run(
            [
                pypandoc.get_pandoc_path(),
                str(source),
                *citing,
                "--standalone",
                f"--resource-path={source.parent}",
                f"--extract-media={folder}",
                "--to=typst",
                f"--output={folder / 'main.typ'}",
            ],
            cwd=source.parent,
            check=True,
        )
        converted = time.perf_counter()
        # pandoc names extracted pictures by their whole path.
        main = folder / "main.typ"
        main.write_text(main.read_text().replace(f"{folder}/", ""), encoding="utf-8")
        typst.compile(str(main), output=str(folder / "main.pdf"), root=str(folder))
        return converted - begun, time.perf_counter() - converted


def main() -> None:
    """Print the seconds of all papers of a folder with so many workers."""
    folder, jobs = Path(sys.argv[1]).resolve(), int(sys.argv[2])
    papers = sources(folder)
    started = time.perf_counter()
    with ProcessPoolExecutor(jobs) as pool:
        rows = list(pool.map(convert_and_compile, papers))
    seconds = time.perf_counter() - started
    told = {
        "papers": len(papers),
        "seconds": round(seconds, 2),
        "pandoc_seconds_a_paper": round(sum(row[0] for row in rows) / len(rows), 3),
        "typst_seconds_a_paper": round(sum(row[1] for row in rows) / len(rows), 3),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
