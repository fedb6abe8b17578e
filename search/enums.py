"""What can be found."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    PAGE = "page", _("Page")
    NEWS = "news", _("News")
    NEWSPAPER = "newspaper", _("Newspaper")
    PAPER = "paper", _("Paper")
    VOLUME = "volume", _("Proceedings")
    RECOMMENDATION = "recommendation", _("Recommendation")
    PERSON = "person", _("Person")
    PARTNER = "partner", _("Partner")
