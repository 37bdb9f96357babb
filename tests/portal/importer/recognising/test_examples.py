"""Documents in many layouts, about a municipality that does not exist: the outline of each stands beside it."""

from pathlib import Path

import pytest

from portal.importer.sentences.recognition import in_words
from portal.strategyfile import faults
from portal.strategyfile.coherence import nodes
from strategies.richtext import plain_text
from tests.portal.importer.recognising.reading import answers, example

EXAMPLES = sorted(path for path in (Path(__file__).parent / "examples").iterdir() if path.suffix != ".outline")
FACTS = ("kind", "edition", "valid_from", "valid_until", "until_further_notice", "replaces", "case_numbers")
FACTS_IN_WORDS = ("title", "subtitle", "publication", "target_group")


def shown(file):
    """Write what was recognised, a line for each fact and part, so that people can read and compare it."""
    lines = [*facts(file), *tree(file), *around(file)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def facts(file):
    yield from (f"{key}: {file[key]}" for key in FACTS if key in file)
    yield from (f"{key}: {file[key]['sv']}" for key in FACTS_IN_WORDS if key in file)
    for row in file.get("decisions", []):
        yield "decision: " + ", ".join(map(str, row.values()))


def tree(file):
    titles = {}
    for path, row, _above in nodes(file, "sections"):
        titles[row["uid"]] = row.get("title", {}).get("sv", "")
        yield f"{indent(path)}{row['kind']}: {named(row)}{signed(row)}"
    for path, row, _above in nodes(file, "commitments"):
        where = f" [{titles[row['section']]}]" if "section" in row else ""
        yield f"{indent(path)}{row['kind']} {row.get('number', '')}: {named(row)}{where}"


def around(file):
    """Write what stands around the tree: who answers, what is explained, and what the reading warns of."""
    yield from (f"{role}: {body} -> {target and plain_text(target)[:40]}" for role, body, target in answers(file))
    yield from (f"committee: {row['name']['sv']} ({row['kind']})" for row in file.get("committees", []))
    yield from (f"definition: {row['term']['sv']}" for row in file.get("definitions", []))
    yield from (f"footnote {row['number']}: {plain_text(row['text']['sv'])}" for row in file.get("footnotes", []))
    for row in file.get("related_documents", []):
        yield f"related: {row['title']['sv']} / {row.get('decision', {}).get('sv', '')} / {row.get('url', '')}"
    yield from (f"warning: {row['line']}: {row['message']}" for row in in_words(file["report"])["warnings"])


def indent(path):
    return "    " * ((len(path) - 2) // 2)


def named(row):
    return row["title"]["sv"] if "title" in row else plain_text(row["text"]["sv"])[:40]


def signed(row):
    return f" ({row['signed_by']}, {row['signed_role']['sv']})" if "signed_by" in row else ""


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_outline_is_that_of_the_document(path):
    file = example(path.read_text())
    assert shown(file) == path.with_suffix(".outline").read_text()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_word_is_placed_or_set_aside(path):
    file = example(path.read_text())
    assert file["report"]["unplaced"] == []
    assert faults(file) == []
