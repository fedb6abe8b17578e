"""The hand-over is built by the library's command as it is."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from cms.conference.enums import SubmissionState
from tests.factories import accounts, conference

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ROOT = Path(__file__).parents[3]
MANUSCRIPTS = ROOT / "cms" / "demo" / "manuscripts"


def accepted(call, filename: str, title: str):
    typed = conference.content(
        paper_language="sl",
        texts=[
            {
                "language": "sl",
                "title": title,
                "abstract": "O zadrugah.",
                "keywords": "zadruga",
            }
        ],
        authors=[{"name": "Ana Žagar", "affiliation": "Inštitut"}],
    )
    made = conference.submission(
        call=call, content=typed, state=SubmissionState.ACCEPTED
    )
    body = (MANUSCRIPTS / filename).read_bytes()
    conference.manuscript(made, name=filename, body=body)
    return made


def handed_over(client, call) -> ZipFile:
    answer = client.get(f"/admin/statistics/handover/{call.slug}.zip")
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="{call.slug}.zip"'
    )
    return ZipFile(BytesIO(b"".join(answer.streaming_content)))


def test_command_line_builds_the_hand_over(client, tmp_path):
    client.force_login(accounts.editor())
    call = conference.call()
    papers = [
        accepted(call, "pridrzana-narocila.docx", "Pridržana naročila"),
        accepted(call, "podjetje-partner.odt", "Podjetje kot partner"),
    ]
    conference.submission(call=call, state=SubmissionState.REJECTED)
    conference.submission(state=SubmissionState.ACCEPTED)
    archive = handed_over(client, call)
    archive.extractall(tmp_path / "volume")
    built = subprocess.run(
        [
            *(sys.executable, "-m", "proceedings", "build", tmp_path / "volume"),
            *("--out", tmp_path / "out", "--format", "html", "--json"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    manifest = json.loads(built.stdout)
    assert [(paper["id"], paper["title"]) for paper in manifest["papers"]] == [
        (papers[0].code.lower(), "Pridržana naročila"),
        (papers[1].code.lower(), "Podjetje kot partner"),
    ]


def test_tables_lie_beside_the_papers(client):
    client.force_login(accounts.editor())
    call = conference.call()
    paper = accepted(call, "podjetje-partner.odt", "Podjetje kot partner")
    archive = handed_over(client, call)
    table = json.loads(archive.read("tables/submissions.json"))
    assert [row["code"] for row in table["rows"]] == [paper.code]
    assert (
        archive.read(f"{paper.code.lower()}/manuscript.odt")
        == (MANUSCRIPTS / "podjetje-partner.odt").read_bytes()
    )


def test_call_without_accepted_papers_says_so(client):
    client.force_login(accounts.reads_english(accounts.editor()))
    call = conference.call()
    conference.submission(call=call, state=SubmissionState.SUBMITTED)
    answer = client.get(f"/admin/statistics/handover/{call.slug}.zip", follow=True)
    assert "No paper of this call has been accepted" in answer.content.decode()
