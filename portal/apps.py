"""The app that faces readers, and the admin site that coordinators use."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class PortalConfig(AppConfig):
    """Portal: the uppermost layer."""

    default = True
    name = "portal"
    verbose_name = "Integrationsportalen"

    def ready(self) -> None:
        """Register system checks and kinds of jobs, say who may change what, and listen for the security log."""
        import_module("portal.site.checks")
        import_module("portal.scoping")
        import_module("portal.site.security_log")
        import_module("portal.importer.review.readings")


class AdminConfig(admin_apps.AdminConfig):
    """Django's admin, with the portal's own site as the default."""

    default = False
    default_site = "portal.site.admin_site.PortalAdminSite"
