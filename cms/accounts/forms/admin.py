"""People, their roles, and acting as them, in the admin."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from cms.accounts import roles
from cms.accounts.models import User


class NameInTwoParts:
    """Wagtail asks for two names; we keep one, as it is printed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["first_name"].initial = self.instance.first_name
        self.fields["last_name"].initial = self.instance.last_name

    def save(self, commit: bool = True):
        parts = self.cleaned_data["first_name"], self.cleaned_data["last_name"]
        self.instance.name = " ".join(part.strip() for part in parts).strip()
        return super().save(commit)


class AdminUserCreationForm(NameInTwoParts, UserCreationForm):
    pass


class AdminUserEditForm(NameInTwoParts, UserEditForm):
    pass


class RolesForm(forms.Form):
    """Which roles a person has."""

    def __init__(self, *args, person: User, **kwargs):
        super().__init__(*args, **kwargs)
        held = {group.name for group in person.groups.all()}
        choices = [
            (roles.ADMINISTRATOR, _("administrator")),
            *((role.key, role.label) for role in roles.granted()),
        ]
        self.fields["roles"] = forms.MultipleChoiceField(
            label=_("Roles"),
            choices=choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            initial=[
                *([roles.ADMINISTRATOR] if person.is_superuser else []),
                *(role.key for role in roles.granted() if role.group in held),
            ],
        )


class ActingForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("It stands in the log, beside both names."),
    )
