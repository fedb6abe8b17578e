"""Which article stands on which page of an issue, in how many columns, how high.

The plan is made from measured heights, in points. It never lets an article jump:
each begins where the one before it ends, and what is longer than the rest of a
page runs on at the head of the next one.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

SIGNATURE = 4
# Lines that must stand below a head, and above the end of an article, on a page.
_FEW_LINES = 7
# Two articles stand side by side when neither leaves more of its column empty.
_UNEVEN = 0.2
# What is left of a page: less is spread between articles, more becomes a panel.
_PANEL_PT = 42.0
# The same head with a larger picture.
_LARGER = {"lead": "grand", "half": "broad"}


@dataclass(frozen=True, slots=True)
class Piece:
    """The heights of an article: its text in one column, and its head by style.

    `pair` holds the head in 1, 2 … columns.
    """

    body: float
    heads: Mapping[str, float]
    pair: tuple[float, ...]
    pictured: bool = False


@dataclass(frozen=True, slots=True)
class Heights:
    """All that was measured of an issue."""

    page: float
    nameplate: float
    ending: float
    gap: float
    line: float
    columns: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """An article in a row: its columns, and the height of its text."""

    index: int
    style: str
    span: int
    height: float


@dataclass(frozen=True, slots=True)
class Row:
    """One article over all columns, or two side by side."""

    parts: tuple[Part, ...]


@dataclass(slots=True)
class Leaf:
    """A page; `closing` is run-on, stretch or panel.

    `continues` tells that an article of the page before ends here, `reserve` how
    many points at the foot a text that runs on must not take.
    """

    rows: list[Row] = field(default_factory=list)
    closing: str = "run-on"
    continues: bool = False
    ending: bool = False
    reserve: float = 0.0


@dataclass(slots=True)
class Plan:
    """The pages in order, and what articles leave open of them, in points.

    `tails` tells how high the text of an article stands on its last page, when it
    runs on from the page before.
    """

    leaves: list[Leaf]
    starts: dict[int, int] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)
    tails: dict[int, float] = field(default_factory=dict)
    open_pt: float = 0.0

    @property
    def empty_pages(self) -> int:
        """How many pages hold no line of an article."""
        return sum(
            not leaf.rows and not leaf.continues and not leaf.ending
            for leaf in self.leaves
        )


def plan(
    heights: Heights,
    *,
    large: bool,
    pins: Mapping[int, int],
    more: Mapping[tuple[int, int], float],
) -> Plan:
    """Return the plan of an issue whose page count is a multiple of four.

    `large` sets pictures over all columns; `pins` names the first page of an
    article; `more` is what the text of an article needs besides its share, by
    article and columns, as a trial has shown.
    """
    maker = _Maker(heights, large, dict(pins), dict(more))
    index = 0
    while index < len(heights.pieces):
        index += maker.place(index)
    return maker.close()


class _Maker:
    def __init__(
        self,
        heights: Heights,
        large: bool,
        pins: dict[int, int],
        more: dict[tuple[int, int], float],
    ) -> None:
        self._all = heights
        self._large = large
        self._pins = pins
        self._more = more
        self._plan = Plan([Leaf()])
        self._rest = heights.page - heights.nameplate

    @property
    def _leaf(self) -> Leaf:
        return self._plan.leaves[-1]

    @property
    def _page(self) -> int:
        return len(self._plan.leaves)

    def place(self, index: int) -> int:
        """Place one article, or two side by side; return how many."""
        while self._pins.get(index, 1) > self._page:
            self._turn()
        pair = self._pair(index)
        if pair:
            self._put(pair, max(self._needs(part) for part in pair.parts))
            return 2
        part = self._alone(index)
        if self._needs(part) <= self._room():
            self._put(Row((part,)), self._needs(part))
        elif not self._broken(part):
            self._turn()
            part = self._alone(index)
            if self._needs(part) <= self._room():
                self._put(Row((part,)), self._needs(part))
            else:
                self._broken(part, anyway=True)
        return 1

    def _room(self) -> float:
        taken = bool(self._leaf.rows or self._leaf.continues or self._page == 1)
        return self._rest - self._all.gap * taken

    def _text(self, index: int, span: int) -> float:
        """Return the height of a text in so many columns, in whole lines."""
        line = self._all.line
        share = self._all.pieces[index].body / span
        return math.ceil(share / line) * line + self._more.get((index, span), 0.0)

    def _alone(self, index: int) -> Part:
        span = self._all.columns
        style = "plain"
        if index == 0:
            style = "lead"
        elif self._all.pieces[index].pictured:
            style = "half"
        if self._large:
            style = _LARGER.get(style, style)
        return Part(index, style, span, self._text(index, span))

    def _needs(self, part: Part) -> float:
        return self._head(part) + part.height

    def _head(self, part: Part) -> float:
        piece = self._all.pieces[part.index]
        if part.style == "pair":
            return piece.pair[part.span - 1]
        return piece.heads[part.style]

    def _pair(self, index: int) -> Row | None:
        """Return two articles side by side, when they are nearly of one height."""
        following = index + 1
        if index == 0 or following >= len(self._all.pieces):
            return None
        if self._pins.get(following, self._page) != self._page:
            return None
        best: tuple[float, Row] | None = None
        for span in range(1, self._all.columns):
            other = self._all.columns - span
            parts = (
                Part(index, "pair", span, self._text(index, span)),
                Part(following, "pair", other, self._text(following, other)),
            )
            low, high = sorted(map(self._needs, parts))
            fits = high <= min(self._room(), 0.62 * self._all.page)
            if fits and high - low <= _UNEVEN * high and (not best or high < best[0]):
                best = (high, Row(parts))
        return best[1] if best else None

    def _put(self, row: Row, height: float) -> None:
        self._rest = self._room() - height
        self._leaf.rows.append(row)
        for part in row.parts:
            self._plan.starts[part.index] = self._page
            self._plan.ends[part.index] = self._page

    def _broken(self, part: Part, *, anyway: bool = False) -> bool:
        """Begin an article here and let it run on, when enough of it fits."""
        few = _FEW_LINES * self._all.line
        here = self._room() - self._head(part)
        rest = part.height - here
        if not anyway and (here < few or rest < few):
            return False
        if rest < few:
            # The end of a text takes some lines along; they leave room here.
            self._leaf.reserve = few - rest
            rest = few
        pages = 0
        while rest > self._all.page:
            rest -= self._all.page
            pages += 1
        self._leaf.rows.append(Row((part,)))
        self._plan.starts[part.index] = self._page
        for _ in range(pages + 1):
            self._plan.leaves.append(Leaf(continues=True))
        self._plan.ends[part.index] = self._page
        self._plan.tails[part.index] = rest
        self._rest = self._all.page - rest
        return True

    def _turn(self) -> None:
        """Close the page and open the next one."""
        self._finish(self._rest)
        self._plan.leaves.append(Leaf())
        self._rest = self._all.page

    def _finish(self, left: float) -> None:
        left = self._enlarged(left)
        bare = not self._leaf.rows and not self._leaf.continues
        panel = bare or left > _PANEL_PT + self._all.gap
        self._leaf.closing = "panel" if panel else "stretch"
        self._plan.open_pt += left

    def _enlarged(self, left: float) -> float:
        """Give pictures the room that is left; return what is left after that."""
        for place, row in enumerate(self._leaf.rows):
            part = row.parts[0]
            style = _LARGER.get(part.style, "")
            if not style or not self._all.pieces[part.index].pictured:
                continue
            larger = replace(part, style=style)
            more = self._needs(larger) - self._needs(part)
            if 0 < more <= left:
                self._leaf.rows[place] = Row((larger,))
                left -= more
        return left

    def close(self) -> Plan:
        """Bring the ending to the foot of the last page."""
        while (
            self._page % SIGNATURE or self._rest < self._all.ending + 2 * self._all.gap
        ):
            self._turn()
        self._finish(self._rest - self._all.ending - 2 * self._all.gap)
        self._leaf.ending = True
        return self._plan


def cost(tried: Plan) -> tuple[float, float]:
    """Return the pages without an article, and the points that are left open."""
    return float(tried.empty_pages), tried.open_pt
