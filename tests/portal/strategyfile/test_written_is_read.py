"""What the portal accepts, its own import accepts: no edition is written that cannot be read back."""

from itertools import cycle

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from portal.strategyfile import faults, written
from strategies.fields import TranslationLedger, UidField
from strategies.richtext import LONGEST_RICH_TEXT
from tests.chance import THOROUGH
from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    DecisionFactory,
    DefinitionFactory,
    FootnoteFactory,
    RelatedDocumentFactory,
    ResponsibilityFactory,
    SectionFactory,
    StrategyFactory,
)

pytestmark = pytest.mark.django_db

ODD_TEXTS = ["", " ", "\n", "\x00", "a\x01b", "\x0b", "&#1;", "2024\n", "<p> </p>", "ftp://example.se/a"]
LONG_TEXTS = ["a" * LONGEST_RICH_TEXT, "&" * (LONGEST_RICH_TEXT // 4), "a" * (LONGEST_RICH_TEXT + 1)]
ODD = {
    models.TextField: ODD_TEXTS,
    models.CharField: [*ODD_TEXTS, "https://example.se/a", "2024", "2024-13"],
    models.PositiveIntegerField: [-1, 0, 1],
    models.JSONField: [[" "], ["a\x00"], ["KS 1"], "KS 1", [], [1]],
}
FACTORIES = [
    *(StrategyFactory, CommitteeFactory, DecisionFactory, SectionFactory, CommitmentFactory, DefinitionFactory),
    *(FootnoteFactory, RelatedDocumentFactory, ResponsibilityFactory),
]


def odd_values(model):
    """Give each column that people write, with each of the odd values for its sort.

    A long text takes as long as all others together: the columns take turns at them, unless the run is thorough.
    """
    turns = cycle(LONG_TEXTS)
    for field in model._meta.concrete_fields:
        for sort, values in ODD.items():
            if isinstance(field, sort) and not isinstance(field, TranslationLedger | UidField):
                yield from ((field.name, value) for value in values)
                if sort is models.TextField:
                    yield from ((field.name, value) for value in (LONG_TEXTS if THOROUGH else [next(turns)]))


@pytest.mark.parametrize("factory", FACTORIES)
def test_what_is_accepted_can_be_read_back(factory):
    row = factory()
    strategy = getattr(row, "strategy", None) or StrategyFactory()
    if factory is StrategyFactory:
        strategy = row
    if factory is CommitteeFactory:
        DecisionFactory(strategy=(strategy := StrategyFactory(municipality=row.municipality)), body=row)
    accepted = 0
    for name, value in odd_values(factory._meta.model):
        row, before = type(row).objects.get(pk=row.pk), transaction.savepoint()
        try:
            with transaction.atomic():
                setattr(row, name, value)
                row.full_clean()
                row.save()
        except (ValidationError, IntegrityError):
            continue
        strategy = type(strategy).objects.get(pk=strategy.pk)
        assert (name, value, faults(written(strategy))) == (name, value, [])
        accepted += 1
        # Each value by itself: a long text that stays would slow down all that come after.
        transaction.savepoint_rollback(before)
    assert accepted
