"""Wagtail's and wagtail-localize's strings are complete in Slovenian and Italian."""

from importlib.util import find_spec
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.translation import ngettext, override

ROOT = Path(__file__).parents[3]
PACKAGES = ("wagtail", "wagtail_localize", "taggit")
# Parts of Wagtail that are not installed here.
ABSENT = (
    "contrib/forms",
    "contrib/search_promotions",
    "contrib/simple_translation",
    "contrib/styleguide",
    "contrib/table_block",
    "contrib/typed_table_block",
)
DOMAINS = ("django", "djangojs")
LANGUAGES = ("sl", "it")


def folders() -> list[Path]:
    """Return where the packages keep their catalogues."""
    found = []
    for package in PACKAGES:
        root = Path(find_spec(package).origin).parent
        found += [
            folder
            for folder in root.rglob("locale")
            if not any(part in folder.as_posix() for part in (*ABSENT, "/test/"))
        ]
    return found


def entries(folder: Path, language: str, domain: str) -> list[polib.POEntry]:
    path = folder / language / "LC_MESSAGES" / f"{domain}.po"
    return list(polib.pofile(path)) if path.exists() else []


def key(entry: polib.POEntry) -> tuple[str, str]:
    return (entry.msgctxt or "", entry.msgid)


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_is_translated(language, domain):
    wanted = {
        key(entry)
        for folder in folders()
        for entry in entries(folder, "en", domain)
        if not entry.obsolete
    }
    sources = [*folders(), *map(Path, settings.LOCALE_PATHS)]
    django = Path(find_spec("django").origin).parent
    sources += [django / "conf/locale", *django.glob("contrib/*/locale")]
    done = {
        key(entry)
        for folder in sources
        for entry in entries(folder, language, domain)
        if entry.translated()
    }
    assert sorted(wanted - done) == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("locale/upstream/*/*/*.po")), ids=str)
def test_our_additions_are_whole(path):
    forms = {"sl": 4, "it": 2}[path.parents[1].name]
    catalogue = polib.pofile(path)
    lacking = [
        entry.msgid
        for entry in catalogue
        if entry.fuzzy
        or not entry.translated()
        or (entry.msgid_plural and len(entry.msgstr_plural) != forms)
    ]
    assert lacking == []
    assert len(catalogue) > 0


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1 podrejena stran"),
        (2, "2 podrejeni strani"),
        (3, "3 podrejene strani"),
        (5, "5 podrejenih strani"),
        (101, "101 podrejena stran"),
        (102, "102 podrejeni strani"),
    ],
)
def test_slovenian_has_four_forms(number, words):
    with override("sl"):
        said = ngettext(
            "%(num_child_objects)d child page",
            "%(num_child_objects)d child pages",
            number,
        )
        assert said % {"num_child_objects": number} == words
