"""One page of a file drawn as a PNG, so that text and paper can be shown side by side. Called inside the guarded
worker."""

from __future__ import annotations

import io
from itertools import islice
from typing import Any

from nhip.documents.intake import kinds
from nhip.documents.intake.limits import Limits
from nhip.documents.intake.outcome import Refused


def draw(data: bytes, number: int, dpi: int, limits: Limits) -> bytes | None:
    """Page `number` (from 1) at that many dots per inch; None for a page or a file that cannot be drawn."""
    if number < 1 or not 20 <= dpi <= 300 or len(data) > limits.file_bytes:
        return None
    kind = kinds.actual(data)
    try:
        picture = _of_pdf(data, number, dpi, limits) if kind == "pdf" else _of_picture(data, kind, number, dpi, limits)
    except (Refused, MemoryError):
        return None
    if picture is None:
        return None
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=False)
    return out.getvalue()


def _of_pdf(data: bytes, number: int, dpi: int, limits: Limits) -> Any:
    from nhip.documents.intake import pdf

    with pdf.opened(data) as document:
        return pdf.picture(document, number - 1, limits, dpi, grey=False)[0] if number <= len(document) else None


def _of_picture(data: bytes, kind: str, number: int, dpi: int, limits: Limits) -> Any:
    from nhip.documents.intake.scans import frames

    if kind not in ("png", "jpg", "tif"):
        return None
    for _, picture, own in islice(frames(data, limits), number - 1, number):
        factor = dpi / own
        return picture.resize((max(1, round(picture.width * factor)), max(1, round(picture.height * factor))))
    return None
