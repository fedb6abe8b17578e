"""What the worker does for accounts."""

from django.utils import timezone
from django_tasks import task

from cms.accounts import operations


# Somebody waits at the sign-in page.
@task(priority=20)
def offer_new_password(email: str) -> None:
    operations.offer_new_password(email=email)


@task(priority=20)
def send_link(link_id: int) -> None:
    operations.send_link(link_id=link_id, now=timezone.now())
