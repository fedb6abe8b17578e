"""OpenDocument manuscripts."""

import re
from pathlib import Path

from proceedings import language
from proceedings.readers import docx, limits
from proceedings.readers.manuscript import Manuscript
from proceedings.report import Severity

_CHANGES = re.compile(rb"<text:changed-region ")
_COMMENT = re.compile(rb"<office:annotation ")
_LANGUAGE = re.compile(
    rb'<style:default-style[^>]*style:family="paragraph".*?'
    rb'fo:language="([a-z]+)"',
    re.DOTALL,
)


def read(source: Path, job: Path) -> Manuscript:
    """Return the manuscript of an ODT file."""
    passed = job / "in.odt"
    parts = limits.pass_office(source, passed)
    manuscript = docx.read_office(passed, "odt", job / "media")
    docx.note_properties(manuscript, parts)
    body = parts.get("content.xml", b"")
    for code, severity, pattern in (
        ("tracked-changes", Severity.WARNS, _CHANGES),
        ("comments", Severity.NOTES, _COMMENT),
    ):
        if count := len(pattern.findall(body)):
            manuscript.find(code, severity, count=count)
    found = _LANGUAGE.search(parts.get("styles.xml", b""))
    if found and not manuscript.front.language:
        manuscript.front.language = language.normalise(found[1].decode())
    return manuscript
