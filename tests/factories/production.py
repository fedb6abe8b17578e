"""Papers on their way into the volume."""

from django.utils import timezone

from cms.conference import queries as conference
from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.models import Submission
from cms.press.enums import WorkState
from cms.press.models import Rendition
from cms.press.operations import page_name
from cms.production import operations
from cms.production.models import Certification, PaperLicence, RecommendationMark
from tests.factories.assets import png
from tests.factories.conference import PREPARE, content, submission, upload
from tests.factories.press import pdf

LICENCE = "CC BY 4.0"
PASSAGES = [
    {"anchor": "uvod", "page": 1, "heading": True, "words": "Uvod"},
    {"anchor": "p-6aaeea79", "page": 1, "heading": False, "words": "Prvi odstavek."},
    {"anchor": "p-924dbcec", "page": 2, "heading": False, "words": "Drugi odstavek."},
]


def paper(state: SubmissionState = SubmissionState.IN_PRODUCTION, **fields):
    """Return a paper in a state of production, with all that it takes."""
    return submission(state=state, **fields)


def of_authors(*names: str, **fields):
    """Return an accepted paper with these authors, each with an address."""
    listed = [
        {"name": name, "email": f"{name.split()[0].lower()}@example.org"}
        for name in names
    ]
    return paper(
        fields.pop("state", SubmissionState.ACCEPTED),
        content=content(authors=listed),
        **fields,
    )


def license_(made: Submission, licence: str = LICENCE) -> PaperLicence:
    """Choose the licence of a paper."""
    return operations.choose_licence(
        submission=made, licence=licence, actor=made.submitter, now=timezone.now()
    )


def certify(made: Submission, number: int = 0) -> Certification:
    """Have one author certify."""
    author = list(made.authors.all())[number]
    return operations.certify(submission=made, author=author, now=timezone.now())


def with_rights(made: Submission) -> None:
    """Have the licence chosen and every author's word given."""
    if not made.certifications.exists():
        license_(made)
        for number in range(made.authors.count()):
            certify(made, number)


def typeset(made: Submission, *, pages: int = 2, **fields) -> Rendition:
    """Return a small rendition of the paper as it is now, without the press."""
    made = Submission.objects.get(pk=made.pk)
    order = conference.paper_order(made, made.manuscript)
    fields = {
        "state": WorkState.DONE,
        "pages": pages,
        "outline": {"passages": PASSAGES, "equations": []},
        **fields,
    }
    rendition, _new = Rendition.objects.update_or_create(
        source_sha256=made.manuscript.sha256,
        metadata_sha256=order.metadata_sha256,
        defaults=fields,
    )
    rendition.pdf.save("paper.pdf", upload("paper.pdf", pdf(pages)))
    rendition.html.save("paper.html", upload("paper.html", b"<p>Besedilo.</p>"))
    for number in range(1, pages + 1):
        if not rendition.pictures.filter(name=page_name(number)).exists():
            picture = rendition.pictures.model(
                rendition=rendition, name=page_name(number)
            )
            picture.file.save("page.png", upload("page.png", png(20, 30)))
            picture.save()
    return rendition


def proof(**fields):
    """Return the open proof of a paper."""
    return paper(SubmissionState.AUTHOR_PROOF, **fields).proofs.get()


def marked(made: Submission | None = None, **fields) -> RecommendationMark:
    """Return a paragraph of a paper, marked by its author."""
    made = made or paper()
    if conference.rendition_of(made) is None:
        typeset(made)
    fields = {
        "anchor": "p-6aaeea79",
        "text": "Občine naj naročajo pri socialnih podjetjih.",
        "target_group": "public-authorities",
        "level": "local",
        "actor": made.submitter,
        "now": timezone.now(),
        **fields,
    }
    return operations.mark(submission=made, **fields)


PREPARE.setdefault(SubmissionEvent.CONFIRM, []).append(with_rights)
PREPARE.setdefault(SubmissionEvent.SEND_PROOF, []).append(typeset)
