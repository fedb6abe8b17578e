"""What a reader may ask the search."""

from django import forms
from django.utils.translation import gettext_lazy as _

from search.enums import Kind
from search.queries import Choice

MAX_QUERY = 200


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Search for"),
        max_length=MAX_QUERY,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    everywhere = forms.BooleanField(label=_("In all languages"), required=False)


def choice(parameters, languages: dict[str, str]) -> Choice:
    """Return what the reader narrowed down to; what makes no sense is left out."""
    kind = parameters.get("kind", "")
    year = parameters.get("year", "")
    language = parameters.get("language", "")
    return Choice(
        kind=kind if kind in Kind.values else "",
        year=int(year) if len(year) == 4 and year.isdecimal() else None,
        language=language if language in languages else "",
        everywhere=parameters.get("everywhere") in {"on", "1"},
    )
