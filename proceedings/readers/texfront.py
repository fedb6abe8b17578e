r"""Front matter of LaTeX that pandoc drops: commands of classes and packages.

`authblk`, `\orcid`, `\keywords` and the like are set into the text as marked
paragraphs before pandoc reads it, and taken out again.
"""

import re

from proceedings.readers.manuscript import Manuscript
from proceedings.readers.metadata import split_keywords
from proceedings.readers.tree import Node, text

_NAME = "front-matter:"
_COMMAND = re.compile(
    r"\\(author|affil|affiliation|address|institution|email|orcid|orcidID|keywords|keyword"
    r"|correspondingauthor|corresp|titlerunning|authorrunning)\*?(?![A-Za-z])"
    r"\s*(?:\[([^\[\]]*)\])?\s*\{"
)
# Short forms for running heads, which the book makes itself.
_DROPPED = frozenset({"titlerunning", "authorrunning"})
_KEYWORDS = frozenset({"keywords", "keyword"})
_ENVIRONMENT = re.compile(
    r"\\begin\{(keywords?|IEEEkeywords)\}(.*?)\\end\{\1\}", re.DOTALL
)
_MOST = 300


def mark(tex: str) -> str:
    r"""Return the source with such commands as marked paragraphs of its text.

    A plain `\author` is left to pandoc, unless other commands say more of it.
    """
    head, begin, body = tex.partition("\\begin{document}")
    if not begin:
        return tex
    found: list[tuple[str, str, str]] = []
    head = _without(head, found)
    start, maketitle, rest = body.partition("\\maketitle")
    if maketitle:
        body = _without(start, found) + maketitle + rest
    body = _ENVIRONMENT.sub(lambda e: _noted(found, e[2]), body)
    names = [each for each in found if each[0] == "author"]
    others = any(each[0] not in {"author", *_KEYWORDS} for each in found)
    if len(names) < 2 and not others and not any(each[1] for each in names):
        head += "".join(f"\\author{{{content}}}" for _, _, content in names)
        found = [each for each in found if each[0] != "author"]
    marked = "".join(_paragraph(*each) for each in found if each[0] not in _DROPPED)
    return head + begin + "\n" + marked + body


def _noted(found: list[tuple[str, str, str]], words: str) -> str:
    found.append(("keywords", "", words))
    return ""


def _without(tex: str, found: list[tuple[str, str, str]]) -> str:
    """Return the source without the commands, which are added to `found`."""
    kept: list[str] = []
    position = 0
    while (match := _COMMAND.search(tex, position)) and len(found) < _MOST:
        end = closing(tex, match.end())
        if end < 0:
            break
        kept.append(tex[position : match.start()])
        found.append((match[1], match[2] or "", tex[match.end() : end - 1]))
        position = end
    return "".join(kept) + tex[position:]


def closing(tex: str, start: int) -> int:
    """Return the place after the brace that closes what is open at start, or -1."""
    depth = 1
    for position in range(start, min(len(tex), start + 20_000)):
        if tex[position] in "{}" and tex[position - 1] != "\\":
            depth += 1 if tex[position] == "{" else -1
            if not depth:
                return position + 1
    return -1


def _paragraph(command: str, marks: str, content: str) -> str:
    content = re.sub(r"\\(?:and|AND|And)(?![A-Za-z])", r"\\\\\\\\", content)
    content = re.sub(r"\n\s*\n", "\n", content)
    raised = (
        f"\\textsuperscript{{{marks}}}" if re.fullmatch(r"[\w,*\s]+", marks) else ""
    )
    # A person's marks follow the name, those of an institution come before it.
    words = f"{content}{raised}" if command == "author" else f"{raised} {content}"
    return f"\n\n\\hypertarget{{{_NAME}{command}}}{{}}\n\n{words}\n\n"


def take(manuscript: Manuscript) -> None:
    """Move the marked paragraphs out of the text into the front."""
    kept: list[Node] = []
    command = ""
    for block in manuscript.blocks:
        name = block["c"][0][0] if block["t"] == "Div" else ""
        if name.startswith(_NAME):
            command = name.removeprefix(_NAME)
            kept += block["c"][1]
        elif command and block["t"] in {"Para", "Plain"}:
            _fill(manuscript, command, block)
            command = ""
        else:
            command = ""
            kept.append(block)
    manuscript.blocks = kept


def _fill(manuscript: Manuscript, command: str, block: Node) -> None:
    front = manuscript.front
    manuscript.taken.append(block)
    if command in _KEYWORDS:
        words = " ".join(
            text(block).replace("\\and", ",").replace("\\sep", ",").split()
        )
        front.keywords.setdefault("", split_keywords(words))
        front.found.setdefault("keywords.", f"command:{command}")
        return
    front.author_place = "command:author"
    front.author_lines.append(block["c"])
