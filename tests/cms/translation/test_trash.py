"""What is thrown away can be had back for 30 days, with its translations."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.core import housekeeping
from cms.news.models import NewsPage
from cms.translation import operations
from cms.translation.exceptions import NoPlace, NotAllowed, NotPublishable
from cms.translation.models import Target, Thrown
from tests.factories.accounts import administrator, reads_english, user
from tests.factories.core import content_page
from tests.factories.news import news_index, news_item
from tests.factories.translation import (
    fresh,
    italian,
    locale,
    published,
    started,
    story,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def bilingual():
    """A news item that readers have in Slovenian and in Italian."""
    page = story()
    published(italian(started(page, "it")))
    return fresh(page)


def thrown(page, by=None) -> list[Thrown]:
    return operations.throw_away(
        page=page, by=by or administrator(), now=timezone.now()
    )


def addresses(page) -> list[str]:
    family = Page.objects.filter(translation_key=page.translation_key)
    return sorted(str(one.get_url()) for one in family)


def test_page_goes_with_its_translations_and_comes_back_as_it_was(client, bilingual):
    before = addresses(bilingual)
    page = fresh(bilingual)
    page.title = "Osnutek"
    page.save_revision()
    person = administrator()
    thrown(bilingual, person)
    assert [client.get(address).status_code for address in before] == [404, 404]
    assert addresses(bilingual) == ["None", "None"]
    assert not NewsPage.objects.live().exists()
    assert not Target.objects.filter(translation_key=bilingual.translation_key).exists()
    [row, _translation] = Thrown.objects.order_by("pk")
    assert operations.restore(thrown=row, by=person) == []
    assert addresses(bilingual) == before
    assert [client.get(address).status_code for address in before] == [200, 200]
    # Readers get what they had, and the draft is still a draft.
    assert fresh(bilingual).title == "Zadruga zaposluje"
    assert fresh(bilingual).get_latest_revision_as_object().title == "Osnutek"
    assert not Thrown.objects.exists()
    assert not Redirect.objects.exists()


def test_translation_goes_alone_and_comes_back_when_it_is_wanted(bilingual):
    twin = bilingual.get_translation(locale("it"))
    thrown(twin)
    assert [page.live for page in NewsPage.objects.order_by("pk")] == [True, False]
    assert (
        str(
            Target.objects.get(
                translation_key=bilingual.translation_key, locale=locale("it")
            ).state
        )
        == "missing"
    )
    started(bilingual, "it")
    assert not Thrown.objects.exists()
    back = fresh(twin)
    assert (back.live, back.get_parent()) == (False, twin.get_parent())


def test_subpages_go_along_and_what_was_a_draft_stays_one():
    parent = content_page(title="Zgoraj")
    public = content_page(parent=parent, title="Javna")
    draft = content_page(parent=parent, title="Skrita", live=False)
    [row] = thrown(parent)
    assert not Page.objects.filter(pk__in=[parent.pk, public.pk], live=True).exists()
    operations.restore(thrown=row, by=administrator())
    live = Page.objects.filter(pk__in=[parent.pk, public.pk, draft.pk], live=True)
    assert set(live.values_list("title", flat=True)) == {"Zgoraj", "Javna"}
    assert fresh(draft).get_parent().pk == parent.pk


def test_address_that_was_taken_meanwhile_gives_way():
    index = news_index()
    [row] = thrown(news_item(index=index, title="Ista", slug="ista"))
    other = news_item(index=index, title="Ista", slug="ista")
    operations.restore(thrown=row, by=administrator())
    slugs = index.get_children().order_by("path").values_list("slug", flat=True)
    assert list(slugs) == [other.slug, "ista-2"]


def test_page_without_a_place_stays_in_the_trash():
    parent = content_page(title="Zgoraj")
    [row] = thrown(content_page(parent=parent, title="Spodaj"))
    [above] = thrown(fresh(parent))
    with pytest.raises(NoPlace):
        operations.restore(thrown=row, by=administrator())
    above.page.delete()
    row.refresh_from_db()
    with pytest.raises(NoPlace):
        operations.restore(thrown=row, by=administrator())
    assert Thrown.objects.count() == 1


def test_nothing_in_the_trash_goes_live(bilingual):
    thrown(bilingual)
    with pytest.raises(NotPublishable):
        fresh(bilingual).save_revision().publish()
    assert not NewsPage.objects.live().exists()


def test_only_who_may_delete_throws_away(bilingual):
    with pytest.raises(NotAllowed):
        thrown(bilingual, user())
    with pytest.raises(NotAllowed):
        thrown(bilingual.get_parent().get_parent())
    [row, _translation] = thrown(bilingual)
    with pytest.raises(NotAllowed):
        operations.restore(thrown=row, by=user(email="b@example.org"))


def test_trash_is_emptied_after_thirty_days():
    now = timezone.now()
    old, new = news_item(title="Stara", slug="a"), news_item(title="Nova", slug="b")
    for page, days in ((old, 31), (new, 29)):
        thrown(page)
        Thrown.objects.filter(page=page).update(at=now - dt.timedelta(days=days))
    [chore] = [one for one in housekeeping.chores() if one.name == "trash"]
    assert chore.sweep(now) == 1
    assert list(NewsPage.objects.values_list("title", flat=True)) == ["Nova"]


def test_editor_throws_away_and_restores_in_the_admin(client, bilingual):
    client.force_login(reads_english(administrator()))
    ask = reverse("wagtailadmin_pages:delete", args=[bilingual.pk])
    asked = client.get(ask).content.decode()
    assert "La cooperativa assume" in asked
    assert fresh(bilingual).live
    answer = client.post(ask)
    parent = bilingual.get_parent()
    assert answer.url == reverse("wagtailadmin_explore", args=[parent.pk])
    assert not fresh(bilingual).live
    listed = client.get(reverse("translation:trash"))
    [batch] = listed.context["batches"]
    assert len(batch["rows"]) == 2
    assert batch["days_left"] == 29
    root = client.get(reverse("wagtailadmin_explore_root")).content.decode()
    assert "/admin/pages/1/" in root
    assert ">Trash<" not in root.split("<main", 1)[1]
    for name in ("wagtailadmin_choose_page", "wagtailadmin_choose_page_search"):
        offered = client.get(reverse(name), {"q": "Zadruga"}).content.decode()
        assert "Zadruga zaposluje" not in offered
        assert ">Trash<" not in offered
    back = reverse("translation:restore", args=[batch["first"].pk])
    assert client.get(back).status_code == 405
    client.post(back)
    assert fresh(bilingual).live
    assert not client.get(reverse("translation:trash")).context["batches"]


def test_pages_deleted_together_go_to_the_trash(client):
    client.force_login(reads_english(administrator()))
    index = news_index()
    pages = [news_item(index=index, title=title, slug=title) for title in ("a", "b")]
    ids = "&".join(f"id={page.pk}" for page in pages)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    client.post(f"{address}?{ids}", {"include_descendants": "on"})
    assert set(Thrown.objects.values_list("page", flat=True)) == {
        page.pk for page in pages
    }
