"""Chief editors compile volumes and write recommendations."""

from django.db import migrations

GRANTED = {
    "Chief editors": [
        ("publications", "volume", "compile_volume"),
        ("publications", "volume", "add_volume"),
        ("publications", "volume", "change_volume"),
        ("publications", "volume", "view_volume"),
        ("publications", "recommendation", "add_recommendation"),
        ("publications", "recommendation", "change_recommendation"),
        ("publications", "recommendation", "delete_recommendation"),
        ("publications", "recommendation", "view_recommendation"),
    ],
}
NAMES = {"compile_volume": "Can have volumes compiled"}


def grant(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    for name, permissions in GRANTED.items():
        group, _ = Group.objects.get_or_create(name=name)
        for app, model, codename in permissions:
            kind, _ = ContentType.objects.get_or_create(app_label=app, model=model)
            # Permissions appear only after all migrations: make the row already.
            permission, _ = Permission.objects.get_or_create(
                content_type=kind,
                codename=codename,
                defaults={
                    "name": NAMES.get(codename, f"Can {codename.replace('_', ' ')}")
                },
            )
            group.permissions.add(permission)


def revoke(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for name, permissions in GRANTED.items():
        for group in Group.objects.filter(name=name):
            for app, _model, codename in permissions:
                group.permissions.remove(
                    *group.permissions.filter(
                        content_type__app_label=app, codename=codename
                    )
                )


class Migration(migrations.Migration):
    dependencies = [
        ("publications", "0003_more_states"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, revoke)]
