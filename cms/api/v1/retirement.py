"""How what is going to leave this version of the API is told beforehand.

An answer to whoever still uses it carries `Deprecation` (RFC 9745) and `Sunset`
(RFC 8594), and a link to the changelog; the schema marks it as deprecated.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpResponse
from django.utils.http import http_date

# What is retired stays at least so long.
NOTICE = timedelta(days=365)


@dataclass(frozen=True)
class Retirement:
    """Since when something should not be used, and when it will be gone."""

    since: datetime
    until: datetime

    def __post_init__(self) -> None:
        if self.until - self.since < NOTICE:
            message = "What is retired is promised for another twelve months."
            raise ValueError(message)

    def put_on(self, response: HttpResponse, changelog: str) -> None:
        """Tell whoever gets this answer."""
        response.headers["Deprecation"] = f"@{int(self.since.timestamp())}"
        response.headers["Sunset"] = http_date(self.until.timestamp())
        response.headers["Link"] = f'<{changelog}>; rel="deprecation"'


def first_to_go(found: list[Retirement]) -> Retirement | None:
    """Return the one that is gone first."""
    return min(found, key=lambda each: each.until, default=None)
