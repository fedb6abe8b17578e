"""Pages behind links from mails: a draft, a by-line, more time."""

import uuid

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.accounts.backends import address_of
from cms.accounts.enums import AttemptKind
from cms.conference import letters, operations
from cms.conference.enums import SubmissionState
from cms.conference.exceptions import (
    ConferenceError,
    ExtensionInvalid,
    NoSuchAuthor,
    TooMany,
)
from cms.conference.models import Extension, Submission
from cms.conference.views.holding import actor_of, hold
from cms.conference.views.wizard import WizardDesk
from cms.core import operations as links
from cms.core.enums import LinkPurpose
from cms.core.views import LinkedView, link_invalid


class SendLinkView(WizardDesk):
    """Mails a visitor the link to the draft, to go on later or elsewhere."""

    http_method_names = ["post", "options"]

    def post(self, request, code: str) -> HttpResponse:
        submission = self.find(code)
        address = request.POST.get("email", "").strip()
        try:
            validate_email(address)
        except ValidationError:
            messages.error(
                request,
                _("“%(address)s” is not an e-mail address. The link was not sent.")
                % {"address": address[:100]},
            )
            return redirect("conference:edit", code=code)
        try:
            self.send(submission, address)
        except TooMany:
            messages.error(request, _("So many links were sent already: wait an hour."))
        else:
            messages.success(
                request, _("The link to your draft is on its way. Keep it to yourself.")
            )
        return redirect("conference:edit", code=code)

    def send(self, submission: Submission, address: str) -> None:
        if submission.submitter_id is not None:
            return
        operations.count_visit(
            kind=AttemptKind.HELD_LINK, address=address_of(self.request), now=self.now
        )
        token = links.offer(
            purpose=LinkPurpose.DRAFT,
            subject_key=f"draft:{submission.code}",
            address=address,
            expires_at=submission.held_until,
        )
        letters.send_resume_link(
            submission,
            address=address,
            language=(get_language() or "sl")[:2],
            token=token,
            until=submission.held_until,
            now=self.now,
        )


class ResumeView(LinkedView):
    """Moves a draft without an account into this browser."""

    purpose = LinkPurpose.DRAFT

    def draft(self) -> Submission | None:
        code = self.link.subject_key.partition(":")[2]
        return Submission.objects.for_display().filter(code=code).first()

    def get(self, request) -> HttpResponse:
        draft = self.draft()
        if draft is None:
            return link_invalid(request)
        if draft.submitter_id is not None:
            return redirect("conference:edit", code=draft.code)
        return render(request, "conference/resume.html", {"submission": draft})

    def post(self, request) -> HttpResponse:
        draft = self.draft()
        if draft is None:
            return link_invalid(request)
        if draft.submitter_id is None:
            holder = hold(request)
            operations.hand_over_draft(
                submission=draft, holder=holder, now=timezone.now()
            )
            if request.user.is_authenticated:
                operations.adopt_drafts(holder=holder, user=request.user)
        return redirect("conference:edit", code=draft.code)


class CoauthorView(LinkedView):
    """Where somebody in a by-line says: yes, not me, or: I take part in writing."""

    purpose = LinkPurpose.COAUTHOR

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)
        except NoSuchAuthor:
            return link_invalid(request)

    def get(self, request) -> HttpResponse:
        author = operations.author_of_link(link=self.link)
        return render(request, "conference/coauthor.html", {"author": author})

    def post(self, request) -> HttpResponse:
        author = operations.author_of_link(link=self.link)
        action, now = request.POST.get("action"), timezone.now()
        if action == "deny":
            operations.deny_authorship(author=author, now=now)
        elif action == "confirm":
            operations.confirm_authorship(author=author, now=now)
        elif action == "edit" and author.may_edit:
            if not request.user.is_authenticated:
                return redirect_to_login(
                    request.get_full_path(), resolve_url("accounts:sign_in")
                )
            operations.accept_editing(author=author, user=request.user, now=now)
            messages.success(request, _("You can change the submission now."))
            return redirect("conference:submission", code=author.submission.code)
        return redirect(request.path)


class ExtensionView(LinkedView):
    """Where somebody takes up more time, for one submission."""

    purpose = LinkPurpose.EXTENSION

    def extension(self) -> Extension:
        pk = self.link.subject_key.partition(":")[2]
        return Extension.objects.select_related("call", "submission").get(pk=pk)

    def drafts(self, extension: Extension):
        """Return what this visitor could use the extension for."""
        actor = actor_of(self.request)
        if actor.is_authenticated:
            own = Submission.objects.filter(submitter=actor)
        else:
            own = Submission.objects.held_by(actor.digest)
        states = [SubmissionState.DRAFT, SubmissionState.SUBMITTED]
        return own.filter(call=extension.call, state__in=states).for_display()

    def get(self, request) -> HttpResponse:
        extension = self.extension()
        context = {"extension": extension, "drafts": self.drafts(extension)}
        return render(request, "conference/extension.html", context)

    def post(self, request) -> HttpResponse:
        extension, now = self.extension(), timezone.now()
        chosen = (
            self.drafts(extension).filter(code=request.POST.get("code", "")).first()
        )
        try:
            submission = chosen or self.start(extension)
            operations.use_extension(
                extension=extension, submission=submission, now=now
            )
        except ExtensionInvalid:
            return link_invalid(request)
        except ConferenceError:
            messages.error(
                request, _("So many drafts were begun already: wait an hour.")
            )
            return redirect(request.path)
        return redirect("conference:edit", code=submission.code)

    def start(self, extension: Extension) -> Submission:
        """Begin a draft, the same one however often the button is pressed."""
        if extension.submission_id is not None:
            raise ExtensionInvalid(extension.pk)
        key = uuid.uuid5(uuid.NAMESPACE_OID, self.link.token_sha256)
        if self.request.user.is_authenticated:
            return operations.start_submission(
                call=extension.call, submitter=self.request.user, form_key=key
            )
        return operations.hold_draft(
            call=extension.call,
            holder=hold(self.request),
            form_key=key,
            address=address_of(self.request),
            now=timezone.now(),
        )
