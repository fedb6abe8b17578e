"""The admin speaks Slovenian and Italian wherever it speaks English."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from tests.factories.accounts import administrator
from tests.factories.assets import coop_document, coop_image
from tests.factories.core import content_page
from tests.factories.network import partner
from tests.factories.newspaper import issue
from tests.factories.translation import started, story

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SPOKEN = {"aria-label", "title", "placeholder", "alt", "data-w-tooltip-content-value"}
BUTTONS = {"submit", "button", "reset"}
SILENT = {"script", "style", "template", "svg", "code", "iframe"}
LETTERS = re.compile(r"[A-Za-zČčŠšŽž]{3,}")
# The same in every language: names, marks, and what machines say.
NEUTRAL = re.compile(
    r"^(COOP|Wagtail|.*@example\.org|http.*|/.*|[\w.-]*\.(pdf|png)|.*\d{4}-\d\d-\d\d.*"
    r"|PDF|PNG|PO|XLIFF.*|ORCID|ISBN|ISSN|API|URL|HTML|RSS|Alt|Ctrl.*|Shift|Esc|Enter"
    r"|⌘.*|slovenščina|italiano|English|localhost|[a-z]+\.[a-z]+page|.*coop images?)$",
    re.IGNORECASE,
)
# What people typed, or the first migration: pages, groups, and the rest of the world.
CONTENT = {
    "Ana Novak",
    "COOP [default]",
    "Delamo skupaj.",
    "Domov",
    "Drugi odstavek o delavnici.",
    "Editors",
    "I partecipanti al forum",
    "Kaj je COOP.",
    "Moderators",
    "Moderators approval",
    # Nobody's name: these pages were made without a person.
    "None",
    "Novice",
    ": COOP (English)",
    ": COOP (italiano)",
    ": Novice (English)",
    ": Novice (italiano)",
    "Participants of the forum",
    "Partners",
    "Prva številka.",
    "Prvi odstavek o zadrugi.",
    # Groups are rows; the page of roles names them in the reader's language.
    "Chief editors",
    "Editors of English pages",
    "Editors of Italian pages",
    "Editors of Slovenian pages",
    "Newspaper editors",
    "Programme committee",
    "Root",
    "Track editors",
    "Translators",
    "Slovenska Bistrica",
    "Slovenščina",
    "Udeleženci foruma",
    "V Mariboru so odprli delavnico.",
    "Zadruga zaposluje",
    "cooperativa",
    "notizia",
    "novica",
    "zadruga",
    "Časopis",
}
# Words that are right as they are, in that language.
SAME = {
    "sl": {"1 partner", "Partner", "Status"},
    "it": {
        "1 account",
        "1 partner",
        "9 bytes",
        "Account",
        "Account - COOP",
        "Alias",
        "App",
        "Email",
        "File",
        "Home",
        "Meta description",
        "Partner",
        "Password",
        "Slovenia",
        "Slug",
        "Tag",
        "account",
    },
}


@pytest.fixture
def world():
    """A little of everything, named in no language's words."""
    page = story(title="Xqz Novica")
    return {
        "page": page,
        "general": content_page(title="Xqz Stran"),
        "issue": issue(title="Xqz 1"),
        "image": coop_image(title="Xqz slika"),
        "document": coop_document(title="Xqz dokument"),
        "partner": partner("sl", name="Xqz zadruga"),
        "translation": started(page),
        "user": administrator(name="Xqz Oseba"),
    }


SCREENS = {
    "dashboard": lambda w: reverse("wagtailadmin_home"),
    "explorer root": lambda w: reverse("wagtailadmin_explore_root"),
    "explorer": lambda w: reverse(
        "wagtailadmin_explore", args=[w["page"].get_parent().pk]
    ),
    "edit news": lambda w: reverse("wagtailadmin_pages:edit", args=[w["page"].pk]),
    "edit page": lambda w: reverse("wagtailadmin_pages:edit", args=[w["general"].pk]),
    "trash": lambda w: reverse("translation:trash"),
    "throw away": lambda w: reverse("wagtailadmin_pages:delete", args=[w["page"].pk]),
    "import": lambda w: reverse("story_import", args=[w["issue"].pk]),
    "newspaper desk": lambda w: reverse(
        "newspaper_desk:issue", args=[w["issue"].translation_key]
    ),
    "edit issue": lambda w: reverse("wagtailadmin_pages:edit", args=[w["issue"].pk]),
    "add page": lambda w: reverse(
        "wagtailadmin_pages:add_subpage", args=[w["general"].get_parent().pk]
    ),
    "create page": lambda w: reverse(
        "wagtailadmin_pages:add",
        args=["core", "contentpage", w["general"].get_parent().pk],
    ),
    "history": lambda w: reverse("wagtailadmin_pages:history", args=[w["page"].pk]),
    "usage": lambda w: reverse("wagtailadmin_pages:usage", args=[w["page"].pk]),
    "move": lambda w: reverse("wagtailadmin_pages:move", args=[w["page"].pk]),
    "copy": lambda w: reverse("wagtailadmin_pages:copy", args=[w["page"].pk]),
    "delete": lambda w: reverse("wagtailadmin_pages:delete", args=[w["page"].pk]),
    "unpublish": lambda w: reverse("wagtailadmin_pages:unpublish", args=[w["page"].pk]),
    "search": lambda w: reverse("wagtailadmin_pages:search") + "?q=Xqz",
    "images": lambda w: reverse("wagtailimages:index"),
    "image": lambda w: reverse("wagtailimages:edit", args=[w["image"].pk]),
    "add image": lambda w: reverse("wagtailimages:add_multiple"),
    "documents": lambda w: reverse("wagtaildocs:index"),
    "document": lambda w: reverse("wagtaildocs:edit", args=[w["document"].pk]),
    "partners": lambda w: reverse("wagtailsnippets_network_partner:list"),
    "partner": lambda w: reverse(
        "wagtailsnippets_network_partner:edit", args=[w["partner"].pk]
    ),
    "redirects": lambda w: reverse("wagtailredirects:index"),
    "add redirect": lambda w: reverse("wagtailredirects:add"),
    "users": lambda w: reverse("wagtailusers_users:index"),
    "groups": lambda w: reverse("wagtailusers_groups:index"),
    "sites": lambda w: reverse("wagtailsites:index"),
    "locales": lambda w: reverse("wagtaillocales:index"),
    "workflows": lambda w: reverse("wagtailadmin_workflows:index"),
    "tasks": lambda w: reverse("wagtailadmin_workflows:task_index"),
    "site history": lambda w: reverse("wagtailadmin_reports:site_history"),
    "locked pages": lambda w: reverse("wagtailadmin_reports:locked_pages"),
    "aging pages": lambda w: reverse("wagtailadmin_reports:aging_pages"),
    "page types": lambda w: reverse("wagtailadmin_reports:page_types_usage"),
    "workflow report": lambda w: reverse("wagtailadmin_reports:workflow"),
    "account": lambda w: reverse("wagtailadmin_account"),
    "translation board": lambda w: reverse("translation:board"),
    "translation editor": lambda w: reverse(
        "translation:edit", args=[w["translation"].pk]
    ),
    "start translation": lambda w: reverse("translation:start", args=[w["page"].pk]),
    "releases": lambda w: reverse("translation:releases"),
    "plan release": lambda w: reverse("translation:plan", args=[w["page"].pk]),
    "share draft": lambda w: reverse("translation:share", args=[w["page"].pk]),
    "waive": lambda w: reverse("translation:waive", args=[w["page"].pk, "it"]),
    "translators": lambda w: reverse("translators:index"),
}


def spoken(client: Client, address: str, language: str) -> set[str]:
    """Return everything that a page says, to the eye or to a screen reader."""
    answer = client.get(address, HTTP_ACCEPT_LANGUAGE=language)
    assert answer.status_code == 200, address
    page = html.fromstring(answer.content.decode())
    found = set()
    for script in page.xpath("//script[@id='wagtail-sidebar-props']"):
        found |= labels(json.loads(script.text))
    for element in page.iter():
        found.add(element.tail or "")
        if not isinstance(element.tag, str) or element.tag in SILENT:
            continue
        if _is_data(element):
            continue
        attributes = element.attrib
        found |= {element.text or "", *(attributes.get(name, "") for name in SPOKEN)}
        if element.tag == "input" and attributes.get("type") in BUTTONS:
            found.add(attributes.get("value", ""))
    squeezed = {" ".join(text.split()) for text in found}
    return {
        text
        for text in squeezed
        if LETTERS.search(text)
        and "xqz" not in text.lower()
        and text not in CONTENT
        and not NEUTRAL.match(text.removesuffix(" - COOP"))
    }


def _is_data(element) -> bool:
    """Whether an element is hidden, or lists the names of time zones."""
    if "hidden" in element.attrib or element.tag == "textarea":
        return True
    inside = element.xpath("ancestor::select/@name")
    return any("time_zone" in name for name in inside)


def labels(value) -> set[str]:
    if isinstance(value, dict):
        own = {
            text
            for key, text in value.items()
            if key == "label" and isinstance(text, str)
        }
        return own.union(*map(labels, value.values()))
    if isinstance(value, list):
        return set().union(*map(labels, value))
    return set()


@pytest.mark.parametrize("name", SCREENS)
def test_screen_says_nothing_in_english(client, world, name, settings):
    """What an English and another admin say alike is not translated."""
    user = world["user"]
    address = SCREENS[name](world)
    client.force_login(user)
    said = {}
    for language in ("en", "sl", "it"):
        user.language = language
        said[language] = spoken(client, address, language)
    alike = {
        language: sorted((said["en"] & said[language]) - SAME[language])
        for language in ("sl", "it")
    }
    assert alike == {"sl": [], "it": []}
