"""Municipalities, their bodies and people, and the documents that they adopt."""

from strategies.models.act import Act
from strategies.models.bin import BinEntry
from strategies.models.municipality import Committee, Municipality
from strategies.models.people import Membership
from strategies.models.source import SourceFile
from strategies.models.strategy import Decision, Strategy
from strategies.models.text import Definition, Footnote, RelatedDocument, Section

__all__ = [
    "Act",
    "BinEntry",
    "Committee",
    "Decision",
    "Definition",
    "Footnote",
    "Membership",
    "Municipality",
    "RelatedDocument",
    "Section",
    "SourceFile",
    "Strategy",
]
