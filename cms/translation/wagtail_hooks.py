"""Puts translations into the admin: menu, addresses, buttons, editor and panel."""

from django.urls import include, path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.translation import permissions, queries, upstream
from cms.translation.exchange import FORMATS
from cms.translation.models import TrashPage
from cms.translation.panels import TasksPanel
from cms.translation.views import board, by_hand, editor, previews, releases, trash
from cms.translation.viewsets import TranslatorViewSet

BEFORE_OTHERS = -1
translators = TranslatorViewSet()
# Here, and not when the app is ready: translations must not be read before they are
# compiled.
upstream.translate_always()

addresses = [
    path("", board.board, name="board"),
    path("start/<int:page_id>/", board.start, name="start"),
    path("refresh/<int:source_id>/", board.refresh, name="refresh"),
    path("jobs/<int:job_id>/", board.job, name="job"),
    path("<int:translation_id>/", editor.edit, name="edit"),
    path("<int:translation_id>/preview/", editor.preview, name="preview"),
    path("<int:translation_id>/import/", editor.import_file, name="import"),
    path("<int:translation_id>/machine/", editor.by_machine, name="by_machine"),
    re_path(
        rf"^(?P<translation_id>\d{{1,18}})/export/(?P<form>{'|'.join(FORMATS)})/$",
        editor.export,
        name="export",
    ),
    path("releases/", releases.releases, name="releases"),
    path("releases/plan/<int:page_id>/", releases.plan, name="plan"),
    path("releases/<int:release_id>/", releases.release, name="release"),
    path("releases/<int:release_id>/now/", releases.release_now, name="release_now"),
    path("releases/<int:release_id>/cancel/", releases.cancel, name="cancel"),
    path("waivers/<int:page_id>/<slug:language>/", releases.waive, name="waive"),
    path("previews/<int:page_id>/", previews.share, name="share"),
    path("previews/<int:link_id>/end/", previews.revoke, name="revoke"),
    path("trash/", trash.trash, name="trash"),
    path("trash/<int:thrown_id>/restore/", trash.restore, name="restore"),
    path("waivers/<int:waiver_id>/end/", releases.end_waiver, name="end_waiver"),
]


# Before wagtail-localize's own: two of its pages are replaced by ours, since they
# translate in the request, and write over what was edited by hand.
@hooks.register("register_admin_urls", order=BEFORE_OTHERS)
def register_addresses() -> list:
    return [
        path("translations/", include((addresses, "translation"))),
        path("localize/submit/page/<int:page_id>/", board.start),
        path("localize/update/<int:source_id>/", board.refresh_question),
    ]


@hooks.register("register_admin_viewset")
def register_translators() -> TranslatorViewSet:
    return translators


@hooks.register("register_admin_menu_item")
def register_trash() -> MenuItem:
    return MenuItem(
        _("Trash"), reverse("translation:trash"), icon_name="bin", order=900
    )


class TranslationsMenuItem(SubmenuMenuItem):
    """Shown to everybody who may see the admin: each finds their own tasks there."""


@hooks.register("register_admin_menu_item")
def register_menu() -> TranslationsMenuItem:
    menu = Menu(
        items=[
            MenuItem(
                _("Translation board"),
                reverse("translation:board"),
                icon_name="table",
                order=1,
            ),
            MenuItem(
                _("Releases"),
                reverse("translation:releases"),
                icon_name="calendar-alt",
                order=2,
            ),
            translators.get_menu_item(order=3),
        ]
    )
    return TranslationsMenuItem(
        _("Translations"),
        menu,
        name="translations",
        icon_name="wagtail-localize-language",
        order=150,
    )


hooks.register("construct_help_menu", upstream.translate_help)
hooks.register("construct_reports_menu", upstream.drop_report)
hooks.register("before_edit_page", by_hand.before_edit_page, order=BEFORE_OTHERS)
hooks.register("after_edit_page", by_hand.after_edit_page)


def page_buttons(page: Page, user, view_name=None, next_url=None):
    """Offer to publish a page in all languages at once, and to show its draft."""
    if not page.is_root() and permissions.may_edit(user, page):
        yield Button(
            _("Show the draft to others"),
            reverse("translation:share", args=[page.pk]),
            icon_name="view",
            priority=71,
        )
    if not page.is_root() and permissions.may_publish(user, page):
        yield Button(
            _("Publish in all languages"),
            reverse("translation:plan", args=[page.pk]),
            icon_name="calendar-alt",
            priority=70,
        )


hooks.register("before_delete_page", trash.before_delete_page)
hooks.register("before_bulk_action", trash.before_bulk_action)


@hooks.register("construct_explorer_page_queryset")
def without_trash(parent: Page, pages: PageQuerySet, request) -> PageQuerySet:
    """Keep the trash out of the page tree: it has a list of its own."""
    return pages.not_type(TrashPage)


@hooks.register("construct_page_chooser_queryset")
def no_choice_of_trash(pages: PageQuerySet, request) -> PageQuerySet:
    """Let nobody link to what was thrown away."""
    for trash_page in TrashPage.objects.all():
        pages = pages.not_descendant_of(trash_page, inclusive=True)
    return pages


hooks.register("register_page_header_buttons", page_buttons)
hooks.register("register_page_listing_more_buttons", page_buttons)


@hooks.register("construct_homepage_panels")
def add_tasks(request, panels: list) -> None:
    targets = list(queries.tasks_of(request.user)[: TasksPanel.longest])
    panels.append(TasksPanel(targets))


@hooks.register("construct_translated_pages_to_cascade_actions")
def translations_of(pages: list[Page], action: str) -> dict:
    """Have translations move with their page; each leaves a redirect behind."""
    if action != "move":
        return {}
    return {page: page.get_translations() for page in pages}
