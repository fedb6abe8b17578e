"""Newspaper editors arrange, compile and publish issues, in all languages."""

from django.db import migrations

GROUP = "Newspaper editors"
RIGHTS = [
    ("wagtailadmin", "admin", "access_admin"),
    ("newspaper", "issueedition", "compile_issue"),
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
    Newspaper = apps.get_model("newspaper", "NewspaperIndexPage")
    Collection = apps.get_model("wagtailcore", "Collection")
    OnPage = apps.get_model("wagtailcore", "GroupPagePermission")
    OnCollection = apps.get_model("wagtailcore", "GroupCollectionPermission")
    group, _ = Group.objects.get_or_create(name=GROUP)
    for app, model, codename in RIGHTS:
        group.permissions.add(right(apps, app, model, codename))
    # Newspapers that are made later are given by `listeners`.
    for newspaper in Newspaper.objects.all():
        for codename in ON_PAGES:
            permission = right(apps, "wagtailcore", "page", codename)
            OnPage.objects.get_or_create(
                group=group, page_id=newspaper.pk, permission=permission
            )
    files = Collection.objects.filter(depth=1).first()
    for app, model, codenames in ON_FILES:
        for codename in codenames if files else []:
            OnCollection.objects.get_or_create(
                group=group,
                collection=files,
                permission=right(apps, app, model, codename),
            )


def revoke(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name=GROUP).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("newspaper", "0004_more_blocks"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtail_localize", "0006_create_submit_translation_permission"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [migrations.RunPython(grant, revoke)]
