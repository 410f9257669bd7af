"""Build `bodies.csv` and `body_links.csv` of `nhip.agencies` from the research table of two provinces. Build time only.

    python tools/build_bodies.py AGENCIES OUT

AGENCIES: one row per body version or function transfer, with act, page and confidence. A body that a pattern already
gives keeps the pattern's key and gets the local facts; where it went is told by the pattern's rules with the local act
and the local confidence in place of the national ones. Rows about groups and about single districts and communes are
left out: classes and patterns give those.
"""

# ruff: noqa: E501  (tables of names and acts read better unbroken)
from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

from nhip.agencies import packaged
from nhip.agencies.names import words_of
from nhip.agencies.patterns import Pattern, render

PROVINCES = {"Lạng Sơn": "lang-son", "Cao Bằng": "cao-bang"}
KINDS = {
    "unit": "division",
    "public service unit": "service_unit",
    "association": "association",
    "newspaper": "press",
    "broadcaster": "press",
    "newspaper+broadcaster": "press",
    "magazine": "press",
    "magazine, associations": "press",
    "management board": "management_board",
    "portal": "portal",
    "office": "office",
}
# body as the table writes it -> the name to keep; "" = no body of its own
NAMES = {
    "Trung tâm Phục vụ hành chính công tỉnh": "Trung tâm Phục vụ hành chính công tỉnh Lạng Sơn",
    "Phòng Khoa giáo - Văn xã (Văn phòng UBND tỉnh)": "Phòng Khoa giáo - Văn xã Văn phòng Ủy ban nhân dân tỉnh Lạng Sơn",
    "Trung tâm Tin học - Công báo (Văn phòng UBND tỉnh)": "Trung tâm Tin học - Công báo tỉnh Lạng Sơn",
    "Trung tâm Xúc tiến đầu tư (thương mại, du lịch) tỉnh Cao Bằng": "Trung tâm Xúc tiến đầu tư tỉnh Cao Bằng",
    "Tạp chí Non nước Cao Bằng / Hội VHNT Cao Bằng / Hội Nhà báo Cao Bằng": "Tạp chí Non nước Cao Bằng",
    "Tỉnh ủy Lạng Sơn (Ban Chấp hành Đảng bộ tỉnh)": "Tỉnh ủy Lạng Sơn",
    "Tỉnh ủy Cao Bằng (Ban Chấp hành Đảng bộ tỉnh)": "Tỉnh ủy Cao Bằng",
    "Đảng ủy Khối các cơ quan tỉnh Lạng Sơn; đảng đoàn, ban cán sự đảng": "Đảng ủy Khối các cơ quan tỉnh Lạng Sơn",
    "Đảng ủy Khối các cơ quan tỉnh Cao Bằng; đảng đoàn, ban cán sự đảng": "Đảng ủy Khối các cơ quan tỉnh Cao Bằng",
}
# other names and the body above, for bodies that no pattern gives: key -> (also, above, line)
OWN = {
    "phong-khoa-giao-van-xa": ("Phòng Khoa giáo - Văn xã|KGVX|Phòng KGVX", "van-phong-uy-ban-nhan-dan", "state"),
    "trung-tam-tin-hoc-cong-bao": ("Trung tâm Tin học - Công báo", "van-phong-uy-ban-nhan-dan", "state"),
    "ban-quan-ly-khu-kinh-te-cua-khau-dong-dang-lang-son": (
        "Ban Quản lý Khu kinh tế cửa khẩu tỉnh Lạng Sơn|Ban Quản lý KKTCK Đồng Đăng - Lạng Sơn|Ban Quản lý Khu kinh tế cửa khẩu",
        "uy-ban-nhan-dan",
        "state",
    ),
    "tap-chi-van-nghe-xu-lang": ("Tạp chí Xứ Lạng", "hoi-van-hoc-nghe-thuat", "front"),
    "tap-chi-non-nuoc-cao-bang": ("", "hoi-van-hoc-nghe-thuat", "front"),
    "hoi-van-hoc-nghe-thuat-va-nha-bao": ("", "mat-tran-to-quoc", "front"),
}
# days that the table gives in words; ~ marks a bound
DAYS = {
    ("Ban Tuyên giáo Tỉnh ủy", "to"): "~2025-06-30",
    ("Ban Dân vận Tỉnh ủy", "to"): "~2025-06-30",
    ("Ban Tuyên giáo và Dân vận Tỉnh ủy", "from"): "~2025-02-03",
    ("Hội Văn học Nghệ thuật tỉnh Lạng Sơn", "to"): "~2026-03-09",
    ("Hội Nhà báo tỉnh Lạng Sơn", "to"): "~2026-03-09",
    ("Hội Văn học Nghệ thuật và Nhà báo tỉnh Lạng Sơn", "from"): "~2025-01-01",
    ("Đảng ủy Khối các cơ quan tỉnh", "to"): "~2025-06-30",
    ("Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "to"): "2025-06-27",
    ("Trung tâm hành chính công", "from"): "",
}


# nine district centres of Lạng Sơn that were renamed and came under Sở GD&ĐT on 1 July 2025 [secondary source]
CENTRES = ("Cao Lộc", "Lộc Bình", "Đình Lập", "Văn Quan", "Bắc Sơn", "Chi Lăng", "Tràng Định", "Bình Gia", "Văn Lãng")
CENTRES_ACT = "Quyết định của UBND tỉnh Lạng Sơn, hiệu lực 01/7/2025 (số chưa xác nhận)"
CENTRES_URL = "https://demo.vnptmedia.vn/giao-duc-A6BAEB6CD/lang-son-doi-ten-va-chuyen-9-trung-tam-gdnn-gdtx-truc-thuoc-cac-huyen-ve-so-giao-duc-5ae86b0df"
CENTRE_CODE = "trung-tam-giao-duc-nghe-nghiep-giao-duc-thuong-xuyen"


def centres() -> tuple[list[list[str]], list[list[str]]]:
    """The nine centres as bodies of the province, and their move."""
    from build_territories import slug

    bodies, links = [], []
    for name in CENTRES:
        unit = f"lang-son/{CENTRE_CODE}-{slug(name)}"
        full = f"Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên {name}"
        bodies.append(
            [
                unit,
                full,
                "school",
                "province",
                "state",
                "lang-son",
                "lang-son/so-giao-duc-va-dao-tao",
                "2025-07-01",
                "",
                "",
                CENTRES_ACT,
                CENTRES_URL,
                "S",
                "",
            ]
        )
        links.append(
            [
                f"lang-son.huyen-{slug(name)}/{CENTRE_CODE}",
                unit,
                "move",
                "2025-07-01",
                "whole",
                "",
                CENTRES_ACT,
                CENTRES_URL,
                "S",
                "",
            ]
        )
    return bodies, links


def expanded(name: str) -> str:
    for short, full in (("UBND", "Ủy ban nhân dân"), ("HĐND", "Hội đồng nhân dân"), ("MTTQ", "Mặt trận Tổ quốc")):
        name = name.replace(short, full)
    return name.replace("Đoàn ĐBQH", "Đoàn đại biểu Quốc hội")


def pattern_of(name: str, province: str, old: bool) -> Pattern | None:
    """The pattern whose name in the province this is; of two with one name, the older when the row says "(cũ)"."""
    naming = packaged.naming()
    found = [
        pattern
        for pattern in packaged.custom().patterns
        if pattern.level == "province"
        for template in (pattern.name, *pattern.also)
        if words_of(render(template, f"Tỉnh {province}", "province", naming)) == words_of(name)
    ]
    found = [p for p in found if p.code.endswith("-cu") == old] or found
    return found[0] if found else None


def day(row: dict[str, str], side: str) -> str:
    for (body, which), value in DAYS.items():
        if which == side and row["body"].startswith(body):
            return value
    value = row["valid_from" if side == "from" else "valid_to"]
    return value if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) else ("~" + value + "-01" if len(value) == 7 else "")


# acts as the table writes them that need other words
ACTS = {
    "từ 01/3/2025": "",
    "từ 01/3/2025 (Bộ TT&TT -> Bộ Công an)": "Chuyển chức năng về Bộ Công an từ 01/3/2025",
    "Quy định 373-QĐ/TW (26/9/2025) assumes one body per province": "Quy định 373-QĐ/TW (26/9/2025)",
    "QĐ 127 UB/QĐ-TC (13/8/1991); quyết định hợp nhất [U]": "Quyết định của Tỉnh ủy (số chưa xác nhận)",
    "quyết định Tỉnh ủy (số [U])": "Quyết định của Tỉnh ủy (số chưa xác nhận)",
    "quyết định của Thủ tướng (số [U])": "Quyết định của Thủ tướng Chính phủ (số chưa xác nhận)",
    "KL 178; HD 05/HD-MTTW-BTT": "Kết luận 178-KL/TW; Hướng dẫn 05/HD-MTTW-BTT",
}
# the national ground where a local act was not found
ACTS_OF_KIND = {
    "association": "Kết luận 178-KL/TW; Hướng dẫn 05/HD-MTTW-BTT (văn bản của tỉnh chưa xác nhận)",
    "central branch": "Sắp xếp cơ quan quản lý thị trường từ 01/3/2025 (văn bản chưa xác nhận)",
}
SHORT = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    "KL": "Kết luận",
    "HD": "Hướng dẫn",
}


def act_of(text: str) -> str:
    """The act in full words; what the table marks as not confirmed says so in Vietnamese."""
    if text in ACTS:
        return ACTS[text]
    text = re.sub(r" ?\[U\]", " chưa xác nhận", text).replace(" -> ", ", nay là ").replace("GP ", "Giấy phép ")
    return re.sub(r"(^|[;,] |nay là )(NQ|QĐ|NĐ|TT|KL|HD) ", lambda m: f"{m[1]}{SHORT[m[2]]} ", text)


def main(agencies: Path, out: Path) -> None:
    bodies: dict[tuple[str, str], list[str]] = {}
    links: list[list[str]] = []
    for row in csv.DictReader(agencies.open(encoding="utf-8")):
        home = PROVINCES.get(row["province"])
        if home is None or row["level"] != "province" or row["kind"] in ("group", "note"):
            continue
        old = "(cũ)" in row["body"]
        name = expanded(NAMES.get(row["body"], row["body"].replace(" (cũ)", "")))
        pattern = pattern_of(name, row["province"], old)
        code = pattern.code if pattern else own_code(name, row["province"])
        also, above, line = OWN.get(code, ("", "", ""))
        start, end = day(row, "from"), day(row, "to")
        if pattern and not start and pattern.valid_from:
            start = ("" if pattern.exact else "~") + pattern.valid_from.isoformat()
        key = (f"{home}/{code}", start)
        if key not in bodies:
            bodies[key] = [
                f"{home}/{code}",
                name,
                pattern.kind if pattern else KINDS[row["kind"]],
                "province",
                pattern.line if pattern else line,
                home,
                f"{home}/{above}" if above else "",
                start,
                end,
                also,
                act_of(row["decision_or_law"]) if keeps_act(row) else "",
                row["source_url"],
                confidence_of(row, pattern),
                "",
            ]
        links += links_of(row, home, code, end)
    seen: set[tuple[str, ...]] = set()
    unique = [link for link in links if not (tuple(link[:3]) in seen or seen.add(tuple(link[:3])))]  # type: ignore[func-returns-value]
    more_bodies, more_links = centres()
    bodies |= {(row[0], row[7]): row for row in more_bodies}
    unique += more_links
    write(
        out / "bodies.csv",
        "unit,name,kind,level,line,territory,above,valid_from,valid_to,also,act,url,confidence,note",
        list(bodies.values()),
    )
    write(out / "body_links.csv", "old,new,kind,on,basis,functions,act,url,confidence,note", unique)
    print(len(bodies), "versions,", len(unique), "links")


def confidence_of(row: dict[str, str], pattern: Pattern | None) -> str:
    """A body no local page confirms still stands by the national rule, where there is one."""
    if row["confidence"] == "U" and pattern is not None:
        return pattern.confidence
    return "S" if row["event"] == "transfer_function" else row["confidence"]


def keeps_act(row: dict[str, str]) -> bool:
    """The act of a row that ends a body belongs to the event, not to the version."""
    return not row["event"].startswith(("merge", "transfer", "abolish", "rename"))


def own_code(name: str, province: str) -> str:
    from build_territories import slug

    stem = re.sub(rf"( tỉnh)? {province}$", "", name) if "Đồng Đăng" not in name and "Non nước" not in name else name
    stem = stem.replace(" Văn phòng Ủy ban nhân dân", "")
    return slug(stem)


# what the successor column says -> code of the body
SUCCESSORS = [
    (r"^Sở Khoa học và Công nghệ", "so-khoa-hoc-va-cong-nghe"),
    (r"^Sở Văn hóa, Thể thao", "so-van-hoa-the-thao-va-du-lich"),
    (r"^Sở Tài chính", "so-tai-chinh"),
    (r"^Sở Nông nghiệp và Môi", "so-nong-nghiep-va-moi-truong"),
    (r"^Sở Xây dựng", "so-xay-dung"),
    (r"^Sở Nội vụ", "so-noi-vu"),
    (r"^Sở Dân tộc", "so-dan-toc-va-ton-giao"),
    (r"Chi cục Quản lý thị trường", "chi-cuc-quan-ly-thi-truong"),
    (r"^Công an tỉnh", "cong-an"),
    (r"^Báo và Phát thanh|^cơ quan báo và phát thanh", "bao-va-phat-thanh-truyen-hinh"),
    (r"^Ban Tuyên giáo và Dân vận", "ban-tuyen-giao-va-dan-van-cap-uy"),
    (r"^Hội Văn học Nghệ thuật và Nhà báo", "hoi-van-hoc-nghe-thuat-va-nha-bao"),
    (r"^Ban Chỉ huy Bộ đội Biên phòng", "ban-chi-huy-bo-doi-bien-phong"),
]


def links_of(row: dict[str, str], home: str, code: str, end: str) -> list[list[str]]:
    """The successions a row tells, in the words of the national rule where there is one."""
    new = next((target for pattern, target in SUCCESSORS if re.search(pattern, row["successor"])), "")
    if row["event"] == "U" and not row["successor"]:
        return [[f"{home}/{code}", "", "unknown", "", "unknown", "", "", row["source_url"], "U", ""]]
    if not new or row["event"].startswith(("continues", "create")):
        return []
    rules = [r for r in packaged.custom().rules if r.level == "province" and r.old == code and r.new == new]
    kind = rules[0].kind if rules else "merge"
    basis = rules[0].basis if rules else "whole"
    functions = rules[0].functions if rules else ()
    on = next_day(end)
    made = [
        [
            f"{home}/{code}",
            f"{home}/{new}",
            kind,
            on,
            basis,
            "|".join(functions),
            act_of(row["decision_or_law"]) or (rules[0].act if rules else ACTS_OF_KIND.get(row["kind"], "")),
            row["source_url"],
            row["confidence"],
            "",
        ]
    ]
    if row["event"] == "merge":  # functions that the national rule sends elsewhere and no local row tells
        for rule in packaged.custom().rules:
            told = (
                rule.new in ("so-van-hoa-the-thao-va-du-lich", "so-dan-toc-va-ton-giao")
                or code == "so-thong-tin-va-truyen-thong"
            )
            if rule.level == "province" and rule.old == code and rule.kind == "transfer_function" and not told:
                made.append(
                    [
                        f"{home}/{code}",
                        f"{home}/{rule.new}",
                        rule.kind,
                        on,
                        rule.basis,
                        "|".join(rule.functions),
                        rule.act,
                        rule.url,
                        rule.confidence,
                        "",
                    ]
                )
    return made


def next_day(end: str) -> str:
    from datetime import date, timedelta

    if not end:
        return ""
    bound = "~" if end.startswith("~") else ""
    return bound + (date.fromisoformat(end.lstrip("~")) + timedelta(days=1)).isoformat()


def write(path: Path, head: str, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(head.split(","))
        w.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
