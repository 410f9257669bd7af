"""Lists of bodies: in running text after a marker, and whole fields that hold nothing else.

The joining comma, semicolon or "và" is told from one inside a name by what follows it: a list goes on only where a new
body, class or post begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nhip.documents.reading.agencies_named.kinds import shapes
from nhip.documents.reading.agencies_named.mention import Mention, named
from nhip.documents.reading.agencies_named.names import read_ellipsis, read_one
from nhip.documents.reading.agencies_named.openings import starts_name

_JOIN = re.compile(r"\s*(?:[,;]\s*(?:và\s+|cùng\s+|với\s+|đồng thời\s+)?|\s(?:và|cùng với|cùng|với)\s+)(?=\S)")
_PARENTHESIS = re.compile(r"\s*\([^()]*\)")
_REPEAT = re.compile(r"(?:các\s+)(?=các\s)", re.IGNORECASE)
_FIELD_JOIN = re.compile(r"\s*;\s*|\s*,\s+|\s+và\s+|\s*\|\s*|\s*\n\s*|\s+[-–+•]\s+(?=\S)")
_LEAD = re.compile(r"^(?:[-–+•*]\s*|\d+[.)]\s*|và\s+|cùng\s+|với\s+)+")


def read_running(text: str, at: int) -> tuple[tuple[Mention, ...], int]:
    """The bodies named one after the other from `at` on, and where their list ends."""
    found: list[Mention] = []
    end = at
    while True:
        repeat = _REPEAT.match(text, at)
        if repeat:
            at = repeat.end()
        short = read_ellipsis(text, at)
        if short:
            parts = _ellipsis(text, short[0].end(), short[1])
            if parts:
                found += parts
                end = parts[-1].end
        else:
            one = read_one(text, at)
            if one is None:
                break
            found.append(one)
            end = one.end
            note = _PARENTHESIS.match(text, end)
            if note:
                end = note.end()
        join = _JOIN.match(text, end)
        if not join:
            break
        at = join.end()
    return tuple(found), end


def _ellipsis(text: str, at: int, head: str) -> list[Mention]:
    """The names after "các Sở:", each completed with the head it shares."""
    parts: list[Mention] = []
    s = shapes()
    while True:
        end = _known_end(text, at, head)
        if end is None:
            word = re.compile(
                r"[^,;.:\n]+?(?=\s*(?:,|;|\.|:|\n|$)|\s+(?:và|chủ trì|phối hợp|tham mưu|triển khai|tổ chức|"
                r"thực hiện)\s)"
            ).match(text, at)
            if not word or not word[0][0].isupper() or s.head.match(text, at):
                return parts
            end = word.end()
        whole = named(text, at, end, generic=False)
        parts.append(Mention(whole.start, whole.end, f"{head} {whole.name}", False))
        join = re.compile(r"\s*[,;]\s*(?:và\s+)?|\s+và\s+").match(text, end)
        if not join or not text[join.end() : join.end() + 1].isupper() or starts_name(text, join.end()):
            return parts
        at = join.end()


def _known_end(text: str, at: int, head: str) -> int | None:
    found = shapes().full_names.match(f"{head} {text[at : at + 80]}")
    return at + found.end() - len(head) - 1 if found else None


def read_field(text: str, start: int, end: int) -> tuple[Mention, ...]:
    """The bodies of a field that holds nothing else: a label's line, a cell, a heading. Every part is taken as a body.

    Text in brackets stays out. An empty field or a dash gives none.
    """
    field = text[start:end]
    lead = _LEAD.match(field)
    at = start + (lead.end() if lead else 0)
    found: list[Mention] = []
    while at < end:
        repeat = _REPEAT.match(text, at)
        if repeat and repeat.end() < end:
            at = repeat.end()
        short = read_ellipsis(text, at)
        if short and short[0].end() < end:
            parts = _ellipsis(text[:end], short[0].end(), short[1])
            if parts:
                found += parts
                at = _after_join(text, parts[-1].end, end)
                continue
        stop = _part_end(text, at, end)
        generic = _is_class(text, at)
        cut = re.compile(r"\s*\(").search(text, at, stop)
        part = named(text, at, cut.start() if cut else stop, generic=generic)
        if any(letter.isalpha() for letter in part.name) and len(part.name) > 1:
            found.append(part)
        at = _after_join(text, stop, end)
    return tuple(found)


def _is_class(text: str, at: int) -> bool:
    one = read_one(text, at)
    return one.generic if one else text[at : at + 1].islower()


def _after_join(text: str, at: int, end: int) -> int:
    join = _FIELD_JOIN.match(text, at, end)
    if not join:
        return at + 1 if text[at:end].startswith(" ") and _stands_apart(text, at + 1, end) else end
    at = join.end()
    lead = _LEAD.match(text[at:end])
    return at + lead.end() if lead else at


def _part_end(text: str, at: int, end: int) -> int:
    """Where the part that begins at `at` ends: at a semicolon, or at a comma or "và" that a new body follows."""
    one = read_one(text, at)
    position = min(one.end, end) if one else at
    if one and position < end and text[position] == " " and _stands_apart(text, position + 1, end):
        return position
    depth = 0
    while position < end:
        char = text[position]
        depth += (char == "(") - (char == ")")
        join = _FIELD_JOIN.match(text, position, end) if depth <= 0 else None
        if join and join.end() > position:
            if ";" in join[0] or "|" in join[0] or "\n" in join[0] or join.end() >= end:
                return position
            after = join.end()
            lead = _LEAD.match(text[after:end])
            after += lead.end() if lead else 0
            if starts_name(text, after) and not _same_class(text, at, position, after):
                return position
            position = join.end()
            continue
        position += 1
    return end


def _stands_apart(text: str, at: int, end: int) -> bool:
    """Whether a second body follows with no mark between, where the lines of a cell were run together."""
    return text[at : at + 1].isupper() and starts_name(text[:end], at)


def _same_class(text: str, at: int, position: int, after: int) -> bool:
    """Whether what follows the join still belongs to the class that began at `at` (read_one ran over it)."""
    one = read_one(text, at)
    return bool(one and one.generic and one.start <= position < one.end and after < one.end)


def names_only(text: str, start: int, end: int) -> Sequence[Mention]:
    """The bodies of `text[start:end]` when it names bodies and nothing else, as headings of duties do; else none."""
    field = text[start:end]
    if not field.strip():
        return ()
    mentions, stop = read_running(text[:end], start)
    if not mentions or text[stop:end].strip(" .:;,-–/"):
        whole = read_field(text, start, end)
        if (
            whole
            and all(starts_name(text, mention.start) for mention in whole)
            and len(field) < 160
            and not _has_duty(field)
        ):
            return whole
        return ()
    return mentions


def _has_duty(field: str) -> bool:
    acting = shapes().acting
    return any(acting.match(field, found.end()) for found in re.finditer(r"\s", field))
