"""The shape of the site and its languages."""

from rest_framework import serializers


class FundingSerializer(serializers.Serializer):
    """What must stand wherever this site's content is shown."""

    statement = serializers.CharField()
    disclaimer = serializers.CharField()


class SiteSerializer(serializers.Serializer):
    """This site."""

    id = serializers.CharField()
    served_locale = serializers.CharField()
    name = serializers.CharField()
    url = serializers.URLField()
    locales = serializers.ListField(child=serializers.CharField())
    funding = FundingSerializer()
    oai_url = serializers.URLField(help_text="For harvesters (OAI-PMH 2.0).")
    sitemap_url = serializers.URLField()
    api_url = serializers.URLField()


class LanguageSerializer(serializers.Serializer):
    """A language of the site."""

    id = serializers.CharField(help_text="What `locale` takes.")
    served_locale = serializers.CharField()
    name = serializers.CharField(help_text="In the language of the answer.")
    native_name = serializers.CharField()
    default = serializers.BooleanField(help_text="Served when no locale is asked for.")
    url = serializers.URLField()
    api_url = serializers.URLField()
