"""A video that stays where it is: readers go there knowingly."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class VideoValue(blocks.StructValue):
    """The video as the template wants it."""

    @property
    def host(self) -> str:
        """The site that shows it, as readers know it."""
        return (urlsplit(self["url"]).hostname or "").removeprefix("www.")


class VideoBlock(blocks.StructBlock):
    """A link to a video; nothing is loaded from the other site before it is followed."""

    title = blocks.CharBlock(label=_("title"), max_length=200)
    url = blocks.URLBlock(label=_("address of the video"), help_text="https://…")
    picture = ImageChooserBlock(label=_("picture"), required=False)
    length = blocks.CharBlock(
        label=_("length"), required=False, max_length=20, help_text=_("Like 4:30")
    )
    transcript = blocks.RichTextBlock(
        label=_("transcript or summary"),
        required=False,
        features=["bold", "italic", "link", "ul", "ol"],
        help_text=_("For those who cannot hear or see it, or do not want to go there."),
    )

    def clean(self, value):
        cleaned = super().clean(value)
        if urlsplit(cleaned["url"]).scheme != "https":
            raise blocks.StructBlockValidationError(
                block_errors={
                    "url": ValidationError(_("The address must begin with https://."))
                }
            )
        return cleaned

    class Meta:
        icon = "media"
        label = _("Video")
        template = "core/blocks/video.html"
        value_class = VideoValue
