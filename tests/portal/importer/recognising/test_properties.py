"""What holds for every document, however strange: no exception, no word lost or moved, a file that the portal takes.

Of documents made at random, a hundred are read, and with THOROUGH=true three hundred; SOURCE_CASES=10000 makes it that
many.
"""

import os
import re
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.importer.recognising import recognise
from portal.importer.recognising.words import words
from portal.importer.sources.line import Cell, Furniture, Item, Line, Mark, Source, Span
from portal.importer.sources.text.reader import read_text
from portal.strategyfile import faults
from portal.strategyfile.coherence import nodes
from strategies.richtext import plain_text
from tests.chance import cases

pytestmark = pytest.mark.slow

CASES = int(os.environ.get("SOURCE_CASES") or cases(300))
GRANBRO = {"code": "0114", "name": "Granbro", "committees": []}
PHRASES = st.sampled_from(
    [
        "Inledning",
        "Syfte",
        "Mål",
        "Delmål:",
        "Åtgärder",
        "Åtgärder:",
        "Fokusområden",
        "Hit vill vi:",
        "Mål 1: Fler i arbete",
        "Delmål 1.2 Språk Fokusområde 2: Hälsa",
        "Ansvarig: Socialnämnden",
        "Ansvariga nämnder:",
        "Kultur- och fritidsnämnden",
        "Uppföljning",
        "Bilaga 1 Begrepp",
        "Integration: möten",
        "Vision",
        "Dnr: KS 2020/1",
        "Antagen av kommunfullmäktige 2020-05-05 § 7",
        "Ersätter: Intet Giltig till och med 2025",
        "Röster från oss",
        "Förord",
        "Anna Berg",
        "Kommunstyrelsens ordförande",
        "Innehåll",
        "Inledning 3 Relaterade dokument:",
        "Plan (antagen 180625)",
        "1 Inledning",
        "1.1 Mål",
        "Åtgärd",
        "Ansvarig",
        "Tidplan",
        "Granbro kommun",
        "3",
        "Sida 2 av 9 Integrationsstrategi för Granbro",
        "Vi arbetar för att",
        "och alla",
        "som gäller.",
        "fram-",
        "stu-",
        "1 En not",
        "så säger vi. Här.",
        "”Hej på dig” Målgrupp: Alla",
        "Kommunens mål för integration",
        "2. Bostad",
        "Stadsstyrelsen, Vård- och omsorgsnämnden",
        "¹ En not",
        "ord¹",
    ]
)
TEXTS = st.one_of(PHRASES, st.text(max_size=40), st.tuples(PHRASES, st.text(max_size=10)).map(" ".join))


@st.composite
def lines(draw, texts=TEXTS):
    text = draw(texts)
    size = len(text)
    places = st.integers(0, size)
    span = st.builds(
        lambda a, b, tag: Span(min(a, b), max(a, b), tag, "https://granbro.example" if tag == "a" else ""),
        *(places, places, st.sampled_from(["em", "strong", "a"])),
    )
    rare = draw(st.integers(0, 9))
    return Line(
        number=1,
        text=text,
        page=draw(st.sampled_from([None, None, 1, 2])),
        whole=draw(st.booleans()),
        gap=draw(st.booleans()),
        indent=draw(st.sampled_from([0.0, 0.0, 4.0])),
        size=draw(st.sampled_from([None, None, 11.0, 16.0])),
        bold=draw(st.booleans()) and rare < 3,
        italic=rare == 4,
        heading=draw(st.integers(1, 7)) if rare == 5 else None,
        title=rare == 6 and draw(st.booleans()),
        item=Item(draw(st.integers(0, 3)), draw(st.sampled_from(["-", "•", "1.", "2.", "a)"]))) if rare == 7 else None,
        cell=Cell(draw(st.integers(0, 2)), draw(st.integers(0, 3)), draw(st.integers(0, 3))) if rare == 8 else None,
        note=draw(st.sampled_from(["1", "2", "*"])) if rare == 9 else None,
        furniture=draw(st.sampled_from([None] * 8 + list(Furniture))),
        spans=tuple(draw(st.lists(span, max_size=2))),
        marks=tuple(Mark(draw(places), label) for label in draw(st.lists(st.sampled_from("12*"), max_size=1))),
    )


def numbered(found):
    return Source(tuple(replace(line, number=number) for number, line in enumerate(found, start=1)))


def apart(report):
    return sum(len(words(row["text"])) for row in report["set_aside"] + report["unplaced"])


@settings(max_examples=CASES, deadline=None)
@given(st.lists(lines(), max_size=25).map(numbered))
def test_any_lines_give_a_file_that_the_portal_takes(source):
    file = recognise(source, GRANBRO)
    report = file["report"]
    assert faults(file) == []
    assert report["placed_words"] + apart(report) == report["words"]
    assert report["unplaced"] == []


@settings(max_examples=CASES, deadline=None)
@given(st.lists(TEXTS, max_size=25).map("\n".join))
@example("Anna Berg\nAntagen av kommunfullmäktige 2020-05-05 § 7")
def test_any_text_gives_a_file_that_the_portal_takes(text):
    content = "".join(letter for letter in text if letter.isprintable() or letter == "\n").encode()
    file = recognise(read_text(content), GRANBRO)
    assert faults(file) == []
    assert file["report"]["unplaced"] == []


@settings(max_examples=CASES, deadline=None)
@given(st.lists(lines(texts=PHRASES), max_size=25))
def test_text_stays_in_its_order(found):
    marked = [
        replace(
            line, text=f"{line.text} x{number}x", furniture=None, cell=None, note=None, spans=(), marks=(), page=None
        )
        for number, line in enumerate(found)
    ]
    file = recognise(numbered(marked), GRANBRO)
    for key in ("sections", "commitments"):
        told = []
        for _path, row, _above in nodes(file, key):
            said = [row.get("title", {}).get("sv", ""), plain_text(row.get("text", {}).get("sv", ""))]
            told += [int(number) for text in said for number in re.findall(r"x(\d+)x", text)]
        assert told == sorted(told)
