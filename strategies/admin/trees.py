"""Admin of rows in a tree: listed as the document has them, moved among their siblings, never numbered by hand."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.db.models import Count
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from strategies.admin.forms import RowForm
from strategies.admin.within import InStrategyAdmin
from strategies.plaintext import beginning
from strategies.scoping import editable_by
from strategies.tree import Node, laid_out, move, next_position, siblings

LONGEST_CHOICE = 90
BY_STRATEGY = ("strategy__municipality__code", "strategy__slug", "-strategy__edition", "strategy")


class TreeForm(RowForm):
    """A row in a tree. The rows that it may stand under are shown as the outline that they form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what Django's ModelForm takes."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields.get("parent")
        if field:
            field.empty_label = None
            field.choices = [("", _("at the top")), *self._possible_parents(field.queryset)]

    def may_stand_under(self, parent: Any) -> bool:
        """Say whether a row of this form's kind may stand under `parent`."""
        return True

    def _possible_parents(self, rows: Any) -> list[tuple[int, str]]:
        nodes = in_outline(rows)
        below = {node.row.pk for top in nodes if top.row.pk == self.instance.pk for node in top}
        return outline_choices(node for node in nodes if node.row.pk not in below and self.may_stand_under(node.row))


def outline_label(row: Any) -> str:
    """Give what the row is called in an outline: its number, where it has one, and its name."""
    return " ".join(part for part in (getattr(row, "number", ""), str(row)) if part)


def in_outline(rows: Iterable[Any]) -> list[Node]:
    """Give `rows` of one strategy as nodes, one after the other as the document has them."""
    return [node for tree in laid_out(rows) for node in tree]


def outline_choices(nodes: Iterable[Node]) -> list[tuple[int, str]]:
    """Give `nodes` as the choices of a form, indented as deep as they stand."""
    return [
        (node.row.pk, "\N{EM SPACE}" * node.depth + beginning(outline_label(node.row), LONGEST_CHOICE))
        for node in nodes
    ]


def in_tree_order(rows: models.QuerySet, start: int, stop: int) -> list[Any]:
    """Give `rows` from `start` up to `stop` in the order of the documents, each with its `depth`.

    Takes four queries, whatever the number of rows; only the strategies on the page are laid out.
    """
    counted = rows.order_by().values("strategy").annotate(rows=Count("pk")).order_by(*BY_STRATEGY)
    on_page, before = _strategies_between(counted.values_list("strategy", "rows"), start, stop)
    wanted = set(rows.filter(strategy__in=on_page).values_list("pk", flat=True))
    nodes = [node for node in _outlines(rows.model, on_page) if node.row.pk in wanted][start - before : stop - before]
    found = {row.pk: row for row in rows.filter(pk__in=[node.row.pk for node in nodes])}
    for node in nodes:
        found[node.row.pk].depth = node.depth
    return [found[node.row.pk] for node in nodes]


def _strategies_between(counted: Iterable[tuple[int, int]], start: int, stop: int) -> tuple[list[int], int]:
    """Give the strategies that have rows from `start` up to `stop`, and how many rows those before them have."""
    found, before, seen = [], 0, 0
    for strategy, count in counted:
        if seen + count > start and seen < stop:
            found.append(strategy)
        elif not found:
            before += count
        seen += count
    return found, before


def _outlines(model: Any, strategies: list[int]) -> list[Node]:
    """Give every row of these strategies as a node that knows its place and no more, one strategy after the other."""
    whole = model._meta.concrete_model._default_manager.filter(strategy__in=strategies).order_by()
    places: dict[int, list[Any]] = {strategy: [] for strategy in strategies}
    for place in whole.only("pk", "strategy_id", "parent_id", "position"):
        places[place.strategy_id].append(place)
    return [node for rows in places.values() for node in in_outline(rows)]


class TreeChangeList(ChangeList):
    """A list in the order of the documents."""

    def get_results(self, request: HttpRequest) -> None:
        """Fill the page."""
        super().get_results(request)
        whole = not self.multi_page or (self.show_all and self.can_show_all)
        start = 0 if whole else (self.page_num - 1) * self.list_per_page
        stop = self.result_count if whole else start + self.list_per_page
        self.result_list = in_tree_order(self.queryset, start, stop)


class TreeAdmin(InStrategyAdmin):
    """Pages of rows in a tree."""

    form = TreeForm
    actions = ["move_up", "move_down"]
    sortable_by = ()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """List in the order of the documents."""
        return TreeChangeList

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save the row; a new one, and one under another parent than before, comes last among its siblings."""
        stored = self._all_kinds().filter(pk=obj.pk).values_list("parent_id", flat=True)
        if list(stored) != [obj.parent_id]:
            obj.position = next_position(siblings(obj))
        super().save_model(request, obj, form, change)

    @admin.display(description=_("text"))
    def outline(self, row: Any) -> str:
        """Show the row's number and name, indented as deep as it stands."""
        return format_html('<span class="outline-{}">{}</span>', min(getattr(row, "depth", 0), 5), outline_label(row))

    @admin.action(description=_("Move up"), permissions=["change"])
    def move_up(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """Move the chosen rows one place up among their siblings."""
        self._move(request, queryset, -1)

    @admin.action(description=_("Move down"), permissions=["change"])
    def move_down(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """Move the chosen rows one place down among their siblings."""
        self._move(request, queryset, 1)

    def _all_kinds(self) -> Any:
        model: Any = self.opts.concrete_model
        return model._default_manager

    def _move(self, request: HttpRequest, queryset: models.QuerySet, step: int) -> None:
        keys = editable_by(queryset, request.user).order_by("position").values_list("pk", flat=True)
        chosen = list(keys) if step < 0 else list(keys)[::-1]
        moved = 0
        for key in chosen:
            row = self._all_kinds().get(pk=key)
            order = list(siblings(row).values_list("pk", flat=True))
            beside = order.index(key) + step
            # Rows chosen together stay together: one that has come to the end does not change places with the next.
            if 0 <= beside < len(order) and order[beside] not in chosen:
                moved += move(row, step)
        if moved:
            text = ngettext("%(count)d row moved.", "%(count)d rows moved.", moved) % {"count": moved}
            self.message_user(request, text, messages.SUCCESS)
        else:
            self.message_user(request, _("Nothing moved: it is already at the end."), messages.WARNING)
