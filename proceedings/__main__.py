"""`python -m proceedings`: init, check and build on the command line."""

import argparse
import json
import math
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from proceedings import command_line, pipeline
from proceedings.exceptions import ProceedingsError, StoreFull, WrongUsage
from proceedings.manifest import told
from proceedings.phrases import plural, told_problem, word
from proceedings.report import Finding, Report, Severity


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 is done, 1 findings that block, 2 wrong usage."""
    options = command_line.parse(arguments)
    language = options.language
    try:
        return _run(options)
    except WrongUsage as problem:
        print(f"proceedings: {told_problem(problem, language)}", file=sys.stderr)
        return 2
    except StoreFull as problem:
        words = "The disk is full; the last edition stays as it was."
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
        print(f"proceedings: {word('stopped', language)}.", file=sys.stderr)
        return 1


def _run(options: argparse.Namespace) -> int:
    commands = {"init": _init, "check": _check, "build": _build, "fixes": _fixes}
    return commands[options.command](options)


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
