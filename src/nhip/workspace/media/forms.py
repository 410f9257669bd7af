"""Pictures come into the library through the editor: one that shows a page under a secrecy mark is not taken in."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from wagtail.images.forms import BaseImageForm

from nhip.agencies.refusals import Refused
from nhip.documents.intake.looking import bears_mark_in
from nhip.text.issues import Issue, sentence

MARKED = Issue("file", "documents.picture_secret", {})


class PictureForm(BaseImageForm):
    """The editor's form for a picture; its file stays in memory until it was looked at (`project/editor.py`)."""

    def clean_file(self) -> object:
        file = self.cleaned_data.get("file")
        if isinstance(file, UploadedFile):
            file.seek(0)
            if bears_mark_in("anh", file.read()):
                raise ValidationError(sentence(MARKED))
            file.seek(0)
        return file


def refuse_marked(*files: bytes) -> None:
    """Raises Refused when one of the pictures shows a secrecy mark; nothing of it is kept."""
    if any(data and bears_mark_in("anh", data) for data in files):
        raise Refused([MARKED])
