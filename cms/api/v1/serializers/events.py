"""The shape of conferences and their programmes."""

from rest_framework import serializers

from cms.programme.enums import SessionKind


class RoomSerializer(serializers.Serializer):
    """A room of the conference."""

    id = serializers.CharField()
    name = serializers.CharField()


class ReleaseSerializer(serializers.Serializer):
    """Which version of the programme this is."""

    number = serializers.IntegerField()
    released_at = serializers.DateTimeField()


class EventSerializer(serializers.Serializer):
    """A conference whose programme was released."""

    id = serializers.UUIDField()
    served_locale = serializers.CharField(help_text="The language of the title.")
    title = serializers.CharField()
    place = serializers.CharField()
    introduction = serializers.CharField()
    first_day = serializers.DateField()
    last_day = serializers.DateField()
    timezone = serializers.CharField(help_text="A name of the IANA database.")
    rooms = RoomSerializer(many=True)
    release = ReleaseSerializer()
    url = serializers.URLField(help_text="The page that people read.")
    api_url = serializers.URLField(help_text="The same in this API.")
    calendar_url = serializers.URLField(help_text="As iCalendar.")
    schedule_url = serializers.URLField(help_text="As schedule.json for apps.")


class SpeakerSerializer(serializers.Serializer):
    """Somebody who speaks."""

    id = serializers.UUIDField(help_text="The same as in `people`.")
    name = serializers.CharField()
    affiliation = serializers.CharField()


class ChairSerializer(serializers.Serializer):
    """Somebody who chairs."""

    id = serializers.UUIDField(help_text="The same as in `people`.")
    name = serializers.CharField()


class EventReferenceSerializer(serializers.Serializer):
    """The conference that an item belongs to."""

    id = serializers.UUIDField()
    title = serializers.CharField()
    url = serializers.URLField()
    api_url = serializers.URLField()


class AbstractSerializer(serializers.Serializer):
    """A text, and the language that it is in."""

    language = serializers.CharField()
    text = serializers.CharField(help_text="Empty when there is none.")


class ProgrammeItemSerializer(serializers.Serializer):
    """A talk, or a session without talks."""

    id = serializers.CharField()
    served_locale = serializers.CharField(help_text="The language of the title.")
    kind = serializers.ChoiceField(choices=SessionKind.choices)
    is_talk = serializers.BooleanField()
    title = serializers.CharField()
    session_title = serializers.CharField(help_text="Of the talk's session.")
    abstract = AbstractSerializer()
    starts = serializers.DateTimeField(help_text="On the clocks of the conference.")
    ends = serializers.DateTimeField()
    day = serializers.DateField()
    room = RoomSerializer(allow_null=True, help_text="Null: for everybody.")
    languages = serializers.ListField(child=serializers.CharField())
    speakers = SpeakerSerializer(many=True)
    chairs = ChairSerializer(many=True)
    paper = serializers.CharField(
        allow_null=True, help_text="The id of the published paper, if there is one."
    )
    revision = serializers.IntegerField(
        help_text="The release in which it last changed."
    )
    url = serializers.URLField(help_text="The page that people read.")
    api_url = serializers.URLField(help_text="The same in this API.")
    event = EventReferenceSerializer()


class EventDetailSerializer(EventSerializer):
    """A conference with its programme."""

    items = ProgrammeItemSerializer(many=True, help_text="By day and time.")
