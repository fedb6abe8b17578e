"""Titles, abstracts and keywords in three languages: queue, glossary, approval."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.conference import glossary, operations, translating
from cms.conference.enums import SubmissionState
from cms.conference.exceptions import TextOvertaken
from cms.conference.kinds import Step, TextState
from cms.conference.models import SubmissionText
from tests.factories import accounts, conference, wizard
from tests.factories.wizard import address, step_address

pytestmark = pytest.mark.django_db
WORDS = {"title": "Socialna podjetja", "abstract": "Kaj delajo.", "keywords": "delo"}


def translator():
    """Return somebody who may translate, and nothing else."""
    person = accounts.user()
    group = Group.objects.create(name=f"Translators {person.pk}")
    group.permissions.add(
        Permission.objects.get(codename="translate_submission"),
        Permission.objects.get(codename="access_admin"),
    )
    person.groups.add(group)
    return person


def submitted(**fields):
    return conference.submission(state=SubmissionState.SUBMITTED, **fields)


def translated(made, state=TextState.REVIEWED) -> SubmissionText:
    return operations.save_translation(
        submission=made,
        language="sl",
        words=WORDS,
        state=state,
        seen=SubmissionText().fingerprint,
        actor=translator(),
        now=timezone.now(),
    )


def translate_url(made, language: str = "sl") -> str:
    return reverse(
        "paper_translations:translate", kwargs={"code": made.code, "language": language}
    )


# --- States -------------------------------------------------------------------------
def test_paper_in_english_waits_for_two_languages():
    made = submitted()
    jobs = translating.jobs_of(made)
    assert [(job.language, job.state) for job in jobs] == [
        ("sl", TextState.MISSING),
        ("it", TextState.MISSING),
    ]


@pytest.mark.parametrize(
    "state", [TextState.MACHINE, TextState.HUMAN, TextState.REVIEWED]
)
def test_translation_has_the_state_that_its_translator_gives(state):
    made = submitted()
    translated(made, state)
    made.refresh_from_db()
    job = translating.jobs_of(made)[0]
    assert (job.state, job.is_open) == (state, state == TextState.MACHINE)


def test_empty_translation_is_missing():
    made = submitted()
    translated(made)
    row = made.texts.get(language="sl")
    operations.save_translation(
        submission=made,
        language="sl",
        words=dict.fromkeys(WORDS, ""),
        state=TextState.HUMAN,
        seen=row.fingerprint,
        actor=translator(),
        now=timezone.now(),
    )
    assert made.texts.get(language="sl").state == TextState.MISSING


def test_what_the_author_types_is_approved(client):
    made = submitted()
    client.force_login(made.submitter)
    client.post(
        step_address(made.code, Step.DETAILS),
        wizard.details_data(
            **{"text-sl-title": "Podjetja", "text-sl-abstract": "Kaj delajo."}
        ),
    )
    assert made.texts.get(language="sl").state == TextState.APPROVED


def test_translation_of_a_source_that_changed_is_to_be_looked_at(client):
    made = submitted()
    translated(made)
    client.force_login(made.submitter)
    client.post(
        step_address(made.code, Step.DETAILS),
        wizard.details_data(
            **{
                "text-en-title": "Changed",
                **{f"text-sl-{key}": value for key, value in WORDS.items()},
            }
        ),
    )
    made = translating.papers().get(pk=made.pk)
    job = translating.jobs_of(made)[0]
    assert (job.is_stale, job.is_open, job.state) == (True, True, TextState.REVIEWED)


# --- The author approves ----------------------------------------------------------------
@pytest.mark.parametrize("language", ["sl", "it", "en"])
def test_author_approves_by_one_click(client, language):
    made = submitted()
    translated(made)
    client.force_login(made.submitter)
    page = client.get(address("submission", language, code=made.code)).content.decode()
    where = address("approve_text", language, code=made.code, into="sl")
    assert f'action="{where}"' in page
    (seen,) = re.findall(r'name="seen" value="(\w+)"', page)
    client.post(where, {"seen": seen})
    assert made.texts.get(language="sl").state == TextState.APPROVED


def test_author_approves_only_what_was_shown(client):
    made = submitted()
    translated(made)
    client.force_login(made.submitter)
    where = address("approve_text", code=made.code, into="sl")
    client.post(where, {"seen": "another text"})
    assert made.texts.get(language="sl").state == TextState.REVIEWED


def test_nobody_else_approves(client):
    made = submitted()
    row = translated(made)
    where = address("approve_text", code=made.code, into="sl")
    for person in (accounts.user(), accounts.editor(), wizard.editing_coauthor(made)):
        client.force_login(person)
        assert client.post(where, {"seen": row.fingerprint}).status_code == 404
    assert made.texts.get(language="sl").state == TextState.REVIEWED


# --- The queue -----------------------------------------------------------------------------
def test_translator_finds_what_is_to_be_done(client):
    made = submitted()
    translated(made)
    conference.submission(title="A draft")
    conference.submission(state=SubmissionState.WITHDRAWN, title="Withdrawn")
    client.force_login(translator())
    response = client.get(reverse("paper_translations:index"))
    jobs = response.context["jobs"]
    assert [(job.submission.code, job.language) for job in jobs] == [(made.code, "it")]
    everything = client.get(f"{reverse('paper_translations:index')}?all")
    assert len(everything.context["jobs"]) == 2
    filtered = client.get(f"{reverse('paper_translations:index')}?all&language=sl")
    assert [job.language for job in filtered.context["jobs"]] == ["sl"]


def test_translator_sees_words_and_no_names(client):
    made = submitted()
    client.force_login(translator())
    pages = [
        client.get(where).content.decode()
        for where in (reverse("paper_translations:index"), translate_url(made))
    ]
    for page in pages:
        assert "Social enterprises" in page
        assert "Ana Žagar" not in page
        assert made.submitter.email not in page


@pytest.mark.parametrize("person", [accounts.user])
def test_queue_is_for_translators_alone(client, person):
    made = submitted()
    client.force_login(person())
    for where in (reverse("paper_translations:index"), translate_url(made)):
        assert client.get(where).status_code == 302


def test_drafts_are_not_translated(client):
    made = conference.submission()
    client.force_login(translator())
    assert client.get(translate_url(made)).status_code == 404
    sent = submitted()
    assert client.get(translate_url(sent, "en")).status_code == 404
    assert client.get(translate_url(sent, "de")).status_code == 404


def test_translator_saves_a_translation(client):
    made = submitted()
    client.force_login(translator())
    seen = client.get(translate_url(made)).context["form"].initial["seen"]
    client.post(translate_url(made), {**WORDS, "state": "human", "seen": seen})
    row = made.texts.get(language="sl")
    assert (row.title, row.state, row.source_sha256) == (
        "Socialna podjetja",
        TextState.HUMAN,
        made.texts.get(language="en").fingerprint,
    )


def test_two_translators_lose_nothing(client):
    made = submitted()
    client.force_login(translator())
    seen = client.get(translate_url(made)).context["form"].initial["seen"]
    translated(made)
    mine = {**WORDS, "title": "Moj naslov", "state": "human", "seen": seen}
    response = client.post(translate_url(made), mine)
    page = response.content.decode()
    assert 'value="Moj naslov"' in page
    assert "Socialna podjetja" in page
    assert made.texts.get(language="sl").title == "Socialna podjetja"
    again = response.context["form"]["seen"].value()
    client.post(translate_url(made), {**mine, "seen": again})
    assert made.texts.get(language="sl").title == "Moj naslov"


def test_translation_that_was_overtaken_is_refused():
    made = submitted()
    translated(made)
    with pytest.raises(TextOvertaken):
        translated(made)


def test_queue_asks_the_same_queries_for_one_and_many(client):
    submitted()
    client.force_login(translator())
    client.get(reverse("paper_translations:index"))
    counts = []
    for number in (0, 9):
        for _one in range(number):
            submitted()
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("paper_translations:index"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


# --- The glossary ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("O socialnih podjetjih ob meji", ["impresa sociale"]),
        ("Socialno podjetje", ["impresa sociale"]),
        ("Asocialno podjetje", []),
        ("Podjetje in socialno", []),
        ("Zadruge in zadrugam", ["cooperativa"]),
        ("Nič od tega", []),
    ],
)
def test_glossary_finds_words_in_every_case(text, terms):
    wizard.term(sl="socialno podjetje", it="impresa sociale", en="social enterprise")
    wizard.term(sl="zadruga", it="cooperativa")
    wizard.term(en="only English")
    found = glossary.terms_in(text, source="sl", target="it")
    assert [match.target for match in found] == terms


def test_translator_sees_the_terms_of_the_source(client):
    wizard.term(sl="socialno podjetje", en="social enterprise")
    made = submitted()
    client.force_login(translator())
    (match,) = client.get(translate_url(made)).context["terms"]
    assert (match.source, match.target) == ("social enterprise", "socialno podjetje")
