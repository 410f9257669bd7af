"""A file of a picture without what cameras and programs wrote beside its points: place, device, names, remarks.

Renditions are drawn from the original, and the library that draws them copies its hidden data along. Here the parts
that hold such data are cut out of the file; points and colours stay as they are, byte for byte. Colour profiles (ICC),
resolution (JFIF, pHYs) and movement (APNG, ANIM) are kept. A kind of file that is not known here is refused rather than
passed on.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_JPEG_HIDDEN = frozenset({0xE1, 0xED, 0xFE, *range(0xE3, 0xEC), 0xEC, 0xEF})
"""APP1 (Exif, XMP), APP13 (IPTC), comments, and the makers' own APP3 to APP12 and APP15."""
_PNG_HIDDEN = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
_WEBP_HIDDEN = frozenset({b"EXIF", b"XMP "})
_PNG = b"\x89PNG\r\n\x1a\n"


def bare(data: bytes) -> bytes:
    """The same picture without its hidden data. Raises ValueError for a broken file or a kind not known here."""
    try:
        if data[:2] == b"\xff\xd8":
            return b"".join(_jpeg(data))
        if data[:8] == _PNG:
            return _PNG + b"".join(part for name, part in _png(data) if name not in _PNG_HIDDEN)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data)
    except (IndexError, struct.error) as broken:
        raise ValueError("broken picture") from broken
    raise ValueError("unknown kind of picture")


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Segments before the picture's own data; from its first scan on everything up to the end mark."""
    yield data[:2]
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("broken picture")
        mark = data[at + 1]
        if mark == 0xFF:  # a mark may be led in by more of its first byte
            at += 1
            continue
        if mark == 0xDA:
            end = data.rfind(b"\xff\xd9")
            yield data[at : end + 2] if end > at else data[at:]
            return
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        part = data[at : at + 2 + length]
        # of APP2 only the colour profile stays: phones keep a second picture there
        if mark not in _JPEG_HIDDEN and (mark != 0xE2 or part[4:16] == b"ICC_PROFILE\0"):
            yield part
        at += 2 + length


def _png(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while True:
        (length,) = struct.unpack(">I", data[at : at + 4])
        name = data[at + 4 : at + 8]
        yield name, data[at : at + 12 + length]
        if name == b"IEND":
            return
        at += 12 + length


def _webp(data: bytes) -> bytes:
    kept, at = [], 12
    end = min(len(data), 8 + struct.unpack("<I", data[4:8])[0])
    while at < end:
        name = data[at : at + 4]
        (length,) = struct.unpack("<I", data[at + 4 : at + 8])
        part = data[at : at + 8 + length + (length & 1)]
        if name == b"VP8X":  # its flags say which parts there are
            part = part[:8] + bytes([part[8] & ~0x0C]) + part[9:]
        if name not in _WEBP_HIDDEN:
            kept.append(part)
        at += 8 + length + (length & 1)
    body = b"".join(kept)
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body
