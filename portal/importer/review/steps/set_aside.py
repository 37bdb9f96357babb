"""A part taken out of the document, and listed among the lines that are in no part.

The report in the file goes along: what is placed and what is set aside add up to the same as before. Its `parts` keep
each part that was set aside as it was, until one of its lines is put somewhere else.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.importer.recognising.words import words
from portal.importer.review.bodies import handed_over, names_of_bodies, told_of_lost_bodies
from portal.importer.review.origins import Reviewed, SourceLine
from portal.importer.review.outline import (
    Outline,
    RefusedError,
    Tree,
    above,
    block_end,
    part_beside,
    part_of,
    sibling_before,
)
from portal.importer.review.parts import Entry, Part
from portal.importer.review.steps.step import OwnBodies, Step, Taken
from portal.importer.sentences.recognition import IN_REVIEW
from strategies.richtext import footnote_numbers, plain_text

KINDS = ("set_aside", "unplaced")  # of rows in a report: what is in no part, by line


def set_aside(data: Entry, uid: str, lines: Sequence[tuple[int, str]]) -> Entry:
    """Take the part out, and list its words in the report by the `lines`, number and text, that they came from."""
    outline = Outline(data)
    rows, index = outline.find(uid)
    part = rows[index]
    if rows is outline.tree and block_end(rows, index) > index + 1:
        raise RefusedError(
            _("“%(under)s” is under “%(part)s”. Move it out first, or join the two.")
            % {"under": rows[index + 1].label, "part": part.label}
        )
    if notes := footnote_numbers(part.html):
        raise RefusedError(
            _(
                "“%(part)s” has footnotes that would be left behind: %(notes)s. First remove them under "
                "“About the document as a whole”, where footnotes are corrected."
            )
            % {"part": part.label, "notes": ", ".join(map(str, sorted(set(notes))))}
        )
    kept = _as_it_was(data, rows, index, [number for number, _text in lines])
    del rows[index]
    outline.data = handed_over(data, [uid], None)
    text = " ".join(filter(None, (_text(part), *names_of_bodies(data, uid))))
    report = data.get("report", {})
    new = [
        {"line": line, "text": words_there, "reason": IN_REVIEW, "part": uid}
        for line, words_there in _by_line(text, lines)
    ]
    report = report | {
        "placed_words": report.get("placed_words", 0) - len(words(text)),
        "set_aside": sorted([*report.get("set_aside", []), *new], key=lambda row: row["line"]),
        "parts": [*report.get("parts", []), kept],
    }
    return outline.put_together() | {"report": report}


def with_placed(report: Entry, rows: Sequence[Entry], parts: Collection[str]) -> Entry:
    """Give the report once the words of some of its `rows` are placed, and these `parts` are no more to bring back."""
    left: Entry = {kind: [row for row in report.get(kind, []) if row not in rows] for kind in KINDS}
    left["placed_words"] = report.get("placed_words", 0) + sum(len(words(row["text"])) for row in rows)
    if "parts" in report:
        left["parts"] = [kept for kept in report["parts"] if kept["uid"] not in parts]
    return report | left


def _as_it_was(data: Entry, rows: Tree, index: int, lines: list[int]) -> Entry:
    """Give what is needed to bring a part back: itself, where it stood, who answered for it, and its lines."""
    part, holder, beside = rows[index], above(rows, index), sibling_before(rows, index)
    return {
        "uid": part.uid,
        "role": part.role,
        "depth": part.depth,
        "entry": part.entry,
        "holder": "" if holder is None else rows[holder].uid,
        "beside": "" if beside is None else rows[beside].uid,
        "before": rows[index - 1].uid if index else "",
        "responsibilities": [row for row in data.get("responsibilities", []) if row["commitment"] == part.uid],
        "lines": lines,
    }


def _text(part: Part) -> str:
    texts = (part.number, part.title, plain_text(part.html), plain_text(part.signature))
    return " ".join(filter(None, texts))


def _by_line(text: str, lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Share out the words of a text to the lines that have them; what no line has goes to the first, or to line 0."""
    left = Counter(words(text))
    shared = []
    for number, line in lines:
        there = Counter(words(line))
        taken = there & left
        left -= taken
        if taken:
            shared.append((number, line if taken == there else " ".join(taken.elements())))
    rest = " ".join(left.elements()) or ("" if shared else text)
    return [*shared, (lines[0][0] if lines else 0, rest)] if rest else shared


def _with_lines(taken: Taken, reviewed: Reviewed, lines: Mapping[int, SourceLine], _own: OwnBodies) -> Taken:
    numbers = reviewed.origins.get(taken["uid"], [])
    return taken | {"lines": [(number, lines[number].text) for number in numbers]}


def _told(before: Entry, after: Entry, taken: Taken) -> str:
    label = {"part": part_of(before, taken["uid"]).label}
    text = _("“%(part)s” has been set aside. You will find it among the lines that are in no part.") % label
    lost = told_of_lost_bodies(before, after, [taken["uid"]], _("So have those responsible for it: %(bodies)s."))
    return text + lost


STEPS = (
    Step(
        "aside",
        gettext_lazy("setting aside"),
        set_aside,
        _told,
        complete=_with_lines,
        seen=lambda before, taken: part_beside(before, taken["uid"]),
    ),
)
