"""The chores of the house itself: sessions, links, finished tasks."""

from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.core import operations
from cms.core.housekeeping import Chore, register

FINISHED = [TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED]
# Long enough to look into what went wrong.
RESULTS_ARE_KEPT = timedelta(days=14)
CARDS_ARE_KEPT = timedelta(days=90)


def clear_sessions(now: datetime) -> int:
    """Delete the sessions that expired."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    expired = store.get_model_class().objects.filter(expire_date__lt=now)
    return expired.delete()[0]


def clear_task_results(now: datetime) -> int:
    """Delete the results of tasks that finished two weeks ago."""
    old = DBTaskResult.objects.filter(
        status__in=FINISHED, finished_at__lt=now - RESULTS_ARE_KEPT
    )
    return old.delete()[0]


def clear_cards(now: datetime) -> int:
    """Delete social cards drawn long ago; one that is asked for is drawn again."""
    old = [
        file
        for file in (Path(settings.MEDIA_ROOT) / "cards").glob("*")
        if file.stat().st_mtime < (now - CARDS_ARE_KEPT).timestamp()
    ]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)


def connect() -> None:
    """Add the chores of this app."""
    register(
        Chore("sessions", "sessions that have expired", clear_sessions),
        Chore(
            "scoped links",
            "links to one object, once they have expired",
            lambda now: operations.clear_links(now=now),
        ),
        Chore(
            "task results",
            "what the worker wrote of finished tasks, after 14 days",
            clear_task_results,
        ),
        Chore("cards", "pictures for sharing, drawn 90 days ago", clear_cards),
    )
