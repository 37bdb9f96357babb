"""Deleting from the admin: it says in words what follows, and what is deleted goes to the bin."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import models
from django.db.models import ProtectedError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from strategies.branch import Branch, branch_of, is_kept
from strategies.deleted import keep, throw_away
from strategies.models import SourceFile, Strategy
from strategies.scoping import editable_by

if TYPE_CHECKING:
    Pages = admin.ModelAdmin
else:
    Pages = object

SHOWN = 10


class DeletesInWords(Pages):
    """For admins: what is deleted is told of first, and put into the bin."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Give what follows, in sentences, where Django lists the rows of its tables."""
        rows = list(objs)
        _listed, _counts, perms_needed, protected = super().get_deleted_objects(rows, request)
        if protected or not is_kept(self.model):
            return [str(row) for row in rows], {}, perms_needed, protected
        return what_follows(rows), {}, perms_needed, protected

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Put the row into the bin."""
        self.delete_queryset(request, [obj])

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """Put the rows into the bin that the person may change."""
        if isinstance(queryset, models.QuerySet):
            queryset = editable_by(queryset, request.user)
        if is_kept(self.model):
            throw_away(queryset, request.user)
        else:
            for row in queryset:
                row.delete()

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Save the rows on the page of a row; those that are deleted there go to the bin.

        A file that somebody takes away by itself goes for good: it may hold what must not be kept.
        """
        if is_kept(formset.model) and formset.model is not SourceFile:
            gone = (row_form.instance for row_form in formset.deleted_forms)
            keep((row for row in gone if row.pk is not None), request.user)
        super().save_formset(request, form, formset, change)


def what_follows(rows: Iterable[Any]) -> list[str]:
    """Say what follows from deleting `rows`: what goes along, which texts and addresses, and who no longer answers."""
    try:
        branches = [branch_of(row) for row in rows]
    except ProtectedError:  # which the page tells of
        return []
    told = [sentence for branch in branches for sentence in _sentences(branch)]
    return [*told, _("You can bring it back from the bin.")]


def _sentences(branch: Branch) -> Iterator[str]:
    yield _("“%s” is deleted.") % branch.root
    for told in (_goes_along, _lost_to_readers, _no_longer_answers, _loses_its_place, _withdraw_instead):
        yield from told(branch)


def _goes_along(branch: Branch) -> Iterator[str]:
    along = Counter(type(row) for row in branch.rows[1:])
    if along:
        yield _("With it go: %s.") % ", ".join(f"{number} {_named(model, number)}" for model, number in along.items())


def _no_longer_answers(branch: Branch) -> Iterator[str]:
    answering = [str(row) for row in branch.rows if hasattr(row, "committee_id")]
    if answering:
        yield _("These no longer answer for anything here: %s.") % _some(answering)


def _loses_its_place(branch: Branch) -> Iterator[str]:
    loose = sum(1 for row, _name, _key in branch.links if is_kept(type(row)) and row not in branch.rows)
    if loose:
        yield ngettext("%d text stays, but loses its place.", "%d texts stay, but lose their place.", loose) % loose


def _withdraw_instead(branch: Branch) -> Iterator[str]:
    root = branch.root
    if isinstance(root, Strategy) and root.is_public and not root.is_withdrawn:
        yield format_html(
            _('Withdraw it instead, and it stays readable but is no longer in force: <a href="{}">{}</a>.'),
            reverse("admin:strategies_strategy_withdraw", args=[root.pk]),
            _("withdraw"),
        )


def _lost_to_readers(branch: Branch) -> Iterator[str]:
    """Say which texts readers lose, and which addresses no longer answer."""
    edition = branch.root if isinstance(branch.root, Strategy) else getattr(branch.root, "strategy", None)
    if edition is None or not edition.is_public:
        return
    texts = [row for row in branch.rows if hasattr(row, "plain")]
    if texts:
        yield ngettext(
            "Readers can read %d text of it today, and then no longer.",
            "Readers can read %d texts of it today, and then no longer.",
            len(texts),
        ) % len(texts)
    addresses = [row.get_absolute_url() for row in branch.rows if hasattr(row, "get_absolute_url")]
    if addresses:
        yield _("These addresses no longer answer: %s.") % _some(addresses)


def _some(words: list[str]) -> str:
    """Give the first of `words`, and how many more there are."""
    shown, more = ", ".join(words[:SHOWN]), len(words) - SHOWN
    return _("%(shown)s and %(more)d more") % {"shown": shown, "more": more} if more > 0 else shown


def _named(model: type[models.Model], number: int) -> str:
    return str(model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural)
