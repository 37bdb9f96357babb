"""Steps that bring back what was set aside: a part as it was, or lines as a part of their own. Pure functions."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from portal.importer.recognising.words import printable, words
from portal.importer.review.outline import Outline, RefusedError, Tree, above, block_end, fault_of, first_under
from portal.importer.review.parts import DEFINITION, LONGEST, ROLES, Entry, Part
from portal.importer.review.wording import joined_all, listed, paragraph
from portal.strategyfile.fields import LONGEST_RICH_TEXT

KINDS = ("set_aside", "unplaced")
BULLET = re.compile(r"[•▪◦·–-]\s+")


def parts_aside(data: Entry) -> list[tuple[Part, list[int]]]:
    """Give the parts that were set aside and can be brought back as they were, each with its lines."""
    return [(_part(kept), kept["lines"]) for kept in data.get("report", {}).get("parts", [])]


def bring_back(data: Entry, uid: str) -> Entry:
    """Put a part that was set aside back where it stood, with those who answered for it.

    Where that place is gone, it comes after what stood before it. Raises RefusedError when it cannot come back whole.
    """
    report = data.get("report", {})
    kept = next((kept for kept in report.get("parts", []) if kept["uid"] == uid), None)
    if kept is None:
        raise RefusedError(_("That part cannot be brought back whole any more. Bring its lines back instead."))
    outline, part = Outline(data), _part(kept)
    if part.role == DEFINITION:
        before = _place_of(outline.terms, kept["before"])
        outline.terms.insert(0 if before is None else before + 1, part)
    else:
        before = _place_of(outline.tree, kept["before"])
        there = _where_it_stood(outline.tree, kept, part)
        outline.tree = _first_sound([*there, *_after(outline.tree, before, part)])
    mine = [row for row in report["set_aside"] if row.get("part") == uid]
    left = {
        "placed_words": report.get("placed_words", 0) + sum(len(words(row["text"])) for row in mine),
        "set_aside": [row for row in report["set_aside"] if row.get("part") != uid],
        "parts": [other for other in report["parts"] if other is not kept],
    }
    file = outline.put_together() | {"report": report | left}
    known = {row["slug"] for row in data.get("committees", [])}
    answers = [row for row in kept["responsibilities"] if row["committee"] in known]
    return file | ({"responsibilities": [*data.get("responsibilities", []), *answers]} if answers else {})


def make_part(data: Entry, uid: str, lines: Sequence[int], role: str, made: str, *, heading: bool) -> Entry:
    """Make a part `made` of lines that were set aside or unplaced, to come after the part `uid`, or first for "".

    With `heading`, the first of the lines becomes its heading. It stands beside the part before it, or under it, or as
    much further out as its role needs.
    """
    if role not in ROLES:
        raise RefusedError(_("There is no such role. Look at the page again."))
    texts, report = taken_lines(data, lines)
    part = Part(role, 0, _entry(role, made, texts, heading))
    outline = Outline(data)
    rows, index = outline.find(uid) if uid else (outline.tree, None)
    if role == DEFINITION:
        outline.terms.insert(index + 1 if index is not None and rows is outline.terms else len(outline.terms), part)
    else:
        before = index if rows is outline.tree else len(outline.tree) - 1 if outline.tree else None
        outline.tree = _first_sound(_after(outline.tree, before, part))
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


def _block(text: str) -> str:
    """Give a line as rich text: an item of a list where it begins with a bullet, else a paragraph."""
    bullet = BULLET.match(text)
    return listed([text[bullet.end() :]]) if bullet and text[bullet.end() :].strip() else paragraph(text)


def _part(kept: Entry) -> Part:
    return Part(kept["role"], kept["depth"], kept["entry"])


def _entry(role: str, made: str, texts: Sequence[str], heading: bool) -> Entry:
    key = "term" if role == DEFINITION else "title"
    if role == DEFINITION and not heading:
        raise RefusedError(_("A definition needs a term: say that the first of the lines is the heading."))
    title = " ".join(texts[0].split()) if heading else ""
    if len(title) > LONGEST[key]:
        raise RefusedError(
            _("“%(text)s…” is too long: at most %(most)d characters.") % {"text": title[:20], "most": LONGEST[key]}
        )
    html = text_of(texts[1:] if heading else texts)
    return {"uid": made} | ({key: {"sv": title}} if title else {}) | ({"text": {"sv": html}} if html else {})


def _place_of(rows: Sequence[Part], uid: str) -> int | None:
    return next((index for index, part in enumerate(rows) if part.uid == uid), None)


def _where_it_stood(tree: Tree, kept: Entry, part: Part) -> list[Tree]:
    """Give the tree with the part under what it stood under, after what it stood beside; none where that is gone."""
    holder, beside = _place_of(tree, kept["holder"]), _place_of(tree, kept["beside"])
    if kept["holder"] and holder is None:
        return []
    depth = 0 if holder is None else tree[holder].depth + 1
    if beside is not None and above(tree, beside) == holder:
        return [_with(tree, part, block_end(tree, beside), depth)]
    return [_with(tree, part, 0 if holder is None else first_under(tree, holder, part), depth)]


def _after(tree: Tree, before: int | None, part: Part) -> Iterator[Tree]:
    """Give the tree with the part at each place after another, the nearest first; None is before all others.

    At the last of the places, among those at the top, it can always stand.
    """
    if before is None:
        yield _with(tree, part, 0, 0)
    else:
        depth, end = tree[before].depth, block_end(tree, before)
        if end == before + 1:
            yield _with(tree, part, end, depth)
        for level in range(depth + 1, -1, -1):
            yield _with(tree, part, before + 1, level)
        holder: int | None = before
        while holder is not None:
            yield _with(tree, part, block_end(tree, holder), tree[holder].depth)
            holder = above(tree, holder)
    commitments = (at for at, other in enumerate(tree) if not other.depth and other.is_commitment)
    yield _with(tree, part, next(commitments, len(tree)) if part.is_section else len(tree), 0)


def _first_sound(trees: Iterable[Tree]) -> Tree:
    return next(tree for tree in trees if not fault_of(tree))


def _with(tree: Tree, part: Part, at: int, depth: int) -> Tree:
    return [*tree[:at], replace(part, depth=depth), *tree[at:]]
