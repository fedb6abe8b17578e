"""The shape of proceedings."""

from rest_framework import serializers

from cms.api.v1.serializers.base import LocaleField
from cms.api.v1.serializers.bodies import BodyField
from cms.publications.enums import FileKind, TargetGroup


class FileSerializer(serializers.Serializer):
    """A file to download."""

    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=FileKind.choices)
    media_type = serializers.CharField()
    bytes = serializers.IntegerField()
    sha256 = serializers.CharField()
    url = serializers.URLField()


class ContributorSerializer(serializers.Serializer):
    """An author of a paper."""

    name = serializers.CharField()
    affiliations = serializers.ListField(child=serializers.CharField())
    orcid = serializers.CharField(help_text="The bare number, or empty.")


class LicenceSerializer(serializers.Serializer):
    """Under what terms the text may be used."""

    name = serializers.CharField()
    url = serializers.CharField(help_text="Empty when all rights are reserved.")


class VolumeReferenceSerializer(serializers.Serializer):
    """The volume that a paper or a recommendation is printed in."""

    id = serializers.CharField()
    title = serializers.CharField()
    url = serializers.URLField()
    api_url = serializers.URLField()


class TextInLanguageSerializer(serializers.Serializer):
    """A text in one language."""

    language = serializers.CharField()
    text = serializers.CharField()


class WordsInLanguageSerializer(serializers.Serializer):
    """Keywords in one language."""

    language = serializers.CharField()
    words = serializers.ListField(child=serializers.CharField())


class PaperSerializer(serializers.Serializer):
    """A published paper, as lists show it."""

    id = serializers.CharField(help_text="The volume's id, a dot, the paper's name.")
    served_locale = serializers.CharField(
        help_text="The language of the text in this answer."
    )
    title = serializers.CharField()
    subtitle = serializers.CharField()
    language = serializers.CharField(help_text="The language of the paper's text.")
    session = serializers.CharField()
    authors = ContributorSerializer(many=True)
    first_page = serializers.IntegerField(allow_null=True)
    last_page = serializers.IntegerField(allow_null=True)
    doi = serializers.CharField()
    licence = serializers.CharField()
    url = serializers.URLField(help_text="The page that people read.")
    api_url = serializers.URLField(help_text="The same in this API.")
    volume = VolumeReferenceSerializer()


class PaperDetailSerializer(PaperSerializer):
    """A published paper with abstracts, files and full text."""

    abstracts = TextInLanguageSerializer(many=True)
    keywords = WordsInLanguageSerializer(many=True)
    files = FileSerializer(many=True)
    body = BodyField()


class RecommendationSerializer(serializers.Serializer):
    """A recommendation of the conference to one target group."""

    id = serializers.UUIDField(help_text="Stable, and the same in every language.")
    number = serializers.IntegerField()
    target_group = serializers.ChoiceField(choices=TargetGroup.choices)
    target_group_name = serializers.CharField()
    text_language = serializers.CharField(
        help_text="What was served: another one when a translation is missing."
    )
    served_locale = serializers.CharField(
        help_text="The language of the text in this answer."
    )
    title = serializers.CharField()
    text = serializers.CharField()
    papers = serializers.ListField(
        child=serializers.CharField(), help_text="Ids of the papers it rests on."
    )
    url = serializers.URLField()
    api_url = serializers.URLField()
    volume = VolumeReferenceSerializer()


class IsbnSerializer(serializers.Serializer):
    """The book numbers; empty where there is none."""

    pdf = serializers.CharField()
    epub = serializers.CharField()


class VolumeEditorSerializer(serializers.Serializer):
    """An editor named on the title page."""

    name = serializers.CharField()
    affiliation = serializers.CharField()


class ConferenceSerializer(serializers.Serializer):
    """The conference whose papers the volume holds."""

    name = serializers.CharField()
    place = serializers.CharField()
    start = serializers.DateField(allow_null=True)
    end = serializers.DateField(allow_null=True)


class EditionSerializer(serializers.Serializer):
    """The edition that readers get at present."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    published_at = serializers.DateTimeField()


class VolumeTranslationSerializer(serializers.Serializer):
    """The volume's page in one language of the site."""

    locale = LocaleField()
    url = serializers.URLField()
    api_url = serializers.URLField()


class VolumeSerializer(serializers.Serializer):
    """Proceedings, as lists show them."""

    id = serializers.CharField()
    language = serializers.CharField(help_text="The main language of the book.")
    text_language = serializers.CharField(
        help_text="What was served: another one when a translation is missing."
    )
    served_locale = serializers.CharField(
        help_text="The language of the text in this answer."
    )
    title = serializers.CharField()
    subtitle = serializers.CharField()
    description = serializers.CharField()
    year = serializers.IntegerField(allow_null=True)
    issued = serializers.DateField(allow_null=True)
    publisher = serializers.CharField()
    publisher_place = serializers.CharField()
    isbn = IsbnSerializer()
    licence = LicenceSerializer()
    editors = VolumeEditorSerializer(many=True)
    conference = ConferenceSerializer()
    edition = EditionSerializer()
    pages = serializers.IntegerField(allow_null=True)
    files = FileSerializer(many=True)
    url = serializers.URLField(help_text="The page that people read.")
    api_url = serializers.URLField(help_text="The same in this API.")
    translations = VolumeTranslationSerializer(many=True)


class VolumeDetailSerializer(VolumeSerializer):
    """Proceedings with their papers and recommendations."""

    papers = PaperSerializer(many=True)
    recommendations = RecommendationSerializer(many=True)
