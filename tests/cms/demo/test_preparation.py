"""The steps that take a fresh clone to a site."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation.reloader import translation_file_changed

from cms.demo import preparation
from cms.demo.console import Line


@pytest.fixture
def fresh_clone(settings, tmp_path):
    """Catalogues that nobody has compiled, and that Django has looked for already."""
    kept, *others = settings.LOCALE_PATHS
    for source in Path(kept).glob("**/LC_MESSAGES/*.po"):
        target = tmp_path / source.relative_to(kept)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    settings.LOCALE_PATHS = [tmp_path]
    translation_file_changed(None, Path("forget.mo"))
    with translation.override("sl"):
        assert gettext("Proceedings") == "Proceedings"
    yield
    settings.LOCALE_PATHS = [kept, *others]
    translation_file_changed(None, Path("forget.mo"))


@pytest.mark.usefixtures("fresh_clone")
def test_words_compiled_first_are_spoken_at_once():
    preparation.translate(Line(StringIO(), "Translations"))
    with translation.override(settings.LANGUAGE_CODE):
        assert gettext("Proceedings") == "Zbornik"
