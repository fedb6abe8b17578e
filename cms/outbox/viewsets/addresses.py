"""Where things lie at the outbox, and who may be there."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import View

from cms.outbox import permissions
from cms.outbox.models import Mail


def inspect_url(mail: Mail) -> str:
    return reverse("outbox:inspect", kwargs={"pk": mail.pk})


class DeskView(View):
    """For those who release mails, and for nobody else."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not permissions.may_release(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def mail(self, pk: int) -> Mail:
        return get_object_or_404(permissions.visible_to(self.request.user), pk=pk)
