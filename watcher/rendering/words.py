"""The words that alerts are made of, Chinese and English; tables only."""

from typing import Literal

Language = Literal["zh", "en"]

KIND = {
    "zh": {
        "published": "新政策",
        "amended": "内容修订",
        "attachment_changed": "附件更新",
        "deadline_set": "公布时间",
        "deadline_moved": "截止日期变动",
        "repealed": "废止",
        "expired": "有效期届满",
        "withdrawn": "原文撤下",
        "restored": "原文恢复",
        "metadata": "登记信息变动",
        "technical": "技术性变动",
        "reminder": "到期提醒",
        "source_silent": "来源失联",
        "source_back": "来源恢复",
    },
    "en": {
        "published": "New policy",
        "amended": "Amended",
        "attachment_changed": "Attachment changed",
        "deadline_set": "Dates announced",
        "deadline_moved": "Deadline moved",
        "repealed": "Repealed",
        "expired": "Expired",
        "withdrawn": "Withdrawn",
        "restored": "Restored",
        "metadata": "Catalogue data changed",
        "technical": "Technical change",
        "reminder": "Reminder",
        "source_silent": "Source silent",
        "source_back": "Source back",
    },
}

# what a document of that kind is called when it is new
NEW = {
    "zh": {
        "policy_text": "新政策",
        "policy_news": "政策消息",
        "interpretation": "政策解读",
        "case": "案例",
        "news": "消息",
    },
    "en": {
        "policy_text": "New policy",
        "policy_news": "Policy news",
        "interpretation": "Interpretation",
        "case": "Case",
        "news": "News",
    },
}

DEADLINE = {
    "zh": {"application": "申报", "consultation": "征求意见", "filing": "报送", "expiry": "有效期"},
    "en": {
        "application": "Applications",
        "consultation": "Comments",
        "filing": "Filings",
        "expiry": "Validity",
    },
}

UNDATED = {
    "zh": {"rolling": "常年受理", "recurring": "定期受理", "unannounced": "时间另行通知"},
    "en": {
        "rolling": "open all year",
        "recurring": "recurring",
        "unannounced": "dates to be announced",
    },
}

ACTOR = {"zh": {"authority": "（主管部门报送）"}, "en": {"authority": " (by the local bureau)"}}

BASIS = {
    "zh": {"computed": "推算", "inferred": "推断"},
    "en": {"computed": "computed", "inferred": "inferred"},
}

# why a source cannot be read, by the outcome of its last check; the finding itself is in the operator's language
TROUBLE = {
    "zh": {
        "failed": "连接不上，或对方出错",
        "refused": "对方拒绝自动读取",
        "suspect": "返回的内容与往常不符，像错误页或空列表",
        "gone": "原地址已不存在",
    },
    "en": {
        "failed": "it does not answer, or answers with a fault",
        "refused": "it refuses to be read by a program",
        "suspect": "what it answers is not what it used to be: an error page, or an empty list",
        "gone": "its address is not there any more",
    },
}

REMINDER = {
    "zh": {"window": "{left}{what}截止", "expiry": "{left}有效期届满"},
    "en": {"window": "{what} close {left}", "expiry": "Expires {left}"},
}

LABEL = {
    "zh": {
        "number": "文号",
        "issuers": "发文机关",
        "region": "适用地区",
        "source": "原文",
        "evidence": "依据",
        "reason": "为何通知您",
        "changes": "变动内容",
        "wording": "条款对照",
        "cause": "依据文件",
        "audience": "面向",
        "amounts": "支持",
        "closes": "截止",
        "validity": "有效期至",
    },
    "en": {
        "number": "Number",
        "issuers": "Issued by",
        "region": "Applies in",
        "source": "Source",
        "evidence": "Evidence",
        "reason": "Why you got this",
        "changes": "What changed",
        "wording": "Wording",
        "cause": "By",
        "audience": "For",
        "amounts": "Offers",
        "closes": " close",
        "validity": "Valid until",
    },
}


def days_left(days: int, language: Language) -> str:
    """How far off a day is, as people say it."""
    if language == "en":
        return {0: "today", 1: "tomorrow"}.get(
            days, f"in {days} days" if days > 0 else f"{-days} days ago"
        )
    return {0: "今天", 1: "明天"}.get(days, f"还有{days}天" if days > 0 else f"已过{-days}天")
