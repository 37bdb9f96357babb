"""Writes one PDF: a program of its own, which takes a job as JSON and gives the file, so that it can be stopped.

WeasyPrint makes the tags; what PDF/UA-1 asks of them beyond that is put right before the file is written. The job:
`markup`, `style` and `site` (its address), `foreign` (the language of spans and divs), `described` (what stands at the
place that a link leads to), `footnote` and `back` (how links to and from a note are called), `most_memory` (bytes) and
`most_seconds` (of the processor).
"""

import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

NOTE, MARK = "footnote-", "footnote-mark-"
IN_LISTS = ("/LI", "/L", "/Caption")


def pressed(job: dict[str, Any]) -> bytes:
    """Give the PDF of a job. Nothing is fetched, whatever the texts hold."""
    import weasyprint  # noqa: PLC0415 — an extra

    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=())
    html = weasyprint.HTML(string=job["markup"], base_url=job["site"], url_fetcher=fetcher)
    style = weasyprint.CSS(string=job["style"], url_fetcher=fetcher)
    written: bytes = html.write_pdf(
        stylesheets=[style],
        pdf_variant="pdf/ua-1",
        pdf_tags=True,
        finisher=lambda _document, pdf: Finish(pdf, job).all(),
    )
    return written


class Finish:
    """Puts right what a PDF that is about to be written says of its structure."""

    def __init__(self, pdf: Any, job: dict[str, Any]) -> None:
        """Take the file and the job."""
        self.job = job
        self.string = type(pdf.info["Title"])  # of the library that writes the file, which is an extra
        self.objects = {item.reference: item for item in pdf.objects if getattr(item, "reference", None)}
        self.pdf = pdf

    def all(self) -> None:
        """Put right the links, the languages, the tables, the footnotes and the lists."""
        for item in list(self.objects.values()):
            if _said(item, "Subtype") == "/Link":
                self._describe(item)
        for element in self._elements():
            kind = _said(element, "S")
            if kind in ("/Span", "/Div"):
                self._foreign(element)
            elif kind == "/TR":
                self._scopes(element)
            elif kind == "/L":
                self._items_alone(element)
            elif kind == "/LI":
                self._body(element)
            elif kind == "/Link":
                self._one_link(element)

    def _elements(self) -> Iterator[Any]:
        return (item for item in list(self.objects.values()) if _said(item, "Type") == "/StructElem")

    def _describe(self, link: Any) -> None:
        """Say where a link leads, in words (7.18.5)."""
        if "Dest" not in link:
            return
        name = link["Dest"].string
        if name.startswith(MARK):
            said = self.job["back"] % {"number": name.removeprefix(MARK)}
        elif name.startswith(NOTE):
            said = self.job["footnote"] % {"number": name.removeprefix(NOTE)}
        else:
            said = self.job["described"].get(name, name)
        link["Contents"] = self.string(said)

    def _foreign(self, element: Any) -> None:
        """Say the language of a passage; a span that begins with the way back to a mark is a footnote (7.9)."""
        if all(isinstance(kid, int) for kid in element["K"]):
            return
        number = self._note_number(element)
        if number and _said(self.objects[element["P"]], "S") == "/Note":
            element["S"] = "/NonStruct"  # a note of several lines is a box in a box
        elif number:
            element["S"] = "/Note"
            element["ID"] = self.string(f"note-{number}-{element.number}")
        else:
            element["Lang"] = self.string(self.job["foreign"])

    def _note_number(self, element: Any) -> str:
        for kid in self._below(element, 3):
            if _said(kid, "S") == "/Link":
                names = [self._target(kid)]
                return next((name.removeprefix(MARK) for name in names if name.startswith(MARK)), "")
        return ""

    def _below(self, element: Any, depth: int) -> Iterator[Any]:
        for kid in element["K"]:
            below = self.objects.get(kid) if not isinstance(kid, int) else None
            if below is not None and _said(below, "Type") == "/StructElem":
                yield below
                if depth:
                    yield from self._below(below, depth - 1)

    def _target(self, link: Any) -> str:
        for kid in link["K"]:
            reference = self.objects.get(kid) if not isinstance(kid, int) else None
            if reference is not None and _said(reference, "Type") == "/OBJR":
                annotation = self.objects[reference["Obj"]]
                return str(annotation["Dest"].string) if "Dest" in annotation else ""
        return ""

    def _scopes(self, row: Any) -> None:
        """Say of which cells a heading is the heading (7.5): of its row where others follow it, else of its column."""
        cells = [self.objects[kid] for kid in row["K"]]
        only_headings = all(_said(cell, "S") == "/TH" for cell in cells)
        for cell in cells:
            if _said(cell, "S") == "/TH":
                cell["A"]["Scope"] = "/Column" if only_headings else "/Row"

    def _items_alone(self, parent: Any) -> None:
        """Put what stands in a list and is no item into the item before it."""
        last = None
        for kid in list(parent["K"]):
            element = self.objects[kid]
            if _said(element, "S") in IN_LISTS:
                last = element if _said(element, "S") == "/LI" else last
            elif last is not None:
                parent["K"].remove(kid)
                last["K"].append(kid)
                element["P"] = last.reference

    def _body(self, item: Any) -> None:
        """Put what stands in an item, besides its mark, into its body."""
        kinds = {kid: _said(self.objects[kid], "S") for kid in item["K"]}
        loose = [kid for kid, kind in kinds.items() if kind not in ("/Lbl", "/LBody")]
        if not loose:
            return
        body = next((self.objects[kid] for kid, kind in kinds.items() if kind == "/LBody"), None)
        if body is None:
            like, array = type(item), type(item["K"])
            body = like({"Type": "/StructElem", "S": "/LBody", "K": array(), "Pg": item["Pg"], "P": item.reference})
            self.pdf.add_object(body)
            self.objects[body.reference] = body
            item["K"].append(body.reference)
        for kid in loose:
            item["K"].remove(kid)
            body["K"].append(kid)
            self.objects[kid]["P"] = body.reference

    def _one_link(self, element: Any) -> None:
        """Let what is inside a link be no link again."""
        for below in self._below(element, 3):
            if _said(below, "S") == "/Link" and not self._target(below):
                below["S"] = "/Span"


def _said(item: Any, name: str) -> Any:
    return item.get(name) if isinstance(item, dict) else None


if __name__ == "__main__":
    received = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_AS, (received["most_memory"], received["most_memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (received["most_seconds"], received["most_seconds"]))
    sys.stdout.buffer.write(pressed(received))
