"""Roles come by migrations, and administrators grant and take them, in the log."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.users.models import UserProfile

from cms.accounts import operations, roles
from cms.accounts.exceptions import LastAdministrator, NotAllowed
from cms.accounts.models import AccountRecord, User
from cms.conference.permissions import is_chief, is_editor
from tests.factories import accounts, conference

pytestmark = pytest.mark.django_db
DECIDE = "conference.decide_submission"
OVERRULE = "conference.overrule_submission"
TRANSLATE = "conference.translate_submission"
RELEASE = "programme.release_programme"
COMPILE = "publications.compile_volume"
RIGHTS = [DECIDE, OVERRULE, TRANSLATE, RELEASE, COMPILE, "wagtailadmin.access_admin"]
HELD = {
    "editor": {DECIDE, TRANSLATE, RELEASE, COMPILE, "wagtailadmin.access_admin"},
    "chief": {
        DECIDE,
        OVERRULE,
        TRANSLATE,
        RELEASE,
        COMPILE,
        "wagtailadmin.access_admin",
    },
    "track_editor": {"wagtailadmin.access_admin"},
    "translator": {TRANSLATE, "wagtailadmin.access_admin"},
    "programme": {RELEASE, "wagtailadmin.access_admin"},
}


def holder(*keys: str) -> User:
    person = accounts.user()
    operations.set_roles(person=person, keys=set(keys), actor=accounts.administrator())
    return User.objects.get(pk=person.pk)


@pytest.fixture
def administrator(client) -> User:
    person = accounts.administrator(name="Ana Skrbnik")
    UserProfile.objects.create(user=person, preferred_language="en")
    client.force_login(person)
    return person


def test_every_role_has_its_group() -> None:
    names = {role.group for role in roles.granted()}
    assert set(Group.objects.filter(name__in=names).values_list("name", flat=True)) == (
        names
    )


@pytest.mark.parametrize("key", HELD)
def test_role_gives_exactly_its_rights(key):
    person = holder(key)
    assert {right for right in RIGHTS if person.has_perm(right)} == HELD[key]


def test_chief_editor_may_whatever_editors_may_at_the_desk():
    desk = ["conference.", "outbox.", "programme.", "publications.", "reviewing."]
    rights = {
        key: {
            right
            for right in holder(key).get_all_permissions()
            if right.startswith(tuple(desk))
        }
        for key in ("editor", "chief")
    }
    assert rights["editor"] - rights["chief"] == set()
    assert rights["chief"] - rights["editor"] >= {OVERRULE}


def test_chief_editor_is_editor_and_may_overrule():
    assert (is_editor(holder("chief")), is_chief(holder("chief"))) == (True, True)
    assert is_chief(holder("editor")) is False


def test_roles_are_granted_and_taken_in_the_log(client, administrator):
    person = accounts.user(name="Bor")
    where = f"/admin/roles/{person.pk}/"
    client.post(where, {"roles": ["editor", "programme"]})
    client.post(where, {"roles": ["programme"]})
    assert [group.name for group in person.groups.all()] == ["Programme committee"]
    records = AccountRecord.objects.filter(person=person).order_by("pk")
    assert sorted(
        (record.kind, record.detail, record.actor_id) for record in records
    ) == [
        ("role_granted", "Editors", administrator.pk),
        ("role_granted", "Programme committee", administrator.pk),
        ("role_taken", "Editors", administrator.pk),
    ]
    page = client.get(where).content.decode()
    assert "role taken away: editor" in page


def test_other_groups_stay_when_roles_are_saved(client, administrator):
    person = accounts.user()
    person.groups.add(Group.objects.get(name="Partners"))
    client.post(f"/admin/roles/{person.pk}/", {"roles": ["translator"]})
    names = person.groups.order_by("name").values_list("name", flat=True)
    assert list(names) == ["Partners", "Translators"]


def test_rights_given_at_another_door_are_logged_too(client, administrator):
    person = accounts.user()
    data = {
        "email": person.email,
        "first_name": "Bor",
        "last_name": "Žagar",
        "is_active": "on",
        "is_superuser": "on",
        "groups": [str(Group.objects.get(name="Editors").pk)],
    }
    client.post(f"/admin/users/edit/{person.pk}/", data)
    records = AccountRecord.objects.filter(person=person).order_by("detail")
    assert [(record.detail, record.actor) for record in records] == [
        ("Editors", administrator),
        ("administrator", administrator),
    ]


def test_administrator_makes_and_dismisses_another(client, administrator):
    other = accounts.user()
    client.post(f"/admin/roles/{other.pk}/", {"roles": ["administrator"]})
    other.refresh_from_db()
    assert (other.is_superuser, other.is_staff) == (True, True)
    client.post(f"/admin/roles/{other.pk}/", {"roles": []})
    other.refresh_from_db()
    assert (other.is_superuser, other.is_staff) == (False, False)


def test_last_administrator_stays(client, administrator):
    answer = client.post(f"/admin/roles/{administrator.pk}/", {"roles": []})
    assert "only administrator" in answer.content.decode()
    with pytest.raises(LastAdministrator):
        operations.set_roles(person=administrator, keys=set(), actor=administrator)
    administrator.refresh_from_db()
    assert administrator.is_superuser is True


def test_only_administrators_grant():
    person = accounts.user()
    for actor in (accounts.user(), accounts.editor(), accounts.chief()):
        with pytest.raises(NotAllowed):
            operations.set_roles(person=person, keys={"editor"}, actor=actor)


@pytest.mark.parametrize("make", [accounts.editor, accounts.chief])
def test_pages_are_for_administrators_alone(client, make):
    person = accounts.user()
    client.force_login(make())
    for path in ("/admin/roles/", f"/admin/roles/{person.pk}/"):
        assert client.get(path).headers.get("Location") == "/admin/"
    client.post(f"/admin/roles/{person.pk}/", {"roles": ["editor"]})
    assert person.groups.count() == 0


def test_list_shows_granted_and_earned_roles(client, administrator):
    author = accounts.user(name="Cilka", email="cilka@example.org")
    mate = accounts.user(name="Dana", email="dana@example.org")
    typed = conference.content(
        authors=[{"name": "Cilka"}, {"name": "Dana", "email": "Dana@example.org"}]
    )
    conference.submission(submitter=author, content=typed)
    operations.set_roles(person=mate, keys={"translator"}, actor=administrator)
    rows = client.get("/admin/roles/").context["rows"]
    shown = {row.person.name: (row.granted, row.earned) for row in rows}
    assert shown == {
        "Ana Skrbnik": (["administrator"], []),
        "Cilka": ([], ["author"]),
        "Dana": (["translator"], ["co-author"]),
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=cil", ["Cilka"]),
        ("q=dana%40", ["Dana"]),
        ("role=translator", ["Dana"]),
        ("role=administrator", ["Ana Skrbnik"]),
        ("role=nothing&p=x", ["Ana Skrbnik", "Cilka", "Dana"]),
        ("q=nobody", []),
    ],
)
def test_list_is_searched(client, administrator, query, found):
    accounts.user(name="Cilka")
    mate = accounts.user(name="Dana", email="dana@example.org")
    operations.set_roles(person=mate, keys={"translator"}, actor=administrator)
    rows = client.get(f"/admin/roles/?{query}").context["rows"]
    assert [row.person.name for row in rows] == found


def test_list_needs_as_many_queries_for_25_people_as_for_one(client, administrator):
    counts = []
    for people in (1, 24):
        for _each in range(people):
            person = accounts.user()
            person.groups.add(Group.objects.get(name="Editors"))
        client.get("/admin/roles/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/admin/roles/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_erased_people_are_not_listed(client, administrator):
    person = accounts.user()
    operations.erase_account(person=person, actor=person, now=timezone.now())
    rows = client.get("/admin/roles/").context["rows"]
    assert [row.person for row in rows] == [administrator]
    assert client.get(f"/admin/roles/{person.pk}/").status_code == 404
