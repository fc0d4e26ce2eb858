"""What the kinds of facts are called on cards and in lists, per language; tables only."""

from typing import Final

from watcher.reading.facts.table import FactKind
from watcher.rendering.words import Language

LABELS: Final[dict[Language, dict[str, str]]] = {
    "zh": {
        "number": "发文字号",
        "issuer": "发文机关",
        "issued": "成文日期",
        "published": "发布日期",
        "effective": "施行日期",
        "valid_until": "有效期至",
        "valid_years": "有效年限",
        "within": "期限",
        "repeals": "废止",
        "cites": "引用",
        "region": "适用地区",
        "industry": "行业",
        "amount": "金额",
        "mark": "状态",
        "conflict": "不一致",
        "not_understood": "未读懂",
    },
    "en": {
        "number": "number",
        "issuer": "issuer",
        "issued": "issued",
        "published": "published",
        "effective": "effective",
        "valid_until": "valid until",
        "valid_years": "valid years",
        "within": "within",
        "repeals": "repeals",
        "cites": "cites",
        "region": "region",
        "industry": "industry",
        "amount": "amount",
        "mark": "mark",
        "conflict": "conflict",
        "not_understood": "not understood",
    },
}


def label_of(kind: FactKind, language: Language) -> str:
    """The name of a kind; "" for one whose entries name themselves (windows, relations)."""
    return LABELS[language][kind.label] if kind.label else ""
