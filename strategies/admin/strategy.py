"""Strategies, with what belongs to the document as a whole."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from strategies.admin.forms import RowForm
from strategies.admin.formsets import ScopedFormSet
from strategies.admin.places import PlacedForm, PlacedFormSet
from strategies.admin.scoped import ScopedAdmin, ScopedInline
from strategies.admin.source import KeepsSources, SourceFileInline
from strategies.admin.texts import LinesFormField
from strategies.admin.translations import both, translation_state
from strategies.footnotes import numbers_in_use
from strategies.models import Decision, Definition, Footnote, RelatedDocument, Strategy


class PlacedInline(ScopedInline):
    """Rows with an order among them."""

    form = PlacedForm
    formset = PlacedFormSet
    classes = ["collapse"]


class DecisionInline(PlacedInline):
    """Decisions about the strategy."""

    model = Decision
    fieldsets = [(None, {"fields": [("kind", "date"), "body", ("paragraph", "reference"), "place"]})]


class RelatedDocumentInline(PlacedInline):
    """Documents that the strategy points to."""

    model = RelatedDocument
    fieldsets = [(None, {"fields": [both("title"), both("decision"), "url", "place", "still_right"]})]


class DefinitionInline(PlacedInline):
    """Terms that the strategy defines."""

    model = Definition
    fieldsets = [(None, {"fields": [both("term"), both("plain"), both("text"), "place", "still_right"]})]


class FootnoteFormSet(ScopedFormSet):
    """Footnotes. One that a text refers to stays."""

    def clean(self) -> None:
        """Refuse to take away a number that a text still refers to."""
        super().clean()
        forms = [form for form in self.forms if form.is_valid()]
        before = {form.initial["number"] for form in self.initial_forms}
        after = {form.cleaned_data.get("number") for form in forms if not form.cleaned_data.get("DELETE")}
        left = before - after
        for number in sorted(left & numbers_in_use(self.instance)) if left else ():
            message = _("A text refers to footnote %(number)d. Take the mark out of the text first.")
            raise ValidationError(message, params={"number": number})


class FootnoteInline(ScopedInline):
    """Footnotes, numbered as the document numbers them."""

    model = Footnote
    formset = FootnoteFormSet
    classes = ["collapse"]
    fieldsets = [(None, {"fields": ["number", both("text"), "still_right"]})]


class StrategyForm(RowForm):
    """A strategy, its case numbers one a line."""

    case_numbers = LinesFormField(label=_("Case numbers"))


@admin.register(Strategy)
class StrategyAdmin(KeepsSources, ScopedAdmin):
    """Strategies. Publishing is an action of the list, so that nobody publishes by a slip in a form."""

    HOLDS = _("What it holds")
    form = StrategyForm
    inlines = [DecisionInline, RelatedDocumentInline, DefinitionInline, FootnoteInline, SourceFileInline]
    fieldsets: ClassVar[Any] = [
        (None, {"fields": ["municipality", "state", ("kind", "edition"), "slug"]}),
        (_("Name"), {"fields": [both("title"), both("subtitle"), both("summary"), "still_right"]}),
        (HOLDS, {"fields": ["contents"]}),
        (
            _("Facts"),
            {"fields": ["case_numbers", ("valid_from", "valid_until"), "until_further_notice", "replaces"]},
        ),
        (
            _("For whom, and how it is followed up"),
            {
                "fields": [
                    both(name) for name in ("applies_to", "target_group", "review", "evaluation", "publication")
                ],
                "classes": ["collapse"],
            },
        ),
    ]
    prepopulated_fields = {"slug": ["title_sv"]}
    list_display = ["__str__", "municipality", "status", "english"]
    list_filter = ["status", "kind", ("municipality", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["municipality"]
    search_fields = ["title_sv", "title_en", "municipality__name_sv", "slug", "edition"]
    actions = ["publish", "withdraw"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Keep a strategy in its municipality."""
        return ["state", "contents", *(["municipality"] if obj else [])]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show what the strategy holds once it can hold something."""
        return [row for row in super().get_fieldsets(request, obj) if obj or row[0] != self.HOLDS]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Suggest an address name for a new strategy alone: an address that is known stays."""
        return {} if obj else self.prepopulated_fields

    def get_inline_instances(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Ask for decisions and terms once it is known whose strategy it is."""
        return super().get_inline_instances(request, obj) if obj else []

    def response_add(self, request: HttpRequest, obj: Strategy, post_url_continue: str | None = None) -> HttpResponse:
        """Go on with the page of the new strategy, where its parts can be added."""
        if "_addanother" not in request.POST and "_popup" not in request.POST:
            answers: Any = request.POST.copy()
            answers["_continue"] = "1"
            request.POST = answers
        return super().response_add(request, obj, post_url_continue)

    @admin.display(description=_("status"))
    def state(self, strategy: Strategy) -> str:
        """Show the status, and how it changes."""
        how = _("To publish or withdraw it, select it in the list of strategies and choose the action there.")
        return format_html("{}<br><small>{}</small>", strategy.get_status_display(), how)

    @admin.display(description=_("English"))
    def english(self, strategy: Strategy) -> Any:
        """Say how far the translation of the strategy’s own texts is."""
        return translation_state(strategy)

    @admin.display(description=_("parts with pages of their own"))
    def contents(self, strategy: Strategy) -> str:
        """Link to the lists of what belongs to the strategy, each with a way to add to it."""
        return format_html(
            "<ul>{}</ul>",
            format_html_join(
                "",
                '<li><a href="{}?strategy__id__exact={}">{}</a> · <a href="{}?strategy={}">{}</a></li>',
                (
                    (
                        *(self._address(page, "changelist"), strategy.pk, capfirst(page.opts.verbose_name_plural)),
                        *(self._address(page, "add"), strategy.pk, _("add")),
                    )
                    for page in self._pages_of_parts()
                ),
            ),
        )

    def _pages_of_parts(self) -> list[ModelAdmin]:
        pages = self.admin_site._registry.values()
        return [page for page in pages if any(field.name == "strategy" for field in page.opts.concrete_fields)]

    def _address(self, page: ModelAdmin, view: str) -> str:
        return reverse(f"admin:{page.opts.app_label}_{page.opts.model_name}_{view}")

    @admin.action(description=_("Publish"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """Make one strategy the current edition of its series."""
        strategy = self._one(request, queryset)
        if strategy is None:
            return
        if strategy.is_current:
            self.message_user(request, _("“%s” is already published.") % strategy, messages.WARNING)
            return
        before = strategy.series.current().first()
        strategy.publish()
        self.message_user(
            request, _("“%s” has been published: everybody can read it now.") % strategy, messages.SUCCESS
        )
        if before:
            text = (
                _("The edition %s has been superseded. It remains readable, with a link to the new one.")
                % before.edition
            )
            self.message_user(request, text, messages.INFO)

    @admin.action(description=_("Withdraw"), permissions=["change"])
    def withdraw(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """Take one strategy out of force. It stays readable, and says that it is withdrawn."""
        strategy = self._one(request, queryset)
        if strategy is None:
            return
        if strategy.status not in (Strategy.Status.PUBLISHED, Strategy.Status.SUPERSEDED):
            text = _("“%s” is not published, so there is nothing to withdraw.") % strategy
            self.message_user(request, text, messages.WARNING)
            return
        strategy.status = Strategy.Status.WITHDRAWN
        strategy.save()
        text = _("“%s” has been withdrawn. It remains readable, and says that it is no longer in force.") % strategy
        self.message_user(request, text, messages.SUCCESS)

    def _one(self, request: HttpRequest, queryset: models.QuerySet) -> Strategy | None:
        chosen = list(queryset[:2])
        if len(chosen) == 1 and self.has_change_permission(request, chosen[0]):
            return chosen[0]
        self.message_user(request, _("Select one strategy at a time for this."), messages.ERROR)
        return None
