"""Lists every alert with its deliveries, newest first: who was told what, and if it arrived."""

from dataclasses import dataclass

from store import alerts
from store.database.opening import Transaction
from store.records import Alert, DeliveryState
from watcher.asking.paging import AnswerPage, page_of


@dataclass(frozen=True, slots=True)
class AlertQuestion:
    """The alerts that are wanted: with a delivery in `state`, of one subscriber.

    `before_id` is a page's cursor.
    """

    state: DeliveryState | None = None
    subscriber: str | None = None
    before_id: str | None = None


def alert_page(
    tx: Transaction, question: AlertQuestion, limit: int | None = None
) -> AnswerPage[Alert, str]:
    """A page of the alerts; `limit` None gives all of them."""
    found = alerts.list_alerts(
        tx,
        state=question.state,
        subscriber=question.subscriber,
        limit=limit,
        before=question.before_id,
    )
    return page_of(found, limit, lambda alert: alert.id)
