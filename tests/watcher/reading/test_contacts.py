"""咨询电话: whom to ask, read from invented notices (contact_samples), and what is no telephone number."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.watcher.reading.segment_of import segment_of
from watcher.reading.facts import contacts

SAMPLES = Path(__file__).parent / "contact_samples"


def cases() -> list[dict[str, Any]]:
    """Every case of the folder."""
    found = []
    for path in sorted(SAMPLES.glob("*.toml")):
        found += tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_a_labelled_notice_is_read_as_labelled(case: dict[str, Any]) -> None:
    """Offices, numbers and addresses, each once and in order."""
    segment = segment_of(
        "澄江市科技局关于开展申报工作的通知", *case["text"].strip("\n").split("\n")
    )
    found = [
        {"office": one.office or "", "phones": list(one.phones), "emails": list(one.emails)}
        for one in contacts.find_contacts(segment)
    ]
    wanted = [{"office": "", "phones": [], "emails": []} | one for one in case["contacts"]]
    assert found == wanted
