"""No two pictures have the same identifier."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assets", "0004_fill_picture_uuid")]

    operations = [
        migrations.AlterField(
            "coopimage",
            "uuid",
            models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
