"""What parts are called, and in which order they stand."""

import pytest
from django.utils.translation import override

from portal.importer.review.parts import ROLES, role_name, with_uids
from tests.portal.importer.review.making import outline
from tests.portal.strategyfile.files import small


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_two_roles_are_called_the_same(language):
    with override(language):
        names = [role_name(role) for role in ROLES]
    assert len(names) == len(set(names))


def test_the_parts_stand_as_on_the_page(goals):
    assert outline(goals) == [
        "commitments s",
        "  long_term_goal g",
        "    sub_goal a",
        "    sub_goal b",
        "  long_term_goal h",
        "    sub_goal c",
        "      measure m",
        "follow_up t",
    ]


def test_parts_without_a_uid_get_one():
    file = small(commitments=[{"kind": "measure", "title": {"sv": "a"}, "children": [{"kind": "measure"}]}])
    uids = iter(("inner00000", "outer00000"))
    named = with_uids(file, lambda: next(uids))
    assert named["commitments"][0]["uid"] == "inner00000"
    assert named["commitments"][0]["children"][0]["uid"] == "outer00000"
    assert "definitions" not in named
