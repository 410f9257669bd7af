"""How much of an untrusted file is opened: sizes in bytes, times in seconds, pages and members in counts."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """One set of limits. The defaults fit an office document of a province; a caller may narrow or widen them."""

    file_bytes: int = 50 * MEBIBYTE
    characters: int = 5_000_000  # of text taken from one file
    pages: int = 500  # of a .pdf with text
    scanned_pages: int = 120  # pages that need OCR, about two seconds each
    pasted_pictures: int = 8  # in a typed document, looked at for a stamp, about half a second each
    picture_pixels: int = 80_000_000  # A3 at 600 dpi is 70 million
    members: int = 2_000  # files in one .zip or folder
    unpacked_bytes: int = 400 * MEBIBYTE  # of one .zip, all members together
    unpack_ratio: int = 200  # unpacked to packed, per member and in all; office text reaches about 60
    part_bytes: int = 100 * MEBIBYTE  # of one part inside a .docx
    depth: int = 256  # nested elements of one XML or HTML part
    seconds: float = 60.0  # wall clock for one file without OCR
    seconds_per_scanned_page: float = 20.0
    seconds_per_picture: float = 8.0  # of one pasted picture
    memory_bytes: int = 1536 * MEBIBYTE  # address space of the process that opens the file


STANDARD = Limits()
