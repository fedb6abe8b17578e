"""A group of editors for each language: they write and publish below its front page."""

from django.db import migrations

GROUPS = {
    "sl": "Editors of Slovenian pages",
    "it": "Editors of Italian pages",
    "en": "Editors of English pages",
}
RIGHTS = [
    ("wagtailadmin", "admin", "access_admin"),
    ("wagtail_localize", "translation", "submit_translation"),
]
ON_PAGES = ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"]
ON_FILES = [
    ("wagtailimages", "image", ["add_image", "change_image", "choose_image"]),
    (
        "wagtaildocs",
        "document",
        ["add_document", "change_document", "choose_document"],
    ),
]


def right(apps, app, model, codename):
    """Return the permission; it appears only after all migrations: make it already."""
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    kind, _ = ContentType.objects.get_or_create(app_label=app, model=model)
    name = f"Can {codename.replace('_', ' ')}"
    return Permission.objects.get_or_create(
        content_type=kind, codename=codename, defaults={"name": name}
    )[0]


def grant(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    HomePage = apps.get_model("home", "HomePage")
    Collection = apps.get_model("wagtailcore", "Collection")
    OnPage = apps.get_model("wagtailcore", "GroupPagePermission")
    OnCollection = apps.get_model("wagtailcore", "GroupCollectionPermission")
    files = Collection.objects.filter(depth=1).first()
    for language, name in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        for app, model, codename in RIGHTS:
            group.permissions.add(right(apps, app, model, codename))
        homes = HomePage.objects.filter(locale__language_code=language, depth=2)
        for home in homes:
            for codename in ON_PAGES:
                permission = right(apps, "wagtailcore", "page", codename)
                OnPage.objects.get_or_create(
                    group=group, page_id=home.pk, permission=permission
                )
        for app, model, codenames in ON_FILES:
            for codename in codenames if files else []:
                OnCollection.objects.get_or_create(
                    group=group,
                    collection=files,
                    permission=right(apps, app, model, codename),
                )


def revoke(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name__in=GROUPS.values()).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_more_blocks"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtail_localize", "0006_create_submit_translation_permission"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [migrations.RunPython(grant, revoke)]
