"""The recommendations, grouped by those to whom they are addressed."""

from collections.abc import Iterable

from proceedings.model import Recommendation


def by_target_group(
    recommendations: Iterable[Recommendation],
) -> list[tuple[str, list[Recommendation]]]:
    """Return the groups in the order in which they first appear."""
    groups: dict[str, list[Recommendation]] = {}
    for recommendation in recommendations:
        groups.setdefault(recommendation.target_group, []).append(recommendation)
    return list(groups.items())


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text that has blank lines between them."""
    pieces = (" ".join(piece.split()) for piece in text.split("\n\n"))
    return [piece for piece in pieces if piece]
