"""The pages of one's own account."""

from django.contrib import messages
from django.contrib.auth import login, views
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView, UpdateView

from cms.accounts import operations, tasks
from cms.accounts.backends import address_of
from cms.accounts.enums import AttemptKind
from cms.accounts.forms import ProfileForm, SignInForm, SignUpForm
from cms.accounts.models import User

PASSWORD_BACKEND = "cms.accounts.backends.WatchedBackend"  # noqa: S105 - a path


class SignInView(views.LoginView):
    form_class = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True


class SignOutView(LoginRequiredMixin, views.LogoutView):
    """Asks on GET, signs out on POST."""

    http_method_names = ["get", "post", "options"]
    template_name = "accounts/sign_out.html"

    def get(self, request, *args, **kwargs) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_default_redirect_url(self) -> str:
        return reverse("accounts:sign_in")

    def post(self, request, *args, **kwargs) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        messages.success(request, _("You are signed out."))
        return response


@method_decorator([sensitive_post_parameters("password"), never_cache], "dispatch")
class SignUpView(FormView):
    form_class = SignUpForm
    template_name = "accounts/sign_up.html"

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        try:
            user = operations.open_account(**form.cleaned_data)
        except IntegrityError:
            # The same form arrived twice at once: the first one made the account.
            form.add_error("email", form.taken)
            return self.form_invalid(form)
        login(self.request, user, backend=PASSWORD_BACKEND)
        messages.success(self.request, _("Welcome! Your account is ready."))
        return redirect(self.get_success_url())

    def get_success_url(self) -> str:
        return safe_next(self.request) or reverse("conference:mine")

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(next=safe_next(self.request), **kwargs)


class ProfileView(LoginRequiredMixin, UpdateView):
    form_class = ProfileForm
    template_name = "accounts/profile.html"
    success_url = reverse_lazy("accounts:profile")

    def get_object(self, queryset=None):
        # A copy: a refused name must not show in the page's header.
        return User.objects.get(pk=self.request.user.pk)

    def form_valid(self, form) -> HttpResponse:
        messages.success(self.request, _("Your profile is saved."))
        return super().form_valid(form)


class PasswordChangeView(views.PasswordChangeView):
    template_name = "accounts/password_change.html"
    success_url = reverse_lazy("accounts:profile")

    def form_valid(self, form) -> HttpResponse:
        messages.success(self.request, _("Your password is changed."))
        return super().form_valid(form)


class PasswordResetView(views.PasswordResetView):
    """Answers the same, and as fast, whether or not there is such an account."""

    template_name = "accounts/password_reset.html"
    success_url = reverse_lazy("accounts:password_reset_sent")

    def form_valid(self, form) -> HttpResponse:
        email = form.cleaned_data["email"]
        wish = {
            "kind": AttemptKind.PASSWORD_RESET,
            "account": email,
            "address": address_of(self.request),
            "now": timezone.now(),
        }
        if not operations.is_limited(**wish):
            operations.note_attempt(**wish)
            tasks.offer_new_password.enqueue(email=email)
        return redirect(self.success_url)


class PasswordResetSentView(TemplateView):
    template_name = "accounts/password_reset_sent.html"


class PasswordResetConfirmView(views.PasswordResetConfirmView):
    template_name = "accounts/password_reset_confirm.html"
    success_url = reverse_lazy("accounts:sign_in")

    def form_valid(self, form) -> HttpResponse:
        messages.success(
            self.request, _("Your new password is set. Sign in with it now.")
        )
        return super().form_valid(form)


def safe_next(request) -> str:
    """Return the wished-for address when it is one of ours, else nothing."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else ""
