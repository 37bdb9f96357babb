"""What people have deleted, kept so that it can be brought back."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from strategies.models.municipality import Municipality


class BinEntry(models.Model):
    """One row that somebody deleted, with all that went along. Made and read by `strategies.deleted`.

    A snapshot and not the history's tables: those hold each row by itself, without what stood together, which themes a
    row had before it went, and what merely pointed to it.
    """

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="bin_entries", verbose_name=_("municipality")
    )
    model = models.CharField(_("type"), max_length=100, editable=False)
    name = models.CharField(_("name"), max_length=400)
    within = models.CharField(_("where it stood"), max_length=800, blank=True)
    content = models.TextField(_("content"), editable=False)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("deleted by")
    )
    deleted_at = models.DateTimeField(_("deleted"), auto_now_add=True)
    restored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("restored by")
    )
    restored_at = models.DateTimeField(_("restored"), null=True)

    class Meta:
        verbose_name = _("deleted item")
        verbose_name_plural = _("bin")
        ordering = ["-deleted_at", "-pk"]

    def __str__(self) -> str:
        return self.name
