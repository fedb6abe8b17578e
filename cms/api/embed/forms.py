"""What a partner chooses before copying a snippet, and what frames are asked with."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms.api.embed.kinds import MOST, USUAL, Wish
from cms.publications.models import Edition

KINDS = [
    ("news", _("News")),
    ("papers", _("Papers of the proceedings")),
    ("events", _("Conferences")),
    ("recommendations", _("Recommendations")),
]


class WishForm(forms.Form):
    kind = forms.ChoiceField(label=_("What to show"), choices=KINDS)
    lang = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    limit = forms.IntegerField(
        label=_("How many"), min_value=1, max_value=MOST, initial=USUAL
    )
    volume = forms.ChoiceField(
        label=_("Volume"),
        required=False,
        help_text=_("Only for papers and recommendations."),
    )
    pictures = forms.BooleanField(label=_("With pictures"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        editions = Edition.objects.current().select_related("volume")
        books = [(one.volume.slug, one.title) for one in editions]
        self.fields["volume"].choices = [("", _("all")), *books]

    def wish(self) -> Wish:
        """Return what was chosen; call it when the form is valid."""
        chosen = self.cleaned_data
        narrows = chosen["kind"] in {"papers", "recommendations"}
        return Wish(
            kind=chosen["kind"],
            language=chosen["lang"],
            limit=chosen["limit"],
            volume=chosen["volume"] if narrows else "",
            pictures=chosen["pictures"],
        )
