"""Choosing a recording for a story: only those that may be used now stand in the list."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from nhip.media.models.recordings import Recording


def _usable() -> QuerySet[Recording]:
    """Packed, not stopped, its right running. Whether a second person heard it the checklist says."""
    rows = Recording.objects.filter(state="ready", stopped="")
    return rows.filter(Q(rights_until__isnull=True) | Q(rights_until__gte=timezone.localdate())).order_by("-pk")


class _Choose(ChooseView):
    def get_object_list(self) -> QuerySet[Recording]:
        return _usable()


class _Results(ChooseResultsView):
    def get_object_list(self) -> QuerySet[Recording]:
        return _usable()


class RecordingChooser(ChooserViewSet):
    model = Recording
    choose_view_class = _Choose
    choose_results_view_class = _Results
    icon = "media"
    choose_one_text = "Chọn ghi âm, video"
    choose_another_text = "Chọn bản khác"
    edit_item_text = "Xem bản này"


recording_chooser = RecordingChooser("recording_chooser")
RecordingChooserBlock = recording_chooser.get_block_class(
    name="RecordingChooserBlock", module_path="nhip.newsroom.models.choosing"
)
