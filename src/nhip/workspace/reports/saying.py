"""The words of reports on the pages."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from nhip.measurement.periods import DueRule, windows
from nhip.reporting.regimes import Outline, Regime

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

REPORTERS = {
    "communes": _("communes and wards"),
    "departments": _("departments"),
    "province": _("the province"),
    "ministries": _("ministries"),
}

LINES = {"state": _("state line"), "party": _("party line"), "front": _("front line")}

LEVELS_DUE = {"commune": _("commune level"), "province": _("province level"), "central": _("ministries")}

SHIFTS = (
    ("previous", _("moved to the working day before")),
    ("next", _("moved to the next working day")),
    ("none", _("kept as it is")),
)

FIELDS = {
    "general": _("General"),
    "communications": _("Communications"),
    "press": _("Press"),
    "grassroots": _("Grassroots information"),
    "external_information": _("External information"),
}

CONFIDENCES = (
    ("T", _("read in the act itself")),
    ("S", _("from a secondary source")),
    ("U", _("not confirmed")),
    ("D", _("proposed, no act says so")),
)


def regime_said(regime: Regime, outlines: Mapping[str, Outline]) -> list[tuple[object, str]]:
    """What a regime must say (Decree 09/2019/NĐ-CP): its fields with their words."""
    kinds = dict(KINDS)
    receivers = "; ".join(f"{one.name} ({LINES.get(one.line, one.line)})" for one in regime.receivers)
    return [
        (_("Content"), regime.content),
        (_("Who reports"), ", ".join(str(REPORTERS.get(one, one)) for one in regime.reporters)),
        (_("To whom"), receivers),
        (_("How often"), ", ".join(str(kinds.get(one, one)).lower() for one in regime.kinds)),
        (_("Data window"), windows()[regime.window].name),
        (_("Last days"), "; ".join(_due(one.rule) for one in regime.due) or str(_("as the letter or the opener says"))),
        (_("Outline"), outlines[regime.outline].name),
        (_("Form"), regime.form),
        (_("A longer report stands for shorter ones"), str(_("yes") if regime.substitution else _("no"))),
        (_("Sector"), str(FIELDS.get(regime.field, regime.field))),
    ]


def _due(rule: DueRule) -> str:
    who, kind = LEVELS_DUE.get(rule.level, rule.level), str(dict(KINDS).get(rule.kind, rule.kind)).lower()
    if rule.day is None:
        said = _("%(days)s working days after the window closes") % {"days": f"{rule.workdays_after_close or 0:02d}"}
    elif rule.before:
        said = _("before day %(day)s") % {"day": rule.day}
    else:
        said = _("by day %(day)s") % {"day": rule.day}
    if rule.months_after:
        said += " " + _("of the month after")
    return f"{who}, {kind}: {said}"
