from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.core import cards, checks, chores, tasks  # noqa: F401, PLC0415 - app ready

        chores.connect()
        cards.register(cards.PAGE, cards.page_card)
        post_migrate.connect(
            tasks.queue_after_migrating, sender=self, dispatch_uid="keep_house"
        )
