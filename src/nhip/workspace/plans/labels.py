"""The words for codes of plans and tasks, with the colour that goes with each."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

TASK_STANDINGS = {
    "done": (_("Done"), "ok"),
    "done_late": (_("Done late"), "ok"),
    "closed": (_("Closed"), ""),
    "waiting": (_("Waiting for acceptance"), "ours"),
    "overdue": (_("Overdue"), "late"),
    "due_soon": (_("Due soon"), "wait"),
    "running": (_("Running"), "wait"),
}

TASK_STATES = {
    "draft": (_("Draft task"), ""),
    "assigned": (_("Assigned"), "wait"),
    "accepted": (_("Running"), "wait"),
    "handed_in": (_("Waiting for acceptance"), "ours"),
    "returned": (_("Returned"), "late"),
    "done": (_("Done"), "ok"),
    "closed": (_("Closed"), ""),
}

TASK_DEEDS = {
    "assign": _("Put on its desk"),
    "accept": _("Take it on"),
    "split": _("Split into pieces"),
    "report_progress": _("Report progress"),
    "hand_in": _("Hand in the result"),
    "take_back": _("Take the result back"),
    "accept_hand_in": _("Accept the result"),
    "return_hand_in": _("Return with a reason"),
    "extend": _("Move the time limit"),
    "hand_over": _("Hand over to a successor"),
    "close": _("Close the task"),
}

TASK_MOVES = {
    "assign": _("Assigned"),
    "copy": _("Copied from an earlier plan"),
    "accept": _("Taken on"),
    "split": _("Split into pieces"),
    "report_progress": _("Progress reported"),
    "hand_in": _("Handed in"),
    "take_back": _("Taken back"),
    "accept_hand_in": _("Accepted"),
    "return_hand_in": _("Returned"),
    "extend": _("Time limit moved"),
    "hand_over": _("Handed over"),
    "close": _("Closed"),
}

LANDING_QUESTIONS = {
    "unknown": _("No agency of this name is known"),
    "several_bodies": _("The name fits several agencies"),
    "class": _("A class of agencies without a confirmed list"),
    "open": _("An open circle: the plan names no list"),
    "desk": _("A desk inside the issuing agency"),
    "list": _("Several names in one"),
    "several": _("Several agencies came after it"),
    "split": _("It was split"),
    "function": _("Its functions went to other agencies"),
    "core": _("The main part went to another agency"),
    "unconfirmed": _("The successor is not confirmed by a document"),
    "undated": _("The day of the change is not known"),
}

CLASH_KINDS = {
    "audience": _("Same audience in the same hour"),
    "spokesperson": _("Same spokesperson in two places"),
    "embargo": _("Before the embargo is lifted"),
    "quiet": _("On a day of mourning"),
}

TOPIC_KINDS = {
    "task": _("main task"),
    "breakthrough": _("breakthrough"),
    "axis": _("axis"),
    "region": _("region"),
    "theme": _("topic"),
}

MONEY_STATES = {
    "proposed": _("Proposed"),
    "appraised": _("Appraised"),
    "allotted": _("Allotted"),
    "spent": _("Spent"),
}
