from pathlib import Path

import pytest

from proceedings import pandoc
from proceedings.exceptions import ToolFailed

LIBRARY = Path(pandoc.__file__).parent


def test_only_this_module_runs_pandoc():
    users = {
        path.name
        for path in LIBRARY.rglob("*.py")
        if "import pypandoc" in path.read_text(encoding="utf-8")
    }
    assert users == {"pandoc.py"}


def test_to_ast_when_the_text_includes_a_file_does_not_read_it(tmp_path):
    (tmp_path / "other.tex").write_text("SECRET")
    source = tmp_path / "in.tex"
    source.write_text("\\input{other.tex} Text.")
    document, _ = pandoc.to_ast(source, "latex")
    assert "SECRET" not in str(document)


def test_to_ast_when_the_input_is_broken_says_why(tmp_path):
    source = tmp_path / "in.docx"
    source.write_bytes(b"PK\x03\x04nothing")
    with pytest.raises(ToolFailed):
        pandoc.to_ast(source, "docx")


def test_bibliography_gives_csl_data():
    works = pandoc.bibliography("@book{k, title={Title}, year=1984}", "works.bib")
    assert [(work["id"], work["title"]) for work in works] == [("k", "Title")]


def test_version_is_a_number():
    assert pandoc.version()[0].isdigit()
