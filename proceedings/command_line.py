"""What the command line takes, and says of itself, in the user's language."""

import argparse
import functools
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from proceedings import __version__, pipeline
from proceedings.phrases import FALLBACK, LANGUAGES, word

_MOST_JOBS = 64


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return what was ordered: `command`, `language`, and the options of the command.

    Help and errors end the program, in the language of the user's system.
    """
    language = own_language()
    with _speaking(language):
        return parser(language).parse_args(arguments)


def own_language() -> str:
    """Return the language that the user's system speaks, if we do; else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        spoken = os.getenv(name, "")
        if spoken:
            return spoken[:2] if spoken[:2] in LANGUAGES else FALLBACK
    return FALLBACK


@contextmanager
def _speaking(language: str) -> Iterator[None]:
    """Have argparse say its own words in a language.

    It asks gettext, which wants compiled files; ours are read as they are.
    """
    theirs = argparse._  # type: ignore[attr-defined]
    argparse._ = functools.partial(word, language=language)  # type: ignore[attr-defined]
    try:
        yield
    finally:
        argparse._ = theirs  # type: ignore[attr-defined]


def parser(language: str) -> argparse.ArgumentParser:
    """Return the commands and their options, told in a language."""
    say = functools.partial(word, language=language)
    program = argparse.ArgumentParser(
        prog="proceedings", description=say("Compile manuscripts into a book.")
    )
    told = f"%(prog)s {__version__}"
    program.add_argument("--version", action="version", version=told)
    commands = program.add_subparsers(
        dest="command", required=True, metavar=say("COMMAND")
    )
    init = commands.add_parser("init", help=say("write volume.toml for a folder"))
    check = commands.add_parser("check", help=say("report the findings of a folder"))
    build = commands.add_parser("build", help=say("build the book of a folder"))
    fixes = commands.add_parser(
        "fixes", help=say("write what can be fixed, to fill in")
    )
    _add_build(build, language)
    fixes.add_argument("--paper", default="", metavar="ID", help=say("only this paper"))
    for command in (init, check, build, fixes):
        command.add_argument(
            "folder", type=Path, metavar="DIR", help=say("the folder of the volume")
        )
        command.add_argument(
            "--language",
            choices=LANGUAGES,
            default=language,
            help=say("of findings and messages; default: that of your system"),
        )
    for command in (check, build):
        command.add_argument("--json", action="store_true", help=say("answer as JSON"))
    for command in (check, build, fixes):
        command.add_argument(
            "--jobs",
            type=functools.partial(_count, language=language),
            default=2,
            metavar="N",
            help=say("how many papers at a time; default: 2"),
        )
    return program


def _add_build(build: argparse.ArgumentParser, language: str) -> None:
    say = functools.partial(word, language=language)
    build.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="OUT",
        help=say("the folder of the book, which is replaced"),
    )
    build.add_argument(
        "--format",
        dest="formats",
        action="append",
        choices=(*pipeline.FORMATS, "all"),
        help=say("may be repeated; default: pdf, epub and html"),
    )
    build.add_argument(
        "--keep-going",
        action="store_true",
        help=say("leave out the papers that do not pass"),
    )
    build.add_argument(
        "--draft",
        action="store_true",
        help=say("set all papers with their findings on the page"),
    )
    build.add_argument(
        "--verify",
        action="store_true",
        help=say("have EPUBCheck, Ace and veraPDF examine the files, where installed"),
    )
    build.add_argument(
        "--cache",
        type=Path,
        metavar="FOLDER",
        help=say("keep there what was made, so that the next build is faster"),
    )


def _count(text: str, language: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_JOBS:
        message = word("a number from 1 to 64", language)
        raise argparse.ArgumentTypeError(message)
    return int(text)
