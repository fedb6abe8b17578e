import json
import subprocess
from pathlib import Path

import pypandoc
import pytest

from proceedings import pandoc
from proceedings.exceptions import LimitExceeded, ToolFailed
from proceedings.workbench import Workbench

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


def test_one_paper_leaves_nothing_for_the_next(tmp_path):
    first, second = tmp_path / "1.tex", tmp_path / "2.tex"
    first.write_text("\\newcommand{\\secret}{SECRET}\\secret")
    second.write_text("Text \\secret.")
    assert "SECRET" in str(pandoc.to_ast(first, "latex"))
    assert "SECRET" not in str(pandoc.to_ast(second, "latex"))


def test_after_a_failure_it_answers_again(tmp_path):
    broken, sound = tmp_path / "in.docx", tmp_path / "in.md"
    broken.write_bytes(b"PK\x03\x04nothing")
    sound.write_text("Beseda.")
    with pytest.raises(ToolFailed):
        pandoc.to_ast(broken, "docx")
    document, _ = pandoc.to_ast(sound, "markdown")
    assert document["blocks"] == [{"t": "Para", "c": [{"t": "Str", "c": "Beseda."}]}]


def test_what_needs_too_much_memory_is_told(tmp_path):
    source = tmp_path / "in.html"
    source.write_text("<p>" + "<b>x</b> " * 150_000)
    with Workbench(1, memory_bytes=220 << 20) as bench:
        outcomes = list(bench.run([(pandoc.to_ast, (source, "html"))]))
    assert [type(outcome.problem) for outcome in outcomes] == [LimitExceeded]


@pytest.mark.parametrize("words", ["", "\n", "Ena\r\ndva\ttri"])
def test_lines_are_read_as_the_command_reads_them(tmp_path, words):
    source = tmp_path / "in.md"
    source.write_text(words, newline="")
    told = subprocess.run(
        [pypandoc.get_pandoc_path(), "--from=markdown", "--to=json", str(source)],
        capture_output=True,
        check=True,
    )
    document, _ = pandoc.to_ast(source, "markdown")
    assert document["blocks"] == json.loads(told.stdout)["blocks"]


def test_abbreviations_are_those_of_the_command(tmp_path):
    source = tmp_path / "in.md"
    source.write_text("Dr. Ana")
    document, _ = pandoc.to_ast(source, "markdown")
    assert document["blocks"][0]["c"] == [{"t": "Str", "c": "Dr.\u00a0Ana"}]


def test_headings_come_so_many_levels_lower():
    heading = {"t": "Header", "c": [1, ["", [], []], [{"t": "Str", "c": "Naslov"}]]}
    written, _ = pandoc.convert({"meta": {}, "blocks": [heading]}, "html5", shift=2)
    assert written == "<h3>Naslov</h3>\n"
