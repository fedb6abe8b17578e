"""Who has which role, in the admin; and acting as somebody."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import View

from cms.accounts import operations, queries, roles
from cms.accounts.exceptions import AccountError, LastAdministrator, ReasonMissing
from cms.accounts.forms import ActingForm, RolesForm
from cms.accounts.middleware import ACTING_KEY
from cms.accounts.models import AccountRecord, User

PAGE = 50


@method_decorator(never_cache, "dispatch")
class AdministratorsView(View):
    """Nothing here is for anybody but administrators."""

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        if not (request.user.is_active and request.user.is_superuser):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def person(self, pk: int) -> User:
        people = User.objects.filter(erased_at=None).prefetch_related("groups")
        return get_object_or_404(people, pk=pk)


class RolesView(AdministratorsView):
    """Everybody with an account, and what they are."""

    def get(self, request) -> HttpResponse:
        people = User.objects.filter(erased_at=None).prefetch_related("groups")
        wanted = request.GET.get("q", "").strip()[:200]
        role = request.GET.get("role", "")
        if wanted:
            people = people.filter(
                Q(name__icontains=wanted) | Q(email__icontains=wanted)
            )
        groups = {each.key: each.group for each in roles.granted()}
        if role == roles.ADMINISTRATOR:
            people = people.filter(is_superuser=True)
        elif role in groups:
            people = people.filter(groups__name=groups[role])
        page = Paginator(people.order_by("name", "pk"), PAGE).get_page(
            request.GET.get("p")
        )
        context = {
            "page": page,
            "rows": queries.with_roles(list(page)),
            "wanted": wanted,
            "role": role,
            "roles": queries.described_roles(),
            "header_title": _("People and roles"),
            "header_icon": "group",
            "breadcrumbs_items": [{"url": "", "label": _("People and roles")}],
        }
        return render(request, "accounts/admin/roles.html", context)


class PersonView(AdministratorsView):
    """One person's roles and log; POST grants and takes."""

    def get(self, request, pk: int) -> HttpResponse:
        person = self.person(pk)
        return self.show(person, RolesForm(person=person), ActingForm())

    def post(self, request, pk: int) -> HttpResponse:
        person = self.person(pk)
        form = RolesForm(request.POST, person=person)
        if not form.is_valid():
            return self.show(person, form, ActingForm())
        try:
            operations.set_roles(
                person=person,
                keys=set(form.cleaned_data["roles"]),
                actor=request.user,
            )
        except LastAdministrator:
            form.add_error(
                "roles",
                _("This is the only administrator. Make somebody else one first."),
            )
            return self.show(person, form, ActingForm())
        messages.success(request, _("The roles are saved."))
        return redirect("account_roles_person", pk=pk)

    def show(self, person: User, form, acting_form) -> HttpResponse:
        records = AccountRecord.objects.filter(person=person).select_related("actor")
        context = {
            "person": person,
            "row": queries.with_roles([person])[0],
            "form": form,
            "acting_form": acting_form,
            "can_act": operations.may_act_as(self.request.user, person),
            "records": queries.described_records(records[:PAGE]),
            "header_title": str(person),
            "header_icon": "user",
            "breadcrumbs_items": [
                {"url": reverse("account_roles"), "label": _("People and roles")},
                {"url": "", "label": str(person)},
            ],
        }
        return render(self.request, "accounts/admin/person.html", context)


class ActView(PersonView):
    """Begins acting as the person, on POST alone."""

    http_method_names = ["post", "options"]

    def post(self, request, pk: int) -> HttpResponse:
        person = self.person(pk)
        form = ActingForm(request.POST)
        if not form.is_valid():
            return self.show(person, RolesForm(person=person), form)
        try:
            acting = operations.begin_acting(
                administrator=request.user,
                person=person,
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except ReasonMissing:
            form.add_error("reason", form.fields["reason"].error_messages["required"])
            return self.show(person, RolesForm(person=person), form)
        except AccountError as refusal:
            raise PermissionDenied from refusal
        request.session[ACTING_KEY] = acting.pk
        request.session.cycle_key()
        return redirect("conference:mine")


class StopActingView(View):
    """Ends acting as somebody: one click, from every page."""

    http_method_names = ["post", "options"]

    def post(self, request) -> HttpResponse:
        acting = request.acting
        if not acting:
            return redirect("accounts:sign_in")
        operations.end_acting(acting=acting, now=timezone.now())
        request.session.pop(ACTING_KEY, None)
        request.session.cycle_key()
        # The end has its own line in the log.
        request.acting = None
        return redirect("account_roles_person", pk=acting.person_id)
