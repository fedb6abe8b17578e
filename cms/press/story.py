"""Turns a manuscript into what an article of the site is built of: plain values.

Runs in a worker of the library's workbench: nothing here may need Django. Whatever the
manuscript says is escaped here; tags and addresses are only those written below.
"""

import tempfile
from html import escape
from pathlib import Path
from typing import Any

from cms.press.story_words import LEFT_OUT, Words
from proceedings.model import Paper, PaperEntry
from proceedings.readers import read_paper
from proceedings.readers.tree import text
from proceedings.report import Severity

PICTURES = {"image/png": ".png", "image/jpeg": ".jpg"}
MOST_PICTURES = 30
MOST_ROWS, MOST_COLUMNS = 200, 12
DEEPEST = 40


def read(path: Path) -> dict[str, Any]:
    """Return title, blocks, pictures, what did not fit, and what forbids to read it."""
    with tempfile.TemporaryDirectory(dir=path.parent) as job:
        entry = PaperEntry(id="paper", source=path, root=path.parent)
        reading = read_paper(entry, Path(job), draft=True)
        if reading.paper is None:
            stops = [one for one in reading.findings if one.severity is Severity.BLOCKS]
            return {"findings": stops}
        untitled = any(one.code == "title-missing" for one in reading.findings)
        return _Maker(reading.paper).story(untitled=untitled)


class _Maker(Words):
    """Goes through a paper once, and keeps what it has made of it."""

    def __init__(self, paper: Paper) -> None:
        super().__init__()
        self.paper = paper
        self.blocks: list[tuple[str, Any]] = []
        self.running: list[str] = []
        self.pictures: dict[str, dict[str, Any]] = {}

    def story(self, *, untitled: bool) -> dict[str, Any]:
        self._all(self.paper.blocks, 0)
        self._add_notes()
        self._settle()
        abstracts = self.paper.abstracts
        lead = abstracts.get(self.paper.language) or next(iter(abstracts.values()), "")
        return {
            "findings": [],
            "title": "" if untitled else self.paper.title,
            "lead": " ".join(lead.split()),
            "byline": ", ".join(person.name for person in self.paper.authors),
            "blocks": self.blocks,
            "pictures": self.pictures,
            "lost": dict(self.lost),
        }

    # --- Blocks ---------------------------------------------------------------
    def _all(self, blocks: Any, depth: int) -> None:
        for block in blocks:
            self._one(block, depth)

    def _one(self, block: dict, depth: int) -> None:
        if depth > DEEPEST:
            self.lost["deep"] += 1
            return
        make = getattr(self, f"_{block['t'].lower()}", self._other)
        make(block.get("c"), depth)

    def _other(self, content: Any, depth: int) -> None:
        self.lost["other"] += 1

    def _horizontalrule(self, content: Any, depth: int) -> None:
        """Leave it out: blocks divide themselves."""

    def _header(self, content: list, depth: int) -> None:
        tag = "h2" if content[0] == 1 else "h3"
        words = self._inline(content[2]).strip()
        if words:
            self.running.append(f"<{tag}>{words}</{tag}>")

    def _bulletlist(self, content: list, depth: int) -> None:
        self.running.append(self._list({"t": "BulletList", "c": content}, depth))

    def _orderedlist(self, content: list, depth: int) -> None:
        self.running.append(self._list({"t": "OrderedList", "c": content}, depth))

    def _blockquote(self, content: list, depth: int) -> None:
        quoted = " ".join(text(one).strip() for one in content).strip()
        if quoted:
            self._put("quote", {"quote": quoted, "source": ""})

    def _div(self, content: list, depth: int) -> None:
        if LEFT_OUT & set(content[0][1]):
            self._other(content, depth)
        else:
            self._all(content[1], depth + 1)

    def _lineblock(self, content: list, depth: int) -> None:
        lines = "<br/>".join(self._inline(line) for line in content)
        self.running.append(f"<p>{lines}</p>")

    def _definitionlist(self, content: list, depth: int) -> None:
        for term, definitions in content:
            self.running.append(f"<p><b>{self._inline(term)}</b></p>")
            for blocks in definitions:
                self._all(blocks, depth + 1)

    def _codeblock(self, content: list, depth: int) -> None:
        lines = "<br/>".join(escape(line) for line in content[1].splitlines())
        self.running.append(f"<p>{lines}</p>")
        self.lost["code"] += 1

    def _plain(self, inlines: list[dict], depth: int) -> None:
        self._para(inlines, depth)

    def _para(self, inlines: list[dict], depth: int) -> None:
        pictures = [one for one in inlines if one["t"] == "Image"]
        rest = [one for one in inlines if one["t"] != "Image"]
        words = self._inline(rest).strip()
        if words:
            self.running.append(f"<p>{words}</p>")
        for picture in pictures:
            self._picture(picture, "")

    def _list(self, block: dict, depth: int) -> str:
        ordered = block["t"] == "OrderedList"
        tag = "ol" if ordered else "ul"
        items = block["c"][1] if ordered else block["c"]
        return f"<{tag}>{''.join(self._item(one, depth) for one in items)}</{tag}>"

    def _item(self, blocks: list[dict], depth: int) -> str:
        parts = []
        for block in blocks:
            if block["t"] in {"BulletList", "OrderedList"} and depth < DEEPEST:
                parts.append(self._list(block, depth + 1))
            elif block["t"] in {"Para", "Plain"}:
                parts.append(("<br/>" if parts else "") + self._inline(block["c"]))
            else:
                parts.append(escape(text(block)))
                self.lost["other"] += 1
        return f"<li>{''.join(parts)}</li>"

    def _table(self, content: list, depth: int) -> None:
        _attr, caption, columns, head, bodies, foot = content
        rows = [*head[1]]
        for body in bodies:
            rows += [*body[2], *body[3]]
        rows += foot[1]
        cells = [[self._cell(cell) for cell in row[1]] for row in rows]
        cells = [row for row in cells if any(row)]
        if not cells:
            return
        if len(cells) > MOST_ROWS or len(columns) > MOST_COLUMNS or len(cells) < 2:
            self.lost["table"] += 1
            self.running += [f"<p>{escape(' · '.join(row))}</p>" for row in cells]
            return
        words = " ".join(text(one).strip() for one in caption[1]).strip()
        if not words:
            self.lost["caption"] += 1
        lines = "\n".join(" | ".join(row) for row in cells)
        self._put(
            "table",
            {"caption": words[:300], "cells": lines, "row_headings": False}
            | {"source": ""},
        )

    def _cell(self, cell: list) -> str:
        if cell[2] > 1 or cell[3] > 1:
            self.lost["merged"] += 1
        words = " ".join(text(block) for block in cell[4])
        return " ".join(words.replace("|", "/").split()) or "–"

    def _figure(self, content: list, depth: int) -> None:
        _attr, caption, blocks = content
        words = " ".join(text(one).strip() for one in caption[1]).strip()
        for block in blocks:
            images = [
                one
                for one in (block.get("c") or [])
                if isinstance(one, dict) and one["t"] == "Image"
            ]
            for image in images:
                self._picture(image, words)
            if not images:
                self._one(block, depth + 1)

    def _picture(self, image: dict, caption: str) -> None:
        name = image["c"][2][0]
        found = self.paper.pictures.get(name)
        ending = PICTURES.get(found.media_type) if found else None
        if ending is None or len(self.pictures) >= MOST_PICTURES:
            self.lost["picture"] += 1
            return
        classes = set(image["c"][0][1])
        alt = " ".join(text({"t": "Plain", "c": image["c"][1]}).split())
        if LEFT_OUT & classes:
            alt = ""
        decorative = "decorative" in classes
        if not (alt or decorative):
            self.lost["alt"] += 1
        self.pictures[name] = {
            "body": found.path.read_bytes(),
            "ending": ending,
            "alt": alt[:300],
            "decorative": decorative,
        }
        self._put("picture", {"image": name, "caption": caption[:300]})

    def _put(self, kind: str, value: Any) -> None:
        self._settle()
        self.blocks.append((kind, value))

    def _settle(self) -> None:
        if self.running:
            self.blocks.append(("text", "".join(self.running)))
            self.running = []

    def _add_notes(self) -> None:
        for number, note in enumerate(self.notes, start=1):
            self.running.append(f"<p>[{number}] {note}</p>")
