"""The register as a table: out without formulas, back in once, each refused row by its number and name."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date
from types import SimpleNamespace

import pytest
from openpyxl import Workbook, load_workbook

from nhip.agencies.refusals import Refused
from nhip.channels.actions import outlets as register
from nhip.channels.actions.bringing_in import bring_in
from nhip.channels.models.outlets import Outlet
from nhip.channels.sheets import COLUMNS, Sheet, as_csv, read, workbook
from nhip.text.issues import sentence

ROW: Mapping[str, object] = {
    "unit": "Sở Văn hóa, Thể thao và Du lịch", "platform": "Trang Facebook", "name": "=Trang Mẫu",
    "address": "https://facebook.com/mau", "administrators": "Trưởng phòng Thông tin", "licence": "GP 01",
    "licence_until": date(2027, 3, 1), "followers": 12345, "counted_on": date(2026, 6, 1),
}  # fmt: skip


def file(*rows: tuple[object, ...], head: tuple[str, ...] = ("Nền tảng", "Tên kênh", "Địa chỉ *", "Cơ quan")) -> bytes:
    book = Workbook()
    for row in (head, *rows):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_is_written_is_read_back_and_runs_nothing() -> None:
    data = workbook([ROW])
    cells = list(next(load_workbook(io.BytesIO(data)).active.iter_rows(min_row=2)))
    assert cells[2].value == "'=Trang Mẫu"
    assert cells[2].data_type == "s"
    assert cells[10].value == 12345
    told = as_csv([ROW]).decode("utf-8-sig")
    assert "'=Trang Mẫu" in told
    assert "01/03/2027" in told
    for name, source in (("a.xlsx", data), ("a.csv", as_csv([ROW]))):
        sheet = read(name, source)
        assert isinstance(sheet, Sheet)
        (line,) = sheet.lines
        assert (line.number, line.platform, line.unit) == (2, "facebook", ROW["unit"])
        assert line.fields["name"] == "=Trang Mẫu"
        assert line.fields["licence_until"] == date(2027, 3, 1)
        assert "followers" not in line.fields


def test_a_row_that_is_not_understood_is_named() -> None:
    sheet = read(
        "a.xlsx",
        file(("Mạng lạ", "Kênh Một", "https://x.vn", ""), ("facebook", "Kênh Hai", "https://facebook.com/2", "")),
    )
    assert isinstance(sheet, Sheet)
    ((refused,), (line,)) = sheet.refused, sheet.lines
    assert (refused.number, refused.name) == (2, "Kênh Một")
    assert "Mạng lạ" in sentence(refused.issues[0])
    assert line.number == 3
    missing = read("a.xlsx", file(("a",), head=("Tên kênh",)))
    assert sentence(missing) == "Tệp thiếu cột: Nền tảng, Địa chỉ."
    dated = read("a.csv", "Nền tảng,Tên kênh,Địa chỉ,Ngày mở\nfacebook,A,https://facebook.com/a,hôm qua\n".encode())
    assert isinstance(dated, Sheet)
    assert "hôm qua" in sentence(dated.refused[0].issues[0])


def test_every_column_has_its_own_heading() -> None:
    assert len({heading for heading, _ in COLUMNS.values()}) == len(COLUMNS)


@pytest.mark.django_db
def test_the_same_table_twice_changes_nothing(person: Callable[..., object], unit: Callable[[str], object]) -> None:
    desk, other = unit("lang-son/so-van-hoa-the-thao-va-du-lich"), unit("lang-son/so-tai-chinh")
    officer, focal = person("officer", desk.key), person("focal_point", desk.key)
    register.open_outlet(officer, other, "facebook", {"name": "Đã có", "address": "https://facebook.com/co"})
    held = SimpleNamespace(data=file(
        ("Trang Facebook", "Trang Một", "https://facebook.com/mot", "Sở Văn hóa, Thể thao và Du lịch tỉnh Lạng Sơn"),
        ("Zalo OA", "OA Hai", "https://zalo.me/0123456789", ""),
        ("Zalo OA", "OA Ba", "https://facebook.com/ba", ""),
        ("Trang Facebook", "Trang Bốn", "https://www.facebook.com/CO/", ""),
        ("Trang Facebook", "Trang Năm", "https://facebook.com/nam", "Sở Không Có"),
    ))  # fmt: skip
    told = bring_in(officer, desk, "kenh.xlsx", held.data)
    assert (told.entered, told.changed, told.same) == (2, 0, 0)
    assert [(one.number, one.name) for one in told.refused] == [(4, "OA Ba"), (5, "Trang Bốn"), (6, "Trang Năm")]
    again = bring_in(officer, desk, "kenh.xlsx", held.data)
    assert (again.entered, again.changed, again.same) == (0, 0, 2)
    assert Outlet.objects.count() == 3
    mended = bring_in(officer, desk, "k.csv", "Nền tảng,Tên kênh,Địa chỉ\nfacebook,Tên Mới,facebook.com/mot\n".encode())
    assert (mended.entered, mended.changed) == (0, 1)
    row = Outlet.objects.get(address_key="facebook.com/mot")
    assert (row.name, row.address) == ("Tên Mới", "https://facebook.com/mot")
    foreign = bring_in(
        focal,
        desk,
        "k.csv",
        "Nền tảng,Tên kênh,Địa chỉ,Cơ quan\nfacebook,X,https://facebook.com/x,lang-son/so-tai-chinh\n".encode(),
    )
    assert foreign.entered == 0
    assert "không được" in sentence(foreign.refused[0].issues[0])
    with pytest.raises(Refused):
        bring_in(officer, desk, "k.xlsx", b"khong phai tep")
