"""The shape of pictures."""

from rest_framework import serializers


class SourceSerializer(serializers.Serializer):
    """One size of a picture."""

    url = serializers.URLField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()


class SourceSetSerializer(serializers.Serializer):
    """A picture in one format."""

    media_type = serializers.ChoiceField(
        choices=["image/avif", "image/webp", "image/jpeg", "image/png"]
    )
    srcset = SourceSerializer(many=True)


class FocalPointSerializer(serializers.Serializer):
    """What must stay visible: its middle and size, as parts of width and height."""

    x = serializers.FloatField()
    y = serializers.FloatField()
    width = serializers.FloatField()
    height = serializers.FloatField()


class PictureSerializer(serializers.Serializer):
    """A picture with its alternative text and credit."""

    id = serializers.UUIDField()
    url = serializers.URLField(help_text="The largest size offered.")
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    alt = serializers.CharField(help_text="Empty when the picture is decorative.")
    decorative = serializers.BooleanField()
    caption = serializers.CharField()
    credit = serializers.CharField()
    licence = serializers.CharField()
    focal_point = FocalPointSerializer(
        allow_null=True, help_text="Null when nobody has chosen one."
    )
    srcset = SourceSerializer(many=True, help_text="In the format every reader knows.")
    sources = SourceSetSerializer(
        many=True, help_text="AVIF, WebP and the fallback, in the order of `<source>`."
    )


class SizeSerializer(serializers.Serializer):
    """Width and height in pixels."""

    width = serializers.IntegerField()
    height = serializers.IntegerField()


class PictureEntrySerializer(PictureSerializer):
    """A picture of the library that a public page shows."""

    served_locale = serializers.CharField(
        help_text="The language of the alternative text."
    )
    description = serializers.CharField()
    original = SizeSerializer(help_text="Of the file that was uploaded.")
    api_url = serializers.URLField()
