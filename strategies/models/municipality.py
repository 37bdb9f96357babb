"""Municipalities and the bodies in them that can answer for something."""

from typing import ClassVar, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from strategies.constraints import one_of, swedish_first, swedish_required
from strategies.ruled import RuledModel, RuledQuerySet


class Municipality(models.Model):
    """A Swedish municipality, known by Statistics Sweden's four-digit code."""

    code = models.CharField(
        _("code"), max_length=4, unique=True, validators=[RegexValidator(r"^\d{4}$", _("A code is four digits."))]
    )
    name = models.CharField(_("name"), max_length=100)
    short_name = models.CharField(_("short name"), max_length=100)
    slug = models.SlugField(_("address name"), max_length=60, unique=True)
    county_code = models.CharField(_("county code"), max_length=2)
    county_name = models.CharField(_("county"), max_length=60)

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["code"]
        constraints = [swedish_required("name", "municipality_name_in_swedish")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give the address of the municipality's page in the active language."""
        return reverse("municipality", args=[self.slug])


class CommitteeKind(models.TextChoices):
    """Which sort of body it is."""

    COUNCIL = "council", _("municipal council")
    EXECUTIVE_BOARD = "executive_board", _("municipal executive board")
    COMMITTEE = "committee", pgettext_lazy("kind of body", "committee")
    COMPANY_BOARD = "company_board", _("board of a municipal company")
    ADMINISTRATION = "administration", _("department")
    OFFICIAL = "official", _("official")
    EXTERNAL = "external", _("body outside the municipality")


class CommitteeQuerySet(RuledQuerySet):
    """Bodies, chosen in the words of the portal."""

    # The ways from a body to the editions that name it; a layer above adds its own.
    NAMED: ClassVar[list[str]] = ["decisions__strategy"]

    def named_in(self, editions: models.QuerySet) -> Self:
        """Keep the bodies that one of the `editions` names."""
        named = Q()
        for way in self.NAMED:
            named |= Q(pk__in=self.model._base_manager.filter(**{f"{way}__in": editions}).values("pk"))
        return self.filter(named)


class Committee(RuledModel):
    """A body or a post in, or beside, a municipality that can answer for something."""

    Kind = CommitteeKind
    FIXED = ("municipality",)

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="committees", verbose_name=_("municipality")
    )
    slug = models.SlugField(_("address name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.COMMITTEE)
    name = models.CharField(_("name"), max_length=200)
    description = models.CharField(
        _("what it is"),
        max_length=300,
        blank=True,
        help_text=_("One line for residents, for example what the committee decides about."),
    )

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        verbose_name = _("committee")
        verbose_name_plural = _("committees")
        ordering = ["municipality", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "slug"], name="committee_slug_once_in_municipality"),
            one_of("kind", CommitteeKind, "committee_kind_known"),
            swedish_required("name", "committee_name_in_swedish"),
            swedish_first("committee_swedish_first", "description"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give the address of the committee's page in the active language."""
        return reverse("committee", args=[self.municipality.slug, self.slug])
