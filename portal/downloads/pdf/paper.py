"""A page made ready for paper: footnotes where they are marked, and each foreign word in an element of its own.

A PDF says the language of a passage only where its tag does. Tags keep nothing of an element but what it is, so that
spans and divs are kept for passages in the other language, and what else is a span becomes an “i”.
"""

from typing import Any

from lxml import html as html_markup

from portal.downloads.content import Content
from portal.reading.parts import TextView

OTHER_LANGUAGE = {"sv": "en", "en": "sv"}
MARK = "footnote-mark-"


def on_paper(page: str, source: Content) -> str:
    """Give the page with its footnotes inside, each after its first mark, and with its foreign words marked."""
    tree = html_markup.document_fromstring(page)
    notes = {str(number): view for number, view in source.document.footnotes}
    for mark in [each for each in tree.iter("a") if each.get("id", "").startswith(MARK)]:
        number = mark.get("id").removeprefix(MARK)
        _put_after(mark.getparent(), _note(number, notes[number]))
    for item in tree.iterfind(".//li[@data-number]"):
        _number(item, item.get("data-number"))
    _mark_foreign(tree, OTHER_LANGUAGE[source.language])
    return html_markup.tostring(tree, encoding="unicode", doctype="<!doctype html>")


def _note(number: str, view: TextView) -> Any:
    """Give a footnote. It stands in a paragraph, so that its own paragraphs and lists can be no blocks to a parser."""
    note = html_markup.Element("span", {"class": "note", "id": f"footnote-{number}"})
    back = html_markup.Element("a", {"href": f"#{MARK}{number}"})
    back.text, back.tail = number, " "
    note.append(back)
    said = html_markup.Element("span", {"lang": "sv"}) if view.said.foreign else note
    if said is not note:
        note.append(said)
    for block in html_markup.fragments_fromstring(view.html) if view.html else ():
        if isinstance(block, str):
            _add_text(said, block)
        else:
            _take_in(block, said)
    return note


def _take_in(block: Any, into: Any) -> None:
    """Put a block into a footnote, each of its lines as letters that begin on a line of their own."""
    inner = [child for child in block if child.tag in ("p", "ul", "ol", "li", "blockquote", "table", "tr", "tbody")]
    if inner:
        for child in inner:
            _take_in(child, into)
        return
    line = html_markup.Element("i", {"class": "item" if block.tag == "li" else "line"})
    line.text = block.text
    line.extend(list(block))
    into.append(line)


def _number(item: Any, number: str) -> None:
    """Give an item of a list its own number: as its mark, or as text where it is no whole number."""
    if number.isdecimal():
        item.set("value", number)
        item.set("class", "numbered")
        return
    item.set("class", "own-number")
    first = next(iter(item), None)
    place = item if first is None else first
    place.text = f"{number} {(place.text or '').lstrip()}"


def _mark_foreign(tree: Any, foreign: str) -> None:
    body = tree.find("body")
    for element in list(body.iter()):
        if not isinstance(element.tag, str):
            continue
        language = element.get("lang", "")
        if element.tag == "span" and element.get("class") != "note" and language != foreign:
            element.tag = "i"
        elif language == foreign and element.tag not in ("span", "div"):
            _wrap(element, foreign)


def _wrap(element: Any, language: str) -> None:
    """Put all that stands in an element into a span of that language."""
    within = html_markup.Element("span", {"lang": language})
    within.text, element.text = element.text, None
    within.extend(list(element))
    element.append(within)


def _put_after(element: Any, new: Any) -> None:
    new.tail, element.tail = element.tail, None
    element.addnext(new)


def _add_text(element: Any, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
