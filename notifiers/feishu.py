"""`feishu://SECRET@TOKEN` and `lark://…`: a Feishu (飞书) or Lark group robot.

Checks the code, which Apprise does not.
"""

import time
from dataclasses import dataclass
from typing import Any

from notifiers.address import AddressError, mask, parse
from notifiers.base import Message
from notifiers.parts import parts
from notifiers.posting import Post
from notifiers.robot import Verdicts, ask, signature

ENDPOINTS = {
    "feishu": "https://open.feishu.cn/open-apis/bot/v2/hook/",
    "lark": "https://open.larksuite.com/open-apis/bot/v2/hook/",
}
LIMIT = 18_000  # bytes; the whole request may have 20 KB (open.feishu.cn, 自定义机器人使用指南)

_VERDICTS = Verdicts(
    code=("code", "StatusCode"),
    words=("msg", "StatusMessage"),
    hopeless={
        19001: "the token is wrong: copy the robot's webhook again",
        19021: "the signature is refused: check the secret and this machine's clock",
        19022: "this machine's address is not allowed in the robot's security settings",
        19024: (
            "the robot asks for a keyword that the alert does not hold: take it out of the"
            " robot's settings"
        ),
    },
    hurried=frozenset({9499, 11232}),  # more than 5 in a second or 100 in a minute
)


@dataclass(frozen=True, slots=True)
class Feishu:
    """One robot; with a `secret`, requests are signed (签名校验)."""

    label: str
    token: str
    secret: str | None = None
    endpoint: str = ENDPOINTS["feishu"]

    def send(self, message: Message) -> None:
        """Sends as text, in parts where it is long. Raises DeliveryError."""
        for part in parts(f"{message.title}\n{message.body}", LIMIT):
            payload = {"msg_type": "text", "content": {"text": part}, **self._signed()}
            ask(Post(self.endpoint + self.token, payload), _VERDICTS)

    def _signed(self) -> dict[str, Any]:
        if self.secret is None:
            return {}
        now = str(int(time.time()))
        # the text is the key here and the message is empty: so their manual
        return {"timestamp": now, "sign": signature(f"{now}\n{self.secret}", "")}


def open_channel(address: str) -> Feishu:
    """`feishu://TOKEN` or `feishu://SECRET@TOKEN`; the same for lark. Raises AddressError."""
    found = parse(address)
    token = found.option("token") or found.host
    if not token:
        raise AddressError(
            f"write the last part of the robot's webhook: {found.scheme}://SECRET@TOKEN"
        )
    return Feishu(
        mask(address), token, found.option("secret") or found.user or None, ENDPOINTS[found.scheme]
    )
