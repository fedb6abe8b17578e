"""The directions of imports hold, and foreign keys follow them."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parents[2]
LEVELS = [
    {"identity", "accounts", "assets"},
    {"core"},
    {"press"},
    {"news", "network"},
    {"newspaper", "conference"},
    {"publications"},
    {"api", "home", "search"},
    {"demo"},
]


def test_import_contracts_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_foreign_keys_point_to_lower_apps() -> None:
    """Django's string references are invisible to the import linter."""
    wrong = [
        f"{model.__module__}.{model.__name__}.{field.name} -> {target._meta.label}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and isinstance(target := field.related_model, type)
        and 0 <= _level(model) < _level(target)
    ]
    assert wrong == []


def _level(model: type[models.Model]) -> int:
    for level, names in enumerate(LEVELS):
        if model._meta.app_label in names:
            return level
    # Not one of ours.
    return -1
