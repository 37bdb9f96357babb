"""The documents that an edition was read from: opened to residents or closed, marked accessible or not."""

from typing import TYPE_CHECKING, Any

from django.contrib.admin import ModelAdmin, display
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from strategies.admin.scoped import ScopedInline
from strategies.models import SourceFile
from strategies.scoping import visible_to

if TYPE_CHECKING:
    Pages = ModelAdmin
else:
    Pages = object


class SourceFileInline(ScopedInline):
    """The files themselves stay as they were uploaded: another document is another import."""

    model = SourceFile
    fieldsets = [(None, {"fields": ["document", ("is_public", "is_accessible")]})]
    readonly_fields = ["document"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let files come in by an import alone, which reads them."""
        return False

    @display(description=_("document"))
    def document(self, source: SourceFile) -> str:
        """Link to the file for those who may edit the edition, open to residents or not."""
        address = reverse("admin:strategies_strategy_source", args=[source.strategy_id, source.pk])
        return format_html('<a href="{}">{}</a> ({})', address, source.name, filesizeformat(source.size))


class KeepsSources(Pages):
    """For the admin of what has source files: a way to download each, closed ones too."""

    def get_urls(self) -> list[Any]:
        """Give the admin's addresses, and that of a source file."""
        download = self.admin_site.admin_view(self.source_file)
        return [path("<int:key>/source/<int:file>/", download, name="strategies_strategy_source"), *super().get_urls()]

    def source_file(self, request: HttpRequest, key: int, file: int) -> FileResponse:
        """Send a file of an edition that the person may see."""
        rows = visible_to(SourceFile.objects.filter(strategy=key), request.user)
        source: SourceFile = get_object_or_404(rows, pk=file)
        return FileResponse(
            source.file.open(), as_attachment=True, filename=source.name, content_type=source.media_type
        )
