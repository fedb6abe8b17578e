"""Everything that a submission holds, in words: for summaries and receipts."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from cms.conference import queries
from cms.conference.kinds import Step, language_name
from cms.conference.models import Receipt, Submission, SubmissionText
from cms.press.letterpress import Letter, Row


@dataclass(frozen=True)
class Fact:
    """One line of the list; `language` is that of the words when it is another."""

    label: str
    words: str
    language: str = ""


def facts(submission: Submission) -> dict[Step, list[Fact]]:
    """Return what each step of the wizard has brought together."""
    return {
        Step.TYPE: list(_kind(submission)),
        Step.FILE: list(_file(submission)),
        Step.DETAILS: list(_texts(submission)),
        Step.AUTHORS: list(_authors(submission)),
        Step.QUESTIONS: list(_answers(submission)),
        Step.REVIEW: list(_licence(submission)),
    }


def of(submission: Submission) -> list:
    """Return all facts as plain values, in the active language."""
    return [
        [str(step.label), [[one.label, one.words, one.language] for one in found]]
        for step, found in facts(submission).items()
        if found
    ]


def letter(receipt: Receipt) -> Letter:
    """Return a receipt as the press sets it, in the active language."""
    submission = receipt.submission
    moment = formats.date_format(
        timezone.localtime(receipt.at, submission.call.zone), "DATETIME_FORMAT"
    )
    head = [
        Row(_("Code"), submission.code),
        Row(_("Call for papers"), submission.call.title),
        Row(_("Received on"), f"{moment} ({submission.call.timezone_name})"),
        Row(_("Given to"), f"{receipt.given_to.name}, {receipt.given_to.email}"),
    ]
    return Letter(
        title=_("Receipt"),
        lead=str(receipt.get_kind_display()),
        language=receipt.language,
        sections=(
            ("", tuple(head)),
            *(
                (heading, tuple(Row(*row) for row in rows))
                for heading, rows in receipt.content
            ),
        ),
        timestamp=int(receipt.at.timestamp()),
    )


def _kind(submission: Submission) -> Iterator[Fact]:
    if submission.submission_type:
        yield Fact(_("Kind of submission"), str(submission.submission_type))
    if submission.track:
        yield Fact(_("Track"), str(submission.track))
    if submission.paper_language:
        yield Fact(_("Language of the paper"), submission.get_paper_language_display())


def _file(submission: Submission) -> Iterator[Fact]:
    manuscript = submission.manuscript
    if manuscript is None:
        return
    yield Fact(_("File"), manuscript.original_filename)
    yield Fact(_("Version"), str(manuscript.version))
    if manuscript.note:
        yield Fact(_("What is new in this version"), manuscript.note)
    yield Fact(_("Fingerprint (SHA-256)"), manuscript.sha256)


def _texts(submission: Submission) -> Iterator[Fact]:
    texts = {text.language: text for text in submission.texts.all()}
    own = submission.paper_language
    codes = sorted(dict(settings.LANGUAGES), key=lambda code: code != own)
    for code in codes:
        text = texts.get(code)
        if text is None:
            continue
        name = language_name(code)
        for key in ("title", "abstract", "keywords"):
            if value := getattr(text, key):
                label = str(SubmissionText._meta.get_field(key).verbose_name)
                yield Fact(f"{label[:1].upper()}{label[1:]} ({name})", value, code)


def _authors(submission: Submission) -> Iterator[Fact]:
    for author in submission.authors.all():
        lines = [author.name, *author.affiliation_lines, author.email]
        if author.orcid:
            lines.append(f"ORCID {author.orcid}")
        if author.corresponding:
            lines.append(_("corresponding author"))
        label = _("Author %(number)s") % {"number": author.position}
        yield Fact(label, "\n".join(line for line in lines if line))


def _answers(submission: Submission) -> Iterator[Fact]:
    for answer in queries.answers_of(submission, for_reviewers=False):
        yield Fact(str(answer.question), answer.words)


def _licence(submission: Submission) -> Iterator[Fact]:
    if submission.licence:
        yield Fact(_("Licence"), submission.licence)
    if reply := queries.reply_to(submission.decision):
        yield Fact(_("Your answer to the reviews"), reply)
