"""What the press has to know of a submission, and what it has made of it."""

from collections import Counter
from pathlib import Path

from cms.conference.models import Decision, Manuscript, Release, Submission
from cms.outbox.models import Mail
from cms.outbox.queries import as_read
from cms.outbox.wording import Words
from cms.press.models import Rendition
from cms.press.orders import PaperOrder, PersonOrder


def paper_order(submission: Submission, manuscript: Manuscript) -> PaperOrder:
    """Return the order for one paper: the file, and everything that was typed."""
    texts = list(submission.texts.all())
    own = [text for text in texts if text.language == submission.paper_language]
    titles = [text.title for text in [*own, *texts] if text.title]
    return PaperOrder(
        id=submission.code.lower(),
        manuscript=Path(manuscript.file.path),
        filename=manuscript.original_filename,
        title=titles[0] if titles else "",
        language=submission.paper_language,
        authors=tuple(
            PersonOrder(
                name=author.name,
                affiliations=tuple(filter(None, [author.affiliation_line])),
                email=author.email,
                orcid=author.orcid,
                corresponding=author.corresponding,
            )
            for author in submission.authors.all()
        ),
        abstracts={text.language: text.abstract for text in texts if text.abstract},
        keywords={
            text.language: tuple(text.keyword_list)
            for text in texts
            if text.keyword_list
        },
    )


def rendition_of(submission: Submission) -> Rendition | None:
    """Return the rendition of the newest version with what is typed now."""
    manuscript = submission.manuscript
    if manuscript is None:
        return None
    order = paper_order(submission, manuscript)
    return Rendition.objects.filter(
        source_sha256=manuscript.sha256, metadata_sha256=order.metadata_sha256
    ).first()


def staged_decisions(editor):
    """Return what the editor could release, without papers of their own."""
    papers = Submission.objects.on_desk_of(editor).order_by().values("pk")
    return (
        Decision.objects.staged()
        .filter(submission__in=papers)
        .select_related("submission__call", "submission__submitter", "decided_by")
        .prefetch_related("submission__texts")
        .order_by("verdict", "submission__code")
    )


def mails_of(decisions: list[Decision]) -> dict[str, tuple[Mail, Words]]:
    """Return the mail that each decision holds, as its recipient will read it."""
    held = Mail.objects.filter(hold__in=[decision.hold for decision in decisions])
    return {mail.hold: (mail, as_read(mail)) for mail in held}


def counted_verdicts(decisions: list[Decision]) -> list[tuple[str, int]]:
    """Return how many decisions of each kind there are."""
    counts = Counter(decision.get_verdict_display() for decision in decisions)
    return sorted(counts.items())


def releases_with_failures(editor) -> list[Release]:
    """Return the latest release, if some of its decisions could not be released."""
    latest = Release.objects.filter(finished_at__isnull=False).first()
    if latest is None or not latest.failures:
        return []
    codes = [failure["code"] for failure in latest.failures]
    papers = Submission.objects.on_desk_of(editor).filter(code__in=codes)
    seen = set(papers.values_list("code", flat=True))
    latest.failures = [each for each in latest.failures if each["code"] in seen]
    return [latest]
