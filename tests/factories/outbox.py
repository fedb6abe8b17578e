"""Mails of a kind that only the tests know."""

from cms.outbox import kinds, operations
from cms.outbox.models import Mail
from cms.outbox.values import link
from tests.factories.accounts import user

TEMPLATE = "conference/mail/accept.txt"


def kind(name: str = "tests.accept", **fields) -> kinds.Kind:
    """Return a registered kind with the words of a real template."""
    fields = {
        "label": "Accepted",
        "subject": "Your paper is accepted (%(code)s)",
        "template": TEMPLATE,
        "placeholders": {
            "code": "code of the paper",
            "title": "title of the paper",
            "note": "note of the editors",
            "link": "page of the submission",
        },
        "needed": ("link",),
        **fields,
    }
    return kinds.register(name, **fields)


def context(**fields) -> dict:
    return {
        "code": "ABC1234",
        "title": "Social enterprises",
        "note": "Well done.",
        "link": link("conference:submission", code="ABC1234"),
        **fields,
    }


def mail(*, recipient=None, values: dict | None = None, **fields) -> Mail:
    """Return a draft, or what `fields` ask for."""
    return operations.draft(
        kind=fields.pop("kind", None) or kind().name,
        recipient=recipient or user(),
        context=context(**(values or {})),
        **fields,
    )
