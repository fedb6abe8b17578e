"""LaTeX manuscripts: our own includes, confined to the files at hand."""

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from proceedings import pandoc
from proceedings.readers import bibitems, limits, metadata, texfront, works
from proceedings.readers.counting.tex import tally_tex
from proceedings.readers.limits import Refused
from proceedings.readers.manuscript import Files, Manuscript
from proceedings.readers.tree import Node, text, walk
from proceedings.report import Severity

MOST_INCLUDES = 200
DEEPEST_INCLUDE = 12

_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%.*")
_INCLUDE = re.compile(
    r"\\(?:input|include|subfile|subfileinclude)(?![A-Za-z])\s*(?:\{([^{}]*)\}|([\w./-]+))"
)
_BIBLIOGRAPHY = re.compile(
    r"\\(?:bibliography|addbibresource)\s*(?:\[[^\]]*\])?\s*\{([^{}]*)\}"
)
_GRAPHICS_PATH = re.compile(r"\\graphicspath\s*\{((?:\s*\{[^{}]*\}\s*)+)\}")
_LISTING = re.compile(
    r"\\(?:lstinputlisting|verbatiminput|VerbatimInput|csvreader|csvautotabular"
    r"|includepdf|inputminted|pgfplotstableread)\b[^\n]*"
)
_GLYPHS = re.compile(r"\\(?:input\s*\{?glyphtounicode\}?|pdfgentounicode\s*=?\s*1)")


def is_main(words: str) -> bool:
    """Say whether a TeX file is a document of its own."""
    return re.search(r"(?m)^[^%\n]*\\documentclass", words) is not None


@dataclass(slots=True)
class _Flattening:
    """The text of a document with its includes in place."""

    files: Files
    missing: list[str] = field(default_factory=list)
    count: int = 0
    size: int = 0

    def flatten(self, words: str, trail: tuple[str, ...]) -> str:
        self.size += len(words)
        if len(trail) > DEEPEST_INCLUDE or self.size > limits.LARGEST_TEXT:
            raise Refused("include-too-deep", trail[-1], count=DEEPEST_INCLUDE)

        def include(match: re.Match[str]) -> str:
            name = (match[1] or match[2] or "").strip().strip('"')
            return self._included(name, trail)

        lines = (_COMMENT.sub(r"\1%", line) for line in words.split("\n"))
        return _INCLUDE.sub(include, "\n".join(lines))

    def _included(self, name: str, trail: tuple[str, ...]) -> str:
        self.count += 1
        if self.count > MOST_INCLUDES:
            raise Refused("include-too-deep", name, count=MOST_INCLUDES)
        located = self.files.locate(name, ".tex") or self.files.locate(
            name, ".tex", base=posixpath.dirname(trail[-1])
        )
        if not located:
            self.missing.append(name)
            return ""
        if located in trail:
            raise Refused("include-too-deep", name, count=DEEPEST_INCLUDE)
        words, _ = limits.decode(self.files.path(located).read_bytes())
        return self.flatten(words, (*trail, located))


def _without_default(node: Node) -> None:
    """Take out the word that pandoc puts where a picture has no alt text."""
    if node["t"] == "Image" and text(node["c"][1]) == "image":
        node["c"][1] = []


def read(source: Path, job: Path, files: Files) -> Manuscript:
    """Return the manuscript of a LaTeX document."""
    words, guessed = limits.decode(source.read_bytes())
    flattening = _Flattening(files)
    whole = flattening.flatten(_GLYPHS.sub("", words), (files.main,))
    names = [
        name.strip()
        for group in _BIBLIOGRAPHY.findall(whole)
        for name in group.split(",")
    ]
    folders = tuple(
        folder
        for group in _GRAPHICS_PATH.findall(whole)
        for folder in re.findall(r"\{([^{}]*)\}", group)
    )
    whole = _with_made_list(whole, names, files)
    tally = tally_tex(whole)
    listings = _LISTING.findall(whole)
    for pattern in (_BIBLIOGRAPHY, _GRAPHICS_PATH, _LISTING):
        whole = pattern.sub("", whole)
    passed = job / "in.tex"
    whole = texfront.mark(bibitems.mark(whole))
    passed.write_text(whole.replace("\0", "\ufffd"), encoding="utf-8")
    document, warnings = pandoc.to_ast(passed, "latex")
    manuscript = Manuscript(
        blocks=walk(document["blocks"], _without_default),
        front=metadata.read_front(document["meta"], "command"),
        tally=tally,
        taken=list(document["meta"].values()),
        files=files,
        picture_folders=folders,
    )
    texfront.take(manuscript)
    if guessed:
        manuscript.find("text-encoding", Severity.WARNS, source.name)
    missing = [*flattening.missing, *(line.strip()[:80] for line in listings)]
    missing += [w.contents or w.text for w in warnings if w.type in _NOT_LOADED]
    for name in dict.fromkeys(missing):
        manuscript.find("include-missing", Severity.BLOCKS, name, name=name)
    works.add_references(manuscript, [name for name in names if name])
    return manuscript


def _with_made_list(whole: str, names: list[str], files: Files) -> str:
    """Return the text with the list that BibTeX made, where its sources are not sent.

    The names of such sources are taken out of `names`.
    """
    if not names or all(files.find(name, ".bib") for name in names):
        return whole
    path = files.find(f"{PurePosixPath(files.main).stem}.bbl")
    if path is None or path.stat().st_size > limits.LARGEST_TEXT:
        return whole
    made, _ = limits.decode(path.read_bytes())
    if "\\begin{thebibliography}" not in made:
        return whole
    names.clear()
    before, found, after = whole.rpartition("\\end{document}")
    return f"{before}\n\n{made}\n\n{found}{after}" if found else f"{whole}\n\n{made}"


_NOT_LOADED = frozenset({"CouldNotLoadIncludeFile"})
