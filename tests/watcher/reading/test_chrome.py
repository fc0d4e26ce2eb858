"""What a site prints around an article in a page that somebody saved as text: none of it is the document's."""

import pytest

from tests.watcher.reading import documents as samples
from watcher.reading import Document, read

MENU = (
    "设为首页",
    "工作邮箱",
    "搜索",
    "首页",
    "机构概览",
    "动态要闻",
    "信息公开",
    "在线办事",
    "互动回应",
    "专题专栏",
)
TOOLS = ("Aa", "字体：", "小", "|", "中", "|", "大")
FOOT = (
    "扫一扫在手机打开当前页",
    "网站地图",
    "联系我们",
    "地址: 澄江市湖滨路8号",
    "主办单位: 澄江市能源局",
    "云岭ICP备20260001号",
    "网站标识码: 0000000001",
    "澄江市能源局版权所有，如需转载，请注明来源",
)
TITLE = "关于公布澄江市电力现货市场有关参数的通知(试行)"
BODY = (
    "各县能源局，国网澄江供电公司，各有关市场主体：",
    "为适应我市电力现货市场试运行工作的需要，按照有关规定，现将市场参数公布如下：",
    "一、市场参数设定标准详见附件。标准中涉及的价格参数均含税。",
    "本通知自2026年9月1日起施行，有效期至2027年8月31日。",
    "澄江市能源局",
    "2026年7月31日",
)


def page(*body: str, title: str = TITLE, browser: str = f"{TITLE}_澄江市能源局") -> list[str]:
    return [browser, *MENU, title, "2026-08-05 16:13", "来源：澄江市能源局", *TOOLS, *body, *FOOT]


def only(lines: list[str]) -> Document:
    (document,) = read(samples.plain("\n".join(lines)))
    return document


def test_a_saved_page_is_the_paper_between_menu_and_foot() -> None:
    """The title behind the menu begins it, its signature ends it; the browser's title is none."""
    lines = page(*BODY)
    found = only(lines)
    assert (found.kind, found.title) == ("policy_text", TITLE)
    assert (lines[found.lines[0] - 1], lines[found.lines[1] - 1]) == (TITLE, "2026年7月31日")
    assert found.valid_until is not None
    assert str(found.valid_until.value) == "2027-08-31"


@pytest.mark.parametrize("body", [(), ("附件：", f"{TITLE}.pdf"), (TITLE,)])
def test_a_page_whose_text_is_only_an_attachment_is_the_paper_too(body: tuple[str, ...]) -> None:
    """A title, a stamp line and a file's name are all that many sites print."""
    found = only(page(*body))
    assert (found.kind, found.title) == ("policy_text", TITLE)
    assert found.lines[0] == len(MENU) + 2


def test_an_annexed_report_is_part_of_the_page() -> None:
    """A page behind a menu holds one paper, whatever it encloses."""
    found = only(
        page(
            *BODY,
            "澄江市能源局关于电力现货市场试运行情况的报告",
            "近日，我局按照规则组织开展了市场试运行。总体来看，试运行期间市场平稳有序，对现有规则进行了充分验证。",
        )
    )
    assert found.title == TITLE
    assert found.paragraphs[-1].text.startswith("近日，我局")


def test_a_title_that_only_the_browser_shows_is_kept() -> None:
    """Nothing between menu and text names the paper."""
    lines = [f"{TITLE}_澄江市能源局", *MENU, *BODY, *FOOT]
    assert only(lines).title.startswith(TITLE)


def test_a_page_turned_into_markdown_loses_its_links_and_pictures() -> None:
    """The reader's own labels, menus of links, icons, and the copy of the title above the foot are no text."""
    lines = [
        "Title: 澄江市多项医保新措施1月1日起实施 - 澄江市人民政府门户网站",
        "",
        "URL Source: https://www.example.com/post_1.html",
        "",
        "Markdown Content:",
        "*   [首页](https://www.example.com/)",
        "*   [政务公开](https://www.example.com/zwgk/)",
        "*   [政务服务](https://www.example.com/zwfw/)",
        "",
        "当前位置：[首页](https://www.example.com/)>[政务服务](https://www.example.com/zwfw/)",
        "",
        "# 澄江市多项医保新措施1月1日起实施",
        "",
        r"*   _![Image 1](https://www.example.com/icon\_r1.png)_ 2026-01-01",
        "*   _![Image 2](https://www.example.com/icon2.png)_ 来源：澄江日报",
        "",
        "职工医保个人账户共济范围扩至近亲属，连续参加居民医保可获提高大病保障支付限额，来看记者的梳理。",
        "",
        "自2026年起，对连续参加居民医保满4年的参保人员，之后每连续参保1年，提高大病保险最高支付限额3800元。",
        "",
        "相关新闻",
        "",
        "扫一扫在手机打开当前页",
        "",
        "# 澄江市多项医保新措施1月1日起实施",
        "",
        "澄江市人民政府 版权所有 主办单位：澄江市人民政府办公室",
        "",
        "*   [· 市教育局](http://jyj.example.com/)",
    ]
    found = only(lines)
    assert (found.kind, found.title) == ("policy_news", "澄江市多项医保新措施1月1日起实施")
    assert (lines[found.lines[0] - 1][:3], lines[found.lines[1] - 1][:3]) == ("# 澄", "自20")


def test_a_digest_on_a_site_keeps_its_items() -> None:
    """Menu and foot around several documents leave them several."""
    lines = [*MENU, *samples.DIGEST.splitlines(), *FOOT]
    inside = samples.found(samples.DIGEST)
    found = read(samples.plain("\n".join(lines)))
    assert [document.title for document in found] == [title for _, title, _, _ in inside]
    assert [lines[document.lines[1] - 1] for document in found] == [
        last for _, _, _, last in inside
    ]


def test_contact_lines_of_a_notice_are_no_foot() -> None:
    """A notice that ends with whom to call ends there."""
    lines = [
        "澄江市能源局关于组织申报储能项目的通知",
        *BODY,
        "联系电话：0100-1234567",
        "地址：澄江市湖滨路8号203室",
    ]
    assert only(lines).lines == (1, len(lines))


def test_pages_saved_one_after_the_other_are_read_apart() -> None:
    """A menu below a foot begins the next page."""
    other = "关于转发《电费结算办法》的通知"
    lines = [*page(*BODY), *page(f"{other}.PDF", title=other, browser=f"{other}_澄江市能源局")]
    found = read(samples.plain("\n".join(lines)))
    assert [document.title for document in found] == [TITLE, other]
    assert lines[found[0].lines[1] - 1] == "2026年7月31日"
    assert lines[found[1].lines[0] - 1] == other


@pytest.mark.parametrize(
    "line",
    ["[a](b)_ _ _" * 36 + "中", "[a](" * 100, "_ " * 199 + "中", "网站地图", "首页 | 首页 | " * 9],
)
def test_lines_that_only_look_like_a_menu_are_read_to_their_end(line: str) -> None:
    """Thousands of links, rules or menu words end in no document, and in no error."""
    assert read(samples.plain("\n".join([line] * 3000))) == ()


def test_the_cells_of_an_annexed_form_are_no_foot() -> None:
    """推荐, 数据 and 服务 are words of forms as well as of menus."""
    lines = [
        "澄江市能源局关于组织申报储能项目的通知",
        *BODY,
        "附件",
        "储能项目推荐表",
        "单位",
        "推荐",
        "数据",
        "服务",
        "新闻",
        "备注",
    ]
    assert only(lines).lines == (1, len(lines))
