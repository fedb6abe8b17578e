"""Writes an issue of a newspaper: all articles on pages that they share."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from proceedings.book.assemble import Book
from proceedings.exceptions import StoreFull
from proceedings.store import Store
from proceedings.workbench import Workbench
from proceedings.writers.newspaper.issue import typeset_issue
from proceedings.writers.order import Order
from proceedings.writers.setting import Setting, Tell, findings_of

ISSUE = "issue"


@dataclass(frozen=True, slots=True)
class SetIssue:
    """The file of an issue, and the first and last page of each article."""

    file: Path
    pages: Mapping[str, tuple[int, int]]


def set_newspaper(book: Book, bench: Workbench, store: Store, tell: Tell) -> Setting:
    """Set the issue in one piece; the pages of the articles are its page plan."""
    tell("set", 0, 1)
    key = store.key("issue", book)
    done = store.get(key)
    made = not isinstance(done, SetIssue)
    if made:
        outcome = next(bench.run([(set_issue, (book, key, store))]))
        if isinstance(outcome.problem, StoreFull):
            raise outcome.problem
        if outcome.problem:
            return Setting(book, findings=tuple(findings_of("", outcome.problem)))
        done = outcome.value
    tell("set", 1, 1, made=made)
    return Setting(replace(book, pages=done.pages), {ISSUE: done.file})


def set_issue(book: Book, key: str, store: Store) -> SetIssue:
    """Typeset and keep an issue: a job for the workbench.

    Raises:
        ToolFailed: with (message, place) pairs as its subject.
    """
    issue = typeset_issue(book)
    done = SetIssue(store.keep(issue.pdf, ".pdf"), dict(issue.pages))
    store.put(key, done)
    return done


def write(order: Order, target: Path) -> list[Path]:
    """Write the issue."""
    shutil.copyfile(order.segments[ISSUE], target)
    return [target]
