"""Tables for spreadsheets: CSV (RFC 4180) in which no cell runs as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from django.http import HttpResponse

from nhip.text.cells import safe


def csv_of(columns: Sequence[str], rows: Iterable[Mapping[str, str]], name: str) -> HttpResponse:
    """A file for spreadsheets: RFC 4180 with a byte-order mark."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows({name: safe(value) for name, value in row.items()} for row in rows)
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
