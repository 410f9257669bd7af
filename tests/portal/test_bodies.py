"""What a body may hold, and what is left out of it."""

from __future__ import annotations

import pytest

from nhip.portal.bodies import drawn, linked_pages


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<p>Một <b>hai</b> <i>ba</i></p>", "<p>Một <strong>hai</strong> <em>ba</em></p>"),
        ('<p onclick="x()" style="color:red">A &amp; B</p>', "<p>A &amp; B</p>"),
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        ('<a href="https://a.vn/?b=1&amp;c=2">x</a>', '<a href="https://a.vn/?b=1&amp;c=2">x</a>'),
        ("<p>chưa đóng <b>đậm", "<p>chưa đóng <strong>đậm</strong></p>"),
        ("<h1>lớn</h1><h2>vừa</h2>", "lớn<h2>vừa</h2>"),
        ('<img src=x onerror="alert(1)"><iframe src="//a.vn"></iframe>', ""),
        ("</p></div>chữ", "chữ"),
    ],
)
def test_only_what_is_harmless_is_drawn(source: str, shown: str) -> None:
    assert drawn(source) == shown


def test_a_link_to_a_page_leads_there_only_when_it_is_public() -> None:
    source = '<p><a linktype="page" id="7">bài</a> <a linktype="page" id="8">nháp</a></p>'
    assert linked_pages(source) == [7, 8]
    assert drawn(source, {7: "/vi/tin/bai/"}) == '<p><a href="/vi/tin/bai/">bài</a> nháp</p>'
