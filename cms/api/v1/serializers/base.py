"""The pieces of several answers."""

from django.conf import settings
from rest_framework import serializers

LOCALES = settings.LANGUAGES


class LocaleField(serializers.ChoiceField):
    """One of the three languages of the site."""

    def __init__(self, **options) -> None:
        super().__init__(choices=LOCALES, **options)


class TranslationSerializer(serializers.Serializer):
    """The same thing in another language."""

    locale = LocaleField()
    url = serializers.URLField(help_text="The page that people read.")
    api_url = serializers.URLField(help_text="The same in this API.")


class ResourceSerializer(serializers.Serializer):
    """One resource of the API."""

    name = serializers.CharField()
    url = serializers.URLField()


class RootSerializer(serializers.Serializer):
    """What there is."""

    version = serializers.CharField()
    schema = serializers.URLField()
    changes = serializers.URLField(help_text="What has changed since (the delta).")
    resources = ResourceSerializer(many=True)
