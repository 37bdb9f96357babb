"""Recognition's own words for the strategy file are those of the models, which it doesn't import."""

import pytest
from django.core.validators import URLValidator
from django.utils.text import slugify
from hypothesis import given
from hypothesis import strategies as st

from goals.models import Commitment, Responsibility
from portal.importer.recognising import strategy_file
from portal.importer.recognising.facts.related import _ADDRESS
from portal.importer.recognising.lines.markup import plain
from portal.importer.recognising.words import slugified
from portal.strategyfile.schema import FORMAT
from strategies.fields import UID_ALPHABET
from strategies.models import Committee, Decision, Section, Strategy
from strategies.models.strategy import RESERVED_SLUGS
from strategies.richtext import LONGEST_RICH_TEXT, plain_text
from strategies.wording import PLAIN


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
    assert strategy_file.PLAIN_WORDING == PLAIN
    assert (strategy_file.LONGEST_RICH_TEXT, strategy_file.UID_ALPHABET) == (LONGEST_RICH_TEXT, UID_ALPHABET)


@given(st.text())
def test_a_part_of_an_address_is_made_as_the_portal_makes_it(text):
    assert slugified(text) == slugify(text)


@given(st.from_regex(_ADDRESS, fullmatch=True))
def test_an_address_is_one_that_the_portal_takes(href):
    URLValidator(schemes=["http", "https"])(href)


@pytest.mark.parametrize("href", ["https://granbro", "ftp://granbro.se", "https://granbro.se/a b", "https://-a.se"])
def test_what_is_no_address_is_left_out(href):
    assert not _ADDRESS.fullmatch(href)


def test_the_words_of_a_text_are_those_that_the_portal_counts():
    html = '<p>A <em>b</em>c<a href="#footnote-2">2</a> &lt;d&gt;</p><ul><li>e</li></ul>'
    assert plain(html) == plain_text(html) == "A bc <d> e"
