"""Raw blocks of authors: a few mean something, none stays."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from proceedings import pandoc
from proceedings.exceptions import ToolFailed
from proceedings.readers.clean.cleaning import Cleaning
from proceedings.readers.tree import Node, attributes, branches, excerpt, span, string
from proceedings.report import Severity

_MATH = re.compile(
    r"\s*\\begin\{(equation|align|gather|multline|eqnarray|displaymath|math)\*?\}"
    r"(.*)\\end\{\1\*?\}\s*$",
    re.DOTALL,
)
_REFERENCE = re.compile(r"\\(ref|autoref|cref|Cref|eqref)\{([^{}]+)\}\s*$")
_LABEL = re.compile(r"\\label\{([^{}]+)\}\s*$")
_CITE = re.compile(
    r"\\(?:cite|citep|citet|parencite|textcite|autocite)\*?"
    r"(?:\[[^\[\]]*\]){0,2}\{([^{}]+)\}\s*$"
)
_LAYOUT = re.compile(
    r"(?:\s*\\(?:newpage|clearpage|cleardoublepage|pagebreak|noindent|indent|bigskip"
    r"|medskip|smallskip|centering|raggedright|maketitle|tableofcontents|appendix"
    r"|printbibliography|footnotesize|small|normalsize|large|linebreak|par|hfill"
    r"|vfill|break|allowbreak|protect|LaTeX|TeX)\b(?:\[\d?\])?\s*(?:\{\})?"
    r"|\s*\\(?:vspace|hspace|vskip|setlength|setcounter|bibliographystyle|bibliography"
    r"|pagestyle|thispagestyle|renewcommand|newcommand|usepackage|setstretch"
    r"|def|providecommand|hypersetup)\*?\b.*)+\s*$",
    re.DOTALL,
)
_NAMES = {"\\LaTeX": "LaTeX", "\\TeX": "TeX", "\\LaTeX{}": "LaTeX", "\\TeX{}": "TeX"}
# Tags around text that is kept; what they said was looks.
_HARMLESS = re.compile(
    r"(?:\s*</?(?:p|div|span|center|font|b|i|u|em|strong|small|big|sub|sup|a|section"
    r"|article|header|footer|main|details|summary|nobr|wbr|hr|blockquote|figure"
    r"|figcaption|mark|kbd|abbr|cite)\b[^<>]*>|\s*<!--.*?-->)+\s*$",
    re.DOTALL | re.IGNORECASE,
)
_STYLED = re.compile(
    r"\\(texttt|textbf|textit|emph|textsc|textsl|textrm|textsf|text|mbox|underline"
    r"|uline)\{([^{}\\]*)\}\s*$"
)
_STYLES = {"textbf": "Strong", "textit": "Emph", "emph": "Emph", "textsl": "Emph"}
_SYMBOL = re.compile(r"\\(?!begin|end|input|include)[A-Za-z]+\s*$")
MOST_FRAGMENTS = 40
_COMMENT = re.compile(r"(?:\s*<!--.*?(?:-->|$))+\s*$", re.DOTALL)


def clean_raw(cleaning: Cleaning, blocks: list[Node]) -> list[Node]:
    """Replace raw nodes by what they mean, or by nothing and a finding."""
    fragments = _Fragments(cleaning.job)

    def visit(node: Node) -> list[Node] | None:
        kind = node["t"]
        if kind not in {"RawBlock", "RawInline"}:
            return None
        meaning = _meaning(*node["c"])
        if meaning is None and kind == "RawBlock":
            read = fragments.read(*node["c"])
            if read:
                return read
        if meaning is None:
            meaning = _removed(cleaning, node)
        if kind == "RawBlock" and meaning:
            return [{"t": "Para", "c": meaning}]
        return meaning

    return cleaning.walk(blocks, visit, "RawBlock", "RawInline")


@dataclass(slots=True)
class _Fragments:
    """TeX figures and tables inside Markdown, read as the LaTeX they are."""

    job: Path
    count: int = 0

    def read(self, form: str, code: str) -> list[Node]:
        """Return the blocks of a fragment, or nothing."""
        self.count += 1
        if form not in {"tex", "latex"} or self.count > MOST_FRAGMENTS:
            return []
        path = self.job / "fragment.tex"
        path.write_text(_WIDTH_BOX.sub("", code), encoding="utf-8")
        try:
            document, warnings = pandoc.to_ast(path, "latex")
        except ToolFailed:
            return []
        if any(warning.type == "CouldNotLoadIncludeFile" for warning in warnings):
            return []
        blocks: list[Node] = document["blocks"]
        raw = any(node["t"] in {"RawBlock", "RawInline"} for node in branches(blocks))
        return [] if raw else blocks


_WIDTH_BOX = re.compile(r"\\resizebox\{[^{}]*\}\{[^{}]*\}")


def _meaning(form: str, code: str) -> list[Node] | None:
    if form in {"tex", "latex"}:
        return _meaning_of_tex(code)
    if form == "html":
        return _meaning_of_html(code)
    return [] if form == "openxml" else None


def _meaning_of_tex(code: str) -> list[Node] | None:
    if found := _MATH.match(code):
        return [{"t": "Math", "c": [{"t": "DisplayMath"}, _inner(code, found)]}]
    if found := _REFERENCE.match(code):
        kind = "equation-reference" if found[1] == "eqref" else "reference"
        return [reference(found[2].strip(), kind)]
    if found := _LABEL.match(code):
        return [span([], found[1].strip())]
    if found := _CITE.match(code):
        return [cite([key.strip() for key in found[1].split(",")], code)]
    if found := _STYLED.match(code):
        return [_styled(found[1], found[2])]
    if code.strip() in _NAMES:
        return string(_NAMES[code.strip()])
    if _LAYOUT.match(code):
        return []
    if _SYMBOL.match(code):
        return [{"t": "Math", "c": [{"t": "InlineMath"}, code.strip()]}]
    return None


def _styled(command: str, words: str) -> Node:
    if command == "texttt":
        return {"t": "Code", "c": [attributes(), words]}
    if command in _STYLES:
        return {"t": _STYLES[command], "c": string(words)}
    return span(string(words))


def _inner(code: str, found: re.Match[str]) -> str:
    if found[1] in {"equation", "displaymath", "math"}:
        return found[2].strip()
    return code.strip()


def reference(target: str, kind: str = "reference") -> Node:
    """Return a link whose text will be the number of what it leads to."""
    return {
        "t": "Link",
        "c": [attributes("", kind), string("?"), [f"#{target}", ""]],
    }


def cite(keys: list[str], code: str) -> Node:
    """Return a citation of works."""
    works = [
        {
            "citationId": key,
            "citationPrefix": [],
            "citationSuffix": [],
            "citationMode": {"t": "NormalCitation"},
            "citationNoteNum": 0,
            "citationHash": 0,
        }
        for key in keys
    ]
    return {"t": "Cite", "c": [works, string(code)]}


def _meaning_of_html(code: str) -> list[Node] | None:
    if _COMMENT.match(code):
        return []
    if re.match(r"\s*<br\s*/?>\s*$", code, re.IGNORECASE):
        return [{"t": "LineBreak"}]
    if re.match(r"\s*<img\b", code, re.IGNORECASE):
        return _image(code)
    return [] if _HARMLESS.match(code) else None


class _ImageTag(HTMLParser):
    found: dict[str, str]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.found = {key: value or "" for key, value in attrs}


def _image(code: str) -> list[Node] | None:
    parser = _ImageTag()
    parser.found = {}
    parser.feed(code)
    if "src" not in parser.found:
        return None
    alt = string(parser.found.get("alt", ""))
    attrs = attributes(width=parser.found.get("width", ""))
    return [{"t": "Image", "c": [attrs, alt, [parser.found["src"], ""]]}]


def _removed(cleaning: Cleaning, node: Node) -> list[Node]:
    form, code = node["c"]
    loses = node["t"] == "RawBlock" and form in {"tex", "latex"}
    severity = Severity.BLOCKS if loses else Severity.WARNS
    name = "HTML" if form == "html" else "TeX"
    found = cleaning.find("raw-removed", severity, code, kind=name)
    return [cleaning.placeholder(found), *string(excerpt(code, 200))] if loses else []
