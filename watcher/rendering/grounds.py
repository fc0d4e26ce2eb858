"""The reason of an alert: the place, the industries and the words that matched. Wording only."""

from collections.abc import Iterator

from config import catalogue
from watcher.deciding.news import Match
from watcher.rendering.formatting import join_items, join_statements
from watcher.rendering.languages import FIRST, Wording, wording

STRONG = "strong"


def match_reason(match: Match, language: str) -> str:
    """全国适用；行业：汽车及零部件；关键词：贴息."""
    speech = wording(language)
    return join_statements(_ground_texts(match, speech), speech)


def place_name(code: str | None, language: str = FIRST) -> str:
    """A place as people read it."""
    speech = wording(language)
    if code is None:
        return speech.say("place.unknown")
    if code == catalogue.NATION:
        return speech.say("place.nation")
    return catalogue.full_name(code)


def _ground_texts(match: Match, speech: Wording) -> Iterator[str]:
    yield _place_ground(match, speech)
    for label, strength in match.labels:
        if strength == STRONG:
            yield speech.say("ground.industry", label=label)
        else:
            yield speech.say("ground.mentioned", label=label)
    if match.subscription.industries and not match.labels:
        yield speech.say("ground.general")
    if match.keywords:
        yield speech.say("ground.keywords", words=join_items(match.keywords, speech))


def _place_ground(match: Match, speech: Wording) -> str:
    place, asked = match.region, match.subscription.regions
    if not asked:
        return speech.say("ground.all")
    if place is None:
        return speech.say("ground.unknown")
    if place == catalogue.NATION:
        return speech.say("ground.nation")
    name = place_name(place, speech.code)
    if place in asked:
        return speech.say("ground.asked", place=name)
    return speech.say("ground.related", place=name)
