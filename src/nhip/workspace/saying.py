"""How a page says days, spans and numbers. Plain: no clock, no database."""

from __future__ import annotations

from datetime import date

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def day_name(day: date) -> str:
    """Thứ Năm, ngày 12 tháng 11; days below 10, months 1 and 2 with a zero (Decree 30/2020, appendix I part II.4)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{_WEEKDAYS[day.weekday()]}, ngày {day.day:02d} tháng {month}"


def weekday_name(day: date) -> str:
    """Thứ Hai."""
    return _WEEKDAYS[day.weekday()]


def ago(seconds: float) -> str:
    """A span back from now in the largest whole unit."""
    if seconds < 60:
        return "vừa xong"
    for unit, size in (("ngày", 86400), ("giờ", 3600), ("phút", 60)):
        if seconds >= size:
            return f"{int(seconds // size)} {unit} trước"
    return "vừa xong"


def grouped(value: float | int) -> str:
    """1234567.5 as 1.234.567,5; whole numbers lose their decimals."""
    if float(value).is_integer():
        return f"{int(value):,}".replace(",", ".")
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")
