"""Tells the effect of the document itself from that of one measure, or of another thing.

Decides nothing else.
"""

from typing import Literal

from watcher.patterns import deferred, worded

Subject = Literal["document", "measure", "other", "part", "unsaid"]

# The document speaks of itself.
_SELF = worded("clause_subjects", "{self}")
_NAMED = worded("clause_subjects", "{named}")
_PART = worded("clause_subjects", "{part}")
_NUMBERING = worded("clause_subjects", "{numbering}")
_LABELLED = worded("clause_subjects", "{labelled}")
# Things that have a term of their own.
_EXCEPTED = worded("clause_subjects", "{excepted}")
_THING = worded("clause_subjects", "{thing}")
_GRANTING = worded("clause_subjects", "{granting}")
_POLICY = deferred(
    r"政策|办法|措施|规定|通知|标准|细则|目录|条例|方案|新政|价格|[电气水热油票运]价|利率|费率|收费|(?:缴存|缴费)(?:基数|比例)|首付(?:款)?比例"
)
_POLICY_END = deferred(f"(?:{_POLICY.pattern})(?:调整)?\\Z")  # 贷款利率 is no loan
# The note under a title: （…会议通过　…令第85号公布　自…起施行）.
_PASSED = worded("clause_subjects", "{passed}")
_IN_FORCE = deferred("施行|实施|执行|试行|生效|解释")
_LINKING = worded("clause_subjects", "{linking}")


def subject_of(left: str) -> Subject:
    """The one that takes effect, by the words of the sentence before the statement.

    "unsaid" where nothing is named. The clause that holds the statement decides; an empty one
    (…, 自…起施行) takes the subject of the clauses before it.
    """
    left = left[-160:]
    if _LABELLED.search(left[-24:]):
        return "document"
    cut = max(left.rfind(mark) for mark in ",:(\n") + 1
    own, before = left[cut:].strip("【[】] "), left[:cut]
    own = _EXCEPTED.sub("", _NUMBERING.sub("", own, count=1))
    if not own or _LINKING.match(own):
        return _inherited(before)
    if _PASSED.search(own):
        return "other" if before.endswith("》(") else "document"
    return _named(own, before)


def _named(own: str, before: str) -> Subject:
    """The subject that the clause itself names. A benefit told before it makes 该政策 that benefit."""
    if _PART.search(own):
        return "part"
    if _SELF.search(own):
        return "measure" if not own.startswith("本") and _grants(before) else "document"
    if "《" in own:
        return "document" if _NAMED.search(before + own) else "other"
    if _names_policy(own) and not _GRANTING.search(before):
        return "document"
    return "measure"


def _grants(before: str) -> bool:
    """The clauses before speak of a benefit, and of no document."""
    if _SELF.search(before) or _NAMED.search(before):
        return False
    return _GRANTING.search(before) is not None


def _names_policy(own: str) -> bool:
    """贷款利率 is no loan: what ends like a policy is one, whatever it is the policy of."""
    if _POLICY_END.search(own):
        return True
    return bool(_POLICY.search(own)) and not _THING.search(own[-6:])


def _inherited(before: str) -> Subject:
    """The subject of the clauses before, which an empty clause takes."""
    before = _NUMBERING.sub("", before, count=1)
    if not before.strip(",:(\n"):
        return "unsaid"
    return _spoken_of(before)


def _spoken_of(before: str) -> Subject:
    """The document, another one or a measure, whichever the words speak of."""
    if _SELF.search(before) or _NAMED.search(before):
        return "document"
    if "《" in before:
        return "other"
    policy = _POLICY.search(before) or "文件" in before
    if _GRANTING.search(before) or (_THING.search(before) and not policy):
        return "measure"
    return "document" if policy or _IN_FORCE.search(before) else "measure"
