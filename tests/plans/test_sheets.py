"""Tables: what we write we read again; hostile files are refused by name; faults name their cell."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from nhip.plans.kinds import packaged
from nhip.plans.sheets import opening, writing
from nhip.plans.sheets.columns import cell_name, columns
from nhip.plans.sheets.opening import Limits, Table, open_table
from nhip.plans.sheets.reading import entry_id, read_table
from nhip.text.issues import Issue, sentence

TODAY = date(2026, 11, 21)
KINDS = packaged().kinds
LEAFLET = KINDS["leaflet"]


def book(rows: list[list[object]], head: tuple[str, ...] = ("Ngày", "Nội dung", "Số lượng (tờ)")) -> bytes:
    made = Workbook()
    made.active.append(list(head))
    for row in rows:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read(data: bytes, name: str = "a.xlsx", kind: str = "leaflet") -> object:
    return read_table(KINDS[kind], open_table(name, data), packaged(), TODAY)


def refused(data: bytes, name: str = "a.xlsx", limits: Limits = opening.STANDARD) -> str:
    issue = open_table(name, data, limits)
    assert isinstance(issue, Issue), issue
    assert sentence(issue)
    return issue.code


@pytest.mark.parametrize("code", sorted(KINDS))
def test_a_template_filled_in_is_read_again(code: str) -> None:
    kind = KINDS[code]
    made = load_workbook(io.BytesIO(writing.template(kind)))
    sheet = made.active
    assert [cell.value.strip(" *") for cell in sheet[1]] == [column.name for column in columns(kind)]
    sheet["A2"], sheet["B2"], sheet["C2"] = date(2026, 6, 5), "Phát tại chợ phiên", 120
    out = io.BytesIO()
    made.save(out)
    reading = read(out.getvalue(), kind=code)
    assert reading.refused is None
    assert reading.faults == ()
    (line,) = reading.lines
    assert (line.row, line.entry.on, line.entry.quantity) == (2, date(2026, 6, 5), 120)


def test_a_template_of_another_kind_is_refused_by_its_name() -> None:
    reading = read(writing.template(KINDS["banner"]))
    assert "Băng rôn" in sentence(reading.refused)


def test_every_fault_names_its_cell_in_vietnamese() -> None:
    reading = read(book([
        ["05/6/2026", "Đúng", "1.200"],
        ["31/02/2026", "Sai ngày", 5],
        [date(2026, 6, 1), "", "nhiều"],
        [date(2027, 6, 1), "Chưa đến", 5],
    ]))  # fmt: skip
    assert len(reading.lines) == 1
    assert [fault.cell for fault in reading.faults] == ["A3", "B4", "C4", "A5"]
    assert reading.faults[0].text.startswith("Ô A3: Không đọc được ngày «31/02/2026»")


def test_a_csv_with_semicolons_and_decimal_commas_is_read() -> None:
    text = 'Ngày;Nội dung;Số lượng (chiếc);Chiều dài (m);Mức độ chính xác\r\n5/6/2026;"Treo; dọc phố";12;3,5;khoảng\r\n'
    reading = read(text.encode("utf-8-sig"), "a.csv", "banner")
    (line,) = reading.lines
    assert (line.entry.title, line.entry.values, line.entry.qualifier) == ("Treo; dọc phố", {"metres": "3.5"}, "khoảng")
    assert read(text.encode("utf-16"), "a.csv", "banner").lines == reading.lines


def test_headings_may_stand_lower_and_in_any_order() -> None:
    made = Workbook()
    for row in (["BẢNG TỔNG HỢP"], [], ["số lượng", "NOI DUNG", "Ghi chú", "ngay"], [5, "Phát", "x", "1/6/2026"]):
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    reading = read(out.getvalue())
    assert [line.row for line in reading.lines] == [4]
    assert reading.strange == ("Ghi chú",)


def test_missing_columns_are_named() -> None:
    assert "Số lượng (tờ)" in sentence(read(book([], ("Ngày", "Nội dung"))).refused)
    assert read(book([], ("a", "b"))).refused.code == "plans.sheet_headings"


def test_equal_rows_are_two_and_the_same_file_gives_the_same_entries() -> None:
    data = book([["05/6/2026", "Phát", 10], ["05/6/2026", "Phát", 10], ["05/6/2026", "phát ", 10]])
    ids = [entry_id("mau/xa", line) for line in read(data).lines]
    assert len(set(ids)) == 2  # the third is the first with another capital: a slip, not a third round
    assert [entry_id("mau/xa", line) for line in read(data).lines] == ids
    assert entry_id("mau/xa-khac", read(data).lines[0]) != ids[0]


def test_formulas_are_refused_by_their_cell() -> None:
    issue = open_table("a.xlsx", book([["05/6/2026", "Phát", "=1+1"]]))
    assert isinstance(issue, Issue)
    assert "Ô C2 chứa công thức" in sentence(issue)
    assert refused("Ngày;Nội dung;Số lượng\n=cmd|' /c calc'!A0;x;1\n".encode(), "a.csv") == "plans.sheet_formula"


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def swapped(data: bytes, part: str, change: object) -> bytes:
    """The workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            body = old.read(member)
            new.writestr(member.filename, change(body) if member.filename == part else body)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
FINE = book([["05/6/2026", "Phát", 10]])


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    assert refused(packed(**{"xl__workbook.xml": b"<a/>", "xl__b.xml": b"0" * 20_000_000})) == "plans.sheet_bomb"
    slow = Limits(unpacked_bytes=100_000, ratio=10**9)
    assert (
        refused(packed(**{"xl__workbook.xml": b"<a/>", "xl__b.xml": b"ab" * 90_000}), limits=slow) == "plans.sheet_bomb"
    )
    many = packed(**{"xl__workbook.xml": b"<a/>"} | {f"m{i}": b"" for i in range(600)})
    assert refused(many) == "plans.sheet_bomb"


def test_entities_are_refused() -> None:
    evil = swapped(FINE, "xl/workbook.xml", lambda body: b'<!DOCTYPE a [<!ENTITY b "c">]>' + body)
    assert refused(evil) == "plans.sheet_entities"
    wide = swapped(FINE, SHEET, lambda body: '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16"))
    assert refused(wide) == "plans.sheet_entities"


def test_what_a_sheet_says_of_its_size_is_not_believed() -> None:
    lying = swapped(FINE, SHEET, lambda body: body.replace(b"A1:C2", b"A1:XFD1048576"))
    assert lying != FINE
    assert len(read(lying).lines) == 1
    far = swapped(FINE, SHEET, lambda body: body.replace(b'r="2"', b'r="1048576"').replace(b'"A2"', b'"A1048576"'))
    assert refused(far) == "plans.sheet_rows"
    wide = swapped(FINE, SHEET, lambda body: body.replace(b'"C2"', b'"XFD2"'))
    assert isinstance(open_table("a.xlsx", wide), Table | Issue)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlsx", b"", "plans.sheet_empty"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "plans.sheet_old"),
        ("a.xlsx", b"khong phai", "plans.sheet_kind"),
        ("a.xlsx", b"PK\x03\x04 hong", "plans.sheet_broken"),
        ("a.xlsx", packed(a=b"b"), "plans.sheet_kind"),
        ("a.xlsx", packed(**{"xl__workbook.xml": b"<a/>", "xl__vbaProject.bin": b"x"}), "plans.sheet_macro"),
        ("a.xlsx", packed(**{"xl__workbook.xml": b"<a/>"}), "plans.sheet_broken"),
        ("a.csv", "Ngày;Nội dung\n".encode("cp1258", "replace"), "plans.sheet_letters"),
        ("a.csv", b'a;b\n"c', "plans.sheet_csv"),
        ("a.csv", b"a;" * 80 + b"\n", "plans.sheet_columns"),
        ("a.csv", b"a;b\n" * 6000, "plans.sheet_rows"),
        ("a.csv", b"a;" + b"b" * 3000, "plans.sheet_text"),
    ],
)
def test_what_is_no_table_is_refused_by_name(name: str, data: bytes, code: str) -> None:
    assert refused(data, name) == code


RISKY = ['=HYPERLINK("http://x")', "+84 912", "-5", "@SUM(A1)", "\tx", "Tin thường", "\x07chuông"]


def test_what_we_write_out_never_runs() -> None:
    rows = [[one, Decimal("2.5")] for one in RISKY]
    made = load_workbook(io.BytesIO(writing.workbook("Sổ", ["Nội dung", "Số"], rows)))
    cells = [row[0] for row in made.active.iter_rows(min_row=2)]
    assert all(cell.data_type == "s" for cell in cells)
    assert made.active["B2"].value == 2.5
    text = writing.comma_separated(["Nội dung", "Số"], rows).decode("utf-8-sig")
    written = list(csv.reader(io.StringIO(text), delimiter=";"))[1:]
    assert not [row for row in written if row[0].startswith(("=", "+", "-", "@", "\t"))]
    assert written[0][1] == "2,5"


def test_the_same_table_is_the_same_bytes_in_content() -> None:
    assert writing.comma_separated(["a"], [["b"]]) == writing.comma_separated(["a"], [["b"]])
    assert [cell_name(place, 5) for place in (0, 25, 26, 701, 702)] == ["A5", "Z5", "AA5", "ZZ5", "AAA5"]
