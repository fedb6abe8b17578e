"""What the press has to know of a submission, and what it has made of it."""

from collections.abc import Iterator
from pathlib import Path

from cms.conference.models import Manuscript, Question, Submission
from cms.press.models import Reading, Rendition
from cms.press.orders import PaperOrder, PersonOrder
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
    )


def contents_in_use() -> Iterator[tuple[str, str]]:
    """Yield what `rendition_of` asks for, of every submission."""
    for submission in Submission.objects.for_display():
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


def open_questions(submission: Submission) -> list[Question]:
    """Return the questions that must be answered and are not."""
    questions = [one for one in questions_for(submission) if one.required]
    if not questions:
        return []
    answered = set(submission.answers.values_list("question_id", flat=True))
    return [question for question in questions if question.pk not in answered]


def rendition_of(submission: Submission) -> Rendition | None:
    """Return the rendition of the newest version with what is typed now."""
    manuscript = submission.manuscript
    if manuscript is None:
        return None
    order = paper_order(submission, manuscript)
    return Rendition.objects.filter(
        source_sha256=manuscript.sha256, metadata_sha256=order.metadata_sha256
    ).first()
