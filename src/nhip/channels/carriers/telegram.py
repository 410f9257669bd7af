"""A Telegram channel through a bot that may post there: send, edit and delete its own messages. Nothing else.

Facts (core.telegram.org/bots/api): `sendPhoto` with a caption, `sendMessage`, `editMessageCaption`, `editMessageText`,
`deleteMessage`, `getChatMemberCount`. A bot cannot read a channel's past and Telegram takes no key against
repetition: after a lost answer only a person can say whether the message stands there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nhip.channels.carriers.asking import request
from nhip.channels.carriers.carrier import (
    Gone,
    Message,
    Posting,
    Preview,
    Unclear,
    Unknowable,
    against,
    attributed,
    too_long,
)  # fmt: skip
from nhip.channels.carriers.faults import meant
from nhip.channels.carrying import Way

_SAME = "message is not modified"


@dataclass(frozen=True, slots=True)
class TelegramChannel:
    """One channel, by its name (@…) or number. References are “kind:number”: a caption is edited otherwise."""

    way: Way
    chat: str
    token: str = field(repr=False)

    def preview(self, message: Message) -> Preview:
        note = f"Đính chính: {message.note}" if message.note else ""
        parts = [message.title.strip(), note, message.lead.strip(), message.marked_address, attributed(message)]
        text = "\n\n".join(part for part in parts if part)
        # Telegram counts UTF-16 units; a text too long for a caption, or a picture too heavy, goes without the picture
        length, heavy = _units(text), 0 < self.way.picture.most_bytes < message.weight
        photo = bool(message.picture) and not heavy and length <= self.way.limit("caption")
        issues = [*against(message), *too_long("text", "x" * length, self.way.limit("text"), self.way.name)]
        fields: dict[str, object] = {"chat_id": self.chat}
        fields |= {"photo": message.picture, "caption": text} if photo else {"text": text}
        return Preview(text, fields, tuple(issues))

    def publish(self, message: Message) -> Posting:
        fields = dict(self.preview(message).fields)
        photo = "photo" in fields
        made = self._ask("sendPhoto" if photo else "sendMessage", fields)
        number = made.get("message_id") if isinstance(made, dict) else None
        if not number:
            raise Unclear("no message_id")
        return self._posting(f"{'photo' if photo else 'text'}:{number}", made)

    def _posting(self, reference: str, made: Any = None) -> Posting:
        held = made.get("chat", {}).get("username") if isinstance(made, dict) else None
        name = held or (self.chat.removeprefix("@") if self.chat.startswith("@") else "")
        number = reference.partition(":")[2]
        return Posting(reference, f"https://t.me/{name}/{number}" if name else "")

    def find(self, message: Message) -> Posting | None:
        raise Unknowable("Telegram không cho bot đọc lại kênh.")

    def update(self, reference: str, message: Message) -> Posting:
        kind, _, number = reference.partition(":")
        text = self.preview(message).text
        if kind == "photo":
            text = text if _units(text) <= self.way.limit("caption") else _short(message, self.way.limit("caption"))
            self._ask("editMessageCaption", {"chat_id": self.chat, "message_id": int(number), "caption": text})
        else:
            self._ask("editMessageText", {"chat_id": self.chat, "message_id": int(number), "text": text})
        return self._posting(reference)

    def withdraw(self, reference: str) -> None:
        number = reference.partition(":")[2]
        try:
            self._ask("deleteMessage", {"chat_id": self.chat, "message_id": int(number)})
        except Gone:
            return

    def results(self, reference: str) -> Mapping[str, int]:
        """Nothing: the Bot API tells no numbers of a channel's message."""
        return {}

    def audience(self) -> Mapping[str, int]:
        count = self._ask("getChatMemberCount", {"chat_id": self.chat}, reads=True)
        return {"telegram.members": int(count)} if isinstance(count, int) else {}

    def _ask(self, method: str, told: Mapping[str, object], *, reads: bool = False) -> Any:
        answer = request("POST", f"{self.way.base}/bot{self.token}/{method}", body=dict(told), reads=reads)
        held = answer.told
        if not isinstance(held, dict) or "ok" not in held:
            raise Unclear(f"status {answer.status}")
        if held["ok"]:
            return held.get("result")
        if answer.status >= 500:
            raise Unclear(f"status {answer.status}")
        said = str(held.get("description", "")).removeprefix("Bad Request: ")
        if said.startswith(_SAME):
            return {}
        known = next((code for code in self.way.faults if isinstance(code, str) and said.startswith(code)), None)
        raise meant(self.way, (known if known is not None else held.get("error_code"),))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _short(message: Message, most: int) -> str:
    """The head, the note, the address and who speaks: what must stay when a caption has no room for the lead."""
    note = f"Đính chính: {message.note}" if message.note else ""
    parts = [message.title.strip(), note, message.marked_address, attributed(message)]
    text = "\n\n".join(part for part in parts if part)
    while _units(text) > most and note:
        note = note[:-2].rstrip() + "…" if len(note) > 40 else ""
        text = "\n\n".join(part for part in (message.title.strip(), note, *parts[2:]) if part)
    return text
