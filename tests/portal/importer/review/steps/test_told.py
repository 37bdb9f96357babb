"""What a step has done is said in words: what happened, to what, and what went along."""

import pytest

from portal.importer.review.origins import Reviewed, SourceLine, traced
from portal.importer.review.parts import parts_of
from portal.importer.review.steps.register import take, told, told_undone
from tests.portal.strategyfile.files import small

LINES = {9: SourceLine(9, "Slut")}
A, B, G, S = (name * 10 for name in "abgs")


@pytest.fixture
def read():
    """Give a section with a goal that has two measures, of which a body answers for the second."""
    file = small(
        committees=[{"slug": "kn", "kind": "committee", "name": {"sv": "Kulturnämnden"}}],
        sections=[{"uid": S, "kind": "other", "title": {"sv": "Mål"}}],
        commitments=[
            {
                "uid": G,
                "kind": "long_term_goal",
                "title": {"sv": "Hem"},
                "section": S,
                "children": [
                    {
                        "uid": A,
                        "kind": "measure",
                        "title": {"sv": "Bygga"},
                        "text": {"sv": "<p>Ett.</p><p>Två.</p>"},
                    },
                    {"uid": B, "kind": "measure", "title": {"sv": "Flytta"}},
                ],
            }
        ],
        responsibilities=[{"committee": "kn", "role": "lead", "commitment": B}],
        report={"words": 9, "placed_words": 8, "set_aside": [], "unplaced": [{"line": 9, "text": "Slut"}]},
    )
    return Reviewed(file, traced(LINES.values(), parts_of(file)))


def said(read, **step):
    return told(read.file, take(read, step, LINES).file, step)


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        (
            {"do": "role", "uid": A, "role": "sub_goal", "beside": True},
            "“Bygga” is now: sub-goal, under “Hem”. So is 1 other.",
        ),
        (
            {"do": "role", "uid": B, "role": "other", "beside": False},
            "“Flytta” is now: other. Their names are now in its text: Kulturnämnden.",
        ),
        ({"do": "rename", "uid": A, "number": "2", "title": "Bo"}, "The heading is now “2 Bo”."),
        (
            {"do": "split", "uid": A, "at": 1, "made": "c" * 10, "heading": False},
            "“Bygga” has been split. “Två.” is now a part of its own.",
        ),
        ({"do": "join", "uid": B}, "“Flytta” has been joined to “Bygga” and is now at the end of its text."),
        ({"do": "up", "uid": B}, "“Flytta” has been moved. It is now first under “Hem”."),
        ({"do": "down", "uid": A}, "“Bygga” has been moved. It now comes after “Flytta”, under “Hem”."),
        ({"do": "under", "uid": A, "home": B}, "“Bygga” has been moved. It is now first under “Flytta”."),
        (
            {"do": "aside", "uid": B, "lines": []},
            "“Flytta” has been set aside. You will find it among the lines that are in no part."
            " So have those responsible for it: Kulturnämnden.",
        ),
        ({"do": "add", "uid": A, "lines": [9], "first": False}, "1 line has been added to “Bygga”."),
        (
            {"do": "make", "uid": B, "lines": [9], "role": "measure", "made": "c" * 10, "heading": True},
            "A new part has been made: “Slut”, as measure.",
        ),
        (
            {"do": "body_role", "uid": B, "slug": "kn", "role": "lead", "to": "revision"},
            "“Kulturnämnden” now has another role: revision.",
        ),
        (
            {"do": "body_remove", "uid": B, "slug": "kn", "role": "lead"},
            "“Kulturnämnden” has been removed from “Flytta”: main responsibility.",
        ),
        (
            {"do": "facts", "uid": "", "facts": {"valid_from": "2022", "replaces": "Den"}, "bodies": []},
            "Corrected: Valid from, Replaces.",
        ),
    ],
)
def test_a_step_is_told(read, step, answer):
    assert said(read, **step) == answer


def test_bodies_are_told_with_what_they_answer_for(read):
    body = {"slug": "sn", "kind": "committee", "name": {"sv": "Socialnämnden"}}
    add = {"do": "body_add", "body": body, "role": "lead"}
    assert said(read, **add, uid=A) == "“Socialnämnden” is now responsible for “Bygga”: main responsibility."
    assert (
        said(read, **add, uid="") == "“Socialnämnden” is now responsible for the whole strategy: main responsibility."
    )
    replace = {"do": "body_replace", "uid": "", "slug": "kn", "body": body}
    assert said(read, **replace) == "“Kulturnämnden” is now “Socialnämnden” everywhere."


def test_what_is_undone_is_told(read):
    step = {"do": "rename", "uid": A, "number": "", "title": "Bo"}
    after = take(read, step, LINES).file
    assert told_undone(read.file, after, step) == "Undone for “Bo”: a new heading."
    aside = {"do": "aside", "uid": B, "lines": []}
    assert told_undone(read.file, take(read, aside, LINES).file, aside) == "Undone for “Flytta”: setting aside."
    facts = {"do": "facts", "uid": "", "facts": {"replaces": "Den"}, "bodies": []}
    assert told_undone(read.file, take(read, facts, LINES).file, facts) == "Undone: other facts."


def test_a_part_brought_back_is_told(read):
    aside = take(read, {"do": "aside", "uid": B, "lines": [(9, "Flytta")]}, LINES)
    step = {"do": "restore", "uid": B}
    back = take(aside, step, LINES)
    assert told(aside.file, back.file, step) == "“Flytta” has been brought back."
    assert back.origins[B] == [9]
