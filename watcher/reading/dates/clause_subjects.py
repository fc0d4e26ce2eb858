"""Whose effect or validity a clause states: the document's, one measure's, or another thing's. Decides nothing else."""

import re
from typing import Literal

from watcher.patterns import deferred

Subject = Literal["document", "measure", "other", "part", "unsaid"]

# The document speaks of itself.
_SELF = deferred(
    r"本(?:次|项|级|轮|批)?(?:[《“]?[^,。《》]{0,12}(?:办法|通知|措施|意见|规定|细则|方案|政策|公告|决定|条例|规则|文件?|标准|规划|计划|通告|规程|指南|制度|预案|章程|函|法(?![人院定])|令|解释|守则|若干|准入条件|优惠|清单|目录|名录|指引|导则|纲要|基准|定额|要点))"
    r"|(?:该|此|上述|以上|前述|此次|本次|各项)(?:[项条]|五|四|三|六|七|八|九|十|若干)?[^,。《》]{0,16}(?:办法|通知|措施|意见|规定|细则|方案|政策|公告|文件|新政|补贴|业务|调整|事项|标准|内容|优惠)"
    r"|(?:上述|以上)(?:调整|内容|事项|条款)|^[该本此]《|[该本此]《[^》]{2,10}》|《(?:若干)?(?:通知|措施|政策|办法|细则|方案|意见|规定|公告|政策措施|若干措施|若干政策|实施细则|实施意见|实施办法|实施方案|行动计划|行动方案|指南|条例|决定)》"
    r"|新政|其[他它余](?:政策|条款|措施|规定|内容|各项)|(?:^|[,:(）)、\n])(?:其[他它]|各项)?(?:政策|文件|措施|政策措施|通知|办法|规定|方案|细则|意见)(?:执行|实施|施行|试行|的)?\Z"
    r"|(?:^|[,:、\n.])(?:政策|文件|政策措施|措施)(?:包括|将|已|自|从)"
)
_NAMED = deferred(
    r"现将[^。]{2,80}公布|决定(?:对|将)[^。]{2,60}(?:修改|修订|调整)|现予(?:公布|发布|印发)|(?:出台|印发|发布|(?<!号)公布|制定|批准发布|通过)[^。]{0,4}《|以下简称|》[^。]{0,40}(?:发布|印发|出台|公布|批准|通过)"
)
_PART = deferred(
    r"第[(（]?[一二三四五六七八九十百0-9]{1,4}[)）]?(?:条|款|项|点|章|批|阶段)(?:[^,。自从本]{0,14})\Z|其中[^,。]{0,30}\Z|除[^,。]{0,40}(?<!外)\Z"
)
_NUMBERING = deferred(
    r"^(?:第[一二三四五六七八九十百零〇0-9]{1,6}条|[(（]?[一二三四五六七八九十0-9]{1,3}[)）、.．]|[0-9]{1,2}(?=本)|是|[一二三四五六七八九十]是)*"
)
_LABELLED = deferred(
    r"(?:实施|生效|施行|执行|试行|有效|政策|适用|开始)[^,。:】]{0,6}(?:时间|日期|期限|期|时限|时效)[】\])]*[:\n]*\Z"
)
# Things that have a term of their own.
_EXCEPTED = deferred(r"^除[^,。]{1,40}外|除[^,。]{1,40}外\Z")  # 除明确期限外执行至…: all the rest
_THING = deferred(
    r"认定|证书?|资质|称号|名单|基地|中心|消费券|券|房票|许可|执照|合同|报告|复核|入库|资格|认证|标识|批复|成果|贷款|额度|优惠券|协议|保函|保单|牌照|报价|试点|建设期|补助|补贴(?!政策|措施)|资助|基金|产品|项目|企业|人才|缴|提取|承诺书|签订|签字"
)
_GRANTING = deferred(
    r"给予|发放|(?:补贴|补助|奖励)(?!政策|措施|办法|标准)|减免|免征|减按|贴息|支持(?!政策)|提升至|提高至|可按|可享受|缴纳|免收|免租|资助|退税|授予|认定为|评为|颁发|列入"
)
_POLICY = deferred(
    r"政策|办法|措施|规定|通知|标准|细则|目录|条例|方案|新政|价格|[电气水热油票运]价|利率|费率|收费|(?:缴存|缴费)(?:基数|比例)|首付(?:款)?比例"
)
_POLICY_END = deferred(f"(?:{_POLICY.pattern})(?:调整)?\\Z")  # 贷款利率 is no loan
# The note under a title: （…会议通过　…令第85号公布　自…起施行）.
_PASSED = deferred(r"(?:会议|号)[^,。《]{0,30}(?:通过|公布|发布|修订|修正)\Z")
_LINKING = deferred(
    r"^(?:将|定|拟|均|也|的|统一|暂定|一律|同步|正式|政策|有关|相关|主要|先行|一并|现|并|且|应|须|只|即|其)*\Z"
)


def whose(left: str) -> Subject:
    """Who takes effect, from the words of the sentence before the statement. "unsaid" where nothing is named.

    The clause that holds the statement decides; an empty one (…, 自…起施行) takes the subject of the clauses before it.
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
    granting = _GRANTING.search(before) and not _SELF.search(before) and not _NAMED.search(before)
    if _PART.search(own):
        return "part"
    if _SELF.search(own):
        return "measure" if granting and not own.startswith("本") else "document"
    if "《" in own:
        return "document" if _NAMED.search(before + own) else "other"
    named = _POLICY_END.search(own) or (_POLICY.search(own) and not _THING.search(own[-6:]))
    if named and not _GRANTING.search(before):
        return "document"
    return "measure"


def _inherited(before: str) -> Subject:
    before = _NUMBERING.sub("", before, count=1)
    if not before.strip(",:(\n"):
        return "unsaid"
    if _SELF.search(before) or _NAMED.search(before):
        return "document"
    if "《" in before:
        return "other"
    policy = _POLICY.search(before) or "文件" in before
    if _GRANTING.search(before) or (_THING.search(before) and not policy):
        return "measure"
    return (
        "document" if policy or re.search(r"施行|实施|执行|试行|生效|解释", before) else "measure"
    )
