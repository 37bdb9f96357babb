"""The bin: what was deleted in one's municipality, by whom and when, and the way back."""

from typing import Any, ClassVar

from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from strategies.acts import ActRefusedError
from strategies.admin.people import describe_person
from strategies.admin.scoped import ScopedPages
from strategies.deleted import restore, rows_in
from strategies.models import BinEntry, Strategy
from strategies.scoping import may_edit


@admin.register(BinEntry)
class BinAdmin(ScopedPages, admin.ModelAdmin):
    """What was deleted. Nothing is added, changed or deleted here: it is restored."""

    fields: ClassVar[Any] = ["name", "type_of_row", "within", "municipality", "branch", "deleted", "state"]
    readonly_fields = fields
    list_display = ["name", "type_of_row", "within", "deleted", "state"]
    list_filter = [("municipality", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["municipality", "deleted_by", "restored_by"]
    search_fields = ["name", "within"]
    actions = ["restore"]
    change_form_template = "admin/bin_entry.html"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let nothing in but by deleting it."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keep everything as it was."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keep everything."""
        return False

    def has_restore_permission(self, request: HttpRequest) -> bool:
        """Let those restore who may edit strategies; they see the bins of their own municipalities alone."""
        return may_edit(request.user, Strategy)

    @admin.action(description=gettext_lazy("Restore"), permissions=["restore"])
    def restore(self, request: HttpRequest, queryset: Any) -> None:
        """Bring the chosen back, the last that was deleted first; say of each that cannot be why not."""
        for entry in queryset.order_by("-deleted_at", "-pk"):
            try:
                restore(entry, request.user)
            except ActRefusedError as error:
                self.message_user(request, str(error), messages.ERROR)
            else:
                self.message_user(request, _("“%s” is restored, as it was.") % entry.name, messages.SUCCESS)

    @admin.display(description=gettext_lazy("type"), ordering="model")
    def type_of_row(self, entry: BinEntry) -> str:
        """Show what sort of row it was."""
        return str(capfirst(apps.get_model(entry.model)._meta.verbose_name))

    @admin.display(description=gettext_lazy("what went along"))
    def branch(self, entry: BinEntry) -> str:
        """List what is brought back with it."""
        rows = rows_in(entry)[1:]
        return "\n".join(f"{capfirst(row._meta.verbose_name)}: {_name_of(row)}" for row in rows) or _("nothing")

    @admin.display(description=gettext_lazy("deleted"), ordering="deleted_at")
    def deleted(self, entry: BinEntry) -> str:
        """Show when, and by whom."""
        return _told(entry.deleted_at, entry.deleted_by)

    @admin.display(description=gettext_lazy("restored"), ordering="restored_at")
    def state(self, entry: BinEntry) -> str:
        """Show when it was restored, and by whom, if it was."""
        return _told(entry.restored_at, entry.restored_by) if entry.restored_at else _("no")


def _name_of(row: Any) -> str:
    """Give what a row that is not stored is called, also where what it belonged to is gone."""
    try:
        return str(row)
    except ObjectDoesNotExist:
        return str(row.pk)


def _told(at: Any, person: Any) -> str:
    when = date_format(localtime(at), "SHORT_DATETIME_FORMAT")
    return f"{when}, {describe_person(person)}" if person else when
