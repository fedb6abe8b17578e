"""What tools send, and what they get back."""

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cms.api.v1.serializers.bodies import BodyField
from cms.api.v1.writing.bodies import MOST_BLOCKS, is_text

LOCALES = settings.LANGUAGES
LONGEST_TEXT = 200_000
STATES = ["draft", "published", "changed"]


class StrictSerializer(serializers.Serializer):
    """Takes no field that it does not know."""

    def to_internal_value(self, data):
        found = super().to_internal_value(data)
        unknown = sorted(set(data) - set(self.fields))
        if unknown:
            known = ", ".join(self.fields)
            message = f"There is no such field; there are {known}."
            raise serializers.ValidationError({name: [message] for name in unknown})
        return found


class TextsSerializer(StrictSerializer):
    """A text in each language; those that are missing are empty."""

    sl = serializers.CharField(required=False, allow_blank=True, max_length=5000)
    it = serializers.CharField(required=False, allow_blank=True, max_length=5000)
    en = serializers.CharField(required=False, allow_blank=True, max_length=5000)


class BodyInputField(BodyField):
    """HTML, or a list of blocks."""

    def to_internal_value(self, data):
        if isinstance(data, str) and len(data) <= LONGEST_TEXT and is_text(data):
            return data
        if isinstance(data, list) and len(data) <= MOST_BLOCKS:
            return data
        message = f"A text of at most {LONGEST_TEXT} characters, or a list of blocks."
        raise serializers.ValidationError(message)


class NewsInputSerializer(StrictSerializer):
    """A news item as a tool writes it."""

    locale = serializers.ChoiceField(choices=LOCALES)
    title = serializers.CharField(max_length=255)
    slug = serializers.SlugField(max_length=255, required=False)
    kicker = serializers.CharField(max_length=80, required=False, allow_blank=True)
    lead = serializers.CharField(max_length=5000)
    date = serializers.DateField(required=False)
    byline = serializers.CharField(max_length=160, required=False, allow_blank=True)
    picture = serializers.UUIDField(required=False, allow_null=True)
    caption = serializers.CharField(max_length=300, required=False, allow_blank=True)
    body = BodyInputField(required=False)
    publish = serializers.BooleanField(
        required=False, default=False, help_text="Needs the right to publish."
    )


class NewsChangeSerializer(NewsInputSerializer):
    """What of a news item a tool changes; the language stays."""

    locale = None
    title = serializers.CharField(max_length=255, required=False)
    lead = serializers.CharField(max_length=5000, required=False)


class NewsDraftSerializer(serializers.Serializer):
    """The latest draft of a news item."""

    id = serializers.UUIDField(help_text="The same as in `news` once it is public.")
    locale = serializers.ChoiceField(choices=LOCALES)
    state = serializers.ChoiceField(
        choices=STATES, help_text="changed: public, with a later draft."
    )
    revision = serializers.CharField(help_text="For `If-Match`; empty in a dry run.")
    title = serializers.CharField()
    slug = serializers.CharField()
    kicker = serializers.CharField()
    lead = serializers.CharField()
    date = serializers.DateField()
    byline = serializers.CharField()
    picture = serializers.UUIDField(allow_null=True)
    caption = serializers.CharField()
    body = BodyField()
    editor_url = serializers.URLField(help_text="Where an editor goes on with it.")
    dry_run = serializers.BooleanField(help_text="Whether nothing was saved.")


class PictureInputSerializer(StrictSerializer):
    """A picture as a tool sends it, as multipart/form-data."""

    file = serializers.FileField()
    title = serializers.CharField(max_length=255)
    credit = serializers.CharField(max_length=200, required=False, allow_blank=True)
    licence = serializers.CharField(max_length=100, required=False, allow_blank=True)
    alt_sl = serializers.CharField(max_length=300, required=False, allow_blank=True)
    alt_it = serializers.CharField(max_length=300, required=False, allow_blank=True)
    alt_en = serializers.CharField(max_length=300, required=False, allow_blank=True)
    is_decorative = serializers.BooleanField(required=False, default=False)


class PictureDraftSerializer(serializers.Serializer):
    """A picture of the library."""

    id = serializers.UUIDField(help_text="For `picture` of a draft.")
    title = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    dry_run = serializers.BooleanField(help_text="Whether nothing was saved.")


@extend_schema_field({"type": "string", "pattern": "^([01]\\d|2[0-3]):[0-5]\\d$"})
class ClockField(serializers.TimeField):
    """A time of the day on the conference's clocks, as 09:30."""

    def __init__(self, **options) -> None:
        super().__init__(format="%H:%M", input_formats=["%H:%M"], **options)


class TalkInputSerializer(StrictSerializer):
    """An invited talk as a tool writes it."""

    session = serializers.CharField(max_length=40, help_text="The session's code.")
    titles = TextsSerializer()
    abstracts = TextsSerializer(required=False)
    speakers = serializers.ListField(
        child=serializers.CharField(max_length=200), max_length=30
    )
    languages = serializers.ListField(
        child=serializers.ChoiceField(choices=LOCALES), required=False, max_length=3
    )
    starts = ClockField()
    minutes = serializers.IntegerField(min_value=1, max_value=600)


class TalkChangeSerializer(TalkInputSerializer):
    """What of a talk a tool changes."""

    session = serializers.CharField(max_length=40, required=False)
    titles = TextsSerializer(required=False)
    speakers = serializers.ListField(
        child=serializers.CharField(max_length=200), max_length=30, required=False
    )
    starts = ClockField(required=False)
    minutes = serializers.IntegerField(min_value=1, max_value=600, required=False)


class TalkDraftSerializer(serializers.Serializer):
    """A talk as the programme's editors have it; the public sees what is released."""

    id = serializers.CharField(help_text="The same as in `programme-items`.")
    session = serializers.CharField()
    titles = TextsSerializer()
    abstracts = TextsSerializer()
    speakers = serializers.ListField(child=serializers.CharField())
    languages = serializers.ListField(child=serializers.CharField())
    starts = ClockField()
    minutes = serializers.IntegerField()
    dry_run = serializers.BooleanField(help_text="Whether nothing was saved.")
