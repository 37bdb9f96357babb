"""What is in force, and what anybody may read, asked of strategies and of what belongs to them."""

import pytest

from goals.models import Commitment, Responsibility
from strategies.models import Committee, Municipality, SourceFile, Strategy
from strategies.models.strategy import in_force, open_to_readers
from tests.factories import CommitmentFactory, ResponsibilityFactory

EDITIONS = [("draft", False, False), ("published", True, True), ("superseded", False, True), ("withdrawn", False, True)]


@pytest.mark.parametrize(("status", "current", "public"), EDITIONS)
def test_published_is_in_force_and_all_but_drafts_are_public(db, status, current, public):
    commitment = CommitmentFactory(strategy__status=status)
    ResponsibilityFactory(strategy=commitment.strategy, commitment=commitment)
    SourceFile.objects.create(strategy=commitment.strategy, size=1, is_public=True)
    rows = (Strategy.objects, Commitment.objects, Responsibility.objects)
    assert [each.current().exists() for each in rows] == [current] * 3
    assert [each.public().exists() for each in (*rows, SourceFile.objects)] == [public] * 4
    assert Municipality.objects.filter(in_force("strategies")).exists() == current
    assert Committee.objects.filter(in_force("responsibilities__strategy")).exists() == current
    assert Committee.objects.filter(open_to_readers("responsibilities__strategy")).exists() == public
    assert (commitment.strategy.is_current, commitment.strategy.is_public) == (current, public)


def test_a_file_that_is_not_opened_is_not_public(db):
    SourceFile.objects.create(strategy=CommitmentFactory().strategy, size=1, is_public=False)
    assert not SourceFile.objects.public().exists()
