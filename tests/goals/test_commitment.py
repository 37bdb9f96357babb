"""What a commitment is called in its own words."""

import pytest
from django.utils.translation import override

from goals.models import Commitment


@pytest.mark.parametrize(
    ("columns", "language", "name"),
    [
        ({"title_sv": "Boende", "title_en": "Housing", "plain_sv": "<p>Text</p>"}, "en", ("Housing", False)),
        ({"title_sv": "Boende", "plain_en": "<p>Text</p>"}, "en", ("Boende", True)),
        ({"plain_sv": "<p>Alla <em>bor</em> väl.</p>", "text_sv": "<p>Antaget</p>"}, "sv", ("Alla bor…", False)),
        ({"text_sv": "<p>Antaget</p>"}, "en", ("Antaget", True)),
    ],
)
def test_it_is_called_by_its_title_or_the_first_words_of_its_text(columns, language, name):
    said = Commitment(**columns).name_in(language, 10)
    assert (said.text, said.foreign) == name


def test_without_a_limit_the_whole_text_names_it():
    assert Commitment(plain_sv="<p>Alla</p><p>bor väl.</p>").name_in("sv").text == "Alla bor väl."


@pytest.mark.parametrize(("language", "name"), [("sv", "Boende"), ("en", "Housing")])
def test_lists_name_it_in_the_language_of_the_moment(language, name):
    with override(language):
        assert str(Commitment(title_sv="Boende", title_en="Housing")) == name
