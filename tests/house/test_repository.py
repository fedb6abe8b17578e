"""The files of the project name no machine, no package index and no secret."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BINARY = {
    ".woff2",
    ".ttf",
    ".otf",
    ".png",
    ".jpg",
    ".webp",
    ".docx",
    ".odt",
    ".zip",
    ".pdf",
    ".epub",
    ".ico",
    ".gif",
    ".avif",
    ".mo",
    ".icc",
}
FORBIDDEN = {
    "a path of one machine": r"(?<![\w./$}])/(?:work|root|home/\w+|Users/\w+)/",
    "a package index": r"pypi\.org/simple|pythonhosted\.org|--index-url|--find-links",
    "a private key": r"BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY",
    "an access token": r"\b(?:ghp_|github_pat_|AKIA|xox[bp]-|sk-)[A-Za-z0-9_]{16,}",
}


def tracked_files() -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    files = [ROOT / name for name in listing.stdout.split("\0") if name]
    return [file for file in files if file.is_file()]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    guilty = [
        f"{file.relative_to(ROOT)}: {match.group()}"
        for file in tracked_files()
        if file.suffix not in BINARY and file != Path(__file__)
        for match in pattern.finditer(
            file.read_text(encoding="utf-8", errors="replace")
        )
    ]
    assert guilty == []


def test_built_files_are_not_tracked() -> None:
    built = {".mo", ".pyc", ".sqlite3", ".log"}
    assert [file for file in tracked_files() if file.suffix in built] == []
