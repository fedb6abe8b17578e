"""Pages of the site: news, the newspaper, and all that is neither."""

from cms.api.v1 import parameters, projections, queries, serializers
from cms.api.v1.relations import named_by
from cms.api.v1.resources.base import InLanguagesMixin, Resource
from cms.newspaper.models import ArticlePage, NewspaperIssuePage
from search.enums import Kind


class NewsResource(InLanguagesMixin, Resource):
    """News, newest first."""

    name = "news"
    basename = "news"
    source = queries.public_news
    filters = [parameters.YEAR, parameters.SINCE]
    lookups = {"year": "date__year", "since": "date__gte"}
    orders = {
        "date": ("date", "pk"),
        "-date": ("-date", "-pk"),
        "title": ("title", "pk"),
        "-title": ("-title", "-pk"),
    }
    relations = {"picture": named_by("pictures", "picture", "id")}
    searched = (Kind.NEWS, "page")
    has_text = True
    list_serializer = serializers.NewsSerializer
    detail_serializer = serializers.NewsDetailSerializer

    def project_all(self, things):
        items = list(things)
        translations = projections.translations_of(items)
        return [projections.news(item, self.to, translations) for item in items]

    def project_in_full(self, thing):
        (entry,) = self.project_all([thing])
        return {**entry, "body": projections.body(thing, self.to, self.form)}


class ArticlesMixin:
    """Puts articles and their issues together without a query for each."""

    def project_articles(
        self,
        articles: list[ArticlePage],
        issues: list[NewspaperIssuePage],
        *,
        in_full: bool = False,
    ) -> dict[str, list[projections.Projection]]:
        """Return the articles of each issue, by the issue's path."""
        by_path: dict[str, list] = {issue.path: [] for issue in issues}
        issue_at = {issue.path: issue for issue in issues}
        translations = projections.translations_of(articles)
        for article in articles:
            path = article.path[: -ArticlePage.steplen]
            entry = projections.article(article, issue_at[path], self.to, translations)
            if in_full:
                entry["body"] = projections.body(article, self.to, self.form)
            by_path[path].append(entry)
        return by_path


class IssueResource(ArticlesMixin, InLanguagesMixin, Resource):
    """Issues of the newspaper with their articles, newest first."""

    name = "newspaper-issues"
    basename = "issue"
    source = queries.public_issues
    filters = [parameters.YEAR, parameters.SINCE]
    lookups = {"year": "date__year", "since": "date__gte"}
    orders = {
        "date": ("date", "number", "pk"),
        "-date": ("-date", "-number", "-pk"),
    }
    relations = {
        "picture": named_by("pictures", "picture", "id"),
        "articles": named_by("articles", "articles", "id"),
    }
    searched = (Kind.NEWSPAPER, "page")
    has_text = True
    list_serializer = serializers.IssueSerializer
    detail_serializer = serializers.IssueDetailSerializer

    def project_all(self, things, *, in_full: bool = False):
        issues = list(things)
        translations = projections.translations_of(issues)
        articles = list(queries.articles_of(issues))
        by_path = self.project_articles(articles, issues, in_full=in_full)
        return [
            {
                **projections.issue(issue, self.to, translations),
                "articles": by_path[issue.path],
            }
            for issue in issues
        ]

    def project_in_full(self, thing):
        (entry,) = self.project_all([thing], in_full=True)
        return entry


class ArticleResource(ArticlesMixin, InLanguagesMixin, Resource):
    """Articles of all issues, the newest issue first."""

    name = "articles"
    basename = "article"
    source = queries.public_articles
    filters = [parameters.SECTION]
    lookups = {"section": "section"}
    orders = {"title": ("title", "pk"), "-title": ("-title", "-pk")}
    relations = {
        "picture": named_by("pictures", "picture", "id"),
        "issue": named_by("newspaper-issues", "issue", "id"),
    }
    searched = (Kind.NEWSPAPER, "page")
    has_text = True
    list_serializer = serializers.ArticleSerializer
    detail_serializer = serializers.ArticleDetailSerializer

    def project_all(self, things, *, in_full: bool = False):
        articles = list(things)
        issues = list(queries.issues_of(articles))
        by_path = self.project_articles(articles, issues, in_full=in_full)
        by_key = {entry["id"]: entry for group in by_path.values() for entry in group}
        return [by_key[article.translation_key] for article in articles]

    def project_in_full(self, thing):
        (entry,) = self.project_all([thing], in_full=True)
        return entry


class PageResource(InLanguagesMixin, Resource):
    """All other pages: the front page, lists, and what is said about the project."""

    name = "pages"
    basename = "page"
    source = queries.public_pages
    filters = [parameters.PAGE_PARENT]
    orders = {"title": ("title", "pk"), "-title": ("-title", "-pk")}
    relations = {
        "picture": named_by("pictures", "picture", "id"),
        "parent": named_by("pages", "parent"),
    }
    searched = (Kind.PAGE, "page")
    has_text = True
    list_serializer = serializers.GeneralPageSerializer
    detail_serializer = serializers.GeneralPageDetailSerializer

    def listed(self):
        found = super().listed()
        parent = self.given.get("parent")
        return queries.below(found, parent) if parent else found

    def project_all(self, things):
        pages = queries.specific(list(things))
        translations = projections.translations_of(pages)
        parents = queries.parents_of(pages)
        return [
            {
                **projections.general(page, self.to, translations),
                "parent": parents.get(page.path[: -page.steplen]),
            }
            for page in pages
        ]

    def project_in_full(self, thing):
        (entry,) = self.project_all([thing])
        (page,) = queries.specific([thing])
        return {**entry, "body": projections.body(page, self.to, self.form)}
