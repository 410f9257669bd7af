"""Tells a WebSub hub that a feed has changed. The hub fetches the feed itself, so telling it twice posts nothing twice.

W3C leaves this step to hub and publisher; hubs take `hub.mode=publish` with the feed's address (PubSubHubbub 0.4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nhip.channels.addresses import language_path
from nhip.channels.carriers.asking import ask
from nhip.channels.carriers.carrier import Message, NotTaken, Posting, Preview, Unclear, against


@dataclass(frozen=True, slots=True)
class Hub:
    """One hub and the feeds of the portal, by language."""

    hub: str
    feed: str
    """The feed's address with {language} in it."""

    def preview(self, message: Message) -> Preview:
        topic = self._topic(message.language)
        return Preview(topic, {"hub.mode": "publish", "hub.url": topic}, tuple(against(message)))

    def publish(self, message: Message) -> Posting:
        topic = self._topic(message.language)
        self._tell(topic)
        return Posting(f"{topic}#{message.key}"[:300])

    def find(self, message: Message) -> Posting | None:
        """Nothing to look for: the feed holds the story once, however often the hub is told."""
        return None

    def update(self, reference: str, message: Message) -> Posting:
        return self.publish(message)

    def results(self, reference: str) -> Mapping[str, int]:
        """Nothing: a hub tells its publisher no numbers."""
        return {}

    def audience(self) -> Mapping[str, int]:
        return {}

    def withdraw(self, reference: str) -> None:
        """The feed has changed again."""
        self._tell(reference.partition("#")[0])

    def _topic(self, language: str) -> str:
        return self.feed.format(language=language_path(language))

    def _tell(self, topic: str) -> None:
        status, _ = ask("POST", self.hub, fields={"hub.mode": "publish", "hub.url": topic})
        if status >= 500:
            raise Unclear(f"status {status}")
        if status >= 300:
            raise NotTaken(f"Trạm tin WebSub trả lời {status}.", again=status == 429)
