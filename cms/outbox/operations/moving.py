"""One mail is locked and led to its next state."""

from cms.outbox.enums import FOLLOWS, MailState
from cms.outbox.exceptions import MoveImpossible
from cms.outbox.models import Mail


def locked(mail: Mail) -> Mail:
    """Return the row as it is now, locked until the transaction ends."""
    return Mail.objects.select_for_update().get(pk=mail.pk)


def move(mail: Mail, target: MailState) -> None:
    """Set the state, if the table allows it.

    Raises:
        MoveImpossible: when it does not.
    """
    if target not in FOLLOWS[MailState(mail.state)]:
        raise MoveImpossible(mail.state, target)
    mail.state = target
