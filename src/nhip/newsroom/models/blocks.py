"""The parts a story's body is made of. They name no template: `portal` draws them (ruling 5)."""

from __future__ import annotations

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from nhip.newsroom.models.choosing import RecordingChooserBlock

WORDS = ("h2", "h3", "bold", "italic", "ol", "ul", "link", "hr", "superscript", "subscript")


class PictureBlock(blocks.StructBlock):
    """A picture in its place. An empty caption takes the picture's own."""

    picture = ImageChooserBlock(label="Ảnh")
    alt = blocks.CharBlock(label="Mô tả ảnh cho người không nhìn thấy", required=False, max_length=250)
    caption = blocks.CharBlock(label="Chú thích", required=False, max_length=300)

    class Meta:
        icon = "image"
        label = "Ảnh"


class QuoteBlock(blocks.StructBlock):
    """Words of somebody named, who agreed to be."""

    words = blocks.TextBlock(label="Lời trích")
    said_by = blocks.CharBlock(label="Người nói, chức vụ", max_length=200)

    class Meta:
        icon = "openquote"
        label = "Trích dẫn"


class FactsBlock(blocks.StructBlock):
    """A box of facts beside the text."""

    heading = blocks.CharBlock(label="Tên khung", max_length=120)
    words = blocks.RichTextBlock(label="Nội dung", features=["bold", "italic", "ul", "ol", "link"])

    class Meta:
        icon = "list-ul"
        label = "Khung thông tin"


class GalleryBlock(blocks.StructBlock):
    """A series of pictures that belong together, in order."""

    heading = blocks.CharBlock(label="Tên loạt ảnh", required=False, max_length=120)
    pictures = blocks.ListBlock(PictureBlock(), label="Ảnh", min_num=2, max_num=40)

    class Meta:
        icon = "image"
        label = "Loạt ảnh"


class InfographicBlock(blocks.StructBlock):
    """A drawn picture of facts, with the same facts in words for those who do not see it."""

    picture = ImageChooserBlock(label="Hình")
    alt = blocks.CharBlock(label="Hình nói về điều gì", required=False, max_length=250)
    words = blocks.RichTextBlock(label="Nội dung của hình bằng chữ", required=False, features=list(WORDS))

    class Meta:
        icon = "snippet"
        label = "Đồ họa thông tin"


class RecordingBlock(blocks.StructBlock):
    """A recording or a video in its place; its words (transcript, captions) stand with the recording."""

    recording = RecordingChooserBlock(label="Ghi âm, video")
    caption = blocks.CharBlock(label="Chú thích", required=False, max_length=300)

    class Meta:
        icon = "media"
        label = "Âm thanh, video"


class Body(blocks.StreamBlock):
    """The body of a story."""

    words = blocks.RichTextBlock(label="Đoạn văn", icon="pilcrow", features=list(WORDS))
    picture = PictureBlock()
    quote = QuoteBlock()
    facts = FactsBlock()
    gallery = GalleryBlock()
    infographic = InfographicBlock()
    recording = RecordingBlock()
