"""What the press has to know of a submission, and what it has made of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from cms.conference.enums import CHOSEN, PROOFED, FixKind, ReviewMode
from cms.conference.models import (
    Answer,
    Decision,
    Manuscript,
    ManuscriptFix,
    Question,
    Release,
    Reply,
    Submission,
)
from cms.outbox.models import Mail
from cms.outbox.queries import as_read
from cms.outbox.wording import Words
from cms.press.models import Reading, Rendition
from cms.press.orders import PaperOrder, PersonOrder
from cms.press.queries import PressFinding, explained_findings
from cms.press.readings import ReadingOrder, reading_of


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
                affiliations=tuple(author.affiliation_lines),
                email=author.email,
                orcid=author.orcid,
                corresponding=author.corresponding,
            )
            for author in submission.authors.all()
            if author.denied_at is None
        ),
        abstracts={text.language: text.abstract for text in texts if text.abstract},
        keywords={
            text.language: tuple(text.keyword_list)
            for text in texts
            if text.keyword_list
        },
        fixes=decided(submission),
        anonymous=is_anonymous(submission),
        proof=submission.state in PROOFED,
    )


def is_anonymous(submission: Submission) -> bool:
    """Whether nothing in the paper should tell who wrote it: until it is chosen.

    Authors read what tells them beside their preview, before they send the paper.
    """
    if submission.state in CHOSEN:
        return False
    return submission.call.review_mode == ReviewMode.DOUBLE


def contents_in_use() -> Iterator[tuple[str, str]]:
    """Yield what `rendition_of` asks for, of every submission."""
    for submission in Submission.objects.for_display().prefetch_related("fixes"):
        manuscript = submission.manuscript
        if manuscript is not None:
            order = paper_order(submission, manuscript)
            yield manuscript.sha256, order.metadata_sha256


def reading_order(manuscript: Manuscript) -> ReadingOrder:
    """Return the order to read one version of the file."""
    return ReadingOrder(
        manuscript=Path(manuscript.file.path),
        filename=manuscript.original_filename,
        source_sha256=manuscript.sha256,
    )


def reading(manuscript: Manuscript | None) -> Reading | None:
    """Return what was read of this version, if that was begun."""
    return reading_of(order=reading_order(manuscript)) if manuscript else None


def words_of_text(submission: Submission) -> int | None:
    """Return how many words the newest version has; None while nobody knows."""
    read = reading(submission.manuscript)
    return read.said.get("words") if read else None


def questions_for(submission: Submission) -> list[Question]:
    """Return what the call asks of this kind of submission."""
    questions = submission.call.questions.prefetch_related("texts")
    return [question for question in questions if question.concerns(submission)]


def answers_of(submission: Submission, *, for_reviewers: bool) -> list[Answer]:
    """Return what was answered to the questions of this kind of submission."""
    asked = {question.pk: question for question in questions_for(submission)}
    answers = []
    for answer in submission.answers.all():
        question = asked.get(answer.question_id)
        if question and (question.visible_to_reviewers or not for_reviewers):
            answer.question = question
            answers.append(answer)
    return answers


def open_questions(submission: Submission) -> list[Question]:
    """Return the questions that must be answered and are not."""
    questions = [one for one in questions_for(submission) if one.required]
    if not questions:
        return []
    answered = set(submission.answers.values_list("question_id", flat=True))
    return [question for question in questions if question.pk not in answered]


def fixes_in_force(submission: Submission) -> dict[tuple[str, str], ManuscriptFix]:
    """Return the last decision about each thing, by kind and key."""
    latest = {(fix.kind, fix.key): fix for fix in submission.fixes.all()}
    return {place: fix for place, fix in latest.items() if fix.values}


def decided(submission: Submission) -> dict[str, dict[str, dict]]:
    """Return what was decided beside the manuscript, as the press takes it."""
    told: dict[str, dict[str, dict]] = {}
    for (kind, key), fix in sorted(fixes_in_force(submission).items()):
        told.setdefault(kind, {})[key] = dict(fix.values)
    return told


def rendition_of(submission: Submission) -> Rendition | None:
    """Return the rendition of the newest version with what is typed now."""
    manuscript = submission.manuscript
    if manuscript is None:
        return None
    order = paper_order(submission, manuscript)
    return Rendition.objects.filter(
        source_sha256=manuscript.sha256, metadata_sha256=order.metadata_sha256
    ).first()


@dataclass(frozen=True)
class FixTarget:
    """A thing about which something can be decided beside the manuscript."""

    kind: str
    key: str
    where: str = ""
    # What stands in the manuscript: alt text, level, language or TeX.
    current: str = ""
    page: int = 0
    # What is decided now.
    values: dict = field(default_factory=dict)
    findings: tuple[PressFinding, ...] = ()
    picture: object = None

    @property
    def place(self) -> tuple[str, str]:
        return self.kind, self.key

    @property
    def name(self) -> str:
        """The name of the thing in a form, and in an address."""
        return f"{self.kind}-{self.key}"


def fix_targets(submission: Submission) -> list[FixTarget]:
    """Return everything that can be decided, what is found wrong first.

    What was decided stays in the list, so that it can be changed.
    """
    rendition = rendition_of(submission)
    in_force = fixes_in_force(submission)
    targets: dict[tuple[str, str], FixTarget] = {}
    pictures = _pictures(rendition)
    for finding in explained_findings(rendition) if rendition else []:
        if not finding.fix:
            continue
        kind, key = finding.fix["kind"], finding.fix["key"]
        known = targets.get((kind, key))
        if known:
            joined = (*known.findings, finding)
            targets[kind, key] = replace(known, findings=joined)
            continue
        targets[kind, key] = FixTarget(
            kind=kind,
            key=key,
            where=finding.where,
            current=finding.fix.get("current", ""),
            page=finding.page,
            findings=(finding,),
            picture=pictures.get(key),
        )
    # An equation that was given other TeX is listed under its own.
    given = {fix.values.get("tex") for fix in in_force.values()}
    for equation in rendition.outline.get("equations", ()) if rendition else ():
        if equation["tex"] in given:
            continue
        place = (FixKind.EQUATION.value, equation["key"])
        known = targets.get(place) or FixTarget(*place, where=equation["tex"])
        targets[place] = replace(known, page=equation["page"], current=equation["tex"])
    for place, fix in in_force.items():
        known = targets.get(place) or FixTarget(
            *place, where=fix.where, picture=fix.picture or None
        )
        targets[place] = replace(known, values=dict(fix.values))
    return list(targets.values())


def _pictures(rendition: Rendition | None) -> dict[str, object]:
    if rendition is None:
        return {}
    return {picture.name: picture for picture in rendition.pictures.all()}


def reply_to(decision: Decision | None) -> str:
    """Return what the author answered to a decision, as far as it is written."""
    found = Reply.objects.filter(decision=decision).first() if decision else None
    return found.text if found else ""


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
