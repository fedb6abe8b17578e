"""Every string is translated, in every language, with all its plural forms."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
CATALOGUES = sorted(
    [
        *ROOT.glob("locale/*/LC_MESSAGES/*.po"),
        *ROOT.glob("proceedings/locale/*/LC_MESSAGES/*.po"),
    ]
)
PLURAL_FORMS = {"sl": 4, "it": 2, "en": 2}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def read(path: Path) -> Catalog:
    with path.open("rb") as stream:
        return read_po(stream, locale=path.parent.parent.name)


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def forms(message: Message) -> list[str]:
    string = message.string
    return list(string) if isinstance(string, tuple | list) else [string]


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


every_catalogue = pytest.mark.parametrize(
    "path", CATALOGUES, ids=lambda path: str(path.relative_to(ROOT))
)


def test_every_domain_has_all_three_languages() -> None:
    found = {(path.stem, path.parent.parent.name) for path in CATALOGUES}
    wanted = {
        (domain, language)
        for domain in ("django", "proceedings", "findings")
        for language in PLURAL_FORMS
    }
    assert found == wanted


@every_catalogue
def test_nothing_is_fuzzy_or_obsolete(path: Path) -> None:
    catalogue = read(path)
    assert [message.id for message in messages(catalogue) if message.fuzzy] == []
    assert list(catalogue.obsolete) == []


@every_catalogue
def test_everything_is_translated_in_all_plural_forms(path: Path) -> None:
    catalogue = read(path)
    wanted = PLURAL_FORMS[path.parent.parent.name]
    missing = [
        message.id
        for message in messages(catalogue)
        if not all(forms(message))
        or (message.pluralizable and len(forms(message)) != wanted)
    ]
    assert missing == []


@every_catalogue
def test_placeholders_are_those_of_the_source(path: Path) -> None:
    differing = []
    english = path.parents[2] / "en" / "LC_MESSAGES" / path.name
    source_of = {message.id: forms(message) for message in messages(read(english))}
    for message in messages(read(path)):
        # The texts of findings are kept under their codes: English is the source.
        sources = source_of[message.id]
        allowed = [placeholders(source) for source in sources]
        differing += [
            (message.id, form)
            for form in forms(message)
            if placeholders(form) not in allowed
        ]
    assert differing == []


def test_catalogues_hold_exactly_the_strings_of_the_code(tmp_path: Path) -> None:
    if shutil.which("xgettext") is None:
        pytest.skip("needs gettext's xgettext")
    for name in ("cms", "home", "search", "locale", "proceedings"):
        shutil.copytree(
            ROOT / name,
            tmp_path / name,
            ignore=shutil.ignore_patterns("__pycache__", "static", "data", "*.mo"),
        )
    shutil.copy(ROOT / "manage.py", tmp_path)
    subprocess.run(
        [
            *(sys.executable, "manage.py", "makemessages", "--verbosity", "0"),
            *(word for language in PLURAL_FORMS for word in ("--locale", language)),
            *("--ignore", "proceedings/*", "--no-location", "--no-obsolete"),
        ],
        cwd=tmp_path,
        check=True,
        env={"PATH": "/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": "cms.settings.test"},
    )
    for language in PLURAL_FORMS:
        path = Path("locale") / language / "LC_MESSAGES" / "django.po"
        ours, extracted = read(ROOT / path), read(tmp_path / path)
        assert keys(ours) == keys(extracted), f"{path}: run `make messages`"


def keys(catalogue: Catalog) -> list[str]:
    return sorted(
        repr((message.context, message.id)) for message in messages(catalogue)
    )
