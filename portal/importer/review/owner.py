"""Whose document it is: another municipality's, perhaps, than the one that it is imported for."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

# “Lillbys kommun”, “Västerås stad”: a name alone may be a word (Vara) or a place that the text is not by.
_PHRASE = r"\b({names})s?\s+(?:kommun|stad)(?:en)?s?\b"
_NAME = r"\b({names})s?\b"


def another_municipality(lines: Iterable[str], title: str, own: str, names: Mapping[str, str]) -> str:
    """Give the name of the municipality that a document names instead of `own`; empty where it is likely `own`'s.

    `names` has the full name of every municipality by its short one. Another one is told of when the text calls it a
    municipality more often than it names `own` at all, or when the title names it and nothing names `own`.
    """
    others = [name for name in names if name != own]
    if not others:
        return ""
    text = " ".join(lines)
    alternatives = "|".join(map(re.escape, sorted(others, key=len, reverse=True)))
    own_times = len(re.findall(_NAME.format(names=re.escape(own)), text, re.IGNORECASE))
    known = {name.casefold(): name for name in others}
    found = re.findall(_PHRASE.format(names=alternatives), text, re.IGNORECASE)
    most = Counter(known[name.casefold()] for name in found).most_common(1)
    if most and most[0][1] > own_times:
        return names[most[0][0]]
    in_title = re.search(_NAME.format(names=alternatives), title)
    return names[in_title[1]] if in_title and not own_times else ""
