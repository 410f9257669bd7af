"""What the whole document says of itself, for readers that need to know whose it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Context:
    """`unit` is "tỉnh Lạng Sơn" or "huyện Cao Lộc" or "xã Yên Sơn"; `province` "tỉnh Lạng Sơn"; `body` the issuing
    body's full name; `title` the subject of the document; `own_number` its number as written, if it has one."""

    unit: str | None = None
    level: str | None = None
    province: str | None = None
    body: str | None = None
    title: str | None = None
    own_number: str | None = None
    year: int | None = None
    scanned: bool = False  # the text was read by an OCR of the wrong language and repaired

    @property
    def short_body(self) -> str | None:
        """The body as offices shorten it: UBND huyện Cao Lộc."""
        if self.body is None:
            return None
        return self.body.replace("Ủy ban nhân dân", "UBND").replace("Hội đồng nhân dân", "HĐND")
