"""A reader opens the site of a volume from a disk, without JavaScript."""

import shutil
from pathlib import Path

import pytest

from proceedings import build
from tests.journeys.conftest import WAIT_MILLISECONDS

pytestmark = pytest.mark.journey
SHELF = Path(__file__).parents[1] / "golden" / "shelf"


@pytest.fixture(scope="module")
def volume(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(SHELF, folder / "shelf", ignore=shutil.ignore_patterns("expected"))
    result = build(folder / "shelf", folder / "out", formats=["pdf", "html"])
    assert result.exit_code == 0
    return folder / "out"


def pages(volume: Path) -> list[Path]:
    found = sorted(volume.rglob("*.html"))
    return [path for path in found if not path.name.endswith(".fragment.html")]


def test_reader_turns_every_page(browser, volume):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(WAIT_MILLISECONDS)
    page.goto((volume / "index.html").as_uri())
    seen = [page.url]
    while page.locator("a.next").count():
        page.locator("a.next").click()
        seen.append(page.url)
    assert sorted(seen) == sorted(path.as_uri() for path in pages(volume))
    page.locator("header a").click()
    assert page.url == seen[0]
    context.close()


def test_site_is_accessible_by_night_on_a_small_screen(browser, volume, axe):
    for scheme in ("light", "dark"):
        context = browser.new_context(
            viewport={"width": 320, "height": 640}, color_scheme=scheme
        )
        page = context.new_page()
        for path in pages(volume):
            page.goto(path.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") == 320, path
            assert page.locator("footer").inner_text().strip() != ""
            axe(page)
        context.close()
