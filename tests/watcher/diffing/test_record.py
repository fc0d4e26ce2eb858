"""A clause change travels as JSON: the contract's object."""

from watcher.diffing import compare
from watcher.diffing.compare_record import clause_record

OLD = [
    "第一条 最高200万元。",
    "第二条 企业可以申请设备补助，按投资额发放。",
    "第三条 企业可以申请贷款贴息，比例不超过三成。",
    "第四条 总帐。",
    "第五条 完。",
]
NEW = [
    "第一条 最高300万元。",
    "第二条 企业可以申请设备补助，按投资额发放。企业可以申请贷款贴息，比例不超过三成。",
    "第三条 总账。",
    "第四条 完。",
    "第五条 新。",
]
KEYS = {"kind", "old", "new", "old_text", "new_text", "facts"}


def test_the_contract_has_five_kinds_and_all_keys() -> None:
    """A merged clause is amended, what went into it removed; labels stand on the side they belong to."""
    objects = [clause_record(change) for change in compare(OLD, NEW)]
    assert [(o["kind"], o["old"], o["new"]) for o in objects] == [
        ("amended", "第一条", "第一条"),
        ("amended", "第二条", "第二条"),
        ("removed", "第三条", None),
        ("amended", "第四条", "第三条"),
        ("renumbered", "第五条", "第四条"),
        ("added", None, "第五条"),
    ]
    assert all(o.keys() >= KEYS for o in objects)
    assert objects[0]["facts"] == [{"what": "amount", "old": "最高200万元", "new": "最高300万元"}]
    assert (objects[2]["of"], objects[3]["typographic"]) == ("第二条", True)
