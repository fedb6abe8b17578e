"""Every test of translations leaves a sound page tree."""

import pytest
from wagtail.models import Page

SOUND = ([], [], [], [], [])


@pytest.fixture(autouse=True)
def _sound_tree(db):
    yield
    assert Page.find_problems() == SOUND
