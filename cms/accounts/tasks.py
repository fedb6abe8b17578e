"""What the worker does for accounts."""

from django_tasks import task

from cms.accounts import operations


@task()
def offer_new_password(email: str) -> None:
    operations.offer_new_password(email=email)
