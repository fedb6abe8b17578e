"""People with an account."""

from django.contrib.auth.models import Group, Permission
from wagtail.users.models import UserProfile

from cms.accounts.models import User

PASSWORD = "kostanj pod mostom 7"
_numbers = iter(range(1, 1_000_000))


def user(**fields) -> User:
    """Return a person with an account, a speaker unless told otherwise."""
    number = next(_numbers)
    fields = {
        "email": f"person-{number}@example.org",
        "name": f"Oseba {number}",
        "language": "en",
        "password": PASSWORD,
        **fields,
    }
    return User.objects.create_user(fields.pop("email"), **fields)


def editor(**fields) -> User:
    """Return a member of Wagtail's editors."""
    person = user(**{"name": "Ur Ednica", **fields})
    person.groups.add(Group.objects.get(name="Editors"))
    return person


def reading(person: User, language: str) -> User:
    """Have the person read the admin in a language, and return them."""
    profile = UserProfile.get_for_user(person)
    profile.preferred_language = language
    profile.save()
    return person


def chief(**fields) -> User:
    """Return an editor who may also overrule."""
    person = editor(**fields)
    person.user_permissions.add(Permission.objects.get(codename="overrule_submission"))
    return person


def reads_english(person: User) -> User:
    """Return the person, for whom the admin speaks English."""
    UserProfile.objects.update_or_create(
        user=person, defaults={"preferred_language": "en"}
    )
    return person


def administrator(**fields) -> User:
    """Return somebody who may do everything."""
    return user(**{"is_staff": True, "is_superuser": True, **fields})
