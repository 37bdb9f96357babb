"""The small steps of recognition, each by itself."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.importer.recognising import recognise
from portal.importer.recognising.answers.bodies import Bodies, kind_of, parted
from portal.importer.recognising.facts.dates import dates_in
from portal.importer.recognising.facts.related import related_documents
from portal.importer.recognising.facts.signature import signature
from portal.importer.recognising.identities import Identities
from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.lines.blocks import blocks_of, mended
from portal.importer.recognising.lines.furniture import furniture
from portal.importer.recognising.lines.markup import inline, rich
from portal.importer.recognising.lines.notes import noted
from portal.importer.recognising.lines.prose import Prose, joined, of_line
from portal.importer.recognising.notice import Code
from portal.importer.recognising.structure.commitments import Commitments
from portal.importer.recognising.structure.definitions import definitions
from portal.importer.recognising.structure.draft import Draft, SectionDraft
from portal.importer.recognising.structure.phrases import (
    commitment_label,
    named_commitment,
    responsible_label,
    section_sort,
)
from portal.importer.recognising.words import words
from portal.importer.sources.line import Item, Line, Mark, Source, Span
from portal.importer.sources.text.reader import read_text
from strategies.fields import UID_PATTERN


def prose(text, line=0, **keys):
    return Prose(text, origins=((0, line),), **keys)


def blocks(text):
    return blocks_of(list(enumerate(read_text(text.encode()).lines)))


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2016-09-26", "2016-09-26"),
        ("20160510", "2016-05-10"),
        ("180625", "2018-06-25"),
        ("30.4.2016", "2016-04-30"),
        ("den 28 februari 2017", "2017-02-28"),
        ("1 jan. 2020", "2020-01-01"),
        ("juni 2021", "2021-06"),
        ("2021-06", "2021-06"),
        ("2021", "2021"),
    ],
)
def test_dates_are_read_in_their_many_forms(written, iso):
    assert [date.iso for date in dates_in(f"Antagen {written}.", years_too=True)] == [iso]


@pytest.mark.parametrize("text", ["2016-13-45", "KS 2015/0173", "§ 188", "den 31 februari 2020", "____", "12.5"])
def test_what_is_no_date_is_none(text):
    assert dates_in(text) == []


def test_a_span_of_years_is_two():
    assert [date.iso for date in dates_in("2019-2023", years_too=True)] == ["2019", "2023"]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Delmål:", "sub_goal"),
        ("Våra fokusområden", "focus_area"),
        ("Granbro kommuns åtgärder för integration", "measure"),
        ("2.1 Mål", "sub_goal"),
        ("Strategier för att nå målen:", "measure"),
        ("Prioriterade områden 2020–2024", "focus_area"),
        ("Målgrupp", ""),
        ("Kommunens vision och mål", ""),
    ],
)
def test_labels_say_their_kind(label, kind):
    assert commitment_label(label) == kind


def test_a_heading_may_name_its_kind_and_number():
    named = named_commitment("Långsiktigt mål 1: Bostäder")
    assert (named.kind, named.number, named.start) == ("long_term_goal", "1", 19)
    assert named_commitment("Mål och medel") is None
    assert named_commitment("Åtgärder") is None


def test_labels_of_bodies_say_their_role():
    assert responsible_label("Huvudansvariga nämnder/styrelser utifrån sina verksamhetsområden:") == "lead"
    assert responsible_label("För uppföljning ansvarar") == "follow_up"
    assert responsible_label("Mål") == ""


def test_the_first_known_word_of_a_title_says_what_it_is_about():
    assert section_sort("Ansvar, genomförande och uppföljning").kind == "organisation"
    assert section_sort("3. Syfte").kind == "purpose"
    assert not section_sort("Granbro")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kommunfullmäktige", "council"),
        ("Stadsstyrelsen", "executive_board"),
        ("Vård- och omsorgsnämnden", "committee"),
        ("utbildningsutskottet", "committee"),
        ("Bildningssektorn", "administration"),
        ("Granbrohems styrelse", "company_board"),
        ("Enhetschef, stödenheten", "official"),
        ("nämnden", ""),
        ("en annan sak", ""),
    ],
)
def test_bodies_are_known_by_their_endings(name, kind):
    assert kind_of(name) == kind


def test_spellings_of_one_body_are_one():
    known = {"slug": "kultur", "kind": "committee", "name": {"sv": "Kultur- och fritidsnämnden"}}
    bodies = Bodies([known])
    assert {bodies.slug(name) for name in ("Kultur och fritidsnämnden", "kultur- och fritidsnämndens")} == {"kultur"}
    assert bodies.slug("Vård- och omsorgsnämnden") == "vard-och-omsorgsnamnden"
    assert [entry["slug"] for entry in bodies.entries()] == ["kultur", "vard-och-omsorgsnamnden"]


def test_a_line_may_name_several_bodies():
    text = prose("Barn- och utbildningsnämnden, Kultur och fritidsnämnden och Kommunstyrelsen")
    assert [name.text for name in parted(text, Bodies())] == [
        "Barn- och utbildningsnämnden",
        "Kultur och fritidsnämnden",
        "Kommunstyrelsen",
    ]
    assert parted(prose("Alla ska hjälpas åt"), Bodies()) == []
    assert parted(prose("Anna Berg"), Bodies(), trusting=True) == []
    assert [name.text for name in parted(prose("Rodd"), Bodies(), trusting=True)] == ["Rodd"]


@pytest.mark.parametrize(
    ("above", "below", "together"),
    [
        ("sam-", "hälle", "samhälle"),
        ("studie-", "och yrkesvägledning", "studie- och yrkesvägledning"),
        ("SFI-", "undervisning", "SFI-undervisning"),
        ("Dals-", "Ed", "Dals-Ed"),
        ("möten", "och", "möten och"),
        ("sam\u00ad", "hälle", "samhälle"),
    ],
)
def test_a_word_that_a_line_divides_becomes_whole(above, below, together):
    assert joined([prose(above, 0), prose(below, 1)]).text == together


@given(st.lists(st.text(alphabet="aå -", max_size=8), min_size=1, max_size=6), st.data())
def test_a_cut_knows_its_lines(texts, data):
    whole = joined([of_line(Line(1, text), index) for index, text in enumerate(texts)])
    start = data.draw(st.integers(0, len(whole.text)))
    end = data.draw(st.integers(start, len(whole.text)))
    part = whole.cut(start, end)
    assert part.text == whole.text[start:end].strip()
    assert "".join(text for _line, text in part.by_line()) == part.text


def test_emphasis_and_marks_survive_a_cut():
    text = prose("Mål: bra hem", spans=(Span(5, 8, "strong"),), marks=(Mark(8, "#1"),))
    assert inline(text.cut(4)) == '<strong>bra</strong><a href="#footnote-1">1</a> hem'


def test_lists_stand_in_lists():
    items = [
        Block(prose(text), item=Item(level, mark))
        for text, level, mark in [("a", 0, "-"), ("b", 1, "1."), ("c", 1, "2."), ("d", 0, "-")]
    ]
    assert rich(items) == "<ul><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ul>"


def test_a_list_may_begin_with_any_number():
    assert rich([Block(prose("a"), item=Item(0, "3."))]) == '<ol start="3"><li>a</li></ol>'


def test_markup_in_the_source_is_text():
    assert rich([Block(prose("<b> & c"))]) == "<p>&lt;b&gt; &amp; c</p>"


def test_lines_of_a_paragraph_are_put_together_and_short_lines_are_not():
    long = "Granbro är en kommun där många människor från olika håll har slagit sig ned"
    found = blocks(f"Plan\nDatum: 2020\n\n{long}\noch där de trivs.\n\nNästa.")
    assert [block.text for block in found] == ["Plan", "Datum: 2020", f"{long} och där de trivs.", "Nästa."]


def test_a_paragraph_goes_on_after_the_end_of_a_page():
    found = mended(blocks("Integration är en process och\n\n\n\nnågot som pågår."))
    assert [block.text for block in found] == ["Integration är en process och något som pågår."]


def test_footnotes_leave_a_list_whole():
    found = noted(blocks("- Ett hem¹\n- Ett jobb\n\n¹ Enligt lag.\n\n- En vän"))
    assert [block.text for block in found.blocks] == ["Ett hem", "Ett jobb", "En vän"]
    assert [(note.number, note.paragraphs[0].text) for note in found.notes] == [(1, "Enligt lag.")]
    assert found.blocks[0].prose.marks == (Mark(7, "#1"),)


def test_footnotes_that_begin_again_get_numbers_of_their_own():
    found = noted(blocks("Ett¹\n\n¹ Not a.\n\nTvå¹\n\n¹ Not b."))
    assert [(note.number, note.paragraphs[0].text) for note in found.notes] == [(1, "Not a."), (2, "Not b.")]
    assert [block.prose.marks[0].label for block in found.blocks] == ["#1", "#2"]


def test_a_mark_without_a_footnote_is_told():
    assert noted(blocks("Ett²")).dangling == [(0, "2")]


def aside_texts(text):
    lines = read_text(text.encode()).lines
    return [lines[index].text for index in sorted(furniture(lines))]


def test_contents_headers_and_page_numbers_are_set_aside():
    pages = "\f".join(f"Plan för Granbro {page}\n\nText nummer {page} är här.\n\n{page}" for page in range(1, 5))
    assert aside_texts(pages) == [text for page in range(1, 5) for text in (f"Plan för Granbro {page}", str(page))]
    assert aside_texts("Innehåll\nSyfte ..... 1\nMål ..... 2\n\nSyfte\n\nText.") == [
        *("Innehåll", "Syfte ..... 1", "Mål ..... 2")
    ]


def test_labels_that_come_again_and_again_are_no_headers():
    assert aside_texts("\f".join(f"Mål\n\nText {page} är här.\n\nÅtgärder" for page in range(1, 6))) == []


def test_who_signed_is_read_in_three_forms():
    forms = ["Anna Berg\nOrdförande", "Anna Berg, kommunalråd", "Anna-Karin von Berg kommundirektör"]
    found = [signature(blocks(f"Välkommen hit.\n\n{form}")) for form in forms]
    assert [(row.at, row.name.text, row.post.text) for row in found] == [
        (1, "Anna Berg", "Ordförande"),
        (1, "Anna Berg", "kommunalråd"),
        (1, "Anna-Karin von Berg", "kommundirektör"),
    ]
    assert signature(blocks("Välkommen hit.\n\nVi ses.")) is None


def test_related_documents_have_their_decisions():
    assert related_documents([prose("Bostadsplan (antagen av kommunfullmäktige 180625)"), prose("Ett, två, tre")]) == [
        {"title": {"sv": "Bostadsplan"}, "decision": {"sv": "antagen av kommunfullmäktige 2018-06-25"}},
        {"title": {"sv": "Ett"}},
        {"title": {"sv": "två"}},
        {"title": {"sv": "tre"}},
    ]


@given(st.lists(st.text(max_size=5), max_size=20))
def test_uids_are_the_same_again_and_all_different(names):
    first, second = ([series.uid("sections", name) for name in names] for series in (Identities("1"), Identities("1")))
    assert first == second
    assert len(set(first)) == len(first)
    assert [uid for uid in first if not re.fullmatch(UID_PATTERN, uid)] == []


def test_words_are_runs_of_letters_and_figures():
    assert words("Barn- och ung\u00addoms­vård, 2015/0173 (§ 7)") == ["Barn", "och", "ungdomsvård", "2015", "0173", "7"]


def test_the_words_that_a_title_names_are_defined_as_in_a_dictionary():
    text = "Vi menar:\n\nmöte, samtal: när folk ses\n\nKälla: en bok.\n\nmångfald\n\nAtt vi är olika."
    before, found = definitions("Begreppen möten och mångfald", blocks(text))
    assert [block.text for block in before] == ["Vi menar:"]
    assert [(row.term.text, [block.text for block in row.body]) for row in found] == [
        ("möte", ["möte, samtal: när folk ses", "Källa: en bok."]),
        ("mångfald", ["Att vi är olika."]),
    ]


def test_a_commitment_that_no_other_may_hold_stands_in_the_section_of_those_before_it():
    section = SectionDraft("commitments")
    commitments = Commitments(Draft(), Bodies())
    goal = commitments.add("long_term_goal", section)
    beside = commitments.add("focus_area", goal)
    assert (beside.above, beside.section) == (None, section)
    after = commitments.add("measure", goal)  # the goal is closed, so that the order stays
    assert (after.above, after.section) == (None, section)
    assert section.has_commitments


def test_pages_that_are_pictures_are_told():
    source = Source((Line(1, "Plan för Granbro", page=1), Line(2, "Vi börjar.", page=3)), pictures=(2, 4))
    file = recognise(source, {"code": "0114", "name": "Granbro", "committees": []})
    told = [(row["line"], row["values"]["page"]) for row in file["report"]["warnings"] if row["code"] == Code.PICTURE]
    assert told == [(2, 2), (2, 4)]


def test_plain_language_is_not_taken_for_the_adopted_wording_in_silence():
    source = Source((Line(1, "Plan för Granbro"), Line(2, "Vi börjar.")), wording="plain")
    file = recognise(source, {"code": "0114", "name": "Granbro", "committees": []})
    assert {"line": 1, "code": Code.PLAIN_WORDING, "values": {}} in file["report"]["warnings"]
