"""What happens to papers between acceptance and the volume."""

from cms.production.operations.cameraready import add_final_version
from cms.production.operations.changes import (
    accept_change,
    propose_change,
    refuse_change,
)
from cms.production.operations.marks import mark, settle_mark, withdraw_mark
from cms.production.operations.proofs import (
    approve,
    remind,
    remind_overdue,
    request_changes,
)
from cms.production.operations.rights import (
    ask_authors,
    certify,
    choose_licence,
    confirm,
    waive_rights,
)

__all__ = [
    "accept_change",
    "add_final_version",
    "approve",
    "ask_authors",
    "certify",
    "choose_licence",
    "confirm",
    "mark",
    "propose_change",
    "refuse_change",
    "remind",
    "remind_overdue",
    "request_changes",
    "settle_mark",
    "waive_rights",
    "withdraw_mark",
]
