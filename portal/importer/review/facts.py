"""What was recognised about a document as a whole, for the eye. A pure function."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from strategies.models import Decision, Footnote, RelatedDocument, Strategy
from strategies.richtext import plain_text

IN_LANGUAGES = ("title", "subtitle", "applies_to", "target_group", "review", "evaluation", "publication")
DATES = ("valid_from", "valid_until", "replaces")


def facts_of(file: dict[str, Any]) -> list[tuple[str, str]]:
    """Give what a strategy file says of the document as a whole, as pairs of a name and what it says."""
    found = [
        (_named("kind"), str(Strategy.Kind(file["kind"]).label)),
        *((_named(key), _swedish(file, key)) for key in IN_LANGUAGES),
        *_decisions(file),
        (_named("case_numbers"), ", ".join(file.get("case_numbers", []))),
        *((_named(key), file.get(key, "")) for key in DATES),
        (_named("until_further_notice"), _("yes") if file.get("until_further_notice") else ""),
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


def _decisions(file: dict[str, Any]) -> list[tuple[str, str]]:
    names = _names(file)
    return [
        (
            str(Decision.Kind(row["kind"]).label),
            ", ".join(filter(None, (names.get(row.get("body", "")), row.get("date"), row.get("paragraph")))),
        )
        for row in file.get("decisions", [])
    ]


def _names(file: dict[str, Any]) -> dict[str, str]:
    return {row["slug"]: row["name"]["sv"] for row in file.get("committees", [])}


def _related(row: dict[str, Any]) -> str:
    return f"{_swedish(row, 'title')} {_swedish(row, 'decision')}".strip()


def _named(key: str) -> str:
    field: Any = Strategy._meta.get_field(key)
    return str(field.verbose_name)


def _swedish(entry: dict[str, Any], key: str) -> str:
    return str(entry.get(key, {}).get("sv", ""))
