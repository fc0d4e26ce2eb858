"""One spelling for each web address, and its parts.

Whether an address may be fetched is decided in gate.py.
"""

from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

DEFAULT_PORTS = {"http": 80, "https": 443}


def normal(address: str) -> str:
    """The address without fragment and default port, scheme and host in lower case, the path at
    least "/".

    The query keeps its order: back ends of government sites depend on it. http and https stay
    apart. An address that is no http(s) address comes back stripped, as it was.
    """
    parts = _split(address.strip())
    if parts is None:
        return address.strip()
    host = _bracketed(parts.hostname or "")
    port = parts.port
    place = host if port in (None, DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"
    return urlunsplit((parts.scheme, place, parts.path or "/", parts.query, ""))


def absolute(base: str, target: str) -> str:
    """`target`, as a page at `base` means it, in normal form; as it was where it cannot be read as
    an address.
    """
    try:
        return normal(urljoin(base, target.strip()))
    except ValueError:
        return target.strip()


def origin(address: str) -> tuple[str, int] | None:
    """Host (lower case) and port of an http(s) address; None for anything else."""
    parts = _split(address)
    return (parts.hostname or "", parts.port or DEFAULT_PORTS[parts.scheme]) if parts else None


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        usable = parts.scheme in DEFAULT_PORTS and bool(parts.hostname)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    return parts if usable else None


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
