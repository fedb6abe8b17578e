"""Room for the identifier by which partners know a picture."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assets", "0002_decorative_pictures")]

    operations = [
        migrations.AddField(
            "coopimage", "uuid", models.UUIDField(editable=False, null=True)
        ),
    ]
