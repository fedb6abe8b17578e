"""A passage that stands apart from the running text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.blocks.text import LINE_FEATURES


class CalloutBlock(blocks.StructBlock):
    """A short passage beside the text, with a heading of its own."""

    heading = blocks.CharBlock(label=_("heading"), max_length=160)
    text = blocks.RichTextBlock(label=_("text"), features=[*LINE_FEATURES, "ul", "ol"])

    class Meta:
        icon = "info-circle"
        label = _("Call-out")
        template = "core/blocks/callout.html"
