"""Proceedings: volumes, their papers, their recommendations."""

import re
from typing import Any

from django.db.models import QuerySet

from cms.api.v1 import parameters, people, projections, queries, serializers
from cms.api.v1.relations import Entries, Relation, named_by
from cms.api.v1.resources.base import Resource, first_of, nothing, uuid_of
from cms.publications.models import Edition
from search.enums import Kind

SLUG = r"[a-zA-Z0-9_-]+"


def _of_volumes(resource: Resource, entries: Entries) -> QuerySet:
    """Return what those volumes hold."""
    slugs = [entry["id"] for entry in entries]
    return resource.found().filter(edition__volume__slug__in=slugs)


def _resting_on(resource: Resource, entries: Entries) -> Any:
    """Return the recommendations that rest on those papers."""
    papers = queries.papers_of([entry["id"] for entry in entries])
    return resource.found().filter(papers__in=papers).distinct()


def _authors(resource: Resource, entries: Entries) -> Any:
    """Return who wrote those papers."""
    names = [one["name"] for entry in entries for one in entry["authors"]]
    return resource.of_keys([str(people.person_id(name)) for name in names])


def _editors(resource: Resource, entries: Entries) -> Any:
    """Return who is on the title pages of those volumes."""
    names = [one["name"] for entry in entries for one in entry["editors"]]
    return resource.of_keys([str(people.person_id(name)) for name in names])


class VolumeResource(Resource):
    """Published proceedings, newest first."""

    name = "volumes"
    basename = "volume"
    relations = {
        "papers": Relation("papers", _of_volumes),
        "recommendations": Relation("recommendations", _of_volumes),
        "editors": Relation("people", _editors),
    }
    searched = (Kind.VOLUME, "edition")
    list_serializer = serializers.VolumeSerializer
    detail_serializer = serializers.VolumeDetailSerializer
    filters = [parameters.YEAR]
    lookups = {"year": "volume__year"}
    orders = {
        "year": ("volume__year", "volume__pk"),
        "-year": ("-volume__year", "-volume__pk"),
    }

    def found(self):
        return queries.public_editions()

    def find(self, key):
        return first_of(queries.public_editions().filter(volume__slug=key))

    def of_keys(self, keys):
        return self.found().filter(volume__slug__in=keys)

    def project_all(self, things):
        return [projections.volume(edition, self.to) for edition in things]

    def project_in_full(self, thing: Edition):
        papers = queries.public_papers().filter(edition=thing)
        advice = queries.recommendations_of(thing)
        return {
            **projections.volume(thing, self.to),
            "papers": [projections.paper(one, thing, self.to) for one in papers],
            "recommendations": [
                projections.recommendation(one, thing, self.to) for one in advice
            ],
        }


class PaperResource(Resource):
    """Papers of all published volumes, in the order of the books."""

    name = "papers"
    basename = "paper"
    relations = {
        "volume": named_by("volumes", "volume", "id"),
        "recommendations": Relation("recommendations", _resting_on),
        "authors": Relation("people", _authors),
    }
    searched = (Kind.PAPER, "paper")
    has_text = True
    list_serializer = serializers.PaperSerializer
    detail_serializer = serializers.PaperDetailSerializer
    filters = [parameters.VOLUME]

    def found(self):
        return _of_volume(queries.public_papers(), self.given.get("volume"))

    def find(self, key):
        if not re.fullmatch(rf"{SLUG}\.{SLUG}", key):
            raise nothing()
        volume, slug = key.split(".")
        papers = queries.public_papers()
        return first_of(papers.filter(edition__volume__slug=volume, slug=slug))

    def of_keys(self, keys):
        return queries.papers_of(keys)

    def project_all(self, things):
        return [projections.paper(one, one.edition, self.to) for one in things]

    def project_in_full(self, thing):
        return projections.paper_in_full(thing, thing.edition, self.to, self.form)


class RecommendationResource(Resource):
    """Recommendations of the conferences to their target groups."""

    name = "recommendations"
    basename = "recommendation"
    relations = {
        "volume": named_by("volumes", "volume", "id"),
        "papers": named_by("papers", "papers"),
    }
    searched = (Kind.RECOMMENDATION, "recommendation")
    list_serializer = serializers.RecommendationSerializer
    detail_serializer = serializers.RecommendationSerializer
    filters = [parameters.VOLUME, parameters.TARGET_GROUP]

    def found(self):
        found = queries.public_recommendations()
        if self.given.get("volume") is None:
            found = queries.without_repetitions(found)
        found = _of_volume(found, self.given.get("volume"))
        group = self.given.get("target_group")
        return found.filter(target_group=group) if group else found

    def find(self, key):
        found = queries.without_repetitions(queries.public_recommendations())
        return first_of(found.filter(translation_key=uuid_of(key)))

    def of_keys(self, keys):
        return self.found().filter(translation_key__in=keys)

    def project_all(self, things):
        return [projections.recommendation(one, one.edition, self.to) for one in things]

    def project_in_full(self, thing):
        return projections.recommendation(thing, thing.edition, self.to)


def _of_volume(things: QuerySet, slug: str | None) -> QuerySet:
    return things if slug is None else things.filter(edition__volume__slug=slug)
