"""The reviews on the editors' desk."""

from cms.reviewing.viewsets.desk import ReviewingViewSetGroup

__all__ = ["ReviewingViewSetGroup"]
