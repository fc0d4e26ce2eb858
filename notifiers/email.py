"""`mailto://` and `mailtos://`: one mail with text and HTML over SMTP.

Ours rather than Apprise's, which drops the marks of a redline and does not say why a server refused
(docs/decisions).
"""

import re
import smtplib
import socket
import ssl
from contextlib import closing, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import formataddr, formatdate

from notifiers.address import mask
from notifiers.base import DeliveryError, Message
from notifiers.mail_address import MailAddress, read
from notifiers.mail_login import log_in

TIMEOUT = 30.0  # seconds for each step of the conversation


@dataclass(frozen=True, slots=True)
class Email:
    """Mails to one list of recipients through one server."""

    label: str
    to: MailAddress

    def send(self, message: Message) -> None:
        """Returns when the server has taken the mail for every recipient. Raises DeliveryError.

        Where a recipient is put off (4xx), nobody gets it and all are tried again. Where one is
        refused for good (5xx), the others get it and the error, permanent, names the refused.
        """
        mail = compose(message, self.to)
        try:
            with closing(_connect(self.to)) as server:
                refused = _hand_over(server, self.to, mail)
        except (OSError, smtplib.SMTPException) as error:
            raise _translated(error) from error
        if refused:
            raise DeliveryError(f"refused for good: {refused}", permanent=True)


def open_channel(address: str) -> Email:
    """See mail_address.read for the form. Raises AddressError."""
    return Email(mask(address), read(address))


def compose(message: Message, to: MailAddress) -> EmailMessage:
    """The mail: text, HTML where there is one, and a Message-ID that is the same at every retry."""
    domain = to.sender.rpartition("@")[2]
    mail = EmailMessage(policy=SMTP_POLICY)
    mail["From"] = formataddr((to.name, to.sender))
    mail["To"] = ", ".join(to.to)
    if to.cc:
        mail["Cc"] = ", ".join(to.cc)
    if to.reply:
        mail["Reply-To"] = to.reply
    mail["Subject"] = " ".join(message.title.split())
    mail["Date"] = formatdate()
    mail["Message-ID"] = f"<{re.sub(r'[^A-Za-z0-9.-]', '-', message.alert_id)}@{domain}>"
    mail["List-Id"] = f"PolicyWatch <policywatch.{domain}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers
    mail.set_content(message.body, cte="base64")
    if message.html is not None:
        mail.add_alternative(message.html, subtype="html", cte="base64")
    return mail


def _connect(to: MailAddress) -> smtplib.SMTP:
    """A greeted, encrypted and authenticated conversation, as far as the address asks for it."""
    name = socket.gethostname()
    here = (
        name if "." in name else "[127.0.0.1]"
    )  # what smtplib says too, but it may ask the DNS for long
    tls = ssl.create_default_context()
    if not to.verify:
        tls.check_hostname, tls.verify_mode = False, ssl.CERT_NONE
    if to.mode == "ssl":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            to.host, to.port, here, timeout=TIMEOUT, context=tls
        )
    else:
        server = smtplib.SMTP(to.host, to.port, here, timeout=TIMEOUT)
    try:
        server.ehlo_or_helo_if_needed()
        if to.mode == "starttls":
            server.starttls(context=tls)
            server.ehlo()
        if to.login:
            log_in(server, *to.login)
    except BaseException:
        server.close()
        raise
    return server


def _hand_over(server: smtplib.SMTP, to: MailAddress, mail: EmailMessage) -> str:
    """Gives the mail to the server; answers who was refused for good, "" when nobody was."""
    code, said = server.mail(to.sender)
    if code != 250:
        raise smtplib.SMTPSenderRefused(code, said, to.sender)
    refused: dict[str, tuple[int, bytes]] = {}
    for recipient in to.recipients:
        answer = server.rcpt(recipient)
        if answer[0] not in (250, 251):
            refused[recipient] = answer
    if len(refused) == len(to.recipients) or any(code < 500 for code, _ in refused.values()):
        raise smtplib.SMTPRecipientsRefused(refused)
    code, said = server.data(mail.as_bytes())
    if code != 250:
        raise smtplib.SMTPDataError(code, said)
    with suppress(
        OSError, smtplib.SMTPException
    ):  # the mail is taken: a lame goodbye must not send it again
        server.quit()
    return _listed(refused)


def _translated(error: OSError | smtplib.SMTPException) -> DeliveryError:
    match error:
        case smtplib.SMTPRecipientsRefused():
            codes = [code for code, _ in error.recipients.values()]
            return DeliveryError(
                f"recipients refused: {_listed(error.recipients)}", permanent=min(codes) >= 500
            )
        case smtplib.SMTPResponseException():
            said = error.smtp_error
            words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
            return DeliveryError(
                f"the server said {error.smtp_code} {words}", permanent=error.smtp_code >= 500
            )
        case smtplib.SMTPNotSupportedError():
            return DeliveryError(
                f"the server lacks what the address asks for: {error}", permanent=True
            )
        case _:
            return DeliveryError(
                f"the server was not reached: {str(error) or type(error).__name__}"
            )


def _listed(refused: dict[str, tuple[int, bytes]]) -> str:
    return "; ".join(
        f"{who} ({code} {said.decode('utf-8', 'replace')})" for who, (code, said) in refused.items()
    )
