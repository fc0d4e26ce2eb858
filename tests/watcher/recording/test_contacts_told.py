"""Whom to ask stands in the alerts of an application window; another telephone number is told to who asks for it."""

from config.settings import SubscriberSettings
from config.subscribers import DEFAULT_EVENTS
from tests.watcher.recording.conftest import Shelf
from tests.watcher.recording.texts import CALL, started

ASKED = "联系电话：云湖市工业和信息化局节能科，0779-2825001。"


def call(contact: str = ASKED) -> str:
    """The call for green factories, with whom to ask."""
    return CALL.replace("提交申报材料。", f"提交申报材料。\n\n{contact}")


def bodies(shelf: Shelf) -> list[tuple[str, str]]:
    """Kind and body of every alert, oldest first."""
    return [(one.kind, one.body) for one in shelf.alerts()]


def test_a_call_and_its_reminder_say_whom_to_ask(shelf: Shelf) -> None:
    """Beside the dates, with the office's name."""
    started(shelf)
    shelf.put("call.txt", call())
    shelf.check()
    shelf.check(days=36)
    told = bodies(shelf)
    assert [kind for kind, _ in told] == ["published", "reminder"]
    for _, body in told:
        assert "咨询电话：云湖市工业和信息化局节能科 0779-2825001" in body


def test_another_number_is_told_to_who_asks_for_metadata(shelf: Shelf) -> None:
    """The change is no amendment: nobody else hears of it."""
    shelf.listen(
        SubscriberSettings("one", ("log://",), events=DEFAULT_EVENTS),
        SubscriberSettings("two", ("log://",), events=("metadata",), language="en"),
    )
    started(shelf)
    shelf.put("call.txt", call())
    shelf.check()
    shelf.put("call.txt", call(ASKED.replace("2825001", "2825009")))
    shelf.check()
    (told,) = [body for kind, body in bodies(shelf) if kind == "metadata"]
    office = "云湖市工业和信息化局节能科"
    assert f"Contact {office} 0779-2825001 → {office} 0779-2825009" in told
    assert [kind for kind, _ in shelf.log()] == ["published", "published", "metadata"]
