"""The titles and numbers a document is known by before it is asked for; how texts are compared.

Pure values.
"""

import re
import unicodedata
from dataclasses import dataclass

_NO_LETTER = re.compile(r"[\W_]+")
_SHORTEST = 6  # letters: 查看详情 and 通知公告 stand on every page


@dataclass(frozen=True, slots=True)
class Expected:
    """The titles and numbers (发文字号) that the document at one address is known by.

    `remembered` says that it was read there before; otherwise only a list named it.
    """

    titles: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    remembered: bool = False

    def with_title(self, title: str) -> "Expected":
        """The same, named by one more title."""
        if not title or title in self.titles:
            return self
        return Expected((*self.titles, title), self.numbers, self.remembered)

    @property
    def telling_titles(self) -> tuple[str, ...]:
        """The titles, squeezed, without those too short to tell one document from another."""
        squeezed = [squeeze(title.rstrip(" .…")) for title in self.titles]
        return tuple(title for title in squeezed if len(title) >= _SHORTEST)

    @property
    def telling_numbers(self) -> tuple[str, ...]:
        """The numbers, squeezed."""
        return tuple(number for number in map(squeeze, self.numbers) if number)


NOTHING_KNOWN = Expected()


def squeeze(text: str) -> str:
    """Letters and digits only, in one width and lower case: all that two spellings share."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", text)).lower()
