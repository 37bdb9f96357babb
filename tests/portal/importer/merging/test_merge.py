"""A document's adopted wording laid into an edition that exists."""

from collections import Counter
from copy import deepcopy
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.importer.merging.merge import merged
from portal.importer.merging.report import Difference
from portal.strategyfile.coherence import nodes
from portal.strategyfile.reader import faults, read
from strategies.richtext import plain_text
from tests.portal.strategyfile.files import DEMO, full, small

TREES = ("sections", "commitments", "definitions")
MAY_HOLD = {"focus_area": ["focus_area", "sub_goal", "measure"], "sub_goal": ["measure"], "measure": ["measure"]}
WORDS = st.sampled_from(["Boende", "Boendet", "Arbete", "Skola", "Mål"])
TEXTS = st.sampled_from(["Vi bygger fler bostäder.", "Fler bostäder byggs.", "Skolan öppnar.", "Ingen står utanför."])


def laid(existing, recognised):
    """Merge with uids that can be told."""
    return merged(existing, recognised, map("n{:09d}".format, count()).__next__)


def rows(data, key):
    """Give the objects of a tree in the document's order."""
    return [row for _path, row, _above in nodes(data, key)]


def in_sv(key, value):
    """Give a key with a Swedish text, or nothing for no text."""
    return {key: {"sv": value}} if value else {}


@st.composite
def wordings(draw, document):
    """Give a title, a text, or both; an edition may have a plain text and a translation besides."""
    title, text = draw(st.none() | WORDS), draw(st.none() | TEXTS)
    entry = in_sv("title", title)
    if text and (document or draw(st.booleans())):
        entry |= in_sv("text", f"<p>{text}</p>")
    if not document and draw(st.booleans()):
        entry |= {"plain": {"sv": f"<p>Kort: {draw(TEXTS)}</p>", "en": "<p>In short.</p>"}}
    return entry or in_sv("text", "<p>Något.</p>")


@st.composite
def trees(draw, key, document, uids, *, kinds=("focus_area", "sub_goal", "measure"), depth=0):
    """Give a list of sections or commitments."""
    found = []
    for _index in range(draw(st.integers(0, 3 if depth < 2 else 0))):
        kind = draw(st.sampled_from(kinds)) if key == "commitments" else draw(st.sampled_from(["other", "vision"]))
        below = draw(trees(key, document, uids, kinds=MAY_HOLD.get(kind, ()), depth=depth + 1))
        found.append(
            {"uid": f"{'d' if document else 'e'}{next(uids):09d}", "kind": kind}
            | draw(wordings(document))
            | ({"children": below} if below else {})
        )
    return found


@st.composite
def files(draw, document):
    """Give a strategy file: a document as it was recognised, or an edition."""
    uids = count()
    terms = [
        {
            "uid": f"{'d' if document else 'e'}{next(uids):09d}",
            "term": {"sv": term},
            "text": {"sv": "<p>Förklarat.</p>"},
        }
        for term in draw(st.lists(WORDS, max_size=2))
    ]
    return small(**{key: draw(trees(key, document, uids)) for key in TREES[:2]}, definitions=terms)


@pytest.mark.slow
class TestProperties:
    """What holds whatever the two say."""

    @given(files(document=False), files(document=True))
    def test_every_text_of_the_document_is_there_afterwards(self, existing, recognised):
        result, _report = laid(existing, recognised)
        said, kept = (
            Counter(row["text"]["sv"] for key in TREES for row in rows(data, key) if "text" in row)
            for data in (recognised, result)
        )
        assert said <= kept

    @given(files(document=False), files(document=True))
    def test_the_edition_keeps_its_parts_in_their_order_with_plain_language_and_translations(
        self, existing, recognised
    ):
        before = deepcopy(existing)
        result, _report = laid(existing, recognised)
        assert existing == before
        uids = {row["uid"] for key in TREES for row in rows(existing, key)}
        for key in TREES:
            kept = [row for row in rows(result, key) if row["uid"] in uids]
            for row, old in zip(kept, rows(existing, key), strict=True):
                assert (row["uid"], row.get("kind"), row.get("plain")) == (
                    old["uid"],
                    old.get("kind"),
                    old.get("plain"),
                )
                assert row.get("title") == old.get("title", row.get("title"))

    @given(files(document=False), files(document=True))
    def test_the_result_is_a_strategy_file_without_faults(self, existing, recognised):
        result, _report = laid(existing, recognised)
        assert faults(result) == []

    @given(files(document=False), files(document=True))
    def test_a_second_time_changes_nothing(self, existing, recognised):
        once, _report = laid(existing, recognised)
        twice, report = laid(once, recognised)
        assert twice == once
        assert report.changes_nothing
        assert report.added == report.laid == report.filled == []

    @given(files(document=False), files(document=True))
    def test_the_report_tells_of_every_part_of_both(self, existing, recognised):
        _result, report = laid(existing, recognised)
        for key in TREES:
            told = [part.uid for part, _by in report.matched if part.key == key]
            told += [part.uid for part in report.missing if part.key == key]
            assert sorted(told) == sorted(row["uid"] for row in rows(existing, key))
        parts = sum(len(rows(recognised, key)) for key in TREES)
        assert len(report.matched) + len(report.added) == parts


class TestDemonstration:
    """The five demonstration editions and documents that say the same in other words."""

    @pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
    def test_a_document_of_the_same_structure_matches_part_by_part(self, path):
        existing = read(path.read_bytes())
        recognised = self.as_document(existing)
        result, report = laid(existing, recognised)
        assert (report.added, report.missing, report.filled, report.differing) == ([], [], [], [])
        for key in TREES:
            wanted = {row["uid"]: capitals(row) for row in rows(existing, key) if "plain" in row}
            assert {row["uid"]: row["text"]["sv"] for row in rows(result, key) if "text" in row} == wanted
        assert self.without_text(result) == self.without_text(existing)
        assert faults(result) == []

    @pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
    def test_a_part_that_the_document_lacks_is_reported_and_stays(self, path):
        existing = read(path.read_bytes())
        recognised = self.as_document(existing)
        gone = recognised["commitments"].pop(0)
        recognised.pop("responsibilities", None)
        _result, report = laid(existing, recognised)
        assert report.added == []
        number = len(rows({"commitments": [gone]}, "commitments"))
        assert [part.uid for part in report.missing] == [row["uid"] for row in rows(existing, "commitments")[:number]]

    @staticmethod
    def as_document(existing):
        """Give what the importer would: other uids, the wording in capitals, no plain language and no translation."""
        recognised = deepcopy(existing)
        new = {row["uid"]: f"r{row['uid'][1:]}" for key in TREES for row in rows(existing, key)}
        for key in TREES:
            for row in rows(recognised, key):
                row["uid"] = new[row["uid"]]
                row.pop("themes", None)
                if "section" in row:
                    row["section"] = new[row["section"]]
                if "plain" in row:
                    row["text"] = {"sv": capitals(row)}
                    del row["plain"]
                if "title" in row:
                    row["title"] = {"sv": row["title"]["sv"]}
        for row in recognised.get("responsibilities", []):
            row["commitment"] = new.get(row["commitment"])
        return recognised

    @staticmethod
    def without_text(data):
        """Give the file as it is apart from its adopted wording."""
        bare = deepcopy(data)
        for key in TREES:
            for row in rows(bare, key):
                row.pop("text", None)
        return bare


class TestPlaces:
    """Where new parts go."""

    def test_a_new_section_stands_between_the_same_neighbours(self):
        existing = small(sections=[section("a", "Inledning"), section("b", "Ansvar")])
        recognised = small(sections=[section("x", "Inledning"), section("y", "Syfte"), section("z", "Ansvar")])
        result, report = laid(existing, recognised)
        assert [row["title"]["sv"] for row in result["sections"]] == ["Inledning", "Syfte", "Ansvar"]
        assert [(part.key, part.uid, part.name) for part in report.added] == [("sections", "n000000000", "Syfte")]

    def test_a_new_part_brings_what_is_below_it(self):
        existing = small(commitments=[])
        recognised = small(sections=[section("s", "Mål")], commitments=[goal("x", "Bo", measure("y", "Bygga."))])
        recognised["commitments"][0]["section"] = "saaaaaaaaa"
        result, _report = laid(existing, recognised)
        bo = result["commitments"][0]
        assert (bo["uid"], bo["section"], bo["children"][0]["text"]) == (
            "n000000001",
            result["sections"][0]["uid"],
            {"sv": "<p>Bygga.</p>"},
        )

    def test_what_cannot_stand_under_the_edition_s_kind_follows_it(self):
        existing = small(commitments=[goal("a", "Bo", kind="long_term_goal"), goal("b", "Lära")])
        recognised = small(commitments=[goal("x", "Bo", goal("y", "Hyra")), goal("z", "Lära")])
        result, report = laid(existing, recognised)
        assert [row["title"]["sv"] for row in result["commitments"]] == ["Bo", "Hyra", "Lära"]
        assert Difference("commitments/aaaaaaaaaa/kind", "long_term_goal", "focus_area") in report.differing


class TestRoles:
    """Parts that the document has in another role, or at another place, than the edition."""

    def test_a_definition_that_the_document_has_as_a_section_is_no_second_part(self):
        term = {
            "uid": "taaaaaaaaa",
            "term": {"sv": "Nyanländ"},
            "text": {"sv": "<p>En person som nyss kommit hit.</p>"},
        }
        new = section("x", "Nyanländ", text={"sv": "<p>En person som nyss har kommit hit.</p>"})
        result, report = laid(small(definitions=[term]), small(sections=[new]))
        assert result["definitions"] == [term | {"text": new["text"]}]
        assert "sections" not in result
        assert report.differing == [Difference("definitions/taaaaaaaaa/role", "definition", "other")]
        assert (report.added, report.missing, report.laid) == ([], [], ["definitions/taaaaaaaaa/text"])

    def test_a_part_with_the_same_title_and_other_words_is_another(self):
        term = {"uid": "taaaaaaaaa", "term": {"sv": "Arbete"}, "text": {"sv": "<p>En syssla mot lön.</p>"}}
        new = section("x", "Arbete", text={"sv": "<p>Näringslivet tar emot praktikanter varje vår.</p>"})
        result, report = laid(small(definitions=[term]), small(sections=[new]))
        assert result["definitions"] == [term]
        assert [part.name for part in report.added] == ["Arbete"]

    def test_what_stands_under_a_part_in_another_role_goes_where_that_part_stood(self):
        existing = small(commitments=[goal("a", "Bo", kind="long_term_goal"), goal("b", "Lära")])
        sections = [section("s", "Mål"), section("x", "Bo")]
        commitments = [goal("y", "Hyra") | {"section": "xaaaaaaaaa"}, goal("z", "Lära") | {"section": "saaaaaaaaa"}]
        result, report = laid(existing, small(sections=sections, commitments=commitments))
        assert [row["title"]["sv"] for row in result["commitments"]] == ["Bo", "Hyra", "Lära"]
        assert [row["title"]["sv"] for row in result["sections"]] == ["Mål"]
        assert Difference("commitments/aaaaaaaaaa/role", "long_term_goal", "other") in report.differing

    def test_nobody_answers_for_a_section(self):
        existing = small(sections=[section("s", "Bo")])
        body = {"slug": "namnden", "kind": "committee", "name": {"sv": "Nämnden"}}
        answers = [{"committee": "namnden", "role": "lead", "commitment": "xaaaaaaaaa"}]
        document = small(commitments=[goal("x", "Bo")], committees=[body], responsibilities=answers)
        result, report = laid(existing, document)
        assert (result.get("responsibilities"), result.get("committees")) == (None, None)
        assert Difference("responsibilities/saaaaaaaaa", [], ("lead", "namnden")) in report.differing

    def test_a_part_under_another_is_reported_and_stays(self):
        existing = small(commitments=[goal("a", "Bo", goal("b", "Hyra")), goal("c", "Lära")])
        document = small(commitments=[goal("x", "Bo"), goal("z", "Lära", goal("y", "Hyra"))])
        result, report = laid(existing, document)
        assert result == existing
        assert report.differing == [Difference("commitments/baaaaaaaaa/under", "Bo", "Lära")]

    def test_a_part_in_another_order_is_reported_and_stays(self):
        existing = small(sections=[section(letter, letter * 9) for letter in "abcde"])
        document = small(sections=[section(letter.upper(), letter * 9) for letter in "daebc"])
        for row in document["sections"]:
            row["uid"] = f"x{row['uid'][1:].lower()}"[:9] + row["title"]["sv"][0]
        result, report = laid(existing, document)
        assert result == existing
        assert report.differing == [
            Difference("sections/daaaaaaaaa/after", "c" * 9, ""),
            Difference("sections/eaaaaaaaaa/after", "d" * 9, "a" * 9),
        ]


class TestWording:
    """What is laid in, and what stays."""

    def test_the_adopted_wording_is_replaced_and_its_translation_stays(self):
        existing = full()
        recognised = small(sections=[section("x", "Förord", text={"sv": "<p>Antaget.</p>"})])
        result, report = laid(existing, recognised)
        assert result["sections"][0] == existing["sections"][0] | {"text": {"sv": "<p>Antaget.</p>"}}
        assert report.laid == ["sections/saaaaaaaaa/text"]
        existing["sections"][0]["text"] = {"sv": "<p>Beslutat.</p>", "en": "<p>Decided.</p>"}
        result, _report = laid(existing, recognised)
        assert result["sections"][0]["text"] == {"sv": "<p>Antaget.</p>", "en": "<p>Decided.</p>"}

    def test_a_part_without_text_in_the_document_keeps_its_own(self):
        result, report = laid(full(), small(sections=[section("x", "Förord")]))
        assert (result["sections"], report.laid) == (full()["sections"], [])

    def test_footnotes_go_by_number(self):
        notes = [{"number": 1, "text": {"sv": "<p>Ny.</p>"}}, {"number": 2, "text": {"sv": "<p>Till.</p>"}}]
        result, report = laid(full(), small(footnotes=notes))
        assert result["footnotes"] == [{"number": 1, "text": {"sv": "<p>Ny.</p>", "en": "<p>A source.</p>"}}, notes[1]]
        assert [part.uid for part in report.added] == ["2"]


def capitals(row):
    """Give an adopted wording for what is said in plain language."""
    return f"<p>{plain_text(row['plain']['sv']).upper()}</p>"


def section(letter, title, **keys):
    """Give a section with a uid of one letter."""
    return {"uid": f"{letter}aaaaaaaaa", "kind": "other", "title": {"sv": title}} | keys


def goal(letter, title, *children, kind="focus_area"):
    """Give a commitment with a title."""
    below = {"children": list(children)} if children else {}
    return {"uid": f"{letter}aaaaaaaaa", "kind": kind, "title": {"sv": title}} | below


def measure(letter, text):
    """Give a measure without a title."""
    return {"uid": f"{letter}aaaaaaaaa", "kind": "measure", "text": {"sv": f"<p>{text}</p>"}}
