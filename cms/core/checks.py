"""Invariants of the whole site, checked whenever it starts."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.engine import Engine
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from wagtail.models import get_page_models
from wagtail_localize.fields import TranslatableField, get_translatable_fields

from cms.core.models import BasePage

BASE_TEMPLATE = "base.html"
# Templates that are parts of a page, or no pages for the public.
# Pieces, mails, and what goes to the press: none of them is a page of the site.
NO_PAGES = {"admin", "blocks", "components", "mail", "mails", "press", "wagtailadmin"}


@register("coop")
def page_types_are_translatable(app_configs, **kwargs) -> list[CheckMessage]:
    """Every page type is one of ours and has its title translated."""
    problems: list[CheckMessage] = []
    for model in get_page_models():
        if model._meta.app_label == "wagtailcore":
            continue
        if not issubclass(model, BasePage):
            problems.append(
                Error(
                    f"{model.__name__} is not built on BasePage.",
                    obj=model,
                    id="coop.E001",
                )
            )
            continue
        translated = {
            field.field_name
            for field in get_translatable_fields(model)
            if isinstance(field, TranslatableField)
        }
        missing = {"title", "slug"} - translated
        if missing:
            problems.append(
                Error(
                    f"{model.__name__} does not have translated: "
                    f"{', '.join(sorted(missing))}.",
                    obj=model,
                    id="coop.E002",
                )
            )
    return problems


@register("coop")
def public_templates_show_the_funding(app_configs, **kwargs) -> list[CheckMessage]:
    """Every public page is built on the base template, which names the funder."""
    engine = Engine.get_default()
    problems: list[CheckMessage] = []
    if not _shows_funding(engine, BASE_TEMPLATE):
        problems.append(
            Error("base.html does not show the funding statement.", id="coop.E003")
        )
    for name in public_templates():
        problem = _fault_of(engine, name)
        if problem:
            problems.append(Error(f"{name} {problem}", id="coop.E004"))
    return problems


def public_templates() -> list[str]:
    """Return the names of our templates that are pages for the public."""
    names = set()
    for folder in _template_folders():
        for file in folder.rglob("*.html"):
            parts = file.relative_to(folder).parts
            if NO_PAGES.isdisjoint(parts[:-1]) and _is_page(file):
                names.add("/".join(parts))
    return sorted(names - {BASE_TEMPLATE})


def _template_folders() -> list[Path]:
    own = [
        Path(app.path) / "templates"
        for app in apps.get_app_configs()
        if Path(app.path).is_relative_to(settings.BASE_DIR)
        and "site-packages" not in Path(app.path).parts
    ]
    return [
        folder
        for folder in (*map(Path, Engine.get_default().dirs), *own)
        if folder.is_dir()
    ]


def _is_page(file: Path) -> bool:
    text = file.read_text(encoding="utf-8")
    if '{% extends "wagtail' in text:
        return False
    return "<html" in text.lower() or "{% block content %}" in text


def _fault_of(engine: Engine, name: str) -> str:
    """Return what is wrong with the template, or nothing."""
    try:
        template = engine.get_template(name)
    except (TemplateDoesNotExist, TemplateSyntaxError) as error:
        return f"cannot be read: {error}"
    while name != BASE_TEMPLATE:
        parent = next(iter(template.nodelist.get_nodes_by_type(ExtendsNode)), None)
        own = ("{% funding_from_file %}", "{% funding %}")
        if parent is None and any(tag in _source(template) for tag in own):
            return ""
        if parent is None:
            return "does not extend base.html, so it may lack the funding statement."
        for block in parent.blocks.values():
            if block.name == "footer" and "block.super" not in _source(template):
                return "replaces the footer, which holds the funding statement."
        name = parent.parent_name.resolve({})
        template = engine.get_template(name)
    return ""


def _shows_funding(engine: Engine, name: str) -> bool:
    template = engine.get_template(name)
    if "{% funding %}" in _source(template):
        return True
    blocks = template.nodelist.get_nodes_by_type(BlockNode)
    footer = next((block for block in blocks if block.name == "footer"), None)
    parts = footer.nodelist.get_nodes_by_type(IncludeNode) if footer else []
    return any(
        "{% funding %}" in _source(engine.get_template(part.template.resolve({})))
        for part in parts
    )


def _source(template) -> str:
    return str(template.source)
