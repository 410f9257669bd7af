"""Keywords: which official page answers, month by month; who may enter them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.assistant.conftest import Index
from tests.assistant.corpus import TODAY
from tests.newsroom.conftest import newsroom, person, unit

from nhip.assistant.items import Item

__all__ = ["newsroom", "person", "unit"]
pytestmark = pytest.mark.django_db


def entered(newsroom: SimpleNamespace, words: str = "hoa hồi văn quan") -> object:
    from nhip.newsroom.actions.keywords import add_keywords

    return add_keywords(newsroom.reporter, newsroom.unit, "vi", "san-vat", words)[0]


def checked(newsroom: SimpleNamespace, keyword: object) -> object:
    from nhip.assistant.actions.coverage import check_keyword

    return check_keyword(newsroom.reporter, keyword)


def test_a_keyword_is_covered_once_a_page_says_it_in_its_head(index: Index, newsroom: SimpleNamespace) -> None:
    from nhip.assistant.models.coverage import Coverage

    keyword = entered(newsroom)
    index.holds([Item("story", "1", "vi", "a", "Chợ phiên", "Họp sáng.", "Có bán hoa hồi từ Văn Quan.", on=TODAY)])
    index.refresh()
    assert not checked(newsroom, keyword).covered
    index.holds([Item("story", "2", "vi", "b", "Hoa hồi vào vụ", "Xã Văn Quan gom tại ba điểm.", on=TODAY)])
    index.refresh()
    row = checked(newsroom, keyword)
    assert (row.covered, row.number, row.place) == (True, "2", 1)
    assert Coverage.objects.count() == 1


def test_the_monthly_run_asks_each_once(index: Index, newsroom: SimpleNamespace) -> None:
    from nhip.assistant.jobs import check_keywords
    from nhip.assistant.models.coverage import Coverage
    from nhip.assistant.queries.coverage import first_of, unasked
    from nhip.newsroom.actions.keywords import end_keyword

    entered(newsroom, "chợ phiên\nhoa đào")
    end_keyword(newsroom.reporter, entered(newsroom, "bỏ rồi"))
    check_keywords.enqueue()
    assert Coverage.objects.count() == 2
    assert unasked(first_of(timezone.localdate())) == []
    check_keywords.enqueue()
    assert Coverage.objects.count() == 2


def test_the_same_wording_stands_once(newsroom: SimpleNamespace) -> None:
    from nhip.newsroom.actions.keywords import add_keywords
    from nhip.newsroom.models.keywords import Keyword

    entered(newsroom, "chợ  phiên\n\nchợ phiên")
    assert add_keywords(newsroom.reporter, newsroom.unit, "vi", "", "chợ phiên\nhoa đào")[0].words == "hoa đào"
    assert sorted(Keyword.objects.values_list("words", flat=True)) == ["chợ phiên", "hoa đào"]


@pytest.mark.parametrize(
    ("words", "language"),
    [("", "vi"), ("x" * 121, "vi"), ("chợ", "xx"), ("a\n" * 1 + "\n".join(map(str, range(300))), "vi")],
)
def test_what_cannot_be_looked_up_is_refused(newsroom: SimpleNamespace, words: str, language: str) -> None:
    from nhip.agencies.refusals import Refused
    from nhip.newsroom.actions.keywords import add_keywords

    with pytest.raises(Refused):
        add_keywords(newsroom.reporter, newsroom.unit, language, "", words)


def test_only_who_writes_there_enters_and_ends(newsroom: SimpleNamespace) -> None:
    from nhip.newsroom.actions.keywords import add_keywords, end_keyword

    keyword = entered(newsroom)
    with pytest.raises(PermissionDenied):
        add_keywords(newsroom.approver, newsroom.unit, "vi", "", "chợ")
    with pytest.raises(PermissionDenied):
        end_keyword(newsroom.approver, keyword)
