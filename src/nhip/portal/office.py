"""Who runs the portal and answers for it: the block at the foot of every page and the page about the portal.

Decree 224/2026/NĐ-CP, Art. 9-13, has an agency answer for each portal. The facts are the province's own: the setting
NHIP_PORTAL_OFFICE names a TOML file with them (keys as in `data/sample_office.toml`); the sample has invented ones.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from nhip.portal.languages import Language
from nhip.portal.province import province

SAMPLE = resources.files("nhip.portal").joinpath("data", "sample_office.toml")


@dataclass(frozen=True, slots=True)
class Office:
    """In one language; what was not set is empty. `responsible` is a post, never a person's name."""

    name: str
    owner: str
    responsible: str
    address: str
    phone: str
    mail: str
    licence: str


def office(lang: Language) -> Office:
    """Raises KeyError, OSError or tomllib.TOMLDecodeError where the file of the setting cannot be used."""
    held = _held(settings.NHIP_PORTAL_OFFICE, settings.NHIP_SAMPLE)
    said = {key: _in(value, lang) for key, value in held.items()}
    owner = said.get("owner") or _("People's Committee of %(province)s") % {"province": province(lang).name}
    return Office(
        said.get("name") or owner, owner, said.get("responsible", ""), said.get("address", ""), said.get("phone", ""),
        said.get("mail", ""), said.get("licence", ""),
    )  # fmt: skip


def _in(value: Any, lang: Language) -> str:
    """A fact in a language: one for all, or a table by language in which Vietnamese stands for those left out."""
    return str(value.get(lang.code, value["vi"])) if isinstance(value, dict) else str(value)


@lru_cache(maxsize=4)
def _held(path: str, sample: bool) -> dict[str, Any]:
    if path:
        return tomllib.loads(Path(path).read_text("utf-8"))
    return tomllib.loads(SAMPLE.read_text("utf-8")) if sample else {}
