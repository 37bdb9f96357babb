"""The admin as the portal's coordinators and administrators meet it."""

from functools import update_wrapper
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from portal.importer.review.views import documents
from portal.site.confirmation import confirmation, gives_rights
from portal.site.security_log import record_export, record_refusal
from portal.site.sent_forms import keep, keep_for_a_new_row, saved_once, shown_again
from strategies.scoping import may_use_admin


class PortalAdminSite(admin.AdminSite):
    """Django's admin, opened by a membership instead of staff status, behind the portal's own sign-in."""

    site_title = _("Integrationsportalen")
    site_header = _("Integrationsportalen: editing")
    index_title = _("What would you like to edit?")

    def has_permission(self, request: HttpRequest) -> bool:
        """Let in whoever has something to do here."""
        return may_use_admin(request.user)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Protect a view. Somebody signed in without access is told so, instead of being asked to sign in again."""
        protected = super().admin_view(view, cacheable)

        def admitted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.user.is_authenticated and not self.has_permission(request):
                return self._refuse(request)
            # Nobody types a NUL, and PostgreSQL refuses to look for one.
            if "\0" in unquote(request.META.get("QUERY_STRING", "")):
                raise BadRequest
            if request.method == "POST" and not request.user.is_authenticated:
                keep(request)
                return protected(request, *args, **kwargs)
            if gives_rights(view) and self.has_permission(request) and (asked := confirmation(request, view)):
                return asked

            def answered() -> Any:
                return shown_again(request, lambda: protected(request, *args, **kwargs))

            response = keep_for_a_new_row(request, saved_once(request, answered))
            record_export(request, response)
            return response

        return update_wrapper(admitted, protected)

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Lead to the portal's own sign-in, and from there to the page that was asked for."""
        asked_for = request.GET.get(REDIRECT_FIELD_NAME, "")
        if not url_has_allowed_host_and_scheme(asked_for, {request.get_host()}, request.is_secure()):
            asked_for = reverse("admin:index")
        if self.has_permission(request):
            return HttpResponseRedirect(asked_for)
        if request.user.is_authenticated:
            return self._refuse(request)
        return redirect_to_login(asked_for, resolve_url(settings.LOGIN_URL))

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # type: ignore[override]
        """Sign out, and lead to the public pages. Only a button does it, never a link."""
        if request.method == "POST":
            logout(request)
        return HttpResponseRedirect(resolve_url("/"))

    def get_urls(self) -> list[Any]:
        """Give the admin's addresses, without Django's shortcut from any row to its public page.

        The shortcut asks nobody whether they may see the row, and would tell where another municipality's drafts will
        be. Pages here link to the public page directly.
        """
        own = [pattern for pattern in super().get_urls() if getattr(pattern, "name", None) != "view_on_site"]
        return [*documents(self.admin_view), *own]

    def _refuse(self, request: HttpRequest) -> HttpResponse:
        record_refusal(request)
        context = {"title": _("You have no access to these pages"), "site_title": self.site_title}
        return TemplateResponse(request, "admin/no_access.html", context, status=403)
