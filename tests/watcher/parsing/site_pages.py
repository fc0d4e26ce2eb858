"""Pages in the shapes of the templates that government sites use; cities, agencies and texts are invented."""

TITLE = "青岚市人民政府办公室关于印发《青岚市智能装备产业扶持办法》的通知"
NUMBER = "青政办规〔2026〕8号"
ISSUED = "2026年4月28日"
PUBLISHED = "2026-05-06"
PARAGRAPHS = (
    "各县（区）人民政府，市直各有关单位：",
    "《青岚市智能装备产业扶持办法》已经市人民政府同意，现印发给你们，请认真组织实施。",
    "第一条 为支持智能装备产业发展，对新建生产线按设备投资额的10%给予补助，最高200万元。",
    "第二条 申报单位应于2026年6月30日前提交材料，由市工业和信息化局会同市财政局审核。",
    "第三条 本办法自2026年6月1日起施行，有效期3年。",
)
BODY = "".join(
    f'<p style="text-indent:2em"><span style="font-size:16pt">{text}</span></p>'
    for text in PARAGRAPHS
)
SIGNED = '<p style="text-align:right">青岚市人民政府办公室</p><p style="text-align:right">2026年4月28日</p>'
NAV = (
    '<div class="header"><div class="logo"><a href="/">青岚市人民政府</a></div><ul class="nav"><li><a href="/zwgk/">政务公开</a>'
    '</li><li><a href="/fw/">办事服务</a></li><li><a href="/hd/">互动交流</a></li></ul></div>'
)
CRUMBS = '<div class="weizhi">您当前所在位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 政策文件</div>'
FOOT = (
    '<div class="footer"><p>主办单位：青岚市人民政府办公室 技术支持：青岚市大数据中心，欢迎提出意见，我们将及时处理。</p>'
    "<p>网站标识码：4599000001 桂ICP备00000000号 版权所有：青岚市人民政府</p></div>"
)
SCRIPT = '<script>var count = 13; document.write("<p>脚本写的字，不是正文。</p>");</script><style>.a{color:red}</style>'

HEAD = f'<meta charset="utf-8"><title>{TITLE}_政策文件_青岚市人民政府门户网站</title>'


def page(body: str, head: str = HEAD) -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def trs() -> bytes:
    """A static TRS page: cells in a table, stamp line, editor view, neighbours and files after it."""
    return page(
        f"""{NAV}{CRUMBS}<div class="xl_table"><table><tbody><tr><th>索 引 号：</th><td>QL00001/2026-00012</td>
<th>主题分类：</th><td>工业、交通</td></tr><tr><th>发文机构：</th><td>青岚市人民政府办公室</td><th>成文日期：</th><td>{ISSUED}</td></tr>
<tr><th>标　　题：</th><td colspan="3">{TITLE}</td></tr><tr><th>发文字号：</th><td>{NUMBER}</td><th>发布日期：</th><td>{PUBLISHED}</td></tr>
<tr><th>有 效 性：</th><td>有效</td><th>主 题 词：</th><td></td></tr></tbody></table></div>
<h1 class="tit">{TITLE}</h1><div class="info"><span>发布时间：{PUBLISHED} 10:21</span><span>来源：市政府办公室</span>
<span>浏览次数：<b id="c">13</b></span><span>字体：【<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】</span></div>
<div class="view TRS_UEDITOR trs_paper_default trs_editor_view">{SCRIPT}{BODY}{SIGNED}</div>
<div class="fj"><b>附件：</b><ul><li><a href="./P020260506.docx">申报表.docx</a></li></ul></div>
<div class="prevnext">上一篇：<a href="t1.html">关于召开会议的通知</a></div>{FOOT}"""
    )


def gkmlpt() -> bytes:
    """A gkmlpt page: `b` labels in cells, counter filled by a script, body in div.article-content."""
    return page(
        f"""{NAV}<div class="content"><div class="classify"><table><tr><td class="first"><b>索引号:</b></td><td><span>114500000/2026-00012</span></td>
<td class="first"><b>分类:</b></td><td>工业</td></tr><tr><td><b>发布机构:</b></td><td>青岚市人民政府办公室</td><td><b>成文日期:</b></td><td>2026-04-28</td></tr>
<tr><td><b>名称:</b></td><td colspan="3">{TITLE}</td></tr><tr><td><b>文号:</b></td><td>{NUMBER}</td><td><b>发布日期:</b></td><td>{PUBLISHED}</td></tr>
</table></div><h1 class="title document-number">{TITLE}</h1><div class="date-row">发布日期：{PUBLISHED}&nbsp;&nbsp;浏览次数：<span>-</span>次</div>
<div class="article-content">{BODY}{SIGNED}</div><div class="share">分享到：<a>微信</a></div></div>{FOOT}"""
    )


def gkmlpt_script() -> bytes:
    """A gkmlpt page whose article only stands in window._CONFIG."""
    content = f"{BODY}{SIGNED}".replace('"', '\\"').replace("/", "\\/")
    return page(
        f"""{NAV}<div id="app"></div><script>window._CONFIG = {{SID: '1', DETAIL: {{"id":12,"title":"{TITLE}","document_number":"{NUMBER}",
"content":"{content}","attachment":[]}}}};</script>{FOOT}"""
    )


def jpaas() -> bytes:
    """A jpaas page: `li 标签：值`, meta tags of the national standard, #zoom."""
    head = f"""{HEAD}<meta name="SiteName" content="青岚市人民政府"><meta name="SiteIDCode" content="4599000001">
<meta name="ColumnName" content="规范性文件"><meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="{PUBLISHED} 09:00">
<meta name="ContentSource" content="市政府办公室">"""
    return page(
        f"""{NAV}<ul class="xxgk"><li><b>索 引 号：</b><span>QL00001/2026-00012</span></li><li><b>文　　号：</b><span>{NUMBER}</span></li>
<li><b>成文日期：</b><span>{ISSUED}</span></li><li><b>发文机关：</b><span>青岚市人民政府办公室</span></li><li><b>公文时效：</b><span>有效</span></li></ul>
<p class="biaoti">{TITLE}</p><div id="zoom"><!--<$[信息内容]>begin-->{BODY}{SIGNED}<!--<$[信息内容]>end--></div>{FOOT}""",
        head,
    )


def ucap() -> bytes:
    """A UCAP page: custom elements around title and time, td#UCAP-CONTENT."""
    return page(
        f"""{NAV}<h1><ucaptitle>{TITLE}</ucaptitle></h1><div class="pages-date"><publishtime>{PUBLISHED} 17:00</publishtime><span class="font">来源： 市政府办公室</span></div>
<div class="pages_content"><table><tbody><tr><td id="UCAP-CONTENT"><p style="text-align:center">{TITLE[:18]}<br>{TITLE[18:]}<br>{NUMBER}</p>{BODY}{SIGNED}</td></tr></tbody></table></div>{FOOT}"""
    )


def tax() -> bytes:
    """A tax bureau's page: a status mark, number and date under the title."""
    return page(
        f"""{NAV}<div class="main"><h3 class="title">{TITLE}</h3><div class="wh">{NUMBER}</div><div class="info"><span>成文日期：{PUBLISHED}</span>
<span class="zt">全文有效</span><span>字体：【大】【中】【小】</span></div><div class="article" id="fontzoom">{BODY}{SIGNED}</div></div>{FOOT}"""
    )


def county() -> bytes:
    """A county's page: one table, no class, no id."""
    return page(
        f"""<table width="980"><tr><td><a href="/">首页</a></td></tr><tr><td><table><tr><td align="center"><b>{TITLE}</b></td></tr>
<tr><td align="center">发布时间：{PUBLISHED}　　来源：县政府办　　点击数：13</td></tr><tr><td><div>{BODY}{SIGNED}</div></td></tr>
<tr><td align="right">【<a href="javascript:print()">打印</a>】【<a href="javascript:close()">关闭</a>】</td></tr></table></td></tr></table>{FOOT}"""
    )


def records() -> bytes:
    """A record page: dl of dt and dd, one of them empty, and no known body."""
    fields = {
        "索引号": "QL00001/2026-00012",
        "分类": "",
        "发布机构": "青岚市人民政府办公室",
        "发文日期": ISSUED,
        "文号": NUMBER,
        "标题": TITLE,
    }
    rows = "".join(f"<dt>{label}：</dt><dd>{value}</dd>" for label, value in fields.items())
    side = "".join(
        f'<li><a href="/n{i}.html">关于第{i}次公开征集意见的通知</a><span>2026-01-0{i}</span></li>'
        for i in range(1, 9)
    )
    return page(
        f"""{NAV}<div class="wrap"><div class="left"><h2>相关信息</h2><ul>{side}</ul></div><div class="right"><dl class="rec">{rows}</dl>
<div class="text"><div class="inner">{BODY}{SIGNED}</div></div></div></div>{FOOT}"""
    )


def bars() -> bytes:
    """One row of labels and values with bars between them."""
    return page(
        f"""{NAV}<div class="bar">索 引 号：QL00001/2026-00012 | 主题分类：工业 | 发文机构：青岚市人民政府办公室 | 发文文号：{NUMBER} |
发文日期：{ISSUED} | 发布日期：{PUBLISHED} 16:20 | 公文时效 有效</div><h1>{TITLE}</h1><div class="article_con">{BODY}{SIGNED}</div>{FOOT}"""
    )


def columns() -> bytes:
    """Label and value as two divs of a grid, under an unknown body."""
    fields = {
        "索引号": "QL00001/2026-00012",
        "发文机关": "青岚市人民政府办公室",
        "成文日期": ISSUED,
        "发文字号": NUMBER,
        "发布日期": PUBLISHED,
    }
    rows = "".join(
        f'<div class="row"><div class="col-md-5"><label>{label}</label></div><div class="col-md-7">{value}</div></div>'
        for label, value in fields.items()
    )
    return page(
        f"""{NAV}<div class="article-info">{rows}</div><div class="Article_content">{BODY}{SIGNED}</div>{FOOT}"""
    )


def repealed() -> bytes:
    """A page whose title carries the mark 【已失效】."""
    return page(
        f"""{NAV}<h1>【已失效】{TITLE}</h1><p>发布时间：{PUBLISHED}</p><div class="TRS_Editor">{BODY}{SIGNED}</div>{FOOT}"""
    )


def outside() -> bytes:
    """Markup so broken that the article comes after </body></html>."""
    return f"<html><head>{HEAD}</head><body>{NAV}<h1>{TITLE}</h1></div></td></body></html><div id=UCAP-CONTENT>{BODY}{SIGNED}</div>".encode()


TEMPLATES = {
    "trs": trs, "gkmlpt": gkmlpt, "gkmlpt_script": gkmlpt_script, "jpaas": jpaas, "ucap": ucap, "tax": tax, "county": county,
    "records": records, "bars": bars, "columns": columns, "repealed": repealed, "outside": outside,
}  # fmt: skip
