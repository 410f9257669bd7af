"""How fast files are read, beside a peer in the same run: `python bench/reading.py` prints one JSON object.

Milliseconds are the best of several runs in one process after a warm-up, unless the key says "start" then a fresh
process runs from start to end.
Nothing is asserted here (docs/decisions/0034): a machine that is busy gives other numbers, the ratios stay.
"""

from __future__ import annotations

import io
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, by `make bench`

from bench.parts.agreement import agreement
from bench.parts.samples import report

from nhip.cli.shelves import directory, laws
from nhip.documents.composing.pdf import to_pdf
from nhip.documents.composing.word import compose
from nhip.documents.intake.door import open_file
from nhip.documents.intake.limits import Limits
from nhip.documents.intake.outcome import Read
from nhip.documents.reading.reader import read as read_record
from nhip.documents.reading.record import Record

TEN_PAGES = 18  # parts of the sample report
LIMITS = Limits(seconds=600.0)
DPI = 200


def best(work: Callable[[], object], runs: int = 5, clock: Callable[[], float] = time.perf_counter) -> float:
    """Milliseconds of the fastest run after a warm-up; `clock` may count processor time only."""
    work()
    times = []
    for _ in range(runs):
        began = clock()
        work()
        times.append(clock() - began)
    return round(min(times) * 1000, 1)


def opened(name: str, data: bytes) -> Read:
    outcome = open_file(name, data, LIMITS)
    if not isinstance(outcome, Read):
        raise SystemExit(f"{name}: {outcome.issue.code}")
    return outcome


def recorded(read: Read, proofread: bool = False) -> Record:
    shelves = {"directory": directory(), "laws": laws()}
    return read_record(read.text, source_file=read.name, from_scan=read.from_scan, proofread=proofread, **shelves)


def command(*words: str) -> float:
    """Milliseconds of a fresh `nhip` process, best of five."""
    program = str(Path(sys.executable).parent / "nhip")
    return best(lambda: subprocess.run([program, *words], capture_output=True, check=False))  # noqa: S603


def text(word: bytes, pdf: bytes) -> dict[str, Any]:
    import docx
    import pypdfium2

    read, printed = opened("a.docx", word), opened("a.pdf", pdf)

    def bare_docx() -> None:
        "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(word)).paragraphs)

    def bare_pdf() -> None:
        document = pypdfium2.PdfDocument(pdf)
        for page in document:
            page.get_textpage().get_text_bounded()

    plain = read.text.encode()
    plain_read = opened("a.txt", plain)
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        file.write(plain)
        file.flush()
        checked = command("check", file.name)
        started = command("read", file.name)
    return {
        "pages": len(printed.pages),
        "words": len(read.text.split()),
        "txt_open_ms": best(lambda: open_file("a.txt", plain, LIMITS)),
        "txt_structure_ms": best(lambda: recorded(opened("a.txt", plain))),
        "txt_structure_cpu_ms": best(lambda: recorded(plain_read), clock=time.process_time),
        "txt_with_proofreading_ms": best(lambda: recorded(opened("a.txt", plain), proofread=True)),
        "read_start_to_end_ms": started,
        "check_start_to_end_ms": checked,
        "docx_open_ms": best(lambda: opened("a.docx", word)),
        "docx_peer_python_docx_ms": best(bare_docx),
        "pdf_open_ms": best(lambda: opened("a.pdf", pdf)),
        "pdf_peer_pypdfium2_ms": best(bare_pdf),
        "agreement_docx_pdf": agreement(recorded(read), recorded(printed)),
    }


def scanned(word: bytes, pdf: bytes, pages_wanted: int = 10) -> dict[str, Any]:
    """The report at 200 dpi through OCR, beside tesseract alone on the same pictures, two at a time as we do."""
    from concurrent.futures import ThreadPoolExecutor

    from PIL import Image

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "a.pdf"
        source.write_bytes(pdf)
        draw = [
            "pdftoppm",
            "-r",
            str(DPI),
            "-gray",
            "-png",
            "-l",
            str(pages_wanted),
            str(source),
            str(Path(folder) / "p"),
        ]
        subprocess.run(draw, check=True)  # noqa: S603
        paths = sorted(Path(folder).glob("p-*.png"))
        pictures = [Image.open(path).convert("L") for path in paths]
        out = io.BytesIO()
        pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=DPI)
        one_thread = {**os.environ, "OMP_THREAD_LIMIT": "1"}

        def alone(path: Path) -> None:
            call = ["tesseract", str(path), "stdout", "-l", "vie", "--dpi", str(DPI), "tsv"]
            subprocess.run(call, capture_output=True, check=True, env=one_thread)  # noqa: S603

        began = time.perf_counter()
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(alone, paths))
        peer = time.perf_counter() - began
        began = time.perf_counter()
        scan = opened("a.pdf", out.getvalue())
        ours = time.perf_counter() - began
    found = agreement(recorded(opened("a.docx", word)), recorded(scan))
    return {
        "pages": len(paths),
        "ours_s": round(ours, 2),
        "peer_tesseract_alone_s": round(peer, 2),
        "ratio": round(ours / peer, 3),
        "agreement_text_scan": found,
    }


def many(count: int = 1000, jobs: int = 2) -> dict[str, Any]:
    """`nhip read` on that many documents with two processes; the most memory of the tree early and late in the run."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as aside:
        short = compose(report(1))
        words = [short, opened("a.docx", short).text.encode(), to_pdf(short)]
        for number in range(count):
            kind = number % 3
            (Path(folder) / f"{number:05d}{('.docx', '.txt', '.pdf')[kind]}").write_bytes(words[kind])
        program = str(Path(sys.executable).parent / "nhip")
        began = time.perf_counter()
        lines_file = Path(aside) / "out.jsonl"
        with lines_file.open("wb") as out:
            call = [program, "read", folder, "--jobs", str(jobs), "--quiet"]
            process = subprocess.Popen(call, stdout=out, stderr=subprocess.DEVNULL)  # noqa: S603
            marks: list[tuple[int, int]] = []
            while process.poll() is None:
                marks.append((lines_file.read_bytes().count(b"\n"), tree_memory(process.pid)))
                time.sleep(0.5)
        lines = lines_file.read_bytes().count(b"\n")
        seconds = time.perf_counter() - began
    early = [memory for done, memory in marks if count * 0.05 <= done <= count * 0.25] or [0]
    late = [memory for done, memory in marks if done >= count * 0.75] or [0]
    return {
        "documents": count,
        "read": lines,
        "exit_code": process.returncode,
        "seconds": round(seconds, 1),
        "documents_per_second": round(count / seconds, 1),
        "memory_early_mib": max(early) // 1_048_576,
        "memory_late_mib": max(late) // 1_048_576,
    }


def tree_memory(root: int) -> int:
    """Resident bytes of a process and all below it."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError, ValueError):
                continue
    tree, found = {root}, True
    while found:
        more = {pid for pid, parent in parents.items() if parent in tree} - tree
        tree, found = tree | more, bool(more)
    total = 0
    for pid in tree:
        try:
            total += int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096
        except (OSError, IndexError, ValueError):
            continue
    return total


def main() -> None:
    """Parts by name (`text scan many start`), all when none is named."""
    parts = sys.argv[1:] or ["start", "text", "scan", "many"]
    word = compose(report(TEN_PAGES))
    pdf = to_pdf(word)
    found: dict[str, Any] = {
        "bench": "reading",
        "machine": {"cores": os.cpu_count(), "python": platform.python_version()},
    }
    found["load_at_start"] = [round(load, 1) for load in os.getloadavg()]
    if "start" in parts:
        peer = best(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
        found["start"] = {"help_ms": command("--help"), "peer_bare_python_ms": peer}
    if "text" in parts:
        found["text"] = text(word, pdf)
    if "scan" in parts:
        found["scan"] = scanned(word, pdf)
    if "many" in parts:
        found["many"] = many()
    print(json.dumps(found, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
