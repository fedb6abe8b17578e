"""Plants a front page in Slovenian, Italian and English in place of Wagtail's own."""

import uuid

from django.db import migrations

SOURCE = "sl"
# Fixed, so that every installation has the same keys and the step can be repeated.
TRANSLATION_KEY = uuid.UUID("0c2f5d3e-6b1f-4a52-9d84-5c00f5c00f01")
STEP = 4  # characters per level in treebeard's paths
FRONT_PAGES = {
    "sl": {
        "slug": "home",
        "headline": "COOP – sodelovanje za večjo konkurenčnost v lokalnih skupnostih",
        "lead": "Javne ustanove, podjetja in socialna podjetja iz treh držav "
        "skupaj iščejo poti do dela in vključenosti.",
    },
    "it": {
        "slug": "home-it",
        "headline": "COOP – cooperazione per la competitività delle comunità locali",
        "lead": "Enti pubblici, imprese e imprese sociali di tre Paesi cercano "
        "insieme vie verso il lavoro e l’inclusione.",
    },
    "en": {
        "slug": "home-en",
        "headline": "COOP – cooperation for more competitive local communities",
        "lead": "Public authorities, companies and social enterprises from three "
        "countries look together for ways into work and inclusion.",
    },
}


def plant(apps, schema_editor):
    """Make locales, front pages and the site; leave alone what is already there."""
    Page = apps.get_model("wagtailcore", "Page")
    Locale = apps.get_model("wagtailcore", "Locale")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("home", "HomePage")
    ContentType = apps.get_model("contenttypes", "ContentType")

    locales = {
        code: Locale.objects.get_or_create(language_code=code)[0]
        for code in FRONT_PAGES
    }
    kind, _ = ContentType.objects.get_or_create(app_label="home", model="homepage")
    root = Page.objects.get(depth=1)
    Page.objects.filter(pk=root.pk).update(locale=locales[SOURCE])

    for code, words in FRONT_PAGES.items():
        taken = HomePage.objects.filter(locale=locales[code], depth=2)
        if taken.exists():
            continue
        HomePage.objects.create(
            title="COOP",
            draft_title="COOP",
            slug=words["slug"],
            headline=words["headline"],
            lead=words["lead"],
            content_type=kind,
            locale=locales[code],
            translation_key=TRANSLATION_KEY,
            path=_free_path(Page, root),
            depth=2,
            numchild=0,
            url_path=f"/{words['slug']}/",
            live=True,
        )

    source_home = HomePage.objects.get(locale=locales[SOURCE], depth=2)
    if not Site.objects.filter(is_default_site=True).update(
        root_page_id=source_home.pk, site_name="COOP"
    ):
        Site.objects.create(
            hostname="localhost",
            root_page_id=source_home.pk,
            is_default_site=True,
            site_name="COOP",
        )
    _remove_welcome_page(apps)
    _count_children(Page, root)


def uproot(apps, schema_editor):
    """Put Wagtail's welcome page back, so that the site keeps a root."""
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    HomePage = apps.get_model("home", "HomePage")
    ContentType = apps.get_model("contenttypes", "ContentType")

    root = Page.objects.get(depth=1)
    kind, _ = ContentType.objects.get_or_create(app_label="wagtailcore", model="page")
    welcome = Page.objects.create(
        title="Welcome to your new Wagtail site!",
        draft_title="Welcome to your new Wagtail site!",
        slug="home",
        content_type=kind,
        locale=Locale.objects.get(language_code=SOURCE),
        translation_key=uuid.uuid4(),
        path=_free_path(Page, root),
        depth=2,
        numchild=0,
        url_path="/home/",
        live=True,
    )
    Site.objects.filter(is_default_site=True).update(root_page_id=welcome.pk)
    for home in HomePage.objects.filter(depth=2):
        Page.objects.filter(path__startswith=home.path).delete()
    _count_children(Page, root)


def _remove_welcome_page(apps):
    Page = apps.get_model("wagtailcore", "Page")
    ContentType = apps.get_model("contenttypes", "ContentType")
    plain = ContentType.objects.filter(app_label="wagtailcore", model="page").first()
    welcome = Page.objects.filter(
        depth=2, numchild=0, slug="home", content_type=plain
    )
    if plain is not None:
        welcome.delete()


def _free_path(Page, root):
    """Return the path after the last child; treebeard counts in base 36."""
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    last = Page.objects.filter(depth=2).order_by("path").last()
    number = int(last.path[-STEP:], 36) + 1 if last else 1
    step = ""
    while number:
        number, digit = divmod(number, 36)
        step = digits[digit] + step
    return root.path + step.rjust(STEP, "0")


def _count_children(Page, root):
    children = Page.objects.filter(depth=2).count()
    Page.objects.filter(pk=root.pk).update(numchild=children)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(plant, uproot)]
