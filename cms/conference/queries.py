"""What the press has to know of a submission, and what it has made of it."""

from collections.abc import Iterator
from pathlib import Path

from cms.conference.models import Manuscript, Submission
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


def contents_in_use() -> Iterator[tuple[str, str]]:
    """Yield what `rendition_of` asks for, of every submission."""
    for submission in Submission.objects.for_display():
        manuscript = submission.manuscript
        if manuscript is not None:
            order = paper_order(submission, manuscript)
            yield manuscript.sha256, order.metadata_sha256


def rendition_of(submission: Submission) -> Rendition | None:
    """Return the rendition of the newest version with what is typed now."""
    manuscript = submission.manuscript
    if manuscript is None:
        return None
    order = paper_order(submission, manuscript)
    return Rendition.objects.filter(
        source_sha256=manuscript.sha256, metadata_sha256=order.metadata_sha256
    ).first()
