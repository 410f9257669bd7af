"""A document under a secrecy mark leaves nothing: not on disk, in logs or temporary folders, not even its name."""

from __future__ import annotations

import io
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from builders import REPORT, docx, docx_of, drawn, pdf_of, png, zip_of

from nhip.documents.intake import door
from nhip.documents.intake.guard import Guard
from nhip.documents.intake.limits import Limits
from nhip.documents.intake.outcome import Refusal

MARKER = "DauVetKhongDuocCon7c41"
TEXT = f"TỐI MẬT\n{MARKER}\n{REPORT}"
NAME = f"{MARKER}-ke-hoach"


def old_word(folder: Path) -> bytes:
    """A .doc by LibreOffice itself."""
    source = folder / "a.docx"
    source.write_bytes(docx_of("TỐI MẬT", MARKER, "Báo cáo kết quả"))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/p",
        "--headless",
        "--convert-to",
        "doc",
        "--outdir",
        str(folder),
        str(source),
    ]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    return (folder / "a.doc").read_bytes()


def with_picture(picture: Any, *paragraphs: str) -> bytes:
    """Typed words, and the mark on a picture among them alone."""

    def fill(document: Any) -> None:
        for paragraph in paragraphs * 10:
            document.add_paragraph(paragraph)
        document.add_picture(io.BytesIO(png(picture)))

    return docx(fill)


def samples(folder: Path) -> dict[str, bytes]:
    page = drawn([("TỐI MẬT", 200, 120, 60), ("ỦY BAN NHÂN DÂN XÃ SUỐI MƠ", 200, 260, 40), (MARKER, 200, 360, 40)])
    plain = TEXT.encode()
    return {
        f"{NAME}.txt": plain,
        f"{NAME}-tags.txt": f"<html><body><p>TỐI <b>MẬT</b></p><p>{MARKER}</p></body></html>".encode(),
        f"{NAME}.html": f"<html><body><p>TỐI MẬT</p><p>{MARKER}</p></body></html>".encode(),
        f"{NAME}.docx": docx_of("TỐI MẬT", MARKER, "Báo cáo"),
        f"{NAME}-hinh.docx": with_picture(drawn([("TỐI MẬT", 40, 30, 60)], (400, 130)), MARKER, "Báo cáo kết quả"),
        f"{NAME}.doc": old_word(folder),
        f"{NAME}.pdf": pdf_of(f"TOI MAT\n{MARKER}"),
        f"{NAME}.png": png(page),
        f"{NAME}.zip": zip_of({f"{MARKER}.txt": plain}),
    }


def traces(root: Path) -> list[str]:
    found = []
    for path in root.rglob("*"):
        if MARKER in str(path) or (
            path.is_file() and any(m in path.read_bytes() for m in (MARKER.encode(), MARKER.encode("utf-16-le")))
        ):
            found.append(str(path))
    return found


@pytest.fixture
def watched(tmp_path, monkeypatch):
    """A temporary root of its own, so that whatever is left can be found."""
    root = tmp_path / "watched"
    root.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(root))
    monkeypatch.setenv("TMPDIR", str(root))
    monkeypatch.setattr(door, "_here", type(door._here)())
    return root


@pytest.mark.live
def test_the_intake_function_leaves_nothing(tmp_path, watched, caplog, capfd):
    made = tmp_path / "made"
    made.mkdir()
    caplog.set_level(logging.DEBUG)
    for name, data in samples(made).items():
        for opening in door.open_parcel(name, data, Limits()):
            assert isinstance(opening.outcome, Refusal), name
            assert opening.outcome.issue.code == "documents.secrecy_mark", name
            assert opening.name is None
            assert opening.data is None
            assert MARKER not in repr(opening)
    assert traces(watched) == []
    assert list(watched.iterdir()) == []
    assert MARKER not in caplog.text
    out, err = capfd.readouterr()
    assert MARKER not in out + err


@pytest.mark.live
@pytest.mark.parametrize("verb", [["read", "--jsonl"], ["repair"], ["check"]])
def test_the_command_leaves_nothing_and_names_nothing(tmp_path, watched, verb):
    sent = tmp_path / "sent"
    sent.mkdir()
    made = tmp_path / "made"
    made.mkdir()
    home = watched / "home"
    home.mkdir()
    files = samples(made)
    if verb[0] != "read":
        files = {name: data for name, data in files.items() if name.endswith((".txt", ".docx"))}
    for name, data in files.items():
        (sent / name).write_bytes(data)
    environment = {**os.environ, "TMPDIR": str(watched), "HOME": str(home)}
    calls = (
        [[str(path)] for path in sorted(sent.iterdir())]
        if verb[0] != "read"
        else [[str(p) for p in sorted(sent.iterdir())]]
    )
    for paths in calls:
        command = [sys.executable, "-m", "nhip.project.command", verb[0], *paths, *verb[1:]]
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=180, env=environment, cwd=watched, check=False
        )
        assert done.returncode == 1, done.stderr
        assert MARKER not in done.stdout + done.stderr
        assert "dấu chỉ độ mật" in done.stderr
        assert done.stdout == ""
    assert traces(watched) == []
    shutil.rmtree(home)
    assert list(watched.iterdir()) == []


def test_a_guard_that_is_killed_in_the_middle_leaves_no_folder(watched):
    with Guard(Limits(seconds=60.0)) as guard:
        guard.open("a.docx", docx_of("Báo cáo"))
        process = guard._process
        assert process is not None
        assert list(watched.iterdir())
        process.kill()
        process.wait()
        assert guard.open("b.docx", docx_of("Báo cáo hai")).text.strip() == "Báo cáo hai"
    assert list(watched.iterdir()) == []


def test_folders_of_an_owner_that_was_killed_are_swept_by_the_next(watched):
    left = watched / "nhip-intake-999999999-abc"
    left.mkdir()
    (left / "in.doc").write_text(MARKER, "utf-8")
    with Guard(Limits()) as guard:
        guard.open("a.docx", docx_of("Báo cáo"))
    assert traces(watched) == []


def test_the_worker_dies_and_cleans_up_when_its_owner_is_killed(watched):
    code = (
        "import sys, time\n"
        "from nhip.documents.intake.guard import Guard\n"
        "from nhip.documents.intake.limits import Limits\n"
        "guard = Guard(Limits())\n"
        "guard._running()\n"
        "time.sleep(1.0)\n"
        "print(guard._process.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    owner = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert owner.stdout is not None
    worker = int(owner.stdout.readline())
    owner.kill()
    owner.wait()
    owner.stdout.close()
    import time

    for _ in range(50):
        if not Path(f"/proc/{worker}").exists() and not list(watched.iterdir()):
            break
        time.sleep(0.1)
    assert list(watched.iterdir()) == []
