"""Constraints that recur: Swedish stands in every text that must be there, and no English without its Swedish."""

from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

PLACE_TAKEN = _("There is already something in that place. Choose another place.")


def filled(column: str) -> Q:
    """Match rows in which `column` holds some text."""
    return Q(**{f"{column}__isnull": False}) & ~Q(**{column: ""})


def swedish_required(field: str, name: str) -> CheckConstraint:
    """Require a Swedish text in the translated `field` (språklagen 2009:600 § 10: Swedish is authoritative)."""
    return CheckConstraint(
        condition=filled(f"{field}_sv"), name=name, violation_error_message=_("Write the text in Swedish.")
    )


def swedish_first(name: str, *fields: str) -> CheckConstraint:
    """Refuse an English text in any of the translated `fields` where the Swedish that it translates is missing."""
    condition = Q()
    for field in fields:
        condition &= filled(f"{field}_sv") | ~filled(f"{field}_en")
    return CheckConstraint(
        condition=condition,
        name=name,
        violation_error_message=_("Write the Swedish text too: the English is a translation of it."),
    )


def one_of(field: str, choices: type, name: str) -> CheckConstraint:
    """Require that `field` holds one of an enum's values."""
    return CheckConstraint(
        condition=Q(**{f"{field}__in": sorted(choices.values)}),  # type: ignore[attr-defined]
        name=name,
        violation_error_message=_("Choose one of the values in the list."),
    )
