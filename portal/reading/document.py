"""A strategy as its page shows it: the whole document in its own order, in one language and one wording."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Prefetch

from goals.models import Commitment, Responsibility
from goals.outline import OutlineNode, outline
from portal.reading.labels import label, place
from portal.reading.parts import LOWEST_HEADING, CommitmentView, DefinitionView, Reading, SectionView
from portal.reading.terms import TermFinder
from strategies.models import Definition, Section, Strategy
from strategies.tree import Node, laid_out
from strategies.wording import said


class Document:
    """Everything that a strategy's page shows. Its rows are fetched once, whatever their number."""

    def __init__(self, strategy: Strategy, language: str, wording: str, *, terms_open: bool = True) -> None:
        """Fetch `strategy` to be read in `language` and `wording`; on paper, no term opens its definition."""
        definitions = list(strategy.definitions.all())
        sections = list(strategy.sections.all())
        commitments = commitments_of(strategy)
        footnotes = list(strategy.footnotes.all())
        self.strategy = strategy
        self.decisions = list(strategy.decisions.select_related("body__municipality"))
        self.whole = list(
            Responsibility.objects.filter(strategy=strategy, commitment=None).select_related("committee__municipality")
        )
        self.related = list(strategy.related_documents.all())
        self.reading = Reading(language, wording, definitions if terms_open else [], footnotes)
        texts: list[Any] = [*sections, *commitments]
        self.has_adopted = any(row.text_sv for row in texts)
        self.has_plain = any(row.plain_sv for row in texts)

        # From top to bottom, since a footnote's way back leads to its first mark on the page.
        self._trees = outline(commitments)
        self._definitions = definitions_by_section(sections, definitions)
        self.sections = [self._section(node) for node in laid_out(sections)]
        self.commitments_outside = self._commitments(None, 2)
        self.definitions_outside = self._definitions_in(None)
        self.footnotes = [(row.number, self.reading.note(row)) for row in footnotes]
        self.definitions: list[DefinitionView] = [self.reading.definition(row) for row in definitions]

    @property
    def all_sections(self) -> Iterator[SectionView]:
        """Walk through all sections in the order in which they are read."""
        for section in self.sections:
            yield from section

    @property
    def all_commitments(self) -> Iterator[CommitmentView]:
        """Walk through all commitments in the order in which they are read."""
        for section in self.sections:
            yield from section.all_commitments
        for commitment in self.commitments_outside:
            yield from commitment

    def _section(self, node: Node) -> SectionView:
        row, level = node.row, min(node.depth + 2, LOWEST_HEADING)
        return SectionView(
            row=row,
            title=said(row, "title", self.reading.language),
            role=said(row, "signed_role", self.reading.language),
            text=self.reading.text(row),
            level=level,
            definitions=self._definitions_in(row.pk),
            children=[self._section(child) for child in node.children],
            commitments=self._commitments(row.pk, level + 1),
        )

    def _commitments(self, section: int | None, level: int) -> list[CommitmentView]:
        return [commitment_view(tree, self.reading, level) for tree in self._trees if tree.row.section_id == section]

    def _definitions_in(self, section: int | None) -> list[DefinitionView]:
        return [self.reading.definition(row) for row in self._definitions[section]]


def commitments_of(strategy: Strategy) -> list[Commitment]:
    """Fetch the commitments of `strategy` with their themes, and the responsible bodies with their municipality."""
    responsibilities = Responsibility.objects.select_related("committee__municipality")
    return list(strategy.commitments.prefetch_related("themes", Prefetch("responsibilities", responsibilities)))


def commitment_view(node: OutlineNode, reading: Reading, level: int) -> CommitmentView:
    """Give a commitment with all below it as `reading` has it; `level` is that of its heading."""
    row = node.row
    level = min(level, LOWEST_HEADING)
    return CommitmentView(
        row=row,
        number=node.number,
        label=label(node),
        place=place(node, reading.language),
        title=said(row, "title", reading.language),
        text=reading.text(row),
        level=level,
        responsible=by_role(row.responsibilities.all()),
        children=[commitment_view(child, reading, level + 1) for child in node.children],
    )


def by_role(responsibilities: Iterable[Responsibility]) -> list[tuple[str, list[Responsibility]]]:
    """Group responsibilities by what they are for, each role with its bodies, in their own order."""
    grouped: dict[str, list[Responsibility]] = defaultdict(list)
    for responsibility in responsibilities:
        grouped[responsibility.get_role_display()].append(responsibility)
    return list(grouped.items())


def definitions_by_section(
    sections: Iterable[Section], definitions: Sequence[Definition]
) -> dict[int | None, list[Definition]]:
    """Say which section each definition is read in, by the section's primary key (None where no section is for them).

    A section of definitions whose title names the term has it; the others are in the first one that names no term.
    """
    places = {section.pk: section for section in sections if section.kind == Section.Kind.DEFINITIONS}
    named = _named_in_titles(places.values(), definitions)
    rest = next(iter([key for key in places if key not in named.values()] or places), None)
    result: dict[int | None, list[Definition]] = defaultdict(list)
    for definition in definitions:
        result[named.get(definition.uid, rest)].append(definition)
    return result


def _named_in_titles(sections: Iterable[Section], definitions: Iterable[Definition]) -> dict[str, int]:
    """Give, by the uid of each definition whose term is in a title, the primary key of the section that has it."""
    finder = TermFinder([(row.uid, row.term_sv) for row in definitions], "sv")  # type: ignore[attr-defined]
    titles = [(section.pk, section.title_sv or "") for section in sections]  # type: ignore[attr-defined]
    return {found.uid: key for key, title in titles for found in finder.found_in(title)}
