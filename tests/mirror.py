"""Spoil clean text the way a mirror site does: on GBK bytes, blind to where characters begin."""

import re


def shown(data: bytes, orphan: str) -> str:
    """Decode one piece; a byte without a partner shows as ``orphan``."""
    units = re.findall(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]|.", data, re.DOTALL)
    return "".join(unit.decode("gbk", "ignore") or orphan for unit in units)


def split(text: str, mark: str, orphan: str = "") -> str:
    """Split at the bytes of ``mark``, wherever they stand, and decode the pieces one by one."""
    return mark.join(shown(piece, orphan) for piece in text.encode("gbk").split(mark.encode("gbk")))
