"""Chapters go in; a draft with the sections and commitments that they are, each where it belongs, comes out."""

from collections.abc import Sequence

from portal.importer.recognising.aside import asides
from portal.importer.recognising.facts.labels import Facts
from portal.importer.recognising.lines.block import LONGEST_HEADING, Block
from portal.importer.recognising.notice import Code, Notice, Reason
from portal.importer.recognising.structure.chapters import Chapter
from portal.importer.recognising.structure.commitments import Commitments
from portal.importer.recognising.structure.draft import CommitmentDraft, Draft, Place, SectionDraft
from portal.importer.recognising.structure.lists import Lists
from portal.importer.recognising.structure.roles import Role, assumed_area, role_in_commitment, role_in_section
from portal.importer.recognising.structure.sections import take_definitions, take_signature, take_voices, without_facts

MOST_OF_ONE_GOAL = 2  # paragraphs
LONGEST_ONE_GOAL = 400  # letters
FIRST_SECTIONS = 2  # at the top, of which one may be a foreword by its signature alone


class Assembly:
    """Puts chapters together to a draft. Facts met on the way are put into `facts`."""

    def __init__(self, facts: Facts, has_sub_goals: bool = False, assumed: frozenset[Chapter] = frozenset()) -> None:
        """Take what is known of the document so far, and whether it has headings or labels for sub-goals.

        `assumed` are the chapters that are areas though nothing in them says so.
        """
        self.facts = facts
        self.assumed = assumed
        self.draft = Draft()
        self.commitments = Commitments(self.draft, facts.bodies)
        self.lists = Lists(self.commitments)
        self.has_sub_goals = has_sub_goals

    def section(self, chapter: Chapter, above: SectionDraft | None, lists: str = "") -> None:
        """Put a chapter that is in no commitment where it belongs; `lists` is the kind that its parent lists."""
        role = self._role(chapter, above, lists)
        if role.name == "related":
            self._related(chapter, above)
        elif role.name == "commitment":
            self._commitment(chapter, role, above or self.draft.last_section())
        elif role.name == "label":
            self._label(chapter, role, above or self.draft.last_section())
        elif role.name == "text" and above is not None:
            above.add(chapter.flattened())
        else:
            self._new_section(chapter, role, above)

    def _role(self, chapter: Chapter, above: SectionDraft | None, lists: str) -> Role:
        if chapter not in self.assumed:
            return role_in_section(chapter, above, lists, self.has_sub_goals)
        if above is not None and above.kind == "other":
            above.kind = "commitments"
        return assumed_area(chapter)

    def _new_section(self, chapter: Chapter, role: Role, above: SectionDraft | None) -> None:
        """Make a section, by its title and then by what its text shows it to be, with all that is in it."""
        made = SectionDraft(role.kind)
        (above.children if above else self.draft.sections).append(made)
        body = without_facts(_entitled(made, chapter), self.facts)
        if made.kind == "foreword" or (above is None and len(self.draft.sections) <= FIRST_SECTIONS):
            body = take_signature(made, body)
        body = take_voices(made, body)
        if made.kind == "definitions" or (made.kind in ("other", "background") and not chapter.children):
            body = take_definitions(made, chapter.title, body, self.draft)
        if role.warning and made.kind == role.kind:
            self._warn(chapter, role.warning)
        self._contents(chapter, role.lists, made, body)

    def _contents(self, chapter: Chapter, lists: str, made: SectionDraft, body: Sequence[Block]) -> None:
        """Put the blocks and the chapters of a section into it, or into the one goal that it has."""
        if lists == "long_term_goal" and _is_one_goal(chapter, body):
            goal = self.commitments.add(lists, made)
            self.commitments.text(body, goal)
            for child in chapter.children:
                self._within(child, goal)
            return
        self.lists.section(body, lists, made)
        for child in chapter.children:
            self.section(child, made, lists)

    def _commitment(self, chapter: Chapter, role: Role, place: Place) -> None:
        """Make a commitment of a chapter, with its title, its text and those that are in it."""
        made = self.commitments.add(role.kind, place)
        if chapter.heading:
            self._entitle(made, chapter.heading, role)
        if role.warning:
            self._warn(chapter, role.warning)
        if role.lists and chapter.has_list:
            self.commitments.text(self.lists.listed(None, chapter.body, role.lists, made), made)
        else:
            self.lists.body(chapter.body, made)
        for child in chapter.children:
            self._within(child, made)

    def _entitle(self, made: CommitmentDraft, heading: Block, role: Role) -> None:
        if role.start:
            self.commitments.numbered(made, heading.prose.cut(0, role.start), role.number)
        title = heading.prose.cut(role.start)
        if _is_sentence(heading):
            made.body.append(Block(title, page=heading.page))
        elif title:
            made.title = title

    def _within(self, chapter: Chapter, above: CommitmentDraft) -> None:
        """Put a chapter that is in a commitment where it belongs."""
        role = role_in_commitment(chapter, above.kind, self.has_sub_goals)
        if role.name == "commitment":
            self._commitment(chapter, role, above)
        elif role.name == "label":
            self._label(chapter, role, above)
        else:
            self.commitments.text(chapter.flattened(), above)

    def _label(self, chapter: Chapter, role: Role, place: Place) -> None:
        """Take a label and what it names: commitments of a kind, or the bodies that are responsible."""
        if role.responsible:
            if not self._responsible(chapter, role.responsible, place):
                self._as_text(chapter.flattened(), place)
                return
        else:
            self._as_text(self.lists.listed(chapter.heading, chapter.body, role.kind, place), place)
        for child in chapter.children:
            if isinstance(place, CommitmentDraft):
                self._within(child, place)
            else:
                self.section(child, place, role.kind)

    def _responsible(self, chapter: Chapter, role: str, place: Place) -> bool:
        """Take the bodies under a label, for the commitment that it is in or that stands last before it."""
        last = self.draft.commitments[-1].last if self.draft.commitments else None
        target = place if isinstance(place, CommitmentDraft) else last
        return target is not None and self.lists.responsible(chapter.heading, chapter.body, role, target)

    def _as_text(self, blocks: Sequence[Block], place: Place) -> None:
        """Put blocks as text where they stand; after the commitments of a section, in a section of their own."""
        if blocks and isinstance(place, SectionDraft) and place.has_commitments:
            place.children.append(SectionDraft("other", None, list(blocks)))
        else:
            self.commitments.put(blocks, place)

    def _related(self, chapter: Chapter, above: SectionDraft | None) -> None:
        """Take the documents that a chapter lists, where they are titles, for facts."""
        for prose in (prose for block in chapter.body for prose in block.proses()):
            is_title = len(prose.text) <= LONGEST_HEADING
            (self.facts.related if is_title else self.facts.unread).append(prose)
        if chapter.heading:
            self.draft.aside += asides(chapter.heading.prose, Reason.LABEL)
        for child in chapter.children:
            self.section(child, above)

    def _warn(self, chapter: Chapter, code: Code) -> None:
        first = next(iter([*([chapter.heading] if chapter.heading else []), *chapter.body]), None)
        self.draft.warnings.append(Notice(first.prose.line if first else 0, code))


def _entitled(made: SectionDraft, chapter: Chapter) -> list[Block]:
    """Give a section the title of its chapter; give its text, with a heading in it that is a sentence."""
    if chapter.heading is None:
        return chapter.body
    if _is_sentence(chapter.heading):
        return [chapter.heading, *chapter.body]
    made.title = chapter.heading.prose.cut(0)
    return chapter.body


def _is_sentence(heading: Block) -> bool:
    """Say whether what stands as a heading is a text, too long for one or a sentence with a full stop."""
    return len(heading.text) > LONGEST_HEADING or (heading.text.endswith(".") and heading.level is None)


def _is_one_goal(chapter: Chapter, body: Sequence[Block]) -> bool:
    """Say whether “Övergripande mål” has one goal in running words, with those that are under it, if any."""
    if not 0 < len(body) <= MOST_OF_ONE_GOAL or not all(block.is_paragraph for block in body):
        return False
    deeper = [role_in_commitment(child, "long_term_goal", has_sub_goals=False) for child in chapter.children]
    return all(role.kind in ("sub_goal", "measure") for role in deeper) and len(body[0].text) <= LONGEST_ONE_GOAL
