"""Logs in to a mail server with names and passwords of any script, which smtplib cannot.

Speaks UTF-8 as RFC 4616 asks. Opens no connection.
"""

import hmac
import smtplib
from base64 import b64decode, b64encode

_TAKEN = (235, 503)  # 503: logged in already
_GO_ON = 334


def log_in(server: smtplib.SMTP, user: str, password: str) -> None:
    """Logs in over a greeted conversation.

    Raises smtplib's errors; none of them repeats the password.
    """
    if user.isascii() and password.isascii():
        server.login(user, password)
        return
    offered = server.esmtp_features.get("auth", "").upper().split()
    if "PLAIN" in offered:
        answer = server.docmd("AUTH", f"PLAIN {_encoded(f'{chr(0)}{user}{chr(0)}{password}')}")
    elif "LOGIN" in offered:
        answer = server.docmd("AUTH", f"LOGIN {_encoded(user)}")
        if answer[0] == _GO_ON:
            answer = server.docmd(_encoded(password))
    elif "CRAM-MD5" in offered:
        answer = server.docmd("AUTH", "CRAM-MD5")
        if answer[0] == _GO_ON:
            digest = hmac.new(password.encode(), b64decode(answer[1]), "md5").hexdigest()
            answer = server.docmd(_encoded(f"{user} {digest}"))
    else:
        raise smtplib.SMTPNotSupportedError("it offers no way to log in that is known here")
    if answer[0] not in _TAKEN:
        raise smtplib.SMTPAuthenticationError(*answer)


def _encoded(text: str) -> str:
    return b64encode(text.encode()).decode()
