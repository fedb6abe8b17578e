"""What is not public lies where no address leads, and comes only to those who may."""

from pathlib import Path
from urllib.parse import quote

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.urls import reverse
from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import DraftStateMixin, RevisionMixin, get_page_models
from wagtail.search import index
from wagtail.snippets.models import get_snippet_models

from cms.conference import models as conference_models
from cms.conference.enums import SubmissionState
from tests.factories import accounts, conference

pytestmark = pytest.mark.django_db
# Pictures and documents of the site are chosen for it by its editors.
PUBLIC = {"assets.CoopImage", "assets.CoopRendition", "assets.CoopDocument"}
PRIVATE_APPS = {"conference", "press", "reviewing", "production", "reports", "outbox"}
PLANTED = b"# Planted\n\nQ7 canary in a manuscript.\n"


@pytest.fixture
def submission():
    made = conference.submission(state=SubmissionState.SUBMITTED)
    conference.manuscript(made, body=PLANTED)
    return made


def stored_files() -> list[Path]:
    root = Path(storages["private"].location)
    return [path for path in root.rglob("*") if path.is_file()]


def address(name: str, **kwargs) -> str:
    with translation.override("en"):
        return reverse(f"conference:{name}", kwargs=kwargs)


def manuscript_address(submission) -> str:
    manuscript = submission.manuscripts.last()
    return address("manuscript", code=submission.code, uuid=manuscript.uuid)


def body_of(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_private_folder_is_below_nothing_that_is_served():
    private = Path(settings.VAR_DIR / "private").resolve()
    served = [settings.VAR_DIR / "media", settings.STATIC_ROOT]
    served += settings.STATICFILES_DIRS
    assert [
        folder for folder in served if private.is_relative_to(Path(folder).resolve())
    ] == []
    assert [
        folder for folder in served if Path(folder).resolve().is_relative_to(private)
    ] == []
    assert settings.STORAGES["private"]["OPTIONS"]["base_url"] is None


def test_every_file_of_a_submission_is_kept_in_private_storage():
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.label not in PUBLIC
        for field in model._meta.local_fields
        if isinstance(field, models.FileField)
        and not model._meta.app_config.name.startswith(("wagtail", "django"))
        and field.storage is not storages["private"]
    ]
    assert wrong == []


def test_no_address_below_media_or_static_leads_to_a_private_file(client, submission):
    files = stored_files()
    assert PLANTED in [path.read_bytes() for path in files]
    root = Path(storages["private"].location)
    leaked = []
    for path in files:
        content = path.read_bytes()
        if len(content) < len(PLANTED):
            # Some letters that another test kept stand in any answer.
            content = PLANTED
        below = path.relative_to(root).as_posix()
        for prefix in ("media/", "static/", "documents/", "documents/1/"):
            for way in (
                below,
                f"private/{below}",
                f"../private/{below}",
                quote(f"../private/{below}", safe=""),
                f"..%2fprivate%2f{below}",
                f"....//private/{below}",
                str(path),
            ):
                answer = client.get(f"/{prefix}{way}")
                if answer.status_code == 200 or content in body_of(answer):
                    leaked.append(f"/{prefix}{way}")
    assert leaked == []


def test_names_on_the_disk_tell_nothing_of_the_author_or_the_file(submission):
    conference.manuscript(submission, name="Žagar-thesis.md")
    names = [path.name for path in stored_files()]
    told = [
        name
        for name in names
        for word in ("agar", "thesis", "paper", submission.code.lower())
        if word in name.lower()
    ]
    assert told == []


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("headers", [{}, {"range": "bytes=0-9"}])
def test_owner_gets_the_file_to_save_and_never_to_run(
    client, submission, method, headers
):
    client.force_login(submission.submitter)
    answer = getattr(client, method)(manuscript_address(submission), headers=headers)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert "no-store" in answer.headers["Cache-Control"]
    assert body_of(answer) == (PLANTED if method == "get" else b"")


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize(
    "headers", [{}, {"range": "bytes=0-9"}, {"if-none-match": "*"}]
)
def test_stranger_gets_what_a_missing_file_gets(client, submission, method, headers):
    client.force_login(accounts.user())
    ask = getattr(client, method)
    forbidden = ask(manuscript_address(submission), headers=headers)
    missing = ask(
        address(
            "manuscript",
            code="ZZZZZZZ",
            uuid="00000000-0000-4000-8000-000000000000",
        ),
        headers=headers,
    )
    assert (forbidden.status_code, missing.status_code) == (404, 404)
    assert PLANTED not in forbidden.content
    assert {*forbidden.headers} == {*missing.headers}


def test_file_of_another_submission_is_missing_below_ones_own(client, submission):
    own = conference.submission()
    client.force_login(own.submitter)
    uuid = submission.manuscripts.last().uuid
    answer = client.get(address("manuscript", code=own.code, uuid=uuid))
    assert answer.status_code == 404


@pytest.mark.parametrize("method", ["get", "head"])
def test_visitor_is_asked_to_sign_in_whether_or_not_there_is_a_file(
    client, submission, method
):
    answers = [
        getattr(client, method)(where)
        for where in (
            manuscript_address(submission),
            address("manuscript", code="ZZZZZZZ", uuid=submission.manuscript.uuid),
        )
    ]
    assert [answer.status_code for answer in answers] == [302, 302]


def test_nothing_of_a_submission_is_a_page_snippet_document_or_indexed():
    models_of_desk = [
        model for model in apps.get_models() if model._meta.app_label in PRIVATE_APPS
    ]
    assert conference_models.Submission in models_of_desk
    pages, snippets = set(get_page_models()), set(get_snippet_models())
    public = (get_document_model(), get_image_model())
    faults = [
        model._meta.label
        for model in models_of_desk
        if model in pages
        or model in snippets
        or issubclass(model, (*public, index.Indexed, RevisionMixin, DraftStateMixin))
    ]
    assert faults == []
