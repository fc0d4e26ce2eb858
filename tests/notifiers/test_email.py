"""Mail, against a real SMTP server."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword

from notifiers import open_channel
from notifiers.address import AddressError
from notifiers.base import DeliveryError, Message
from notifiers.mail_address import MailAddress, read

MESSAGE = Message(
    "chg/17 甲",
    "截止日期\n变更",
    "由【删除】6月30日改为【新增】7月31日",
    html="<p>由<del>6月30日</del>改为<ins>7月31日</ins></p>",
)


class Postbox:
    """The handler of a real server: keeps what it takes, refuses the recipients and mails it is told to."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.refuse: dict[str, str] = {}
        self.data_answer = "250 taken"

    async def handle_RCPT(  # noqa: N802
        self,
        server: Any,  # noqa: ARG002
        session: Any,  # noqa: ARG002
        envelope: Envelope,
        address: str,
        options: Any,  # noqa: ARG002
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:  # noqa: ARG002, N802 - the name and arguments the library calls
        if self.data_answer.startswith("250"):
            self.taken.append(envelope)
        return self.data_answer


def _authenticate(
    server: Any, session: Any, envelope: Envelope, mechanism: str, data: Any
) -> AuthResult:
    known = {(b"ann", b"p@ss"), (b"ann", "密码pä".encode())}
    good = isinstance(data, LoginPassword) and (data.login, data.password) in known
    return AuthResult(success=good, handled=False)  # the server answers 235 or 535 itself


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Postbox, int]]:
    box = Postbox()
    port = _free_port()
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=port,
        authenticator=_authenticate,
        auth_require_tls=False,
        auth_exclude_mechanism=["CRAM-MD5"],
    )
    controller.start()
    yield box, port
    controller.stop()


@pytest.fixture
def postbox(server: tuple[Postbox, int]) -> Postbox:
    box = server[0]
    box.taken, box.refuse, box.data_answer = [], {}, "250 taken"
    return box


@pytest.fixture
def base(server: tuple[Postbox, int]) -> str:
    return f"mailto://127.0.0.1:{server[1]}?from=alerts@example.com"


def opened(envelope: Envelope) -> EmailMessage:
    assert isinstance(envelope.content, bytes)
    mail = message_from_bytes(envelope.content, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def failure(address: str) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        open_channel(address).send(MESSAGE)
    return caught.value


def test_a_mail_holds_text_and_html(postbox: Postbox, base: str) -> None:
    """Both forms arrive whole, under a subject of one line."""
    open_channel(f"{base}&to=a@example.com,b@example.com&name=政策监测").send(MESSAGE)

    (envelope,) = postbox.taken
    mail = opened(envelope)
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().strip() == MESSAGE.body
    assert html.get_content().strip() == MESSAGE.html
    assert mail["Subject"] == "截止日期 变更"
    assert mail["From"] == "政策监测 <alerts@example.com>"
    assert mail["To"] == "a@example.com, b@example.com"
    assert envelope.rcpt_tos == ["a@example.com", "b@example.com"]


def test_the_message_id_is_stable_over_retries(postbox: Postbox, base: str) -> None:
    """A mail sent again carries the same Message-ID, so that a mail box can drop the repeat."""
    channel = open_channel(f"{base}&to=a@example.com")
    channel.send(MESSAGE)
    channel.send(MESSAGE)
    assert [opened(e)["Message-ID"] for e in postbox.taken] == ["<chg-17--@example.com>"] * 2
    assert opened(postbox.taken[0])["List-Id"] == "PolicyWatch <policywatch.example.com>"


def test_blind_copies_stay_blind(postbox: Postbox, base: str) -> None:
    """bcc gets the mail and stands in no header."""
    open_channel(f"{base}&to=a@example.com&cc=c@example.com&bcc=d@example.com").send(MESSAGE)
    assert postbox.taken[0].rcpt_tos == ["a@example.com", "c@example.com", "d@example.com"]
    assert b"d@example.com" not in (postbox.taken[0].content or b"")


def test_good_credentials_are_used(postbox: Postbox, server: tuple[Postbox, int]) -> None:
    """user:password@ logs in, percent-encoded characters and all."""
    open_channel(
        f"mailto://ann:p%40ss@127.0.0.1:{server[1]}?from=a@example.com&to=b@example.com"
    ).send(MESSAGE)
    assert len(postbox.taken) == 1


def test_bad_credentials_are_permanent(postbox: Postbox, server: tuple[Postbox, int]) -> None:
    """535 cannot be cured by trying again."""
    error = failure(f"mailto://ann:wrong@127.0.0.1:{server[1]}?from=a@example.com&to=b@example.com")
    assert error.permanent
    assert "535" in str(error)
    assert "wrong" not in str(error)


@pytest.mark.parametrize(
    ("answer", "permanent"), [("554 spam", True), ("452 full", False), ("421 going down", False)]
)
def test_the_servers_class_of_refusal_decides(
    postbox: Postbox, base: str, answer: str, permanent: bool
) -> None:
    """5xx is for good, 4xx is not (RFC 5321 §4.2.1)."""
    postbox.data_answer = answer
    error = failure(f"{base}&to=a@example.com")
    assert error.permanent is permanent
    assert answer[:3] in str(error)


def test_all_refused_for_good(postbox: Postbox, base: str) -> None:
    """Nobody takes it: permanent, naming who."""
    postbox.refuse = {"a@example.com": "550 unknown"}
    error = failure(f"{base}&to=a@example.com")
    assert error.permanent
    assert "a@example.com (550 unknown)" in str(error)


def test_one_put_off_means_nobody_gets_it_yet(postbox: Postbox, base: str) -> None:
    """A greylisted recipient makes a passing failure before the mail is handed over: no repeats for the others."""
    postbox.refuse = {"b@example.com": "451 later"}
    assert not failure(f"{base}&to=a@example.com,b@example.com").permanent
    assert postbox.taken == []


def test_one_refused_for_good_does_not_stop_the_others(postbox: Postbox, base: str) -> None:
    """The others get it once; the error is permanent and names the refused one."""
    postbox.refuse = {"b@example.com": "550 unknown"}
    error = failure(f"{base}&to=a@example.com,b@example.com")
    assert error.permanent
    assert "b@example.com" in str(error)
    assert [e.rcpt_tos for e in postbox.taken] == [["a@example.com"]]


def test_starttls_is_not_given_up_silently(postbox: Postbox, server: tuple[Postbox, int]) -> None:
    """mailtos against a server without STARTTLS sends nothing in the clear."""
    error = failure(f"mailtos://127.0.0.1:{server[1]}?from=a@example.com&to=b@example.com")
    assert error.permanent
    assert postbox.taken == []


def test_nobody_listening_is_a_passing_failure() -> None:
    """A refused connection may be a restart."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        assert not failure(f"mailto://127.0.0.1:{port}?from=a@example.com").permanent


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "mailto://ann:pw@example.com",
            MailAddress(
                "example.com",
                25,
                "plain",
                "ann@example.com",
                ("ann@example.com",),
                login=("ann", "pw"),
            ),
        ),
        (
            "mailtos://ann:pw@example.com:2525/bob/c@d.org?smtp=mx.example.com",
            MailAddress(
                "mx.example.com",
                2525,
                "starttls",
                "ann@example.com",
                ("bob@example.com", "c@d.org"),
                login=("ann", "pw"),
            ),
        ),
        (
            "mailtos://example.com?mode=ssl&from=Alerts <a@b.org>&to=c@d.org;e@f.org",
            MailAddress(
                "example.com", 465, "ssl", "a@b.org", ("c@d.org", "e@f.org"), name="Alerts"
            ),
        ),
        (
            "mailto://ann:pw@qq.com?to=c@d.org",
            MailAddress(
                "smtp.qq.com",
                587,
                "starttls",
                "ann@qq.com",
                ("c@d.org",),
                login=("ann@qq.com", "pw"),
            ),
        ),
        (
            "mailtos://ann%40b.org:pw@mx.example.com:465?verify=no",
            MailAddress(
                "mx.example.com",
                465,
                "ssl",
                "ann@b.org",
                ("ann@b.org",),
                login=("ann@b.org", "pw"),
                verify=False,
            ),
        ),
    ],
)
def test_addresses_read_as_in_apprise(address: str, expected: MailAddress) -> None:
    """The common forms of Apprise's mail addresses mean the same here."""
    assert read(address) == expected


@pytest.mark.parametrize(
    "address",
    [
        "mailto://h?from=a@b&tto=x@y",
        "mailto://h?from=a@b&mode=tls",
        "mailto://?from=a@b",
        "mailto://h?from=a b@c",
        "mailto://h?from=a@b&reply=a@b%0aX: y",
    ],
)
def test_bad_addresses_are_refused(address: str) -> None:
    """Unknown options and modes, no host, blanks in an address."""
    with pytest.raises(AddressError):
        read(address)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for 127.0.0.1 that nobody has signed."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl makes the certificate, and is not installed")
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    made = [
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=127.0.0.1",
        "-keyout",
        str(file),
        "-out",
        "-",
    ]
    found = subprocess.run(["openssl", "req", "-x509", *made], capture_output=True, check=True)
    file.write_bytes(file.read_bytes() + found.stdout)
    return file


@pytest.fixture(scope="module")
def tls_server(certificate: Path) -> Iterator[tuple[Postbox, int]]:
    """A server that takes no mail before STARTTLS."""
    box = Postbox()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    controller = Controller(
        box, hostname="127.0.0.1", port=_free_port(), tls_context=context, require_starttls=True
    )
    controller.start()
    yield box, controller.port
    controller.stop()


def test_starttls_carries_the_mail(tls_server: tuple[Postbox, int]) -> None:
    """mailtos encrypts before it hands anything over."""
    box, port = tls_server
    open_channel(f"mailtos://127.0.0.1:{port}?from=a@example.com&to=b@example.com&verify=no").send(
        MESSAGE
    )
    assert [e.rcpt_tos for e in box.taken] == [["b@example.com"]]


def test_an_unknown_certificate_is_not_accepted(tls_server: tuple[Postbox, int]) -> None:
    """Verification is on unless the address says verify=no."""
    error = failure(f"mailtos://127.0.0.1:{tls_server[1]}?from=a@example.com&to=b@example.com")
    assert "CERTIFICATE_VERIFY_FAILED" in str(error)


def test_a_password_of_any_script_logs_in(postbox: Postbox, base: str) -> None:
    """Percent-encoded or as it is; smtplib alone takes ASCII only, and printed it otherwise."""
    for written in ("密码pä", "%E5%AF%86%E7%A0%81p%C3%A4"):
        open_channel(f"{base}&to=bob@example.com&user=ann&pass={written}").send(MESSAGE)
    assert len(postbox.taken) == 2


def test_a_refused_password_of_any_script_is_not_told(base: str) -> None:
    """The server's own words are."""
    error = failure(f"{base}&to=bob@example.com&user=ann&pass=falsch密码")
    assert error.permanent
    assert "535" in str(error)
    assert "密码" not in str(error)
