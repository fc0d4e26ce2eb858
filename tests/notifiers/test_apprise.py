"""Addresses that go through Apprise, against a real HTTP server."""

from typing import Any

import pytest
from apprise import Apprise

from notifiers import open_channel
from notifiers.apprise import LOCAL
from notifiers.base import DeliveryError, Message
from tests.notifiers.conftest import Receiver

MESSAGE = Message("a-1", "新政策", "正文：最高300万元")


def test_a_delivered_message_arrives(receiver: Receiver) -> None:
    """Apprise sends title and body to the target it was given."""
    open_channel(f"gotify://{receiver.host}/token123").send(MESSAGE)
    _, _, body = receiver.got[0]
    assert (body["title"], body["message"]) == (MESSAGE.title, MESSAGE.body)


def test_a_refusal_is_an_error_with_the_reason(receiver: Receiver) -> None:
    """Apprise answers False: that becomes a passing failure that says what the plugin saw, without the token."""
    receiver.status = 500
    with pytest.raises(DeliveryError) as caught:
        open_channel(f"gotify://{receiver.host}/token123").send(MESSAGE)
    assert not caught.value.permanent
    assert "500" in str(caught.value)
    assert "token123" not in str(caught.value)


def test_redirects_are_not_followed(receiver: Receiver) -> None:
    """An alert goes only where the operator said."""
    receiver.status, receiver.headers = 302, {"Location": f"http://{receiver.host}/elsewhere"}
    with pytest.raises(DeliveryError):
        open_channel(f"gotify://{receiver.host}/token123").send(MESSAGE)
    assert len(receiver.got) == 1


def test_a_long_body_is_sent_in_parts(receiver: Receiver) -> None:
    """Nothing is cut off by the target's limit: the parts hold every line."""
    channel = open_channel(f"gotify://{receiver.host}/token123")
    lines = [f"第{n}条　申报单位应当提交材料。" for n in range(3000)]
    channel.send(Message("a-1", "长文", "\n".join(lines)))
    sent = "\n".join(body["message"] for _, _, body in receiver.got)
    assert len(receiver.got) > 1
    assert sent.split("\n") == lines


def _schemes(plugin: dict[str, Any]) -> list[str]:
    return [*(plugin["protocols"] or []), *(plugin["secure_protocols"] or [])]


def test_schemes_that_only_reach_this_machine_are_known_to_apprise() -> None:
    """The list of refused schemes names real ones."""
    known = {
        scheme
        for plugin in Apprise().details(show_disabled=True)["schemas"]
        for scheme in _schemes(plugin)
    }
    assert known >= LOCAL
