"""The page of a book, and how it is printed, as values.

All lengths are millimetres or points as their names say; the type area follows
from page and margins. A measure holds 60 to 72 characters, 45 to 55 in columns.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Layout:
    """Page, margins and type of a book.

    `tallest_pt` is the most height a picture may take; `table_pt` the size of
    the type in tables.
    """

    name: str
    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    inside_mm: float
    outside_mm: float
    base_pt: float
    leading_pt: float
    tallest_pt: float
    columns: int = 1
    gutter_mm: float = 0.0
    table_pt: float = 8.0

    @property
    def full_pt(self) -> float:
        """The width of the type area."""
        return (self.width_mm - self.inside_mm - self.outside_mm) * POINTS_PER_MM

    @property
    def measure_pt(self) -> float:
        """The width of one column."""
        gutters = (self.columns - 1) * self.gutter_mm * POINTS_PER_MM
        return (self.full_pt - gutters) / self.columns

    @property
    def across_pt(self) -> float:
        """The width of what is turned by a quarter on an upright page."""
        return (self.height_mm - self.top_mm - self.bottom_mm - 6) * POINTS_PER_MM

    @property
    def landscape_pt(self) -> float:
        """The width of the type area on a page that is turned."""
        return (self.height_mm - self.inside_mm - self.outside_mm) * POINTS_PER_MM


B5 = Layout("b5", 176, 250, 27, 31, 25, 31, 10.4, 14.0, 470)
A4 = Layout("a4", 210, 297, 30, 36, 34, 44, 11.2, 15.2, 560)
A4_TWO_COLUMNS = Layout(
    "a4-2col", 210, 297, 25, 27, 21, 19, 9.4, 12.6, 560, columns=2, gutter_mm=7
)
# The page of a newspaper; its columns are counted by the issue.
NEWSPAPER = Layout(
    "newspaper", 210, 297, 20, 19, 15, 15, 9.0, 11.4, 480, columns=4, gutter_mm=5
)
LAYOUTS: Mapping[str, Layout] = MappingProxyType(
    {layout.name: layout for layout in (B5, A4, A4_TWO_COLUMNS)}
)
DEFAULT = B5.name


def layout(name: str) -> Layout:
    """Return the layout of a name that `volume.toml` was checked for."""
    return LAYOUTS[name or DEFAULT]
