"""What happens to reviews: assigned, answered, written, returned, reminded of."""

from cms.reviewing.operations.assigning import (
    Proposal,
    ask,
    assign,
    cancel,
    take_proposal,
)
from cms.reviewing.operations.proposing import Proposed, propose
from cms.reviewing.operations.reminding import (
    expire_invitations,
    remind,
    run_clock,
)
from cms.reviewing.operations.rendering import render_for_review
from cms.reviewing.operations.showing import show_to_author
from cms.reviewing.operations.transitions import apply
from cms.reviewing.operations.waiving import waive_reviews
from cms.reviewing.operations.writing import Content, claim, save_review, submit_review

__all__ = [
    "Content",
    "Proposal",
    "Proposed",
    "apply",
    "ask",
    "assign",
    "cancel",
    "claim",
    "expire_invitations",
    "propose",
    "remind",
    "render_for_review",
    "run_clock",
    "save_review",
    "show_to_author",
    "submit_review",
    "take_proposal",
    "waive_reviews",
]
