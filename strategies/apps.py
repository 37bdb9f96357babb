"""The app of municipalities and the documents that they adopt."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save
from django.utils.translation import gettext_lazy as _

from strategies.freshness import strategy_changed
from strategies.register import load_municipalities


class StrategiesConfig(AppConfig):
    """Strategies: the lowest layer."""

    name = "strategies"
    verbose_name = _("Strategies")

    def ready(self) -> None:
        """Have all municipalities in the database as soon as its tables are there, and watch for changes."""
        post_save.connect(strategy_changed)
        post_delete.connect(strategy_changed)
        post_migrate.connect(load_municipalities, sender=self)
