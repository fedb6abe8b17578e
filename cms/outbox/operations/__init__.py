"""What happens to mails: drafted, edited, released, sent once."""

from cms.outbox.operations.delivery import deliver, has_work, mark_bounced, recover
from cms.outbox.operations.drafting import Person, draft
from cms.outbox.operations.editing import (
    check_template,
    discard,
    discard_held,
    discard_selection,
    edit,
    refill,
    reset_template,
    save_template,
    secret_names,
)
from cms.outbox.operations.erasing import erase_person
from cms.outbox.operations.releasing import (
    release,
    release_held,
    release_selection,
    send_again,
)

__all__ = [
    "Person",
    "check_template",
    "deliver",
    "discard",
    "discard_held",
    "discard_selection",
    "draft",
    "edit",
    "erase_person",
    "has_work",
    "mark_bounced",
    "recover",
    "refill",
    "release",
    "release_held",
    "release_selection",
    "reset_template",
    "save_template",
    "secret_names",
    "send_again",
]
