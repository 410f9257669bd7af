"""The file verbs as a person calls them: what is printed where, and what the exit codes say."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPORT = """ỦY BAN NHÂN DÂN
XÃ SUỐI MƠ

Số: 12/BC-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Độc lập - Tự do - Hạnh phúc

Suối Mơ, ngày 05 tháng 6 năm 2026

BÁO CÁO

Kết quả công tác thông tin cơ sở 6 tháng đầu năm 2026

Thực hiện Công văn số 402/SVHTTDL-TTBC ngày 28/5/2026 của Sở Văn hóa, Thể thao và Du lịch, xã báo cáo như sau:

I. KẾT QUẢ

1. Công tác phát thanh

Đã phát 120 buổi trên hệ thống truyền thanh của 15 thôn.

Nơi nhận:

- Như trên;

- Lưu: VT.

TM. ỦY BAN NHÂN DÂN

CHỦ TỊCH

Hoàng Thị Mẫu
"""


def nhip(*words, cwd=None):
    command = [sys.executable, "-m", "nhip.project.command", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=180, cwd=cwd, check=False)


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "bao-cao.txt"
    path.write_bytes(REPORT.encode())
    return path


def test_read_prints_one_record_a_line_with_the_name_and_the_digest(report):
    done = nhip("read", report, report, "--jsonl")
    assert done.returncode == 0, done.stderr
    first, second = map(json.loads, done.stdout.splitlines())
    assert first == second
    assert first["source_file"] == "bao-cao.txt"
    assert first["source_sha256"] == hashlib.sha256(REPORT.encode()).hexdigest()
    assert first["source_chars"] == len(REPORT)
    assert first["header"]["number"]["symbol"] == "BC-UBND"
    assert [s["number"] for s in first["sections"]] == ["I", "1"]
    assert "text" not in first


def test_every_value_stands_where_the_record_says(tmp_path):
    stored = "\ufeff" + REPORT.replace("\n", "\r\n").replace("Ủ", "Ủ")
    path = tmp_path / "a.txt"
    path.write_bytes(stored.encode())
    record = json.loads(nhip("read", path).stdout)

    def check(value):
        if isinstance(value, dict):
            if isinstance(value.get("raw"), str) and isinstance(value.get("start"), int):
                assert stored[value["start"] : value["end"]] == value["raw"]
            for inner in value.values():
                check(inner)
        elif isinstance(value, list):
            for inner in value:
                check(inner)

    assert record["source_chars"] == len(stored)
    assert record["citations"]
    check(record)


def test_refused_files_are_told_on_standard_error_and_the_rest_is_read(tmp_path, report):
    (tmp_path / "hong.pdf").write_bytes(b"%PDF-1.7\nhong")
    done = nhip("read", tmp_path / "hong.pdf", report, tmp_path / "khong-co.docx")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert "hong.pdf: " in done.stderr
    assert "khong-co.docx: Không tìm thấy tệp" in done.stderr


def test_folders_and_archives_are_read_file_by_file(tmp_path, report):
    folder = tmp_path / "gui"
    folder.mkdir()
    (folder / "b.txt").write_text(REPORT, "utf-8")
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("x/mot.txt", REPORT)
        archive.writestr("hai.txt", REPORT)
    done = nhip("read", folder)
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["source_file"] for line in done.stdout.splitlines()] == ["mot.txt", "hai.txt", "b.txt"]


def test_several_processes_print_the_same_in_the_same_order(tmp_path, report):
    (tmp_path / "b.txt").write_text(REPORT.replace("12/BC", "13/BC"), "utf-8")
    (tmp_path / "c.txt").write_bytes(b"")
    one = nhip("read", tmp_path)
    two = nhip("read", tmp_path, "--jobs", "2")
    assert one.returncode == two.returncode == 1
    assert one.stdout == two.stdout
    assert "c.txt" in two.stderr


@pytest.mark.parametrize(
    "words", [[], ["read"], ["read", "--unknown", "x"], ["read", "x", "--jobs", "0"], ["nonsense"], ["compose", "x"]]
)
def test_a_wrong_call_exits_with_two(words):
    done = nhip(*words)
    assert done.returncode == 2


def test_help_names_every_verb_and_exits_with_zero():
    done = nhip("--help")
    assert done.returncode == 0
    for verb in ("read", "check", "repair", "compose", "layout", "backup", "doctor"):
        assert f"  {verb}" in done.stdout


@pytest.mark.parametrize("verb", ["read", "check", "repair", "compose", "layout"])
def test_help_of_each_verb_says_what_the_exit_codes_mean(verb):
    done = nhip(verb, "--help")
    assert done.returncode == 0
    assert "Mã thoát: 0" in done.stdout


def test_file_verbs_load_neither_django_nor_a_database(report):
    code = (
        "import sys\n"
        "from nhip.project.command import main\n"
        f"main(['read', {str(report)!r}]); main(['repair', {str(report)!r}]); main(['check', {str(report)!r}])\n"
        "assert not [m for m in sys.modules if m.split('.')[0] in ('django', 'psycopg', 'sqlite3')], 'a database'\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


def test_repair_leaves_clean_vietnamese_untouched(report):
    done = nhip("repair", report, "--quiet")
    assert done.returncode == 0
    assert done.stdout == REPORT
    assert done.stderr == ""


def test_repair_restores_text_without_marks(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Uy ban nhan dan tinh bao cao ket qua cong tac truyen thong nam 2026.\n", "utf-8")
    done = nhip("repair", "--restore", path)
    assert done.returncode == 0
    assert "báo cáo kết quả công tác truyền thông năm 2026." in done.stdout


def test_check_tells_place_and_fault_and_exits_with_one(monkeypatch, capsys):
    from nhip.cli.check import findings
    from nhip.documents.reading.record import Record, TextError

    text = "Một dòng.\ncác các sở làm.\n"
    errors = [
        TextError(id="E2", raw="làm", text="làm", start=21, end=24, kind="kind_of_tomorrow"),
        TextError(id="E1", raw="các các", text="các các", start=10, end=17, kind="duplicate_word", correct="các"),
    ]
    record = Record(source_file="a", source_sha256="", source_chars=len(text), text_errors=errors)
    found = findings(record, text)
    assert ("thể thức", "Không thấy tên loại văn bản. Hãy chọn tên loại.") in found
    assert found[-2:] == [
        ("2:1", "«các các»: lặp từ, nên là «các»."),
        ("2:12", "«làm»: hãy kiểm tra lại."),
    ]


def test_a_record_read_is_composed_again(tmp_path, report):
    read = nhip("read", "--with-text", report)
    path = tmp_path / "a.jsonl"
    path.write_text(read.stdout, "utf-8")
    out = tmp_path / "lai.docx"
    done = nhip("compose", path, "-o", out)
    assert done.returncode == 0, done.stderr
    assert zipfile.ZipFile(io.BytesIO(out.read_bytes())).testzip() is None
    again = json.loads(nhip("read", out).stdout)
    first = json.loads(read.stdout)
    assert again["header"]["number"]["full"] == first["header"]["number"]["full"]
    assert [s["title"] for s in again["sections"]] == [s["title"] for s in first["sections"]]
    assert [c["number"] for c in again["citations"]] == [c["number"] for c in first["citations"]]


def test_a_record_without_its_text_says_what_to_do(tmp_path, report):
    path = tmp_path / "a.jsonl"
    path.write_text(nhip("read", report).stdout, "utf-8")
    done = nhip("compose", path, "-o", tmp_path / "b.docx")
    assert done.returncode == 1
    assert "--with-text" in done.stderr
    done = nhip("compose", path, "-o", tmp_path / "b.docx", "--text", report)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", "null", "[" * 5000])
def test_what_is_no_record_is_not_composed(tmp_path, content):
    path = tmp_path / "a.json"
    path.write_text(content, "utf-8")
    done = nhip("compose", path, "-o", tmp_path / "b.docx")
    assert done.returncode == 1
    assert "không phải bản ghi" in done.stderr
    assert not (tmp_path / "b.docx").exists()


def test_layout_wants_a_word_file(report):
    done = nhip("layout", report)
    assert done.returncode == 1
    assert "Word (.docx)" in done.stderr


def test_reading_that_takes_too_long_is_stopped():
    import time

    from nhip.cli.time_limit import TooSlow, at_most

    began = time.monotonic()
    with pytest.raises(TooSlow), at_most(0.1):
        sum(1 for _ in iter(int, 1))  # never ends by itself
    assert time.monotonic() - began < 2


def test_the_command_of_the_package_is_the_one_tested():
    assert (Path(sys.executable).parent / "nhip").exists()
