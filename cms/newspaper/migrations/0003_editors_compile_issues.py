"""Wagtail's editors arrange issues and have them compiled."""

from django.db import migrations


def grant(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    editors, _ = Group.objects.get_or_create(name="Editors")
    kind, _ = ContentType.objects.get_or_create(
        app_label="newspaper", model="issueedition"
    )
    # Permissions appear only after all migrations: make the row already.
    permission, _ = Permission.objects.get_or_create(
        content_type=kind,
        codename="compile_issue",
        defaults={"name": "Can arrange and compile issues"},
    )
    editors.permissions.add(permission)


def revoke(apps, schema_editor):
    Permission = apps.get_model("auth", "Permission")
    Permission.objects.filter(
        content_type__app_label="newspaper", codename="compile_issue"
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("newspaper", "0002_print_and_corrections"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, revoke)]
