import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.text import syllables
from nhip.text.normalise import bare, fold, nfc, same_word, tone_key

VIETNAMESE = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ ĐÁÀ,1"
)


@pytest.mark.parametrize(
    ("one", "old"),
    [("hoà", "hòa"), ("HOÀ", "HÒA"), ("Uỷ", "Ủy"), ("thuý", "thúy"), ("khoẻ", "khỏe"), ("tóan", "toán"), ("loè", "lòe"),
     ("quý", "quý"), ("qúy", "quý"), ("già", "già"), ("thuở", "thuở"), ("của", "của"), ("cuả", "của"), ("huỷ", "hủy"),
     ("Hoà Bình, uỷ ban", "Hòa Bình, ủy ban"), ("computer", "computer"), ("ngoài", "ngoài"), ("khuỷu", "khuỷu")],
)  # fmt: skip
def test_tone_mark_moves_to_its_old_place(one: str, old: str) -> None:
    assert tone_key(one) == old


def test_same_word_sees_through_case_storage_and_place_of_marks() -> None:
    assert same_word("Uỷ", "ủy")
    assert same_word(unicodedata.normalize("NFD", "Hoà"), "hòa")
    assert not same_word("thẻ", "thể")


def test_fold_makes_a_search_key() -> None:
    assert fold("Đường Hoà Bình") == "duong hoa binh"
    assert bare("Đường Hoà Bình") == "Duong Hoa Binh"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(VIETNAMESE)
def test_one_spelling_is_stable_and_keeps_length(text: str) -> None:
    key = tone_key(text)
    assert tone_key(key) == key
    assert len(key) == len(nfc(text))
    assert fold(key) == fold(text)


@pytest.mark.parametrize(
    "word", ["hòa", "Nghiêng", "QUYẾT", "gì", "giếng", "quốc", "khuya", "Kạn", "ươn", "yêu", "thuở"]
)
def test_syllables_are_known(word: str) -> None:
    assert syllables.is_syllable(word)


@pytest.mark.parametrize(
    "word", ["cua3", "ctia", "kann", "ngiêng", "ghà", "cat", "quôc", "hÒa", "internet", "f", "", "nghà"]
)
def test_what_is_no_syllable(word: str) -> None:
    assert not syllables.is_syllable(word)


def test_case_follows_its_pattern() -> None:
    assert syllables.cased_like("đảng", "PANG") == "ĐẢNG"
    assert syllables.cased_like("đảng", "Pang") == "Đảng"
    assert syllables.cased_like("đảng", "pang") == "đảng"
    assert syllables.cased_like("ý", "Y") == "Ý"
