"""Sets an issue of a newspaper: measured, planned, tried and then typeset once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from proceedings import typesetter
from proceedings.book.assemble import Book
from proceedings.exceptions import ToolFailed
from proceedings.layouts import NEWSPAPER, POINTS_PER_MM
from proceedings.model import Newspaper
from proceedings.typesetter import MAIN, Files
from proceedings.writers.house import house_files
from proceedings.writers.newspaper import content
from proceedings.writers.newspaper.plan import (
    Heights,
    Leaf,
    Part,
    Piece,
    Plan,
    Row,
    cost,
    plan,
)
from proceedings.writers.typst import Code, call, value

# Sizes of the text, the usual one first: each is as good for readers, and one of
# them leaves least of the last pages open.
_SIZES = (9.0, 9.4, 8.6, 9.8, 10.3)
# Points by which a plan is thought worse for each point that a size is unusual.
_UNUSUAL = 225.0
_TRIALS = 12
# How many ways to set an issue are tried.
_KINDS = 4


@dataclass(frozen=True, slots=True)
class TypesetIssue:
    """The PDF of an issue, and the first and last page of each article."""

    pdf: bytes
    pages: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Kind:
    """How an issue is set: size of its text, and pictures over all columns or not."""

    size: float
    large: bool


class _Issue:
    """One issue on its way to the typesetter."""

    def __init__(self, book: Book, issue: Newspaper) -> None:
        self._book = book
        self._issue = issue
        self.papers = content.in_order(book, issue)
        self._pins = {
            index: issue.plan[paper.id]
            for index, paper in enumerate(self.papers)
            if paper.id in issue.plan
        }

    def set(self) -> TypesetIssue:
        """Return the finished issue.

        Raises:
            ToolFailed: when typst refuses, or a text cannot be made to fit.
        """
        fitting: list[tuple[_Kind, Plan]] = []
        for kind, heights in self._ranked()[:_KINDS]:
            tried = self._fitted(kind, heights)
            if tried is None:
                continue
            fitting.append((kind, tried))
            # A text that grew on trial may have opened a sheet for itself.
            if len(tried.leaves) == len(self._plan(kind, heights, {}).leaves):
                break
        if not fitting:
            message = "The text of an article does not fit its columns."
            raise ToolFailed(message, [(message, "")])
        kind, tried = min(fitting, key=lambda each: cost(each[1]))
        pdf = typesetter.typeset(
            self._files(kind, tried),
            conforming=not self._book.draft,
            timestamp=self._book.timestamp,
        )
        return TypesetIssue(pdf, self._pages(tried))

    def _fitted(self, kind: _Kind, heights: Heights) -> Plan | None:
        """Return a plan in which every text has its place, if trials find one."""
        more: dict[tuple[int, int], float] = {}
        for _ in range(_TRIALS):
            tried = self._plan(kind, heights, more)
            marks = typesetter.query(self._files(kind, tried), "mark")
            wanting = dict(_wanting(tried, marks, heights))
            if not wanting:
                return tried
            for key, points in wanting.items():
                more[key] = more.get(key, 0.0) + points
        return None

    def _pages(self, tried: Plan) -> dict[str, tuple[int, int]]:
        return {
            paper.id: (tried.starts[index], tried.ends[index])
            for index, paper in enumerate(self.papers)
        }

    def _plan(
        self,
        kind: _Kind,
        heights: Heights,
        more: Mapping[tuple[int, int], float],
    ) -> Plan:
        return plan(heights, large=kind.large, pins=self._pins, more=more)

    def _ranked(self) -> list[tuple[_Kind, Heights]]:
        """Return the ways to set the issue, what leaves least room open first."""
        ways: list[tuple[tuple[float, ...], _Kind, Heights]] = []
        for size in _SIZES:
            values = typesetter.query(self._files(_Kind(size, True), None), "measures")
            heights = self._heights(values[0])
            worse = _UNUSUAL * abs(size - _SIZES[0])
            for large in (False, True):
                kind = _Kind(size, large)
                empty, left = cost(self._plan(kind, heights, {}))
                ways.append(((empty, left + worse), kind, heights))
        ways.sort(key=lambda way: way[0])
        return [(kind, heights) for _, kind, heights in ways]

    def _heights(self, told: Mapping[str, Any]) -> Heights:
        layout = NEWSPAPER
        page = layout.height_mm - layout.top_mm - layout.bottom_mm
        pictured = [bool(each["picture"]) for each in self._articles(_SIZES[0])[0]]
        return Heights(
            # A point of doubt: what typst cannot place it would take over.
            page=page * POINTS_PER_MM - 1,
            nameplate=told["nameplate"],
            ending=told["ending"],
            gap=told["gap"],
            line=told["line"],
            columns=self._issue.columns,
            pieces=tuple(
                Piece(
                    body=each["body"],
                    heads=each["heads"],
                    pair=tuple(each["pair"]),
                    pictured=has,
                )
                for each, has in zip(told["articles"], pictured, strict=True)
            ),
        )

    # --- files ------------------------------------------------------------------------
    def _articles(self, size: float) -> tuple[list[content.Value], Files]:
        layout = content.column_layout(NEWSPAPER, self._issue.columns, size)
        return content.articles(self._book, self._issue, self.papers, layout)

    def _files(self, kind: _Kind, tried: Plan | None) -> Files:
        """Return the main file of a trial, or of the measuring without a plan."""
        values, pictures = self._articles(kind.size)
        layout = NEWSPAPER
        given = {
            "setup": {
                "columns": self._issue.columns,
                "gutter": Code(f"{layout.gutter_mm}mm"),
                "area": Code(f"{layout.full_pt}pt"),
                "top": Code(f"{layout.top_mm}mm"),
                "bottom": Code(f"{layout.bottom_mm}mm"),
                "size": Code(f"{kind.size}pt"),
                "pictures": "large" if kind.large else "small",
            },
            "masthead": content.masthead(self._book, self._issue, self.papers),
        }
        lines = ['#import "newspaper.typ": *', "#show: news-sheet"]
        lines.append(f"#let articles = {value(values)}")
        if tried is None:
            lines.append("#measures(articles)")
        else:
            leaves = [_leaf(leaf) for leaf in tried.leaves]
            lines.append("#" + call("issue", Code("articles"), leaves))
        return {
            MAIN: "\n".join(lines).encode(),
            **house_files(self._book.identity, layout, **given),
            **pictures,
        }


def typeset_issue(book: Book) -> TypesetIssue:
    """Return the issue that a book of the kind newspaper is.

    Raises:
        ToolFailed: with (message, place) pairs as its subject.
    """
    issue = book.volume.newspaper
    if issue is None or not book.papers:
        message = "There is no newspaper to set."
        raise ToolFailed(message, [(message, "")])
    return _Issue(book, issue).set()


def _leaf(leaf: Leaf) -> dict[str, object]:
    return {
        "rows": [_row(row) for row in leaf.rows],
        "closing": leaf.closing,
        "continues": leaf.continues,
        "ending": leaf.ending,
        "reserve": Code(f"{leaf.reserve:.2f}pt"),
    }


def _row(row: Row) -> dict[str, object]:
    parts = [_part(part) for part in row.parts]
    if len(parts) == 1:
        return {"kind": "single", **parts[0]}
    return {"kind": "pair", "left": parts[0], "right": parts[1]}


def _part(part: Part) -> dict[str, object]:
    return {
        "index": part.index,
        "style": part.style,
        "span": part.span,
        "height": Code(f"{part.height:.2f}pt"),
    }


def _wanting(
    tried: Plan, marks: list[Mapping[str, Any]], heights: Heights
) -> Iterator[tuple[tuple[int, int], float]]:
    """Yield the articles whose text is longer than its place, and by how much."""
    starts = {mark["index"]: mark for mark in marks if mark["kind"] == "start"}
    ends = {mark["index"]: mark for mark in marks if mark["kind"] == "end"}
    for leaf in tried.leaves:
        for row in leaf.rows:
            for part in row.parts:
                index = part.index
                if _is_over(tried, part, starts[index], ends[index], heights):
                    yield (index, part.span), heights.line


def _is_over(
    tried: Plan,
    part: Part,
    start: Mapping[str, Any],
    end: Mapping[str, Any],
    heights: Heights,
) -> bool:
    index = part.index
    if start["page"] != tried.starts[index] or end["page"] != tried.ends[index]:
        return True
    if index in tried.tails:
        foot = NEWSPAPER.top_mm * POINTS_PER_MM + tried.tails[index]
        return bool(end["y"] > foot + 1.0)
    piece = heights.pieces[index]
    head = (
        piece.pair[part.span - 1] if part.style == "pair" else piece.heads[part.style]
    )
    return bool(end["y"] > start["y"] + head + part.height + 1.0)
