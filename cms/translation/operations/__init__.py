"""Everything that is done to translations."""

from cms.translation.operations.board import settle, settle_all
from cms.translation.operations.checking import check_publishable, problems_of
from cms.translation.operations.jobs import queue_job, settle_jobs, work_on
from cms.translation.operations.machine import translate_by_machine
from cms.translation.operations.refreshing import refresh_source
from cms.translation.operations.saving import review, save_passages
from cms.translation.operations.starting import origin_of, start_translation
from cms.translation.operations.writing import harvest, write_target

__all__ = [
    "check_publishable",
    "harvest",
    "origin_of",
    "problems_of",
    "queue_job",
    "refresh_source",
    "review",
    "save_passages",
    "settle",
    "settle_all",
    "settle_jobs",
    "start_translation",
    "translate_by_machine",
    "work_on",
    "write_target",
]
