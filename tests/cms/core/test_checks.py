"""The checks at start-up find what they are there for."""

import pytest
from django.template.engine import Engine

from cms.core import checks


def test_site_as_it_is_passes():
    assert checks.page_types_are_translatable(None) == []
    assert checks.public_templates_show_the_funding(None) == []


def test_every_page_template_is_looked_at():
    found = set(checks.public_templates())
    assert found >= {
        "core/content_page.html",
        "home/home_page.html",
        "search/search.html",
    } - {"core/content_page.html"} | {"core/content_page.html"}


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        (
            "<html>{% block content %}{% endblock %}</html>",
            "does not extend base.html, so it may lack the funding statement.",
        ),
        (
            '{% extends "base.html" %}{% block footer %}{% endblock %}',
            "replaces the footer, which holds the funding statement.",
        ),
        ('{% extends "base.html" %}{% block content %}{% endblock %}', ""),
    ],
)
def test_template_without_the_funding_is_found(tmp_path, settings, source, fault):
    (tmp_path / "page.html").write_text(source)
    options = settings.TEMPLATES[0]["OPTIONS"]
    engine = Engine(
        dirs=[tmp_path, *settings.TEMPLATES[0]["DIRS"]],
        app_dirs=True,
        context_processors=options["context_processors"],
        libraries=Engine.get_default().libraries,
    )
    assert checks._fault_of(engine, "page.html") == fault
