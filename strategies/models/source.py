"""The document itself, as the municipality adopted it: the file that an edition was read from."""

import secrets
from typing import Any, Self

from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from strategies.models.bin import BinEntry
from strategies.models.strategy import InStrategyQuerySet, Strategy
from strategies.ruled import RuledModel


def unguessable_place(_source: "SourceFile", name: str) -> str:
    """Give where to keep a file: under a name that nobody can guess, since not every source is public."""
    ending = name.rpartition(".")[2].lower()[:5]
    return f"sources/{secrets.token_hex(16)}.{ending}"


class SourceFileQuerySet(InStrategyQuerySet):
    """Source files, chosen in the words of the portal."""

    def public(self) -> Self:
        """Keep the files that anybody may read: opened to residents, and of an edition that is."""
        return super().public().filter(is_public=True)


class SourceFile(RuledModel):
    """A file that an edition was read from. It is kept as it was; residents get it when the coordinator says so.

    A published file that is not accessible must be marked so (lag 2018:1937, 10 and 11 §§).
    """

    FIXED = ("strategy",)

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="source_files", verbose_name=_("strategy"))
    file = models.FileField(_("file"), upload_to=unguessable_place)
    name = models.CharField(_("file name"), max_length=200)
    media_type = models.CharField(_("media type"), max_length=100, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    sha256 = models.CharField(_("checksum"), max_length=64, editable=False)
    is_public = models.BooleanField(_("open to residents"), default=False)
    is_accessible = models.BooleanField(
        _("accessible"), default=False, help_text=_("The file meets the requirements on accessibility, WCAG 2.1 AA.")
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    objects = SourceFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("source file")
        verbose_name_plural = _("source files")
        ordering = ["strategy", "-uploaded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "sha256"],
                name="source_file_once_in_strategy",
                violation_error_message=_("The edition already has that file."),
            )
        ]

    def __str__(self) -> str:
        return self.name


@receiver(post_delete, sender=SourceFile)
def _delete_file(instance: SourceFile, **_options: Any) -> None:
    """Delete the file once it is certain that its row is gone for good: the bin may bring it back with its edition."""
    storage, name = instance.file.storage, str(instance.file.name)

    def delete() -> None:
        if not BinEntry.objects.filter(content__contains=name, restored_at=None).exists():
            storage.delete(name)

    transaction.on_commit(delete)
