"""The adopted document, its editions and the decisions about it."""

from typing import Any, Self, cast

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from strategies.constraints import one_of, swedish_first, swedish_required
from strategies.fields import EDITION_PATTERN, PartialDateField, TranslationLedger
from strategies.models.municipality import Committee, Municipality
from strategies.plaintext import CONTROL
from strategies.ruled import RuledModel, RuledQuerySet, type_of_faults

# These stand where a strategy's address name could stand (see portal/urls.py).
RESERVED_SLUGS = ("namnder", "committees")


class StrategyKind(models.TextChoices):
    """What the municipality itself calls this type of document."""

    STRATEGY = "strategy", _("strategy")
    PROGRAM = "program", _("programme")
    POLICY = "policy", _("policy")
    PLAN = "plan", _("plan")
    GUIDELINES = "guidelines", _("guidelines")
    GOALS_AND_DIRECTION = "goals_and_direction", _("goals and direction")


class StrategyStatus(models.TextChoices):
    """Where the edition is in its life."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    SUPERSEDED = "superseded", _("superseded by a newer edition")
    WITHDRAWN = "withdrawn", _("withdrawn")


# The editions that anybody may read, what is nearest to today first: the current ones, and those that were.
PUBLIC = (StrategyStatus.PUBLISHED, StrategyStatus.SUPERSEDED, StrategyStatus.WITHDRAWN)


def in_force(way: str = "") -> Q:
    """Choose what is in force, by the lookup `way` to its strategy, such as "responsibilities__strategy"."""
    return Q(**{_status(way): StrategyStatus.PUBLISHED})


def open_to_readers(way: str = "") -> Q:
    """Choose what anybody may read, by the lookup `way` to its strategy."""
    return Q(**{f"{_status(way)}__in": PUBLIC})


def _status(way: str) -> str:
    return f"{way}__status" if way else "status"


class StrategyQuerySet(RuledQuerySet):
    """Strategies, chosen in the words of the portal."""

    def current(self) -> Self:
        """Keep the edition of each series that is in force."""
        return self.filter(in_force())

    def public(self) -> Self:
        """Keep every edition that anybody may read."""
        return self.filter(open_to_readers())


class InStrategyQuerySet(RuledQuerySet):
    """What belongs to strategies, chosen in the same words."""

    def current(self) -> Self:
        """Keep the rows of strategies in force."""
        return self.filter(in_force("strategy"))

    def public(self) -> Self:
        """Keep the rows of editions that anybody may read."""
        return self.filter(open_to_readers("strategy"))


class Strategy(RuledModel):
    """One edition of one adopted document. Editions with the same municipality and slug are a series."""

    Kind = StrategyKind
    Status = StrategyStatus
    VALIDITY = ("valid_from", "valid_until")
    RULED = ("case_numbers", *VALIDITY)
    FIXED = ("municipality",)

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="strategies", verbose_name=_("municipality")
    )
    slug = models.SlugField(
        _("address name"),
        max_length=80,
        help_text=_("The same for all editions, for example “integrationsstrategi”."),
    )
    edition = models.CharField(
        _("edition"),
        max_length=20,
        validators=[RegexValidator(rf"^{EDITION_PATTERN}\Z", _("An edition begins with a digit, for example 2024."))],
        help_text=_("Usually the year of the decision."),
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.DRAFT)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.STRATEGY)
    title = models.CharField(_("title"), max_length=300)
    subtitle = models.CharField(_("subtitle"), max_length=300, blank=True)
    summary = models.TextField(_("summary"), blank=True, help_text=_("One or two sentences in plain language."))
    case_numbers = models.JSONField(_("case numbers"), default=list, blank=True)
    valid_from = PartialDateField(_("valid from"))
    valid_until = PartialDateField(_("valid until"))
    until_further_notice = models.BooleanField(_("valid until further notice"), default=False)
    replaces = models.CharField(_("replaces"), max_length=300, blank=True)
    applies_to = models.TextField(_("applies to"), blank=True)
    target_group = models.TextField(_("target group"), blank=True)
    review = models.TextField(_("revision"), blank=True)
    evaluation = models.TextField(_("evaluation"), blank=True)
    publication = models.TextField(_("publication"), blank=True)
    translation_ledger = TranslationLedger()
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = StrategyQuerySet.as_manager()

    class Meta:
        verbose_name = _("strategy")
        verbose_name_plural = _("strategies")
        ordering = ["municipality", "slug", "-edition"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "slug", "edition"], name="strategy_edition_once_in_series"),
            models.UniqueConstraint(
                fields=["municipality", "slug"],
                condition=Q(status="published"),
                name="strategy_one_current_edition_in_series",
                violation_error_message=_("Another edition is published. Publish this one to supersede it."),
            ),
            one_of("kind", StrategyKind, "strategy_kind_known"),
            one_of("status", StrategyStatus, "strategy_status_known"),
            models.CheckConstraint(
                condition=~Q(until_further_notice=True, valid_until__isnull=False),
                name="strategy_last_day_or_further_notice",
                violation_error_message=_("A strategy is valid until a date or until further notice, not both."),
            ),
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS),
                name="strategy_slug_not_reserved",
                violation_error_message=_("The portal has a page of its own at that address. Choose another name."),
            ),
            swedish_required("title", "strategy_title_in_swedish"),
            swedish_first(
                "strategy_swedish_first",
                *("subtitle", "summary", "applies_to", "target_group", "review", "evaluation", "publication"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.edition})"

    def get_absolute_url(self) -> str:
        """Give the edition's address in the active language; the current edition has the series' own."""
        return self.address_as(self.status)

    def address_as(self, status: str) -> str:
        """Give the address that the edition has when its status is this."""
        if status == self.Status.PUBLISHED:
            return reverse("strategy", args=[self.municipality.slug, self.slug])
        return reverse("edition", args=[self.municipality.slug, self.slug, self.edition])

    def faults(self) -> type_of_faults:
        """Refuse case numbers that are no list of texts without control characters, and a last day before the first."""
        faults: type_of_faults = {}
        if not isinstance(self.case_numbers, list) or not all(map(_is_case_number, self.case_numbers)):
            faults["case_numbers"] = [_("Write each case number as a text of its own.")]
        fields = (cast(PartialDateField, self._meta.get_field(name)) for name in self.VALIDITY)
        first, last = (field.to_python(getattr(self, field.attname)) for field in fields)
        if first and last and first.is_after(last):
            faults["valid_until"] = [_("The strategy cannot cease to be valid before it begins to be.")]
        return faults

    @property
    def is_current(self) -> bool:
        """Say whether this is the edition in force."""
        return self.status == self.Status.PUBLISHED

    @property
    def is_public(self) -> bool:
        """Say whether anybody may read this edition."""
        return self.status in PUBLIC

    @property
    def is_withdrawn(self) -> bool:
        """Say whether the edition was taken back, and not replaced."""
        return self.status == self.Status.WITHDRAWN

    @property
    def series(self) -> "StrategyQuerySet":
        """Give all editions of the same document, this one included."""
        return Strategy.objects.filter(municipality_id=self.municipality_id, slug=self.slug)


def _is_case_number(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not CONTROL.search(value)


class DecisionKind(models.TextChoices):
    """What was decided."""

    ADOPTED = "adopted", _("adopted")
    CONFIRMED = "confirmed", _("confirmed")
    REVISED = "revised", _("revised")
    REPEALED = "repealed", _("repealed")


class Decision(RuledModel):
    """A decision about a strategy: by which body, when, and where it is recorded."""

    Kind = DecisionKind
    RULED = ("body",)
    FIXED = ("strategy",)

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="decisions", verbose_name=_("strategy"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.ADOPTED)
    body = models.ForeignKey(
        Committee, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("decided by")
    )
    date = PartialDateField(_("date"))
    paragraph = models.CharField(_("paragraph"), max_length=20, blank=True, help_text=_("For example § 77."))
    reference = models.CharField(_("reference"), max_length=200, blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)

    objects = RuledQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["strategy", "position"]
        constraints = [
            one_of("kind", DecisionKind, "decision_kind_known"),
            models.UniqueConstraint(fields=["strategy", "position"], name="decision_position_once"),
        ]

    def __str__(self) -> str:
        return " ".join(str(part) for part in (self.get_kind_display(), self.date, self.paragraph) if part)

    def faults(self) -> type_of_faults:
        """Refuse a body of another municipality."""
        if self.body and self.body.municipality_id != self.strategy.municipality_id:
            return {"body": [_("The committee belongs to another municipality.")]}
        return {}
