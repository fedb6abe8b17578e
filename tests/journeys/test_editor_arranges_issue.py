"""An editor drags an article to another place; Escape leaves all as it was."""

from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.journey
SCRIPT = Path("cms/static/js/arrange.js")
DESK = "http://desk.example/"
PAGE = """<!doctype html><html lang="en"><title>Desk</title>
<p data-arrange-help hidden>Drag</p>
<form action="/arrange/" method="post" id="arrange"><input type="hidden" name="order"></form>
<table data-arrange="arrange"><tbody>{rows}</tbody></table>
<script src="/arrange.js" defer></script></html>"""
ROW = '<tr data-article="{0}"><th scope="row">{0}</th><td>x</td></tr>'


@pytest.fixture
def desk(browser: Browser):
    """The desk's table as the browser has it, and the orders that were sent."""
    page = browser.new_page()
    sent: list[list[str]] = []

    def answer(route: Route) -> None:
        request = route.request
        if request.method == "POST":
            sent.append(parse_qs(request.post_data)["order"][0].split())
            route.fulfill(body="<title>Sent</title>", content_type="text/html")
        elif request.url.endswith(".js"):
            route.fulfill(path=SCRIPT, content_type="text/javascript; charset=utf-8")
        else:
            rows = "".join(ROW.format(key) for key in "abcd")
            # As strict as public pages are.
            policy = {"Content-Security-Policy": "default-src 'self'"}
            body = PAGE.format(rows=rows)
            route.fulfill(
                body=body, content_type="text/html; charset=utf-8", headers=policy
            )

    page.route("**/*", answer)
    page.goto(DESK)
    yield page, sent
    page.close()


def drag(page: Page, row: str, to: str, *, drop: bool = True) -> None:
    start = page.locator(f"[data-article={row}] .arrange-handle").bounding_box()
    end = page.locator(f"[data-article={to}]").bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    middle = end["x"] + 4
    page.mouse.move(middle, end["y"] + end["height"] / 2)
    page.mouse.move(middle, end["y"] + end["height"] - 2, steps=3)
    if drop:
        with page.expect_navigation():
            page.mouse.up()
    else:
        page.keyboard.press("Escape")
        page.mouse.up()


def test_article_is_dragged_down(desk):
    page, sent = desk
    assert page.locator("[data-arrange-help]").is_visible()
    drag(page, "a", "c")
    assert sent == [["b", "c", "a", "d"]]


def test_escape_leaves_all_as_it_was(desk):
    page, sent = desk
    drag(page, "a", "c", drop=False)
    assert page.locator("tbody th").all_inner_texts() == [f"⠿ {key}" for key in "abcd"]
    assert sent == []
