"""A proof, for its author: signed in, or with the link from the mail."""

from csp.decorators import csp_update
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import View

from cms.conference.exceptions import ConferenceError, ReasonMissing
from cms.conference.models import Submission
from cms.conference.views.desk import Desk
from cms.conference.views.files import private_file
from cms.conference.views.typeset import pages_of, picture_response
from cms.core.enums import LinkPurpose
from cms.core.views import LinkedView, link_invalid
from cms.production import operations, queries
from cms.production.exceptions import AnsweredAlready, ProofOutdated
from cms.production.forms import ProofForm
from cms.production.models import Proof


class ProofPage(View):
    """Shows a proof and takes the answer; whoever derives says whose it is."""

    # Both say how one gets here and to the files.
    def address(self) -> str:
        raise NotImplementedError

    def file_address(self, name: str) -> str:
        raise NotImplementedError

    def show_proof(self, proof: Proof, form: ProofForm, actor) -> HttpResponse:
        rendition = proof.rendition
        pages = [
            {
                **page,
                "url": self.file_address(page["name"]),
                "field": form[form.name_of(page["number"])],
            }
            for page in pages_of(rendition)
        ]
        context = {
            "submission": proof.submission,
            "proof": proof,
            "rendition": rendition,
            "pages": pages,
            "form": form,
            "whole": form[form.name_of(0)],
            "pdf_url": self.file_address("paper.pdf"),
            "html_url": self.file_address("paper.html"),
            "is_overdue": proof.is_overdue(timezone.now()),
            "may_answer": proof.is_open and actor.pk == proof.submission.submitter_id,
            "comments": proof.comments.all(),
        }
        return render(self.request, "production/proof.html", context)

    def answer_proof(self, proof: Proof, actor) -> HttpResponse:
        request = self.request
        form = ProofForm(proof.rendition.pages or 0, request.POST)
        if not form.is_valid():
            return self.show_proof(proof, form, actor)
        action = request.POST.get("action")
        if action == "approve" and form.comments:
            form.add_error(
                None,
                _(
                    "You have written comments. Ask for the changes, or delete the "
                    "comments before you approve."
                ),
            )
            return self.show_proof(proof, form, actor)
        try:
            self.give(action, proof, form, actor)
        except ReasonMissing:
            form.add_error(None, _("Say what is to be changed, on at least one page."))
            return self.show_proof(proof, form, actor)
        except AnsweredAlready:
            messages.info(request, _("This proof has its answer already."))
        except ProofOutdated:
            messages.warning(
                request,
                _("The paper was set again in the meantime. You will get a new proof."),
            )
        except ConferenceError as refused:
            raise Http404 from refused
        return redirect(self.address())

    def give(self, action: str | None, proof: Proof, form: ProofForm, actor) -> None:
        now = timezone.now()
        if action == "approve":
            operations.approve(proof=proof, actor=actor, now=now)
            messages.success(self.request, _("Thank you: the paper is approved."))
        elif action == "changes":
            operations.request_changes(
                proof=proof, comments=form.comments, actor=actor, now=now
            )
            messages.success(
                self.request, _("Thank you: the editors have your comments.")
            )
        else:
            raise Http404


class ProofView(ProofPage, Desk):
    """The newest proof of one's own paper."""

    def proof(self) -> Proof:
        proof = queries.latest_proof(self.submission())
        if proof is None:
            raise Http404
        return proof

    def get(self, request, code: str) -> HttpResponse:
        proof = self.proof()
        return self.show_proof(
            proof, ProofForm(proof.rendition.pages or 0), request.user
        )

    def post(self, request, code: str) -> HttpResponse:
        self.own_submission()
        return self.answer_proof(self.proof(), request.user)

    def address(self) -> str:
        return reverse("production:proof", kwargs=self.kwargs)

    def file_address(self, name: str) -> str:
        return reverse("production:proof_file", kwargs={**self.kwargs, "name": name})


class ProofLinkView(ProofPage, LinkedView):
    """The proof that a link from a mail is about."""

    purpose = LinkPurpose.PROOF

    def get(self, request) -> HttpResponse:
        proof = proof_of(self.link)
        if proof is None:
            return link_invalid(request)
        return self.show_proof(
            proof, ProofForm(proof.rendition.pages or 0), self.link.person
        )

    def post(self, request) -> HttpResponse:
        proof = proof_of(self.link)
        if proof is None:
            return link_invalid(request)
        answered = self.answer_proof(proof, self.link.person)
        if answered.status_code == 302:
            # The link ends with the answer: what follows is shown without it.
            proof.refresh_from_db()
            return render(request, "production/answered.html", {"proof": proof})
        return answered

    def address(self) -> str:
        return reverse("production:proof_link", kwargs={"token": self.token})

    def file_address(self, name: str) -> str:
        words = {"token": self.token, "name": name}
        return reverse("production:proof_link_file", kwargs=words)


def proof_of(link) -> Proof | None:
    """Return the proof of a link whose person still answers for the paper."""
    _kind, code, number = link.subject_key.split(":")
    proof = (
        Proof.objects.select_related("submission__submitter", "rendition")
        .filter(submission__code=code, number=number)
        .first()
    )
    if proof is None or link.person_id != proof.submission.submitter_id:
        return None
    return proof if link.person.is_active else None


@method_decorator(csp_update({"img-src": ["data:"]}), "get")
class ProofFileView(Desk):
    """The pages of the newest proof, its PDF and its web page."""

    def get(self, request, code: str, name: str) -> HttpResponse:
        proof = queries.latest_proof(self.submission())
        if proof is None:
            raise Http404
        return file_of(request, proof, name)


@method_decorator(csp_update({"img-src": ["data:"]}), "get")
class ProofLinkFileView(LinkedView):
    purpose = LinkPurpose.PROOF

    def get(self, request, name: str) -> HttpResponse:
        proof = proof_of(self.link)
        return file_of(request, proof, name) if proof else link_invalid(request)


def file_of(request, proof: Proof, name: str) -> HttpResponse | FileResponse:
    """Answer with a file of the proof: paper.pdf, paper.html or page-3."""
    rendition, submission = proof.rendition, proof.submission
    if name == "paper.pdf" and rendition.pdf:
        return private_file(rendition.pdf, f"{submission.code}.pdf")
    if name == "paper.html" and rendition.html:
        return web_page(request, submission, rendition)
    return picture_response(get_object_or_404(rendition.pictures, name=name).file)


def web_page(request, submission: Submission, rendition) -> HttpResponse:
    with rendition.html.open("rb") as stored:
        text = stored.read().decode()
    context = {"submission": submission, "text": text}
    return render(request, "production/proof_text.html", context)
