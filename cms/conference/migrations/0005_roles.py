"""The roles of the conference desk, with their rights."""

from django.db import migrations

GRANTED = {
    "Chief editors": [
        ("wagtailadmin", "admin", "access_admin"),
        ("conference", "submission", "decide_submission"),
        ("conference", "submission", "overrule_submission"),
        ("conference", "submission", "view_submission"),
        ("conference", "call", "add_call"),
        ("conference", "call", "change_call"),
        ("conference", "call", "view_call"),
        ("outbox", "mail", "release_mail"),
    ],
    "Track editors": [
        ("wagtailadmin", "admin", "access_admin"),
        ("conference", "submission", "view_submission"),
    ],
    "Translators": [
        ("wagtailadmin", "admin", "access_admin"),
        ("conference", "submission", "translate_submission"),
        ("wagtail_localize", "translation", "submit_translation"),
    ],
}
NAMES = {
    "decide_submission": "Can accept and decline submissions",
    "overrule_submission": "Can overrule decisions and publications",
    "release_mail": "Can release mails",
    "translate_submission": "Can translate titles, abstracts and keywords",
}


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
        ("conference", "0005_review_mode"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0094_alter_page_locale"),
        ("wagtail_localize", "0006_create_submit_translation_permission"),
        ("outbox", "0002_editors_release"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(grant, revoke)]
