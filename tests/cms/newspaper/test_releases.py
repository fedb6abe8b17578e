"""An issue appears in all its languages at once, or with a reason that readers see."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html
from wagtail.models import Page

from cms.newspaper import operations, queries
from cms.newspaper.exceptions import IssueNotAllowed, ReleasePlanned
from cms.newspaper.models import ArticlePage, NewspaperIssuePage
from cms.translation.enums import ProblemKind, ReleaseState
from cms.translation.exceptions import NotPublishable
from cms.translation.models import Release, Waiver
from cms.translation.operations import release_due
from tests.factories.accounts import administrator, editor, reads_english
from tests.factories.core import translated
from tests.factories.newspaper import article, issue, newspaper

pytestmark = pytest.mark.django_db


def drafted(*languages: str) -> queries.IssueInLanguages:
    """Return an issue with two articles that nobody has published yet."""
    paper = newspaper()
    made = issue(index=paper, live=False)
    for title in ("Uvodnik", "Pogovor"):
        article(parent=made, title=title, live=False)
    for language in languages:
        translated(paper, language, title=f"COOP {language}")
        translated(made, language, live=False, title=f"COOP 1 {language}")
        for each in made.get_children().specific():
            words = {"title": f"{each.title} {language}", "lead": f"{language} …"}
            translated(each, language, live=False, **words)
    return queries.issue_in_languages(made.translation_key)


def live(found: queries.IssueInLanguages) -> list[tuple[str, str]]:
    """Return language and title of what readers see of the issue."""
    pages = Page.objects.filter(
        translation_key__in=[found.key, *(row.key for row in found.rows)], live=True
    )
    rows = pages.values_list("locale__language_code", "title")
    return sorted(rows)


def post(client, found, name: str, **fields) -> list[str]:
    """Send a form of the desk; return what the page says then."""
    address = reverse(f"newspaper_desk:{name}", args=[found.key])
    shown = client.post(address, fields, follow=True)
    assert shown.status_code == 200
    return [str(message).strip() for message in shown.context["messages"]]


def test_issue_appears_with_its_articles_in_all_languages(client):
    found = drafted("it", "en")
    client.force_login(reads_english(administrator()))
    assert live(found) == []
    assert post(client, found, "release", at="") == [
        "Everything is published, in all languages."
    ]
    assert len(live(found)) == 9
    again = queries.issue_in_languages(found.key)
    assert again.is_public
    assert Release.objects.get().state == ReleaseState.DONE
    desk = client.get(reverse("newspaper_desk:issue", args=[found.key]))
    assert desk.context["release"]["is_out"] is True
    assert reverse("newspaper_desk:release", args=[found.key]) not in (
        desk.content.decode()
    )


def test_missing_language_keeps_all_back_until_somebody_answers_for_it(client):
    found = drafted("it")
    client.force_login(reads_english(administrator()))
    assert post(client, found, "release", at="") == [
        "Nothing was published: not every page is ready. See below."
    ]
    assert live(found) == []
    desk = client.get(reverse("newspaper_desk:issue", args=[found.key]))
    obstacles = desk.context["release"]["failed"].obstacles
    assert {(one["language"], one["reason"]) for one in obstacles} == {
        ("en", ProblemKind.NO_PAGE.label)
    }
    assert post(client, found, "waive", language="en", reason="") == [
        "Say why the issue appears without a language."
    ]
    assert not Waiver.objects.exists()
    post(client, found, "waive", language="en", reason="Prevajalka je zbolela.")
    kept = Waiver.objects.values_list("by", "reason", "locale__language_code")
    by = int(client.session["_auth_user_id"])
    assert list(kept) == [(by, "Prevajalka je zbolela.", "en")] * 3
    post(client, found, "release", at="")
    assert {language for language, _title in live(found)} == {"sl", "it"}
    assert len(live(found)) == 6
    # Readers of both languages see which one is lacking, and why.
    for language in ("sl", "it"):
        page = queries.issue_in_languages(found.key).pages[language]
        notice = html.fromstring(client.get(page.get_url()).content.decode()).xpath(
            "//*[contains(@class, 'notice')]/p[last()]/text()"
        )
        assert notice == ["Prevajalka je zbolela."]


def test_planned_issue_appears_at_its_moment_and_is_planned_once(client):
    found = drafted("it", "en")
    client.force_login(reads_english(administrator()))
    moment = timezone.localtime() + timedelta(days=1)
    given = f"{moment:%Y-%m-%dT%H:%M}"
    assert post(client, found, "release", at=given) == ["The release is planned."]
    assert post(client, found, "release", at=given) == [
        "A release of this issue is planned already."
    ]
    assert post(client, found, "release", at="tomorrow") == ["Enter a valid date/time."]
    release_due(now=timezone.now())
    assert live(found) == []
    release_due(now=timezone.now() + timedelta(days=2))
    assert len(live(found)) == 9


def test_issue_is_not_published_in_one_language_alone():
    found = drafted("it", "en")
    draft = found.pages["it"]
    with pytest.raises(NotPublishable) as refused:
        draft.save_revision().publish()
    [problem] = refused.value.problems
    assert problem.url == reverse("newspaper_desk:issue", args=[found.key])
    assert live(found) == []
    operations.plan_issue_release(issue=found, at=timezone.now(), by=administrator())
    release_due()
    # What is public already is corrected language by language.
    page = NewspaperIssuePage.objects.get(pk=draft.pk)
    page.title = "Numero corretto"
    page.save_revision().publish()
    assert ("it", "Numero corretto") in live(found)


def test_editor_is_told_where_issues_are_released(client):
    found = drafted("it", "en")
    client.force_login(reads_english(administrator()))
    page = found.pages["sl"]
    page.save_revision()
    form = html.fromstring(
        client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    ).get_element_by_id("page-edit-form")
    sent = dict(form.form_values()) | {"action-publish": "action-publish"}
    shown = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), sent, follow=True
    )
    assert shown.status_code == 200
    assert reverse("newspaper_desk:issue", args=[found.key]) in shown.content.decode()
    assert live(found) == []


def test_arranger_who_may_not_publish_releases_nothing(client):
    found = drafted("it", "en")
    person = editor()
    person.groups.first().page_permissions.all().delete()
    with pytest.raises(IssueNotAllowed):
        operations.plan_issue_release(issue=found, at=timezone.now(), by=person)
    with pytest.raises(IssueNotAllowed):
        operations.waive_language(issue=found, language="en", reason="x", by=person)
    operations.plan_issue_release(
        issue=found, at=timezone.now() + timedelta(days=1), by=administrator()
    )
    with pytest.raises(ReleasePlanned):
        operations.plan_issue_release(
            issue=found, at=timezone.now(), by=administrator()
        )


def test_articles_are_dragged_into_an_order_in_every_language(client):
    made = issue()
    for title in ("A", "B", "C", "D"):
        article(parent=made, title=title)
    italian = translated(made, "it", title="Numero 1")
    for each in made.get_children().specific():
        translated(each, "it", title=f"{each.title} it")
    found = queries.issue_in_languages(made.translation_key)
    a, _b, c, d = (row.key for row in found.rows)
    client.force_login(reads_english(editor()))
    # An article that was added meanwhile is not named, one that is gone is.
    gone = found.key
    assert post(client, found, "arrange", order=f"{c} {gone} {a} {d}") == [
        "The articles are in their new order."
    ]
    for page, suffix in ((made, ""), (italian, " it")):
        titles = ArticlePage.objects.child_of(page).order_by("path")
        assert [each.title for each in titles] == [f"{t}{suffix}" for t in "CADB"]
    assert post(client, found, "arrange", order="x") == []
    assert [list(each) for each in Page.find_problems()] == [[]] * 5
