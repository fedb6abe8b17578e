"""Counting in LaTeX, by its commands, without pandoc.

Read is the text with our includes in place. What macros of the author expand to
cannot be told, so documents that define some have no counts of words.
"""

import re

from proceedings.readers.counting.tally import Tally
from proceedings.readers.counting.tree import leads_out

_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*")
_VERBATIM = re.compile(
    r"\\begin\{(verbatim|lstlisting|minted|comment|tikzpicture|filecontents)\*?\}"
    r".*?\\end\{\1\*?\}",
    re.DOTALL,
)
_MATH = re.compile(
    r"\\begin\{(equation|align|gather|multline|eqnarray|displaymath|math|flalign"
    r"|alignat)\*?\}.*?\\end\{\1\*?\}"
    r"|(?<!\\)\$\$.+?(?<!\\)\$\$|(?<!\\)\\\[.+?\\\]|\\\(.+?\\\)"
    r"|(?<!\\)\$(?:[^$\\]|\\.)+?\$",
    re.DOTALL,
)
_SECTION = re.compile(
    r"\\(?:part|chapter|section|subsection|subsubsection|paragraph|subparagraph)\*?"
    r"\s*(?:\[[^\]]*\])?\s*\{"
)
_COUNTED = {
    "footnotes": re.compile(r"\\(?:footnote|footnotetext)\s*(?:\[[^\]]*\])?\s*\{"),
    "tables": re.compile(r"\\begin\{(?:tabular[x*]?|tabulary|longtable)\}"),
    "images": re.compile(r"\\includegraphics\b"),
    "list_items": re.compile(r"\\item\b"),
}
_LINK = re.compile(r"\\(?:href|url)\s*\{([^{}]*)\}")
_MACROS = re.compile(
    r"\\(?:newcommand|renewcommand|providecommand|def|newenvironment|let"
    r"|DeclareMathOperator|newacronym|newglossaryentry|DeclareRobustCommand)\b"
)
# Commands whose argument is a name, an address or a measure.
_NAMED = re.compile(
    r"\\(?:label|ref|autoref|cref|Cref|eqref|pageref|nameref|cite\w*|[a-z]*cite[a-z]*"
    r"|bibitem|bibliography\w*|includegraphics|hspace|vspace|begin|end|href|url|input"
    r"|include|usepackage|documentclass|setlength|setcounter|addtocounter|hypersetup"
    r"|pagestyle|thispagestyle|gls\w*|ac\w*|index|fontsize|color|textcolor|multirow"
    r"|multicolumn|cmidrule|cline|rule|orcid|hypertarget|hyperlink|addcontentsline"
    r"|graphicspath|pagenumbering|selectlanguage|rowcolor|cellcolor)\*?"
    r"(?:\s*\[[^\]]*\])*(?:\s*\{[^{}]*\})?(?:\[[^\]]*\])?"
)
_COMMAND = re.compile(r"\\(?:[A-Za-z@]+\*?|.)")
_BODY = re.compile(r"\\begin\{document\}(.*?)(?:\\end\{document\}|\Z)", re.DOTALL)
_ACCENT = re.compile(r"\\[\"'`^~=.](?![A-Za-z]{2})|\\[cvuHkrbdt](?=\s*\{|\s[a-zA-Z])")


def tally_tex(source: str) -> Tally:
    """Return what a LaTeX text holds between the beginning and the end."""
    tally = Tally()
    text = _COMMENT.sub(r"\1", source)
    body = _BODY.search(text)
    head, text = (text[: body.start()], body[1]) if body else ("", text)
    text = _VERBATIM.sub(" ", text)
    tally.things["equations"] = [found[0] for found in _MATH.finditer(text)]
    text = _MATH.sub(" ", text)
    for kind, pattern in _COUNTED.items():
        tally.things[kind] = ["" for _ in pattern.finditer(text)]
    for address in _LINK.findall(text):
        if leads_out(address.strip()):
            tally.add("links", address)
    if _MACROS.search(head + text) or _ACCENT.search(text):
        _headings(tally, text)
        return tally
    position = 0
    for found in _SECTION.finditer(text):
        tally.paragraph(_plain(text[position : found.start()]))
        position = _closing(text, found.end())
        tally.begin(_plain(text[found.end() : position - 1]))
    tally.paragraph(_plain(text[position:]))
    return tally


def _headings(tally: Tally, text: str) -> None:
    for found in _SECTION.finditer(text):
        words = _plain(text[found.end() : _closing(text, found.end()) - 1])
        if words.strip():
            tally.add("headings", words)


def _closing(text: str, start: int) -> int:
    """Return the place after the brace that closes what is open at start."""
    depth = 1
    for position in range(start, min(len(text), start + 5000)):
        letter = text[position]
        if letter in "{}" and text[position - 1] != "\\":
            depth += 1 if letter == "{" else -1
            if not depth:
                return position + 1
    return start


def _plain(text: str) -> str:
    return _COMMAND.sub(" ", _NAMED.sub(" ", text)).translate(_BRACES)


_BRACES = str.maketrans({"{": "", "}": "", "~": " ", "&": " "})
