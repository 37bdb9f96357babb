"""A draft into the form of a strategy file."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.text import slugify

from portal.importer.recognising.facts.dates import dates_in
from portal.importer.recognising.facts.front import document_kind
from portal.importer.recognising.facts.labels import Facts
from portal.importer.recognising.facts.related import related_documents
from portal.importer.recognising.identities import Identities
from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.lines.markup import paragraph, rich
from portal.importer.recognising.lines.notes import Note
from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.structure.draft import CommitmentDraft, Draft, SectionDraft
from portal.importer.recognising.words import folded, words
from portal.strategyfile.schema import FORMAT
from strategies.models.strategy import RESERVED_SLUGS
from strategies.richtext import LONGEST_RICH_TEXT, plain_text

LONGEST_SECTION = LONGEST_RICH_TEXT // 2  # letters of text, which become more with their markup
LONGEST_SLUG = 80
LONGEST = {"title": 300, "term": 200, "signed": 200}


class Filing:
    """Writes the parts of a draft as the objects of a strategy file, and remembers the uids that it gives."""

    def __init__(self, draft: Draft, identities: Identities) -> None:
        """Take the draft, and what gives uids."""
        self.draft = draft
        self.identities = identities
        self._uids: dict[int, str] = {}

    def sections(self) -> list[dict[str, Any]]:
        """Give the tree of sections."""
        return self._sections(self.draft.sections)

    def _sections(self, drafts: Iterable[SectionDraft]) -> list[dict[str, Any]]:
        return [entry for draft in drafts for entry in self._section(draft)]

    def _section(self, draft: SectionDraft) -> list[dict[str, Any]]:
        """Give a section; one with more text than a section can hold goes on in further ones."""
        title = draft.title.text if draft.title else ""
        chunks = [rich(chunk) for chunk in _chunks(draft.body)] or [""]
        entries = []
        for place, text in enumerate(chunks):
            said = bool(text and plain_text(text)) or bool(title and place == 0)
            if not said and (place or not draft.children):
                continue
            entry: dict[str, Any] = {"uid": self.identities.uid("sections", draft.kind, title, text[:200], str(place))}
            entry["kind"] = draft.kind
            entry |= _in_swedish("title", title if place == 0 else "") | _wording(text)
            entries.append(entry)
        if not entries:
            return self._sections(draft.children)
        self._uids[id(draft)] = entries[-1]["uid"]
        if draft.signed_by:
            entries[-1]["signed_by"] = draft.signed_by.text[: LONGEST["signed"]]
            entries[-1] |= _in_swedish("signed_role", draft.signed_role.text if draft.signed_role else "")
        children = self._sections(draft.children)
        if children:
            entries[-1]["children"] = children
        return entries if _is_filled(entries[0]) else children

    def commitments(self) -> list[dict[str, Any]]:
        """Give the tree of commitments; `sections` is called before."""
        return [entry for draft in self.draft.commitments for entry in self._commitment(draft, draft.section)]

    def _commitment(self, draft: CommitmentDraft, section: SectionDraft | None) -> list[dict[str, Any]]:
        """Give a commitment, in the section that has it if it is at the top; one that says nothing is left out."""
        title = draft.title.text if draft.title else ""
        text = rich(draft.body)
        said = bool(words(title) or words(plain_text(text)))
        uid = self.identities.uid("commitments", draft.kind, draft.number, title, plain_text(text)[:200])
        below = [entry for child in draft.children for entry in self._commitment(child, None if said else section)]
        if not said:
            return below
        self._uids[id(draft)] = uid
        entry: dict[str, Any] = {"uid": uid, "kind": draft.kind}
        if draft.number:
            entry["number"] = draft.number
        entry |= _in_swedish("title", title) | _wording(text)
        if section and id(section) in self._uids:
            entry["section"] = self._uids[id(section)]
        return [entry | ({"children": below} if below else {})]

    def responsibilities(self, facts: Facts) -> list[dict[str, Any]]:
        """Give who answers for what: for single commitments, and for the whole strategy; `commitments` comes before."""
        own = [
            (slug, role, self._uids[id(commitment)])
            for commitment, slug, role in self.draft.responsibilities
            if id(commitment) in self._uids
        ]
        keys = dict.fromkeys([*own, *((slug, role, None) for slug, role in facts.responsibilities)])
        return [{"committee": slug, "role": role, "commitment": uid} for slug, role, uid in keys]

    def definitions(self) -> list[dict[str, Any]]:
        """Give the definitions."""
        entries = []
        for draft in self.draft.definitions:
            term = draft.term.text.strip()[: LONGEST["term"]]
            uid = self.identities.uid("definitions", term)
            entries.append({"uid": uid, "term": {"sv": term}} | _wording(rich(draft.body)))
        return entries


def filed(
    series: tuple[str, str, str],
    titles: tuple[str, Prose | None],
    facts: Facts,
    draft: Draft,
    notes: Sequence[Note],
) -> dict[str, Any]:
    """Give the strategy file of a draft, without its report.

    `series` is the municipality's code, the slug and the edition (“” to take it from the facts); `titles` the title and
    the subtitle.
    """
    municipality, slug, edition = series
    title, subtitle = titles
    filing = Filing(draft, Identities(municipality, slug))
    sections, commitments = filing.sections(), filing.commitments()
    responsibilities = filing.responsibilities(facts)
    decisions = sorted(facts.decisions, key=lambda entry: entry.get("date") or "9999")
    written: dict[str, Any] = {
        "format": FORMAT,
        "municipality": municipality,
        "slug": slug,
        "edition": edition or edition_of(decisions, facts, f"{title} {subtitle.text if subtitle else ''}"),
        "kind": document_kind(folded(title)) or document_kind(folded(subtitle.text if subtitle else "")) or "strategy",
        "title": {"sv": title},
        "subtitle": {"sv": subtitle.text} if subtitle else None,
        "case_numbers": list(dict.fromkeys(facts.keys.get("case_numbers", ()))),
        "decisions": decisions,
        **{key: facts.keys.get(key) for key in ("valid_from", "valid_until", "until_further_notice", "replaces")},
        **{key: facts.keys.get(key) for key in ("applies_to", "target_group", "review", "evaluation", "publication")},
        "committees": facts.bodies.entries(),
        "sections": sections,
        "commitments": commitments,
        "responsibilities": responsibilities,
        "definitions": filing.definitions(),
        "footnotes": [
            {"number": note.number, "text": {"sv": text}}
            for note in notes
            if plain_text(text := "".join(paragraph(part) for part in note.paragraphs))
        ],
        "related_documents": related_documents(facts.related),
    }
    return {key: value for key, value in written.items() if value not in (None, [], "")}


def slug_of(title: str, municipality: str) -> str:
    """Give the address name of a series from its title, without the municipality's own name."""
    words = [word for word in slugify(title).split("-") if word]
    name = slugify(municipality)
    while words and (words[0].rstrip("s") == name.rstrip("s") or words[0] in ("kommun", "kommuns", "stad", "stads")):
        words.pop(0)
    slug = "-".join(words)[:LONGEST_SLUG].strip("-") or "strategi"
    return f"{slug}-1" if slug in RESERVED_SLUGS else slug


def edition_of(decisions: Sequence[dict[str, Any]], facts: Facts, titles: str) -> str:
    """Give the edition's label: the year of the last decision, from which it is valid, or in its titles; or “1”."""
    years = [entry["date"][:4] for entry in decisions if entry.get("date")]
    named = [date.iso[:4] for date in dates_in(titles, years_too=True)]
    return max(years, default="") or str(facts.keys.get("valid_from", ""))[:4] or next(iter(named), "1")


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


def _pieces(block: Block) -> list[Block]:
    """Part a paragraph that alone is more than a section holds, between two words."""
    text = block.prose.text
    if len(text) <= LONGEST_SECTION:
        return [block]
    pieces, start = [], 0
    while start < len(text):
        end = min(start + LONGEST_SECTION - 1000, len(text))
        space = text.rfind(" ", start, end) if end < len(text) else end
        end = space if space > start else end
        pieces.append(block.saying(block.prose.cut(start, end)))
        start = end
    return pieces


def _in_swedish(key: str, text: str) -> dict[str, Any]:
    text = text.strip()[: LONGEST["title"]]
    return {key: {"sv": text}} if text else {}


def _wording(html: str) -> dict[str, Any]:
    return {"text": {"sv": html}} if html and plain_text(html) else {}


def _is_filled(entry: dict[str, Any]) -> bool:
    return "title" in entry or "text" in entry
