"""Several pictures that belong together."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.blocks.pictures import PictureBlock


class GalleryBlock(blocks.StructBlock):
    """Pictures beside each other, each with its caption."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=160)
    pictures = blocks.ListBlock(
        PictureBlock(), label=_("pictures"), min_num=2, max_num=24
    )

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "core/blocks/gallery.html"
