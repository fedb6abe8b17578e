"""The tables of production, one family a file."""

from cms.production.models.changes import EditorialChange
from cms.production.models.marks import RecommendationMark
from cms.production.models.proofs import Proof, ProofComment, ProofReminder
from cms.production.models.rights import Certification, PaperLicence, RightsWaiver

__all__ = [
    "Certification",
    "EditorialChange",
    "PaperLicence",
    "Proof",
    "ProofComment",
    "ProofReminder",
    "RecommendationMark",
    "RightsWaiver",
]
