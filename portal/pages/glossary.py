"""Words explained: the portal's own, and those that the strategies define."""

from collections.abc import Iterable

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.utils.translation import gettext_lazy as _

from portal.reading.parts import DefinitionView, Reading
from strategies.models import Committee, Definition
from strategies.wording import PLAIN

COUNCIL = _("The elected assembly of the municipality, which decides on the large questions (kommunfullmäktige).")
EXECUTIVE_BOARD = _("The politicians who lead the municipality’s work from day to day (kommunstyrelsen).")
COMMITTEE = _("Politicians who answer for one field, such as schools or culture (nämnd).")
DEPARTMENT = _("The employees who carry out what the politicians decide (förvaltning).")

# What each sort of body is, where a word for it may be new to a resident.
SORTS_OF_BODY = {
    Committee.Kind.COUNCIL: COUNCIL,
    Committee.Kind.EXECUTIVE_BOARD: EXECUTIVE_BOARD,
    Committee.Kind.COMMITTEE: COMMITTEE,
    Committee.Kind.ADMINISTRATION: DEPARTMENT,
    Committee.Kind.COMPANY_BOARD: _("Those who lead a company that the municipality owns (bolagsstyrelse)."),
    Committee.Kind.OFFICIAL: _("An employee of the municipality with a task of their own."),
    Committee.Kind.EXTERNAL: _("An organisation or authority outside the municipality."),
}

# (word, what it means): those that a resident meets on the portal's pages.
PORTAL_WORDS = [
    (_("Strategy"), _("A document in which the municipality decides what it wants to reach, and how.")),
    (_("Edition"), _("One version of a strategy. A new edition replaces the one before.")),
    (_("Focus area"), _("A subject that the municipality puts first, such as housing or education.")),
    (_("Long-term goal"), _("What the municipality wants to reach over many years.")),
    (_("Sub-goal"), _("A step on the way to a long-term goal: how things should be.")),
    (_("Measure"), _("Something that the municipality does to reach its goals.")),
    (_("Commitment"), _("Our word for focus areas, goals and measures together: what the municipality promises.")),
    (_("Municipal council"), COUNCIL),
    (_("Municipal executive board"), EXECUTIVE_BOARD),
    (_("Committee"), COMMITTEE),
    (_("Department"), DEPARTMENT),
    (_("Adopted wording"), _("The exact text that was decided on. It is the one that counts in law.")),
    (_("Plain language"), _("The same content retold in simpler words, to read first.")),
    (_("Case number"), _("The number under which the municipality’s papers on a matter can be found.")),
]


def definitions(language: str) -> QuerySet[Definition]:
    """Give the definitions of strategies in force, by term in `language` (or Swedish where it has no such term)."""
    term = Lower(Coalesce(NullIf(f"term_{language}", Value("")), "term_sv", output_field=CharField()))
    return (
        Definition.objects.current()
        .select_related("strategy__municipality")
        .annotate(term_read=term)
        .order_by("term_read", "strategy__municipality__short_name", "pk")
    )


def as_read(rows: Iterable[Definition], language: str) -> list[DefinitionView]:
    """Give definitions as a reader of plain language gets them."""
    reading = Reading(language, PLAIN, [])
    return [reading.definition(row) for row in rows]
