"""The gate of SECURITY: what is refused, before a parser opens it, and how soon.

Zip bombs, entities, paths, macros, other files under a false name.
"""

import time

import pytest

from proceedings.model import PaperEntry
from proceedings.readers import read_paper
from proceedings.report import Severity
from tests.proceedings.hostile import refused

ROWS = {name: (data, code) for name, data, code in refused.rows()}
SECONDS = 1.0


@pytest.mark.parametrize("name", ROWS)
def test_what_the_gate_knows_is_refused_and_leaves_nothing(tmp_path, name):
    data, code = ROWS[name]
    source, job = tmp_path / "in" / name, tmp_path / "job"
    source.parent.mkdir()
    job.mkdir()
    source.write_bytes(data)
    started = time.process_time()
    reading = read_paper(PaperEntry("p", source, source.parent), job)
    assert time.process_time() - started < SECONDS
    assert [(each.code, each.severity) for each in reading.findings] == [
        (code, Severity.BLOCKS)
    ]
    assert reading.paper is None
    assert sorted(tmp_path.iterdir()) == [source.parent, job]
    assert list(source.parent.iterdir()) == [source]
