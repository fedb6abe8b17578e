"""How often one key, or one address, may ask (draft-ietf-httpapi-ratelimit-headers-10).

Counted in fixed minutes in the Django cache: `add` and `incr` are atomic there, so two
requests at once never count as one.
"""

import hashlib
import time
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache

from cms.api.models import ApiKey

WINDOW = 60
# What one household or server is given of IPv6.
IPV6_PREFIX = 64


@dataclass(frozen=True)
class Limit:
    """What is left of a minute: `left` is below 0 for those who asked too often."""

    policy: str
    quota: int
    left: int
    seconds: int

    @property
    def exceeded(self) -> bool:
        return self.left < 0

    @property
    def headers(self) -> dict[str, str]:
        """Return the fields of the draft, as structured fields (RFC 9651)."""
        return {
            "RateLimit-Policy": f'"{self.policy}";q={self.quota};w={WINDOW}',
            "RateLimit": f'"{self.policy}";r={max(self.left, 0)};t={self.seconds}',
        }


def count_key(key: ApiKey) -> Limit:
    """Count one request by a key."""
    return _count("key", str(key.pk), settings.API_LIMIT_KEY)


def count_address(address: str | None) -> Limit:
    """Count one request from an address."""
    return _count("open", _network_of(address or ""), settings.API_LIMIT_OPEN)


def _count(policy: str, who: str, quota: int) -> Limit:
    now = int(time.time())
    minute, gone = divmod(now, WINDOW)
    # Addresses of people are in the cache as digests only, and for a minute.
    told = hashlib.sha256(who.encode()).hexdigest()[:32]
    name = f"api-limit-{policy}-{told}-{minute}"
    cache.add(name, 0, timeout=2 * WINDOW)
    try:
        number = cache.incr(name)
    except ValueError:
        # A full cache has thrown it out meanwhile.
        number = 1
    return Limit(policy, quota, quota - number, WINDOW - gone)


def _network_of(address: str) -> str:
    try:
        place = ip_address(address)
    except ValueError:
        return address
    if not isinstance(place, IPv6Address):
        return address
    if place.ipv4_mapped:
        return str(place.ipv4_mapped)
    return str(ip_network((place, IPV6_PREFIX), strict=False))
