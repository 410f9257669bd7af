"""Which channels of the register are our own newsletter and our own messages to browsers, and how many read each."""

from __future__ import annotations

from collections import Counter

from django.conf import settings

from nhip.channels.addresses import language_path
from nhip.channels.models.browsers import Browser
from nhip.channels.models.outlets import Outlet
from nhip.channels.models.subscribers import Subscriber
from nhip.channels.register import address_key
from nhip.text.languages import codes

PAGES = {"newsletter": "ban-tin", "push": "nhan-thong-bao"}
"""The portal's page on which people ask for each, below the language."""
DEFINITIONS = {"newsletter": "newsletter.confirmed", "push": "push.confirmed"}


def readers_by_outlet() -> dict[Outlet, tuple[str, int]]:
    """Each such channel with the definition and the number of its readers today; each reader counts at one of them.

    Where several are entered (one for each language), each has its language's readers, and the first also those whose
    language has none.
    """
    found: dict[Outlet, tuple[str, int]] = {}
    for platform, page in PAGES.items():
        readers = _readers(platform)
        rows = Outlet.objects.filter(platform=platform, ended_on__isnull=True, paused=False).order_by("pk")
        ours = [row for row in rows if _is_ours(row, page, readers)]
        if not ours:
            continue
        several = {row.language: row for row in reversed(ours)} if len(ours) > 1 else {}
        rest = sum(count for language, count in readers.items() if language not in several)
        counts = {row: readers.get(language, 0) for language, row in several.items()}
        counts[ours[0]] = counts.get(ours[0], 0) + rest
        found |= {row: (DEFINITIONS[platform], count) for row, count in counts.items()}
    return found


def _readers(platform: str) -> Counter[str]:
    """Confirmed readers by the language they are written to in."""
    kind = Subscriber if platform == "newsletter" else Browser
    return Counter(kind.objects.filter(state="confirmed").values_list("language", flat=True))


def _is_ours(row: Outlet, page: str, readers: Counter[str]) -> bool:
    languages = {row.language, *codes(), *readers}
    pages = {address_key(f"{settings.NHIP_PORTAL}/{language_path(one)}/{page}/") for one in languages}
    sender = settings.NHIP_NEWSLETTER_FROM or ""
    return row.address_key in pages or (row.platform == "newsletter" and row.address_key == sender.casefold() != "")
