"""Editors of a language write in theirs alone, newspaper editors in the newspaper."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from cms.accounts import roles
from cms.newspaper import operations, queries
from cms.newspaper.exceptions import IssueNotAllowed
from tests.factories.accounts import user
from tests.factories.core import translated
from tests.factories.home import front_page
from tests.factories.news import news_index, news_item
from tests.factories.newspaper import article, issue, newspaper

pytestmark = pytest.mark.django_db


def holder(key: str):
    """Return somebody to whom an administrator granted the role."""
    [role] = [one for one in roles.granted() if one.key == key]
    person = user(email=f"{key}@example.org")
    person.groups.add(Group.objects.get(name=role.group))
    return person


def rights(person, page) -> tuple[bool, bool, bool]:
    may = page.permissions_for_user(person)
    return may.can_edit(), may.can_publish(), may.can_add_subpage()


@pytest.mark.parametrize("language", ["sl", "it", "en"])
def test_editor_of_a_language_writes_in_it_alone(client, language):
    item = news_item()
    pages = {"sl": item.get_parent()}
    pages |= {code: translated(pages["sl"], code) for code in ("it", "en")}
    person = holder(f"editor_{language}")
    assert {code: rights(person, page) for code, page in pages.items()} == {
        code: (code == language,) * 3 for code in pages
    }
    client.force_login(person)
    for code, page in pages.items():
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        opens = client.get(edit).status_code == 200
        assert opens == (code == language)
    assert person.has_perm("wagtail_localize.submit_translation")
    assert not person.has_perm("newspaper.compile_issue")
    add_picture = reverse("wagtailimages:add")
    assert client.get(add_picture).status_code == 200


def test_newspaper_editor_writes_the_newspaper_in_all_languages(client):
    paper = newspaper()
    made = issue(index=paper, live=False)
    article(parent=made, live=False)
    papers = [paper]
    for language in ("it", "en"):
        papers.append(translated(paper, language, title=f"COOP {language}"))
        translated(made, language, live=False, title=f"COOP 1 {language}")
        each = made.get_children().specific().get()
        translated(each, language, live=False, title=language, lead="…")
    person = holder("newspaper_editor")
    assert [rights(person, page) for page in papers] == [(True,) * 3] * 3
    assert rights(person, news_index()) == (False,) * 3
    assert rights(person, front_page("en")) == (False,) * 3
    client.force_login(person)
    assert client.get(reverse("newspaper_desk:index")).status_code == 200
    found = queries.issue_in_languages(made.translation_key)
    operations.plan_issue_release(issue=found, at=timezone.now(), by=person)
    with pytest.raises(IssueNotAllowed):
        operations.plan_issue_release(
            issue=found, at=timezone.now(), by=holder("editor_sl")
        )
