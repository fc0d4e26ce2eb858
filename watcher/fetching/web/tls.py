"""The three ways to speak TLS.

Verification is on unless a source says `tls = "insecure"`; nothing is guessed.
"""

import ssl
from functools import cache
from typing import Literal, get_args

import certifi

Profile = Literal["default", "legacy", "insecure"]
PROFILES: tuple[Profile, ...] = get_args(Profile)


@cache  # a context costs 45 ms to make and is shared by all connections of its profile
def context(profile: Profile) -> ssl.SSLContext:
    """`legacy` allows old ciphers (SECLEVEL 1) and legacy renegotiation but still verifies;
    `insecure` verifies nothing and allows the same.
    """
    made = ssl.create_default_context(cafile=certifi.where())
    made.set_alpn_protocols(["http/1.1"])
    if profile != "default":
        made.set_ciphers("DEFAULT@SECLEVEL=1")
        made.options |= 0x4  # SSL_OP_LEGACY_SERVER_CONNECT, named in ssl only from Python 3.12
    if profile == "insecure":
        made.check_hostname = False
        made.verify_mode = ssl.CERT_NONE
    return made
