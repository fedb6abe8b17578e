"""Of reviewers who were asked before, the time has run since then."""

from django.db import migrations
from django.db.models import F


def let_run(apps, schema_editor):
    assignments = apps.get_model("reviewing", "Assignment").objects
    assignments.filter(asked_at__isnull=False).update(invited_at=F("asked_at"))


class Migration(migrations.Migration):
    dependencies = [("reviewing", "0002_clock")]

    operations = [migrations.RunPython(let_run, migrations.RunPython.noop)]
