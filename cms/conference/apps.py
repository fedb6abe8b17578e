from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConferenceConfig(AppConfig):
    name = "cms.conference"
    label = "conference"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # App ready: models cannot be imported before.
        from cms.accounts import own_data  # noqa: PLC0415
        from cms.conference import (  # noqa: PLC0415
            chapter,
            duties,
            invariants,  # noqa: F401
            operations,
            queries,
            roles,
        )
        from cms.core import housekeeping  # noqa: PLC0415
        from cms.core.duties import register  # noqa: PLC0415
        from cms.core.navigation import add_to_menu  # noqa: PLC0415
        from cms.press import leftovers  # noqa: PLC0415

        add_to_menu(_("Call for papers"), "conference:calls", order=40)
        roles.register()
        register(self.label, *duties.DUTIES)
        own_data.register(chapter.CONFERENCE)
        leftovers.keep("conference", queries.contents_in_use)
        housekeeping.register(
            housekeeping.Chore(
                "drafts",
                "drafts 60 days after their call closed, 30 days after a notice",
                lambda now: operations.end_old_drafts(now=now),
            ),
            housekeeping.Chore(
                "held drafts",
                "drafts without an account, once their time is over",
                lambda now: operations.discard_held_drafts(now=now),
            ),
        )
