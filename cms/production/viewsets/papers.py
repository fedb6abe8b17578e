"""One paper in production: what is there, and the editor's buttons."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View

from cms.conference import operations as conference
from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.exceptions import ConferenceError, ReasonMissing
from cms.conference.models import Submission
from cms.conference.permissions import is_editor, may
from cms.conference.viewsets.addresses import inspect_url
from cms.press.queries import explained_findings
from cms.production import differences, operations, permissions, queries
from cms.production.exceptions import (
    AnsweredAlready,
    AskedAlready,
    LicenceMissing,
    NothingChanged,
    ProofNotSet,
)
from cms.production.forms import ReasonForm, WordsForm, changed_rows
from cms.production.viewsets.words import blocking_words, next_step

E = SubmissionEvent


def board_url(submission: Submission) -> str:
    return f"{reverse('production_board:index')}?call={submission.call_id}"


def paper_url(submission: Submission) -> str:
    """Return the page on which an editor produces a paper."""
    return reverse("production_board:paper", args=[submission.pk])


class Desk(View):
    """A page for editors, about a paper on the board."""

    def dispatch(self, request, pk: int) -> HttpResponse:
        if not is_editor(request.user):
            raise PermissionDenied
        papers = queries.with_production(queries.papers_of(request.user))
        self.submission = get_object_or_404(papers, pk=pk)
        return super().dispatch(request)

    def page(self, title: str, **more) -> dict:
        submission = self.submission
        return {
            "submission": submission,
            "breadcrumbs_items": [
                {"url": board_url(submission), "label": _("Production")},
                {"url": paper_url(submission), "label": str(submission)},
                *([{"url": "", "label": title}] if title else []),
            ],
            "header_title": title or str(submission),
            "header_icon": "list-ul",
            **more,
        }


class PaperView(Desk):
    """Shows the paper, and does what a button says."""

    def get(self, request) -> HttpResponse:
        return self.show(ReasonForm())

    def post(self, request) -> HttpResponse:
        does = {
            "start": self.start,
            "back": self.back,
            "proof": self.send_proof,
            "remind": self.remind,
            "ask": self.ask,
            "waive": self.waive,
        }.get(request.POST.get("action", ""))
        if does is None:
            raise Http404
        try:
            problem = does()
        except ProofNotSet as refused:
            messages.error(request, proof_words(refused.reason))
        except ReasonMissing:
            messages.error(request, _("Give a reason."))
        except LicenceMissing:
            messages.error(request, _("The author has to choose the licence first."))
        except AskedAlready:
            messages.info(request, _("The authors were asked a few minutes ago."))
        except AnsweredAlready:
            messages.info(request, _("The author has answered in the meantime."))
        except ConferenceError:
            messages.error(request, _("The submission has changed in the meantime."))
        else:
            if problem is not None:
                return problem
        return redirect(paper_url(self.submission))

    def start(self) -> None:
        self.cause(E.START_PRODUCTION)
        messages.success(self.request, _("The production has started."))

    def back(self) -> HttpResponse | None:
        form = ReasonForm(self.request.POST)
        if not form.is_valid():
            return self.show(form)
        self.cause(E.START_PRODUCTION, form.cleaned_data["reason"])
        messages.success(self.request, _("The paper is in production again."))
        return None

    def send_proof(self) -> None:
        self.cause(E.SEND_PROOF)
        messages.success(
            self.request,
            _("The proof is ready. Its mail is in the outbox; release it there."),
        )

    def remind(self) -> None:
        proof = queries.open_proof(self.submission)
        if proof is None:
            raise AnsweredAlready
        operations.remind(proof=proof, actor=self.request.user, now=timezone.now())
        messages.success(
            self.request, _("The reminder is in the outbox; release it there.")
        )

    def ask(self) -> None:
        operations.ask_authors(
            submission=self.submission, actor=self.request.user, now=timezone.now()
        )
        messages.success(self.request, _("The authors were asked by e-mail."))

    def waive(self) -> HttpResponse | None:
        form = ReasonForm(self.request.POST)
        if not form.is_valid():
            return self.show(form)
        operations.waive_rights(
            submission=self.submission,
            reason=form.cleaned_data["reason"],
            actor=self.request.user,
            now=timezone.now(),
        )
        messages.success(self.request, _("The paper may pass. Your reason is kept."))
        return None

    def cause(self, event: E, reason: str = "") -> None:
        conference.apply(
            submission=self.submission,
            event=event,
            actor=self.request.user,
            now=timezone.now(),
            reason=reason,
        )

    def show(self, form: ReasonForm) -> HttpResponse:
        submission, user, now = self.submission, self.request.user, timezone.now()
        (row,) = queries.rows_of([submission], now)
        state = submission.state
        starts = may(user, submission, E.START_PRODUCTION, now)
        context = self.page(
            "",
            row=row,
            next=next_step(row),
            blocks=blocking_words(row),
            findings=explained_findings(row.rendition) if row.rendition else [],
            certifications=queries.certifications(submission),
            waivers=submission.rights_waivers.select_related("waived_by"),
            proofs=submission.proofs.select_related("sent_by", "answered_by")
            .prefetch_related("comments", "reminders__mail")
            .reverse(),
            changes=[
                {"change": change, "rows": changed_rows(change)}
                for change in submission.editorial_changes.select_related(
                    "proposed_by"
                ).reverse()
            ],
            form=form,
            can_start=starts and state == SubmissionState.CONFIRMED,
            can_take_back=starts and state == SubmissionState.READY,
            can_send=may(user, submission, E.SEND_PROOF, now),
            can_remind=queries.open_proof(submission) is not None,
            can_change=permissions.may_change_words(user, submission),
            can_ask=bool(row.licence and row.missing_rights)
            and permissions.may_waive(user, submission),
            can_waive=bool(row.missing_rights)
            and not row.is_waived
            and permissions.may_waive(user, submission),
            words_url=reverse("production_board:words", args=[submission.pk]),
            inspect_url=inspect_url(submission),
        )
        return render(self.request, "production/admin/paper.html", context)


class WordsView(Desk):
    """An editor proposes other words; the author sees them as a difference."""

    def get(self, request) -> HttpResponse:
        return self.show(WordsForm(differences.current(self.submission)))

    def post(self, request) -> HttpResponse:
        form = WordsForm(differences.current(self.submission), request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            operations.propose_change(
                submission=self.submission,
                words=form.words,
                note=form.cleaned_data["note"],
                actor=request.user,
                now=timezone.now(),
            )
        except NothingChanged:
            form.add_error(None, _("You have changed nothing."))
            return self.show(form)
        except ConferenceError:
            messages.error(request, _("The submission has changed in the meantime."))
        else:
            messages.success(
                request,
                _("The author can accept or refuse it. The mail is in the outbox."),
            )
        return redirect(paper_url(self.submission))

    def show(self, form: WordsForm) -> HttpResponse:
        context = self.page(_("Propose other words"), form=form)
        return render(self.request, "production/admin/words.html", context)


def proof_words(reason: str) -> str:
    """Return why a proof cannot be sent."""
    return {
        "missing": _("The paper is not set yet: look at its preview."),
        "findings": _("Something in the paper must be corrected before: see below."),
        "change": _("A change waits for the author’s answer."),
    }[reason]
