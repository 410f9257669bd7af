import itertools

from hypothesis import given
from hypothesis import strategies as st

from nhip.text.normalise import nfc
from nhip.text.sorting import key


def test_the_vietnamese_alphabet_and_tones() -> None:
    names = [
        "Đống Đa",
        "Đông Hà",
        "Đông Anh",
        "An",
        "Ân",
        "Ấn",
        "Phường 10",
        "Phường 2",
        "Ăn",
        "Dương",
        "ma",
        "mạ",
        "má",
        "mà",
        "mả",
        "mã",
    ]
    assert sorted(names, key=key) == [
        "An", "Ăn", "Ân", "Ấn", "Dương", "Đông Anh", "Đông Hà", "Đống Đa", "ma", "mà", "mả", "mã", "má", "mạ",
        "Phường 2", "Phường 10",
    ]  # fmt: skip


@given(st.lists(st.text(alphabet="aăâbdđeêoôơ ảãáạ12ĐA-", max_size=6), min_size=3, max_size=3))
def test_the_order_is_total(texts: list[str]) -> None:
    for one, other in itertools.combinations(texts, 2):
        assert (key(one) < key(other)) + (key(other) < key(one)) + (nfc(one) == nfc(other)) == 1
    first, second, third = sorted(texts, key=key)
    assert key(first) <= key(second) <= key(third)
