from datetime import date

import pytest

from nhip.journal.actors import Machine
from nhip.journal.models import Entry
from nhip.law import actions, book, queries
from nhip.law.models import Act, PackagedState
from nhip.law.settling import Refused

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 21)
LOADER = Machine("mẫu")


@pytest.fixture
def library() -> None:
    actions.load_packaged(LOADER)


def symbols(words: str) -> list[str]:
    return [found.act.symbol for found in queries.search(None, words, ON)]


def test_loading_twice_adds_nothing_and_writes_nothing(library: None) -> None:
    acts, entries = Act.objects.count(), Entry.objects.count()
    assert acts == len(book.packaged())
    assert actions.load_packaged(LOADER) == actions.Loaded()
    assert (Act.objects.count(), Entry.objects.count()) == (acts, entries)


def test_the_library_answers_as_the_packaged_book(library: None) -> None:
    held = queries.law_book()
    for act in book.packaged().acts:
        for on in (date(2024, 6, 1), ON):
            assert held.status(act.symbol, on).kind == book.packaged().status(act.symbol, on).kind


@pytest.mark.parametrize("words", ["công tác văn thư", "cong tac van thu", "30/2020/NĐ-CP", "30/2020/nd-cp"])
def test_an_act_is_found_by_its_words_with_marks_and_without(library: None, words: str) -> None:
    assert symbols(words)[0] == "30/2020/NĐ-CP"


def test_words_with_marks_come_before_words_that_only_look_alike(library: None) -> None:
    alike = book.Act("1/2026/QĐ-UBND", "Quyết định", "Văn thù", "", None, None, None, "U", "mẫu")
    exact = book.Act("2/2026/QĐ-UBND", "Quyết định", "Văn thư", "", None, None, None, "U", "mẫu")
    actions.import_act(LOADER, alike)
    actions.import_act(LOADER, exact)
    found = queries.search(None, "văn thư", ON)
    place = {each.act.symbol: n for n, each in enumerate(found)}
    assert place["2/2026/QĐ-UBND"] < place["1/2026/QĐ-UBND"]
    assert not next(each for each in found if each.act.symbol == "1/2026/QĐ-UBND").exact


def test_an_act_called_so_comes_before_acts_that_only_speak_of_it(library: None) -> None:
    speaks = book.Act("9/2026/NĐ-CP", "Nghị định", "Công tác văn thư", "", None, None, None, "U", "mẫu")
    actions.import_act(LOADER, speaks, "Căn cứ Luật Báo chí. " * 40)
    found = symbols("luat bao chi")
    assert "9/2026/NĐ-CP" in found
    assert found.index("126/2025/QH15") < found.index("9/2026/NĐ-CP")
    chance = book.Act("8/2026/NĐ-CP", "Nghị định", "Bao bì", "", None, None, None, "U", "mẫu")
    actions.import_act(LOADER, chance, "Luat bao bì, chi tiết.")
    found = symbols("luat bao chi")
    assert found.index("126/2025/QH15") < found.index("8/2026/NĐ-CP")


def test_full_text_is_searched_and_imported_once(library: None) -> None:
    text = "Điều 7. Các loại văn bản hành chính gồm nghị quyết cá biệt, quyết định cá biệt."
    act = queries.act_by_symbol(None, "30/2020/NĐ-CP")
    assert act is not None
    value = next(each for each in book.packaged().acts if each.symbol == act.symbol)
    actions.import_act(LOADER, value, text)
    entries = Entry.objects.count()
    actions.import_act(LOADER, value, text)
    assert Entry.objects.count() == entries
    assert symbols("nghị quyết cá biệt") == ["30/2020/NĐ-CP"]
    assert symbols("nghi quyet ca biet") == ["30/2020/NĐ-CP"]


def test_an_act_only_cited_enters_unconfirmed_with_its_citing_document(library: None) -> None:
    cited = book.Act("12/2031/NĐ-CP", "Nghị định", "", "Chính phủ", None, None, None, "U", "Văn bản 7")
    (act,) = actions.note_acts(LOADER, "Văn bản 7", [cited])
    assert act.confidence == "U"
    assert queries.standing(None, act, ON).kind == "unknown"


@pytest.mark.parametrize("words", ['"', "(", "a AND", "NEAR(", "*", "đ' OR 1=1 --", "  "])
def test_no_search_words_break_the_search(library: None, words: str) -> None:
    assert isinstance(queries.search(None, words, ON), list)


def test_the_public_sees_what_the_package_brings_and_what_a_person_shows(db: None) -> None:
    actor, on = Machine("thử"), date(2026, 11, 21)
    actions.load_packaged(actor)
    brought = book.Act("7/2026/KH-UBND", "Kế hoạch", "Kế hoạch nội bộ", "UBND xã", on, None, None, "S", "văn bản 1")
    held = actions.import_act(actor, brought)
    assert queries.search(None, "30/2020/NĐ-CP", on, public=True)
    assert queries.search(None, "7/2026/KH-UBND", on)
    assert queries.search(None, "7/2026/KH-UBND", on, public=True) == []
    with pytest.raises(Refused):
        actions.show_to_public(actor, held, True, " ")
    actions.show_to_public(actor, held, True, "đã đăng Công báo")
    assert [one.act for one in queries.search(None, "7/2026/KH-UBND", on, public=True)] == [held]
    packaged = Act.objects.get(symbol_key=book.symbol_key("30/2020/NĐ-CP"))
    actions.show_to_public(actor, packaged, False, "chờ rà soát")
    PackagedState.objects.update(edition="another")
    actions.load_packaged(actor)
    packaged.refresh_from_db()
    assert packaged.public is False
    said = Entry.objects.filter(verb="law.show_to_public").values_list("facts", flat=True)
    assert [one["shown"] for one in said] == [True, False]


def test_a_book_of_some_acts_says_the_same_as_the_whole(db: None) -> None:
    actions.load_packaged(Machine("thử"))
    whole, on = queries.law_book(), date(2026, 11, 21)
    for act in Act.objects.all():
        assert queries.standing(None, act, on) == whole.status(act.symbol, on)
