"""`manage.py write_api_examples`: renews the examples of answers in the schema."""

import json
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from cms.api.v1 import examples
from cms.api.v1.resources import RESOURCES

LANGUAGES = [code for code, _name in settings.LANGUAGES]
# Of how many entries the fullest is shown; how much of it.
LOOKED_AT = 30
LISTED = 2
LARGE = 5_000
SENTENCES = 300
END = "</p>"
# Not the address of the machine on which they are made.
SITE = "https://coop.example"


class Command(BaseCommand):
    help = "Write examples of answers from what this site has: the demo content."

    def handle(self, **options) -> None:
        paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
        told: dict[str, Any] = {}
        for name in RESOURCES:
            place = f"/api/v1/{name}/"
            key = _fullest(place)
            for path, address in (
                (place, f"{place}?page_size=1&"),
                (f"{place}{{id}}/", f"{place}{key}/?"),
            ):
                operation = paths[path]["get"]["operationId"]
                told[operation] = {"answer": _answers(address)}
        for name in ("root", "changes", "changelog"):
            place = "/api/v1/" if name == "root" else f"/api/v1/{name}/"
            told[name] = {"answer": {"answer": _short(_read(place))}}
        text = json.dumps(told, indent=1, ensure_ascii=False, sort_keys=True)
        text = text.replace(settings.WAGTAILADMIN_BASE_URL, SITE)
        examples.READING.write_text(f"{text}\n", "utf-8")
        self.stdout.write(examples.READING.name)


def _read(address: str) -> Any:
    answer = Client(SERVER_NAME="localhost").get(address)
    return answer.json() if answer.status_code == 200 else None


def _answers(address: str) -> dict[str, Any]:
    return {code: _short(_read(f"{address}locale={code}")) for code in LANGUAGES}


def _fullest(place: str) -> str:
    """Return the id of the entry that says most, and in every language."""
    found = _read(f"{place}?page_size={LOOKED_AT}")["results"]
    for entry in sorted(found, key=_fullness, reverse=True):
        answers = (_read(f"{place}{entry['id']}/?locale={code}") for code in LANGUAGES)
        if all(answers):
            return entry["id"]
    message = f"No entry of {place} is there in every language."
    raise SystemExit(message)


def _fullness(entry: dict[str, Any]) -> int:
    return sum(bool(value) for value in entry.values())


def _short(value: Any) -> Any:
    """Return as much of a value as shows what it is."""
    if isinstance(value, dict):
        return {name: _short(each) for name, each in value.items()}
    if isinstance(value, list):
        # Languages and formats are few, and all are shown.
        keep = value if len(value) <= len(LANGUAGES) else value[:LISTED]
        if len(json.dumps(keep)) > LARGE:
            keep = keep[:1]
        return [_short(each) for each in keep]
    if isinstance(value, str) and len(value) > SENTENCES:
        if END in value:
            return value[: value.index(END) + len(END)]
        if not value.startswith("http"):
            return value[: value.rindex(" ", 0, SENTENCES)] + " …"
    return value
