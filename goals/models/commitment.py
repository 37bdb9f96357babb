"""Commitments: one tree for all that a strategy commits the municipality to."""

from dataclasses import replace
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from goals.models.theme import Theme
from strategies.constraints import one_of
from strategies.models import Section, Strategy
from strategies.models.strategy import InStrategyQuerySet
from strategies.models.text import TreeNode, tree_constraints
from strategies.plaintext import beginning
from strategies.richtext import plain_text
from strategies.ruled import type_of_faults
from strategies.wording import Said, said

LONGEST_NAME = 120


class CommitmentKind(models.TextChoices):
    """Which sort of commitment it is."""

    FOCUS_AREA = "focus_area", _("focus area")
    LONG_TERM_GOAL = "long_term_goal", _("long-term goal")
    SUB_GOAL = "sub_goal", _("sub-goal")
    MEASURE = "measure", _("measure")


class Commitment(TreeNode):
    """A node in what a strategy commits to: a focus area, a long-term goal, a sub-goal or a measure."""

    Kind = CommitmentKind
    # Which kinds may stand directly under which. Every kind may stand at the top.
    MAY_HOLD: ClassVar[dict[str, frozenset[str]]] = {
        Kind.FOCUS_AREA: frozenset(Kind),
        Kind.LONG_TERM_GOAL: frozenset({Kind.SUB_GOAL, Kind.MEASURE}),
        Kind.SUB_GOAL: frozenset({Kind.MEASURE}),
        Kind.MEASURE: frozenset({Kind.MEASURE}),
    }
    RULED = ("parent", "kind", "section")
    FIXED = ("strategy", "uid")

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="commitments", verbose_name=_("strategy"))
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name=_("under")
    )
    section = models.ForeignKey(
        Section,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("in the section"),
        help_text=_("Where the document has it. Only for commitments at the top."),
    )
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    number = models.CharField(
        _("number"), max_length=20, blank=True, help_text=_("As the document numbers it; empty where it does not.")
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="commitments", verbose_name=_("themes"))

    objects = InStrategyQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["strategy", "position", "pk"]
        constraints = [
            *tree_constraints("commitment"),
            one_of("kind", CommitmentKind, "commitment_kind_known"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | Q(section__isnull=True),
                name="commitment_section_only_at_top",
                violation_error_message=_(
                    "Only a commitment at the top has a section: the others follow their parent."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give the address of the commitment's own page in the active language."""
        return f"{self.strategy.get_absolute_url()}{self.uid}/"

    @property
    def name(self) -> str:
        """Give what the commitment is called in the active language."""
        return self.name_in(get_language() or "sv", LONGEST_NAME).text

    def name_in(self, language: str, longest: int | None = None) -> Said:
        """Give what it is called in `language`: its title, or its text on one line, cut at a word after `longest`."""
        if title := said(self, "title", language):
            return title
        text = said(self, "plain", language) or said(self, "text", language)
        words = plain_text(text.text)
        return replace(text, text=beginning(words, longest) if longest else words)

    def faults(self) -> type_of_faults:
        """Refuse a place in the tree, or in the document, that the commitment cannot have."""
        faults = self.tree_faults()
        if self.parent and not faults and self.kind not in self.MAY_HOLD.get(self.parent.kind, frozenset()):
            faults["parent"] = [
                _("A %(kind)s cannot stand under a %(parent)s.")
                % {"kind": self.get_kind_display(), "parent": self.parent.get_kind_display()}
            ]
        if self.section and self.section.strategy_id != self.strategy_id:
            faults["section"] = [_("The section belongs to another strategy.")]
        if self.pk is not None and not self._may_hold_its_children():
            faults["kind"] = [_("What stands under this cannot stand under that kind. Move it first.")]
        return faults

    def _may_hold_its_children(self) -> bool:
        below = Commitment.objects.filter(parent=self.pk).values_list("kind", flat=True)
        return set(below) <= self.MAY_HOLD.get(self.kind, frozenset())


class OfKindManager(models.Manager.from_queryset(InStrategyQuerySet)):
    """The commitments of the proxy model's own kind."""

    def get_queryset(self) -> InStrategyQuerySet:
        """Keep the kind that the proxy stands for."""
        return super().get_queryset().filter(kind=self.model.KIND)


class OfKind:
    """What the proxies share: they see rows of one kind, and make rows of that kind."""

    KIND: CommitmentKind

    def refuse_faults(self) -> None:
        """Give the row the proxy's kind, then hold the rule; every way in passes here."""
        self.kind = self.KIND
        super().refuse_faults()


class FocusArea(OfKind, Commitment):
    """An area that the municipality puts first."""

    KIND = Commitment.Kind.FOCUS_AREA
    objects = OfKindManager()

    class Meta:
        proxy = True
        verbose_name = _("focus area")
        verbose_name_plural = _("focus areas")


class LongTermGoal(OfKind, Commitment):
    """A goal to reach over many years."""

    KIND = Commitment.Kind.LONG_TERM_GOAL
    objects = OfKindManager()

    class Meta:
        proxy = True
        verbose_name = _("long-term goal")
        verbose_name_plural = _("long-term goals")


class SubGoal(OfKind, Commitment):
    """A state to reach."""

    KIND = Commitment.Kind.SUB_GOAL
    objects = OfKindManager()

    class Meta:
        proxy = True
        verbose_name = _("sub-goal")
        verbose_name_plural = _("sub-goals")


class Measure(OfKind, Commitment):
    """Something that the municipality does."""

    KIND = Commitment.Kind.MEASURE
    objects = OfKindManager()

    class Meta:
        proxy = True
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
