# ruff: noqa: E501
"""Proof-reading: what a careful clerk marks, and what he leaves alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from nhip.documents.reading.reader import read


@dataclass(frozen=True)
class Unit:
    name: str
    unit: str
    territory: str


@dataclass(frozen=True)
class Places:
    versions: tuple[Unit, ...] = (Unit("Huyện Nguyên Bình", "cao-bang.nguyen-binh", "cao-bang.nguyen-binh"),)


@dataclass(frozen=True)
class Stands:
    kind: str


class Book:
    def status(self, symbol: str, on: date) -> Stands:
        return Stands("ended" if symbol == "09/2017/NĐ-CP" and on >= date(2026, 7, 1) else "in_force")


def errors(text: str) -> list[tuple[str, str, str | None]]:
    found = read(text, source_file="x", directory=Places(), laws=Book()).text_errors
    return [(e.kind, e.raw, e.correct) for e in found]


@pytest.mark.parametrize(
    ("text", "kind", "raw"),
    [
        ("Các đơn vị đã thực hiện thực hiện tốt quy định.", "duplicate_word", "thực hiện thực hiện"),
        ("Sở chủ trì, phối hợp với các các sở, ban, ngành triển khai.", "duplicate_word", "các các"),
        ("Ủy ban nhân dân xã báo cáo kết như sau:", "missing_word", "báo cáo kết như sau"),
        ("Trên đây là báo cáo 6 tháng năm và phương hướng tới.", "missing_word", "6 tháng năm"),
        ("Treo 175 câu băng zôn, khẩu hiệu trên các trục đường.", "spelling", "zôn"),
        ("Nhiệm vụ năm 2024..nhằm hoàn thành tốt mục tiêu.", "punctuation", "4..nhằm"),
        ("Giới thiệu tiềm năng, thể mạnh của huyện với bạn bè.", "diacritic", "thể"),
        ("Huyện ủy huyện Nguyễn Bình chỉ đạo các xã.", "place_name", "Nguyễn Bình"),
        ("Theo Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Thủ tướng Chính phủ về thông tin.", "factual_issuer", "Thủ tướng Chính phủ"),
    ],
)  # fmt: skip
def test_marked(text: str, kind: str, raw: str) -> None:
    assert (kind, raw) in [(k, r) for k, r, _ in errors(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Xử lý nghiêm các hành vi vi phạm theo quy định của pháp luật.",
        "Đây là cơ quan quan trọng của hệ thống chính trị, luôn luôn đổi mới.",
        "Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ về quản lý hoạt động thông tin đối ngoại.",
        "Trong 6 tháng đầu năm 2025, toàn xã có 12 buổi tuyên truyền trên hệ thống truyền thanh...",
        "Thị ủy, thị xã và các đô thị Bắc Ninh phối hợp tuyên truyền.",
    ],
)
def test_left_alone(text: str) -> None:
    assert errors(text) == []


def test_numbers_that_repeat_and_an_act_no_longer_in_force() -> None:
    text = (
        "Hà Giang, ngày 12 tháng 8 năm 2026\nKẾ HOẠCH\nPhát ngôn năm 2026\n"
        "Căn cứ Nghị định số 09/2017/NĐ-CP ngày 09/02/2017 của Chính phủ;\n"
        "I. MỤC ĐÍCH\nNâng cao nhận thức.\nII. NỘI DUNG\nTổ chức hội nghị.\nII. KINH PHÍ\nTừ ngân sách.\n"
    )
    assert errors(text) == [
        ("dead_law", "09/2017/NĐ-CP", None),
        ("numbering", "II. KINH PHÍ", "III"),
    ]


def test_the_right_name_goes_into_the_header() -> None:
    text = "Số: /BC-UBND\nNguyễn Bình, ngày 3 tháng 6 năm 2021\nBÁO CÁO\nKết quả\nỦy ban nhân dân huyện Nguyễn Bình báo cáo như sau:\n"
    header = read(text, source_file="x", directory=Places()).header
    assert header.place is not None
    assert (header.place.name, header.place.raw) == ("Nguyên Bình", "Nguyễn Bình")
    assert header.issuing_body is not None
    assert header.issuing_body.name == "Ủy ban nhân dân huyện Nguyên Bình"
