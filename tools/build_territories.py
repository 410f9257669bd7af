"""Build the packaged territory files of `nhip.agencies` from their sources. Run at build time only, by a maintainer.

    python tools/build_territories.py PACKAGE COMMUNES OUT

PACKAGE: the folder of the installed `vietnamadminunits` 1.0.4 (MIT): every province, district and commune before
1 July 2025, every one after it, and which went into which. COMMUNES: the cross-checked table of the 121 new communes
of Lạng Sơn and Cao Bằng; where the two disagree the table wins. OUT: `src/nhip/agencies/data`.

Writes territories.csv.gz (one row a version), territory_links.csv.gz (one row a succession) and disagreements.csv.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sqlite3
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

REFORM = "2025-07-01"
LAST_DAY = "2025-06-30"
PACKAGE_A = "vietnamadminunits 1.0.4"
TWO_PROVINCES = {"Lạng Sơn": "20", "Cao Bằng": "04"}

# xã, thị trấn of Lạng Sơn that were gone by 1 December 2024 [secondary sources]: (district, old name, new name, part?)
EARLIER = [
    ("Huyện Tràng Định", "Xã Đại Đồng", "Thị trấn Thất Khê", "part"),
    ("Huyện Tràng Định", "Xã Đại Đồng", "Xã Đội Cấn", "part"),
    ("Huyện Tràng Định", "Xã Vĩnh Tiến", "Xã Khánh Long", "whole"),
    ("Huyện Văn Quan", "Xã Đồng Giáp", "Xã Khánh Khê", "whole"),
    ("Huyện Văn Quan", "Xã Tràng Các", "Xã Khánh Khê", "whole"),
    ("Huyện Lộc Bình", "Xã Tĩnh Bắc", "Xã Tam Gia", "whole"),
    ("Huyện Hữu Lũng", "Xã Sơn Hà", "Thị trấn Hữu Lũng", "whole"),
]
EARLIER_NOTE = {("Xã Đại Đồng", "Thị trấn Thất Khê"): "18,61 km2; 8.527 người"}


def slug(name: str) -> str:
    """ASCII key of a name: made once at a unit's birth, it means nothing afterwards."""
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def bare(name: str) -> str:
    """The name without its kind: "Thị trấn Cao Lộc" -> "Cao Lộc"."""
    return re.sub(r"^(Tỉnh|Thành phố|Huyện|Quận|Thị xã|Thị trấn|Xã|Phường|Đặc khu) ", "", name)


def spelling(name: str) -> str:
    """One spelling for hoà/hòa and uỷ/ủy, to compare names between sources."""
    return "".join(sorted(unicodedata.normalize("NFD", name.lower())))


class Ids:
    """Hands out keys; a second unit of the same words gets -2."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()

    def new(self, key: str) -> str:
        self.taken[key] += 1
        return key if self.taken[key] == 1 else f"{key}-{self.taken[key]}"


def nfc(value: str | None) -> str:
    return unicodedata.normalize("NFC", value or "").strip()


def main(package: Path, communes: Path, out: Path) -> None:
    base = sqlite3.connect(package / "data" / "dataset.db")
    mapping = json.loads((package / "data" / "converter_2025.json").read_text("utf-8"))
    old = base.execute(
        "select provinceKey, districtKey, wardKey, province, district, ward, provinceCode, districtCode, wardCode"
        " from admin_units_legacy"
    ).fetchall()
    new = base.execute(
        "select provinceKey, wardKey, province, ward, provinceCode, wardCode from admin_units"
    ).fetchall()

    ids = Ids()
    rows: list[list[str]] = []  # id, name, level, code, parent, valid_from, valid_to, confidence
    links: list[list[str]] = []  # old, new, on, kind, basis, confidence, note

    # provinces: one that was not merged keeps its id and has one version
    new_provinces = {key: (nfc(name), code) for key, _, name, _, code, _ in new}
    old_provinces = {r[0]: (nfc(r[3]), r[6]) for r in old}
    merged_into = {o: n for n, olds in mapping["DICT_PROVINCE"].items() for o in olds}
    province_id: dict[tuple[str, str], str] = {}  # (era, key) -> id
    for key, (name, code) in sorted(old_provinces.items(), key=lambda p: p[1][1]):
        unit = ids.new(slug(bare(name)))
        province_id["old", key] = unit
        alone = mapping["DICT_PROVINCE"][merged_into[key]] == [key]
        rows.append([unit, name, "province", code, "vn", "", "" if alone else LAST_DAY, "C"])
        if alone:
            province_id["new", merged_into[key]] = unit
    for key, (name, code) in sorted(new_provinces.items(), key=lambda p: p[1][1]):
        if ("new", key) in province_id:
            continue
        unit = ids.new(slug(bare(name)) + "-2025")
        province_id["new", key] = unit
        rows.append([unit, name, "province", code, "vn", REFORM, "", "C"])
        for source in mapping["DICT_PROVINCE"][key]:
            links.append([province_id["old", source], unit, REFORM, "merge", "whole", "S", ""])

    # districts: all ended with 30 June 2025
    district_id: dict[tuple[str, str], str] = {}
    for r in old:
        key = (r[0], r[1])
        if key not in district_id:
            district_id[key] = ids.new(f"{province_id['old', r[0]]}.{slug(nfc(r[4]))}")
            rows.append(
                [district_id[key], nfc(r[4]), "district", r[7] or "", province_id["old", r[0]], "", LAST_DAY, "C"]
            )

    # which old commune goes where: (new province key, new ward key) -> [(old key, part?)]
    fed: dict[tuple[str, str], list[tuple[str, bool]]] = defaultdict(list)
    for province, wards in mapping["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            fed[province, ward] += [(o, False) for o in olds]
    for province, olds in mapping["DICT_PROVINCE_WARD_DIVIDED"].items():
        for o, parts in olds.items():
            for part in parts:
                fed[province, part["newWardKey"]].append((o, True))
    old_by_key = {"_".join([r[0], r[1], r[2] or ""]): r for r in old}

    disagreements = cross_check(communes, new, fed, old_by_key)

    doubtful = namesakes(fed, old_by_key)
    disagreements += doubts(doubtful, fed, new, old_by_key)

    goes_whole_to: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for target, sources in fed.items():
        for o, part in sources:
            if not part:
                goes_whole_to[o].append(target)
    new_name = {(p, w): nfc(n) for p, w, _, n, _, _ in new}
    new_code = {(p, w): c for p, w, _, _, _, c in new}

    # old communes; one that went over alone, whole and under its name keeps its id and gets a second version
    commune_id: dict[str, str] = {}
    stays: dict[tuple[str, str], str] = {}
    for key, r in old_by_key.items():
        name = nfc(r[5])
        if not name:
            continue  # five island districts had no commune; see below
        unit = ids.new(f"{district_id[r[0], r[1]]}.{slug(name)}")
        commune_id[key] = unit
        rows.append([unit, name, "commune", r[8], district_id[r[0], r[1]], "", LAST_DAY, "C"])
        target = goes_whole_to.get(key, [])
        if len(target) == 1 and fed[target[0]] == [(key, False)]:
            stays[target[0]] = unit
    for target in sorted(new_name, key=lambda t: (t[0], new_code[t])):
        parent = province_id["new", target[0]]
        name = new_name[target]
        sources = fed[target]
        if target in stays:
            unit = stays[target]
            rows.append([unit, name, "commune", new_code[target], parent, REFORM, "", "C"])
            was = nfc(old_by_key[sources[0][0]][5])
            links.append(
                [unit, unit, REFORM, "move" if spelling(was) == spelling(name) else "rename", "whole", "C", ""]
            )
            continue
        unit = ids.new(f"{parent}.{slug(name)}")
        rows.append([unit, name, "commune", new_code[target], parent, REFORM, "", "C"])
        for o, part in sources:
            if o in commune_id:
                kind = "split" if part else "merge"
                worth = "U" if o in doubtful else "C"
                links.append([commune_id[o], unit, REFORM, kind, "part" if part else "whole", worth, ""])
            else:  # an island district that became a special zone
                r = old_by_key[o]
                links.append([district_id[r[0], r[1]], unit, REFORM, "merge", "whole", "C", ""])
                stays[target] = unit

    add_earlier(rows, links, ids)
    add_renamed(rows, links)
    write(out, rows, links, disagreements)


def cross_check(communes, new, fed, old_by_key):  # type: ignore[no-untyped-def]
    """Put the cross-checked 121 communes in place of the package's rows; return what the sources disagree on."""
    found: list[list[str]] = []
    table = list(csv.DictReader(communes.open(encoding="utf-8")))
    by_code = {(p, code): (key, ward, nfc(name)) for key, ward, _, name, p, code in new}
    names = defaultdict(list)
    for key, r in old_by_key.items():
        names[r[6], spelling(nfc(r[5])), spelling(nfc(r[4]))].append(key)
    for row in table:
        province = TWO_PROVINCES[row["province"]]
        key, ward, name = by_code[province, row["code"]]
        if spelling(name) != spelling(row["new_name"]):
            raise SystemExit(f"{row['code']}: {name} is not {row['new_name']}")
        sources: list[tuple[str, bool]] = []
        for text in row["old_units"].split(";"):
            m = re.fullmatch(r"(.+?) \((.+?)\)( \[một phần\])?", text.strip())
            if m is None:
                raise SystemExit(f"{row['code']}: cannot read {text}")
            match = names[province, spelling(m[1]), spelling(m[2])]
            if len(match) != 1:
                raise SystemExit(f"{row['code']}: {text} matches {match}")
            sources.append((match[0], bool(m[3])))
        ours, theirs = sorted(sources), sorted(fed[key, ward])
        if ours != theirs:
            found.append(
                [
                    row["province"],
                    row["new_name"],
                    row["code"],
                    "formation",
                    listed(theirs, old_by_key),
                    listed(ours, old_by_key),
                    "settled",
                    "vietnamadminunits 1.0.4",
                    "NQ sắp xếp cấp xã theo nguồn báo (D) và danh sách sáp nhập của gói A",
                    "hai xã cùng tên ở hai huyện bị nhập làm một",
                ]
            )
        fed[key, ward] = sources
        if row["code_agreement"] != "yes":
            found.append(
                [
                    row["province"],
                    row["new_name"],
                    row["code"],
                    "code",
                    row["code_B"],
                    row["code"],
                    "unconfirmed",
                    "vietnam-provinces 2025.10.1",
                    "vietnamadminunits 1.0.4; vietnamese-provinces-database 4.2.0",
                    "đối chiếu phụ lục Quyết định 19/2025/QĐ-TTg",
                ]
            )
        if row["spelling_variants"]:
            found.append(
                [
                    row["province"],
                    row["new_name"],
                    row["code"],
                    "spelling",
                    row["spelling_variants"],
                    row["new_name"],
                    "settled",
                    "vietnamadminunits 1.0.4",
                    "vietnam-provinces 2025.10.1",
                    "chỉ khác chỗ đặt dấu thanh",
                ]
            )
        if any(part for _, part in sources):
            parts = ", ".join(nfc(old_by_key[k][5]) for k, part in sources if part)
            found.append(
                [
                    row["province"],
                    row["new_name"],
                    row["code"],
                    "share",
                    parts,
                    "",
                    "unconfirmed",
                    "vietnamadminunits 1.0.4",
                    "NQ 1672/NQ-UBTVQH15",
                    "tỷ lệ diện tích, dân số của phần tách chưa có nguồn",
                ]
            )
    return found


def namesakes(fed, old_by_key) -> set[str]:  # type: ignore[no-untyped-def]
    """Old communes that the package may have mixed up with a namesake: it found them by name within a province.

    A commune said to be divided is doubted where a unit it feeds also takes in another commune of its name, or takes in
    nothing whole from its district while a namesake stands in a district it does take in. Known case: Hồng Phong.
    """

    def bare_name(key: str) -> str:
        return spelling(bare(nfc(old_by_key[key][5])))

    def home(key: str) -> tuple[str, str]:
        return old_by_key[key][0], old_by_key[key][1]

    standing = defaultdict(set)
    for key, row in old_by_key.items():
        if row[5]:
            standing[home(key)].add(bare_name(key))
    found = set()
    for sources in fed.values():
        known = [(key, part) for key, part in sources if old_by_key[key][5]]
        count = Counter(bare_name(key) for key, _ in known)
        whole = {home(key) for key, part in known if not part}
        for key, part in known:
            foreign = whole and home(key) not in whole and any(bare_name(key) in standing[d] for d in whole)
            if part and (count[bare_name(key)] > 1 or foreign):
                found.add(key)
    return found


def doubts(doubtful, fed, new, old_by_key) -> list[list[str]]:  # type: ignore[no-untyped-def]
    """One line for each new unit that a doubted commune feeds."""
    found = []
    for province, ward, province_name, name, _, code in sorted(new, key=lambda row: row[5]):
        mixed = [(key, part) for key, part in fed[province, ward] if key in doubtful]
        if mixed:
            head = [bare(nfc(province_name)), nfc(name), code]
            note = "các đơn vị cũ cùng tên có thể bị gói dữ liệu nhập làm một"
            found.append([*head, "namesake", listed(mixed, old_by_key), "", "unconfirmed", PACKAGE_A, "", note])
    return found


def listed(sources, old_by_key) -> str:  # type: ignore[no-untyped-def]
    return "; ".join(
        f"{nfc(old_by_key[k][5])} ({nfc(old_by_key[k][4])})" + (" một phần" if part else "") for k, part in sources
    )


def add_earlier(rows: list[list[str]], links: list[list[str]], ids: Ids) -> None:
    """The change of 1 December 2024 in Lạng Sơn, so that older reports find the communes they name."""
    district = {r[1]: r[0] for r in rows if r[2] == "district" and r[4] == "lang-son"}
    commune = {(r[4], r[1]): r[0] for r in rows if r[2] == "commune" and r[6] == LAST_DAY}
    gone: dict[tuple[str, str], str] = {}
    for where, name, into, basis in EARLIER:
        parent = district[where]
        if (parent, name) not in gone:
            gone[parent, name] = ids.new(f"{parent}.{slug(name)}")
            rows.append([gone[parent, name], name, "commune", "", parent, "", "2024-11-30", "S"])
        kind = "split" if basis == "part" else "merge"
        note = EARLIER_NOTE.get((name, into), "")
        links.append(
            [gone[parent, name], commune[parent, into], "2024-12-01", kind, basis, "S", note, "xa-2024-lang-son"]
        )


def add_renamed(rows: list[list[str]], links: list[list[str]]) -> None:
    """Thừa Thiên Huế became the central city of Huế on 1 January 2025; the package knows only the city."""
    for row in rows:
        if row[0] == "hue" and row[2] == "province":
            row[5] = "2025-01-01"
    rows.insert(0, ["hue", "Tỉnh Thừa Thiên Huế", "province", "46", "vn", "", "2024-12-31", "S"])
    links.append(["hue", "hue", "2025-01-01", "rename", "whole", "S", "", "hue-2025"])


def write(out: Path, rows: list[list[str]], links: list[list[str]], disagreements: list[list[str]]) -> None:
    pack(
        out / "territories.csv.gz",
        ["unit", "name", "level", "code", "parent", "valid_from", "valid_to", "confidence"],
        rows,
    )
    pack(
        out / "territory_links.csv.gz",
        ["old", "new", "on", "kind", "basis", "confidence", "note", "source"],
        [(*r, "")[:8] for r in links],
    )
    with (out / "disagreements.csv").open("w", encoding="utf-8", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(
            ["province", "unit_name", "code", "about", "one", "other", "state", "source_one", "source_other", "note"]
        )
        w.writerows(disagreements)
    print(len(rows), "versions,", len(links), "links,", len(disagreements), "disagreements")


def pack(path: Path, head: list[str], rows: list[list[str]]) -> None:
    """A gzip'd csv whose bytes depend on its content alone (no name, no time in the header)."""
    text = io.StringIO()
    w = csv.writer(text, lineterminator="\n")
    w.writerow(head)
    w.writerows(rows)
    path.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
