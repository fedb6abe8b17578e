"""What kinds of organisations work together, and where."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Country(models.TextChoices):
    """The partner countries, in the order in which they are listed."""

    SLOVENIA = "SI", _("Slovenia")
    ITALY = "IT", _("Italy")
    UNITED_KINGDOM = "GB", _("United Kingdom")


class PartnerKind(models.TextChoices):
    """What an organisation is."""

    RESEARCH = "research", _("research and development of human resources")
    FOUNDATION = "foundation", _("foundation")
    COMPANY = "company", _("company")
    SOCIAL_ENTERPRISE = "social_enterprise", _("social enterprise")
    BUSINESS_NETWORK = "business_network", _("business network")
    PUBLIC_AGENCY = "public_agency", _("public agency")
    ASSOCIATION = "association", _("association")
    MUNICIPALITY = "municipality", _("municipality")
