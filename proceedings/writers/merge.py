"""Joins tagged PDF files into one that is still tagged, linked and archivable.

A plain page copy loses the structure tree, the language, the outlines and every
link inside a file (ISO 14289-1, 7.1 and 7.9; ISO 19005-2, 6.7). So the trees are
joined here: parent numbers shifted, IDs made unique, every destination turned
into a name that is unique in the volume.
"""

import hashlib
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from proceedings.exceptions import ProofFailed

# Links that a part cannot resolve alone are set as `coop:<destination>`.
SCHEME = "coop:"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the volume.

    `name` is the destination of its first page, `title` its bookmark (empty: its
    own bookmarks stand at the top level), `numbering` is `roman`, `arabic` or
    empty for pages without a folio, `first` the number of the first page. With
    `even`, a blank page follows an odd number of pages.
    """

    pdf: bytes
    name: str
    language: str
    title: str = ""
    numbering: str = "arabic"
    first: int = 1
    even: bool = True


def page_count(pdf: bytes) -> int:
    """Return the number of pages of a file."""
    with Pdf.open(io.BytesIO(pdf)) as source:
        return len(source.pages)


def merge(
    parts: Sequence[Part], target: Path, descriptions: Mapping[str, str] | None = None
) -> int:
    """Write the parts as one file and return its number of pages.

    Title, authors and dates are those of the first part. `descriptions` says in
    words where a `coop:` link leads, by destination.

    Raises:
        ProofFailed: when two parts use one destination, or a link leads nowhere.
    """
    volume = _Volume(descriptions or {})
    for part in parts:
        volume.add(part)
    volume.finish()
    volume.save(target)
    return len(volume.pdf.pages)


class _Volume:
    """The file while it grows."""

    def __init__(self, descriptions: Mapping[str, str]) -> None:
        self.pdf = Pdf.new()
        self._descriptions = descriptions
        self._names: dict[str, Any] = {}
        self._parents: list[tuple[int, Any]] = []
        self._next_parent = 0
        self._ids: dict[bytes, Any] = {}
        self._roles: dict[str, Any] = {}
        self._labels: list[Any] = []
        self._outline: list[OutlineItem] = []
        self._profiles: dict[bytes, Any] = {}
        self._document = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, K=Array())
        )
        self._root = self.pdf.make_indirect(
            Dictionary(Type=Name.StructTreeRoot, K=Array([self._document]))
        )
        self._document.P = self._root

    def add(self, part: Part) -> None:
        """Append a part's pages, and join what describes them."""
        number = len(self._labels)
        with Pdf.open(io.BytesIO(part.pdf)) as source:
            if number == 0:
                self._describe(source)
            destinations = _Destinations(source, f"part{number}")
            outline = destinations.take()
            offset = len(self.pdf.pages)
            for page in source.pages:
                self.pdf.pages.append(page)
            pages = list(self.pdf.pages)[offset:]
            if part.even and len(pages) % 2:
                self._add_blank(pages[-1])
            self._name(part.name, Array([pages[0].obj, Name.Fit]))
            for name, (at, view) in destinations.found.items():
                self._name(name, Array([pages[at].obj, *view]))
            for page in pages:
                self._share_profiles(page)
            self._join_structure(source, part, pages)
        self._labels += [offset, _label(part)]
        self._add_bookmarks(part, outline)

    def _add_blank(self, before: pikepdf.Page) -> None:
        """Append an empty left-hand page, so that the next part opens on the right."""
        page = Dictionary(
            Type=Name.Page,
            MediaBox=before.mediabox,
            Resources=Dictionary(),
            Tabs=Name.S,
            StructParents=self._next_parent,
        )
        self.pdf.pages.append(pikepdf.Page(self.pdf.make_indirect(page)))
        self._parents.append((self._next_parent, Array()))
        self._next_parent += 1

    def _describe(self, source: Pdf) -> None:
        root = source.Root
        for key in (Name.Metadata, Name.OutputIntents, Name.ViewerPreferences):
            # A draft claims nothing, and has no output intent.
            if key not in root:
                continue
            value = root[key]
            self.pdf.Root[key] = (
                self.pdf.copy_foreign(value)
                if value.is_indirect
                else self.pdf.copy_foreign(source.make_indirect(value))
            )
        self.pdf.Root.Lang = String(str(root.Lang))
        self.pdf.Root.MarkInfo = Dictionary(Marked=True, Suspects=False)
        for entry, text in source.docinfo.items():
            self.pdf.docinfo[entry] = String(str(text))

    def _name(self, name: str, destination: Any) -> None:
        if name in self._names:
            message = f"Two places of the volume have the same name: {name}"
            raise ProofFailed(message, name)
        self._names[name] = destination

    def _share_profiles(self, page: pikepdf.Page) -> None:
        """Keep one copy of each colour profile: every part brings its own."""
        spaces = page.resources.get(Name.ColorSpace)
        if spaces is None:
            return
        for space in spaces.values():
            if isinstance(space, Array) and space[0] == Name.ICCBased:
                digest = hashlib.sha256(space[1].read_raw_bytes()).digest()
                space[1] = self._profiles.setdefault(digest, space[1])

    def _join_structure(
        self, source: Pdf, part: Part, pages: Sequence[pikepdf.Page]
    ) -> None:
        tree = self.pdf.copy_foreign(source.make_indirect(source.Root.StructTreeRoot))
        shift = self._next_parent
        for page in pages:
            if Name.StructParents in page.obj:
                page.obj.StructParents = int(page.obj.StructParents) + shift
            for annotation in page.obj.get(Name.Annots, ()):
                if Name.StructParent in annotation:
                    annotation.StructParent = int(annotation.StructParent) + shift
        for key, value in pikepdf.NumberTree(tree.ParentTree).items():
            self._parents.append((key + shift, value))
        self._next_parent += int(tree.ParentTreeNextKey)
        self._join_ids(tree, f"{part.name}/")
        for role, standard in tree.get(Name.RoleMap, Dictionary()).items():
            self._roles.setdefault(role, standard)
        for element in _kids(tree):
            # One Document a file: what was a whole is now a part of one.
            element.S = Name.Part
            element.Lang = String(part.language)
            element.P = self._document
            self._document.K.append(element)

    def _join_ids(self, tree: Any, prefix: str) -> None:
        if Name.IDTree not in tree:
            return
        elements = list(pikepdf.NameTree(tree.IDTree).items())
        for _, element in elements:
            unique = prefix.encode() + bytes(element.ID)
            element.ID = String(unique)
            self._ids[unique] = element
        if any(element.S == Name.TH for _, element in elements):
            _prefix_headers(tree, prefix)

    def _add_bookmarks(self, part: Part, outline: list[OutlineItem]) -> None:
        if not part.title:
            self._outline += outline
            return
        item = OutlineItem(part.title, String(part.name))
        item.is_closed = True
        item.children = outline
        self._outline.append(item)

    def finish(self) -> None:
        """Write the joined trees into the catalogue, and resolve the links."""
        root = self.pdf.Root
        for page in self.pdf.pages:
            for annotation in page.obj.get(Name.Annots, ()):
                self._resolve(annotation)
        # Sorted, as a name tree must be (ISO 32000-1, 7.9.6).
        self._root.ParentTree = Dictionary(Nums=Array(_flat(sorted(self._parents))))
        self._root.ParentTreeNextKey = self._next_parent
        if self._ids:
            pairs = [(String(key), self._ids[key]) for key in sorted(self._ids)]
            self._root.IDTree = self.pdf.make_indirect(
                Dictionary(
                    Kids=Array(
                        [self.pdf.make_indirect(_leaf(pairs))],
                    )
                )
            )
        if self._roles:
            self._root.RoleMap = Dictionary(self._roles)
        root.StructTreeRoot = self._root
        names = sorted((name.encode(), name) for name in self._names)
        leaf = _leaf([(String(raw), self._names[name]) for raw, name in names])
        root.Names = Dictionary(
            Dests=self.pdf.make_indirect(
                Dictionary(Kids=Array([self.pdf.make_indirect(leaf)]))
            )
        )
        root.PageLabels = Dictionary(Nums=Array(self._labels))
        root.PageMode = Name.UseOutlines
        with self.pdf.open_outline() as outline:
            outline.root.extend(self._outline)
        if Name.Metadata not in root:
            return
        metadata = root.Metadata.read_bytes()
        root.Metadata.write(
            re.sub(
                rb"(<xmpTPg:NPages>)\d+(</xmpTPg:NPages>)",
                rb"\g<1>%d\2" % len(self.pdf.pages),
                metadata,
            ),
            # A reader without PDF software must find it (ISO 19005-2, 6.6.2.1).
            filter=None,
        )

    def _resolve(self, annotation: Any) -> None:
        if Name.A in annotation and Name.URI in annotation.A:
            address = str(annotation.A.URI)
            if not address.startswith(SCHEME):
                return
            name = address.removeprefix(SCHEME)
            del annotation[Name.A]
            annotation.Dest = String(name)
            annotation.Contents = String(self._descriptions.get(name, name))
        if Name.Dest in annotation and str(annotation.Dest) not in self._names:
            message = f"A link leads nowhere: {annotation.Dest}"
            raise ProofFailed(message, str(annotation.Dest))

    def save(self, target: Path) -> None:
        """Write the file; equal parts give equal bytes."""
        self.pdf.save(
            target,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )


class _Destinations:
    """Takes every destination of a file as (page number, view), under a name.

    A destination names a page object, which a copy into another file loses; a
    name survives.
    """

    def __init__(self, source: Pdf, prefix: str) -> None:
        self._source = source
        self._prefix = prefix
        self._numbers = {page.objgen: i for i, page in enumerate(source.pages)}
        self.found: dict[str, tuple[int, list[Any]]] = {}

    def take(self) -> list[OutlineItem]:
        """Collect the names, rewrite the links, and return the bookmarks."""
        dests = self._source.Root.get(Name.Names, Dictionary()).get(Name.Dests)
        if dests is not None:
            for name, destination in pikepdf.NameTree(dests).items():
                self.found[str(name)] = self._place(destination)
        for page in self._source.pages:
            for annotation in page.obj.get(Name.Annots, ()):
                if isinstance(annotation.get(Name.Dest), Array):
                    annotation.Dest = String(self._called(annotation.Dest))
        if Name.Outlines not in self._source.Root:
            return []
        with self._source.open_outline() as outline:
            return [self._bookmark(item) for item in outline.root]

    def _place(self, destination: Any) -> tuple[int, list[Any]]:
        if isinstance(destination, Dictionary):
            destination = destination.D
        page, *view = destination
        return self._numbers[page.objgen], list(view)

    def _called(self, destination: Any) -> str:
        name = f"{self._prefix}-{len(self.found)}"
        self.found[name] = self._place(destination)
        return name

    def _bookmark(self, item: OutlineItem) -> OutlineItem:
        destination: Any = item.destination
        if destination is None and item.action is not None:
            destination = item.action.D
        name = (
            self._called(destination)
            if isinstance(destination, Array | Dictionary)
            else str(destination)
        )
        copy = OutlineItem(item.title, String(name))
        copy.is_closed = True
        copy.children = [self._bookmark(child) for child in item.children]
        return copy


def _label(part: Part) -> Any:
    """Return a page label dictionary (ISO 32000-1, 12.4.2)."""
    style = {"roman": Name.r, "arabic": Name.D}.get(part.numbering)
    label = Dictionary(Type=Name.PageLabel)
    if style is not None:
        label.S = style
        label.St = part.first
    return label


def _kids(element: Any) -> list[Any]:
    kids = element.get(Name.K, Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _prefix_headers(tree: Any, prefix: str) -> None:
    """Let cells name their headers by the headers' new IDs."""
    waiting = _kids(tree)
    while waiting:
        element = waiting.pop()
        if not isinstance(element, Dictionary):
            continue
        waiting += _kids(element)
        attributes = element.get(Name.A, Array())
        for each in attributes if isinstance(attributes, Array) else [attributes]:
            if isinstance(each, Dictionary) and Name.Headers in each:
                each.Headers = Array(
                    [String(prefix.encode() + bytes(name)) for name in each.Headers]
                )


def _leaf(pairs: Sequence[tuple[Any, Any]]) -> Any:
    leaf = Dictionary(Names=Array(_flat(pairs)))
    if pairs:
        leaf.Limits = Array([pairs[0][0], pairs[-1][0]])
    return leaf


def _flat(pairs: Sequence[tuple[Any, Any]]) -> list[Any]:
    return [value for pair in pairs for value in pair]
