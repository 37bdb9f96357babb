"""What was recognised about a document as a whole, for the eye. A pure function."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.reading.facts import Facts
from portal.strategyfile.columns import columns
from strategies.models import Committee, Decision, Footnote, RelatedDocument, Strategy
from strategies.richtext import plain_text


def facts_of(file: dict[str, Any]) -> list[tuple[str, str]]:
    """Give what a strategy file says of the document as a whole, as pairs of a name and what it says."""
    found = [
        *((_named(key), _swedish(file, key)) for key in ("title", "subtitle")),
        *((fact.label, ", ".join(value.said.text for value in fact.values)) for fact in _as_read(file).all()),
        *((_("footnote %d") % note["number"], plain_text(note["text"]["sv"])) for note in file.get("footnotes", [])),
        *((_("related document"), _related(row)) for row in file.get("related_documents", [])),
    ]
    return [(str(capfirst(name)), value) for name, value in found if value]


def name_of_fact(key: str) -> str:
    """Give what a key of the file is called, in the language of the moment."""
    if key in ("decisions", "footnotes", "related_documents"):
        model: Any = {"decisions": Decision, "footnotes": Footnote, "related_documents": RelatedDocument}[key]
        return str(model._meta.verbose_name_plural)
    return _named(key)


def _as_read(file: dict[str, Any]) -> Facts:
    """Give the facts as a reader of the edition will have them; nothing is stored."""
    bodies = {row["slug"]: Committee(**columns(Committee, row)) for row in file.get("committees", [])}
    decisions = [
        Decision(body=bodies.get(row.get("body", "")), **columns(Decision, row)) for row in file.get("decisions", [])
    ]
    return Facts(Strategy(**columns(Strategy, file)), "sv", decisions=decisions, write_date=str)


def _related(row: dict[str, Any]) -> str:
    return f"{_swedish(row, 'title')} {_swedish(row, 'decision')}".strip()


def _named(key: str) -> str:
    field: Any = Strategy._meta.get_field(key)
    return str(field.verbose_name)


def _swedish(entry: dict[str, Any], key: str) -> str:
    return str(entry.get(key, {}).get("sv", ""))
