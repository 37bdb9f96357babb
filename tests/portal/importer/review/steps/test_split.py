"""A part is split where its text can be cut."""

from portal.importer.review.steps.join import join
from portal.importer.review.steps.split import split
from tests.portal.importer.review.making import MADE, entry, outline, refused, uid
from tests.portal.strategyfile.files import small


def test_a_split_takes_what_stands_under_along_with_the_second():
    data = small(commitments=[entry("a", "focus_area", entry("b", "measure"), text="<p>Ett.</p><p>Två</p><p>Tre.</p>")])
    assert outline(split(data, uid("a"), 1, MADE)) == ["focus_area a: Ett.", "focus_area : Två Tre.", "  measure b"]
    assert outline(split(data, uid("a"), 1, MADE, heading=True))[1] == "focus_area Två: Tre."
    assert outline(split(data, uid("a"), 0, MADE))[:2] == ["focus_area a", "focus_area : Ett. Två Tre."]


def test_a_list_is_split_between_its_items_and_joined_to_one_list():
    data = small(commitments=[entry("a", "measure", text="<p>Vi ska</p><ol><li>ett</li><li>två</li><li>tre</li></ol>")])
    parted = split(data, uid("a"), 2, MADE)
    texts = [row["text"]["sv"] for row in parted["commitments"]]
    assert texts == ["<p>Vi ska</p><ol><li>ett</li></ol>", '<ol start="2"><li>två</li><li>tre</li></ol>']
    assert join(parted, MADE) == data


def test_a_split_that_cannot_be_is_refused(goals):
    data = small(
        sections=[entry("a", "other", text='<p>Ett.</p><p>Not<a href="#footnote-1">1</a></p><ul><li>a</li></ul>')]
    )
    assert refused(split, data, uid("a"), 9, MADE) == "“a” cannot be split there. Look at the page again."
    for at in (1, 2):  # a mark cannot stand in a heading, nor can a list be one
        assert refused(split, data, uid("a"), at, MADE, True).startswith("What comes there is not a short paragraph.")
