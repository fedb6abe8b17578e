"""A person takes their data along, or leaves for good."""

import json
import secrets
import tempfile
from datetime import datetime
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from cms.accounts import own_data
from cms.accounts.enums import RecordKind
from cms.accounts.exceptions import LastAdministrator, NotAllowed
from cms.accounts.models import AccountRecord, Attempt, MailLink, Profile, User

IN_MEMORY_BYTES = 4 << 20
# No address of anybody: the name ends in a word that is reserved for this (RFC 2606).
ERASED_ADDRESS = "erased-{}@erased.invalid"


def pack_own_data(*, person: User, now: datetime) -> IO[bytes]:
    """Return a ZIP with everything that the site knows of the person, as JSON and files.

    A file that is no longer there is named in `missing.json`.
    """
    AccountRecord.objects.create(
        kind=RecordKind.DATA_EXPORTED, actor=person, person=person, at=now
    )
    packed = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115
    missing = []
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for chapter in own_data.chapters():
            part = chapter.collect(person)
            archive.writestr(f"{part.name}.json", _as_json(part.data))
            for path, file in part.files.items():
                try:
                    with file.open("rb") as stored, archive.open(path, "w") as target:
                        for chunk in stored.chunks():
                            target.write(chunk)
                except FileNotFoundError:
                    missing.append(path)
        if missing:
            archive.writestr("missing.json", _as_json(missing))
    packed.seek(0)
    return packed


def explain_erasure(*, person: User) -> list[str]:
    """Return, sentence by sentence, what would go and what would stay."""
    return [line for chapter in own_data.chapters() for line in chapter.explain(person)]


@transaction.atomic
def erase_account(*, person: User, actor: User, now: datetime) -> User:
    """Let every app erase its part, and leave an account that names nobody.

    Raises:
        NotAllowed: unless it is the person's own account.
        LastAdministrator: when nobody would be left who can give rights.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if actor.pk != person.pk or person.erased_at:
        raise NotAllowed
    others = User.objects.filter(is_superuser=True, is_active=True)
    if person.is_superuser and not others.exclude(pk=person.pk).exists():
        raise LastAdministrator
    for chapter in own_data.chapters():
        chapter.erase(person, now)
    AccountRecord.objects.create(
        kind=RecordKind.ERASED, actor=person, person=person, at=now
    )
    person.email = ERASED_ADDRESS.format(secrets.token_hex(8))
    person.name = ""
    person.is_active = person.is_staff = person.is_superuser = False
    person.last_login = None
    person.erased_at = now
    person.set_unusable_password()
    person.save()
    person.groups.clear()
    person.user_permissions.clear()
    return person


def erase_own_part(person: User, now: datetime) -> None:
    """Remove the profile, links and attempts, and the words of the log."""
    Profile.objects.filter(person=person).delete()
    MailLink.objects.filter(email__iexact=person.email).delete()
    Attempt.objects.filter(account=person.email.strip().lower()[:254]).delete()


def _as_json(data: object) -> str:
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
