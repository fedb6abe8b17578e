"""Authors, one a row and paper, as the by-line has them."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from cms.conference.models import Call
from cms.reports.exports.submissions import of_call
from cms.reports.registry import Row, Table, add_table

COLUMNS = {
    "submission": _("Code"),
    "state": _("State"),
    "position": _("Position"),
    "name": _("Full name"),
    "email": _("E-mail address"),
    "affiliation": _("Affiliation"),
    "country": _("Country"),
    "orcid": "ORCID iD",
    "corresponding": _("corresponding author"),
}


def rows(user, call: Call | None) -> Iterator[Row]:
    """Yield every name of every by-line."""
    for submission in of_call(user, call):
        for author in submission.authors.all():
            yield {
                "submission": submission.code,
                "state": submission.state,
                "position": author.position,
                "name": author.name,
                "email": author.email,
                "affiliation": author.affiliation,
                "country": author.country,
                "orcid": author.orcid,
                "corresponding": author.corresponding,
            }


add_table(Table("authors", _("Authors"), COLUMNS, rows))
