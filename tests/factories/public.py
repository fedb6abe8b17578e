"""A site as readers meet it: one page of every public kind, with real length."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import override

from tests.factories import programme as programmes
from tests.factories import publications
from tests.factories.assets import coop_document, photograph
from tests.factories.conference import call
from tests.factories.core import content_page, translated
from tests.factories.home import front_page
from tests.factories.network import partner, partners_page
from tests.factories.news import news_index, news_item
from tests.factories.newspaper import article, issue, newspaper
from tests.factories.translation import body, every_block

SENTENCE = (
    "Zadruga v dolini zaposluje devet ljudi, ki prej dolgo niso našli dela, in "
    "izstavlja račune kakor vsako drugo podjetje; občina pri njej naroča čiščenje, "
    "šola kosila, bližnja tovarna pa embalažo po meri. "
)
TEXT = f"<p>{SENTENCE * 2}</p>" * 6
USUAL = {"text", "picture", "quote", "table", "callout"}
NEWS = 8
ARTICLES = 6


@dataclass(frozen=True)
class Public:
    """Addresses by kind of page; those that lead with a picture are named."""

    addresses: dict[str, str]
    with_picture: frozenset[str] = frozenset({"home", "news", "issue", "article"})


def public_site(*, words: str = "", every: bool = False) -> Public:
    """Return addresses of a site with news, newspaper, volume and programme.

    `words` go into every field that people write. Texts are of the usual blocks, or of
    every kind of block.
    """
    image = photograph(credit=words[:200], alt_sl=words[:300] or "Delavnica")
    document = coop_document(title=words[:255] or "Program")
    blocks = every_block(lambda: words or SENTENCE, image.pk, document.pk)
    blocks = [one for one in blocks if every or one["type"] in USUAL]
    index = news_index(lead=words)
    for number in range(NEWS):
        item = news_item(
            index=index,
            title=f"{number}. {words or 'Zadruga zaposluje'}"[:255],
            slug=f"n{number}",
            kicker=words[:80] or "Maribor",
            lead=words or SENTENCE,
            byline=words[:160] or "Ana Novak",
            caption=words[:300],
            search_description=words,
            picture=image if number == NEWS - 1 else None,
            body=body(*blocks) if number == NEWS - 1 else [("text", TEXT)],
        )
    plain = index.get_children().specific().first()
    paper = newspaper(lead=words)
    made = issue(index=paper, title=words or "COOP 1", slug="c", picture=image)
    made.lead = words
    made.save()
    for number in range(ARTICLES):
        story = article(
            parent=made,
            title=f"Članek {number} {words}"[:255],
            slug=f"c{number}",
            lead=words or SENTENCE,
            section=words[:80] or "Pogovor",
            picture=image if number in {0, ARTICLES - 1} else None,
            body=[("text", TEXT)],
        )
    for each in (paper, made):
        for language in ("it", "en"):
            translated(each, language, title=f"{each.title} {language}"[:255])
    home = front_page()
    home.headline, home.lead, home.body = words[:200], words, body(*blocks)
    home.save()
    edition = publications.edition()
    programme = programmes.released()
    talk = programme.sessions.first().talks.first()
    speaker = slugify(talk.submission.authors.first().name)
    partner(name=words[:200] or "Inštitut", place="Maribor")
    volume = edition.volume.slug
    with override("sl"):
        return Public(
            {
                "home": "/sl/",
                "content": content_page(lead=words, body=[("text", TEXT)]).get_url(),
                "partners": partners_page(intro=words).get_url(),
                "news list": index.get_url(),
                "news": item.get_url(),
                "news without picture": plain.get_url(),
                "archive": paper.get_url(),
                "issue": made.get_url(),
                "article": story.get_url(),
                "volumes": reverse("publications:volumes"),
                "volume": reverse("publications:volume", args=[volume]),
                "paper": reverse(
                    "publications:paper",
                    args=[volume, edition.papers.first().slug],
                ),
                "recommendations": reverse(
                    "publications:recommendations", args=[volume]
                ),
                "programme": reverse("programme:programme", args=[programme.slug]),
                "talk": reverse("programme:talk", args=[programme.slug, talk.code]),
                "person": reverse("programme:person", args=[programme.slug, speaker]),
                "call": reverse("conference:call", args=[call().slug]),
                "search": reverse("search:search") + "?q=zadruga",
                "empty search": reverse("search:search"),
            }
        )
