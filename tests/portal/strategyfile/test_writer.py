"""An edition is written in the format’s own form: the same for the same content, and the same when read back."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.strategyfile import as_json, read, store, written
from strategies.models import Strategy
from tests.portal.strategyfile.files import DEMO, commitment, full, small

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_a_shipped_file_comes_out_as_it_went_in(path):
    content = path.read_bytes()
    strategy = store(read(content))
    assert written(strategy) == json.loads(content)
    assert as_json(written(Strategy.objects.get())).encode() == content


def test_five_files_are_shipped():
    assert [path.stem for path in DEMO] == ["hassleholm", "laholm", "ornskoldsvik", "soderhamn", "solleftea"]


def test_keys_stand_in_the_formats_order_whatever_order_they_came_in():
    def backwards(value):
        if isinstance(value, dict):
            return {key: backwards(value[key]) for key in reversed(value)}
        return [backwards(item) for item in value] if isinstance(value, list) else value

    assert as_json(written(store(backwards(full())))) == as_json(full())


def test_what_is_empty_is_left_out_but_for_the_commitment_of_a_responsibility():
    data = small(
        case_numbers=[],
        valid_from=None,
        until_further_notice=False,
        committees=[{"slug": "ks", "kind": "executive_board", "name": {"sv": "KS"}}],
        sections=[],
        responsibilities=[{"committee": "ks", "role": "owner", "commitment": None}],
    )
    text = as_json(written(store(data)))
    assert json.loads(text) == small(committees=data["committees"], responsibilities=data["responsibilities"])
    assert '"commitment": null' in text


def test_the_text_is_utf_8_with_two_spaces_and_a_last_line_break():
    assert as_json({"title": {"sv": "Å “”"}}) == '{\n  "title": {\n    "sv": "Å “”"\n  }\n}\n'


def test_writing_costs_the_same_few_queries_for_a_small_and_a_large_strategy():
    def cost(strategy):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            written(Strategy.objects.get(pk=strategy.pk))
        return len(queries)

    few = cost(store(full()))
    measures = [commitment(f"m{number:09d}", "measure", themes=["housing"]) for number in range(40)]
    sections = [{"uid": f"t{number:09d}", "kind": "other", "title": {"sv": "Ett"}} for number in range(40)]
    many = cost(
        store(full() | {"sections": full()["sections"] + sections, "commitments": full()["commitments"] + measures})
    )
    assert few == many <= 12
