"""Sections: numbered headings and all they cover.

A numbered paragraph is a heading when it has a title of its own: it stands on a line alone, or is set in bold, or
runs in before a colon. Without a title it is an item of its section. Neighbours of one row decide together when a
single line leaves it open. Numbers that skip or repeat are kept as written and the expected number is given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nhip.documents.reading import numbering
from nhip.documents.reading.agencies_named.lists import names_only, read_running
from nhip.documents.reading.columns import MOTTO
from nhip.documents.reading.numbering import Numbering
from nhip.documents.reading.paragraphs import DATE_LINE, FORM
from nhip.documents.reading.record import Place, Section
from nhip.documents.reading.sheet import Block, Sheet

RANK = {"annex": -4, "part": -3, "chapter": -2, "division": -1, "capital": 0, "roman": 1, "article": 1, "arabic": 2}
_ANNOUNCES = re.compile(
    r"(?:như|sau|sau đây|dưới đây|gồm|bao gồm|gồm có|là|cụ thể|trong đó|gồm các|với|rằng|theo|để|và|của|các|có)$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?;…]\s+\S")
_CLAUSE = re.compile(r"[.!?…](?:\s|$)")


@dataclass(slots=True)
class _Candidate:
    index: int
    block: Block
    mark: Numbering
    rank: int
    verdict: str  # own | run_in | item | open (its neighbours decide)
    title_end: int  # in block.text, where the title ends
    next_title: Block | None = None
    parent: int | None = None
    same: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered paragraph without a title of its own."""

    block: int
    number: str
    style: str
    section: str | None
    misnumbered: bool = False
    expected_number: str | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """Sections in order, untitled items, and for every block the id of the section it stands in."""

    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    of_block: tuple[str | None, ...]
    heading_blocks: frozenset[int]


def outline_of(
    sheet: Sheet,
    first: int = 0,
    last: int | None = None,
    appended: int | None = None,
    printed: Sequence[tuple[int, int]] = (),
) -> Outline:
    """The outline of blocks `first` up to `last` (the foot of the document, by default the end).

    `printed`: where tables printed with spaces stand in the raw text; their rows are no headings.
    `appended`: where a document issued with this one begins, after the foot; its numbers are a row of their own.
    """
    last = len(sheet.blocks) if last is None else last
    candidates = _candidates(sheet, first, last, printed)
    if appended is not None and appended < len(sheet.blocks):
        fence = Numbering("annex", "", 1, 0)
        candidates.append(_Candidate(appended, sheet.blocks[appended], fence, RANK["annex"], "own", 0))
        candidates.extend(_candidates(sheet, appended + 1, len(sheet.blocks), printed))
        gap, last = range(last, appended), len(sheet.blocks)
    else:
        gap = range(0)
    _nest(candidates)
    _slogans(candidates)
    _vote(candidates)
    _demote_lists(sheet, candidates, last)
    return _assemble(sheet, candidates, last, gap)


def _candidates(sheet: Sheet, first: int, last: int, printed: Sequence[tuple[int, int]]) -> list[_Candidate]:
    out: list[_Candidate] = []
    for i in range(first, last):
        block = sheet.blocks[i]
        if block.footnote or block.table or block.bullet or not block.text:
            continue
        mark = numbering.read(block.text)
        if mark is None or mark.style == "bracket":
            continue
        at = sheet.lo[block.start]
        if any(begin <= at < end for begin, end in printed):
            continue
        following = sheet.blocks[i + 1] if i + 1 < last else None
        made = _judge(i, block, mark, following)
        if mark.style == "roman" and made.verdict == "item" and not block.text.startswith(mark.number):
            continue  # a letter taken for a Roman number: "l) ..."
        out.append(made)
    return out


def _judge(index: int, block: Block, mark: Numbering, following: Block | None) -> _Candidate:
    text = block.text
    rank = _rank(mark)
    title = text[mark.end :].strip()
    words = len(title.split())
    made = _Candidate(index, block, mark, rank, "item", len(text))
    if mark.style in ("part", "chapter", "division", "annex"):
        made.verdict = "own"
        if not title and following is not None and _is_title_line(following):
            made.next_title = following
        return made
    if mark.style == "article":
        made.verdict = "own"
        bold = block.bold_end if mark.end + 2 < block.bold_end < len(text) - 1 else 0
        if bold:
            made.verdict, made.title_end = "run_in", bold
        elif words > 25 or _STOP.search(title) or (title.endswith((".", ";", ":", "/.")) and not block.bold):
            made.verdict = "item"  # an article without a title of its own
        return made
    if title.endswith("!") or not title:
        return made
    if mark.style == "roman":
        letters = [c for c in title if c.isalpha()]
        loud = sum(c.isupper() for c in letters) >= 0.7 * max(1, len(letters))
        exact = text[: mark.end].strip(" ./)-–") == mark.number
        if loud or block.bold or block.heading or (exact and words <= 30 and not _STOP.search(title)):
            made.verdict = "own"
            colon = _run_in(block, mark)
            if not loud and not block.bold and colon:
                made.verdict, made.title_end = "run_in", colon
        return made
    if block.heading or (block.bold and not (title.endswith(".") and words > 25)):
        made.verdict = "own"
        return made
    if mark.end + 1 < block.bold_end < len(text):
        inner = text[mark.end : block.bold_end].strip()
        if len(inner.split()) >= 1 and len(inner) > 2:
            made.verdict, made.title_end = "run_in", block.bold_end
            return made
    colon = _run_in(block, mark)
    if colon:
        made.verdict, made.title_end = "open_run_in", colon
        return made
    if title.endswith((".", ";", ",", "…")):
        short = title.endswith(".") and words <= 9 and not _STOP.search(title)
        made.verdict = "open" if short and not _says_of_body(title) else "item"
        return made
    if title.endswith(":"):
        plain = title[:-1].rstrip()
        if following is not None and _stands_under(following, mark) and _names_bodies(plain):
            made.verdict = "own"  # "2. Giám đốc Sở Xây dựng:" over its points
            return made
        made.verdict = "item" if words > 16 or _ANNOUNCES.search(plain) else "open_colon"
        return made
    if _STOP.search(title) and ";" not in title:
        return made
    made.verdict = "own" if title[:1].isupper() or title[:1] in '“"' else "open"
    return made


_CALLS = re.compile(r"(?:Kính\s+)?(?:[Đđ]ề nghị|[Gg]iao(?: cho)?|[Yy]êu cầu|[Đđ]ối với|[Tt]rách nhiệm của)\s+")


def _names_bodies(title: str) -> bool:
    """The title names who bears what follows, and nothing else."""
    calls = _CALLS.match(title)
    return bool(names_only(title, calls.end() if calls else 0, len(title)))


def _says_of_body(title: str) -> bool:
    """A sentence that tells what a body does: "Sở Công Thương dự trữ hàng hóa."."""
    mentions, end = read_running(title, 0)
    return bool(mentions) and bool(title[end:].strip(" .")) and title[end : end + 1] == " "


def _stands_under(following: Block, mark: Numbering) -> bool:
    if following.bullet:
        return True
    below = numbering.read(following.text)
    return below is not None and below.style == "point" and mark.style != "point"


def _rank(mark: Numbering) -> int:
    if mark.style == "dotted":
        return 2 + mark.number.count(".")
    return RANK.get(mark.style, 9)


def _run_in(block: Block, mark: Numbering) -> int:
    """Where a title that runs in before a colon ends (past the colon), 0 when there is none."""
    text = block.text
    at = text.find(":", mark.end)
    if at < 0 or at >= len(text) - 2 or text[at + 1] not in " -+":
        return 0
    title = text[mark.end : at].strip()
    if not title or len(title.split()) > 22 or _CLAUSE.search(title) or _ANNOUNCES.search(title):
        return 0
    if title.count("(") != title.count(")") or not (title[0].isupper() or title[0] in '“"'):
        return 0
    return at + 1


def _is_title_line(block: Block) -> bool:
    if block.bullet or block.table or block.footnote or numbering.read(block.text):
        return False
    if FORM.match(block.text) or MOTTO.match(block.text) or DATE_LINE.match(block.text):
        return False
    return block.text.isupper() or block.bold or bool(block.heading)


def _nest(candidates: list[_Candidate]) -> None:
    """Each candidate's row: the nearest earlier candidate of lower rank is its parent."""
    stack: list[int] = []
    for i, candidate in enumerate(candidates):
        if candidate.mark.style == "point":
            base = next((candidates[k] for k in reversed(stack) if candidates[k].mark.style != "point"), None)
            candidate.rank = max(3, base.rank + 1) if base else 3
        while stack and candidates[stack[-1]].rank >= candidate.rank:
            stack.pop()
        candidate.parent = stack[-1] if stack else None
        stack.append(i)


def _slogans(candidates: list[_Candidate]) -> None:
    """Lines in capitals beside one that ends in "!" are calls to be hung up, not headings."""
    for mine in candidates:
        if mine.verdict == "own" and mine.block.text.isupper() and mine.mark.style in ("arabic", "point"):
            row = (c for c in candidates if (c.parent, c.mark.style) == (mine.parent, mine.mark.style))
            if any(c.block.text.rstrip('”" ').endswith("!") for c in row):
                mine.verdict = "item"


def _vote(candidates: list[_Candidate]) -> None:
    """A row of numbers is headings or items together: what most of them plainly are settles the open ones."""
    rows: dict[tuple[int | None, str], list[_Candidate]] = {}
    for candidate in candidates:
        rows.setdefault((candidate.parent, candidate.mark.style), []).append(candidate)
    for row in rows.values():
        plain = [c for c in row if not c.verdict.startswith("open")]
        yes = sum(c.verdict in ("own", "run_in") for c in plain)
        colons = sum(c.verdict == "open_colon" for c in row)
        open_run_in = sum(c.verdict == "open_run_in" for c in row)
        items = sum(c.verdict == "item" for c in row)
        for candidate in row:
            if candidate.verdict == "open_run_in":
                titled = yes + open_run_in
                candidate.verdict = "run_in" if titled > items else "item"
                if candidate.verdict == "item":
                    candidate.title_end = len(candidate.block.text)
            elif candidate.verdict == "open_colon":
                candidate.verdict = "own" if yes + colons > items else "item"
            elif candidate.verdict == "open":
                candidate.verdict = "own" if yes > items else "item"


def _demote_lists(sheet: Sheet, candidates: list[_Candidate], last: int) -> None:
    """Lines that nothing stands under are a list, not headings: no bold, no text, several in a row."""
    rows: dict[tuple[int | None, str], list[_Candidate]] = {}
    for candidate in candidates:
        if candidate.mark.style in ("arabic", "dotted", "point"):
            rows.setdefault((candidate.parent, candidate.mark.style), []).append(candidate)
    starts = {c.index: c for c in candidates}
    for row in rows.values():
        own = [c for c in row if c.verdict == "own" and not (c.block.bold or c.block.heading)]
        bare = []
        for c in own:
            after = starts.get(c.index + 1)
            covered = c.index + 1 < last and (after is None or after.rank > c.rank)
            if not covered:
                bare.append(c)
        if bare and len(bare) >= max(2, 0.6 * len(row)):
            for c in bare:
                c.verdict = "item"


def _assemble(sheet: Sheet, candidates: list[_Candidate], last: int, gap: range) -> Outline:
    sections: list[Section] = []
    items: list[Item] = []
    ids: dict[int, str] = {}
    used: dict[str, int] = {}
    expected = _expectations(candidates)
    of_block: list[str | None] = [None] * len(sheet.blocks)
    open_sections: list[tuple[int, int]] = []  # (rank, index in sections)
    ends: list[int] = []
    current = 0
    for i, candidate in enumerate(candidates):
        for k in range(current, candidate.index):
            if k in gap:
                continue
            of_block[k] = sections[open_sections[-1][1]].id if open_sections else None
            for _, index in open_sections:
                ends[index] = max(ends[index], sheet.hi[sheet.blocks[k].end - 1])
        current = candidate.index
        right = expected.get(i)
        if candidate.verdict == "item":
            owner = sections[open_sections[-1][1]].id if open_sections else None
            items.append(
                Item(candidate.index, candidate.mark.number, candidate.mark.style, owner, right is not None, right)
            )
            continue
        if candidate.mark.style == "annex":
            open_sections = _close(open_sections, -9, ends, sheet, gap.start if gap else candidate.index)
            continue
        open_sections = _close(open_sections, candidate.rank, ends, sheet, candidate.index)
        parent = sections[open_sections[-1][1]].id if open_sections else None
        name = _id(candidate, parent, ids, used)
        ids[i] = name
        heading, title = _heading(sheet, candidate)
        sections.append(
            Section(
                id=name, number=candidate.mark.number, title=title, level=max(0, candidate.rank), parent=parent,
                run_in=candidate.verdict == "run_in", start=heading.start, end=heading.end, heading=heading,
                misnumbered=right is not None, expected_number=right,
            )
        )  # fmt: skip
        ends.append(-1)
        open_sections.append((candidate.rank, len(sections) - 1))
    for k in range(current, last):
        of_block[k] = sections[open_sections[-1][1]].id if open_sections else None
        for _, index in open_sections:
            ends[index] = max(ends[index], sheet.hi[sheet.blocks[k].end - 1])
    _close(open_sections, -9, ends, sheet, last)
    done = tuple(replace(s, end=max(s.heading.end, e)) for s, e in zip(sections, ends, strict=True))
    heads = frozenset(c.index for c in candidates if c.verdict != "item")
    return Outline(done, tuple(items), tuple(of_block), heads)


def _close(
    open_sections: list[tuple[int, int]], rank: int, ends: list[int], sheet: Sheet, before: int
) -> list[tuple[int, int]]:
    """Closes what block `before` closes; a section ends with the last letter of its blocks, footnotes included."""
    reached = sheet.hi[sheet.blocks[before - 1].end - 1] if before else 0
    for _, index in open_sections:
        ends[index] = max(ends[index], reached)
    return [pair for pair in open_sections if pair[0] < rank]


def _id(candidate: _Candidate, parent: str | None, ids: dict[int, str], used: dict[str, int]) -> str:
    number = candidate.mark.number
    base = parent or "S"
    if candidate.mark.style == "dotted" and parent is not None:
        tail = number.rsplit(".", 1)[1]
        name = f"{parent}.{tail}" if parent.endswith(number.rsplit(".", 1)[0]) else f"{parent}.{number}"
    elif candidate.mark.style == "article":
        name = f"{base}Đ{number}" if parent is None else f"{base}.Đ{number}"
    elif parent is None:
        prefix = {"part": "P", "chapter": "C", "division": "M"}.get(candidate.mark.style, "")
        name = f"S{prefix}{number}"
    else:
        name = f"{parent}.{number}"
    used[name] = used.get(name, 0) + 1
    return name if used[name] == 1 else f"{name}({used[name]})"


def _heading(sheet: Sheet, candidate: _Candidate) -> tuple[Place, str]:
    block, mark = candidate.block, candidate.mark
    title = block.text[mark.end : candidate.title_end].strip()
    end = block.start + candidate.title_end
    if candidate.next_title is not None:
        title, end = candidate.next_title.text, candidate.next_title.end
    place = sheet.place(block.start, max(end, block.start + 1))
    return place, title.strip(" .:;-–")


def _expectations(candidates: list[_Candidate]) -> dict[int, str]:
    """Numbers that do not follow their row: index of the candidate and the number expected there.

    A row may begin anywhere (its head may be lost); each later number is one more than the one expected before it.
    A row that begins again at one is a new row, not a fault, where it counts items; headings never begin again.
    """
    out: dict[int, str] = {}
    rows: dict[tuple[int | None, str], tuple[int, int]] = {}
    for i, candidate in enumerate(candidates):
        mark = candidate.mark
        key = (candidate.parent, mark.style)
        seen = rows.get(key)
        heading = candidate.verdict != "item"
        if mark.style == "annex":
            rows.clear()
            continue
        if seen is None or (mark.value == 1 and (not heading or candidate.rank > 2)):
            rows[key] = (mark.value, mark.value)
            continue
        due = seen[0] + 1
        if mark.value != due:
            out[i] = numbering.written(mark.style, due, mark.number)
        rows[key] = (due, mark.value)
    return out
