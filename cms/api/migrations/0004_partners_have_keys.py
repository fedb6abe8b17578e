"""Partners look after their own keys; so do editors."""

from django.db import migrations


def grant(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    kind, _ = ContentType.objects.get_or_create(app_label="api", model="apikey")
    # Permissions appear only after all migrations: make the row already.
    permission, _ = Permission.objects.get_or_create(
        content_type=kind, codename="add_apikey", defaults={"name": "Can add API key"}
    )
    for name in ("Partners", "Editors"):
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(permission)


def revoke(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for group in Group.objects.filter(name__in=["Partners", "Editors"]):
        group.permissions.remove(
            *group.permissions.filter(
                content_type__app_label="api", codename="add_apikey"
            )
        )


class Migration(migrations.Migration):
    dependencies = [
        ("api", "0003_keys"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0094_alter_page_locale"),
    ]

    operations = [migrations.RunPython(grant, revoke)]
