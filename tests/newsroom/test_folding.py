"""What changes the page stays in the address, what follows the reader goes."""

import pytest

from nhip.newsroom.folding import folded


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://baomau.vn/a.html", "baomau.vn/a.html"),
        ("http://www.BaoMau.vn/a.html#x", "baomau.vn/a.html"),
        ("https://m.baomau.vn/a.html?fbclid=1&utm_medium=z", "baomau.vn/a.html"),
        ("https://baomau.vn/?p=12&utm_source=x", "baomau.vn?p=12"),
        ("https://baomau.vn/a?b=2&a=1", "baomau.vn/a?a=1&b=2"),
        ("https://baomau.vn:8443/a/", "baomau.vn:8443/a"),
        ("https://m.vn/a", "m.vn/a"),
        ("https://baomau.vn/A", "baomau.vn/A"),
    ],
)
def test_one_page_one_address(address: str, kept: str) -> None:
    assert folded(address) == kept
