"""What is deleted goes to the bin with its branch, and comes back as it was."""

import pytest
from django.core.files.base import ContentFile
from django.db import models

from goals.models import Commitment, Measure, Responsibility, Theme
from strategies.acts import ActRefusedError
from strategies.deleted import restore, throw_away
from strategies.models import (
    Act,
    BinEntry,
    Decision,
    Definition,
    Footnote,
    RelatedDocument,
    Section,
    SourceFile,
    Strategy,
)
from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    DecisionFactory,
    DefinitionFactory,
    FootnoteFactory,
    MembershipFactory,
    RelatedDocumentFactory,
    ResponsibilityFactory,
    SectionFactory,
    StrategyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

PARTS = (Strategy, Section, Commitment, Responsibility, Definition, Footnote, Decision, RelatedDocument, SourceFile)
Kind = Commitment.Kind


@pytest.fixture
def strategy(settings, tmp_path):
    """Give a strategy that has one of everything, and a branch three deep."""
    settings.MEDIA_ROOT = tmp_path
    strategy = StrategyFactory(
        slug="plan", title_sv="Plan", title_en="Plan", valid_from="2024-05", case_numbers=["KS 1"]
    )
    committee = CommitteeFactory(municipality=strategy.municipality)
    section = SectionFactory(strategy=strategy, position=1)
    SectionFactory(strategy=strategy, parent=section, position=1)
    area = CommitmentFactory(strategy=strategy, kind=Kind.FOCUS_AREA, section=section, position=1, title_sv="Område")
    goal = CommitmentFactory(strategy=strategy, parent=area, position=1, title_sv="Mål")
    measure = CommitmentFactory(strategy=strategy, parent=goal, kind=Kind.MEASURE, position=1, title_sv="Åtgärd")
    for row in (area, goal, measure):
        row.themes.add(*Theme.objects.all()[:2])
        ResponsibilityFactory(strategy=strategy, committee=committee, commitment=row)
    ResponsibilityFactory(strategy=strategy, committee=committee)
    DecisionFactory(strategy=strategy, body=committee, date="2024-05-06")
    DefinitionFactory(strategy=strategy)
    FootnoteFactory(strategy=strategy, number=1)
    RelatedDocumentFactory(strategy=strategy)
    SourceFile.objects.create(
        strategy=strategy, file=ContentFile(b"Hej", name="plan.txt"), name="plan.txt", size=3, sha256="a" * 64
    )
    CommitmentFactory(strategy=strategy, position=2, title_sv="Annat")
    return strategy


def stored():
    """Give every column of every part, and the themes."""
    rows = {
        model.__name__: [
            {name: value for name, value in row.items() if name != "changed_at"}
            for row in model._base_manager.order_by("pk").values()
        ]
        for model in PARTS
    }
    through: type[models.Model] = Commitment.themes.through
    return rows | {"themes": sorted(through._default_manager.values_list("commitment", "theme"))}


def delete_and_restore(row):
    before = stored()
    throw_away([row], UserFactory())
    assert stored() != before
    restored = restore(BinEntry.objects.get(restored_at=None))
    assert stored() == before
    return restored


@pytest.mark.parametrize("model", [model for model in PARTS if model is not SourceFile])
def test_a_row_comes_back_with_all_that_went_along(strategy, model):
    row = model.objects.order_by("pk").first()
    key = row.pk
    assert delete_and_restore(row).pk == key


def test_a_row_that_was_deleted_as_its_kind_comes_back(strategy):
    delete_and_restore(Measure.objects.get())


def test_the_files_of_a_deleted_edition_come_back(strategy, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        throw_away([strategy])
    restore(BinEntry.objects.get())
    source = SourceFile.objects.get()
    with source.file.open() as file:
        assert file.read() == b"Hej"
    with django_capture_on_commit_callbacks(execute=True):
        source.delete()
    assert not source.file.storage.exists(source.file.name)


def test_the_bin_tells_who_deleted_what_and_where_it_stood(strategy):
    person = UserFactory()
    throw_away([Commitment.objects.get(title_sv="Mål")], person)
    entry = BinEntry.objects.get()
    assert (entry.name, entry.deleted_by, entry.municipality) == ("Mål", person, strategy.municipality)
    assert entry.within == "Plan (2024) › Område"
    restore(entry, person)
    assert BinEntry.objects.get().restored_by == person
    with pytest.raises(ActRefusedError, match="restored already"):
        restore(entry)


def test_rows_below_others_that_go_too_have_no_entry_of_their_own(strategy):
    throw_away(Commitment.objects.filter(title_sv__in=["Område", "Mål", "Annat"]))
    assert sorted(BinEntry.objects.values_list("name", flat=True)) == ["Annat", "Område"]
    assert not Commitment.objects.exists()


def test_a_row_whose_place_is_taken_comes_back_to_it_and_the_others_make_way(strategy):
    area = Commitment.objects.get(title_sv="Område")
    throw_away([area])
    CommitmentFactory(strategy=strategy, position=1, title_sv="Ny")
    restore(BinEntry.objects.get())
    top = Commitment.objects.filter(parent=None).order_by("position")
    assert list(top.values_list("title_sv", flat=True)) == ["Område", "Ny", "Annat"]


def test_what_it_belonged_to_must_be_there(strategy):
    goal, area = Commitment.objects.get(title_sv="Mål"), Commitment.objects.get(title_sv="Område")
    throw_away([goal])
    throw_away([area])
    last, first = BinEntry.objects.all()
    with pytest.raises(ActRefusedError, match="“Område”, which it belonged to, has been deleted"):
        restore(first)
    restore(last)
    restore(first)
    assert Commitment.objects.count() == 4


def test_a_commitment_comes_back_without_a_section_that_is_gone(strategy):
    area, section = Commitment.objects.get(title_sv="Område"), Section.objects.get(parent=None)
    throw_away([area])
    Section.objects.get(pk=section.pk).delete()
    assert restore(BinEntry.objects.get()).section is None


def test_a_uid_or_number_or_edition_that_is_taken_says_what_to_do(strategy):
    area, note = Commitment.objects.get(title_sv="Område"), Footnote.objects.get()
    throw_away([area, note])
    CommitmentFactory(strategy=strategy, uid=area.uid, position=9, title_sv="Samma", title_en="Same")
    FootnoteFactory(strategy=strategy, number=1)
    note_entry, area_entry = BinEntry.objects.all()
    with pytest.raises(ActRefusedError, match="there already, as “Same”"):
        restore(area_entry)
    with pytest.raises(ActRefusedError, match="has a footnote 1 already"):
        restore(note_entry)
    throw_away([strategy])
    StrategyFactory(municipality=strategy.municipality, slug="plan", edition="2024")
    with pytest.raises(ActRefusedError, match="The edition is there already"):
        restore(BinEntry.objects.first())


def test_an_edition_comes_back_beside_the_one_that_is_in_force_by_now(strategy):
    throw_away([strategy])
    StrategyFactory(municipality=strategy.municipality, slug="plan", edition="2030")
    assert restore(BinEntry.objects.get()).status == "superseded"
    kinds = list(Act.objects.order_by("pk").values_list("kind", "status_before", "status_after"))
    assert kinds == [("deleted", "published", ""), ("restored", "", "superseded")]


def test_access_does_not_come_back_with_a_body(strategy):
    body = CommitteeFactory(municipality=strategy.municipality)
    member = MembershipFactory(municipality=strategy.municipality, role="committee_member", committee=body)
    throw_away([body])
    restore(BinEntry.objects.get())
    assert not type(member).objects.exists()
