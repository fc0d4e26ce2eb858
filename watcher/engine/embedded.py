"""Runs the service in one process: APScheduler calls the sweeps until it is told to stop."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from types import FrameType
from typing import NoReturn

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from store.database.failures import StoreError
from store.database.lock import LockLostError
from watcher.delivery import Sent
from watcher.engine.service import Service
from watcher.pipeline import Report

CHECK_SECONDS, TIME_SECONDS, DELIVER_SECONDS, RELEASE_SECONDS = 5, 60, 5, 300
INDEX_SECONDS, HOUSE_SECONDS = 30, 300
GRACE_SECONDS = 20
POLL_SECONDS = 0.25
LOST_STATUS = 2
DRIFT_SECONDS = 30  # the wall clock was set, or the machine slept
_log = logging.getLogger("policywatch.engine")


class Engine:
    """The sweeps on a schedule.

    The schedule of the sources is a column: these jobs only ask who is due.
    """

    def __init__(
        self, service: Service, on_report: Callable[[Report], None], on_sent: Callable[[Sent], None]
    ) -> None:
        self._service, self._on_report, self._on_sent = service, on_report, on_sent
        self._stopping = False
        self._fault: LockLostError | None = None
        self._told: dict[str, str] = {}
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(6)},
            # a late sweep must still run, one at a time, and once for all the times it missed
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def listen(self) -> None:
        """From now on SIGTERM and SIGINT ask for a clean end.

        Call it before the first word to the user, so that none comes too early.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._asked_to_stop)

    def run(self) -> None:
        """Sweeps until asked to stop; returns when all under way is done, or after a
        time of grace.
        """
        jobs = {
            self._check: CHECK_SECONDS,
            self._keep_time: TIME_SECONDS,
            self._deliver: DELIVER_SECONDS,
            self._release: RELEASE_SECONDS,
            self._index: INDEX_SECONDS,
            self._keep_house: HOUSE_SECONDS,
        }
        for job, seconds in jobs.items():
            self._scheduler.add_job(
                self._attempt,
                "interval",
                args=(job,),
                seconds=seconds,
                next_run_time=datetime.now(UTC),
                id=job.__name__,
            )
        self._scheduler.start()
        self._wait()
        if self._fault is not None:
            self._leave(self._fault)
        self._end()

    def _attempt(self, job: Callable[[], None]) -> None:
        """One round of a job; its fault ends this round, and that of the lock the service."""
        try:
            job()
        except LockLostError as error:
            self._fault = error
        except StoreError as error:
            self._tell(job.__name__, str(error))
        except Exception as error:  # noqa: BLE001 -- the next round may go well
            self._tell(job.__name__, f"{type(error).__name__}: {error}")
        else:
            self._told.pop(job.__name__, None)

    def _tell(self, job: str, fault: str) -> None:
        """Says once what stops a job, until it goes well again or something else stops it."""
        _log.debug("the fault of %s", job, exc_info=True)
        if self._told.get(job) != fault:
            self._told[job] = fault
            _log.error("%s; it is tried again until it goes well", fault)

    def _check(self) -> None:
        self._service.check(self._service.due(), self._on_report)

    def _keep_time(self) -> None:
        self._service.keep_time()

    def _deliver(self) -> None:
        sent = self._service.deliver()
        if sent.sent or sent.failed:
            self._on_sent(sent)

    def _release(self) -> None:
        self._service.courier.release(all_claims=False)

    def _index(self) -> None:
        self._service.index()

    def _keep_house(self) -> None:
        self._service.keep_house()

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        # only a plain assignment is safe here: an Event's lock is held for ever when a second
        # signal interrupts set()
        self._stopping = True

    def _wait(self) -> None:
        """Waits until asked to stop.

        A clock that jumped would leave the jobs asleep or bunched: they start over.
        """
        offset = time.time() - time.monotonic()
        while not self._stopping and self._fault is None:
            time.sleep(POLL_SECONDS)
            self._look_at_lock()
            drift = time.time() - time.monotonic() - offset
            if abs(drift) > DRIFT_SECONDS:
                _log.warning("the clock jumped by %.0f s; the sweeps start over", drift)
                offset += drift
                for job in self._scheduler.get_jobs():
                    job.modify(next_run_time=datetime.now(UTC))

    def _look_at_lock(self) -> None:
        try:
            self._service.guard.check()
        except LockLostError as error:
            self._fault = error

    def _leave(self, fault: LockLostError) -> NoReturn:
        """Ends the process between two instructions: what is under way must not go on beside
        another service.
        """
        _log.critical("%s", fault)
        logging.shutdown()
        os._exit(LOST_STATUS)

    def _end(self) -> None:
        done = threading.Thread(target=self._scheduler.shutdown, kwargs={"wait": True}, daemon=True)
        done.start()
        done.join(GRACE_SECONDS)
        if done.is_alive():
            # all under way is in the store or not yet in it: the next start goes on from there
            _log.warning(
                "still waiting for an answer after %s s; leaving, nothing is lost", GRACE_SECONDS
            )
            logging.shutdown()
            os._exit(0)
