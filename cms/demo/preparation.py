"""Takes a fresh clone to a site that can be served, one step a function."""

import hashlib
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation.reloader import translation_file_changed

from cms.accounts.models import User
from cms.core.catalogues import compile_catalogues
from cms.demo.console import Line
from cms.demo.stamps import Stamp, fingerprint
from cms.newspaper.models import IssueEdition, NewspaperIssuePage
from cms.newspaper.operations import compile_issue
from cms.newspaper.queries import issue_in_languages
from cms.press.models import BuildJob
from cms.publications.exceptions import CompileRunning
from cms.publications.models import Edition, Volume
from cms.publications.operations import compile_volume

SECONDS_BETWEEN_LOOKS = 0.5


def translate(line: Line) -> None:
    """Compile the catalogues that changed, and have Django read them anew.

    It has read those of the default language before the first one was compiled:
    what this process writes, mails among it, would stay in English.
    """
    compiled = [
        target
        for folder in settings.LOCALE_PATHS
        for target in compile_catalogues(folder=Path(folder))
    ]
    for target in compiled:
        translation_file_changed(None, target)
    line.result = f"{len(compiled)} compiled" if compiled else "unchanged"


class CountedMigrate(Migrate):
    """Django's migrate, telling a step how far it is."""

    def __init__(self, line: Line, total: int) -> None:
        super().__init__()
        self.step_line = line
        self.total = total
        self.count = 0

    def migration_progress_callback(
        self, action: str, migration: object = None, fake: bool = False
    ) -> None:
        """Count what was applied."""
        if action == "apply_success":
            self.count += 1
            self.step_line.progress(f"{self.count} of {self.total} migrations")


def migrate(line: Line) -> None:
    """Bring the database up to date."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        line.result = "unchanged"
        return
    if not executor.loader.applied_migrations:
        # Somebody threw the database away: what we remember of it is void.
        content_stamp().forget()
    call_command(CountedMigrate(line, len(plan)), verbosity=0, interactive=False)
    line.result = f"{len(plan)} migrations"


def collect_static(line: Line) -> None:
    """Copy and fingerprint style sheets, fonts and scripts."""
    stamp = Stamp(settings.VAR_DIR / "stamps", "static")
    inputs = fingerprint(_static_files(), settings.STORAGES["staticfiles"]["BACKEND"])
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if stamp.matches(inputs) and manifest.exists():
        line.result = "unchanged"
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write(inputs)
    line.result = "collected"


def load_content(line: Line) -> None:
    """Load the demo's pages, people and papers; keep what people changed."""
    stamp = content_stamp()
    folder = Path(__file__).parent
    inputs = fingerprint(file for file in folder.rglob("*") if _is_input(file))
    if stamp.matches(inputs):
        line.result = "unchanged"
        return
    call_command("load_demo", verbosity=0)
    stamp.write(inputs)
    line.result = "loaded"


def compile_volumes(line: Line) -> None:
    """Have the worker build the volumes that have no edition yet."""
    waiting = list(Volume.objects.filter(current_edition=None))
    if not waiting:
        line.result = "unchanged"
        return
    editor = User.objects.filter(is_superuser=True, is_active=True).earliest("pk")
    editions = [_compile(volume, editor) for volume in waiting]
    jobs = [edition.job_id for edition in editions]
    log = Path(settings.VAR_DIR) / "prepare.log"
    with (
        log.open("w") as told,
        subprocess.Popen(
            [
                *(sys.executable, "manage.py", "db_worker", "--batch", "--no-reload"),
                *("--queue-name", "*", "--no-startup-delay", "--verbosity", "0"),
            ],
            cwd=settings.BASE_DIR,
            stdout=told,
            stderr=told,
        ) as worker,
    ):
        while worker.poll() is None:
            time.sleep(SECONDS_BETWEEN_LOOKS)
            line.progress(_progress(jobs))
            if not BuildJob.objects.filter(pk__in=jobs, finished_at=None).exists():
                # Previews can wait for the worker of `serve`: it ends what it does now.
                worker.terminate()
                break
    for edition in editions:
        edition.refresh_from_db()
    built = [edition for edition in editions if edition.published_at]
    line.result = f"{len(built)} of {len(editions)} compiled"
    if len(built) < len(editions):
        line.result += f"; the admin says why, details are in {log}"


def order_issues(line: Line) -> None:
    """Hand the issues that were never printed to the worker of `serve`."""
    printed = IssueEdition.objects.values("issue_key")
    waiting = (
        NewspaperIssuePage.objects.live()
        .exclude(translation_key__in=printed)
        .values_list("translation_key", flat=True)
    )
    editor = User.objects.filter(is_superuser=True, is_active=True).earliest("pk")
    keys = set(waiting)
    for key in keys:
        compile_issue(issue=issue_in_languages(key), by=editor, now=timezone.now())
    line.result = f"{len(keys)} ordered" if keys else "unchanged"


def _compile(volume: Volume, editor: User) -> Edition:
    try:
        return compile_volume(volume=volume, by=editor)
    except CompileRunning as running:
        # Somebody stopped us at this very point: the order still stands.
        return running.edition


def _progress(jobs: list[int]) -> str:
    at_work = BuildJob.objects.filter(pk__in=jobs, finished_at=None).order_by("pk")
    job = at_work.filter(started_at__isnull=False).first()
    if job is None:
        return "previews of the manuscripts" if at_work else "finishing"
    count = f" {job.done} of {job.total}" if job.total else ""
    return f"{job.get_step_display()}{count}"


def content_stamp() -> Stamp:
    """Return the stamp of the content: one for each database."""
    database = "|".join(
        str(settings.DATABASES["default"].get(key))
        for key in ("ENGINE", "HOST", "PORT", "NAME")
    )
    name = hashlib.sha256(database.encode()).hexdigest()[:12]
    return Stamp(settings.VAR_DIR / "stamps", f"content-{name}")


def _static_files() -> Iterator[Path]:
    for finder in get_finders():
        for path, storage in finder.list(None):
            yield Path(storage.path(path))


def _is_input(file: Path) -> bool:
    return file.is_file() and "__pycache__" not in file.parts
