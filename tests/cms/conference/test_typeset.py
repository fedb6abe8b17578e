"""The paper page by page, and what is decided beside it."""

from io import BytesIO

import pikepdf
import pytest
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from cms.conference import operations, queries
from cms.conference.enums import SubmissionState
from cms.conference.exceptions import NotAllowed, NothingToFix, RowIsFinal
from cms.conference.kinds import Step
from cms.conference.models import ManuscriptFix
from cms.press.exceptions import FixRefused
from tests.factories import conference, wizard
from tests.factories.accounts import editor, user
from tests.factories.assets import png
from tests.factories.conference import manuscript, submission
from tests.factories.wizard import step_address

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LANGUAGES = ["sl", "it", "en"]


def word_file(*paragraphs: str, pages: int = 0) -> bytes:
    """Return a DOCX with one picture that has no words, and no header row."""
    document = Document()
    document.add_heading("Introduction", 1)
    for paragraph in paragraphs or ("Social enterprises employ people.",):
        document.add_paragraph(paragraph)
    for _page in range(pages):
        document.add_paragraph("A paragraph that goes on and on. " * 90)
    document.add_picture(BytesIO(png(300, 200)), width=Cm(5))
    table = document.add_table(rows=3, cols=2)
    # Word says by itself that the first row is one of headers.
    table._tbl.tblPr.remove(table._tbl.tblPr.find(qn("w:tblLook")))
    for number, cell in enumerate(table._cells):
        cell.text = f"cell {number}"
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def made(body: bytes | None = None, **fields):
    """Return a submission whose DOCX is set."""
    paper = submission(**fields)
    add(paper, body or word_file())
    return paper


def add(paper, body: bytes) -> None:
    """Put one more version of the file beside the others, and set it."""
    version = manuscript(paper, "paper.docx", body)
    operations.render_manuscript(manuscript_id=version.pk)


def decide(paper, kind: str, actor=None, **values):
    """Decide about the first thing of a kind."""
    target = next(each for each in queries.fix_targets(paper) if each.kind == kind)
    with TestCase.captureOnCommitCallbacks(execute=True):
        return operations.decide_fixes(
            submission=paper,
            decisions=[operations.FixDecision(kind, target.key, values)],
            actor=actor or paper.submitter,
            now=timezone.now(),
        )


def codes(paper) -> set[str]:
    return {row["code"] for row in queries.rendition_of(paper).findings}


def address(view: str, paper, language: str = "en", **words: str) -> str:
    with override(language):
        return reverse(f"conference:{view}", kwargs={"code": paper.code, **words})


# --- What is known of the pages ---------------------------------------------------
def test_every_finding_about_a_place_names_its_page_and_passage():
    paper = made(word_file(pages=4))
    rendition = queries.rendition_of(paper)
    placed = {
        row["code"]: (row["page"], bool(row["anchor"]))
        for row in rendition.findings
        if row.get("fix")
    }
    assert rendition.pages > 3
    assert placed == {
        "picture-without-alt": (rendition.pages, True),
        "table-without-header": (rendition.pages, True),
    }


def test_picture_at_the_top_of_a_page_is_on_that_page():
    document = Document()
    document.add_heading("Introduction", 1)
    document.add_paragraph("A paragraph that goes on and on. " * 55)
    document.add_picture(BytesIO(png(900, 900)), width=Cm(12))
    target = BytesIO()
    document.save(target)
    paper = made(target.getvalue())
    (picture,) = [t for t in queries.fix_targets(paper) if t.kind == "pictures"]
    assert (picture.page, queries.rendition_of(paper).pages) == (2, 2)


def test_every_page_is_drawn():
    rendition = queries.rendition_of(made(word_file(pages=2)))
    pages = [
        picture.name
        for picture in rendition.pictures.all()
        if picture.name.startswith("page-")
    ]
    assert sorted(pages) == [f"page-{n}" for n in range(1, rendition.pages + 1)]


def test_pages_are_drawn_once():
    paper = made()
    rendition = queries.rendition_of(paper)
    names = sorted(rendition.pictures.values_list("name", flat=True))
    operations.render_manuscript(manuscript_id=paper.manuscript.pk)
    assert sorted(rendition.pictures.values_list("name", flat=True)) == names


# --- Decisions --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "values", "code"),
    [
        ("pictures", {"alt": "A house with a sign."}, "picture-without-alt"),
        ("pictures", {"decorative": True}, "picture-without-alt"),
        ("tables", {"header_row": True}, "table-without-header"),
        ("tables", {"header_row": False}, "table-without-header"),
        ("tables", {"layout": True}, "table-without-header"),
    ],
)
def test_decision_answers_the_finding(kind, values, code):
    paper = made()
    before = codes(paper)
    decide(paper, kind, **values)
    assert (code in before, code in codes(paper)) == (True, False)


def test_language_and_level_are_decided_too():
    quote = (
        "The quick brown fox jumps over the lazy dog and goes on with many other "
        "English words which everybody in the country can read without trouble."
    )
    paper = made(word_file("Socialna podjetja zaposlujejo ljudi. " * 20, quote))
    paper.paper_language = "sl"
    paper.save()
    operations.render_manuscript(manuscript_id=paper.manuscript.pk)
    assert "passage-language" in codes(paper)
    decide(paper, "passages", language="en")
    assert "passage-language" not in codes(paper)
    with queries.rendition_of(paper).html.open("rb") as stored:
        assert 'lang="en"' in stored.read().decode()


def test_equation_gets_its_words():
    paper = submission()
    version = manuscript(paper, "paper.md", b"# One\n\nText.\n\n$$x^2 = 4$$\n")
    operations.render_manuscript(manuscript_id=version.pk)
    decide(paper, "equations", alt="x squared is four")
    rendition = queries.rendition_of(paper)
    with rendition.pdf.open("rb") as stored, pikepdf.open(stored) as document:
        told = [
            str(each.get("/Alt"))
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Formula"
        ]
    assert told == ["x squared is four"]


def test_decision_about_a_picture_fits_the_next_version_of_the_file():
    paper = made()
    decide(paper, "pictures", alt="A house with a sign.")
    add(paper, word_file("Another text, with the same picture.", pages=1))
    assert paper.manuscripts.count() == 3
    assert "picture-without-alt" not in codes(paper)
    with queries.rendition_of(paper).html.open("rb") as stored:
        assert 'alt="A house with a sign."' in stored.read().decode()


def test_decision_is_kept_with_who_and_when():
    paper = made()
    (fix,) = decide(paper, "pictures", alt="A house.")
    assert (fix.decided_by, fix.values) == (paper.submitter, {"alt": "A house."})
    assert fix.decided_at <= timezone.now()
    with pytest.raises(RowIsFinal):
        fix.save()


def test_last_decision_holds_and_can_be_taken_back():
    paper = made()
    for alt in ("A house.", "Two houses."):
        decide(paper, "pictures", alt=alt)
    (told,) = queries.decided(paper)["pictures"].values()
    assert told == {"alt": "Two houses."}
    decide(paper, "pictures")
    assert queries.decided(paper) == {}
    assert ManuscriptFix.objects.count() == 3
    assert "picture-without-alt" in codes(paper)


def test_same_decision_again_is_no_new_row():
    paper = made()
    decide(paper, "pictures", alt="A house.")
    assert decide(paper, "pictures", alt="A house.") == []
    assert ManuscriptFix.objects.count() == 1


def test_what_is_not_in_the_manuscript_cannot_be_decided():
    paper = made()
    with pytest.raises(NothingToFix):
        operations.decide_fixes(
            submission=paper,
            decisions=[operations.FixDecision("pictures", "0" * 16, {"alt": "x"})],
            actor=paper.submitter,
            now=timezone.now(),
        )


@pytest.mark.parametrize("values", [{"level": 1}, {"alt": 7}, {"alt": "x" * 5000}])
def test_what_the_press_cannot_keep_is_refused(values):
    paper = made()
    with pytest.raises(FixRefused):
        decide(paper, "pictures", **values)
    assert ManuscriptFix.objects.count() == 0


def test_editor_decides_after_the_deadline_and_a_stranger_never():
    paper = made(state=SubmissionState.ACCEPTED)
    with pytest.raises(NotAllowed):
        decide(paper, "pictures", alt="A house.")
    with pytest.raises(NotAllowed):
        decide(paper, "pictures", actor=user(), alt="A house.")
    assert len(decide(paper, "pictures", actor=editor(), alt="A house.")) == 1


# --- The page -----------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_shows_pages_findings_and_forms(client, language):
    paper = made()
    client.force_login(paper.submitter)
    text = client.get(address("typeset", paper, language)).content.decode()
    for target in queries.fix_targets(paper):
        assert f'id="{target.name}"' in text
        assert f'href="#page-{target.page}"' in text
    for number in range(1, queries.rendition_of(paper).pages + 1):
        picture = address("rendition_picture", paper, language, name=f"page-{number}")
        assert f'id="page-{number}"' in text
        assert f'src="{picture}"' in text


def test_words_typed_into_the_page_are_kept_and_the_paper_is_set_again(client):
    paper = made()
    client.force_login(paper.submitter)
    name = next(t for t in queries.fix_targets(paper) if t.kind == "pictures").name
    answer = client.post(
        address("typeset", paper), {f"{name}-alt": "A house."}, follow=True
    )
    assert answer.redirect_chain == [(address("typeset", paper), 302)]
    (told,) = queries.decided(paper)["pictures"].values()
    assert told == {"alt": "A house."}
    operations.render_manuscript(manuscript_id=paper.manuscript.pk)
    assert "A house." in client.get(address("typeset", paper)).content.decode()


def test_contradiction_is_told_at_its_field_and_nothing_typed_is_lost(client):
    paper = made()
    client.force_login(paper.submitter)
    name = next(t for t in queries.fix_targets(paper) if t.kind == "pictures").name
    answer = client.post(
        address("typeset", paper),
        {f"{name}-alt": "Seven houses.", f"{name}-decorative": "on"},
    )
    text = answer.content.decode()
    assert f'href="#id_{name}-decorative"' in text
    assert "Seven houses." in text
    assert ManuscriptFix.objects.count() == 0


def test_page_looks_again_by_itself_only_while_it_waits(client):
    paper = submission()
    client.force_login(paper.submitter)
    waiting = client.get(address("typeset", paper))
    assert (waiting["Refresh"], state(client, paper)["ready"]) == ("5", False)
    assert "Refresh" not in client.get(address("typeset", paper), {"still": ""})
    operations.render_manuscript(manuscript_id=paper.manuscript.pk)
    assert "Refresh" not in client.get(address("typeset", paper))
    assert state(client, paper) == {"ready": True, "drawn": 1}


def state(client, paper) -> dict:
    return client.get(address("typeset_state", paper)).json()


def test_picture_is_shown_in_place_but_nothing_in_it_runs(client):
    paper = made()
    client.force_login(paper.submitter)
    picture = next(t for t in queries.fix_targets(paper) if t.kind == "pictures")
    for name in ("page-1", picture.key):
        answer = client.get(address("rendition_picture", paper, name=name))
        assert answer["Content-Type"] == "image/png"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert b"".join(answer.streaming_content)[:4] == b"\x89PNG"


def test_decided_picture_is_shown_after_its_finding_is_gone(client):
    paper = made()
    decide(paper, "pictures", alt="A house.")
    client.force_login(paper.submitter)
    target = next(t for t in queries.fix_targets(paper) if t.kind == "pictures")
    assert target.findings == ()
    picture = address("rendition_picture", paper, name=target.key)
    assert b"".join(client.get(picture).streaming_content)[:4] == b"\x89PNG"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("typeset", {}),
        ("typeset_state", {}),
        ("rendition_picture", {"name": "page-1"}),
    ],
)
def test_preview_of_somebody_else_does_not_exist(client, name, words):
    paper = made()
    client.force_login(user())
    assert client.get(address(name, paper, **words)).status_code == 404


def test_author_of_a_decided_paper_reads_but_decides_nothing(client):
    paper = made(state=SubmissionState.ACCEPTED)
    client.force_login(paper.submitter)
    name = next(t for t in queries.fix_targets(paper) if t.kind == "pictures").name
    sent = client.post(address("typeset", paper), {f"{name}-alt": "A house."})
    assert client.get(address("typeset", paper)).status_code == 200
    assert sent.status_code == 404


def test_page_asks_as_often_for_one_thing_as_for_many(client):
    def asked(count: int) -> int:
        document = Document()
        document.add_heading("Introduction", 1)
        for number in range(count):
            document.add_picture(BytesIO(png(40 + number, 30)), width=Cm(3))
        target = BytesIO()
        document.save(target)
        paper = made(target.getvalue())
        client.force_login(paper.submitter)
        assert len(queries.fix_targets(paper)) == count
        with CaptureQueriesContext(connection) as captured:
            client.get(address("typeset", paper))
        return len(captured)

    assert asked(1) == asked(25)


# --- Before there is an account ---------------------------------------------------
def test_visitor_sees_the_pages_of_a_draft_and_puts_things_right(client):
    draft = wizard.begin(client, conference.call(), paper_language="en")
    file = conference.upload("paper.docx", word_file())
    client.post(step_address(draft.code, Step.FILE), {"file": file})
    operations.render_manuscript(manuscript_id=draft.manuscript.pk)
    where = address("typeset", draft)
    step = client.get(step_address(draft.code, Step.FILE)).content.decode()
    page = client.get(where).content.decode()
    assert (f'href="{where}"' in step, 'id="page-1"' in page) == (True, True)
    assert f'href="{step_address(draft.code, Step.FILE)}"' in page
    [picture] = [one for one in queries.fix_targets(draft) if one.kind == "pictures"]
    sent = client.post(where, {f"{picture.name}-alt": "People at work."})
    assert sent.headers["Location"] == where
    [fix] = draft.fixes.all()
    assert (fix.values, fix.decided_by) == ({"alt": "People at work."}, None)
    operations.render_manuscript(manuscript_id=draft.manuscript.pk)
    views = {
        "typeset": {},
        "typeset_state": {},
        "preview": {},
        "preview_pdf": {},
        "rendition_picture": {"name": picture.key},
    }
    other, member = Client(), Client()
    member.force_login(user())
    for view, more in views.items():
        url = address(view, draft, **more)
        answers = [each.get(url) for each in (client, other, member)]
        for answer in answers:
            # A file is closed when it was read.
            list(answer)
        got = [answer.status_code for answer in answers]
        assert (view, got) == (view, [200, 302, 404])
    # The decision comes along when the draft gets an owner.
    client.force_login(owner := user())
    draft.refresh_from_db()
    assert (draft.submitter, draft.fixes.count()) == (owner, 1)
    assert client.get(where).status_code == 200
