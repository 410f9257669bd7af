"""The words of reports on the pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

MOVES_SAID = {
    "submit": _("Hand in to be checked"),
    "check": _("Pass on to the head"),
    "send_back": _("Return to the writer"),
    "approve": _("Approve and send"),
    "recall": _("Take back"),
    "return": _("Return for correction"),
    "lock": _("Accept and lock"),
    "reopen": _("Reopen"),
    "issue": _("Issue"),
}

KINDS = (
    ("month", _("Month")),
    ("quarter", _("Quarter")),
    ("half", _("Half-year")),
    ("nine_months", _("Nine months")),
    ("year", _("Year")),
    ("span", _("From day to day")),
)
