"""Submissions, one a row."""

from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.conference.models import Call, Submission
from cms.reports.registry import Row, Table, add_table

LANGUAGES = [code for code, _name in settings.LANGUAGES]
COLUMNS = {
    "code": _("Code"),
    "call": _("Call for papers"),
    "state": _("State"),
    "language": _("Language of the paper"),
    **{f"title_{code}": _("Title") for code in LANGUAGES},
    **{f"abstract_{code}": _("Abstract") for code in LANGUAGES},
    **{f"keywords_{code}": _("Keywords") for code in LANGUAGES},
    "authors": _("Authors"),
    "affiliations": _("Affiliations"),
    "submitted_by": _("Submitted by"),
    "email": _("E-mail address"),
    "submitted_at": pgettext_lazy("date", "submitted"),
    "file": _("File"),
    "version": _("Version"),
    "decision": _("Decision"),
}


def of_call(user, call: Call | None):
    """Return what was submitted, as far as the person may see it."""
    seen = Submission.objects.visible_to(user).filter(submitted_at__isnull=False)
    if call is not None:
        seen = seen.filter(call=call)
    return seen.for_display().order_by("submitted_at", "pk")


def rows(user, call: Call | None) -> Iterator[Row]:
    """Yield the submissions in the order in which they came."""
    for submission in of_call(user, call):
        texts = {text.language: text for text in submission.texts.all()}
        authors = list(submission.authors.all())
        manuscript, decision = submission.manuscript, submission.decision
        row: dict = {
            "code": submission.code,
            "call": submission.call.slug,
            "state": submission.state,
            "language": submission.paper_language,
            "authors": "; ".join(author.name for author in authors),
            "affiliations": "; ".join(
                dict.fromkeys(
                    author.affiliation_line
                    for author in authors
                    if author.affiliation_line
                )
            ),
            "submitted_by": submission.submitter.name,
            "email": submission.submitter.email,
            "submitted_at": _moment(submission.submitted_at),
            "file": manuscript.original_filename if manuscript else "",
            "version": manuscript.version if manuscript else None,
            "decision": decision.verdict if decision else "",
        }
        for code in LANGUAGES:
            text = texts.get(code)
            row[f"title_{code}"] = text.title if text else ""
            row[f"abstract_{code}"] = text.abstract if text else ""
            row[f"keywords_{code}"] = text.keywords if text else ""
        yield {key: row[key] for key in COLUMNS}


def _moment(moment) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")


add_table(Table("submissions", _("Submissions"), COLUMNS, rows))
