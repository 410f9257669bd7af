"""The counters that can be joined to a site of the register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from nhip.channels.statistics.matomo import Matomo
from nhip.channels.statistics.plausible import Plausible
from nhip.channels.statistics.reading import Statistics
from nhip.channels.statistics.umami import Umami
from nhip.text.issues import Issue

OWN = "portal"
"""The portal's own counter: asks nobody."""
NAMES: Mapping[str, str] = {
    OWN: "Bộ đếm của cổng", "matomo": "Matomo", "plausible": "Plausible", "umami": "Umami",
}  # fmt: skip
_MADE: Mapping[str, Callable[[str, str, str], Statistics]] = {"matomo": Matomo, "plausible": Plausible, "umami": Umami}


def counter(kind: str, base: str, site: str, token: str) -> Statistics:
    """The counter of a joined site. Raises KeyError for a kind that nobody wrote."""
    return _MADE[kind](base, site, token)


def against(kind: str, base: str, site: str, token: str, hosts: tuple[str, ...]) -> list[Issue]:
    """What stands against joining. `hosts`: servers that the settings let be asked, so that nobody points elsewhere."""
    if kind not in NAMES:
        return [Issue("kind", "channels.counter_unknown", {"kind": kind[:20]})]
    if kind == OWN:
        return []
    parts, issues = urlsplit(base), []
    local = parts.hostname in ("127.0.0.1", "localhost")
    if parts.scheme != "https" and not (parts.scheme == "http" and local):
        issues.append(Issue("base", "channels.address_not_web", {}))
    elif parts.netloc not in hosts:
        issues.append(Issue("base", "channels.counter_host_closed", {"host": parts.netloc[:120]}))
    issues += [
        Issue(name, "channels.counter_lacks", {"what": what})
        for name, what, value in (("site", "mã trang", site), ("token", "mã truy cập", token))
        if not value.strip()
    ]
    return issues
