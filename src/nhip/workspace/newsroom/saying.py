"""How pages of the newsroom name things: languages, points of the checklist, moves; a story as a line of a list."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy

from nhip.newsroom.kinds import kinds
from nhip.newsroom.models.stages import Stage
from nhip.newsroom.states import SHOWN
from nhip.text.languages import languages

TINTS = {"submitted": "wait", "returned": "late", "approved": "ours", "scheduled": "ours", "published": "ok"}
_SAID = {"vi": gettext_lazy("Vietnamese"), "en": gettext_lazy("English"), "zh-hans": gettext_lazy("Chinese")}
LANGUAGES = tuple((one.code, _SAID.get(one.code, one.said)) for one in languages().values())
POINTS = {
    "words": gettext_lazy("Lead and text"),
    "source": gettext_lazy("Sources"),
    "contact": gettext_lazy("Office and contact"),
    "kind": gettext_lazy("What this kind needs"),
    "language": gettext_lazy("Language of the text"),
    "alt": gettext_lazy("Pictures described"),
    "rights": gettext_lazy("Rights to pictures"),
    "children": gettext_lazy("Consent for children"),
    "people": gettext_lazy("Consent of people shown and named"),
    "recordings": gettext_lazy("Recordings and their words"),
    "maps": gettext_lazy("Maps with Hoàng Sa and Trường Sa"),
    "machine": gettext_lazy("Machine help said"),
    "names": gettext_lazy("Official names"),
    "translation": gettext_lazy("Translation whole and up to date"),
}
MOVES_SAID = {
    "open": gettext_lazy("Opened"),
    "edit": gettext_lazy("Edited after it was handed in"),
    "submit": gettext_lazy("Hand in"),
    "take_back": gettext_lazy("Take back"),
    "approve": gettext_lazy("Approve"),
    "return": gettext_lazy("Return"),
    "schedule": gettext_lazy("Scheduled"),
    "release": gettext_lazy("Published"),
    "correct": gettext_lazy("Corrected"),
    "withdraw": gettext_lazy("Withdrawn"),
}
SAID = {
    "submit": gettext_lazy("Handed in; somebody else approves it."),
    "take_back": gettext_lazy("Taken back; it can be edited again."),
    "approve": gettext_lazy("Approved: exactly this text may go out."),
    "return": gettext_lazy("Returned with your reason."),
    "plan": gettext_lazy("Saved."),
    "release": gettext_lazy("Released:"),
    "cancel": gettext_lazy("The release was cancelled; the text stays approved."),
    "withdraw": gettext_lazy("Taken down:"),
    "post": gettext_lazy("The posting is recorded."),
    "down": gettext_lazy("Recorded as taken down."),
}
WOULD_GO = {
    "now": gettext_lazy("taken down at once; its address says when and why"),
    "machine": gettext_lazy("the machine takes it down"),
    "hand": gettext_lazy("a person takes it down and records a proof"),
    "kept": gettext_lazy("what was sent cannot be called back"),
    "unsent": gettext_lazy("not posted yet; it is not posted any more"),
}
"""What taking a story down does at each place where it stands."""


def shown(row: Stage, names: dict[int, str]) -> dict[str, object]:
    story = row.story
    return {
        "stage": row, "story": story, "title": story.draft_title or story.title, "unit": names.get(story.unit_id, ""),
        "kind": kinds()[story.kind].name, "in_language": dict(LANGUAGES)[story.locale.language_code],
        "tint": TINTS.get(row.state, ""), "public": row.public in SHOWN,
    }  # fmt: skip


def typed(told: Mapping[str, str]) -> dict[str, str]:
    """What was typed, by names that a template can say."""
    return {name.replace("-", "_"): value for name, value in told.items()}
