"""The tables `[newspaper]` and `[volume.print]` of `volume.toml`, read."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from stdnum import issn

from proceedings.model import Article, Event, Newspaper, Printing
from proceedings.said import Said

# Told what is wrong with a key.
Problem = Callable[[str, Said], None]

PRINTING: dict[str, Any] = {
    "paper_gsm": float,
    "bulk": float,
    "caliper_mm": float,
    "cover_caliper_mm": float,
    "creep_mm": float,
}
NEWSPAPER: dict[str, Any] = {
    "title": {"*": str},
    "subtitle": {"*": str},
    "number": int,
    "year": int,
    "date": date,
    "issn": {"*": {"*": str}},
    "price": str,
    "columns": int,
    "lead": str,
    "sections": [str],
    "imprint": [[str]],
    "contacts": [str],
    "calendar": [{"when": str, "what": str, "where": str}],
    "partners": [str],
    "plan": {"*": int},
}
ARTICLE: dict[str, Any] = {"kicker": str, "lead": str, "byline": str, "credit": str}
KINDS = ("book", "newspaper")

# What paper can be: thinner than Bible paper or thicker than board is a slip.
_BETWEEN = {
    "paper_gsm": (20, 400),
    "bulk": (0.5, 3),
    "caliper_mm": (0, 1),
    "cover_caliper_mm": (0, 3),
    "creep_mm": (0, 1),
}
_COLUMNS = (3, 4)
_NO_PAPER = "%(key)s: there is no paper %(name)r."


def printing(data: Mapping[str, Any], problem: Problem) -> Printing:
    """Return the paper; a value that no paper has is a problem."""
    for key, value in data.items():
        least, most = _BETWEEN[key]
        if not least <= value <= most:
            message = "%(key)s must lie between %(least)s and %(most)s."
            full = f"volume.print.{key}"
            problem(full, Said(message, key=full, least=least, most=most))
    return Printing(**{key: float(value) for key, value in data.items()})


def newspaper(
    data: Mapping[str, Any],
    papers: Collection[Mapping[str, Any]],
    language: str,
    problem: Problem,
) -> Newspaper:
    """Return the issue; `papers` are the tables of its articles."""
    known = {str(paper.get("id", "")) for paper in papers}
    _examine(data, known, language, problem)
    return Newspaper(
        title=data.get("title", {}),
        subtitle=data.get("subtitle", {}),
        number=data.get("number", 1),
        year=data.get("year", 1),
        date=str(data.get("date", "")),
        issn=data.get("issn", {}),
        price=data.get("price", ""),
        columns=data.get("columns", _COLUMNS[-1]),
        lead=data.get("lead", ""),
        sections=tuple(data.get("sections", ())),
        imprint=tuple((row[0], row[-1]) for row in data.get("imprint", ())),
        contacts=tuple(data.get("contacts", ())),
        calendar=tuple(
            Event(row.get("when", ""), row.get("what", ""), row.get("where", ""))
            for row in data.get("calendar", ())
        ),
        partners=tuple(data.get("partners", ())),
        plan=data.get("plan", {}),
        articles={
            str(paper.get("id", "")): Article(
                **{key: str(paper.get(key, "")) for key in ARTICLE}
            )
            for paper in papers
        },
    )


def written(issue: Newspaper) -> dict[str, Any]:
    """Return the table `[newspaper]` of an issue."""
    return {
        **{key: getattr(issue, key) for key in NEWSPAPER if key != "calendar"},
        "calendar": [
            {"when": event.when, "what": event.what, "where": event.where}
            for event in issue.calendar
        ],
    }


def _examine(
    data: Mapping[str, Any], known: Collection[str], language: str, problem: Problem
) -> None:
    if not str(data.get("title", {}).get(language[:2], "")).strip():
        message = "newspaper.title has no name in %(code)s."
        problem("newspaper.title", Said(message, code=language))
    if data.get("columns", 4) not in _COLUMNS:
        problem("newspaper.columns", Said("newspaper.columns must be 3 or 4."))
    for key in ("number", "year"):
        if data.get(key, 1) < 1:
            full = f"newspaper.{key}"
            problem(full, Said("%(key)s must be 1 or more.", key=full))
    for number, row in enumerate(data.get("imprint", ()), start=1):
        if len(row) != 2:
            message = "%(key)s line %(number)d needs a label and a text."
            key = "newspaper.imprint"
            problem(key, Said(message, key=key, number=number))
    _examine_plan(data, known, problem)
    _examine_issn(data.get("issn", {}), problem)


def _examine_plan(
    data: Mapping[str, Any], known: Collection[str], problem: Problem
) -> None:
    if data.get("lead", "") and data["lead"] not in known:
        key = "newspaper.lead"
        problem(key, Said(_NO_PAPER, key=key, name=data["lead"]))
    for name, page in data.get("plan", {}).items():
        if name not in known:
            key = "newspaper.plan"
            problem(key, Said(_NO_PAPER, key=key, name=name))
        elif page < 1:
            message = "newspaper.plan: %(name)s needs a page from 1."
            problem("newspaper.plan", Said(message, name=name))


def _examine_issn(editions: Mapping[str, Mapping[str, str]], problem: Problem) -> None:
    for edition, media in editions.items():
        for medium, number in media.items():
            if number and not issn.is_valid(number):
                message = "%(key)s: %(number)s is no valid ISSN."
                full = f"newspaper.issn.{edition}.{medium}"
                problem("newspaper.issn", Said(message, key=full, number=number))
