"""A Word document as its printed lines: every paragraph with its words, its look and the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from nhip.documents.composing.inspection.looks import TWIPS_PER_MM, Letters, Looks, W, number
from nhip.documents.intake.limits import Limits
from nhip.documents.intake.word.numbering import Numbering, numbering_of
from nhip.documents.intake.word.package import opened, safe_package
from nhip.text.normalise import fold

_RULE = frozenset("_-–—―─=.…* ")
_FORM_ROWS = 10
_DRAWN = ("drawing", "pict", "object")
_LEFT_OUT = (W + "del", W + "moveFrom", W + "txbxContent")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed paragraph. `table`, `row` and `column` are None outside tables; `lined` means a table of data."""

    words: str
    letters: tuple[Letters, ...]
    place: int
    section: int
    align: str | None
    first: float  # first line in, mm (negative: hanging)
    left: float
    right: float
    before: float  # points
    after: float
    spacing: float | None  # multiple of single spacing; None for exact heights
    stroke: float | None = None  # a line drawn by the paragraph's border: 1.0 over the full width, else its share
    drawn: bool = False  # holds a drawing
    table: int | None = None
    row: int | None = None
    column: int | None = None
    lined: bool = False
    split: bool = False  # a piece of a paragraph parted by tabs

    @property
    def ruled(self) -> bool:
        """Only underscores or dashes: a line made of letters."""
        return len(self.words) >= 4 and set(self.words) <= _RULE and set(self.words) - {" ", ".", "…"} != set()

    def spoken(self) -> tuple[Letters, ...]:
        """Runs that bear words: raised marks, dots and blanks left out."""
        return tuple(run for run in self.letters if not run.raised and not run.hidden and _has_word(run.text))

    @property
    def length(self) -> int:
        """How many letters are said; dots that wait for words do not count."""
        return sum(letter.isalpha() for letter in self.words)

    @property
    def bold(self) -> bool | None:
        return _shared([run.bold for run in self.spoken()])

    @property
    def italic(self) -> bool | None:
        return _shared([run.italic for run in self.spoken()])

    @property
    def shown(self) -> str:
        """The words as they print: typed small and shown as capitals counts as capitals."""
        return "".join(run.text.upper() if run.capitals else run.text for run in self.letters if not run.hidden).strip()


def _has_word(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def _shared(values: Sequence[bool]) -> bool | None:
    """What all runs share; None where they differ or there is none."""
    return values[0] if values and all(v == values[0] for v in values) else None


@dataclass(frozen=True, slots=True)
class Page:
    """One section: its sheet, margins (mm) and what its headers and footers hold."""

    width: float
    height: float
    margins: dict[str, float]
    header: tuple[Line, ...] = ()
    footer: tuple[Line, ...] = ()
    header_number: bool = False
    footer_number: bool = False
    first_number: bool = False  # the number shows on the section's first page
    starts_at: int | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    lines: tuple[Line, ...]
    pages: tuple[Page, ...]
    drawings: frozenset[int] = field(default_factory=frozenset)  # places of paragraphs that hold a drawing


def printed(data: bytes, limits: Limits | None = None) -> Printed:
    """Reads a .docx. Raises the room's Refused for a package that may not be opened."""
    package, _ = safe_package(data, limits or Limits())
    document = opened(package)
    part = document.part
    related = {
        relation.reltype.rsplit("/", 1)[-1]: relation.target_part
        for relation in part.rels.values()
        if not relation.is_external
    }
    looks = Looks(_root(related.get("styles")), _root(related.get("theme")))
    walk = _Walk(looks, numbering_of(_root(related.get("numbering"))))
    body = part.element.find(W + "body")
    lines = tuple(walk.lines(body))
    pages = tuple(_pages(body, part, looks))
    return Printed(lines, pages, frozenset(line.place for line in lines if line.drawn))


def _root(part: Any) -> Any:
    if part is None:
        return None
    element = getattr(part, "element", None)
    if element is not None:
        return element
    from lxml import etree

    return etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


class _Walk:
    """One pass through a story. An object because places, sections and list numbers count on."""

    def __init__(self, looks: Looks, numbering: Numbering) -> None:
        self._looks, self._numbering = looks, numbering
        self._place = self._section = self._table = 0

    def lines(self, container: Any) -> Iterator[Line]:
        for element in container:
            if element.tag == W + "p":
                yield from self._paragraph(element)
            elif element.tag == W + "tbl":
                yield from self._rows(element)
            elif element.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
                yield from self.lines(element)

    def _rows(self, table: Any) -> Iterator[Line]:
        self._table += 1
        mine = self._table
        rows = [row for row in table.iter(W + "tr") if _nearest(row, "tbl") is table]
        widest = max((len(row.findall(W + "tc")) for row in rows), default=0)
        words = fold("".join(t.text or "" for t in table.iter(W + "t")))
        # head or ending typed in many columns; a long table that shows such words is a table all the same
        form = len(rows) <= _FORM_ROWS and ("noi nhan" in words or "xa hoi chu nghia" in words)
        lined = not form and (widest > 3 or (_bordered(table) and widest > 1))
        for place, row in enumerate(rows):
            column = 0
            for cell in row.findall(W + "tc"):
                for line in self.lines(cell):
                    inner = line.table is not None
                    yield line if inner else replace(line, table=mine, row=place, column=column, lined=lined)
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                column += int(number(span.get(W + "val")) or 1) if span is not None else 1

    def _paragraph(self, paragraph: Any) -> Iterator[Line]:
        runs = [self._looks.letters(run, text, paragraph) for run, text in _runs(paragraph)]
        label = self._label(paragraph)
        if label and any(run.text.strip() for run in runs):
            runs.insert(0, replace(runs[0], text=label + " "))
        words = "".join(run.text for run in runs if not run.hidden)
        line = Line(
            words=" ".join(words.split()), letters=tuple(runs), place=self._place, section=self._section,
            stroke=self._stroke(paragraph), drawn=any(True for kind in _DRAWN for _ in paragraph.iter(W + kind)),
            **self._measures(paragraph),
        )  # fmt: skip
        if words.startswith("\t"):
            line = replace(line, align=None)  # pushed across by tabs: where it stands is not known
        for piece in _broken(line):
            piece = replace(piece, place=self._place)
            self._place += 1
            yield from _parted(piece) if any("\t" in run.text for run in piece.letters) else (piece,)
        if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
            self._section += 1

    def _label(self, paragraph: Any) -> str:
        """The number Word shows before the words of a list paragraph."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        levels = [own] if own is not None else [p.find(W + "numPr") for p in self._looks.paragraph_levels(paragraph)]
        found = next((level for level in levels if level is not None), None)
        if found is None:
            return ""
        list_id = found.find(W + "numId")
        depth = found.find(W + "ilvl")
        if list_id is None or list_id.get(W + "val") in (None, "0"):
            return ""
        return self._numbering.label(
            list_id.get(W + "val"), int(number(depth.get(W + "val")) or 0) if depth is not None else 0
        )

    def _measures(self, paragraph: Any) -> dict[str, Any]:
        ask = self._looks.paragraph_value

        def twips(tag: str, *attributes: str) -> float:
            found = next((v for a in attributes if (v := number(ask(paragraph, tag, a))) is not None), None)
            return (found or 0.0) / TWIPS_PER_MM

        hanging = number(ask(paragraph, "ind", "hanging"))
        first = -hanging / TWIPS_PER_MM if hanging else twips("ind", "firstLine")
        rule = ask(paragraph, "spacing", "lineRule") or "auto"
        height = number(ask(paragraph, "spacing", "line"))
        frame = paragraph.find(f"{W}pPr/{W}framePr")
        align = {"start": "left", "end": "right", "distribute": "both"}
        found = ask(paragraph, "jc")
        return {
            # a frame stands where it says, whatever its words do inside
            "align": frame.get(W + "xAlign") if frame is not None else align.get(found, found) if found else "left",
            "first": first,
            "left": twips("ind", "left", "start"),
            "right": twips("ind", "right", "end"),
            "before": self._space(paragraph, "before"),
            "after": self._space(paragraph, "after"),
            "spacing": (height / 240 if height else 1.0) if rule == "auto" else None,
        }

    def _space(self, paragraph: Any, side: str) -> float:
        auto = self._looks.paragraph_value(paragraph, "spacing", f"{side}Autospacing")
        if auto in ("1", "true", "on"):
            return 14.0
        return (number(self._looks.paragraph_value(paragraph, "spacing", side)) or 0.0) / 20

    def _stroke(self, paragraph: Any) -> float | None:
        for level in self._looks.paragraph_levels(paragraph):
            borders = level.find(W + "pBdr")
            if borders is None:
                continue
            for side in ("top", "bottom", "between"):
                edge = borders.find(W + side)
                if edge is not None and edge.get(W + "val") not in (None, "nil", "none"):
                    return 1.0
        return None


def _nearest(element: Any, tag: str) -> Any:
    above = element.getparent()
    while above is not None and above.tag != W + tag:
        above = above.getparent()
    return above


def _bordered(table: Any) -> bool:
    """Lines inside the table: a table of data rather than two columns side by side."""
    for borders in table.iter(W + "tblBorders", W + "tcBorders"):
        for side in ("insideH", "insideV", "left", "bottom"):
            edge = borders.find(W + side)
            if edge is not None and edge.get(W + "val") not in (None, "nil", "none"):
                return True
    return False


def _runs(paragraph: Any) -> Iterator[tuple[Any, str]]:
    """Runs with their words; deleted words and the words inside text boxes are left out."""
    for run in paragraph.iter(W + "r"):
        above = run.getparent()
        while above is not paragraph and above.tag not in _LEFT_OUT:
            above = above.getparent()
        if above is not paragraph:
            continue
        text = "".join(_word(child) for child in run)
        if text:
            yield run, text


def _word(child: Any) -> str:
    if child.tag == W + "t":
        return child.text or ""
    if child.tag in (W + "tab", W + "ptab"):
        return "\t"
    if child.tag in (W + "br", W + "cr"):
        return "\n"
    return "-" if child.tag == W + "noBreakHyphen" else ""


def _broken(line: Line) -> Iterator[Line]:
    """The printed lines of a paragraph with line breaks in it: offices type whole heads and lists that way."""
    if not any("\n" in run.text for run in line.letters):
        yield line
        return
    groups = _pieces(line, "\n")
    for place, group in enumerate(groups):
        words = " ".join("".join(run.text for run in group if not run.hidden).split())
        last = place == len(groups) - 1
        yield replace(line, words=words, letters=tuple(group), stroke=line.stroke if last else None)


def _pieces(line: Line, sign: str) -> list[list[Letters]]:
    """The runs of a paragraph between signs."""
    groups: list[list[Letters]] = [[]]
    for run in line.letters:
        pieces = run.text.split(sign)
        groups[-1].append(replace(run, text=pieces[0]))
        groups.extend([replace(run, text=piece)] for piece in pieces[1:])
    return groups


def _parted(line: Line) -> Iterator[Line]:
    """The pieces of a paragraph between tabs: a head typed without a table. Their place across is not known."""
    groups = _pieces(line, "\t")
    kept = [group for group in groups if "".join(run.text for run in group).strip()]
    if len(kept) < 2:
        yield line
        return
    for column, group in enumerate(kept):
        words = " ".join("".join(run.text for run in group if not run.hidden).split())
        yield replace(line, words=words, letters=tuple(group), align=None, column=column, split=True)


def _pages(body: Any, part: Any, looks: Looks) -> Iterator[Page]:
    """One page value for each section, headers inherited from the section before."""
    held: dict[str, Any] = {}
    sections = [s for s in body.iter(W + "sectPr") if s.getparent().tag in (W + "body", W + "pPr")]
    for section in sections:
        for kind in ("header", "footer"):
            for reference in section.findall(f"{W}{kind}Reference"):
                target = reference.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
                related = part.related_parts.get(target)
                if related is not None:
                    held[f"{kind}-{reference.get(W + 'type')}"] = _root(related)
        yield _page(section, dict(held), looks)


def _page(section: Any, held: dict[str, Any], looks: Looks) -> Page:
    size, margins, numbers = (section.find(W + tag) for tag in ("pgSz", "pgMar", "pgNumType"))

    def length(element: Any, attribute: str) -> float:
        return (number(element.get(W + attribute)) or 0.0) / TWIPS_PER_MM if element is not None else 0.0

    title_page = section.find(W + "titlePg")
    own_first = title_page is not None and (title_page.get(W + "val") or "1") not in ("0", "false", "off")
    header, footer = held.get("header-default"), held.get("footer-default")
    firsts = [held.get("header-first"), held.get("footer-first")] if own_first else [header, footer]
    start = number(numbers.get(W + "start")) if numbers is not None else None
    return Page(
        width=length(size, "w"),
        height=length(size, "h"),
        margins={side: length(margins, side) for side in ("top", "bottom", "left", "right")},
        header=tuple(_Walk(looks, Numbering()).lines(header)) if header is not None else (),
        footer=tuple(_Walk(looks, Numbering()).lines(footer)) if footer is not None else (),
        header_number=_counts(header),
        footer_number=_counts(footer),
        first_number=any(_counts(one) for one in firsts),
        starts_at=int(start) if start is not None else None,
    )


def _counts(story: Any) -> bool:
    """A PAGE field, in pieces or as one."""
    if story is None:
        return False
    texts = [t.text or "" for t in story.iter(W + "instrText")]
    texts += [f.get(W + "instr") or "" for f in story.iter(W + "fldSimple")]
    return any(text.split()[:1] == ["PAGE"] for text in texts)
