"""Words of notices, and the carrier that only writes to a file."""

from __future__ import annotations

import json
from pathlib import Path
from string import Formatter

import pytest

from nhip.notices.carriers import FileCarrier, Message
from nhip.notices.wording import kinds, worded

FACTS = {
    "report": "Báo cáo truyền thông", "unit": "Xã Mẫu Sơn", "period": "quý I năm 2026", "due": "16/3/2026",
    "state": "đang soạn", "late": "02", "reason": "Thiếu số liệu", "step": "kiểm tra",
    "plan": "Tuyên truyền cửa khẩu xanh", "task": "Mở 02 lớp tập huấn", "count": "03",
}  # fmt: skip


def facts_of(kind: str) -> dict[str, str]:
    """A fact for each name that the kind's words ask for."""
    asked = (name for text in kinds()[kind].values() for _, name, _, _ in Formatter().parse(text) if name)
    return {name: FACTS.get(name, f"Điều mẫu {name}.") for name in asked}


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_kind_has_its_words(kind: str) -> None:
    words = worded(kind, facts_of(kind))
    assert words.title
    assert words.body.endswith((".", "liệu"))
    assert "{" not in words.title + words.body


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_what_leaves_the_house_names_no_matter(kind: str) -> None:
    facts = facts_of(kind)
    short = worded(kind, facts).short
    assert "{" not in kinds()[kind]["short"]
    assert not any(fact in short for fact in facts.values())


def test_a_missing_fact_is_no_blank() -> None:
    with pytest.raises(KeyError):
        worded("report_overdue", {})


def test_the_file_carrier_writes_each_message_once(tmp_path: Path) -> None:
    carrier = FileCarrier(tmp_path / "zalo" / "out.jsonl")
    message = Message("0900000000", "Có báo cáo quá hạn.", "https://mau.vn/bao-cao/1/", "7-9")
    assert carrier.send(message) == carrier.send(message)
    lines = (tmp_path / "zalo" / "out.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["link"] for line in lines] == ["https://mau.vn/bao-cao/1/"]
