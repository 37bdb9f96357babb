"""Each key of a strategy file holds what it may, or is told with its path and what was expected."""

import json

import pytest
from jsonschema import Draft202012Validator

from goals.models import Commitment, Responsibility
from portal.strategyfile import faults
from portal.strategyfile.columns import KEYS
from portal.strategyfile.schema import SCHEMA
from strategies.fields import UID_PATTERN
from strategies.models import Committee, Decision, Definition, Footnote, RelatedDocument, Section, Strategy
from strategies.models.strategy import RESERVED_SLUGS
from strategies.richtext import LONGEST_RICH_TEXT
from tests.portal.strategyfile.files import DEMO, found

UID = "Expected a uid: ten lower-case letters and digits, a letter first."
TEXT = "Expected text."
LANGUAGES = "Expected an object with keys among: sv, en."
SECTION_KINDS = (
    "Expected one of: foreword, background, purpose, vision, values, challenges, definitions, voices, commitments, "
    "method, organisation, follow_up, appendix, other."
)
DATE = "Expected a date such as “2021-09-21”, “2021-09” or “2021”, or null."
NUMBER = "Expected a whole number, 1 or greater, without quotation marks."
ADDRESS = "Expected an address that begins with https:// or http://."
EMPTY = "Expected text, found none. Leave the key out where there is no text."
INDICATORS = "Expected no indicators: this version of the portal cannot keep them. Take them out of the file."
COMMITTEE = "Expected the slug of a committee: letters a to z, digits and hyphens."
BODY_KINDS = "Expected one of: council, executive_board, committee, company_board, administration, official, external."
KINDS = "Expected one of: focus_area, long_term_goal, sub_goal, measure."
NO_SECTION = "Expected the uid of one of the file’s sections. None has this one."


def section(**keys):
    """Give the faults of a file with one section, with `keys` beside a kind and a title."""
    return found(sections=[{"kind": "other", "title": {"sv": "Ett"}} | keys])


@pytest.mark.parametrize("data", [None, [], "text", 1, True, 1.5])
def test_a_file_is_an_object(data):
    [fault] = faults(data)
    assert fault.path == ""
    assert fault.message.startswith("Expected an object with keys among: format, municipality, slug, edition, kind, ")


def test_what_must_be_there_is_told_key_by_key():
    assert [(fault.path, fault.message) for fault in faults({})] == [
        (
            "edition",
            "This is missing. Expected the edition: a digit first, then digits, letters a to z and hyphens, "
            "for example “2024”.",
        ),
        ("format", "This is missing. Expected one of: integrationsportalen-strategy/1."),
        ("kind", "This is missing. Expected one of: strategy, program, policy, plan, guidelines, goals_and_direction."),
        (
            "municipality",
            "This is missing. Expected the municipality’s code: four digits as text, for example “1293”.",
        ),
        (
            "slug",
            "This is missing. Expected the series’ address name: letters a to z, digits and hyphens, "
            "and not namnder, committees.",
        ),
        ("title", f"This is missing. {LANGUAGES}"),
    ]


@pytest.mark.parametrize(
    ("keys", "path", "message"),
    [
        ({"format": "integrationsportalen-strategy/2"}, "format", "Expected one of: integrationsportalen-strategy/1."),
        (
            {"kind": "dream"},
            "kind",
            "Expected one of: strategy, program, policy, plan, guidelines, goals_and_direction.",
        ),
        ({"replaces": 1}, "replaces", TEXT),
        ({"replaces": None}, "replaces", TEXT),
        ({"replaces": "  "}, "replaces", EMPTY),
        ({"replaces": "a\0b"}, "replaces", "Expected text without control characters."),
        ({"replaces": "\ud800"}, "replaces", "Expected text without control characters."),
        ({"replaces": "x" * 301}, "replaces", "Expected at most 300 characters, found 301."),
        ({"title": "Titel"}, "title", LANGUAGES),
        ({"title": {"sv": "x" * 301}}, "title.sv", "Expected at most 300 characters, found 301."),
        (
            {"title": {"sv": "Titel", "en": ""}},
            "title.en",
            EMPTY,
        ),
        ({"subtitle": {"en": "Subtitle"}}, "subtitle.sv", "This is missing. Expected text."),
        ({"title": {"sv": "Titel", "fi": "Otsikko"}}, "title.fi", "This key is not known. Expected one of: sv, en."),
        ({"case_numbers": {"a": "b"}}, "case_numbers", "Expected a list."),
        ({"case_numbers": ["1", 2]}, "case_numbers[1]", TEXT),
        (
            {"valid_from": "2021-02-30"},
            "valid_from",
            DATE,
        ),
        ({"valid_from": 2021}, "valid_from", DATE),
        ({"until_further_notice": 1}, "until_further_notice", "Expected true or false."),
        (
            {"until_further_notice": True, "valid_until": "2025"},
            "valid_until",
            "Expected a last day or “until_further_notice”, not both.",
        ),
        ({"sections": {}}, "sections", "Expected a list."),
        (
            {"sections": [[]]},
            "sections[0]",
            "Expected an object with keys among: uid, kind, title, text, plain, signed_by, signed_role, children.",
        ),
        (
            {"indicators": [{"name": "Sysselsättning"}]},
            "indicators",
            INDICATORS,
        ),
        (
            {"indicators": {}},
            "indicators",
            INDICATORS,
        ),
    ],
)
def test_a_faulty_value_is_told_with_its_path(keys, path, message):
    assert found(**keys) == [(path, message)]


@pytest.mark.parametrize("code", ["129", "12930", "abcd", 1293, "１２９３", "1293\n"])
def test_a_municipality_is_known_by_a_code_of_four_digits(code):
    assert found(municipality=code) == [
        ("municipality", "Expected the municipality’s code: four digits as text, for example “1293”.")
    ]


@pytest.mark.parametrize(
    "slug", ["", "integrations strategi", "strategiå", "namnder", "committees", "x" * 81, "a\n", 5]
)
def test_a_slug_is_one_that_addresses_can_have(slug):
    assert found(slug=slug) == [
        (
            "slug",
            "Expected the series’ address name: letters a to z, digits and hyphens, and not namnder, committees.",
        )
    ]


def test_a_slug_may_begin_as_a_reserved_word_does():
    assert found(slug="namnderna") == []


@pytest.mark.parametrize("edition", ["", "v1", "2024/1", "2024 A", "1" * 21, "2024\n", 2024])
def test_an_edition_begins_with_a_digit(edition):
    assert found(edition=edition) == [
        (
            "edition",
            "Expected the edition: a digit first, then digits, letters a to z and hyphens, for example “2024”.",
        )
    ]


def test_dates_may_be_null_and_lists_empty():
    assert found(valid_from=None, valid_until=None, case_numbers=[], sections=[], indicators=[]) == []


def test_a_report_of_an_import_is_accepted_whatever_it_says():
    assert found(report={"words": 1}) == found(report=None) == found(report=[[1.5]]) == []


def test_an_unknown_key_is_refused_and_cannot_steer_a_terminal():
    known = "uid, kind, title, text, plain, signed_by, signed_role, children"
    assert section(body="x") == [("sections[0].body", f"This key is not known. Expected one of: {known}.")]
    assert section(**{"\x1b[2J": 1}) == [
        ('sections[0]["\\u001b[2J"]', f"This key is not known. Expected one of: {known}.")
    ]


@pytest.mark.parametrize(
    ("keys", "path", "message"),
    [
        ({"uid": "1aaaaaaaaa"}, "uid", UID),
        ({"uid": "aaaaaaaaa"}, "uid", UID),
        ({"uid": "aaaaaaaaaa\n"}, "uid", UID),
        ({"uid": "AAAAAAAAAA"}, "uid", UID),
        ({"uid": None}, "uid", UID),
        ({"kind": "measure"}, "kind", SECTION_KINDS),
        ({"text": "<p>Text.</p>"}, "text", LANGUAGES),
        ({"text": {"en": "<p>Text.</p>"}}, "text.sv", "This is missing. Expected text."),
        (
            {"plain": {"sv": "<p> </p><script>x</script>"}},
            "plain.sv",
            "Expected text, found only markup. Leave the key out where there is no text.",
        ),
        ({"plain": {"sv": "x" * 200_001}}, "plain.sv", "Expected at most 200000 characters, found 200001."),
        ({"signed_by": {"sv": "Anna"}}, "signed_by", TEXT),
        ({"signed_role": "Ordförande"}, "signed_role", LANGUAGES),
        ({"children": [{"kind": "other"}]}, "children[0]", "Expected a title, a text or a plain text in Swedish."),
    ],
)
def test_a_faulty_section_is_told_with_its_path(keys, path, message):
    assert section(**keys) == [(f"sections[0].{path}", message)]


@pytest.mark.parametrize(
    ("key", "entry", "path", "message"),
    [
        (
            "decisions",
            {"date": "2021"},
            "kind",
            "This is missing. Expected one of: adopted, confirmed, revised, repealed.",
        ),
        ("decisions", {"kind": "adopted", "date": "21 september"}, "date", DATE),
        ("decisions", {"kind": "adopted", "body": "KF!"}, "body", COMMITTEE),
        (
            "decisions",
            {"kind": "adopted", "body": "kf"},
            "body",
            "Expected the slug of one of the file’s committees: it has none.",
        ),
        ("decisions", {"kind": "adopted", "paragraph": 77}, "paragraph", TEXT),
        ("committees", {"slug": "kf", "kind": "council"}, "name", f"This is missing. {LANGUAGES}"),
        ("committees", {"slug": "kf", "kind": "board", "name": {"sv": "KF"}}, "kind", BODY_KINDS),
        ("commitments", {"kind": "goal", "title": {"sv": "Mål"}}, "kind", KINDS),
        ("commitments", {"kind": "measure", "title": {"sv": "Mål"}, "number": 1}, "number", TEXT),
        ("commitments", {"kind": "measure", "title": {"sv": "Mål"}, "themes": "housing"}, "themes", "Expected a list."),
        ("commitments", {"kind": "measure", "title": {"sv": "Mål"}, "section": "saaaaaaaaa"}, "section", NO_SECTION),
        (
            "responsibilities",
            {"committee": "kf", "role": "lead"},
            "commitment",
            "This is missing. Expected the uid of a commitment, or null for the whole strategy.",
        ),
        ("definitions", {"plain": {"sv": "Ord"}}, "term", f"This is missing. {LANGUAGES}"),
        ("footnotes", {"number": 0, "text": {"sv": "Källa"}}, "number", NUMBER),
        ("footnotes", {"number": "1", "text": {"sv": "Källa"}}, "number", NUMBER),
        ("footnotes", {"number": True, "text": {"sv": "Källa"}}, "number", NUMBER),
        ("footnotes", {"number": 1.0, "text": {"sv": "Källa"}}, "number", NUMBER),
        ("footnotes", {"number": 2**31, "text": {"sv": "Källa"}}, "number", NUMBER),
        ("related_documents", {"title": {"sv": "Lag"}, "url": "javascript:alert(1)"}, "url", ADDRESS),
        ("related_documents", {"title": {"sv": "Lag"}, "url": "http://[a"}, "url", ADDRESS),
        ("related_documents", {"title": {"sv": "Lag"}, "decision": "2018"}, "decision", LANGUAGES),
    ],
)
def test_a_faulty_row_is_told_with_its_path(key, entry, path, message):
    others = (
        {"committees": [{"slug": "kf", "kind": "council", "name": {"sv": "KF"}}]} if key == "responsibilities" else {}
    )
    assert found(**others, **{key: [entry]}) == [(f"{key}[0].{path}", message)]


def at(part, key):
    """Give the schema of a key, in a part among the definitions or ("") in the file itself."""
    return (SCHEMA["$defs"][part] if part else SCHEMA)["properties"][key]


@pytest.mark.parametrize(
    ("choices", "part", "key"),
    [
        (Strategy.Kind, "", "kind"),
        (Decision.Kind, "decision", "kind"),
        (Committee.Kind, "committee", "kind"),
        (Section.Kind, "section", "kind"),
        (Commitment.Kind, "commitment", "kind"),
        (Responsibility.Role, "responsibility", "role"),
    ],
)
def test_the_schema_has_the_choices_of_the_tables(choices, part, key):
    assert at(part, key)["enum"] == choices.values


PARTS = {
    Strategy: "",
    Committee: "committee",
    Decision: "decision",
    Section: "section",
    Commitment: "commitment",
    Definition: "definition",
    Footnote: "footnote",
    RelatedDocument: "related_document",
}


@pytest.mark.parametrize(("model", "key"), [(model, key) for model, keys in KEYS.items() for key in keys])
def test_the_schema_has_the_lengths_of_the_tables(model, key):
    longest = getattr(model._meta.get_field(key), "max_length", None)
    schema = at(PARTS[model], key)
    schemas = schema["properties"].values() if "properties" in schema else [schema]
    if longest and "enum" not in schema and schema.get("$ref") != "#/$defs/date":
        assert {language["maxLength"] for language in schemas} == {longest}
    else:
        assert not any("maxLength" in language for language in schemas)


def test_the_schema_is_a_schema_and_says_what_the_code_says():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$defs"]["uid"]["pattern"] == f"^{UID_PATTERN}$"
    assert SCHEMA["$defs"]["rich_text"]["maxLength"] == LONGEST_RICH_TEXT
    assert f"({'|'.join(RESERVED_SLUGS)})" in at("", "slug")["pattern"]
    assert at("", "slug")["maxLength"] == Strategy._meta.get_field("slug").max_length
    assert at("", "edition")["maxLength"] == Strategy._meta.get_field("edition").max_length
    assert SCHEMA["$defs"]["committee_slug"]["maxLength"] == Committee._meta.get_field("slug").max_length


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_another_validator_takes_the_shipped_files_too(path):
    assert list(Draft202012Validator(SCHEMA).iter_errors(json.loads(path.read_bytes()))) == []
