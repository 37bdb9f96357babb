"""The texts of a strategy: its sections, the terms it defines, its footnotes and the documents it points to."""

from django.core.validators import MinValueValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from strategies.constraints import PLACE_TAKEN, filled, one_of, swedish_first, swedish_required
from strategies.fields import RichTextField, TranslationLedger, UidField
from strategies.models.strategy import InStrategyQuerySet, Strategy
from strategies.ruled import RuledModel, RuledQuerySet, type_of_faults
from strategies.tree import makes_circle


class Wording(RuledModel):
    """Two texts, two languages: the adopted wording, and the plain-language version that a resident reads first."""

    text = RichTextField(
        _("adopted wording"), blank=True, help_text=_("Verbatim from the adopted document. This is legally binding.")
    )
    plain = RichTextField(
        _("plain language"), blank=True, help_text=_("The same in plain words, which residents read first.")
    )
    translation_ledger = TranslationLedger()

    class Meta:
        abstract = True


class TreeNode(Wording):
    """A titled text with a lasting uid and a place in a tree within its strategy."""

    uid = UidField(verbose_name=_("uid"))
    title = models.CharField(_("title"), max_length=300, blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        abstract = True

    def tree_faults(self) -> type_of_faults:
        """Refuse a parent in another strategy, and one that stands below the node itself."""
        parent = self.parent  # type: ignore[attr-defined]
        if parent is None:
            return {}
        if parent.strategy_id != self.strategy_id:  # type: ignore[attr-defined]
            return {"parent": [_("The parent belongs to another strategy.")]}
        if self.pk is not None and makes_circle(self):
            return {"parent": [_("The parent is below this one. Choose a parent outside it.")]}
        return {}


def tree_constraints(name: str) -> list[models.BaseConstraint]:
    """Give the constraints that hold a tree of texts together; `name` begins their names."""
    return [
        # The uid stands first, so that permalinks find it by the same index.
        models.UniqueConstraint(fields=["uid", "strategy"], name=f"{name}_uid_once_in_strategy"),
        models.UniqueConstraint(
            fields=["strategy", "position"],
            condition=Q(parent__isnull=True),
            name=f"{name}_position_once_at_top",
            violation_error_message=PLACE_TAKEN,
        ),
        models.UniqueConstraint(
            fields=["parent", "position"],
            condition=Q(parent__isnull=False),
            name=f"{name}_position_once_in_parent",
            violation_error_message=PLACE_TAKEN,
        ),
        models.CheckConstraint(
            condition=filled("title_sv") | filled("text_sv") | filled("plain_sv"),
            name=f"{name}_in_swedish",
            violation_error_message=_("Write a title or a text in Swedish."),
        ),
        swedish_first(f"{name}_swedish_first", "title", "text", "plain"),
    ]


class SectionKind(models.TextChoices):
    """What the section is about."""

    FOREWORD = "foreword", _("foreword")
    BACKGROUND = "background", _("background")
    PURPOSE = "purpose", _("purpose")
    VISION = "vision", _("vision")
    VALUES = "values", _("values")
    CHALLENGES = "challenges", _("challenges")
    DEFINITIONS = "definitions", _("definitions")
    VOICES = "voices", _("voices")
    COMMITMENTS = "commitments", _("commitments")
    METHOD = "method", _("way of working")
    ORGANISATION = "organisation", _("organisation")
    FOLLOW_UP = "follow_up", _("follow-up")
    APPENDIX = "appendix", _("appendix")
    OTHER = "other", _("other")


class Section(TreeNode):
    """Prose of the document, in an ordered tree."""

    Kind = SectionKind
    RULED = ("parent",)
    FIXED = ("strategy", "uid")

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="sections", verbose_name=_("strategy"))
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name=_("under")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.OTHER)
    signed_by = models.CharField(_("signed by"), max_length=200, blank=True)
    signed_role = models.CharField(_("the signatory’s role"), max_length=200, blank=True)

    objects = InStrategyQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["strategy", "position", "pk"]
        constraints = [
            *tree_constraints("section"),
            one_of("kind", SectionKind, "section_kind_known"),
            swedish_first("section_swedish_role_first", "signed_role"),
        ]

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())

    def faults(self) -> type_of_faults:
        """Refuse a parent that cannot be one."""
        return self.tree_faults()


class Definition(Wording):
    """A term that the strategy defines."""

    FIXED = ("strategy", "uid")

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="definitions", verbose_name=_("strategy"))
    uid = UidField(verbose_name=_("uid"))
    term = models.CharField(_("term"), max_length=200)
    position = models.PositiveIntegerField(_("position"), default=0)

    objects = InStrategyQuerySet.as_manager()

    class Meta:
        verbose_name = _("definition")
        verbose_name_plural = _("definitions")
        ordering = ["strategy", "position"]
        constraints = [
            models.UniqueConstraint(fields=["uid", "strategy"], name="definition_uid_once_in_strategy"),
            models.UniqueConstraint(fields=["strategy", "position"], name="definition_position_once"),
            swedish_required("term", "definition_term_in_swedish"),
            swedish_first("definition_swedish_first", "text", "plain"),
        ]

    def __str__(self) -> str:
        return self.term


class Footnote(RuledModel):
    """A footnote. Its mark in a text is a link to #footnote-<number>."""

    FIXED = ("strategy",)

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="footnotes", verbose_name=_("strategy"))
    number = models.PositiveIntegerField(_("number"), validators=[MinValueValidator(1)])
    text = RichTextField(_("text"))
    translation_ledger = TranslationLedger()

    objects = RuledQuerySet.as_manager()

    class Meta:
        verbose_name = _("footnote")
        verbose_name_plural = _("footnotes")
        ordering = ["strategy", "number"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "number"], name="footnote_number_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="footnote_number_from_one",
                violation_error_message=_("Footnotes are numbered from 1 up."),
            ),
            swedish_required("text", "footnote_in_swedish"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class RelatedDocument(RuledModel):
    """Another document that the strategy points to, with the decision on it as far as the strategy gives it."""

    FIXED = ("strategy",)

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="related_documents", verbose_name=_("strategy"))
    title = models.CharField(_("title"), max_length=300)
    decision = models.CharField(_("decision"), max_length=300, blank=True)
    url = models.URLField(
        _("address"),
        max_length=500,
        blank=True,
        validators=[
            URLValidator(["http", "https"], message=_("Write an address that begins with https:// or http://."))
        ],
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    translation_ledger = TranslationLedger()

    objects = RuledQuerySet.as_manager()

    class Meta:
        verbose_name = _("related document")
        verbose_name_plural = _("related documents")
        ordering = ["strategy", "position"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "position"], name="related_document_position_once"),
            swedish_required("title", "related_document_title_in_swedish"),
            swedish_first("related_document_swedish_first", "decision"),
        ]

    def __str__(self) -> str:
        return self.title
