"""What this app adds to the page of a strategy: its commitments counted, and who answers for the whole of it."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from goals.admin.responsibility import ResponsibilityInline
from strategies.admin.strategy import StrategyAdmin
from strategies.models import Strategy


class WholeStrategyInline(ResponsibilityInline):
    """Who answers for the strategy as a whole."""

    classes = ["collapse"]
    verbose_name_plural = _("responsibilities for the whole strategy")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Leave the responsibilities for one commitment to its own page."""
        return super().get_queryset(request).filter(commitment=None)


class StrategyWithCommitmentsAdmin(StrategyAdmin):
    """Strategies, seen from above."""

    inlines = [WholeStrategyInline, *StrategyAdmin.inlines]
    list_display = ["__str__", "municipality", "status", "commitment_count", "english"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count the commitments of each strategy."""
        return super().get_queryset(request).annotate(commitment_count=Count("commitments"))

    @admin.display(description=_("commitments"), ordering="commitment_count")
    def commitment_count(self, strategy: Any) -> int:
        """Show how many commitments the strategy has."""
        return int(strategy.commitment_count)


admin.site.unregister(Strategy)
admin.site.register(Strategy, StrategyWithCommitmentsAdmin)
