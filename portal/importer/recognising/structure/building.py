"""Chapters into sections and commitments: what each heading and label is, and where it belongs."""

from collections.abc import Sequence
from dataclasses import replace

from portal.importer.recognising.aside import asides
from portal.importer.recognising.facts.front import put_fact_block
from portal.importer.recognising.facts.labels import DECISIONS, Facts
from portal.importer.recognising.facts.signature import signature
from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.notice import Code, Notice, Reason
from portal.importer.recognising.structure.definitions import definitions, without_titles
from portal.importer.recognising.structure.draft import CommitmentDraft, Draft, SectionDraft
from portal.importer.recognising.structure.lists import Listing
from portal.importer.recognising.structure.outline import Chapter
from portal.importer.recognising.structure.phrases import fact_label, is_generic_goal, unnumbered
from portal.importer.recognising.structure.roles import Role, role_of
from portal.importer.recognising.structure.voices import voices_at
from portal.importer.recognising.words import folded
from portal.importer.sources.line import Item

LONGEST_TITLE = 300
MOST_OF_ONE_GOAL = 2  # paragraphs
LONGEST_ONE_GOAL = 400  # letters
CLEAR_FACTS = (*DECISIONS, "case_numbers", "valid_from", "valid_until", "replaces", "publication")


class Building:
    """Builds a draft from chapters. Facts met on the way are put into `facts`."""

    def __init__(self, facts: Facts, has_sub_goals: bool = False, assumed: frozenset[int] = frozenset()) -> None:
        """Take what is known of the document so far, and whether it has headings or labels for sub-goals.

        `assumed` are the chapters, by their ids, that are areas though nothing in them says so.
        """
        self.facts = facts
        self.assumed = assumed
        self.draft = Draft()
        self.listing = Listing(self.draft, facts.bodies)
        self.has_sub_goals = has_sub_goals

    def section(self, chapter: Chapter, above: SectionDraft | None, container: str = "") -> None:
        """Put a chapter that is in no commitment where it belongs; `container` is the kind that its parent lists."""
        alone = above is not None and not above.body
        role = self._settled(chapter, role_of(chapter, above.kind if above else "", container, alone=alone))
        if id(chapter) in self.assumed:
            number, start = unnumbered(chapter.title)
            role = Role("commitment", "focus_area", number, start, lists="measure", warning=Code.ASSUMED_AREA)
            if above is not None and above.kind == "other":
                above.kind = "commitments"
        if role.name == "related":
            self._related(chapter, above)
        elif role.name == "commitment":
            self._commitment(chapter, role, None, above or self.draft.last_section())
        elif role.name == "label":
            self._label(chapter, role, None, above or self.draft.last_section())
        elif role.name == "text" and above is not None:
            above.add(_flattened(chapter))
        else:
            self._new_section(chapter, role if role.kind else replace(role, kind="other"), above)

    def _settled(self, chapter: Chapter, role: Role) -> Role:
        """Make long-term goals of what is only called goals, where the document has sub-goals too."""
        if self.has_sub_goals and "sub_goal" in (role.kind, role.lists) and is_generic_goal(chapter.title):
            own = role.kind == "sub_goal"
            return replace(role, kind="long_term_goal") if own else replace(role, lists="long_term_goal")
        return role

    def _new_section(self, chapter: Chapter, role: Role, above: SectionDraft | None) -> None:
        heading = chapter.heading
        titled = heading is not None and not _is_sentence(heading)
        made = SectionDraft(role.kind, heading.prose.cut(0) if heading and titled else None)
        (above.children if above else self.draft.sections).append(made)
        own = [heading] if heading and not titled else []
        body = self._without_facts([*own, *chapter.body])
        signed = signature(body) if self._may_be_foreword(made, above) else None
        # A name signs a text: one that stands alone, as on a front page, is the text.
        if signed and (signed.at or made.title):
            made.kind, made.signed_by, made.signed_role = "foreword", signed.name, signed.post
            body = body[: signed.at]
        at = voices_at(body, made.kind)
        if at is not None and made.kind in ("other", "background", "voices", "vision"):
            made.kind = "voices"
            body = [*body[:at], *(replace(block, item=Item(0, "•"), gap=False) for block in body[at:])]
        if made.kind == "definitions" or (made.kind in ("other", "background") and not chapter.children):
            body = self._defined(made, chapter, body)
        if role.warning and made.kind == role.kind:
            self._warn(chapter, role.warning)
        if role.lists == "long_term_goal" and self._is_one_goal(chapter, body):
            goal = self.listing.commitment(role.lists, None, made)
            self.listing.text(body, goal)
            for child in chapter.children:
                self._within(child, goal)
            return
        self.listing.section(body, role.lists, made)
        for child in chapter.children:
            self.section(child, made, role.lists)

    def _is_one_goal(self, chapter: Chapter, body: Sequence[Block]) -> bool:
        """Say whether “Övergripande mål” has one goal in running words, with those that are under it, if any."""
        if not body or len(body) > MOST_OF_ONE_GOAL or not all(block.is_paragraph for block in body):
            return False
        deeper = [role_of(child, "commitments", "", within="long_term_goal") for child in chapter.children]
        return all(role.kind in ("sub_goal", "measure") for role in deeper) and len(body[0].text) <= LONGEST_ONE_GOAL

    def _may_be_foreword(self, made: SectionDraft, above: SectionDraft | None) -> bool:
        return made.kind == "foreword" or (above is None and len(self.draft.sections) <= 2)  # noqa: PLR2004

    def _defined(self, made: SectionDraft, chapter: Chapter, body: list[Block]) -> list[Block]:
        untitled, titles = without_titles(body)
        rest, found = definitions(chapter.title, untitled)
        if made.kind != "definitions" and [folded(row.term.text) for row in found] != [folded(chapter.title)]:
            return body
        if not found:
            return body
        made.kind = "definitions"
        for title in titles:
            self.draft.aside += asides(title, Reason.COLUMN_TITLES)
        self.draft.definitions.extend(found)
        for definition in found:
            self.draft.values.append(definition.term)
        return rest

    def _commitment(
        self, chapter: Chapter, role: Role, above: CommitmentDraft | None, section: SectionDraft | None
    ) -> None:
        made = self.listing.commitment(role.kind, above, section)
        heading = chapter.heading
        if heading:
            prose = heading.prose
            made.number = role.number
            if role.start:
                self.listing.numbered(prose.cut(0, role.start), role.number)
            title = prose.cut(role.start)
            if _is_sentence(heading):
                made.body.append(Block(title, page=heading.page))
            elif title:
                made.title = title
        if role.warning:
            self._warn(chapter, role.warning)
        if role.lists and any(block.item for block in chapter.body):
            self.listing.text(self.listing.listed(None, chapter.body, role.lists, made, None), made)
        else:
            self.listing.body(chapter.body, made)
        for child in chapter.children:
            self._within(child, made)

    def _within(self, chapter: Chapter, above: CommitmentDraft) -> None:
        """Put a chapter that is in a commitment where it belongs."""
        role = self._settled(chapter, role_of(chapter, "commitments", "", within=above.kind))
        if role.name == "commitment":
            self._commitment(chapter, role, above, None)
        elif role.name == "label":
            self._label(chapter, role, above, None)
        else:
            self.listing.text(_flattened(chapter), above)

    def _label(self, chapter: Chapter, role: Role, above: CommitmentDraft | None, section: SectionDraft | None) -> None:
        """Take a label and what it names: commitments of a kind, or the bodies that are responsible."""
        heading = chapter.heading
        if role.responsible:
            target = above or (self.draft.commitments[-1].last if self.draft.commitments else None)
            if target is None or not self.listing.responsible(heading, chapter.body, role.responsible, target):
                self._as_text(_flattened(chapter), above, section)
                return
        else:
            rest = self.listing.listed(heading, chapter.body, role.kind, above, section)
            if rest:
                self._as_text(rest, above, section)
        for child in chapter.children:
            if above is not None:
                self._within(child, above)
            else:
                self.section(child, section, role.kind if not role.responsible else "")

    def _as_text(self, blocks: Sequence[Block], above: CommitmentDraft | None, section: SectionDraft | None) -> None:
        if above is not None:
            self.listing.text(blocks, above)
        elif section is not None and self.listing.has_roots(section):
            section.children.append(SectionDraft("other", None, list(blocks)))
        else:
            self.draft.add(blocks, section)

    def _related(self, chapter: Chapter, above: SectionDraft | None) -> None:
        for block in chapter.body:
            for prose in block.proses():
                (self.facts.related if len(prose.text) <= LONGEST_TITLE else self.facts.unread).append(prose)
        if chapter.heading:
            self.draft.aside += asides(chapter.heading.prose, Reason.LABEL)
        for child in chapter.children:
            self.section(child, above)

    def _without_facts(self, blocks: Sequence[Block]) -> list[Block]:
        """Take the facts about the document out of a section, such as a table of them on its last page."""
        return [block for block in blocks if not (_may_be_fact(block) and put_fact_block(self.facts, block))]

    def _warn(self, chapter: Chapter, code: Code) -> None:
        line = chapter.heading.prose.line if chapter.heading else (chapter.body[0].prose.line if chapter.body else 0)
        self.draft.warnings.append(Notice(line, code))


def _may_be_fact(block: Block) -> bool:
    """Say whether a block in the text is so clearly about the document that it is no part of the text."""
    if block.rows:
        return True
    meaning = fact_label(block.text.partition(":")[0]) if ":" in block.text else ""
    return block.is_paragraph and block.is_short and meaning in CLEAR_FACTS


def _is_sentence(heading: Block) -> bool:
    """Say whether what stands as a heading is a text, too long for one or a sentence with a full stop."""
    return len(heading.text) > LONGEST_TITLE or (heading.text.endswith(".") and heading.level is None)


def _flattened(chapter: Chapter) -> list[Block]:
    """Give the heading and all blocks of a chapter and those within it, in order, as blocks of one text."""
    own = [replace(chapter.heading, label=False)] if chapter.heading else []
    return [*own, *chapter.body, *(block for child in chapter.children for block in _flattened(child))]
