"""The site itself and its languages."""

from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Site

from cms.api.v1 import projections, serializers
from cms.api.v1.resources.base import Resource, nothing

LANGUAGES = [code for code, _name in settings.LANGUAGES]


class SiteResource(Resource):
    """This site: its languages, and the funding statement that its content carries."""

    name = "sites"
    basename = "site"
    followed = False
    list_serializer = serializers.SiteSerializer
    detail_serializer = serializers.SiteSerializer

    def found(self):
        return Site.objects.order_by("-is_default_site", "pk")

    def of_keys(self, keys):
        return self.found().filter(pk__in=keys)

    def find(self, key):
        for site in self.found():
            if str(site.pk) == key:
                return site
        raise nothing()

    def project_all(self, things):
        return [projections.site(site, LANGUAGES, self.to) for site in things]

    def project_in_full(self, thing):
        return projections.site(thing, LANGUAGES, self.to)


@dataclass(frozen=True)
class Language:
    """A language of the site, at its place."""

    code: str
    order: list[int]


class LocaleResource(Resource):
    """The languages of the site."""

    name = "locales"
    basename = "locale"
    followed = False
    list_serializer = serializers.LanguageSerializer
    detail_serializer = serializers.LanguageSerializer

    def found(self):
        return [Language(code, [place]) for place, code in enumerate(LANGUAGES)]

    def of_keys(self, keys):
        return [one for one in self.found() if one.code in keys]

    def find(self, key):
        for one in self.found():
            if one.code == key:
                return one
        raise nothing()

    def project_all(self, things):
        default = settings.LANGUAGE_CODE
        return [projections.language(one.code, self.to, default) for one in things]

    def project_in_full(self, thing):
        (entry,) = self.project_all([thing])
        return entry
