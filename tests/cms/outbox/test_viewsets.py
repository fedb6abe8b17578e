"""The outbox in the admin: read, change, release, discard; templates."""

import pytest
from django.core import mail as post
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.outbox import operations, permissions
from cms.outbox.enums import MailState
from cms.outbox.models import Mail, Template
from cms.outbox.values import link
from tests.factories import accounts, outbox

pytestmark = pytest.mark.django_db
INDEX = "/admin/outbox/"


@pytest.fixture
def editor(client):
    person = accounts.reading(accounts.editor(), "en")
    client.force_login(person)
    return person


def page_of(mail: Mail) -> str:
    return reverse("outbox:inspect", kwargs={"pk": mail.pk})


def act(client, mail: Mail, name: str, data: dict | None = None):
    where = reverse("outbox:act", kwargs={"pk": mail.pk, "act": name})
    return client.post(where, data or {}, follow=True)


def selection(name: str, query: str = "") -> str:
    return f"{reverse('outbox:selection', kwargs={'act': name})}{query}"


@pytest.mark.parametrize(
    "where",
    [
        INDEX,
        "/admin/outbox/results/",
        selection("release"),
        "/admin/outbox/1/",
        "/admin/outbox/1/html/",
        "/admin/outbox/1/edit/",
        "/admin/mail_templates/",
        "/admin/mail_templates/tests.accept/sl/",
    ],
)
def test_page_is_for_those_who_release_mails(client, where):
    outbox.kind()
    client.force_login(accounts.user())
    assert client.get(where).status_code == 302


def test_menu_counts_the_drafts(client, editor):
    assert '"label": "Outbox"' in client.get("/admin/").content.decode()
    outbox.mail()
    outbox.mail()
    outbox.mail(hold="tests:1")
    # The count may be some seconds old.
    cache.clear()
    assert '"label": "Outbox (2)"' in client.get("/admin/").content.decode()


def test_list_narrows_and_finds(client, editor):
    wanted = outbox.mail(recipient=accounts.user(name="Žiga Novak", language="sl"))
    outbox.mail(instant=True)
    for query in [{"state": "draft"}, {"language": "sl"}, {"q": "Žiga"}]:
        assert list(client.get(INDEX, query).context["object_list"]) == [wanted]


def test_list_takes_the_same_queries_for_one_and_25(client, editor):
    counts = []
    for number in (1, 24):
        for _one in range(number):
            outbox.mail()
        client.get(INDEX)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(INDEX)
        counts.append((len(response.context["object_list"]), len(queries)))
    assert [counts[0][0], counts[1]] == [1, (25, counts[0][1])]


def test_page_shows_the_mail_as_it_will_be_read(client, editor):
    mail = outbox.mail(recipient=accounts.user(language="it"))
    page = client.get(page_of(mail)).content.decode()
    html = client.get(reverse("outbox:html", kwargs={"pk": mail.pk}))
    assert mail.subject in page
    assert "Questo progetto ha ricevuto finanziamenti" in html.content.decode()
    assert "sandbox" in html.headers["Content-Security-Policy"]


def test_secret_link_is_shown_to_no_editor(client, editor):
    secret = link("conference:submission", code="TOKEN99", secret=True)
    mail = outbox.mail(values={"link": secret})
    for name in ("inspect", "html", "edit"):
        where = reverse(f"outbox:{name}", kwargs={"pk": mail.pk})
        assert "TOKEN99" not in client.get(where).content.decode()
    assert "TOKEN99" not in client.get(selection("release")).content.decode()


def test_mail_is_changed_then_sent(client, editor):
    mail = outbox.mail()
    data = {"subject": "New words", "text": "First.\n\nSecond."}
    client.post(reverse("outbox:edit", kwargs={"pk": mail.pk}), data)
    act(client, mail, "release")
    operations.deliver()
    [sent] = post.outbox
    assert sent.subject == "New words"
    assert "<p>First.</p>\n<p>Second.</p>" in sent.alternatives[0].content
    assert "This project has received funding" in sent.body


def test_secret_link_cannot_be_edited_away(client, editor):
    secret = link("conference:submission", code="TOKEN99", secret=True)
    mail = outbox.mail(values={"link": secret})
    where = reverse("outbox:edit", kwargs={"pk": mail.pk})
    response = client.post(where, {"subject": "New", "text": "Typed with care."})
    page = response.content.decode()
    assert "The mail needs {link}" in page
    assert "Typed with care." in page


@pytest.mark.parametrize(
    ("name", "state"),
    [("release", MailState.QUEUED), ("discard", MailState.SUPPRESSED)],
)
def test_button_does_what_it_says(client, editor, name, state):
    mail = outbox.mail()
    act(client, mail, name)
    mail.refresh_from_db()
    assert mail.state == state


def test_second_click_says_that_the_mail_has_changed(client, editor):
    mail = outbox.mail()
    act(client, mail, "release")
    page = act(client, mail, "release").content.decode()
    assert "The mail has changed in the meantime. Nothing was done." in page


def test_returned_mail_goes_to_a_new_address(client, editor):
    mail = outbox.mail(instant=True)
    operations.deliver()
    act(client, mail, "bounced")
    act(client, mail, "again", {"address": "new@example.org"})
    mail.refresh_from_db()
    assert (mail.state, mail.address) == (MailState.QUEUED, "new@example.org")


def confirm(client, where: str) -> None:
    shown = client.get(where).context
    client.post(where, {"until": shown["until"], "expected": len(shown["mails"])})


def test_filtered_drafts_are_released_and_no_others(client, editor):
    slovene = outbox.mail(recipient=accounts.user(language="sl"))
    italian = outbox.mail(recipient=accounts.user(language="it"))
    confirm(client, selection("release", "?language=sl"))
    slovene.refresh_from_db()
    italian.refresh_from_db()
    assert (slovene.state, italian.state) == (MailState.QUEUED, MailState.DRAFT)
    assert slovene.released_by == editor


def test_draft_that_came_after_the_page_was_shown_is_not_released(client, editor):
    first = outbox.mail()
    shown = client.get(selection("release")).context
    late = outbox.mail()
    data = {"until": shown["until"], "expected": len(shown["mails"])}
    client.post(selection("release"), data)
    first.refresh_from_db()
    late.refresh_from_db()
    assert (first.state, late.state) == (MailState.QUEUED, MailState.DRAFT)


def test_drafts_that_were_released_meanwhile_ask_for_another_look(client, editor):
    first, _second = outbox.mail(), outbox.mail()
    shown = client.get(selection("release")).context
    act(client, first, "release")
    data = {"until": shown["until"], "expected": len(shown["mails"])}
    page = client.post(selection("release"), data, follow=True).content.decode()
    assert "Please look again." in page
    assert Mail.objects.drafts().count() == 1


def test_all_drafts_can_be_discarded(client, editor):
    for _number in range(3):
        outbox.mail()
    confirm(client, selection("discard"))
    assert Mail.objects.filter(state=MailState.SUPPRESSED).count() == 3


def test_hidden_mail_is_not_found(client, editor):
    mail = outbox.mail(about="submission:MINE123")
    hidden = permissions.hide(lambda user: ["submission:MINE123"])
    try:
        assert client.get(page_of(mail)).status_code == 404
        assert list(client.get(INDEX).context["object_list"]) == []
    finally:
        permissions._HIDDEN.remove(hidden)


def test_editor_does_not_read_what_waits_for_the_editor(client, editor):
    mail = outbox.mail(recipient=editor)
    assert client.get(page_of(mail)).status_code == 404


# --- Templates ----------------------------------------------------------------
WORDS = {"subject": "Čestitamo ({code})", "text": "Bravo, {name}!\n\n{link}"}


def template_page(language: str = "sl") -> str:
    kind = outbox.kind()
    return reverse("mail_templates:edit", args=[kind.name, language])


def test_editors_words_stand_in_new_mails_of_that_language(client, editor):
    client.post(template_page(), WORDS)
    slovene = outbox.mail(recipient=accounts.user(name="Ana", language="sl"))
    english = outbox.mail()
    assert slovene.subject == "Čestitamo (ABC1234)"
    assert slovene.text.startswith("Bravo, Ana!")
    assert english.subject == "Your paper is accepted (ABC1234)"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"text": "{link} {password}"}, "There is no placeholder {password}"),
        ({"subject": "{passwort}"}, "There is no placeholder {passwort}"),
        ({"text": "Bravo!"}, "The mail needs {link}"),
    ],
)
def test_template_with_wrong_placeholders_is_refused(client, editor, words, told):
    response = client.post(template_page(), {**WORDS, **words})
    assert told in response.content.decode()
    assert Template.objects.count() == 0


@pytest.mark.parametrize("code", ["{{ user.password }}", "{% load x %}", "{name.x}"])
def test_template_runs_no_code(client, editor, code):
    client.post(template_page("en"), {**WORDS, "text": f"{code}\n\n{{link}}"})
    template = Template.objects.filter(language="en").first()
    assert template is None or outbox.mail().text.startswith(code)


def test_template_is_previewed_with_real_data(client, editor):
    outbox.mail(values={"title": "Zadruga na Krasu"})
    words = {**WORDS, "text": "O prispevku {title}:\n{link}", "preview": ""}
    page = client.post(template_page(), words).content.decode()
    assert "O prispevku Zadruga na Krasu:" in page
    assert Template.objects.count() == 0


def test_words_of_the_project_come_back(client, editor):
    client.post(template_page(), WORDS)
    client.post(template_page(), {"reset": ""})
    assert Template.objects.count() == 0


def test_draft_is_written_again_from_the_new_template(client, editor):
    mail = outbox.mail()
    client.post(template_page("en"), {**WORDS, "subject": "Congratulations"})
    act(client, mail, "refill")
    mail.refresh_from_db()
    assert mail.subject == "Congratulations"


def test_templates_are_listed_with_their_languages(client, editor):
    client.post(template_page(), WORDS)
    page = client.get(reverse("mail_templates:index")).content.decode()
    assert "Paper accepted" in page
    assert page.count("own words") == 1
