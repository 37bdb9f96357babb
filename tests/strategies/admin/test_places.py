"""Order among the rows of one page."""

from types import SimpleNamespace

import pytest

from strategies.admin.places import LAST, placed
from tests.admin_pages import errors, filled, page_of
from tests.factories import DefinitionFactory, MembershipFactory, StrategyFactory


def order(wishes):
    rows = [SimpleNamespace(pk=key) for key in "abcd"]
    return "".join(row.pk for row in placed(rows, wishes))


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ({}, "abcd"),
        ({"d": 1}, "dabc"),
        ({"a": 3}, "bcad"),
        ({"a": LAST}, "bcda"),
        ({"a": 2, "b": 1}, "bacd"),
        ({"a": 99, "b": LAST}, "cdab"),
    ],
)
def test_rows_come_to_the_places_that_are_wished(wishes, expected):
    assert order(wishes) == expected


@pytest.fixture
def strategy(client, db):
    strategy = StrategyFactory()
    for position, term in enumerate(("ett", "två", "tre"), start=1):
        DefinitionFactory(strategy=strategy, term_sv=term, position=position * 10)
    client.force_login(MembershipFactory(municipality=strategy.municipality).user)
    return strategy


def save(client, strategy, **changes):
    page = client.get(page_of(strategy))
    return client.post(page_of(strategy), filled(page, **changes))


def terms(strategy):
    return [(row.term_sv, row.position) for row in strategy.definitions.order_by("position")]


def test_two_rows_change_places(client, strategy):
    assert save(client, strategy, **{"definitions-0-place": 2, "definitions-1-place": 1}).status_code == 302
    assert terms(strategy) == [("två", 1), ("ett", 2), ("tre", 3)]


def test_an_empty_place_is_the_last(client, strategy):
    save(client, strategy, **{"definitions-0-place": None})
    assert [term for term, _position in terms(strategy)] == ["två", "tre", "ett"]


def test_new_rows_come_last_unless_they_are_placed(client, strategy):
    new = {
        "definitions-TOTAL_FORMS": 5,
        "definitions-3-term_sv": "fyra",
        "definitions-4-term_sv": "noll",
        "definitions-4-place": 1,
    }
    assert save(client, strategy, **new).status_code == 302
    assert [term for term, _position in terms(strategy)] == ["noll", "ett", "två", "tre", "fyra"]


def test_a_row_is_deleted_while_others_move(client, strategy):
    save(client, strategy, **{"definitions-1-DELETE": "on", "definitions-2-place": 1})
    assert terms(strategy) == [("tre", 1), ("ett", 2)]


def test_a_place_below_one_is_refused(client, strategy):
    assert list(errors(save(client, strategy, **{"definitions-0-place": 0}))) == ["definitions-0-place"]
    assert terms(strategy) == [("ett", 10), ("två", 20), ("tre", 30)]


def test_only_what_moves_gets_a_version(client, strategy):
    save(client, strategy, **{"definitions-0-place": 1})
    save(client, strategy, **{"definitions-2-place": 2})
    versions = {row.term_sv: row.history.count() for row in strategy.definitions.all()}
    assert versions["ett"] < versions["tre"]
