"""Pages that a site serves with 200 in place of a document, and notices that look like them. Not a test."""

MENU = "".join(
    f'<li><a href="/{n}/">{name}</a></li>'
    for n, name in enumerate(
        ("首页", "政务公开", "办事服务", "互动交流", "走进柳川", "通知公告", "政策文件", "人事信息")
        * 6
    )
)
FOOT = "<div class=foot>主办：柳川市工业和信息化局　备案号：00000000　网站标识码：0000000000</div>"
LOGIN = (
    '<form action="/login">用户名<input name="user">密码<input type="password" name="p">'
    "<button>登录</button></form>"
)
NEWS = "".join(
    f'<li><a href="/n{n}.html">柳川市工业和信息化局关于组织申报第{n}批技术改造项目的通知</a></li>'
    for n in range(1, 9)
)


def page(body: str, title: str = "柳川市工业和信息化局") -> str:
    """A whole page."""
    return (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body>"
        f"<ul class=menu>{MENU}</ul>{body}{FOOT}</body></html>"
    )


STAND_INS = {
    "404 with menu": page("<div class=tip>抱歉，您访问的页面不存在，5秒后返回首页</div>"),
    "404 by its title": page("<p>您要找的内容可能换了地方。</p>", "404 - 柳川市工业和信息化局"),
    "maintenance": page(
        "<h1>网站维护公告</h1><p>因系统升级，本网站于2026年6月1日22时起暂停服务，不便之处敬请谅解。特此公告。</p>"
    ),
    "home page": page(
        f"<h2>要闻</h2><p>我市召开经济工作会议，研究部署重点工作。</p><ul>{NEWS}</ul>"
    ),
    "firewall": page("<h1>访问被拦截</h1><p>您的请求疑似攻击行为，事件编号：20260601-8f3a-77</p>"),
    "login with menu": page(f"<h2>用户登录</h2>{LOGIN}"),
    "too many": page("<p>当前访问人数过多，请稍后再试。</p>"),
    "policy": "<html><body><p>您的访问已被策略阻断。</p></body></html>",
    "expired": page("<p>该信息已过期或不存在！</p>"),
    "neither title nor number": page("<p>欢迎访问本网站，祝您生活愉快，工作顺利。</p>"),
    "data": '{"code":500,"msg":"系统异常","data":null}',
    "html around data": '<html><body>{"code":500,"message":"error"}</body></html>',
}

TITLE = "柳川市工业和信息化局关于组织申报第1批技术改造项目的通知"
CALL = "各有关企业：请于2026年6月30日前报送申报材料，逾期不再受理。"


def short(body: str, title: str = TITLE) -> str:
    """A short notice."""
    return page(f"<h1>{title}</h1>{body}", title)


NOTICES = {
    "login box": short(f"<div>{LOGIN}</div><p>{CALL}</p>"),
    "captcha in a comment form": short(
        f"<p>{CALL}</p><form>评论<textarea></textarea>验证码<input name=captcha></form>"
        "<script src=/geetest.js></script>"
    ),
    "noscript": short(f"<noscript>请启用JavaScript</noscript><p>{CALL}</p><script>var a</script>"),
    "of codes": short("<p>近期有人冒充我局索要短信验证码，请勿提供。</p><form><input></form>"),
    "of upkeep": short("<p>申报系统于6月1日暂停服务，升级后恢复申报，请提前安排。</p>"),
    "another spelling": page(f"<h1>关于组织申报第1批技术改造项目的通知</h1><p>{CALL}</p>", "柳川"),
    "other words": page(f"<p>柳川工信〔2026〕8号</p><p>{CALL}</p>"),
}
