"""Equations: each with its typst code, made in one call a paper."""

import re

from proceedings import fixes, pandoc
from proceedings.exceptions import ToolFailed
from proceedings.model import equation_key
from proceedings.readers.clean.cleaning import Cleaning
from proceedings.readers.tree import Node, attributes, branches, span
from proceedings.report import Fix, Severity

MOST_EQUATIONS = 3000

_LABEL = re.compile(r"\\label\s*\{([^{}]*)\}")
_NOISE = re.compile(r"\\(?:nonumber|notag|allowbreak|displaystyle\s*$)(?![A-Za-z])")
# The font switches of old LaTeX, which texmath does not know.
_OLD_FONT = re.compile(r"\{\s*\\(rm|bf|it|sf|tt|cal)\s+([^{}]*)\}")
# Small capitals within equations, which texmath does not know either.
_SMALL_CAPITALS = re.compile(r"\\textsc(?![A-Za-z])")
_MARK = "EQUATION-OF-THIS-PAPER-"
# Outside strings, a hash would lead from mathematics into typst's code.
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_CODE = re.compile(r"(?<!\\)#(?!none\b|h\(|box\(|scale\(|\w+\.where)")


def clean_math(cleaning: Cleaning, blocks: list[Node]) -> list[Node]:
    """Convert every equation; replace those that cannot be by a placeholder."""
    if not any(cleaning.holds(block, "Math") for block in blocks):
        return blocks
    blocks = cleaning.walk(blocks, _bare, "Math")
    if cleaning.fixes.equations:
        blocks = cleaning.walk(blocks, lambda node: _mended(cleaning, node), "Math")
    wanted = {
        equation_key(tex, display=display): node
        for node in branches(blocks)
        if node["t"] == "Math"
        for tex, display in [_parts(node)]
    }
    if not wanted:
        return blocks
    cleaning.equations.update(_converted(wanted))

    def visit(node: Node) -> Node | list[Node] | None:
        if node["t"] != "Math":
            return None
        tex, display = _parts(node)
        if not tex.strip():
            return []
        if equation_key(tex, display=display) in cleaning.equations:
            return None
        fix = Fix("equations", fixes.equation_key(tex), tex)
        found = cleaning.find(
            "equation-unconverted", Severity.BLOCKS, tex, fix, tex=tex[:80]
        )
        code = {"t": "Code", "c": [attributes(), tex[:500]]}
        return cleaning.placeholder(found, {"t": "Space"}, code)

    return cleaning.walk(blocks, visit, "Math")


def _mended(cleaning: Cleaning, node: Node) -> Node | None:
    """Put in the TeX that an editor wrote, and note the words to read aloud."""
    if node["t"] != "Math":
        return None
    tex, display = _parts(node)
    key = fixes.equation_key(tex)
    fix = cleaning.fixes.equations.get(key)
    if fix is None:
        return None
    cleaning.used.add(("equations", key))
    tex = fix.tex or tex
    if fix.alt:
        cleaning.equations[f"alt:{equation_key(tex, display=display)}"] = fix.alt
    return {"t": "Math", "c": [node["c"][0], tex]}


def _parts(node: Node) -> tuple[str, bool]:
    return node["c"][1], node["c"][0]["t"] == "DisplayMath"


def _bare(node: Node) -> Node | None:
    """Take labels out of an equation; they become its identifier."""
    if node["t"] != "Math":
        return None
    labels = [label.strip() for label in _LABEL.findall(node["c"][1])]
    tex = _NOISE.sub("", _LABEL.sub("", node["c"][1])).strip()
    tex = _OLD_FONT.sub(r"{\\math\1{\2}}", tex)
    tex = _SMALL_CAPITALS.sub(r"\\text", tex)
    bare = {"t": "Math", "c": [node["c"][0], tex]}
    return span([bare], labels[0]) if labels else bare


def _converted(wanted: dict[str, Node]) -> dict[str, str]:
    """Return typst code by key, without the equations that have none."""
    keys = list(wanted)[:MOST_EQUATIONS]
    blocks: list[Node] = []
    for number, key in enumerate(keys):
        mark = {"t": "Str", "c": f"{_MARK}{number}"}
        blocks += [{"t": "Para", "c": [mark]}, {"t": "Para", "c": [wanted[key]]}]
    document = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks}
    try:
        output, warnings = pandoc.convert(document, "typst")
    except ToolFailed:
        return {}
    failed = {warning.contents for warning in warnings}
    pieces = re.split(rf"^{_MARK}(\d+)$", output, flags=re.MULTILINE)[1:]
    converted: dict[str, str] = {}
    for index, piece in zip(pieces[::2], pieces[1::2], strict=True):
        key = keys[int(index)]
        code = piece.strip()
        if wanted[key]["c"][1] not in failed and _is_math(code):
            converted[key] = code[1:-1].strip()
    return converted


def _is_math(code: str) -> bool:
    bare = _STRING.sub('""', code)
    return (
        len(code) > 2
        and code.startswith("$")
        and code.endswith("$")
        and "$" not in bare[1:-1].replace(r"\$", "")
        and _CODE.search(bare) is None
    )
