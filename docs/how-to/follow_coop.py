"""What a partner's program does: read, stay in step, verify, harvest, embed.

    curl -O http://localhost:8000/api/clients/coop.py
    python follow_coop.py http://localhost:8000

It needs Python 3.9 or later and `coop.py` beside it, and keeps its copy and its
cursor in the folder `coop-copy`.
"""

import base64
import hashlib
import hmac
import json
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path
from xml.etree import ElementTree

from coop import Coop, CoopProblem, verify_webhook

COPY = Path("coop-copy")
OAI = "{http://www.openarchives.org/OAI/2.0/}"


def fetch(coop):
    """Read the news in Italian, else in another language, with their pictures."""
    found = list(
        coop.all("/api/v1/news/", locale="it", fallback="sl,en", include="picture")
    )
    print(f"fetch: {len(found)} news items")
    for entry in found[:3]:
        print(f"  {entry['date']} [{entry['served_locale']}] {entry['title']}")
    site = coop.list_sites(locale="it")["results"][0]
    print(f"  to be shown with them: {site['funding']['statement']}")


def follow(coop):
    """Bring the copy up to date: what is new, what is different, what has gone."""
    COPY.mkdir(exist_ok=True)
    kept = COPY / "cursor"
    cursor = kept.read_text() if kept.exists() else ""
    read = erased = 0
    for changes, following in coop.follow(cursor):
        for change in changes:
            name = f"{change['resource']}-{change['id']}-{change['locale']}.json"
            path = COPY / urllib.parse.quote(name, safe="")
            if change["gone"]:
                path.unlink(missing_ok=True)
                erased += 1
                continue
            try:
                entry = coop.get(
                    urllib.parse.urlsplit(change["api_url"]).path,
                    locale=change["locale"],
                )
            except CoopProblem as problem:
                # It has gone since: its tombstone follows.
                if problem.status != 404:
                    raise
                continue
            path.write_text(json.dumps(entry, ensure_ascii=False), "utf-8")
            read += 1
        # Only when everything before it has been dealt with.
        kept.write_text(following)
    print(
        f"follow: {read} read, {erased} erased, {len(list(COPY.glob('*.json')))} kept"
    )


def verify():
    """Check a message as a webhook gets it; a changed one is refused."""
    secret = "whsec_" + base64.b64encode(b"a secret of at least 24 bytes").decode()
    body = (
        b'{"type": "entry.erase", "data": {"resource": "news", "event": "withdrawn"}}'
    )
    moment = str(int(time.time()))
    raw = base64.b64decode(secret.removeprefix("whsec_"))
    signed = hmac.new(raw, f"msg_1.{moment}.".encode() + body, hashlib.sha256).digest()
    headers = {
        "webhook-id": "msg_1",
        "webhook-timestamp": moment,
        "webhook-signature": "v1," + base64.b64encode(signed).decode(),
    }
    message = verify_webhook(secret, headers, body)
    try:
        verify_webhook(secret, headers, body.replace(b"news", b"page"))
    except ValueError:
        print(f"verify: {message['type']} is genuine, a changed one is refused")


def harvest(base):
    """Harvest the records of volumes and papers, page by page."""
    found, token = 0, ""
    while True:
        asked = {"verb": "ListRecords"}
        asked |= {"resumptionToken": token} if token else {"metadataPrefix": "oai_dc"}
        address = f"{base}/oai?{urllib.parse.urlencode(asked)}"
        with urllib.request.urlopen(address, timeout=30) as answer:
            root = ElementTree.fromstring(answer.read())
        found += len(list(root.iter(f"{OAI}record")))
        token = root.findtext(f".//{OAI}resumptionToken") or ""
        if not token:
            break
    print(f"harvest: {found} records")


def embed(base):
    """Write a page that shows the news."""
    COPY.mkdir(exist_ok=True)
    page = COPY / "page.html"
    page.write_text(
        '<!doctype html><html lang="it"><meta charset="utf-8"><title>COOP</title>\n'
        f'<script async src="{base}/embed/v1.js"></script>\n'
        f'<coop-news lang="it" limit="5"><a href="{base}/it/">COOP</a></coop-news>\n',
        "utf-8",
    )
    print(f"embed: open {page}")


def main():
    """Do all of it against the site that was named."""
    base = (sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000").rstrip("/")
    coop = Coop(base)
    fetch(coop)
    follow(coop)
    verify()
    harvest(base)
    embed(base)


if __name__ == "__main__":
    main()
