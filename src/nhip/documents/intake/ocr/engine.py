"""What an OCR engine must do for us; any engine that does it can be plugged in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from nhip.documents.intake.flow import Line


class Engine(Protocol):
    """Reads the printed lines of a picture."""

    @property
    def name(self) -> str: ...

    def lines(self, picture: Any, dpi: float, *, layout: str = "page") -> Sequence[Line]:
        """Lines of words with boxes in points and confidences from 0 to 1. `picture` is a Pillow image in grey.

        `layout` is page (find columns and blocks), block (one column of text) or sparse (single words anywhere:
        stamps). Raises Refused when the engine fails.
        """
        ...

    def missing(self) -> str | None:
        """What must be installed before the engine can read Vietnamese; None when it is ready."""
        ...
