"""A page from outside, fetched for a person who gave only its address. The address is hostile until shown otherwise.

It may point back into our own house. So the name is resolved once, every address it has must lie in the public network,
and the connection goes to the address that was looked at, not to the name again (a second answer could differ). Each
redirect is a new address and is looked at in the same way. Size, time and the number of redirects are bounded; nothing
is sent but the request itself: no cookie, no referrer, no password.
"""

from __future__ import annotations

import html
import http.client
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from nhip.text.issues import Issue

AGENT = "Nhip-LinkCheck/1.0"
SCHEMES = {"http": 80, "https": 443}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SAFE = "%/:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is fetched: bytes, seconds in all and for each wait, redirects in a row."""

    most_bytes: int = 3 * 1024 * 1024
    seconds: float = 20.0
    wait: float = 8.0
    redirects: int = 4


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back. `address` is where it came from in the end; `whole` False when there was more than asked for."""

    status: int
    address: str
    type: str
    body: bytes
    whole: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """One address taken apart: where to connect and what to ask for."""

    secure: bool
    host: str
    port: int
    ip: str
    path: str


def fetch(address: str, bounds: Bounds = Bounds(), *, allowed: Collection[str] = ()) -> Fetched | Issue:
    """The page behind the address, or why it was not fetched. `allowed`: "host:port" let through though not public."""
    deadline = time.monotonic() + bounds.seconds
    for _ in range(bounds.redirects + 1):
        place = _place(address, allowed)
        if isinstance(place, Issue):
            return place
        try:
            answer = _ask(place, bounds, deadline)
        except TimeoutError:
            return Issue("link", "media.fetch_slow", {"seconds": int(bounds.seconds)})
        except (OSError, http.client.HTTPException, ValueError):
            return Issue("link", "media.fetch_failed", {"host": place.host})
        if isinstance(answer, Fetched):
            return Fetched(answer.status, address, answer.type, answer.body, answer.whole)
        address = urljoin(address, answer)
    return Issue("link", "media.fetch_redirects", {"most": bounds.redirects})


def written(address: str) -> str | Issue:
    """The address as it is kept: with its scheme, without what no page needs; an issue when it is none."""
    text = address.strip()
    if "://" not in text and "." in text.split("/")[0]:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if parts_wrong(text) or host is None or urlsplit(text).scheme not in SCHEMES or port == 0:
        return Issue("link", "media.address_form", {"address": address.strip()[:80]})
    parts = urlsplit(text)
    if parts.username is not None or parts.password is not None:
        return Issue("link", "media.address_password")
    return urlunsplit((parts.scheme, parts.netloc, quote(parts.path, _SAFE), quote(parts.query, _SAFE), ""))


def parts_wrong(text: str) -> bool:
    """Whether it holds what no address holds: white space, control signs, a backslash, a host without a dot."""
    if any(sign.isspace() or ord(sign) < 32 or sign == "\\" for sign in text):
        return True
    try:
        host = urlsplit(text).hostname or ""
    except ValueError:
        return True
    return not host or ("." not in host and ":" not in host and host != "localhost")


def is_public(ip: str) -> bool:
    """Whether the address lies in the public network, looked at through the ways one address hides in another."""
    address: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(ip.split("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            address = inner
    return address.is_global and not address.is_multicast and not address.is_reserved


def _place(address: str, allowed: Collection[str]) -> _Place | Issue:
    clean = written(address)
    if isinstance(clean, Issue):
        return clean
    parts = urlsplit(clean)
    host = (parts.hostname or "").rstrip(".")
    port = parts.port or SCHEMES[parts.scheme]
    known = f"{host}:{port}" in allowed
    if not known and port not in (80, 443, 8080, 8443):
        return Issue("link", "media.address_port", {"port": port})
    try:
        name = host if ":" in host else host.encode("idna").decode("ascii")
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return Issue("link", "media.address_unknown", {"host": host})
    addresses = [str(one[4][0]) for one in found]
    if not addresses or not (known or all(is_public(ip) for ip in addresses)):
        return Issue("link", "media.address_private", {"host": host})
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    return _Place(parts.scheme == "https", name, port, addresses[0], path)


def _ask(place: _Place, bounds: Bounds, deadline: float) -> Fetched | str:
    """One request to one looked-at address: the answer, or the address it sends us on to."""
    line = socket.create_connection((place.ip, place.port), timeout=min(bounds.wait, _left(deadline)))
    try:
        if place.secure:
            line = ssl.create_default_context().wrap_socket(line, server_hostname=place.host)
        connection = http.client.HTTPConnection(place.host, place.port, timeout=bounds.wait)
        connection.sock = line
        connection.request("GET", place.path, headers={
            "Host": place.host if place.port in SCHEMES.values() else f"{place.host}:{place.port}",
            "User-Agent": AGENT, "Accept": "text/html,application/xhtml+xml,*/*;q=0.5", "Accept-Encoding": "identity",
            "Connection": "close",
        })  # fmt: skip
        answer = connection.getresponse()
        on = answer.getheader("Location")
        if answer.status in REDIRECTS and on:
            return on
        body, whole = _body(answer, line, bounds, deadline)
        kind = (answer.getheader("Content-Type") or "").split(";")[0].strip().lower()
        return Fetched(answer.status, "", kind, body, whole)
    finally:
        line.close()


def _body(answer: http.client.HTTPResponse, line: socket.socket, bounds: Bounds, deadline: float) -> tuple[bytes, bool]:
    """The body up to its bound; a server that drips keeps us no longer than the deadline."""
    pieces: list[bytes] = []
    taken = 0
    while taken <= bounds.most_bytes:
        line.settimeout(min(bounds.wait, _left(deadline)))
        piece = answer.read1(65_536)
        if not piece:
            return b"".join(pieces), True
        pieces.append(piece)
        taken += len(piece)
    return b"".join(pieces)[: bounds.most_bytes], False


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def title_of(page: Fetched) -> str:
    """The title of a page of HTML, in one line; "" where there is none."""
    if page.type not in ("text/html", "application/xhtml+xml"):
        return ""
    text = page.body[:200_000].decode("utf-8", errors="replace")
    found = re.search(r"<title[^>]*>(.*?)</title>", text, re.IGNORECASE | re.DOTALL)
    return " ".join(html.unescape(found[1]).split()) if found else ""
