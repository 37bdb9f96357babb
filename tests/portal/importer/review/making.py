"""Strategy files as recognition would give them, for tests of the review."""

from itertools import count
from typing import Any

import pytest
from hypothesis import strategies as st

from goals.models import Commitment
from portal.importer.review.outline import RefusedError
from portal.importer.review.parts import Part, parts_of
from strategies.models import Section
from strategies.richtext import plain_text
from tests.portal.strategyfile.files import small

MADE = "made000000"  # the uid of a new part
WORDS = st.sampled_from(["Bo", "nära", "skolan", "och", "arbeta.", "Vi", "öppnar", "fler", "dörrar!", "<5", "år", "&"])
SENTENCES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
MAY_HOLD = {str(kind): sorted(map(str, held)) for kind, held in Commitment.MAY_HOLD.items()}


def escaped(text: str) -> str:
    """Give plain text as HTML has it."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


@st.composite
def blocks(draw: Any) -> str:
    """Give a paragraph, a list, a quotation or a table."""
    texts = [escaped(text) for text in draw(st.lists(SENTENCES, min_size=1, max_size=3))]
    kind = draw(st.sampled_from(["p", "ul", "ol", "ol start", "quote", "table", "strong"]))
    items = "".join(f"<li>{text}</li>" for text in texts)
    return {
        "p": f"<p>{texts[0]}</p>",
        "ul": f"<ul>{items}</ul>",
        "ol": f"<ol>{items}</ol>",
        "ol start": f'<ol start="4">{items}</ol>',
        "quote": f"<blockquote><p>{texts[0]}</p></blockquote>",
        "table": f"<table><tbody><tr><td>{texts[0]}</td></tr></tbody></table>",
        "strong": f"<p>{texts[0]} <strong>{texts[-1]}</strong> och</p>",
    }[kind]


TEXTS = st.lists(blocks(), min_size=1, max_size=3).map("".join)


@st.composite
def wordings(draw: Any) -> dict[str, Any]:
    """Give a heading, a text, or both."""
    title, text = draw(st.none() | SENTENCES), draw(st.none() | TEXTS)
    title = title if title or text else "Rubrik"
    return ({"title": {"sv": title}} if title else {}) | ({"text": {"sv": text}} if text else {})


@st.composite
def commitments(draw: Any, uids: Any, kinds: Any, depth: int = 0, **place: Any) -> list[dict[str, Any]]:
    """Give commitments of some of `kinds`, with others under them."""
    found = []
    for _index in range(draw(st.integers(0, 2 if depth < 3 else 0))):
        kind = draw(st.sampled_from(kinds))
        entry = {"uid": next(uids), "kind": kind} | draw(wordings()) | place
        if draw(st.booleans()):
            entry["number"] = draw(st.sampled_from(["1", "2.1", "a)"]))
        below = draw(commitments(uids, MAY_HOLD[kind], depth + 1)) if MAY_HOLD[kind] else []
        found.append(entry | ({"children": below} if below else {}))
    return found


@st.composite
def sections(draw: Any, uids: Any, roots: list[dict[str, Any]], depth: int = 0) -> list[dict[str, Any]]:
    """Give sections with others under them; their commitments are put in `roots`."""
    found = []
    for _index in range(draw(st.integers(0, 3 if depth < 2 else 0))):
        uid = next(uids)
        entry = {"uid": uid, "kind": draw(st.sampled_from(Section.Kind.values))} | draw(wordings())
        if draw(st.integers(0, 5)) == 0:
            entry |= {"signed_by": "Alva Ek", "signed_role": {"sv": "ordförande"}}
        below = draw(sections(uids, roots, depth + 1))
        roots += draw(commitments(uids, sorted(MAY_HOLD), section=uid))
        found.append(entry | ({"children": below} if below else {}))
    return found


@st.composite
def files(draw: Any) -> dict[str, Any]:
    """Give a strategy file."""
    uids = map("p{:09d}".format, count())
    roots: list[dict[str, Any]] = []
    held = draw(sections(uids, roots))
    roots += draw(commitments(uids, sorted(MAY_HOLD)))
    terms = [
        {"uid": next(uids), "term": {"sv": draw(SENTENCES)}, "text": {"sv": draw(TEXTS)}}
        for _index in range(draw(st.integers(0, 2)))
    ]
    lists = {"sections": held, "commitments": roots, "definitions": terms}
    return small(**{key: rows for key, rows in lists.items() if rows})


def words(part: Part) -> list[str]:
    """Give the words of a part in their order, its signature aside."""
    return f"{part.number} {part.title} {plain_text(part.html)}".split()


def signed(part: Part) -> list[str]:
    """Give the words of a part's signature."""
    return f"{part.entry.get('signed_by', '')} {part.entry.get('signed_role', {}).get('sv', '')}".split()


def all_words(data: dict[str, Any]) -> list[str]:
    """Give all words of a file's parts, sorted."""
    return sorted(word for part in parts_of(data) for word in (*words(part), *signed(part)))


def outline(data: dict[str, Any]) -> list[str]:
    """Give the parts as lines, each indented as deep as it stands: "  measure Bygga: Vi bygger."."""
    return [
        f"{'  ' * part.depth}{part.role} {' '.join(filter(None, (part.number, part.title)))}"
        + (f": {plain_text(part.html)}" if part.html else "")
        for part in parts_of(data)
    ]


def entry(uid, kind, *children, title=None, text="", **keys):
    """Give a section or commitment titled after its uid, or not at all for title=""."""
    heading = uid if title is None else title
    return (
        {"uid": uid.ljust(10, "0"), "kind": kind}
        | ({"title": {"sv": heading}} if heading else {})
        | ({"text": {"sv": text}} if text else {})
        | keys
        | ({"children": list(children)} if children else {})
    )


def under(uid, *commitments):
    """Put commitments at the top under a section."""
    return [row | {"section": uid.ljust(10, "0")} for row in commitments]


def uid(name):
    """Give a uid of a name."""
    return name.ljust(10, "0")


def refused(step, *arguments, **options):
    """Give why a step is refused."""
    with pytest.raises(RefusedError) as error:
        step(*arguments, **options)
    return str(error.value)
