"""Steps that take a part out of the document, or lines into it. Pure functions: a strategy file in, one out.

The report in the file goes along: what is placed and what is set aside add up to the same as before. Its `parts` keep
each part that was set aside as it was, until one of its lines is put somewhere else.
"""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from portal.importer.recognising.words import words
from portal.importer.review.outline import Outline, RefusedError, Tree, above, block_end, sibling_before
from portal.importer.review.parts import Entry, Part, signature
from portal.importer.review.steps.bodies import names_of_bodies, with_responsibilities
from portal.importer.sentences.recognition import IN_REVIEW
from strategies.richtext import footnote_numbers, plain_text


def set_aside(data: Entry, uid: str, lines: Sequence[tuple[int, str]]) -> Entry:
    """Take the part out, and list its words in the report by the `lines`, number and text, that they came from."""
    outline = Outline(data)
    rows, index = outline.find(uid)
    part = rows[index]
    if rows is outline.tree and block_end(rows, index) > index + 1:
        raise RefusedError(
            _("“%(under)s” stands under “%(part)s”. Move it out first, or join the two.")
            % {"under": rows[index + 1].label, "part": part.label}
        )
    if notes := footnote_numbers(part.html):
        raise RefusedError(
            _(
                "“%(part)s” has footnotes, which would be left alone: %(notes)s. Take them out first, under “About the"
                " document as a whole”, where footnotes are corrected."
            )
            % {"part": part.label, "notes": ", ".join(map(str, sorted(set(notes))))}
        )
    kept = _as_it_was(data, rows, index, [number for number, _text in lines])
    del rows[index]
    outline.data = with_responsibilities(data, [uid], None)
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
    texts = (part.number, part.title, plain_text(part.html), plain_text(signature(part.entry)))
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
