"""A person is forgotten."""

from django.db import transaction
from django.db.models import Q

from cms.outbox.models import Mail


@transaction.atomic
def erase_person(*, user) -> int:
    """Delete every mail to a person, sent or not; count them."""
    theirs = Q(person=user) | Q(address__iexact=user.email)
    return Mail.objects.filter(theirs).delete()[0]
