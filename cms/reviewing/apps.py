from django.apps import AppConfig


class ReviewingConfig(AppConfig):
    name = "cms.reviewing"
    label = "reviewing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # App ready: models cannot be imported before. These answer the conference.
        from cms.accounts import own_data  # noqa: PLC0415
        from cms.core import housekeeping  # noqa: PLC0415
        from cms.core.duties import register  # noqa: PLC0415
        from cms.press import leftovers  # noqa: PLC0415
        from cms.reviewing import (  # noqa: PLC0415
            chapter,
            duties,
            invariants,  # noqa: F401
            operations,
            queries,
            roles,
        )
        from cms.reviewing.operations import (  # noqa: F401, PLC0415
            clock,
            guarding,
            rounds,
            showing,
        )

        roles.register()
        register(self.label, duties.LATE)
        own_data.register(chapter.REVIEWS)
        leftovers.keep("reviewing", queries.contents_in_use)
        housekeeping.register(
            housekeeping.Chore(
                "reviews",
                "reminders of reviews that are due; the end of unanswered invitations",
                lambda now: operations.run_clock(now=now),
            )
        )
