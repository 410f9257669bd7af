"""Which numbers of a paragraph count something, with their unit and qualifier.

Years, dates, periods, numbers of documents, roads and sections, ranks ("lần thứ IV"), telephone numbers and
addresses are
names in digits, not counts. Rules in prose: docs/rules/reading-figures.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from nhip.documents.reading.agencies_named.kinds import shapes
from nhip.documents.reading.figures.words import words
from nhip.text.dates import find_dates
from nhip.text.numbers import Number, find_numbers

_CODE = re.compile(
    r"\d[\w.]*(?:/\d{4})?/[A-ZĐ][\w&-]*(?:-[\w&]+)*|\d+-[A-ZĐ]{2,}[\w/]*(?:/[\w]+)?|https?://\S+|"
    r"\S+@\S+|\b[\w.]+\.(?:vn|com|net|org)\S*"
)
_QUOTED_LAW = re.compile(
    r"(?:Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư|Kế hoạch|Công văn|Kết luận|Luật|"
    r"Chương trình|Đề án|Hướng dẫn|Thông báo|Quy định)\s+(?:số\s*:?\s*)?\d+"
)
_DURATION = re.compile(r"\s*(?:tháng|năm|ngày|tuần|quý)(?!\w)", re.IGNORECASE)
_CLOCK = re.compile(
    r"\s*(?:giờ|h)(?:\s*\d{2})?(?:\s*phút)?\s*(?:,\s*)?(?:ngày|sáng|chiều|tối|thứ|cùng ngày|đến|-)", re.IGNORECASE
)
_TERM = re.compile(r"(?:thời hạn|trong vòng|không quá|chậm nhất|trước|sau)\s+$")  # "trong thời hạn 24 giờ"
_LIST_MARK = re.compile(r"^\s*(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}\.\d{1,2}(?:\.\d{1,2})*)\s")
_FRACTION = re.compile(r"/\d[\d.]*\s+")  # "36/40 đài": so many of so many
_SPAN = re.compile(r"\s*(?:đến|tới|[-–])\s*\d[\d.,]*\s+")  # "từ 3 đến 5 tin": both ends share the unit
_RANGE = re.compile(r"^\s*[-–]\s*\d|^/\d")


@dataclass(frozen=True, slots=True)
class Count:
    """A number that counts: positions in its paragraph. `unit_end` is where the unit's words end (equal to
    `end` for none)."""

    value: Decimal
    start: int
    end: int
    unit: str
    unit_start: int
    unit_end: int
    qualifier: str | None
    per: str | None
    measured: bool  # the unit measures (%, km, đồng) and does not name what is counted


def counts_in(text: str) -> tuple[Count, ...]:
    """The counts of a paragraph, in order."""
    closed = [(span.start, span.end) for span in find_dates(text)]
    closed += [found.span() for pattern in (_CODE, _QUOTED_LAW) for found in pattern.finditer(text)]
    mark = _LIST_MARK.match(text)
    if mark:
        closed.append(mark.span())
    out = []
    for number in find_numbers(text):
        if any(start < number.end and number.start < end for start, end in closed):
            continue
        count = _count(text, number)
        if count:
            out.append(count)
    return tuple(out)


def _count(text: str, number: Number) -> Count | None:
    before, after = _near(text, number.start), text[number.end : number.end + 200]
    w = words()
    if (
        re.search(r"\w[-–]$|[-–/]\s?$", before)
        and re.search(r"[\w/][-–/]\s?$|\d\s[-–]\s$", before)
        and not _range_of_counts(before, after)
    ):
        return None
    if re.match(r"[A-Za-zÀ-ỹ]{1,3}\d|[A-Z]\b", after) and not w.measure.match(after) and not after.startswith("đ"):
        return None
    if (
        _CLOCK.match(after)
        or (re.match(r"\s*(?:giờ|phút)(?!\w)", after) and _TERM.search(before))
        or (
            number.value == int(number.value)
            and 1900 <= number.value <= 2100
            and "." not in number.raw
            and not number.percent
            and not _named_unit(after)
        )
    ):
        return None
    if re.search(r"(?:\+?84|\b0)\d*$", before) and re.match(r"[\d. ]{6,}", after):
        return None
    unit = _unit(text, number)
    if unit is None:
        return None
    start, end, name, measured = unit
    if w.name_before.search(before) and not (
        measured or number.raw.startswith("0") or re.search(r"(?:tổ chức|thực hiện|xây dựng|đăng|phát)\s+$", before)
    ):
        if not _counts_after_name(before) and not re.search(r"mỗi\s+\S+\s*$", before):
            return None
    per = _per(text, end)
    if per and (name.startswith("lượt") or re.match(r"\s*/", text[end:])):
        name = f"{name}/{per}"
    return Count(number.value, number.start, number.end, name, start, end, _qualifier(text, number, end), per, measured)


def _range_of_counts(before: str, after: str) -> bool:
    """ "3 - 5 lớp": two ends of one count, not a number of a road or a mark."""
    ends = re.search(r"(?:^|[\s(])\d[\d.,]*\s?%?\s?[-–]\s?$", before)
    return (
        bool(ends)
        and not re.search(r"(?:mốc|số|Số|km|Km|thửa|tờ|điều|khoản|mục)\s+[\d/.,]+\s?[-–]\s?$", before)
        and _named_unit(after)
    )


def _near(text: str, at: int) -> str:
    """The few words before a place: enough to judge a number, and no more work for a longer paragraph."""
    return text[max(0, at - 90) : at]


def _named_unit(after: str) -> bool:
    w = words()
    space = re.match(r"\s+", after)
    return bool(
        space
        and (w.unit.match(after, space.end()) or w.measure.match(after, space.end()))
        and not w.times.match(after, space.end())
    )


def _counts_after_name(before: str) -> bool:
    """Words such as "trang", "kênh", "lớp" name a number only where they stand alone before it ("Trang 5")."""
    last = re.search(r"(\S+)\s*$", before)
    return (
        bool(last)
        and last is not None
        and last[1].lower() in {"đường", "khu", "tổ", "nhóm", "loại", "lớp", "trang", "kênh", "điểm", "số", "chương"}
        and bool(
            re.search(
                r"(?:thông tin điện tử|truyền hình|(?<!\w)(?:tổng|Tổng|dân|Dân|doanh|Doanh|sĩ|Sĩ|quân) số|"
                r"tuyên truyền|bồi dưỡng|tập huấn|du lịch)\s*\S*\s*$",
                before,
            )
        )
    )


def _unit(text: str, number: Number) -> tuple[int, int, str, bool] | None:
    """Where the unit stands and how it is called; None for a number that counts nothing."""
    w = words()
    if number.percent:
        sign = text.index("%", number.end)
        return sign, sign + 1, "%", True
    at = number.end
    space = re.compile(r"\s*").match(text, at)
    begin = space.end() if space else at
    measure = w.measure.match(text, begin)
    if begin == at and "." in number.raw and re.compile(r"d(?!\w)").match(text, at):
        return at, at + 1, "đồng", True  # typed without its bar: "1.200.000d"
    if measure:
        if measure[0] in {"điểm"} or (measure[0] == "giờ" and _CLOCK.match(text[at:])):
            measure = None
        else:
            return (
                begin,
                measure.end(),
                {"đ": "đồng", "VNĐ": "đồng", "VND": "đồng", "phần trăm": "%", "km²": "km2", "m²": "m2", "m³": "m3"}.get(
                    measure[0], measure[0]
                ),
                True,
            )
    shared = _FRACTION.match(text, at) or (
        _SPAN.match(text, at) if re.search(r"(?:từ|khoảng|trung bình)\s+$", _near(text, number.start)) else None
    )
    if shared:
        inner = _counting_word(text, shared.end()) if w.unit.match(text, shared.end()) else None
        return (shared.end(), *inner, False) if inner else None
    if begin == at or _DURATION.match(text, at) or _RANGE.match(text[at:]):
        return None
    found = _counting_word(text, begin)
    return (begin, *found, False) if found else None


def _counting_word(text: str, at: int) -> tuple[int, str] | None:
    """The end and the name of the counting unit that begins at `at`."""
    w = words()
    lead = w.lead.match(text, at)
    if lead:
        inner = w.unit.match(text, lead.end())
        if inner and inner[0].lower() not in {"của"}:
            return inner.end(), inner[0].lower()
    end = family_end(text, at)
    known = w.unit.match(text, at)
    if (known and known.end() >= end) or end > at:
        stop = max(end, known.end() if known else at)
        return stop, " ".join(text[at:stop].split()).lower()
    word = re.compile(r"[a-zà-ỹđ]+(?![\w])").match(text, at)
    if not word or word[0] in _NEVER_UNITS or shapes().acting.match(text, at) or shapes().topical.match(text, at):
        return None
    if not _looks_counted(text, at):
        return None
    second = re.compile(r"\s+[a-zà-ỹđ]+(?!\w)").match(text, word.end())
    if second and second[0].strip() not in _NEVER_UNITS:
        return second.end(), f"{word[0]}{' '}{second[0].strip()}"
    return word.end(), word[0]


def _looks_counted(text: str, at: int) -> bool:
    """Whether the number before an unknown noun is written as a count: "05 ...", "1.200 ...", after "có",
    "gồm", "trên"."""
    found = re.compile(r"(?P<before>\S+\s+)?(?P<digits>\d[\d.,]*)\s*$").search(_near(text, at))
    if not found:
        return False
    before = (found["before"] or "").strip().lower()
    return (
        found["digits"].startswith("0")
        or "." in found["digits"]
        or before in {"có", "gồm", "với", "được", "trên", "hơn", "gần", "khoảng", "và", "đạt", "cho", "tổng"}
    )


def family_end(text: str, at: int) -> int:
    """The end of counting words counted together ("22 xã, thị trấn"); `at` when there are none."""
    best = at
    for family in words().family:
        one = family.match(text, at)
        while one:
            best = max(best, one.end())
            more = re.compile(r"\s*,\s+|\s+và\s+(?!\d)").match(text, one.end())
            one = family.match(text, more.end()) if more else None
    return best


_NEVER_UNITS = frozenset(
    [
        "và",
        "hoặc",
        "của",
        "cho",
        "tại",
        "trong",
        "trên",
        "với",
        "theo",
        "là",
        "đã",
        "đang",
        "sẽ",
        "được",
        "do",
        "để",
        "từ",
        "đến",
        "về",
        "năm",
        "tháng",
        "ngày",
        "như",
        "này",
        "đó",
        "khi",
        "nếu",
        "thì",
        "mà",
        "ở",
        "bằng",
        "qua",
        "bởi",
        "có",
        "không",
        "cùng",
        "các",
        "những",
        "một",
        "trở",
        "so",
        "tăng",
        "giảm",
        "đạt",
        "giờ",
        "nay",
        "thuộc",
        "tiếp",
        "trước",
        "sau",
        "tới",
        "vào",
        "ra",
        "lên",
        "xuống",
        "còn",
        "đều",
        "cùng",
        "cả",
        "hơn",
        "kém",
        "nhất",
        "rồi",
        "nên",
        "tại",
        "vì",
        "nhằm",
        "việc",
        "làm",
        "thực",
        "cấp",
        "tổ",
        "chức",
    ]
)


def _qualifier(text: str, number: Number, unit_end: int) -> str | None:
    w = words()
    found = w.qualifier_before.search(_near(text, number.start))
    if found:
        word = " ".join(found["word"].split()).lower()
        if word in {"đến", "tới"} and not re.search(r"từ\s+\d[\d.,]*\s+\S+\s*$", _near(text, number.start)):
            return None
        if word == "từ" and not re.match(
            r"[^,;.]{0,30}?(?:\s+trở\s+(?:lên|xuống)|\s*[-–]\s*\d|\s+đến\s+\d)", text[number.end : number.end + 60]
        ):
            return None
        return word
    later = w.after.match(text, unit_end)
    return later["word"].lower() if later else None


def _per(text: str, end: int) -> str | None:
    """ "/tháng", "mỗi năm" after a unit and its noun."""
    found = re.compile(
        r"[^,;.:()\d]{0,40}?(?:\s*/\s*|\s+mỗi\s+|\s+một\s+)(tháng|năm|ngày|tuần|quý|người|xã|huyện|lớp|"
        r"buổi|hộ|đài)(?!\w)"
    ).match(text, end)
    return found[1] if found else None
