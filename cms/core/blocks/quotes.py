"""Somebody's words, with the name of who said them."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class QuoteBlock(blocks.StructBlock):
    """A quotation; the quotation marks are set by the page."""

    quote = blocks.TextBlock(
        label=_("quotation"), help_text=_("Without quotation marks.")
    )
    source = blocks.CharBlock(label=_("who said it"), required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "core/blocks/quote.html"
