"""Mails that had not left yet go on in the outbox; their rows stay as they are."""

from django.db import migrations

FOOT = "\n-- \n"


def carry_over(apps, schema_editor):
    Mail = apps.get_model("outbox", "Mail")
    OutgoingMail = apps.get_model("conference", "OutgoingMail")
    unsent = OutgoingMail.objects.filter(sent_at=None).select_related(
        "submission__submitter"
    )
    for old in unsent.order_by("pk"):
        submitter = old.submission.submitter
        Mail.objects.get_or_create(
            key=f"conference.outgoingmail:{old.pk}",
            defaults={
                "kind": "conference.earlier",
                "about": f"submission:{old.submission.code}",
                "person": submitter,
                "address": old.recipient,
                "name": submitter.name,
                "language": submitter.language,
                "subject": old.subject,
                # The outbox adds the funding statement itself.
                "text": old.text.rpartition(FOOT)[0].strip() or old.text,
                "state": "queued",
                "created_at": old.created_at,
                "released_at": old.created_at,
                "next_at": old.created_at,
            },
        )


def take_back(apps, schema_editor):
    carried = apps.get_model("outbox", "Mail").objects.filter(
        key__startswith="conference.outgoingmail:"
    )
    for mail in carried.filter(state="sent"):
        number = mail.key.rpartition(":")[2]
        apps.get_model("conference", "OutgoingMail").objects.filter(
            pk=number, sent_at=None
        ).update(sent_at=mail.sent_at)
    carried.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("conference", "0003_more_states"),
        ("outbox", "0001_initial"),
    ]

    operations = [migrations.RunPython(carry_over, take_back)]
