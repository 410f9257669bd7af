"""How fast documents are composed and judged: `python bench/composing.py` prints one JSON object.

Milliseconds are the best of several runs in one process after a warm-up. The peer of the PDF is LibreOffice starting
and converting an empty document: what no program that uses it can go below. Nothing is asserted here.
"""

from __future__ import annotations

import io
import json
import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, by `make bench`

import pypdfium2
from docx import Document
from tests.documents.composing import samples

from nhip.documents.composing import edxml, layout, pdf, word
from nhip.documents.composing.exchange.envelope import Organ

RUNS = 5


def best(work: Callable[[], object], runs: int = RUNS) -> float:
    """Milliseconds of the fastest run."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return round(min(times) * 1000, 1)


def main() -> None:
    draft = samples.report(10)
    document = word.compose(draft)
    made = pdf.to_pdf(document)
    empty = io.BytesIO()
    Document().save(empty)
    organ = Organ(organ_id="000.00.00.X01", name="Cơ quan mẫu")
    message = edxml.message_of(draft, sender=organ, receivers=(organ,), files=(("mau.docx", edxml.WORD, document),))
    envelope = edxml.write(message)
    result = {
        "bench": "composing",
        "python": platform.python_version(),
        "pages": len(pypdfium2.PdfDocument(made)),
        "docx_bytes": len(document),
        "pdf_bytes": len(made),
        "compose_ms": best(lambda: word.compose(draft)),
        "check_ms": best(lambda: layout.check(document)),
        "pdf_ms": best(lambda: pdf.to_pdf(document), 3),
        "pdf_of_an_empty_document_ms": best(lambda: pdf.to_pdf(empty.getvalue()), 3),
        "edxml_write_ms": best(lambda: edxml.write(message)),
        "edxml_read_ms": best(lambda: edxml.read(envelope)),
        "same_docx_bytes": word.compose(draft) == document,
        "same_pdf_bytes": pdf.to_pdf(document) == made,
    }
    print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()
