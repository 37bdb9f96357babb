"""Commitments: all in one list, and each kind in its own."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from goals.admin.responsibility import ResponsibilityInline
from goals.models import Commitment, FocusArea, LongTermGoal, Measure, SubGoal
from strategies.admin.section import PublicPage
from strategies.admin.translations import both
from strategies.admin.trees import TreeAdmin, TreeForm


class CommitmentForm(TreeForm):
    """A commitment. Only parents that may hold its kind are offered, where the kind is decided beforehand."""

    def may_stand_under(self, parent: Any) -> bool:
        """Say whether the table of kinds allows it."""
        kind = getattr(self._meta.model, "KIND", None)
        return kind is None or kind in Commitment.MAY_HOLD.get(parent.kind, ())


@admin.register(Commitment)
class CommitmentAdmin(PublicPage, TreeAdmin):
    """What a strategy commits to, in the document's order."""

    form = CommitmentForm
    inlines = [ResponsibilityInline]
    fieldsets: ClassVar[Any] = [
        (None, {"fields": ["strategy", "kind", ("number", "parent"), "section", both("title")]}),
        (_("Text"), {"fields": [both("plain"), both("text"), "still_right"]}),
        (None, {"fields": ["themes"]}),
        (_("Address"), {"fields": ["uid", "public_page"], "classes": ["collapse"]}),
    ]
    readonly_fields = ["strategy", "uid", "public_page"]
    list_display = ["outline", "kind", "english", "strategy"]
    list_filter = [
        ("strategy", admin.RelatedOnlyFieldListFilter),
        "kind",
        ("themes", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["number", "title_sv", "title_en", "plain_sv", "plain_en", "text_sv"]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Show the themes as boxes to tick."""
        field = super().formfield_for_manytomany(db_field, request, widget=forms.CheckboxSelectMultiple, **kwargs)
        if field:
            field.help_text = ""
        return field


class OfOneKindAdmin(CommitmentAdmin):
    """Commitments of one kind: nobody is asked for it."""

    fieldsets = [
        (None, {"fields": ["strategy", ("number", "parent"), "section", both("title")]}),
        *CommitmentAdmin.fieldsets[1:],
    ]
    list_display = ["outline", "english", "strategy"]
    list_filter = [("strategy", admin.RelatedOnlyFieldListFilter), ("themes", admin.RelatedOnlyFieldListFilter)]


for kind in (FocusArea, LongTermGoal, SubGoal, Measure):
    admin.site.register(kind, OfOneKindAdmin)
