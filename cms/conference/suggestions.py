"""What the manuscript says of itself, offered to its author."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cms.conference import queries
from cms.conference.models import Submission

MOST_SUGGESTED_AUTHORS = 40


@dataclass(frozen=True)
class Suggestion:
    """A value for one field, and where in the file it stands."""

    value: str
    where: str
    # The name of the field, in the form of its step.
    field: str


@dataclass(frozen=True)
class Suggestions:
    """Everything that was found in one version of the file."""

    # Whether the file is still being read.
    waits: bool = False
    language: Suggestion | None = None
    texts: dict[str, dict[str, Suggestion]] = field(default_factory=dict)
    authors: list[dict] = field(default_factory=list)
    authors_where: str = ""
    words: int | None = None


def suggestions_for(submission: Submission | None) -> Suggestions:
    """Return what the newest version says of title, languages, texts and authors."""
    manuscript = submission.manuscript if submission else None
    if manuscript is None:
        return Suggestions()
    reading = queries.reading(manuscript)
    if reading is None or not reading.is_finished:
        return Suggestions(waits=True)
    said = reading.said
    if not said:
        return Suggestions()
    found = said.get("found", {})
    language = (said.get("language") or "")[:2]
    return Suggestions(
        language=Suggestion(
            language, place(found.get("language", "")), "paper_language"
        )
        if language
        else None,
        # The title is in the language of the file, whatever was chosen before.
        texts=_texts(said, found, language or submission.paper_language),
        authors=said.get("authors", [])[:MOST_SUGGESTED_AUTHORS],
        authors_where=place(found.get("authors", "")),
        words=said.get("words"),
    )


def _texts(said: dict, found: dict, own: str) -> dict[str, dict[str, Suggestion]]:
    texts: dict[str, dict[str, Suggestion]] = {}

    def add(code: str, key: str, value: str, where: str) -> None:
        if value:
            suggestion = Suggestion(value, place(where), f"text-{code}-{key}")
            texts.setdefault(code, {})[key] = suggestion

    if own:
        add(own, "title", said.get("title", ""), found.get("title", ""))
    for code, words in said.get("abstracts", {}).items():
        add(code[:2], "abstract", words, found.get(f"abstract.{code}", ""))
    for code, words in said.get("keywords", {}).items():
        add(code[:2], "keywords", ", ".join(words), found.get(f"keywords.{code}", ""))
    return texts


def place(found: str) -> str:
    """Put a place of discovery of the library into the reader's words."""
    kind, _colon, detail = found.partition(":")
    if kind == "style":
        return _("in the paragraph style “%(style)s”") % {"style": detail}
    if kind == "heading":
        return _("under the heading “%(heading)s”") % {"heading": detail}
    if kind == "line":
        return _("in line %(line)s") % {"line": detail}
    if kind == "property":
        return _("in the properties of the file")
    if kind in {"yaml", "meta", "command"}:
        return _("in the metadata at the beginning")
    return _("in the text")
