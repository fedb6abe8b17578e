"""What is given to pandoc's writers and to citeproc makes them read and call nothing."""

import os

import pytest

from proceedings import pandoc
from proceedings.exceptions import ToolFailed
from proceedings.readers import styles
from tests.proceedings.hostile.canary import Canary, canary

WRITERS = ("html5", "jats_archiving", "typst")
KEYS = ("bibliography", "csl", "citation-abbreviations", "css", "template", "filters")


@pytest.fixture
def secret(tmp_path):
    with canary(tmp_path / "canary") as made:
        # Who opens it to read waits for somebody who writes.
        os.mkfifo(tmp_path / "canary" / "pipe.png")
        yield made


def words(text: str) -> dict[str, object]:
    return {"t": "Str", "c": text}


def blocks(name: str) -> list[dict[str, object]]:
    """Return every kind of node that could name a file or an address."""
    pairs = [["include", name], ["src", name], ["data-src", name]]
    picture = {"t": "Image", "c": [["", [], pairs], [words("a")], [name, ""]]}
    drawing = {"t": "Image", "c": [["", ["inline-svg"], pairs], [], [name, ""]]}
    tex = f"\\input{{{name}}}\\includegraphics{{{name}}}"
    math = {"t": "Math", "c": [{"t": "InlineMath"}, tex]}
    link = {"t": "Link", "c": [["", [], pairs], [words("a")], [name, ""]]}
    return [
        {"t": "Para", "c": [picture, drawing, math, link]},
        {
            "t": "Figure",
            "c": [["", [], []], [None, []], [{"t": "Plain", "c": [picture]}]],
        },
        {"t": "Div", "c": [["", ["include"], pairs], [{"t": "Para", "c": []}]]},
        {"t": "CodeBlock", "c": [["", ["include", "python"], pairs], name]},
        {"t": "RawBlock", "c": ["tex", tex]},
        {"t": "RawBlock", "c": ["html", f'<img src="{name}"><!--#include {name}-->']},
    ]


def hostile(secret: Canary) -> pandoc.Document:
    """Return a document that names the secret and the address wherever it can."""
    pipe = secret.file.with_name("pipe.png")
    names = [str(secret.file), f"{secret.file}.svg", secret.climbing, str(pipe)]
    names += [f"file://{secret.file}", f"{secret.url}/a.svg", f"{secret.url}/a"]
    meta = {
        key: {"t": "MetaList", "c": [{"t": "MetaString", "c": name} for name in names]}
        for key in KEYS
    }
    return {"meta": meta, "blocks": [node for name in names for node in blocks(name)]}


@pytest.mark.parametrize("writer", WRITERS)
def test_writers_read_no_file_and_call_no_address(secret, writer):
    written, _ = pandoc.convert(hostile(secret), writer)
    assert str(secret.file) in written
    assert secret.secret not in written
    assert secret.calls == []


def test_citeproc_reads_no_file_and_calls_no_address(secret):
    document = hostile(secret)
    cited = {
        "citationId": "root",
        "citationPrefix": [words(secret.url)],
        "citationSuffix": [],
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }
    document["blocks"].append({"t": "Para", "c": [{"t": "Cite", "c": [[cited], []]}]})
    title = f'<img src="{secret.file}"> ![]({secret.url}/a) Naslov'
    work = {"id": "root", "type": "book", "title": title, "URL": str(secret.file)}
    made, _ = pandoc.citeproc(document, [work], styles.OWN, str(secret.file))
    assert "Naslov" in str(made)
    assert secret.secret not in str(made)
    assert secret.calls == []


@pytest.mark.parametrize("writer", ["epub", "docx", "odt", "chunkedhtml", "fb2"])
def test_writers_that_fetch_pictures_are_refused(secret, writer):
    with pytest.raises(ToolFailed) as refused:
        pandoc.convert(hostile(secret), writer)
    assert f"No writer of ours: {writer}" in str(refused.value.subject)
    assert secret.calls == []
