"""Signing in, up and out, and forgotten passwords."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth import login, views
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView, View

from cms.accounts import luggage, operations, tasks
from cms.accounts.backends import address_of
from cms.accounts.enums import AttemptKind, MailLinkPurpose
from cms.accounts.exceptions import LinkInvalid
from cms.accounts.forms import MailLinkForm, OpenAccountForm, SignInForm, SignUpForm

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


class WishView(FormView):
    """Takes a wish for a mail; answers the same, whoever has an account."""

    kind: AttemptKind
    purpose: MailLinkPurpose
    success_url = reverse_lazy("accounts:mail_link_sent")

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect(safe_next(request) or reverse("conference:mine"))
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        now = timezone.now()
        wish = {
            "kind": self.kind,
            "account": form.cleaned_data["email"],
            "address": address_of(self.request),
            "now": now,
        }
        if not operations.is_limited(**wish):
            operations.note_attempt(**wish)
            link = operations.wish_for_link(
                purpose=self.purpose,
                next_address=safe_next(self.request),
                luggage=luggage.packed(self.request),
                now=now,
                **form.cleaned_data,
            )
            tasks.send_link.enqueue(link_id=link.pk)
        return super().form_valid(form)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(next=safe_next(self.request), **kwargs)


class SignUpView(WishView):
    form_class = SignUpForm
    template_name = "accounts/sign_up.html"
    kind = AttemptKind.SIGN_UP
    purpose = MailLinkPurpose.SIGN_UP


class MailLinkWishView(WishView):
    form_class = MailLinkForm
    template_name = "accounts/mail_link_wish.html"
    kind = AttemptKind.SIGN_IN_LINK
    purpose = MailLinkPurpose.SIGN_IN


class MailLinkSentView(TemplateView):
    template_name = "accounts/mail_link_sent.html"


@method_decorator([sensitive_post_parameters("password"), never_cache], "dispatch")
class MailLinkView(View):
    """Shows a button on GET, for mail scanners follow links; opens on POST."""

    def get(self, request, token: str) -> HttpResponse:
        try:
            link = operations.find_link(token=token, now=timezone.now())
        except LinkInvalid:
            return self.refuse()
        return self.ask(link, OpenAccountForm(initial={"name": link.name}))

    def post(self, request, token: str) -> HttpResponse:
        now = timezone.now()
        try:
            link = operations.find_link(token=token, now=now)
            form = OpenAccountForm(request.POST, email=link.email)
            typed = {}
            if link.purpose == MailLinkPurpose.SIGN_UP:
                if not form.is_valid():
                    return self.ask(link, form)
                typed = form.cleaned_data
            entry = operations.use_link(token=token, now=now, **typed)
        except LinkInvalid:
            return self.refuse()
        login(request, entry.person, backend=PASSWORD_BACKEND)
        messages.success(
            request,
            _("Welcome! Your account is ready.")
            if link.purpose == MailLinkPurpose.SIGN_UP
            else _("You are signed in."),
        )
        for words in entry.told:
            messages.info(request, words)
        return redirect(entry.wanted or reverse("conference:mine"))

    def ask(self, link, form) -> HttpResponse:
        signs_up = link.purpose == MailLinkPurpose.SIGN_UP
        context = {"link": link, "signs_up": signs_up, "form": form}
        return render(self.request, "accounts/mail_link.html", context)

    def refuse(self) -> HttpResponse:
        return render(
            self.request, "accounts/mail_link_invalid.html", status=HTTPStatus.GONE
        )


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
