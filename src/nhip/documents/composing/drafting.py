"""A draft made again from what was read: the record says where things stand, the text says what they say.

Nothing is added. What the record names (head, parts, recipients, signer) is taken from it; every other paragraph of the
text goes where it stood, as running text, dash, table row or footnote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nhip.documents.composing.draft import (
    Appendix,
    Block,
    Bullet,
    Cell,
    Day,
    Draft,
    Note,
    Paragraph,
    Part,
    Signature,
    Table,
)
from nhip.documents.composing.rules import decree30, document_types
from nhip.documents.reading.record import Body, Record, Section, Signer
from nhip.documents.reading.sheet import Block as Printed
from nhip.documents.reading.sheet import Sheet, sheet_of
from nhip.text.normalise import fold
from nhip.text.repair import repair

_BASIS = re.compile(r"(?:Căn cứ|Theo đề nghị|Xét|Trên cơ sở)\b")
_ENACTING = re.compile(r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ)\s*:$")
_APPENDIX = re.compile(r"Phụ lục(?:\s+(?:số\s+)?[IVXLC\d]+)?\.?$", re.IGNORECASE)
_REFERENCE = re.compile(r"\((?:Kèm theo|Ban hành kèm theo)\b.*\)$", re.IGNORECASE)
_MARKED = re.compile(r"(?P<archive>.*?)\.\s*(?P<mark>[A-ZĐ]{1,8})\.?\s*(?:\((?P<copies>\d+)\))?$")
_RECIPIENTS = re.compile(r"Nơi nhận\s*:?$", re.IGNORECASE)
_WRITTEN_OUT = {"ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan"}
_SHORT_HEAD = re.compile(r"^(?:ubnd|hdnd)(?=\s)")
_PARTY_NUMBER = re.compile(r"^\d+\s*-\s*[A-ZĐ]")


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph of the text with the stretch of the stored text it came from."""

    block: Printed
    start: int
    end: int
    text: str
    notes: tuple[Note, ...]


def draft_of(record: Record, text: str) -> Draft:
    """The draft of a record and the text it was read from.

    Raises ValueError when the record names no known type or no issuing body.
    """
    header = record.header
    code = header.doc_type.code if header.doc_type else None
    if header.issuing_body is None or header.doc_type is None or code is None or code not in document_types():
        raise ValueError("the record names no issuing body or no known type of document")
    # a garbled scan was read repaired and is composed repaired
    sheet = sheet_of(text, repair(text).words if record.repaired_text is not None else None)
    lines = _unanchored(list(_lines(sheet, record)), record)
    bases, authority, enacting, body, closing = _between(record, lines)
    recipients, drafter, copies = _recipients(record)
    number = header.number
    return Draft(
        type_code=code,
        type_name=_own_name(code, header.doc_type.name),
        issuing_body=_capitals(header.issuing_body),
        body_in_text=header.issuing_body.name,
        parent_body=_capitals(header.parent_body) if header.parent_body else None,
        number=number.value if number else None,
        symbol=number.symbol if number else None,
        party=bool(number and _PARTY_NUMBER.match((number.full or "").strip())),
        place=header.place.name if header.place else None,
        date=_day(header.date.value if header.date else None),
        title=_title(header.title.value if header.title else None),
        addressees=tuple(one.text.rstrip(" .;") for one in header.addressees),
        authority=authority,
        bases=bases,
        enacting=enacting,
        body=_tree(body, record.sections),
        closing=closing,
        recipients=recipients,
        drafter=drafter,
        copies=copies,
        signature=_signature(record.signer),
        appendices=tuple(_appendices(record, lines)),
        urgency=_urgency(record, lines),
    )


def _own_name(code: str, name: str) -> str | None:
    return None if name.casefold() == document_types()[code].name.casefold() else name


def _capitals(body: Body) -> str:
    """A body as printed in the head, if that is still its name (a person may have corrected it), else its name.

    Its text, not the stretch it came from: in a head of two columns the other column's words lie between its lines.
    """
    printed = " ".join(body.text.split())
    written_out = _SHORT_HEAD.sub(lambda found: _WRITTEN_OUT[found[0]], fold(printed))
    return printed if printed.isupper() and fold(body.name) in (fold(printed), written_out) else body.name.upper()


def _title(value: str | None) -> str | None:
    return re.sub(r"^V/v:?\s*", "", value) if value else None


def _urgency(record: Record, lines: Sequence[_Line]) -> str | None:
    """A stamp of urgency among the lines of the head."""
    stamps = {fold(words): words for words in decree30()["urgency"].more["widths"]}
    first, _ = _text_bounds(record)
    return next((stamps[fold(line.text)] for line in lines if line.start < first and fold(line.text) in stamps), None)


def _day(value: str | None) -> Day:
    """ISO day, month or year, as far as it is known."""
    parts = [int(part) for part in (value or "").split("-") if part.isdigit()]
    return Day(
        year=parts[0] if parts else None,
        month=parts[1] if len(parts) > 1 else None,
        day=parts[2] if len(parts) > 2 else None,
    )


def _recipients(record: Record) -> tuple[tuple[str, ...], str | None, int | None]:
    """The list, and the drafter's mark that stands after the archive line."""
    items = [one.text.strip().rstrip(" .;") for one in record.recipients]
    if items and items[-1].startswith("Lưu"):
        marked = _MARKED.match(items[-1])
        if marked:
            items[-1] = marked["archive"]
            return tuple(items), marked["mark"], int(marked["copies"]) if marked["copies"] else None
    return tuple(items), None, None


def _signature(signer: Signer | None) -> Signature:
    if signer is None:
        return Signature()
    behalf = signer.on_behalf
    return Signature(
        on_behalf=re.sub(r"^T/?M\.?\s*", "", behalf) if behalf else None,
        form=signer.authority_form,
        principal=signer.principal,
        position=signer.position,
        name=signer.name,
    )


def _lines(sheet: Sheet, record: Record) -> Iterator[_Line]:
    """Every paragraph outside footnotes, marks of footnotes taken out of the words and kept beside them."""
    notes = {note.marker: _note_text(note.text, note.marker) for note in record.footnotes}
    for block in sheet.blocks:
        if block.footnote or not block.text:
            continue
        start, end = sheet.raw_span(block.start, block.end)
        text = block.text
        marks: list[Note] = []
        inside = [(a - block.start, b - block.start) for a, b in sheet.anchors if block.start <= a < block.end]
        for a, b in reversed(inside):
            mark = text[a:b]
            if mark in notes:
                text = text[:a] + text[b:]
                marks = [replace(one, at=one.at - (b - a)) for one in marks]
                marks.append(Note(at=a, text=notes[mark]))
        yield _Line(block, start, end, text, tuple(reversed(marks)))


def _unanchored(lines: list[_Line], record: Record) -> list[_Line]:
    """Footnotes whose mark was not found stand at the end of the paragraph before them: no words are lost."""
    placed = [note.text for line in lines for note in line.notes]
    for footnote in record.footnotes:
        text = _note_text(footnote.text, footnote.marker)
        before = [place for place, line in enumerate(lines) if line.start < footnote.start and not line.block.table]
        if text in placed or not before:
            continue
        line = lines[before[-1]]
        lines[before[-1]] = replace(line, notes=(*line.notes, Note(at=len(line.text), text=text)))
    return lines


def _note_text(text: str, marker: str) -> str:
    return text.removeprefix(marker).lstrip(" .)").rstrip()


_Between = tuple[tuple[str, ...], str | None, str | None, list[_Line], str | None]


def _between(record: Record, lines: Sequence[_Line]) -> _Between:
    """Bases, who decides, the enacting word, the running text and the closing words, between head and recipients."""
    first, last = _text_bounds(record)
    bases: list[str] = []
    authority = enacting = None
    body: list[_Line] = []
    code = record.header.doc_type.code if record.header.doc_type else None
    deciding = code is not None and document_types()[code].form in ("decision", "resolution")
    title = record.header.title.end if record.header.title else first
    for line in lines:
        if deciding and title <= line.start < first and line.text.isupper():
            authority = line.text  # between title and text stands who decides
        if not first <= line.start < last or _RECIPIENTS.match(line.text):
            continue
        if not body and _BASIS.match(line.text) and line.text.endswith((";", ".", ",")) and len(line.text) < 600:
            bases.append(line.text.rstrip(" ;.,"))
        elif deciding and not body and _ENACTING.match(line.text):
            enacting = line.text
        elif deciding and not body and enacting is None and line.text.isupper():
            authority = line.text if authority is None else f"{authority} {line.text}"
        else:
            body.append(line)
    closing = None
    if record.closing is not None and body and body[-1].start >= record.closing.start:
        closing = " ".join(line.text for line in body if line.start >= record.closing.start)
        body = [line for line in body if line.start < record.closing.start]
    return tuple(bases), authority, enacting, body, closing


def _text_bounds(record: Record) -> tuple[int, int]:
    """From the end of the head to the beginning of recipients and signature, in the stored text."""
    header = record.header
    heads = [part.end for part in (header.title, header.doc_type, header.number, header.place, header.date) if part]
    heads += [one.end for one in header.addressees]
    starts = [record.preamble.start] if record.preamble else []
    starts += [section.heading.start for section in record.sections[:1]]
    first = min(starts) if starts else max(heads, default=0)
    ends = [one.start for one in record.recipients]
    signer = record.signer
    if signer is not None:
        spans = (signer.on_behalf_span, signer.authority_span, signer.position_span, signer.name_span)
        ends += [span.start for span in spans if span is not None]
    ends = [end for end in ends if end > first]
    return first, min(ends) if ends else record.source_chars


def _tree(lines: Sequence[_Line], sections: Sequence[Section]) -> tuple[Block, ...]:
    """Paragraphs under their headings; tables gathered row by row."""
    heads = {section.heading.start: section for section in sections}
    shift = 1 - min((section.level for section in sections), default=1)
    root: list[Block] = []
    open_parts: list[tuple[int, Section, list[Block], Sequence[Note]]] = []
    rows: list[_Line] = []

    def target() -> list[Block]:
        return open_parts[-1][2] if open_parts else root

    def close(level: int) -> None:
        while open_parts and open_parts[-1][0] >= level:
            depth, section, blocks, notes = open_parts.pop()
            target().append(replace(_part(section, depth, blocks), notes=notes))

    def flush() -> None:
        if rows:
            target().append(_table(rows))
            rows.clear()

    for line in lines:
        if line.block.table:
            rows.append(line)
            continue
        flush()
        section = next((heads[at] for at in heads if line.start <= at < line.end), None)
        if section is None:
            target().append(_running(line))
            continue
        level = section.level + shift
        close(level)
        open_parts.append((level, section, [], () if section.run_in else line.notes))
        rest = _rest(line.text, section) if section.run_in else ""
        if rest:
            gone = len(line.text) - len(rest)
            notes = tuple(replace(one, at=max(0, one.at - gone)) for one in line.notes)
            target().append(Paragraph(text=rest, notes=notes))
    flush()
    close(0)
    return tuple(root)


def _rest(text: str, section: Section) -> str:
    """What follows a run-in title on its line, its colon included."""
    words = section.title or section.heading.text
    at = text.find(words)
    return text[at + len(words) :].strip() if at >= 0 else text[len(section.heading.text) :].strip()


def _part(section: Section, level: int, blocks: Sequence[Block]) -> Part:
    """The number as it is printed ("Phần I", "Điều 2") stands before the title in the heading's words."""
    words, title = section.heading.text, section.title
    at = words.find(title) if title else len(words)
    number = words[:at].strip().rstrip(".):-–").strip() if at > 0 else section.number
    return Part(number=number or section.number, title=title, level=level, run_in=section.run_in, blocks=tuple(blocks))


def _running(line: _Line) -> Block:
    if line.block.bullet:
        return Bullet(text=line.text, mark=line.block.bullet, notes=line.notes)
    return Paragraph(text=line.text, notes=line.notes)


def _table(rows: Sequence[_Line]) -> Table:
    cells = [tuple(Cell(text=text.strip()) for text in row.text.split("|")) for row in rows]
    return Table(header=tuple(cells[:1]), rows=tuple(cells[1:]))


def _appendices(record: Record, lines: Sequence[_Line]) -> Iterator[Appendix]:
    """What follows the signer's name, from one "Phụ lục" to the next."""
    signer = record.signer
    end = signer.name_span.end if signer and signer.name_span else max((r.end for r in record.recipients), default=0)
    if not end:
        return
    current: list[_Line] | None = None
    for line in lines:
        if line.start < end:
            continue
        if _APPENDIX.match(line.text):
            if current is not None:
                yield _appendix(current)
            current = []
        elif current is not None:
            current.append(line)
    if current is not None:
        yield _appendix(current)


def _appendix(lines: Sequence[_Line]) -> Appendix:
    title = lines[0].text if lines else ""
    rest = [line for line in lines[1:] if not _REFERENCE.match(line.text)]
    blocks = _tree(rest, ())
    wide = any(isinstance(block, Table) and len(block.header[0]) > 6 for block in blocks)
    return Appendix(title=title, blocks=blocks, landscape=wide)
