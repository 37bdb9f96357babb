"""The lines of a part are known from what was read: its heading with the label, the cells of its row, no fact's."""

from portal.importer.recognising.notice import Reason
from portal.importer.review.origins import SourceLine, first_origins, row_by_row
from tests.portal.strategyfile.files import small

GOAL, PURPOSE = "g" * 10, "p" * 10


def numbered(*texts):
    return [SourceLine(number, text) for number, text in enumerate(texts, start=1)]


def read(*apart):
    """Give a file with a section and a goal, of which `apart` are the words set aside, by line."""
    return small(
        sections=[{"uid": PURPOSE, "kind": "purpose", "title": {"sv": "Syfte"}, "text": {"sv": "<p>Allmänhet.</p>"}}],
        commitments=[{"uid": GOAL, "kind": "long_term_goal", "number": "1", "title": {"sv": "Hem åt alla"}}],
        report={
            "set_aside": [{"line": line, "text": text, "reason": Reason.LABEL} for line, text in apart],
            "unplaced": [],
        },
    )


def test_a_heading_has_its_line_with_the_label():
    lines = numbered("Syfte", "Allmänhet.", "Långsiktigt mål 1: Hem åt alla")
    assert first_origins(read((3, "Långsiktigt mål:")), lines) == {PURPOSE: [1, 2], GOAL: [3]}


def test_a_heading_has_the_label_on_the_line_before():
    lines = numbered("Syfte", "Allmänhet.", "", "Långsiktigt mål:", "", "1 Hem åt alla")
    assert first_origins(read((4, "Långsiktigt mål:")), lines) == {PURPOSE: [1, 2], GOAL: [4, 6]}


def test_a_line_that_is_set_aside_or_a_fact_is_no_parts():
    lines = numbered("Målgrupp: boende, myndigheter samt allmänhet", "Syfte", "Allmänhet.", "Sida Syfte")
    assert first_origins(read((1, "Målgrupp:"), (4, "Sida Syfte")), lines) == {PURPOSE: [2, 3]}


def test_the_cells_of_a_row_are_one_line():
    cells = [SourceLine(1, "Mål"), SourceLine(1, "Hem"), SourceLine(2, "Åtgärd")]
    assert row_by_row(cells) == [SourceLine(1, "Mål Hem"), SourceLine(2, "Åtgärd")]
