"""Wagtail's editors release mails."""

from django.db import migrations


def grant(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    editors, _ = Group.objects.get_or_create(name="Editors")
    kind, _ = ContentType.objects.get_or_create(app_label="outbox", model="mail")
    # Permissions appear only after all migrations: make the row already.
    permission, _ = Permission.objects.get_or_create(
        content_type=kind,
        codename="release_mail",
        defaults={"name": "Can release mails"},
    )
    editors.permissions.add(permission)


def revoke(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for group in Group.objects.filter(name="Editors"):
        group.permissions.remove(
            *group.permissions.filter(
                content_type__app_label="outbox", codename="release_mail"
            )
        )


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0094_alter_page_locale"),
    ]

    operations = [migrations.RunPython(grant, revoke)]
