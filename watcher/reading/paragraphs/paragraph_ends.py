"""Signs inside a line that a paragraph begins or ends there. Looks at no other line."""

from watcher.patterns import deferred, one_of

_NUMERALS = "一二三四五六七八九十百零〇○两"
# A line that starts like this begins a paragraph:
# 第九条 · 一、 · （二） · 3. · ① · 【申报时间】 · 附件2 · 来源： · 申报条件：
STARTS = deferred(
    lambda: (
        rf"第[{_NUMERALS}0-9]{{1,6}}[条章节编][ 　：:]?|[{_NUMERALS}]{{1,3}}[、.．]"
        rf"|[（(][{_NUMERALS}0-9]{{1,3}}[）)]"
        r"|[0-9]{1,2}(?:[、．]|\.(?![0-9])|[)）])|[①-⑳]|【|[●■◆★•·▪▲△○]"
        rf"|附件?[：:0-9{_NUMERALS} ]|附[：:]|来源[：:]|- "
        rf"|(?:{one_of('paper_words.entry_offices')})(?:部门|单位)[：:]"
        rf"|(?:{one_of('paper_words.entry_verbs')})(?:{one_of('paper_words.entry_parts')})[：:]"
        r"|(?:联系|咨询)(?:人|方式|电话)[：:]|(?:政策|设立)依据[：:]"
    )
)
TERMINAL = "。！？；：!?;:…"
CLOSERS = '”’"）)】》」』'
COMMAS = deferred(r"[，,。、]")


def ends_sentence(text: str) -> bool:
    """True where the last sentence is finished: 。！？ and the like, perhaps inside closing quotes."""
    return text[-1:] in TERMINAL or text.rstrip(CLOSERS)[-1:] in TERMINAL
