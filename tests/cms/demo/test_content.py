import re

import pytest

from cms.demo.loader import files

LANGUAGES = ["sl", "it", "en"]
NEWS = files.read("news")["items"]
ARTICLES = files.read("newspaper")["articles"]
PICTURES = files.read("pictures")["pictures"]
PAPERS = files.read("papers")["papers"]
RECOMMENDATIONS = files.read("recommendations")["recommendations"]


@pytest.mark.parametrize("entry", [*NEWS, *ARTICLES, *RECOMMENDATIONS])
def test_entry_is_written_in_every_language(entry):
    assert [code for code in LANGUAGES if code in entry] == LANGUAGES


@pytest.mark.parametrize("entry", PICTURES, ids=lambda entry: entry["file"])
def test_picture_is_small_and_described_in_every_language(entry):
    assert (files.PICTURES / entry["file"]).stat().st_size <= 150_000
    assert all(entry[f"alt_{code}"] for code in LANGUAGES)


def test_every_picture_file_is_listed():
    stored = {path.name for path in files.PICTURES.iterdir()}
    assert {entry["file"] for entry in PICTURES} == stored


@pytest.mark.parametrize("entry", PAPERS, ids=lambda entry: entry["id"])
def test_paper_has_abstracts_and_invented_authors(entry):
    abstracts = {code for code, text in entry["texts"].items() if "abstract" in text}
    assert len(abstracts) >= 2
    assert entry["language"] in abstracts
    assert all(one["email"].endswith("@example.org") for one in entry["authors"])
    assert all("Demo" in one["affiliation"] for one in entry["authors"])


def test_every_manuscript_file_is_listed():
    stored = {path.name for path in files.MANUSCRIPTS.iterdir()}
    assert {entry["file"] for entry in PAPERS} == stored


def test_recommendations_rest_on_papers_of_the_volume():
    known = set(files.read("conference")["volume"]["papers"])
    named = {name for one in RECOMMENDATIONS for name in one["papers"]}
    assert named == known


@pytest.mark.parametrize("kind", ["types", "tracks", "questions", "criteria"])
def test_call_asks_in_every_language(kind):
    call = files.read("conference")["calls"][0]
    for entry in call[kind]:
        words = [set(entry[code]) for code in LANGUAGES]
        assert words[0] == words[1] == words[2]
        options = [len(entry[code].get("options", [])) for code in LANGUAGES]
        assert len(set(options)) == 1


@pytest.mark.parametrize("name", ["news", "newspaper", "pages", "conference"])
def test_slovenian_prepositions_never_end_a_line(name):
    text = " ".join(_slovenian(files.read(name)))
    assert re.findall(r"(?<![\w./@-])[vszkhou] (?=\w)", text) == []


def _slovenian(node, language=None):
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _slovenian(value, key if key in LANGUAGES else language)
    elif isinstance(node, list):
        for value in node:
            yield from _slovenian(value, language)
    elif isinstance(node, str) and language == "sl":
        yield node
