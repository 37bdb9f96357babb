"""The app of municipalities and the documents that they adopt."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from strategies.register import load_municipalities


class StrategiesConfig(AppConfig):
    """Strategies: the lowest layer."""

    name = "strategies"
    verbose_name = _("Strategies")

    def ready(self) -> None:
        """Have all municipalities in the database as soon as its tables are there."""
        post_migrate.connect(load_municipalities, sender=self)
