"""Signing up, in and out, profile and forgotten passwords, in three languages."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation

from cms.accounts.enums import LIMITS, AttemptKind
from cms.accounts.models import Attempt, User
from tests.factories import accounts

pytestmark = pytest.mark.django_db
LANGUAGES = ["sl", "it", "en"]
NAMES = [
    "sign_in",
    "sign_up",
    "mail_link_wish",
    "mail_link_sent",
    "password_reset",
    "password_reset_sent",
]
OUTSIDE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "https://testserver@evil.example/",
    "\x00//evil.example",
]


def address(name: str, language: str = "en", **kwargs) -> str:
    with translation.override(language):
        return reverse(f"accounts:{name}", kwargs=kwargs or None)


def sign_in(client, email: str, password: str = accounts.PASSWORD, **more):
    return client.post(
        address("sign_in"), {"username": email, "password": password, **more}
    )


def sign_up_data(**fields) -> dict[str, str]:
    return {
        "name": "Ana Žagar",
        "email": "ana@example.org",
        "language": "it",
        **fields,
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_page_is_there_in_each_language(client, name, language):
    response = client.get(address(name, language))
    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()


# --- Sign up --------------------------------------------------------------------
def link_in_mail() -> str:
    return re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body).group(1)


def test_sign_up_opens_an_account_once_the_address_is_proved(client):
    response = client.post(address("sign_up"), sign_up_data())
    assert response.headers["Location"] == address("mail_link_sent")
    assert User.objects.count() == 0
    link = link_in_mail()
    assert link.startswith("/it/")
    opened = client.post(link, {"name": "Ana Žagar", "password": accounts.PASSWORD})
    person = User.objects.get()
    assert (person.name, person.email, person.language) == (
        "Ana Žagar",
        "ana@example.org",
        "it",
    )
    assert person.check_password(accounts.PASSWORD)
    assert client.session["_auth_user_id"] == str(person.pk)
    assert opened.headers["Location"] == "/it/convegno/mie-proposte/"


def test_sign_up_without_a_password_signs_in_by_mail(client):
    client.post(address("sign_up"), sign_up_data())
    client.post(link_in_mail(), {"name": "Ana Žagar", "password": ""})
    person = User.objects.get()
    assert not person.has_usable_password()
    client.logout()
    client.post(address("mail_link_wish"), {"email": "ana@example.org"})
    client.post(link_in_mail())
    assert client.session["_auth_user_id"] == str(person.pk)


def test_sign_up_gives_no_rights(client):
    client.post(
        address("sign_up"), sign_up_data(is_staff="on", is_superuser="on", groups="1")
    )
    client.post(
        link_in_mail(),
        {"name": "Ana", "is_staff": "on", "is_superuser": "on", "groups": "1"},
    )
    person = User.objects.get()
    assert (person.is_staff, person.is_superuser, person.groups.count()) == (
        False,
        False,
        0,
    )


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("email", "ana"), ("language", "de")]
)
def test_sign_up_with_one_mistake_keeps_the_rest(client, field, value):
    response = client.post(address("sign_up"), sign_up_data(**{field: value}))
    page = response.content.decode()
    assert list(response.context["form"].errors) == [field]
    assert f'id="id_{field}_error"' in page
    assert mail.outbox == []


@pytest.mark.parametrize("password", ["short", "password123", "ana@example.org"])
def test_weak_password_is_refused_and_the_link_still_works(client, password):
    client.post(address("sign_up"), sign_up_data())
    link = link_in_mail()
    response = client.post(link, {"name": "Ana Žagar", "password": password})
    assert list(response.context["form"].errors) == ["password"]
    assert User.objects.count() == 0
    client.post(link, {"name": "Ana Žagar", "password": accounts.PASSWORD})
    assert User.objects.count() == 1


def test_sign_up_does_not_say_whether_the_address_is_taken(client):
    accounts.user(email="ana@example.org", language="sl")
    answers = []
    for email in ("ANA@example.org", "nobody@example.org"):
        response = client.post(address("sign_up"), sign_up_data(email=email))
        followed = client.get(response.headers["Location"])
        text = re.sub(
            r'name="csrfmiddlewaretoken" value="\w+"', "", followed.content.decode()
        )
        answers.append((response.status_code, response.headers["Location"], text))
    assert answers[0] == answers[1]
    # The owner of the account is told, and gets a link to sign in.
    assert [letter.to for letter in mail.outbox] == [
        ["ana@example.org"],
        ["nobody@example.org"],
    ]
    assert mail.outbox[0].subject != mail.outbox[1].subject


def test_sign_up_with_a_taken_address_opens_that_account_and_changes_nothing(client):
    owner = accounts.user(email="ana@example.org", name="Ana")
    client.post(address("sign_up"), sign_up_data(name="Other"))
    client.post(link_in_mail(), {"name": "Other", "password": "hruška pod mostom 8"})
    owner.refresh_from_db()
    assert client.session["_auth_user_id"] == str(owner.pk)
    assert (owner.name, owner.check_password(accounts.PASSWORD)) == ("Ana", True)


def test_typed_name_does_not_reach_the_mail_of_a_sign_up(client):
    client.post(address("sign_up"), sign_up_data(name="Win at https://evil.example"))
    letter = mail.outbox[-1]
    html = letter.alternatives[0].content
    assert "evil.example" not in letter.subject + letter.body + html


@pytest.mark.parametrize("wanted", OUTSIDE)
def test_next_outside_is_not_followed(client, wanted):
    accounts.user(email="old@example.org")
    signed_in = sign_in(client, "old@example.org", next=wanted)
    assert signed_in.headers["Location"] == "/en/conference/my-submissions/"
    client.logout()
    client.post(address("sign_up"), sign_up_data(next=wanted))
    signed_up = client.post(link_in_mail(), {"name": "Ana"})
    assert signed_up.headers["Location"] == "/it/convegno/mie-proposte/"


def test_next_inside_is_followed_after_a_sign_up(client):
    client.post(address("sign_up"), sign_up_data(next="/en/conference/call-1/submit/"))
    signed_up = client.post(link_in_mail(), {"name": "Ana"})
    assert signed_up.headers["Location"] == "/en/conference/call-1/submit/"


# --- Sign in and out --------------------------------------------------------------
def test_sign_in_ignores_case_and_makes_a_new_session(client):
    accounts.user(email="Ana@example.org")
    client.get(address("sign_in"))
    session = client.session
    session["before"] = "yes"
    session.save()
    key = session.session_key
    sign_in(client, "aNA@example.org")
    assert client.session["_auth_user_id"]
    assert client.session.session_key != key


def test_sign_in_with_wrong_password_says_the_same_for_nobody(client):
    accounts.user(email="ana@example.org")
    texts = [
        sign_in(client, email, "wrong").context["form"].non_field_errors()
        for email in ("ana@example.org", "nobody@example.org")
    ]
    assert texts[0] == texts[1]


@pytest.mark.parametrize("email", ["ana@example.org", "nobody@example.org"])
def test_sign_in_after_too_many_slips_waits(client, email):
    accounts.user(email="ana@example.org")
    for _slip in range(LIMITS[AttemptKind.SIGN_IN].from_one_address):
        sign_in(client, email, "wrong")
    response = sign_in(client, email)
    assert response.context["form"].has_error("__all__", "limited")
    assert "_auth_user_id" not in client.session


def test_sign_in_limit_holds_at_the_admins_door_too(client):
    accounts.administrator(email="ana@example.org")
    for _slip in range(LIMITS[AttemptKind.SIGN_IN].from_one_address):
        sign_in(client, "ana@example.org", "wrong")
    client.post(
        "/admin/login/",
        {"username": "ana@example.org", "password": accounts.PASSWORD},
    )
    assert "_auth_user_id" not in client.session


def test_sign_in_limit_cannot_be_shed_by_a_header(client):
    accounts.user(email="ana@example.org")
    for number in range(LIMITS[AttemptKind.SIGN_IN].from_one_address):
        client.post(
            address("sign_in"),
            {"username": "ana@example.org", "password": "wrong"},
            headers={"x-forwarded-for": f"10.0.0.{number}"},
        )
    assert sign_in(client, "ana@example.org").status_code == 200


def test_sign_in_limit_of_one_address_leaves_others_alone(client):
    accounts.user(email="ana@example.org")
    for _slip in range(LIMITS[AttemptKind.SIGN_IN].from_one_address):
        client.post(
            address("sign_in"),
            {"username": "ana@example.org", "password": "wrong"},
            REMOTE_ADDR="10.0.0.1",
        )
    assert sign_in(client, "ana@example.org").status_code == 302


def test_sign_in_limit_ends(client):
    accounts.user(email="ana@example.org")
    limit = LIMITS[AttemptKind.SIGN_IN]
    for _slip in range(limit.from_one_address):
        sign_in(client, "ana@example.org", "wrong")
    Attempt.objects.update(at=timezone.now() - limit.within)
    assert sign_in(client, "ana@example.org").status_code == 302


def test_sign_in_clears_the_slips(client):
    accounts.user(email="ana@example.org")
    sign_in(client, "ana@example.org", "wrong")
    sign_in(client, "ana@example.org")
    assert Attempt.objects.count() == 0


def test_sign_out_needs_a_post(client):
    client.force_login(accounts.user())
    assert client.get(address("sign_out")).status_code == 200
    assert "_auth_user_id" in client.session
    client.post(address("sign_out"))
    assert "_auth_user_id" not in client.session


# --- Profile ----------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_profile_is_saved(client, language):
    person = accounts.user()
    client.force_login(person)
    client.post(address("profile", language), {"name": "Nova", "language": language})
    person.refresh_from_db()
    assert (person.name, person.language) == ("Nova", language)


def test_profile_without_account_leads_to_sign_in(client):
    assert (
        client.get(address("profile"))
        .headers["Location"]
        .startswith(address("sign_in"))
    )


def test_password_change_keeps_signed_in(client):
    person = accounts.user()
    client.force_login(person)
    client.post(
        address("password_change"),
        {
            "old_password": accounts.PASSWORD,
            "new_password1": "hruška pod mostom 8",
            "new_password2": "hruška pod mostom 8",
        },
    )
    person.refresh_from_db()
    assert person.check_password("hruška pod mostom 8")
    assert client.get(address("profile")).status_code == 200


# --- Forgotten password -----------------------------------------------------------
def reset_link(client, email: str, **headers) -> str:
    client.post(address("password_reset"), {"email": email}, **headers)
    return re.search(r"https?://\S+", mail.outbox[-1].body).group()


@pytest.mark.parametrize("language", LANGUAGES)
def test_password_reset_speaks_the_readers_language(client, settings, language):
    settings.WAGTAILADMIN_BASE_URL = "https://coop.example.org"
    accounts.user(email="ana@example.org", language=language)
    link = reset_link(client, "ana@example.org")
    assert link.startswith(f"https://coop.example.org/{language}/")


def test_password_reset_ignores_the_host_of_the_request(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.WAGTAILADMIN_BASE_URL = "https://coop.example.org"
    accounts.user(email="ana@example.org")
    link = reset_link(client, "ana@example.org", HTTP_HOST="evil.example")
    assert link.startswith("https://coop.example.org/")


def test_password_reset_of_nobody_answers_the_same(client):
    accounts.user(email="ana@example.org")
    answers = [
        client.post(address("password_reset"), {"email": email}).headers["Location"]
        for email in ("ana@example.org", "nobody@example.org")
    ]
    assert answers[0] == answers[1]
    assert [letter.to for letter in mail.outbox] == [["ana@example.org"]]


def test_password_reset_asked_too_often_sends_no_more(client):
    accounts.user(email="ana@example.org")
    for _wish in range(LIMITS[AttemptKind.PASSWORD_RESET].from_one_address + 2):
        client.post(address("password_reset"), {"email": "ana@example.org"})
    assert len(mail.outbox) == LIMITS[AttemptKind.PASSWORD_RESET].from_one_address


def test_password_reset_link_works_once(client, settings):
    settings.WAGTAILADMIN_BASE_URL = "http://testserver"
    person = accounts.user(email="ana@example.org")
    link = reset_link(client, "ana@example.org")
    form = client.get(link, follow=True)
    new = {
        "new_password1": "hruška pod mostom 8",
        "new_password2": "hruška pod mostom 8",
    }
    response = client.post(form.redirect_chain[-1][0], new)
    person.refresh_from_db()
    assert response.headers["Location"] == address("sign_in")
    assert person.check_password("hruška pod mostom 8")
    again = client.get(link, follow=True)
    assert not again.context["validlink"]
