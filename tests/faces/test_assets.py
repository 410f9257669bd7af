"""Assets are what they say: source, version, licence and hash of each; nothing comes from anybody else's network."""

from __future__ import annotations

import hashlib
import re
import tomllib
from importlib import resources
from pathlib import Path

import pytest

WEB = Path(str(resources.files("nhip"))) / "web"
LISTED = tomllib.loads((WEB / "assets.toml").read_text("utf-8"))["asset"]
FACES = [Path(str(resources.files("nhip"))) / face / "templates" for face in ("workspace", "portal")]
DATA_BLOCK = r"application/(?:ld\+)?json"
"""A script element of such a type holds data; the browser runs nothing of it, so the strict policy stands."""


@pytest.mark.parametrize("asset", LISTED, ids=lambda asset: asset["file"])
def test_each_is_as_recorded(asset: dict[str, str]) -> None:
    assert hashlib.sha256((WEB / asset["file"]).read_bytes()).hexdigest() == asset["sha256"]
    assert (WEB / asset["licence_file"]).is_file()
    assert asset["source"]
    assert asset["version"]


def test_every_font_and_minified_script_is_recorded() -> None:
    found = {
        path.relative_to(WEB).as_posix()
        for pattern in ("fonts/*", "scripts/*.min.js", "viewers/*")
        for path in WEB.glob(pattern)
    }
    assert found == {asset["file"] for asset in LISTED}


def test_styles_and_scripts_ask_nobody_else() -> None:
    for path in [*WEB.glob("styles/*.css"), *(one for one in WEB.glob("scripts/*.js") if ".min." not in one.name)]:
        assert not re.search(r"https?://", path.read_text("utf-8")), path.name


def test_pages_have_no_inline_script_style_or_handler() -> None:
    for path in (path for face in FACES for path in face.rglob("*.html")):
        text = re.sub(r"\{%.*?%\}", "", path.read_text("utf-8"), flags=re.S)
        assert not re.search(rf"<script(?![^>]*\bsrc=)(?![^>]*{DATA_BLOCK})", text), path.name
        assert not re.search(r"<style|\sstyle=|\son\w+=", text), path.name


def test_labels_are_at_least_13_px() -> None:
    for path in WEB.glob("styles/*.css"):
        for size in re.findall(r"font(?:-size)?:[^;}]*?(\d+(?:\.\d+)?)px", path.read_text("utf-8")):
            assert float(size) >= 13, f"{path.name}: {size}px"
