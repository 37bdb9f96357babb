"""The words that municipalities use, and what each means here. They stand in the files beside this one, with comments.

A new word is one line in one of them. Each file is read once, into the structure that says what it holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from portal.importer.recognising.strategy_file import (
    BodyKind,
    BodyRole,
    CommitmentKind,
    DecisionKind,
    DocumentKind,
    SectionKind,
)
from portal.importer.recognising.vocabulary.reader import Part, Pattern, Phrase, read

HERE = Path(__file__).parent


# What a label among the facts about a document is for: a key of the strategy file, a decision, a period.
Fact = StrEnum(
    "Fact",
    "TITLE CASE_NUMBERS ADOPTED CONFIRMED REVISED REPEALED VALID VALID_FROM VALID_UNTIL REPLACES APPLIES_TO"
    " TARGET_GROUP REVIEW EVALUATION PUBLICATION PUBLICATION_LABELLED RELATED_DOCUMENTS",
)
# What a column of a table of commitments is for.
Column = StrEnum("Column", "RESPONSIBLE CONTRIBUTING NUMBER MEASURE FOCUS_AREA")


@dataclass(frozen=True)
class Rule:
    """A pattern, and the kind of commitment that what it finds speaks of."""

    kind: Annotated[str, CommitmentKind]
    pattern: Pattern


@dataclass(frozen=True)
class Named:
    """How the bodies of a kind are called: by whole names, and by the ends of names."""

    names: tuple[Part, ...]
    endings: tuple[Part, ...]


@dataclass(frozen=True)
class OfAnswering:
    """answering.toml: how running text says that a body answers for something."""

    verbs: tuple[Pattern, ...]
    turned: tuple[Pattern, ...]
    turned_beginning: tuple[Pattern, ...]
    leads: tuple[Part, ...]
    document: tuple[Pattern, ...]
    document_work: tuple[Pattern, ...]
    work: tuple[Pattern, ...]
    commitment: tuple[Pattern, ...]
    nobody: tuple[Phrase, ...]
    does: Mapping[Annotated[str, BodyRole], tuple[Pattern, ...]]


@dataclass(frozen=True)
class OfBodies:
    """bodies.toml: what bodies are called, and labels for those that answer."""

    generic: frozenset[Phrase]
    responsible_tail: tuple[Phrase, ...]
    responsible: Mapping[Annotated[str, BodyRole], tuple[Phrase, ...]]
    responsible_patterns: Mapping[Annotated[str, BodyRole], tuple[Pattern, ...]]
    abbreviated: Mapping[Phrase, Phrase]
    beginnings: Mapping[Annotated[str, BodyKind], tuple[Part, ...]]
    kinds: Mapping[Annotated[str, BodyKind], Named]


@dataclass(frozen=True)
class OfCommitments:
    """commitments.toml: what commitments are called, and the columns of tables of them."""

    sub_goals: tuple[Part, ...]
    generic_goals: tuple[Phrase, ...]
    before: tuple[Pattern, ...]
    others: tuple[Phrase, ...]
    after: tuple[Phrase, ...]
    lead_ins: tuple[Rule, ...]
    nouns: Mapping[Annotated[str, CommitmentKind], tuple[Pattern, ...]]
    phrases: Mapping[Annotated[str, CommitmentKind], tuple[Pattern, ...]]
    openings: Mapping[Annotated[str, CommitmentKind], tuple[Pattern, ...]]
    columns: Mapping[Annotated[str, Column], tuple[Pattern, ...]]


@dataclass(frozen=True)
class OfFacts:
    """facts.toml: the labels of facts about a document, and what its title calls it."""

    date_labels: tuple[Phrase, ...]
    title_labels: tuple[Phrase, ...]
    minutes: tuple[Part, ...]
    document_types: tuple[Phrase, ...]
    decision_words: tuple[Phrase, ...]
    labels: Mapping[Annotated[str, Fact], tuple[Phrase, ...]]
    decision_patterns: Mapping[Annotated[str, Fact], tuple[Pattern, ...]]
    patterns: Mapping[Annotated[str, Fact], tuple[Pattern, ...]]
    decided: Mapping[Part, Annotated[str, DecisionKind]]
    document_kinds: Mapping[Part, Annotated[str, DocumentKind]]


@dataclass(frozen=True)
class OfSections:
    """sections.toml: what headings say of their sections, and by which words other lines are known."""

    contents_titles: tuple[Phrase, ...]
    finite_verbs: frozenset[Phrase]
    question_words: tuple[Phrase, ...]
    voices: tuple[Phrase, ...]
    themes: tuple[Part, ...]
    signatory_roles: tuple[Phrase, ...]
    chapters: Mapping[Annotated[str, SectionKind], tuple[Phrase, ...]]
    parts: Mapping[Annotated[str, SectionKind], tuple[Phrase, ...]]


ANSWERING = read(HERE / "answering.toml", OfAnswering)
BODIES = read(HERE / "bodies.toml", OfBodies)
COMMITMENTS = read(HERE / "commitments.toml", OfCommitments)
FACTS = read(HERE / "facts.toml", OfFacts)
SECTIONS = read(HERE / "sections.toml", OfSections)


def either(patterns: tuple[Pattern, ...]) -> str:
    """Give the pattern for what any of `patterns` fits."""
    return f"(?:{'|'.join(patterns)})"
