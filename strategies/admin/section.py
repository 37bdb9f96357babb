"""Sections: the prose of a document."""

from typing import Any

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from strategies.admin.translations import both, translation_state
from strategies.admin.trees import TreeAdmin
from strategies.models import Section
from strategies.models.text import TreeNode


class PublicPage:
    """Fields that show where readers find a text."""

    @admin.display(description=_("page"))
    def public_page(self, row: TreeNode) -> Any:
        """Link to the text's public page, once there is one."""
        address = self.view_on_site(row) if row.pk else None  # type: ignore[attr-defined]
        return format_html('<a href="{0}">{0}</a>', address) if address else _("It gets one when it is published.")

    @admin.display(description=_("English"))
    def english(self, row: TreeNode) -> Any:
        """Say how far the translation is."""
        return translation_state(row)


@admin.register(Section)
class SectionAdmin(PublicPage, TreeAdmin):
    """Sections of a strategy, in the document's order."""

    fieldsets = [
        (None, {"fields": ["strategy", "kind", "parent", both("title")]}),
        (_("Text"), {"fields": [both("plain"), both("text"), "still_right"]}),
        (_("Signature"), {"fields": ["signed_by", both("signed_role")], "classes": ["collapse"]}),
        (_("Address"), {"fields": ["uid", "public_page"], "classes": ["collapse"]}),
    ]
    readonly_fields = ["strategy", "uid", "public_page"]
    list_display = ["outline", "kind", "english", "strategy"]
    list_filter = [("strategy", admin.RelatedOnlyFieldListFilter), "kind"]
    search_fields = ["title_sv", "title_en", "plain_sv", "plain_en", "text_sv"]
