"""A composed document as PDF: LibreOffice in its own process with its own profile, then the clock taken out.

LibreOffice writes the time of the run into dates and identifiers; both are rewritten, so the same document gives the
same bytes on one machine (another version or other fonts may set another line break).
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import zipfile
from pathlib import Path

SECONDS = 120
_DATE = re.compile(rb"(/(?:CreationDate|ModDate)\s*\(D:)([^)]*)\)")
_ID = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*\]")
_CHECKSUM = re.compile(rb"/DocChecksum\s*/([0-9A-Fa-f]+)")
_CREATED = re.compile(rb"<dcterms:created[^>]*>(\d{4}-\d\d-\d\d)T")
# tagged for screen readers, headings as bookmarks
_EXPORT = "pdf:writer_pdf_Export:" + json.dumps(
    {name: {"type": "boolean", "value": "true"} for name in ("UseTaggedPDF", "ExportBookmarks")}
)
_XMP_DATE = re.compile(rb"(<xmp:(?:CreateDate|ModifyDate|MetadataDate)>)([^<]*)(<)")


class NoConverter(RuntimeError):
    """LibreOffice is not on this machine."""


class ConversionFailed(RuntimeError):
    """LibreOffice gave no PDF within the time allowed."""


def to_pdf(docx: bytes, *, seconds: float = SECONDS) -> bytes:
    """The PDF of a Word document. Raises NoConverter or ConversionFailed; leaves no process and no file behind."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise NoConverter("LibreOffice (soffice) is not installed")
    with tempfile.TemporaryDirectory(prefix="nhip-pdf-") as folder:
        source, profile = Path(folder, "document.docx"), Path(folder, "profile")
        source.write_bytes(docx)
        _run(
            [
                program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
                "--convert-to", _EXPORT, "--outdir", folder, str(source),
            ],
            folder,
            seconds,
        )  # fmt: skip
        made = source.with_suffix(".pdf")
        if not made.exists():
            raise ConversionFailed("no PDF was written")
        return without_clock(made.read_bytes(), _day_of(docx))


def _run(command: list[str], folder: str, seconds: float) -> None:
    """Runs in a process group of its own: when time is up the whole group goes, soffice.bin included."""
    environment = {**os.environ, "HOME": folder, "SAL_USE_VCLPLUGIN": "svp", "FONTCONFIG_FILE": _fonts(folder)}
    process = subprocess.Popen(  # noqa: S603 (a fixed program with fixed arguments)
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, start_new_session=True
    )
    try:
        code = process.wait(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise ConversionFailed(f"no answer within {seconds:g} s") from error
    finally:
        _end(process)
    if code:
        raise ConversionFailed(f"LibreOffice ended with {code}")


def _fonts(folder: str) -> str:
    """A font table for this run: Times New Roman, else a twin of the same widths that has every Vietnamese letter.

    Debian 12 installs Liberation 1.07 beside 2.1 under the same name; the old one lacks the Vietnamese letters, which
    then come from another font, wider by a tenth. It is left out of the table.
    """
    table = Path(folder, "fonts.conf")
    old = "/usr/share/fonts/truetype/liberation/LiberationSerif*"
    table.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<selectfont><rejectfont><glob>{old}</glob></rejectfont></selectfont>"
        '<alias binding="same"><family>Times New Roman</family><accept><family>Liberation Serif</family>'
        "<family>Tinos</family></accept></alias></fontconfig>",
        "utf-8",
    )
    return str(table)


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        process.wait()


def without_clock(pdf: bytes, day: str = "2020-03-05") -> bytes:
    """The same PDF with the day of the document for its dates and an identifier made from its content.

    No byte moves, so offsets stay right.
    """
    plain = day.replace("-", "").encode() + b"000000"
    fixed = _DATE.sub(lambda m: m[1] + _put(plain, m[2]) + b")", pdf)
    fixed = _XMP_DATE.sub(lambda m: m[1] + _put(f"{day}T00:00:00".encode(), m[2]) + m[3], fixed)
    blank = _ID.sub(lambda m: m[0].replace(m[1], b"0" * len(m[1])).replace(m[2], b"0" * len(m[2])), fixed)
    blank = _CHECKSUM.sub(lambda m: m[0].replace(m[1], b"0" * len(m[1])), blank)
    name = hashlib.sha256(blank).hexdigest().upper().encode()
    named = _ID.sub(lambda m: m[0].replace(m[1], name[: len(m[1])]).replace(m[2], name[: len(m[2])]), fixed)
    return _CHECKSUM.sub(lambda m: m[0].replace(m[1], name[: len(m[1])]), named)


def _day_of(docx: bytes) -> str:
    """The day a Word document says it was made, as its properties have it."""
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            found = _CREATED.search(package.read("docProps/core.xml"))
    except (zipfile.BadZipFile, KeyError):
        found = None
    return found[1].decode() if found else "2020-03-05"


def _put(fixed: bytes, old: bytes) -> bytes:
    """The fixed moment over the old one; what follows (the zone) stays."""
    return (fixed + old[len(fixed) :])[: len(old)]
