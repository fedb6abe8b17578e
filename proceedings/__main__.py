"""`python -m proceedings`: init, check and build on the command line."""

import argparse
import json
import math
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from proceedings import pipeline
from proceedings.exceptions import ProceedingsError, StoreFull, WrongUsage
from proceedings.manifest import told
from proceedings.phrases import FALLBACK, LANGUAGES, plural, word
from proceedings.report import Finding, Report, Severity


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 is done, 1 findings that block, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except WrongUsage as problem:
        print(f"proceedings: {problem}", file=sys.stderr)
        return 2
    except StoreFull as problem:
        words = "The disk is full; the last edition stays as it was."
        language = getattr(options, "language", FALLBACK)
        print(f"proceedings: {word(words, language)} ({problem})", file=sys.stderr)
        return 1
    except ProceedingsError as problem:
        print(f"proceedings: {problem}", file=sys.stderr)
        return 1
    except OSError as problem:
        print(f"proceedings: {problem.strerror}: {problem.filename}", file=sys.stderr)
        return 2
    except Exception as problem:  # noqa: BLE001 - the last stop before a traceback
        kind = type(problem).__name__
        print(f"proceedings: unexpected {kind}: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("proceedings: stopped.", file=sys.stderr)
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="proceedings", description="Compile manuscripts into a book."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    init = commands.add_parser("init", help="write volume.toml for a folder")
    init.set_defaults(run=_init)

    check = commands.add_parser("check", help="report the findings of a folder")
    check.set_defaults(run=_check)

    build = commands.add_parser("build", help="build the book of a folder")
    build.add_argument("--out", type=Path, required=True, metavar="OUT")
    build.add_argument(
        "--format",
        dest="formats",
        action="append",
        choices=(*pipeline.FORMATS, "all"),
        help="may be repeated; default: pdf, epub and html",
    )
    build.add_argument(
        "--keep-going",
        action="store_true",
        help="leave out the papers that do not pass",
    )
    build.add_argument(
        "--draft",
        action="store_true",
        help="set all papers with their findings on the page",
    )
    build.add_argument(
        "--verify",
        action="store_true",
        help="have EPUBCheck, Ace and veraPDF examine the files, where installed",
    )
    build.add_argument("--cache", type=Path, metavar="FOLDER")
    build.set_defaults(run=_build)

    fixes = commands.add_parser("fixes", help="write what can be fixed, to fill in")
    fixes.add_argument("--paper", default="", metavar="ID", help="only this paper")
    fixes.set_defaults(run=_fixes)

    for command in (init, check, build, fixes):
        command.add_argument("folder", type=Path, metavar="DIR")
    for command in (check, build):
        command.add_argument("--json", action="store_true", help="answer as JSON")
    for command in (check, build, fixes):
        command.add_argument("--jobs", type=_count, default=2, metavar="N")
        command.add_argument("--language", choices=LANGUAGES, default=_own_language())
    return parser


def _own_language() -> str:
    """Return the language that the user's system speaks, if we do; else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        spoken = os.getenv(name, "")
        if spoken:
            return spoken[:2] if spoken[:2] in LANGUAGES else FALLBACK
    return FALLBACK


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 64:
        message = "a number from 1 to 64"
        raise argparse.ArgumentTypeError(message)
    return number


def _init(options: argparse.Namespace) -> int:
    print(pipeline.initialise(options.folder))
    return 0


def _check(options: argparse.Namespace) -> int:
    with _Display(options.language, quiet=options.json) as display:
        report = pipeline.check(
            options.folder, jobs=options.jobs, progress=display.show
        )
    if options.json:
        rows = [{"paper": f.paper, **told(f, options.language)} for f in report]
        print(json.dumps({"findings": rows}, ensure_ascii=False, indent=2))
    else:
        _print_findings(report, options.language)
    return 1 if report.blocking else 0


def _fixes(options: argparse.Namespace) -> int:
    for path in pipeline.write_fixes(
        options.folder,
        paper=options.paper,
        jobs=options.jobs,
        language=options.language,
    ):
        print(path)
    return 0


def _build(options: argparse.Namespace) -> int:
    with _Display(options.language, quiet=options.json) as display:
        result = pipeline.build(
            options.folder,
            options.out,
            formats=options.formats or pipeline.STANDARD_FORMATS,
            keep_going=options.keep_going,
            draft=options.draft,
            jobs=options.jobs,
            progress=display.show,
            cache=options.cache,
            language=options.language,
            verify=options.verify,
        )
    if options.json:
        print(json.dumps(result.manifest, ensure_ascii=False, indent=2))
        return result.exit_code
    _print_findings(result.report, options.language)
    left_out = result.manifest["left_out"]
    if left_out:
        print(f"\n{word('Left out', options.language)}: {', '.join(left_out)}")
    for output in result.manifest["outputs"]:
        # The books of a parallel volume lie in folders of their languages.
        above = Path(output["path"]).parent.as_posix()
        if above in {".", *result.manifest.get("parallel", ())}:
            print(options.out / output["path"])
    if result.exit_code:
        print(f"\n{word('Nothing was written.', options.language)}", file=sys.stderr)
    return result.exit_code


def _print_findings(report: Report, language: str) -> None:
    """Print what blocks first, each with paper, place, cause and remedy."""
    ranks = list(Severity)
    for finding in sorted(report, key=lambda each: ranks.index(each.severity)):
        print(_line(finding, language))
    blocking = len(report.blocking)
    others = len(report.findings) - blocking
    print(
        plural(
            "%(count)d finding that blocks",
            "%(count)d findings that block",
            blocking,
            language,
        ),
        plural("%(count)d other", "%(count)d others", others, language),
        sep=", ",
    )


def _line(finding: Finding, language: str) -> str:
    words = told(finding, language)
    place = " · ".join(part for part in (finding.paper, finding.where) if part)
    head = f"{word(str(finding.severity), language)}: {place}: {finding.code}"
    return f"{head}\n    {words['message']}\n    {words['remedy']}"


def _progress_line(progress: pipeline.Progress, language: str) -> str:
    """Say how far a run is, in which step, and how long it will still take."""
    step = word(pipeline.STEPS[progress.step].words, language)
    pieces = [f"{step}: {progress.done}/{progress.total}"]
    if progress.papers:
        papers = word("Papers", language)
        pieces.append(f"{papers}: {progress.papers_done}/{progress.papers}")
    if progress.seconds_left is not None:
        minutes, seconds = divmod(math.ceil(progress.seconds_left), 60)
        left = word("%(time)s left", language)
        pieces.append(left % {"time": f"{minutes}:{seconds:02}"})
    return " · ".join(filter(None, [*pieces, progress.paper[:40]]))


class _Display:
    """One line on a terminal that says how far the run is."""

    def __init__(self, language: str, *, quiet: bool) -> None:
        self._language = language
        self._on = not quiet and sys.stderr.isatty()

    def show(self, progress: pipeline.Progress) -> None:
        if self._on:
            line = _progress_line(progress, self._language)
            width = shutil.get_terminal_size().columns - 1
            print(f"\r\033[K{line[:width]}", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> "_Display":
        return self

    def __exit__(self, *_: object) -> None:
        if self._on:
            print("\r\033[K", end="", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
