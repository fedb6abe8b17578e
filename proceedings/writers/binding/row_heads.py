"""Makes header cells of those that head their row: typst can tag columns alone.

`row-head` in `coop.typ` marks such a cell by a quotation without marks, which
nothing else in a book is. Here the quotation becomes a mere box, and its cell a
header (ISO 32000-1, 14.8.5.7) that the other cells of its row name.
"""

from collections.abc import Iterator

from proceedings.writers.binding.syntax import (
    Item,
    Source,
    dictionary,
    entries,
    members,
    number,
    string,
)

_MARK = b"<</Type/StructElem/S/Quote"


def settle(source: Source, ids: dict[bytes, int], prefix: bytes) -> None:
    """Change the marked cells of a file; `ids` gets their IDs, made unique."""
    heads: dict[int, bytes] = {}
    for each in [n for n, item in source.items.items() if item.value.startswith(_MARK)]:
        mark = entries(source.items[each].value)
        _put(source, each, {**mark, b"S": b"/Span"})
        cell = number(mark[b"P"])
        if entries(source.items[cell].value).get(b"S") == b"/TD":
            heads[cell] = b"R%d" % cell
            ids[prefix + heads[cell]] = cell
    rows = {_parent(source, cell) for cell in heads}
    for group in sorted({_parent(source, row) for row in rows}):
        _name(source, group, heads)


def _name(source: Source, group: int, heads: dict[int, bytes]) -> None:
    """Let the cells of each row in a group of rows name what heads them."""
    open_heads: list[tuple[bytes, int]] = []
    for row in _kids(source, group):
        cells = list(_kids(source, row))
        found = [
            (heads[cell], _rows_of(source, cell)) for cell in cells if cell in heads
        ]
        names = [name for name, _ in (*open_heads, *found)]
        for cell in cells:
            given = entries(source.items[cell].value)
            if cell in heads:
                given |= {b"S": b"/TH", b"ID": string(heads[cell])}
                given[b"A"] = _with_table(given, {b"Scope": b"/Row"}, [])
            elif given.get(b"S") == b"/TD":
                given[b"A"] = _with_table(given, {}, names)
            _put(source, cell, given)
        open_heads = [
            (name, left - 1) for name, left in (*open_heads, *found) if left > 1
        ]


def _with_table(
    cell: dict[bytes, bytes], more: dict[bytes, bytes], names: list[bytes]
) -> bytes:
    """Return the attributes of a cell with more of a table's, and more headers."""
    rows = []
    for each in members(cell[b"A"]):
        given = entries(each)
        if given[b"O"] == b"/Table":
            headers = [*members(given.get(b"Headers", b"[]")), *map(string, names)]
            given |= {**more, b"Headers": b"[%s]" % b"".join(headers)}
        rows.append(dictionary(given))
    return b"[%s]" % b"".join(rows)


def _rows_of(source: Source, cell: int) -> int:
    """Return over how many rows a cell goes."""
    attributes = members(entries(source.items[cell].value)[b"A"])
    return max(int(entries(each).get(b"RowSpan", b"1")) for each in attributes)


def _parent(source: Source, element: int) -> int:
    return number(entries(source.items[element].value)[b"P"])


def _kids(source: Source, element: int) -> Iterator[int]:
    """Yield the elements in an element."""
    for each in members(entries(source.items[element].value).get(b"K", b"[]")):
        if each.endswith(b" R"):
            yield number(each)


def _put(source: Source, element: int, given: dict[bytes, bytes]) -> None:
    source.items[element] = Item(dictionary(given))
