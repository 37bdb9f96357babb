"""Themes: shared by all municipalities, changed by portal administrators."""

from django.contrib import admin

from goals.models import Theme
from strategies.admin.scoped import ScopedAdmin
from strategies.admin.translations import both


@admin.register(Theme)
class ThemeAdmin(ScopedAdmin):
    """The themes that make municipalities comparable."""

    fieldsets = [
        (None, {"fields": [both("name"), ("slug_sv", "slug_en"), both("description"), "position"]}),
    ]
    list_display = ["name", "description", "position"]
    search_fields = ["name_sv", "name_en"]
