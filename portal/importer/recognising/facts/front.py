"""What stands before the text: title, subtitle, logo, and the facts about the document. Pure functions."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from portal.importer.recognising import vocabulary
from portal.importer.recognising.aside import Aside, asides
from portal.importer.recognising.facts.dates import dates_in
from portal.importer.recognising.facts.labels import (
    Facts,
    is_running,
    labelled,
    put_labelled,
    put_paragraph,
    put_running,
)
from portal.importer.recognising.facts.tables import Pair, labelled_cells
from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.lines.prose import Prose, joined
from portal.importer.recognising.notice import Reason
from portal.importer.recognising.structure.phrases import commitment_label, section_sort, unnumbered
from portal.importer.recognising.words import folded, squeezed, words

MOST_BLOCKS = 40  # of a cover page and what stands on its back
LONGEST_TITLE = 200
MOST_CELLS = 6  # of a table that only sets facts beside each other
REACH = 4  # blocks after which a fact about the document still says that those before it are no text
_CONTACT = re.compile(
    r"(?<![\w.])[\w.]+@[\w-]+\.\w+|\b\d{3}\s?\d{2}\s+[A-ZÅÄÖ]|(?:tel|telefon|vx|växel|org\.?\s?nr)\b[.:]?\s*[\d-]|^www\.\S+$",
    re.IGNORECASE,
)
_MUNICIPALITY = re.compile(r"[A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖa-zåäö]\w+)?\s(?i:kommun|stad|kommune)")
# A cover that says what the document is attached to.
_ATTACHED = re.compile(
    r"(?:tillhör |bilaga (?:\d+ )?till )[^.]{3,120}|bilaga \d+|bilaga\b[^.]{0,30}(?:§|\bkf\b|\bks\b|fge)[^.]{0,40}",
    re.IGNORECASE,
)
# Words with which a line of a title goes on, or leads on to the next.
_BOUND = ("för ", "i ", "om ", "och ", "av ", "med ", "till ", "samt ", "på ")
_BINDING = tuple(f" {word.strip()}" for word in _BOUND)
MUCH_LARGER = 1.3  # times the size of what names the document, from which another line is its title


@dataclass
class Front:
    """The title and the subtitle, blocks that nothing is known of, and the blocks of the text itself."""

    title: Prose | None = None
    subtitle: Prose | None = None
    unknown: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)


def front_of(blocks: Sequence[Block], facts: Facts, municipality: str, contents: frozenset[str]) -> Front:
    """Part what stands before the text from the text. Facts are put into `facts`."""
    front = Front()
    title_at = _title_at(blocks, contents)
    at = 0
    while at < min(len(blocks), MOST_BLOCKS):
        if at == title_at:
            at = title_at = _put_title(front, blocks, at)
        elif not _takes(front, blocks[at], facts, municipality) and not _keeps(front, blocks, at, title_at, contents):
            break
        at += 1
    front.body = list(blocks[at:])
    return front


def _put_title(front: Front, blocks: Sequence[Block], at: int) -> int:
    """Put the title that begins with the block at a place, and give the place of its last line."""
    title, front.subtitle = _parted_title(blocks[at])
    while at + 1 < len(blocks) and _continues_title(title, blocks[at + 1]):
        at += 1
        title = joined([title, blocks[at].prose.cut(0)])
    front.title = title
    return at


def _keeps(front: Front, blocks: Sequence[Block], at: int, title_at: int, contents: frozenset[str]) -> bool:
    """Keep a block for the subtitle, or as one that nothing is known of; say whether it is no part of the text yet."""
    soon = bool(front.title) and front.subtitle is None and at <= title_at + 2
    if soon and _is_subtitle(blocks, at, contents):
        front.subtitle = blocks[at].prose.cut(0)
        return True
    if (at < title_at and not front.title) or _before_facts(blocks, at):
        front.unknown.append(blocks[at])
        return True
    return False


def _parted_title(block: Block) -> tuple[Prose, Prose | None]:
    """Give the title, and the subtitle that stands on the line below it in the same paragraph."""
    prose = block.prose.cut(0)
    at = next((at for at, _line in prose.origins[1:]), 0)
    first, second = prose.text[:at].strip(), prose.text[at:].strip()
    goes_on = not second[:1].isupper() or first.casefold().endswith(_BINDING) or second.casefold().startswith(_BOUND)
    if not first or goes_on or block.page is not None or not document_kind(folded(first)):
        return prose, None
    return prose.cut(0, at), prose.cut(at)


def _continues_title(title: Prose, below: Block) -> bool:
    """Say whether a block is the next line of a title: it begins, or the title ends, in the middle of a phrase."""
    text = below.text.casefold()
    bound = text.startswith(_BOUND) or title.text.casefold().endswith(_BINDING)
    return bound and below.is_paragraph and _may_be_title(below) and not labelled(below.prose)


def _before_facts(blocks: Sequence[Block], at: int) -> bool:
    """Say whether a short block stands among facts about the document: some follow soon, and no heading before them."""
    if not blocks[at].is_paragraph or not blocks[at].is_short:
        return False
    for block in blocks[at + 1 : at + 1 + REACH]:
        if block.level is not None or _is_chapter(block, frozenset()):
            return False
        if (block.rows and labelled_cells(block.rows)) or labelled(block.prose):
            return True
    return False


def _takes(front: Front, block: Block, facts: Facts, municipality: str) -> bool:
    """Take a block that is known to be no part of the text; say whether it was one."""
    if reason := furniture_reason(block, municipality):
        front.aside += asides(block.prose, reason)
        return True
    if front.title and squeezed(block.text) == squeezed(front.title.text) and block.text:
        front.aside += asides(block.prose, Reason.REPEATED_TITLE)
        return True
    return put_fact_block(facts, block) or _put_type(facts, block)


def furniture_reason(block: Block, municipality: str) -> Reason | None:
    """Say why a block alone is a logo or an address; nothing where it is neither."""
    if not block.is_paragraph:
        return None
    key = squeezed(block.text)
    name = squeezed(municipality)
    names = {name, name + "s", name + "kommun", name + "skommun", name + "stad", name + "sstad"} if name else set()
    if key in names or (_MUNICIPALITY.fullmatch(block.text) and len(words(block.text)) <= 3):  # noqa: PLR2004
        return Reason.LOGO
    if (
        _CONTACT.search(block.text)
        and (len(_CONTACT.findall(block.text)) > 1 or "•" in block.text)
        and len(words(block.text)) < MOST_BLOCKS
    ):
        return Reason.CONTACT
    return None


def put_fact_block(facts: Facts, block: Block) -> bool:
    """Put the facts that a table, a labelled line or a line such as “Antagen av …” tells; say whether it told any."""
    if block.rows:
        return _put_table(facts, block)
    found = labelled(block.prose)
    if not found:
        short = len(words(block.text)) <= MOST_BLOCKS
        return put_paragraph(facts, block.prose) or (short and put_running(facts, block.prose))
    (meaning, label, value), *others = found
    if not put_labelled(facts, label, value, meaning):
        return False
    _put_pairs(facts, others)
    return True


def _put_pairs(facts: Facts, pairs: Iterable[Pair]) -> None:
    for meaning, label, value in pairs:
        if not put_labelled(facts, label, value, meaning):
            facts.unread.append(joined([label, value]))


def _put_table(facts: Facts, block: Block) -> bool:
    cells = [cell for row in block.rows for cell in row if cell]
    pairs = labelled_cells(block.rows)
    if pairs is None:
        return _put_cover(facts, block, cells)
    taken = {line for _meaning, label, value in pairs for _at, line in (*label.origins, *value.origins)}
    facts.unread += [cell for cell in cells if taken.isdisjoint(line for _at, line in cell.origins)]
    _put_pairs(facts, pairs)
    return True


def _put_cover(facts: Facts, block: Block, cells: Sequence[Prose]) -> bool:
    """Put the facts of a table that only sets the lines of a cover beside each other; say whether it is one."""
    if not 0 < len(cells) <= MOST_CELLS or not all(labelled(cell) or is_running(facts, cell) for cell in cells):
        return False
    lines = [replace(block, prose=cell, rows=()) for cell in cells]
    facts.unread += [line.prose for line in lines if not put_fact_block(facts, line)]
    return True


def _put_type(facts: Facts, block: Block) -> bool:
    """Take what a cover says of the sort of document, and a date that stands alone."""
    text = block.text
    taken = block.is_paragraph and (_is_date(text) or _is_type(text) or bool(_ATTACHED.fullmatch(text)))
    if taken:
        facts.add("publication", text)
    return taken


def _is_date(text: str) -> bool:
    """Say whether a text is the date of a day, and nothing else."""
    dated = dates_in(text)
    if len(dated) != 1:
        return False
    return dated[0].iso.count("-") > 1 and not words(text[: dated[0].start] + text[dated[0].end :])


def _is_type(text: str) -> bool:
    """Say whether a text is a type of document, or several with their years: “Policy 2021”, “Styrdokument Plan”."""
    types, parts = vocabulary.FACTS.document_types, words(text.casefold())
    if not parts or folded(text) in types:
        return bool(parts)
    return not parts[0].isdigit() and all(part in types or part.isdigit() for part in parts)


def _title_at(blocks: Sequence[Block], contents: frozenset[str]) -> int:
    """Give the place of the block that is the document's title; -1 where none is."""
    first = blocks[:MOST_BLOCKS]
    heading = next(
        (at for at, block in enumerate(first) if block.level is not None or _is_chapter(block, contents)), len(first)
    )
    found = (_styled(first), _naming(first, heading), _largest(first, heading), _titular(blocks, heading))
    return next((at for at in found if at is not None), -1)


def _styled(first: Sequence[Block]) -> int | None:
    """Give the place of the first block that has the style of a title."""
    return next((at for at, block in enumerate(first) if block.title and block.text), None)


def _naming(first: Sequence[Block], heading: int) -> int | None:
    """Give the place of the first line up to the first heading that names the document; a banner above it is before."""
    for at, block in enumerate(first[: heading + 1]):
        if names_document(block) and not (at == heading and block.level is None):
            size = (block.size or 0) * MUCH_LARGER
            return next((place for place in range(at) if size and _is_banner(first[place], size)), at)
    return None


def _largest(first: Sequence[Block], heading: int) -> int | None:
    """Give the place of the first line up to the first heading in its largest letters, if the text has smaller ones."""
    largest = max((block.size or 0 for block in first[: heading + 1]), default=0)
    if not first or largest <= (first[-1].size or 0):
        return None
    large = (at for at, block in enumerate(first[: heading + 1]) if block.size == largest and _may_be_title(block))
    return next(large, None)


def _titular(blocks: Sequence[Block], heading: int) -> int | None:
    """Give the place of the first heading, if it can only be the title."""
    styled = heading < min(len(blocks), MOST_BLOCKS) and blocks[heading].level is not None
    return heading if styled and _is_titular(blocks, heading) else None


def _is_banner(block: Block, size: float) -> bool:
    """Say whether a line is set so large that it is the title, whatever it says."""
    return (block.size or 0) >= size and block.level is None and _may_be_title(block) and block.is_paragraph


def _is_titular(blocks: Sequence[Block], at: int) -> bool:
    """Say whether the first heading is alone on its level, or another heading follows at once."""
    level = blocks[at].level or 0
    levels = [other.level for other in blocks if other.level is not None]
    followed = at + 1 < len(blocks) and blocks[at + 1].level is not None
    alone = levels.count(level) == 1 and len(levels) > 1 and level == min(levels)
    return (alone or followed) and not section_sort(blocks[at].text) and not commitment_label(blocks[at].text)


def names_document(block: Block) -> bool:
    """Say whether a block reads as the title of a strategy, a programme, a policy, a plan or guidelines."""
    phrase = folded(block.text)
    kind = document_kind(phrase)
    sort = section_sort(block.text)
    return (
        _may_be_title(block)
        and bool(kind)
        and phrase not in vocabulary.FACTS.document_types
        and not (sort and sort.chapter)
    )


def _may_be_title(block: Block) -> bool:
    text = block.text
    return (
        not block.rows
        and block.item is None
        and 0 < len(text) <= LONGEST_TITLE
        and len(words(text)) <= 20  # noqa: PLR2004
        and not text.endswith((".", ",", ":", ";"))
        and not labelled(block.prose)
    )


def document_kind(phrase: str) -> str:
    """Give the kind of document that a folded title names; nothing where it names none."""
    return next((kind for word, kind in vocabulary.FACTS.document_kinds.items() if word in phrase), "")


def _is_chapter(block: Block, contents: frozenset[str]) -> bool:
    sort = section_sort(block.text)
    listed = squeezed(block.text) in contents
    attached = bool(_ATTACHED.fullmatch(block.text))
    few = len(words(block.text)) <= 6  # noqa: PLR2004
    return block.is_paragraph and few and not attached and (listed or bool(sort and sort.chapter))


def _is_subtitle(blocks: Sequence[Block], at: int, contents: frozenset[str]) -> bool:
    block = blocks[at]
    return (
        block.is_paragraph
        and _may_be_title(block)
        and not _is_chapter(block, contents)
        and not section_sort(block.text)
        and not commitment_label(block.text)
        and not unnumbered(block.text)[0]
        and at + 1 < len(blocks)
    )
