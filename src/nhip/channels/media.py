"""What a way takes as a picture or a film, held against what a message has."""

from __future__ import annotations

from collections.abc import Iterator

from nhip.channels.carriers.carrier import Message
from nhip.channels.carrying import Way
from nhip.text.issues import Issue


def against_picture(way: Way, message: Message) -> Iterator[Issue]:
    """A picture that is missing, too small or heavy, not described. A wrong shape is no fault: it is cut (`cut_to`)."""
    rule = way.picture
    if not message.picture:
        if rule.needed:
            yield Issue("picture", "channels.picture_missing", {"way": way.name})
        return
    if rule.alt_needed and not message.alt.strip():
        yield Issue("alt", "channels.alt_missing", {"way": way.name})
    if rule.width_least and 0 < message.width < rule.width_least:
        facts = {"way": way.name, "least": str(rule.width_least), "width": str(message.width)}
        yield Issue("picture", "channels.picture_small", facts)
    if rule.most_bytes and message.weight > rule.most_bytes:
        facts = {"way": way.name, "most": f"{rule.most_bytes / 1024**2:.0f}", "size": f"{message.weight / 1024**2:.1f}"}
        yield Issue("picture", "channels.picture_heavy", facts)


def against_clip(way: Way, message: Message) -> Iterator[Issue]:
    """A film that is missing, of another kind, too big or too long."""
    rule, clip = way.clip, message.clip
    if clip is None:
        if rule.needed:
            yield Issue("clip", "channels.clip_missing", {"way": way.name})
        return
    if rule.kinds and clip.kind not in rule.kinds:
        yield Issue("clip", "channels.clip_kind", {"way": way.name, "kind": clip.kind.partition("/")[2].upper()})
    if rule.most_bytes and clip.size > rule.most_bytes:
        facts = {"way": way.name, "most": f"{rule.most_bytes // 1024**2}", "size": f"{clip.size // 1024**2}"}
        yield Issue("clip", "channels.clip_big", facts)
    if rule.most_seconds and clip.seconds > rule.most_seconds:
        facts = {"way": way.name, "most": str(rule.most_seconds // 60), "minutes": str(-(-clip.seconds // 60))}
        yield Issue("clip", "channels.clip_long", facts)


def cut_to(way: Way, width: int, height: int) -> float | None:
    """The ratio (width by height) a picture is cut to for the way; None where it goes as it is."""
    rule = way.picture
    if not width or not height or not rule.ratio_most:
        return None
    ratio = width / height
    if ratio < rule.ratio_least:
        return rule.ratio_least
    return rule.ratio_most if ratio > rule.ratio_most else None


def pieces(size: int, chunk: int, *, joined: bool = False) -> list[tuple[int, int]]:
    """First and last byte of each piece. `joined`: what is left over at the end goes with the last whole piece."""
    if size <= 0:
        return []
    count = max(size // chunk, 1) if joined else -(-size // chunk)
    ends = [chunk * number for number in range(1, count)] + [size]
    starts = [0, *ends[:-1]]
    return [(start, end - 1) for start, end in zip(starts, ends, strict=True)]
