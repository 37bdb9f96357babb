"""Blocks into chapters, sections and commitments: what must hold for documents of any length."""

import sys

import pytest

from portal.importer.recognising.answers.bodies import Bodies
from portal.importer.recognising.facts.labels import Facts
from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.structure.assembly import Assembly
from portal.importer.recognising.structure.chapters import chapters, put_in_place
from portal.importer.recognising.structure.depths import with_depths
from portal.importer.recognising.structure.headings import with_headings
from portal.importer.sources.line import Item

FEW, MANY = 50, 400


def block(text, **looks):
    return Block(Prose(text, origins=((0, 0),)), gap=True, **looks)


def styled(count):
    for number in range(count):
        yield block(f"Del {number} av saken" if number % 5 else "Mål", level=number % 3 + 1, bold=number % 2 == 0)
        yield block(f"Här står en text om ämne {number} som är en hel mening.")


def plain(count):
    yield block("Fokusområden")
    for number in range(count):
        yield block(f"Område {number} i staden" if number % 5 else "Våra mål")
        yield block(f"Här står en text om ämne {number} som är en hel mening.")
        yield block("Ansvarig: Socialnämnden")


def listed(count):
    yield block("Åtgärder:")
    for number in range(count):
        yield block(f"Sak {number} ska bli av", item=Item(0, "•"))
        yield block("Ansvarig: Socialnämnden")


def assembled(blocks):
    ranked, _moved = put_in_place(with_depths(with_headings(blocks)))
    assembly = Assembly(Facts(Bodies()))
    for chapter in chapters(ranked):
        assembly.section(chapter, None)
    return assembly.draft


def steps(blocks):
    """Count the lines, and the turns of loops in them, that are run for a document: the same on every machine."""
    count = 0

    def counted(_frame, event, _argument):
        nonlocal count
        count += event == "line"
        return counted

    before = sys.gettrace()
    sys.settrace(counted)
    try:
        assembled(blocks)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("document", [styled, plain, listed])
def test_the_cost_grows_with_the_length_and_no_faster(document):
    assembled(list(document(MANY)))  # so that what is remembered of words is remembered for both
    few, many = (steps(list(document(count))) for count in (FEW, MANY))
    assert many < few * MANY / FEW * 1.1
