"""Every picture gets an identifier of its own."""

import uuid

from django.db import migrations


def fill(apps, schema_editor) -> None:
    images = apps.get_model("assets", "CoopImage").objects
    for key in images.filter(uuid=None).values_list("pk", flat=True):
        images.filter(pk=key).update(uuid=uuid.uuid4())


class Migration(migrations.Migration):
    dependencies = [("assets", "0003_picture_uuid")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
