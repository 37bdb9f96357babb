"""Markdown into lines: what programs write in it for other programs is taken away first, line by line."""

import re
from dataclasses import replace

from portal.importer.sources.decoding import decoded
from portal.importer.sources.line import Furniture, Line, Source
from portal.importer.sources.text.reader import lines_of

_FACTS = re.compile(r"---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FACT = re.compile(r"([A-Za-z_-]{1,40}):(?:[ \t]+(\S.*)|[ \t]*)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_IMAGE = re.compile(r"(?<!\\)!\[[^\]\n]{0,500}\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])(?:\{[^}\n]{0,500}\})?")
_IMAGE_ALONE = re.compile(rf"^[ \t]*{_IMAGE.pattern}[ \t]*$", re.MULTILINE)
_HEADING_SETTINGS = re.compile(r"^( {0,3}#{1,6} .*?) *\{[#.-][^}\n]{0,200}\}[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(?::{3,}.{0,200}|`{3,}.{0,200}|~{3,}.{0,200})$", re.MULTILINE)
_NEW_PAGE = re.compile(r"^[ \t]*\\(?:pagebreak|newpage|clearpage)[ \t]*$", re.MULTILINE)
_QUOTED = re.compile(r"^ {0,3}(?:> ?)+", re.MULTILINE)
_BROKEN = re.compile(r"(?<!\\)\\$", re.MULTILINE)
_RAISED = re.compile(r"<sup>(\d{1,3})</sup>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|b|br|center|div|em|font|i|p|small|span|strong|sub|sup|u)(?:[ /][^<>\n]{0,500})?>", re.IGNORECASE
)
_DASHES = re.compile(r"(?<![-|+:!<])(---?)(?![-|+:>])(?=[^\n]*[^\W_])")
_RULED = re.compile(r"^[-=:|+ \t]*$")
FIGURES = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_markdown(content: bytes) -> Source:
    """Give the lines of a Markdown file; raise SourceError for what is no text."""
    text = decoded(content)
    facts = _FACTS.match(text)
    if facts and not all(row[:1] in " -#" or _FACT.fullmatch(row) for row in facts[1].split("\n") if row.strip()):
        facts = None
    head = list(_head(facts[1])) if facts else []
    if facts:
        text = "\n" * facts[0].count("\n") + text[facts.end() :]
    title = next((line.text for line in head if line.title), "")
    return Source((*head, *lines_of(_prepared(text), _tidied, blanks_end_pages=False)), title=title)


def _head(block: str) -> list[Line]:
    """Give what the file says about itself before its text: its title and subtitle, and the rest as furniture."""
    lines = []
    for number, row in enumerate(block.split("\n"), start=2):
        fact = _FACT.fullmatch(row.strip())
        name, text = (fact[1].lower(), (fact[2] or "").strip("\"' ")) if fact else ("", row.strip())
        if not text.strip("-|> "):
            continue
        line = Line(number=number, text=_dashed(text), whole=True, gap=True)
        if name in {"title", "subtitle"}:
            lines.append(replace(line, title=name == "title"))
        else:
            lines.append(replace(line, text=row.strip(), furniture=Furniture.HEADER))
    return lines


def _prepared(text: str) -> str:
    """Give Markdown as plain text has it, on the same lines, and with each letter of a table in its column."""
    text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    text = _NEW_PAGE.sub("\f", _FENCE.sub("", text))
    text = _HEADING_SETTINGS.sub(r"\1", _IMAGE_ALONE.sub("", text))
    return _BROKEN.sub("  ", _QUOTED.sub("", text))


def _tidied(text: str) -> str:
    """Give the letters of a line without pictures and tags, and with the signs that its letters stand for."""
    if _RULED.match(text):
        return text
    text = _RAISED.sub(lambda found: found[1].translate(FIGURES), _IMAGE.sub("", text))
    return _dashed(_TAG.sub(" ", text))


def _dashed(line: str) -> str:
    """Give a line with the dashes that two and three hyphens stand for."""
    return _DASHES.sub(lambda found: "–" if len(found[1]) == 2 else "—", line)  # noqa: PLR2004
