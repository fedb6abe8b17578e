"""Every address of the site, in the order in which they are tried."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.api.embed import views as embed
from cms.api.embed.oembed import oembed
from cms.api.feeds import feed
from cms.api.oai.views import provider
from cms.api.pages.guide import guide
from cms.api.pages.views import client_file
from cms.assets.views import media, picture_of_size
from cms.core.addresses import translated_path
from cms.core.sitemaps import page_entries
from cms.core.views import card, negotiate_language, robots, sitemap
from cms.programme.sitemaps import programme_entries
from cms.publications.sitemaps import publication_entries
from cms.translation.sitemaps import reviewed

# What the sitemap lists: each returns entries with their languages.
SITEMAP = [reviewed(page_entries), publication_entries, programme_entries]

urlpatterns = [
    path("", negotiate_language),
    path("robots.txt", robots),
    path("sitemap.xml", sitemap, {"sections": SITEMAP}),
    path("media/<path:path>", media),
    re_path(
        r"^pictures/(?P<uuid>[0-9a-f-]{36})/(?P<mark>\w{1,12})/"
        r"(?P<width>[1-9]\d{0,4})\.(?P<ending>avif|webp|jpg|png)$",
        picture_of_size,
        name="picture",
    ),
    re_path(
        r"^cards/(?P<language>sl|it|en)/(?P<kind>[a-z]{1,20})/(?P<key>[\w.-]{1,255})/"
        r"(?P<mark>[0-9a-f]{16})\.jpg$",
        card,
        name="card",
    ),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v1/", include("cms.api.v1.urls")),
    path("issues/", include("cms.newspaper.urls")),
    re_path(r"^api/clients/(?P<name>coop\.(?:js|py))$", client_file, name="client"),
    path("oai", provider, name="oai"),
    path("oembed", oembed, name="oembed"),
    path("embed/v1.js", embed.script, name="embed_script"),
    re_path(
        r"^embed/v1/(?P<kind>news|papers|events|recommendations)$",
        embed.frame,
        name="embed_frame",
    ),
    re_path(
        r"^embed/v1/(?P<resource>[a-z-]+)/(?P<key>[\w.-]+)$",
        embed.card,
        name="embed_card",
    ),
    re_path(
        r"^feeds/(?P<locale>\w+)/(?P<kind>\w+)\.(?P<form>atom|rss|json)$",
        feed,
        name="feed",
    ),
]

urlpatterns += i18n_patterns(
    path(
        translated_path(sl="racun/", it="account/", en="account/"),
        include("cms.accounts.urls"),
    ),
    path(
        translated_path(sl="konferenca/", it="convegno/", en="conference/"),
        include("cms.conference.urls"),
    ),
    path(
        translated_path(sl="recenzije/", it="revisioni/", en="reviews/"),
        include("cms.reviewing.urls"),
    ),
    path(
        translated_path(sl="konferenca/", it="convegno/", en="conference/"),
        include("cms.production.urls"),
    ),
    path(
        translated_path(sl="zbornik/", it="atti/", en="proceedings/"),
        include("cms.publications.urls"),
    ),
    path(
        translated_path(sl="program/", it="programma/", en="programme/"),
        include("cms.programme.urls"),
    ),
    path("webhooks/", include("cms.webhooks.urls")),
    path(
        translated_path(sl="kljuci-api/", it="chiavi-api/", en="api-keys/"),
        include("cms.api.pages.urls"),
    ),
    path(
        translated_path(sl="razvijalci/", it="sviluppatori/", en="developers/"),
        guide,
        name="developers",
    ),
    path(
        translated_path(sl="vgradnja/", it="incorpora/", en="embed/"),
        embed.builder,
        name="embed",
    ),
    path(
        translated_path(sl="iskanje/", it="ricerca/", en="search/"),
        include("search.urls"),
    ),
    path(
        translated_path(sl="prevodi/", it="traduzioni/", en="translations/"),
        include("cms.translation.urls"),
    ),
    path("", include("cms.core.urls")),
    path("", include(wagtail_urls)),
)
