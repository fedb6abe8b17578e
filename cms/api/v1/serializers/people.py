"""The shape of people."""

from rest_framework import serializers


class PersonSerializer(serializers.Serializer):
    """A name, and what is published under it."""

    id = serializers.UUIDField(help_text="Made of the name: one entry a name.")
    served_locale = serializers.CharField()
    name = serializers.CharField()
    orcid = serializers.CharField(help_text="The bare number, or empty.")
    affiliations = serializers.ListField(child=serializers.CharField())
    papers = serializers.ListField(
        child=serializers.CharField(), help_text="Ids of papers written."
    )
    volumes = serializers.ListField(
        child=serializers.CharField(), help_text="Ids of volumes edited."
    )
    programme_items = serializers.ListField(
        child=serializers.CharField(), help_text="Ids of talks given, sessions chaired."
    )
    api_url = serializers.URLField()
