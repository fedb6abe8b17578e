"""Citations of volumes and papers: as text, and for reference managers."""

import re
import unicodedata

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cms.press.bibliography import bibtex, ris
from cms.press.names import family_and_given
from cms.publications.models import Edition, EditionPaper

__all__ = ["bibtex", "csl_name", "formatted", "paper_item", "ris", "volume_item"]


# --- CSL-JSON -----------------------------------------------------------------
def paper_item(paper: EditionPaper, edition: Edition) -> dict:
    """Return a paper as an item of CSL-JSON, without its address on the site."""
    volume = volume_item(edition)
    kept = ("event-title", "event-place", "publisher", "publisher-place", "ISBN")
    item = {
        "id": paper.slug,
        "type": "paper-conference",
        "title": _full_title(paper.title, paper.subtitle),
        "author": [csl_name(author["name"]) for author in paper.authors],
        "container-title": volume["title"],
        "editor": volume.get("editor", []),
        "issued": volume["issued"],
        **{key: volume[key] for key in kept if key in volume},
        "page": paper.pages.replace("–", "-"),
        "language": paper.language,
        "abstract": paper.abstracts.get(paper.language, ""),
        "keyword": ", ".join(paper.keywords.get(paper.language, [])),
        "DOI": paper.doi,
    }
    return {key: value for key, value in item.items() if value}


def volume_item(edition: Edition) -> dict:
    """Return a volume as an item of CSL-JSON, in its main language."""
    details = edition.details
    text = edition.texts.get(edition.language, {})
    isbn = details["isbn"].get("pdf") or details["isbn"].get("epub") or ""
    item = {
        "id": _ascii(text.get("title", ""))[:40] or "volume",
        "type": "book",
        "title": _full_title(text.get("title", ""), text.get("subtitle", "")),
        "editor": [csl_name(editor["name"]) for editor in details["editors"]],
        "issued": {"date-parts": [_date_parts(details)]},
        "event-title": text.get("conference_name", ""),
        "event-place": details["conference"]["place"],
        "publisher": details["publisher"],
        "publisher-place": details["publisher_place"],
        "ISBN": isbn,
        "number-of-pages": str(edition.pages or ""),
        "language": edition.language,
    }
    return {key: value for key, value in item.items() if value}


def csl_name(name: str) -> dict[str, str]:
    """Split a name as printed into given and family name, as the book does."""
    family, given = family_and_given(name)
    return {"family": family, "given": given} if given else {"literal": family}


# --- As text ------------------------------------------------------------------
def formatted(item: dict) -> str:
    """Return an item of CSL-JSON as one reference in the active language."""
    authors = item.get("author") or item.get("editor", [])
    head = _joined([_comma_name(name, initials=True) for name in authors])
    if not item.get("author") and authors:
        head = f"{head} {_editors_mark(len(authors))}"
    # A work without names begins with its title.
    named = [f"{head} ({_year(item)}).", _sentence(item["title"])]
    parts = named if head else [f"{item['title']} ({_year(item)})."]
    if item.get("container-title"):
        parts.append(_sentence(_container(item)))
    parts.append(_sentence(_imprint(item)))
    parts.append(f"https://doi.org/{item['DOI']}" if "DOI" in item else "")
    parts.append(item.get("URL", "") if "DOI" not in item else "")
    return " ".join(part for part in parts if part)


def _container(item: dict) -> str:
    editors = item.get("editor", [])
    names = _joined([_initials_first(name) for name in editors])
    lead = f"{names} {_editors_mark(len(editors))}, " if editors else ""
    text = pgettext("citation", "In: %(container)s") % {
        "container": f"{lead}{item['container-title']}"
    }
    pages = item.get("page", "").replace("-", "–")
    if not pages:
        return text
    several = 2 if "–" in pages else 1
    mark = ngettext("p. %(pages)s", "pp. %(pages)s", several) % {"pages": pages}
    return f"{text} ({mark})"


def _editors_mark(count: int) -> str:
    return ngettext("(ed.)", "(eds.)", count)


def _imprint(item: dict) -> str:
    names = [item.get("publisher-place", ""), item.get("publisher", "")]
    return ": ".join(name for name in names if name)


def _joined(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {
        "names": ", ".join(names[:-1]),
        "last": names[-1],
    }


def _sentence(text: str) -> str:
    return text if not text or text[-1] in ".?!…" else f"{text}."


# --- Small parts --------------------------------------------------------------
def _full_title(title: str, subtitle: str) -> str:
    if not subtitle:
        return title
    return f"{title} {subtitle}" if title[-1:] in "?!:" else f"{title}: {subtitle}"


def _date_parts(details: dict) -> list[int]:
    if details.get("issued"):
        return [int(part) for part in details["issued"].split("-")]
    return [details["year"]]


def _year(item: dict) -> int:
    return item["issued"]["date-parts"][0][0]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _comma_name(name: dict, *, initials: bool = False) -> str:
    if "literal" in name:
        return _one_line(name["literal"])
    given = _initials(name["given"]) if initials else name["given"]
    return _one_line(f"{name['family']}, {given}")


def _initials_first(name: dict) -> str:
    if "literal" in name:
        return name["literal"]
    return f"{_initials(name['given'])} {name['family']}"


def _initials(given: str) -> str:
    """Return the initials of given names; those joined by a hyphen stay joined."""
    words = [
        "-".join(f"{part[0]}." for part in word.split("-") if part)
        for word in given.split()
    ]
    return " ".join(words)


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("ł", "l"))
    letters = plain.encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", letters))
