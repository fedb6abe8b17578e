"""Builds an issue in the worker: every language, with one page plan."""

import hashlib
import logging
import shutil
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from cms.newspaper import queries
from cms.newspaper.enums import IssueFileKind, IssueState
from cms.newspaper.exceptions import NewspaperError, PlanDiffers
from cms.newspaper.models import IssueEdition, IssueFile
from cms.newspaper.queries import IssueInLanguages
from cms.press import operations as press
from cms.press.enums import BuildStep
from cms.press.exceptions import PressError

logger = logging.getLogger(__name__)

FORMATS = ("pdf", "print", "epub")
# What the library calls them, and what readers save them as.
FILES = {
    "volume.pdf": IssueFileKind.PDF,
    "volume.epub": IssueFileKind.EPUB,
    "print.pdf": IssueFileKind.PRINT,
    "print-booklet.pdf": IssueFileKind.BOOKLET,
    press.COVER: IssueFileKind.COVER,
}
# A plan that one language cannot keep is made anew from its own; this ends it.
ATTEMPTS = 3


def build_issue(*, edition: IssueEdition) -> IssueEdition:
    """Build and publish an edition that waits; the worker's part.

    When anything stops it, the edition before stays current and this one is
    failed, with the findings or the technical reason on its job.
    """
    if not press.start(work=edition.job, now=timezone.now()):
        return edition
    part = edition.folder.with_name(f".{edition.folder.name}")
    try:
        issue = queries.issue_in_languages(edition.issue_key)
        if issue is None:
            message = "The issue is gone."
            raise NewspaperError(message, edition)
        part.mkdir(parents=True, exist_ok=True)
        plan, pages = _build_alike(issue, edition, part)
        press.enter_step(job=edition.job, step=BuildStep.PUBLISH)
        part.replace(edition.folder)
        _publish(edition, issue, plan, pages)
    except (PressError, NewspaperError, OSError) as problem:
        logger.warning("Issue edition %s failed: %s", edition.uuid, problem)
        _give_up(edition, problem)
    except Exception as problem:
        _give_up(edition, problem)
        raise
    finally:
        edition.refresh_from_db()
        shutil.rmtree(part, ignore_errors=True)
        if edition.state == IssueState.FAILED:
            shutil.rmtree(edition.folder, ignore_errors=True)
    return edition


def _build_alike(
    issue: IssueInLanguages, edition: IssueEdition, part: Path
) -> tuple[dict[str, int], dict[str, int]]:
    """Build all languages until each article begins on one page in all of them.

    A language that needs more room pushes an article back; the others then follow.

    Raises:
        PlanDiffers: when they do not come together.
    """
    plan: dict[str, int] = {}
    for _attempt in range(ATTEMPTS):
        found = {}
        for language in issue.pages:
            found[language] = _build(issue, language, plan, edition, part)
            plan = _latest(plan, found[language])
        if all(plan | starts == plan for starts in found.values()):
            pages = {
                language: press.page_count(pdf=part / language / "volume.pdf")
                for language in issue.pages
            }
            return plan, pages
    message = "The languages could not be brought to one page plan."
    raise PlanDiffers(message, edition)


def _latest(plan: dict[str, int], starts: dict[str, int]) -> dict[str, int]:
    return plan | {name: max(page, plan.get(name, 1)) for name, page in starts.items()}


def _build(
    issue: IssueInLanguages,
    language: str,
    plan: dict[str, int],
    edition: IssueEdition,
    part: Path,
) -> dict[str, int]:
    """Build one language; return the page that each article begins on."""
    out = part / language
    shutil.rmtree(out, ignore_errors=True)
    order = queries.issue_order(issue, language, plan)
    manifest = press.build_volume(
        order=order, job=edition.job, out=out, formats=FORMATS
    )
    press.draw_cover(folder=out)
    return {paper["id"]: paper["first_page"] for paper in manifest["papers"]}


@transaction.atomic
def _publish(
    edition: IssueEdition, issue: IssueInLanguages, plan: dict, pages: dict
) -> None:
    for language, page in issue.pages.items():
        for name, kind in FILES.items():
            path = edition.folder / language / name
            if path.exists():
                content = path.read_bytes()
                IssueFile.objects.create(
                    edition=edition,
                    issue=page,
                    language=language,
                    kind=kind,
                    name=name,
                    bytes=len(content),
                    sha256=hashlib.sha256(content).hexdigest(),
                )
    edition.plan, edition.pages = plan, pages
    edition.state = IssueState.PROOF
    if issue.is_public:
        IssueEdition.objects.filter(
            issue_key=edition.issue_key, state=IssueState.PUBLISHED
        ).update(state=IssueState.SUPERSEDED)
        edition.state = IssueState.PUBLISHED
    edition.save()
    press.finish_job(job=edition.job)


@transaction.atomic
def _give_up(edition: IssueEdition, problem: Exception) -> None:
    edition.refresh_from_db()
    press.fail_job(job=edition.job, error=f"{type(problem).__name__}: {problem}")
    if edition.state == IssueState.BUILDING:
        edition.state = IssueState.FAILED
        edition.save(update_fields=["state"])
