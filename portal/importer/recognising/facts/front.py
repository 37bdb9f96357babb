"""What stands before the text: title, subtitle, logo, and the facts about the document. Pure functions."""

import re
from collections.abc import Sequence
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
from portal.importer.recognising.facts.tables import labelled_cells
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
    r"[\w.]+@[\w-]+\.\w+|\b\d{3}\s?\d{2}\s+[A-ZÅÄÖ]|(?:tel|telefon|vx|växel|org\.?\s?nr)\b[.:]?\s*[\d-]|^www\.\S+$",
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
        block = blocks[at]
        if at == title_at:
            front.title, front.subtitle = _parted_title(block)
            while at + 1 < len(blocks) and _continues_title(front.title, blocks[at + 1]):
                at = title_at = at + 1
                front.title = joined([front.title, blocks[at].prose.cut(0)])
        elif not _takes(front, block, facts, municipality):
            if front.title and front.subtitle is None and _is_subtitle(blocks, at, contents) and at <= title_at + 2:
                front.subtitle = block.prose.cut(0)
            elif (at < title_at and not front.title) or _before_facts(blocks, at):
                front.unknown.append(block)
            else:
                break
        at += 1
    front.body = list(blocks[at:])
    return front


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
        return put_paragraph(facts, block.prose) or (
            len(words(block.text)) <= MOST_BLOCKS and put_running(facts, block.prose)
        )
    for at, (meaning, label, value) in enumerate(found):
        if not put_labelled(facts, label, value, meaning):
            if not at:
                return False
            facts.unread.append(joined([label, value]))
    return True


def _put_table(facts: Facts, block: Block) -> bool:
    cells = [cell for row in block.rows for cell in row if cell]
    pairs = labelled_cells(block.rows)
    if pairs is None:
        # A table that only sets the lines of a cover beside each other.
        lines = [block.saying(cell) for cell in cells] if len(cells) <= MOST_CELLS else []
        if not lines or not all(labelled(cell) or is_running(facts, cell) for cell in cells):
            return False
        facts.unread += [line.prose for line in lines if not put_fact_block(facts, replace(line, rows=()))]
        return True
    taken = [place for _meaning, label, value in pairs for place in (*label.origins, *value.origins)]
    lines_taken = {line for _at, line in taken}
    facts.unread += [cell for cell in cells if not {line for _at, line in cell.origins} & lines_taken]
    for meaning, label, value in pairs:
        if not put_labelled(facts, label, value, meaning):
            facts.unread.append(joined([label, value]))
    return True


def _put_type(facts: Facts, block: Block) -> bool:
    """Take what a cover says of the sort of document, and a date that stands alone."""
    text = block.text
    parts = words(text.casefold())
    dated = dates_in(text)
    alone = len(dated) == 1 and not words(text[: dated[0].start] + text[dated[0].end :])
    alone = alone and dated[0].iso.count("-") > 1
    typed = bool(parts) and folded(text) in vocabulary.DOCUMENT_TYPES
    several = bool(parts) and not parts[0].isdigit()
    several = several and all(part in vocabulary.DOCUMENT_TYPES or part.isdigit() for part in parts)
    attached = bool(_ATTACHED.fullmatch(text))
    if not block.is_paragraph or not (alone or typed or several or attached):
        return False
    before = facts.keys.get("publication")
    facts.keys["publication"] = {"sv": f"{before['sv']}; {text}" if before else text}
    return True


def _title_at(blocks: Sequence[Block], contents: frozenset[str]) -> int:
    """Give the place of the block that is the document's title; -1 where none is."""
    first = blocks[:MOST_BLOCKS]
    styled = next((at for at, block in enumerate(first) if block.title and block.text), None)
    if styled is not None:
        return styled
    heading = next(
        (at for at, block in enumerate(first) if block.level is not None or _is_chapter(block, contents)), len(first)
    )
    largest = max((block.size or 0 for block in first[: heading + 1]), default=0)
    for at in range(min(heading + 1, len(first))):
        block = first[at]
        if names_document(block) and not (at == heading and block.level is None):
            size = block.size or 0
            above = next((place for place in range(at) if size and _is_banner(first[place], size * MUCH_LARGER)), None)
            return at if above is None else above
    for at in range(min(heading + 1, len(first))):
        if largest and first[at].size == largest and _may_be_title(first[at]) and largest > (first[-1].size or 0):
            return at
    if heading < len(first) and first[heading].level is not None and _is_titular(blocks, heading):
        return heading
    return -1


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
        _may_be_title(block) and bool(kind) and phrase not in vocabulary.DOCUMENT_TYPES and not (sort and sort.chapter)
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
    return next((kind for word, kind in vocabulary.DOCUMENT_KINDS if word in phrase), "")


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
