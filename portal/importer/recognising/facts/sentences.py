"""Facts about a document that its sentences tell, where no label and no line of their own does. Pure functions."""

import re
from collections.abc import Iterable

from portal.importer.recognising import vocabulary
from portal.importer.recognising.facts.dates import dates_in
from portal.importer.recognising.facts.decisions import decisions
from portal.importer.recognising.facts.labels import FURTHER_NOTICE, Facts, decided
from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.words import words

LONGEST_REPLACED = 14  # words
_SUBJECT = rf"(?:(?:denna|detta|den här|det här|dessa) )?{vocabulary.either(vocabulary.ANSWERING.document)}"
_DECIDED = re.compile(
    rf"{_SUBJECT} (?:är|blev|har) (?:\w+ )?(?P<kind>{'|'.join(vocabulary.FACTS.decided)})\w* (?:av|den|i)\b"
    r"(?P<told>.{0,160})",
    re.IGNORECASE,
)
_DECIDED_BY = re.compile(
    r"(?P<body>(?<![\w-])[\w-]+(?:fullmäktige|styrelsen|nämnden)) (?P<kind>antog|beslutade|fastställde) "
    rf"{_SUBJECT}(?P<told>.{{0,80}})",
    re.IGNORECASE,
)
_VALID = re.compile(
    rf"(?:{_SUBJECT}|och) (?:gäller|träder i kraft)(?P<told> (?:från|fr|till|tills|under|för åren|den|\d).{{0,80}})",
    re.IGNORECASE,
)
_REPLACES = re.compile(rf"{_SUBJECT}[^.]{{0,120}}?\bersätter (?P<told>[^.;]+?)(?:[.;]|$)", re.IGNORECASE)
_PERIOD = re.compile(r"\b((?:19|20)\d\d)\s?[–—-]\s?((?:19|20)\d\d)\b")


def take_told(facts: Facts, proses: Iterable[Prose]) -> None:
    """Add what sentences tell of the document and `facts` does not have yet. The sentences stay where they are."""
    for prose in proses:
        text = prose.text
        if not facts.decisions:
            _take_decision(facts, prose)
        if not {"valid_from", "valid_until", "until_further_notice"} & facts.keys.keys():
            _take_validity(facts, text)
        match = _REPLACES.search(text)
        if match and "replaces" not in facts.keys and len(words(match["told"])) <= LONGEST_REPLACED:
            facts.keys["replaces"] = match["told"].strip()


def _take_decision(facts: Facts, prose: Prose) -> None:
    match = _DECIDED.search(prose.text) or _DECIDED_BY.search(prose.text)
    if match:
        told = prose.cut(match.start("told"), match.end("told"))
        found = decisions(told, decided(match["kind"]), facts.bodies)[:1]
        if match.re is _DECIDED_BY and found:
            found[0]["body"] = facts.bodies.slug(match["body"])
        facts.decisions += [row for row in found if "date" in row or "paragraph" in row]


def _take_validity(facts: Facts, text: str) -> None:
    match = _VALID.search(text)
    if not match:
        return
    told = re.split(r"[.;]\s", match["told"], maxsplit=1)[0]
    dates = [date.iso for date in dates_in(told, years_too=True)]
    if FURTHER_NOTICE.search(told):
        facts.keys["until_further_notice"] = True
    if dates and re.match(r"\s(?:till|t)\b", told):
        facts.keys["valid_until"] = dates[0]
    elif dates:
        facts.keys["valid_from"] = dates[0]
        if len(dates) > 1 and "until_further_notice" not in facts.keys:
            facts.keys["valid_until"] = dates[1]


def take_period(facts: Facts, titles: str) -> bool:
    """Take the years that a title has (“2022–2026”) for the document's period, where nothing else tells; say if so."""
    match = _PERIOD.search(titles)
    if not match or match[1] > match[2] or {"valid_from", "valid_until", "until_further_notice"} & facts.keys.keys():
        return False
    facts.keys |= {"valid_from": match[1], "valid_until": match[2]}
    return True
