"""Papers and recommendations of our volumes, shown inside a text."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core import references
from cms.core.blocks.text import LINE_FEATURES


class PaperTeaserBlock(blocks.StructBlock):
    """A paper of a volume, by its address: title and authors come with it."""

    address = blocks.CharBlock(
        label=_("address of the paper"),
        max_length=500,
        search_index=False,
        help_text=_("Copy it from the page of the paper."),
    )
    comment = blocks.CharBlock(
        label=_("why to read it"), required=False, max_length=300
    )

    def clean(self, value):
        cleaned = super().clean(value)
        if references.resolve(cleaned["address"]) is None:
            problem = _("There is no published paper at this address.")
            raise blocks.StructBlockValidationError(
                block_errors={"address": ValidationError(problem)}
            )
        return cleaned

    def get_context(self, value, parent_context=None) -> dict:
        context = super().get_context(value, parent_context)
        # A paper that was withdrawn meanwhile leaves no hole and no trace.
        context["paper"] = references.resolve(value["address"])
        return context

    class Meta:
        icon = "doc-full"
        label = _("Paper of a volume")
        template = "core/blocks/paper_teaser.html"


class RecommendationBlock(blocks.StructBlock):
    """A recommendation, quoted with whom it addresses and where it comes from."""

    text = blocks.RichTextBlock(
        label=_("recommendation"), features=[*LINE_FEATURES, "ul", "ol"]
    )
    addressed_to = blocks.CharBlock(
        label=_("addressed to"), required=False, max_length=200
    )
    address = blocks.CharBlock(
        label=_("address of the paper that it rests on"),
        required=False,
        max_length=500,
        search_index=False,
    )

    def get_context(self, value, parent_context=None) -> dict:
        context = super().get_context(value, parent_context)
        context["paper"] = (
            references.resolve(value["address"]) if value["address"] else None
        )
        return context

    class Meta:
        icon = "pick"
        label = _("Recommendation")
        template = "core/blocks/recommendation.html"
