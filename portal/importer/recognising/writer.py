"""A draft into the form of a strategy file."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from portal.importer.recognising.facts.dates import dates_in
from portal.importer.recognising.facts.front import document_kind
from portal.importer.recognising.facts.labels import Facts
from portal.importer.recognising.facts.related import related_documents
from portal.importer.recognising.identities import Identities
from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.lines.markup import paragraph, plain, rich
from portal.importer.recognising.lines.notes import Note
from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.strategy_file import FORMAT, LONGEST_RICH_TEXT, RESERVED_SLUGS
from portal.importer.recognising.structure.draft import CommitmentDraft, Draft, SectionDraft
from portal.importer.recognising.words import folded, slugified, words

LONGEST_SECTION = LONGEST_RICH_TEXT // 2  # letters of text, which become more with their markup
MARGIN = 1000  # letters that a piece of a paragraph leaves free of them
LONGEST_SLUG = 80
LONGEST = {"title": 300, "term": 200, "signed": 200}
MUNICIPAL = ("kommun", "stad")  # words of a title that belong to the municipality’s name
# The facts that a file has under the same keys.
SAME = (
    *("valid_from", "valid_until", "until_further_notice", "replaces"),
    *("applies_to", "target_group", "review", "evaluation", "publication"),
)

Entry = dict[str, Any]


class Writer:
    """Writes the parts of a draft as the objects of a strategy file, and remembers the uids that it gives."""

    def __init__(self, draft: Draft, identities: Identities) -> None:
        """Take the draft, and what gives uids."""
        self.draft = draft
        self.identities = identities
        self._uids: dict[int, str] = {}

    def sections(self) -> list[Entry]:
        """Give the tree of sections."""
        return self._sections(self.draft.sections)

    def _sections(self, drafts: Iterable[SectionDraft]) -> list[Entry]:
        return [entry for draft in drafts for entry in self._section(draft)]

    def _section(self, draft: SectionDraft) -> list[Entry]:
        """Give a section, in several where one cannot hold its text; those in it, for one that says nothing itself."""
        entries = list(self._own_text(draft))
        children = self._sections(draft.children)
        if not entries:
            return children
        last = entries[-1]
        self._uids[id(draft)] = last["uid"]
        if draft.signed_by:
            last["signed_by"] = draft.signed_by.text[: LONGEST["signed"]]
            last |= _in_swedish("signed_role", draft.signed_role)
        if children:
            last["children"] = children
        return entries

    def _own_text(self, draft: SectionDraft) -> Iterator[Entry]:
        title = draft.title.text if draft.title else ""
        for place, chunk in enumerate(_chunks(draft.body) or [[]]):
            text = rich(chunk)
            said = ({} if place else _in_swedish("title", draft.title)) | _wording(text)
            if said:
                uid = self.identities.uid("sections", draft.kind, title, text[:200], str(place))
                yield {"uid": uid, "kind": draft.kind} | said

    def commitments(self) -> list[Entry]:
        """Give the tree of commitments; `sections` is called before."""
        return [entry for draft in self.draft.commitments for entry in self._commitment(draft, draft.section)]

    def _commitment(self, draft: CommitmentDraft, section: SectionDraft | None) -> list[Entry]:
        """Give a commitment, in the section that has it if it is at the top; one that says nothing is left out."""
        title, text = draft.title.text if draft.title else "", rich(draft.body)
        said = bool(words(title) or words(plain(text)))
        uid = self.identities.uid("commitments", draft.kind, draft.number, title, plain(text)[:200])
        below = [entry for child in draft.children for entry in self._commitment(child, None if said else section)]
        if not said:
            return below
        self._uids[id(draft)] = uid
        placed: Entry = {"number": draft.number} | _in_swedish("title", draft.title) | _wording(text)
        placed |= {"section": self._uids.get(id(section)), "children": below}
        return [{"uid": uid, "kind": draft.kind} | {key: value for key, value in placed.items() if value}]

    def responsibilities(self, facts: Facts) -> list[Entry]:
        """Give who answers for what: for single commitments, and for the whole strategy; `commitments` comes before."""
        own = [
            (slug, role, self._uids[id(commitment)])
            for commitment, slug, role in self.draft.responsibilities
            if id(commitment) in self._uids
        ]
        keys = dict.fromkeys([*own, *((slug, role, None) for slug, role in facts.responsibilities)])
        return [{"committee": slug, "role": role, "commitment": uid} for slug, role, uid in keys]

    def definitions(self) -> Iterator[Entry]:
        """Give the definitions."""
        for draft in self.draft.definitions:
            term = draft.term.text.strip()[: LONGEST["term"]]
            uid = self.identities.uid("definitions", term)
            yield {"uid": uid, "term": {"sv": term}} | _wording(rich(draft.body))


def written(
    series: tuple[str, str, str],
    titles: tuple[str, Prose | None],
    facts: Facts,
    draft: Draft,
    notes: Sequence[Note],
) -> Entry:
    """Give the strategy file of a draft, without its report.

    `series` is the municipality's code, the slug and the edition (“” to take it from the facts); `titles` the title and
    the subtitle.
    """
    municipality, slug, edition = series
    title, subtitle = titles[0], titles[1].text if titles[1] else ""
    writer = Writer(draft, Identities(municipality, slug))
    sections, commitments = writer.sections(), writer.commitments()
    responsibilities = writer.responsibilities(facts)
    told = facts.told()
    decisions = sorted(facts.decisions, key=lambda entry: entry.get("date") or "9999")
    file: Entry = {
        "format": FORMAT,
        "municipality": municipality,
        "slug": slug,
        "edition": edition or edition_of(decisions, facts, f"{title} {subtitle}"),
        "kind": document_kind(folded(title)) or document_kind(folded(subtitle)) or "strategy",
        "title": {"sv": title},
        "subtitle": {"sv": subtitle} if titles[1] else None,
        "case_numbers": list(dict.fromkeys(facts.keys.get("case_numbers", ()))),
        "decisions": decisions,
        **{key: told.get(key) for key in SAME},
        "committees": facts.bodies.entries(),
        "sections": sections,
        "commitments": commitments,
        "responsibilities": responsibilities,
        "definitions": list(writer.definitions()),
        "footnotes": list(_footnotes(notes)),
        "related_documents": related_documents(facts.related),
    }
    return {key: value for key, value in file.items() if value not in (None, [], "")}


def slug_of(title: str, municipality: str) -> str:
    """Give the address name of a series from its title, without the municipality's own name."""
    parts = slugified(title).split("-")
    own = (slugified(municipality).rstrip("s"), *MUNICIPAL)
    while parts and parts[0].rstrip("s") in own:
        parts.pop(0)
    slug = "-".join(parts)[:LONGEST_SLUG].strip("-") or "strategi"
    return f"{slug}-1" if slug in RESERVED_SLUGS else slug


def edition_of(decisions: Sequence[Entry], facts: Facts, titles: str) -> str:
    """Give the edition's label: the year of the last decision, from which it is valid, or in its titles; or “1”."""
    years = [entry["date"][:4] for entry in decisions if entry.get("date")]
    named = [date.iso[:4] for date in dates_in(titles, years_too=True)]
    return max(years, default="") or str(facts.keys.get("valid_from", ""))[:4] or next(iter(named), "1")


def _footnotes(notes: Iterable[Note]) -> Iterator[Entry]:
    for note in notes:
        if said := _wording("".join(paragraph(part) for part in note.paragraphs)):
            yield {"number": note.number} | said


def _chunks(blocks: Sequence[Block]) -> list[list[Block]]:
    """Part the blocks of a section where they are more than one section holds."""
    chunks: list[list[Block]] = []
    length = 0
    for block in (piece for whole in blocks for piece in _pieces(whole)):
        size = sum(len(prose.text) for prose in block.proses()) + 100 * len(block.proses())
        if not chunks or length + size > LONGEST_SECTION:
            chunks.append([])
            length = 0
        chunks[-1].append(block)
        length += size
    return chunks


def _pieces(block: Block) -> Iterator[Block]:
    """Part a paragraph that alone is more than a section holds, between two words."""
    rest = block.prose
    while len(rest.text) > LONGEST_SECTION:
        end = rest.text.rfind(" ", 1, LONGEST_SECTION - MARGIN)
        end = end if end > 0 else LONGEST_SECTION - MARGIN
        yield block.saying(rest.cut(0, end))
        rest = rest.cut(end)
    yield block.saying(rest)


def _in_swedish(key: str, prose: Prose | None) -> Entry:
    text = prose.text.strip()[: LONGEST["title"]] if prose else ""
    return {key: {"sv": text}} if text else {}


def _wording(html: str) -> Entry:
    return {"text": {"sv": html}} if plain(html) else {}
