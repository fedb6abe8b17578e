"""Renames a field that Wagtail overwrote, and says what the texts are for."""

from django.db import migrations, models

ALT_HELP = "What the picture shows, for those who do not see it."


class Migration(migrations.Migration):
    dependencies = [("assets", "0001_initial")]

    operations = [
        migrations.RenameField("coopimage", "decorative", "is_decorative"),
        migrations.AlterField(
            "coopimage",
            "is_decorative",
            models.BooleanField(
                default=False,
                help_text="Says nothing that the text does not say: read out as nothing.",
                verbose_name="decorative",
            ),
        ),
        *(
            migrations.AlterField(
                "coopimage",
                f"alt_{code}",
                models.CharField(
                    blank=True,
                    help_text=ALT_HELP,
                    max_length=300,
                    verbose_name=f"alt text ({name})",
                ),
            )
            for code, name in (
                ("sl", "Slovenian"),
                ("it", "Italian"),
                ("en", "English"),
            )
        ),
    ]
