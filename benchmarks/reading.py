"""What reading costs: CPU milliseconds and microseconds a KB at 1×, 10× and 100×, beside a plain clean-up of the same text.

    python -m benchmarks.reading

One long policy, a handbook of many, and a detail page of 30 KB, all invented here. Linear means that the cost of a KB
does not grow with the length; the exit status is 1 where it grows by more than half.
"""

import re
import sys
import time
import unicodedata
from collections.abc import Callable

from watcher.parsing import parse
from watcher.parsing.parsed import Parsed
from watcher.reading import read

ROUNDS = 5
MAY_GROW = 1.5
_ARTICLES = """\
第{n}条　鼓励低空经济企业加大研发投入，支持企业联合高校、科研院所组建创新联合体，开展共性技术攻关（编号{n}）。市科技局、市工业和信息化局按职责分工负责组织实施，建立项目库并动态调整，推动重点项目落地见效，任何单位和个人不得干预评审工作。
第{n}条　对符合条件的低空经济企业，按照实际投入的30%给予补助，最高不超过{n}万元。申报时间为2026年{month}月1日至2026年{month}月20日，逾期不予受理；申报材料报送至市工业和信息化局，由其会同市财政局组织评审，评审结果向社会公示，公示期为7个工作日。
第{n}条　根据《云岭省低空经济促进办法》（云政发〔2025〕{n}号）等有关规定，完善起降场地、通信导航等基础设施，推动数据共享，优化营商环境，保障用地用能需求，依法依规加强安全监管，强化部门联动，及时协调解决企业反映的困难和问题，确保任务落实。
""".splitlines()


def policy(articles: int, number: int = 1) -> str:
    """A notice and the 办法 it issues, with this many articles (about 0.4 KB each)."""
    head = (
        f"澄江市人民政府关于印发《澄江市低空经济促进办法（之{number}）》的通知\n\n澄政发〔2026〕{number}号\n\n"
        "各县（区）人民政府，市直各有关单位：\n\n现将《澄江市低空经济促进办法》印发给你们，请认真贯彻执行。\n\n"
        f"澄江市人民政府\n2026年3月4日\n\n澄江市低空经济促进办法（之{number}）\n\n"
    )
    body = "\n".join(_ARTICLES[n % 3].format(n=n + 1, month=n % 12 + 1) for n in range(articles))
    return f"{head}{body}\n本办法自印发之日起施行，有效期5年。\n\n"


def handbook(policies: int) -> str:
    """Many notices behind a contents list."""
    titles = [
        f"澄江市人民政府关于印发《澄江市低空经济促进办法（之{n}）》的通知" for n in range(policies)
    ]
    listed = "\n".join(f"{n + 1}. {title} .....{n * 3 + 1}" for n, title in enumerate(titles))
    return f"目 录\n\n{listed}\n\n" + "\n".join(policy(25, n) for n in range(policies))


def page(kilobytes: int) -> bytes:
    """A detail page of about this many KB."""
    paragraphs = "".join(
        f"<p>{line}</p>" for line in policy(kilobytes * 10 // 4).splitlines() if line
    )
    title = "澄江市人民政府关于印发《澄江市低空经济促进办法（之1）》的通知"
    meta = f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2026-03-06">'
    html = (
        f'<html><head>{meta}</head><body><div class="TRS_Editor">{paragraphs}</div></body></html>'
    )
    return html.encode()


def cpu(work: Callable[[], object]) -> float:
    """The least CPU seconds of a few rounds."""
    spent = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


def clean_up(text: str) -> str:
    """What any reader must do at least: normalise every character and drop the white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def row(name: str, text: str) -> float:
    """Print one line of the table; the microseconds a KB."""
    parsed = Parsed(tuple(text.split("\n")), "plain")
    size = len(text.encode()) / 1024
    spent, beside = cpu(lambda: read(parsed)), cpu(lambda: clean_up(text))
    print(
        f"{name:<22}{size:>9.0f}{spent * 1e3:>11.1f}{spent * 1e6 / size:>10.0f}{spent / beside:>12.1f}"
    )
    return spent * 1e6 / size


def main() -> int:
    print(f"{'text':<22}{'KB':>9}{'CPU ms':>11}{'µs/KB':>10}{'× clean-up':>12}")
    read(Parsed(tuple(policy(3).split("\n")), "plain"))  # the catalogues are loaded once
    growth = []
    for name, build, base in (("one policy", policy, 25), ("handbook", handbook, 1)):
        costs = [row(f"{name} {times}×", build(base * times)) for times in (1, 10, 100)]
        growth.append(costs[-1] / costs[1])
    data = page(30)
    parsed = parse(data, name="page.html")
    both = cpu(lambda: read(parse(data, name="page.html"))) * 1e3
    print(
        f"\npage of {len(data) / 1024:.0f} KB: {both:.1f} ms parsed and read, {cpu(lambda: read(parsed)) * 1e3:.1f} ms read alone"
    )
    print(f"cost of a KB at 100× against 10×: {', '.join(f'{ratio:.2f}' for ratio in growth)}")
    return int(max(growth) > MAY_GROW)


if __name__ == "__main__":
    sys.exit(main())
