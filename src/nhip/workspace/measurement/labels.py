"""The words of figures: states, standings, groups, levels, kinds of target."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

FIGURE_STATES = {
    "value": (_("Reported"), "ok"),
    "zero": (_("Zero, counted"), ""),
    "nil": (_("Declared: nothing to report"), ""),
    "missing": (_("Not reported"), "late"),
    "undefined": (_("Not enough data"), "wait"),
}

STANDINGS_OF_ROWS = {
    "proven": (_("Proven"), "ok"),
    "declared": (_("Declared"), "wait"),
    "estimated": (_("Estimated"), "wait"),
}

INDICATOR_GROUPS = {
    "resources": _("Resources"),
    "steering": _("Steering"),
    "release": _("Products and releases"),
    "events": _("Events"),
    "reach": _("Reach"),
    "listening": _("Listening"),
    "press": _("Press"),
    "corrections": _("Corrections and crises"),
    "feedback": _("Feedback"),
    "training": _("Training and emulation"),
    "results": _("Results"),
    "impact": _("Impact"),
    "data_quality": _("Quality of data"),
}

INDICATOR_LEVELS = {
    "input": _("Input"),
    "activity": _("Activity"),
    "output": _("Output"),
    "out_take": _("Out-take"),
    "outcome": _("Outcome"),
    "impact": _("Impact"),
}

TARGET_TYPES = {
    "floor": _("at least"),
    "ceiling": _("at most"),
    "coverage": _("all of them"),
    "plan": _("as planned"),
    "trend": _("better than the period before"),
    "monitor": _("watched only, no target"),
}

PARTED_STATES = {
    "field_unknown": (_("part of what the formula reads keeps no such field"), ""),
    "none_stated": (_("no row behind the figure states it"), ""),
    "no_rows": (_("there are no rows in this period"), ""),
    "no_value": (_("no part has a value of its own"), ""),
}
