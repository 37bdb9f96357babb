"""The strategy file: its keys in the order in which they are written, and what each may hold."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from marshmallow import Schema, ValidationError
from marshmallow.exceptions import SCHEMA

from goals.models import Commitment, Responsibility
from portal.strategyfile.fault import Path, not_one_of
from portal.strategyfile.fields import (
    Address,
    Anything,
    Choice,
    Date,
    ListOf,
    Name,
    Nothing,
    Number,
    One,
    RichText,
    Text,
    Truth,
    expected_keys,
)
from strategies.fields import UID_PATTERN
from strategies.models import Committee, Decision, Definition, RelatedDocument, Section, Strategy
from strategies.models.strategy import RESERVED_SLUGS

FORMAT = "integrationsportalen-strategy/1"


class Strict(Schema):
    """An object of the format: every key is known."""

    def __init__(self, **options: Any) -> None:
        """Take marshmallow's options."""
        super().__init__(**options)
        self.error_messages |= {
            "type": lazy(expected_keys, str)(self),
            "unknown": lazy(_unknown_key, str)(self),
        }


def _unknown_key(schema: Schema) -> str:
    return _("This key is not known. %(expected)s") % {"expected": not_one_of(schema.fields)}


def shape_faults(data: Any) -> Iterator[tuple[Path, str]]:
    """Give the path and message of each key that is missing, unknown, or of the wrong sort in itself."""
    try:
        STRATEGY_FILE.load(data)
    except ValidationError as error:
        yield from _flat(error.messages, ())


def keys_of(schema: type[Schema]) -> tuple[str, ...]:
    """Give the keys of an object of the format, in the order in which they are written."""
    return tuple(schema._declared_fields)


def _flat(messages: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(messages, dict):
        for key, below in messages.items():
            yield from _flat(below, path if key == SCHEMA else (*path, key))
    else:
        for message in messages:
            yield path, str(message)


def _longest(model: type[models.Model], name: str) -> int | None:
    return getattr(model._meta.get_field(name), "max_length", None)


def _text(model: type[models.Model], name: str, **options: Any) -> Text:
    return Text(_longest(model, name), **options)


def _in_languages(model: type[models.Model], name: str, **options: Any) -> One:
    """Give an object of a text in both languages. Swedish is authoritative, so English never stands alone."""
    longest = _longest(model, name)
    languages = Strict.from_dict({"sv": Text(longest, required=True), "en": Text(longest)}, name="InLanguages")
    return One(languages, **options)


class Wording(Strict):
    """A rich text in both languages."""

    sv = RichText(required=True)
    en = RichText()


def _uid(**options: Any) -> Name:
    return Name(
        UID_PATTERN, gettext_lazy("Expected a uid: ten lower-case letters and digits, a letter first."), **options
    )


def _committee(**options: Any) -> Name:
    explained = gettext_lazy("Expected the slug of a committee: letters a to z, digits and hyphens.")
    return Name(r"[-a-zA-Z0-9_]+", explained, _longest(Committee, "slug"), **options)


class DecisionSchema(Strict):
    """A decision about the strategy."""

    kind = Choice(Decision.Kind.values, required=True)
    body = _committee()
    date = Date()
    paragraph = _text(Decision, "paragraph")
    reference = _text(Decision, "reference")


class CommitteeSchema(Strict):
    """A body that the file refers to."""

    slug = _committee(required=True)
    kind = Choice(Committee.Kind.values, required=True)
    name = _in_languages(Committee, "name", required=True)


class SectionSchema(Strict):
    """A section, with those below it."""

    uid = _uid()
    kind = Choice(Section.Kind.values, required=True)
    title = _in_languages(Section, "title")
    text = One(Wording)
    plain = One(Wording)
    signed_by = _text(Section, "signed_by")
    signed_role = _in_languages(Section, "signed_role")
    children = ListOf(One(lambda: SectionSchema))


class CommitmentSchema(Strict):
    """A commitment, with those below it."""

    uid = _uid()
    kind = Choice(Commitment.Kind.values, required=True)
    number = _text(Commitment, "number")
    title = _in_languages(Commitment, "title")
    text = One(Wording)
    plain = One(Wording)
    themes = ListOf(Text())
    section = _uid()
    children = ListOf(One(lambda: CommitmentSchema))


class ResponsibilitySchema(Strict):
    """A committee's role; `commitment` is null when it is for the whole strategy."""

    committee = _committee(required=True)
    role = Choice(Responsibility.Role.values, required=True)
    commitment = Name(
        UID_PATTERN,
        gettext_lazy("Expected the uid of a commitment, or null for the whole strategy."),
        required=True,
        allow_none=True,
    )


class DefinitionSchema(Strict):
    """A term that the strategy defines."""

    uid = _uid()
    term = _in_languages(Definition, "term", required=True)
    text = One(Wording)
    plain = One(Wording)


class FootnoteSchema(Strict):
    """A footnote. Its mark in a rich text is a link to #footnote-<number>."""

    number = Number(required=True)
    text = One(Wording, required=True)


class RelatedDocumentSchema(Strict):
    """A document that the strategy points to."""

    title = _in_languages(RelatedDocument, "title", required=True)
    decision = _in_languages(RelatedDocument, "decision")
    url = Address(_longest(RelatedDocument, "url"))


class StrategySchema(Strict):
    """One edition of one strategy, whole."""

    format = Choice([FORMAT], required=True)
    municipality = Name(
        "[0-9]{4}",
        gettext_lazy("Expected the municipality’s code: four digits as text, for example “1293”."),
        required=True,
    )
    slug = Name(
        rf"(?!(?:{'|'.join(RESERVED_SLUGS)})$)[-a-zA-Z0-9_]+",
        format_lazy(
            gettext_lazy("Expected the series’ address name: letters a to z, digits and hyphens, and not {reserved}."),
            reserved=", ".join(RESERVED_SLUGS),
        ),
        _longest(Strategy, "slug"),
        required=True,
    )
    edition = Name(
        "[0-9][0-9a-z-]*",
        gettext_lazy(
            "Expected the edition: a digit first, then digits, letters a to z and hyphens, for example “2024”."
        ),
        _longest(Strategy, "edition"),
        required=True,
    )
    kind = Choice(Strategy.Kind.values, required=True)
    title = _in_languages(Strategy, "title", required=True)
    subtitle = _in_languages(Strategy, "subtitle")
    summary = _in_languages(Strategy, "summary")
    case_numbers = ListOf(Text())
    decisions = ListOf(One(DecisionSchema))
    valid_from = Date()
    valid_until = Date()
    until_further_notice = Truth()
    replaces = _text(Strategy, "replaces")
    applies_to = _in_languages(Strategy, "applies_to")
    target_group = _in_languages(Strategy, "target_group")
    review = _in_languages(Strategy, "review")
    evaluation = _in_languages(Strategy, "evaluation")
    publication = _in_languages(Strategy, "publication")
    committees = ListOf(One(CommitteeSchema))
    sections = ListOf(One(SectionSchema))
    commitments = ListOf(One(CommitmentSchema))
    responsibilities = ListOf(One(ResponsibilitySchema))
    definitions = ListOf(One(DefinitionSchema))
    footnotes = ListOf(One(FootnoteSchema))
    related_documents = ListOf(One(RelatedDocumentSchema))
    indicators = Nothing(
        gettext_lazy("Expected no indicators: this version of the portal cannot keep them. Take them out of the file.")
    )
    report = Anything()


STRATEGY_FILE = StrategySchema()
