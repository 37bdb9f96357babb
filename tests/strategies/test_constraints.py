"""What the database itself refuses, by the names of its constraints."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from goals.models import Commitment, Responsibility, Theme
from strategies.acts import publish
from strategies.models import Committee, Decision, Definition, Membership, RelatedDocument, Section, Strategy
from strategies.richtext import LONGEST_RICH_TEXT
from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    DecisionFactory,
    DefinitionFactory,
    FootnoteFactory,
    MembershipFactory,
    MunicipalityFactory,
    ResponsibilityFactory,
    SectionFactory,
    StrategyFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


def refused(name, action):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        action()
    # SQLite names a check, but says only which columns of a unique constraint or index were equal.
    assert name in str(error.value) or "UNIQUE constraint failed" in str(error.value)


def test_one_current_edition_in_a_series():
    current = StrategyFactory(edition="2023")
    refused(
        "strategy_one_current_edition_in_series",
        lambda: StrategyFactory(municipality=current.municipality, slug=current.slug, edition="2024"),
    )
    StrategyFactory(municipality=current.municipality, slug=current.slug, edition="2024", status="draft")
    StrategyFactory(municipality=current.municipality, slug=current.slug, edition="2022", status="superseded")
    StrategyFactory(slug=current.slug)


def test_publishing_supersedes_the_current_edition():
    current = StrategyFactory(edition="2023")
    draft = StrategyFactory(municipality=current.municipality, slug=current.slug, edition="2024", status="draft")
    publish(draft)
    statuses = dict(Strategy.objects.values_list("edition", "status"))
    assert statuses == {"2023": "superseded", "2024": "published"}


def test_an_edition_stands_once_in_its_series():
    one = StrategyFactory(status="draft")
    refused(
        "strategy_edition_once_in_series",
        lambda: StrategyFactory(municipality=one.municipality, slug=one.slug, edition=one.edition, status="draft"),
    )


@pytest.mark.parametrize(
    ("name", "action"),
    [
        ("strategy_title_in_swedish", lambda: StrategyFactory(title_sv="")),
        ("strategy_swedish_first", lambda: StrategyFactory(summary_en="Only English")),
        ("strategy_kind_known", lambda: StrategyFactory(kind="dream")),
        ("strategy_status_known", lambda: StrategyFactory(status="lost")),
        ("strategy_slug_not_reserved", lambda: StrategyFactory(slug="namnder")),
        (
            "strategy_last_day_or_further_notice",
            lambda: StrategyFactory(valid_until="2030", until_further_notice=True),
        ),
        ("municipality_name_in_swedish", lambda: MunicipalityFactory(name_sv=None)),
        ("committee_name_in_swedish", lambda: CommitteeFactory(name_sv="")),
        ("committee_kind_known", lambda: CommitteeFactory(kind="club")),
        ("committee_swedish_first", lambda: CommitteeFactory(description_en="Only English")),
        # An unknown role breaks the rule about committees too; which of the two is named depends on the database.
        ("membership_", lambda: MembershipFactory(role="king")),
        ("membership_committee_for_members_only", lambda: MembershipFactory(role="committee_member")),
        ("decision_kind_known", lambda: DecisionFactory(kind="dreamt")),
        ("section_in_swedish", lambda: SectionFactory(title_sv="", plain_sv="", title_en="", plain_en="")),
        ("section_swedish_first", lambda: SectionFactory(title_sv="", title_en="Only English")),
        ("section_kind_known", lambda: SectionFactory(kind="poem")),
        ("definition_term_in_swedish", lambda: DefinitionFactory(term_sv="")),
        ("definition_swedish_first", lambda: DefinitionFactory(plain_sv="", plain_en="Only English")),
        ("footnote_in_swedish", lambda: FootnoteFactory(text_sv="<p></p>")),
        ("commitment_in_swedish", lambda: CommitmentFactory(plain_sv="", plain_en="")),
        ("commitment_swedish_first", lambda: CommitmentFactory(plain_sv="", title_sv="Mål")),
        ("responsibility_role_known", lambda: ResponsibilityFactory(role="spectator")),
        ("theme_name_in_swedish", lambda: Theme.objects.create(slug_sv="a", slug_en="a", name_sv="")),
    ],
)
def test_what_a_row_must_hold(name, action):
    refused(name, action)


def test_a_kind_of_commitment_that_nobody_knows_is_refused():
    row = CommitmentFactory()
    refused("commitment_kind_known", lambda: Commitment.objects.filter(pk=row.pk).update(kind="wish"))


def test_places_among_siblings_are_taken_once():
    section, commitment = SectionFactory(), CommitmentFactory(kind="focus_area")
    refused("section_position", lambda: SectionFactory(strategy=section.strategy, position=section.position))
    refused(
        "commitment_position", lambda: CommitmentFactory(strategy=commitment.strategy, position=commitment.position)
    )
    child = CommitmentFactory(strategy=commitment.strategy, parent=commitment)
    refused(
        "commitment_position",
        lambda: CommitmentFactory(strategy=child.strategy, parent=commitment, position=child.position),
    )
    for factory in (DecisionFactory, DefinitionFactory):
        row = factory()
        refused("position_once", lambda factory=factory, row=row: factory(strategy=row.strategy, position=row.position))
    related = RelatedDocument.objects.create(strategy=section.strategy, title_sv="a")
    refused("position_once", lambda: RelatedDocument.objects.create(strategy=related.strategy, title_sv="b"))


def test_names_within_a_strategy_are_taken_once():
    for factory in (SectionFactory, DefinitionFactory, CommitmentFactory):
        row = factory()
        refused("uid_once", lambda factory=factory, row=row: factory(strategy=row.strategy, uid=row.uid))
    note = FootnoteFactory()
    refused("footnote_number_once", lambda: FootnoteFactory(strategy=note.strategy, number=note.number))
    committee = CommitteeFactory()
    refused(
        "committee_slug_once_in_municipality",
        lambda: CommitteeFactory(municipality=committee.municipality, slug=committee.slug),
    )


def test_a_responsibility_is_held_once():
    whole = ResponsibilityFactory()
    refused(
        "responsibility_once_for_strategy",
        lambda: ResponsibilityFactory(strategy=whole.strategy, committee=whole.committee),
    )
    goal = CommitmentFactory(strategy=whole.strategy)
    ResponsibilityFactory(strategy=whole.strategy, committee=whole.committee, commitment=goal)
    refused(
        "responsibility_once_for_commitment",
        lambda: ResponsibilityFactory(strategy=whole.strategy, committee=whole.committee, commitment=goal),
    )
    ResponsibilityFactory(strategy=whole.strategy, committee=whole.committee, role=Responsibility.Role.REVISION)


def test_a_membership_is_held_once():
    member = MembershipFactory()
    refused(
        "membership_coordinator_once",
        lambda: MembershipFactory(user=member.user, municipality=member.municipality),
    )
    committee = CommitteeFactory(municipality=member.municipality)
    as_member = {"user": member.user, "municipality": member.municipality, "role": Membership.Role.COMMITTEE_MEMBER}
    MembershipFactory(**as_member, committee=committee)
    refused("membership_committee_once", lambda: MembershipFactory(**as_member, committee=committee))


def test_forms_say_the_same_in_words():
    strategy = StrategyFactory.build(municipality=MunicipalityFactory(), valid_until="2030", until_further_notice=True)
    with pytest.raises(ValidationError, match="not both"):
        strategy.full_clean()
    with pytest.raises(ValidationError, match="title or a text in Swedish"):
        Section(strategy=StrategyFactory(), position=1).full_clean()


def test_an_address_name_that_the_portal_uses_is_refused_in_words():
    strategy = StrategyFactory.build(municipality=MunicipalityFactory(), slug="namnder")
    with pytest.raises(ValidationError, match="page of its own at that address"):
        strategy.full_clean()


def test_case_numbers_are_a_list_of_texts():
    with pytest.raises(ValidationError, match="each case number"):
        StrategyFactory(case_numbers="KS 2024/1")
    with pytest.raises(ValidationError, match="each case number"):
        StrategyFactory(case_numbers=[1])
    StrategyFactory(case_numbers=["KS 2024/1"])


def test_a_committee_that_answers_for_something_is_not_deleted():
    held = ResponsibilityFactory()
    with pytest.raises(IntegrityError):
        held.committee.delete()
    assert Committee.objects.count() == 1
    assert Decision.objects.count() == 0
    assert Definition.objects.count() == 0


def test_footnotes_are_numbered_from_one():
    refused("footnote_number_from_one", lambda: FootnoteFactory(number=0))
    with pytest.raises(ValidationError, match="greater than or equal to 1"):
        FootnoteFactory.build(strategy=StrategyFactory(), number=0).full_clean()


def test_a_related_document_is_on_the_web():
    for address in ("ftp://example.se/a", "javascript:alert(1)"):
        with pytest.raises(ValidationError, match="https://"):
            RelatedDocument(strategy=StrategyFactory(), title_sv="a", url=address).full_clean()
    RelatedDocument(strategy=StrategyFactory(), title_sv="a", url="https://example.se/a").full_clean()


def test_a_rich_text_has_a_greatest_length_with_its_markup():
    fits = "<p>" + "a" * (LONGEST_RICH_TEXT - 7) + "</p>"
    Section(strategy=StrategyFactory(), text_sv=fits, position=1).full_clean()
    for html in (fits.replace("a", "aa", 1), "a" * LONGEST_RICH_TEXT, "<p>" + "&" * (LONGEST_RICH_TEXT // 4) + "</p>"):
        with pytest.raises(ValidationError, match="at most"):
            Section(strategy=StrategyFactory(), text_sv=html, position=1).full_clean()


def test_a_strategy_does_not_stop_being_valid_before_it_begins():
    with pytest.raises(ValidationError, match="before it begins"):
        StrategyFactory(valid_from="2025-01", valid_until="2024")
    row = StrategyFactory(valid_from="2024-05", valid_until="2024")
    with pytest.raises(ValidationError, match="before it begins"):
        Strategy.objects.filter(pk=row.pk).update(valid_until="2024-04")
