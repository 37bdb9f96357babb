"""Deleting and restoring in the admin."""

import pytest

from goals.models import Commitment
from strategies.models import BinEntry, Footnote, Section, Strategy
from tests.admin_pages import address, filled, messages, page_of
from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    FootnoteFactory,
    MembershipFactory,
    ResponsibilityFactory,
    SectionFactory,
    StrategyFactory,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/strategies/binentry/"


@pytest.fixture
def strategy(client):
    strategy = StrategyFactory(slug="plan", title_sv="Plan", title_en="Plan")
    client.force_login(MembershipFactory(municipality=strategy.municipality).user)
    return strategy


def restored(client, *entries):
    chosen = [entry.pk for entry in entries]
    return messages(client.post(LIST, {"action": "restore", "_selected_action": chosen}, follow=True))


def test_deleting_says_in_words_what_follows(client, strategy):
    section = SectionFactory(strategy=strategy)
    area = CommitmentFactory(strategy=strategy, section=section, title_sv="Område", title_en="Area", kind="focus_area")
    CommitmentFactory(strategy=strategy, parent=area, title_en="Goal", title_sv="Mål").themes.add(1)
    body = CommitteeFactory(municipality=strategy.municipality, name_en="The board")
    ResponsibilityFactory(strategy=strategy, committee=body, commitment=area)
    page = client.get(page_of(area, "delete"))
    here = f"/en/municipalities/{strategy.municipality.slug}/plan/"
    addresses = ", ".join(f"{here}{row.uid}/" for row in Commitment.objects.order_by("pk"))
    assert page.context["deleted_objects"] == [
        "“Area” is deleted.",
        "With it go: 1 commitment, 1 responsibility.",
        "Readers can read 2 texts of it today, and then no longer.",
        f"These addresses no longer answer: {addresses}.",
        "These no longer answer for anything here: The board: main responsibility.",
        "You can bring it back from the bin.",
    ]
    assert "object (" not in page.content.decode()
    page = client.get(page_of(section, "delete"))
    assert "1 text stays, but loses its place." in page.context["deleted_objects"]


def test_a_public_edition_may_be_withdrawn_instead(client, strategy):
    page = client.get(page_of(strategy, "delete")).content.decode()
    assert f'href="{address(Strategy, "withdraw", strategy.pk)}"' in page
    Strategy.objects.update(status="draft")
    assert "Withdraw it instead" not in client.get(page_of(strategy, "delete")).content.decode()


def test_what_is_chosen_in_the_list_is_told_of_in_words_too(client, strategy):
    row = CommitmentFactory(strategy=strategy, title_sv="Mål", title_en="Goal")
    row.themes.add(1)
    path = address(Commitment, "changelist")
    page = client.post(path, {"action": "delete_selected", "_selected_action": [row.pk]}).content.decode()
    assert "“Goal” is deleted." in page
    assert "object (" not in page
    client.post(path, {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})
    assert (Commitment.objects.count(), BinEntry.objects.get().name) == (0, "Goal")


def test_a_deleted_row_is_in_the_bin_and_comes_back(client, strategy):
    section = SectionFactory(strategy=strategy, title_en="Preface")
    SectionFactory(strategy=strategy, parent=section, title_en="Below")
    client.post(page_of(section, "delete"), {"post": "yes"})
    entry = BinEntry.objects.get()
    assert entry.deleted_by == strategy.municipality.memberships.get().user
    page = client.get(page_of(entry)).content.decode()
    assert "Section: Below" in page
    assert restored(client, entry) == ["“Preface” is restored, as it was."]
    assert Section.objects.count() == 2
    assert restored(client, entry) == ["“Preface” has been restored already."]


def test_rows_of_a_branch_that_were_deleted_one_after_the_other_come_back_together(client, strategy):
    section = SectionFactory(strategy=strategy, title_en="Above")
    below = SectionFactory(strategy=strategy, parent=section, title_en="Below")
    for row in (below, section):
        client.post(page_of(row, "delete"), {"post": "yes"})
    told = restored(client, *BinEntry.objects.all())
    assert told[-2:] == ["“Above” is restored, as it was.", "“Below” is restored, as it was."]
    assert Section.objects.get(pk=below.pk).parent == section


def test_a_row_deleted_on_the_page_of_its_strategy_is_in_the_bin(client, strategy):
    FootnoteFactory(strategy=strategy, number=1)
    form = filled(client.get(page_of(strategy))) | {"footnotes-0-DELETE": "on"}
    assert client.post(page_of(strategy), form).status_code == 302
    assert not Footnote.objects.exists()
    restored(client, BinEntry.objects.get())
    assert Footnote.objects.get().number == 1


def test_nobody_restores_from_the_bin_of_another_municipality(client, strategy):
    theirs = SectionFactory()
    theirs_entry = BinEntry.objects.create(
        municipality=theirs.strategy.municipality, model="strategies.Section", name="Deras", content='{"rows": []}'
    )
    client.post(LIST, {"action": "restore", "_selected_action": [theirs_entry.pk]})
    assert BinEntry.objects.get().restored_at is None
    assert "Deras" not in client.get(LIST).content.decode()
