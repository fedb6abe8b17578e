"""Wagtail's editors give extensions, translate, and keep the glossary."""

from django.db import migrations

MODELS = ("extension", "term")
VERBS = ("add", "change", "delete", "view")
TRANSLATE = ("submission", "translate_submission", "Can translate titles and abstracts")


def granted():
    yield TRANSLATE
    for model in MODELS:
        for verb in VERBS:
            yield model, f"{verb}_{model}", f"Can {verb} {model}"


def grant(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    editors, _ = Group.objects.get_or_create(name="Editors")
    for model, codename, name in granted():
        kind, _ = ContentType.objects.get_or_create(app_label="conference", model=model)
        # Permissions appear only after all migrations: make the row already.
        permission, _ = Permission.objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": name}
        )
        editors.permissions.add(permission)


def revoke(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    codenames = [codename for _model, codename, _name in granted()]
    for group in Group.objects.filter(name="Editors"):
        group.permissions.remove(
            *group.permissions.filter(
                content_type__app_label="conference", codename__in=codenames
            )
        )


class Migration(migrations.Migration):
    dependencies = [("conference", "0008_reasons_stay")]

    operations = [migrations.RunPython(grant, revoke)]
