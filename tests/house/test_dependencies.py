"""What is installed is what was locked, and the lock files are portable."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest
import wagtail

REQUIREMENTS = Path(__file__).parents[2] / "requirements"
PIN = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]+\])?==(\S+)", re.MULTILINE)


def test_wagtail_is_the_version_we_build_on() -> None:
    """Adding a package can silently bring an older Wagtail."""
    assert wagtail.VERSION[0] == 8


@pytest.mark.parametrize("name", ["main.lock", "dev.lock"])
def test_lock_file_has_hashes_and_no_index(name: str) -> None:
    text = (REQUIREMENTS / name).read_text()
    blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)
    pins = [block for block in blocks if "==" in block.split("\n")[0]]
    assert pins != []
    assert [pin for pin in pins if "--hash=sha256:" not in pin] == []
    assert re.findall(r"https?://|^\s*--(?!hash)", text, re.MULTILINE) == []


def test_installed_packages_are_the_locked_ones() -> None:
    locked = dict(PIN.findall((REQUIREMENTS / "main.lock").read_text()))
    installed = {name: version(name) for name in locked}
    assert installed == locked


def test_dev_lock_agrees_with_main_lock() -> None:
    main = dict(PIN.findall((REQUIREMENTS / "main.lock").read_text()))
    dev = dict(PIN.findall((REQUIREMENTS / "dev.lock").read_text()))
    assert {name: dev[name] for name in main} == main
