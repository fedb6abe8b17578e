"""Where papers stand on their way into the volume, in a fixed number of queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.conf import settings
from django.db.models import Case, Prefetch, When

from cms.conference.enums import SubmissionState
from cms.conference.kinds import Licence
from cms.conference.models import Author, Submission
from cms.conference.queries import paper_order, rendition_of
from cms.press.models import Rendition
from cms.production.enums import ON_BOARD, ChangeState, MarkState
from cms.production.models import (
    Certification,
    EditorialChange,
    Proof,
    RecommendationMark,
)


# --- Rights -------------------------------------------------------------------
def licence_of(submission: Submission) -> str:
    """Return the licence under which the paper is to appear, or ''."""
    chosen = getattr(submission, "paper_licence", None)
    return chosen.licence if chosen else submission.licence


def licence_choices(submission: Submission) -> list[str]:
    """Return the licences that the author may choose from."""
    return list(submission.call.licences or Licence.values)


def certifications(
    submission: Submission,
) -> list[tuple[Author, Certification | None]]:
    """Return each author of the by-line with what holds of theirs.

    A name that is spelled otherwise by now is known by its e-mail address, unless
    several authors share that.
    """
    licence = licence_of(submission)
    rows = [row for row in submission.certifications.all() if row.licence == licence]
    by_person = {_person(row): row for row in rows}
    by_address = {row.email.casefold(): row for row in rows if row.email}
    authors = list(submission.authors.all())
    addresses = Counter(author.email.casefold() for author in authors)
    found = []
    for author in authors:
        row = by_person.get(_person(author))
        if row is None and addresses[author.email.casefold()] == 1:
            row = by_address.get(author.email.casefold())
        found.append((author, row))
    return found


def _person(row: Author | Certification) -> tuple[str, str]:
    return " ".join(row.name.split()).casefold(), row.email.casefold()


def names_missing(submission: Submission) -> list[str]:
    """Return the authors who have not certified yet."""
    return [author.name for author, row in certifications(submission) if row is None]


def is_waived(submission: Submission) -> bool:
    return bool(submission.rights_waivers.all())


# --- Proofs and changes -------------------------------------------------------
def open_proof(submission: Submission) -> Proof | None:
    """Return the proof that waits for an answer."""
    return next((p for p in submission.proofs.all() if p.is_open), None)


def latest_proof(submission: Submission) -> Proof | None:
    proofs = list(submission.proofs.all())
    return proofs[-1] if proofs else None


def shows_the_paper(proof: Proof, submission: Submission) -> bool:
    """Whether the proof shows the paper as it is now.

    A proof of the time before there were pages for proofs may be set as a draft.
    """
    manuscript = submission.manuscript
    if manuscript is None:
        return False
    order = paper_order(submission, manuscript)
    settings = [order, replace(order, proof=False)]
    key = proof.rendition.source_sha256, proof.rendition.metadata_sha256
    return key in [(manuscript.sha256, each.metadata_sha256) for each in settings]


def open_change(submission: Submission) -> EditorialChange | None:
    """Return the editors' change that waits for an answer."""
    rows = submission.editorial_changes.all()
    return next((row for row in rows if row.state == ChangeState.PROPOSED), None)


# --- Passages -----------------------------------------------------------------
def passages_of(submission: Submission) -> list[dict]:
    """Return the paragraphs that can be marked: anchor, page, heading, words."""
    rendition = rendition_of(submission)
    return rendition.outline.get("passages", []) if rendition else []


def marks_offered(submission: Submission | None = None):
    """Return the marked paragraphs, of one paper or of all."""
    marks = RecommendationMark.objects.select_related("submission", "marked_by")
    marks = marks.prefetch_related("submission__texts", "submission__authors")
    return marks.filter(submission=submission) if submission else marks


def marks_on_desk_of(editor):
    """Return the marks that an editor settles, those without an answer first."""
    papers = Submission.objects.on_desk_of(editor)
    waiting = Case(When(state=MarkState.OFFERED, then=0), default=1)
    return marks_offered().filter(submission__in=papers).order_by(waiting, "-marked_at")


# --- The board ----------------------------------------------------------------
def with_production(papers):
    """Return the papers with everything that the board shows of them."""
    return (
        papers.for_display()
        .select_related("paper_licence")
        .prefetch_related(
            "fixes",
            "certifications",
            "rights_waivers",
            "editorial_changes",
            Prefetch("proofs", Proof.objects.prefetch_related("reminders")),
        )
    )


@dataclass(frozen=True)
class Row:
    """One paper on the board."""

    submission: Submission
    rendition: Rendition | None
    now: datetime
    missing_rights: list[str] = field(default_factory=list)

    @property
    def blocking(self) -> int:
        return len(self.rendition.blocking_findings) if self.rendition else 0

    @property
    def findings(self) -> int:
        return len(self.rendition.findings) if self.rendition else 0

    @property
    def is_set(self) -> bool:
        """Whether the newest version is there as the book will set it."""
        return bool(self.rendition and self.rendition.pdf)

    @property
    def languages(self) -> list[tuple[str, bool]]:
        """Each language of the site, and whether title and abstract are there."""
        there = {
            text.language
            for text in self.submission.texts.all()
            if text.title and text.abstract
        }
        return [(code, code in there) for code, _name in settings.LANGUAGES]

    @property
    def licence(self) -> str:
        return licence_of(self.submission)

    @property
    def is_waived(self) -> bool:
        return is_waived(self.submission)

    @property
    def authors(self) -> int:
        return len(self.submission.authors.all())

    @property
    def certified(self) -> int:
        return self.authors - len(self.missing_rights)

    @property
    def proof(self) -> Proof | None:
        return latest_proof(self.submission)

    @property
    def is_overdue(self) -> bool:
        return bool(self.proof and self.proof.is_overdue(self.now))

    @property
    def reminders(self) -> int:
        return len(self.proof.reminders.all()) if self.proof else 0

    @property
    def change(self) -> EditorialChange | None:
        return open_change(self.submission)

    @property
    def blocks(self) -> list[str]:
        """What keeps the paper out of the volume, by short codes."""
        submission, found = self.submission, []
        if submission.state == SubmissionState.PUBLISHED:
            return found
        if submission.state != SubmissionState.READY:
            found.append("state")
        if self.missing_rights and not self.is_waived:
            found.append("rights")
        if not self.licence:
            found.append("licence")
        if not self.is_set:
            found.append("preview")
        if self.blocking:
            found.append("findings")
        if self.change:
            found.append("change")
        return found


def board(papers, now: datetime) -> list[Row]:
    """Return a row for each paper."""
    return rows_of(with_production(papers), now)


def rows_of(papers: Iterable[Submission], now: datetime) -> list[Row]:
    """Return rows for papers that have everything loaded."""
    papers = list(papers)
    renditions = renditions_of(papers)
    return [
        Row(paper, renditions.get(paper.pk), now, names_missing(paper))
        for paper in papers
    ]


def renditions_of(papers: list[Submission]) -> dict[int, Rendition]:
    """Return the rendition of each paper's newest version, in one query."""
    wanted = {}
    for paper in papers:
        manuscript = paper.manuscript
        if manuscript is not None:
            order = paper_order(paper, manuscript)
            wanted[paper.pk] = (manuscript.sha256, order.metadata_sha256)
    stored = Rendition.objects.filter(
        source_sha256__in={source for source, _metadata in wanted.values()}
    ).defer("outline")
    known = {(row.source_sha256, row.metadata_sha256): row for row in stored}
    return {pk: known[key] for pk, key in wanted.items() if key in known}


def papers_of(user, call=None):
    """Return the papers on the board of an editor, without their own."""
    papers = Submission.objects.on_desk_of(user).filter(state__in=ON_BOARD)
    return papers.filter(call=call) if call else papers
