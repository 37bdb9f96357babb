"""The documents of the five municipalities, word for word."""

from collections import Counter

import pytest

from portal.importer.recognising.report import words_of
from portal.importer.recognising.words import words
from portal.importer.sources.text.reader import read_text
from portal.strategyfile import faults
from portal.strategyfile.coherence import nodes
from tests.portal.importer.recognising.reading import (
    DOCUMENTS,
    MUNICIPALITIES,
    answers,
    kinds,
    needs_documents,
    of_municipality,
    outline,
)

pytestmark = needs_documents

AREA, GOAL, SUB_GOAL, MEASURE = "focus_area", "long_term_goal", "sub_goal", "measure"


@pytest.fixture(scope="module")
def files():
    return {name: of_municipality(name) for name in MUNICIPALITIES}


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_every_word_is_placed_or_set_aside(files, name):
    report = files[name]["report"]
    source = read_text((DOCUMENTS / f"{name}.txt").read_bytes())
    apart = sum(len(words(row["text"])) for row in report["set_aside"])
    assert report["unplaced"] == []
    assert report["placed_words"] + apart == report["words"]
    assert report["words"] == sum(len(words(line.text)) for line in source.lines)


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_no_word_is_invented(files, name):
    source = read_text((DOCUMENTS / f"{name}.txt").read_bytes())
    given = Counter(words(" ".join(line.text for line in source.lines)))
    file = {key: value for key, value in files[name].items() if key not in ("report", "valid_from", "definitions")}
    assert Counter(words_of(file)) - given == Counter()


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_the_file_is_one_that_the_portal_takes(files, name):
    assert faults(files[name]) == []


def test_hassleholm(files):
    file = files["hassleholm"]
    assert Counter(kinds(file)) == {GOAL: 4, SUB_GOAL: 7, MEASURE: 16}
    assert [row["number"] for row in file["commitments"]] == ["1", "2", "3", "4"]
    assert [[child["kind"] for child in row["children"]] for row in file["commitments"]] == [
        [SUB_GOAL] * 2 + [MEASURE] * 2,
        [SUB_GOAL] * 3 + [MEASURE] * 6,
        [SUB_GOAL] + [MEASURE] * 3,
        [SUB_GOAL] + [MEASURE] * 5,
    ]
    assert [row["term"]["sv"] for row in file["definitions"]] == [
        *("Asylsökande", "Ensamkommande barn och unga", "Kommuninvånare", "Nyanländ", "Nyanlända elever", "SFI")
    ]
    assert [row["number"] for row in file["footnotes"]] == [1, 2, 3]
    assert file["decisions"] == [
        {"kind": "adopted", "body": "arbetsmarknadsnamnden", "date": "2021-09-21", "paragraph": "§ 77"},
        {"kind": "confirmed", "body": "arbetsmarknadsnamnden", "date": "2024-01-16"},
    ]
    assert file["case_numbers"] == ["AMF 2021/259", "AMF 2022/473", "AMF 2023/423"]
    assert file["until_further_notice"] is True
    assert file["subtitle"]["sv"].startswith("Strategi för bostad, ")


def test_hassleholm_has_its_sections_and_says_who_revises_and_follows_up(files):
    file = files["hassleholm"]
    assert list(answers(file)) == [
        ("revision", "Arbetsmarknadsnämnden", ""),
        ("follow_up", "Arbetsmarknadsnämnden", ""),
    ]
    assert [(depth, kind) for depth, kind, _title in outline(file, "sections")] == [
        *((0, "background"), (0, "purpose"), (0, "organisation"), (0, "background"), (0, "definitions")),
        *((0, "commitments"), (1, "challenges")),
        *((0, "method"), (1, "method"), (1, "method"), (1, "method"), (1, "method")),
    ]


def test_laholm(files):
    file = files["laholm"]
    assert Counter(kinds(file)) == {AREA: 8, SUB_GOAL: 37}
    areas = [row for row in outline(file, "commitments") if row[1] == AREA]
    assert [(depth, title) for depth, _kind, title in areas] == [
        (0, "Styrning"),
        (0, "Arbetsmarknad och sysselsättning"),
        (0, "Utbildning"),
        (1, "Förskola och skola"),
        (1, "Vuxenutbildning"),
        (0, "Samhällsplanering"),
        (0, "Aktiv fritid/sociala nätverk"),
        (0, "Hälsa"),
    ]


def test_laholm_has_its_facts_definitions_and_sections(files):
    file = files["laholm"]
    assert [row["number"] for row in file["commitments"][0]["children"]] == ["1", "2", "3", "4", "5", "6"]
    assert (file["title"]["sv"], file["slug"], file["edition"]) == (
        "Laholms kommuns program för integration",
        "program-for-integration",
        "2017",
    )
    assert file["decisions"] == [
        {"kind": "adopted", "body": "kommunfullmaktige", "date": "2017-02-28", "paragraph": "§ 20"}
    ]
    assert (file["valid_from"], file["until_further_notice"]) == ("2017-03-01", True)
    assert [row["term"]["sv"] for row in file["definitions"]] == ["integration", "nyanländ"]
    assert list(answers(file)) == [("lead", "Kommunstyrelsen", ""), ("follow_up", "Kommunstyrelsen", "")]
    assert [(depth, title) for depth, _kind, title in outline(file, "sections")] == [
        *((0, "Inledning"), (1, "Målgrupp"), (1, "Ansvar"), (0, "Integration"), (0, "Mål")),
        *((0, "Definition Nyanländ"), (0, "Fokusområden"), (0, "Uppföljning")),
    ]


def test_ornskoldsvik(files):
    file = files["ornskoldsvik"]
    assert kinds(file) == [AREA] * 5
    lead = [row for row in answers(file) if row[0] == "lead"]
    assert len(lead) == 19
    assert Counter(area for _role, _body, area in lead) == {
        "Utbildning": 2,
        "Arbete och sysselsättning": 4,
        "Fritid och social sammanhållning": 3,
        "Boende och samhällsplanering": 3,
        "Hälsa": 7,
    }
    assert len({body for _role, body, _area in lead}) == 9
    assert {(row["name"]["sv"], row["kind"]) for row in file["committees"]} >= {
        ("Kultur- och fritidsnämnden", "committee"),
        ("Övikshems styrelse", "company_board"),
        ("Rodret", "company_board"),
        ("Kommunstyrelsen", "executive_board"),
    }


def test_ornskoldsvik_has_its_footnotes_definitions_and_sections(files):
    file = files["ornskoldsvik"]
    assert [row["number"] for row in file["footnotes"]] == [1, 2, 3, 4]
    assert file["footnotes"][2]["text"]["sv"].count("<p>") == 3
    assert len(file["related_documents"]) == 5
    assert [row["term"]["sv"] for row in file["definitions"]] == ["integration", "inkludera"]
    assert [row for row in answers(file) if not row[2]] == [
        ("owner", "Kommundirektör", ""),
        ("revision", "Enhetschef, folkhälso- och kompetensenheten, tillväxtavdelningen, KLF", ""),
        ("coordination", "Kommunledningsförvaltningen", ""),
        ("follow_up", "Kommunledningsförvaltningen", ""),
    ]
    assert [(depth, kind) for depth, kind, _title in outline(file, "sections")] == [
        *((0, "purpose"), (0, "background"), (0, "background"), (0, "vision"), (0, "other")),
        *((1, "background"), (2, "values"), (2, "method"), (1, "commitments"), (1, "method"), (1, "organisation")),
        *((1, "follow_up"), (0, "appendix"), (1, "other"), (1, "definitions")),
    ]


def test_soderhamn(files):
    file = files["soderhamn"]
    assert kinds(file) == [AREA] * 5
    assert file["commitments"][4]["title"]["sv"] == "Attraktiva bostäder och boendemiljöer"
    foreword, voices = file["sections"][0], file["sections"][2]
    assert (foreword["kind"], foreword["signed_by"], foreword["signed_role"]) == (
        "foreword",
        "Sven-Erik Lindestam",
        {"sv": "Kommunstyrelsens ordförande"},
    )
    assert voices["kind"] == "voices"
    assert voices["text"]["sv"].count("<li>") == 9
    assert [(depth, kind) for depth, kind, _title in outline(file, "sections")] == [
        *((0, "foreword"), (0, "background"), (0, "voices"), (0, "vision"), (1, "commitments"), (0, "other")),
        (0, "organisation"),
    ]
    assert file["decisions"] == [{"kind": "adopted", "body": "kommunfullmaktige", "date": "2016-09-26"}]
    assert list(answers(file)) == [
        ("lead", "Kommunstyrelsen", ""),
        ("coordination", "Kommunstyrelsen", ""),
        ("coordination", "Integrationssamordnaren", ""),
    ]


def test_solleftea(files):
    file = files["solleftea"]
    assert kinds(file) == [MEASURE] * 6
    assert [row["number"] for row in file["commitments"]] == ["1", "2", "3", "4", "5", "6"]
    assert [row["decision"]["sv"].rpartition(" ")[2] for row in file["related_documents"]] == [
        "2018-04-23",
        "2018-06-25",
        "2018-01-09",
        "2018-03-07",
    ]
    assert [row["term"]["sv"] for row in file["definitions"]] == ["Flykting"]
    assert file["kind"] == "goals_and_direction"
    assert [(depth, kind) for depth, kind, _title in outline(file, "sections")] == [
        *((0, "vision"), (0, "definitions"), (0, "purpose"), (1, "values"), (0, "commitments"))
    ]


def test_the_same_document_gives_the_same_uids(files):
    again = of_municipality("laholm")
    assert [row["uid"] for _path, row, _above in nodes(again, "commitments")] == [
        row["uid"] for _path, row, _above in nodes(files["laholm"], "commitments")
    ]
