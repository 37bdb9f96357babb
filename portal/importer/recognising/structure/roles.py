"""What a chapter is: a section of some kind, a commitment, or a label for those that follow. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.notice import Code
from portal.importer.recognising.structure.outline import Chapter
from portal.importer.recognising.structure.phrases import (
    Named,
    Sort,
    commitment_label,
    fact_label,
    has_theme,
    lead_in,
    named_commitment,
    opening,
    responsible_label,
    section_sort,
    unnumbered,
)
from portal.importer.recognising.structure.tables import has_areas, of_commitments
from portal.importer.recognising.words import words

# What a section that only holds others is about, they are about too, unless they say another thing.
INHERITED = ("background", "method", "organisation", "values", "challenges", "follow_up")
# Labels in sections of these kinds begin no commitments.
SAYS_NOTHING = ("vision", "appendix", "definitions", "voices")
FEW_WORDS = 2  # of a title that is no goal, but names an area
FEWEST_ASSUMED = 2  # chapters that are taken for focus areas though nothing says so
GOALS = ("long_term_goal", "sub_goal")


@dataclass(frozen=True)
class Role:
    """What a chapter is. `name` is “section”, “commitment”, “label”, “text” or “related”.

    For a commitment, `number` and `start` say what its heading begins with. `lists` is the kind of the commitments that
    a section has directly in it. `responsible` is the role of the bodies that a label names.
    """

    name: str
    kind: str = ""
    number: str = ""
    start: int = 0
    lists: str = ""
    responsible: str = ""
    warning: Code | None = None


def areas_assumed(top: Sequence[Chapter]) -> frozenset[int]:
    """Give the chapters (by their ids) to take for focus areas where a document names no commitments at all.

    Those are chapters beside each other of which most have a list or speak of what areas do, and no other kind of
    section; the largest such group counts.
    """
    best: list[Chapter] = []
    waiting = [list(top)]
    while waiting:
        group = waiting.pop()
        waiting += [chapter.children for chapter in group if not _is_about(chapter, "appendix", "definitions")]
        found = [chapter for chapter in group if chapter.heading and not chapter.is_label and not _known(chapter)]
        likely = [chapter for chapter in found if _has_list(chapter.body) or has_theme(chapter.title)]
        if len(likely) >= FEWEST_ASSUMED and len(likely) * 2 > len(found) and len(likely) > len(best):
            best = found
    return frozenset(map(id, best))


def _known(chapter: Chapter) -> bool:
    sort = section_sort(chapter.title)
    return bool(sort and sort.chapter) or bool(fact_label(chapter.title.rstrip(":")))


def _is_about(chapter: Chapter, *kinds: str) -> bool:
    sort = section_sort(chapter.title)
    return sort is not None and sort.kind in kinds


def role_of(chapter: Chapter, above: str, container: str, within: str = "", alone: bool = False) -> Role:
    """Say what a chapter is. `above` is the kind of the section that it is in, `container` what that one lists.

    `within` is the kind of the commitment that the chapter is in, where it is in one. `alone` says that the section
    above only holds others, and has no text of its own.
    """
    if chapter.heading is None:
        return Role("section", "other", warning=Code.NO_HEADING)
    title = chapter.title
    label = commitment_label(title)
    leads_in = "" if label or not chapter.is_label else lead_in(title)
    if fact_label(title.rstrip(":")) == "related_documents" and _has_list(chapter.body):
        return Role("related")
    if within:
        return _in_commitment(chapter, label or leads_in, within)
    named = named_or_opening(chapter)
    if chapter.is_label and (above in SAYS_NOTHING or (leads_in and not (container or above == "commitments"))):
        role = Role("text")
    elif named and above != "appendix":
        role = Role("commitment", named.kind, named.number, named.start)
    elif chapter.is_label:
        role = _labelled(title, label or leads_in)
    else:
        role = _heading(chapter, label, above, container, alone)
    return role


def _labelled(title: str, label: str) -> Role:
    role = responsible_label(title)
    return Role("label", responsible=role) if role and not label else Role("label", label)


def named_or_opening(chapter: Chapter) -> Named | None:
    """Read what a heading says of its kind; a sentence that stands as one says it by its first words."""
    named = named_commitment(chapter.title)
    if named or chapter.is_label or chapter.heading is None or chapter.heading.level is not None:
        return named
    kind = opening(chapter.title)
    return Named(kind, "", 0) if kind else None


def _in_commitment(chapter: Chapter, label: str, within: str) -> Role:
    title = chapter.title
    named = named_or_opening(chapter)
    role = responsible_label(title)
    if named and not (chapter.is_label and not chapter.children):
        return Role("commitment", named.kind, named.number, named.start)
    if role and not label:
        return Role("label", responsible=role)
    if label and (chapter.body or chapter.children):
        return Role("label", label)
    sort = section_sort(title)
    if within == "focus_area" and not sort and holds_commitments(chapter):
        number, start = unnumbered(title)
        return Role("commitment", "focus_area", number, start)
    return Role("text")


def _heading(chapter: Chapter, label: str, above: str, container: str, alone: bool) -> Role:
    """Say what a heading is that is no label and names no kind of commitment with a number."""
    title = chapter.title
    sort = section_sort(title)
    inside = holds_commitments(chapter)
    if sort is None and alone and above in INHERITED:
        sort = Sort(above, chapter=False)
    if above == "appendix":
        return _section(sort if sort and sort.kind == "definitions" else None, known=True)
    if sort and sort.kind in ("appendix", "definitions", "foreword"):
        return _section(sort)
    if label:
        return _of_label(chapter, label, sort)
    if container and not (sort and (sort.chapter or container != "focus_area") and not inside):
        return _contained(chapter, container)
    of_areas = any(block.rows and has_areas(block.rows) for block in chapter.body)
    if inside and not of_areas and not (sort and sort.chapter) and not _holds_areas(chapter):
        number, start = unnumbered(title)
        return Role("commitment", "focus_area", number, start)
    return Role("section", "commitments") if of_areas else _section(sort)


def _contained(chapter: Chapter, container: str) -> Role:
    """Say what a heading is in a section that lists commitments of a kind.

    Where that are measures, a heading with a list of its own names their area.
    """
    number, start = unnumbered(chapter.title)
    labelled = any(child.is_label and _has_list(child.body) for child in chapter.children)
    if container == "measure" and (labelled or _has_list(chapter.body)):
        return Role("commitment", "focus_area", number, start, lists="" if labelled else "measure")
    return Role("commitment", container, number, start)


def _section(sort: Sort | None, known: bool = False) -> Role:
    if sort:
        return Role("section", sort.kind)
    return Role("section", "other", warning=None if known else Code.UNKNOWN_SECTION)


def _of_label(chapter: Chapter, label: str, sort: Sort | None) -> Role:
    """Say what a heading such as “Mål” or “Våra fokusområden” is: it depends on what it has under it."""
    headed = [child for child in chapter.children if not child.is_label and not section_sort(child.title)]
    if sort and sort.kind in ("vision", "purpose") and not headed:
        return _section(sort)
    if label in (*GOALS, "measure") and lists_areas(chapter):
        label = "focus_area"
    if headed or _has_list(chapter.body) or any(of_commitments(block.rows) for block in chapter.body):
        return Role("section", "commitments", lists=label)
    if holds_commitments(chapter):
        return Role("section", "commitments", lists="long_term_goal" if label == "long_term_goal" else "")
    if label == "long_term_goal" and len(chapter.body) == 1 and chapter.body[0].is_paragraph and not chapter.children:
        return Role("section", "commitments", lists=label)
    if label in GOALS:
        return Role("section", "purpose")
    return Role("section", "other", warning=Code.NO_LIST)


def holds_commitments(chapter: Chapter) -> bool:
    """Say whether a chapter has a label, a heading or a table under it that begins commitments or names who answers."""
    return any(_begins_commitments(child) for child in chapter.children) or any(
        block.rows and of_commitments(block.rows) for block in chapter.body
    )


def lists_areas(chapter: Chapter) -> bool:
    """Say whether what a section lists, though its heading speaks of goals or measures, is areas that have them."""
    headed = [child for child in chapter.children if not child.is_label and not named_or_opening(child)]
    like = [child for child in headed if has_theme(child.title) or len(words(child.title)) <= FEW_WORDS]
    return len(like) * 2 > len(headed) > 1 and any(holds_commitments(child) for child in headed)


def _holds_areas(chapter: Chapter) -> bool:
    """Say whether a chapter has a heading such as “Fokusområden” right under it."""
    return any(commitment_label(child.title) == "focus_area" and not child.is_label for child in chapter.children)


def _begins_commitments(chapter: Chapter) -> bool:
    title = chapter.title
    if named_or_opening(chapter):
        return True
    if responsible_label(title) and chapter.is_label:
        return True
    if commitment_label(title):
        return bool(
            chapter.is_label or _has_list(chapter.body) or chapter.children or any(b.rows for b in chapter.body)
        )
    return holds_commitments(chapter)


def _has_list(blocks: list[Block]) -> bool:
    return any(block.item for block in blocks)
