"""What happens to submissions: saved, submitted, withdrawn, decided, rendered."""

from cms.conference.operations.coauthors import (
    accept_editing,
    author_of_link,
    confirm_authorship,
    deny_authorship,
    tell_coauthor,
    tell_coauthors,
)
from cms.conference.operations.content import (
    TEXT_FIELDS,
    Content,
    missing_parts,
)
from cms.conference.operations.decisions import (
    stage_decision,
    withdraw_decision,
)
from cms.conference.operations.deleting import delete_draft
from cms.conference.operations.discussion import write_comment
from cms.conference.operations.drafts import (
    adopt_drafts,
    count_visit,
    discard_held_drafts,
    hand_over_draft,
    hold_draft,
    start_submission,
)
from cms.conference.operations.ending import end_old_drafts
from cms.conference.operations.extensions import (
    grant_extension,
    revoke_extension,
    use_extension,
)
from cms.conference.operations.fixing import FixDecision, decide_fixes
from cms.conference.operations.mailing import send_waiting_mails
from cms.conference.operations.manuscripts import (
    add_manuscript,
    plain_name,
    read_again,
    read_manuscript,
    render_manuscript,
)
from cms.conference.operations.receipts import (
    delete_receipts,
    give_receipt,
    make_receipt,
    say_done,
)
from cms.conference.operations.releases import (
    release_decisions,
    release_due,
    undo_release,
)
from cms.conference.operations.texts import approve_text, save_translation
from cms.conference.operations.transitions import apply
from cms.conference.operations.typing import forget_typed, keep_typed

__all__ = [
    "TEXT_FIELDS",
    "Content",
    "FixDecision",
    "accept_editing",
    "add_manuscript",
    "adopt_drafts",
    "apply",
    "approve_text",
    "author_of_link",
    "confirm_authorship",
    "count_visit",
    "decide_fixes",
    "delete_draft",
    "delete_receipts",
    "deny_authorship",
    "discard_held_drafts",
    "end_old_drafts",
    "forget_typed",
    "give_receipt",
    "grant_extension",
    "hand_over_draft",
    "hold_draft",
    "keep_typed",
    "make_receipt",
    "missing_parts",
    "plain_name",
    "read_again",
    "read_manuscript",
    "release_decisions",
    "release_due",
    "render_manuscript",
    "revoke_extension",
    "save_translation",
    "say_done",
    "send_waiting_mails",
    "stage_decision",
    "start_submission",
    "tell_coauthor",
    "tell_coauthors",
    "undo_release",
    "use_extension",
    "withdraw_decision",
    "write_comment",
]
