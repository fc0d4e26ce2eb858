"""Shared by the group robots (WeCom, DingTalk, Feishu) share: they answer 200 with a code in the
body.

Knows none of them.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from notifiers.base import DeliveryError
from notifiers.posting import Post, post


@dataclass(frozen=True, slots=True)
class Verdicts:
    """A robot's way of saying no: where its code and its words stand in the answer, and which codes
    mean what.

    A code that is neither hopeless nor hurried is taken as passing: it is tried again, and ends as
    a dead letter.
    """

    code: tuple[str, ...]
    words: tuple[str, ...]
    hopeless: Mapping[int, str]
    hurried: frozenset[int]


def ask(request: Post, verdicts: Verdicts) -> None:
    """Posts once; returns when the robot's own code says that it took the message, raises
    DeliveryError when not.
    """
    answer = _object(post(request))
    code = next((answer[key] for key in verdicts.code if key in answer), None)
    if code == 0:
        return
    if not isinstance(code, int):
        raise DeliveryError("the robot's answer holds no code: is something between us and it?")
    words = next((str(answer[key]) for key in verdicts.words if answer.get(key)), "no reason given")
    advice = verdicts.hopeless.get(code)
    message = f"the robot refused with {code}: {words[:4096]}" + (f"; {advice}" if advice else "")
    raise DeliveryError(
        message, permanent=bool(advice), retry_after=60.0 if code in verdicts.hurried else None
    )


def signature(key: str, text: str) -> str:
    """Base64 of the HMAC-SHA256 of `text` under `key`, as both DingTalk and Feishu ask."""
    return base64.b64encode(hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()).decode()


def _object(body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(body)
    except ValueError as error:
        raise DeliveryError(
            "the robot's answer is not JSON: is something between us and it?"
        ) from error
    return answer if isinstance(answer, dict) else {}
