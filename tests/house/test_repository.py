"""The files of the project name no machine, no package index and no secret."""

import re
import subprocess
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ZIPPED = {".docx", ".odt", ".zip", ".epub"}
BINARY = {".woff2", ".ttf", ".otf", ".png", ".jpg", ".webp", ".pdf", ".ico", ".gif"}
FORBIDDEN = {
    "a path of one machine": r"(?<![\w./$}>-])/(?:work|root|tmp|home/\w+|Users/\w+)\b",
    "a package index": (
        r"(?<!emit)-index-url|--find-links|PIP_INDEX|pythonhosted\.org"
        r"|pypi\.org|registry\.npmjs|\b(?:artifactory|devpi)\b"
    ),
    "a numbered host": (
        r"://(?!127\.0\.0\.1|0\.0\.0\.0|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.)"
        r"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}"
    ),
    "a private key": r"BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY",
    "an access token": r"\b(?:ghp_|github_pat_|AKIA|xox[bp]-|sk-)[A-Za-z0-9_-]{16,}",
    "a written secret": (
        r"(?i)\w*(?:secret|password|token|api_key)\w*\s*[=:]\s*"
        r"[\"'](?=[^\"']*\d)[A-Za-z0-9+/_-]{24,}[\"']"
    ),
    "a writing machine": (
        r"(?i)\b(?:claude|anthropic|openai|chatgpt|copilot|subagent|llm)\b"
        r"|language model"
    ),
}
GUILTY = {
    "a path of one machine": [
        "/".join(("cd ", "work", "main")),
        '"/root"',
        "see /home/ana/coop",
    ],
    "a package index": ["pip install --extra-index-url x", "PIP_INDEX_URL=x"],
    "a numbered host": ["http://10.0.0.7/simple", "https://192.0.3.1/"],
    "a private key": ["-----BEGIN RSA PRIVATE KEY-----"],
    "an access token": ["ghp_0123456789abcdefABCD"],
    "a written secret": ["SECRET_KEY = 'k3y0123456789abcdefghijklmno'"],
    "a writing machine": ["Written by Claude", "a Language Model"],
}
INNOCENT = [
    "tests/work/main",
    "https://example.org/home/",
    "uv pip compile --no-emit-index-url",
    "http://127.0.0.1:8000",
    # Addresses for documentation (RFC 5737).
    "https://192.0.2.7/hook",
    "https://203.0.113.9/",
    'token = "{% csrf_token %}"',
    "{% url 'x' %}/tmpl",
]


def tracked_files() -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    files = [ROOT / name for name in listing.stdout.split("\0") if name]
    return [file for file in files if file.is_file()]


def texts_of(file: Path) -> list[str]:
    """Return what a file says; of a manuscript, what lies inside it."""
    if file.suffix in BINARY or file == Path(__file__):
        return []
    if file.suffix not in ZIPPED:
        return [file.read_text(encoding="utf-8", errors="replace")]
    with zipfile.ZipFile(file) as archive:
        return [
            archive.read(name).decode("utf-8", errors="replace")
            for name in archive.namelist()
            if Path(name).suffix not in BINARY
        ]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    guilty = [
        f"{file.relative_to(ROOT)}: {match.group()}"
        for file in tracked_files()
        for text in texts_of(file)
        for match in pattern.finditer(text)
    ]
    assert guilty == []


@pytest.mark.parametrize("what", FORBIDDEN)
def test_pattern_knows_the_guilty(what: str) -> None:
    missed = [text for text in GUILTY[what] if not re.search(FORBIDDEN[what], text)]
    assert missed == []


@pytest.mark.parametrize("what", FORBIDDEN)
def test_pattern_spares_the_innocent(what: str) -> None:
    assert [text for text in INNOCENT if re.search(FORBIDDEN[what], text)] == []


def test_built_files_are_not_tracked() -> None:
    built = {".mo", ".pyc", ".sqlite3", ".log", ".whl", ".gz"}
    assert [file for file in tracked_files() if file.suffix in built] == []
