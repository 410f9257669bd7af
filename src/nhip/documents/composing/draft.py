"""A document about to be composed: plain frozen values, everything that will stand on paper and nothing else.

A draft is complete in itself. What the clerk fills in by hand or by the document system (number, day) may be None and
comes out as a blank of fixed width. Text is plain Vietnamese; a footnote is anchored by its place in the paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote: it stands after the character `at` of its paragraph's text."""

    at: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of running text. `align` is both (body), center or left."""

    text: str
    notes: Sequence[Note] = ()
    align: str = "both"
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullet:
    """A dashed item; `mark` is what is printed before it."""

    text: str
    mark: str = "-"
    notes: Sequence[Note] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table. `across` and `down` count the columns and rows it covers."""

    text: str
    across: int = 1
    down: int = 1
    align: str | None = None  # None: numbers right, first column and header centre, the rest left
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: `header` rows are repeated on every page. Rows list only the cells that begin in them."""

    header: Sequence[Sequence[Cell]]
    rows: Sequence[Sequence[Cell]]
    caption: str | None = None
    unit: str | None = None  # "Đơn vị tính: ...", above the table at the right
    widths: Sequence[float] = ()  # shares of the width of the text, measured from the words when empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A figure or chart: PNG or JPEG bytes, what it shows in words, its caption below."""

    data: bytes
    description: str
    caption: str | None = None
    width: float = 140.0  # mm


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A numbered part and all it holds.

    `number` is printed as written: "Phần I", "Chương II", "I", "1", "1.1", "Điều 3", "a". A `run_in` title opens its
    first paragraph. `level` 1 is the outermost.
    """

    number: str
    title: str
    level: int = 1
    run_in: bool = False
    blocks: Sequence[Block] = ()
    notes: Sequence[Note] = ()  # footnotes of the heading itself: they stand at its end


Block = Paragraph | Bullet | Table | Picture | Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The day of issue; parts still unknown are None and print as blanks."""

    day: int | None = None
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs, by what right (Điều 13; Phụ lục I, Mục II, khoản 7). `lines` stand above the name, topmost first.

    Built from the right forms: `on_behalf` is printed after "TM.", `principal` after `form` (KT., TL., TUQ., Q.).
    """

    position: str | None = None  # PHÓ CHỦ TỊCH
    name: str | None = None
    on_behalf: str | None = None  # ỦY BAN NHÂN DÂN
    form: str | None = None  # "KT." | "TL." | "TUQ." | "Q."
    principal: str | None = None  # CHỦ TỊCH
    other_post: str | None = None  # a second post above the name (Phụ lục I, Mục II, khoản 7, điểm đ, ô 7b)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendix:
    """An appendix: numbered by itself with Roman numbers when there are two or more, own page numbers."""

    title: str
    blocks: Sequence[Block]
    landscape: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Everything that will stand in the document. `type_code` is a code of `data/types.toml`, CV for a letter."""

    type_code: str
    issuing_body: str
    title: str | None
    body_in_text: str | None = None  # the issuing body as running text names it, for the appendices' reference
    parent_body: str | None = None
    number: str | None = None
    symbol: str | None = None
    place: str | None = None
    date: Day = field(default_factory=Day)
    type_name: str | None = None  # where it differs from the type's own name
    addressees: Sequence[str] = ()
    authority: str | None = None  # CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ...: who decides (decisions, resolutions)
    bases: Sequence[str] = ()
    enacting: str | None = None  # "QUYẾT ĐỊNH:"
    body: Sequence[Block] = ()
    closing: str | None = None
    recipients: Sequence[str] = ()
    signature: Signature = field(default_factory=Signature)
    appendices: Sequence[Appendix] = ()
    urgency: str | None = None  # HỎA TỐC | THƯỢNG KHẨN | KHẨN
    circulation: str | None = None  # LƯU HÀNH NỘI BỘ | XEM XONG TRẢ LẠI
    drafter: str | None = None  # ký hiệu người soạn thảo
    copies: int | None = None  # số lượng bản phát hành
    address: str | None = None  # địa chỉ, thư điện tử, điện thoại: foot of page 1
    party: bool = False  # a party document, which follows other rules: not composed
    electronic: bool = True  # the appendices' reference to the document stays blank (Mục III, khoản 1, điểm c)
