"""Tells by its looks alone what a single paragraph is: a heading, a 文号 line, an addressee, a
byline, a source line. No context.

Each rule is one pattern with an invented sample beside it; patterns run on folded text
(`segment.fold`).
"""

from watcher.patterns import deferred
from watcher.reading.paragraphs import line_breaks
from watcher.reading.paragraphs.joined_lines import STARTS, TERMINAL, Block, ends_sentence
from watcher.reading.segment import fold

# The kinds of official paper a title may end in (文种), GB/T 9704 and common practice.
PAPERS = (
    "通知|公告|通告|公示|公报|通报|意见|决定|决议|命令|令|议案|批复|函|复函|纪要|办法|规定|条例|细则|规则|准则|章程|方案|措施|规划|计划|纲要"
    "|指南|指引|要点|目录|清单|标准|规范|政策|工作法|制度|机制|意见稿|法|解释|答复|报告|倡议书|倡议|承诺书|合同|预案|导则"
)
# "（试行）", "（2026—2028年）", "（征求意见稿）" after the 文种 belong to the title.
TAIL = r"(?:\s*[(〔\[][^()〔〕\[\]]{1,30}[)〕\]])*"
# "关于印发《澄江市低空经济促进办法》的通知" · "澄江市低空经济促进办法（试行）"
OFFICIAL = deferred(rf"(?:{PAPERS})》?{TAIL}\s*$")
ABOUT = deferred(r"关于|印发|转发|批转|公布|下达|批准|废止|修改|发布")
# "…关于印发《…》的通知": the paper itself, not a report that it was issued
NOTICE = deferred(
    rf"关于(?:印发|发布|公布|转发|下达|做好|开展|组织|明确|设立|延长|启动|推出)|(?:通知|公告|通告|通报|决定|批复|函|令){TAIL}$"
)
# "澄工信规〔2026〕3号" · "(澄府办〔2026〕12号)" · "财政部 税务总局公告2026年第3号" · "2026年第3号" · "第12号"
NUMBER = deferred(
    r"[(\[]?\s*[^\s,，。;:、()《》]{0,30}?(?:\s[^\s,，。;:、()《》]{1,20}){0,6}\s*[〔\[【(〈《〖]?\s*(?:19|20)\d{2}\s*[〕\]】)〉》〗]?\s*(?:年\s*)?第?\s*\d{1,5}\s*号?\s*[)\]]?"
    r"|[(]?\s*[^\s,，。;:、()《》]{0,20}(?:令|公告)?\s*第\s*[0-9一二三四五六七八九十百〇零]{1,6}\s*号\s*[)]?"
)
# "各县（区）人民政府，市直各有关单位："
ADDRESSEE = deferred(r"[^。;!?]{2,400}:$")
ADDRESSED = deferred(
    r"^(?:各|有关|相关|全[市省区县国]|市|区|省|县|国务院各|自治区|中央|在[京沪]|[^,、:]{2,20}(?:人民政府|委员会|厅|局|委|公司|单位|企业|机构|银行|部门))"
)
# A registration of normative papers: "HHCR-2026-01005", "CJZC—2026—9"
REGISTER = deferred(r"[A-Z]{2,10}\s?-{1,2}\s?(?:19|20)\d{2}\s?-{1,2}\s?\d{1,6}")
DATE = deferred(
    r"[(]?\s*(?:19|20)\d{2}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?\s*[)]?|[(]?[二一][〇○零九][〇○零一二三四五六七八九]{2}年[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}日)?[)]?"
)
# "来源：澄江日报 2026-03-04" · "(来源：…)" · a name and a date alone at the end of an article: "澄江新闻网 李某
# 2026-03-04"
SOURCE = deferred(
    r"[(]?(?:(?:图片|视频|照片)?来源|稿源|信息来源|文章来源|转自|摘自|供稿|作者|责编|责任编辑|编辑)\s*[:/].{0,60}|(?:https?://|www\.)\S{4,60}\s?(?:19|20)\d{2}年.{0,40}|[^,，。:;]{2,30}\s(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
    r"|.{2,30}(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s?\d{1,2}:\d{2}(?::\d{2})?.{0,12}"
)
# "澄江市工业和信息化局" alone under a headline · "本报记者 李某" · "文/李某"
BYLINE = deferred(
    r"(?:[^\s,，。:;、]{2,20}(?:部|委|局|厅|办|会|院|府|中心|司|处|科|署|社|行|所)(?:[^\s,，。:;、]{0,10}(?:局|司|处|室|办|院))?)|(?:本报|本刊|特约|通讯|新华社)?(?:记者|通讯员)\s*.{2,20}|[文图]\s*/.{2,12}"
)
# An article's first words: "本报讯（记者 李某）", "新华社北京3月4日电", "澄江网消息（记者 李某）："
DATELINE = deferred(
    r"[(]上接|本报(?:讯|[^\s,。]{0,6}\d{1,2}月\d{1,2}日[讯电])|(?:据)?新华社[^\s,。]{0,8}\d{1,2}月\d{1,2}日电|(?:本报|中新网|人民网|央广网)[^\s,。]{0,10}(?:讯|电)|本报记者|据?[^\s,。:、]{2,10}(?:网|电视台|电台|通讯社)消息\s*[(:]"
)
# A report's first words
LEAD = deferred(
    r"近日|日前|近期|最近|前不久|本报|据悉|据了解|据[^,。]{2,14}(?:消息|报道|通报|介绍)|新华社|记者.{0,40}(?:获悉|了解到|从)"
    r"|[^,。]{2,24}(?:近日|日前)|[^,。]{2,24}(?:于|在)?\d{1,2}月\d{1,2}日(?:[上下]午)?(?:举行|召开|发布|印发|公布)"
)
DATED = deferred(r"(?:(?:19|20)\d{2}年)?\d{1,2}月\d{1,2}日[,上下]?|\d{1,2}日,")
ISSUING = deferred(
    r"印发|发布|出台|公布|下发|制定|联合发文|推出|施行|实施《|召开|举行|审议通过|获悉|部署|启动|下达|公开征求|通过《|联合|调研|出席|会见|座谈"
)
# What only the notice itself says: "现印发给你们，请认真贯彻执行", "现将有关事项通知如下"
ISSUES = deferred(
    r"现(?:予|将[^。]{2,120})?(?:印|转|下)?发(?:给)?(?:你们|你单位)|现予(?:以)?(?:印发|公布)|请(?:认真)?(?:抓好)?(?:贯彻|遵照)(?:落实)?执行"
    r"|现(?:将|就)[^。]{0,60}(?:通知|公告|通告|通报|批复|函复)如下"
)
# The parts of a guide's entry: "【政策依据】…" / "【适用对象】…", "申报条件：…"
GUIDE = deferred(
    r"【?(政策依据|适用(?:对象|范围|条件)|享受(?:主体|条件|内容|方式)|优惠(?:内容|政策)|申报(?:条件|材料|对象|时间|流程|方式)|支持(?:对象|内容|标准|方式)|扶持(?:对象|内容|标准)|奖励(?:对象|内容|标准|政策)|补[贴助](?:对象|标准)|办理(?:条件|材料|流程|方式|地点|时限)|受理(?:条件|部门|单位)|所需材料|责任单位|咨询(?:电话|方式)|联系(?:电话|方式))(?:】|:)"
)
# "澄江市惠企政策汇编": what holds entries of a guide, and is none
COLLECTION = deferred(r"汇编|手册|政策(?:包|清单|大全|一览|锦囊|集锦)|明白[卡纸]|指南集|大礼包")
URL = deferred(r"https?:|www\.|(?:网址|邮箱|电话|传真|地址|邮编)\s*:")
PAGE = deferred(r"第?\s*\d{1,4}\s*[版页]|-\s*\d{1,4}\s*-|\d{1,4}")
CAPTION = deferred(
    r"(?:图片|视频|照片)来源|(?:相关|延伸|推荐)(?:链接|阅读|文章|报道|解读|文件)\s*[:：]|[上下]一[篇条]\s*[:：]|扫码|扫一扫|长按识别|二维码|图为|.{1,10}[/ ]摄|点击(?:下载|查看|阅读)|返回顶部|【?打印】?|【?关闭"
)
# What a mail, a newsletter or an account's article ends or begins with: "END", "如不想再收到此邮件，请点击退订",
# "点击蓝字关注我们"
FOOTER = deferred(
    r"(?:-*\s?END\s?-*|—*\s?完\s?—*)$|.{0,30}(?:点击|回复).{0,6}退订|(?:长按|扫码|扫描).{0,12}关注|点击.{0,8}关注|(?:免责|版权|特别)?声明:|发件人:|收件人:|主题:|(?:分享|点赞|在看)[、 ]|阅读原文$|微信扫一扫$|关注该公众号$|(?:继续|向上)滑动看下一个|往期(?:推荐|回顾|精选)$|点个.{0,4}在看|(?:素材)?来源\s?[|丨]|(?:素材来源|综合|整理):|(?:编辑|审核|校对|监制|排版)\s?[|丨]"
)
CRUMB = deferred(r"(?:您?(?:当前|现在)(?:所在)?(?:的)?位置|.{0,10}首页\s*[>»/])")
# "简报·第12期", "2026年第3期", "date 2026-03-04 要闻"
MASTHEAD = deferred(
    r".{0,20}第\s*[0-9一二三四五六七八九十百]{1,4}\s*期.{0,20}|date\s.*|.{0,12}总第.{1,10}期.*|(?:责任|美术|图片|值班|本版|执行)?(?:编辑|编审|校对|审核|主任|总编|编委|设计|终审)\s?[:：].*|版式(?:设计)?\s?[:：].*|责任编辑.*|编者按.*|(?:主办|承办|编印|编辑|主编|出品|编发|报送)(?:单位|部门)?\s?:.*"
)
# "【事项名称】", "一、", "第一条": what stands at the head of a document's own parts
PART = deferred(
    r"【|(?:[一二三四五六七八九十]{1,3}、)|第[一二三四五六七八九十]{1,3}[条章]|[(][一二三四五六七八九十]{1,3}[)]"
)
# Parts that an article or an interpretation names, never a title: "出台背景", "主要内容"
SUBHEAD = deferred(
    r"(?:(?:政策|文件|《[^》]{1,30}》的?)?(?:出台|制定|起草|编制|修订)?(?:的)?(?:背景|目的|意义|依据|必要性|过程|情况|说明)(?:和|及|与)?(?:背景|目的|意义|依据|必要性|过程)?"
    r"|(?:《[^》]{1,30}》的?)?(?:主要|重点|核心|具体)?(?:内容|特点|亮点|举措|措施|任务|目标|变化|原则)|(?:总体|基本)(?:要求|目标|思路|原则|情况)|(?:下一步|保障)(?:工作|措施|打算)"
    r"|(?:执行|实施|施行|有效)(?:时间|期限)|适用(?:范围|对象)|(?:政策)?(?:咨询|联系)(?:方式|电话)|(?:名词|关键词)解释|组织(?:实施|保障)|附件)"
)
# "（2026年3月4日云岭省第十三届人民代表大会常务委员会第八次会议通过 根据…修正）"
MADE = deferred(
    r"[(](?=.{0,40}\d年)[^。:;《》]{6,400}(?:公布|发布|颁布|通过|批准|修订|修正|修改|施行|公告)[^。:;]{0,20}[)]"
)
# The red head above a paper's number: "澄江市人民政府办公室文件"
RED_HEAD = deferred(r"[^,。:;《》]{2,40}(?:文件|公报)")
# What stands above a red head: a copy's number, secrecy, urgency, who signed: "000012", "机密★1年",
# "特急", "签发人：李某"
SECRECY = deferred(
    r"[0-9]{6}|(?:公开|内部|秘密|机密|绝密)(?:★.{0,8})?|特急|加急|平急|特提|签发人:.{2,20}|(?:公开|特急|加急)(?:\s(?:特急|加急))?"
)
LABEL = deferred(
    r"\s*[(\[【〔](?:政策解读|解读|原文节选|节选|摘要|摘编|全文|附全文|图解|一图读懂|附解读|政策原文|政策速递|转载|视频|图文|(?:全文)?已?(?:失效|废止)|已(?:被|经)?(?:修改|修订)|现行有效)[)\]】〕]\s*"
)
# Somebody speaks: "主持人：各位记者朋友…", "澄江日报记者：请问…？", "问：…？"; "省财政厅负责人：加快…" may be a headline
DIALOGUE = deferred(
    r"(?:[^:,。]{0,24}(?:记者|主持人)|[问答])\s?[某]{0,2}:|[QA问答]\s?[0-9]{1,2}\s?[:.、]|[QA]\s?:"
)
_RUBRIC = deferred(r"【[^】]{2,16}】[^：:]{6,}$")
NEWS_LABEL = deferred(r"典型案例|案例|经验|做法|实践")


def is_headline(block: Block) -> bool:
    """Tell whether a paragraph can be a heading: one short phrase, not a list item, an addressee, a
    date or a footer.
    """
    text = fold(block.text)
    if not 4 <= len(text) <= 120 or text[-1] in "。;,、:" or "。" in text:
        return False
    if (STARTS.match(block.text) and not _has_rubric(block)) or (
        ends_sentence(block.text) and text[-1] not in "?!"
    ):
        return False
    return not (
        is_number_line(block)
        or DATE.fullmatch(text)
        or URL.search(text)
        or PAGE.fullmatch(text)
        or CAPTION.match(text)
        or CRUMB.match(text)
        or (MASTHEAD.fullmatch(text) and not OFFICIAL.search(text))  # …会议纪要(第12期) is a paper
        or FOOTER.match(text)
        or SOURCE.fullmatch(text)
        or DIALOGUE.match(text)
        or line_breaks.label_field(text) is not None
        or is_made_note(block)
    )


def is_made_note(block: Block) -> bool:
    """True for the note in brackets below a law's title: "（2026年3月4日云岭省人民政府令第12号公布）"."""
    return block.text[:1] in "(（" and MADE.fullmatch(fold(block.text)) is not None


def _has_rubric(block: Block) -> bool:
    """A heading that names its column first: "## 【走基层】老护士的志愿服务队"."""
    return block.paragraph.level > 0 and _RUBRIC.match(block.text) is not None


def is_number_line(block: Block) -> bool:
    """A 文号 alone on its line."""
    text = fold(block.text)
    if (
        len(text) > 60 or text[-1:] not in "号)]〕】0123456789" or "关于" in text
    ):  # 关于…的公告(2026年第3号)
        return False
    return NUMBER.fullmatch(text) is not None


def is_addressee(block: Block) -> bool:
    """主送机关: "各县（区）人民政府，市直各有关单位："."""
    text = fold(block.text)
    return bool(ADDRESSEE.fullmatch(text) and ADDRESSED.match(text))


def is_label_line(block: Block) -> bool:
    """A mark such as （政策解读） alone on its line."""
    text = fold(block.text)
    return len(text) <= 12 and LABEL.fullmatch(text) is not None


def is_running(block: Block, least: int = 30) -> bool:
    """Running text: a sentence or more, not a heading."""
    text = block.text
    return len(text) >= least and (
        "，" in text or "。" in text or "," in text or text[-1] in TERMINAL
    )


def is_official(title: str) -> bool:
    """A title of an official paper: it ends in a 文种 word."""
    return OFFICIAL.search(fold(title)) is not None


def is_source_line(block: Block) -> bool:
    return len(block.text) <= 70 and SOURCE.fullmatch(fold(block.text)) is not None


def is_byline(block: Block) -> bool:
    return len(block.text) <= 30 and BYLINE.fullmatch(fold(block.text)) is not None
