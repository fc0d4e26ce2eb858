"""Why a subscriber got an alert: the place, the industries and the words that matched. Wording only."""

from collections.abc import Iterator

from config import catalogue
from watcher.deciding.news import Match
from watcher.rendering.words import Language

_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "all": "您订阅了全部地区",
        "unknown": "适用地区不明",
        "nation": "全国适用",
        "asked": "您订阅的地区：{}",
        "related": "与您订阅的地区相关：{}",
        "industry": "行业：{}",
        "weak": "行业：{}（仅提及）",
        "general": "不限行业",
        "keywords": "关键词：{}",
    },
    "en": {
        "all": "you subscribe to every region",
        "unknown": "where it applies is not known",
        "nation": "applies to the whole country",
        "asked": "your region: {}",
        "related": "related to your region: {}",
        "industry": "industry: {}",
        "weak": "industry: {} (mentioned only)",
        "general": "names no industry",
        "keywords": "keywords: {}",
    },
}


def reason(match: Match, language: Language) -> str:
    """全国适用；行业：汽车及零部件；关键词：贴息."""
    return ("；" if language == "zh" else "; ").join(_grounds(match, language))


def place_name(code: str | None, language: Language = "zh") -> str:
    """A place as people read it."""
    if code is None:
        return _WORDS[language]["unknown"]
    if code == catalogue.NATION:
        return "全国" if language == "zh" else "the whole country"
    return catalogue.full_name(code)


def _grounds(match: Match, language: Language) -> Iterator[str]:
    say = _WORDS[language]
    yield _place(match, language)
    for label, strength in match.labels:
        yield say["industry" if strength == "strong" else "weak"].format(label)
    if match.subscription.industries and not match.labels:
        yield say["general"]
    if match.keywords:
        yield say["keywords"].format(("、" if language == "zh" else ", ").join(match.keywords))


def _place(match: Match, language: Language) -> str:
    say, place, asked = _WORDS[language], match.region, match.subscription.regions
    if not asked:
        return say["all"]
    if place is None:
        return say["unknown"]
    if place == catalogue.NATION:
        return say["nation"]
    return say["asked" if place in asked else "related"].format(place_name(place))
