"""Terms that a document defines, from the paragraphs of its section of definitions. Pure functions."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.structure.draft import DefinitionDraft
from portal.importer.recognising.structure.phrases import unnumbered
from portal.importer.recognising.words import folded, words
from portal.importer.sources.line import Item

Parted = tuple[list[Block], list[DefinitionDraft]]  # the blocks that are no definitions, and those that are

LONGEST_TERM = 80  # letters
MOST_WORDS = 8
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
    return _collected(blocks, terms) if sum(term is not None for term in terms) * 2 > len(blocks) else None


def _of_first(_title: str, blocks: Sequence[Block]) -> Parted | None:
    """Read such paragraphs at the beginning, before other text."""
    terms = [_term(block) for block in blocks]
    first = next((at for at, term in enumerate(terms) if term is not None), len(terms))
    end = next((at for at in range(first, len(terms)) if terms[at] is None), len(terms))
    if end - first < FEWEST_LISTED or first > 1 or any(term is not None for term in terms[end:]):
        return None
    before, listed = _collected(blocks[:end], terms[:end])
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


def _collected(
    blocks: Sequence[Block], parted: Sequence[tuple[Prose, Prose] | None]
) -> tuple[list[Block], list[DefinitionDraft]]:
    before: list[Block] = []
    found: list[DefinitionDraft] = []
    for block, term in zip(blocks, parted, strict=True):
        if term is not None:
            rest = block.saying(term[1])
            found.append(DefinitionDraft(term[0], [_as_paragraph(rest)] if rest.prose else []))
        elif found:
            found[-1].body.append(block)
        else:
            before.append(block)
    return before, found


def _term(block: Block) -> tuple[Prose, Prose] | None:
    """Give the term and its explanation of a paragraph such as “Asylsökande: en person som …”."""
    if block.rows or (block.item and block.item.level):
        return None
    prose = block.prose
    bold = next((span for span in prose.spans if span.tag == "strong" and span.start == 0), None)
    if bold and _is_term(prose.text[: bold.end]) and bold.end < len(prose.text):
        term = _plain(prose.cut(0, bold.end))
        separator = _AFTER_TERM.match(prose.text, len(prose.text[: bold.end].rstrip(" :=–—-")))
        # “Mångfald är …” goes on from its term, and is the definition as a whole.
        return term, prose.cut(separator.end()) if separator else prose
    match = _PARTED.search(prose.text)
    if match and _is_term(prose.text[: match.start()]):
        return _plain(prose.cut(0, match.start())), prose.cut(match.end())
    return None


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
    before: list[Block] = []
    found: list[DefinitionDraft] = []
    for block, term in zip(blocks, terms, strict=True):
        if term is not None:
            found.append(DefinitionDraft(term, [block]))
        else:
            (found[-1].body if found else before).append(block)
    return before, found


def _of_headwords(title: str, blocks: Sequence[Block]) -> Parted | None:
    """Give the definitions of the words that a title such as “Definition integration samt inkludering” names.

    Each begins, as in a dictionary, with the word itself or another of its forms.
    """
    named = _NAMES_TERMS.match(folded(title[unnumbered(title)[1] :]))
    heads = [head for head in _BETWEEN.split(named[1]) if len(head) >= SHORTEST_HEAD] if named else []
    before: list[Block] = []
    found: list[DefinitionDraft] = []
    for block in blocks:
        match = _HEADWORD.match(block.prose.text) if block.is_paragraph else None
        head = next((head for head in heads if match and _is_form(match[0], head)), "")
        if match and head:
            heads.remove(head)
            alone = not words(block.prose.text[match.end() :])
            found.append(DefinitionDraft(block.prose.cut(*match.span()), [] if alone else [block]))
        elif found:
            found[-1].body.append(block)
        else:
            before.append(block)
    return (before, found) if not heads else None


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
    for row in (row for block in blocks[at:] for row in block.rows):
        cells = [cell for cell in row if cell]
        if len(cells) == 1 and found and (not row[0] or not _is_term(row[0].text)):
            found[-1].body.append(Block(cells[0]))
        elif len(row) <= 2 and row[0] and _is_term(row[0].text):  # noqa: PLR2004
            found.append(DefinitionDraft(row[0], _paragraphs(row[1]) if len(row) > 1 else []))
        else:
            return None
    return (list(blocks[:at]), found) if found else None


def _paragraphs(cell: Prose) -> list[Block]:
    return [Block(prose, item=Item(0, "•") if item else None) for prose, item in cell.paragraphs()]


def _as_paragraph(block: Block) -> Block:
    return Block(block.prose, italic=block.italic, page=block.page)
