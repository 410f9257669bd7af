"""The state of a machine that runs Nhịp: each look gives one finding, with what to do about it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from nhip.feedback.models.contacts import ReplyLetter
from nhip.feedback.models.matters import Matter
from nhip.feedback.queries.erasing import overdue_erasures
from nhip.journal import queries, seals
from nhip.journal.models import Entry
from nhip.media.provenance import CHAIN
from nhip.media.speaking import voices
from nhip.project import preparing
from nhip.text.issues import sentence

GOOD, MISSING, WRONG = "good", "missing", "wrong"
ROOM_ON_DISK = 2_000_000_000
"""Bytes free below which a backup or an upload may fail."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and what to do (empty when good)."""

    state: str
    what: str
    advice: str = ""


def look() -> list[Finding]:
    """Every finding, the machine first, then the data. A look that fails is itself a finding."""
    found: list[Finding] = []
    for one in LOOKS:
        try:
            found += one()
        except (OSError, DatabaseError, subprocess.SubprocessError) as error:
            found.append(
                Finding(WRONG, f"{one.__name__.strip('_')}: {error}", "Xem lỗi trên rồi chạy lại nhip doctor.")
            )
    return found


def _python() -> Iterator[Finding]:
    yield Finding(GOOD, "Python " + ".".join(map(str, sys.version_info[:3])))


def _output(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603
    return done.stdout + done.stderr


def _recognition() -> Iterator[Finding]:
    if shutil.which("tesseract") is None:
        yield Finding(MISSING, "tesseract (đọc bản chụp)", "Bản scan, ảnh sẽ không đọc được. Cài: make packages")
    elif "vie" not in _output("tesseract", "--list-langs").split():
        yield Finding(MISSING, "dữ liệu tiếng Việt của tesseract", "Cài: apt install tesseract-ocr-vie")
    else:
        yield Finding(GOOD, "tesseract, tiếng Việt")


def _office() -> Iterator[Finding]:
    if shutil.which("soffice") is None:
        yield Finding(MISSING, "LibreOffice", "Không đọc được .doc, không xuất được .pdf. Cài: make packages")
    else:
        yield Finding(GOOD, "LibreOffice")


def _speech() -> Iterator[Finding]:
    """Articles are read aloud in advance; recordings that people send are looked at and packed."""
    lacking = [name for name in ("espeak-ng", "ffmpeg") if shutil.which(name) is None]
    if lacking:
        advice = "Trang tin không có nút nghe, chưa nhận được ghi âm, video. Cài: make packages"
        yield Finding(MISSING, f"{', '.join(lacking)} (đọc thành tiếng, âm thanh)", advice)
        return
    spoken = _output("espeak-ng", "--voices").split()
    if lacking := sorted({one.voice for one in voices().values()} - set(spoken)):
        yield Finding(MISSING, f"giọng đọc {', '.join(lacking)}", "Cài lại: apt install espeak-ng-data")
    else:
        yield Finding(GOOD, "espeak-ng, ffmpeg: đọc tin thành tiếng")


def _provenance() -> Iterator[Finding]:
    """Files of published pictures are signed with a certificate that Nhịp made for itself."""
    if (settings.NHIP_KEYS / CHAIN).is_file():
        yield Finding(GOOD, "chứng thư nguồn gốc ảnh (C2PA): tự lập tại máy này, chưa tổ chức nào bên ngoài xác nhận")
    else:
        yield Finding(GOOD, "chứng thư nguồn gốc ảnh (C2PA): được lập khi công bố ảnh đầu tiên, dùng tại máy này")


def _fonts() -> Iterator[Finding]:
    """Version 1 of the fonts has no Vietnamese letters, so the font is asked for by language too."""
    if shutil.which("fc-list") and "Liberation Serif" in _output("fc-list", "Liberation Serif:lang=vi"):
        yield Finding(GOOD, "phông chữ Liberation Serif có chữ Việt")
    else:
        yield Finding(MISSING, "phông chữ Liberation Serif có chữ Việt", "Tệp .pdf sẽ lệch trang. Cài: make packages")


def _disk() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.NHIP_DATA).free
    state = GOOD if free > ROOM_ON_DISK else WRONG
    advice = "" if state == GOOD else "Dọn đĩa hoặc chuyển thư mục dữ liệu (NHIP_DATA) sang đĩa khác."
    yield Finding(state, f"đĩa còn trống {free / 1e9:.1f} GB", advice)


def _permissions() -> Iterator[Finding]:
    for folder in (settings.NHIP_DATA, settings.NHIP_KEYS):
        if not folder.is_dir() or not os.access(folder, os.W_OK):
            yield Finding(WRONG, f"không ghi được vào {folder}", "Giao thư mục cho người dùng chạy Nhịp: chown -R")
        elif folder.stat().st_mode & 0o077:
            yield Finding(WRONG, f"người khác đọc được {folder}", f"Chạy: chmod 700 {folder}")
        else:
            yield Finding(GOOD, f"quyền của {folder}")
    open_keys = [path.name for path in _files(settings.NHIP_KEYS) if path.stat().st_mode & 0o077]
    if open_keys:
        yield Finding(
            WRONG, f"người khác đọc được khóa: {', '.join(open_keys)}", f"Chạy: chmod 600 {settings.NHIP_KEYS}/*"
        )


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []


def _clock() -> Iterator[Finding]:
    """A clock behind the newest entry of the journal gives entries out of order and wrong second factors."""
    newest = Entry.objects.order_by("-pk").values_list("at", flat=True).first() if _tables() else None
    now = datetime.now(UTC)
    if newest is not None and newest > now + timedelta(minutes=1):
        yield Finding(WRONG, "đồng hồ máy chậm hơn nhật ký", "Chỉnh giờ: timedatectl set-ntp true")
    else:
        yield Finding(GOOD, f"đồng hồ {now.astimezone():%H:%M:%S %d/%m/%Y %z}")


def _tables() -> bool:
    return Entry._meta.db_table in connection.introspection.table_names()


def _database() -> Iterator[Finding]:
    connection.ensure_connection()
    yield Finding(GOOD, f"cơ sở dữ liệu {connection.vendor}")
    if preparing.migrations_due():
        yield Finding(WRONG, "cấu trúc cơ sở dữ liệu chưa cập nhật", "Chạy: nhip prepare")
    else:
        yield Finding(GOOD, "cấu trúc cơ sở dữ liệu đúng phiên bản")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            answer = cursor.execute("PRAGMA quick_check").fetchone()[0]
        if answer != "ok":
            yield Finding(WRONG, f"tệp cơ sở dữ liệu hỏng: {answer}", "Dừng máy chủ, phục hồi: nhip restore TỆP")


def _journal() -> Iterator[Finding]:
    if not _tables():
        return
    faults = queries.faults()
    for fault in faults[:20]:
        yield Finding(WRONG, sentence(fault), "Chạy: nhip journal verify")
    if not faults:
        yield Finding(GOOD, f"nhật ký toàn vẹn, {queries.count()} dòng")
    written = seals.lines(settings.NHIP_HEADS)
    if queries.count() and not written:
        yield Finding(MISSING, "niêm phong nhật ký", "Chạy: nhip journal seal")


def _web() -> Iterator[Finding]:
    if (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        yield Finding(GOOD, "tệp của trang đã thu thập")
    else:
        yield Finding(MISSING, "tệp của trang chưa thu thập", "Chạy: nhip prepare")


def _erasures() -> Iterator[Finding]:
    """How people who asked can be reached is erased on time; a letter of which nobody knows waits for a person."""
    if Matter._meta.db_table not in connection.introspection.table_names():
        return
    late = overdue_erasures(datetime.now(UTC).astimezone().date() - timedelta(days=1))
    if late:
        yield Finding(WRONG, f"quá hạn xóa {late} nơi liên hệ, nội dung phản ánh", "Chạy: nhip work")
    else:
        yield Finding(GOOD, "nơi liên hệ của người gửi phản ánh xóa đúng hạn")
    unclear = ReplyLetter.objects.filter(state="unclear").count()
    if unclear:
        yield Finding(MISSING, f"{unclear} thư trả lời không rõ đã gửi", "Mở trang Hỏi đáp, xem từng việc và gửi lại.")


LOOKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    _python, _recognition, _office, _speech, _provenance, _fonts,
    _disk, _permissions, _database, _clock, _journal, _web, _erasures,
)  # fmt: skip
