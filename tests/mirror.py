"""Spoil clean text the way a mirror site does: on GBK bytes, blind to where characters begin."""

import re
from collections.abc import Mapping

FOLDED = str.maketrans("，！？；：（）", ",!?;:()")


def shown(data: bytes, orphan: str) -> str:
    """Decode one piece; a byte without a partner shows as ``orphan`` and takes an ASCII byte along."""
    units = re.findall(rb"[\x80-\xff][\x40-\x7e\x80-\xfe]|[\x00-\x7f]|[\x80-\xff].?", data, re.DOTALL)
    return "".join(unit.decode("gbk", "ignore") if _is_whole(unit) else orphan for unit in units)


def _is_whole(unit: bytes) -> bool:
    return unit < b"\x80" or (unit[1:] >= b"@" and bool(unit.decode("gbk", "ignore")))


def split(text: str, marks: str, orphan: str = "", glosses: Mapping[str, str] | None = None) -> str:
    """Gloss at the bytes of characters, then split at those of ``marks``, wherever they stand."""
    data = text.encode("gbk")
    for char, sound in (glosses or {}).items():
        key = char.encode("gbk")
        data = data.replace(key, key + f"({sound})".encode("gb18030"))
    pieces: list[bytes | str] = [data]
    for mark in marks:
        pieces = [part for piece in pieces for part in (_parts(piece, mark) if isinstance(piece, bytes) else [piece])]
    return "".join(piece if isinstance(piece, str) else shown(piece, orphan) for piece in pieces)


def _parts(piece: bytes, mark: str) -> list[bytes | str]:
    first, *others = piece.split(mark.encode("gbk"))
    return [first, *(part for other in others for part in (mark, other))]
