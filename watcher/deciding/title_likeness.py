"""The names of a policy among those who do not print its whole title: titles in, lookup keys out.

Two titles mean one policy here only where the same is left of both when the words of the errand
are taken off: 关于延长 绿色工厂申报时间的通知 and 关于组织开展绿色工厂申报工作的通知 both leave 绿色工厂. Who asks must also see that
issuer, place and year agree and that no second policy answers.
"""

import re
import unicodedata
from dataclasses import dataclass

from watcher.deciding.identity import SHORTEST_TITLE, title_key

SHORTEST_MATTER = 4  # 绿色工厂; what is shorter names anything
_NOISE = re.compile(r"[\W_]+")
# 关于印发《甲市人才办法》的通知: the notice and the measure it issues are one document
_ISSUING = re.compile(
    r"(?:印发|公布|发布|颁布|下发)《(?P<inner>[^《》]*(?:《[^《》]*》[^《》]*)*)》的?(?:通知|公告|通告|决定|令)?\Z"
)
# 《甲市人才办法（征求意见稿）》
_DRAFT = re.compile(
    r"[(\[【〔](?:(?:公开|社会)?征求(?:社会)?意见稿|草案|草案稿|送审稿|讨论稿)[)\]】〕]|征求意见稿|[(（][^()（）]{0,6}草案[)）]"
)
_YEAR = re.compile(r"20[0-9]{2}年(?:度)?")
_HEAD = re.compile(
    r"(?:关于|组织|开展|做好|启动|进一步|再次|继续|适当|受理|公开|公布|开放|延长|延期|延后|延续|顺延|推迟|提前|调整|变更|征求|征集|申报|申请)+"
)
_TAIL = re.compile(
    r"(?:的?(?:补充)?(?:通知|公告|通告|函|公示|启事)"
    r"|的?(?:有关|相关)?(?:工作|事项|事宜)|(?:的|公开|向社会公开)?征求(?:社会)?意见|意见|建议"
    r"|延长|延期|延后|顺延|推迟|提前|调整|变更"
    r"|截止|截至|时间|日期|期限|时限|申报|申请|报名|报送|提交|材料|受理|征集|反馈|的)\Z"
)
# 关于延长绿色工厂申报时间的通知, 关于绿色工厂申报延期的公告; a term of validity is another matter
_MOVING = re.compile(
    r"(?:延长|延后|顺延|推迟|提前|调整|变更)[^。]{0,60}(?:时间|期限|时限|日期|截止)"
    r"|(?:延期|顺延|延长|推迟)(?:的?补充)?的?(?:通知|公告|通告)?\Z"
)
_TERM = re.compile(r"有效期|实施期|执行期|施行期|试行期")


@dataclass(frozen=True, slots=True)
class Matter:
    """The matter of a title, without its errand, and the year it names."""

    text: str
    year: str | None

    @property
    def key(self) -> str | None:
        """Its lookup key, None where too little is left to mean one policy."""
        return f"matter:{self.text}" if len(self.text) >= SHORTEST_MATTER else None


def inner_key(title: str) -> str | None:
    """The key of the measure that a notice issues, by which others name it; None for others."""
    found = _ISSUING.search(unicodedata.normalize("NFKC", title).strip())
    text = title_key(found["inner"]) if found else ""
    return f"inner:policy:{text}" if len(text) >= SHORTEST_TITLE else None


def named_keys(title: str) -> tuple[str, ...]:
    """The keys of a named title: of a document of that title, or of the notice that issued it."""
    text = title_key(title)
    return (f"title:policy:{text}", f"inner:policy:{text}") if len(text) >= SHORTEST_TITLE else ()


def undrafted(title: str) -> str:
    """The title that a draft will have when it is final."""
    return _DRAFT.sub("", unicodedata.normalize("NFKC", title)).strip()


def matter(title: str) -> Matter:
    """The matter of a call, a consultation, or a notice that moves the date of one."""
    text = undrafted(title)
    at = text.find("关于")
    text = text[at:] if at > 0 else text
    year = _YEAR.search(text)
    text = _NOISE.sub("", _YEAR.sub("", text, count=1))
    text = _HEAD.sub("", text, count=1) if _HEAD.match(text) else text
    while cut := _TAIL.search(text):
        text = text[: cut.start()]
    return Matter(text, year[0][:4] if year else None)


def moves_a_date(title: str) -> bool:
    """True where a title announces that another document's date moves: 关于延长绿色工厂申报时间的通知."""
    return bool(_MOVING.search(title)) and not _TERM.search(title)
