"""The shape of every answer; the values come from `projections`."""

from django.conf import settings
from rest_framework import serializers

from cms.network.enums import Country, PartnerKind
from cms.publications.enums import FileKind, TargetGroup

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


class SourceSerializer(serializers.Serializer):
    """One size of a picture."""

    url = serializers.URLField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()


class PictureSerializer(serializers.Serializer):
    """A picture with its alternative text and credit."""

    url = serializers.URLField(help_text="The largest size offered.")
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    alt = serializers.CharField(help_text="Empty when the picture is decorative.")
    decorative = serializers.BooleanField()
    caption = serializers.CharField()
    credit = serializers.CharField()
    licence = serializers.CharField()
    srcset = SourceSerializer(many=True)


class PageSerializer(serializers.Serializer):
    """What every page of the site has."""

    id = serializers.UUIDField(help_text="Stable, and the same in every language.")
    locale = LocaleField()
    served_locale = serializers.CharField(
        help_text="The language of the text in this answer."
    )
    title = serializers.CharField()
    url = serializers.URLField(help_text="The page that people read.")
    api_url = serializers.URLField(help_text="The same in this API.")
    translations = TranslationSerializer(
        many=True, help_text="Every published language, this one included."
    )
    published_at = serializers.DateTimeField(allow_null=True)
    updated_at = serializers.DateTimeField(allow_null=True)


class NewsSerializer(PageSerializer):
    """A news item, as lists show it."""

    kicker = serializers.CharField()
    lead = serializers.CharField()
    date = serializers.DateField()
    byline = serializers.CharField()
    picture = PictureSerializer(allow_null=True)


class NewsDetailSerializer(NewsSerializer):
    """A news item with its text."""

    body = serializers.CharField(help_text="Clean HTML with absolute links.")


class IssueReferenceSerializer(serializers.Serializer):
    """The issue that an article stands in."""

    id = serializers.UUIDField()
    title = serializers.CharField()
    url = serializers.URLField()
    api_url = serializers.URLField()


class ArticleSerializer(PageSerializer):
    """An article of the newspaper, as lists show it."""

    section = serializers.CharField()
    kicker = serializers.CharField()
    lead = serializers.CharField()
    byline = serializers.CharField()
    picture = PictureSerializer(allow_null=True)
    issue = IssueReferenceSerializer()


class ArticleDetailSerializer(ArticleSerializer):
    """An article with its text."""

    body = serializers.CharField(help_text="Clean HTML with absolute links.")


class IssueSerializer(PageSerializer):
    """An issue of the newspaper with the list of its articles."""

    number = serializers.IntegerField(help_text="Within the annual volume.")
    year = serializers.IntegerField(help_text="The annual volume.")
    date = serializers.DateField()
    issn = serializers.CharField()
    lead = serializers.CharField()
    picture = PictureSerializer(allow_null=True)
    articles = ArticleSerializer(many=True, help_text="In the order of the issue.")


class IssueDetailSerializer(IssueSerializer):
    """An issue with the whole text of its articles."""

    articles = ArticleDetailSerializer(many=True, help_text="In the issue's order.")


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
    body = serializers.CharField(help_text="Clean HTML with absolute links.")


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
