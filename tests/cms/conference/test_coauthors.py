"""The by-line: in order, without accounts, told by mail, never changed behind."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone

from cms.conference import operations, permissions
from cms.conference.enums import Role, SubmissionEvent, SubmissionState
from cms.conference.exceptions import NoSuchAuthor, SubmissionIncomplete
from cms.conference.kinds import Step
from cms.conference.models import Submission
from cms.conference.queries import paper_order
from tests.factories import accounts, conference, wizard
from tests.factories.wizard import address, step_address

pytestmark = pytest.mark.django_db
ROR = "05njb9z20"


@pytest.fixture
def speaker(client):
    person = accounts.user()
    client.force_login(person)
    return person


def post_authors(client, draft, **fields):
    return client.post(
        step_address(draft.code, Step.AUTHORS), wizard.authors_data(**fields)
    )


def targets(response) -> list[str]:
    return [problem.target for problem in response.context["forms"].problems]


def names(response) -> list[str]:
    return [form["name"].value() for form in response.context["forms"].authors]


# --- The form -----------------------------------------------------------------------
def test_rows_are_added_without_losing_a_word(client, speaker):
    draft = wizard.begin(client, conference.call())
    response = post_authors(client, draft, action="add-author")
    assert names(response) == ["Ana Žagar", None]
    assert draft.authors.count() == 0


@pytest.mark.parametrize(
    ("action", "order"),
    [
        ("up-author-1", ["Marco Rossi", "Ana Žagar"]),
        ("down-author-0", ["Marco Rossi", "Ana Žagar"]),
        ("remove-author-0", ["Marco Rossi"]),
        ("up-author-0", ["Ana Žagar", "Marco Rossi"]),
        ("down-author-1", ["Ana Žagar", "Marco Rossi"]),
        ("remove-author-7", ["Ana Žagar", "Marco Rossi"]),
        ("up-author-x", ["Ana Žagar", "Marco Rossi"]),
    ],
)
def test_rows_move_with_all_they_hold(client, speaker, action, order):
    draft = wizard.begin(client, conference.call())
    two = {"author-count": "2", "author-1-name": "Marco Rossi"}
    response = post_authors(client, draft, action=action, **two)
    assert names(response) == order
    forms = response.context["forms"].authors
    places = {f["name"].value(): f.places[0]["affiliation"].value() for f in forms}
    if "Ana Žagar" in places:
        assert places["Ana Žagar"] == "Inštitut"


def test_author_has_several_affiliations(client, speaker):
    draft = wizard.begin(client, conference.call())
    more = post_authors(client, draft, action="add-place-0")
    assert len(more.context["forms"].authors[0].places) == 2
    post_authors(
        client,
        draft,
        **{
            "author-0-place-count": "2",
            "author-0-place-0-country": "Slovenija",
            "author-0-place-1-affiliation": "Università",
            "author-0-place-1-country": "Italia",
            "author-0-place-1-ror": f"https://ror.org/{ROR}",
        },
    )
    author = draft.authors.get()
    assert author.affiliation_lines == ["Inštitut, Slovenija", "Università, Italia"]
    assert author.affiliation_rows[1]["ror"] == ROR
    wizard_order = paper_order(draft, conference.manuscript(draft))
    assert wizard_order.authors[0].affiliations == tuple(author.affiliation_lines)


def test_affiliation_is_taken_away(client, speaker):
    draft = wizard.begin(client, conference.call())
    response = post_authors(
        client,
        draft,
        action="remove-place-0-0",
        **{"author-0-place-count": "2", "author-0-place-1-affiliation": "Università"},
    )
    (place,) = response.context["forms"].authors[0].places
    assert place["affiliation"].value() == "Università"


@pytest.mark.parametrize("typed", ["05njb9z21", "5njb9z20", "05njb9u20", "x"])
def test_ror_with_wrong_check_digits_is_refused(client, speaker, typed):
    draft = wizard.begin(client, conference.call())
    response = post_authors(client, draft, **{"author-0-place-0-ror": typed})
    assert targets(response) == ["id_author-0-place-0-ror"]


@pytest.mark.parametrize("count", ["-1", "x", "999999999", ""])
def test_count_that_is_nonsense_breaks_nothing(client, speaker, count):
    draft = wizard.begin(client, conference.call())
    fields = {"author-count": count, "author-0-place-count": count}
    response = post_authors(client, draft, action="add-author", **fields)
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("https://orcid.org/0000-0002-1694-233x", "0000-0002-1694-233X"),
        ("0000000218250097", "0000-0002-1825-0097"),
    ],
)
def test_orcid_is_kept_in_its_own_shape(client, speaker, typed, kept):
    draft = wizard.begin(client, conference.call())
    post_authors(client, draft, **{"author-0-orcid": typed})
    assert draft.authors.get().orcid == kept


@pytest.mark.parametrize("typed", ["0000-0002-1825-0098", "0000", "x" * 16])
def test_orcid_with_wrong_check_digit_is_refused(client, speaker, typed):
    draft = wizard.begin(client, conference.call())
    response = post_authors(client, draft, **{"author-0-orcid": typed})
    assert targets(response) == ["id_author-0-orcid"]


def test_two_corresponding_authors_are_one_too_many(client, speaker):
    draft = wizard.begin(client, conference.call())
    response = post_authors(
        client,
        draft,
        **{
            "author-count": "2",
            "author-0-corresponding": "on",
            "author-1-name": "Marco Rossi",
            "author-1-corresponding": "on",
        },
    )
    assert targets(response) == ["id_author-1-corresponding"]


def test_corresponding_author_changes_hands_in_one_save(client, speaker):
    draft = wizard.begin(client, conference.call())
    two = {"author-count": "2", "author-1-name": "Marco Rossi"}
    post_authors(client, draft, **two, **{"author-0-corresponding": "on"})
    first, second = draft.authors.all()
    ids = {"author-0-id": str(second.pk), "author-1-id": str(first.pk)}
    post_authors(
        client,
        draft,
        **{
            **ids,
            "author-count": "2",
            "author-0-name": "Marco Rossi",
            "author-0-corresponding": "on",
            "author-1-name": "Ana Žagar",
        },
    )
    rows = [(a.pk, a.name, a.position, a.corresponding) for a in draft.authors.all()]
    assert rows == [
        (second.pk, "Marco Rossi", 1, True),
        (first.pk, "Ana Žagar", 2, False),
    ]


def test_invitation_to_edit_needs_an_address(client, speaker):
    draft = wizard.begin(client, conference.call())
    response = post_authors(client, draft, **{"author-0-may_edit": "on"})
    assert targets(response) == ["id_author-0-email"]


def test_number_of_anothers_author_is_of_no_use(client, speaker):
    theirs = conference.submission().authors.get()
    draft = wizard.begin(client, conference.call())
    post_authors(
        client, draft, **{"author-0-id": str(theirs.pk), "author-0-name": "Mine"}
    )
    theirs.refresh_from_db()
    assert (theirs.name, draft.authors.get().name) == ("Ana Žagar", "Mine")


def test_profile_that_changes_changes_no_byline(client, speaker):
    made = conference.submission(submitter=speaker)
    person = wizard.editing_coauthor(made)
    before = [(author.name, author.email) for author in made.authors.all()]
    for account in (speaker, person):
        account.name, account.email = "Changed", f"changed-{account.pk}@example.org"
        account.save()
    assert [(author.name, author.email) for author in made.authors.all()] == before


# --- The mail, and the page behind its link ---------------------------------------------
@pytest.fixture
def told(django_capture_on_commit_callbacks):
    """Submit a paper with a co-author; return the author and the path of the link."""

    def tell(**fields):
        draft = conference.submission()
        author = wizard.coauthor(draft, **fields)
        with django_capture_on_commit_callbacks(execute=True):
            operations.apply(
                submission=draft,
                event=SubmissionEvent.SUBMIT,
                actor=draft.submitter,
                now=timezone.now(),
            )
        (letter,) = [one for one in mail.outbox if author.email in one.to[0]]
        (path,) = re.findall(
            rf"{settings.WAGTAILADMIN_BASE_URL}(/en/\S+/coauthor/\S+|/en/\S+)",
            letter.body,
        )
        author.refresh_from_db()
        return author, path

    return tell


def test_coauthor_is_told_once(told, django_capture_on_commit_callbacks):
    author, _path = told()
    assert author.told_at is not None
    before = len(mail.outbox)
    with django_capture_on_commit_callbacks(execute=True):
        operations.tell_coauthors(submission=author.submission, now=timezone.now())
    assert len(mail.outbox) == before


def test_submitter_gets_no_letter_to_a_coauthor(django_capture_on_commit_callbacks):
    draft = conference.submission()
    wizard.coauthor(draft, email=draft.submitter.email.upper())
    with django_capture_on_commit_callbacks(execute=True):
        operations.apply(
            submission=draft,
            event=SubmissionEvent.SUBMIT,
            actor=draft.submitter,
            now=timezone.now(),
        )
    assert len(mail.outbox) == 1


def test_link_changes_nothing_when_it_is_looked_at(client, told):
    author, path = told()
    assert "Marco Rossi" in client.get(path).content.decode()
    assert client.head(path).status_code == 200
    author.refresh_from_db()
    assert (author.confirmed_at, author.denied_at) == (None, None)


def test_coauthor_says_not_me(client, told, django_capture_on_commit_callbacks):
    author, path = told()
    with django_capture_on_commit_callbacks(execute=True):
        for _click in range(2):
            client.post(path, {"action": "deny"})
    author.refresh_from_db()
    assert author.denied_at is not None
    to_submitter = [
        one for one in mail.outbox if author.submission.submitter.email in one.to[0]
    ]
    assert [
        one.subject.startswith("An author of your paper") for one in to_submitter
    ] == [
        False,
        True,
    ]


def test_name_that_was_denied_is_not_printed_and_cannot_be_saved(client, told):
    author, path = told()
    client.post(path, {"action": "deny"})
    submission = Submission.objects.get(pk=author.submission_id)
    order = paper_order(submission, submission.manuscript)
    assert [person.name for person in order.authors] == ["Ana Žagar"]
    with pytest.raises(SubmissionIncomplete):
        operations.apply(
            submission=submission,
            event=SubmissionEvent.SAVE,
            actor=submission.submitter,
            now=timezone.now(),
        )


def test_coauthor_confirms_after_all(client, told):
    author, path = told()
    client.post(path, {"action": "deny"})
    client.post(path, {"action": "confirm"})
    author.refresh_from_db()
    assert (author.denied_at, author.confirmed_at is None) == (None, False)


def test_link_to_a_byline_that_changed_hands_is_void(client, told):
    author, path = told()
    author.email = "another@example.org"
    author.save()
    assert client.get(path).status_code == 404
    assert client.post(path, {"action": "deny"}).status_code == 404


def test_link_to_an_author_who_is_gone_is_void(client, told):
    author, path = told()
    author.delete()
    assert client.get(path).status_code == 404


def test_submitter_writes_to_a_coauthor_again(client, told):
    author, path = told()
    client.force_login(author.submission.submitter)
    client.post(address("tell_coauthor", code=author.submission.code, pk=author.pk))
    # The old link is void: the new one is in the new mail.
    assert Client().get(path).status_code == 404


# --- An invited co-author ----------------------------------------------------------------
def test_invited_coauthor_signs_in_and_edits(client, told):
    author, path = told(may_edit=True)
    answer = client.post(path, {"action": "edit"})
    assert answer.headers["Location"] == f"/en/account/sign-in/?next={path}"
    person = accounts.user(email="somebody-else@example.org")
    client.force_login(person)
    client.post(path, {"action": "edit"})
    submission = Submission.objects.get(pk=author.submission_id)
    assert permissions.roles_of(person, submission) == {Role.COAUTHOR}
    response = client.post(
        step_address(submission.code, Step.DETAILS),
        wizard.details_data(**{"text-en-title": "By the co-author"}),
    )
    assert response.status_code == 302
    text = submission.texts.get()
    assert (text.title, text.state) == ("By the co-author", "human")
    assert submission.code in client.get(address("mine")).content.decode()


def test_coauthor_without_invitation_edits_nothing(client, told):
    author, path = told()
    client.force_login(accounts.user())
    client.post(path, {"action": "edit"})
    author.refresh_from_db()
    assert author.account is None
    where = step_address(author.submission.code, Step.DETAILS)
    assert client.get(where).status_code == 404


def test_invitation_belongs_to_who_accepted_it_first():
    made = conference.submission()
    author = wizard.coauthor(made, may_edit=True)
    operations.accept_editing(author=author, user=accounts.user(), now=timezone.now())
    with pytest.raises(NoSuchAuthor):
        operations.accept_editing(
            author=author, user=accounts.user(), now=timezone.now()
        )


def test_coauthor_cannot_withdraw_or_send(client):
    made = conference.submission()
    client.force_login(wizard.editing_coauthor(made))
    assert client.post(address("withdraw", code=made.code)).status_code == 404
    client.post(
        step_address(made.code, Step.REVIEW),
        wizard.review_data(made.call, action="submit"),
    )
    made.refresh_from_db()
    assert made.state == SubmissionState.DRAFT


def test_coauthor_taken_out_of_the_byline_loses_the_submission(client):
    made = conference.submission()
    person = wizard.editing_coauthor(made)
    client.force_login(person)
    where = step_address(made.code, Step.DETAILS)
    assert client.get(where).status_code == 200
    made.authors.filter(account=person).delete()
    assert client.get(where).status_code == 404


def test_coauthor_at_another_address_is_another_person(client):
    made = conference.submission()
    person = wizard.editing_coauthor(made)
    first, second = made.authors.all()
    client.force_login(made.submitter)
    post_authors(
        client,
        made,
        **{
            "author-count": "2",
            "author-0-id": str(first.pk),
            "author-1-id": str(second.pk),
            "author-1-name": "Marco Rossi",
            "author-1-email": "other@example.org",
            "author-1-may_edit": "on",
        },
    )
    second.refresh_from_db()
    assert (second.account, second.told_at) == (None, None)
    client.force_login(person)
    assert client.get(step_address(made.code, Step.DETAILS)).status_code == 404
