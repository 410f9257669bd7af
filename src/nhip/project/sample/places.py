"""Places, products, projects and gates of the sample, by the real actions. Twice adds nothing."""

from __future__ import annotations

import io
import json
import math
import struct
import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from PIL import Image, ImageDraw

from nhip.agencies.actions.units import take_up
from nhip.agencies.models.accounts import Account
from nhip.agencies.models.units import Unit
from nhip.agencies.queries.accounts import account_by_email
from nhip.journal.actors import Machine
from nhip.places.actions.entries import open_entry, save_entry, translate_entry
from nhip.places.actions.gates import say_status
from nhip.places.actions.makers import enter_maker
from nhip.places.actions.moving import confirm_checked, move
from nhip.places.actions.pictures import add_picture, attach_file
from nhip.places.content import words_digest
from nhip.places.models.entries import Entry
from nhip.places.queries.entries import content_of
from nhip.project.sample import clock
from nhip.project.sample.pictures import write_on

CULTURE = "lang-son/so-van-hoa-the-thao-va-du-lich"
BOARD = "lang-son/ban-quan-ly-khu-kinh-te-cua-khau-dong-dang-lang-son"
PEOPLE = {
    CULTURE: ("chuyen-vien@mau.nhip.vn", "lanh-dao@mau.nhip.vn"),
    BOARD: ("cua-khau@mau.nhip.vn", "truong-ban-cua-khau@mau.nhip.vn"),
}
"""Who writes and who approves, by agency."""
SPOKEN = ("name", "lead", "body", "directions", "address", "where", "origin", "terms", "opposite", "goods")
CONTACT = {CULTURE: "Phòng Du lịch mẫu, điện thoại 0205 000 001", BOARD: "Trực cửa khẩu mẫu, điện thoại 0205 000 002"}
ACTOR = Machine("tỉnh mẫu")


def publish_places(listed: str, today: date) -> int:
    """Bring out what is not out yet; the number of entries. `listed`: the text of `places.toml`."""
    if any(account_by_email(email) is None for pair in PEOPLE.values() for email in pair):
        return 0  # a province built before these people were
    rows = tomllib.loads(listed)["entry"]
    keys = sorted({CULTURE, BOARD, *(row["commune"] for row in rows if "commune" in row)})
    units = {unit.key: unit for unit in take_up(ACTOR, keys, ground="Tỉnh mẫu")}
    made = 0
    with clock.running() as shown:
        for number, row in enumerate(rows):
            shown.set(today - timedelta(days=20 - number), 8)
            with transaction.atomic():
                made += _bring_out(units, row)
        for row in (one for one in rows if "says" in one):
            shown.set(today - timedelta(days=3 if row.get("old") else 0), 7)
            _say(row)
    return made


def _owner(row: Mapping[str, Any]) -> str:
    return BOARD if row.get("board") else CULTURE


def _entry_of(units: Mapping[str, Unit], row: Mapping[str, Any]) -> Entry | None:
    return Entry.objects.filter(unit__key=_owner(row), kind=row["kind"], code=row["name"][:60]).first()


def _bring_out(units: Mapping[str, Unit], row: Mapping[str, Any]) -> int:
    owner = _owner(row)
    writer, approver = (account_by_email(email) for email in PEOPLE[owner])
    if _entry_of(units, row) is not None:
        return 0
    entry = open_entry(writer, units[owner], row["kind"], row["name"], code=row["name"][:60])
    facts = {**row["facts"], "commune": row.get("commune", ""), "contact": CONTACT[owner],
             "source": "Dữ liệu mẫu do dự án tự viết; tọa độ gần đúng"}  # fmt: skip
    if "maker" in row:
        facts["maker"] = str(enter_maker(writer, units[owner], row["maker"], contact="0205 000 003 (mẫu)").pk)
    save_entry(writer, entry, facts, {"vi": {key: row[key] for key in SPOKEN if key in row}})
    for language in ("en", "zh-hans"):
        if language in row:
            translate_entry(writer, entry, language, row[language], words_digest(content_of(entry)))
    _illustrate(writer, entry, row)
    confirm_checked(writer, entry, "Dữ liệu mẫu")
    move(writer, entry, "submit")
    move(approver, entry, "approve")
    move(approver, entry, "publish")
    return 1


def _illustrate(writer: Account, entry: Entry, row: Mapping[str, Any]) -> None:
    told = {"description": "Hình vẽ đồi núi hai màu, ghi “Dữ liệu mẫu”.", "caption": "Hình vẽ minh họa. Dữ liệu mẫu.",
            "credit": "Nhịp", "rights_holder": "Nhịp", "licence": "own", "licence_note": "Dự án tự vẽ"}  # fmt: skip
    if "colours" in row:
        add_picture(writer, entry, _hills(row["name"], row["colours"], (1200, 750)), told)
    if row.get("scene"):
        add_picture(writer, entry, _all_around(row["colours"]), told, scene=True)
    if row.get("model"):
        attach_file(writer, entry, "model", "Cổng thành (mô hình mẫu)", "cong-thanh.glb", model())


def _say(row: Mapping[str, Any]) -> None:
    entry = _entry_of({}, row)
    if entry is None or entry.statuses.exists():
        return
    writer, _ = (account_by_email(email) for email in PEOPLE[BOARD])
    state, *notes = row["says"]
    say_status(writer, entry, state, dict(zip(("vi", "en", "zh-hans"), notes, strict=True)))


def _hills(title: str, colours: list[str], size: tuple[int, int]) -> bytes:
    """Hills in two colours that say what they are; never taken for a photograph."""
    drawn = Image.new("RGB", size, colours[0])
    draw, seed = ImageDraw.Draw(drawn), sum(map(ord, title))
    for layer, part in enumerate((0.45, 0.6, 0.78)):
        points = [(x, int(size[1] * part) + (seed * (x // 100 + 3 + layer) * 7919 % 120) - 60)
                  for x in range(0, size[0] + 1, 100)]  # fmt: skip
        draw.polygon([*points, size, (0, size[1])], fill=_between(colours, 0.35 + 0.32 * layer))
    write_on(draw, (40, size[1] - 60), "Dữ liệu mẫu: hình vẽ minh họa, không phải ảnh chụp", 26, "#ffffff")
    return _jpeg(drawn)


def _all_around(colours: list[str]) -> bytes:
    """A drawn scene twice as wide as high: its two edges meet, so that one can turn round and round."""
    width, height = 2048, 1024
    drawn = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(drawn)
    for y in range(height):
        draw.line((0, y, width, y), fill=_between(["#6f93c9", "#f3e3cf"], min(1.0, y / (height * 0.55))))
    for layer, (level, waves) in enumerate(((0.5, 5), (0.56, 8), (0.64, 3))):
        points = [
            (x, height * level - 60 * (3 - layer) / 3 * math.sin(2 * math.pi * waves * x / width + layer))
            for x in range(0, width + 1, 8)
        ]
        draw.polygon([*points, (width, height), (0, height)], fill=_between(colours, 0.3 + 0.3 * layer))
    for x in range(120, width, width // 4):
        write_on(draw, (x, height // 2 + 150), "Dữ liệu mẫu: cảnh vẽ", 34, "#ffffff")
    return _jpeg(drawn)


def _jpeg(drawn: Image.Image) -> bytes:
    kept = io.BytesIO()
    drawn.save(kept, "JPEG", quality=82)
    return kept.getvalue()


def _between(colours: list[str], share: float) -> tuple[int, int, int]:
    first, last = (tuple(int(one[at : at + 2], 16) for at in (1, 3, 5)) for one in colours)
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, last, strict=True))
    return red, green, blue


BLOCKS = (
    ((-3.0, 0.0, -1.0), (-1.2, 3.0, 1.0), (0.62, 0.58, 0.5)),
    ((1.2, 0.0, -1.0), (3.0, 3.0, 1.0), (0.62, 0.58, 0.5)),
    ((-3.0, 3.0, -1.0), (3.0, 4.0, 1.0), (0.55, 0.5, 0.42)),
    ((-2.0, 4.0, -0.8), (2.0, 5.4, 0.8), (0.68, 0.42, 0.26)),
    ((-2.5, 5.4, -1.3), (2.5, 5.8, 1.3), (0.36, 0.2, 0.14)),
    ((-6.0, -0.2, -4.0), (6.0, 0.0, 4.0), (0.45, 0.52, 0.36)),
)
"""A gate of blocks: lower corner, upper corner, colour (0 to 1)."""


def model() -> bytes:
    """The gate as a binary glTF 2.0 file: one mesh for each block."""
    parts: list[bytes] = []
    views, accessors, meshes, materials = [], [], [], []
    for low, high, colour in BLOCKS:
        points, normals = _block(low, high)
        for data in (points, normals):
            offset = sum(map(len, parts))
            packed = b"".join(struct.pack("<3f", *one) for one in data)
            parts.append(packed)
            views.append({"buffer": 0, "byteOffset": offset, "byteLength": len(packed), "target": 34962})
            accessors.append({
                "bufferView": len(views) - 1, "componentType": 5126, "count": len(data), "type": "VEC3",
                "min": [min(one[axis] for one in data) for axis in range(3)],
                "max": [max(one[axis] for one in data) for axis in range(3)],
            })  # fmt: skip
        materials.append({"pbrMetallicRoughness": {"baseColorFactor": [*colour, 1.0], "metallicFactor": 0.0}})
        attributes = {"POSITION": len(accessors) - 2, "NORMAL": len(accessors) - 1}
        meshes.append({"primitives": [{"attributes": attributes, "material": len(materials) - 1}]})
    binary = b"".join(parts)
    told = {
        "asset": {"version": "2.0", "generator": "Nhịp, dữ liệu mẫu"}, "scene": 0,
        "scenes": [{"nodes": list(range(len(meshes)))}], "nodes": [{"mesh": one} for one in range(len(meshes))],
        "meshes": meshes, "materials": materials, "accessors": accessors, "bufferViews": views,
        "buffers": [{"byteLength": len(binary)}],
    }  # fmt: skip
    said = json.dumps(told, separators=(",", ":")).encode()
    said += b" " * (-len(said) % 4)
    length = 12 + 8 + len(said) + 8 + len(binary)
    return (
        struct.pack("<4sII", b"glTF", 2, length) + struct.pack("<I4s", len(said), b"JSON") + said
        + struct.pack("<I4s", len(binary), b"BIN\0") + binary
    )  # fmt: skip


def _block(low: tuple[float, ...], high: tuple[float, ...]) -> tuple[list[tuple[float, ...]], list[tuple[float, ...]]]:
    """The twelve triangles of a block with the direction each looks in."""
    points, normals = [], []
    for axis in range(3):
        first, second = (axis + 1) % 3, (axis + 2) % 3
        for side, value in ((-1.0, low[axis]), (1.0, high[axis])):
            corners = []
            for a, b in ((low, low), (high, low), (high, high), (low, high)):
                corner = [0.0, 0.0, 0.0]
                corner[axis], corner[first], corner[second] = value, a[first], b[second]
                corners.append(tuple(corner))
            order = (0, 1, 2, 0, 2, 3) if side > 0 else (0, 2, 1, 0, 3, 2)
            points += [corners[one] for one in order]
            normals += [tuple(side if one == axis else 0.0 for one in range(3))] * 6
    return points, normals
