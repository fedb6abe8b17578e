"""One public page of every type, in every language."""

from cms.core.models import BasePage
from tests.factories.core import content_page, translated
from tests.factories.home import front_page
from tests.factories.network import partners_page
from tests.factories.news import news_index, news_item
from tests.factories.newspaper import article, issue, newspaper

LANGUAGES = ("sl", "it", "en")
MAKERS = {
    "home": front_page,
    "content": content_page,
    "news_index": news_index,
    "news": news_item,
    "newspaper": newspaper,
    "issue": issue,
    "article": article,
    "partners": partners_page,
}


def in_three_languages(kind: str) -> dict[str, BasePage]:
    """Return a page of that kind with its live translations, by language."""
    source = MAKERS[kind]()
    if kind == "home":
        return {language: front_page(language) for language in LANGUAGES}
    return {"sl": source} | {
        language: translated(source, language, title=f"{source.title} ({language})")
        for language in ("it", "en")
    }
