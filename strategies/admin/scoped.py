"""What every admin of the portal has: rows, choices, filters and history of one's own municipality alone."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR, BaseModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import BadRequest, ObjectDoesNotExist, PermissionDenied
from django.db import models, transaction
from django.forms import Field
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from strategies.admin.forms import RowForm
from strategies.admin.formsets import ScopedFormSet, what_came_along
from strategies.admin.locked import KEY, LockedPages
from strategies.admin.texts import TEXT_OVERRIDES
from strategies.admin.translations import language_labels
from strategies.admin.versions import ChangesInWords
from strategies.models import Committee, Strategy
from strategies.scoping import editable_by, may_edit, may_view, visible_to

# The forms of a lookup that Django's own list filters put into the address.
FILTER_SUFFIXES = ("", "__exact", "__id__exact", "__pk__exact", "__isnull", "__in", "__id__in")

# A pattern that cannot be read is an error of the database, and a slow one keeps it busy.
PATTERNS = ("regex", "iregex")

if TYPE_CHECKING:
    Base = BaseModelAdmin
    Pages = admin.ModelAdmin
else:
    Base = Pages = object


class ShownAgain:
    """A form that is shown as it was sent, and does not count as sent."""

    def is_valid(self) -> bool:
        """Look for faults, so that they are shown, and keep the form from being saved."""
        super().is_valid()  # type: ignore[misc]
        return False


class Scoped(Base):
    """For admins and inlines alike: `strategies.scoping` decides, whatever Django's own permissions say."""

    formfield_overrides = TEXT_OVERRIDES
    model: type[models.Model]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Give the rows that the person may see."""
        return visible_to(super().get_queryset(request), request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show the model on the first page to those who may see any of it."""
        return may_view(request.user, self.model)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Let the person see the row, or the model; an inline is asked about the row that it stands in."""
        return may_view(request.user, self.model) and (obj is None or may_view(request.user, obj))

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Let the person add rows."""
        return may_edit(request.user, self.model) and (obj is None or may_edit(request.user, obj))

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Let the person change the row."""
        return may_edit(request.user, self.model) and (obj is None or may_edit(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Let the person delete the row."""
        return may_edit(request.user, self.model) and (obj is None or may_edit(request.user, obj))

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        """Give the parts of the form; that of rows which are there holds the version that it was made from."""
        (title, first), *others = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return [(title, first), *others]
        return [(title, {**first, "fields": [*first["fields"], "version"]}), *others]

    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> models.QuerySet:
        """Give the rows that a choice may offer: what the person may see. What is posted is held to the same."""
        rows = super().get_field_queryset(db, db_field, request)
        if rows is None:
            rows = db_field.remote_field.model._default_manager.using(db)
        return visible_to(rows, request.user)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Field | None:
        """Give the form's field; of the related pages beside a choice, only a new committee helps in mid-form."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            wrapper = field.widget
            wrapper.can_change_related = wrapper.can_delete_related = wrapper.can_view_related = False
            wrapper.can_add_related = wrapper.can_add_related and db_field.related_model is Committee
        return field

    def view_on_site(self, obj: models.Model) -> str | None:
        """Give the address of the row's public page, when it has one that readers can reach."""
        strategy = obj if isinstance(obj, Strategy) else getattr(obj, "strategy", None)
        if not hasattr(obj, "get_absolute_url") or (strategy and not strategy.is_public):
            return None
        return str(obj.get_absolute_url())


class ScopedPages(LockedPages, Scoped, Pages):
    """For admins: a list of one's own rows, and a page for each."""

    list_per_page = 50
    show_full_result_count = False

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Give the form, its columns labelled with their language."""
        kwargs = {"labels": language_labels(self.model)} | kwargs
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.of_a_page = True
        form.held_back = getattr(request, "held_back", "")
        return type(form.__name__, (ShownAgain, form), {}) if getattr(request, "shown_again", False) else form

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Let the address filter by the row's own columns and by the list's filters: every other way leads out.

        Django lets any first relation pass, so that the themes, which all share, would tell who has which drafts.
        """
        if lookup.rpartition("__")[2] in PATTERNS:
            return False
        names = {item[0] if isinstance(item, tuple) else item for item in self.get_list_filter(request)}
        if any(lookup == f"{name}{suffix}" for name in names for suffix in FILTER_SUFFIXES):
            return True
        first = lookup.split("__", maxsplit=1)[0]
        own = {field.name for field in self.opts.concrete_fields if not field.is_relation} | {"pk"}
        return first in own and super().lookup_allowed(lookup, value, request)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Show or save a row; never as a new one, which no page offers and Django tries all the same."""
        if "_saveasnew" in request.POST:
            raise BadRequest
        return super().changeform_view(request, object_id, form_url, extra_context)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """List the rows, or act on those that are marked; what is no key of a row makes no sense."""
        if not all(KEY.fullmatch(key) for key in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise BadRequest
        return super().changelist_view(request, extra_context)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Give the row; that of a post is locked, where no strategy’s or municipality’s lock is held for it already."""
        model: Any = self.opts.concrete_model
        columns = {column.name for column in model._meta.concrete_fields}
        has_lock = columns & {"strategy", "municipality"} or not transaction.get_connection().in_atomic_block
        if request.method == "POST" and KEY.fullmatch(object_id) and not has_lock:
            list(model._base_manager.select_for_update(no_key=True).filter(pk=object_id).values_list("pk"))
        return super().get_object(request, object_id, from_field or None)  # an empty one in the address names none

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the rows on the page too, then say what came along from somebody else who had saved meanwhile."""
        super().save_related(request, form, formsets, change)
        for text in what_came_along(form, formsets):
            self.message_user(request, text, messages.WARNING)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save the row if anything was changed, unless it belongs, as it would be saved, to somebody else."""
        if not may_edit(request.user, obj):
            raise PermissionDenied
        is_version = hasattr(obj, "_history")  # its form shows the version, which differs from what is stored
        if change and not is_version and not form.has_changed():
            return
        super().save_model(request, obj, form, change)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """Delete the rows that the person may change."""
        editable_by(queryset, request.user).delete()


class ScopedAdmin(ScopedPages, SimpleHistoryAdmin):
    """Pages with the history of each row."""

    form = RowForm
    object_history_list_template = "admin/history_list.html"

    def get_historical_record_context_helper(self, request: HttpRequest, historical_record: Any) -> ChangesInWords:
        """Say what changed in the words of the form."""
        return ChangesInWords(self.model, historical_record)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """List the versions of a row."""
        self._refuse_bad_keys(object_id)
        try:
            return super().history_view(request, object_id, extra_context)
        except ObjectDoesNotExist as error:
            raise Http404(_("What this belonged to has been deleted.")) from error

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Show one version of a row, to be taken back; never in the window of another form."""
        self._refuse_bad_keys(object_id, version_id)
        if IS_POPUP_VAR in request.POST:
            raise BadRequest
        try:
            return super().history_form_view(request, object_id, version_id, extra_context)
        except ObjectDoesNotExist as error:
            raise Http404(_("What this belonged to has been deleted.")) from error

    def _refuse_bad_keys(self, *keys: str) -> None:
        if not all(key.isdecimal() for key in keys):
            raise Http404


class ScopedInline(Scoped, admin.StackedInline):  # type: ignore[misc]
    """Rows edited on the page of the row that they belong to."""

    form = RowForm
    formset = ScopedFormSet
    extra = 0

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Give the formset, its columns labelled with their language."""
        formset: Any = super().get_formset(request, obj, labels=language_labels(self.model), **kwargs)
        formset.form.of_a_page = True
        return formset
