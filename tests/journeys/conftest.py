"""A real browser, the demo site, and a worker, for the journeys of people."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

# Playwright's loop runs in the tests' own thread, where Django refuses queries.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # noqa: TID251 - Playwright keeps a loop

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")  # noqa: TID251 - no setting of the site
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LANGUAGES = ("sl", "it", "en")
WAIT_MILLISECONDS = 10_000


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the system brings it; without it, journeys are skipped."""
    if not CHROMIUM:
        pytest.skip("needs Chromium: set CHROMIUM, or have `chromium` on the path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, headless=True, args=ARGUMENTS
        )
        yield browser
        browser.close()


@pytest.fixture
def site(live_server, settings) -> str:
    """The address of a site that is served, and that knows it."""
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    return live_server.url


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A fresh window; an error in a script of ours fails the test."""
    context = browser.new_context(base_url=site, locale="sl-SI")
    page = context.new_page()
    page.set_default_timeout(WAIT_MILLISECONDS)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Asserts that axe finds nothing on the page, and names what it found."""

    def check(page: Page) -> None:
        results = Axe().run(page)
        found = [
            f"{violation['id']}: {node['html'][:160]}"
            for violation in results.response["violations"]
            for node in violation["nodes"]
        ]
        assert found == [], page.url

    return check


@pytest.fixture
def demo_site(site: str) -> str:
    """The site with the whole demo content."""
    from django.core.management import call_command

    call_command("load_demo", verbosity=0)
    return site


@pytest.fixture
def background(settings) -> Iterator[Callable[[], threading.Thread]]:
    """Has tasks wait for a worker, and starts one that does what is waiting."""
    settings.TASKS = {
        "default": {
            "BACKEND": "django_tasks_db.DatabaseBackend",
            "QUEUES": ["default", "press"],
        }
    }
    started: list[threading.Thread] = []

    def work() -> None:
        from django.db import connections
        from django_tasks_db.management.commands.db_worker import Worker

        try:
            Worker(
                queue_names=["*"],
                interval=0.2,
                batch=True,
                backend_name="default",
                startup_delay=False,
                max_tasks=None,
                worker_id=f"test-{len(started)}",
                excluded_queue_names=[],
            ).run()
        finally:
            connections.close_all()

    def start() -> threading.Thread:
        thread = threading.Thread(target=work)
        started.append(thread)
        thread.start()
        return thread

    yield start
    for thread in started:
        thread.join()


@pytest.fixture
def manuscripts() -> Path:
    """The demo's manuscripts, as speakers have them on their disks."""
    return Path(__file__).parents[2] / "cms" / "demo" / "manuscripts"
