"""Documents of any size, of many sorts, and how what is done with them grows when they do."""

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import portal.importer
from portal.importer.recognising import recognise
from portal.importer.sources.reader import open_source

GRANBRO = {"code": "0114", "name": "Granbro", "committees": []}
HERE = Path(portal.importer.__file__).parent


@dataclass(frozen=True)
class Sort:
    """A sort of document: what its file is called, and what a document of it with so many parts is."""

    name: str
    content: Callable[[int], str]

    def document(self, parts: int) -> bytes:
        """Give a document with so many parts."""
        return self.content(parts).encode()


def word(number: int) -> str:
    """Give a word of letters for a number; no two have the same."""
    letters = ""
    number += 26
    while number:
        number, letter = divmod(number, 26)
        letters = chr(ord("a") + letter) + letters
    return letters


def each(part: str, between: str = "\n\n", before: str = "# Strategi\n\n", after: str = "") -> Callable[[int], str]:
    """Make documents of a part, with `{n}` for its number and `{w}` for a word of its own, again and again."""

    def content(parts: int) -> str:
        rows = (part.replace("{n}", str(number)).replace("{w}", word(number)) for number in range(1, parts + 1))
        return before + between.join(rows) + after

    return content


def both(one: Callable[[int], str], other: Callable[[int], str]) -> Callable[[int], str]:
    """Make documents of two sorts, one after the other."""
    return lambda parts: f"{one(parts)}\n\n{other(parts)}"


def run(text: str, before: str = "En text ", after: str = " slut") -> Callable[[int], str]:
    """Make documents of a heading and one line, in which a text stands again and again."""
    return lambda parts: f"# Strategi\n\n# Mål\n\n## Mål 1: Fler\n\n{before}{text * parts}{after}"


NOTES = each("[^{n}]: not {w}", "\n", before="")
SENTENCE = "Här står en text om {w} som är en hel mening."
# Documents with many parts, of which each is some lines.
MANY = {
    "headings": Sort("x.md", each("# Rubrik {w}")),
    "headings with text": Sort("x.md", each(f"## Rubrik {{w}}\n\n{SENTENCE}")),
    "headings in plain text": Sort("x.txt", each(f"Rubrik {{w}}\n\n{SENTENCE}", before="Strategi\n\n")),
    "headings in HTML": Sort("x.html", each(f"<h2>Rubrik {{w}}</h2><p>{SENTENCE}</p>", before="<h1>Strategi</h1>")),
    "goals": Sort("x.md", each("## Mål {n}: Fler {w}\n\nAnsvarig: {w}nämnden", before="# Strategi\n\n# Mål\n\n")),
    "paragraphs": Sort("x.md", each(SENTENCE)),
    "lines": Sort("x.txt", each(SENTENCE, "\n", before="Strategi\n\n")),
    "lines that go on": Sort("x.txt", each("och det går vidare om {w}", before="Strategi\n\nFörst står något här\n\n")),
    "divided words": Sort("x.txt", each("det går vidare med {w} fram-", "\n", before="Strategi\n\n")),
    "items": Sort("x.md", each("- Sak {w} ska bli av", "\n", before="# Strategi\n\n## Åtgärder\n\n")),
    "items of two sorts": Sort("x.md", each("- Sak {w}\n1. Annat {w}", "\n", before="# Strategi\n\n## Annat\n\n")),
    "items in HTML": Sort("x.html", each("<li>Sak {w}</li>", "", before="<h1>Strategi</h1><ul>", after="</ul>")),
    "rows": Sort("x.md", each("| {w} ska bli av | {w}nämnden |", "\n", before="# S\n\n| Åtgärd | Ansvarig |\n|-|-|\n")),
    "rows in HTML": Sort("x.html", each("<tr><td>{w}<td>b", "", before="<h1>Strategi</h1><table>")),
    "paragraphs in a cell": Sort("x.html", each("<p>Sak {w}</p>", "", before="<table><tr><td>a<td>")),
    "a wide row": Sort("x.md", each("cell {w}", "|", before="# Strategi\n\n|", after="|")),
    "footnotes": Sort("x.md", both(each("Text {w}[^{n}]"), NOTES)),
    "footnotes in a row": Sort("x.md", both(each("text[^{n}]", " "), NOTES)),
    "footnotes of one label": Sort("x.md", both(each("Text {w}[^1]"), each("[^1]: not {w}", "\n", before=""))),
    "footnotes with letters": Sort("x.md", both(each("Text {w}[^x{n}]"), each("[^x{n}]: not", "\n", before=""))),
    "definitions": Sort("x.md", each("{w}: en {w} som finns", before="# Strategi\n\n# Begrepp\n\n")),
    "bodies in a row": Sort("x.md", each("{w}nämnden", ", ", before="# S\n\n# Mål\n\n## Mål 1: A\n\nAnsvarig: ")),
    "bodies in sentences": Sort(
        "x.md", each("Kf{w}nämnden ansvarar för strategin.", before="# S\n\n# Organisation\n\n")
    ),
    "commitments in sentences": Sort(
        "x.md",
        both(
            each("Socialnämnden ansvarar för mål {n} och fler {w}.", before="# Strategi\n\n# Organisation\n\n"),
            each("## Mål {n}: Fler {w}", before="# Mål\n\n"),
        ),
    ),
    "labels": Sort("x.md", each("Dokumenttyp: Plan {w}")),
    "labels in a row": Sort("x.md", each("Dokumenttyp: Plan {w}", " ")),
    "decisions in a table": Sort(
        "x.md", each("| Reviderad: | Kf 20{n}-01-02 § {n} |", "\n", before="# S\n\n| Antagen: | Kf |\n|-|-|\n")
    ),
    "decisions in a row": Sort("x.md", each("kommunfullmäktige 2021-05-03 § {n}", " ", before="# S\n\nAntagen: ")),
    "emphasis": Sort("x.md", each("*{w}* **b**", " ")),
    "links": Sort("x.md", each("[{w}](https://granbro.example/{n})", " ")),
    "emphasis in HTML": Sort("x.html", each("<b>{w}</b> <i>b</i> <a href='https://a.example/{n}'>c</a>", " ")),
}
# One line of the same letters: a pattern that searches it again from each of them takes long.
RUNS = {
    f"a run of {text!r}": Sort("x.md", run(text))
    for text in (
        *(
            "a",
            "a ",
            "A",
            "A ",
            "Aa ",
            "å",
            "1",
            "1 ",
            "1.1 ",
            "  ",
            "\t",
            ".",
            ". ",
            "a..",
            "Aa. ",
            "a? ",
            "-",
            "a-",
            " - ",
        ),
        *(
            "_",
            "*",
            "*a ",
            "[",
            "]",
            "(",
            ")",
            "(a ",
            "(a) ",
            "<",
            "< a",
            ">",
            "|",
            "`",
            "~",
            "=",
            "#",
            "\\",
            "&",
            "&a",
            "\u00ad",
        ),
        *(
            ": ",
            "Aa: ",
            "; ",
            ", ",
            "a, ",
            "/",
            "a/",
            "§",
            "§ 1 ",
            "2020 ",
            "2020-01-01 ",
            "a1 ",
            "a¹ ",
            "”",
            "• ",
            "…",
        ),
        *("nämnden ", "nämnden", " och ", "ABC (DE) ", "strategin ", "strategi", "strategin gäller ", "ersätter "),
        *(
            "Socialnämnden ansvarar för ",
            "För a ",
            " i samverkan med ",
            "mål ",
            "Mål: ",
            "mål och ",
            "följ",
            "Ansvaransvar",
        ),
        *("antag", "antag (", "a@b.", "http://", "https://a.", "[^1]", "![", "](", "dnr ", "jan", "Innehåll "),
    )
}
RUNS["a heading"] = Sort("x.md", lambda parts: "# " + "a " * parts)
RUNS["a style sheet"] = Sort("x.html", lambda parts: f"<style>font-size:12pt {'a' * parts}</style><p>Mål</p>")
RUNS["nested elements"] = Sort("x.html", lambda parts: "<p>" + "<b>a" * parts)
RUNS["nested blocks"] = Sort("x.html", lambda parts: "<div>a" * parts)
RUNS["nested lists"] = Sort("x.html", lambda parts: "<ul><li>a" * parts)
RUNS["quotations in one another"] = Sort("x.md", lambda parts: "> " * parts + "a")


def read(sort: Sort, parts: int) -> dict[str, Any]:
    """Give the strategy file of a document."""
    return recognise(open_source(sort.document(parts), sort.name), GRANBRO)


def lines_run(sort: Sort, parts: int) -> Counter[str]:
    """Count the lines of code, and turns of loops, that each step of reading a document takes, by its folder."""
    counted: Counter[str] = Counter()
    steps: dict[str, str] = {}

    def step_of(path: str) -> str:
        if path not in steps:
            inner = Path(path).parent
            steps[path] = str(inner.relative_to(HERE)) if inner.is_relative_to(HERE) else ""
        return steps[path]

    def called(frame: Any, _event: str, _argument: Any) -> Any:
        step = step_of(frame.f_code.co_filename)
        if not step:
            return None

        def line(_frame: Any, event: str, _argument: Any) -> Any:
            counted[step] += event == "line"
            return line

        return line

    before = sys.gettrace()
    sys.settrace(called)
    try:
        read(sort, parts)
    finally:
        sys.settrace(before)
    return counted
