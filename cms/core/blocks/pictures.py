"""Pictures with their caption; credit and alternative text come with the picture."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class PictureBlock(blocks.StructBlock):
    """One picture of the library."""

    image = ImageChooserBlock(label=_("picture"))
    caption = blocks.CharBlock(
        label=_("caption"),
        required=False,
        max_length=300,
        help_text=_("Says what the picture shows and why it is here."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "core/blocks/picture.html"
