"""A heading is written anew."""

from portal.importer.review.steps.heading import rename
from portal.importer.review.steps.move import move_up
from tests.portal.importer.review.making import entry, outline, refused, uid
from tests.portal.strategyfile.files import small


def test_a_heading_is_written():
    data = small(commitments=[entry("a", "measure", text="<p>Ord.</p>")])
    assert outline(rename(data, uid("a"), " 3 ", " Ny  rubrik ")) == ["measure 3 Ny rubrik: Ord."]
    assert outline(rename(data, uid("a"), "", "")) == ["measure : Ord."]
    assert refused(rename, data, uid("a"), "", "x" * 301).endswith("is too long: at most 300 characters.")
    assert refused(rename, small(sections=[entry("s", "other")]), uid("s"), "", "") == (
        "“s” has no text, so it needs a heading."
    )


def test_a_part_that_is_gone_is_said(goals):
    assert refused(move_up, goals, uid("q")) == "That part is no longer there. Look at the page again."
