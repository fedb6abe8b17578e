"""A few figures that tell the story, each with what it counts."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class NumberBlock(blocks.StructBlock):
    """One figure."""

    value = blocks.CharBlock(
        label=_("number"), max_length=30, help_text=_("For example: 9 or 79,99 %")
    )
    label = blocks.CharBlock(label=_("what it counts"), max_length=160)


class NumbersBlock(blocks.StructBlock):
    """A row of figures."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=160)
    numbers = blocks.ListBlock(NumberBlock(), label=_("numbers"), min_num=1, max_num=6)
    source = blocks.CharBlock(label=_("source"), required=False, max_length=300)

    class Meta:
        icon = "order"
        label = _("Key figures")
        template = "core/blocks/numbers.html"
