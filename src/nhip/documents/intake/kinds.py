"""What a file is, by its bytes. The name only tells what was promised, and a broken promise is said aloud."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath

# the promise: what each ending says
ENDINGS: dict[str, str] = {
    ".docx": "docx",
    ".docm": "docm",
    ".dotx": "docx",
    ".doc": "doc",
    ".dot": "doc",
    ".rtf": "rtf",
    ".odt": "odt",
    ".pdf": "pdf",
    ".png": "png",
    ".jpg": "jpg",
    ".jpeg": "jpg",
    ".tif": "tif",
    ".tiff": "tif",
    ".txt": "txt",
    ".md": "txt",
    ".markdown": "txt",
    ".html": "html",
    ".htm": "html",
    ".zip": "zip",
}

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"ID3", "sound"),
    (b"OggS", "sound"),
    (b"RIFF", "media"),
    (b"SQLite format 3\x00", "database"),
)

# Readable kinds; every other kind is refused by its name.
READABLE = frozenset({"docx", "docm", "doc", "rtf", "odt", "pdf", "png", "jpg", "tif", "txt", "html", "zip"})

# How a kind is called when a sentence must name it.
CALLED: dict[str, str] = {
    "docx": "văn bản Word (.docx)",
    "docm": "văn bản Word có macro (.docm)",
    "doc": "văn bản Word cũ (.doc)",
    "rtf": "văn bản RTF",
    "odt": "văn bản LibreOffice (.odt)",
    "pdf": "tệp PDF",
    "png": "ảnh PNG",
    "jpg": "ảnh JPEG",
    "tif": "ảnh TIFF",
    "txt": "văn bản thuần",
    "html": "trang HTML",
    "zip": "tệp nén ZIP",
    "rar": "tệp nén RAR",
    "7z": "tệp nén 7z",
    "gzip": "tệp nén GZIP",
    "program": "chương trình chạy được",
    "gif": "ảnh GIF",
    "bmp": "ảnh BMP",
    "sound": "tệp âm thanh",
    "media": "tệp âm thanh hoặc phim",
    "database": "tệp cơ sở dữ liệu",
    "xlsx": "bảng tính Excel",
    "pptx": "bản trình chiếu PowerPoint",
    "ole": "tệp Office cũ không phải Word",
    "xml": "tệp XML",
    "empty": "tệp rỗng",
    "binary": "dữ liệu không phải văn bản",
}


def promised(name: str) -> str | None:
    """The kind that the file's ending promises, None for an ending we do not know."""
    return ENDINGS.get(PurePath(name).suffix.lower())


def actual(data: bytes) -> str:
    """The kind that the bytes show. `binary` when they are nothing we know."""
    if not data.strip(b"\x00 \t\r\n"):
        return "empty"
    head = data[:1024]
    start = head.find(b"%PDF-")
    if start >= 0 and not head[:start].strip(b"\x00\xef\xbb\xbf \t\r\n"):
        return "pdf"
    for magic, kind in _STARTS:
        if head.startswith(magic):
            return _inside_zip(data) if kind == "zip" else _inside_ole(data) if kind == "ole" else kind
    if _is_text(data):
        return _kind_of_text(data)
    if start > 0:  # some mail gateways put a line of their own before the PDF
        return "pdf"
    return "binary"


def _inside_zip(data: bytes) -> str:
    """A Word file is a .zip with a main part; macros and other Office kinds show in the names of the parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {n.lower() for n in archive.namelist()[:20_000]}
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, RuntimeError):
        return "docx" if b"word/" in data[:65_536] else "zip"
    if "word/document.xml" in names or any(n.startswith("word/") for n in names):
        return "docm" if any(n.endswith("vbaproject.bin") for n in names) else "docx"
    if any(n.startswith("xl/") for n in names):
        return "xlsx"
    if any(n.startswith("ppt/") for n in names):
        return "pptx"
    if "mimetype" in names and "content.xml" in names:
        return "odt"
    return "zip"


def _inside_ole(data: bytes) -> str:
    """Old Office files are one container; Word's stream is called WordDocument (UTF-16 in the directory)."""
    return "doc" if "WordDocument".encode("utf-16-le") in data else _encrypted_ole(data)


def _encrypted_ole(data: bytes) -> str:
    # An encrypted .docx is an OLE container with an EncryptedPackage stream.
    return "docx-encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "ole"


def _is_text(data: bytes) -> bool:
    """No NUL and few control bytes, or UTF-16 by its mark or by the zero bytes of its Latin letters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    head = data[:65_536]
    if utf16_without_mark(head):
        return True
    controls = sum(head.count(bytes([c])) for c in range(32) if c not in (9, 10, 11, 12, 13, 27))
    return controls * 100 <= len(head)


def utf16_without_mark(head: bytes) -> str | None:
    """'utf-16-le' or 'utf-16-be' where every other byte is mostly zero, as in Latin text; None otherwise."""
    even, odd = head[0::2], head[1::2]
    if len(head) < 4:
        return None
    if odd.count(0) * 10 > len(odd) * 5 and even.count(0) * 20 < len(even):
        return "utf-16-le"
    if even.count(0) * 10 > len(even) * 5 and odd.count(0) * 20 < len(odd):
        return "utf-16-be"
    return None


def _kind_of_text(data: bytes) -> str:
    head = data[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (
        head.startswith((b"<?xml", b"<!--", b"<meta", b"<div", b"<p>", b"<p ", b"<table"))
        and (b"<html" in head or b"<p" in head or b"<div" in head)
    ):
        return "html"
    return "xml" if head.startswith(b"<?xml") else "txt"
