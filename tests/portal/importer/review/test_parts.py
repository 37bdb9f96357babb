"""What parts are called."""

import pytest
from django.utils.translation import override

from portal.importer.review.parts import ROLES, role_name


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_two_roles_are_called_the_same(language):
    with override(language):
        names = [role_name(role) for role in ROLES]
    assert len(names) == len(set(names))
