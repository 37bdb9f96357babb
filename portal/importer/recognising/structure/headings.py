"""Blocks go in; the same blocks, with a rank for each heading and a note of each label, come out. Pure functions.

What tells a heading, the surest first: a style or a mark, a larger size, bold type, or its words alone.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from portal.importer.recognising.facts.signature import signature
from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.structure.numbering import (
    STEP,
    ranks_below_numbers,
    ranks_by_number,
    with_numbered_chapters,
)
from portal.importer.recognising.structure.phrases import (
    OUTER_FIRST,
    commitment_label,
    fact_label,
    lead_in,
    named_commitment,
    opening,
    responsible_label,
    section_sort,
    unnumbered,
)
from portal.importer.recognising.structure.titles import LONGEST_UNMARKED, has_sentences, may_be_title, reads_as_title
from portal.importer.recognising.words import folded, squeezed

BOLD_RANK = 80
SLANTED_RANK = 82
LABEL_RANK = 90
FEWEST_SLANTED = 2
FEWEST_MARKED = 3
FEWEST_OPENINGS = 3  # paragraphs that begin with the same words, and are commitments by that
LONGEST_COMMITMENT = 600  # letters of a sentence that is one
LARGER = 1.1  # times the size of running text, from which a line may be a heading

Ranks = dict[int, int]  # the place of a block -> its rank


def with_headings(blocks: Sequence[Block], contents: frozenset[str] = frozenset()) -> list[Block]:
    """Give the blocks with a rank for each heading and label. `contents` has the titles of the table of contents.

    Headings that nothing tells apart all get the same rank.
    """
    blocks = with_numbered_chapters(blocks)
    ranks = _marked(blocks)
    unmarked = _sized(blocks) or dict.fromkeys(_bold(blocks), BOLD_RANK)
    unmarked = unmarked or dict.fromkeys(_by_words(blocks, contents), STEP)
    # A mark or two in a long text may be a slip, or a rule under the title.
    is_marked = bool(ranks) and not (len(ranks) < FEWEST_MARKED and len(unmarked) > len(ranks) * 2)
    ranks = ranks if is_marked else unmarked
    ranks |= ranks_by_number(blocks, ranks)
    ranks |= _by_kind(blocks, ranks)
    ranks |= _sentences(blocks, ranks, is_marked)
    return list(_labelled(blocks, ranks))


def _marked(blocks: Sequence[Block]) -> Ranks:
    """Rank headings that a style or a mark says, and short bold lines below them.

    A bold heading stands half a step below those of its level that are not bold, if there was one before it.
    """
    ranks: Ranks = {}
    not_bold: set[int] = set()  # levels that have had a heading that is not bold
    before = 0
    for at, block in enumerate(blocks):
        if block.level is None or not may_be_title(block):
            continue
        level = block.level
        # Where deeper headings end, an area's theme may be over, and its next one begin.
        is_below = block.bold and level in not_bold and before <= level and not _is_known(block.text)
        ranks[at] = level * STEP + (STEP // 2 if is_below else 0)
        if not block.bold:
            not_bold.add(level)
        before = level
    if ranks:
        ranks |= ranks_below_numbers(blocks, ranks)
        ranks = dict.fromkeys(_bold(blocks), BOLD_RANK) | ranks
    return ranks


def _is_known(text: str) -> bool:
    """Say whether a heading has the words of a chapter, a commitment or a list of them."""
    return section_sort(text).chapter or bool(named_commitment(text) or commitment_label(text))


def _sized(blocks: Sequence[Block]) -> Ranks:
    """Rank short blocks that are larger than the running text by their size, then bold lines, then those in italics."""
    body = _body_size(blocks)
    sizes = {at: _half_points(block) for at, block in enumerate(blocks) if body and _is_larger(block, body)}
    if not sizes:
        return {}
    order = {size: place * STEP for place, size in enumerate(sorted(set(sizes.values()), reverse=True), start=1)}
    by_size = {at: min(order[size], BOLD_RANK - STEP) for at, size in sizes.items()}
    return dict.fromkeys(_slanted(blocks), SLANTED_RANK) | dict.fromkeys(_bold(blocks), BOLD_RANK) | by_size


def _body_size(blocks: Sequence[Block]) -> float | None:
    """Give the size of most of the text."""
    letters: Counter[float] = Counter()
    for block in blocks:
        if block.size:
            letters[_half_points(block)] += len(block.text)
    return letters.most_common(1)[0][0] if letters else None


def _half_points(block: Block) -> float:
    return round((block.size or 0) * 2) / 2


def _is_larger(block: Block, body: float) -> bool:
    return block.is_paragraph and block.is_short and (block.size or 0) >= body * LARGER and may_be_title(block)


def _slanted(blocks: Sequence[Block]) -> list[int]:
    """Find short paragraphs that are in italics as a whole, between others that are not: the innermost headings."""
    found = []
    for at, (block, below) in enumerate(pairwise(blocks)):
        alone = block.is_paragraph and block.italic and block.gap and not below.italic
        if alone and below.is_paragraph and len(below.text) > len(block.text) and reads_as_title(block.text):
            found.append(at)
    return found if len(found) >= FEWEST_SLANTED else []


def _bold(blocks: Sequence[Block]) -> list[int]:
    """Find paragraphs that are bold as a whole, where most are not."""
    bold = [at for at, block in enumerate(blocks) if block.is_paragraph and block.bold]
    if len(bold) * 2 > sum(block.is_paragraph or bool(block.item) for block in blocks):
        return []
    return [at for at in bold if at + 1 < len(blocks) and _may_be_bold_heading(blocks[at])]


def _may_be_bold_heading(block: Block) -> bool:
    """Say whether a bold line is no sentence, and no fact about the document."""
    is_fact = fact_label(block.text.partition(":")[0]) not in ("", "related_documents")
    is_sentence = block.text.endswith((".", ",", ";")) or has_sentences(block.text)
    return block.is_short and not is_sentence and not is_fact


def _by_words(blocks: Sequence[Block], contents: frozenset[str]) -> list[int]:
    """Find the headings of a text without any marks: paragraphs of their own that read as headings."""
    apart = [at for at, block in enumerate(blocks) if block.is_paragraph and (block.gap or at == 0)]
    return [at for at in apart if may_be_title(blocks[at]) and _reads_as_heading(blocks, at, contents)]


def _reads_as_heading(blocks: Sequence[Block], at: int, contents: frozenset[str]) -> bool:
    """Say whether a paragraph is in the table of contents, or has text below and words that read as a heading."""
    text = blocks[at].text
    if not contents.isdisjoint((squeezed(text), squeezed(text[unnumbered(text)[1] :]))):
        return True
    if at + 1 == len(blocks) or len(text) > LONGEST_UNMARKED * 2 or signature(blocks[at : at + 2]):
        return False
    if named_commitment(text) and not text.endswith("."):
        return True
    goes_on = blocks[at + 1].is_paragraph and blocks[at + 1].text[:1].islower()
    return not goes_on and reads_as_title(text)


def _by_kind(blocks: Sequence[Block], ranks: Mapping[int, int]) -> Ranks:
    """Part headings of one rank that say their kinds, “Mål 1 …” and “Delmål A”, where others have other ranks."""
    if len(set(ranks.values())) <= 1:
        return {}
    kinds = {at: OUTER_FIRST[named.kind] for at in ranks if (named := named_commitment(blocks[at].text))}
    outermost: dict[int, int] = {}
    for at, kind in kinds.items():
        outermost[ranks[at]] = min(kind, outermost.get(ranks[at], kind))
    return {at: ranks[at] + kind - outermost[ranks[at]] for at, kind in kinds.items()}


def _sentences(blocks: Sequence[Block], ranks: Mapping[int, int], is_marked: bool) -> Ranks:
    """Rank paragraphs that begin as “Mål 1 Fler …” or “Målet är att …” do: each is a commitment, though a sentence.

    Under headings of several ranks, or that are marked, they stand by their kind; where all headings are alike,
    their words tell later.
    """
    often = _frequent_openings(blocks)
    found = ((at, _kind_of_sentence(block, often)) for at, block in enumerate(blocks) if at not in ranks)
    kinds = {at: kind for at, kind in found if kind and not _is_label(blocks, at)}
    if not is_marked and len(set(ranks.values())) <= 1:
        return dict.fromkeys(kinds, min(ranks.values(), default=STEP))
    innermost = min(max(ranks.values(), default=STEP) + STEP // 2, LABEL_RANK - STEP // 2)
    return {at: innermost + OUTER_FIRST[kind] for at, kind in kinds.items()}


def _frequent_openings(blocks: Sequence[Block]) -> set[str]:
    """Give the kinds that several paragraphs say by the same first words."""
    openings = Counter(opening(block.text) for block in blocks if block.is_paragraph and block.text.endswith("."))
    return {kind for kind, count in openings.items() if count >= FEWEST_OPENINGS}


def _kind_of_sentence(block: Block, often: set[str]) -> str:
    """Give the kind of a commitment that a paragraph says by its first words, or an item by kind and number; or “”."""
    if len(block.text) > LONGEST_COMMITMENT or block.text.endswith(":"):
        return ""
    named = named_commitment(block.text)
    if block.is_paragraph:
        begins = opening(block.text)
        return named.kind if named else (begins if begins in often else "")
    return named.kind if named and named.number and _is_outer_item(block) else ""


def _is_outer_item(block: Block) -> bool:
    return bool(block.item and not block.item.level and block.note is None)


def _labelled(blocks: Sequence[Block], ranks: Mapping[int, int]) -> Iterator[Block]:
    """Give the blocks with their ranks, and note which of them only name what follows them."""
    labels = _Labels(blocks, ranks)
    above = ""  # the heading before, that is no label
    for at, block in enumerate(blocks):
        rank, label = ranks.get(at), labels.has(at, above)
        if label and (rank is None or block.level is None):
            rank = LABEL_RANK
        elif rank is not None and not label:
            above = folded(block.text)
        yield replace(block, rank=rank, label=label, item=block.item if rank is None else None)


class _Labels:
    """Tells labels from headings and text, by their words and by how often those come in the document."""

    def __init__(self, blocks: Sequence[Block], ranks: Mapping[int, int]) -> None:
        self.blocks = blocks
        self.ranks = ranks
        self.headings = Counter(folded(blocks[at].text) for at in ranks)
        self.names = Counter(folded(block.text) for block in blocks if _may_come_again(block))

    def has(self, at: int, above: str) -> bool:
        """Say whether a block is a label; `above` is the heading before it."""
        block, phrase = self.blocks[at], folded(self.blocks[at].text)
        if at in self.ranks:
            is_own = self.headings[phrase] == 1 and _may_be_own(block, above)
            return not is_own and _is_label(self.blocks, at)
        comes_again = block.is_paragraph and self.names[phrase] > 1 and at + 1 < len(self.blocks)
        return comes_again or _is_label(self.blocks, at)


def _may_come_again(block: Block) -> bool:
    """Say whether a line is one that names what follows it if it comes again and again, as “Mål” does."""
    return block.is_paragraph and block.is_short and bool(commitment_label(block.text))


def _may_be_own(block: Block, above: str) -> bool:
    """Say whether a heading with the words of a label stands in its own right, as “Våra mål” may.

    The “Mål” under “Kommunens vision och mål” doesn't: the heading above has its words.
    """
    return block.level is None and not block.text.endswith(":") and f" {folded(block.text)} " not in f" {above} "


def _is_label(blocks: Sequence[Block], at: int) -> bool:
    """Say whether a block only names what follows it: “Delmål:”, “Huvudansvariga nämnder:”.

    Its words name a kind of commitments, those who answer, or related documents, or a list follows them as its lead-in.
    """
    block, text = blocks[at], blocks[at].text
    if not _is_short_line(block):
        return False
    is_name = bool(commitment_label(text) or responsible_label(text))
    if is_name and text.endswith(":"):
        return True
    list_follows = any(map(_is_listed, blocks[at + 1 : at + 2]))
    if is_name or fact_label(text.rstrip(":")) == "related_documents":
        return list_follows and block.level is None
    return list_follows and block.is_paragraph and _leads_in(text)


def _is_short_line(block: Block) -> bool:
    return block.is_short and not block.rows and not block.item and block.note is None


def _is_listed(block: Block) -> bool:
    return bool(block.item or block.rows)


def _leads_in(text: str) -> bool:
    named = named_commitment(text)
    return bool(lead_in(text)) and not text.endswith((".", "?", "!")) and not (named and named.number)
