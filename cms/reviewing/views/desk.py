"""One's own reviews."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View

from cms.reviewing import projections
from cms.reviewing.enums import OPEN
from cms.reviewing.models import Assignment

ON_A_PAGE = 50


@method_decorator(never_cache, "dispatch")
class MineView(LoginRequiredMixin, View):
    def get(self, request) -> HttpResponse:
        now = timezone.now()
        own = (
            Assignment.objects.visible_to(request.user)
            .filter(reviewer__user=request.user, asked_at__isnull=False)
            .select_related("submission__call")
            .prefetch_related(
                "submission__texts", "submission__authors", "submission__call__texts"
            )
            .order_by("due_at", "pk")
        )
        page = Paginator(own, ON_A_PAGE).get_page(request.GET.get("page"))
        tasks = [projections.line(assignment, now) for assignment in page]
        context = {
            "page_obj": page,
            "open": [task for task in tasks if task.state in OPEN],
            "closed": [task for task in tasks if task.state not in OPEN],
        }
        return render(request, "reviewing/mine.html", context)
