import pytest

from nhip.text.names import find_person_names, find_place_names, is_person_name


@pytest.mark.parametrize("name", ["Nông Văn Mẫu", "NGUYỄN THỊ MẪU", "Hoàng Mẫu"])
def test_shapes_of_persons(name: str) -> None:
    assert is_person_name(name)


@pytest.mark.parametrize("name", ["Chủ tịch", "Nguyễn", "Văn hóa", "Thông tin và Truyền thông", "Nguyễn văn mẫu"])
def test_what_is_no_person(name: str) -> None:
    assert not is_person_name(name)


def test_persons_in_running_text() -> None:
    text = "Đồng chí Nông Văn Mẫu và bà Nguyễn Thị Mơ, Sở Văn hóa"
    found = find_person_names(text)
    assert [one.raw for one in found] == ["Nông Văn Mẫu", "Nguyễn Thị Mơ"]
    assert text[found[0].start : found[0].end] == found[0].raw


def test_places_carry_their_level() -> None:
    text = "UBND xã Tân Thanh, TP. Cao Bằng, Phường 12, tỉnh Bà Rịa - Vũng Tàu, thị xã Sa Pa, các xã biên giới"
    assert [(one.level, one.name) for one in find_place_names(text)] == [
        ("xã", "Tân Thanh"), ("thành phố", "Cao Bằng"), ("phường", "12"), ("tỉnh", "Bà Rịa - Vũng Tàu"),
        ("thị xã", "Sa Pa"),
    ]  # fmt: skip
