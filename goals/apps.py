"""The app of what strategies commit to."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from goals.register import load_themes


class GoalsConfig(AppConfig):
    """Goals: above strategies, below the portal."""

    name = "goals"
    verbose_name = _("Goals")

    def ready(self) -> None:
        """Say who may change what, and have the shared themes in the database as soon as its tables are there."""
        import_module("goals.scoping")
        post_migrate.connect(load_themes, sender=self)
