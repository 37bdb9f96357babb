"""The demonstration follows the real documents item for item, in plain Swedish and in English."""

import json
import re
from collections import Counter
from html import unescape

import pytest

from portal.management.commands.load_demo import FILES

LIX_AT_MOST = 40
NAMES = ["hassleholm", "laholm", "ornskoldsvik", "soderhamn", "solleftea"]


def strategy(name):
    return json.loads((FILES / f"{name}.json").read_text(encoding="utf-8"))


def nodes(entries):
    for entry in entries:
        yield entry
        yield from nodes(entry.get("children", []))


def kinds(name):
    return Counter(entry["kind"] for entry in nodes(strategy(name)["commitments"]))


def texts(value, key):
    """Give every text under `key`, in Swedish and English, wherever it stands."""
    if isinstance(value, dict):
        if key in value:
            yield value[key]
        for inner in value.values():
            yield from texts(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, key)


def lix(html):
    """Give the readability index: words in a sentence, and the share of words longer than six letters (Björnsson)."""
    text = unescape(re.sub(r"<[^>]+>", " ", re.sub(r"</(?:p|li|td|th|blockquote)>", ". ", html)))
    words = re.findall(r"[^\W_]+(?:[-:][^\W_]+)*", text)
    sentences = [part for part in re.split(r"[.!?:]+(?:\s|$)", text) if re.search(r"\w", part)]
    return len(words) / len(sentences) + 100 * sum(len(word) > 6 for word in words) / len(words)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("hassleholm", {"long_term_goal": 4, "sub_goal": 7, "measure": 16}),
        ("laholm", {"focus_area": 8, "sub_goal": 37}),
        ("ornskoldsvik", {"focus_area": 5}),
        ("soderhamn", {"focus_area": 5}),
        ("solleftea", {"measure": 6}),
    ],
)
def test_every_commitment_of_the_document_is_there(name, expected):
    assert kinds(name) == expected


def test_laholm_has_six_areas_of_which_one_is_in_two_parts():
    areas = strategy("laholm")["commitments"]
    parts = [[child["title"]["sv"] for child in area["children"] if child["kind"] == "focus_area"] for area in areas]
    assert [part for part in parts if part] == [["Förskola och skola", "Vuxenutbildning"]]
    assert len(areas) == 6


def test_ornskoldsvik_names_nine_bodies_in_nineteen_responsibilities_for_its_areas():
    held = [row for row in strategy("ornskoldsvik")["responsibilities"] if row["commitment"]]
    assert (len(held), len({row["committee"] for row in held})) == (19, 9)


def test_definitions_footnotes_and_related_documents_are_all_there():
    hassleholm = strategy("hassleholm")
    assert (len(hassleholm["definitions"]), len(hassleholm["footnotes"])) == (6, 3)
    assert len(strategy("ornskoldsvik")["footnotes"]) == 4
    assert len(strategy("ornskoldsvik")["related_documents"]) == 5
    related = strategy("solleftea")["related_documents"]
    assert [bool(document["decision"]) for document in related] == [True] * 4


def test_voices_and_the_signed_foreword_are_there():
    [voices] = [section for section in nodes(strategy("soderhamn")["sections"]) if section["kind"] == "voices"]
    assert voices["plain"]["sv"].count("<li>") == voices["plain"]["en"].count("<li>") == 9
    [foreword] = [section for section in nodes(strategy("soderhamn")["sections"]) if section["kind"] == "foreword"]
    assert foreword["signed_by"] == "Sven-Erik Lindestam"


@pytest.mark.parametrize(
    ("name", "case_numbers", "decisions"),
    [
        (
            "hassleholm",
            ["AMF 2021/259", "AMF 2022/473", "AMF 2023/423"],
            [("adopted", "2021-09-21", "§ 77"), ("confirmed", "2024-01-16", None)],
        ),
        ("laholm", ["2016-000334"], [("adopted", "2017-02-28", "§ 20")]),
        ("ornskoldsvik", ["Kst/2013:123"], [("adopted", "2017", "§ 106")]),
        ("soderhamn", ["KS/2015/0173"], [("adopted", "2016-09-26", None)]),
        ("solleftea", None, []),
    ],
)
def test_numbers_and_decisions_are_the_documents_own(name, case_numbers, decisions):
    content = strategy(name)
    assert content.get("case_numbers") == case_numbers
    found = [(row["kind"], row["date"], row.get("paragraph")) for row in content.get("decisions", [])]
    assert found == decisions


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_in_both_languages_and_none_is_the_documents_own(name):
    content = strategy(name)
    for key in ("plain", "title", "term", "summary", "subtitle", "decision"):
        assert [text for text in texts(content, key) if not (text.get("sv") and text.get("en"))] == []
    in_footnotes = len(content.get("footnotes", []))
    assert len(list(texts(content, "text"))) == in_footnotes


@pytest.mark.parametrize("name", NAMES)
def test_every_commitment_has_a_theme(name):
    assert [entry["uid"] for entry in nodes(strategy(name)["commitments"]) if not entry.get("themes")] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_swedish_is_plain(name):
    whole = "".join(text["sv"] for text in texts(strategy(name), "plain"))
    assert lix(whole) <= LIX_AT_MOST
