"""Radicals that stand for the ideograph they look like: ⺠ (U+2EA0) for 民, ⼀ (U+2F00) for 一.

A font that draws both with one glyph lets a PDF name either, so printing a page to PDF turns 人民政府
into 人⺠政府. Unicode decomposes only the Kangxi radicals; the pairs below are those of its
EquivalentUnifiedIdeograph list that are characters by themselves, not the halves of one (氵, 艹).
"""

import unicodedata
from typing import Final

_SUPPLEMENT = (
    "⺁厂⺊卜⺎兀⺐尢⺒巳⺓幺⺔彑⺙攵⺛旡⺝月⺞歺⺟母⺠民⺢氺⺩王⺬示⺶羊⺽臼⻁虎⻃覀⻄西⻅见⻆角⻉贝⻋车⻑長⻒镸⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞"
    "⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_PAIRS = zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)
RADICALS: Final[dict[int, str]] = {ord(radical): ideograph for radical, ideograph in _PAIRS}


RADICALS.update((code, unicodedata.normalize("NFKC", chr(code))) for code in range(0x2F00, 0x2FD6))
