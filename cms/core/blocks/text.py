"""Running text with headings, lists and links."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

BODY_FEATURES = [
    "h2",
    "h3",
    "bold",
    "italic",
    "superscript",
    "subscript",
    "ol",
    "ul",
    "link",
    "document-link",
]
LINE_FEATURES = ["bold", "italic", "link"]


class TextBlock(blocks.RichTextBlock):
    """Paragraphs; pictures have a block of their own."""

    def __init__(self, **options):
        options.setdefault("features", BODY_FEATURES)
        super().__init__(**options)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "core/blocks/text.html"
