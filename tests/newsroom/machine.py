"""A LibreTranslate service for tests: answers as its published interface says, with words in capitals.

It checks what it is asked as the real one does: JSON, known languages, HTML with the elements it was given, the key.
"""

from __future__ import annotations

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KNOWN = {"vi", "en", "zh-Hans"}


class Machine:
    """The service at `address`; `asked` keeps each request. `spoil` changes an answer, `status` refuses every one."""

    def __init__(self, key: str = "") -> None:
        self.key, self.status, self.asked = key, 200, list[dict[str, Any]]()
        self.spoil = lambda text: text
        machine = self

        class Answering(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                status, said = machine.answer(self.path, self.rfile.read(int(self.headers["Content-Length"])))
                data = json.dumps(said).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def answer(self, path: str, data: bytes) -> tuple[int, dict[str, Any]]:
        asked = json.loads(data)
        self.asked.append(asked)
        if path != "/translate":
            return 404, {"error": "Not Found"}
        if self.status != 200:
            return self.status, {"error": "Slow down: 10 per 1 minute"}
        if self.key and asked.get("api_key") != self.key:
            return 403, {"error": "Invalid API key"}
        if not {asked.get("source"), asked.get("target")} <= KNOWN:
            return 400, {"error": f"{asked.get('target')} is not supported"}
        if asked.get("format") not in ("text", "html") or not isinstance(asked.get("q"), list):
            return 400, {"error": "Invalid request: missing q parameter"}
        return 200, {"translatedText": [self.spoil(_said(text)) for text in asked["q"]]}

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _said(text: str) -> str:
    """Words in capitals; tags as they came, as an HTML translator leaves them."""
    return "".join(one if one.startswith(("<", "&")) else one.upper() for one in re.split(r"(<[^>]*>|&\w+;)", text))
