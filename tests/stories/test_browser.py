"""What people do, in a real browser: sign in, bring files in, look a document over, ask about an agency and a law."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.documents.conftest import DECREE, PASSWORD, PLAN, SECRET
from tests.faces.test_library_pages import left_one_behind

from nhip.documents.actions import reviewing
from nhip.documents.actions.receiving import receive_file
from nhip.documents.models import Confirmation, Document
from nhip.documents.queries.review import review_of
from nhip.journal.actors import Machine
from nhip.law.actions import load_packaged
from nhip.law.models import Act

pytestmark = [pytest.mark.live, pytest.mark.django_db(transaction=True)]

# Links inside running text, headings of rows and crumbs are exempt (WCAG 2.2, 2.5.8: inline).
SMALL = """() => {
  const inline = '.sheet, .unseen, .crumbs, .foot, p, td, .parts, .timeline, .rows h3, .skip';
  const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  return [...document.querySelectorAll(wanted)]
    .filter((one) => one.checkVisibility({checkVisibilityCSS: true}) && !one.closest(inline))
    .filter((one) => !one.matches('[type=checkbox], [type=radio], .small') && one.getBoundingClientRect().height > 0)
    .map((one) => [one.outerHTML.slice(0, 90), Math.round(one.getBoundingClientRect().height)])
    .filter(([, height]) => height < 43.5);
}"""


@pytest.fixture
def acts(transactional_db: None) -> None:
    load_packaged(Machine("thử"))


@pytest.fixture
def looked_over(transactional_db: None, person: Callable[..., object], acts: None) -> Document:
    """A plan brought in and read; the test's tasks run at once, on commit."""
    from nhip.documents.actions.receiving import receive_file

    received = receive_file(person("officer"), "ke-hoach.txt", PLAN.encode())
    return Document.objects.get(pk=received[0].document.pk)


def faultless(page: Page) -> None:
    """No fault that axe can find, and nothing too small for a thumb."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate(SMALL) == []


def test_signing_in_and_being_locked_out(
    opened: Callable[..., Page], person: Callable[..., object], picture: Callable[..., None]
) -> None:
    account = person("officer")
    page = opened()
    page.goto("/van-ban/")
    expect(page).to_have_title("Đăng nhập · Nhịp")
    faultless(page)
    picture(page, "sign-in")
    page.get_by_label("Thư điện tử").fill(account.email)
    page.get_by_label("Mật khẩu").fill("sai")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("không đúng")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Văn bản")
    page.goto("/toi/")
    page.get_by_role("button", name="Đăng xuất").click()
    for _ in range(6):
        page.get_by_label("Thư điện tử").fill(account.email)
        page.get_by_label("Mật khẩu").fill("sai lần nữa")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        if page.get_by_role("heading", name="Nhập sai mật khẩu quá nhiều lần").is_visible():
            break
    expect(page.get_by_role("heading", level=1)).to_have_text("Nhập sai mật khẩu quá nhiều lần")
    faultless(page)
    picture(page, "locked-out")


def test_bringing_files_in(
    signed_in: Callable[..., Page], tmp_path: Path, picture: Callable[..., None], acts: None
) -> None:
    files = {"ke-hoach.txt": PLAN, "mat.txt": SECRET, "hong.pdf": "%PDF-1.7 hỏng"}
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    page = signed_in("officer")
    page.goto("/van-ban/dua-vao/")
    faultless(page)
    page.locator("#files").set_input_files([tmp_path / name for name in files])
    lines = page.locator("#arrivals > li")
    expect(lines).to_have_count(3)
    expect(lines.filter(has_text="Thông tin đối ngoại năm 2026")).to_contain_text("Chờ rà soát")
    expect(lines.filter(has_text="dấu chỉ độ mật")).to_contain_text("không lưu lại gì")
    expect(lines.filter(has_text="hong.pdf")).to_contain_text("Không đọc được")
    expect(page.locator("#arrivals")).not_to_contain_text("mat.txt")
    faultless(page)
    picture(page, "upload-done")
    page.get_by_role("link", name="ke-hoach.txt").click()
    expect(page.get_by_role("region", name="Văn bản gốc")).to_contain_text("KẾ HOẠCH")
    assert Document.objects.count() == 2


def test_dropping_files(signed_in: Callable[..., Page]) -> None:
    page = signed_in("officer")
    page.goto("/van-ban/dua-vao/")
    dropped = """(text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'tha.txt', {type: 'text/plain'}));
      return data;
    }"""
    data = page.evaluate_handle(dropped, PLAN)
    page.dispatch_event("#drop", "drop", {"dataTransfer": data})
    expect(page.locator("#arrivals > li")).to_contain_text("Thông tin đối ngoại năm 2026")


def test_a_click_lights_up_the_place_and_the_reverse(
    signed_in: Callable[..., Page], looked_over: Document, picture: Callable[..., None]
) -> None:
    page = signed_in("officer")
    page.goto(f"/van-ban/{looked_over.pk}/")
    faultless(page)
    picture(page, "review")
    page.get_by_role("tab", name="Nhiệm vụ").click()
    chip = page.get_by_role("link", name="Sở Ngoại vụ").last
    chip.click()
    lit = page.locator(".sheet .v.on")
    expect(lit).to_have_text("Sở Ngoại vụ")
    page.locator(".sheet .v", has_text="15/KH-UBND").first.click()
    expect(page.locator("#v-header-number")).to_be_focused()
    expect(page.get_by_role("tab", name="Thể thức")).to_have_attribute("aria-selected", "true")
    faultless(page)


def test_correcting_by_keyboard_and_confirming(
    signed_in: Callable[..., Page], looked_over: Document, picture: Callable[..., None]
) -> None:
    page = signed_in("officer")
    page.goto(f"/van-ban/{looked_over.pk}/#v-header-number")
    value = page.locator("#v-header-number")
    expect(value).to_be_focused()
    page.keyboard.press("e")
    box = page.get_by_role("textbox", name="Số", exact=True)
    expect(box).to_be_focused()
    picture(page, "review-editing")
    faultless(page)
    box.fill("16")
    page.keyboard.press("Enter")
    expect(value).to_contain_text("Đã sửa")
    expect(page.locator("#live")).to_have_text("Đã sửa.")
    expect(value).to_be_focused()
    page.keyboard.press("u")
    expect(value).not_to_contain_text("Đã sửa")
    page.keyboard.press("Enter")
    expect(value).to_contain_text("Đã xem")
    expect(value).not_to_be_focused()  # gone on to the next
    page.keyboard.press("k")
    expect(value).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Phím tắt")).to_be_visible()
    picture(page, "review-keys")
    faultless(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.locator("main")).to_contain_text("đã xác nhận kết quả này")
    picture(page, "review-confirmed")
    faultless(page)
    assert Confirmation.objects.get().document == looked_over


def test_adding_what_the_reader_missed(
    signed_in: Callable[..., Page], looked_over: Document, picture: Callable[..., None]
) -> None:
    page = signed_in("officer")
    page.goto(f"/van-ban/{looked_over.pk}/")
    page.evaluate(
        "() => getSelection().selectAllChildren([...document.querySelectorAll('.sheet p')]"
        ".find((one) => one.textContent.includes('03 lớp tập huấn')))"
    )
    page.keyboard.press("a")
    dialog = page.get_by_role("dialog", name="Thêm mục còn thiếu")
    words = dialog.get_by_label("Đoạn trong văn bản")
    assert "Tổ chức 03 lớp tập huấn" in words.input_value()
    dialog.get_by_label("Loại mục").select_option(label="Phương hướng, nhiệm vụ")
    words.fill("Tổ chức 03 lớp tập huấn")
    faultless(page)
    picture(page, "review-adding")
    dialog.get_by_role("button", name="Thêm").click()
    added = page.locator(".value.on")
    expect(added).to_contain_text("Đã thêm")
    expect(page.locator(".sheet .v.on").first).to_be_visible()
    page.keyboard.press("u")
    expect(added).to_have_count(0)
    for width in (1280, 390):
        page = signed_in("officer", width)
        page.goto(f"/van-ban/{looked_over.pk}/")
        page.get_by_role("button", name="Thêm mục còn thiếu").click()
        dialog = page.get_by_role("dialog", name="Thêm mục còn thiếu")
        dialog.get_by_label("Loại mục").select_option(label="Số liệu: chỉ tiêu")
        dialog.get_by_label("Đoạn trong văn bản").fill("120 cán bộ cấp xã")
        dialog.get_by_role("button", name="Thêm").click()
        expect(page.locator(".value.on")).to_contain_text("Đã thêm")
        faultless(page)
        picture(page, "review-added-figure")


def test_the_review_page_on_a_phone_360_px_wide(
    signed_in: Callable[..., Page], looked_over: Document, picture: Callable[..., None]
) -> None:
    page = signed_in("officer", 360)
    page.goto(f"/van-ban/{looked_over.pk}/")
    faultless(page)
    picture(page, "review")
    page.get_by_role("tab", name="Văn bản").click()
    expect(page.get_by_role("region", name="Kết quả đọc từ văn bản")).to_be_hidden()
    picture(page, "review-text")
    page.locator(".sheet .v", has_text="15/KH-UBND").first.click()
    expect(page.locator("#v-header-number")).to_be_in_viewport()
    page.locator("#v-header-number").get_by_role("button", name="Đúng").click()
    expect(page.locator("#v-header-number")).to_contain_text("Đã xem")
    picture(page, "review-value")
    faultless(page)


def test_a_screen_reader_finds_its_way(signed_in: Callable[..., Page], looked_over: Document) -> None:
    """Landmarks, one heading of the first level, named tabs, a live region, real buttons."""
    page = signed_in("officer")
    page.goto(f"/van-ban/{looked_over.pk}/")
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("banner")).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    for name in ("Văn bản gốc", "Kết quả đọc từ văn bản"):
        expect(page.get_by_role("region", name=name)).to_have_count(1)
    expect(page.get_by_role("tablist", name="Nhóm nội dung")).to_be_visible()
    expect(page.locator("#live[aria-live=polite]")).to_have_count(1)
    first = "document.querySelector('a[href], button, input, select, textarea, [tabindex]').className"
    assert page.evaluate(first) == "skip"  # the first stop of the Tab key
    skip = page.get_by_role("link", name="Tới nội dung chính")
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.get_by_role("tab", name="Thể thức").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('aria-selected')") == "true"


def test_asking_what_became_of_an_agency(signed_in: Callable[..., Page], picture: Callable[..., None]) -> None:
    page = signed_in("officer")
    page.goto("/co-quan/")
    faultless(page)
    picture(page, "agencies")
    page.get_by_label("Tên", exact=True).fill("Sở TT&TT tỉnh Lạng Sơn")
    page.get_by_label("Tại ngày").fill("2024-08-20")
    page.get_by_role("button", name="Tìm").click()
    faultless(page)
    page.get_by_role("link", name="Sở Thông tin và Truyền thông tỉnh Lạng Sơn").first.click()
    expect(page.locator("main")).not_to_contain_text("không tồn tại")
    page.get_by_role("link", name="Xem như hôm nay").click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Đơn vị kế thừa")
    expect(page.locator("main")).to_contain_text("Sở Văn hóa, Thể thao và Du lịch tỉnh Lạng Sơn")
    faultless(page)
    picture(page, "agency")


def test_asking_how_a_law_stands(signed_in: Callable[..., Page], acts: None, picture: Callable[..., None]) -> None:
    page = signed_in("officer")
    page.goto("/phap-luat/")
    faultless(page)
    page.get_by_label("Tìm").fill("phat ngon")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("244/2026/NĐ-CP")
    picture(page, "law")
    page.get_by_role("link", name="Nghị định 09/2017/NĐ-CP").first.click()
    expect(page.locator("main")).to_contain_text("Không dùng làm căn cứ")
    faultless(page)
    picture(page, "act")
    page.get_by_label("Hiệu lực tại ngày").fill("2020-01-01")
    page.get_by_role("button", name="Xem").click()
    expect(page.locator("main")).not_to_contain_text("Không dùng làm căn cứ")


def test_taking_a_decree_into_the_library_and_reading_again(
    signed_in: Callable[..., Page],
    looked_over: Document,
    person: Callable[..., object],
    picture: Callable[..., None],
) -> None:
    officer = person("officer")
    held = receive_file(officer, "nghi-dinh.txt", DECREE.encode())[0].document
    reviewing.confirm_record(officer, held, review_of(officer, held).seal)
    left_one_behind(officer, looked_over)
    for width in (1280, 390):
        page = signed_in("officer", width)
        page.goto(f"/van-ban/{held.pk}/")
        faultless(page)
        picture(page, "decree-confirmed")
        if width == 1280:
            page.get_by_role("button", name="Đưa vào thư viện pháp luật").click()
        else:
            page.get_by_role("link", name="Đã có trong thư viện pháp luật").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Nghị định 12/2031/NĐ-CP")
        expect(page.locator(".sheet")).to_contain_text("bến đò ngang")
        faultless(page)
        picture(page, "act-imported")
        page.get_by_role("link", name="Về văn bản").click()
        expect(page.locator("main")).to_contain_text("đã xác nhận kết quả này")
        page.goto(f"/van-ban/{looked_over.pk}/")
        page.get_by_text("cần xem lại").click()
        expect(page.locator("#left-behind")).to_contain_text("Thử")
        faultless(page)
        picture(page, "left-behind")
    page.get_by_role("button", name="Đã xem lại").click()
    expect(page.locator("#left-behind")).to_have_count(0)


PAGES = ("/", "/van-ban/", "/van-ban/dua-vao/", "/co-quan/", "/co-quan/cay/?tu=lang-son", "/phap-luat/", "/toi/",
         "/co-quan/don-vi/lang-son/so-thong-tin-va-truyen-thong/", "/tai-khoan/password/change/",
         "/tai-khoan/2fa/", "/tai-khoan/sessions/", "/khong-co/", "/nhat-ky/")  # fmt: skip


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, False), (1280, True)])
def test_every_page_is_faultless_and_fits(
    signed_in: Callable[..., Page], looked_over: Document, picture: Callable[..., None], width: int, dark: bool
) -> None:
    page = signed_in("officer", width, dark=dark)
    act = Act.objects.get(symbol="09/2017/NĐ-CP").pk
    for address in (*PAGES, f"/van-ban/{looked_over.pk}/", f"/phap-luat/{act}/"):
        page.goto(address)
        faultless(page)
        name = (
            "".join(c if c.isalpha() else "n" if c.isdigit() else "-" for c in address.split("?")[0]).strip("-")
            or "today"
        )
        picture(page, f"page-{name}{'-dark' if dark else ''}")


def test_the_journal_for_the_auditor(
    signed_in: Callable[..., Page], looked_over: Document, picture: Callable[..., None]
) -> None:
    for width in (1280, 390):
        page = signed_in("auditor", width)
        page.goto("/nhat-ky/")
        expect(page.get_by_role("main").locator("table")).to_contain_text("Đưa văn bản vào")
        faultless(page)
        picture(page, "journal")
