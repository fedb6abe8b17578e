"""Calendars of deadlines: for everybody, and one's own behind a secret address."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View

from cms.conference import calendars, permissions
from cms.conference.enums import CHOSEN, SubmissionState
from cms.conference.models import Call, Extension, Submission
from cms.conference.views.desk import Desk
from cms.core import operations as links
from cms.core.addresses import absolute
from cms.core.enums import LinkPurpose
from cms.core.views import LinkedView

FEED_LIVES = timedelta(days=3 * 365)
SESSION_KEY = "conference_calendar"


def _answer(deadlines, name: str) -> HttpResponse:
    made = calendars.calendar(deadlines, name=name, now=timezone.now())
    return HttpResponse(made, content_type=calendars.MEDIA_TYPE)


def call_url(call: Call) -> str:
    return reverse("conference:call", kwargs={"slug": call.slug})


class DeadlinesView(View):
    """The deadlines of the open calls, for everybody."""

    def get(self, request) -> HttpResponse:
        calls = Call.objects.published(timezone.now()).prefetch_related("texts")
        found = (
            one for call in calls for one in calendars.of_call(call, call_url(call))
        )
        return _answer(found, _("COOP: deadlines"))


class MyCalendarView(Desk):
    """Gives a person the secret address of a calendar, and takes the old one back."""

    def get(self, request) -> HttpResponse:
        token = request.session.pop(SESSION_KEY, "")
        address = ""
        if token:
            path = reverse("conference:own_deadlines", kwargs={"token": token})
            address = absolute(path)
        return render(request, "conference/calendar.html", {"address": address})

    def post(self, request) -> HttpResponse:
        now, key = timezone.now(), f"calendar:{request.user.pk}"
        links.revoke(subject_key=key, purpose=LinkPurpose.CALENDAR, now=now)
        # Shown once, on the next page.
        request.session[SESSION_KEY] = links.offer(
            purpose=LinkPurpose.CALENDAR,
            subject_key=key,
            person=request.user,
            expires_at=now + FEED_LIVES,
        )
        messages.success(request, _("Your calendar has a new address."))
        return redirect("conference:my_calendar")


class OwnDeadlinesView(LinkedView):
    """One person's deadlines: their own papers, and all calls for editors."""

    purpose = LinkPurpose.CALENDAR
    http_method_names = ["get", "head", "options"]

    def get(self, request) -> HttpResponse:
        person = self.link.person
        found = list(self._own(person))
        if permissions.is_editor(person):
            found += self._editors()
        return _answer(found, _("COOP: my deadlines"))

    def _own(self, person):
        own = (
            Submission.objects.filter(submitter=person)
            .for_display()
            .prefetch_related(
                Prefetch(
                    "extensions",
                    Extension.objects.in_force(timezone.now()),
                    "more_time",
                )
            )
        )
        for submission in own:
            told = self._next(submission)
            if told:
                at = max([told[0], *(one.until for one in submission.more_time)])
                address = reverse(
                    "conference:submission", kwargs={"code": submission.code}
                )
                yield calendars.of_submission(submission, at, told[1], address)

    def _next(self, submission: Submission):
        call = submission.call
        if submission.state == SubmissionState.DRAFT:
            return call.submit_by, _("Submit “%(title)s”")
        if submission.state == SubmissionState.SUBMITTED:
            return call.edit_by or call.submit_by, _("Last changes to “%(title)s”")
        if submission.state in CHOSEN and call.camera_ready_by:
            return call.camera_ready_by, _("Final version of “%(title)s”")
        return None

    def _editors(self):
        now = timezone.now()
        calls = Call.objects.prefetch_related(
            "texts",
            Prefetch("extensions", Extension.objects.in_force(now), "more_time"),
        )
        for call in calls:
            yield from calendars.of_call(call, call_url(call))
            yield from calendars.of_editor(call, call_url(call), call.more_time)
