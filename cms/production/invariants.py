"""What is true of papers on their way into the volume, at any time."""

from collections.abc import Iterable

from django.db.models import F, OuterRef, Q, Subquery

from cms.conference.enums import SubmissionState
from cms.conference.models import Manuscript, Submission
from cms.core.invariants import register
from cms.production.enums import ProofAnswer
from cms.production.models import Proof

S = SubmissionState
CONFIRMED = [S.CONFIRMED, S.IN_PRODUCTION, S.AUTHOR_PROOF, S.READY, S.PUBLISHED]
APPROVED = [ProofAnswer.APPROVED, ProofAnswer.UNANSWERED]


def _codes(papers) -> Iterable[str]:
    return papers.order_by("code").values_list("code", flat=True)


@register("A confirmed paper has a licence")
def confirmed_papers_have_a_licence() -> Iterable[str]:
    confirmed = Submission.objects.filter(state__in=CONFIRMED, licence="")
    return _codes(
        confirmed.filter(Q(paper_licence=None) | Q(paper_licence__licence=""))
    )


@register("A proof waits for its author exactly while the paper does")
def proofs_wait_with_their_papers() -> Iterable[str]:
    waits = Submission.objects.filter(proofs__answer=ProofAnswer.NONE)
    with_author = Q(state=S.AUTHOR_PROOF)
    yield from _codes(waits.exclude(with_author))
    yield from _codes(Submission.objects.filter(with_author).exclude(pk__in=waits))


@register("A paper that is ready was approved as its newest proof shows it")
def ready_papers_are_approved() -> Iterable[str]:
    proofs = Proof.objects.filter(submission=OuterRef("pk")).order_by("-number")
    files = Manuscript.objects.filter(submission=OuterRef("pk")).order_by("-version")
    ready = Submission.objects.filter(state=S.READY).annotate(
        answer=Subquery(proofs.values("answer")[:1]),
        proof_of=Subquery(proofs.values("rendition__source_sha256")[:1]),
        newest=Subquery(files.values("sha256")[:1]),
    )
    right = Q(answer__in=APPROVED, proof_of=F("newest"))
    return _codes(ready.exclude(pk__in=ready.filter(right).values("pk")))


@register("Proofs are numbered from one without gaps")
def proofs_without_gaps() -> Iterable[str]:
    rows = Proof.objects.order_by("submission_id", "number").values_list(
        "submission__code", "number"
    )
    last: dict[str, int] = {}
    for code, number in rows:
        if number != last.get(code, 0) + 1:
            yield f"{code}: proof {number}"
        last[code] = number
