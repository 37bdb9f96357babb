"""What is wrong with a file is told whole, each fault with its path and what was expected."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.strategyfile import Fault, StrategyFileError, faults, read
from tests.chance import cases
from tests.portal.strategyfile.files import DEMO, as_file, found, full, small


def refused(content):
    """Give the faults of a file that cannot be read, as (path, message)."""
    with pytest.raises(StrategyFileError) as raised:
        read(content)
    return [(fault.path, fault.message) for fault in raised.value.faults]


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_the_shipped_files_have_no_fault(path):
    assert faults(read(path.read_bytes())) == []


def test_a_file_is_read_as_it_stands():
    assert read(as_file(full())) == full()
    assert read(json.dumps(full(), ensure_ascii=False).encode("utf-8-sig")) == full()


def test_what_is_not_utf_8_is_refused_with_its_line():
    assert refused(b'{\n"title": "\xe5"}') == [
        ("", "The file is not UTF-8: line 2 has a byte that is no part of it. Save it as UTF-8.")
    ]


def test_what_is_not_json_is_refused_with_its_line_and_column():
    assert refused(b'{\n  "title" 1}') == [
        ("", "The file is not JSON: it cannot be read from line 2, column 11 (Expecting ':' delimiter).")
    ]
    assert refused(b"") == [("", "The file is not JSON: it cannot be read from line 1, column 1 (Expecting value).")]


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_words_for_numbers_are_refused(word):
    assert refused(f'{{"edition": {word}}}'.encode()) == [
        ("", f"The file is not JSON: “{word}” is no number. Leave the key out where a number is not known.")
    ]


def test_a_number_of_thousands_of_digits_is_refused():
    assert refused(b'{"edition": ' + b"9" * 5000 + b"}") == [("", "The file holds a number that is too large.")]


def test_a_huge_file_is_refused():
    assert refused(b" " * 5_000_001) == [("", "The file is too large: expected at most 5000000 bytes.")]


@pytest.mark.parametrize("depth", [41, 1_000, 100_000])
def test_deep_nesting_is_refused(depth):
    message = "The file is nested too deeply: expected at most 40 levels."
    assert refused(b'{"a":' * depth + b"1" + b"}" * depth) == [("", message)]
    assert refused(b"[" * depth + b"]" * depth) == [("", message)]


def test_a_tree_deeper_than_python_likes_is_a_fault_and_no_traceback():
    data = {}
    for _level in range(100_000):
        data = {"children": [data]}
    assert [fault.path for fault in faults(data)] == [""]


def test_a_key_that_stands_twice_is_refused_with_its_path():
    text = json.dumps(small(sections=[{"kind": "other", "title": {"sv": "Ett"}}]))
    doubled = text.replace('"sv": "Ett"', '"sv": "Ett", "sv": "Två"').replace('"edition"', '"edition": "1", "edition"')
    message = "Expected each key once in an object. This one stands twice."
    assert refused(doubled.encode()) == [("edition", message), ("sections[0].title.sv", message)]


def test_every_fault_is_told_sorted_by_path():
    sections = [{"kind": "other", "title": {"sv": "Ett"}, "signed_by": 1} for _number in range(12)]
    assert [path for path, _message in found(kind="x", sections=sections, edition=1)] == [
        "edition",
        "kind",
        *(f"sections[{number}].signed_by" for number in range(12)),
    ]


def test_fifty_faults_are_shown_and_the_rest_counted():
    error = StrategyFileError([Fault(f"sections[{number}]", "Wrong.") for number in range(52)])
    lines = str(error).split("\n")
    assert lines[0] == "sections[0]: Wrong."
    assert lines[49:] == ["sections[49]: Wrong.", "… and 2 more faults."]
    assert str(StrategyFileError([Fault("", "All wrong.")])) == "All wrong."


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(st.text(max_size=10), below, max_size=4),
    max_leaves=20,
)


@given(data=json_values)
def test_any_json_is_judged_without_a_traceback(data):
    assert all(isinstance(fault, Fault) and str(fault) for fault in faults(data))
    assert faults(data)


def _places(value, path=()):
    yield path
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in below:
        yield from _places(item, (*path, key))


def _put(data, path, value):
    for key in path[:-1]:
        data = data[key]
    data[path[-1]] = value


DEMO_FILES = [json.loads(path.read_bytes()) for path in DEMO] + [full()]
PLACES = [[path for path in _places(data) if path] for data in DEMO_FILES]


@pytest.mark.slow
@settings(max_examples=cases(200), deadline=None)
@given(data=st.data())
def test_any_change_of_a_real_file_is_judged_without_a_traceback(data):
    which = data.draw(st.integers(0, len(DEMO_FILES) - 1))
    changed = copy.deepcopy(DEMO_FILES[which])
    for _time in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(PLACES[which]))
        value = data.draw(json_values | st.sampled_from([changed["title"], [changed], "caaaaaaaaa"]))
        try:
            _put(changed, path, value)
        except (KeyError, IndexError, TypeError, AttributeError):  # an earlier change took the place away
            continue
    told = faults(changed)
    assert all(isinstance(fault, Fault) for fault in told)
    if not told:
        assert read(as_file(changed)) == changed
