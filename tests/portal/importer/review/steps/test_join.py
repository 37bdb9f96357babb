"""A part is joined to the one before it."""

from portal.importer.review.steps.join import join
from tests.portal.importer.review.making import entry, refused, uid
from tests.portal.strategyfile.files import small


def test_a_sentence_that_a_page_broke_is_joined_to_one_paragraph():
    data = small(
        sections=[
            entry("a", "other", text="<p>Kommunen ska <em>alltid</em></p>"),
            entry("b", "other", title="", text="<p>ha plats <strong>för</strong> alla.</p>"),
        ]
    )
    assert join(data, uid("b"))["sections"][0]["text"]["sv"] == (
        "<p>Kommunen ska <em>alltid</em> ha plats <strong>för</strong> alla.</p>"
    )


def test_the_first_part_has_nothing_to_be_joined_to(goals):
    assert refused(join, goals, uid("s")) == "Nothing comes before “s” that it could be joined to."


def test_a_part_with_parts_under_it_is_not_joined_past_them(goals):
    answer = "“c” is under it and would lose its place. First move out what is under “h”."
    assert refused(join, goals, uid("h")) == answer
