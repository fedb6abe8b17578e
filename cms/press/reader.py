"""Reads what a manuscript says of itself, and its text as plain passages.

Runs in a worker of the library's workbench: nothing here may need Django.
"""

import tempfile
from pathlib import Path
from typing import Any

from proceedings.model import Paper, PaperEntry
from proceedings.readers import read_paper
from proceedings.readers.tree import nodes, text

PASSAGES = {"Header", "Para", "Plain", "CodeBlock"}
LONGEST_PASSAGE = 20_000
MOST_PASSAGES = 5_000


def read(path: Path) -> dict[str, Any]:
    """Return what was found, where, and the passages; `{}` when nothing can be read."""
    with tempfile.TemporaryDirectory(dir=path.parent) as job:
        entry = PaperEntry(id="paper", source=path, root=path.parent)
        reading = read_paper(entry, Path(job), draft=True)
    if reading.paper is None:
        return {}
    stops = any(finding.code == "title-missing" for finding in reading.findings)
    return said_by(reading.paper, untitled=stops)


def said_by(paper: Paper, *, untitled: bool) -> dict[str, Any]:
    """Return the paper's front, and its text, as plain values."""
    title = "" if untitled else paper.title
    body = list(_passages(paper))
    # What was moved out of the text stands before it again, so that it is compared.
    front = [title, *paper.abstracts.values()]
    passages = [" ".join(words.split()) for words in front if words.strip()]
    return {
        "title": title,
        "language": paper.language,
        "authors": [
            {
                "name": person.name,
                "affiliations": list(person.affiliations),
                "email": person.email,
                "orcid": person.orcid,
                "corresponding": person.corresponding,
            }
            for person in paper.authors
        ],
        "abstracts": dict(paper.abstracts),
        "keywords": {code: list(words) for code, words in paper.keywords.items()},
        "found": dict(paper.found),
        "words": sum(len(passage.split()) for passage in body),
        "passages": passages + body,
    }


def _passages(paper: Paper):
    count = 0
    for node in nodes(list(paper.blocks)):
        if node.get("t") not in PASSAGES or count >= MOST_PASSAGES:
            continue
        words = node["c"][1] if node["t"] == "CodeBlock" else text(node)
        words = " ".join(words.split())[:LONGEST_PASSAGE]
        if words:
            count += 1
            yield words
