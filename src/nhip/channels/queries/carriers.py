"""What carriers are asked with: their addresses, the mail server, and each letter as it is sent."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing

from nhip.channels.carriers import letters as post
from nhip.channels.carriers.carrier import NotTaken, against
from nhip.channels.carrying import Way, ways
from nhip.channels.letter_words import words
from nhip.channels.models.subscribers import Letter, Subscriber
from nhip.channels.queries.messages import message_of

SALT = "channels.newsletter"
"""Keeps links of the newsletter apart from whatever else is signed here."""


def way_at(code: str) -> Way:
    """A way out at the address that this house uses for it."""
    way, named = ways()[code], settings.NHIP_CARRIER_ADDRESSES
    if code in named:
        return way.at(named[code], named.get(f"{code}.renew", ""))
    return way


def server() -> post.MailServer:
    """The mail server of the settings."""
    return post.MailServer(
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.NHIP_NEWSLETTER_FROM, settings.EMAIL_HOST_USER,
        settings.EMAIL_HOST_PASSWORD, settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT, settings.NHIP_NEWSLETTER_BOX,
    )  # fmt: skip


def written(row: Letter) -> post.Letter:
    """The letter as it is sent. Raises NotTaken where the message lacks what none may lack."""
    who = row.subscriber
    if row.delivery is None:
        link = f"{settings.NHIP_PORTAL}/ban-tin/xac-nhan/{signed(who)}/"
        said = words(who.language)
        subject, text, leave, choose = said.confirm_subject, _asked(said.confirm, link), "", ""
    else:
        message = message_of(row.delivery)
        if against(message):
            raise NotTaken("Thiếu cơ quan hoặc nơi liên hệ.", again=False)
        subject, text = post.subject_of(message), post.story_text(message)
        leave, choose = (f"{settings.NHIP_PORTAL}/ban-tin/{way}/{who.token}/" for way in ("thoi", "chon"))
    at = row.delivery.release.due_at if row.delivery else who.asked_at
    return post.Letter(row.key, who.where.address, who.token, subject, text, who.language, at, leave, choose)


def _asked(said: str, link: str) -> str:
    return said.format(link=link, site=urlsplit(link).hostname)


def signed(row: Subscriber) -> str:
    """What the link of the first letter carries."""
    return signing.dumps(row.token, salt=SALT)
