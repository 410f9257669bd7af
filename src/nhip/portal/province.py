"""Whose portal it is: what the province is called in each language. The setting NHIP_PROVINCE chooses it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from nhip.portal.languages import Language
from nhip.text.languages import said_in


@dataclass(frozen=True, slots=True)
class Province:
    """Names in one language: the territory, what its people call it, the portal's own title."""

    name: str
    called: str
    title: str


def province(lang: Language) -> Province:
    """Raises KeyError with the setting's value where `data/provinces.toml` has no such province."""
    held = _provinces()[settings.NHIP_PROVINCE]
    name = said_in(held["name"], lang.code)
    with override(lang.words):
        return Province(name, said_in(held["called"], lang.code), _("%(province)s portal") % {"province": name})


@cache
def _provinces() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(resources.files("nhip.portal").joinpath("data", "provinces.toml").read_text("utf-8"))
