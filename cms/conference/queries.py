"""What the press has to know of a submission, and what it has made of it."""

from pathlib import Path

from cms.conference.enums import CHOSEN, ReviewMode
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
        anonymous=is_anonymous(submission),
    )


def is_anonymous(submission: Submission) -> bool:
    """Whether nothing in the paper should tell who wrote it: until it is chosen.

    Authors read what tells them beside their preview, before they send the paper.
    """
    if submission.state in CHOSEN:
        return False
    return submission.call.review_mode == ReviewMode.DOUBLE


def rendition_of(submission: Submission) -> Rendition | None:
    """Return the rendition of the newest version with what is typed now."""
    manuscript = submission.manuscript
    if manuscript is None:
        return None
    order = paper_order(submission, manuscript)
    return Rendition.objects.filter(
        source_sha256=manuscript.sha256, metadata_sha256=order.metadata_sha256
    ).first()
