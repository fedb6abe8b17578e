"""The checks, measured: what they find of what was seeded, and what they invent.

`pytest -s` prints the table for each code.
"""

from collections import Counter
from pathlib import Path

import pytest

from proceedings import checks
from proceedings.report import Finding, Severity
from proceedings.workbench import Workbench
from tests.proceedings.seeded import shelf
from tests.proceedings.seeded.shelf import Seeded

FEWEST_DEFECTS = 200
FEWEST_DOCUMENTS = 40
WANTED = 0.95

Examined = list[tuple[Seeded, list[Finding]]]


@pytest.fixture(scope="module")
def examined(tmp_path_factory: pytest.TempPathFactory) -> Examined:
    folder = tmp_path_factory.mktemp("seeded")
    documents = [*shelf.spoilt(folder / "spoilt"), *shelf.controls(folder / "clean")]
    jobs = [
        (checks.prepare, (each.entry, folder / "jobs" / each.name))
        for each in documents
    ]
    with Workbench(2) as bench:
        outcomes = list(bench.run(jobs))
    assert [each.problem for each in outcomes if each.problem] == []
    return [
        (each, outcome.value.findings)
        for each, outcome in zip(documents, outcomes, strict=True)
    ]


def test_defects_are_found_and_none_is_invented(examined: Examined) -> None:
    spoilt = [(each, found) for each, found in examined if each.defects]
    seeded, right, wrong = Counter[str](), Counter[str](), Counter[str]()
    for each, found in spoilt:
        codes = {finding.code for finding in found}
        seeded.update(each.codes)
        right.update(codes & each.codes)
        wrong.update(codes - each.codes)
    print(_table(seeded, right, wrong))  # noqa: T201 - asked for with -s
    assert len(spoilt) >= FEWEST_DOCUMENTS
    assert seeded.total() >= FEWEST_DEFECTS
    assert right.total() / seeded.total() >= WANTED
    assert right.total() / (right.total() + wrong.total()) >= WANTED


def _table(seeded: Counter[str], right: Counter[str], wrong: Counter[str]) -> str:
    lines = [f"\n{'code':34} seeded found invented"]
    lines += [
        f"{code:34} {seeded[code]:6} {right[code]:5} {wrong[code]:8}"
        for code in sorted({*seeded, *wrong})
    ]
    found, all_found = right.total(), right.total() + wrong.total()
    lines.append(
        f"{'together':34} {seeded.total():6} {found:5} {wrong.total():8}   "
        f"recall {found / seeded.total():.3f}, precision {found / all_found:.3f}"
    )
    return "\n".join(lines)


def test_findings_name_the_place_of_the_defect(examined: Examined) -> None:
    placed = [
        (each.name, code, place, [f.where for f in found if f.code == code])
        for each, found in examined
        for code, place in each.defects
        if place and any(f.code == code for f in found)
    ]
    lost = [row for row in placed if not any(row[2] in where for where in row[3])]
    assert lost == []


def test_clean_papers_with_near_misses_have_no_findings(examined: Examined) -> None:
    told = {
        each.name: [(f.code, f.where) for f in found]
        for each, found in examined
        if not each.defects
    }
    assert {name: rows for name, rows in told.items() if rows} == {}


def test_only_what_shuts_readers_out_blocks(examined: Examined) -> None:
    blocking = {
        f.code for _, found in examined for f in found if f.severity is Severity.BLOCKS
    }
    assert blocking == {
        "citation-unresolved",
        "equation-unconverted",
        "glyph-missing",
        "glyph-private",
        "picture-alt-says-nothing",
        "picture-decorative-unmarked",
        "picture-missing",
        "picture-unreadable",
        "picture-without-alt",
    }


def test_the_set_is_the_same_every_time(tmp_path: Path) -> None:
    first = [each.defects for each in shelf.spoilt(tmp_path / "a")]
    assert first == [each.defects for each in shelf.spoilt(tmp_path / "b")]
