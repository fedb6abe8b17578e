"""Manuscripts that ask for more than they may have, and become pages all the same.

Each names the canary's file or address in every way that its format knows.
"""

from collections.abc import Iterator

from tests.proceedings.hostile.canary import Canary
from tests.proceedings.hostile.office import (
    TEXT,
    drawn,
    field,
    linked,
    open_text,
    packed,
    relation,
    word,
)

# The name of a file and what is in it.
Row = tuple[str, bytes]
SCRIPT = "alert(1)"
# No page may hold one of these where a browser would run it.
XSS = (
    f"<script>{SCRIPT}</script>",
    f'<img src="x" onerror="{SCRIPT}">',
    f'<svg onload="{SCRIPT}"><circle r="1"/></svg>',
    f'<a href="javascript:{SCRIPT}">x</a>',
    f'<a href="java&#x09;script:{SCRIPT}">x</a>',
    f'<a href="JAVASCRIPT&colon;{SCRIPT}">x</a>',
    f'<a href="data:text/html,<script>{SCRIPT}</script>">x</a>',
    f'<a href="vbscript:{SCRIPT}">x</a>',
    f'<iframe srcdoc="<script>{SCRIPT}</script>"></iframe>',
    f'<math><mtext><img src=x onerror="{SCRIPT}"></mtext></math>',
    f'<details open ontoggle="{SCRIPT}">x</details>',
    f'<p style="background:url(javascript:{SCRIPT})" onclick="{SCRIPT}">x</p>',
    f'<form action="javascript:{SCRIPT}"><input autofocus onfocus="{SCRIPT}"></form>',
    f'<meta http-equiv="refresh" content="0;url=javascript:{SCRIPT}">',
    f'<object data="javascript:{SCRIPT}"></object><embed src="javascript:{SCRIPT}">',
    f'"><script>{SCRIPT}</script>',
    f"</title><script>{SCRIPT}</script>",
    f"]]><script>{SCRIPT}</script>",
    f"--><script>{SCRIPT}</script>",
)


def rows(secret: Canary) -> Iterator[Row]:
    """Yield all files."""
    yield from _words(secret)
    yield from _open_texts(secret)
    yield from _markdown(secret)
    yield from _tex(secret)
    yield from _pages(secret)


def _words(secret: Canary) -> Iterator[Row]:
    url, file = secret.url, f"file://{secret.file}"
    for number, target in enumerate((f"{url}/x.png", file, str(secret.file))):
        told = relation("rId9", "image", target)
        yield f"w-picture-{number}.docx", word(drawn("rId9", "link"), told)
        inner = relation("rId9", "image", target, "")
        yield f"w-inner-picture-{number}.docx", word(drawn("rId9"), inner)
    climbing = relation("rId9", "image", secret.climbing, "")
    yield "w-climbing.docx", word(drawn("rId9"), climbing)
    for kind in ("attachedTemplate", "subDocument", "aFChunk", "oleObject", "frame"):
        told = relation("rId9", kind, f"{url}/{kind}") + relation("rId8", kind, file)
        body = f'<w:{kind} r:id="rId9"/><w:altChunk r:id="rId8"/>'
        yield f"w-{kind}.docx", word(body, told)
    fields = (
        f"INCLUDETEXT &quot;{secret.file}&quot;",
        f"INCLUDEPICTURE &quot;{url}/x.png&quot;",
        f"DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe &quot;/c calc {url}&quot;",
        f"RD {secret.file}",
        f"LINK Word.Document.8 &quot;{file}&quot;",
        f"HYPERLINK &quot;javascript:{SCRIPT}&quot;",
    )
    yield "w-fields.docx", word("".join(map(field, fields)))
    links = (
        "javascript:alert(1)",
        "data:text/html,x",
        file,
        "\\\\host\\share",
        "vbscript:x",
    )
    told = "".join(
        relation(f"rId{number}", "hyperlink", link)
        for number, link in enumerate(links, 9)
    )
    body = "".join(linked(f"rId{number}") for number, _ in enumerate(links, 9))
    yield "w-links.docx", word(body, told)
    mark = f'<w:bookmarkStart w:id="1" w:name="x&quot; onload=&quot;{SCRIPT}"/>'
    yield "w-bookmark.docx", word(f"<w:p>{mark}<w:r><w:t>x</w:t></w:r></w:p>")
    nested = {
        "word/embeddings/inner.docx": word(parts={"word/media/x": bytes(9 << 20)})
    }
    yield "w-nested.docx", word(parts=nested)


def _open_texts(secret: Canary) -> Iterator[Row]:
    targets = (f"{secret.url}/x.png", f"file://{secret.file}", secret.climbing)
    frames = "".join(
        f'<text:p><draw:frame><draw:image xlink:href="{target}"/></draw:frame></text:p>'
        f'<text:p><text:a xlink:href="{target}">povezava</text:a></text:p>'
        for target in targets
    )
    yield "o-pictures.odt", open_text(frames)
    objects = "".join(
        f'<text:p><draw:frame><draw:object xlink:href="{target}"/></draw:frame></text:p>'
        f'<text:section text:name="s"><text:section-source xlink:href="{target}"/>'
        "</text:section>"
        for target in targets
    )
    yield "o-objects.odt", open_text(objects)
    script = f'<text:a xlink:href="javascript:{SCRIPT}">x</text:a>'
    yield "o-script.odt", open_text(f"<text:p>{script}</text:p>")


def _markdown(secret: Canary) -> Iterator[Row]:
    url, file = secret.url, secret.file
    pictures = "\n\n".join(
        f"![Slika]({target})"
        for target in (file, f"file://{file}", f"{url}/x.png", secret.climbing)
    )
    yield "m-pictures.md", f"{TEXT}\n\n{pictures}\n".encode()
    head = "\n".join(
        (
            "title: Naslov",
            f"bibliography: [{file}, {file}.bib, {secret.climbing}.bib, '{url}/x.bib']",
            f"csl: {url}/x.csl",
            f"citation-abbreviations: {file}.json",
            f"template: {file}.txt",
            f"css: {url}/x.css",
            f"header-includes: '<script>{SCRIPT}</script>\\input{{{file}}}'",
            f"include-before: '<iframe src=\"{url}\"></iframe>'",
            f"filters: [{file}]",
            f"lua-filter: {file}",
            f"defaults: {file}",
            f"input-files: [{file}]",
            f"epub-cover-image: {file}",
            f"reference-doc: {file}",
            f"metadata-files: [{file}.json]",
            f'mainfont: \'"); #read("{file}")\'',
        )
    )
    yield "m-metadata.md", f"---\n{head}\n---\n\n{TEXT} [@root]\n".encode()
    raw = "\n\n".join(
        f"```{{={form}}}\n{code}\n```\n\nin `{code}`{{={form}}}"
        for form, code in (
            (
                "typst",
                f'#read("{file}")#image("{file}.svg")#import "{file}.typ": secret',
            ),
            ("html", f'<script src="{url}"></script><object data="file://{file}">'),
            ("latex", f"\\input{{{file}}}\\immediate\\write18{{touch {file}.made}}"),
            ("openxml", f'<w:altChunk r:id="{file}"/>'),
            ("jats", f'<xi:include href="{file}"/>'),
        )
    )
    yield "m-raw.md", f"{TEXT}\n\n{raw}\n".encode()
    attributes = (
        f"[x]{{onclick='{SCRIPT}' style='background:url({url})'}}\n\n"
        f"# Naslov {{#x onload='{SCRIPT}'}}\n\n::: {{.x onclick='{SCRIPT}'}}\nx\n:::\n\n"
        f"[x](javascript:{SCRIPT}) [y](data:text/html,x) <javascript:{SCRIPT}> "
        f"[z](x:y){{onclick={SCRIPT}}} ![Slika](x.png){{onerror='{SCRIPT}'}}"
    )
    yield "m-attributes.md", f"{TEXT}\n\n{attributes}\n".encode()
    page = "\n\n".join((*XSS, f'<iframe src="{url}"></iframe>', f'<img src="{url}">'))
    yield "m-html.md", f"{TEXT}\n\n{page}\n".encode()
    titled = f"---\ntitle: '{XSS[0]}'\nauthor: ['{XSS[1]}']\nabstract: '{XSS[-4]}'\n"
    yield "m-title.md", f"{titled}keywords: ['{XSS[0]}']\n---\n\n{TEXT}\n".encode()
    includes = (
        f".. include:: {file}\n\n#+INCLUDE: {file}\n\n!include {file}\n\n<{file}>"
    )
    yield "m-includes.md", f"{TEXT}\n\n{includes}\n\n{{{{ {file} }}}}\n".encode()


def _tex(secret: Canary) -> Iterator[Row]:
    file, climbing = secret.file, secret.climbing
    commands = "\n\n".join(
        command.replace("FILE", str(name))
        for name in (file, climbing)
        for command in (
            "\\input{FILE}",
            "\\input FILE",
            "\\include{FILE}",
            "\\subfile{FILE}",
            "\\import{/}{FILE}",
            "\\InputIfFileExists{FILE}{}{}",
            "\\lstinputlisting{FILE.txt}",
            "\\verbatiminput{FILE.txt}",
            "\\VerbatimInput{FILE.txt}",
            "\\inputminted{text}{FILE.txt}",
            "\\csvautotabular{FILE.csv}",
            "\\includegraphics{FILE.svg}",
            "\\includegraphics{FILE.txt}",
            "\\includepdf{FILE}",
            "\\bibliography{FILE}",
            "\\addbibresource{FILE.bib}",
            "\\usepackage{FILE}",
            "\\RequirePackage{FILE}",
            "\\DeclareUnicodeCharacter{x}{\\input{FILE}}",
            "\\newread\\f\\openin\\f=FILE \\read\\f to\\x \\x",
            "\\immediate\\write18{cat FILE}",
            "\\directlua{tex.print(io.open('FILE'):read('*a'))}",
            "\\catcode`\\@=11 \\@@input FILE ",
            "\\def\\i{\\input}\\i{FILE}",
            "\\newcommand{\\j}[1]{\\input{#1}}\\j{FILE}",
            "\\csname input\\endcsname{FILE}",
            "\\pgfplotstableread{FILE.csv}\\x",
        )
    )
    links = f"\\href{{javascript:{SCRIPT}}}{{x}} \\url{{data:text/html,x}}"
    text = (
        "\\documentclass{article}\n\\title{Naslov}\n\\begin{document}\n\\maketitle\n"
        f"{TEXT}\n\n{commands}\n\n{links}\n\\cite{{root}}\n\\end{{document}}\n"
    )
    yield "t-includes.tex", text.encode()
    yield "t-bundle.zip", packed({"main.tex": text, "figure.png": "no picture"})


def _pages(secret: Canary) -> Iterator[Row]:
    url, file = secret.url, f"file://{secret.file}"
    head = (
        f'<base href="{url}"><link rel="stylesheet" href="{url}/x.css">'
        f'<meta http-equiv="refresh" content="0;url={url}"><style>@import "{url}";</style>'
        f'<meta name="citation_author" content="{SCRIPT}&lt;script>">'
    )
    body = "".join(
        f'<{tag} {name}="{target}">x</{tag}>'
        for tag, name in (
            ("img", "src"),
            ("iframe", "src"),
            ("object", "data"),
            ("embed", "src"),
            ("video", "src"),
            ("video", "poster"),
            ("script", "src"),
            ("input", "src"),
            ("a", "href"),
            ("body", "background"),
            ("image", "xlink:href"),
        )
        for target in (f"{url}/x", file, str(secret.file), secret.climbing)
    )
    page = f"<p>{TEXT}</p>{body}{''.join(XSS)}"
    html = f"<html><head><title>Naslov</title>{head}</head><body>{page}</body></html>"
    yield "h-page.html", html.encode()
    entity = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{file}">]>'
    yield "h-entity.html", f"{entity}<html><p>{TEXT} &x;</p></html>".encode()
