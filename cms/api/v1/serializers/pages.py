"""The shape of pages, news, issues and articles."""

from rest_framework import serializers

from cms.api.v1.serializers.base import LocaleField, TranslationSerializer
from cms.api.v1.serializers.bodies import BodyField
from cms.api.v1.serializers.pictures import PictureSerializer

PAGE_KINDS = ["front", "general", "news-list", "newspaper", "partners"]


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

    body = BodyField()


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

    body = BodyField()


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


class GeneralPageSerializer(PageSerializer):
    """A page that is neither news nor of the newspaper."""

    kind = serializers.ChoiceField(choices=PAGE_KINDS)
    lead = serializers.CharField()
    in_menu = serializers.BooleanField(help_text="Whether the site's menu names it.")
    picture = PictureSerializer(allow_null=True)
    parent = serializers.UUIDField(
        allow_null=True, help_text="The page above it; none above the front page."
    )


class GeneralPageDetailSerializer(GeneralPageSerializer):
    """A page with its text."""

    body = BodyField()
