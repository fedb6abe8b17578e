"""The pages of production for authors: rights, final versions, changes, proofs."""

from cms.production.views.changes import ChangeView
from cms.production.views.marks import MarksView
from cms.production.views.proofs import (
    ProofFileView,
    ProofLinkFileView,
    ProofLinkView,
    ProofView,
)
from cms.production.views.rights import CertifyView, RightsView
from cms.production.views.versions import FinalVersionView

__all__ = [
    "CertifyView",
    "ChangeView",
    "FinalVersionView",
    "MarksView",
    "ProofFileView",
    "ProofLinkFileView",
    "ProofLinkView",
    "ProofView",
    "RightsView",
]
