"""The documents tell the truth: links lead somewhere, settings are described, rooms have their cards."""

from __future__ import annotations

import re

import pytest
from tests.house.floors import ROOT, SOURCE, sources
from tests.house.test_tidy import tracked

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
PAGES = [name for name in tracked() if name.endswith(".md")]


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    folder = (ROOT / page).parent
    links = [link.split("#")[0] for link in LINK.findall((ROOT / page).read_text("utf-8"))]
    lost = [
        link
        for link in links
        if link and "://" not in link and not link.startswith("mailto:") and not (folder / link).exists()
    ]
    assert lost == []


def settings_read() -> set[str]:
    """The environment variables that the product reads."""
    found: set[str] = set()
    for path in sources():
        text = path.read_text("utf-8")
        found |= set(re.findall(r"environ(?:\.get\(|\[)\s*\"(NHIP_[A-Z_]+)\"", text))
    return found


def test_every_setting_is_described() -> None:
    page = (ROOT / "docs/operating/settings.md").read_text("utf-8")
    assert [name for name in sorted(settings_read()) if f"`{name}`" not in page] == []


def test_no_setting_is_described_that_is_gone() -> None:
    page = (ROOT / "docs/operating/settings.md").read_text("utf-8")
    assert [
        name for name in sorted(set(re.findall(r"^\| `(NHIP_[A-Z_]+)`", page, re.M))) if name not in settings_read()
    ] == []


@pytest.mark.parametrize(
    "room",
    sorted(
        folder.name for folder in SOURCE.iterdir() if (folder / "models.py").exists() or (folder / "models").is_dir()
    ),
)
def test_every_room_with_tables_has_its_words(room: str) -> None:
    words = (ROOT / "docs/words.md").read_text("utf-8")
    assert re.search(rf"^## .*\b{room}\b", words, re.M | re.I)


@pytest.mark.parametrize(
    "room", sorted(folder.name for folder in SOURCE.iterdir() if (folder / "__init__.py").exists())
)
def test_every_room_has_its_card(room: str) -> None:
    card = SOURCE / room / "README.md"
    assert card.exists()
    assert 3 <= len(card.read_text("utf-8").splitlines()) <= 40


def test_every_decision_has_its_parts_and_its_own_number() -> None:
    files = sorted((ROOT / "docs/decisions").glob("*.md"))
    numbers = [file.name[:4] for file in files]
    assert len(set(numbers)) == len(numbers)
    for file in files:
        text = file.read_text("utf-8").lower()
        for part in ("context", "decision", "consequences", "doubts"):
            assert part in text, f"{file.name}: {part}"
