"""Reads a harvester's arguments, and the tokens with which it goes on.

Rules: OAI-PMH 2.0, sections 2.7 (dates), 3.5 (flow control), 4 (verbs).
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from django.http import QueryDict

from cms.api.oai.problems import OaiError, bad_argument

LISTING = ({"metadataPrefix"}, {"from", "until", "set"}, "resumptionToken")
# For each verb: what must be there, what may be, and what stands alone.
VERBS: dict[str, tuple[set[str], set[str], str]] = {
    "Identify": (set(), set(), ""),
    "ListMetadataFormats": (set(), {"identifier"}, ""),
    "ListSets": (set(), set(), "resumptionToken"),
    "ListIdentifiers": LISTING,
    "ListRecords": LISTING,
    "GetRecord": ({"identifier", "metadataPrefix"}, set(), ""),
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_TOKEN = re.compile(r"(\w+)!([\w:.-]*)!([\dTZ:-]*)!([\dTZ:-]*)!(\d{1,18})", re.ASCII)


@dataclass(frozen=True)
class Selection:
    """Which records a harvester wants: those changed after `number` are next."""

    prefix: str
    of_set: str = ""
    first: str = ""
    until: str = ""
    number: int = 0

    def token(self, number: int) -> str:
        """Return the token that goes on behind a record."""
        parts = (self.prefix, self.of_set, self.first, self.until, str(number))
        return "!".join(parts)

    @property
    def since(self) -> datetime | None:
        """The first moment wanted."""
        return _moment(self.first) if self.first else None

    @property
    def before(self) -> datetime | None:
        """The first moment not wanted any more: both ends are inclusive."""
        if not self.until:
            return None
        step = timedelta(days=1) if _DAY.fullmatch(self.until) else timedelta(seconds=1)
        return _moment(self.until) + step


def read_arguments(given: QueryDict) -> dict[str, str]:
    """Return the arguments of a request, checked against its verb.

    Raises:
        OaiError: badVerb or badArgument.
    """
    repeated = [name for name in given if len(given.getlist(name)) > 1]
    if "verb" in repeated or given.get("verb") not in VERBS:
        known = ", ".join(VERBS)
        raise OaiError("badVerb", f"The verb must be one of: {known}.")
    if repeated:
        message = f"Given more than once: {', '.join(repeated)}."
        raise bad_argument(message)
    arguments = {name: given[name] for name in given if name != "verb"}
    required, optional, alone = VERBS[given["verb"]]
    if alone and alone in arguments:
        required, optional = {alone}, set()
    if unknown := set(arguments) - required - optional:
        message = f"Not allowed here: {', '.join(sorted(unknown))}."
        raise bad_argument(message)
    if missing := required - set(arguments):
        message = f"Missing: {', '.join(sorted(missing))}."
        raise bad_argument(message)
    return arguments


def read_selection(arguments: dict[str, str]) -> Selection:
    """Return what a list is to hold.

    Raises:
        OaiError: badArgument or badResumptionToken.
    """
    if "resumptionToken" in arguments:
        return _resumed(arguments["resumptionToken"])
    return _checked(
        Selection(
            arguments["metadataPrefix"],
            arguments.get("set", ""),
            arguments.get("from", ""),
            arguments.get("until", ""),
        ),
        given="from" in arguments or "until" in arguments,
    )


def _resumed(token: str) -> Selection:
    match = _TOKEN.fullmatch(token)
    if match is None:
        raise OaiError("badResumptionToken", "This is no token that we gave.")
    prefix, of_set, first, until, number = match.groups()
    selection = Selection(prefix, of_set, first, until)
    try:
        return replace(_checked(selection), number=int(number))
    except OaiError as problem:
        raise OaiError("badResumptionToken", str(problem)) from None


def _checked(selection: Selection, *, given: bool = False) -> Selection:
    ends = [end for end in (selection.first, selection.until) if end or given]
    ends = [end for end in ends if end]
    if len({bool(_DAY.fullmatch(end)) for end in ends}) > 1:
        message = "from and until must have the same granularity."
        raise bad_argument(message)
    first, before = selection.since, selection.before
    if first and before and first >= before:
        message = "from must not be later than until."
        raise bad_argument(message)
    return selection


def _moment(text: str) -> datetime:
    if not (_DAY.fullmatch(text) or _SECOND.fullmatch(text)):
        message = f"{text[:40]} is no date such as 2013-05-30 or 2013-05-30T12:00:00Z."
        raise bad_argument(message)
    try:
        # A year later would overflow when the end is made inclusive.
        found = datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC)
        return min(found, datetime(9990, 1, 1, tzinfo=UTC))
    except ValueError:
        message = f"{text} is no date."
        raise bad_argument(message) from None
