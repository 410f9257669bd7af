"""Tables for spreadsheets: CSV (RFC 4180) in which no cell runs as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from django.http import HttpResponse


def csv_of(columns: Sequence[str], rows: Iterable[Mapping[str, str]], name: str) -> HttpResponse:
    """A file for spreadsheets: RFC 4180 with a byte-order mark."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows({name: _harmless(value) for name, value in row.items()} for row in rows)
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _harmless(value: str) -> str:
    """A cell that a spreadsheet would run as a formula is made plain text."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t") else value
