"""The documentation prints the table that the code applies."""

from pathlib import Path

from cms.conference import statetable
from cms.conference.enums import TRANSITIONS

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "submissions.md"


def test_reference_page_holds_the_table_of_the_code():
    page = PAGE.read_text()
    assert statetable.inserted(page) == page


def test_table_has_a_line_for_each_state_and_event():
    lines = statetable.table().splitlines()[2:]
    cells = [tuple(cell.strip() for cell in line.split("|")[1:3]) for line in lines]
    assert cells == [(str(state), str(event)) for state, event in TRANSITIONS]
