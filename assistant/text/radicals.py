"""Look-alikes of everyday characters that copies out of PDFs carry: ⼀ (a radical) for 一, ⻓ for 长.

A font draws both with one glyph, so the writer of the file may note either; to a reader they are the same character.
One character stands for one, so offsets stay.
"""

from __future__ import annotations

import unicodedata
from typing import Final

# Unicode gives no equivalent for these radicals; each is drawn as the character beside it.
_SUPPLEMENT = (
    "⺁厂⺄乙⺅亻⺆冂⺇几⺉刂⺊卜⺎兀⺒巳⺓幺⺖忄⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺨犭⺩王⺪疋⺫目⺬示⺭礻⺯糹⺰纟⺲罒⺳网⺶羊⺷羊⺹耂"
    "⺼月⺽臼⺾艹⻁虎⻂衤⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻠饣⻡首⻢马⻣骨⻤鬼"
    "⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)


def _table() -> dict[int, int]:
    table = {ord(a): ord(b) for a, b in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)}
    # Kangxi radicals and compatibility ideographs.
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFADA)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = ord(plain)
    return table


RADICALS: Final = _table()
"""For `str.translate`: the code of a look-alike to the code of the character it is drawn as."""
