"""What names in documents mean, in the context of who wrote them and when. The documents are of many provinces."""

from datetime import date

import pytest

from nhip.agencies import packaged
from nhip.agencies.directory import Directory
from nhip.agencies.resolving import Context, Resolution

SPRING_2024, AUTUMN_2025, NOW = date(2024, 3, 15), date(2025, 10, 1), date(2026, 11, 21)


@pytest.fixture(scope="module")
def held() -> Directory:
    return packaged.directory()


def unit(found: Resolution) -> str | None:
    return found.only.unit if found.only else None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("UBND tỉnh", "uy-ban-nhan-dan"),
        ("Sở TT&TT", "so-thong-tin-va-truyen-thong"),
        ("STTTT", "so-thong-tin-va-truyen-thong"),
        ("Sở TTTT", "so-thong-tin-va-truyen-thong"),
        ("Sở VH,TT&DL", "so-van-hoa-the-thao-va-du-lich"),
        ("Sở Văn hoá - Thể thao và Du lịch", "so-van-hoa-the-thao-va-du-lich"),
        ("Sở LĐ-TB&XH", "so-lao-dong-thuong-binh-va-xa-hoi"),
        ("SỞ TÀI CHÍNH", "so-tai-chinh-cu"),
        ("Sở KH & ĐT", "so-ke-hoach-va-dau-tu"),
        ("Ban Tuyên giáo Tỉnh ủy", "ban-tuyen-giao-cap-uy"),
        ("BTG Tỉnh uỷ", "ban-tuyen-giao-cap-uy"),
        ("Đài PTTH tỉnh", "dai-phat-thanh-va-truyen-hinh"),
        ("Đài PT&TH Bắc Giang", "dai-phat-thanh-va-truyen-hinh"),
        ("TTXTĐTTMDL", "trung-tam-xuc-tien-dau-tu-thuong-mai-va-du-lich"),
        ("UBMTTQ Việt Nam tỉnh", "mat-tran-to-quoc"),
        ("VPUBND tỉnh", "van-phong-uy-ban-nhan-dan"),
        ("Văn phòng Đoàn ĐBQH và HĐND tỉnh", "van-phong-doan-dbqh-va-hdnd"),
        ("Bộ CHQS tỉnh", "bo-chi-huy-quan-su"),
        ("Hội LHPN tỉnh", "hoi-lien-hiep-phu-nu"),
        ("BHXH tỉnh", "bao-hiem-xa-hoi"),
        ("Ban Chấp hành Đảng bộ tỉnh Bắc Giang", "cap-uy"),
        ("Cổng TTĐT tỉnh", "cong-thong-tin-dien-tu"),
        ("so tai nguyen va moi truong", "so-tai-nguyen-va-moi-truong"),
    ],
)
def test_names_in_a_document_of_a_province(held: Directory, name: str, expected: str) -> None:
    context = held.context_of(SPRING_2024, "UBND TỈNH BẮC GIANG")
    assert unit(held.resolve(name, SPRING_2024, context)) == f"bac-giang/{expected}"


@pytest.mark.parametrize(
    ("name", "expected", "post"),
    [
        ("Chủ tịch UBND tỉnh", "uy-ban-nhan-dan", "Chủ tịch"),
        ("Các Phó Chủ tịch UBND tỉnh", "uy-ban-nhan-dan", "Phó Chủ tịch"),
        ("Chủ tịch, các PCT UBND tỉnh", "uy-ban-nhan-dan", "Chủ tịch, Phó Chủ tịch"),
        ("TT Tỉnh ủy", "cap-uy", "Thường trực"),
        ("Lãnh đạo HĐND tỉnh", "hoi-dong-nhan-dan", "Lãnh đạo"),
        ("Chánh Văn phòng UBND tỉnh", "van-phong-uy-ban-nhan-dan", "Chánh Văn phòng"),
        ("Giám đốc Sở Y tế", "so-y-te", "Giám đốc"),
        ("Chủ tịch", "uy-ban-nhan-dan", "Chủ tịch"),
    ],
)
def test_posts_follow_the_body(held: Directory, name: str, expected: str, post: str) -> None:
    context = held.context_of(SPRING_2024, "Ủy ban nhân dân tỉnh Hòa Bình")
    found = held.resolve(name, SPRING_2024, context)
    assert (unit(found), found.only and found.only.post) == (f"hoa-binh/{expected}", post)


def test_a_ward_of_a_central_city_sees_its_own_levels(held: Directory) -> None:
    context = held.context_of(SPRING_2024, "UBND PHƯỜNG BẾN NGHÉ", "UBND QUẬN 1", "Thành phố Hồ Chí Minh")
    names = {
        "UBND quận": "ho-chi-minh.quan-1/uy-ban-nhan-dan",
        "Quận ủy": "ho-chi-minh.quan-1/cap-uy",
        "Thành ủy": "ho-chi-minh/cap-uy",
        "UBND TP": "ho-chi-minh/uy-ban-nhan-dan",
        "Phòng VHTT quận": "ho-chi-minh.quan-1/phong-van-hoa-va-thong-tin",
        "Công an phường": "ho-chi-minh.quan-1.phuong-ben-nghe/cong-an",
        "Sở TT&TT TP.HCM": "ho-chi-minh/so-thong-tin-va-truyen-thong",
    }
    assert {name: unit(held.resolve(name, SPRING_2024, context)) for name in names} == names


def test_a_commune_after_the_reform_has_no_district_between(held: Directory) -> None:
    context = held.context_of(AUTUMN_2025, "ỦY BAN NHÂN DÂN XÃ ĐỒNG ĐĂNG", "TỈNH LẠNG SƠN")
    assert context == Context("lang-son.xa-dong-dang", "lang-son.xa-dong-dang/uy-ban-nhan-dan")
    assert unit(held.resolve("TT Đảng ủy", AUTUMN_2025, context)) == "lang-son.xa-dong-dang/cap-uy"
    assert unit(held.resolve("Phòng VH-XH", AUTUMN_2025, context)) == "lang-son.xa-dong-dang/phong-van-hoa-xa-hoi"
    assert unit(held.resolve("UBND huyện", AUTUMN_2025, context)) is None


def test_the_same_name_is_another_body_after_the_merger(held: Directory) -> None:
    context = Context("lang-son")
    assert unit(held.resolve("Sở Tài chính", date(2025, 2, 28), context)) == "lang-son/so-tai-chinh-cu"
    assert unit(held.resolve("Sở Tài chính", date(2025, 3, 1), context)) == "lang-son/so-tai-chinh"
    assert unit(held.resolve("UBND tỉnh Phú Thọ", SPRING_2024)) == "phu-tho/uy-ban-nhan-dan"
    assert unit(held.resolve("UBND tỉnh Phú Thọ", NOW)) == "phu-tho-2025/uy-ban-nhan-dan"


def test_a_body_that_had_ended_is_found_with_the_reason(held: Directory) -> None:
    found = held.resolve("Sở TT&TT", NOW, Context("cao-bang")).only
    assert found is not None
    assert (found.unit, "ended" in found.reasons) == ("cao-bang/so-thong-tin-va-truyen-thong", True)
    assert found.confidence < 0.7


def test_a_misread_name_is_a_suggestion_never_an_answer(held: Directory) -> None:
    found = held.resolve("UBND huyện Nguyễn Bình, tỉnh Cao Bằng", date(2021, 6, 1))
    assert [c.unit for c in found.candidates] == ["cao-bang.huyen-nguyen-binh/uy-ban-nhan-dan"]
    assert "misread" in found.candidates[0].reasons
    assert found.candidates[0].confidence < 0.5
    assert found.only is None
    nearest = held.resolve("Sở Thông tinn và Truyền thông", SPRING_2024, Context("lang-son"))
    assert (nearest.only, nearest.candidates[0].reasons[0]) == (None, "nearest")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("so tt&tt tinh lang son", "so-thong-tin-va-truyen-thong"),
        ("sở tttt tỉnh lạng sơn", "so-thong-tin-va-truyen-thong"),
        ("so gd&dt lang son", "so-giao-duc-va-dao-tao"),
        ("so kh va dt tinh lang son", "so-ke-hoach-va-dau-tu"),
        ("btg tinh uy lang son", "ban-tuyen-giao-cap-uy"),
        ("vp ubnd tinh lang son", "van-phong-uy-ban-nhan-dan"),
    ],
)
def test_abbreviations_typed_in_small_letters(held: Directory, name: str, expected: str) -> None:
    assert unit(held.resolve(name, SPRING_2024)) == f"lang-son/{expected}"


def test_nothing_is_near_to_an_abbreviation_by_spelling(held: Directory) -> None:
    assert held.resolve("so ttt tinh lang son", SPRING_2024).candidates == ()


def test_several_matches_are_shown_and_none_is_picked(held: Directory) -> None:
    found = held.resolve("UBND xã Hồng Phong", SPRING_2024, Context("lang-son"))
    homes = {c.version.territory for c in found.candidates}
    assert homes == {"lang-son.huyen-binh-gia.xa-hong-phong", "lang-son.huyen-cao-loc.xa-hong-phong"}
    assert found.only is None
    precise = held.resolve("UBND xã Hồng Phong, huyện Bình Gia", SPRING_2024, Context("lang-son"))
    assert unit(precise) == "lang-son.huyen-binh-gia.xa-hong-phong/uy-ban-nhan-dan"


@pytest.mark.parametrize(
    ("name", "kind"), [("", "unknown"), ("Công ty TNHH Sao Mai", "unknown"), ("Lưu: VT, KGVX", "desk")]
)
def test_what_is_no_agency(held: Directory, name: str, kind: str) -> None:
    assert held.resolve(name, SPRING_2024, Context("lang-son")).kind == kind


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sở Nội vụ, Sở Tài chính", ["so-noi-vu-cu", "so-tai-chinh-cu"]),
        ("Thường trực Tỉnh ủy, HĐND, UBND tỉnh", ["cap-uy", "hoi-dong-nhan-dan", "uy-ban-nhan-dan"]),
        ("Báo, Đài PTTH tỉnh", ["bao", "dai-phat-thanh-va-truyen-hinh"]),
        ("Các sở, ban, ngành, UBND các huyện, thị xã, thành phố", ["so-ban-nganh", "uy-ban-nhan-dan@district"]),
        ("UBMTTQ và các đoàn thể tỉnh", ["mat-tran-to-quoc", "to-chuc-chinh-tri-xa-hoi"]),
    ],
)
def test_several_names_in_one_line(held: Directory, name: str, expected: list[str]) -> None:
    found = held.resolve(name, SPRING_2024, Context("ha-giang"))
    assert found.kind == "list"
    parts = [(part.class_use.code if part.class_use else unit(part) or "") for part in found.parts]
    assert [part.removeprefix("ha-giang/") for part in parts] == expected


def test_commas_inside_a_name_make_no_list(held: Directory) -> None:
    one = held.resolve("Sở Lao động, Thương binh và Xã hội", SPRING_2024, Context("ha-giang"))
    assert unit(one) == "ha-giang/so-lao-dong-thuong-binh-va-xa-hoi"


def test_a_body_of_the_documents_own_level_comes_before_its_namesakes_above(held: Directory) -> None:
    context = held.context_of(SPRING_2024, "UBND huyện Cao Lộc", "tỉnh Lạng Sơn")
    assert unit(held.resolve("UBMTTQ", SPRING_2024, context)) == "lang-son.huyen-cao-loc/mat-tran-to-quoc"
    assert unit(held.resolve("xã Hồng Phong", SPRING_2024, context)) == "lang-son.huyen-cao-loc.xa-hong-phong"


def test_the_only_city_of_a_province_needs_no_name(held: Directory) -> None:
    found = held.resolve("UBND thành phố", SPRING_2024, Context("lang-son"))
    assert unit(found) == "lang-son.thanh-pho-lang-son/uy-ban-nhan-dan"
    assert unit(held.resolve("UBND huyện", SPRING_2024, Context("lang-son"))) is None


def test_a_body_no_source_confirms_says_so(held: Directory) -> None:
    found = held.resolve("Sở Du lịch", SPRING_2024, Context("lao-cai")).only
    assert found is not None
    assert "unconfirmed" in found.reasons
    assert found.confidence < 0.7


@pytest.mark.parametrize(
    ("name", "then", "now"),
    [
        ("Bộ TT&TT", "vn/bo-thong-tin-va-truyen-thong", None),
        ("Bộ KH&CN", "vn/bo-khoa-hoc-va-cong-nghe-cu", "vn/bo-khoa-hoc-va-cong-nghe"),
        ("Thủ tướng Chính phủ (để b/c)", "vn/thu-tuong-chinh-phu", "vn/thu-tuong-chinh-phu"),
        ("Bộ trưởng Bộ Nội vụ", "vn/bo-noi-vu-cu", "vn/bo-noi-vu"),
        ("Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", "vn/dai-hoi-dang-toan-quoc", "vn/dai-hoi-dang-toan-quoc"),
    ],
)
def test_national_bodies_need_no_context(held: Directory, name: str, then: str, now: str | None) -> None:
    assert unit(held.resolve(name, SPRING_2024)) == then
    today = held.resolve(name, NOW).only
    assert today is not None
    assert (today.unit if "ended" not in today.reasons else None) == now


@pytest.mark.parametrize(
    ("names", "issuer"),
    [
        (("BAN TUYÊN GIÁO", "TỈNH ỦY LẠNG SƠN"), "lang-son/ban-tuyen-giao-cap-uy"),
        (("VĂN PHÒNG", "UBND TỈNH NGHỆ AN"), "nghe-an/van-phong-uy-ban-nhan-dan"),
        (("PHÒNG VĂN HÓA VÀ THÔNG TIN", "UBND HUYỆN CAO LỘC"), "lang-son.huyen-cao-loc/phong-van-hoa-va-thong-tin"),
        (("UY BAN NHAN DAN HUYEN CAO LOC", "TINH LANG SON"), "lang-son.huyen-cao-loc/uy-ban-nhan-dan"),
        (("UBND XÃ TÂN THÀNH", "HUYỆN HỮU LŨNG"), "lang-son.huyen-huu-lung.xa-tan-thanh/uy-ban-nhan-dan"),
        (("UBND TỈNH ĐẮC LẮC",), "dak-lak/uy-ban-nhan-dan"),
        (("ỦY BAN NHÂN DÂN TỈNH THỪA THIÊN HUẾ",), "hue/uy-ban-nhan-dan"),
        (("HUYỆN ỦY CAO LỘC", "ĐẢNG BỘ TỈNH LẠNG SƠN"), "lang-son.huyen-cao-loc/cap-uy"),
        (("BỘ CHỈ HUY BĐBP", "BỘ TƯ LỆNH BĐBP", "Lạng Sơn"), "lang-son/bo-chi-huy-bo-doi-bien-phong"),
        (("BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ", "UBND TỈNH NGHỆ AN"), None),
    ],
)
def test_the_header_gives_the_context(held: Directory, names: tuple[str, ...], issuer: str | None) -> None:
    assert held.context_of(SPRING_2024, *names).issuer == issuer
