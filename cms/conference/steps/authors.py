"""Fourth step: the authors in their order, with their affiliations."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.conference.kinds import Step
from cms.conference.models import (
    AFFILIATION_FIELDS,
    MOST_AFFILIATIONS,
    Author,
    validate_orcid,
    validate_ror,
)
from cms.conference.operations import Content
from cms.conference.steps.base import AccessibleFields, StepForms
from cms.conference.steps.rows import MAX_AUTHORS, moved, number_of

ORCID_ADDRESS = "https://orcid.org/"
ROR_ADDRESS = "https://ror.org/"
PERSON_FIELDS = ("name", "email", "orcid", "corresponding", "may_edit")


class PlaceForm(AccessibleFields, forms.Form):
    """One affiliation of one author."""

    use_required_attribute = False

    affiliation = forms.CharField(
        label=_("Affiliation"), required=False, max_length=300
    )
    country = forms.CharField(label=_("Country"), required=False, max_length=100)
    ror = forms.CharField(
        label="ROR",
        required=False,
        max_length=60,
        help_text=_("The institution’s number at ror.org, if you know it."),
    )

    def clean_ror(self) -> str:
        typed = self.cleaned_data["ror"].strip().lower().removeprefix(ROR_ADDRESS)
        if typed:
            validate_ror(typed)
        return typed


class AuthorForm(AccessibleFields, forms.ModelForm):
    use_required_attribute = False
    needed = ("name",)

    class Meta:
        model = Author
        fields = list(PERSON_FIELDS)

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    orcid = forms.CharField(
        label="ORCID iD",
        required=False,
        max_length=60,
        help_text=_("For example 0000-0002-1825-0097."),
    )

    def __init__(self, data=None, *, prefix: str, initial: dict, places: list[dict]):
        # Rows without anything in them do not count; the others need a name.
        super().__init__(
            data,
            prefix=prefix,
            initial=initial,
            empty_permitted=True,
            use_required_attribute=False,
        )
        self.row = initial.get("row")
        self.places = [
            PlaceForm(
                _named(f"{prefix}-place-{number}", place) if data is not None else None,
                prefix=f"{prefix}-place-{number}",
                initial=place,
            )
            for number, place in enumerate(places or [{}])
        ]

    def clean_orcid(self) -> str:
        typed = self.cleaned_data["orcid"].strip().removeprefix(ORCID_ADDRESS)
        letters = typed.replace("-", "").replace(" ", "").upper()
        if not letters:
            return ""
        number = "-".join(letters[start : start + 4] for start in range(0, 16, 4))
        validate_orcid(number if len(letters) == 16 else typed)
        return number

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("may_edit") and not cleaned.get("email"):
            self.add_error(
                "email",
                ValidationError(_("We need an e-mail address for the invitation.")),
            )
        return cleaned

    def has_changed(self) -> bool:
        # A row that was loaded from the database counts although nobody typed.
        typed = [self[name].value() for name in ("name", "email", "orcid")]
        typed += [
            place[name].value() for place in self.places for name in AFFILIATION_FIELDS
        ]
        return any(str(value or "").strip() for value in typed)

    @property
    def row_values(self) -> dict:
        """The author as operations want it; only after `is_valid`."""
        places = [
            {key: place.cleaned_data.get(key, "") for key in AFFILIATION_FIELDS}
            for place in self.places
        ]
        first, *more = [place for place in places if any(place.values())] or [
            dict.fromkeys(AFFILIATION_FIELDS, "")
        ]
        person = {key: self.cleaned_data.get(key, "") for key in PERSON_FIELDS}
        return {
            "id": self.cleaned_data.get("id"),
            **person,
            **first,
            "more_affiliations": more,
        }


def _named(prefix: str, values: dict) -> dict:
    return {f"{prefix}-{name}": value for name, value in values.items()}


class AuthorsStep(StepForms):
    step = Step.AUTHORS
    moves = (
        "add-",
        "remove-",
        "up-",
        "down-",
        "use-authors",
    )

    def build(self, move: str) -> None:
        stored = list(self.submission.authors.all()) if self.submission else []
        by_id = {author.pk: author for author in stored}
        if self.data is None:
            rows = [_as_row(author) for author in stored] or [{}]
        else:
            rows = self._typed_rows()
        rows = self._moved(rows, move)
        self.authors = []
        for place, row in enumerate(rows):
            prefix = f"author-{place}"
            person = {key: row[key] for key in ("id", *PERSON_FIELDS) if key in row}
            known = by_id.get(_whole(row.get("id")))
            self.authors.append(
                AuthorForm(
                    _named(prefix, person) if self.data is not None else None,
                    prefix=prefix,
                    initial={**person, "row": known},
                    places=row.get("places", []),
                )
            )

    def _moved(self, rows: list[dict], move: str) -> list[dict]:
        verb, _dash, rest = move.partition("-place-")
        author, _dash, place = rest.partition("-")
        at, number = number_of(author), number_of(place)
        if move == "use-authors":
            return self._with_suggested(rows)
        if verb == "add" and 0 <= at < len(rows):
            places = rows[at].get("places") or [{}]
            rows[at] = {**rows[at], "places": [*places, {}][:MOST_AFFILIATIONS]}
        elif verb == "remove" and 0 <= at < len(rows):
            places = list(rows[at].get("places", []))
            if 0 <= number < len(places):
                del places[number]
            rows[at] = {**rows[at], "places": places}
        return moved(rows, move)

    def _with_suggested(self, rows: list[dict]) -> list[dict]:
        """Add those of the file whose names nobody typed yet."""
        typed = [row for row in rows if str(row.get("name", "")).strip()]
        names = {str(row["name"]).strip().casefold() for row in typed}
        room = MAX_AUTHORS - len(typed)
        return (typed + [_suggested(one) for one in self.missing(names)][:room]) or [{}]

    def missing(self, names: set[str]) -> list[dict]:
        """Return the authors of the file whose names are not among these."""
        return [
            author
            for author in self.suggestions.authors
            if author["name"].strip().casefold() not in names
        ]

    @property
    def offered(self) -> list[dict]:
        """The authors of the file that are not in the form."""
        names = {
            str(form["name"].value() or "").strip().casefold() for form in self.authors
        }
        return self.missing(names)

    @property
    def can_grow(self) -> bool:
        return len(self.authors) < MAX_AUTHORS

    def forms(self) -> list[forms.Form]:
        every = []
        for author in self.authors:
            every += [author, *author.places]
        return every

    def _typed_rows(self) -> list[dict]:
        rows = []
        for place in range(self._count("author-count", MAX_AUTHORS)):
            prefix = f"author-{place}"
            row: dict = {
                name: self.data[f"{prefix}-{name}"]
                for name in ("id", *PERSON_FIELDS)
                if f"{prefix}-{name}" in self.data
            }
            row["places"] = [
                {
                    name: self.data.get(f"{prefix}-place-{number}-{name}", "")
                    for name in AFFILIATION_FIELDS
                }
                for number in range(
                    self._count(f"{prefix}-place-count", MOST_AFFILIATIONS)
                )
            ]
            rows.append(row)
        return rows

    def _count(self, name: str, most: int) -> int:
        try:
            return min(max(int(self.data.get(name, "1")), 1), most)
        except ValueError:
            return 1

    def read_stored(self) -> list[dict]:
        stored = self.submission.authors.all() if self.submission else []
        return [_comparable(_flat(author)) for author in stored]

    def typed(self) -> list[dict]:
        return [
            _comparable(form.row_values) for form in self.authors if form.has_changed()
        ]

    @property
    def content(self) -> Content:
        return Content(
            authors=[form.row_values for form in self.authors if form.has_changed()]
        )

    def check_complete(self) -> None:
        if not any(form.has_changed() for form in self.authors):
            self.authors[0].add_error("name", _("Name at least one author."))

    def check_together(self) -> None:
        marked = [
            form for form in self.authors if form.cleaned_data.get("corresponding")
        ]
        for form in marked[1:]:
            form.add_error(
                "corresponding", _("Only one author can be the corresponding author.")
            )


def _whole(text: object) -> int:
    typed = str(text or "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0


def _flat(author: Author) -> dict:
    keys = (*PERSON_FIELDS, *AFFILIATION_FIELDS, "more_affiliations")
    return {key: getattr(author, key) for key in keys}


def _comparable(row: dict) -> dict:
    """Return a row without its number: another tab may have written it anew."""
    return {key: value for key, value in row.items() if key != "id"}


def _as_row(author: Author) -> dict:
    return {
        "id": author.pk,
        **{key: getattr(author, key) for key in PERSON_FIELDS},
        "places": author.affiliation_rows,
    }


def _suggested(person: dict) -> dict:
    return {
        "name": person["name"][:200],
        "email": person["email"],
        "orcid": person["orcid"],
        **({"corresponding": "on"} if person["corresponding"] else {}),
        "places": [
            {"affiliation": place[:300], "country": "", "ror": ""}
            for place in person["affiliations"][:MOST_AFFILIATIONS]
        ],
    }
