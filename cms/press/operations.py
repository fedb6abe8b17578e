"""Looks at uploads, sets manuscripts, and has whole volumes built."""

import base64
import logging
import shutil
import threading
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

import pypdfium2 as pdfium
from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from cms.press import drawing, gate, orderbook, outline, resident, webtext
from cms.press.enums import BuildStep, WorkState
from cms.press.exceptions import BuildBlocked, LeaseLost, PressError
from cms.press.models import BuildJob, Rendition, RenditionPicture, Work
from cms.press.orders import PaperOrder, VolumeOrder
from cms.press.queries import PressFinding, explain
from proceedings.exceptions import ProceedingsError
from proceedings.report import Finding, Severity

logger = logging.getLogger(__name__)

UPLOAD_SECONDS = 20
SECONDS_BETWEEN_WRITES = 0.5
SECONDS_BETWEEN_HEARTBEATS = 20
SECONDS_OF_A_DAY = 86_400
PAPER_ID = "paper"
# The site that the library writes has a cover.png of its own.
COVER = "front-cover.png"
COVER_WIDTH = 900


# --- Uploads ------------------------------------------------------------------
def inspect_upload(
    *, file: File, filename: str, language: str | None = None
) -> list[PressFinding]:
    """Return why an upload may not be kept; an empty list when it may.

    Nothing but the gate opens the file, in a process of its own with limits.
    The findings are in `language`, else in the active one.
    """
    with _job_folder() as folder:
        path = folder / orderbook.safe_name(filename)
        file.seek(0)
        with path.open("wb") as target:
            shutil.copyfileobj(file, target)
        file.seek(0)
        with resident.gate(seconds=UPLOAD_SECONDS) as bench:
            outcome = next(iter(bench.run([(gate.examine, (path,))])))
    if outcome.problem:
        found = [Finding("file-damaged", Severity.BLOCKS, filename)]
    else:
        found = outcome.value
    return [explain(finding=row, language=language) for row in as_rows(found)]


def as_rows(findings: Iterable[Finding]) -> list[dict]:
    """Return findings as the database keeps them."""
    return [
        {
            "code": finding.code,
            "severity": str(finding.severity),
            "where": finding.where,
            "values": dict(finding.values),
            "paper": finding.paper,
            **({"fix": asdict(finding.fix)} if finding.fix else {}),
        }
        for finding in findings
    ]


# --- Renditions ---------------------------------------------------------------
def request_rendition(*, order: PaperOrder) -> Rendition:
    """Return the rendition of exactly this content, ready to be made.

    One that failed or was abandoned is put back to waiting; one that is done
    stays as it is.
    """
    rendition, _made = Rendition.objects.get_or_create(
        source_sha256=order.source_sha256, metadata_sha256=order.metadata_sha256
    )
    if rendition.is_abandoned(timezone.now()):
        _fail(rendition, error="The worker fell silent.")
    if rendition.state == WorkState.FAILED:
        rendition.enter(WorkState.QUEUED)
        rendition.save(update_fields=["state"])
    return rendition


def make_rendition(*, order: PaperOrder, rendition: Rendition) -> Rendition:
    """Set one manuscript as the book will, with what was found written down.

    A rendition that is not waiting is returned as it is. One that cannot be set
    ends as failed, with its findings.
    """
    if not start(work=rendition, now=timezone.now()):
        return rendition
    with _failure_shows(rendition), _heartbeat(rendition), _job_folder() as job:
        result = _build_paper(order, job / "out")
        # What a book lacks as a book is no matter of one paper.
        found = [
            each
            for each in result.report
            if each.paper or each.severity is Severity.BLOCKS
        ]
        rendition.findings = as_rows(found)
        _keep_rendition(rendition, result.manifest, found, job / "out")
    return rendition


def draw_pages(*, rendition: Rendition) -> None:
    """Draw the pages of a finished rendition that were not drawn yet.

    They come after the text, the PDF and the findings, for which people wait.
    A page that cannot be drawn is left out: the PDF shows it.
    """
    drawn = set(rendition.pictures.values_list("name", flat=True))
    wanted = [
        index
        for index in range(rendition.pages or 0)
        if rendition.pdf and page_name(index + 1) not in drawn
    ]
    chunks = [wanted[start :: resident.JOBS] for start in range(resident.JOBS)]
    pdf = Path(rendition.pdf.path) if wanted else Path()
    with resident.resident(Path(settings.PRIVATE_ROOT)) as kept:
        outcomes = kept.bench.run(
            (drawing.draw, (pdf, chunk)) for chunk in chunks if chunk
        )
        for chunk, outcome in zip(filter(None, chunks), outcomes, strict=True):
            for index, body in zip(chunk, outcome.value or (), strict=False):
                _keep_picture(rendition, page_name(index + 1), "page.png", body)


def page_name(number: int) -> str:
    """Return the name under which the picture of a page is kept."""
    return f"page-{number}"


def _build_paper(order: PaperOrder, out: Path):
    """Have the press of this process set one paper."""
    volume = orderbook.one_paper_volume(replace(order, id=PAPER_ID))
    with resident.resident(Path(settings.PRIVATE_ROOT)) as kept:
        orderbook.write_volume(order=volume, folder=kept.empty())
        return kept.press.build(
            out,
            formats=("offprint", "html"),
            keep_going=True,
            draft=True,
            proof=order.proof,
            language=volume.language,
        )


def _keep_rendition(
    rendition: Rendition, manifest: dict, found: list[Finding], out: Path
) -> None:
    pdf = out / "papers" / f"{PAPER_ID}.pdf"
    if not pdf.exists():
        _finish(rendition, WorkState.FAILED)
        return
    (paper,) = manifest["papers"]
    if paper.get("first_page") and paper.get("last_page"):
        rendition.pages = paper["last_page"] - paper["first_page"] + 1
    rendition.pdf.save("paper.pdf", ContentFile(pdf.read_bytes()), save=False)
    page = out / "papers" / f"{PAPER_ID}.fragment.html"
    if page.exists():
        fragment = page.read_text(encoding="utf-8")
        _keep_places(rendition, found, fragment, _picture_pages(pdf))
        _keep_pictures(rendition, found, out / "papers" / f"{PAPER_ID}-files")
        text = webtext.fit(
            fragment,
            address=lambda name: _as_data(page.parent, name),
        )
        rendition.html.save("paper.html", ContentFile(text.encode()), save=False)
    _finish(rendition, WorkState.DONE)


def _picture_pages(pdf: Path) -> list[int]:
    """Return the page of each picture of a PDF; nothing when they cannot be found."""
    with resident.resident(Path(settings.PRIVATE_ROOT)) as kept:
        outcome = next(iter(kept.bench.run([(drawing.picture_pages, (pdf,))])))
    return outcome.value or []


def _keep_places(
    rendition: Rendition, found: list[Finding], fragment: str, pictures: list[int]
) -> None:
    """Write down where each finding, paragraph and equation stands."""
    outlined = outline.read(fragment)
    outlined.learn(pictures)
    for row, finding in zip(rendition.findings, found, strict=True):
        place = outlined.place(finding)
        row["page"] = outlined.page(finding)
        row["anchor"] = place.anchor if place else ""
    rendition.outline = outline.told(outlined)


def _keep_pictures(rendition: Rendition, found: list[Finding], folder: Path) -> None:
    """Keep the pictures that somebody is asked to describe."""
    rendition.save()
    wanted = {
        each.fix.key: folder / each.fix.picture
        for each in found
        if each.fix and each.fix.kind == "pictures" and each.fix.picture
    }
    for key, path in wanted.items():
        if path.suffix.lower() in webtext.PICTURES and path.is_file():
            _keep_picture(rendition, key, path.name, path.read_bytes())


def _keep_picture(rendition: Rendition, name: str, filename: str, body: bytes) -> None:
    picture = RenditionPicture(rendition=rendition, name=name)
    if not rendition.pictures.filter(name=name).exists():
        picture.file.save(filename, ContentFile(body), save=False)
        picture.save()


def _as_data(folder: Path, name: str) -> str:
    """Return a picture beside a web page as a data address."""
    path = (folder / name).resolve()
    media_type = webtext.PICTURES.get(path.suffix.lower(), "")
    if not media_type or not path.is_relative_to(folder) or not path.is_file():
        return ""
    return f"data:{media_type};base64,{base64.b64encode(path.read_bytes()).decode()}"


# --- Volumes ------------------------------------------------------------------
def open_job() -> BuildJob:
    """Return a new build that waits for the worker."""
    return BuildJob.objects.create()


def start(*, work: Work, now: datetime) -> bool:
    """Take waiting work; False when somebody else has it, or it is over."""
    taken = (
        type(work)
        .objects.filter(pk=work.pk, state=WorkState.QUEUED)
        .update(
            state=WorkState.RUNNING,
            started_at=now,
            heartbeat_at=now,
            finished_at=None,
            error="",
            findings=[],
        )
    )
    work.refresh_from_db()
    return bool(taken)


def build_volume(
    *,
    order: VolumeOrder,
    job: BuildJob,
    out: Path,
    formats: tuple[str, ...] = ("pdf", "epub", "html", "jats"),
) -> dict:
    """Build the whole volume into `out`, and return the library's manifest.

    `job` is running, and stays so: whoever publishes the result finishes it.

    Raises:
        BuildBlocked: when findings keep the volume from being built; they are
            on the job.
        LeaseLost: when the job was given up meanwhile.
        PressError: when a tool failed.
    """
    with _heartbeat(job), _job_folder() as folder:
        try:
            result = _build(
                order,
                folder,
                formats=formats,
                progress=_Reporter(job, {p.id: p.title for p in order.papers}),
            )
        except ProceedingsError as problem:
            raise PressError(str(problem), problem.subject) from problem
        job.findings = as_rows(result.report)
        job.save(update_fields=["findings"])
        if job.blocking_findings:
            raise BuildBlocked(job.blocking_findings)
        if result.exit_code:
            message = "The volume was not written."
            raise PressError(message, job)
        shutil.move(folder / "out", out)
    return result.manifest


def set_booklet(*, order: VolumeOrder) -> bytes:
    """Return a small book of our own making as a PDF; nobody watches its progress.

    Raises:
        PressError: when something blocks it, or a tool failed.
    """
    with _job_folder() as folder:
        try:
            result = _build(order, folder, formats=("pdf",))
        except ProceedingsError as problem:
            raise PressError(str(problem), problem.subject) from problem
        if result.exit_code:
            codes = ", ".join(sorted({row["code"] for row in as_rows(result.report)}))
            message = f"The booklet was not set: {codes}"
            raise PressError(message, order.title)
        return (folder / "out" / "volume.pdf").read_bytes()


def draw_cover(*, folder: Path) -> None:
    """Draw the first page of a built volume as its cover, beside it."""
    with closing(pdfium.PdfDocument(folder / "volume.pdf")) as document:
        page = document[0]
        scale = COVER_WIDTH / page.get_width()
        page.render(scale=scale).to_pil().save(folder / COVER, optimize=True)


def page_count(*, pdf: Path | bytes) -> int:
    """Return how many pages a finished PDF has."""
    with closing(pdfium.PdfDocument(pdf)) as document:
        return len(document)


def enter_step(*, job: BuildJob, step: BuildStep) -> None:
    """Show the editors what the worker does now.

    Raises:
        LeaseLost: when the job was given up meanwhile.
    """
    _beat(job, step=step, message="")


def finish_job(*, job: BuildJob) -> None:
    """Mark the build as done; call it in the transaction that publishes.

    Raises:
        LeaseLost: when the job was given up meanwhile.
    """
    now = timezone.now()
    finished = BuildJob.objects.filter(pk=job.pk, state=WorkState.RUNNING).update(
        state=WorkState.DONE, finished_at=now, heartbeat_at=now, message=""
    )
    if not finished:
        message = "The job was given up."
        raise LeaseLost(message, job)
    job.refresh_from_db()


def fail_job(*, job: BuildJob, error: str) -> None:
    """Mark the build as failed, with the reason for those who run the site."""
    if not job.is_finished:
        _fail(job, error=error)


def fail_abandoned(*, work: Work, now: datetime) -> bool:
    """Mark work as failed whose worker fell silent; True when it was so."""
    work.refresh_from_db()
    if not work.is_abandoned(now):
        return False
    _fail(work, error="The worker fell silent.")
    return True


# --- Inside -------------------------------------------------------------------
class _Reporter:
    """Writes the library's progress to the job, at most twice a second."""

    def __init__(self, job: BuildJob, titles: dict[str, str]) -> None:
        self._job = job
        self._titles = titles
        self._written = 0.0

    def __call__(self, progress) -> None:
        moment = time.monotonic()
        if moment - self._written < SECONDS_BETWEEN_WRITES:
            return
        self._written = moment
        _beat(
            self._job,
            step=BuildStep(progress.step),
            done=progress.done,
            total=progress.total,
            message=self._titles.get(progress.paper, progress.paper)[:500],
        )


def _beat(work: Work, **fields) -> None:
    alive = (
        type(work)
        .objects.filter(pk=work.pk, state=WorkState.RUNNING)
        .update(heartbeat_at=timezone.now(), **fields)
    )
    if not alive:
        message = "The job was given up."
        raise LeaseLost(message, work)
    for name, value in fields.items():
        setattr(work, name, value)


@contextmanager
def _heartbeat(work: Work) -> Iterator[None]:
    """Show that this worker is alive while a single step takes long."""
    over = threading.Event()

    def beat() -> None:
        try:
            while not over.wait(SECONDS_BETWEEN_HEARTBEATS):
                _beat(work)
        except (LeaseLost, DatabaseError):
            # The build itself notices at its next word; this only keeps time.
            logger.warning("No heartbeat for %s.", work)
        finally:
            connection.close()

    thread = threading.Thread(target=beat, name="press-heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def _failure_shows(work: Work) -> Iterator[None]:
    """Leave no work running whose worker stumbled."""
    try:
        yield
    except ProceedingsError as problem:
        _fail(work, error=str(problem))
    except Exception as problem:
        _fail(work, error=f"{type(problem).__name__}: {problem}")
        raise


@transaction.atomic
def _fail(work: Work, *, error: str) -> None:
    work.error = error
    _finish(work, WorkState.FAILED)


def _finish(work: Work, state: WorkState) -> None:
    work.enter(state)
    work.finished_at = timezone.now()
    work.save()


def _build(order: VolumeOrder, folder: Path, **options):
    """Have the library build an order into `folder/out`."""
    # Slow import: only the worker needs the typesetter.
    from proceedings import build  # noqa: PLC0415

    source = folder / "source"
    source.mkdir()
    orderbook.write_volume(order=order, folder=source)
    cache = Path(settings.PRIVATE_ROOT) / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    return build(source, folder / "out", cache=cache, **options)


@contextmanager
def _job_folder() -> Iterator[Path]:
    """Make a fresh private folder, and remove it with all that is in it."""
    jobs = Path(settings.PRIVATE_ROOT) / "jobs"
    folder = jobs / uuid.uuid4().hex
    folder.mkdir(parents=True, mode=0o700)
    # What a killed worker left behind: no job lives for a day.
    for other in jobs.iterdir():
        with suppress(FileNotFoundError):
            if other.stat().st_mtime < time.time() - SECONDS_OF_A_DAY:
                shutil.rmtree(other, ignore_errors=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
