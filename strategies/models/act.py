"""What was done with the editions of a strategy: the record that acts are undone by and changes are listed from."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from strategies.constraints import one_of
from strategies.models.municipality import Municipality
from strategies.models.strategy import Strategy, StrategyStatus


class ActKind(models.TextChoices):
    """What was done."""

    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")
    UNDONE = "undone", _("undone")
    DELETED = "deleted", _("deleted")
    RESTORED = "restored", _("restored")


class Act(models.Model):
    """One act on one edition: who did what, when, and what was so before. Made by `strategies.acts` and by nobody else.

    A table of its own beside the history, since one act changes several editions at once, and is listed and undone as
    one. It outlives its edition.
    """

    Kind = ActKind

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="acts", verbose_name=_("municipality"))
    strategy = models.ForeignKey(Strategy, models.SET_NULL, null=True, related_name="acts", verbose_name=_("strategy"))
    name = models.CharField(_("name of the edition"), max_length=400)
    kind = models.CharField(_("what was done"), max_length=10, choices=Kind)
    status_before = models.CharField(_("status before"), max_length=12, choices=StrategyStatus, blank=True)
    status_after = models.CharField(_("status after"), max_length=12, choices=StrategyStatus, blank=True)
    superseded = models.ForeignKey(
        Strategy, models.SET_NULL, null=True, related_name="superseding_acts", verbose_name=_("superseded edition")
    )
    superseded_name = models.CharField(_("name of the superseded edition"), max_length=400, blank=True)
    undoes = models.OneToOneField(
        "self", models.SET_NULL, null=True, related_name="undone_by", verbose_name=_("undoes")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="acts", verbose_name=_("by")
    )
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("act on an edition")
        verbose_name_plural = _("acts on editions")
        ordering = ["-at", "-pk"]
        constraints = [one_of("kind", ActKind, "act_kind_known")]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_kind_display()}"
