"""From the lines of a document to a strategy file, step by step."""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from portal.importer.recognising.answers.bodies import Bodies
from portal.importer.recognising.answers.names import aliases_in
from portal.importer.recognising.answers.sentences import take_answering
from portal.importer.recognising.aside import Aside, asides
from portal.importer.recognising.facts.front import front_of, furniture_reason
from portal.importer.recognising.facts.labels import Facts
from portal.importer.recognising.facts.minutes import parted, put_minutes
from portal.importer.recognising.facts.sentences import take_period, take_told
from portal.importer.recognising.filing import filed, slug_of
from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.lines.blocks import blocks_of, mended
from portal.importer.recognising.lines.furniture import contents_titles, furniture
from portal.importer.recognising.lines.notes import Noted, noted
from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.notice import Code, Notice, Reason, Step
from portal.importer.recognising.report import divided_words, report
from portal.importer.recognising.structure.building import Building
from portal.importer.recognising.structure.draft import Draft, SectionDraft
from portal.importer.recognising.structure.flat import arranged
from portal.importer.recognising.structure.headings import with_headings
from portal.importer.recognising.structure.outline import Chapter, chapters
from portal.importer.recognising.structure.phrases import tells_of_sub_goals
from portal.importer.recognising.structure.ranks import settled
from portal.importer.recognising.structure.roles import areas_assumed
from portal.importer.recognising.words import printable, squeezed
from portal.importer.sources.line import Line, Source
from strategies.wording import PLAIN

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
    lines = source.lines
    progress(Step.FURNITURE)
    reasons = furniture(lines)
    gone = [Aside(index, lines[index].text, reason) for index, reason in reasons.items()]
    contents = contents_titles(lines, reasons)

    progress(Step.PARAGRAPHS)
    raw = blocks_of([(index, line) for index, line in enumerate(lines) if index not in reasons])
    without_notes = noted(raw)
    blocks, from_edges = _without_logos(mended(without_notes.blocks), municipality["name"])
    whole = [prose for block in (*raw, *blocks) for prose in block.proses()]

    progress(Step.STRUCTURE)
    facts = Facts(Bodies(municipality.get("committees", ())))
    pairs = [(row[0], row[1]) for block in blocks for row in block.rows if len(row) == 2]  # noqa: PLR2004
    facts.bodies.aliases |= aliases_in((prose for block in blocks for prose in block.proses()), pairs)
    minutes, own = parted(blocks)
    put_minutes(facts, minutes, lines)
    front = front_of(own, facts, municipality["name"], contents)
    ranked, moved = settled(arranged(with_headings(front.body, contents), contents))
    tree = chapters(ranked)
    has_sub_goals = any(block.rank is not None and tells_of_sub_goals(block.text) for block in ranked)
    assumed = areas_assumed(tree) if _names_nothing(tree, facts, has_sub_goals) else frozenset()
    building = Building(facts, has_sub_goals, assumed)
    draft = building.draft
    if minutes:
        draft.sections.append(SectionDraft("other", None, minutes))
        draft.warnings.append(Notice(minutes[0].prose.line, Code.MINUTES))
    if front.unknown:
        draft.sections.append(SectionDraft("other", None, front.unknown))
        draft.warnings.append(Notice(front.unknown[0].prose.line, Code.BEFORE_TITLE))
    draft.warnings += moved
    for chapter in tree:
        building.section(chapter, None)
    if facts.unread:
        draft.sections.append(SectionDraft("other", None, [Block(prose) for prose in facts.unread]))
        draft.warnings.append(Notice(facts.unread[0].line, Code.UNREAD_FACTS))

    take_answering(draft, facts)

    draft.warnings += [*_of_file(source), *_of_notes(without_notes)]
    title, repeated = _title(front.title, facts, source, own, draft)
    take_told(facts, [prose for block in blocks for prose in block.proses()])
    titles = f"{title} {front.subtitle.text if front.subtitle else ''}"
    if take_period(facts, titles):
        draft.warnings.append(Notice(0, Code.PERIOD_IN_TITLE))
    slug = slug or slug_of(title, municipality["name"])
    series = (municipality["code"], slug, edition)
    file = filed(series, (title, front.subtitle), facts, draft, without_notes.notes)
    values = [*facts.values, *facts.related, *draft.values, *without_notes.labels]
    set_aside = [*gone, *from_edges, *front.aside, *facts.aside, *draft.aside, *repeated]
    file["report"] = report(
        lines, file, divided_words(whole), words_became=values, aside=set_aside, notices=draft.warnings
    )
    return file


def _of_file(source: Source) -> Iterator[Notice]:
    """Tell what the file itself says: that its text is not the one adopted, and that pages of it are pictures."""
    if source.wording == PLAIN:
        yield Notice(0, Code.PLAIN_WORDING)
    for page in source.pictures:
        yield Notice(_first_after(source.lines, page), Code.PICTURE, {"page": page})


def _of_notes(found: Noted) -> Iterator[Notice]:
    for note in found.unmarked:
        yield Notice(note.paragraphs[0].line, Code.UNMARKED_NOTE, {"number": note.number})
    for line, label in found.dangling:
        yield Notice(line, Code.DANGLING_MARK, {"label": label})


def _names_nothing(tree: Sequence[Chapter], facts: Facts, has_sub_goals: bool) -> bool:
    """Say whether building would find no commitments; the facts stay as they are."""
    trial = Building(deepcopy(facts), has_sub_goals)
    for chapter in tree:
        trial.section(chapter, None)
    return not trial.draft.commitments


def _first_after(lines: Sequence[Line], page: int) -> int:
    """Give the index of the first line that is not before a page, or of the last one."""
    return next((index for index, line in enumerate(lines) if (line.page or 0) >= page), max(len(lines) - 1, 0))


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
            draft.sections.append(SectionDraft("other", None, [Block(prose)]))
            draft.warnings.append(Notice(prose.line, Code.OTHER_NAME))
    if not title:
        first = next((block.text for block in body if block.text), "")
        title = source.title.strip() or first or UNTITLED
        draft.warnings.append(Notice(0, Code.NO_TITLE))
    return " ".join(printable(title).split())[:LONGEST_TITLE].strip(), gone
