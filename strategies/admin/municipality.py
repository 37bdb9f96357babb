"""Municipalities and their bodies."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from strategies.admin.scoped import ScopedAdmin
from strategies.admin.translations import both
from strategies.models import Committee, Municipality


@admin.register(Municipality)
class MunicipalityAdmin(ScopedAdmin):
    """The register of municipalities."""

    fieldsets = [(None, {"fields": [both("name"), "short_name", "code", "slug", "county_code", both("county_name")]})]
    list_display = ["name", "code", "county_name"]
    list_filter = ["county_name"]
    search_fields = ["name_sv", "name_en", "code"]


@admin.register(Committee)
class CommitteeAdmin(ScopedAdmin):
    """Bodies that can answer for something."""

    fieldsets = [
        (None, {"fields": ["municipality", both("name"), "kind", "slug"]}),
        (None, {"fields": [both("description")]}),
    ]
    prepopulated_fields = {"slug": ["name_sv"]}
    list_display = ["name", "kind", "municipality"]
    list_filter = ["kind", ("municipality", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["municipality"]
    search_fields = ["name_sv", "name_en"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Keep a committee in its municipality."""
        return ["municipality"] if obj else []
