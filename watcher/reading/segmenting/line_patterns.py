"""Patterns of a single line of a text, each with an invented sample; they run on folded text
(`segment.fold`). Asks no question itself.
"""

from watcher.patterns import deferred, one_of

# "（试行）", "（2026—2028年）", "（征求意见稿）" after the 文种 belong to the title.
TAIL = r"(?:\s*[(〔\[][^()〔〕\[\]]{1,30}[)〕\]])*"
# "关于印发《澄江市低空经济促进办法》的通知" · "澄江市低空经济促进办法（试行）"
OFFICIAL = deferred(lambda: rf"(?:{one_of('paper_words.papers')})》?{TAIL}\s*$")
ABOUT = deferred(lambda: one_of("paper_words.about"))
# "…关于印发《…》的通知": the paper itself, not a report that it was issued
NOTICE = deferred(
    lambda: (
        rf"关于(?:{one_of('paper_words.notice_verbs')})"
        rf"|(?:{one_of('paper_words.notice_papers')}){TAIL}$"
    )
)
# "澄工信规〔2026〕3号" · "(澄府办〔2026〕12号)" · "财政部 税务总局公告2026年第3号" · "第12号"
NUMBER = deferred(
    r"[(\[]?\s*[^\s,，。;:、()《》]{0,30}?(?:\s[^\s,，。;:、()《》]{1,20}){0,6}\s*[〔\[【(〈《〖]?\s*"
    r"(?:19|20)\d{2}\s*[〕\]】)〉》〗]?\s*(?:年\s*)?第?\s*\d{1,5}\s*号?\s*[)\]]?"
    r"|[(]?\s*[^\s,，。;:、()《》]{0,20}(?:令|公告)?\s*第\s*"
    r"[0-9一二三四五六七八九十百〇零]{1,6}\s*号\s*[)]?"
)
# "各县（区）人民政府，市直各有关单位："
ADDRESSEE = deferred(r"[^。;!?]{2,400}:$")
ADDRESSED = deferred(
    lambda: (
        r"^(?:各|有关|相关|全[市省区县国]|市|区|省|县|国务院各|自治区|中央|在[京沪]"
        rf"|[^,、:]{{2,20}}(?:{one_of('paper_words.addressed_ends')}))"
    )
)
# A registration of normative papers: "HHCR-2026-01005", "CJZC—2026—9"
REGISTER = deferred(r"[A-Z]{2,10}\s?-{1,2}\s?(?:19|20)\d{2}\s?-{1,2}\s?\d{1,6}")
# "2026年3月4日", "(2026-03-04 10:11)", "二〇二六年三月四日"
DATE = deferred(
    r"[(]?\s*(?:19|20)\d{2}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?"
    r"(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?\s*[)]?"
    r"|[(]?[二一][〇○零九][〇○零一二三四五六七八九]{2}年[一二三四五六七八九十]{1,3}月"
    r"(?:[一二三四五六七八九十]{1,3}日)?[)]?"
)
# "来源：澄江日报 2026-03-04" · "(来源：…)" · a name and a date alone at the end of an article:
# "澄江新闻网 李某 2026-03-04"
SOURCE = deferred(
    lambda: (
        rf"[(]?(?:{one_of('paper_words.source_labels')})\s*[:/].{{0,60}}"
        r"|(?:https?://|www\.)\S{4,60}\s?(?:19|20)\d{2}年.{0,40}"
        r"|[^,，。:;]{2,30}\s(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
        r"|.{2,30}(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s?\d{1,2}:\d{2}(?::\d{2})?.{0,12}"
    )
)
# "澄江市工业和信息化局" alone under a headline · "本报记者 李某" · "文/李某"
BYLINE = deferred(
    lambda: (
        rf"(?:[^\s,，。:;、]{{2,20}}(?:{one_of('paper_words.byline_ends')})"
        r"(?:[^\s,，。:;、]{0,10}(?:局|司|处|室|办|院))?)"
        r"|(?:本报|本刊|特约|通讯|新华社)?(?:记者|通讯员)\s*.{2,20}|[文图]\s*/.{2,12}"
    )
)
# An article's first words: "本报讯（记者 李某）", "新华社北京3月4日电", "澄江网消息（记者 李某）："
DATELINE = deferred(
    r"[(]上接|本报(?:讯|[^\s,。]{0,6}\d{1,2}月\d{1,2}日[讯电])"
    r"|(?:据)?新华社[^\s,。]{0,8}\d{1,2}月\d{1,2}日电"
    r"|(?:本报|中新网|人民网|央广网)[^\s,。]{0,10}(?:讯|电)|本报记者"
    r"|据?[^\s,。:、]{2,10}(?:网|电视台|电台|通讯社)消息\s*[(:]"
)
# A report's first words
LEAD = deferred(
    r"近日|日前|近期|最近|前不久|本报|据悉|据了解|据[^,。]{2,14}(?:消息|报道|通报|介绍)|新华社"
    r"|记者.{0,40}(?:获悉|了解到|从)|[^,。]{2,24}(?:近日|日前)"
    r"|[^,。]{2,24}(?:于|在)?\d{1,2}月\d{1,2}日(?:[上下]午)?(?:举行|召开|发布|印发|公布)"
)
DATED = deferred(r"(?:(?:19|20)\d{2}年)?\d{1,2}月\d{1,2}日[,上下]?|\d{1,2}日,")
ISSUING = deferred(lambda: one_of("paper_words.issuing"))
# Only the notice itself says this: "现印发给你们，请认真贯彻执行", "现将有关事项通知如下"
ISSUES = deferred(
    r"现(?:予|将[^。]{2,120})?(?:印|转|下)?发(?:给)?(?:你们|你单位)|现予(?:以)?(?:印发|公布)"
    r"|请(?:认真)?(?:抓好)?(?:贯彻|遵照)(?:落实)?执行"
    r"|现(?:将|就)[^。]{0,60}(?:通知|公告|通告|通报|批复|函复)如下"
)
# The parts of a guide's entry: "【政策依据】…" / "【适用对象】…", "申报条件：…"
GUIDE = deferred(lambda: rf"【?({one_of('paper_words.guide_labels')})(?:】|:)")
# "澄江市惠企政策汇编": it holds entries of a guide, and is none
COLLECTION = deferred(lambda: one_of("paper_words.collections"))
URL = deferred(r"https?:|www\.|(?:网址|邮箱|电话|传真|地址|邮编)\s*:")
PAGE = deferred(r"第?\s*\d{1,4}\s*[版页]|-\s*\d{1,4}\s*-|\d{1,4}")
CAPTION = deferred(
    r"(?:图片|视频|照片)来源|(?:相关|延伸|推荐)(?:链接|阅读|文章|报道|解读|文件)\s*[:：]"
    r"|[上下]一[篇条]\s*[:：]|扫码|扫一扫|长按识别|二维码|图为|.{1,10}[/ ]摄"
    r"|点击(?:下载|查看|阅读)|返回顶部|【?打印】?|【?关闭"
)
# A mail, a newsletter or an account's article begins or ends with these: "END",
# "如不想再收到此邮件，请点击退订", "点击蓝字关注我们"
FOOTER = deferred(
    r"(?:-*\s?END\s?-*|—*\s?完\s?—*)$|.{0,30}(?:点击|回复).{0,6}退订|(?:长按|扫码|扫描).{0,12}关注"
    r"|点击.{0,8}关注|(?:免责|版权|特别)?声明:|发件人:|收件人:|主题:|(?:分享|点赞|在看)[、 ]"
    r"|阅读原文$|微信扫一扫$|关注该公众号$|(?:继续|向上)滑动看下一个|往期(?:推荐|回顾|精选)$"
    r"|点个.{0,4}在看|(?:素材)?来源\s?[|丨]|(?:素材来源|综合|整理):|(?:编辑|审核|校对|监制|排版)\s?[|丨]"
)
CRUMB = deferred(r"(?:您?(?:当前|现在)(?:所在)?(?:的)?位置|.{0,10}首页\s*[>»/])")
# "简报·第12期", "2026年第3期", "date 2026-03-04 要闻"
MASTHEAD = deferred(
    lambda: (
        r".{0,20}第\s*[0-9一二三四五六七八九十百]{1,4}\s*期.{0,20}|date\s.*|.{0,12}总第.{1,10}期.*"
        r"|(?:责任|美术|图片|值班|本版|执行)?"
        rf"(?:{one_of('paper_words.masthead_roles')})\s?[:：].*"
        r"|版式(?:设计)?\s?[:：].*|责任编辑.*|编者按.*"
        rf"|(?:{one_of('paper_words.masthead_publishers')})(?:单位|部门)?\s?:.*"
    )
)
# "【事项名称】", "一、", "第一条": they stand at the head of a document's own parts
PART = deferred(
    r"【|(?:[一二三四五六七八九十]{1,3}、)|第[一二三四五六七八九十]{1,3}[条章]"
    r"|[(][一二三四五六七八九十]{1,3}[)]"
)
# Parts that an article or an interpretation names, never a title: "出台背景", "主要内容"
SUBHEAD = deferred(
    lambda: (
        r"(?:(?:政策|文件|《[^》]{1,30}》的?)?(?:出台|制定|起草|编制|修订)?(?:的)?"
        rf"(?:{one_of('paper_words.subhead_reasons')})(?:和|及|与)?(?:背景|目的|意义|依据|必要性|过程)?"
        r"|(?:《[^》]{1,30}》的?)?(?:主要|重点|核心|具体)?"
        rf"(?:{one_of('paper_words.subhead_contents')})"
        r"|(?:总体|基本)(?:要求|目标|思路|原则|情况)|(?:下一步|保障)(?:工作|措施|打算)"
        r"|(?:执行|实施|施行|有效)(?:时间|期限)|适用(?:范围|对象)"
        r"|(?:政策)?(?:咨询|联系)(?:方式|电话)|(?:名词|关键词)解释|组织(?:实施|保障)|附件)"
    )
)
# "（2026年3月4日云岭省第十三届人民代表大会常务委员会第八次会议通过 根据…修正）"
MADE = deferred(
    r"[(](?=.{0,40}\d年)[^。:;《》]{6,400}"
    r"(?:公布|发布|颁布|通过|批准|修订|修正|修改|施行|公告)[^。:;]{0,20}[)]"
)
# The red head above a paper's number: "澄江市人民政府办公室文件"
RED_HEAD = deferred(r"[^,。:;《》]{2,40}(?:文件|公报)")
# Above a red head: a copy's number, secrecy, urgency, who signed: "000012", "机密★1年", "特急",
# "签发人：李某"
SECRECY = deferred(
    r"[0-9]{6}|(?:公开|内部|秘密|机密|绝密)(?:★.{0,8})?|特急|加急|平急|特提|签发人:.{2,20}"
    r"|(?:公开|特急|加急)(?:\s(?:特急|加急))?"
)
# "（政策解读）", "【全文】", "（已废止）"
LABEL = deferred(lambda: rf"\s*[(\[【〔](?:{one_of('paper_words.title_labels')})[)\]】〕]\s*")
# Somebody speaks: "主持人：各位记者朋友…", "澄江日报记者：请问…？", "问：…？"; "省财政厅负责人：加快…"
# may be a headline
DIALOGUE = deferred(
    r"(?:[^:,。]{0,24}(?:记者|主持人)|[问答])\s?[某]{0,2}:|[QA问答]\s?[0-9]{1,2}\s?[:.、]|[QA]\s?:"
)
# A heading that names its column first: "【走基层】老护士的志愿服务队"
COLUMN = deferred(r"【[^】]{2,16}】[^：:]{6,}$")
NEWS_LABEL = deferred(lambda: one_of("paper_words.news_labels"))
