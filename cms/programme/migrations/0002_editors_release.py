"""Wagtail's editors compose programmes and release them."""

from django.db import migrations

GRANTED = [
    ("programme", "release_programme"),
    ("programme", "add_programme"),
    ("programme", "change_programme"),
    ("programme", "view_programme"),
    ("session", "add_session"),
    ("session", "change_session"),
    ("session", "delete_session"),
    ("session", "view_session"),
]
NAMES = {"release_programme": "Can release programmes"}


def grant(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    editors, _ = Group.objects.get_or_create(name="Editors")
    for model, codename in GRANTED:
        kind, _ = ContentType.objects.get_or_create(app_label="programme", model=model)
        # Permissions appear only after all migrations: make the row already.
        permission, _ = Permission.objects.get_or_create(
            content_type=kind,
            codename=codename,
            defaults={"name": NAMES.get(codename, f"Can {codename.replace('_', ' ')}")},
        )
        editors.permissions.add(permission)


def revoke(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for group in Group.objects.filter(name="Editors"):
        group.permissions.remove(
            *group.permissions.filter(content_type__app_label="programme")
        )


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, revoke)]
