"""What a partner says of a key."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.api.enums import READING, Scope
from cms.api.models import ApiKey
from cms.api.v1.resources import RESOURCES

MOST_ORIGINS = 20
EDITS = "wagtailadmin.access_admin"
LOCAL = {"localhost", "127.0.0.1"}


class OriginsField(forms.CharField):
    """Origins as RFC 6454 writes them, one a line: scheme, host and perhaps a port."""

    widget = forms.Textarea(attrs={"rows": 3, "spellcheck": "false"})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = [line.strip() for line in (super().to_python(value) or "").splitlines()]
        origins = [_origin(line) for line in lines if line]
        if len(origins) > MOST_ORIGINS:
            raise ValidationError(_("Not more than 20 origins."), code="many")
        return list(dict.fromkeys(origins))


def _origin(text: str) -> str:
    """Return the origin of an address as browsers send it, or refuse it."""
    wrong = ValidationError(
        _("“%(text)s” is no origin. Write it like https://www.example.org."),
        params={"text": text},
        code="origin",
    )
    try:
        parts = urlsplit(text)
        # Browsers send names of other scripts in this notation.
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port
    except ValueError:
        raise wrong from None
    secure = parts.scheme == "https" or (parts.scheme == "http" and host in LOCAL)
    bare = not (parts.path.strip("/") or parts.query or parts.fragment)
    if not (secure and bare and host) or "@" in parts.netloc:
        raise wrong
    shown = f":{port}" if port not in {None, 443} else ""
    return f"{parts.scheme}://{host}{shown}"


class KeyForm(forms.ModelForm):
    scopes = forms.MultipleChoiceField(
        label=_("Good for"),
        choices=Scope.choices,
        initial=[scope.value for scope in READING],
        widget=forms.CheckboxSelectMultiple,
    )
    resources = forms.MultipleChoiceField(
        label=_("Resources"),
        choices=[(name, name) for name in RESOURCES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means all."),
    )
    locales = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means all."),
    )
    origins = OriginsField(
        label=_("Allowed origins"),
        required=False,
        max_length=4000,
        help_text=_(
            "Sites whose scripts may use the key, one a line. Leave it empty for a "
            "key that only servers use."
        ),
    )
    expires_on = forms.DateField(
        label=_("Valid until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("This day included."),
    )

    class Meta:
        model = ApiKey
        fields = ["name", "scopes", "resources", "locales", "origins", "expires_on"]

    def clean_scopes(self):
        scopes = self.cleaned_data["scopes"]
        if Scope.WRITE in scopes and not self.instance.owner.has_perm(EDITS):
            raise ValidationError(
                _("Only editors can have keys that write."), code="not-an-editor"
            )
        return scopes

    def clean_expires_on(self):
        day = self.cleaned_data["expires_on"]
        if day is not None and day < timezone.localdate():
            raise ValidationError(_("This day is over."), code="past")
        return day
