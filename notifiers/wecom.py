"""`wecombot://KEY`: a WeCom (企业微信) group robot. Checks the errcode, which Apprise does not."""

from dataclasses import dataclass

from notifiers.address import AddressError, mask, parse
from notifiers.base import Message
from notifiers.parts import parts
from notifiers.posting import Post
from notifiers.robot import Verdicts, ask

ENDPOINT = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send"
LIMIT = 2048  # bytes of a text message (developer.work.weixin.qq.com, 群机器人配置说明)

_VERDICTS = Verdicts(
    code=("errcode",),
    words=("errmsg",),
    hopeless={93000: "the robot was removed or the key is wrong: copy its webhook key again"},
    hurried=frozenset({45009}),  # more than 20 messages in a minute
)


@dataclass(frozen=True, slots=True)
class WeCom:
    """One robot, by the key of its webhook address."""

    label: str
    key: str
    endpoint: str = ENDPOINT

    def send(self, message: Message) -> None:
        """Sends as text, in parts where it is long. Raises DeliveryError."""
        for part in parts(f"{message.title}\n{message.body}", LIMIT):
            payload = {"msgtype": "text", "text": {"content": part}}
            ask(Post(self.endpoint, payload, params=(("key", self.key),)), _VERDICTS)


def open_channel(address: str) -> WeCom:
    """`wecombot://KEY`, the key of the robot's webhook. Raises AddressError."""
    parts_ = parse(address)
    key = parts_.option("key") or parts_.host
    if not key:
        raise AddressError("write the key of the robot's webhook: wecombot://KEY")
    return WeCom(mask(address), key)
