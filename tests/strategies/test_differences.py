"""Two people and one text: nothing that either of them wrote is lost without a word."""

import time

from hypothesis import given
from hypothesis import strategies as st

from strategies.dates import PartialDate
from strategies.differences import Kind, Passage, Stands, decide, fingerprint, passages, united

values = st.sampled_from("abc")
sets = st.frozensets(st.integers(0, 6))


@given(values, values)
def test_what_only_one_of_the_two_changed_stands(before, changed):
    assert decide(before, changed, before) == Stands.THEIRS
    assert decide(before, before, changed) == (Stands.MINE if changed != before else Stands.THEIRS)


def test_what_both_changed_is_decided_only_where_they_agree():
    assert decide("a", "b", "c") == Stands.UNDECIDED
    assert decide("a", "b", "b") == Stands.THEIRS


def test_what_nobody_knows_the_beginning_of_is_decided_only_where_it_is_alike():
    assert decide(None, "a", "b") == Stands.UNDECIDED
    assert decide(None, "a", "a") == Stands.THEIRS


@given(sets, sets, sets)
def test_what_either_added_is_there_and_what_either_took_out_is_not(before, theirs, mine):
    both = united(before, theirs, mine)
    assert both >= (theirs - before) | (mine - before)
    assert both.isdisjoint((before - theirs) | (before - mine))
    assert both >= before & theirs & mine
    assert united(None, theirs, mine) == theirs | mine


def test_values_are_told_apart_and_empty_ones_are_not():
    assert fingerprint("") == fingerprint(None) == fingerprint([]) == fingerprint(False)
    assert fingerprint(7) == fingerprint("7") == fingerprint(" 7 ")
    assert fingerprint(PartialDate("2021")) == fingerprint("2021")
    assert len({fingerprint(value) for value in ("", "a", "b", True, ["a", "b"], 0)}) == 6


def test_words_that_only_one_has_are_told_from_those_that_both_have():
    assert passages("Alla har ett hem.", "Alla unga har hem.") == [
        Passage(Kind.BOTH, "Alla "),
        Passage(Kind.OTHER, "unga "),
        Passage(Kind.BOTH, "har "),
        Passage(Kind.ONE, "ett "),
        Passage(Kind.BOTH, "hem."),
    ]


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40))
def test_each_wording_can_be_read_out_of_the_passages(one, other):
    found = passages(one, other)
    words = {
        kind: " ".join(part.text for part in found if part.kind in (Kind.BOTH, kind)).split()
        for kind in (Kind.ONE, Kind.OTHER)
    }
    assert words == {Kind.ONE: one.split(), Kind.OTHER: other.split()}


def test_two_long_texts_are_compared_within_a_second():
    one = "\n".join(f"Stycke {number} om kommunens arbete." for number in range(4000))
    other = one.replace("arbete", "uppdrag")
    start = time.process_time()
    passages(one, other)
    assert time.process_time() - start < 1
