"""Where released stories go: the public address, the WebSub hub, the newsletter's mail server and its own mailbox.

The newsletter's mailbox (a Maildir) takes in bounces and a copy of each letter: the copy says that the server took it.
"""

import os
from pathlib import Path

from nhip.project.settings.mail import NHIP_ADDRESS

NHIP_PORTAL = os.environ.get("NHIP_PORTAL", NHIP_ADDRESS)
NHIP_HUB = os.environ.get("NHIP_HUB", "")
NHIP_FEED = os.environ.get("NHIP_FEED", f"{NHIP_PORTAL}/{{language}}/tin.atom")
NHIP_NEWSLETTER_FROM = os.environ.get("NHIP_NEWSLETTER_FROM", "")
_box = os.environ.get("NHIP_NEWSLETTER_BOX", "")
NHIP_NEWSLETTER_BOX = Path(_box) if _box else None
NHIP_EXCHANGE_TOKEN = os.environ.get("NHIP_EXCHANGE_TOKEN", "")
"""What the national portal sends (Authorization: Bearer …) when it fetches stories in full; the fetch is then noted."""
NHIP_PUSH_HOSTS = tuple(one.strip() for one in os.environ.get("NHIP_PUSH_HOSTS", "").split(",") if one.strip())
"""Push services beyond the known ones (data/push.toml), comma separated: of a closed network, or in tests."""
NHIP_STATISTICS_HOSTS = tuple(
    host.strip()
    for host in os.environ.get("NHIP_STATISTICS_HOSTS", "plausible.io,api.umami.is").split(",")
    if host.strip()
)
NHIP_COUNT_PAGES = os.environ.get("NHIP_COUNT_PAGES", "1") == "1"
"""Whether the portal counts how often its pages are opened: sums of days, nothing of readers."""
NHIP_FEEDBACK_SYSTEM = os.environ.get("NHIP_FEEDBACK_SYSTEM", "").rstrip("/")
"""Address of the province's own feedback system (docs/rules/feedback.md, handing over), its key, its name."""
NHIP_FEEDBACK_SYSTEM_KEY = os.environ.get("NHIP_FEEDBACK_SYSTEM_KEY", "")
NHIP_FEEDBACK_SYSTEM_NAME = os.environ.get("NHIP_FEEDBACK_SYSTEM_NAME", "Hệ thống phản ánh của tỉnh")
NHIP_CARRIER_ADDRESSES: dict[str, str] = {}
"""Another address for a carrier, by its code: a local server in tests, a proxy in a closed network."""
