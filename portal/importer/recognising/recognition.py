"""From the lines of a document to a strategy file, step by step."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from portal.importer.recognising.answers.bodies import Bodies
from portal.importer.recognising.answers.names import aliases_in
from portal.importer.recognising.answers.sentences import take_answering
from portal.importer.recognising.aside import Aside, asides
from portal.importer.recognising.facts.front import Front, front_of, furniture_reason
from portal.importer.recognising.facts.labels import Facts
from portal.importer.recognising.facts.minutes import parted, put_minutes
from portal.importer.recognising.facts.sentences import take_period, take_told
from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.lines.blocks import blocks_of, mended
from portal.importer.recognising.lines.furniture import contents_titles, furniture
from portal.importer.recognising.lines.notes import Noted, noted
from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.notice import Code, Notice, Reason, Step
from portal.importer.recognising.report import divided_words, report
from portal.importer.recognising.strategy_file import PLAIN_WORDING
from portal.importer.recognising.structure.assembly import Assembly
from portal.importer.recognising.structure.chapters import Chapter, chapters, put_in_place
from portal.importer.recognising.structure.depths import with_depths
from portal.importer.recognising.structure.draft import Draft, SectionDraft
from portal.importer.recognising.structure.headings import with_headings
from portal.importer.recognising.structure.phrases import tells_of_sub_goals
from portal.importer.recognising.structure.roles import areas_assumed
from portal.importer.recognising.words import printable, squeezed
from portal.importer.recognising.writer import slug_of, written
from portal.importer.sources.line import Line, Source

LONGEST_TITLE = 300
UNTITLED = "Dokument utan rubrik"
EDGE = 8  # blocks at the beginning and the end that may be a logo or an address


def recognise(
    source: Source,
    municipality: dict[str, Any],
    slug: str = "",
    edition: str = "",
    progress: Callable[[Step], None] = lambda _step: None,
) -> dict[str, Any]:
    """Give the strategy file of a document, with its `report`.

    `municipality` has its `code`, `name` (the short one) and `committees`, each {slug, kind, name: {sv}}. Slug and
    edition come from the title and the decisions where they are not given. `progress` is told of each step.
    """
    text = _text_of(source.lines, municipality["name"], progress)
    progress(Step.STRUCTURE)
    facts = Facts(_bodies(text.blocks, municipality))
    minutes, own = parted(text.blocks)
    put_minutes(facts, minutes, source.lines)
    front = front_of(own, facts, municipality["name"], text.contents)
    draft, facts = _drafted(minutes, front, facts, text.contents)
    take_answering(draft, facts)
    draft.warnings += [*_of_file(source), *_of_notes(text.noted)]
    title, repeated = _title(front.title, facts, source, own, draft)
    take_told(facts, _proses(text.blocks))
    if take_period(facts, f"{title} {front.subtitle.text if front.subtitle else ''}"):
        draft.warnings.append(Notice(0, Code.PERIOD_IN_TITLE))
    series = (municipality["code"], slug or slug_of(title, municipality["name"]), edition)
    file = written(series, (title, front.subtitle), facts, draft, text.noted.notes)
    file["report"] = report(
        source.lines,
        file,
        text.divided,
        words_became=[*facts.values, *facts.related, *draft.values, *text.noted.labels],
        aside=[*text.aside, *front.aside, *facts.aside, *draft.aside, *repeated],
        notices=draft.warnings,
    )
    return file


@dataclass(frozen=True)
class _Text:
    """The text of a document: its blocks, its notes, the titles in its contents, and what else became of its lines.

    `divided` says which line's last word goes on in which line.
    """

    blocks: list[Block]
    noted: Noted
    contents: frozenset[str]
    aside: list[Aside]
    divided: dict[int, int]


def _text_of(lines: Sequence[Line], municipality: str, progress: Callable[[Step], None]) -> _Text:
    """Put the lines together, without what is on the pages and in no text."""
    progress(Step.FURNITURE)
    reasons = furniture(lines)
    gone = [Aside(index, lines[index].text, reason) for index, reason in reasons.items()]
    progress(Step.PARAGRAPHS)
    raw = blocks_of([(index, line) for index, line in enumerate(lines) if index not in reasons])
    without_notes = noted(raw)
    blocks, logos = _without_logos(mended(without_notes.blocks), municipality)
    divided = divided_words(_proses([*raw, *blocks]))
    return _Text(blocks, without_notes, contents_titles(lines, reasons), [*gone, *logos], divided)


def _proses(blocks: Iterable[Block]) -> list[Prose]:
    return [prose for block in blocks for prose in block.proses()]


def _bodies(blocks: Sequence[Block], municipality: dict[str, Any]) -> Bodies:
    """Give the municipality's bodies, with the abbreviations of them that the document explains."""
    pairs = [(row[0], row[1]) for block in blocks for row in block.rows if len(row) == 2]  # noqa: PLR2004
    return Bodies(municipality.get("committees", ()), aliases=aliases_in(_proses(blocks), pairs))


def _drafted(minutes: list[Block], front: Front, facts: Facts, contents: frozenset[str]) -> tuple[Draft, Facts]:
    """Make the parts of a strategy of the text after the front, and of what nobody knows where to put.

    The facts that stand in the text too are given back with those known before.
    """
    ranked, moved = put_in_place(with_depths(with_headings(front.body, contents), contents))
    tree = chapters(ranked)
    has_sub_goals = any(block.rank is not None and tells_of_sub_goals(block.text) for block in ranked)

    def assembled(known: Facts, assumed: frozenset[Chapter] = frozenset()) -> Assembly:
        assembly = Assembly(known, has_sub_goals, assumed)
        _put_apart(assembly.draft, minutes, Code.MINUTES)
        _put_apart(assembly.draft, front.unknown, Code.BEFORE_TITLE)
        assembly.draft.warnings += moved
        for chapter in tree:
            assembly.section(chapter, None)
        return assembly

    found = assembled(deepcopy(facts))
    if not found.draft.commitments and (assumed := areas_assumed(tree)):
        found = assembled(facts, assumed)
    _put_apart(found.draft, [Block(prose) for prose in found.facts.unread], Code.UNREAD_FACTS)
    return found.draft, found.facts


def _put_apart(draft: Draft, blocks: list[Block], code: Code) -> None:
    """Put blocks, if there are any, in a section of their own, and tell of them."""
    if blocks:
        draft.sections.append(SectionDraft("other", None, blocks))
        draft.warnings.append(Notice(blocks[0].prose.line, code))


def _of_file(source: Source) -> Iterator[Notice]:
    """Tell what the file itself says: that its text is not the one adopted, and that pages of it are pictures."""
    if source.wording == PLAIN_WORDING:
        yield Notice(0, Code.PLAIN_WORDING)
    pages = list(accumulate((line.page or 0 for line in source.lines), max))
    last = max(len(pages) - 1, 0)
    for page in source.pictures:  # told at the first line that is not before the page, or at the last
        yield Notice(min(bisect_left(pages, page), last), Code.PICTURE, {"page": page})


def _of_notes(found: Noted) -> Iterator[Notice]:
    for note in found.unmarked:
        yield Notice(note.paragraphs[0].line, Code.UNMARKED_NOTE, {"number": note.number})
    for line, label in found.dangling:
        yield Notice(line, Code.DANGLING_MARK, {"label": label})


def _without_logos(blocks: list[Block], municipality: str) -> tuple[list[Block], list[Aside]]:
    """Set the municipality's logo and address aside on the first and the last pages."""
    kept: list[Block] = []
    gone: list[Aside] = []
    for at, block in enumerate(blocks):
        at_edge = at < EDGE or at >= len(blocks) - EDGE
        above = kept[-1] if kept else None
        if at_edge and (reason := furniture_reason(block, municipality)):
            gone += asides(block.prose, reason)
        elif at_edge and above and squeezed(above.text + block.text) == squeezed(municipality) and above.is_paragraph:
            # A logo that is set on two lines, with the name divided between them.
            gone += [*asides(kept.pop().prose, Reason.LOGO), *asides(block.prose, Reason.LOGO)]
        else:
            kept.append(block)
    return kept, gone


def _title(
    found: Prose | None, facts: Facts, source: Source, body: list[Block], draft: Draft
) -> tuple[str, list[Aside]]:
    """Give the document's title, and what only repeats it among the facts."""
    title = found.text if found else ""
    gone: list[Aside] = []
    for prose in facts.titles:
        if not title:
            title = prose.text.strip()
        elif squeezed(prose.text) == squeezed(title):
            gone += asides(prose, Reason.REPEATED_TITLE)
        else:
            _put_apart(draft, [Block(prose)], Code.OTHER_NAME)
    if not title:
        first = next((block.text for block in body if block.text), "")
        title = source.title.strip() or first or UNTITLED
        draft.warnings.append(Notice(0, Code.NO_TITLE))
    return " ".join(printable(title).split())[:LONGEST_TITLE].strip(), gone
