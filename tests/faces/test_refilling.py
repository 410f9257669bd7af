"""A refused form comes back as it was typed: text, choices, ticks; never a file, a password, a hidden field."""

from __future__ import annotations

import pytest

from nhip.workspace.refilling import refilled

PAGE = """<main><form method="get" action="/x/"><input name="q" value="cũ"></form>
<details class="f"><summary>Gỡ</summary><form method="post" action="/x/go/"><input type="hidden" name="kenh" value="1">
<textarea id="t" name="ly-do" required></textarea></form></details>
<form method="post" action="/x/go/"><input type="hidden" name="kenh" value="2"><input name="ly-do" value="cũ" required>
<input type="checkbox" name="ngon-ngu" value="en" checked> <input type="checkbox" name="ngon-ngu" value="zh">
<select name="loai"><option value="a" selected>A</option><option value="b">B</option></select>
<input type="password" name="ma"><input type="file" name="tep"></form></main>"""


def test_the_form_with_the_same_hidden_fields_is_filled_and_its_fold_opened() -> None:
    told = {"kenh": ["1"], "ly-do": ['Số <sai> & "cũ"']}
    page = refilled(PAGE, "/x/go/", told, "Chưa gỡ được.")
    assert '<details class="f" open><summary>' in page
    assert '<p class="note late" role="alert">Chưa gỡ được.</p>' in page
    assert "required autofocus>\nSố &lt;sai&gt; &amp; &quot;cũ&quot;</textarea>" in page
    assert 'value="cũ" required>' in page, "the other form keeps what it had"


def test_ticks_and_choices_are_what_was_sent() -> None:
    told = {"kenh": ["2"], "ly-do": ["mới"], "ngon-ngu": ["zh"], "loai": ["b"], "ma": ["bí mật"], "tep": ["x.pdf"]}
    page = refilled(PAGE, "/x/go/", told, "")
    assert '<input name="ly-do" required value="mới" autofocus>' in page
    assert '<input type="checkbox" name="ngon-ngu" value="en">' in page
    assert '<input type="checkbox" name="ngon-ngu" value="zh" checked>' in page
    assert '<option value="a">A</option><option value="b" selected>B</option>' in page
    assert "bí mật" not in page
    assert "x.pdf" not in page
    assert "note late" not in page


@pytest.mark.parametrize("action", ["/y/", "/x/"])
def test_a_form_that_is_not_there_changes_nothing(action: str) -> None:
    assert refilled(PAGE, action, {"ly-do": ["mới"]}, "Không được.") == PAGE


def test_a_form_without_an_action_goes_to_its_own_page() -> None:
    page = '<form method="post"><input name="ten" value=""><input name="ten"></form>'
    assert 'value="hai"' in refilled(page, "/moi/", {"ten": ["một", "hai"]}, "", own="/moi/")
    assert refilled(page, "/moi/", {"ten": ["một"]}, "", own="/khac/") == page


def test_nothing_typed_can_leave_its_field() -> None:
    page = '<form method="post"><input name="ten"><textarea name="y"></textarea></form>'
    told = {"ten": ['"><script>alert(1)</script>'], "y": ["</textarea><script>"]}
    filled = refilled(page, "/", told, "<b>", own="/")
    assert "<script>" not in filled
    assert "<b>" not in filled


def test_the_field_that_is_wrong_is_marked_and_in_focus() -> None:
    page = '<form method="post"><input name="ten"><input name="ngay"><textarea name="y"></textarea></form>'
    told = {"ten": ["một"], "ngay": ["31/13"], "y": ["hai"]}
    filled = refilled(page, "/", told, "", own="/", wrong=["ngay", "khac"])
    assert '<input name="ngay" value="31/13" aria-invalid="true" autofocus>' in filled
    assert filled.count("autofocus") == filled.count("aria-invalid") == 1
