"""Editors talk about a paper, on its page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic import View

from cms.conference import operations, permissions
from cms.conference.forms import CommentForm
from cms.conference.viewsets.addresses import inspect_url, submitted_to


class CommentView(View):
    http_method_names = ["post"]

    def post(self, request, pk: int) -> HttpResponse:
        if not permissions.is_editor(request.user):
            raise PermissionDenied
        submission = get_object_or_404(submitted_to(request.user), pk=pk)
        form = CommentForm(request.POST)
        if form.is_valid():
            operations.write_comment(
                submission=submission,
                actor=request.user,
                text=form.cleaned_data["text"],
                now=timezone.now(),
            )
        else:
            messages.error(request, " ".join(form.errors["text"]))
        return redirect(f"{inspect_url(submission)}#discussion")
