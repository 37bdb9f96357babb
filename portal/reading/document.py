"""A strategy as its page shows it: the whole document in its own order, in one language and one wording."""

from collections import defaultdict
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from goals.models import Commitment, Responsibility
from goals.outline import OutlineNode, outline
from portal.reading.parts import CommitmentView, DefinitionView, Reading, SectionView
from portal.reading.terms import TermFinder
from strategies.models import Definition, Section, Strategy
from strategies.tree import Node, laid_out
from strategies.wording import said

LOWEST_HEADING = 6
# What commitments of one kind that follow on each other are headed with.
GROUP_HEADINGS = {
    Commitment.Kind.FOCUS_AREA: _("Focus areas"),
    Commitment.Kind.LONG_TERM_GOAL: _("Long-term goals"),
    Commitment.Kind.SUB_GOAL: _("Sub-goals"),
    Commitment.Kind.MEASURE: _("Measures"),
}


class Document:
    """Everything that a strategy's page shows. Its rows are fetched once, whatever their number."""

    def __init__(self, strategy: Strategy, language: str, wording: str, *, terms_open: bool = True) -> None:
        """Fetch `strategy` to be read in `language` and `wording`; on paper, no term opens its definition."""
        definitions = list(strategy.definitions.all())
        sections = list(strategy.sections.all())
        commitments = list(with_responsible(strategy.commitments.all()))
        for row in commitments:
            row.strategy = strategy  # the one in hand, so that addresses cost no queries
        footnotes = list(strategy.footnotes.all())
        self.reading = Reading(language, wording, definitions if terms_open else [], footnotes)
        self.has_adopted = any(row.text_sv for row in (*sections, *commitments))
        self.has_plain = any(row.plain_sv for row in (*sections, *commitments))

        # From top to bottom, since a footnote's way back leads to its first mark on the page.
        by_section = definitions_by_section(sections, definitions)
        trees = outline(commitments)
        self.sections = [self._section(node, by_section, trees) for node in laid_out(sections)]
        self.commitments_outside = [
            commitment_view(tree, self.reading, 2) for tree in trees if tree.row.section_id is None
        ]
        self.definitions_outside = [self.reading.definition(row) for row in by_section[None]]
        self.footnotes = [(row.number, self.reading.note(row)) for row in footnotes]
        self.definitions: list[DefinitionView] = [self.reading.definition(row) for row in definitions]

    def _section(
        self, node: Node, definitions: dict[int | None, list[Definition]], trees: list[OutlineNode]
    ) -> SectionView:
        row, level = node.row, min(node.depth + 2, LOWEST_HEADING)
        return SectionView(
            row=row,
            title=said(row, "title", self.reading.language),
            role=said(row, "signed_role", self.reading.language),
            text=self.reading.text(row),
            level=level,
            definitions=[self.reading.definition(definition) for definition in definitions[row.pk]],
            children=[self._section(child, definitions, trees) for child in node.children],
            commitments=[
                commitment_view(tree, self.reading, level + 1) for tree in trees if tree.row.section_id == row.pk
            ],
        )


def commitment_view(node: OutlineNode, reading: Reading, level: int) -> CommitmentView:
    """Give a commitment with all below it as `reading` has it; `level` is that of its heading."""
    row = node.row
    level = min(level, LOWEST_HEADING)
    return CommitmentView(
        row=row,
        number=node.number,
        label=labelled(node),
        place=place_of(node, reading.language),
        title=said(row, "title", reading.language),
        text=reading.text(row),
        level=level,
        responsible=by_role(row.responsibilities.all()),
        groups=[
            (
                kind,
                GROUP_HEADINGS[Commitment.Kind(kind)],
                [commitment_view(child, reading, level + 1) for child in nodes],
            )
            for kind, nodes in node.groups
        ],
    )


def with_responsible(commitments: QuerySet) -> QuerySet:
    """Fetch themes, and responsible bodies with their municipality, along with `commitments`."""
    responsibilities = Responsibility.objects.select_related("committee__municipality")
    return commitments.prefetch_related("themes", Prefetch("responsibilities", responsibilities))


def labelled(node: OutlineNode) -> str:
    """Give a commitment's kind and number: "Sub-goal 2"; what has neither number nor title is known by its place."""
    number = node.number or ("" if node.row.title_sv else node.ordinal)  # type: ignore[attr-defined]
    return f"{capfirst(node.row.get_kind_display())} {number}".strip()


def place_of(node: OutlineNode, language: str) -> str:
    """Say where a commitment stands: "Long-term goal 1, Sub-goal 2"; where there is no number, its title serves."""

    def name(step: OutlineNode) -> str:
        title = said(step.row, "title", language).text
        return title if title and not step.number else labelled(step)

    return ", ".join(name(step) for step in (*node.above, node))


def by_role(responsibilities: Any) -> list[tuple[str, list[Responsibility]]]:
    """Group responsibilities by what they are for, each role with its bodies, in their own order."""
    grouped: dict[str, list[Responsibility]] = defaultdict(list)
    for responsibility in responsibilities:
        grouped[responsibility.get_role_display()].append(responsibility)
    return list(grouped.items())


def definitions_by_section(
    sections: list[Section], definitions: list[Definition]
) -> dict[int | None, list[Definition]]:
    """Say which section each definition is read in, by the section's primary key (None where no section is for them).

    A section of definitions whose title names the term has it; the others are in the first one that names no term.
    """
    places = [section for section in sections if section.kind == Section.Kind.DEFINITIONS]
    finder = TermFinder([(row.uid, row.term_sv) for row in definitions], "sv")  # type: ignore[attr-defined]
    titles = [(section.pk, section.title_sv or "") for section in places]  # type: ignore[attr-defined]
    named = {found.uid: key for key, title in titles for found in finder.found_in(title)}
    unnamed = [section.pk for section in places if section.pk not in named.values()]
    rest = next(iter(unnamed or [section.pk for section in places]), None)
    result: dict[int | None, list[Definition]] = defaultdict(list)
    for definition in definitions:
        result[named.get(definition.uid, rest)].append(definition)
    return result
