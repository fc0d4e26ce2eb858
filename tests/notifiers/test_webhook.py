"""The JSON webhook, against a real HTTP server."""

import socket
import threading
from base64 import b64encode
from datetime import date

import pytest

from notifiers import open_channel, posting
from notifiers.address import AddressError
from notifiers.base import DeliveryError, Message
from tests.notifiers.conftest import Receiver

POLICY = {
    "id": "p1",
    "title": "云河市技术改造补助办法",
    "doc_number": "云政规〔2026〕3号",
    "url": "http://x/1",
}
MESSAGE = Message(
    alert_id="a-17",
    title="新政策：云河市技术改造补助办法",
    body="申报截止：2026年12月31日",
    payload={
        "subscriber": "云河汽车",
        "kind": "published",
        "policy": POLICY,
        "reason": "地区：云河市",
    },
)


def failure(address: str, message: Message = MESSAGE) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        open_channel(address).send(message)
    return caught.value


def test_payload_is_the_contract(receiver: Receiver) -> None:
    """The receiver gets every promised field under its own name, as JSON in UTF-8."""
    open_channel(f"json://{receiver.host}/hook").send(MESSAGE)

    path, headers, body = receiver.got[0]
    assert path == "/hook"
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert headers["Idempotency-Key"] == "a-17"
    assert body == {
        "subscriber": "云河汽车",
        "kind": "published",
        "title": MESSAGE.title,
        "body": MESSAGE.body,
        "policy": POLICY,
        "alert_id": "a-17",
        "reason": "地区：云河市",
    }


def test_payload_cannot_replace_the_alert_id(receiver: Receiver) -> None:
    """Whatever the payload holds, alert_id is the message's own; values JSON does not know become text."""
    message = Message("a-1", "t", "b", payload={"alert_id": "forged", "closes": date(2026, 12, 31)})
    open_channel(f"json://{receiver.host}/").send(message)
    assert receiver.got[0][2] == {
        "alert_id": "a-1",
        "title": "t",
        "body": "b",
        "closes": "2026-12-31",
    }


def test_credentials_headers_and_parameters_are_sent(receiver: Receiver) -> None:
    """user:password@ is basic auth, ?+Name= a header, ?-name= a query parameter; the path stays as written."""
    open_channel(f"json://ann:p%40ss@{receiver.host}/a%20b/c?+X-Token=se+cret&-room=7").send(
        MESSAGE
    )

    path, headers, _ = receiver.got[0]
    assert path == "/a%20b/c?room=7"
    assert headers["X-Token"] == "se+cret"
    assert headers["Authorization"] == "Basic " + b64encode(b"ann:p@ss").decode()


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_any_success_counts_as_taken(receiver: Receiver, status: int) -> None:
    """Every 2xx means that the receiver has it."""
    receiver.status, receiver.body = status, b""
    open_channel(f"json://{receiver.host}/").send(MESSAGE)
    assert len(receiver.got) == 1


@pytest.mark.parametrize(
    ("status", "permanent"),
    [
        (400, True),
        (401, True),
        (404, True),
        (410, True),
        (408, False),
        (425, False),
        (429, False),
        (500, False),
        (503, False),
    ],
)
def test_refusals_say_whether_to_try_again(
    receiver: Receiver, status: int, permanent: bool
) -> None:
    """A client error is for good, but for those that mean "later" (RFC 9110, 8470, 6585); a server error is not."""
    receiver.status, receiver.body = status, b"no such room"
    error = failure(f"json://{receiver.host}/")
    assert error.permanent is permanent
    assert str(status) in str(error)
    assert "no such room" in str(error)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "120"}, 120.0),
        (
            {
                "Retry-After": "Sun, 22 Nov 2026 08:02:00 GMT",
                "Date": "Sun, 22 Nov 2026 08:00:30 GMT",
            },
            90.0,
        ),
        ({"Retry-After": "soon"}, None),
        ({}, None),
    ],
)
def test_retry_after_is_handed_on(
    receiver: Receiver, headers: dict[str, str], seconds: float | None
) -> None:
    """Retry-After in both forms of RFC 9110 §10.2.3; a date is measured by the server's own clock."""
    receiver.status, receiver.headers = 429, headers
    assert failure(f"json://{receiver.host}/").retry_after == seconds


def test_redirects_are_not_followed(receiver: Receiver) -> None:
    """An alert goes only where the operator said; the error names the host it was sent to, and
    nothing of an address that may repeat a token.
    """
    receiver.status, receiver.headers = 302, {"Location": f"http://{receiver.host}/elsewhere"}
    error = failure(f"json://{receiver.host}/hook")
    assert error.permanent
    assert receiver.host in str(error)
    assert "/elsewhere" not in str(error)
    assert [path for path, _, _ in receiver.got] == ["/hook"]


def test_a_receiver_that_never_answers_is_given_up(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow receiver is a passing failure, after the time-out and not later."""
    monkeypatch.setattr(posting, "TIMEOUT", 0.3)
    receiver.hold = threading.Event()
    error = failure(f"json://{receiver.host}/")
    assert not error.permanent
    assert "no answer" in str(error)


def test_loopback_is_reached_without_the_proxy(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy of the surroundings does not stand between the service and a receiver on the same machine."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    open_channel(f"json://{receiver.host}/").send(MESSAGE)
    assert len(receiver.got) == 1


def test_nobody_listening_is_a_passing_failure() -> None:
    """A refused connection may be a restart."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert not failure(f"json://127.0.0.1:{taken.getsockname()[1]}/").permanent


def test_a_huge_answer_is_not_read_to_its_end(receiver: Receiver) -> None:
    """At most 64 KB of an answer are held."""
    receiver.status, receiver.body = 500, b"x" * 3_000_000
    assert len(str(failure(f"json://{receiver.host}/"))) < 5000


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("json:///hook", "host"),
        ("json://h/?method=PUT", "unknown option"),
        ("json://h/?+X-T=a%0d%0ab", "one line"),
        ("json://h/?+X T=1", "letters"),
        ("json://h:99999/", "cannot be read"),
    ],
)
def test_bad_addresses_are_told_before_sending(address: str, word: str) -> None:
    """An address that cannot work is refused when it is opened."""
    with pytest.raises(AddressError, match=word):
        open_channel(address)


def test_jsons_speaks_tls(receiver: Receiver) -> None:
    """jsons never falls back to plain HTTP: a server without TLS is not reached."""
    error = failure(f"jsons://{receiver.host}/")
    assert not error.permanent
    assert receiver.got == []
