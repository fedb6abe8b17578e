"""What somebody who started the site wants to know first."""

from pathlib import Path

from django.conf import settings

from cms.core.addresses import absolute
from cms.demo.accounts import ACCOUNTS, PASSWORD
from cms.publications.models import Edition

LINE = "-" * 72


def welcome() -> str:
    """Return addresses, accounts, and where the books are."""
    languages = [
        f"  {name:<14}{absolute(f'/{code}/')}" for code, name in settings.LANGUAGES
    ]
    accounts = [f"  {one.role:<14}{one.email}" for one in ACCOUNTS]
    lines = [
        *("", LINE, "COOP Press is being served. Stop it with Ctrl-C.", ""),
        *languages,
        f"  {'editors':<14}{absolute('/admin/')}",
        f"  {'API':<14}{absolute('/api/v1/')}",
        *("", f"Demo accounts (password for all: {PASSWORD})"),
        *accounts,
        *("", "Books"),
        *(_books() or ["  none yet: compile a volume in the admin"]),
        *(LINE, ""),
    ]
    return "\n".join(lines)


def _books() -> list[str]:
    editions = Edition.objects.current().select_related("volume")
    return [
        line
        for edition in editions.prefetch_related("files")
        for line in [
            f"  {edition.title}",
            *(
                f"    {_short(file.disk_path)}"
                for file in edition.files.all()
                if file.paper_id is None and file.kind in {"pdf", "epub"}
            ),
        ]
    ]


def _short(path: Path) -> Path:
    inside = path.is_relative_to(settings.BASE_DIR)
    return path.relative_to(settings.BASE_DIR) if inside else path
