"""Papers of the seeded set as Markdown, HTML, and LaTeX in a zip."""

import html
import json
import zipfile
from pathlib import Path

from tests.proceedings.seeded import paper as p
from tests.proceedings.seeded.paper import Paper, Picture, Piece

LABELS = {
    "sl": ("Povzetek", "Ključne besede"),
    "it": ("Riassunto", "Parole chiave"),
    "en": ("Abstract", "Keywords"),
}


def pictures(paper: Paper) -> dict[str, bytes]:
    return {
        block.name: block.data
        for block in paper.blocks
        if isinstance(block, Picture) and not block.lost
    }


# --- Markdown -------------------------------------------------------------------------
def write_markdown(paper: Paper, folder: Path) -> Path:
    for name, data in pictures(paper).items():
        (folder / name).write_bytes(data)
    head = {"title": paper.title, "lang": paper.declared}
    head["abstract"], head["keywords"] = paper.abstract, paper.keywords
    lines = ["---"]
    lines += [
        f"{key}: {json.dumps(v, ensure_ascii=False)}" for key, v in head.items() if v
    ]
    if paper.person[0] and not paper.anonymous:
        lines += ["author:", f"- name: {paper.person[0]}"]
        lines += [f"  affiliation: {paper.person[1]}"] if paper.person[1] else []
    if any(isinstance(block, p.Keyed) for block in paper.blocks):
        works = "\n\n".join(
            f"@book{{{key},\n author = {{{words.split('.')[0]}}},\n"
            f" title = {{{words.split('.')[2].strip()}}},\n year = {{2001}}}}"
            for block in paper.blocks
            if isinstance(block, p.Keyed)
            for key, words in block.works
        )
        (folder / "works.bib").write_text(works, encoding="utf-8")
        lines.append("bibliography: works.bib")
    text = "\n".join([*lines, "---", "", *(_markdown(block) for block in paper.blocks)])
    path = folder / "paper.md"
    path.write_text(text + "\n", encoding="utf-8")
    return path


def _markdown(block: p.Block) -> str:
    match block:
        case p.Heading(level, words):
            return f"\n{'#' * level} {words}\n"
        case p.Para(pieces):
            return "".join(map(_markdown_piece, pieces)).replace("\n", "  \n") + "\n"
        case p.Bullets(items):
            return "\n".join(f"- {item}" for item in items) + "\n"
        case p.Table(rows, header, caption):
            first = header or tuple("" for _ in rows[0])
            lines = [first, tuple("---" for _ in first), *rows]
            table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
            return f"{table}\n\n: {caption}\n" if caption else f"{table}\n"
        case p.Picture():
            return _markdown_picture(block)
        case p.Keyed():
            return ""
        case _:
            raise NotImplementedError(block)


def _markdown_picture(block: Picture) -> str:
    classes = " .decorative" if block.decorative else ""
    label = f" #{block.label}" if block.label else ""
    quoted = block.alt.replace('"', "'")
    if block.caption:
        alt = f' alt="{quoted}"' if block.alt else ""
        return f"![{block.caption}]({block.name}){{{label}{classes}{alt}}}\n"
    marks = f"{{{label}{classes}}}" if label or classes else ""
    # The backslash keeps the picture in its paragraph.
    return f"![{block.alt}]({block.name}){marks}\\\n"


def _markdown_piece(piece: Piece) -> str:
    match piece:
        case str():
            return piece
        case p.Bold(words):
            return f"**{words}**"
        case p.Link(words, target):
            return f"<{target}>" if words == target else f"[{words}]({target})"
        case p.Spoken(words, language):
            return f"[{words}]{{lang={language}}}"
        case p.Tex(code):
            return f"${code}$"
        case p.Cited(key):
            return f"[@{key}]"
        case p.Reference(label):
            return f"[@{label}]"
        case _:
            raise NotImplementedError(piece)


# --- HTML -----------------------------------------------------------------------------
def write_html(paper: Paper, folder: Path) -> Path:
    for name, data in pictures(paper).items():
        (folder / name).write_bytes(data)
    abstract, keywords = LABELS[paper.language]
    told = f"<h1>{html.escape(paper.title)}</h1>\n"
    if paper.abstract:
        told += f"<p>{abstract}: {html.escape(paper.abstract)}</p>\n"
    if paper.keywords:
        told += f"<p>{keywords}: {html.escape(paper.keywords)}</p>\n"
    language = f' lang="{paper.declared}"' if paper.declared else ""
    body = "\n".join(map(_html, paper.blocks))
    path = folder / "paper.html"
    path.write_text(
        f'<!DOCTYPE html>\n<html{language}><head><meta charset="utf-8">'
        f"<title>{html.escape(paper.title)}</title></head>\n<body>\n{told}{body}\n"
        "</body></html>\n",
        encoding="utf-8",
    )
    return path


def _html(block: p.Block) -> str:
    match block:
        case p.Heading(level, words):
            return f"<h{level + 1}>{html.escape(words)}</h{level + 1}>"
        case p.Para(pieces):
            inner = "".join(map(_html_piece, pieces)).replace("\n", "<br>\n")
            spoken = [each for each in pieces if isinstance(each, p.Spoken)]
            if spoken and len(pieces) == 1:
                words, language = html.escape(spoken[0].words), spoken[0].language
                return f'<p lang="{language}">{words}</p>'
            return f"<p>{inner}</p>"
        case p.Bullets(items):
            return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
        case p.Table(rows, header, caption):
            told = f"<caption>{caption}</caption>" if caption else ""
            if header:
                told += f"<thead><tr>{_html_cells(header, 'th')}</tr></thead>"
            lines = "".join(f"<tr>{_html_cells(row, 'td')}</tr>" for row in rows)
            return f"<table>{told}<tbody>{lines}</tbody></table>"
        case p.Picture():
            return _html_picture(block)
        case p.Gap(count):
            return "<p>&nbsp;</p>\n" * count
        case _:
            raise NotImplementedError(block)


def _html_cells(cells: tuple[str, ...], tag: str) -> str:
    return "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells)


def _html_picture(block: Picture) -> str:
    alt = f' alt="{html.escape(block.alt)}"' if block.alt or block.decorative else ""
    image = f'<img src="{block.name}"{alt}>'
    label = f' id="{block.label}"' if block.label else ""
    if not block.caption:
        return f"<p{label}>{image}</p>"
    caption = f"<figcaption>{html.escape(block.caption)}</figcaption>"
    return f"<figure{label}>{image}{caption}</figure>"


def _html_piece(piece: Piece) -> str:
    match piece:
        case str():
            return html.escape(piece)
        case p.Bold(words):
            return f"<strong>{html.escape(words)}</strong>"
        case p.Link(words, target):
            return f'<a href="{html.escape(target)}">{html.escape(words)}</a>'
        case p.Spoken(words, language):
            return f'<span lang="{language}">{html.escape(words)}</span>'
        case p.Reference(label):
            return f'<a href="#{label}">{label.replace("-", " ")}</a>'
        case _:
            raise NotImplementedError(piece)


# --- LaTeX ----------------------------------------------------------------------------
_BABEL = {"sl": "slovene", "it": "italian", "en": "english", "de": "ngerman"}


def write_latex(paper: Paper, folder: Path) -> Path:
    language = _BABEL.get(paper.declared, "")
    babel = f"\\usepackage[{language}]{{babel}}\n" if language else ""
    told = f"\\begin{{abstract}}\n{paper.abstract}\n\\end{{abstract}}\n"
    words = f"\\textbf{{{LABELS[paper.language][1]}:}} {paper.keywords}\n"
    body = "\n".join(map(_latex, paper.blocks))
    tex = (
        "\\documentclass{article}\n\\usepackage{graphicx,booktabs,hyperref}\n"
        f"{babel}\\title{{{paper.title}}}\n\\begin{{document}}\n\\maketitle\n"
        f"{told if paper.abstract else ''}\n{words if paper.keywords else ''}\n"
        f"{body}\n\\end{{document}}\n"
    )
    path = folder / "paper.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("main.tex", tex)
        for name, data in pictures(paper).items():
            archive.writestr(name, data)
    return path


def _latex(block: p.Block) -> str:
    match block:
        case p.Heading(level, words):
            return f"\n\\{'sub' * (level - 1)}section{{{words}}}\n"
        case p.Para(pieces):
            return "".join(map(_latex_piece, pieces)).replace("\n", "\\\\\n") + "\n"
        case p.Bullets(items):
            inner = "\n".join(f"\\item {item}" for item in items)
            return f"\\begin{{itemize}}\n{inner}\n\\end{{itemize}}\n"
        case p.Table(rows, header, caption):
            return _latex_table(rows, header, caption)
        case p.Picture():
            return _latex_picture(block)
        case p.Keyed(works):
            items = "\n".join(f"\\bibitem{{{key}}} {words}\n" for key, words in works)
            return f"\\begin{{thebibliography}}{{9}}\n{items}\n\\end{{thebibliography}}"
        case _:
            raise NotImplementedError(block)


def _latex_table(
    rows: tuple[tuple[str, ...], ...], header: tuple[str, ...], caption: str
) -> str:
    lines = [" & ".join(header) + " \\\\ \\midrule"] if header else []
    lines += [" & ".join(row) + " \\\\" for row in rows]
    columns = "l" * len(rows[0])
    inner = "\n".join(
        [f"\\begin{{tabular}}{{{columns}}}", "\\toprule" if header else "", *lines]
    )
    table = f"{inner}\n\\end{{tabular}}\n"
    if not caption:
        return table
    return f"\\begin{{table}}\n\\caption{{{caption}}}\n{table}\\end{{table}}\n"


def _latex_picture(block: Picture) -> str:
    alt = f"[alt={{{block.alt}}}]" if block.alt else ""
    image = f"\\includegraphics{alt}{{{block.name}}}"
    if not block.caption:
        return f"{image}\n"
    label = f"\\label{{{block.label}}}" if block.label else ""
    return f"\\begin{{figure}}\n{image}\n\\caption{{{block.caption}}}{label}\n\\end{{figure}}\n"


def _latex_piece(piece: Piece) -> str:
    match piece:
        case str():
            return piece.replace("%", "\\%").replace("&", "\\&")
        case p.Bold(words):
            return f"\\textbf{{{words}}}"
        case p.Link(words, target) if target.startswith("#"):
            return f"\\hyperref[{target[1:]}]{{{words}}}"
        case p.Link(words, target):
            return (
                f"\\url{{{target}}}"
                if words == target
                else f"\\href{{{target}}}{{{words}}}"
            )
        case p.Spoken(words, language):
            return f"\\foreignlanguage{{{_BABEL[language]}}}{{{words}}}"
        case p.Tex(code):
            return f"${code}$"
        case p.Cited(key):
            return f"\\cite{{{key}}}"
        case p.Reference(label):
            return f"\\ref{{{label}}}"
        case _:
            raise NotImplementedError(piece)
