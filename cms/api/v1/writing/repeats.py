"""Answers a repeated request as it was answered the first time.

As draft-ietf-httpapi-idempotency-key-header describes it: the same key with another
request is refused, and what failed may be tried again under the same key.
"""

import hashlib
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from rest_framework.response import Response

from cms.api.models import ApiKey, Written
from cms.api.v1.writing.problems import UsedBefore

KEPT = timedelta(hours=24)
LONGEST = 255
REPLAYED = "Idempotent-Replayed"


@transaction.atomic
def once(
    *, key: ApiKey, name: str, asked: bytes, answer: Callable[[], Response]
) -> Response:
    """Return the answer; of the same request under the same name, the first one.

    Raises:
        UsedBefore: when another request had this name.
    """
    digest = hashlib.sha256(asked).hexdigest()
    row, new = Written.objects.select_for_update().get_or_create(
        key=key,
        name=name,
        defaults={"digest": digest, "status": 0, "body": {}},
    )
    if not new:
        if row.digest != digest:
            raise UsedBefore
        return Response(row.body, status=row.status, headers={REPLAYED: "true"})
    response = answer()
    row.status, row.body = response.status_code, response.data
    row.save(update_fields=["status", "body"])
    return response


def forget_old() -> None:
    """Forget the requests of yesterday."""
    Written.objects.filter(at__lt=timezone.now() - KEPT).delete()
