"""A chapter goes in, and where it stands; what it is (section, commitment, label …) comes out. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from portal.importer.recognising.notice import Code
from portal.importer.recognising.structure.chapters import Chapter
from portal.importer.recognising.structure.draft import SectionDraft
from portal.importer.recognising.structure.phrases import (
    Named,
    Sort,
    fact_label,
    has_theme,
    is_generic_goal,
    responsible_label,
    unnumbered,
)
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


TEXT = Role("text")


def areas_assumed(top: Sequence[Chapter]) -> frozenset[Chapter]:
    """Give the chapters to take for focus areas where a document names no commitments at all.

    Those are chapters beside each other of which most have a list or speak of what areas do, and no other kind of
    section; the largest such group counts.
    """
    best: list[Chapter] = []
    most = FEWEST_ASSUMED - 1
    waiting = [list(top)]
    while waiting:
        group = waiting.pop()
        waiting += [chapter.children for chapter in group if chapter.sort.kind not in ("appendix", "definitions")]
        found = [chapter for chapter in group if _is_of_unknown_kind(chapter)]
        likely = sum(chapter.has_list or has_theme(chapter.title) for chapter in found)
        if likely > most and likely * 2 > len(found):
            best, most = found, len(found)
    return frozenset(best)


def _is_of_unknown_kind(chapter: Chapter) -> bool:
    is_known = chapter.is_label or chapter.sort.chapter or fact_label(chapter.title.rstrip(":"))
    return bool(chapter.heading) and not is_known


def assumed_area(chapter: Chapter) -> Role:
    """Give the role of a chapter that is taken for a focus area."""
    return replace(_unnamed("focus_area", chapter), lists="measure", warning=Code.ASSUMED_AREA)


def role_in_section(chapter: Chapter, above: SectionDraft | None, lists: str, has_sub_goals: bool) -> Role:
    """Say what a chapter is in the section `above`, or at the top, where that `lists` commitments of a kind.

    Where the document has sub-goals, what is only called a goal is a long-term one.
    """
    if chapter.heading is None:
        return Role("section", "other", warning=Code.NO_HEADING)
    kind = above.kind if above else ""
    if _lists_related(chapter):
        return Role("related")
    if chapter.is_label and _begins_nothing(chapter, kind, lists):
        return TEXT if above else Role("section", "other")
    if chapter.named and kind != "appendix":
        role = _named(chapter.named)
    elif chapter.is_label:
        role = _label(chapter)
    else:
        role = _heading(chapter, above, lists)
    return _settled(role, chapter, has_sub_goals)


def role_in_commitment(chapter: Chapter, within: str, has_sub_goals: bool) -> Role:
    """Say what a chapter is in a commitment of the kind `within`: a commitment, a label, or a text of it."""
    if _lists_related(chapter):
        return TEXT
    role = TEXT
    if chapter.named and (chapter.children or not chapter.is_label):
        role = _named(chapter.named)
    elif _names_what_is_in_it(chapter):
        role = _label(chapter)
    elif within == "focus_area" and not chapter.sort and chapter.holds_commitments:
        role = _unnamed("focus_area", chapter)
    return _settled(role, chapter, has_sub_goals)


def _settled(role: Role, chapter: Chapter, has_sub_goals: bool) -> Role:
    """Make long-term goals of what is only called goals, where the document has sub-goals too."""
    if not has_sub_goals or not is_generic_goal(chapter.title):
        return role
    if role.kind == "sub_goal":
        return replace(role, kind="long_term_goal")
    return replace(role, lists="long_term_goal") if role.lists == "sub_goal" else role


def _begins_nothing(chapter: Chapter, above: str, lists: str) -> bool:
    """Say whether a label stands in a section that commits to nothing, or only leads in where nothing is listed."""
    only_leads_in = bool(chapter.announces) and not chapter.label
    return above in SAYS_NOTHING or (only_leads_in and not lists and above != "commitments")


def _names_what_is_in_it(chapter: Chapter) -> bool:
    """Say whether a chapter is of commitments that it has, or of who answers."""
    return bool(chapter.body or chapter.children if chapter.announces else responsible_label(chapter.title))


def _lists_related(chapter: Chapter) -> bool:
    return chapter.has_list and fact_label(chapter.title.rstrip(":")) == "related_documents"


def _named(named: Named) -> Role:
    return Role("commitment", named.kind, named.number, named.start)


def _unnamed(kind: str, chapter: Chapter) -> Role:
    return Role("commitment", kind, *unnumbered(chapter.title))


def _label(chapter: Chapter) -> Role:
    kind = chapter.announces
    return Role("label", kind, responsible="" if kind else responsible_label(chapter.title))


def _heading(chapter: Chapter, above: SectionDraft | None, lists: str) -> Role:
    """Say what a heading is that is no label and names no kind of commitment with a number."""
    sort = chapter.sort or _inherited(above)
    if above and above.kind == "appendix" and sort.kind != "definitions":
        return Role("section", "other")
    if sort.kind in ("appendix", "definitions", "foreword"):
        return _section(sort)
    return _of_commitments(chapter, sort, lists) or _section(sort)


def _of_commitments(chapter: Chapter, sort: Sort, lists: str) -> Role | None:
    """Say how a heading is of commitments, the first that fits; None where it is not.

    It may be called so, be one of those that the section above lists, have areas in a table, or be an area itself.
    """
    if chapter.label:
        return _of_label(chapter, sort)
    if lists and not _is_apart(chapter, sort, lists):
        return _listed(chapter, lists)
    if chapter.has_areas_in_table:
        return Role("section", "commitments")
    if chapter.holds_commitments and not sort.chapter and not _holds_areas(chapter):
        return _unnamed("focus_area", chapter)
    return None


def _inherited(above: SectionDraft | None) -> Sort:
    """Give what a chapter without a known title is about, in a section that has no text of its own."""
    return Sort(above.kind) if above and not above.body and above.kind in INHERITED else Sort()


def _is_apart(chapter: Chapter, sort: Sort, lists: str) -> bool:
    """Say whether a heading in a section that lists commitments is a section by its title, and holds none."""
    is_section = sort.chapter or (bool(sort) and lists != "focus_area")
    return is_section and not chapter.holds_commitments


def _listed(chapter: Chapter, kind: str) -> Role:
    """Say what a heading is in a section that lists commitments of a kind.

    Where that are measures, a heading with a list of its own names their area.
    """
    has_labels = any(child.is_label and child.has_list for child in chapter.children)
    if kind == "measure" and (has_labels or chapter.has_list):
        return replace(_unnamed("focus_area", chapter), lists="" if has_labels else "measure")
    return _unnamed(kind, chapter)


def _section(sort: Sort) -> Role:
    if sort:
        return Role("section", sort.kind)
    return Role("section", "other", warning=Code.UNKNOWN_SECTION)


def _of_label(chapter: Chapter, sort: Sort) -> Role:
    """Say what a heading such as “Mål” or “Våra fokusområden” is: it depends on what it has under it."""
    kind = "focus_area" if _lists_areas(chapter) else chapter.label
    if _has_headings(chapter):
        return Role("section", "commitments", lists=kind)
    if sort.kind in ("vision", "purpose"):
        return _section(sort)
    if chapter.has_list or chapter.has_table or (kind == "long_term_goal" and _may_be_goal(chapter)):
        return Role("section", "commitments", lists=kind)
    if chapter.holds_commitments:
        return Role("section", "commitments")
    if kind in GOALS:
        return Role("section", "purpose")
    return Role("section", "other", warning=Code.NO_LIST)


def _has_headings(chapter: Chapter) -> bool:
    """Say whether chapters under it have titles of their own, that are no labels and no section's."""
    return any(not child.is_label and not child.sort for child in chapter.children)


def _may_be_goal(chapter: Chapter) -> bool:
    """Say whether a chapter is one paragraph, or has what stands under a goal."""
    is_paragraph = len(chapter.body) == 1 and chapter.body[0].is_paragraph and not chapter.children
    return is_paragraph or chapter.holds_commitments


def _lists_areas(chapter: Chapter) -> bool:
    """Say whether what a section lists, though its heading speaks of goals or measures, is areas that have them."""
    headed = [child for child in chapter.children if not child.is_label and not child.named]
    like = sum(has_theme(child.title) or len(words(child.title)) <= FEW_WORDS for child in headed)
    return like * 2 > len(headed) > 1 and any(child.holds_commitments for child in headed)


def _holds_areas(chapter: Chapter) -> bool:
    """Say whether a chapter has a heading such as “Fokusområden” right under it."""
    return any(child.label == "focus_area" and not child.is_label for child in chapter.children)
