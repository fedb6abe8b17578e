"""A zip of a Markdown or LaTeX manuscript with its pictures and bibliography."""

import re
import zipfile
from pathlib import Path, PurePosixPath

from proceedings.readers import latex, limits
from proceedings.readers.limits import Refused
from proceedings.readers.manuscript import Files

NOT_A_PAPER = re.compile(
    r"^(readme|license|licence|changelog|contributing|code_of_conduct|authors)\b",
    re.IGNORECASE,
)
_LIKELY = re.compile(
    r"^(main|paper|article|manuscript|text|prispevek|clanek|članek|referat|contributo"
    r"|articolo|relazione|index)$",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


def unpack(source: Path, job: Path) -> Files:
    """Unpack a zip under names of ours; return the files by their author's names."""
    folder = job / "bundle"
    folder.mkdir()
    files: dict[str, Path] = {}
    try:
        with zipfile.ZipFile(source) as archive:
            for number, (name, data) in enumerate(limits.contents(archive)):
                parts = PurePosixPath(name).parts
                if any(part.startswith((".", "__MACOSX")) for part in parts):
                    continue
                suffix = PurePosixPath(name).suffix.lower()
                known = suffix if _SUFFIX.fullmatch(suffix) else ""
                path = folder / f"{number:04}{known}"
                path.write_bytes(data)
                files["/".join(parts)] = path
    except zipfile.BadZipFile:
        raise Refused("file-damaged", source.name) from None
    return Files(files, _find_main(Files(files)))


def _find_main(files: Files) -> str:
    candidates = [name for name in files if _is_candidate(name, files)]
    if not candidates:
        raise Refused("bundle-without-main")
    likely = [name for name in candidates if _LIKELY.match(PurePosixPath(name).stem)]
    for group in (likely, candidates):
        if not group:
            continue
        depth = min(name.count("/") for name in group)
        top = [name for name in group if name.count("/") == depth]
        if len(top) == 1:
            return top[0]
    raise Refused("bundle-ambiguous", ", ".join(sorted(candidates)[:4]))


def _is_candidate(name: str, files: Files) -> bool:
    path = PurePosixPath(name)
    if NOT_A_PAPER.match(path.name):
        return False
    suffix = path.suffix.lower()
    if suffix in {".md", ".markdown"}:
        return True
    if suffix != ".tex":
        return False
    return latex.is_main(limits.decode(files.path(name).read_bytes())[0])
