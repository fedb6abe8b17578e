"""After each test of the desk, the data still makes sense."""

from pathlib import Path

import pytest

DESK = {"conference", "reviewing", "production", "outbox"}


@pytest.fixture(autouse=True)
def _data_makes_sense(request):
    """Ask every rule at the end, before the test's data go away.

    `breaks_rules` marks a test that damages rows on purpose.
    """
    here = Path(request.node.path).parent.name
    marker = request.node.get_closest_marker("django_db")
    if here not in DESK or marker is None:
        yield
        return
    request.getfixturevalue("_django_db_helper")
    yield
    if request.node.get_closest_marker("breaks_rules"):
        return
    from cms.core import invariants

    assert [str(violation) for violation in invariants.violations()] == []
