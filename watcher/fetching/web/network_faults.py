"""Turns the exceptions of sockets, TLS and HTTP into a reason a person understands, by their types
and codes.
"""

import errno
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass

import httpcore


@dataclass(frozen=True, slots=True)
class NetworkFault:
    """`reason` says what happened and what to do; `transient` that asking again in a moment may
    help.
    """

    reason: str
    transient: bool = False


# OpenSSL's X509_V_ERR codes (openssl/x509_vfy.h)
_CERTIFICATE = {
    9: "is not valid yet; check this machine's clock",
    10: "has expired",
    18: "is self-signed",
    19: "ends in a self-signed one nobody vouches for",
    20: "is signed by an unknown authority, or the site leaves out an intermediate certificate",
    21: "cannot be verified: the site leaves out an intermediate certificate",
    62: "belongs to another host name",
    64: "belongs to another address",
}
_OLD_TLS = frozenset(
    {
        "UNSAFE_LEGACY_RENEGOTIATION_DISABLED",
        "DH_KEY_TOO_SMALL",
        "EE_KEY_TOO_SMALL",
        "CA_MD_TOO_WEAK",
        "CA_KEY_TOO_SMALL",
        "UNSUPPORTED_PROTOCOL",
        "WRONG_SIGNATURE_TYPE",
        "SSLV3_ALERT_HANDSHAKE_FAILURE",
        "TLSV1_ALERT_PROTOCOL_VERSION",
        "NO_CIPHERS_AVAILABLE",
    }
)
_UNREACHABLE = frozenset({errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EADDRNOTAVAIL})


def explain(error: Exception, host: str, *, seconds: float) -> NetworkFault:
    """The fault behind `error`, raised while `host` was asked; `seconds` is the wait that a timeout
    exceeded.
    """
    chain = tuple(_causes(error))
    for cause in chain:
        if isinstance(cause, socket.gaierror | UnicodeError):
            return _unresolved(cause, host)
        if isinstance(cause, ssl.SSLError):
            return _tls(cause, host)
    if any(isinstance(cause, httpcore.TimeoutException) for cause in chain):
        connecting = any(isinstance(cause, httpcore.ConnectTimeout) for cause in chain)
        what = (
            f"{host} cannot be reached: no connection" if connecting else f"no answer from {host}"
        )
        return NetworkFault(f"{what} within {seconds:.3g} s; it is asked again at the next check")
    return next((fault for cause in chain if (fault := _socket(cause, host))), _broken(error, host))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        # httpcore's pool raises "from None", but its exceptions carry the original one as their
        # argument
        wrapped = error.args[0] if error.args else None
        error = error.__cause__ or (wrapped if isinstance(wrapped, BaseException) else None)


def _unresolved(error: BaseException, host: str) -> NetworkFault:
    if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
        return NetworkFault(f"no name server answered for {host}; check this machine's network")
    return NetworkFault(f"the name does not resolve: {host}; check the address or the network")


def _tls(error: ssl.SSLError, host: str) -> NetworkFault:
    if isinstance(error, ssl.SSLCertVerificationError):
        what = _CERTIFICATE.get(error.verify_code, f"cannot be verified ({error.verify_message})")
        return NetworkFault(
            f'the certificate of {host} {what}; set tls = "insecure" for this source only if'
            " you trust it"
        )
    if error.reason in _OLD_TLS:
        return NetworkFault(
            f'{host} speaks only old TLS ({error.reason}); set tls = "legacy" for this source'
        )
    if error.reason in {"WRONG_VERSION_NUMBER", "HTTP_REQUEST"}:
        return NetworkFault(f"{host} does not speak TLS on this port; try the address with http://")
    return NetworkFault(
        f"TLS with {host} failed ({error.reason or 'the connection was cut'})", transient=True
    )


def _socket(error: BaseException, host: str) -> NetworkFault | None:
    if isinstance(error, ConnectionRefusedError):
        return NetworkFault(
            f"{host} refuses connections; the site is down or the port is wrong", transient=True
        )
    if isinstance(error, ConnectionError):
        return NetworkFault(f"{host} cut the connection", transient=True)
    if isinstance(error, OSError) and error.errno in _UNREACHABLE:
        return NetworkFault(f"no route to {host}; check this machine's network")
    return None


def _broken(error: Exception, host: str) -> NetworkFault:
    return NetworkFault(
        f"the answer of {host} is cut off or no valid HTTP ({error})", transient=True
    )
