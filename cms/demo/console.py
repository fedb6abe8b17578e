"""Prints the steps of a long command, with progress and seconds."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


class Line:
    """The line of one step: what it does, how far it is, how it ended."""

    EVERY = 5.0

    def __init__(self, out: TextIO, title: str) -> None:
        self.out = out
        self.title = title
        self.started = time.monotonic()
        self.said = self.started
        self.result = "done"

    def progress(self, text: str) -> None:
        """Show how far the step is: in place on a terminal, else now and then."""
        now = time.monotonic()
        if self.out.isatty():
            self.out.write(f"\r\033[K  {self.title}: {text}")
            self.out.flush()
        elif now - self.said >= self.EVERY:
            self.said = now
            self.out.write(f"  {self.title}: {text}\n")
            self.out.flush()

    def end(self) -> None:
        """Show what came of the step and how long it took."""
        seconds = time.monotonic() - self.started
        start = "\r\033[K" if self.out.isatty() else ""
        self.out.write(f"{start}  {self.title}: {self.result} ({seconds:.1f} s)\n")
        self.out.flush()


@contextmanager
def step(out: TextIO, title: str) -> Iterator[Line]:
    """Announce a step at once, and print its result when it is over."""
    line = Line(out, title)
    line.progress("...")
    yield line
    line.end()
