"""The labels that a subscription asks for: by their names, or by a class of GB/T 4754. Pure."""

from config import catalogue
from config.settings import SubscriberSettings

SECTIONS = "ABCDEFGHIJKLMNOPQRST"  # 门类: the letters that stand before the classes of the standard


def labels_asked_by(subscription: SubscriberSettings) -> tuple[str, ...]:
    """The labels a subscription asks for, each once, in the order in which it names them."""
    labels: dict[str, None] = {}
    for asked in subscription.industries:
        labels |= dict.fromkeys(labels_of(asked))
    return tuple(labels)


def labels_of(asked: str) -> tuple[str, ...]:
    """A label as it is; a GB/T 4754 code as the labels whose classes contain it or lie in it."""
    rows = catalogue.industries()
    if any(row.label == asked for row in rows):
        return (asked,)
    classes = _numeric_classes(asked)
    return tuple(row.label for row in rows if _share_a_class(row.gb_codes, classes))


def _share_a_class(codes: tuple[str, ...], classes: tuple[str, ...]) -> bool:
    for code in codes:
        for asked in classes:
            if code.startswith(asked) or asked.startswith(code):
                return True
    return False


def _numeric_classes(code: str) -> tuple[str, ...]:
    """A numeric class as it is; a section as the divisions in it.

    Their numbers do not show which section they are of.
    """
    digits = code.lstrip(SECTIONS)
    if digits:
        return (digits,)
    return tuple(row.code for row in catalogue.gbt_classes() if row.parent == code)
