"""Files to take away."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock


class DownloadBlock(blocks.StructBlock):
    """One document of the library; type and size are shown by the page."""

    document = DocumentChooserBlock(label=_("document"))
    title = blocks.CharBlock(
        label=_("title"),
        required=False,
        max_length=200,
        help_text=_("Left empty, the title of the document is shown."),
    )
    description = blocks.CharBlock(
        label=_("description"), required=False, max_length=300
    )

    class Meta:
        icon = "download"
        label = _("Download")
        template = "core/blocks/download.html"
