"""An article as the book library reads it: a web page, and its pictures beside it."""

import re
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils import translation
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError
from wagtail.rich_text import expand_db_html

from cms.core import references
from cms.core.addresses import absolute
from cms.newspaper.models import ArticlePage

# 300 dots an inch over the two columns that a large picture spans.
LARGEST = "max-2000x2000"
PHOTOGRAPHS = (".jpg", ".jpeg")
_OWN_ADDRESS = re.compile(r'href="(/[^"]*)"')


@dataclass
class ArticleFiles:
    """The page and the files that it refers to, by name."""

    page: bytes = b""
    beside: dict[str, bytes] = field(default_factory=dict)

    def picture(self, image) -> dict | None:
        """Keep the picture beside the page; None when its file cannot be read."""
        photograph = image.file.name.lower().endswith(PHOTOGRAPHS)
        kind = "jpeg" if photograph else "png"
        try:
            made = image.get_rendition(f"{LARGEST}|format-{kind}")
            with made.file.open("rb") as stored:
                content = stored.read()
        except (SourceImageIOError, InvalidFilterSpecError, OSError):
            return None
        name = f"picture-{image.pk}.{kind}"
        self.beside[name] = content
        return {
            "name": name,
            "alt": image.default_alt_text,
            "is_decorative": image.is_decorative,
        }


def article_files(article: ArticlePage) -> ArticleFiles:
    """Return the article's text, in its own language, and its pictures."""
    language = article.locale.language_code
    files = ArticleFiles()
    with translation.override(language):
        context = {
            "article": article,
            "language": language,
            "picture": files.picture(article.picture) if article.picture else None,
            "blocks": [_shown(block, files) for block in article.body],
            "corrections": [
                {"date": row.value["date"], "html": _linked(row.value["text"].source)}
                for row in article.corrections
            ],
        }
        text = render_to_string("newspaper/press/article.html", context)
    files.page = text.encode()
    return files


def _shown(block, files: ArticleFiles) -> dict:
    shown = {"kind": block.block_type, "value": block.value}
    if block.block_type == "text":
        shown["html"] = _linked(block.value.source)
    elif block.block_type in {"callout", "recommendation"}:
        shown["html"] = _linked(block.value["text"].source)
    elif block.block_type == "gallery":
        shown["pictures"] = [
            {"picture": kept, "caption": one["caption"]}
            for one in block.value["pictures"]
            if one["image"] and (kept := files.picture(one["image"]))
        ]
    elif block.block_type == "paper":
        found = references.resolve(block.value["address"])
        shown["paper"] = found
        shown["url"] = absolute(found.url) if found else ""
    elif block.block_type == "picture" and block.value["image"]:
        shown["picture"] = files.picture(block.value["image"])
    elif block.block_type == "download" and block.value["document"]:
        shown["url"] = absolute(block.value["document"].url)
    return shown


def _linked(source: str) -> str:
    """Return rich text with the site's own links as whole addresses."""
    return _OWN_ADDRESS.sub(
        lambda found: f'href="{absolute(found[1])}"', expand_db_html(source)
    )
