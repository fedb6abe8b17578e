"""Does the text of each link say where it leads?"""

from collections.abc import Iterator

from proceedings.checks.places import Placed, placed
from proceedings.model import Paper, PaperEntry
from proceedings.readers.tree import Node, branches, text
from proceedings.report import Finding, Severity

_EMPTY_WORDS = frozenset(
    """
    here|click here|click|link|this link|this page|this site|more|read more|see here
    |learn more|see more|download|url|web page
    |tukaj|tu|kliknite tukaj|klikni tukaj|kliknite|klikni|povezava|na povezavi
    |na tej povezavi|ta povezava|več|preberi več|preberite več|glej tukaj|prenesi
    |qui|clicca qui|cliccare qui|clicca|collegamento|questo link|questo collegamento
    |questa pagina|leggi|altro|leggi di più|leggi tutto|scopri di più|vedi qui|scarica
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)


def ask(paper: Paper, entry: PaperEntry) -> Iterator[Finding]:
    """Yield the links whose text would say nothing when read alone."""
    for each in placed(paper):
        noted = {id(node) for node in _in_notes(each)}
        for node in each.nodes:
            if node["t"] != "Link":
                continue
            words, target = text(node["c"][1]), node["c"][2][0][:80]
            place = each.at(words)
            if words.casefold().strip(" .:»«“”[]()") in _EMPTY_WORDS:
                values: dict[str, str | int] = {"text": words, "target": target}
                yield Finding("link-says-nothing", Severity.WARNS, place, values)
            elif _is_bare(words) and not each.works and id(node) not in noted:
                values = {"target": target}
                yield Finding("link-bare", Severity.NOTES, place, values)


def _is_bare(words: str) -> bool:
    """Say whether a text is an address; in notes and lists of works it may be."""
    return words.casefold().startswith(("http://", "https://")) and " " not in words


def _in_notes(each: Placed) -> Iterator[Node]:
    for node in each.nodes:
        if node["t"] == "Note":
            yield from branches(node["c"])
