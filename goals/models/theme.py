"""Themes: what makes the commitments of different municipalities comparable."""

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from strategies.constraints import swedish_first, swedish_required


class Theme(models.Model):
    """A subject that all municipalities share. Its address name is translated, unlike those of documents."""

    slug_sv = models.SlugField(_("Swedish address name"), max_length=60, unique=True)
    slug_en = models.SlugField(
        _("English address name"), max_length=60, unique=True, help_text=_("Also its name in strategy files.")
    )
    name = models.CharField(_("name"), max_length=100)
    description = models.CharField(_("what it is about"), max_length=300, blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["position", "slug_en"]
        constraints = [
            swedish_required("name", "theme_name_in_swedish"),
            swedish_first("theme_swedish_first", "name", "description"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give the address of the theme's page in the active language."""
        return reverse("theme", args=[self.slug_in(get_language() or "sv")])

    def slug_in(self, language: str) -> str:
        """Give the address name in `language` ("sv" or "en")."""
        return str(getattr(self, f"slug_{language}"))
