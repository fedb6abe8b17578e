"""Tables go out as CSV, XLSX and JSON: complete, harmless, and to editors alone."""

import csv
import json
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cms.conference.enums import SubmissionState
from cms.conference.models import Author
from cms.reports.registry import Table
from cms.reports.writers import WRITERS
from cms.reviewing.enums import ReviewState
from tests.factories import accounts, conference, programme, reviewing

pytestmark = pytest.mark.django_db
FORMULAS = [
    "=1+1",
    "+386 1 234",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("http://evil.example")',
    "＝1+1",  # noqa: RUF001 - full-width, which spreadsheets read as =
    "＠SUM(A1)",  # noqa: RUF001 - full-width as well
    "  =1+1",
]
PLAIN = ["Žagar & sinovi", "a=b", "0000-0002-1825-0097", '„navedek“; "kot"\nvrstica']
TEXTS = Table("texts", "Texts", {"text": "Text", "number": "Number"}, lambda u, c: [])


def written(form: str, rows: list[dict]) -> bytes:
    return WRITERS[form].write(TEXTS, rows)


def rows_of(texts: list[str]) -> list[dict]:
    return [{"text": text, "number": -3} for text in texts]


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.fixture
def editor(client):
    person = accounts.editor()
    client.force_login(person)
    return person


@pytest.fixture
def submitted():
    call = conference.call()
    typed = conference.content(
        authors=[
            {
                "name": "Ana Žagar",
                "email": "ana@example.org",
                "affiliation": "Inštitut",
                "country": "Slovenija",
                "orcid": "0000-0002-1825-0097",
                "corresponding": True,
            },
            {"name": "=cmd|' /C calc'!A0", "country": "Italia"},
        ]
    )
    return conference.submission(
        call=call, content=typed, state=SubmissionState.SUBMITTED
    )


# --- Forms ------------------------------------------------------------------------
def test_csv_begins_with_the_mark_of_utf8():
    assert written("csv", [])[:3] == b"\xef\xbb\xbf"


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_shows_formulas_as_text(text):
    [_head, [cell, number]] = read_csv(written("csv", rows_of([text])))
    assert (cell, number) == (f"'{text}", "-3")


@pytest.mark.parametrize("text", PLAIN)
def test_other_text_comes_through_every_form_unchanged(text):
    rows = rows_of([text])
    assert read_csv(written("csv", rows))[1][0] == text
    assert json.loads(written("json", rows))["rows"] == rows
    sheet = load_workbook(BytesIO(written("xlsx", rows))).active
    assert [cell.value for cell in sheet[2]] == [text, -3]


@pytest.mark.parametrize("text", FORMULAS)
def test_xlsx_holds_formulas_as_text(text):
    sheet = load_workbook(BytesIO(written("xlsx", rows_of([text])))).active
    cell = sheet["A2"]
    assert (cell.data_type, cell.value.replace("\r", "\n")) == (
        "s",
        text.replace("\r", "\n"),
    )
    assert sheet["B2"].data_type == "n"


def test_controls_and_very_long_texts_do_not_break_a_workbook():
    rows = rows_of(["a\x00b\x0bc\ud800", "š" * 40_000])
    sheet = load_workbook(BytesIO(written("xlsx", rows))).active
    assert sheet["A2"].value == "abc"
    assert len(sheet["A3"].value) == 32_767
    assert sheet["A3"].value.endswith(" […]")


# --- Tables -------------------------------------------------------------------------
def test_submissions_are_exported_with_their_words(client, editor, submitted):
    conference.submission(title="A draft of somebody")
    answer = client.get(
        f"/admin/statistics/submissions.json?call={submitted.call.slug}"
    )
    [row] = json.loads(answer.content)["rows"]
    assert {key: row[key] for key in ("code", "state", "title_en", "authors")} == {
        "code": submitted.code,
        "state": "submitted",
        "title_en": "Social enterprises",
        "authors": "Ana Žagar; =cmd|' /C calc'!A0",
    }
    assert (row["file"], row["version"], row["decision"]) == ("paper.md", 1, "")


def test_authors_are_exported_one_a_row(client, editor, submitted):
    answer = client.get("/admin/statistics/authors.csv")
    rows = read_csv(answer.content)
    assert rows[1:] == [
        [
            submitted.code,
            "submitted",
            "1",
            "Ana Žagar",
            "ana@example.org",
            "Inštitut",
            "Slovenija",
            "0000-0002-1825-0097",
            "1",
        ],
        [
            submitted.code,
            "submitted",
            "2",
            "'=cmd|' /C calc'!A0",
            "",
            "",
            "Italia",
            "",
            "0",
        ],
    ]


def test_reviews_are_exported_once_they_are_written(client, editor):
    written = reviewing.assignment(state=ReviewState.SUBMITTED)
    planned = reviewing.assignment()
    rows = json.loads(client.get("/admin/statistics/reviews.json").content)["rows"]
    by_code = {row["submission"]: row for row in rows}
    shown = by_code[written.submission.code]
    assert (shown["reviewer"], shown["text_for_author"]) == (
        written.reviewer.name,
        written.review.text_for_author,
    )
    assert shown["text_for_author"] != ""
    assert by_code[planned.submission.code]["text_for_author"] == ""


def test_reviews_of_ones_own_paper_are_not_exported(client, editor):
    reviewing.assignment(submitter=editor)
    other = reviewing.assignment()
    rows = json.loads(client.get("/admin/statistics/reviews.json").content)["rows"]
    assert [row["submission"] for row in rows] == [other.submission.code]


def test_programme_is_exported_as_it_was_released(client, editor):
    release = programme.released().releases.get()
    answer = client.get("/admin/statistics/programme.json")
    rows = json.loads(answer.content)["rows"]
    talks = [
        (talk["code"], talk["start"])
        for session in release.snapshot["sessions"]
        for talk in session["talks"] or [session]
    ]
    assert sorted((row["code"], row["start"]) for row in rows) == sorted(talks)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("name", ["submissions", "authors", "programme"])
def test_file_is_an_attachment_that_nothing_runs(client, editor, submitted, name, form):
    answer = client.get(f"/admin/statistics/{name}.{form}?call={submitted.call.slug}")
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="{name}-{submitted.call.slug}.{form}"'
    )
    assert answer.headers["Content-Type"] == WRITERS[form].media_type
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox"
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "path", ["nothing.csv", "submissions.exe", "submissions.csv?call=nothing"]
)
def test_what_there_is_not_is_not_found(client, editor, path):
    assert client.get(f"/admin/statistics/{path}").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["", "submissions.csv", "authors.xlsx", "programme.json", "handover/{slug}.zip"],
)
def test_exports_are_for_editors_alone(client, submitted, path):
    where = f"/admin/statistics/{path.format(slug=submitted.call.slug)}"
    for person in (submitted.submitter, accounts.user()):
        client.force_login(person)
        answer = client.get(where)
        assert (answer.status_code, answer.headers["Location"]) == (
            302,
            f"/admin/login/?next={where}",
        )


@pytest.mark.parametrize("name", ["submissions", "authors"])
def test_export_of_25_needs_as_many_queries_as_of_one(client, editor, submitted, name):
    counts = []
    for more in (0, 24):
        for _each in range(more):
            made = conference.submission(
                call=submitted.call, state=SubmissionState.SUBMITTED
            )
            Author.objects.create(submission=made, position=2, name="Bor")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/admin/statistics/{name}.csv")
        counts.append(len(queries))
    assert counts[0] == counts[1]
