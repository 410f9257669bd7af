"""Says in few words from which browser and device a session comes. A guess for the eye, nothing is decided by it."""

from __future__ import annotations

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
"""Part of the user agent and the name people know; the more particular first, since each copies the next one's."""

DEVICES = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def in_words(user_agent: str) -> str:
    """ "Chrome, Android"; "" when neither is known."""
    browser = next((name for part, name in BROWSERS if part in user_agent), "")
    device = next((name for part, name in DEVICES if part in user_agent), "")
    return ", ".join(word for word in (browser, device) if word)
