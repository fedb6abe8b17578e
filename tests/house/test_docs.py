"""The documentation names what exists, and its links lead somewhere."""

import argparse
import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from cms.settings.env import VARIABLES
from proceedings import command_line, phrases, pipeline

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
SETTING = re.compile(r"env\.(?:text|flag|items)\(\s*\"(\w+)\"")


def variables_of_all_settings() -> set[str]:
    """Return what the settings files read, whichever of them is loaded."""
    files = (ROOT / "cms" / "settings").glob("*.py")
    named = {name for file in files for name in SETTING.findall(file.read_text())}
    return named | set(VARIABLES)


def headings(page: Path) -> set[str]:
    return set(re.findall(r"^#+ `([^`]+)`", page.read_text(), re.MULTILINE))


def test_every_setting_is_documented() -> None:
    table = (REFERENCE / "settings.md").read_text()
    documented = set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE))
    assert documented == variables_of_all_settings()


def test_every_make_target_is_documented() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z]+):.*##", makefile, re.MULTILINE))
    documented = {
        name.removeprefix("make ")
        for name in headings(REFERENCE / "commands.md")
        if name.startswith("make ")
    }
    assert documented == targets


def test_every_management_command_is_documented() -> None:
    ours = {
        name
        for name, app in get_commands().items()
        if app.startswith("cms.") or app in {"home", "search"}
    }
    documented = {
        name.removeprefix("manage.py ")
        for name in headings(REFERENCE / "commands.md")
        if name.startswith("manage.py ")
    }
    assert documented == ours


def commands() -> dict[str, set[str]]:
    """Return the options of each command of the library, by its name."""
    [action] = [
        each
        for each in command_line.parser("en")._actions
        if isinstance(each, argparse._SubParsersAction)
    ]
    return {
        name: {
            option
            for each in command._actions
            for option in each.option_strings
            if option not in {"-h", "--help"}
        }
        for name, command in action.choices.items()
    }


def test_every_command_of_the_library_is_documented() -> None:
    documented = {
        name.split()[1]
        for name in headings(REFERENCE / "commands.md")
        if name.startswith("proceedings ")
    }
    assert documented == set(commands())


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_option_of_the_library_is_documented(name: str) -> None:
    """Options that `build` shares are told of there."""
    text = (REFERENCE / "commands.md").read_text()
    [section] = re.findall(
        rf"^## `proceedings {name} .*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL
    )
    assert commands()[name] - set(re.findall(r"--[a-z-]+", section)) == set()


def test_every_format_is_documented() -> None:
    table = (REFERENCE / "formats.md").read_text()
    documented = set(re.findall(r"^\| `([a-z-]+)`", table, re.MULTILINE))
    assert documented == set(pipeline.FORMATS)


def test_every_finding_is_documented() -> None:
    table = (REFERENCE / "findings.md").read_text()
    documented = set(re.findall(r"^\| `([a-z-]+)`", table, re.MULTILINE))
    assert documented == phrases.codes()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_in_documents_resolve(page: Path) -> None:
    broken = [
        link
        for link in LINK.findall(page.read_text())
        if not link.startswith(("http://", "https://", "mailto:", "#"))
        and not (page.parent / link.split("#")[0]).exists()
    ]
    assert broken == []
