"""Makes a draft of a Word document: a news item, or an article of the newspaper."""

from dataclasses import dataclass

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.assets.models import CoopImage
from cms.core.models import BasePage
from cms.news.exceptions import ImportNotAllowed, ImportRefused
from cms.press.stories import Story, read_story

NEEDED = {"lead", "byline", "body"}
LONGEST_TITLE = 255
# What the press counts as not fitting, in the words of the person who imports.
LOSSES = {
    "picture": lambda n: ngettext(
        "%(number)s picture could not be taken over: add it yourself.",
        "%(number)s pictures could not be taken over: add them yourself.",
        n,
    ),
    "alt": lambda n: ngettext(
        "%(number)s picture has no alternative text: write it before you publish.",
        "%(number)s pictures have no alternative text: write it before you publish.",
        n,
    ),
    "caption": lambda n: ngettext(
        "%(number)s table has no caption: write one.",
        "%(number)s tables have no caption: write one.",
        n,
    ),
    "table": lambda n: ngettext(
        "%(number)s table has another size than a table here may have: its rows are paragraphs now.",
        "%(number)s tables have another size than a table here may have: their rows are paragraphs now.",
        n,
    ),
    "merged": lambda n: ngettext(
        "%(number)s merged cell of a table stands alone now: look the table over.",
        "%(number)s merged cells of tables stand alone now: look the tables over.",
        n,
    ),
    "note": lambda n: ngettext(
        "%(number)s footnote stands at the end of the text now.",
        "%(number)s footnotes stand at the end of the text now.",
        n,
    ),
    "math": lambda n: ngettext(
        "%(number)s equation is plain text now.",
        "%(number)s equations are plain text now.",
        n,
    ),
    "code": lambda n: ngettext(
        "%(number)s passage of program code is a paragraph now.",
        "%(number)s passages of program code are paragraphs now.",
        n,
    ),
    "format": lambda n: ngettext(
        "%(number)s passage was underlined, struck through or in small capitals: it is plain now.",
        "%(number)s passages were underlined, struck through or in small capitals: they are plain now.",
        n,
    ),
}


@dataclass(frozen=True)
class Imported:
    """The draft that was made, and what did not fit, in words."""

    page: Page
    report: list[str]


def kind_below(parent: Page) -> type[BasePage] | None:
    """Return what kind of story may stand below the page, if any may."""
    for model in parent.specific_class.clean_subpage_models():
        if {field.name for field in model._meta.get_fields()} >= NEEDED:
            return model
    return None


def may_import(parent: Page, by) -> bool:
    """Whether the person may make a story below this page."""
    return (
        kind_below(parent) is not None
        and parent.permissions_for_user(by).can_add_subpage()
    )


def import_story(*, parent: Page, file: File, filename: str, by) -> Imported:
    """Make a draft below the page; nothing is published.

    Raises:
        ImportNotAllowed: when the person may not add a story there.
        ImportRefused: when the file cannot be read, with the reasons in words.
    """
    if not may_import(parent, by):
        message = "This person may not add a story here."
        raise ImportNotAllowed(message, parent)
    story = read_story(file=file, filename=filename)
    if story.refusals:
        raise ImportRefused(story.refusals)
    return _made(parent, story, filename, by)


@transaction.atomic
def _made(parent: Page, story: Story, filename: str, by) -> Imported:
    kind = kind_below(parent)
    language = parent.locale.language_code
    lost = dict(story.lost)
    images = {}
    if policy_registry.get_by_type(CoopImage).user_has_permission(by, "add"):
        for number, (name, one) in enumerate(story.pictures.items(), start=1):
            images[name] = _picture(
                one, f"{story.title or filename} {number}", language
            )
    else:
        lost["picture"] = lost.get("picture", 0) + len(story.pictures)
    title = (story.title or filename.rsplit(".", 1)[0])[:LONGEST_TITLE]
    page = kind(
        title=title,
        draft_title=title,
        slug=_free_slug(parent, title),
        locale=parent.locale,
        lead=story.lead,
        byline=story.byline[:160],
        body=_blocks(story, images),
        live=False,
        has_unpublished_changes=True,
        owner=by,
    )
    parent.add_child(instance=page)
    page.save_revision(user=by, log_action=True)
    return Imported(page, _report(story, lost))


def _blocks(story: Story, images: dict[str, CoopImage]) -> list[tuple]:
    found = []
    for kind, value in story.blocks:
        if kind != "picture":
            found.append((kind, value))
        elif value["image"] in images:
            found.append((kind, {**value, "image": images[value["image"]]}))
    return found


def _picture(one: dict, title: str, language: str) -> CoopImage:
    image = CoopImage(
        title=title[:255],
        is_decorative=one["decorative"],
        **{f"alt_{language}": one["alt"]},
    )
    image.file = ContentFile(one["body"], name=f"import{one['ending']}")
    image.save()
    return image


def _free_slug(parent: Page, title: str) -> str:
    taken = set(parent.get_children().values_list("slug", flat=True))
    base = slugify(title)[:200] or "import"
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def _report(story: Story, lost: dict[str, int]) -> list[str]:
    known = {code: number for code, number in lost.items() if code in LOSSES}
    lines = [
        LOSSES[code](number) % {"number": number} for code, number in known.items()
    ]
    others = sum(number for code, number in lost.items() if code not in LOSSES)
    if others:
        words = ngettext(
            "%(number)s part of the document has no place here and was left out.",
            "%(number)s parts of the document have no place here and were left out.",
            others,
        )
        lines.append(words % {"number": others})
    if not story.title:
        lines.append(
            _("The document has no title: the name of the file stands for it.")
        )
    if not story.lead:
        lines.append(_("The document has no abstract: write the lead yourself."))
    return lines
