"""Steps that take a part out of the document, or lines into it. Pure functions: a strategy file in, one out.

The report in the file goes along: what is placed and what is set aside add up to the same as before.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from portal.documents.fields import LONGEST_RICH_TEXT
from portal.documents.recognising.words import printable, words
from portal.documents.review.conversion import joined_all, names_of_bodies, signature, with_responsibilities
from portal.documents.review.outline import Outline
from portal.documents.review.parts import Entry, Part
from portal.documents.review.places import RefusedError, block_end
from portal.documents.review.wording import paragraph
from strategies.richtext import footnote_numbers, plain_text

KINDS = ("set_aside", "unplaced")


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
    if footnote_numbers(part.html):
        raise RefusedError(_("“%(part)s” has a footnote, which would be left alone.") % {"part": part.label})
    del rows[index]
    outline.data = with_responsibilities(data, [uid], None)
    text = " ".join(filter(None, (_text(part), *names_of_bodies(data, uid))))
    report = data.get("report", {})
    reason = _("It was set aside in the review.")
    new = [{"line": line, "text": words_there, "reason": reason} for line, words_there in _by_line(text, lines)]
    report = report | {
        "placed_words": report.get("placed_words", 0) - len(words(text)),
        "set_aside": sorted([*report.get("set_aside", []), *new], key=lambda row: row["line"]),
    }
    return outline.put_together() | {"report": report}


def take_in(data: Entry, uid: str, lines: Sequence[int], first: bool = False) -> Entry:
    """Put the words of `lines` that were set aside or unplaced into a part: after its text, or before it if `first`."""
    outline = Outline(data)
    rows, index = outline.find(uid)
    part, report = rows[index], data.get("report", {})
    found = sorted(
        (row["line"], printable(row["text"]))
        for kind in KINDS
        for row in report.get(kind, [])
        if row["line"] in set(lines)
    )
    if not found:
        raise RefusedError(_("Mark the lines that belong to the part."))
    new, old = joined_all(*(paragraph(text) for _line, text in found)), part.html
    whole = joined_all(new, old) if first else joined_all(old, new)
    if len(whole) > LONGEST_RICH_TEXT:
        raise RefusedError(_("The part would be longer than one text can be. Split it first."))
    rows[index] = replace(part, entry=part.entry | {"text": part.entry.get("text", {}) | {"sv": whole}})
    left = {kind: [row for row in report.get(kind, []) if row["line"] not in set(lines)] for kind in KINDS}
    placed = report.get("placed_words", 0) + sum(len(words(text)) for _line, text in found)
    return outline.put_together() | {"report": report | left | {"placed_words": placed}}


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
