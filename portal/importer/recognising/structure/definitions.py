"""The blocks of a section go in; the terms that they define, and the blocks before those, come out. Pure functions."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, takewhile

from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.structure.columns import Row, filled
from portal.importer.recognising.structure.draft import DefinitionDraft
from portal.importer.recognising.structure.phrases import unnumbered
from portal.importer.recognising.words import folded, words
from portal.importer.sources.line import Item

Parted = tuple[list[Block], list[DefinitionDraft]]  # the blocks that are no definitions, and those that are

LONGEST_TERM = 80  # letters
MOST_WORDS = 8
COLUMNS = 2  # of a table of terms
FEWEST_LISTED = 2  # terms after each other, before other text
MOST_PARAGRAPHS = 3  # of a section that defines one term in running words
_PARTED = re.compile(r"[:=]\s+|\s+[–—-]\s+|:$")
_AFTER_TERM = re.compile(r"\s*[:=–—]\s*|\s+-\s+")
TERM_COLUMNS = ("begrepp", "term", "termer", "ord", "benämning", "uttryck", "ord begrepp", "förkortning")
_NO_TERM = frozenset(
    ["vi", "i", "med", "det", "detta", "källa", "källor", "obs", "not", "exempel", "kommentar", "läs", "mer", "se"]
)
# The words that a title says are defined, and the first word of a paragraph.
_NAMES_TERMS = re.compile(r"(?:definition|definitioner|begrepp|begreppen|vad är|vad menas med)(?: (?:av|på))? (.+)")
_BETWEEN = re.compile(r" (?:och|samt|eller|respektive) ")
_HEADWORD = re.compile(r"[^\W\d_][\w-]*")
SHORTEST_HEAD = 4  # letters
LONGEST_ENDING = 4
_QUOTE = '["”“]?'
_RUNNING = (
    re.compile(
        rf"(?:begreppet|begreppen|ordet|orden|termen|uttrycket)\s+{_QUOTE}([\w-]+(?:\s[\w-]+)?){_QUOTE}\s+"
        r"(?:i\b|för\b|avser|används|är|menas|innebär|betyder|syftar|definieras)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^Med\s+(?:begreppet\s+|ordet\s+)?{_QUOTE}((?:[\w-]+\s){{0,3}}[\w-]+?){_QUOTE}\s+(?:avses|menas|avser|förstås)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^{_QUOTE}([A-ZÅÄÖ][\w-]*(?:\s[\w-]+){{0,2}}?){_QUOTE}\s+"
        r"(?:är (?:den|en|ett|när|att|de|det|i|varje|all)|innebär|betyder|avser|definieras|kallas)\b"
    ),
)


def definitions(title: str, blocks: Sequence[Block]) -> Parted:
    """Give the blocks that come before the first definition, and the definitions; what follows one belongs to it.

    Where the blocks define no term in a form that is known, all of them are given back.
    """
    readers = (_of_table, _of_most, _of_headwords, _of_first, _of_running, _of_one)
    found = (reader(title, blocks) for reader in readers if blocks)
    return next((parted for parted in found if parted is not None and parted[1]), (list(blocks), []))


def _of_most(_title: str, blocks: Sequence[Block]) -> Parted | None:
    """Read paragraphs of which most begin with a term and a mark that parts it from its explanation."""
    terms = [_term(block) for block in blocks]
    return _grouped(blocks, terms) if sum(term is not None for term in terms) * 2 > len(blocks) else None


def _of_first(_title: str, blocks: Sequence[Block]) -> Parted | None:
    """Read such paragraphs at the beginning, before other text."""
    terms = [_term(block) for block in blocks]
    first = next((at for at, term in enumerate(terms) if term is not None), len(terms))
    end = next((at for at in range(first, len(terms)) if terms[at] is None), len(terms))
    if end - first < FEWEST_LISTED or first > 1 or any(term is not None for term in terms[end:]):
        return None
    before, listed = _grouped(blocks[:end], terms[:end])
    return [*before, *blocks[end:]], listed


def _of_one(title: str, blocks: Sequence[Block]) -> Parted | None:
    """Read a short section that defines one term in running words."""
    term = _running_term(title, blocks[0].prose) if len(blocks) <= MOST_PARAGRAPHS else None
    return ([], [DefinitionDraft(term, list(blocks))]) if term else None


def without_titles(blocks: Sequence[Block]) -> tuple[list[Block], list[Prose]]:
    """Take the titles of the columns, such as “Begrepp”, out of tables of terms; give them too."""
    result, titles = [], []
    for block in blocks:
        headed = len(block.rows) > 1 and folded(block.rows[0][0].text) in TERM_COLUMNS
        titles += list(block.rows[0]) if headed else []
        result.append(replace(block, rows=block.rows[1:]) if headed else block)
    return result, titles


def _grouped(blocks: Sequence[Block], begun: Sequence[DefinitionDraft | None]) -> Parted:
    """Give the blocks before the first definition, and the definitions `begun`, each with what follows it."""
    before: list[Block] = []
    found: list[DefinitionDraft] = []
    for block, definition in zip(blocks, begun, strict=True):
        if definition is not None:
            found.append(definition)
        else:
            (found[-1].body if found else before).append(block)
    return before, found


def _term(block: Block) -> DefinitionDraft | None:
    """Read a paragraph such as “Asylsökande: en person som …”, or one that begins with its term in bold."""
    if block.rows or (block.item and block.item.level):
        return None
    parted = _bold_term(block.prose) or _marked_term(block.prose)
    if parted is None:
        return None
    term, rest = parted
    explained = [Block(rest, italic=block.italic, page=block.page)] if rest else []
    return DefinitionDraft(term, explained)


def _bold_term(prose: Prose) -> tuple[Prose, Prose] | None:
    end = next((span.end for span in prose.spans if span.tag == "strong" and span.start == 0), len(prose.text))
    if end >= len(prose.text) or not _is_term(prose.text[:end]):
        return None
    term = _plain(prose.cut(0, end))
    separator = _AFTER_TERM.match(prose.text, len(prose.text[:end].rstrip(" :=–—-")))
    # “Mångfald är …” goes on from its term, and is the definition as a whole.
    return term, prose.cut(separator.end()) if separator else prose


def _marked_term(prose: Prose) -> tuple[Prose, Prose] | None:
    match = _PARTED.search(prose.text)
    if not match or not _is_term(prose.text[: match.start()]):
        return None
    return _plain(prose.cut(0, match.start())), prose.cut(match.end())


def _plain(term: Prose) -> Prose:
    end = len(term.text.rstrip(" :;=–—-"))
    return term.cut(0, end)


def _is_term(text: str) -> bool:
    counted = words(text)
    return (
        0 < len(counted) <= MOST_WORDS
        and len(text) <= LONGEST_TERM
        and counted[0].lower() not in _NO_TERM
        and not re.search(r"[.!?;]\s|[,]\s.*[,]", text)
    )


def _running_term(title: str, prose: Prose) -> Prose | None:
    """Give the term that a paragraph defines in running words; what the section is called may tell it too."""
    for pattern in _RUNNING:
        match = pattern.search(prose.text[:400])
        if match:
            return prose.cut(match.start(1), match.end(1))
    named = folded(title[unnumbered(title)[1] :])
    rest = re.sub(r"^(?:definition|definitionen|begreppet|begrepp)(?:\s(?:av|på))?\s", "", named)
    at = prose.text.casefold().find(rest) if rest and rest != named else -1
    return prose.cut(at, at + len(rest)) if at >= 0 else None


def _of_running(_title: str, blocks: Sequence[Block]) -> Parted | None:
    """Read paragraphs that each define a term in running words, at least half of them."""
    terms = [_running_term("", block.prose) if block.is_paragraph else None for block in blocks]
    said = sum(term is not None for term in terms)
    if said < FEWEST_LISTED or said * 2 < len(blocks):
        return None
    pairs = zip(terms, blocks, strict=True)
    return _grouped(blocks, [DefinitionDraft(term, [block]) if term is not None else None for term, block in pairs])


def _of_headwords(title: str, blocks: Sequence[Block]) -> Parted | None:
    """Give the definitions of the words that a title such as “Definition integration samt inkludering” names.

    Each begins, as in a dictionary, with the word itself or another of its forms.
    """
    named = _NAMES_TERMS.match(folded(title[unnumbered(title)[1] :]))
    heads = [head for head in _BETWEEN.split(named[1]) if len(head) >= SHORTEST_HEAD] if named else []
    begun = [_under_headword(block, heads) for block in blocks]
    return _grouped(blocks, begun) if not heads else None


def _under_headword(block: Block, heads: list[str]) -> DefinitionDraft | None:
    """Read a paragraph that begins with a form of one of the words, which is taken out of them."""
    match = _HEADWORD.match(block.prose.text) if block.is_paragraph else None
    head = next((head for head in heads if _is_form(match[0], head)), "") if match else ""
    if not match or not head:
        return None
    heads.remove(head)
    stands_alone = not words(block.prose.text[match.end() :])
    return DefinitionDraft(block.prose.cut(0, match.end()), [] if stands_alone else [block])


def _is_form(word: str, head: str) -> bool:
    """Say whether two words differ in their ending alone."""
    shared = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(word.casefold(), head, strict=False)))
    return shared >= SHORTEST_HEAD and shared >= len(head) - LONGEST_ENDING and shared >= len(word) - LONGEST_ENDING


def _of_table(_title: str, blocks: Sequence[Block]) -> Parted | None:
    """Give the definitions of a table of two columns, terms and what they mean, if the blocks end with one.

    A page’s end may have parted it in several. A row of one cell goes on with the explanation above it.
    """
    at = len(blocks)
    while at and blocks[at - 1].rows:
        at -= 1
    found: list[DefinitionDraft] = []
    for row in chain.from_iterable(block.rows for block in blocks[at:]):
        begun = _of_row(row)
        if begun is not None:
            found.append(begun)
        elif found and _goes_on(row):
            found[-1].body.append(Block(filled(row)[0]))
        else:
            return None
    return (list(blocks[:at]), found) if found else None


def _of_row(row: Row) -> DefinitionDraft | None:
    if not _begins_term(row) or len(row) > COLUMNS:
        return None
    return DefinitionDraft(row[0], [block for cell in row[1:] for block in _paragraphs(cell)])


def _goes_on(row: Row) -> bool:
    return len(filled(row)) == 1 and not _begins_term(row)


def _begins_term(row: Row) -> bool:
    return bool(row[0]) and _is_term(row[0].text)


def _paragraphs(cell: Prose) -> list[Block]:
    return [Block(prose, item=Item(0, "•") if item else None) for prose, item in cell.paragraphs()]
