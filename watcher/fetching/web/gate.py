"""The network addresses that may be spoken to (the guard against SSRF).

Pure; network.py asks it when it connects.

It decides on the resolved address, never on a name: redirects and a name that resolves elsewhere
the second time (rebinding) pass the same gate. Ranges: IANA special-purpose registries, RFC 6890
and its updates.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# Ports that public sites of the catalogue listen on. A site's own configured port is always
# allowed.
PORTS = frozenset({80, 443, 8000, *range(8080, 8091), 8443, 8888})

# Addresses that carry another address inside them: a translator or tunnel would lead to that one.
_CARRIERS = tuple(
    (ip_network(net), what)
    for net, what in (
        ("64:ff9b::/96", "a NAT64 address"),
        ("64:ff9b:1::/48", "a local NAT64 address"),
        ("2002::/16", "a 6to4 address"),
        ("2001::/32", "a Teredo address"),
        ("::ffff:0:0/96", "an IPv4 address in IPv6 dress"),
        ("::/96", "an IPv4 address in IPv6 dress"),
        ("fec0::/10", "a site-local address"),
    )
)
_SHARED = ip_network("100.64.0.0/10")


class Blocked(Exception):  # noqa: N818 - an outcome, not an error
    """A connection the gate refused; the message says to what and why."""


def objection(address: str) -> str | None:
    """The objection to an IP address ("a private address"), or None when it may be spoken to.

    `address` is numeric, as getaddrinfo gives it; an IPv6 zone ("%eth0") is link-local by nature
    and refused.
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return "not an IP address"
    return _carried(ip) or _special(ip)


def _carried(ip: IPv4Address | IPv6Address) -> str | None:
    if ip.is_loopback or ip.is_unspecified:  # ::1 and :: also lie in ::/96 and have better names
        return None
    return next((what for net, what in _CARRIERS if ip.version == net.version and ip in net), None)


def _special(ip: IPv4Address | IPv6Address) -> str | None:
    kinds = (
        (ip.is_loopback, "a loopback address"),
        (ip.is_unspecified, "the unspecified address"),
        (ip.is_link_local, "a link-local address"),
        (ip.is_multicast, "a multicast address"),
        (ip.version == 4 and ip in _SHARED, "a carrier's shared address"),
        (ip.is_private, "a private address"),
        (ip.is_reserved, "a reserved address"),
        (not ip.is_global, "not a public address"),
    )
    return next((what for is_so, what in kinds if is_so), None)
