"""Steps that take a part out of the document, or lines into it. Pure functions: a strategy file in, one out.

The report in the file goes along: what is placed and what is set aside add up to the same as before. Its `parts` keep
each part that was set aside as it was, until one of its lines is put somewhere else.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from portal.importer.recognising.words import printable, words
from portal.importer.review.conversion import joined_all, names_of_bodies, signature, with_responsibilities
from portal.importer.review.outline import Outline, Tree
from portal.importer.review.parts import Entry, Part
from portal.importer.review.places import RefusedError, above, block_end, sibling_before
from portal.importer.review.wording import listed, paragraph
from portal.importer.sentences.recognition import IN_REVIEW
from strategies.richtext import LONGEST_RICH_TEXT, footnote_numbers, plain_text

KINDS = ("set_aside", "unplaced")
BULLET = re.compile(r"[•▪◦·–-]\s+")


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


def take_in(data: Entry, uid: str, lines: Sequence[int], first: bool = False) -> Entry:
    """Put the words of `lines` that were set aside or unplaced into a part: after its text, or before it if `first`."""
    outline = Outline(data)
    rows, index = outline.find(uid)
    part = rows[index]
    texts, report = taken_lines(data, lines)
    new = text_of(texts)
    whole = joined_all(new, part.html) if first else joined_all(part.html, new)
    if len(whole) > LONGEST_RICH_TEXT:
        raise RefusedError(_("The part would be longer than one text can be. Split it first."))
    rows[index] = replace(part, entry=part.entry | {"text": part.entry.get("text", {}) | {"sv": whole}})
    return outline.put_together() | {"report": report}


def taken_lines(data: Entry, lines: Sequence[int]) -> tuple[list[str], Entry]:
    """Give what was set aside or unplaced of each line, and the report without it. Raises RefusedError for nothing."""
    report, wanted = data.get("report", {}), set(lines)
    found = [row for kind in KINDS for row in report.get(kind, []) if row["line"] in wanted]
    if not found:
        raise RefusedError(_("Mark the lines that belong to the part."))
    texts: dict[int, list[str]] = defaultdict(list)
    for row in sorted(found, key=lambda row: row["line"]):
        texts[row["line"]].append(printable(row["text"]))
    left = {kind: [row for row in report.get(kind, []) if row["line"] not in wanted] for kind in KINDS}
    left["placed_words"] = report.get("placed_words", 0) + sum(len(words(row["text"])) for row in found)
    # A part that has lost a line could not come back as it was.
    torn = {row["part"] for row in found if "part" in row}
    if "parts" in report:
        left["parts"] = [kept for kept in report["parts"] if kept["uid"] not in torn]
    return [" ".join(there) for there in texts.values()], report | left


def text_of(lines: Iterable[str]) -> str:
    """Give lines as rich text: those with a bullet as a list, and those that one sentence runs through as one."""
    return joined_all(*(_block(line) for line in lines))


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


def _block(text: str) -> str:
    """Give a line as rich text: an item of a list where it begins with a bullet, else a paragraph."""
    bullet = BULLET.match(text)
    return listed([text[bullet.end() :]]) if bullet and text[bullet.end() :].strip() else paragraph(text)


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
