"""A partner shows COOP on a page of another origin."""

import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, expect

from tests.factories.assets import coop_image
from tests.factories.core import translated
from tests.factories.home import front_page
from tests.factories.news import news_item
from tests.factories.programme import released
from tests.factories.publications import edition, recommendation, volume
from tests.journeys.conftest import LANGUAGES

pytestmark = pytest.mark.journey
KINDS = ("news", "papers", "events", "recommendations")
HOST = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>A partner's page</title>
<style>body {{ color: rgb(20, 60, 20); background: #fff; font-family: serif }}</style>
</head><body><main><h1>A partner's page</h1>{body}</main></body></html>"""
STRICT = "default-src 'none'; frame-src {site}"


@pytest.fixture
def host() -> Iterator[Callable[..., str]]:
    """Serve a page of another origin; return its address."""
    pages: dict[str, tuple[str, str]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body, policy = pages.get(self.path, ("", ""))
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if policy:
                self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def put(body: str, policy: str = "") -> str:
        path = f"/{len(pages)}.html"
        pages[path] = (HOST.format(body=body), policy)
        return f"http://127.0.0.1:{server.server_port}{path}"

    yield put
    server.shutdown()
    server.server_close()


@pytest.fixture
def content() -> None:
    item = news_item(title="Prvi forum", picture=coop_image())
    translated(item, "it", title="Il primo forum")
    translated(item, "en", title="The first forum")
    book = volume(papers=2)
    recommendation(book)
    edition(book)
    released()
    for language in LANGUAGES:
        front_page(language)


def script(site: str) -> str:
    return f'<script async src="{site}/embed/v1.js"></script>'


@pytest.mark.django_db(transaction=True)
def test_lists_stand_on_a_page_of_another_origin(page: Page, site, host, content, axe):
    for language in LANGUAGES:
        lists = "".join(
            f'<coop-{kind} lang="{language}" limit="5" pictures></coop-{kind}>'
            for kind in KINDS
        )
        page.goto(host(script(site) + lists))
        for kind in KINDS:
            section = page.locator(f"coop-{kind} section")
            expect(section.locator("li").first).to_be_visible()
            assert section.get_attribute("lang") == language
            link = section.locator("li a").first
            assert link.get_attribute("href").startswith(site + "/")
            # The page's own type and colour.
            told = "e => getComputedStyle(e)"
            assert section.evaluate(f"{told}.color") == "rgb(20, 60, 20)"
            assert section.evaluate(f"{told}.fontFamily") == "serif"
        funded = page.locator("coop-news .funding").inner_text()
        assert funded.strip() != ""
        axe(page)
    assert page.context.cookies() == []


@pytest.mark.django_db(transaction=True)
def test_list_follows_its_attributes(page: Page, site, host, content):
    page.goto(host(script(site) + '<coop-news lang="sl"></coop-news>'))
    expect(page.locator("coop-news li a")).to_have_text("Prvi forum")
    page.locator("coop-news").evaluate("e => e.setAttribute('lang', 'it')")
    expect(page.locator("coop-news li a")).to_have_text("Il primo forum")


@pytest.mark.django_db(transaction=True)
def test_link_stands_where_the_script_cannot(page: Page, site, host, content):
    link = f'<coop-news lang="it"><a href="{site}/it/">COOP</a></coop-news>'
    page.goto(host(link))
    expect(page.locator("coop-news a")).to_be_visible()
    page.route("**/api/v1/**", lambda route: route.abort())
    page.goto(host(script(site) + link + "<coop-papers lang='it'></coop-papers>"))
    expect(page.get_by_role("link", name="COOP", exact=True)).to_be_visible()
    expect(page.locator("coop-papers a")).to_have_attribute("href", f"{site}/it/")


@pytest.mark.django_db(transaction=True)
def test_frame_stands_on_a_page_that_runs_no_script(
    page: Page, site, host, content, axe
):
    frame = (
        f'<iframe src="{site}/embed/v1/news?lang=it&amp;limit=5" title="COOP"></iframe>'
    )
    page.goto(host(frame, STRICT.format(site=site)))
    inside = page.frame_locator("iframe")
    expect(inside.get_by_role("link", name="Il primo forum")).to_be_visible()
    page.goto(f"{site}/embed/v1/news?lang=it&limit=5&pictures=on")
    axe(page)


@pytest.mark.django_db(transaction=True)
def test_partner_builds_a_snippet_that_works(page: Page, site, host, content, axe):
    page.goto("/it/incorpora/")
    axe(page)
    preview = page.frame_locator("#preview")
    expect(preview.get_by_role("link", name="Il primo forum")).to_be_visible()
    page.select_option("[name=kind]", "papers")
    expect(page.locator("#snippet")).to_have_value(re.compile('<coop-papers lang="it"'))
    expect(preview.locator("li").first).to_be_visible()
    snippet = page.locator("#snippet").input_value()
    page.goto(host(snippet))
    expect(page.locator("coop-papers li").first).to_be_visible()


@pytest.mark.django_db(transaction=True)
def test_javascript_client_reads_on_a_page_of_another_origin(
    page: Page, site, host, content
):
    page.goto(host("<p>empty</p>"))
    told = page.evaluate(
        """async (site) => {
            const { Coop, CoopProblem } = await import(site + "/api/clients/coop.js");
            const coop = new Coop({ base: site });
            const titles = [];
            for await (const each of coop.all("/api/v1/news/", { locale: "it" }))
                titles.push(each.title);
            let gone = 0, changes = 0;
            for await (const step of coop.follow())
                if (step.change) { changes += 1; gone += step.change.gone; }
            const same = await coop.listPapers() === await coop.listPapers();
            let refused = 0;
            try { await coop.listNews({ colour: "red" }); }
            catch (problem) { refused = problem instanceof CoopProblem && problem.status; }
            return { titles, gone, any: changes > 0, same, refused };
        }""",
        site,
    )
    assert told == {
        "titles": ["Il primo forum"],
        "gone": 0,
        "any": True,
        "same": True,
        "refused": 400,
    }


@pytest.mark.django_db(transaction=True)
def test_developer_tries_the_api_on_its_page(page: Page, site, content, axe):
    for path in ("/sl/razvijalci/", "/it/sviluppatori/", "/en/developers/"):
        page.goto(path)
        axe(page)
    page.locator("#list_news summary").click()
    page.select_option("#list_news-locale", "it")
    page.locator("#list_news button").click()
    answer = page.locator("#list_news .tried__answer")
    expect(answer).to_contain_text("Il primo forum")
    page.locator("#show_news_item summary").click()
    page.fill("#show_news_item-id", "nothing")
    page.locator("#show_news_item button").click()
    expect(page.locator("#show_news_item .tried__request")).to_contain_text("404")
