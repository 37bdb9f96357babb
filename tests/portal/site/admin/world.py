"""Two municipalities with everything that the admin shows. Each name in the second says "hemlig"."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from goals.models import Commitment, FocusArea, LongTermGoal, Measure, Responsibility, SubGoal, Theme
from portal.models import SecurityEvent
from strategies.models import Committee, Membership, Municipality, Section, Strategy
from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    DecisionFactory,
    DefinitionFactory,
    FootnoteFactory,
    MembershipFactory,
    MunicipalityFactory,
    RelatedDocumentFactory,
    ResponsibilityFactory,
    SectionFactory,
    StrategyFactory,
    UserFactory,
)


@dataclass
class Side:
    """One municipality: its people, and a row of each model by its class."""

    coordinator: Any
    member: Any
    rows: dict[type[Model], Model] = field(default_factory=dict)


def side(word: str) -> Side:
    """Make a municipality whose every text holds `word`, and "allmän", which tells nothing."""
    municipality = MunicipalityFactory(
        name_sv=f"{word} allmän kommun",
        name_en=f"{word} municipality",
        short_name=word,
        slug=word,
        county_name_sv="Länet",
    )
    committee = CommitteeFactory(
        municipality=municipality, slug=f"{word}-namnd", name_sv=f"{word} allmän nämnd", name_en=f"{word} committee"
    )
    coordinator = UserFactory(username=f"{word}-coordinator", email=f"{word}-coordinator@example.se")
    member = UserFactory(username=f"{word}-member", email=f"{word}-member@example.se", last_name="allmän")
    MembershipFactory(user=coordinator, municipality=municipality)
    membership = MembershipFactory(
        user=member, municipality=municipality, role=Membership.Role.COMMITTEE_MEMBER, committee=committee
    )
    strategy = StrategyFactory(
        municipality=municipality,
        slug=f"{word}-strategi",
        status=Strategy.Status.DRAFT,
        title_sv=f"{word} allmän strategi",
        title_en=f"{word} strategy",
        case_numbers=[f"{word} 2024/1"],
    )
    texts = {
        "title_sv": f"{word} allmän rubrik",
        "title_en": f"{word} title",
        "plain_sv": f"<p>{word}</p>",
        "plain_en": "",
    }
    DecisionFactory(strategy=strategy, body=committee, reference=f"{word} protokoll")
    DefinitionFactory(strategy=strategy, term_sv=f"{word} begrepp", plain_sv=f"<p>{word}</p>")
    FootnoteFactory(strategy=strategy, text_sv=f"<p>{word} källa</p>")
    RelatedDocumentFactory(strategy=strategy, title_sv=f"{word} dokument")
    section = SectionFactory(strategy=strategy, position=1, **texts)
    SectionFactory(strategy=strategy, parent=section, position=1, **texts)
    kinds = {}
    for position, (model, kind) in enumerate(KINDS.items(), start=1):
        commitment: Any = CommitmentFactory(strategy=strategy, section=section, kind=kind, position=position, **texts)
        commitment.themes.add(Theme.objects.first())
        ResponsibilityFactory(strategy=strategy, commitment=commitment, committee=committee)
        kinds[model] = model.objects.get(pk=commitment.pk)
    commitment = CommitmentFactory(strategy=strategy, parent=kinds[FocusArea], position=1, **texts)
    responsibility = ResponsibilityFactory(strategy=strategy, committee=committee)
    rows: list[Any] = [
        municipality,
        committee,
        membership,
        strategy,
        section,
        commitment,
        responsibility,
        *kinds.values(),
        member,
        SecurityEvent.objects.create(kind="refused", account=str(coordinator.email), about=f"{word} allmän"),
    ]
    return Side(coordinator, member, {type(row): row for row in rows})


KINDS = {
    FocusArea: Commitment.Kind.FOCUS_AREA,
    LongTermGoal: Commitment.Kind.LONG_TERM_GOAL,
    SubGoal: Commitment.Kind.SUB_GOAL,
    Measure: Commitment.Kind.MEASURE,
}
# What a coordinator may do with the rows of their own municipality. Themes are shared, and belong to no side.
EDITABLE = {Committee, Strategy, Section, Commitment, Responsibility, *KINDS}
VIEWABLE = {Municipality, Theme}
# What nobody changes, and administrators alone read.
READ_ONLY = {SecurityEvent}
