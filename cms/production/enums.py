"""How far production is, and to whom recommendations are addressed."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.conference.enums import SubmissionState


class ChangeState(TextChoices):
    """What became of an editor's change to title, abstract or by-line."""

    PROPOSED = "proposed", pgettext_lazy("change", "waiting for the author")
    ACCEPTED = "accepted", pgettext_lazy("change", "accepted by the author")
    REFUSED = "refused", pgettext_lazy("change", "refused by the author")


class ProofAnswer(TextChoices):
    """What the author said of a proof."""

    NONE = "", pgettext_lazy("proof", "no answer yet")
    APPROVED = "approved", pgettext_lazy("proof", "approved by the author")
    CHANGES = "changes", pgettext_lazy("proof", "changes requested")
    UNANSWERED = "unanswered", pgettext_lazy("proof", "approved without an answer")


class MarkState(TextChoices):
    """What became of a paragraph marked as a recommendation."""

    OFFERED = "offered", pgettext_lazy("recommendation", "offered")
    TAKEN = "taken", pgettext_lazy("recommendation", "taken over")
    DECLINED = "declined", pgettext_lazy("recommendation", "not taken over")


class TargetGroup(TextChoices):
    """The project's target groups, in the order of its description."""

    PUBLIC_AUTHORITIES = "public-authorities", _("Public authorities")
    COMPANIES = "companies", _("Companies")
    SOCIAL_ENTERPRISES = "social-enterprises", _("Social enterprises")
    CHAMBERS = "chambers", _("Chambers")
    POLICY_MAKERS = "policy-makers", _("Policy makers")
    RESEARCH = "research-organisations", _("Research organisations")
    VULNERABLE_GROUPS = "vulnerable-groups", _("Vulnerable groups")
    SOCIAL_PARTNERS = "social-partners", _("Social partners")
    LABOUR_MARKET = "labour-market-actors", _("Key labour-market actors")


class Level(TextChoices):
    """Where a recommendation is to be acted on; the book library's own words."""

    LOCAL = "local", pgettext_lazy("level", "local")
    NATIONAL = "national", pgettext_lazy("level", "national")
    EU = "eu", pgettext_lazy("level", "European Union")


S = SubmissionState

# The papers on the board of production, in the order of their way.
IN_HAND = (S.ACCEPTED, S.CONFIRMED, S.IN_PRODUCTION, S.AUTHOR_PROOF, S.READY)
ON_BOARD = (*IN_HAND, S.PUBLISHED)
# While an editor may still change words, with the author's consent.
CHANGEABLE = frozenset({S.CONFIRMED, S.IN_PRODUCTION})
