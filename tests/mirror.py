"""Spoil clean text the way a mirror site does: on GBK bytes, blind to where characters begin."""

import re
from collections.abc import Mapping

import clean

FOLDED = str.maketrans("，！？；：（）", ",!?;:()")
# Where the tables of such sites differ from OpenCC's first choice, as counted on their pages.
FORMS = str.maketrans("为众伪净湿启墙碱并床秘圣恒么群峰台", "為眾偽凈濕啟墻堿并床秘圣恒么群峰臺")


def traditional(text: str) -> str:
    """Convert character by character, as such a site does."""
    forms = clean.dictionary("STCharacters")
    firsts = (next((one for one in forms.get(char, char).split(" ") if one.encode("gbk", "ignore")), char) for char in text)
    return "".join(char.translate(FORMS) if ord(char) in FORMS else first
                   for char, first in zip(text, firsts, strict=True))


def shown(data: bytes, orphan: str, undefined: str = "") -> str:
    """Decode one piece; a byte without a partner shows as ``orphan`` and takes an ASCII byte along.

    A pair that GBK does not define shows as ``undefined``, or ("pua") as what GB 18030 has for it.
    """
    units = re.findall(rb"[\x80-\xff][\x40-\x7e\x80-\xfe]|[\x00-\x7f]|[\x80-\xff].?", data, re.DOTALL)
    return "".join(_unit(unit, orphan, undefined) for unit in units)


def _unit(unit: bytes, orphan: str, undefined: str) -> str:
    if unit >= b"\x80" and unit[1:] < b"@":
        return orphan
    return unit.decode("gbk", "ignore") or (unit.decode("gb18030", "ignore") if undefined == "pua" else undefined)


def split(text: str, marks: str, orphan: str = "", glosses: Mapping[str, str] | None = None,
          undefined: str = "") -> str:
    """Gloss at the bytes of characters, then split at those of ``marks``, wherever they stand."""
    data = text.encode("gbk")
    for char, sound in (glosses or {}).items():
        key = char.encode("gbk")
        data = data.replace(key, key + f"({sound})".encode("gb18030"))
    pieces: list[bytes | str] = [data]
    for mark in marks:
        pieces = [part for piece in pieces for part in (_parts(piece, mark) if isinstance(piece, bytes) else [piece])]
    return "".join(piece if isinstance(piece, str) else shown(piece, orphan, undefined) for piece in pieces)


def _parts(piece: bytes, mark: str) -> list[bytes | str]:
    first, *others = piece.split(mark.encode("gbk"))
    return [first, *(part for other in others for part in (mark, other))]
