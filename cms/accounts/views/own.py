"""One's own account: profile, data, and leaving."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, View

from cms.accounts import operations
from cms.accounts.exceptions import LastAdministrator
from cms.accounts.forms import EraseForm, ProfileForm
from cms.accounts.models import User


@method_decorator(never_cache, "dispatch")
class ProfileView(LoginRequiredMixin, FormView):
    form_class = ProfileForm
    template_name = "accounts/profile.html"
    success_url = reverse_lazy("accounts:profile")

    def get_form_kwargs(self) -> dict:
        # A copy: a refused name must not show in the page's header.
        person = User.objects.get(pk=self.request.user.pk)
        return {**super().get_form_kwargs(), "person": person}

    def get_initial(self) -> dict:
        return {}

    def get_form(self, form_class=None):
        kwargs = self.get_form_kwargs()
        kwargs.pop("initial")
        return self.form_class(**kwargs)

    def form_valid(self, form) -> HttpResponse:
        person = User.objects.get(pk=self.request.user.pk)
        operations.save_profile(person=person, **form.said)
        messages.success(self.request, _("Your profile is saved."))
        return super().form_valid(form)


@method_decorator(never_cache, "dispatch")
class OwnDataView(LoginRequiredMixin, View):
    """Explains on GET, hands the archive out on POST."""

    def get(self, request) -> HttpResponse:
        return render(request, "accounts/own_data.html")

    def post(self, request) -> FileResponse:
        now = timezone.now()
        packed = operations.pack_own_data(person=request.user, now=now)
        response = FileResponse(
            packed,
            as_attachment=True,
            filename=f"coop-{timezone.localdate(now):%Y-%m-%d}.zip",
            content_type="application/zip",
        )
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "sandbox"
        return response


@method_decorator(never_cache, "dispatch")
class EraseView(LoginRequiredMixin, FormView):
    """Explains on GET, erases on POST once the address is typed again."""

    form_class = EraseForm
    template_name = "accounts/erase.html"

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "person": self.request.user}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            lines=operations.explain_erasure(person=self.request.user), **kwargs
        )

    def form_valid(self, form) -> HttpResponse:
        try:
            operations.erase_account(
                person=self.request.user, actor=self.request.user, now=timezone.now()
            )
        except LastAdministrator:
            form.add_error(
                None,
                _(
                    "You are the only administrator. Make somebody else an "
                    "administrator first."
                ),
            )
            return self.form_invalid(form)
        logout(self.request)
        messages.success(
            self.request, _("Your account and your data are erased. Farewell.")
        )
        return redirect("accounts:sign_in")
