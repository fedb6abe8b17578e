"""The shape of partners."""

from rest_framework import serializers

from cms.api.v1.serializers.base import LocaleField
from cms.network.enums import Country, PartnerKind


class PartnerSerializer(serializers.Serializer):
    """A partner of the project."""

    id = serializers.UUIDField(help_text="Stable, and the same in every language.")
    locale = LocaleField()
    served_locale = serializers.CharField(
        help_text="The language of the text in this answer."
    )
    api_url = serializers.URLField()
    name = serializers.CharField()
    place = serializers.CharField()
    country = serializers.ChoiceField(choices=Country.choices)
    country_name = serializers.CharField(help_text="In the language of the answer.")
    kind = serializers.ChoiceField(choices=PartnerKind.choices)
    kind_name = serializers.CharField(help_text="In the language of the answer.")
    is_lead = serializers.BooleanField()
    website = serializers.CharField(help_text="An address, or empty.")
    description = serializers.CharField()
