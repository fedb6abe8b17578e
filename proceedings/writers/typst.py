"""Writes a paper's text as typst code: the author's words are string literals.

Everything is code, never markup: what an author wrote stands between quotation
marks and cannot become an instruction. `literal` is the only way in.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from proceedings.book.anchors import without_anchor
from proceedings.book.numbering import plain, quotation_marks
from proceedings.exceptions import ToolFailed
from proceedings.layouts import B5, Layout
from proceedings.model import Block, Picture, equation_key
from proceedings.readers.tree import inner
from proceedings.writers import tables
from proceedings.writers.tables import Fit, Place

Inline = dict[str, Any]
Attributes = tuple[str, list[str], dict[str, str]]

_POINTS_PER_PIXEL = 0.5
# A picture so much wider than its column is set over both.
_OVER_BOTH = 1.3
# Letters without a break that may stand in a line of text, or of code.
_LONGEST_WORD = 30
# What a float or a page of its own must not stand in.
_CONTAINERS = frozenset(
    {"BlockQuote", "OrderedList", "BulletList", "DefinitionList", "Table"}
)
_DEEPEST = 60

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPECIAL = re.compile(r"[\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*")
_ONE_LETTER = re.compile(r"(?<!\w)([AaVvSsZzKkHhOoUuIi]) (?=\w)")
_BEFORE_UNIT = re.compile(
    r"(?<=\d) (?=(?:%|‰|°C|€|EUR|kg|km|km²|m²|cm|mm|kWh|MW|GB|MB)(?!\w))"
)
# What texmath's typst code may call; anything else after # is refused.
_MATH_CALLS = {"box", "h", "none", "scale", "text", "rgb", "strike", "math", "v", "sym"}
_MATH_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_STD = re.compile(r"\bstd\b")
_MATH_CALL = re.compile(r"(?<!\\)#\s*(\w*)")
_BEFORE_NUMBER = {
    "Decimal": "1",
    "DefaultStyle": "1",
    "Example": "1",
    "LowerAlpha": "a",
    "UpperAlpha": "A",
    "LowerRoman": "i",
    "UpperRoman": "I",
}
_AROUND_NUMBER = {
    "OneParen": "{})",
    "TwoParens": "({})",
    "Period": "{}.",
    "DefaultDelim": "{}.",
}
_ALIGN = {
    "AlignLeft": "left",
    "AlignRight": "right",
    "AlignCenter": "center",
    "AlignDefault": "auto",
}


@dataclass(frozen=True, slots=True)
class Line:
    """The typst code of one block, and the place in the author's words."""

    code: str
    place: str


def literal(text: str) -> str:
    """Return a typst string literal of the text: the one escaping function."""
    return f'"{_SPECIAL.sub(_escaped, text)}"'


def _escaped(found: "re.Match[str]") -> str:
    character = found[0]
    if character in '\\"':
        return "\\" + character
    if character in "\t\n\r\u2028\u2029":
        return " "
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return ""


@dataclass(frozen=True, slots=True)
class Code:
    """Typst code of our own, to be written as it is."""

    text: str


def value(given: object) -> str:
    """Return a value as typst code; words become literals."""
    if isinstance(given, Code):
        return given.text
    if given is None:
        return "none"
    if isinstance(given, bool):
        return str(given).lower()
    if isinstance(given, int | float):
        return str(given)
    if isinstance(given, Mapping):
        inner = "".join(f"{key}: {value(each)}, " for key, each in given.items())
        return f"({inner or ':'})"
    if isinstance(given, list | tuple):
        return "(" + "".join(f"{value(each)}, " for each in given) + ")"
    return literal(str(given))


def call(name: str, *arguments: object, **named: object) -> str:
    """Return a call of a function of our templates, named with dashes."""
    options = [f"{key.replace('_', '-')}: {value(each)}" for key, each in named.items()]
    return f"{name}({', '.join([*map(value, arguments), *options])})"


def verbatim(text: str) -> str:
    """Return a literal that keeps line ends and tabs, for code."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "(" + ' + "\\n" + '.join(literal(line.expandtabs(4)) for line in lines) + ")"


def write(
    blocks: Sequence[Block],
    *,
    language: str,
    pictures: Mapping[str, Picture],
    names: Mapping[str, str],
    equations: Mapping[str, str],
    level: int = 1,
    layout: Layout = B5,
    contained: bool = False,
) -> list[Line]:
    """Return a line of typst code for each block.

    `names` gives the file of each picture; headings of the first level are
    written at `level`; pictures and tables fit the columns of `layout`, which
    nothing may leave in a text that is `contained`.

    Raises:
        ToolFailed: for a kind of node that no reader may let through.
    """
    writer = _Writer(
        language, pictures, names, equations, level - 1, _ids(blocks), layout
    )
    writer.contain(contained)
    lines, heading = [], ""
    for block in blocks:
        words = " ".join(plain(block).split())
        if block["t"] == "Header":
            heading = words
        place = (
            heading
            if heading == words
            else " – ".join(part for part in (heading, words[:60]) if part)
        )
        try:
            lines.append(Line(writer.block(block), place))
        except RecursionError:
            message = "The text is nested too deeply."
            raise ToolFailed(message, place) from None
    return lines


def _ids(blocks: Iterable[Any]) -> set[str]:
    found: set[str] = set()
    waiting: list[Any] = list(blocks)
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            waiting.append(node.get("c"))
        elif isinstance(node, list):
            if _is_attributes(node) and node[0]:
                found.add(node[0])
            waiting += inner(node)
    return found


def _is_attributes(node: list[Any]) -> bool:
    return (
        len(node) == 3
        and isinstance(node[0], str)
        and isinstance(node[1], list)
        and isinstance(node[2], list)
    )


def _attributes(value: Sequence[Any]) -> Attributes:
    return value[0], list(value[1]), {pair[0]: pair[1] for pair in value[2]}


class _Writer:
    def __init__(
        self,
        language: str,
        pictures: Mapping[str, Picture],
        names: Mapping[str, str],
        equations: Mapping[str, str],
        shift: int,
        ids: set[str],
        layout: Layout,
    ) -> None:
        self._language = language
        self._pictures = pictures
        self._names = names
        self._equations = equations
        self._shift = shift
        self._ids = ids
        self._written: set[str] = set()
        self._layout = layout
        self._room = layout.measure_pt
        self._inside = 0
        self._depth = 0
        self._linked = False
        self._contained = False

    def contain(self, contained: bool) -> None:
        """Let nothing leave its column, as in a cell of a table."""
        self._inside = 2 * contained
        self._contained = contained

    # --- blocks ---------------------------------------------------------------
    def block(self, block: Block) -> str:
        method = getattr(self, f"_block_{_snake(block['t'])}", None)
        if method is None:
            message = f"No way to set a block of the kind {block['t']}."
            raise ToolFailed(message, block["t"])
        self._inside += block["t"] in _CONTAINERS
        with self._deeper():
            code = str(method(block.get("c")))
        self._inside -= block["t"] in _CONTAINERS
        return code

    def blocks(self, blocks: Sequence[Block]) -> str:
        return "{ " + "; ".join(self.block(block) for block in blocks) + " }"

    def _block_plain(self, content: list[Inline]) -> str:
        return self.inlines(content)

    def _block_para(self, content: list[Inline]) -> str:
        words = without_anchor(content)
        anchor = content[: len(content) - len(words)]
        if picture := _only_image(words):
            code = f"figure-block({self._image(picture['c'], block=True)})"
            return self._over(picture, self._anchored(code, picture["c"][0][0]))
        pieces: list[str] = []
        for number, part in enumerate(_around_display_math(words)):
            if _is_display_math(part[0]):
                code = self._equation(part[0]["c"][1], display=True)
                # A paragraph of an anchor alone would be an empty line.
                name = anchor[0]["c"][0][0] if anchor and not number else ""
                pieces.append(self._anchored(code, name))
            elif plain(part).strip() or not _is_blank(part):
                call, led = ("continued", part) if number else ("par", anchor + part)
                pieces.append(f"{call}({self.inlines(led)})")
        return "{ " + "; ".join(pieces) + " }" if pieces else "none"

    def _block_line_block(self, content: list[list[Inline]]) -> str:
        lines = [self.inlines(line) for line in content]
        return f"verse({', '.join(lines)})" if lines else "none"

    def _block_code_block(self, content: list[Any]) -> str:
        code = f"raw(block: true, {verbatim(content[1])})"
        if _longest(content[1]) > _LONGEST_WORD:
            code = f"breaking({_LONGEST_WORD}, {code})"
        return self._anchored(code, content[0][0])

    def _block_raw_block(self, content: list[Any]) -> str:
        message = "Raw code of an author never reaches the typesetter."
        raise ToolFailed(message, "RawBlock")

    def _block_block_quote(self, content: list[Block]) -> str:
        return f"quote(block: true, {self.blocks(content)})"

    def _block_ordered_list(self, content: list[Any]) -> str:
        (start, style, delimiter), items = content
        pattern = _AROUND_NUMBER[delimiter["t"]].format(_BEFORE_NUMBER[style["t"]])
        arguments = [
            f"start: {max(0, min(int(start), 99999))}",
            f'numbering: "{pattern}"',
            f"tight: {_tight(items)}",
            *(self.blocks(item) for item in items),
        ]
        return f"enum({', '.join(arguments)})"

    def _block_bullet_list(self, content: list[list[Block]]) -> str:
        items = ", ".join(self.blocks(item) for item in content)
        return f"list(tight: {_tight(content)}, {items})"

    def _block_definition_list(self, content: list[Any]) -> str:
        items = [
            f"terms.item({self.inlines(term)}, "
            f"{self.blocks([block for blocks in meanings for block in blocks])})"
            for term, meanings in content
        ]
        return f"terms({', '.join(items)})"

    def _block_header(self, content: list[Any]) -> str:
        level, attributes, inlines = content
        # typst's tags know six levels; the title of the paper is the first.
        depth = min(int(level) + self._shift, 6)
        code = f"heading(level: {depth}, {self._in_language(attributes, inlines)})"
        return self._labelled(code, attributes[0])

    def _block_horizontal_rule(self, _: object) -> str:
        return "asterism()"

    def _block_div(self, content: list[Any]) -> str:
        identifier, classes, values = _attributes(content[0])
        with self._speaking(values.get("lang", "")) as change:
            inner = "; ".join(self.block(block) for block in content[1])
            code = "{ " + change + inner + " }"
        for name in ("references", "placeholder", "finding"):
            if name in classes:
                code = f"{name}({code})"
        return self._anchored(code, identifier)

    def _block_figure(self, content: list[Any]) -> str:
        attributes, (_, caption), blocks = content
        if len(blocks) == 1 and blocks[0]["t"] == "Table":
            return self._anchored(self._table(blocks[0]["c"], caption), attributes[0])
        parts = []
        for block in blocks:
            picture = _only_image(block.get("c")) if _is_text(block) else None
            parts.append(
                self._image(picture["c"], block=True) if picture else self.block(block)
            )
        body = "{ " + "; ".join(parts) + " }"
        if not plain(caption).strip():
            return self._anchored(f"figure-block({body})", attributes[0])
        code = f"figure({body}, kind: image, caption: {self.blocks(caption)})"
        code = self._labelled(code, attributes[0])
        only = _only_image(blocks[0].get("c")) if len(blocks) == 1 else None
        return self._over(only, code) if only else code

    def _over(self, image: Inline, code: str) -> str:
        """Let a picture that is wide stand over both columns."""
        return f"wide({code})" if self._is_wide(image["c"][2][0]) else code

    def _is_wide(self, name: str) -> bool:
        picture = self._pictures.get(name)
        if picture is None or self._inside or self._layout.columns == 1:
            return False
        natural = picture.width * _POINTS_PER_PIXEL
        return (
            natural > _OVER_BOTH * self._room and picture.width > 1.4 * picture.height
        )

    def _block_table(self, content: list[Any]) -> str:
        return self._table(content, [])

    # --- tables ---------------------------------------------------------------
    def _table(self, content: list[Any], caption: list[Block]) -> str:
        attributes, (_, own_caption), columns, head, bodies, foot = content
        if not columns:
            return "none"
        rows = tables.rows_of(head, bodies, foot)
        free = self._inside <= 1
        fit = tables.fit(columns, rows, self._layout, room=self._room, free=free)
        outer, self._room = self._room, max(30.0, self._wide(fit) / len(columns) - 14)
        cells = [
            f"table.header(repeat: true, {self._cells(rows.head)})"
            if rows.head
            else "",
            self._cells(rows.body, rows.heading),
            f"table.footer(repeat: false, {self._cells(rows.foot)})"
            if rows.foot
            else "",
        ]
        self._room = outer
        aligned = ", ".join(_ALIGN[alignment["t"]] for alignment, _ in columns)
        code = (
            f"table(columns: {fit.columns}, align: ({aligned},), "
            + ", ".join(cell for cell in cells if cell)
            + ")"
        )
        told = caption or own_caption
        if plain(told).strip():
            code = f"figure({code}, kind: table, caption: {self.blocks(told)})"
            code = self._labelled(code, attributes[0])
        else:
            code = self._anchored(f"table-block({code})", attributes[0])
        if tables.is_short(rows):
            code = f"whole({code})"
        return self._fitted(code, fit)

    def _wide(self, fit: Fit) -> float:
        if fit.place in {Place.TURNED, Place.ACROSS}:
            return self._layout.across_pt
        return self._room if fit.place is Place.COLUMN else self._layout.full_pt

    def _fitted(self, code: str, fit: Fit) -> str:
        """Set a table in the size, and at the place, where nothing is cut off."""
        if fit.letters:
            code = f"breaking({fit.letters}, {code})"
        if fit.hyphenated:
            code = f"hyphenated({code})"
        if fit.size < 1:
            code = f"small-table({self._layout.table_pt * fit.size:.2f}pt, {code})"
        return code if fit.place is Place.COLUMN else f"{fit.place}({code})"

    def _cells(self, rows: list[list[Any]], heading: Sequence[int] = ()) -> str:
        """Return the cells of rows, the first of which head their row."""
        counts = heading or [0] * len(rows)
        return ", ".join(
            self._cell(cell, heads=place < count)
            for row, count in zip(rows, counts, strict=True)
            for place, cell in enumerate(row)
        )

    def _cell(self, cell: list[Any], *, heads: bool = False) -> str:
        _, alignment, height, width, blocks = cell
        options = []
        if int(width) > 1:
            options.append(f"colspan: {int(width)}")
        if int(height) > 1:
            options.append(f"rowspan: {int(height)}")
        if alignment["t"] != "AlignDefault":
            options.append(f"align: {_ALIGN[alignment['t']]}")
        # Of what heads its row, a cell of a line can be told (data/typst/coop.typ).
        if heads and len(blocks) == 1 and _is_text(blocks[0]) and not self._contained:
            words = blocks[0]["c"]
            if plain(words).strip():
                code = f"row-head({self.inlines(words)})"
                return f"table.cell({', '.join([*options, code])})"
        return f"table.cell({', '.join([*options, self.blocks(blocks)])})"

    # --- inlines --------------------------------------------------------------
    def inlines(self, inlines: Sequence[Inline]) -> str:
        with self._deeper():
            pieces: list[str] = []
            words: list[str] = []

            def flush() -> None:
                if words:
                    pieces.append(literal(self._spaced("".join(words))))
                    words.clear()

            for node in inlines:
                if node["t"] == "Str":
                    words.append(node["c"])
                elif node["t"] in {"Space", "SoftBreak"}:
                    words.append(" ")
                elif node["t"] == "Quoted":
                    opening, closing = self._marks(node["c"][0]["t"])
                    words.append(opening)
                    flush()
                    pieces.append(self.inlines(node["c"][1]))
                    words.append(closing)
                else:
                    flush()
                    pieces.append(self._inline(node))
            flush()
        return "{ " + "; ".join(pieces) + " }" if pieces else '""'

    def _spaced(self, text: str) -> str:
        """Keep one-letter prepositions and units with what they belong to."""
        text = _BEFORE_UNIT.sub("\u00a0", text)
        if self._language.startswith("sl"):
            text = _ONE_LETTER.sub("\\1\u00a0", text)
        return text

    def _marks(self, kind: str) -> tuple[str, str]:
        marks = quotation_marks(self._language)
        return marks[:2] if kind == "DoubleQuote" else marks[2:]

    def _inline(self, node: Inline) -> str:
        method = getattr(self, f"_inline_{_snake(node['t'])}", None)
        if method is None:
            message = f"No way to set an inline of the kind {node['t']}."
            raise ToolFailed(message, node["t"])
        return str(method(node.get("c")))

    def _inline_emph(self, content: list[Inline]) -> str:
        return f"emph({self.inlines(content)})"

    def _inline_strong(self, content: list[Inline]) -> str:
        return f"strong({self.inlines(content)})"

    def _inline_underline(self, content: list[Inline]) -> str:
        return f"underline({self.inlines(content)})"

    def _inline_strikeout(self, content: list[Inline]) -> str:
        return f"strike({self.inlines(content)})"

    def _inline_superscript(self, content: list[Inline]) -> str:
        return f"super({self.inlines(content)})"

    def _inline_subscript(self, content: list[Inline]) -> str:
        return f"sub({self.inlines(content)})"

    def _inline_small_caps(self, content: list[Inline]) -> str:
        return f"smallcaps({self.inlines(content)})"

    def _inline_cite(self, content: list[Any]) -> str:
        return self.inlines(content[1])

    def _inline_code(self, content: list[Any]) -> str:
        code = f"raw({literal(content[1])})"
        if _longest(content[1]) > _LONGEST_WORD:
            code = f"breaking({_LONGEST_WORD // 2}, {code})"
        return self._anchored(code, content[0][0])

    def _inline_line_break(self, _: object) -> str:
        return "linebreak()"

    def _inline_raw_inline(self, _: object) -> str:
        message = "Raw code of an author never reaches the typesetter."
        raise ToolFailed(message, "RawInline")

    def _inline_math(self, content: list[Any]) -> str:
        return self._equation(
            content[1], display=content[0]["t"] == "DisplayMath", inline=True
        )

    def _inline_link(self, content: list[Any]) -> str:
        attributes, inlines, (target, _) = content
        inside, self._linked = self._linked, True
        code = self._in_language(attributes, inlines)
        self._linked = inside
        if plain(inlines).strip() and not inside:
            if target.startswith("#"):
                if target[1:] in self._ids:
                    code = f"link(label({literal(target[1:])}), {code})"
            elif target:
                code = f"link({literal(target)}, {code})"
        return self._anchored(code, attributes[0])

    def _inline_image(self, content: list[Any]) -> str:
        return self._image(content, block=False)

    def _inline_note(self, content: list[Block]) -> str:
        pieces = []
        self._inside += 1
        for block in content:
            if _is_text(block):
                pieces.append(self.inlines(block["c"]))
            else:
                pieces.append(self.block(block))
        self._inside -= 1
        return f"footnote({{ {'; parbreak(); '.join(pieces)} }})"

    def _inline_span(self, content: list[Any]) -> str:
        identifier, classes, _ = _attributes(content[0])
        code = self._in_language(content[0], content[1])
        for name, call in (
            ("smallcaps", "smallcaps"),
            ("underline", "underline"),
            ("caption-label", "caption-label"),
            ("placeholder", "placeholder-words"),
            ("finding", "finding-words"),
        ):
            if name in classes:
                code = f"{call}({code})"
        return self._anchored(code, identifier)

    # --- pictures and equations -------------------------------------------------
    def _image(self, content: list[Any], *, block: bool) -> str:
        (_, classes, _), inlines, (target, _) = content
        picture = self._pictures.get(target)
        words = " ".join(plain(inlines).split())
        if picture is None:
            return f"placeholder-words({literal(words or target)})"
        room = self._layout.full_pt if block and self._is_wide(target) else self._room
        width = _width(picture, room, self._layout.tallest_pt)
        code = f"image({literal(self._names[target])}, width: {width:.1f}pt"
        if "decorative" in classes or not words:
            code = f"pdf.artifact({code}))"
        else:
            code += f", alt: {literal(words)})"
        return code if block else f"box({code})"

    def _equation(self, tex: str, *, display: bool, inline: bool = False) -> str:
        if not tex.strip():
            return '""'
        key = equation_key(tex, display=display)
        code = self._equations.get(key)
        # What an editor wrote to be read aloud, or the source.
        words = self._equations.get(f"alt:{key}", tex)
        if code is None or not _is_safe_math(code):
            return f"placeholder-words(raw({literal(tex)}))"
        body = f'eval({literal(code)}, mode: "math")'
        if display and inline:
            body = f"math.display({body})"
        block = "true" if display and not inline else "false"
        return f"math.equation(block: {block}, alt: {literal(words)}, {body})"

    # --- attributes -------------------------------------------------------------
    def _in_language(self, attributes: Sequence[Any], inlines: list[Inline]) -> str:
        values = _attributes(attributes)[2]
        with self._speaking(values.get("lang", "")) as change:
            code = self.inlines(inlines)
        return "{ " + change + code + " }" if change else code

    @contextmanager
    def _speaking(self, language: str) -> Iterator[str]:
        """Change the language for a while; yields the typst rule for it."""
        outer = self._language
        self._language = language if _LANGUAGE.fullmatch(language) else outer
        yield "" if self._language == outer else f"{language_rule(language)}; "
        self._language = outer

    @contextmanager
    def _deeper(self) -> Iterator[None]:
        self._depth += 1
        if self._depth > _DEEPEST:
            message = "The text is nested too deeply."
            raise ToolFailed(message, "")
        yield
        self._depth -= 1

    def _labelled(self, code: str, identifier: str) -> str:
        """Attach a label to an element, once."""
        if not identifier or identifier in self._written:
            return code
        self._written.add(identifier)
        return f"[#{code}#label({literal(identifier)})]"

    def _anchored(self, code: str, identifier: str) -> str:
        """Put an anchor before something that cannot carry a label itself."""
        if not identifier or identifier in self._written:
            return code
        self._written.add(identifier)
        return f"{{ [#metadata(none)#label({literal(identifier)})]; {code} }}"


def language_rule(language: str) -> str:
    """Return the typst rule that sets a language."""
    code, _, region = language.partition("-")
    place = f", region: {literal(region)}" if len(region) == 2 else ""
    return f"set text(lang: {literal(code.lower())}{place})"


def _snake(kind: str) -> str:
    return _HUMP.sub("_", kind).lower()


def _is_text(block: Block) -> bool:
    return bool(block["t"] in {"Para", "Plain"})


def _is_blank(inlines: Sequence[Inline]) -> bool:
    return all(node["t"] in {"Space", "SoftBreak", "LineBreak"} for node in inlines)


def _only_image(inlines: Any) -> Inline | None:
    if not isinstance(inlines, list):
        return None
    solid = [n for n in inlines if n["t"] not in {"Space", "SoftBreak", "LineBreak"}]
    if len(solid) != 1:
        return None
    node: Inline = solid[0]
    if node["t"] == "Image":
        return node
    return None


def _is_display_math(node: Inline) -> bool:
    return bool(node["t"] == "Math" and node["c"][0]["t"] == "DisplayMath")


def _around_display_math(inlines: list[Inline]) -> Iterator[list[Inline]]:
    """Split a paragraph where an equation stands on its own line."""
    run: list[Inline] = []
    for node in inlines:
        if _is_display_math(node):
            if run:
                yield run
            yield [node]
            run = []
        else:
            run.append(node)
    if run:
        yield run


def _tight(items: Sequence[Sequence[Block]]) -> str:
    loose = any(block["t"] == "Para" for item in items for block in item)
    return "false" if loose else "true"


def _is_safe_math(code: str) -> bool:
    """Whether the code calls only what texmath's typst may call."""
    bare = _MATH_STRING.sub('""', code)
    # Mathematics reach all of typst through `std`, also without a hash.
    return _STD.search(bare) is None and all(
        call in _MATH_CALLS for call in _MATH_CALL.findall(bare)
    )


def _longest(text: str) -> int:
    """Return the letters of the longest word."""
    return max(map(len, text.split()), default=0)


def _width(picture: Picture, room: float, tallest: float) -> float:
    natural = max(1, picture.width) * _POINTS_PER_PIXEL
    high = tallest * max(1, picture.width) / max(1, picture.height)
    return max(1.0, min(natural, room, high))
