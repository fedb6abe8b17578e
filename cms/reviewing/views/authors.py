"""The author reads what the reviewers wrote, as far as the editors marked it."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View

from cms.conference.models import Submission
from cms.reviewing import projections, queries


@method_decorator(never_cache, "dispatch")
class ReviewsOfMineView(LoginRequiredMixin, View):
    def get(self, request, code: str) -> HttpResponse:
        own = Submission.objects.visible_to(request.user).filter(submitter=request.user)
        submission = get_object_or_404(own.for_display(), code=code)
        reviews = queries.reviews_for_author(submission, request.user)
        seen = projections.reviews_for_author(reviews)
        if not seen:
            raise Http404
        context = {"submission": submission, "reviews": seen}
        return render(request, "reviewing/for_author.html", context)
