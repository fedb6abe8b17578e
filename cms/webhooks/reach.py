"""Sends bytes to an address that a stranger typed, and to nothing inside.

The name is resolved once, every address found must be public, and the connection
goes to the one that was checked: a second answer of the name server cannot lead
elsewhere. Redirects are answers, never followed.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

SECONDS = 5.0
MOST_BYTES = 64 * 1024
PORTS = {"https": 443, "http": 80}


class NotReachable(Exception):
    """The address is wrong, forbidden, or did not answer."""


@dataclass(frozen=True)
class Answer:
    """What a receiver answered, and how long it took."""

    status: int
    milliseconds: int


def check_address(address: str) -> SplitResult:
    """Return the parts of an address that may be sent to.

    Only what can be known without asking a name server is judged here.

    Raises:
        NotReachable: says what is wrong with it.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise NotReachable(_("This is no address.")) from None
    host = parts.hostname or ""
    if parts.scheme != "https" and not _is_our_own(host):
        raise NotReachable(_("The address must begin with https://."))
    if not host or parts.username or parts.password or parts.fragment:
        raise NotReachable(_("The address must have a host, and no password."))
    if port is not None and not 1 <= port <= 65_535:
        raise NotReachable(_("This is no address."))
    if (found := _as_ip(host)) and not _is_allowed(found):
        raise NotReachable(_("This address is not on the public internet."))
    return parts


def post(address: str, body: bytes, headers: dict[str, str]) -> Answer:
    """Send a body, and return how it was received.

    Raises:
        NotReachable: when the address may not be reached, or does not answer.
    """
    parts = check_address(address)
    port = parts.port or PORTS[parts.scheme]
    started = time.monotonic()
    try:
        connection = _connect(parts, port)
        try:
            path = parts.path or "/"
            path += f"?{parts.query}" if parts.query else ""
            connection.request("POST", path, body=body, headers=headers)
            answer = connection.getresponse()
            answer.read(MOST_BYTES)
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, ValueError) as problem:
        raise NotReachable(f"{type(problem).__name__}: {problem}"[:300]) from None
    spent = round((time.monotonic() - started) * 1000)
    return Answer(answer.status, spent)


def _connect(parts: SplitResult, port: int) -> http.client.HTTPConnection:
    """Return a connection to the checked address under the receiver's name."""
    host = parts.hostname or ""
    where = _resolve(host, port)
    connection: http.client.HTTPConnection = http.client.HTTPConnection(
        host, port, timeout=SECONDS
    )
    link = socket.create_connection((where, port), timeout=SECONDS)
    if parts.scheme == "https":
        try:
            context = ssl.create_default_context()
            link = context.wrap_socket(link, server_hostname=host)
        except BaseException:
            link.close()
            raise
    connection.sock = link
    return connection


def _resolve(host: str, port: int) -> str:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(row[4][0]).partition("%")[0] for row in found]
    for address in addresses:
        if not _is_allowed(ipaddress.ip_address(address)):
            raise NotReachable(_("This address is not on the public internet."))
    if not addresses:
        raise NotReachable(_("This name has no address."))
    return addresses[0]


def _as_ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    try:
        # 127.1, 0x7f000001 and 2130706433 are read as addresses by the system.
        return ipaddress.ip_address(socket.inet_aton(host))
    except (OSError, ValueError):
        return None


def _is_allowed(found: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    inner = [found]
    if isinstance(found, ipaddress.IPv6Address):
        # Addresses that carry an IPv4 address lead to it.
        inner += [i for i in (found.ipv4_mapped, found.sixtofour) if i]
        inner += [i for i in (found.teredo or ())[1:] if i]
        if found in ipaddress.ip_network("64:ff9b::/96"):
            inner.append(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF))
    return all(_is_public(each) or _is_listed(each) for each in inner)


def _is_public(found: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return found.is_global and not found.is_multicast


def _is_listed(found: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return any(
        found in ipaddress.ip_network(network) for network in settings.WEBHOOK_NETWORKS
    )


def _is_our_own(host: str) -> bool:
    """Whether the site's settings name the network of this address."""
    found = _as_ip(host)
    return found is not None and _is_listed(found)
