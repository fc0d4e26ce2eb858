"""The name of a channel in the store, which keeps no secret: the address itself stays in the configuration."""

import hashlib

LENGTH = 16  # hexadecimal digits: no two channels of one configuration share them


def fingerprint(address: str) -> str:
    """The first digits of the address's SHA-256: always the same, and nobody can read the address in it."""
    return hashlib.sha256(address.encode()).hexdigest()[:LENGTH]
