"""Uploads that are refused: the reason in the reader's language, nothing lost."""

import pytest

from cms.conference.kinds import Step
from cms.conference.models import Manuscript
from tests.factories import accounts, conference, wizard

pytestmark = pytest.mark.django_db
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504
CONTENT_TYPES = b'<?xml version="1.0"?><Types/>'
REFUSED = {
    "damaged": ("paper.docx", b"PK\x03\x04 and no more"),
    "encrypted": ("paper.docx", OLE + "EncryptedPackage".encode("utf-16-le")),
    "old Word": ("paper.doc", OLE),
    "macros": (
        "paper.docx",
        conference.archive(
            **{
                "[Content_Types]__xml": CONTENT_TYPES,
                "word/document__xml": b"<w/>",
                "word/vbaProject__bin": b"x",
            }
        ),
    ),
    "mislabelled": ("paper.docx", b"%PDF-1.7\n"),
    "escaping": ("paper.zip", conference.archive(**{"../paper__md": b"# x"})),
    "empty": ("paper.md", b""),
    "lock file": ("~$paper.docx", b"x" * 162),
    "a program": ("paper.exe", b"MZ\x90\0"),
    "bare LaTeX": ("paper.tex", b"\\documentclass{article}"),
}


def file_step(client, language: str) -> str:
    """Begin a draft, and return the address of its file."""
    draft = wizard.begin(client, conference.call(), language)
    return wizard.step_address(draft.code, Step.FILE, language)


@pytest.mark.parametrize("language", ["sl", "it", "en"])
@pytest.mark.parametrize("case", REFUSED)
def test_refused_upload_says_why(client, case, language):
    client.force_login(accounts.user())
    where = file_step(client, language)
    response = client.post(where, {"file": conference.upload(*REFUSED[case])})
    (problem,) = response.context["forms"].problems
    page = response.content.decode()
    assert problem.target == "id_file"
    assert len(problem.message) > 20
    assert 'id="id_file_error"' in page
    assert Manuscript.objects.count() == 0


@pytest.mark.parametrize("case", REFUSED)
def test_refused_upload_speaks_three_languages(client, case):
    client.force_login(accounts.user())
    messages = set()
    for language in ("sl", "it", "en"):
        where = file_step(client, language)
        response = client.post(where, {"file": conference.upload(*REFUSED[case])})
        messages.add(response.context["forms"].problems[0].message)
    assert len(messages) == 3


def test_upload_above_the_limit_is_refused_with_the_limit(client, settings):
    settings.MANUSCRIPT_MAX_BYTES = 2 << 20
    client.force_login(accounts.user())
    where = file_step(client, "en")
    file = conference.upload("paper.md", b"# x\n" + b"a" * (2 << 20))
    response = client.post(where, {"file": file})
    (problem,) = response.context["forms"].problems
    assert problem.target == "id_file"
    assert "2 MB" in problem.message
    assert Manuscript.objects.count() == 0
