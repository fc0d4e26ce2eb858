"""The place and the trade that a list is asked for: the filter that every list shares."""

from dataclasses import dataclass

from config import catalogue
from store.lists.walks import Filter
from watcher.telling.asked_industries import labels_of


class UnknownIndustryError(LookupError):
    """No industry is called so; `known` are the labels there are."""

    def __init__(self, asked: str, known: tuple[str, ...]) -> None:
        super().__init__(f"no label or GB/T 4754 code “{asked}”; labels are {'、'.join(known)}")
        self.asked, self.known = asked, known


@dataclass(frozen=True, slots=True)
class Scope:
    """A place by its code, and labels of industries; without either, everything."""

    region: str | None = None
    industries: tuple[str, ...] = ()

    @classmethod
    def of(cls, region: str | None, industry: str | None) -> "Scope":
        """A scope of a place's code and a label or GB/T 4754 code. Raises UnknownIndustryError."""
        labels = labels_of(industry) if industry else ()
        if industry and not labels:
            known = tuple(row.label for row in catalogue.industries())
            raise UnknownIndustryError(industry, known)
        return cls(region, labels)

    def filter(self) -> Filter:
        """The same for the store: that place, what lies in it, and what governs it."""
        code = self.region
        if code is None:
            return Filter(industries=self.industries)
        nation = code == catalogue.NATION
        return Filter(
            regions=(code, *catalogue.ancestors(code)),
            below=None if nation else code.removesuffix("00").removesuffix("00"),
            industries=self.industries,
        )
