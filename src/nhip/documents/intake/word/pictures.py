"""Pictures inside a Word document, in the order they stand: some offices paste scanned pages into one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from nhip.documents.intake.kinds import actual
from nhip.documents.intake.limits import Limits
from nhip.documents.intake.word.package import opened, safe_package

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_READABLE = ("png", "jpg", "tif")


def pictures_of(data: bytes, limits: Limits) -> list[bytes]:
    """The bytes of each raster picture, once each. Raises Refused as reading the text does."""
    package, _ = safe_package(data, limits)
    document = opened(package)
    found: dict[str, bytes] = {}
    for element in document.element.body.iter(qn("a:blip"), _IMAGE):
        key = element.get(_RELATION + "embed") or element.get(_RELATION + "id") or ""
        part: Any = document.part.related_parts.get(key)
        blob = getattr(part, "blob", b"")
        if key not in found and actual(blob) in _READABLE:
            found[key] = blob
    return list(found.values())


def set_in(data: bytes) -> Iterator[bytes]:
    """The bytes of every raster picture of a package found safe, those of headers and text boxes included."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            if entry.filename.startswith("word/media/"):
                content = archive.read(entry)
                if actual(content) in (*_READABLE, "gif", "bmp"):
                    yield content
