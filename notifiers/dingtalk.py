"""`dingtalk://SECRET@TOKEN`: a DingTalk (钉钉) group robot.

Checks the errcode, which Apprise does not.
"""

import time
from dataclasses import dataclass

from notifiers.address import AddressError, mask, parse
from notifiers.base import Message
from notifiers.parts import parts
from notifiers.posting import Post
from notifiers.robot import Verdicts, ask, signature

ENDPOINT = "https://oapi.dingtalk.com/robot/send"
LIMIT = 18_000  # bytes; the whole request may have 20,000 (open.dingtalk.com, 自定义机器人)

_VERDICTS = Verdicts(
    code=("errcode",),
    words=("errmsg",),
    hopeless={
        310000: (
            "its security settings refuse us: check the secret, its keyword and its allowed"
            " addresses"
        ),
        300005: "the token is wrong: copy the robot's webhook again",
        400013: "the group was dissolved",
        400101: "the token is wrong: copy the robot's webhook again",
        400102: "the robot was switched off",
        400106: "the robot was removed",
    },
    hurried=frozenset({130101, 410100}),  # more than 20 messages in a minute
)


@dataclass(frozen=True, slots=True)
class DingTalk:
    """One robot; with a `secret`, requests are signed (加签)."""

    label: str
    token: str
    secret: str | None = None
    endpoint: str = ENDPOINT

    def send(self, message: Message) -> None:
        """Sends as text, in parts where it is long. Raises DeliveryError."""
        for part in parts(f"{message.title}\n{message.body}", LIMIT):
            payload = {"msgtype": "text", "text": {"content": part}}
            ask(
                Post(
                    self.endpoint, payload, params=(("access_token", self.token), *self._signed())
                ),
                _VERDICTS,
            )

    def _signed(self) -> tuple[tuple[str, str], ...]:
        if self.secret is None:
            return ()
        now = str(round(time.time() * 1000))
        return ("timestamp", now), ("sign", signature(self.secret, f"{now}\n{self.secret}"))


def open_channel(address: str) -> DingTalk:
    """`dingtalk://TOKEN`, or `dingtalk://SECRET@TOKEN` for a robot that asks for signatures.

    Raises AddressError.
    """
    found = parse(address)
    token = found.option("token") or found.host
    if not token:
        raise AddressError("write the access_token of the robot's webhook: dingtalk://SECRET@TOKEN")
    if found.path or found.option("to"):
        raise AddressError(
            "telephone numbers to mention are not supported: write dingtalk://SECRET@TOKEN"
        )
    return DingTalk(mask(address), token, found.option("secret") or found.user or None)
