"""The pieces of several answers."""

from django.conf import settings
from rest_framework import serializers

LOCALES = settings.LANGUAGES
CHANGE_KINDS = ["added", "changed", "deprecated", "removed", "fixed"]


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
    changelog = serializers.URLField(help_text="What has changed in the API itself.")
    resources = ResourceSerializer(many=True)


class ApiChangeSerializer(serializers.Serializer):
    """One change of the API."""

    date = serializers.DateField()
    kind = serializers.ChoiceField(choices=CHANGE_KINDS)
    where = serializers.ListField(
        child=serializers.CharField(), help_text="Resources; * for all."
    )
    what = serializers.CharField()


class ChangelogSerializer(serializers.Serializer):
    """What has changed in this version of the API."""

    version = serializers.CharField()
    changes = ApiChangeSerializer(many=True)
