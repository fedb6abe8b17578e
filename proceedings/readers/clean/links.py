"""Identifiers and links: valid, of this paper alone, leading somewhere."""

import re
import unicodedata
from collections import Counter
from urllib.parse import quote, urlsplit

from proceedings.readers.clean.cleaning import Cleaning
from proceedings.readers.tree import (
    ATTRIBUTED,
    Node,
    attributes,
    branches,
    nodes,
    string,
    text,
)
from proceedings.report import Severity

SCHEMES = frozenset({"http", "https", "mailto"})
_CROSS_REFERENCE = frozenset({"reference", "equation-reference"})
LONGEST_ADDRESS = 2000
# What RFC 3986 lets stand in a path; query and fragment may hold more.
_PATH = "/%:@!$&'()*+,;=~"
_FORBIDDEN_IN_HOST = re.compile(r"[\s<>\"{}|\\^`%]")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# Names that writers give to notes.
_RESERVED = re.compile(r"footnotes|fn(?:ref)?\d+")


def clean_links(cleaning: Cleaning, blocks: list[Node]) -> list[Node]:
    """Prefix identifiers with the paper's; remove links that lead nowhere."""
    # Asked four times, and walked through once.
    flat = [*branches(blocks)]
    aliases = _aliases(blocks, flat)
    wanted = {
        aliases.get(name, name)
        for node in flat
        if node["t"] == "Link" and (name := _fragment(node))
    }
    names = _names(cleaning.paper, flat, wanted)
    numbers = _numbers(flat)
    seen: set[str] = set()

    def visit(node: Node) -> Node | list[Node] | None:
        kind = node["t"]
        if kind == "Link":
            return _link(cleaning, node, names, aliases, numbers)
        if kind in ATTRIBUTED:
            attrs = node["c"][ATTRIBUTED[kind]]
            name = attrs[0]
            attrs[0] = "" if name in seen else names.get(name, "")
            seen.add(name)
            if kind == "Span" and attrs == ["", [], []]:
                inner: list[Node] = node["c"][1]
                return inner
        return None

    return cleaning.walk(blocks, visit, *ATTRIBUTED)


def _aliases(blocks: list[Node], flat: list[Node]) -> dict[str, str]:
    """Give every heading an identifier; its anchors become other names for it."""
    aliases: dict[str, str] = {}
    unnamed = any(node["t"] == "Header" and not node["c"][1][0] for node in flat)
    # The place among all nodes is the name of a heading without one.
    for position, node in enumerate(nodes(blocks) if unnamed else flat):
        if node["t"] != "Header":
            continue
        attrs, inlines = node["c"][1], node["c"][2]
        attrs[0] = attrs[0] or f"heading-{position}"
        for inner in branches(inlines):
            if inner["t"] == "Span" and inner["c"][0][0]:
                aliases[inner["c"][0][0]] = attrs[0]
                inner["c"][0][0] = ""
    return aliases


def _names(paper: str, flat: list[Node], wanted: set[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    taken: Counter[str] = Counter()
    for node in flat:
        if node["t"] not in ATTRIBUTED:
            continue
        name = node["c"][ATTRIBUTED[node["t"]]][0]
        if not name or name in names:
            continue
        if name in wanted or node["t"] == "Header":
            slug = _slug(name)
            taken[slug] += 1
            number = f"-x{taken[slug]}" if taken[slug] > 1 else ""
            names[name] = f"{paper}--{slug}{number}"
    return names


def _slug(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", folded.lower()).strip("-")[:60] or "x"
    return f"{slug}-x" if _RESERVED.fullmatch(slug) else slug


def _numbers(flat: list[Node]) -> dict[str, str]:
    """Return the number of each figure, table, equation and section with a name."""
    numbers: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for node in flat:
        kind = node["t"]
        if kind in {"Figure", "Table"}:
            counts[kind] += 1
            for inner in branches([node]):
                if inner["t"] in {"Figure", "Table", "Span", "Image"}:
                    name = inner["c"][0][0]
                    numbers.setdefault(name, str(counts[kind]))
        elif kind == "Span" and node["c"][1:] and _is_equation(node["c"][1]):
            counts["Math"] += 1
            numbers.setdefault(node["c"][0][0], f"({counts['Math']})")
        elif kind == "Header":
            numbers.setdefault(node["c"][1][0], text(node["c"][2]))
    return numbers


def _is_equation(inlines: list[Node]) -> bool:
    return bool(inlines) and inlines[0]["t"] == "Math"


def _fragment(link: Node) -> str:
    target = link["c"][2][0]
    return target[1:] if target.startswith("#") else ""


def _link(
    cleaning: Cleaning,
    node: Node,
    names: dict[str, str],
    aliases: dict[str, str],
    numbers: dict[str, str],
) -> Node | list[Node]:
    attrs, inlines, (target, _) = node["c"]
    fragment = _fragment(node)
    if fragment:
        fragment = aliases.get(fragment, fragment)
        if _CROSS_REFERENCE & set(attrs[1]) or text(inlines) == f"[{fragment}]":
            inlines = string(numbers.get(fragment, "?"))
        if fragment not in names:
            return _dangling(cleaning, inlines, target)
        address = f"#{names[fragment]}"
    else:
        address = _address(target)
        if not address:
            if target not in {"", "#"}:
                cleaning.find(
                    "link-removed", Severity.WARNS, text(inlines), target=target[:80]
                )
            return list(inlines)
    inlines = inlines if text(inlines) or _pictures(inlines) else string(address)
    return {"t": "Link", "c": [attributes(), _plain(inlines), [address, ""]]}


def _dangling(cleaning: Cleaning, inlines: list[Node], target: str) -> list[Node]:
    # Word leaves bookmarks of removed contents lists behind; readers miss nothing.
    severity = Severity.WARNS if text(inlines) == "?" else Severity.NOTES
    cleaning.find("link-dangling", severity, text(inlines), target=target[:80])
    return list(inlines)


def _pictures(inlines: list[Node]) -> bool:
    return any(node["t"] == "Image" for node in branches(inlines))


def _plain(inlines: list[Node]) -> list[Node]:
    """Return the text of a link without links and notes inside it."""
    plain: list[Node] = []
    for node in inlines:
        if node["t"] == "Link":
            plain += _plain(node["c"][1])
        elif node["t"] != "Note":
            plain.append(node)
    return plain


def _address(target: str) -> str:
    """Return an allowed address, or ''."""
    target = target.strip()
    if len(target) > LONGEST_ADDRESS or any(ord(letter) < 33 for letter in target):
        target = target.replace(" ", "%20")
        if len(target) > LONGEST_ADDRESS or any(ord(c) < 33 for c in target):
            return ""
    if target.lower().startswith("www."):
        target = f"https://{target}"
    try:
        parts = urlsplit(target)
    except ValueError:
        return ""
    if parts.scheme.lower() not in SCHEMES:
        return ""
    if parts.scheme.lower() == "mailto":
        mailbox = f"{parts.netloc}{parts.path}".strip("/")
        return f"mailto:{quote(mailbox, _PATH)}" if "@" in mailbox else ""
    if not parts.hostname or _FORBIDDEN_IN_HOST.search(parts.netloc):
        return ""
    path, query, fragment = (
        quote(_STRAY_PERCENT.sub("%25", part), safe)
        for part, safe in (
            (parts.path, _PATH),
            (parts.query, _PATH + "?"),
            (parts.fragment, _PATH + "?"),
        )
    )
    return parts._replace(path=path, query=query, fragment=fragment).geturl()
