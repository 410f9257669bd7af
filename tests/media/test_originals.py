"""Original files: whole or not there, found by their hash, erased for good."""

from pathlib import Path

import pytest

from nhip.media import originals


def test_kept_once_and_read_back(tmp_path: Path) -> None:
    sha256 = originals.keep(tmp_path, b"van ban")
    assert originals.keep(tmp_path, b"van ban") == sha256
    assert originals.load(tmp_path, sha256) == b"van ban"
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == [sha256]  # no half-written file beside it
    assert originals.place(tmp_path, sha256).stat().st_mode & 0o077 == 0


def test_a_changed_file_is_not_handed_out(tmp_path: Path) -> None:
    sha256 = originals.keep(tmp_path, b"van ban")
    originals.place(tmp_path, sha256).chmod(0o600)
    originals.place(tmp_path, sha256).write_bytes(b"van ban khac")
    with pytest.raises(ValueError, match="changed on the disk"):
        originals.load(tmp_path, sha256)


def test_erased_leaves_nothing(tmp_path: Path) -> None:
    sha256 = originals.keep(tmp_path, b"van ban")
    originals.erase(tmp_path, sha256)
    originals.erase(tmp_path, sha256)
    assert not [p for p in tmp_path.rglob("*") if p.is_file()]


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a" * 63, "A" * 64, "a" * 65])
def test_only_hashes_name_files(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        originals.place(tmp_path, name)
