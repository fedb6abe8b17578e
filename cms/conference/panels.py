"""What the apps above add to the pages of a submission."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from cms.conference.models import Submission


class Page(StrEnum):
    """The pages that take panels."""

    SUBMISSION = "submission"
    PREVIEW = "preview"


@dataclass(frozen=True)
class Panel:
    """A piece of a page: a template, and what it is shown with as `panel`."""

    template: str
    context: dict = field(default_factory=dict)


# Given the submission, the person who looks, and the moment.
Maker = Callable[[Submission, object, datetime], Panel | None]
_MAKERS: dict[Page, list[Maker]] = {page: [] for page in Page}


def register(page: Page) -> Callable[[Maker], Maker]:
    """Have the function asked for a panel whenever the page is shown."""

    def keep(maker: Maker) -> Maker:
        if maker not in _MAKERS[page]:
            _MAKERS[page].append(maker)
        return maker

    return keep


def shown(page: Page, submission: Submission, user, now: datetime) -> list[Panel]:
    """Return the panels of a page that have something to say."""
    made = [maker(submission, user, now) for maker in _MAKERS[page]]
    return [panel for panel in made if panel is not None]
