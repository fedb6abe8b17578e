"""What a text may be built of: one family of blocks a file."""

from wagtail import blocks

from cms.core.blocks.callouts import CalloutBlock
from cms.core.blocks.charts import ChartBlock
from cms.core.blocks.corrections import CorrectionsBlock
from cms.core.blocks.downloads import DownloadBlock
from cms.core.blocks.galleries import GalleryBlock
from cms.core.blocks.numbers import NumbersBlock
from cms.core.blocks.pictures import PictureBlock
from cms.core.blocks.quotes import QuoteBlock
from cms.core.blocks.references import PaperTeaserBlock, RecommendationBlock
from cms.core.blocks.tables import TableBlock
from cms.core.blocks.text import TextBlock
from cms.core.blocks.videos import VideoBlock


class BodyBlock(blocks.StreamBlock):
    """The running text of a page, with everything that may interrupt it."""

    text = TextBlock()
    picture = PictureBlock()
    quote = QuoteBlock()
    table = TableBlock()
    numbers = NumbersBlock()
    callout = CalloutBlock()
    download = DownloadBlock()
    gallery = GalleryBlock()
    chart = ChartBlock()
    video = VideoBlock()
    paper = PaperTeaserBlock()
    recommendation = RecommendationBlock()

    class Meta:
        required = False


__all__ = [
    "BodyBlock",
    "CalloutBlock",
    "ChartBlock",
    "CorrectionsBlock",
    "DownloadBlock",
    "GalleryBlock",
    "NumbersBlock",
    "PaperTeaserBlock",
    "PictureBlock",
    "QuoteBlock",
    "RecommendationBlock",
    "TableBlock",
    "TextBlock",
    "VideoBlock",
]
