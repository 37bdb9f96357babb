"""Who works with the portal, for which municipality, and in which role."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from strategies.constraints import one_of
from strategies.models.municipality import Committee, Municipality
from strategies.ruled import RuledModel, RuledQuerySet, type_of_faults


class MembershipRole(models.TextChoices):
    """What the person does in the portal."""

    COORDINATOR = "coordinator", _("integration coordinator")
    COMMITTEE_MEMBER = "committee_member", _("committee member or secretary")


class Membership(RuledModel):
    """A person's role in a municipality. What each role may do is decided in `strategies.scoping`."""

    Role = MembershipRole
    RULED = ("committee",)
    FIXED = ("municipality",)

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("person")
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="memberships", verbose_name=_("municipality")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    committee = models.ForeignKey(
        Committee,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("committee"),
        help_text=_("Only for committee members and secretaries."),
    )

    objects = RuledQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["municipality", "user"]
        constraints = [
            one_of("role", MembershipRole, "membership_role_known"),
            models.CheckConstraint(
                condition=Q(role="committee_member", committee__isnull=False)
                | Q(role="coordinator", committee__isnull=True),
                name="membership_committee_for_members_only",
                violation_error_message=_("A committee member needs a committee; a coordinator has none."),
            ),
            models.UniqueConstraint(
                fields=["user", "municipality"],
                condition=Q(role="coordinator"),
                name="membership_coordinator_once",
                violation_error_message=_("The person is already a coordinator in that municipality."),
            ),
            models.UniqueConstraint(fields=["user", "committee"], name="membership_committee_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()}, {self.municipality})"

    def faults(self) -> type_of_faults:
        """Refuse a committee of another municipality."""
        if self.committee and self.committee.municipality_id != self.municipality_id:
            return {"committee": [_("The committee belongs to another municipality.")]}
        return {}
