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
    {"press", "outbox"},
    {"translation"},
    {"news", "network"},
    {"newspaper", "conference"},
    {"reviewing"},
    {"production"},
    {"publications", "programme"},
    {"reports"},
    {"home", "search"},
    {"api"},
    {"webhooks"},
    {"demo"},
]
# Wagtail's own models point at these by a setting, so they are below everything.
IN_PLACE_OF_WAGTAILS = {"accounts.User", "assets.CoopImage", "assets.CoopDocument"}


def test_import_contracts_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_every_app_of_ours_has_a_level() -> None:
    ours = {
        app.label
        for app in apps.get_app_configs()
        if app.name.startswith("cms.") or app.name in {"home", "search"}
    }
    assert set().union(*LEVELS) == ours


def test_foreign_keys_point_to_lower_apps() -> None:
    """Django's string references are invisible to the import linter."""
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if _level(model) is not None
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if field.is_relation and not _may_point(model, field.related_model)
    ]
    assert wrong == []


def _may_point(model: type[models.Model], target: type[models.Model] | None) -> bool:
    """Whether a model may know the other: of its own app, or of a lower one."""
    if target is None or _level(target) is None:
        # A generic relation, or not one of ours.
        return True
    if target._meta.label in IN_PLACE_OF_WAGTAILS:
        return True
    own_app = model._meta.app_label == target._meta.app_label
    return own_app or _level(target) < _level(model)


def _level(model: type[models.Model]) -> int | None:
    for level, names in enumerate(LEVELS):
        if model._meta.app_label in names:
            return level
    return None
