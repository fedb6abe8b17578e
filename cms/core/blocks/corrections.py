"""What was wrong in a text that readers had read, and when it was put right."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.blocks.text import LINE_FEATURES


class CorrectionBlock(blocks.StructBlock):
    """One correction; the wrong words are named, not silently replaced."""

    date = blocks.DateBlock(label=_("date"))
    text = blocks.RichTextBlock(
        label=_("what was corrected"),
        features=LINE_FEATURES,
        help_text=_("What the text said before, and what is right."),
    )

    class Meta:
        icon = "edit"
        label = _("Correction")
        template = "core/blocks/correction.html"


class CorrectionsBlock(blocks.StreamBlock):
    """All corrections of a text, newest first."""

    correction = CorrectionBlock()

    class Meta:
        required = False
