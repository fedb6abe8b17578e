"""What the API offers: one resource a kind, each with its list and its entries.

Nothing here knows of requests: the views answer with it, and the ledger of changes
asks it what partners can see.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import cache
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import (
    Case,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils import translation
from rest_framework import exceptions
from rest_framework.serializers import Serializer

from cms.api.v1 import parameters, projections, queries, searching
from cms.api.v1.addresses import Addresses
from cms.api.v1.problems import NotInThisLanguage
from cms.api.v1.projections.bodies import Form
from cms.api.v1.relations import Relation, choices
from cms.api.v1.shaping import shaped

# Every resource by its name, in the order in which they are listed.
RESOURCES: dict[str, type["Resource"]] = {}


class Resource(ABC):
    """A kind of thing, in one language, as one request asks for it."""

    name: str
    # What the routes of this resource are called.
    basename: str
    list_serializer: type[Serializer]
    detail_serializer: type[Serializer]
    filters: list[parameters.Parameter] = []
    # What the value of a filter is compared with.
    lookups: dict[str, str] = {}
    # What a list can be ordered by; without a choice it is as its docstring says.
    orders: dict[str, tuple[str, ...]] = {}
    falls_back = False
    # What answers may bring along.
    relations: ClassVar[dict[str, Relation]] = {}
    # What is searched for, and the field of the index that leads to the row.
    searched: tuple[str, str] | None = None
    # Whether entries have a text, which is served in several forms.
    has_text = False
    # Whether the delta tells of its entries.
    followed = True

    def __init__(
        self, locale: str, to: Addresses, given: dict[str, Any] | None = None
    ) -> None:
        self.locale = locale
        self.to = to
        self.given = given or {}

    @classmethod
    @cache
    def list_parameters(cls) -> list[parameters.Parameter]:
        """Return what may be asked of the list."""
        return [
            parameters.LOCALE,
            *([parameters.FALLBACK] if cls.falls_back else []),
            *cls.filters,
            *([parameters.SEARCH] if cls.searched else []),
            *parameters.order_of(cls.orders),
            *parameters.include_of(choices(cls, RESOURCES)),
            parameters.fields_of(cls.list_serializer),
            parameters.PAGE,
            parameters.SIZE,
            parameters.LIST_CURSOR,
        ]

    @classmethod
    def narrowing(cls) -> list[str]:
        """Return what decides how many there are; not that of a search."""
        return ["locale", "fallback", *(each.name for each in cls.filters)]

    @classmethod
    @cache
    def detail_parameters(cls) -> list[parameters.Parameter]:
        """Return what may be asked of one entry."""
        return [
            parameters.LOCALE,
            *([parameters.FALLBACK] if cls.falls_back else []),
            *([parameters.BODY] if cls.has_text else []),
            *parameters.include_of(choices(cls, RESOURCES)),
            parameters.fields_of(cls.detail_serializer),
        ]

    @property
    def languages(self) -> list[str]:
        """The language asked for, then those to serve instead."""
        return list(dict.fromkeys([self.locale, *(self.given.get("fallback") or [])]))

    @property
    def form(self) -> str:
        """The form in which texts were asked for."""
        return self.given.get("body") or Form.HTML

    def beside(self, name: str) -> "Resource":
        """Return another resource as this request asks for it."""
        given = {"fallback": self.given.get("fallback")}
        return RESOURCES[name](self.locale, self.to, given)

    def entry(self, key: str) -> dict[str, Any]:
        """Return one entry as it is served.

        Raises:
            NotFound: when there is none, or none in this language.
        """
        with translation.override(self.locale):
            thing = self.find(key)
            served = self.language_of(thing)
            # Its links lead to pages in the language of its text.
            with translation.override(served):
                return shaped(self.detail_serializer, self.project_in_full(thing))

    def language_of(self, thing: Any) -> str:
        """Return the language of the addresses that a thing is served with."""
        return self.locale

    def listed(self) -> QuerySet:
        """Return what the list holds as it was asked for: narrowed and in order."""
        found = self.found()
        for name, lookup in self.lookups.items():
            if (value := self.given.get(name)) is not None:
                found = found.filter(**{lookup: value})
        words, order = self.given.get("search"), self.given.get("order")
        if words:
            found = self.matching(found, words)
        if order:
            return found.order_by(*self.orders[order])
        return found.order_by("rank", "pk") if words else found

    def matching(self, found: QuerySet, words: str) -> QuerySet:
        """Return those in which the words were found; `rank` is 0 for the best."""
        kind, source = self.searched or ("", "")
        rows = searching.rows_with(words, self.locale, kind, source)
        ranks = [When(pk=pk, then=Value(rank)) for rank, pk in enumerate(rows)]
        best = Case(*ranks, default=Value(len(rows)), output_field=IntegerField())
        return found.filter(pk__in=rows).annotate(rank=best)

    @abstractmethod
    def found(self) -> QuerySet:
        """Return what the list holds, in order."""

    @abstractmethod
    def of_keys(self, keys: list[str]) -> Any:
        """Return those of the list that have these ids."""

    @abstractmethod
    def find(self, key: str) -> Any:
        """Return one thing, or raise NotFound."""

    @abstractmethod
    def project_all(self, things: Any) -> projections.Projections:
        """Return what the list says of each thing."""

    @abstractmethod
    def project_in_full(self, thing: Any) -> projections.Projection:
        """Return all that is said of one thing."""


class InLanguagesMixin:
    """Things of which every language is a row of its own, with a shared key."""

    source: Callable[[], QuerySet]
    falls_back = True

    def found(self) -> QuerySet:
        """Return each thing once, in the first of the languages that it has."""
        wanted, better = Q(), []
        for language in self.languages:
            this = Q(queries.in_language(language))
            if better:
                same = (
                    self.everything()
                    .order_by()
                    .filter(
                        translation_key=OuterRef("translation_key"),
                        locale__language_code__in=better,
                    )
                )
                this &= ~Exists(same)
            wanted |= this
            better = [*better, language]
        return self.everything().filter(wanted)

    def language_of(self, thing: Any) -> str:
        return thing.locale.language_code

    def find(self, key: str) -> Any:
        same = self.everything().filter(translation_key=uuid_of(key))
        wanted = same.filter(locale__language_code__in=self.languages)
        rows = {row.locale.language_code: row for row in wanted}
        thing = next((rows[each] for each in self.languages if each in rows), None)
        if thing is None:
            others = same.order_by("locale_id").values_list(
                "locale__language_code", flat=True
            )
            if others := list(others):
                raise NotInThisLanguage(self.locale, others)
            raise nothing()
        return thing

    def of_keys(self, keys: list[str]) -> QuerySet:
        return self.found().filter(translation_key__in=keys)

    def everything(self) -> QuerySet:
        """Return the public rows of all languages."""
        return type(self).source()


def first_of(things: QuerySet) -> Any:
    thing = things.first()
    if thing is None:
        raise nothing()
    return thing


def uuid_of(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise nothing() from None


def nothing() -> exceptions.NotFound:
    return exceptions.NotFound("There is nothing at this address.")
