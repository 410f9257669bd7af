"""Bytes of a plain text to its letters. What was assumed is said aloud; a UTF-8 file is never changed by one letter."""

from __future__ import annotations

from nhip.documents.intake import secrecy
from nhip.documents.intake.kinds import utf16_without_mark
from nhip.documents.intake.limits import Limits
from nhip.documents.intake.outcome import Refused, refused, warning
from nhip.text.issues import Issue


def decode(data: bytes, limits: Limits) -> tuple[str, list[Issue]]:
    """The text and what had to be assumed. Raises Refused for text that is no text or too long.

    A UTF-8 file comes out exactly as stored, byte order mark and line ends included, so that offsets are code points
    of the file.
    """
    text, notes = _decode(data)
    if not text.strip("\x00\ufeff \t\r\n\f\v\u00a0"):
        raise refused("file_empty")
    if len(text) > limits.characters:
        if secrecy.bears_mark(text):  # a file refused for its size is kept, a secret one never
            raise Refused(Issue("file", "documents.secrecy_mark", {}), keep=False)
        raise refused("text_too_long", characters=len(text), limit=limits.characters)
    if "\x00" in text:
        notes.append(warning("text_has_nul", count=text.count("\x00")))
    return text, notes


def _decode(data: bytes) -> tuple[str, list[Issue]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), [warning("text_encoding", encoding="UTF-16")]
    guess = utf16_without_mark(data[:65_536])
    if guess:
        return data.decode(guess, "replace"), [warning("text_encoding", encoding="UTF-16 (không có dấu đầu tệp)")]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        broken = _mostly_utf8(data)
        if broken is not None:
            return broken, [warning("text_bytes_replaced", count=broken.count("\ufffd"), at=error.start)]
    return _old(data)


def _mostly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few bad bytes (a cut file, a slip): at least twenty good letters of several bytes to each bad
    one."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for letter in text[:200_000] if letter > "\x7f" and letter != "\ufffd")
    return text if good >= 20 * min(bad, 10_000) else None


def _old(data: bytes) -> tuple[str, list[Issue]]:
    """One of the encodings before Unicode, told by how many words become Vietnamese."""
    from nhip.documents.intake.old_letters import from_tcvn3, from_vni, vietnamese_share

    latin = data.decode("latin-1")
    windows = data.decode("cp1252", "replace")
    candidates = (
        ("windows-1258", data.decode("cp1258", "replace")),
        ("TCVN3 (ABC)", from_tcvn3(latin)),
        ("VNI-Windows", from_vni(windows)),
    )
    scores = [(vietnamese_share(text), name, text) for name, text in candidates]
    share, name, text = max(scores, key=lambda score: score[0])
    if share < 0.5:
        return windows, [warning("text_encoding_unknown", encoding="windows-1252")]
    return text, [warning("text_encoding_assumed", encoding=name, share=round(share * 100))]
