"""Order among rows on one page: a small number that says where each stands, kept apart from the column `position`.

Positions are unique, so that two rows could not change places one at a time. What is typed is a wish; after saving,
all rows are arranged anew.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from strategies.admin.forms import RowForm
from strategies.admin.formsets import ScopedFormSet
from strategies.tree import arrange, next_position

LAST = 1_000_000


def placed(rows: Sequence[Any], wishes: Mapping[int, int]) -> list[Any]:
    """Give `rows` with those that `wishes` names, by primary key, at the place (from 1) that it gives them."""
    order = [row for row in rows if row.pk not in wishes]
    for row in sorted((row for row in rows if row.pk in wishes), key=lambda row: wishes[row.pk]):
        order.insert(wishes[row.pk] - 1, row)
    return order


class PlacedForm(RowForm):
    """A row with a place among the others."""

    WISHES = ("place",)

    place = forms.IntegerField(
        min_value=1, max_value=LAST, required=False, label=_("Place"), help_text=_("Leave this empty to put it last.")
    )


class PlacedFormSet(ScopedFormSet):
    """Rows in an order. New ones come last unless they are given a place."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Show each row that exists the place that it has."""
        super().add_fields(form, index)
        form.fields["place"].initial = self._places.get(form.instance.pk)

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """Save a new row after the others."""
        form.instance.position = next_position(self._rows())
        return super().save_new(form, commit)

    def save(self, commit: bool = True) -> Any:
        """Save all rows, then put them in the order that was wished."""
        saved = super().save(commit)
        if commit:
            # Rows that nobody moved keep their positions, gaps and all: a new position is a new version.
            wishes = {
                form.instance.pk: form.cleaned_data.get("place") or LAST
                for form in self.forms
                if "place" in form.changed_data
            }
            if wishes:
                arrange(placed(list(self._rows().order_by("position")), wishes))
        return saved

    @cached_property
    def _places(self) -> dict[int, int]:
        return {row.pk: place for place, row in enumerate(self.get_queryset(), start=1)}

    def _rows(self) -> Any:
        model: Any = self.model
        return model._default_manager.filter(**{self.fk.name: self.instance})
