"""Whatever anybody moves, and whenever they read what they move, the rows of a strategy stay one tree."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections
from hypothesis import given, settings
from hypothesis import strategies as st

from strategies.locking import locked
from strategies.models import Section
from strategies.tree import laid_out, move, next_position, siblings
from tests.factories import SectionFactory, StrategyFactory

ROWS = 5
PEOPLE = 3

# Who reads all rows anew, or puts one under another (or at the top), or moves one among its siblings.
READING = st.tuples(st.just("read"), st.integers(0, PEOPLE - 1))
PUTTING = st.tuples(
    st.just("put"), st.integers(0, PEOPLE - 1), st.integers(0, ROWS - 1), st.none() | st.integers(0, ROWS - 1)
)
MOVING = st.tuples(st.just("move"), st.integers(0, PEOPLE - 1), st.integers(0, ROWS - 1), st.integers(-2, 2))


class Person:
    """Somebody who acts on the rows as they were when they last looked."""

    def __init__(self, strategy):
        self.strategy = strategy
        self.read()

    def read(self):
        self.rows = list(Section.objects.filter(strategy=self.strategy).order_by("pk"))

    def put(self, index, under):
        row = self.rows[index]
        with locked(self.strategy.pk):
            row.parent = None if under is None else self.rows[under]
            row.position = next_position(siblings(row))
            row.save()

    def move(self, index, steps):
        move(self.rows[index], steps)

    def act(self, name, *arguments):
        with suppress(ValidationError):
            getattr(self, name)(*arguments)


def rows_of_a_strategy():
    strategy = StrategyFactory()
    for position in range(1, ROWS + 1):
        SectionFactory(strategy=strategy, position=position)
    return strategy


def assert_tree(strategy):
    rows = list(Section.objects.filter(strategy=strategy))
    laid = [node.row for tree in laid_out(rows) for node in tree]
    assert len(laid) == len(rows) == ROWS
    assert len({(row.parent_id, row.position) for row in rows}) == ROWS


@pytest.mark.django_db
@settings(max_examples=25, deadline=None)
@given(st.lists(READING | PUTTING | MOVING, max_size=12))
def test_any_sequence_of_moves_by_any_number_of_people_leaves_a_tree(acts):
    strategy = rows_of_a_strategy()
    people = [Person(strategy) for _number in range(PEOPLE)]
    for name, person, *arguments in acts:
        people[person].act(name, *arguments)
    assert_tree(strategy)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="On SQLite there is one writer at a time.")
@settings(max_examples=8, deadline=None)
@given(st.lists(st.lists(PUTTING | MOVING, min_size=2, max_size=4), min_size=PEOPLE, max_size=PEOPLE))
def test_moves_at_the_same_time_leave_a_tree(acts):
    strategy = rows_of_a_strategy()

    def work(own):
        person = Person(strategy)
        try:
            for name, _person, *arguments in own:
                person.act(name, *arguments)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PEOPLE) as pool:
        list(pool.map(work, acts))
    assert_tree(strategy)
