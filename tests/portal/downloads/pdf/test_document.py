"""A strategy as a tagged PDF."""

import json
import re
from pathlib import Path
from threading import Event, Thread

import pytest

from portal.downloads.pdf import document as pdf
from portal.downloads.pdf.document import NoPdfError, data, pdf_file
from portal.downloads.pdf.edition import edition
from tests.factories import FootnoteFactory, SectionFactory, StrategyFactory
from tests.portal.downloads.conftest import missing_or_out_of_order, squeezed, texts
from tests.portal.downloads.pdf.opened import catalog, described, read, tags

SKIPPED = ("aside", "note", "sup")  # no part of a text: what the portal says of it, and what leads away from it


def words_of(node):
    """Give the letters of a node of the edition, without those that are no part of a text."""
    if isinstance(node, str):
        return node
    if isinstance(node, list):
        return " ".join(words_of(each) for each in node)
    if node.get("is") in SKIPPED:
        return ""
    return " ".join(words_of(node.get(part, [])) for part in ("term", "of"))


def kinds(node, kind):
    """Give all nodes of a kind, from top to bottom."""
    inner = node if isinstance(node, list) else node.get("of", []) if isinstance(node, dict) else []
    own = [node] if isinstance(node, dict) and node.get("is") == kind else []
    return own + [found for each in inner for found in kinds(each, kind)]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_text_is_there_in_the_document_s_order(content_of, ornskoldsvik, language):
    source = content_of(ornskoldsvik, language)
    wanted = texts(source)
    assert len(wanted) > 20
    assert missing_or_out_of_order(wanted, words_of(edition(source)["body"])) is None
    _document, text = read(source)
    letters = squeezed(text)
    # Lines on a page are read as they lie, so that a text over two pages has their running heads in it.
    lost = [words for words in wanted if len(words) < 60 and words not in letters]
    assert lost == []


def test_headings_are_bookmarks_and_the_contents_have_page_numbers(content_of, hassleholm):
    source = content_of(hassleholm)
    document, text = read(source)
    bookmarks = [(level, " ".join(title.split())) for level, title, *_where in document.doc.get_outlines()]
    assert bookmarks[0] == (1, "Integrationsstrategi")
    assert (3, "Långsiktigt mål 1 Tillgång till bostäder") in bookmarks
    pages = [page.extract_text() for page in document.pages]
    listed = re.search(r"1\. Tillgång till bostäder[ .]*(\d+)", pages[1])
    assert "Tillgång till bostäder" in pages[int(listed[1]) - 1]
    assert f"2 ({len(pages)})" in text
    assert "Hässleholms kommun · Integrationsstrategi, utgåva 2024" in pages[1]


def test_every_commitment_has_its_permanent_address(content_of, hassleholm):
    _document, text = read(content_of(hassleholm))
    addresses = set(re.findall(r"https://portal\.example\.se/p/(\w{10})", text))
    assert addresses == set(hassleholm.commitments.values_list("uid", flat=True))


def test_permanent_addresses_are_links(content_of, small):
    document, _text = read(content_of(small))
    links = {note["uri"] for page in document.pages for note in page.annots if note["uri"]}
    assert {f"https://portal.example.se/p/{uid}" for uid in small.commitments.values_list("uid", flat=True)} <= links


def test_footnotes_stand_at_the_foot_of_their_page(content_of, small):
    document, _text = read(content_of(small))
    text = next(text for page in document.pages if "En källa." in (text := page.extract_text()))
    assert 0 < text.index("där") < text.index("Slut.") < text.index("En källa.")
    notes = [element for element, _kinds in tags(document) if element["S"].name == "Note"]
    assert len(notes) == 1
    assert "Utan märke." in document.pages[-1].extract_text()


def test_a_note_is_set_once_and_under_its_own_number(content_of, db):
    strategy = StrategyFactory()
    marks = "".join(f'<a href="#footnote-{number}">{number}</a>' for number in (7, 3, 7, 9))
    SectionFactory(strategy=strategy, plain_sv=f"<p>Text{marks}</p>")
    for number in (3, 7):
        FootnoteFactory(strategy=strategy, number=number, text_sv=f"<p>Källa {number}.</p><ul><li>Punkt</li></ul>")
    document, text = read(content_of(strategy))
    assert text.count("Källa 7.") == text.count("Källa 3.") == 1
    assert [each for each in described(document) if each.startswith("Fotnot")] == ["Fotnot 7", "Fotnot 3", "Fotnot 7"]


def test_a_footnote_that_only_another_one_marks_is_not_lost(content_of, small):
    small.footnotes.filter(number=1).update(text_sv='<p>Se not<a href="#footnote-2">2</a>.</p>')
    _document, text = read(content_of(small))
    assert "Utan märke." in text


def test_a_replaced_edition_says_so_on_every_page(content_of, small):
    small.status = "superseded"
    small.save()
    document, _text = read(content_of(small))
    assert all("Den här utgåvan har ersatts av en nyare." in page.extract_text() for page in document.pages)


def test_numbers_are_those_of_the_document_alone(content_of, small):
    goal = small.commitments.get(kind="long_term_goal")
    small.commitments.filter(parent=goal, kind="sub_goal", position=2).update(number="7")
    source = content_of(small)
    groups = kinds(edition(source)["body"], "group")
    assert [[item["label"] for item in group["of"]] for group in groups] == [["", "7"], [""], ["2"]]
    _document, text = read(source)
    assert "7 Alla bor." in text
    assert "Delmål 1" not in text


def test_what_is_too_long_is_not_begun(content_of, small, monkeypatch):
    monkeypatch.setattr(pdf, "LONGEST", 1000)
    monkeypatch.setattr(pdf, "_compiled", None)
    with pytest.raises(NoPdfError):
        pdf_file(content_of(small))


def test_the_same_content_becomes_the_same_bytes(content_of, small):
    assert pdf_file(content_of(small)) == pdf_file(content_of(small))


def memory():
    """Give the megabytes that this process has."""
    return int(re.search(r"VmRSS:\s*(\d+)", Path("/proc/self/status").read_text())[1]) / 1024


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Only Linux says so how much memory there is.")
def test_what_was_worked_out_for_one_document_is_not_kept_for_the_next(content_of, small):
    source = content_of(small)
    told = json.loads(data(source))
    taken = []
    for time in range(7):
        told["body"] = [{"is": "paragraph", "of": [f"{time} {number} " * 20]} for number in range(1500)]
        pdf._compiled(json.dumps(told), ["ua-1"], source)
        taken.append(memory())
    assert taken[-1] - taken[2] < 40


def test_other_threads_work_meanwhile(content_of, small):
    source = content_of(small)
    told = json.loads(data(source))
    told["body"] = [{"is": "paragraph", "of": [f"{number} " * 40]} for number in range(3000)]
    worked, done = [], Event()

    def work():
        while not done.wait(0.01):
            worked.append(1)

    thread = Thread(target=work)
    thread.start()
    pdf._compiled(json.dumps(told), ["ua-1"], source)
    done.set()
    thread.join()
    assert len(worked) > 5


def test_a_demonstration_says_that_it_is_one(content_of, small, settings):
    told = "Demonstration. Texterna är återberättade"
    settings.DEMO = True
    assert told in read(content_of(small))[0].pages[0].extract_text()
    settings.DEMO = False
    assert told not in read(content_of(small))[1]


def test_what_is_not_translated_is_said(content_of, small):
    small.commitments.filter(kind="measure").update(plain_en="<p>Build.</p>")
    document, text = read(content_of(small, "en"))
    assert catalog(document)["Lang"] == b"en"
    assert "This text has not been translated yet. It is shown in Swedish." in text


def test_a_defined_term_opens_nothing_on_paper(content_of, hassleholm):
    assert "popover" not in data(content_of(hassleholm))


def test_the_data_are_one_json_text_of_bounded_depth(content_of, small):
    told = json.loads(data(content_of(small)))
    assert {"head", "facts", "body", "notes"} <= set(told)
