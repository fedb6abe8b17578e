"""A client of the COOP API. Depends on nothing but Python 3.9.

The methods at the end are made of the schema by `manage.py write_api_clients`.
"""

import base64
import hashlib
import hmac
import json
import time
import urllib.error
import urllib.parse
import urllib.request


class CoopProblem(Exception):
    """The API refused; `problem` says why, and `retry_after` when to ask again."""

    def __init__(self, status, problem, retry_after=0):
        super().__init__(problem.get("detail") or problem.get("title") or str(status))
        self.status = status
        self.problem = problem
        self.retry_after = retry_after


class Coop:
    """Reads and, with a key that writes, writes."""

    def __init__(self, base, key="", timeout=30):
        if urllib.parse.urlsplit(base).scheme not in {"http", "https"}:
            raise ValueError("base is the address of the site")
        self.base = base.rstrip("/")
        self.key = key
        self.timeout = timeout
        self._known = {}

    def get(self, path, **params):
        """Return an answer; what did not change since is not sent again."""
        address = self.address(path, params)
        etag, known = self._known.get(address, ("", None))
        headers = {"If-None-Match": etag} if etag else {}
        status, told, body = self._send("GET", address, headers)
        if status == 304:
            return known
        if told.get("ETag"):
            self._known[address] = (told["ETag"], body)
        return body

    def write(self, method, path, params, body, idempotency_key="", revision=""):
        """Send something to be kept, and return what came of it."""
        headers = {"Content-Type": "application/json"}
        if idempotency_key:
            headers["Idempotency-Key"] = idempotency_key
        if revision:
            headers["If-Match"] = f'"{revision}"'
        sent = json.dumps(body).encode()
        return self._send(method, self.address(path, params), headers, sent)[2]

    def all(self, path, **params):
        """Yield every entry of a list, whatever comes or goes meanwhile."""
        while True:
            page = self.get(path, **params)
            yield from page["results"]
            if not page["next_cursor"]:
                return
            params["cursor"] = page["next_cursor"]

    def follow(self, cursor=""):
        """Yield lists of changes, each with the cursor to keep once they are dealt with."""
        while True:
            told = self.get("/api/v1/changes/", cursor=cursor)
            cursor = told["next_cursor"]
            yield told["changes"], cursor
            if not told["has_more"]:
                return

    def address(self, path, params):
        """Return where to ask."""
        given = {
            name: ",".join(value) if isinstance(value, (list, tuple)) else str(value)
            for name, value in params.items()
            if value not in (None, "")
        }
        query = urllib.parse.urlencode(given)
        return self.base + path + (f"?{query}" if query else "")

    def _send(self, method, address, headers, body=None):
        headers = {"Accept": "application/json", **headers}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        request = urllib.request.Request(address, body, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as answer:
                return answer.status, answer.headers, json.load(answer)
        except urllib.error.HTTPError as refused:
            with refused:
                if refused.code == 304:
                    return 304, refused.headers, None
                raise _problem(refused) from None

    # --- one method an operation ------------------------------------------------

    def root(self, **params):
        """List the resources."""
        return self.get("/api/v1/", **params)

    def list_articles(self, **params):
        """List articles."""
        return self.get("/api/v1/articles/", **params)

    def show_article(self, id, **params):
        """Show an article."""
        return self.get(f"/api/v1/articles/{urllib.parse.quote(str(id), safe='')}/", **params)

    def changelog(self, **params):
        """List what has changed in the API."""
        return self.get("/api/v1/changelog/", **params)

    def changes(self, **params):
        """List what has changed since."""
        return self.get("/api/v1/changes/", **params)

    def create_news_draft(self, body, idempotency_key="", revision="", **params):
        """Write a news item."""
        return self.write(
            "POST", "/api/v1/drafts/news/", params, body, idempotency_key, revision
        )

    def show_news_draft(self, id, **params):
        """Show the latest draft of a news item."""
        return self.get(f"/api/v1/drafts/news/{urllib.parse.quote(str(id), safe='')}/", **params)

    def change_news_draft(self, id, body, idempotency_key="", revision="", **params):
        """Change a news item."""
        return self.write(
            "PATCH", f"/api/v1/drafts/news/{urllib.parse.quote(str(id), safe='')}/", params, body, idempotency_key, revision
        )

    def create_programme_item_draft(self, body, idempotency_key="", revision="", **params):
        """Put an invited talk into the programme."""
        return self.write(
            "POST", "/api/v1/drafts/programme-items/", params, body, idempotency_key, revision
        )

    def show_programme_item_draft(self, id, **params):
        """Show a talk as the editors have it."""
        return self.get(f"/api/v1/drafts/programme-items/{urllib.parse.quote(str(id), safe='')}/", **params)

    def change_programme_item_draft(self, id, body, idempotency_key="", revision="", **params):
        """Change a talk."""
        return self.write(
            "PATCH", f"/api/v1/drafts/programme-items/{urllib.parse.quote(str(id), safe='')}/", params, body, idempotency_key, revision
        )

    def list_events(self, **params):
        """List conferences."""
        return self.get("/api/v1/events/", **params)

    def show_event(self, id, **params):
        """Show a conference with its programme."""
        return self.get(f"/api/v1/events/{urllib.parse.quote(str(id), safe='')}/", **params)

    def list_locales(self, **params):
        """List the languages."""
        return self.get("/api/v1/locales/", **params)

    def show_locale(self, id, **params):
        """Show a language."""
        return self.get(f"/api/v1/locales/{urllib.parse.quote(str(id), safe='')}/", **params)

    def list_news(self, **params):
        """List news items."""
        return self.get("/api/v1/news/", **params)

    def show_news_item(self, id, **params):
        """Show a news item."""
        return self.get(f"/api/v1/news/{urllib.parse.quote(str(id), safe='')}/", **params)

    def list_newspaper_issues(self, **params):
        """List issues of the newspaper."""
        return self.get("/api/v1/newspaper-issues/", **params)

    def show_newspaper_issue(self, id, **params):
        """Show an issue with its texts."""
        return self.get(f"/api/v1/newspaper-issues/{urllib.parse.quote(str(id), safe='')}/", **params)

    def list_pages(self, **params):
        """List the other pages."""
        return self.get("/api/v1/pages/", **params)

    def show_page(self, id, **params):
        """Show a page."""
        return self.get(f"/api/v1/pages/{urllib.parse.quote(str(id), safe='')}/", **params)

    def list_papers(self, **params):
        """List published papers."""
        return self.get("/api/v1/papers/", **params)

    def show_paper(self, id, **params):
        """Show a published paper."""
        return self.get(f"/api/v1/papers/{urllib.parse.quote(str(id), safe='')}/", **params)

    def list_partners(self, **params):
        """List the partners."""
        return self.get("/api/v1/partners/", **params)

    def show_partner(self, id, **params):
        """Show a partner."""
        return self.get(f"/api/v1/partners/{urllib.parse.quote(str(id), safe='')}/", **params)

    def list_people(self, **params):
        """List people as published."""
        return self.get("/api/v1/people/", **params)

    def show_person(self, id, **params):
        """Show a person."""
        return self.get(f"/api/v1/people/{urllib.parse.quote(str(id), safe='')}/", **params)

    def list_pictures(self, **params):
        """List pictures."""
        return self.get("/api/v1/pictures/", **params)

    def show_picture(self, id, **params):
        """Show a picture."""
        return self.get(f"/api/v1/pictures/{urllib.parse.quote(str(id), safe='')}/", **params)

    def list_programme_items(self, **params):
        """List talks and other items of programmes."""
        return self.get("/api/v1/programme-items/", **params)

    def show_programme_item(self, id, **params):
        """Show a talk or another item."""
        return self.get(f"/api/v1/programme-items/{urllib.parse.quote(str(id), safe='')}/", **params)

    def list_recommendations(self, **params):
        """List recommendations."""
        return self.get("/api/v1/recommendations/", **params)

    def show_recommendation(self, id, **params):
        """Show a recommendation."""
        return self.get(f"/api/v1/recommendations/{urllib.parse.quote(str(id), safe='')}/", **params)

    def list_sites(self, **params):
        """List the sites."""
        return self.get("/api/v1/sites/", **params)

    def show_site(self, id, **params):
        """Show a site."""
        return self.get(f"/api/v1/sites/{urllib.parse.quote(str(id), safe='')}/", **params)

    def list_volumes(self, **params):
        """List the proceedings."""
        return self.get("/api/v1/volumes/", **params)

    def show_volume(self, id, **params):
        """Show a volume with its contents."""
        return self.get(f"/api/v1/volumes/{urllib.parse.quote(str(id), safe='')}/", **params)
def verify_webhook(secret, headers, body, now=None, tolerance=300):
    """Return what a webhook says, if it is ours (Standard Webhooks 1.0).

    Raises ValueError when it is not, or is older than `tolerance` seconds.
    """
    given = {name.lower(): value for name, value in headers.items()}
    key, moment = given.get("webhook-id", ""), given.get("webhook-timestamp", "")
    now = time.time() if now is None else now
    if not moment.isdigit() or abs(now - int(moment)) > tolerance:
        raise ValueError("The message is too old, or has no timestamp.")
    signed = f"{key}.{moment}.".encode() + body
    raw = base64.b64decode(secret.removeprefix("whsec_"))
    right = base64.b64encode(hmac.new(raw, signed, hashlib.sha256).digest()).decode()
    for signature in given.get("webhook-signature", "").split():
        version, _comma, found = signature.partition(",")
        if version == "v1" and hmac.compare_digest(found, right):
            return json.loads(body)
    raise ValueError("The signature is wrong.")


def _problem(refused):
    try:
        problem = json.load(refused)
    except ValueError:
        problem = {"title": refused.reason}
    wait = refused.headers.get("Retry-After") or "0"
    return CoopProblem(refused.code, problem, int(wait))
