"""How long a document takes to be read and recognised, and in how much memory: 40 and 400 pages of Word and PDF.

`make bench` runs it. Each document is read in a process of its own, whose memory is measured. The last word says
whether the limits hold, and so does the exit status.
"""

import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate

# Models, which the portal's packages load, want to know the settings first.
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from portal.importer.recognising import recognise  # noqa: E402
from portal.importer.sources.reader import open_source  # noqa: E402
from tests.portal.importer.sources.making import docx, listed, paragraph, styled, table  # noqa: E402
from tests.portal.importer.sources.printing import set_in_type  # noqa: E402

LIMITS = {40: (5, 300), 400: (60, 600)}  # seconds and MB for so many pages
WORDS = re.findall(
    r"\w+",
    "kommunen nämnden ansvarar följer verksamheten utvecklar samverkan föreningar arbetsgivare utbildning bostäder"
    " delaktighet kunskap möten stöd språk vägledning årligen tillsammans invånare barn unga vuxna och för med som i",
)
MUNICIPALITY = {"code": "9999", "name": "Provkommun", "committees": []}


def sentences(chance: random.Random, count: int) -> str:
    """Give made-up running text."""
    return " ".join(
        " ".join(chance.choice(WORDS) for _word in range(chance.randint(8, 18))).capitalize() + "."
        for _at in range(count)
    )


def word_file(pages: int) -> bytes:
    """Give a Word file of so many full pages: headings, running text, a list on each and a table on every third."""
    chance = random.Random(pages)  # noqa: S311
    body = []
    for page in range(pages):
        body += [styled("Rubrik1" if page % 4 == 0 else "Rubrik2", f"Avsnitt {page + 1}")]
        body += [paragraph(sentences(chance, 5)) for _at in range(5)]
        body += [listed(sentences(chance, 1), 2, at % 2) for at in range(4)]
        if page % 3 == 0:
            body.append(table(("Åtgärd", "Ansvarig"), *((sentences(chance, 1), "Provnämnden") for _at in range(3))))
    return docx("".join(body))


def pdf_file(pages: int) -> bytes:
    """Give a PDF of the same kind, with page headers and page numbers."""
    chance = random.Random(pages)  # noqa: S311
    styles = getSampleStyleSheet()
    flow: list[Flowable] = []
    for page in range(pages):
        flow.append(Paragraph(f"Avsnitt {page + 1}", styles["Heading1" if page % 4 == 0 else "Heading2"]))
        flow += [Paragraph(sentences(chance, 5), styles["BodyText"]) for _at in range(6)]
        flow += [Paragraph(sentences(chance, 1), styles["BodyText"], bulletText="-") for _at in range(4)]
        flow.append(PageBreak())

    def furnish(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.drawString(60, 810, "Provkommun")
        canvas.drawString(500, 30, f"{document.page} ({pages})")
        canvas.line(60, 800, 540, 800)

    return set_in_type(flow, on_page=furnish)


def measure(file: Path) -> dict[str, float]:
    """Read and recognise one file in this process; give the seconds of both, and the most megabytes ever taken."""
    began = time.perf_counter()
    source = open_source(file.read_bytes(), file.name)
    read = time.perf_counter()
    recognise(source, MUNICIPALITY)
    recognised = time.perf_counter()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"lines": len(source.lines), "read": read - began, "recognised": recognised - read, "memory": most}


def main() -> bool:
    """Measure all documents, print a line for each, and say whether the limits hold."""
    held = True
    with tempfile.TemporaryDirectory() as folder:
        for pages, (seconds, memory) in LIMITS.items():
            for kind, made in {"docx": word_file, "pdf": pdf_file}.items():
                file = Path(folder) / f"{pages}.{kind}"
                file.write_bytes(made(pages))
                command = [sys.executable, "-m", "tests.bench_documents", str(file)]
                answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
                taken = answer["read"] + answer["recognised"]
                good = taken < seconds and answer["memory"] < memory
                held = held and good
                print(
                    f"{pages} pages of {kind}, {answer['lines']} lines: read in {answer['read']:.1f} s, recognised in"
                    f" {answer['recognised']:.1f} s, {answer['memory']:.0f} MB; at most {seconds} s and {memory} MB:"
                    f" {'held' if good else 'NOT HELD'}",
                    flush=True,
                )
    return held


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(Path(sys.argv[1]))))
    else:
        sys.exit(0 if main() else 1)
