"""Admin of what belongs to one strategy. A new row's strategy stands in the page's address, never in its form."""

from typing import Any
from urllib.parse import parse_qs, urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from strategies.admin.scoped import ScopedAdmin
from strategies.models import Strategy
from strategies.scoping import editable_by


class InStrategyAdmin(ScopedAdmin):
    """Pages of rows within a strategy: first one chooses the strategy, then every choice is among its own rows."""

    list_select_related = ["strategy__municipality"]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Give the form; that of a new row knows the strategy."""
        form = super().get_form(request, obj, change, **kwargs)
        if obj is None:
            form.belongs_to = {"strategy": self._chosen(request)}
        return form

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Show the form of a new row, once the strategy is chosen."""
        if not self.has_add_permission(request):
            return super().add_view(request, form_url, extra_context)
        strategy = self._chosen(request)
        if strategy is None:
            return self._choose(request)
        if request.GET.get("strategy") != str(strategy.pk):
            query = request.GET.copy()
            query["strategy"] = str(strategy.pk)
            return HttpResponseRedirect(f"{request.path}?{query.urlencode()}")
        return super().add_view(request, form_url, extra_context)

    def locks(self, request: HttpRequest, keys: list[str]) -> dict[str, set[int]]:
        """Give the locks that a post takes; a new row's strategy is the one in the address."""
        found = super().locks(request, keys)
        chosen = None if keys else self._chosen(request)
        return found | {"strategies": {chosen.pk}} if chosen else found

    def _editable(self, request: HttpRequest) -> Any:
        return editable_by(Strategy.objects.select_related("municipality"), request.user)

    def _chosen(self, request: HttpRequest) -> Strategy | None:
        """Give the strategy in the address, or the one that the list was filtered by, or the only one there is."""
        listed = parse_qs(request.GET.get("_changelist_filters", "")).get("strategy__id__exact", [""])[0]
        key = request.GET.get("strategy") or listed
        if key:
            return self._editable(request).filter(pk=key).first() if key.isdecimal() else None
        candidates = list(self._editable(request)[:2])
        return candidates[0] if len(candidates) == 1 else None

    def _choose(self, request: HttpRequest) -> HttpResponse:
        kept = {name: value for name, value in request.GET.items() if name != "strategy"}
        context = {
            **self.admin_site.each_context(request),
            "title": _("Which strategy does it belong to?"),
            "opts": self.opts,
            "strategies": [
                (strategy, urlencode(kept | {"strategy": strategy.pk})) for strategy in self._editable(request)
            ],
        }
        return TemplateResponse(request, "admin/choose_strategy.html", context)
