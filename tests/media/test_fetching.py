"""Pages fetched from a server that the test starts, and addresses that must never be asked."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from nhip.media import fetching
from nhip.media.fetching import Bounds, Fetched, fetch, is_public, title_of, written
from nhip.text.issues import Issue, sentence

PAGE = "<html><head><title> Tin &amp; bài\n mới </title></head><body>Xã Mẫu</body></html>".encode()


class Site(BaseHTTPRequestHandler):
    asked: list[dict[str, str]] = []

    def do_GET(self) -> None:
        Site.asked.append(dict(self.headers))
        if self.path == "/gone":
            self.send_error(404)
        elif self.path.startswith("/to?"):
            self.send_response(302)
            self.send_header("Location", self.path.partition("?")[2])
            self.end_headers()
        elif self.path == "/drip":
            self.send_response(200)
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b"x")
                time.sleep(0.2)
        else:
            body = PAGE if self.path != "/large" else b"y" * 3_000_000
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def code(answer: Fetched | Issue) -> str:
    assert isinstance(answer, Issue), answer
    assert sentence(answer)
    return answer.code


def test_a_page_comes_with_its_title_and_nothing_of_ours_goes_out(site: str) -> None:
    Site.asked.clear()
    answer = fetch(f"http://{site}/tin", allowed={site})
    assert isinstance(answer, Fetched)
    assert (answer.status, answer.type, answer.body, answer.whole) == (200, "text/html", PAGE, True)
    assert title_of(answer) == "Tin & bài mới"
    assert not {"cookie", "referer", "authorization"} & {name.lower() for name in Site.asked[0]}


def test_a_page_that_is_gone_says_so(site: str) -> None:
    answer = fetch(f"http://{site}/gone", allowed={site})
    assert isinstance(answer, Fetched)
    assert answer.status == 404


def test_our_own_house_is_never_asked_unless_allowed(site: str) -> None:
    Site.asked.clear()
    port = site.split(":")[1]
    for address in (f"http://{site}/", f"http://localhost:{port}/", "http://127.0.0.1/", "http://[::1]/",
                    "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://192.168.1.1:8080/",
                    "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://0.0.0.0/", "http://2130706433/",
                    "http://0x7f.1/"):  # fmt: skip
        assert code(fetch(address)).startswith("media.address_"), address
    assert Site.asked == []


def test_a_redirect_into_the_house_is_refused(site: str) -> None:
    for target in ("http://169.254.169.254/", "http://127.0.0.1:22/", "file:///etc/passwd", "gopher://10.0.0.1/"):
        answer = fetch(f"http://{site}/to?{target}", allowed={site})
        assert code(answer).startswith("media.address_"), target


def test_a_name_is_asked_once_so_it_cannot_change_its_answer(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name resolves to the public network when looked at and would resolve to us when asked again."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def resolver(host: str, *args: object, **more: object) -> object:
        asked.append(host)
        if len(asked) > 1:
            return real("127.0.0.1", *args, **more)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("203.0.114.9", 80))]

    connected: list[object] = []

    def connect(place: object, **more: object) -> socket.socket:
        connected.append(place)
        raise OSError

    monkeypatch.setattr(fetching.socket, "getaddrinfo", resolver)
    monkeypatch.setattr(fetching.socket, "create_connection", connect)
    assert code(fetch("http://doi-y.vn/")) == "media.fetch_failed"
    assert asked == ["doi-y.vn"]
    assert connected == [("203.0.114.9", 80)]


def test_a_name_with_one_foot_in_the_house_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(2, 1, 6, "", ("203.0.114.9", 80)), (2, 1, 6, "", ("10.1.2.3", 80))]
    monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *args, **more: both)
    assert code(fetch("http://hai-mat.vn/")) == "media.address_private"


def test_size_time_and_redirects_are_bounded(site: str) -> None:
    large = fetch(f"http://{site}/large", Bounds(most_bytes=100_000), allowed={site})
    assert isinstance(large, Fetched)
    assert (len(large.body), large.whole) == (100_000, False)
    started = time.monotonic()
    assert code(fetch(f"http://{site}/drip", Bounds(seconds=1.0), allowed={site})) == "media.fetch_slow"
    assert time.monotonic() - started < 4
    around = "/to?" * 9 + "/tin"
    assert code(fetch(f"http://{site}{around}", allowed={site})) == "media.fetch_redirects"
    assert code(fetch("http://127.0.0.1:9/", allowed={"127.0.0.1:9"})) == "media.fetch_failed"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("vi-du.vn/tin?a=1#cuoi", "https://vi-du.vn/tin?a=1"),
        (" https://vi-du.vn/bài viết ", None),
        ("https://vi-du.vn/bài-viết", "https://vi-du.vn/b%C3%A0i-vi%E1%BA%BFt"),
        ("javascript:alert(1)", None),
        ("https://ten:mat@vi-du.vn/", None),
        ("https://vi-du.vn\\@10.0.0.1/", None),
        ("khong phai dia chi", None),
        ("", None),
    ],
)
def test_addresses_are_kept_clean_or_not_at_all(given: str, kept: str | None) -> None:
    address = written(given)
    assert (None if isinstance(address, Issue) else address) == kept


@pytest.mark.parametrize("ip", ["127.0.0.1", "10.9.9.9", "172.16.0.1", "192.168.0.1", "169.254.1.1", "0.0.0.0",
                                "100.64.0.1", "224.0.0.1", "240.0.0.1", "::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1",
                                "2002:7f00:1::", "64:ff9b::a00:1", "255.255.255.255"])  # fmt: skip
def test_addresses_inside_are_told_from_public_ones(ip: str) -> None:
    assert not is_public(ip)
    assert is_public("203.162.4.190")
