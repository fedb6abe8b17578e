import ast
import re
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from proceedings import phrases
from proceedings.report import Finding, Severity

LIBRARY = Path(phrases.__file__).parent
# Plurals and the words of argparse have places of their own.
OPEN = re.compile(r"%\((?!count|prog)\w+\)[a-z]")


def placeholders(language: str, code: str) -> list[set[str]]:
    finding = Finding(code, Severity.NOTES)
    texts = phrases.templates(finding, language)
    return [
        {name for _, name, _, _ in string.Formatter().parse(t) if name} for t in texts
    ]


def raised_codes() -> set[str]:
    """Return the codes that stand as literals where findings are made."""
    codes = set()
    for path in LIBRARY.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                called = getattr(node.func, "id", getattr(node.func, "attr", ""))
                place = 1 if called == "PictureUnreadable" else 0
                if called in {"Finding", "Refused", "find", "PictureUnreadable"}:
                    value = node.args[min(place, len(node.args) - 1)]
                    if isinstance(value, ast.Constant) and "-" in str(value.value):
                        codes.add(value.value)
    return codes


def test_codes_that_can_be_raised_have_a_text():
    assert raised_codes() - phrases.codes() == set()


@pytest.mark.parametrize("language", ["sl", "it"])
def test_texts_of_findings_agree_with_the_english_ones(language):
    assert phrases.codes(language) == phrases.codes()
    assert {code: placeholders(language, code) for code in phrases.codes()} == {
        code: placeholders("en", code) for code in phrases.codes()
    }


@pytest.mark.parametrize("language", ["sl", "it", "en"])
def test_texts_of_findings_are_complete(language):
    for code in phrases.codes():
        message, remedy = phrases.explain(Finding(code, Severity.NOTES), language)
        assert not message.endswith(".message")
        assert not remedy.endswith(".remedy")


def sentences() -> set[str]:
    """Return the sentences with open places, and those that `Said` is given."""
    found = set()
    for path in LIBRARY.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant):
                words = str(node.value)
                # What stands between backticks is for readers of the code.
                found |= {words} if OPEN.search(words) and "`%" not in words else set()
            named = isinstance(node, ast.Call) and getattr(node.func, "id", "")
            if named == "Said" and isinstance(node.args[0], ast.Constant):
                found.add(node.args[0].value)
    return found


@pytest.mark.parametrize("language", ["sl", "it"])
def test_sentences_are_told_in_each_language_with_the_same_values(language):
    path = phrases.LOCALE / language / "LC_MESSAGES" / "proceedings.po"
    with path.open("rb") as stream:
        told = {str(each.id): str(each.string) for each in read_po(stream) if each.id}
    wanted = sentences()
    assert len(wanted) > 50
    assert wanted - told.keys() == set()
    for sentence in wanted & told.keys():
        assert sorted(OPEN.findall(told[sentence])) == sorted(OPEN.findall(sentence))


def test_explain_fills_in_the_values():
    finding = Finding("picture-missing", Severity.BLOCKS, "", {"name": "map.png"})
    message, _ = phrases.explain(finding, "it")
    assert message == "L’immagine «map.png» non si trova tra i file del contributo."


def test_explain_in_another_language_falls_back_to_english():
    message, _ = phrases.explain(Finding("file-empty", Severity.BLOCKS), "de")
    assert message == "The file is empty."
