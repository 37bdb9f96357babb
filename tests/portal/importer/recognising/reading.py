"""Documents for the tests of recognition, and what is looked for in the strategy files made of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portal.importer.recognising import recognise
from portal.importer.sources.text.reader import read_text
from portal.strategyfile.coherence import nodes

DOCUMENTS = Path(__file__).resolve().parents[5] / "shared" / "documents"
MUNICIPALITIES = {
    "hassleholm": ("1293", "Hässleholm"),
    "laholm": ("1381", "Laholm"),
    "ornskoldsvik": ("2284", "Örnsköldsvik"),
    "soderhamn": ("2182", "Söderhamn"),
    "solleftea": ("2283", "Sollefteå"),
}
needs_documents = pytest.mark.skipif(
    not DOCUMENTS.is_dir(), reason="the municipalities’ documents are not beside the repository (../shared/documents)"
)


def example(text: str, name: str = "Granbro", committees: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """Give the strategy file of a text file about a municipality that does not exist."""
    municipality = {"code": "0114", "name": name, "committees": committees or []}
    return recognise(read_text(text.encode()), municipality)


def of_municipality(name: str) -> dict[str, Any]:
    """Give the strategy file of one of the five documents."""
    code, short_name = MUNICIPALITIES[name]
    content = (DOCUMENTS / f"{name}.txt").read_bytes()
    return recognise(read_text(content), {"code": code, "name": short_name, "committees": []})


def outline(file: dict[str, Any], key: str) -> list[tuple[int, str, str]]:
    """Give (depth, kind, title) of each section or commitment; a commitment without a title has its text there."""
    return [
        ((len(path) - 2) // 2, row["kind"], row["title"]["sv"] if "title" in row else row["text"]["sv"])
        for path, row, _above in nodes(file, key)
    ]


def kinds(file: dict[str, Any]) -> list[str]:
    """Give the kind of each commitment, from top to bottom."""
    return [row["kind"] for _path, row, _above in nodes(file, "commitments")]


def answers(file: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Give (role, body, what for) of each responsibility; “” for the whole strategy."""
    said = {row["uid"]: row for _path, row, _above in nodes(file, "commitments")}
    names = {row["slug"]: row["name"]["sv"] for row in file.get("committees", [])}
    for row in file.get("responsibilities", []):
        target = said.get(row["commitment"])
        named = (target["title"] if "title" in target else target["text"])["sv"] if target else ""
        yield row["role"], names[row["committee"]], named
