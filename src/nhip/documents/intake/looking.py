"""Does a file that is no document, a picture or a poster, bear a secrecy mark? Read as the door reads scans.

A photographed page is the way in which a secret leaves an office without anybody meaning it. Sound is not listened to.
"""

from __future__ import annotations

import io
import warnings

from PIL import Image, UnidentifiedImageError

from nhip.documents.intake import kinds
from nhip.documents.intake.door import open_parcel
from nhip.documents.intake.limits import STANDARD, Limits
from nhip.documents.intake.outcome import Refusal

_REDRAWN = ("WEBP", "AVIF", "GIF")
"""Kinds that libraries of pictures take and the door does not open: drawn anew as PNG first."""


def bears_mark_in(name: str, data: bytes, limits: Limits = STANDARD) -> bool:
    """Whether the door refuses the file for a secrecy mark. About two seconds for a picture.

    False as well for what cannot be read, or where the programs that read pictures are missing (`nhip doctor` says so).
    """
    if kinds.actual(data) not in kinds.READABLE:
        data = _redrawn(data, limits)
    outcomes = (opening.outcome for opening in open_parcel(name, data, limits))
    return bool(data) and any(isinstance(one, Refusal) and not one.keep for one in outcomes)


def _redrawn(data: bytes, limits: Limits) -> bytes:
    """The first picture of the file as PNG; nothing for what is none or larger than is opened."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_REDRAWN) as opened:
                if opened.width * opened.height > limits.picture_pixels:
                    return b""
                kept = io.BytesIO()
                opened.convert("RGB").save(kept, "PNG", compress_level=1)
                return kept.getvalue()
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return b""
