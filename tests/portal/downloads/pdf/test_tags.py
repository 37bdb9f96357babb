"""A PDF is tagged as PDF/UA-1 (ISO 14289-1) asks."""

import itertools
import re

from pdfminer.pdftypes import resolve1

from tests.portal.downloads.pdf.opened import attributes, catalog, described, languages_in_lines, read, tags


def test_the_file_is_tagged_and_says_its_title_and_language(content_of, hassleholm):
    document, _text = read(content_of(hassleholm))
    said = catalog(document)
    assert said["MarkInfo"]["Marked"] is True
    assert said["Lang"] == b"sv"
    assert "K" in said["StructTreeRoot"]
    assert resolve1(said["ViewerPreferences"])["DisplayDocTitle"] is True
    assert document.metadata["Title"] == "Integrationsstrategi (2024), Hässleholms kommun"
    assert b"pdfuaid:part" in said["Metadata"].get_data()


def test_lists_are_tagged_as_the_standard_has_them(content_of, small):
    found = tags(read(content_of(small))[0])
    assert {kind for element, kinds in found if element["S"].name == "L" for kind in kinds} == {"LI", "L"}
    assert {kind for element, kinds in found if element["S"].name == "LI" for kind in kinds} == {"Lbl", "LBody"}


def test_headings_of_tables_say_of_what_and_cells_say_their_headings(content_of, small):
    document, _text = read(content_of(small))
    assert [cell["Scope"].name for cell in attributes(document, "TH")] == ["Column"] * 2
    assert all(cell["Headers"] for cell in attributes(document, "TD"))


def test_no_link_stands_in_another(content_of, small):
    links = [kinds for element, kinds in tags(read(content_of(small))[0]) if element["S"].name == "Link"]
    assert links
    assert not [kinds for kinds in links if "Link" in kinds]


def test_headings_leave_out_no_level(content_of, small):
    document, _text = read(content_of(small))
    levels = [int(kind[1]) for element, _kinds in tags(document) if re.fullmatch("H[1-6]", kind := element["S"].name)]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels))


def test_links_say_where_they_lead(content_of, small):
    document, _text = read(content_of(small))
    assert {"”Mål” sida 3", "”Långsiktigt mål 1 Bo” sida 3", "Fotnot 1", "https://example.se/x"} <= set(
        described(document)
    )


def test_swedish_in_an_english_file_is_tagged_as_swedish(content_of, small):
    document, _text = read(content_of(small, "en"))
    said = {(element["S"].name, element["Lang"]) for element, _kinds in tags(document) if "Lang" in element}
    assert b"sv" in languages_in_lines(document)
    assert {"P", "L", "BlockQuote", "Table"} <= {kind for kind, language in said if language == b"sv"}
