"""The group robots, against a real HTTP server in the robots' place."""

import hashlib
import hmac
import json
from base64 import b64encode
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from notifiers.address import AddressError
from notifiers.base import DeliveryError, Message, Notifier
from notifiers.dingtalk import DingTalk
from notifiers.dingtalk import open_channel as open_dingtalk
from notifiers.feishu import Feishu
from notifiers.feishu import open_channel as open_feishu
from notifiers.wecom import WeCom
from notifiers.wecom import open_channel as open_wecom
from tests.notifiers.conftest import Receiver

MESSAGE = Message("a-1", "截止日期变更", "由6月30日改为7月31日")


def robot(kind: str, receiver: Receiver) -> Notifier:
    """The robot of that kind, its endpoint moved to the receiver."""
    at = f"http://{receiver.host}/robot/"
    made: dict[str, WeCom | DingTalk | Feishu] = {
        "wecom": open_wecom("wecombot://693a91f6-7AOC"),
        "dingtalk": open_dingtalk("dingtalk://SECabc@Tok3n"),
        "feishu": open_feishu("feishu://s3cret@Tok3n"),
    }
    return replace(made[kind], endpoint=at)


ACCEPTED = {
    "wecom": {"errcode": 0, "errmsg": "ok"},
    "dingtalk": {"errcode": 0},
    "feishu": {"code": 0, "msg": "success"},
}
REFUSED = {
    "wecom": {"errcode": 93000},
    "dingtalk": {"errcode": 310000},
    "feishu": {"code": 19021, "msg": "sign match fail"},
}
HURRIED = {"wecom": {"errcode": 45009}, "dingtalk": {"errcode": 410100}, "feishu": {"code": 11232}}
STRANGE = {"wecom": {"errcode": -1}, "dingtalk": {"errcode": -1}, "feishu": {"code": 77}}

KINDS = pytest.mark.parametrize("kind", ["wecom", "dingtalk", "feishu"])


def refusal(kind: str, receiver: Receiver, answer: object) -> DeliveryError:
    receiver.body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    with pytest.raises(DeliveryError) as caught:
        robot(kind, receiver).send(MESSAGE)
    return caught.value


@KINDS
def test_accepted_message_holds_title_and_body(kind: str, receiver: Receiver) -> None:
    """The group sees the title and the body of the alert."""
    receiver.body = json.dumps(ACCEPTED[kind]).encode()
    robot(kind, receiver).send(MESSAGE)
    text = json.dumps(receiver.got[0][2], ensure_ascii=False)
    assert MESSAGE.title in text
    assert MESSAGE.body in text


@KINDS
def test_a_200_with_an_error_code_is_no_delivery(kind: str, receiver: Receiver) -> None:
    """Robots say no with HTTP 200; a known hopeless code is permanent and says what to do."""
    error = refusal(kind, receiver, REFUSED[kind])
    assert error.permanent
    assert ";" in str(error)


@KINDS
def test_too_many_messages_waits_a_minute(kind: str, receiver: Receiver) -> None:
    """A frequency limit is a passing failure with a pause."""
    error = refusal(kind, receiver, HURRIED[kind])
    assert (error.permanent, error.retry_after) == (False, 60.0)


@KINDS
@pytest.mark.parametrize(
    "answer", [b"<html>login</html>", b"[]", b'{"ok":true}', b'{"code":"0","errcode":"0"}']
)
def test_an_answer_without_a_code_is_no_delivery(
    kind: str, answer: bytes, receiver: Receiver
) -> None:
    """A captive portal or a proxy in between must not count as the robot."""
    assert not refusal(kind, receiver, answer).permanent


@KINDS
def test_an_unknown_code_is_tried_again(kind: str, receiver: Receiver) -> None:
    """What we do not know ends as a dead letter rather than in silence."""
    error = refusal(kind, receiver, STRANGE[kind])
    assert (error.permanent, error.retry_after) == (False, None)


def test_wecom_long_text_is_cut_by_bytes(receiver: Receiver) -> None:
    """WeCom counts UTF-8 bytes: no part passes 2,048, and together they hold every line."""
    receiver.body = b'{"errcode":0}'
    lines = [f"第{n}条　申报单位应当按照本办法的规定提交申请材料。" for n in range(60)]
    robot("wecom", receiver).send(Message("a-1", "标题", "\n".join(lines)))
    sent = [body["text"]["content"] for _, _, body in receiver.got]
    assert max(len(part.encode()) for part in sent) <= 2048
    assert ["标题", *lines] == "\n".join(sent).split("\n")
    assert parse_qs(urlsplit(receiver.got[0][0]).query) == {"key": ["693a91f6-7AOC"]}


def test_dingtalk_signs_as_its_manual_says(receiver: Receiver) -> None:
    """timestamp in milliseconds; sign = base64(HMAC-SHA256(secret, timestamp + newline + secret))."""
    receiver.body = b'{"errcode":0}'
    robot("dingtalk", receiver).send(MESSAGE)
    query = parse_qs(urlsplit(receiver.got[0][0]).query)
    stamp = query["timestamp"][0]
    expected = b64encode(
        hmac.new(b"SECabc", f"{stamp}\nSECabc".encode(), hashlib.sha256).digest()
    ).decode()
    assert query == {"access_token": ["Tok3n"], "timestamp": [stamp], "sign": [expected]}


def test_feishu_signs_as_its_manual_says(receiver: Receiver) -> None:
    """timestamp in seconds; sign = base64(HMAC-SHA256 of nothing under timestamp + newline + secret)."""
    receiver.body = b'{"code":0}'
    robot("feishu", receiver).send(MESSAGE)
    path, _, body = receiver.got[0]
    expected = b64encode(
        hmac.new(f"{body['timestamp']}\ns3cret".encode(), b"", hashlib.sha256).digest()
    ).decode()
    assert path == "/robot/Tok3n"
    assert body["sign"] == expected


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        (
            open_wecom("wecombot://?key=K1"),
            ("K1", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send"),
        ),
        (open_dingtalk("dingtalk://TokEN"), ("TokEN", "https://oapi.dingtalk.com/robot/send")),
        (open_feishu("feishu://TokEN"), ("TokEN", "https://open.feishu.cn/open-apis/bot/v2/hook/")),
        (
            open_feishu("lark://TokEN"),
            ("TokEN", "https://open.larksuite.com/open-apis/bot/v2/hook/"),
        ),
    ],
)
def test_addresses_are_apprises_own(
    channel: WeCom | DingTalk | Feishu, expected: tuple[str, str]
) -> None:
    """The token keeps its case, and goes to the maker's host over HTTPS."""
    token = channel.key if isinstance(channel, WeCom) else channel.token
    assert (token, channel.endpoint) == expected


@pytest.mark.parametrize("opened", [open_wecom, open_dingtalk, open_feishu])
def test_an_address_without_token_is_refused(opened: object) -> None:
    """Nothing to send to is a fault of the address."""
    with pytest.raises(AddressError):
        opened("wecombot://")  # type: ignore[operator]
