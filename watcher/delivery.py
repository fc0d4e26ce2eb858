"""Sends what is due: claim, send, record. The path, for each delivery:

    claim           transaction 3: the row says "sending" before anything leaves the machine
    send            outside any transaction, through the subscriber's channel
    record          transaction 4: sent, or failed with the instant of the next try, or dead

A crash between claim and record is found by `release`: the send is done again under the same alert
id, by which the receiver can drop a repeat. One channel that fails never holds up another.
"""

import logging
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from config.settings import Settings
from notifiers.base import DeliveryError, Message, Notifier
from notifiers.hiding import hide_of
from store import alerts, deliveries
from store.database.opening import Database
from store.records import Alert, Delivery
from watcher.plain_text import one_line, shortened
from watcher.steps import OnStep, unwatched
from watcher.telling import schedule
from watcher.telling.channels import fingerprint
from watcher.telling.outgoing import outgoing

MOST_TOLD = 400  # characters of a receiver's words that are kept

_log = logging.getLogger("policywatch.delivery")


@dataclass(frozen=True, slots=True)
class Sent:
    """The result of one round of sending. `errors` names each failed channel and why."""

    sent: int = 0
    failed: int = 0
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Courier:
    """Sends the deliveries of one store through the channels of one configuration."""

    database: Database
    addresses: Mapping[str, tuple[str, str]]  # fingerprint → (address, language)
    open_channel: Callable[[str], Notifier]
    clock: Callable[[], datetime]
    on_step: OnStep = unwatched

    @classmethod
    def of(
        cls,
        database: Database,
        settings: Settings,
        open_channel: Callable[[str], Notifier],
        *,
        clock: Callable[[], datetime],
        on_step: OnStep = unwatched,
    ) -> "Courier":
        """The courier of one configuration. `open_channel` makes a notifier of an address."""
        addresses: dict[str, tuple[str, str]] = {}
        for one in settings.subscribers:
            for address in one.channels:
                addresses[fingerprint(address)] = (address, one.language)
        return cls(database, addresses, open_channel, clock, on_step)

    def release(self, *, all_claims: bool) -> int:
        """Gives back claims that were never settled.

        `all_claims` is for a start that holds the store's lock: whoever held them is gone.
        """
        now = self.clock()
        with self.database.write() as tx:
            before = now if all_claims else now - schedule.STALE_AFTER
            return deliveries.release_stale(tx, before)

    def deliver(self) -> Sent:
        """Sends everything that is due now; what fails is tried again when its own time comes."""
        sent, errors = 0, list[str]()
        while True:
            with self.database.read() as tx:
                waiting = deliveries.list_due(tx, self.clock())
            if not waiting:
                return Sent(sent, len(errors), tuple(errors))
            for delivery in waiting:
                error = self._deliver(delivery)
                if error is None:
                    sent += 1
                elif error:
                    errors.append(error)

    def _deliver(self, delivery: Delivery) -> str | None:
        """None when sent, "" when another took it, else what went wrong."""
        with self.database.write() as tx:
            claimed = deliveries.claim(tx, delivery, self.clock())
            told = alerts.get_many(tx, [one.alert_id for one in claimed])
        if not claimed:
            return ""
        self.on_step("delivery claimed")
        try:
            self._send(claimed[0], told)
        except DeliveryError as error:
            return self._failed(claimed, error)
        except Exception as error:  # noqa: BLE001 -- a channel's own fault must not stop the others
            trace = self._without_secrets(delivery, traceback.format_exc())
            _log.error("channel %s failed\n%s", delivery.label, trace)
            return self._failed(claimed, DeliveryError(f"the channel failed: {error!r}"))
        self.on_step("sent")
        with self.database.write() as tx:
            deliveries.settle_sent(tx, claimed, self.clock())
        self.on_step("delivery recorded")
        return None

    def _send(self, delivery: Delivery, told: Sequence[Alert]) -> None:
        known = self.addresses.get(delivery.channel)
        if known is None:
            what = (
                "the channel is no longer in the configuration; put it back and run "
                "`policywatch alerts redrive`"
            )
            raise DeliveryError(what, permanent=True)
        address, language = known
        ready = outgoing(delivery, told, language)
        message = Message(ready.id, ready.title, ready.body, payload=ready.payload)
        self.open_channel(address).send(message)

    def _without_secrets(self, delivery: Delivery, said: str) -> str:
        """The words of a channel or its server, without the secrets of its address."""
        address, _ = self.addresses.get(delivery.channel, ("", ""))
        return hide_of(said, address)

    def _failed(self, claimed: Sequence[Delivery], error: DeliveryError) -> str:
        now, attempts = self.clock(), claimed[0].attempts
        told = shortened(one_line(self._without_secrets(claimed[0], str(error))), MOST_TOLD)
        again = schedule.next_attempt(
            now, attempts, permanent=error.permanent, retry_after=error.retry_after
        )
        with self.database.write() as tx:
            deliveries.settle_failed(tx, claimed, error=told, next_attempt_at=again)
        self.on_step("delivery recorded")
        fate = "given up; `policywatch alerts redrive` sends it again"
        if again is not None:
            fate = f"tried again in {again - now}"
        return f"{claimed[0].subscriber} through {claimed[0].label}: {told} ({fate})"
