"""What is known while a text is written; its pictures, equations and languages."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from proceedings.book.numbering import plain
from proceedings.exceptions import ToolFailed
from proceedings.layouts import Layout
from proceedings.model import Block, Picture, equation_key
from proceedings.readers.tree import inner
from proceedings.writers.typst.code import language_rule, literal

Inline = dict[str, Any]
Attributes = tuple[str, list[str], dict[str, str]]

# Letters without a break that may stand in a line of text, or of code.
LONGEST_WORD = 30
_POINTS_PER_PIXEL = 0.5
# A picture so much wider than its column is set over both.
_OVER_BOTH = 1.3
_DEEPEST = 60

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*")
# What texmath's typst code may call; anything else after # is refused.
_MATH_CALLS = {"box", "h", "none", "scale", "text", "rgb", "strike", "math", "v", "sym"}
_MATH_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_STD = re.compile(r"\bstd\b")
_MATH_CALL = re.compile(r"(?<!\\)#\s*(\w*)")


class Base(ABC):
    """A writer of inlines and blocks."""

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

    @abstractmethod
    def block(self, block: Block) -> str:
        """Return the code of a block; notes hold some."""

    @abstractmethod
    def inlines(self, inlines: Sequence[Inline]) -> str:
        """Return the code of inlines."""

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

    def _is_wide(self, name: str) -> bool:
        picture = self._pictures.get(name)
        if picture is None or self._inside or self._layout.columns == 1:
            return False
        natural = picture.width * _POINTS_PER_PIXEL
        return (
            natural > _OVER_BOTH * self._room and picture.width > 1.4 * picture.height
        )

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
        values = attributes_of(attributes)[2]
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


def ids(blocks: Iterable[Any]) -> set[str]:
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


def attributes_of(value: Sequence[Any]) -> Attributes:
    return value[0], list(value[1]), {pair[0]: pair[1] for pair in value[2]}


def snake(kind: str) -> str:
    return _HUMP.sub("_", kind).lower()


def is_text(block: Block) -> bool:
    return bool(block["t"] in {"Para", "Plain"})


def _is_safe_math(code: str) -> bool:
    """Whether the code calls only what texmath's typst may call."""
    bare = _MATH_STRING.sub('""', code)
    # Mathematics reach all of typst through `std`, also without a hash.
    return _STD.search(bare) is None and all(
        call in _MATH_CALLS for call in _MATH_CALL.findall(bare)
    )


def longest(text: str) -> int:
    """Return the letters of the longest word."""
    return max(map(len, text.split()), default=0)


def _width(picture: Picture, room: float, tallest: float) -> float:
    natural = max(1, picture.width) * _POINTS_PER_PIXEL
    high = tallest * max(1, picture.width) / max(1, picture.height)
    return max(1.0, min(natural, room, high))
