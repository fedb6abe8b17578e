"""What is there already of the new resources enters the ledger."""

from django.db import migrations

NEW = ["pages", "events", "people", "pictures"]


def note(apps, schema_editor) -> None:
    marks = apps.get_model("api", "Mark").objects
    marks.bulk_create(marks.model(resource=name) for name in NEW)


class Migration(migrations.Migration):
    dependencies = [("api", "0004_partners_have_keys")]

    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
