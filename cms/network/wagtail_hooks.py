"""Registers the partners with the admin."""

from wagtail.snippets.models import register_snippet

from cms.network.viewsets import PartnerViewSet

register_snippet(PartnerViewSet)
