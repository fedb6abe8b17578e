"""The first migration: three front pages, one tree, no welcome page."""

from importlib import import_module

import pytest
from django.db.migrations.loader import MigrationLoader
from wagtail.models import Locale, Page, Site

from cms.translation.models import Target
from search.models import Document
from tests.factories.home import front_page

pytestmark = pytest.mark.django_db
migration = import_module("home.migrations.0002_three_languages")


def tree() -> list[tuple[str, str, int, int]]:
    pages = Page.objects.order_by("path").select_related("locale")
    return [(p.slug, p.locale.language_code, p.depth, p.numchild) for p in pages]


THREE = [
    ("root", "sl", 1, 3),
    ("home", "sl", 2, 0),
    ("home-it", "it", 2, 0),
    ("home-en", "en", 2, 0),
]


def test_front_pages_stand_in_three_languages():
    assert tree() == THREE
    assert Page.find_problems() == ([], [], [], [], [])


def test_front_pages_are_translations_of_one_another():
    pages = front_page().get_translations(inclusive=True)
    assert {page.locale.language_code for page in pages} == {"sl", "it", "en"}


def test_site_points_to_the_slovenian_front_page():
    site = Site.objects.get()
    assert (site.root_page.slug, site.is_default_site) == ("home", True)


@pytest.fixture(scope="module")
def apps_then():
    """The models as the migration sees them."""
    state = MigrationLoader(None).project_state(("home", "0002_three_languages"))
    return state.apps


def test_planting_twice_changes_nothing(apps_then):
    migration.plant(apps_then, None)
    assert tree() == THREE
    assert Locale.objects.count() == 3


def test_planting_after_uprooting_gives_the_same_tree(apps_then):
    # Taking this migration back takes back later ones, whose rows point at pages.
    Document.objects.all().delete()
    Target.objects.all().delete()
    migration.uproot(apps_then, None)
    assert [page.slug for page in Page.objects.filter(depth=2)] == ["home"]
    assert Site.objects.get().root_page.title == "Welcome to your new Wagtail site!"
    migration.plant(apps_then, None)
    assert tree() == THREE
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize("language", ["sl", "it", "en"])
@pytest.mark.parametrize("port", ["80", "8000", "43211"])
def test_front_page_is_served_on_any_port(client, language, port):
    answer = client.get(f"/{language}/", SERVER_NAME="localhost", SERVER_PORT=port)
    assert answer.status_code == 200
