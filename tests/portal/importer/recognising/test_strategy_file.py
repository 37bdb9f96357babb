"""Recognition's own words for the strategy file are those of the models, which it doesn't import."""

import pytest

from goals.models import Commitment, Responsibility
from portal.importer.recognising import strategy_file
from portal.strategyfile.schema import FORMAT
from strategies.fields import UID_ALPHABET
from strategies.models import Committee, Decision, Section, Strategy
from strategies.models.strategy import RESERVED_SLUGS
from strategies.richtext import LONGEST_RICH_TEXT


@pytest.mark.parametrize(
    ("own", "model"),
    [
        (strategy_file.DocumentKind, Strategy.Kind),
        (strategy_file.DecisionKind, Decision.Kind),
        (strategy_file.SectionKind, Section.Kind),
        (strategy_file.CommitmentKind, Commitment.Kind),
        (strategy_file.BodyKind, Committee.Kind),
        (strategy_file.BodyRole, Responsibility.Role),
    ],
)
def test_the_kinds_and_roles_are_those_of_the_models(own, model):
    assert [member.value for member in own] == model.values


def test_the_rest_is_the_same_too():
    assert strategy_file.MAY_HOLD == Commitment.MAY_HOLD
    assert (strategy_file.FORMAT, strategy_file.RESERVED_SLUGS) == (FORMAT, RESERVED_SLUGS)
    assert (strategy_file.LONGEST_RICH_TEXT, strategy_file.UID_ALPHABET) == (LONGEST_RICH_TEXT, UID_ALPHABET)
