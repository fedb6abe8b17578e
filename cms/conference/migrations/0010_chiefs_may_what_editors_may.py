"""Chief editors may at the desk whatever editors may; track editors read theirs."""

from django.db import migrations

DESK = ("conference", "outbox")


def grant(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    editors, _ = Group.objects.get_or_create(name="Editors")
    chiefs, _ = Group.objects.get_or_create(name="Chief editors")
    held = editors.permissions.filter(content_type__app_label__in=DESK)
    chiefs.permissions.add(*held)


class Migration(migrations.Migration):
    dependencies = [
        ("conference", "0009_track_editors"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("outbox", "0002_editors_release"),
    ]

    # What chief editors had before is told by the migrations that gave it.
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
