"""Who answers for what."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goals.models.commitment import Commitment
from strategies.constraints import one_of
from strategies.models import Committee, Strategy
from strategies.models.strategy import InStrategyQuerySet
from strategies.ruled import RuledModel, type_of_faults


class ResponsibilityRole(models.TextChoices):
    """What the committee answers for."""

    LEAD = "lead", _("main responsibility")
    CONTRIBUTING = "contributing", _("contributes")
    COORDINATION = "coordination", _("coordination")
    FOLLOW_UP = "follow_up", _("follow-up")
    REVISION = "revision", _("revision")
    OWNER = "owner", _("document owner")


class Responsibility(RuledModel):
    """A committee's role for one commitment, or for the whole strategy."""

    Role = ResponsibilityRole
    RULED = ("committee", "commitment")
    FIXED = ("strategy",)

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="responsibilities", verbose_name=_("strategy"))
    commitment = models.ForeignKey(
        Commitment,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name=_("commitment"),
        help_text=_("Empty when the responsibility is for the whole strategy."),
    )
    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="responsibilities", verbose_name=_("committee")
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.LEAD)
    position = models.PositiveIntegerField(_("position"), default=0)

    objects = InStrategyQuerySet.as_manager()

    class Meta:
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")
        ordering = ["strategy", "position"]
        constraints = [
            one_of("role", ResponsibilityRole, "responsibility_role_known"),
            models.UniqueConstraint(fields=["strategy", "position"], name="responsibility_position_once"),
            models.UniqueConstraint(
                fields=["commitment", "committee", "role"],
                condition=Q(commitment__isnull=False),
                name="responsibility_once_for_commitment",
                violation_error_message=_("The committee already has that role."),
            ),
            models.UniqueConstraint(
                fields=["strategy", "committee", "role"],
                condition=Q(commitment__isnull=True),
                name="responsibility_once_for_strategy",
                violation_error_message=_("The committee already has that role."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee}: {self.get_role_display()}"

    def faults(self) -> type_of_faults:
        """Refuse a committee of another municipality, and a commitment of another strategy."""
        faults: type_of_faults = {}
        if self.committee.municipality_id != self.strategy.municipality_id:
            faults["committee"] = [_("The committee belongs to another municipality.")]
        if self.commitment and self.commitment.strategy_id != self.strategy_id:
            faults["commitment"] = [_("The commitment belongs to another strategy.")]
        return faults
