"""Wagtail's editors compose volumes, write recommendations and compile."""

from django.db import migrations

GRANTED = [
    ("wagtailadmin", "admin", "access_admin"),
    ("publications", "volume", "compile_volume"),
    ("publications", "volume", "add_volume"),
    ("publications", "volume", "change_volume"),
    ("publications", "volume", "view_volume"),
    ("publications", "recommendation", "add_recommendation"),
    ("publications", "recommendation", "change_recommendation"),
    ("publications", "recommendation", "delete_recommendation"),
    ("publications", "recommendation", "view_recommendation"),
]
NAMES = {"compile_volume": "Can have volumes compiled"}


def grant(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    editors, _ = Group.objects.get_or_create(name="Editors")
    for app, model, codename in GRANTED:
        kind, _ = ContentType.objects.get_or_create(app_label=app, model=model)
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
            *group.permissions.filter(content_type__app_label="publications")
        )


class Migration(migrations.Migration):
    dependencies = [
        ("publications", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0094_alter_page_locale"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(grant, revoke)]
