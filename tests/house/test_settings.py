"""The production settings ask for what they need, and are safe."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMPLETE = {
    "SECRET_KEY": "a key of fifty characters is long enough, 0123456789!",
    "ALLOWED_HOSTS": "coop.example.org",
    "BASE_URL": "https://coop.example.org",
}


def manage(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env={"DJANGO_SETTINGS_MODULE": "cms.settings.production", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_missing_variable_is_named_with_its_purpose() -> None:
    incomplete = {key: COMPLETE[key] for key in ("ALLOWED_HOSTS", "BASE_URL")}
    result = manage("check", **incomplete)
    assert result.returncode != 0
    assert (
        result.stderr.strip()
        .splitlines()[-1]
        .endswith(
            "Set the environment variable SECRET_KEY:"
            " signs sessions and links; 50 random characters"
        )
    )


def test_production_settings_pass_the_deployment_check(tmp_path: Path) -> None:
    result = manage(
        *("check", "--deploy", "--fail-level", "WARNING"),
        **COMPLETE,
        COOP_VAR=str(tmp_path),
    )
    assert (result.returncode, result.stdout.strip()) == (
        0,
        "System check identified no issues (1 silenced).",
    ), result.stderr
