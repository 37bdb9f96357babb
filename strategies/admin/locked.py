"""Pages that write only while they hold the lock of what they write to."""

import logging
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from strategies.locking import locked, lost_a_race, names_strategy
from strategies.models import Municipality
from strategies.scoping import visible_to

if TYPE_CHECKING:
    Pages = admin.ModelAdmin
else:
    Pages = object

# A row's number, of no more digits than every database takes.
KEY = re.compile("[0-9]{1,18}")

# A writer whom another overtakes is judged again by what is stored then; the third time it is told.
ATTEMPTS = 3

logger = logging.getLogger(__name__)


class LockedPages(Pages):
    """For admins: all that a post reads, judges and writes happens under the lock of the strategies that it is about.

    Strategies themselves, and bodies, are under the lock of their municipality too: they have a series, or are chosen
    in many strategies.
    """

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Show the form of a row, or save it."""
        view = super().changeform_view
        return self.in_turn(request, [object_id], lambda: view(request, object_id, form_url, extra_context))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Ask whether to delete a row, or delete it."""
        view = super().delete_view
        return self.in_turn(request, [object_id], lambda: view(request, object_id, extra_context))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """List the rows, or act on those that are marked."""
        view = super().changelist_view
        marked = request.POST.getlist(ACTION_CHECKBOX_NAME)
        return self.in_turn(request, marked, lambda: view(request, extra_context))

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> Any:
        """Show one version of a row, or take it back."""
        view = super().history_form_view  # type: ignore[misc]
        return self.in_turn(request, [object_id], lambda: view(request, object_id, version_id, extra_context))

    def in_turn(self, request: HttpRequest, keys: Iterable[str | None], view: Callable[[], Any]) -> HttpResponse:
        """Answer with `view`, a post under the locks of the rows that `keys` names and the person may see."""
        if request.method != "POST":
            return view()
        locks = self.locks(request, [unquote(key) for key in keys if key])
        for _attempt in range(ATTEMPTS):
            try:
                with transaction.atomic(), locked(*locks["strategies"], municipalities=locks["municipalities"]):
                    return view()
            except DatabaseError as error:
                if not lost_a_race(error):
                    raise
                logger.warning("Overtaken by another writer at %s: %s", request.path, error)
                _forget_messages(request)
        text = _("Somebody else changed the same at the same moment, so nothing was saved. Look at it and try again.")
        self.message_user(request, text, messages.ERROR)
        return HttpResponseRedirect(request.get_full_path())

    def locks(self, request: HttpRequest, keys: list[str]) -> dict[str, set[int]]:
        """Give the primary keys of the strategies and of the municipalities whose locks a post about these rows takes.

        A new row, which has no key, takes those that the form names.
        """
        rows = visible_to(self.model._default_manager.order_by(), request.user)
        if request.POST.get("select_across") != "1":
            rows = rows.filter(pk__in=[key for key in keys if KEY.fullmatch(key)])
        strategy = names_strategy(self.model)
        return {
            "strategies": set(rows.values_list(strategy, flat=True)) if strategy else set(),
            "municipalities": self._municipalities(request, rows, keys),
        }

    def _municipalities(self, request: HttpRequest, rows: Any, keys: list[str]) -> set[int]:
        if not any(field.name == "municipality" for field in self.opts.concrete_fields):
            return set()
        if keys:
            return set(rows.values_list("municipality", flat=True))
        posted = request.POST.get("municipality", "")
        chosen = Municipality.objects.filter(pk__in=[int(posted)] if KEY.fullmatch(posted) else [])
        return set(visible_to(chosen, request.user).values_list("pk", flat=True))


def _forget_messages(request: HttpRequest) -> None:
    """Take back what an attempt that failed told: the next one tells it anew."""
    storage: Any = messages.get_messages(request)
    storage._queued_messages.clear()
