"""Coverage-guided fuzzing of intake and reader: `python tests/prove/fuzz_reader.py --seconds 600`.

Whatever bytes come in, intake gives text or a refusal with a sentence, and the reader gives a record whose every value
stands where it says. An exception, a broken promise or ten seconds on one input is a finding: libFuzzer writes it to
the folder of finds and the run ends with an error.
"""

from __future__ import annotations

import argparse
import io
import json
import shutil
import sys
import zipfile
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "documents" / "intake"), str(ROOT)]

with atheris.instrument_imports(include=["nhip"]):
    from nhip.documents.intake import archive, flow, hypertext, opening, pdf, plain, scans, secrecy
    from nhip.documents.intake.limits import Limits
    from nhip.documents.intake.outcome import Read, Refused
    from nhip.documents.intake.word import numbering, tables, text
    from nhip.documents.reading import reader
    from nhip.documents.reading.record import as_json
    from nhip.text.issues import sentence

INSTRUMENTED = (archive, flow, hypertext, opening, pdf, plain, scans, secrecy, numbering, tables, text, reader)
LIMITS = Limits(seconds=8.0, pages=20, scanned_pages=1, unpacked_bytes=20_000_000, part_bytes=5_000_000)
WAYS = ("text", "file", "html", "word", "archive", "secrecy")
WORDS = """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Số: |/BC-UBND|ngày |tháng |năm |BÁO CÁO|KẾ HOẠCH|Nơi nhận:|TM. |Căn cứ
Quyết định số |Chủ trì: |Phối hợp: |I. |II. |1. |a) |- |## |<sup>1</sup>|TỐI MẬT|83 nghìn |1.234,5 |trên |KT. CHỦ TỊCH
Phụ lục |\u0301|\u0323|ủy ban nhân dân|Đề nghị """.replace("\n", "|").split("|")
_PARTS: dict[str, bytes] = {}


def word_of(body: bytes) -> bytes:
    """A .docx whose main part holds these bytes."""
    if not _PARTS:
        import docx

        made = io.BytesIO()
        docx.Document().save(made)
        with zipfile.ZipFile(made) as source:
            _PARTS.update({name: source.read(name) for name in source.namelist()})
    names = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    main = (
        b'<?xml version="1.0" encoding="UTF-8"?><w:document ' + names + b"><w:body>" + body + b"</w:body></w:document>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for name, content in _PARTS.items():
            target.writestr(name, main if name == "word/document.xml" else content)
    return out.getvalue()


def stands(value: object, source: str) -> None:
    """Every located value of the record is where it says."""
    if isinstance(value, dict):
        raw, start, end = value.get("raw"), value.get("start"), value.get("end")
        if isinstance(raw, str) and isinstance(start, int) and isinstance(end, int) and source[start:end] != raw:
            raise AssertionError(f"not where it says: {start}-{end}")
        for inner in value.values():
            stands(inner, source)
    elif isinstance(value, list):
        for inner in value:
            stands(inner, source)


def recorded(source: str) -> None:
    record = as_json(reader.read(source, source_file="a", proofread=False))
    stands(record, source)
    json.dumps(record).encode("ascii")


def one(data: bytes) -> None:
    """One input: the first byte chooses the way in."""
    if len(data) < 2:
        return
    way, rest = WAYS[data[0] % len(WAYS)], data[1:]
    if way == "text":
        recorded(rest.decode("utf-8", "replace"))
    elif way == "secrecy":
        secrecy.bears_mark(rest.decode("utf-8", "replace"), from_scan=True)
    elif way == "archive":
        try:
            list(archive.members(rest, LIMITS))
        except Refused as refusal:
            sentence(refusal.issue)
    else:
        sent = word_of(rest) if way == "word" else b"<html>" + rest if way == "html" else rest
        outcome = opening.open_here("a", sent, LIMITS)
        for issue in outcome.warnings if isinstance(outcome, Read) else [outcome.issue]:
            sentence(issue)
        if isinstance(outcome, Read):
            recorded(outcome.text)


def seeds(folder: Path) -> None:
    """First inputs: our own hostile files and sample texts, one file each."""
    from bench.parts.samples import report
    from builders import REPORT
    from hostile import KINDS

    from nhip.documents.composing.word import compose

    samples = [b"\x00" + REPORT.encode(), b"\x05TUY\xe1\xbb\x86T M\xe1\xba\xacT\n" + REPORT.encode()]
    composed = opening.open_here("a.docx", compose(report(1)), Limits())
    if isinstance(composed, Read):
        samples.append(b"\x00" + composed.text.encode())
    samples.append("\x02<body><table border=1><tr><td>Báo cáo</td></tr></table><ol><li>một</li></ol></body>".encode())
    samples.append("\x03<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Báo cáo</w:t></w:r></w:p></w:tc></w:tr></w:tbl>".encode())
    for name, kind in KINDS.items():
        label, data = kind.build()
        if len(data) <= 20_000 and not label.endswith((".doc", ".png", ".jpg", ".tif")):
            samples.append((b"\x04" if name.startswith("archive") else b"\x01") + data)
    for number, sample in enumerate(samples):
        (folder / f"{number:03d}").write_bytes(sample)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--runs", type=int, default=-1, help="stop after so many inputs; -1: by the clock alone")
    parser.add_argument("--seed", type=int, default=0, help="0: another one each time")
    parser.add_argument("--finds", type=Path, default=ROOT / "build" / "fuzz")
    options = parser.parse_args()
    options.finds.mkdir(parents=True, exist_ok=True)
    corpus = options.finds / "corpus"  # begun anew each time; libFuzzer leaves no chance to clean up at the end
    shutil.rmtree(corpus, ignore_errors=True)
    corpus.mkdir()
    seeds(corpus)
    words = corpus.with_suffix(".dict")
    words.write_text(
        "\n".join('"' + "".join(f"\\x{b:02x}" for b in word.encode()) + '"' for word in WORDS) + "\n", "ascii"
    )
    call = [
        sys.argv[0],
        f"-max_total_time={options.seconds}",
        f"-runs={options.runs}",
        f"-seed={options.seed}",
        "-timeout=10",
        "-rss_limit_mb=3000",
        "-max_len=20000",
        f"-dict={words}",
        f"-artifact_prefix={options.finds}/",
        "-print_final_stats=1",
        "-verbosity=1",
        str(corpus),
    ]
    atheris.Setup(call, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
