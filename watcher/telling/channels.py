"""The name of a channel in the store, which keeps no address: that may hold a password."""

import hashlib

LENGTH = 16  # hexadecimal digits: no two channels of one configuration share them


def fingerprint(address: str) -> str:
    """The first digits of the address's SHA-256: always the same, and nobody reads it back."""
    return hashlib.sha256(address.encode()).hexdigest()[:LENGTH]
