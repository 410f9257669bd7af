"""Every room of the staff pages by what people do there: the table behind the bar, the phone's and the page of all.

A room stands under the group whose work it is, not under the module that holds it. What a role may not open is left
out (menu.py); a group with one room left is that room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Room:
    """One place to go. `verb` opens it (None: anybody signed in); `short` stands where there is little room; `beyond`
    are addresses that belong to it without beginning with its own."""

    name: str
    label: Text
    short: Text
    icon: str
    verb: str | None
    says: Text
    beyond: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Rooms of one kind of work."""

    name: str
    label: Text
    rooms: Sequence[Room]


TODAY = Room("today", _("Today"), _("Today"), "today", None, _("What waits for you, by date."))

GROUPS: Sequence[Group] = (
    Group(
        "work",
        _("Plans, reports"),
        (
            Room(
                "plans",
                _("Plans"),
                _("Plans"),
                "plan",
                "plans.read",
                _("Signed plans and what they assign."),
                ("/chien-dich/",),
            ),
            Room("tasks", _("Tasks"), _("Tasks"), "check", "plans.read", _("Each task, who owes it and by when.")),
            Room(
                "calendar", _("Calendar"), _("Calendar"), "clock", "plans.read", _("Deadlines, releases, quiet days.")
            ),
            Room(
                "ledger", _("Activities"), _("Activities"), "edit", "plans.read", _("What was done, with its evidence.")
            ),
            Room(
                "reports",
                _("Reports"),
                _("Reports"),
                "report",
                "reporting.read",
                _("Reports that are due, waiting or sent."),
            ),
            Room(
                "indicators",
                _("Indicators"),
                _("Indicators"),
                "chart",
                "measurement.read",
                _("Figures, targets, trends."),
            ),
        ),
    ),
    Group(
        "newsroom",
        _("Newsroom"),
        (
            Room(
                "newsroom", _("Stories"), _("Newsroom"), "news", "newsroom.read", _("Write, submit, approve, publish.")
            ),
            Room(
                "translations",
                _("Translations"),
                _("Translations"),
                "split",
                "newsroom.read",
                _("What lacks a language, what is out of date."),
            ),
            Room(
                "names",
                _("Official names"),
                _("Names"),
                "check",
                "newsroom.read",
                _("Names in each language, checked as one types."),
                ("/toa-soan/bo-nho-dich/",),
            ),
            Room(
                "keywords",
                _("Keywords"),
                _("Keywords"),
                "search",
                "newsroom.read",
                _("What people search for, and which page answers."),
            ),
            Room(
                "guidance",
                _("Guidance"),
                _("Guidance"),
                "info",
                "newsroom.read",
                _("What the desks were told, and who has read it."),
            ),
            Room(
                "shelf",
                _("Shared shelf"),
                _("Shelf"),
                "download",
                "newsroom.read",
                _("Approved products to play, post or print."),
            ),
            Room(
                "press-links",
                _("Links from the press"),
                _("Press"),
                "report",
                "newsroom.read",
                _("Articles that press agencies sent in."),
            ),
            Room(
                "pictures",
                _("Media library"),
                _("Pictures"),
                "picture",
                "newsroom.read",
                _("Pictures with rights, captions, alt texts."),
            ),
            Room(
                "recordings",
                _("Recordings and videos"),
                _("Recordings"),
                "mic",
                "media.listen",
                _("Record in Tày, Nùng, Dao; listen and confirm."),
            ),
            Room(
                "brands",
                _("Brand kit"),
                _("Brand kit"),
                "agency",
                "newsroom.read",
                _("Logos, colours, templates of each agency."),
            ),
            Room(
                "consents",
                _("Consents"),
                _("Consents"),
                "account",
                "media.consent",
                _("Who agreed to be named or shown, until when."),
            ),
        ),
    ),
    Group(
        "channels",
        _("Channels"),
        (
            Room(
                "deliveries",
                _("Postings on channels"),
                _("Postings"),
                "send",
                "newsroom.read",
                _("What went out, what waits for a hand, what failed."),
            ),
            Room(
                "outlets",
                _("Official channels"),
                _("Channels"),
                "tree",
                "channels.record",
                _("The register: pages, accounts, stations, boards."),
            ),
            Room(
                "outlets-covered",
                _("Who lacks one"),
                _("Who lacks one"),
                "warning",
                "channels.record",
                _("Agencies without an official channel yet."),
            ),
            Room(
                "outlet-joins",
                _("Connections"),
                _("Connections"),
                "key",
                "channels.release",
                _("Joining a channel, life of its token."),
            ),
            Room(
                "newsletter",
                _("Newsletter"),
                _("Newsletter"),
                "news",
                "channels.record",
                _("Readers who confirmed, issues that were sent."),
            ),
            Room(
                "visited",
                _("Visits"),
                _("Visits"),
                "chart",
                "channels.record",
                _("How often pages were read; no reader is kept."),
            ),
            Room(
                "rated",
                _("Ratings"),
                _("Ratings"),
                "check",
                "channels.record",
                _("What readers answered: was this page useful?"),
            ),
        ),
    ),
    Group(
        "portal",
        _("Portal, places"),
        (
            Room(
                "places",
                _("Places, products, projects, gates"),
                _("Places"),
                "place",
                "places.read",
                _("Entries, their languages, their next check."),
            ),
            Room(
                "gates",
                _("State of the gates"),
                _("Gates"),
                "clock",
                "places.report",
                _("Tell travellers how the gates are now."),
            ),
            Room(
                "makers",
                _("Makers"),
                _("Makers"),
                "agency",
                "places.read",
                _("Who makes the products, with their consent."),
            ),
            Room(
                "showings",
                _("Shown to the public"),
                _("Shown"),
                "document",
                "newsroom.read",
                _("Papers and events that the portal shows."),
            ),
            Room(
                "spokespersons",
                _("Spokespersons"),
                _("Spokespersons"),
                "account",
                "newsroom.read",
                _("Who speaks for each agency, by decision."),
            ),
        ),
    ),
    Group(
        "matters",
        _("Questions and answers"),
        (
            Room(
                "matters",
                _("Questions, remarks of residents"),
                _("Q and A"),
                "help",
                "feedback.read",
                _("Answer within the term, publish when agreed."),
            ),
            Room(
                "doors",
                _("Questions from our channels"),
                _("Q and A"),
                "help",
                "channels.release",
                _("Which channels bring questions here."),
            ),
        ),
    ),
    Group(
        "papers",
        _("Documents, law"),
        (
            Room(
                "documents",
                _("Documents"),
                _("Documents"),
                "document",
                "documents.read",
                _("Bring a paper in, check what was read."),
            ),
            Room("law", _("Legal library"), _("Law"), "law", "law.read", _("Acts, their status, what replaced them.")),
        ),
    ),
    Group(
        "agencies",
        _("Agencies"),
        (
            Room(
                "agencies",
                _("Agencies"),
                _("Agencies"),
                "agency",
                "agencies.read",
                _("Every agency by its name at each date."),
            ),
            Room(
                "journal",
                _("Journal"),
                _("Journal"),
                "journal",
                "journal.read",
                _("Who did what, when, on what ground."),
            ),
        ),
    ),
)

THUMBS: Sequence[tuple[str, Sequence[str]]] = (
    ("plans.arrange", ("today", "documents", "plans", "reports")),
    ("reporting.submit", ("today", "ledger", "plans", "reports")),
    ("plans.approve", ("today", "plans", "reports", "indicators")),
    ("newsroom.approve", ("today", "newsroom", "matters", "reports")),
    ("newsroom.write", ("today", "newsroom", "ledger", "pictures")),
    ("feedback.approve", ("today", "matters", "newsroom", "spokespersons")),
    ("media.record", ("today", "ledger", "recordings", "outlets")),
    ("plans.read", ("today", "plans", "reports", "indicators")),
)
"""What stands in the phone's bottom bar, by the first verb of these that the person may: who gathers, who logs, who
signs, who approves texts, who writes, who speaks, who runs the loudspeakers, who looks."""

MOST_THUMBS = 4
"""Places in the bottom bar beside "more": five targets fit on 360 points."""
