"""Which blocks are headings, and which labels; by style, size, weight, number or their words alone. Pure functions."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from portal.importer.recognising import vocabulary
from portal.importer.recognising.facts.dates import dates_in
from portal.importer.recognising.facts.signature import signature
from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.structure.phrases import (
    commitment_label,
    fact_label,
    lead_in,
    named_commitment,
    opening,
    responsible_label,
    section_sort,
    unnumbered,
)
from portal.importer.recognising.structure.tables import OUTER_FIRST
from portal.importer.recognising.words import folded, squeezed, words

# Ranks leave room between them: smaller is outer.
STEP = 10
BOLD_RANK = 80
SLANTED_RANK = 82
LABEL_RANK = 90
FEWEST_SLANTED = 2
FEWEST_MARKED = 3
FEWEST_OPENINGS = 3  # paragraphs that begin with the same words, and are commitments by that
LONGEST_COMMITMENT = 600  # letters of a sentence that is one
LARGER = 1.1  # times the size of running text, from which a line may be a heading
LONGEST_UNMARKED = 90  # letters
MOST_WORDS = 12
_SENTENCES = re.compile(r"[.!?]\s+[A-ZÅÄÖ]")
_UNLIKE = re.compile(r"@|https?://|www\.|•|\t|^\W*\d[\d\s.,:%/–-]*\W*$|^[\"”“»«]")
_CHAPTER = re.compile(r"(?:§\s?)?\d{1,2}(?:\.\d{1,2}){0,4}\.?\s+(?:kap\.\s+)?[A-ZÅÄÖ]")
_OF_STATUTE = re.compile(r"(?P<chapter>\d{1,2}\s+kap\.\s)|§\s?\d")
_UNLIKE_END = (".", ",", ";", ":", "…", "-", "–")


def with_headings(blocks: Sequence[Block], contents: frozenset[str] = frozenset()) -> list[Block]:
    """Give the blocks with a rank for each heading and label. `contents` has the titles of the table of contents.

    Headings that nothing tells apart all get the same rank.
    """
    blocks = _chapters(blocks)
    body_size = _body_size(blocks)
    marked = _marked(blocks)
    plain = _sized(blocks, body_size) or dict(_bold(blocks)) or _plain(blocks, contents)
    # A mark or two in a long text may be a slip, or a rule under the title.
    few = len(marked) < FEWEST_MARKED and len(plain) > len(marked) * 2
    is_marked = bool(marked) and not few
    ranks = marked if is_marked else plain
    ranks |= _numbered(blocks, ranks)
    ranks |= _by_kind(blocks, ranks)
    ranks |= _in_words(blocks, ranks, is_marked)
    counted = Counter(folded(blocks[at].text) for at in ranks)
    labels = Counter(
        folded(block.text) for block in blocks if block.is_paragraph and block.is_short and commitment_label(block.text)
    )
    result: list[Block] = []
    above = ""
    for at, block in enumerate(blocks):
        again = _comes_again(block, labels) and at not in ranks and at + 1 < len(blocks)
        rank, label = ranks.get(at), again or is_label(blocks, at)
        # A heading of its own right, as “Våra mål” may be; not the “Mål” of “Kommunens vision och mål”.
        own = rank is not None and block.level is None and not block.text.endswith(":")
        if label and own and counted[folded(block.text)] == 1 and f" {folded(block.text)} " not in f" {above} ":
            label = False
        if label:
            rank = rank if rank is not None and block.level is not None else LABEL_RANK
        elif rank is not None:
            above = folded(block.text)
        item = None if rank is not None else block.item
        result.append(replace(block, rank=rank, label=label, item=item))
    return result


def _by_kind(blocks: Sequence[Block], ranks: dict[int, int]) -> dict[int, int]:
    """Part headings of one rank that say their kinds, “Mål 1 …” and “Delmål A”, where others have other ranks."""
    kinds = {at: OUTER_FIRST[named.kind] for at in ranks if (named := named_commitment(blocks[at].text))}
    if len(set(ranks.values())) < 2:  # noqa: PLR2004
        return {}
    outermost: dict[int, int] = {}
    for at, kind in kinds.items():
        outermost[ranks[at]] = min(kind, outermost.get(ranks[at], kind))
    return {at: ranks[at] + kind - outermost[ranks[at]] for at, kind in kinds.items()}


def _comes_again(block: Block, labels: Counter[str]) -> bool:
    """Say whether a line is one of those that come again and again and name what follows, such as “Mål”."""
    return block.is_paragraph and not block.label and labels[folded(block.text)] > 1


def _in_words(blocks: Sequence[Block], ranks: dict[int, int], marked: bool) -> dict[int, int]:
    """Rank paragraphs that begin as “Mål 1 Fler …” or “Målet är att …” do: each is a commitment, though a sentence.

    Under headings of several ranks, or that are `marked`, they stand by their kind; where all headings are alike,
    their words tell later.
    """
    outermost = min(max(ranks.values(), default=STEP) + STEP // 2, LABEL_RANK - STEP // 2)
    told = marked or len(set(ranks.values())) > 1
    openings = Counter(opening(block.text) for block in blocks if block.is_paragraph and block.text.endswith("."))
    found = {}
    for at, block in enumerate(blocks):
        if at in ranks or not (block.is_paragraph or _outer_item(block)) or is_label(blocks, at):
            continue
        named = named_commitment(block.text)
        kind = named.kind if named and (named.number or block.is_paragraph) else ""
        if not kind and block.is_paragraph and openings[opening(block.text)] >= FEWEST_OPENINGS:
            kind = opening(block.text)
        if kind and len(block.text) <= LONGEST_COMMITMENT and not block.text.endswith(":"):
            found[at] = outermost + OUTER_FIRST[kind] if told else min(ranks.values(), default=STEP)
    return found


def _outer_item(block: Block) -> bool:
    return bool(block.item and not block.item.level and block.note is None)


def is_label(blocks: Sequence[Block], at: int) -> bool:
    """Say whether a block only names what follows it: “Delmål:”, “Huvudansvariga nämnder:”."""
    block = blocks[at]
    if block.rows or block.item or block.note is not None or not block.is_short:
        return False
    text = block.text
    below = blocks[at + 1] if at + 1 < len(blocks) else None
    listed = below is not None and bool(below.item or below.rows)
    if fact_label(text.rstrip(":")) == "related_documents":
        return listed and block.level is None
    if commitment_label(text) or responsible_label(text):
        return text.endswith(":") or (listed and block.level is None)
    named = named_commitment(text)
    leads_in = block.is_paragraph and bool(lead_in(text)) and not text.endswith((".", "?", "!"))
    return listed and leads_in and not (named and named.number)


def _body_size(blocks: Sequence[Block]) -> float | None:
    """Give the size of most of the text."""
    counted: Counter[float] = Counter()
    for block in blocks:
        if block.size:
            counted[round(block.size * 2) / 2] += len(block.text)
    return counted.most_common(1)[0][0] if counted else None


def _marked(blocks: Sequence[Block]) -> dict[int, int]:
    """Rank headings that a style or a mark says, and short bold lines below them."""
    levels = {at: block.level for at, block in enumerate(blocks) if block.level is not None and _may_be_title(block)}
    if not levels:
        return {}
    ranks = {at: level * STEP for at, level in levels.items()}
    for at, level in levels.items():
        plain_before = any(levels[other] == level and not blocks[other].bold for other in levels if other < at)
        sort = section_sort(blocks[at].text)
        known = (sort and sort.chapter) or named_commitment(blocks[at].text) or commitment_label(blocks[at].text)
        if blocks[at].bold and plain_before and not known and not _theme_of_an_area(blocks, at, levels):
            ranks[at] += STEP // 2
    ranks |= _numbered_below(blocks, ranks)
    return ranks | {at: BOLD_RANK for at in _bold(blocks) if at not in ranks}


def _numbered_below(blocks: Sequence[Block], ranks: dict[int, int]) -> dict[int, int]:
    """Rank lines such as “4.1 Skola” under the marked heading with the first of their figures."""
    chapters = {unnumbered(blocks[at].text)[0].rstrip("."): rank for at, rank in ranks.items()}
    found = {}
    for at, block in enumerate(blocks):
        number = unnumbered(block.text)[0] if block.is_paragraph and block.gap and at not in ranks else ""
        above = chapters.get(number.rpartition(".")[0]) if "." in number else None
        if above is not None and heading_words(block.text):
            found[at] = above + STEP // 2
    return found


def _theme_of_an_area(blocks: Sequence[Block], at: int, levels: dict[int, int]) -> bool:
    """Say whether headings deeper than this one stand before it since the last of its own level."""
    before = [other for other in levels if other < at]
    return bool(before) and levels[before[-1]] > levels[at]


def _sized(blocks: Sequence[Block], body: float | None) -> dict[int, int]:
    """Rank short blocks that are larger than the running text by their size."""
    if not body:
        return {}
    large = {
        at: round((block.size or 0) * 2) / 2
        for at, block in enumerate(blocks)
        if block.is_paragraph and block.is_short and (block.size or 0) >= body * LARGER and _may_be_title(block)
    }
    order = {size: (place + 1) * STEP for place, size in enumerate(sorted(set(large.values()), reverse=True))}
    ranks = {at: min(order[size], BOLD_RANK - STEP) for at, size in large.items()}
    if not ranks:
        return {}
    bold = {at: BOLD_RANK for at in _bold(blocks) if at not in ranks}
    return ranks | {at: SLANTED_RANK for at in _slanted(blocks) if at not in ranks} | bold


def _slanted(blocks: Sequence[Block]) -> list[int]:
    """Find short paragraphs that are in italics as a whole, between others that are not: the innermost headings."""
    found = []
    for at, block in enumerate(blocks[:-1]):
        below = blocks[at + 1]
        alone = block.is_paragraph and block.italic and block.gap and not below.italic
        if alone and heading_words(block.text) and below.is_paragraph and len(below.text) > len(block.text):
            found.append(at)
    return found if len(found) >= FEWEST_SLANTED else []


def _bold(blocks: Sequence[Block]) -> dict[int, int]:
    """Rank paragraphs that are bold as a whole, where most are not."""
    bold = [at for at, block in enumerate(blocks) if block.is_paragraph and block.bold]
    if len(bold) * 2 > sum(block.is_paragraph or bool(block.item) for block in blocks):
        return {}
    return {
        at: BOLD_RANK
        for at in bold
        if blocks[at].is_short
        and not blocks[at].text.endswith((".", ",", ";"))
        and at + 1 < len(blocks)
        and not _SENTENCES.search(blocks[at].text)
        and fact_label(blocks[at].text.partition(":")[0]) in ("", "related_documents")
    }


def _plain(blocks: Sequence[Block], contents: frozenset[str]) -> dict[int, int]:
    """Find the headings of a text without any marks by their words."""
    return {at: STEP for at in range(len(blocks)) if _reads_as_heading(blocks, at, contents)}


def _reads_as_heading(blocks: Sequence[Block], at: int, contents: frozenset[str]) -> bool:
    block = blocks[at]
    if not block.is_paragraph or not (block.gap or at == 0) or not _may_be_title(block):
        return False
    text = block.text
    if squeezed(text) in contents or squeezed(text[unnumbered(text)[1] :]) in contents:
        return True
    below = blocks[at + 1] if at + 1 < len(blocks) else None
    if below is None or len(text) > LONGEST_UNMARKED * 2 or signature(blocks[at : at + 2]):
        return False
    if named_commitment(text) and not text.endswith("."):
        return True
    if below.is_paragraph and below.text[:1].islower():
        return False
    return heading_words(text)


def heading_words(text: str) -> bool:
    """Say whether the words of a short line read as a heading rather than as a sentence."""
    rest = text[unnumbered(text)[1] :]
    counted = words(text)
    if len(text) > LONGEST_UNMARKED or not 0 < len(counted) <= MOST_WORDS or _UNLIKE.search(text):
        return False
    if not (rest[:1].isupper() or _CHAPTER.match(text)) or text.endswith(_UNLIKE_END) or _SENTENCES.search(rest):
        return False
    if ": " in text or (len(dates_in(text)) and not section_sort(text)):
        return False
    known = section_sort(text) or commitment_label(text)
    asks = text.endswith("?") or counted[0].lower() in vocabulary.SECTIONS.question_words
    verbs = vocabulary.SECTIONS.finite_verbs & {word.lower() for word in counted}
    return bool(not verbs or asks or (known and len(counted) <= MOST_WORDS // 2))


def _may_be_title(block: Block) -> bool:
    return 0 < len(block.text) <= 300 and len(words(block.text)) > 0 and not block.rows  # noqa: PLR2004


def _chapters(blocks: Sequence[Block]) -> list[Block]:
    """Make paragraphs again of numbered lines that a reader took for items of a list, but that number the chapters."""
    result = list(blocks)
    expected = 1
    for at, block in enumerate(blocks):
        number = _item_number(block)
        below = blocks[at + 1] if at + 1 < len(blocks) else None
        alone = below is None or _item_number(below) is None
        if (
            number is None
            or number != expected
            or not alone
            or not heading_words(block.text)
            or not block.gap
            or below is None
        ):
            continue
        if at and _item_number(blocks[at - 1]) is not None:
            continue
        mark = block.item.mark if block.item else ""
        result[at] = replace(block, item=None, prose=block.prose.after(f"{mark} "), indent=0.0)
        expected += 1
    return result if expected > 2 else list(blocks)  # noqa: PLR2004


def _item_number(block: Block) -> int | None:
    if not block.item or block.item.level:
        return None
    digits = block.item.mark.rstrip(".")
    return int(digits) if digits.isascii() and digits.isdigit() else None


def _numbered(blocks: Sequence[Block], ranks: dict[int, int]) -> dict[int, int]:
    """Rank headings by the depth of their numbers, where most of them have such and some have more than one figure."""
    statute = {at: match for at in ranks if (match := _OF_STATUTE.match(blocks[at].text))}
    if len(statute) * 2 > len(ranks) and len(set(ranks.values())) == 1:
        chaptered = any(match["chapter"] for match in statute.values())
        return {at: STEP if match["chapter"] or not chaptered else 2 * STEP for at, match in statute.items()}
    depths = {at: unnumbered(blocks[at].text)[0] for at in ranks}
    depths = {at: number for at, number in depths.items() if number[:1].isdigit()}
    deep = any("." in number for number in depths.values())
    if not deep or len(depths) * 2 < len(ranks) or len(set(ranks.values())) > 1:
        return {}
    numbered = {at: (number.count(".") + 1) * STEP for at, number in depths.items()}
    last = STEP
    result = {}
    for at in sorted(ranks):
        if at in numbered:
            last = numbered[at]
            result[at] = last
        else:
            sort = section_sort(blocks[at].text)
            result[at] = STEP if sort and sort.kind in ("appendix", "foreword") else last + STEP
    return result
