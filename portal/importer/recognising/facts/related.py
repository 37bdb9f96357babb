"""Documents that a strategy points to, each with the decision on it. Pure functions."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from portal.importer.recognising.facts.dates import dates_in
from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.words import words

LONGEST = 300
LONGEST_ADDRESS = 500
_DECISION = re.compile(
    r"(?:[(\[]\s*(?=[^)]*\d)|[,–-]\s*(?=(?:antag|antog|fastställ|beslut|revider|godkän)))(?P<inner>[^()]+?)\s*[)\]]?\s*[.;]?$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\s*(?:;|,|\bsamt\b)\s*")
FEWEST_PARTS = 3
# Narrower than what the portal takes: names of two to four parts, of which the last has letters.
_PART = r"[A-Za-z0-9à-öø-ÿ](?:[A-Za-z0-9à-öø-ÿ-]{0,61}[A-Za-z0-9à-öø-ÿ])?"
_ADDRESS = re.compile(rf"https?://(?:{_PART}\.){{1,3}}[A-Za-z]{{2,60}}(?::[0-9]{{2,5}})?(?:[/?#][^\s\x00-\x1f\x7f]*)?")


def related_documents(proses: Iterable[Prose]) -> list[dict[str, Any]]:
    """Give the documents that items of a list, or a line with commas between its parts, name."""
    return [entry for prose in proses for part in _parted(prose) if (entry := _document(part))]


def _parted(prose: Prose) -> Iterator[Prose]:
    text = prose.text
    cuts = list(_SEVERAL.finditer(text))
    if len(cuts) + 1 < FEWEST_PARTS or _DECISION.search(text) or len(words(text)) < FEWEST_PARTS:
        yield prose
        return
    start = 0
    for cut in cuts:
        yield prose.cut(start, cut.start())
        start = cut.end()
    yield prose.cut(start)


def _document(prose: Prose) -> dict[str, Any]:
    text = prose.text.strip(" ,;")
    match = _DECISION.search(text)
    title = text[: match.start()].strip() if match else text
    if not words(title):
        title, match = text, None
    if not words(title):
        return {}
    entry: dict[str, Any] = {"title": {"sv": title[:LONGEST]}}
    if match:
        entry["decision"] = {"sv": _with_plain_dates(match["inner"].strip())[:LONGEST]}
    address = next((span.href for span in prose.spans if span.tag == "a" and _is_address(span.href)), "")
    if address:
        entry["url"] = address
    return entry


def _with_plain_dates(text: str) -> str:
    """Write each date that is given as figures alone, such as 180625, as people read it."""
    for found in reversed(dates_in(text)):
        written = text[found.start : found.end]
        if written.isdigit():
            text = text[: found.start] + found.iso + text[found.end :]
    return text


def _is_address(href: str) -> bool:
    return len(href) <= LONGEST_ADDRESS and bool(_ADDRESS.fullmatch(href))
