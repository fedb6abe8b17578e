"""The content security policy: strict for readers, looser for Wagtail's admin."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts

PUBLIC = {
    "default-src": [SELF],
    "base-uri": [SELF],
    "connect-src": [SELF],
    "font-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "frame-src": [SELF],
    "img-src": [SELF],
    "object-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
}
# Wagtail's editor writes styles into elements, shows pictures as data: and blob:,
# and emits scripts without nonces.
ADMIN = {
    **PUBLIC,
    "connect-src": [SELF, "blob:"],
    "img-src": [SELF, "data:", "blob:"],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
}


class PolicyMiddleware(CSPMiddleware):
    """Choose the policy by who the page is for."""

    def get_policy_parts(
        self, request, response, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        own = getattr(response, "_csp_config", None)
        if request.path_info.startswith("/admin/") and not (report_only or own):
            parts.config = ADMIN
        return parts
