"""Everything that is done to translations."""

from cms.translation.operations.board import settle, settle_all
from cms.translation.operations.checking import check_publishable, problems_of
from cms.translation.operations.exchanging import Report, import_file
from cms.translation.operations.jobs import queue_job, settle_jobs, work_on
from cms.translation.operations.machine import translate_by_machine
from cms.translation.operations.refreshing import refresh_source
from cms.translation.operations.releasing import (
    cancel_release,
    end_waiver,
    plan_release,
    readiness,
    release_due,
    release_now,
    waive,
)
from cms.translation.operations.saving import review, save_passages
from cms.translation.operations.scheduling import publish_due
from cms.translation.operations.sharing import revoke_preview, share_preview
from cms.translation.operations.starting import origin_of, start_translation
from cms.translation.operations.telling import tell_translators
from cms.translation.operations.together import goes_together, together
from cms.translation.operations.trash import (
    empty_trash,
    family_of,
    is_in_trash,
    may_restore,
    restore,
    throw_away,
)
from cms.translation.operations.wishes import wish
from cms.translation.operations.writing import harvest, words_of, write_target

__all__ = [
    "Report",
    "cancel_release",
    "check_publishable",
    "empty_trash",
    "end_waiver",
    "family_of",
    "goes_together",
    "harvest",
    "import_file",
    "is_in_trash",
    "may_restore",
    "origin_of",
    "plan_release",
    "problems_of",
    "publish_due",
    "queue_job",
    "readiness",
    "refresh_source",
    "release_due",
    "release_now",
    "restore",
    "review",
    "revoke_preview",
    "save_passages",
    "settle",
    "settle_all",
    "settle_jobs",
    "share_preview",
    "start_translation",
    "tell_translators",
    "throw_away",
    "together",
    "translate_by_machine",
    "waive",
    "wish",
    "words_of",
    "work_on",
    "write_target",
]
