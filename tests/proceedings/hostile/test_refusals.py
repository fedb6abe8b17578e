"""Every refusal says in Slovene, Italian and English what is wrong and what to do."""

import pytest

from proceedings import phrases
from proceedings.model import PaperEntry
from proceedings.readers import read_paper
from tests.proceedings.hostile import refused
from tests.proceedings.hostile.test_pictures import REFUSED as PICTURES

READING = {"reading-too-long", "reading-too-large", "reading-failed", "reading-crashed"}
CODES = {code for _, _, code in refused.rows()} | {
    code for _, code in PICTURES.values()
}
LANGUAGES = ("sl", "it", "en")


@pytest.fixture(scope="module")
def findings(tmp_path_factory):
    """The finding of one file for each code."""
    folder = tmp_path_factory.mktemp("refused")
    files = {code: (name, data) for name, data, code in refused.rows()}
    made = {}
    for code, (name, data) in files.items():
        source, job = folder / code / name, folder / f"job-{code}"
        source.parent.mkdir()
        job.mkdir()
        source.write_bytes(data)
        (made[code],) = read_paper(PaperEntry("p", source, source.parent), job).findings
    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_names_cause_and_remedy(findings, language):
    for code, finding in findings.items():
        told = phrases.explain(finding, language)
        assert finding.code == code
        for words in told:
            assert len(words.split()) >= 3
            assert words.rstrip("”»“")[-1] in ".?)" or ":" in words
            assert "{" not in words


def test_every_refusal_says_something_of_its_own_in_each_language(findings):
    for language in LANGUAGES:
        messages = [phrases.explain(each, language)[0] for each in findings.values()]
        assert len(set(messages)) == len(messages)
    for finding in findings.values():
        said = {phrases.explain(finding, language) for language in LANGUAGES}
        assert len(said) == len(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_a_refusal_is_in_the_catalogue(language):
    assert (CODES | READING) - phrases.codes(language) == set()


@pytest.mark.parametrize(
    ("language", "words"), [("sl", "Word"), ("it", "Word"), ("en", "Close Word")]
)
def test_the_lock_file_of_word_is_explained(findings, language, words):
    message, remedy = phrases.explain(findings["file-lock"], language)
    assert "~$" in message
    assert words in remedy
