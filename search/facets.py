"""The links by which readers narrow an answer down."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import get_language_info, gettext

from search.enums import Kind
from search.queries import Answer, Choice


@dataclass(frozen=True)
class Option:
    """One way to narrow; chosen ones lead back."""

    label: str
    number: int
    url: str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """The ways to narrow by one thing."""

    name: str
    label: str
    options: list[Option]


def facets(parameters: QueryDict, found: Answer, choice: Choice) -> list[Facet]:
    """Return what can be narrowed: where there is a choice, or one was made."""
    kinds = [
        (kind.value, kind.label, number)
        for kind in Kind
        if (number := found.kinds.get(kind.value))
    ]
    years = [
        (str(year), str(year), number)
        for year, number in sorted(found.years.items(), reverse=True)
    ]
    languages = [
        (code, get_language_info(code)["name_local"], number)
        for code, number in sorted(found.languages.items())
    ]
    made = [
        _facet(parameters, "kind", gettext("Kind"), choice.kind, kinds),
        _facet(parameters, "year", gettext("Year"), str(choice.year or ""), years),
        _facet(parameters, "language", gettext("Language"), choice.language, languages),
    ]
    return [
        one
        for one in made
        if len(one.options) > 1 or any(option.chosen for option in one.options)
    ]


def _facet(
    parameters: QueryDict,
    name: str,
    label: str,
    chosen: str,
    values: list[tuple[str, str, int]],
) -> Facet:
    options = [
        Option(text, number, _url(parameters, name, value, chosen), value == chosen)
        for value, text, number in values
    ]
    return Facet(name, label, options)


def _url(parameters: QueryDict, name: str, value: str, chosen: str) -> str:
    """Return the address with this choice made, or undone if it is made."""
    changed = parameters.copy()
    changed.pop("page", None)
    if value == chosen:
        changed.pop(name, None)
    else:
        changed[name] = value
    return f"?{changed.urlencode()}"
