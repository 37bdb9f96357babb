"""Responsibilities: on a page of their own, and on the page of what somebody answers for."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from goals.models import Responsibility
from strategies.admin.forms import RowForm
from strategies.admin.formsets import ScopedFormSet
from strategies.admin.scoped import ScopedInline
from strategies.admin.trees import in_outline, outline_choices, outline_label
from strategies.admin.within import InStrategyAdmin
from strategies.tree import next_position


class ResponsibilityForm(RowForm):
    """A responsibility. The commitments are shown as the outline that they form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what Django's ModelForm takes."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields.get("commitment")
        if field:
            field.choices = [("", _("the whole strategy")), *outline_choices(in_outline(field.queryset))]


class ResponsibilityFormSet(ScopedFormSet):
    """Responsibilities on a page; new ones come last among all of the strategy."""

    once = ("committee", "role")

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """Save a new row after the strategy's others."""
        of_strategy = Responsibility.objects.filter(strategy=form.instance.strategy_id)
        form.instance.position = next_position(of_strategy)
        return super().save_new(form, commit)


class ResponsibilityInline(ScopedInline):
    """Who answers for the commitment."""

    model = Responsibility
    formset = ResponsibilityFormSet
    fieldsets = [(None, {"fields": [("committee", "role")]})]


@admin.register(Responsibility)
class ResponsibilityAdmin(InStrategyAdmin):
    """All responsibilities, for commitments and for whole strategies."""

    form = ResponsibilityForm
    fieldsets = [(None, {"fields": ["strategy", "commitment", "committee", "role"]})]
    readonly_fields = ["strategy"]
    list_display = ["committee", "role", "what", "strategy"]
    list_filter = [
        ("strategy", admin.RelatedOnlyFieldListFilter),
        "role",
        ("committee", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["strategy__municipality", "committee", "commitment"]
    search_fields = ["committee__name_sv", "committee__name_en", "commitment__title_sv", "commitment__plain_sv"]

    @admin.display(description=_("for"))
    def what(self, row: Responsibility) -> str:
        """Show what is answered for."""
        return outline_label(row.commitment) if row.commitment else str(_("the whole strategy"))

    def save_model(self, request: HttpRequest, obj: Responsibility, form: Any, change: bool) -> None:
        """Save the row, a new one after the strategy's others."""
        if not change:
            obj.position = next_position(Responsibility.objects.filter(strategy=obj.strategy_id))
        super().save_model(request, obj, form, change)
