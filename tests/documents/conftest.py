"""People and papers for the tests of the documents room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

PLAN = """ỦY BAN NHÂN DÂN
TỈNH MẪU SƠN
-------
Số: 15/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Mẫu Sơn, ngày 12 tháng 3 năm 2026

KẾ HOẠCH
Thông tin đối ngoại năm 2026

Căn cứ Nghị định số 09/2017/NĐ-CP ngày 09/02/2017 của Chính phủ quy định chi tiết việc phát ngôn;

I. MỤC ĐÍCH
Giới thiệu tiềm năng của tỉnh.

II. NỘI DUNG
1. Tổ chức 03 lớp tập huấn cho 120 cán bộ cấp xã.

III. TỔ CHỨC THỰC HIỆN
1. Sở Văn hóa, Thể thao và Du lịch
Chủ trì, phối hợp với Sở Ngoại vụ tổ chức thực hiện Kế hoạch này.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nông Văn Mẫu
"""

DECREE = """CHÍNH PHỦ
-------
Số: 12/2031/NĐ-CP

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Hà Nội, ngày 12 tháng 3 năm 2031

NGHỊ ĐỊNH
Quy định về biển chỉ dẫn tại bến đò

Căn cứ Luật Tổ chức Chính phủ số 63/2025/QH15;

Chính phủ ban hành Nghị định quy định về biển chỉ dẫn tại bến đò.

Điều 1. Phạm vi điều chỉnh
Nghị định này quy định về việc treo biển chỉ dẫn tại bến đò ngang, bến đò dọc.

Điều 2. Sửa đổi, bổ sung một số điều của Nghị định số 8/2021/NĐ-CP ngày 28 tháng 01 năm 2021 của Chính phủ

Điều 3. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành từ ngày 01 tháng 5 năm 2031 và thay thế Nghị định số 15/2012/NĐ-CP ngày 09 tháng 3 năm 2012 của Chính phủ.

Nơi nhận:
- Các bộ, cơ quan ngang bộ;
- Lưu: VT.

TM. CHÍNH PHỦ
THỦ TƯỚNG

Nông Văn Mẫu
"""  # noqa: E501

PASSWORD = "gió-mùa đông-bắc 2026"

SECRET = PLAN.replace("Số: 15/KH-UBND", "Số: 15/KH-UBND\nTỐI MẬT")


@pytest.fixture
def person(db: None) -> Callable[..., object]:
    """Opens an account by the real actions: `person("officer")`, `person("focal_point", unit=row)`."""
    from nhip.agencies.actions import accounts
    from nhip.journal.actors import Machine

    count = iter(range(1, 100))

    def opened(role: str | None = None, *, unit: object = None) -> object:
        test = Machine("thử")
        name = f"nguoi{next(count)}"
        made = accounts.open_account(
            test, email=f"{name}@mau.vn", name=f"Nông Thị {name}", password=PASSWORD, ground="Thử"
        )
        if role:
            accounts.appoint(test, made, role=role, unit=unit, since=date(2020, 1, 1), decision="Quyết định thử")
        return made

    return opened


@pytest.fixture
def unit(db: None) -> Callable[[str], object]:
    from nhip.agencies.models.units import Unit

    return lambda key: Unit.objects.create(key=key)


@pytest.fixture
def plan(person: Callable[..., object], django_capture_on_commit_callbacks: object) -> object:
    """A plan brought in by an officer and read."""
    from nhip.documents.actions.receiving import receive_file
    from nhip.documents.models import Document

    with django_capture_on_commit_callbacks(execute=True):
        received = receive_file(person("officer"), "ke-hoach.txt", PLAN.encode())
    return Document.objects.get(pk=received[0].document.pk)
