"""Licence and image rights: for the paper's owner, and for authors with a link."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.exceptions import ConferenceError, NotAllowed
from cms.conference.models import Submission
from cms.conference.permissions import may
from cms.conference.views.desk import Desk
from cms.core.enums import LinkPurpose
from cms.core.views import LinkedView, link_invalid
from cms.production import operations, queries
from cms.production.enums import IN_HAND
from cms.production.exceptions import AskedAlready, LicenceMissing, RightsMissing
from cms.production.forms import LicenceForm
from cms.production.operations.rights import statement, subject_key


class RightsView(Desk):
    """Choose the licence, certify, ask the others, and confirm the paper."""

    def get(self, request, code: str) -> HttpResponse:
        return self.show(self.paper())

    def post(self, request, code: str) -> HttpResponse:
        submission = self.paper()
        does = {
            "licence": self.choose,
            "certify": self.certify,
            "ask": self.ask,
            "confirm": self.confirm,
        }.get(request.POST.get("action", ""))
        if does is None:
            raise Http404
        try:
            problem = does(submission)
        except NotAllowed as refused:
            raise Http404 from refused
        if problem is not None:
            return problem
        return redirect("production:rights", code=code)

    def paper(self) -> Submission:
        submission = self.own_submission()
        if submission.state not in IN_HAND:
            raise Http404
        return submission

    def choose(self, submission: Submission) -> HttpResponse | None:
        form = LicenceForm(
            queries.licence_choices(submission), self.request.POST, prefix="paper"
        )
        if not form.is_valid():
            return self.show(submission, form)
        operations.choose_licence(
            submission=submission,
            licence=form.cleaned_data["licence"],
            actor=self.request.user,
            now=timezone.now(),
        )
        messages.success(self.request, _("The licence is set."))
        return None

    def certify(self, submission: Submission) -> None:
        author = own_row(submission, self.request.user)
        if author is None:
            raise Http404
        try:
            row = operations.certify(
                submission=submission,
                author=author,
                now=timezone.now(),
                account=self.request.user,
            )
        except LicenceMissing:
            messages.warning(self.request, _("Choose the licence first."))
        else:
            messages.success(
                self.request,
                _("Thank you. We have sent you receipt %(receipt)s by e-mail.")
                % {"receipt": row.receipt},
            )

    def ask(self, submission: Submission) -> None:
        try:
            asked = operations.ask_authors(
                submission=submission, actor=self.request.user, now=timezone.now()
            )
        except LicenceMissing:
            messages.warning(self.request, _("Choose the licence first."))
        except AskedAlready:
            messages.info(
                self.request,
                _("The authors were asked a few minutes ago. Give them some time."),
            )
        else:
            words = ngettext(
                "%(count)s author was asked by e-mail.",
                "%(count)s authors were asked by e-mail.",
                len(asked),
            )
            messages.success(self.request, words % {"count": len(asked)})

    def confirm(self, submission: Submission) -> None:
        try:
            operations.confirm(
                submission=submission, actor=self.request.user, now=timezone.now()
            )
        except RightsMissing as missing:
            messages.warning(
                self.request,
                _("These authors have not confirmed the rights yet: %(names)s")
                % {"names": ", ".join(missing.names)},
            )
        except LicenceMissing:
            messages.warning(self.request, _("Choose the licence first."))
        except NotAllowed:
            raise
        except ConferenceError:
            messages.warning(
                self.request, _("The submission has changed in the meantime.")
            )
        else:
            messages.success(self.request, _("Your participation is confirmed."))

    def show(self, submission: Submission, form=None) -> HttpResponse:
        licence = queries.licence_of(submission)
        now, user = timezone.now(), self.request.user
        own = own_row(submission, user)
        rows = queries.certifications(submission)
        context = {
            "submission": submission,
            "licence": licence,
            "may_choose": submission.state
            in {SubmissionState.ACCEPTED, SubmissionState.CONFIRMED},
            "form": form
            or LicenceForm(
                queries.licence_choices(submission),
                prefix="paper",
                initial={"licence": licence},
            ),
            "rows": rows,
            "own": own,
            "own_is_done": any(row and author == own for author, row in rows),
            "statement": statement(submission, licence),
            "can_ask": any(
                row is None and author.email and author != own for author, row in rows
            ),
            "without_address": [
                author.name
                for author, row in rows
                if row is None and not author.email and author != own
            ],
            "is_waived": queries.is_waived(submission),
            "missing": queries.names_missing(submission),
            "can_confirm": may(user, submission, SubmissionEvent.CONFIRM, now),
        }
        return render(self.request, "production/rights.html", context)


def own_row(submission: Submission, user):
    """Return the author of the by-line who is signed in, if one is."""
    authors = list(submission.authors.all())
    address, name = user.email.casefold(), " ".join(user.name.split()).casefold()
    by_address = (a for a in authors if a.email and a.email.casefold() == address)
    by_name = (a for a in authors if " ".join(a.name.split()).casefold() == name)
    alone = authors if len(authors) == 1 else []
    return next(by_address, None) or next(by_name, None) or next(iter(alone), None)


class CertifyView(LinkedView):
    """Shows on GET what an author would certify, and takes the word on POST."""

    purpose = LinkPurpose.CERTIFICATION

    def get(self, request) -> HttpResponse:
        found = self.found()
        return self.show(*found) if found else link_invalid(request)

    def post(self, request) -> HttpResponse:
        found = self.found()
        if not found:
            return link_invalid(request)
        submission, author = found
        operations.certify(submission=submission, author=author, now=timezone.now())
        return redirect("production:certify", token=self.token)

    def found(self) -> tuple | None:
        """Return the paper and the author that the link is about, while they last."""
        _kind, _colon, code = self.link.subject_key.partition(":")
        submission = get_object_or_404(Submission.objects.for_display(), code=code)
        rows = queries.certifications(submission)
        meant = [(a, row) for a, row in rows if a.email == self.link.address]
        # Of two who share an address, the second one after the first.
        meant.sort(key=lambda pair: pair[1] is not None)
        author = meant[0][0] if meant else None
        fits = subject_key(submission) == self.link.subject_key
        alive = submission.state in IN_HAND and queries.licence_of(submission)
        return (submission, author) if fits and author and alive else None

    def show(self, submission: Submission, author) -> HttpResponse:
        row = next(
            row for each, row in queries.certifications(submission) if each == author
        )
        licence = queries.licence_of(submission)
        context = {
            "submission": submission,
            "author": author,
            "row": row,
            "statement": row.statement if row else statement(submission, licence),
        }
        return render(self.request, "production/certify.html", context)
