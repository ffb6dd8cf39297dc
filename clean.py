#!/usr/bin/env python3
r"""Turn one scraped Chinese speech into the clean Simplified text its author wrote.

Every step proposes edits to the text; one engine applies them and keeps the way
back. So each change can be seen, explained and undone:

>>> speech = clean("村社換屆是黨員群眾生活中的一件大事,也是頭等大事。")
>>> speech.body
'村社换届是党员群众生活中的一件大事，也是头等大事。\n'
>>> undo(speech)
'村社換屆是黨員群眾生活中的一件大事,也是頭等大事。'

The module reads in the order of the work: what comes out (`Speech`), the engine,
the steps one after the other, the header, the command line.
"""

from __future__ import annotations

import argparse
import errno
import hashlib
import json
import os
import re
import secrets
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property
from importlib import resources
from itertools import pairwise, takewhile
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, NoReturn

__all__ = ["CleanError", "Edit", "Speech", "clean", "undo"]
__version__ = "0.1.0"

Script = Literal["hans", "keep"]

# Chinese characters, and the marks that are set among them (GB/T 15834; the curly
# quotes, the dash and the ellipsis share their code points with Western type).
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
CJK = HAN + "\u3001-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65·—‘’“”…"


# --- what comes out -------------------------------------------------------------------


class CleanError(ValueError):
    """This input cannot be cleaned; the message says why and what to do."""


@dataclass(frozen=True)
class Edit:
    """One entry of the account: what a rule did, or left alone, at a place of the source.

    ``line`` and ``column`` count from 1, in characters, in the text that step 2 was
    handed (for plain text: the decoded input). A place left as it is on purpose has
    ``after == before`` and, unless it only told the header something, is not
    ``certain``: it is flagged.
    """

    step: str
    rule: str
    line: int
    column: int
    before: str
    after: str
    why: str = ""
    certain: bool = True


@dataclass(frozen=True)
class Speech:
    """A clean speech. ``str(speech)`` is the file: front matter, blank line, body.

    The fields down to ``sha256`` are the header, in its order; None and () are
    unknown. Counts are in characters. Two speeches are equal if their files are.
    """

    title: str | None = None
    speaker: str | None = None
    delivered: str | None = None
    date: str | None = None
    site: str | None = None
    url: str | None = None
    category: tuple[str, ...] = ()
    language: str = "zh-Hans"
    complete: bool = True
    stated: int | None = None
    shown: int | None = None
    kept: int = 0
    omitted: tuple[int, ...] = ()
    redactions: int = 0
    flagged: int = 0
    sha256: str = ""
    body: str = ""
    ledger: tuple[Pass, ...] = field(default=(), repr=False, compare=False)

    def __str__(self) -> str:
        return f"{self.header}\n{self.body}"

    @property
    def header(self) -> str:
        """The YAML front matter, each value written as JSON."""
        known = [(key, getattr(self, key)) for key in HEADER]
        rows = [f"{key}: {_json(value)}\n" for key, value in known if value not in (None, ())]
        return f"---\n{''.join(rows)}---\n"

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """The account of every change, step by step, each step from the top down."""
        return tuple(_account(undo(self), self.ledger))


def clean(source: str | bytes, *, encoding: str | None = None, script: Script = "hans") -> Speech:
    """Clean one page: ``source`` is the file's bytes, or its text.

    ``encoding`` names the bytes' encoding where it is not UTF-8. ``script="keep"``
    leaves Traditional characters as they are. Raises CleanError for bytes that are
    no text and for a page without Chinese text.
    """
    page = Page(decode(source, encoding), script)
    ledger = []
    for name, step in STEPS:
        page, done = apply(page, name, step(page))
        ledger.append(done)
    if not re.search(f"[{HAN}]", EDITORS_MARK.sub("", page.text)):
        raise CleanError("no Chinese text in it; give it the page of a Chinese speech")
    facts: dict[str, Any] = {"sha256": hashlib.sha256(_bytes(source)).hexdigest(), **page.facts}
    facts["language"] = _language(page)
    facts["kept"] = len("".join(EDITORS_MARK.sub("", page.text).split()))
    facts["redactions"] = sum(1 for _ in REDACTION.finditer(page.text))
    facts["flagged"] = len(page.flagged)
    lists = {key: tuple(value) for key, value in facts.items() if isinstance(value, list)}
    return Speech(**facts | lists, body=page.text, ledger=tuple(ledger))


def undo(speech: Speech) -> str:
    """Give back the text that step 2 was handed, to the character."""
    text = speech.body
    for done in reversed(speech.ledger):
        text = done.undo(text)
    return text


# --- the engine -----------------------------------------------------------------------
#
# A step is a function from a Page to the edits it proposes, in the order of the text.
# The engine is the only code that changes a text. It keeps, for each step, where every
# edit stood and what it replaced; that is enough to walk back (undo), to carry a
# position back to the source (the account), and to count.


class Proposal(NamedTuple):
    """``text[start:end]`` should become ``new``, says ``rule``.

    Not ``certain`` is a flag: the place stays as it is (``new`` is what stands there),
    and no later step may rewrite it. ``facts`` is what the place tells the header.
    """

    start: int
    end: int
    new: str
    rule: str
    why: str = ""
    certain: bool = True
    facts: Mapping[str, Any] = MappingProxyType({})


class Applied(NamedTuple):
    """A proposal that was carried out: at ``start`` of the step's input stood ``before``."""

    start: int
    before: str
    after: str
    rule: str
    why: str
    certain: bool


class Pass(NamedTuple):
    """All that one step did, in the order of the text."""

    step: str
    applied: tuple[Applied, ...]

    def undo(self, text: str) -> str:
        """Turn the step's output back into its input."""
        parts: list[str] = []
        at = grown = 0
        for edit in self.applied:
            start = edit.start + grown
            parts += text[at:start], edit.before
            at = start + len(edit.after)
            grown += len(edit.after) - len(edit.before)
        return "".join([*parts, text[at:]])

    def back(self, positions: Iterable[int]) -> Iterator[int]:
        """Carry ascending positions in the step's output back to its input.

        A position inside a replacement goes to the same offset in what it replaced,
        or to its end: the input's characters are never passed over.
        """
        edits, grown = iter(self.applied), 0
        edit = next(edits, None)
        for position in positions:
            while edit and position >= edit.start + grown + len(edit.after):
                grown += len(edit.after) - len(edit.before)
                edit = next(edits, None)
            if edit and position > edit.start + grown:
                inside = position - edit.start - grown
                yield edit.start + min(inside, len(edit.before))
            else:
                yield position - grown


class Span(NamedTuple):
    start: int
    end: int


@dataclass(frozen=True)
class Page:
    """What a step looks at: the text so far, what the header knows, what is flagged."""

    text: str
    script: Script = "hans"
    facts: Mapping[str, Any] = field(default_factory=dict)
    flagged: tuple[Span, ...] = ()

    @property
    def cleaned(self) -> bool:
        """The input began with a front matter of ours: it has been here before."""
        return "sha256" in self.facts


def apply(page: Page, step: str, proposals: Iterable[Proposal]) -> tuple[Page, Pass]:
    """Carry out a step's proposals; return the new page and the record of them.

    A flagged place is out of bounds for the steps after the one that flagged it:
    an edit that touches it is dropped, unless it takes the place out as a whole
    (a flag in a line of site furniture goes with the line).
    """
    parts: list[str] = []
    applied, flagged, facts = [], [], dict(page.facts)
    fences = list(reversed(page.flagged))
    at = grown = 0
    for edit in proposals:
        if not at <= edit.start <= edit.end <= len(page.text):
            raise ValueError(f"{step}: {edit} is out of order or out of range")
        while fences and fences[-1].end <= edit.start:
            flagged.append(_moved(fences.pop(), grown))
        if not _allowed(edit, fences):
            continue
        while fences and fences[-1].start < edit.end:
            fences.pop()
        before = page.text[edit.start:edit.end]
        if not edit.certain:
            flagged.append(_moved(Span(edit.start, edit.end), grown))
        if before != edit.new or edit.facts or not edit.certain:
            applied.append(Applied(edit.start, before, edit.new, edit.rule, edit.why, edit.certain))
            parts += page.text[at:edit.start], edit.new
            grown += len(edit.new) - len(before)
            at = edit.end
            _learn(facts, edit.facts)
    flagged += [_moved(fence, grown) for fence in reversed(fences)]
    text = "".join([*parts, page.text[at:]])
    return Page(text, page.script, facts, tuple(flagged)), Pass(step, tuple(applied))


def _allowed(edit: Proposal, fences: list[Span]) -> bool:
    touched = takewhile(lambda fence: fence.start < edit.end, reversed(fences))
    return all(edit.new == "" and edit.start <= f.start and f.end <= edit.end for f in touched)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _learn(facts: dict[str, Any], told: Mapping[str, Any]) -> None:
    """Take up what an edit tells: cuts add up, ``complete`` can only fall, else the first holds."""
    for key, value in told.items():
        if key == "omitted":
            facts[key] = [*facts.get(key, []), *value]
        elif key == "complete":
            facts[key] = facts.get(key, True) and value
        else:
            facts.setdefault(key, value)


def _account(source: str, ledger: tuple[Pass, ...]) -> Iterator[Edit]:
    starts = [0, *(end.end() for end in re.finditer(r"\r\n?|\n", source))]
    for n, done in enumerate(ledger):
        positions: Iterable[int] = [edit.start for edit in done.applied]
        for earlier in reversed(ledger[:n]):
            positions = earlier.back(positions)
        for edit, position in zip(done.applied, positions, strict=True):
            line = bisect_right(starts, position)
            yield Edit(done.step, edit.rule, line, position - starts[line - 1] + 1,
                       edit.before, edit.after, edit.why, edit.certain)


# --- step 0, decode: bytes to text ------------------------------------------------------


def decode(source: str | bytes, encoding: str | None = None) -> str:
    """Return the text of ``source``; a byte that is no text is an error, never replaced."""
    if isinstance(source, str):
        lone = re.search("[\ud800-\udfff]", source)
        if lone:
            raise CleanError(f"half a surrogate pair at character {lone.start()}; decode the "
                             "bytes again, or give the bytes themselves")
        return source
    try:
        return source.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        raise CleanError(f"byte {source[error.start]:#04x} at offset {error.start} is not "
                         f"{error.encoding}; name the encoding with --encoding") from error
    except (LookupError, ValueError) as error:
        raise CleanError(f"no encoding is called {encoding}; try gb18030 or big5hkscs") from error


def _bytes(source: str | bytes) -> bytes:
    return source.encode() if isinstance(source, str) else source


# --- intake: one kind of line end, and a header of our own --------------------------------


def intake(page: Page) -> Iterator[Proposal]:
    """Make every line end a line feed; take a front matter of ours back into the header.

    An output may be cleaned again: what its header says of the page holds, and only
    the counts of the body are taken anew. Any other front matter is text.
    """
    start = len(page.text) - len(page.text.lstrip("\ufeff"))
    if start:
        yield Proposal(0, start, "", "byte order mark")
    found = FRONT_MATTER.match(page.text, start)
    facts = _parse_front_matter(found[1]) if found else None
    if found and facts:
        yield Proposal(start, found.end(), "", "front matter", "cleaned before", facts=facts)
        start = found.end()
    for end in re.compile("\r\n?|[\v\f\x85\u2028\u2029]").finditer(page.text, start):
        yield Proposal(*end.span(), "\n", "line end")



# --- what is known of characters ------------------------------------------------------------

# One syllable of pinyin in brackets, with its tone mark: (lǐng), (huì ).
TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
GLOSS = rf"\((?=[a-zü]{{0,5}}[{TONED}])[a-zü{TONED}]{{1,6}}\ ?\)"
GLOSSED = re.compile(rf"(?P<char>[{HAN}])(?P<gloss>(?:{GLOSS})+)")


# What OpenCC's t2s leaves as it is, though GB text writes it otherwise.
VARIANTS = {"擡": "抬"}


@cache
def dictionary(name: str) -> dict[str, str]:
    """Read one of OpenCC's dictionaries (TSCharacters, TSPhrases): the first choice for each key."""
    rows = (resources.files("opencc") / "dictionary" / f"{name}.txt").read_text("utf-8").splitlines()
    return {key: values.split(" ")[0] for key, values in (row.split("\t") for row in rows)}


@cache
def simplified() -> dict[str, str]:
    """Map each character that is not Simplified to the one that is."""
    return dictionary("TSCharacters") | VARIANTS


@cache
def is_plain(char: str) -> bool:
    """Tell whether a character is everyday Chinese: GB 2312 level 1 (rows B0 to D7), or a mark.

    Level 1 holds the 3,755 characters of common use (GB 2312-80); a Traditional
    character is judged by its Simplified form.
    """
    lead = simplified().get(char, char).encode("gb2312", "ignore")[:1]
    return b"\xb0" <= lead <= b"\xd7" or char in "，。、；：？！“”‘’（）《》〈〉【】…—·　"


def is_traditional(text: str) -> bool:
    """Tell whether a text is in Traditional characters: one Chinese character in twenty at least.

    In a Traditional text it is one in three; a quotation in a Simplified text stays below.
    """
    table = simplified()
    han = Counter(re.findall(f"[{HAN}]", text))
    return 20 * sum(n for char, n in han.items() if char in table) >= max(1, han.total())


# --- step 2, repair: undo GBK byte damage -------------------------------------------------
#
# First of the steps on the text, on the raw Traditional characters: the bytes and the
# glosses are its evidence, and every later step would destroy it.

# The marks a site splits on, and what scrapers fold them to.
SPLIT_MARKS = {"，": "，", "！": "！", "？": "？", "；": "；", "：": "：",
               ",": "，", "!": "！", "?": "？", ";": "；", ":": "："}
SLIP = re.compile(rf"""
    (?P<orphan>[?？]?)            # what some sites show for the byte before the mark
    (?P<mark>[{"".join(SPLIT_MARKS)}])
    (?P<run>(?:{GLOSS}|[^\x00-\x7f\s]){{0,40}}?)  # slipped pairs; glosses came later
    (?P<last>[@-~])               # the second byte with which the pairs are in step again
    (?![0-9A-Za-z０-９Ａ-Ｚａ-ｚ])   # but no word and no number
    """, re.VERBOSE)
# A unit of GBK bytes as such a site decodes it: a pair, an ASCII byte, or a byte alone.
GBK_UNIT = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]|.", re.DOTALL)


def repair(page: Page) -> Iterator[Proposal]:
    """Put back the byte that a mirror lost when it split GBK text at punctuation *bytes*.

    Such a site looks for the two bytes of ？ without regard for where characters
    begin. In 。看換 = A1A3 BFB4 9351 it finds A3BF (？) across two characters, cuts
    there and decodes each piece on its own: A1 is alone and vanishes or shows as ``?``,
    and behind the mark the pairs have slipped by one byte: B493 51 = 磽Q.

    The way back: assume that the mark is such a cut, pair the bytes behind it one
    earlier, and read on until the pairs fall into step again, at a second byte that
    shows as an ASCII letter. The lost byte is what makes, with the mark's own first
    byte, a character: nearly always A1, which makes 。, unless the page's own words
    say otherwise; if they say two things, the place is flagged and stays.

    A reading counts only if all of it is plain Chinese and if the same damage, done to
    it once more, gives exactly what stands there. Marks before text that cannot have
    slipped (為什么？Why, 五年?Z世代) are left alone, and so is a Simplified page: its
    second bytes are no ASCII letters.
    """
    if (not page.cleaned and is_traditional(page.text)) or page.facts.get("flagged"):
        bare = re.sub(GLOSS, "", page.text)
        words = set(map("".join, pairwise(bare)))
        slip = SLIP.search(page.text)
        while slip:
            run = _run_in_step(slip)
            if run:
                yield _repaired(slip, run, _lost(slip, run, words), settle=not page.cleaned)
            slip = SLIP.search(page.text, slip.end() if run else slip.start() + 1)


def _run_in_step(slip: re.Match[str]) -> str | None:
    """Read what stands behind the mark one byte earlier; None if that is no plain Chinese."""
    mark = SPLIT_MARKS[slip["mark"]]
    shown = re.sub(GLOSS, "", slip["run"]) + slip["last"]
    try:
        run = (mark.encode("gbk")[1:] + shown.encode("gbk")).decode("gbk")
    except UnicodeError:
        return None
    # 。 stands for whichever character was cut: the proof is in the run.
    return run if all(map(is_plain, run)) and cut("。" + run, mark) == mark + shown else None


def cut(text: str, mark: str) -> str:
    """Do the damage: split the GBK bytes of ``text`` at the bytes of ``mark``, decode each piece."""
    pieces = text.encode("gbk").split(mark.encode("gbk"))
    units = ([unit.decode("gbk", "ignore") for unit in GBK_UNIT.findall(piece)] for piece in pieces)
    return mark.join("".join(piece) for piece in units)


def _lost(slip: re.Match[str], run: str, words: set[str]) -> list[str]:
    """Find the characters that end in the mark's first byte and that the page writes just so."""
    before = re.sub(GLOSS, "", slip.string[max(0, slip.start() - 20):slip.start()])[-1:]
    last = SPLIT_MARKS[slip["mark"]].encode("gbk")[:1]
    made = (bytes([lead, *last]).decode("gbk", "ignore") for lead in range(0x81, 0xFF))
    return [char for char in made if char and is_plain(char) and char != "。"
            and before + char in words and char + run[0] in words]


def _repaired(slip: re.Match[str], run: str, lost: list[str], *, settle: bool) -> Proposal:
    if not settle or len(lost) > 1:
        why = f"a character was cut here, {' or '.join(lost) or '。'}; then stood {run}"
        return Proposal(*slip.span(), slip[0], "byte slip", why, certain=False)
    text = (lost or ["。"])[0] + run
    pairs = text.encode("gbk").hex(" ", 2).upper()
    why = f"{text} = {pairs}, cut at the bytes of {SPLIT_MARKS[slip['mark']]}"
    return Proposal(*slip.span(), text, "byte slip", why)


# --- step 3, gloss: strip pinyin ------------------------------------------------------------
#
# After repair, which needs the glosses; before script, since a gloss belongs to a
# Traditional character.


def gloss(page: Page) -> Iterator[Proposal]:
    """Strip the pinyin that a mirror wrote behind characters, once the page proves it did.

    領(lǐng)導(dǎo)干部 → 領導干部. Such sites gloss everyday characters, one syllable
    each, and only characters they have converted to Traditional: no author explains
    how 會 is read. Two such characters, glossed three times in all, are the proof.

    Left alone: a gloss on a character that Simplified text has too (給 is glossed by
    the site, 给(jǐ)予 by an author), two syllables (角色(jué sè)), pinyin without tone
    marks, and everything on a page without proof.
    """
    found = [one for one in GLOSSED.finditer(page.text) if one["char"] in simplified()]
    proof = Counter(one["char"] for one in found if is_plain(one["char"]))
    if len(proof) >= 2 and proof.total() >= 3:
        for one in found:
            yield Proposal(*one.span("gloss"), "", "pinyin gloss")


# --- step 4, script: Traditional and variant characters to Simplified -----------------------
#
# After gloss: a gloss inside a word would hide the word from the phrase table.

# 著 is 着 (着眼, 意味着), but not in 著名, 著作 …, nor in 显著, 名著 …: there it is "to write"
# or "notable". 新著 is a new book, 重新著手 is not.
ZHU = re.compile(r"""
    著(?![名作者述称稱书書录錄]|有《)(?<![显顯昭卓知原名巨专專论論编編译譯合遗遺拙新土所]著)
    |(?<=新)著(?=[手眼力重])
    """, re.VERBOSE)


def to_simplified(page: Page) -> Iterator[Proposal]:
    """Convert character by character, as OpenCC's t2s does, and 著 to 着 where that is meant.

    t2s, not tw2s: that one rewrites 什么, 原著 and 专著. Phrases keep what single
    characters would spoil (乾隆, 瞭望). A Simplified page is not touched at all, nor
    is the wording of a Taiwan or Hong Kong speech (數位 becomes 数位, not 数字).
    """
    if page.script == "keep" or page.facts.get("language") == "zh-Hans" or not is_traditional(page.text):
        return
    table = simplified()
    phrases = phrases_in(page.text)
    for at, char in enumerate(page.text):
        new = phrases.get(at) or table.get(char, char)
        if char == "著" and ZHU.match(page.text, at):
            new = "着"
        if new != char:
            yield Proposal(at, at + 1, new, "script")


def phrases_in(text: str) -> dict[int, str]:
    """Map the place of each character in a phrase of OpenCC's to its Simplified form.

    Longest phrases first, then from the left, none over another: the order in which
    opencc-python-reimplemented matches. Every phrase is as long as its conversion.
    """
    phrases = dictionary("TSPhrases")
    lengths = sorted({len(phrase) for phrase in phrases}, reverse=True)
    starts = [found.start() for found in re.finditer(f"[{''.join({p[0] for p in phrases})}]", text)]
    taken: dict[int, str] = {}
    for length in lengths:
        for at in starts:
            places = range(at, at + length)
            new = phrases.get(text[at:at + length], "")
            if len(new) == length and taken.keys().isdisjoint(places):
                taken.update(zip(places, new, strict=True))
    return taken


# --- step 5, chrome: the site's furniture and paywall marks ---------------------------------
#
# After script, so that each shape is written once, in Simplified; before punctuation,
# which would dress up the furniture. Marks are taken at either width, since an output
# may be cleaned again. A rule fires on position and shape: furniture stands above the
# first or below the last line of the speech, and fills its line; paywall marks stand
# anywhere, but carry a number and the site's own words.

CRUMBS = re.compile(r"""
    (?:[您你]?(?:的|(?:现在|当前)的?)?(?:所在)?位置\s*[:：]|(?=首页|网站首页))(?P<path>.*[>＞»›→/].*)
    """, re.VERBOSE)
CRUMB_END = re.compile("[>＞»›→/]")
NO_CRUMB = frozenset({"", "首页", "网站首页", "主页", "正文", "查看正文", "浏览正文"})
SITE_NAME = re.compile(r".+(?:网|网站|在线|文库|论坛)")

STAMP = re.compile(r"""
    (?P<year>(?:19|20)\d\d)[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?
    (?:[T\s]*(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?)?
    """, re.VERBOSE)
# "label: value" pairs, several to a line. 时间 and 日期 alone may be the author's
# (时间：3月5日 heads the minutes of a meeting), so they ask for a clock.
LABEL = re.compile(r"""
    (?P<date>发[表布](?:时间|日期)|(?:更新|录入|添加)时间|时间(?=.{6,12}\d:\d\d)|日期(?=.{6,12}\d:\d\d))\s*[:：]
    |(?:文章|信息|稿件)?(?:来源|作者|编辑|录入)\s*[:：]
    |责任编辑\s*[:：]|发布[者人]\s*[:：]
    |(?:浏览|点击|阅读)(?:次数|量|数)\s*[:：]
    """, re.VERBOSE)
LABEL_VALUE = re.compile(r"[^，。；！？,;!?]{0,24}")
BUTTON = re.compile(r"""
    字[号体]\s*[:：]?\s*[\[【（(]?(?:\s*[大中小]){2,3}\s*[\]】）)]?
    |[\[【（(]?(?:打印(?:本[文页]|此[文页])?|关闭(?:窗口|[本此]页)?)[\]】）)]?
    """, re.VERBOSE)
NEIGHBOUR = re.compile(r"[上下]一[篇页条]\s*[:：].*")

DOTS = r"(?:(?<!…)…+|(?<!\.)\.{3,}|(?<!。)。{3,})?"  # the look-behinds keep a long run of them linear
PAYWALL = re.compile(rf"""
    {DOTS}[(（](?P<site>[^\s()（）!-~：，]{{2,20}})?(?P<url>https?://[!-'*-~]{{1,80}}?)?
    (?:此处)?省略(?P<omitted>\d{{1,9}})字[,，](?=[^()（）\n]*(?:会员|阅读|登[录陆]|下载))[^()（）\n]{{1,30}}[)）]
    {DOTS}
    |{DOTS}[(（]未完[,，]\s*全文共(?P<stated>\d{{1,9}})字[,，]\s*当前(?:仅)?显示(?P<shown>\d{{1,9}})字
    (?:[,，]\s*请阅读下面提示信息[。.]?)?(?:\s*收藏《(?P<title>[^》\n]{{1,80}})》)?[)）]?
    |^[^\S\n]*预览结束[,，]\s*剩余\s*\d{{1,3}}(?:\.\d{{1,2}})?%未读[,，]?\s*登[录陆]后阅读全文[^\S\n]*$
    |^(?P<editor>〔(?:省略(?P<edited>\d{{1,9}})字|未完)〕)$
    """, re.VERBOSE | re.MULTILINE)
EDITORS_MARK = re.compile(r"^〔(?:省略\d{1,9}字|未完)〕$", re.MULTILINE)

DATED = re.compile(rf"(?:{STAMP.pattern})(?:\s|$)", re.VERBOSE)

# What a title is not: a form of address, a numbered heading, something in brackets.
NO_TITLE = re.compile(r"""
    (?:尊敬的|敬爱的|亲爱的|各位|同志们|女士们|先生们|朋友们|同学们|老师们)
    |第?[一二三四五六七八九十百〇零\d]+(?:[、.．]|[章节条款篇编](?!\w))
    |[(（〔]|[^:：]{1,4}[:：]
    |.*(?:[。；;].*|[：:，,、…！!])$
    """, re.VERBOSE)


def chrome(page: Page) -> Iterator[Proposal]:
    """Take the furniture and the paywall marks out; what they say goes into the header.

    〔省略764字〕 stands where the site cut, 〔未完〕 where it stopped; the editor's marks
    of an earlier cleaning count as the site's. A body line that begins like furniture
    (时间过得真快, 来源于群众) does not fill its line with it, and stays.
    """
    lines = [(line[0], line.span()) for line in re.finditer(r"\S(?:[^\n]*\S)?", page.text)]
    head = list(_head(lines, page))
    furniture = head + list(_tail(lines[len(head):]))[::-1]
    starts, ends = ([getattr(edit, side) for edit in furniture] for side in ("start", "end"))
    gaps = zip([0, *ends], [*starts, len(page.text)], strict=True)
    marks = _marks([mark for gap in gaps for mark in PAYWALL.finditer(page.text, *gap)], page)
    yield from sorted([*furniture, *marks])


Lines = list[tuple[str, tuple[int, int]]]


def _head(lines: Lines, page: Page) -> Iterator[Proposal]:
    title = page.facts.get("title")
    for n, (line, span) in enumerate(lines):
        row = _furniture(line, HEAD)
        if row:
            yield Proposal(*span, "", row[0], facts=row[1])
        elif title is not None and _same(line, title):
            yield Proposal(*span, "", "title repeated")
        elif title is None and not page.cleaned and n + 1 < len(lines) and is_title(line):
            title = header_text(line)
            yield Proposal(*span, "", "title", "goes into the header", facts={"title": title})
        else:
            return


def _tail(lines: Lines) -> Iterator[Proposal]:
    for line, span in reversed(lines):
        row = _furniture(line, TAIL)
        if row:
            yield Proposal(*span, "", row[0], facts=row[1])
        elif not PAYWALL.fullmatch(line):
            return


def _marks(marks: list[re.Match[str]], page: Page) -> Iterator[Proposal]:
    """Put an editor's mark for each of the site's; one 〔未完〕 is enough."""
    unfinished = False
    for mark in marks:
        facts: dict[str, Any] = {key: mark[key] for key in ("site", "url") if mark[key]}
        facts |= {key: int(mark[key]) for key in ("stated", "shown") if mark[key]}
        facts |= {"title": header_text(mark["title"])} if mark["title"] else {}
        omitted = mark["omitted"] or (not page.cleaned and mark["edited"])
        facts |= {"omitted": [int(omitted)]} if omitted else {}
        new, rule = mark["editor"], "editor's mark"
        if mark["omitted"]:
            new, rule = f"\n〔省略{int(omitted)}字〕\n", "cut"
        elif not mark["editor"]:
            new, rule = "" if unfinished else "\n〔未完〕\n", "unfinished"
            unfinished = True
        yield Proposal(*mark.span(), new, rule, facts={"complete": False} | facts)


def _furniture(line: str, rows: tuple[Furniture, ...]) -> tuple[str, dict[str, Any]] | None:
    found = ((rule, told(line)) for rule, told in rows)
    return next(((rule, facts) for rule, facts in found if facts is not None), None)


def _crumbs(line: str) -> dict[str, Any] | None:
    found = CRUMBS.fullmatch(line)
    if not found:
        return None
    path = [crumb for part in CRUMB_END.split(found["path"]) if (crumb := part.strip()) not in NO_CRUMB]
    site = {"site": path.pop(0)} if path and SITE_NAME.fullmatch(path[0]) else {}
    return site | ({"category": path} if path else {})


def _labels(line: str) -> dict[str, Any] | None:
    labels = list(LABEL.finditer(line))
    ends = [*(label.start() for label in labels[1:]), len(line)]
    values = [line[label.end():end].strip() for label, end in zip(labels, ends, strict=bool(labels))]
    if not labels or labels[0].start() or not all(map(LABEL_VALUE.fullmatch, values)):
        return None
    dates = (iso_date(value) for label, value in zip(labels, values, strict=True) if label["date"])
    date = next(filter(None, dates), None)
    return {"date": date} if date else {}


def _buttons(line: str) -> dict[str, Any] | None:
    return None if BUTTON.sub("", line).strip() else {}


def _neighbour(line: str) -> dict[str, Any] | None:
    return {} if NEIGHBOUR.fullmatch(line) else None


Furniture = tuple[str, Callable[[str], dict[str, Any] | None]]
HEAD: tuple[Furniture, ...] = (
    ("breadcrumb", _crumbs),
    ("date and source line", _labels),
    ("print and font buttons", _buttons),
)
TAIL: tuple[Furniture, ...] = (
    ("date and source line", _labels),
    ("print and font buttons", _buttons),
    ("previous and next", _neighbour),
)


def iso_date(text: str) -> str | None:
    """Return the ISO 8601 form of the first date in ``text``, as exact as it is; None if there is none."""
    found = STAMP.search(text)
    if not found:
        return None
    date = f"{found['year']}-{found['month']:0>2}-{found['day']:0>2}"
    if found["hour"]:
        date += f"T{found['hour']:0>2}:{found['minute']}" + (f":{found['second']}" if found["second"] else "")
    try:
        datetime.fromisoformat(date)
    except ValueError:  # the 31st of June: numbers, but no date
        return None
    return date


def is_title(line: str) -> bool:
    """Tell whether a first line is a title: short, no sentence, no address, no heading."""
    return len(line) <= 60 and not NO_TITLE.match(line) and not DATED.match(line) \
        and len(re.findall(f"[{HAN}]", line)) >= 2


def header_text(text: str) -> str:
    """Set a header value as the body is set: full-width marks, single spaces, nothing invisible."""
    page = Page(" ".join("".join(c if c.isprintable() else " " for c in text).split()))
    return apply(page, "punctuation", punctuation(page))[0].text


def _same(line: str, title: str) -> bool:
    return re.sub(r"\W", "", line) == re.sub(r"\W", "", title)


# --- step 6, punctuation: GB/T 15834 between Chinese characters -----------------------------
#
# After chrome, whose shapes hold ASCII; before layout, which only moves white space.

WIDE = dict(zip(",.!?;:()", "，。！？；：（）", strict=True))
LATIN = re.compile("[A-Za-zＡ-Ｚａ-ｚ]")
FIGURE_END = re.compile("[0-9０-９%)]")
NUMBERED = re.compile(r"\s*[一二三四五六七八九十]+")
SIGNS = re.compile(r"""[-,.!?;:()"，。！？；：（）“”…—]+""")
SIGN = re.compile(r"""
    (?P<ellipsis>\.{3,}|。{3,})
    |(?P<dash>(?<!-)-{2,4}(?!-))
    |(?P<wide>[０-９Ａ-Ｚａ-ｚ])
    |(?P<stop>(?<!\.)\.(?!\.))
    |(?P<mark>[,!?;:])
    """, re.VERBOSE)


def punctuation(page: Page) -> Iterator[Proposal]:
    """Give the marks between Chinese characters their full width again; letters and digits theirs.

    What counts is what a run of marks stands between. A mark that touches a Chinese
    character is Chinese (95%,比去年; 同志们:), one inside numbers, times, addresses and
    Latin is not (1,000; 9:30; R&D). Between the two (GDP,增长; (PM2.5)) the page
    decides: if it has folded that mark everywhere, it folded it here. Left alone:
    lines that are mostly Latin, single quotes, spaces, ％, ．, － and 「」.
    """
    folded = _folded(page.text)
    for found in re.finditer(r"[^\n]+", page.text):
        for at, end, new, rule in sorted(_set_line(found[0], folded)):
            yield Proposal(found.start() + at, found.start() + end, new, rule)


def _folded(text: str) -> frozenset[str]:
    """The marks that this page has folded to ASCII: more of them stand so among Chinese than not."""
    narrow = Counter(re.findall(f"(?<=[{CJK}])[,.!?;:](?=[{CJK}])|[(](?=[{HAN}])", text))
    folded = {mark for mark, n in narrow.items() if n > text.count(WIDE[mark])}
    if "," in folded and text.count("％") > 2 and "%" not in text:
        folded.add("1,000")  # a page that sets its numbers at full width: 8.6％ and 33，212
    return frozenset(folded)


Change = tuple[int, int, str, str]
Between = dict[int, tuple[str, str]]


def _set_line(line: str, folded: frozenset[str]) -> Iterator[Change]:
    """Yield what is to change in one line: (start, end, new, rule), in no order."""
    between: Between = {}  # the characters each sign's run stands between
    for run in SIGNS.finditer(line):
        sides = line[max(0, run.start() - 1):run.start()], line[run.end():run.end() + 1]
        between |= dict.fromkeys(range(*run.span()), sides)
    chinese = _is_chinese(line)
    if chinese:
        yield from _quotes(line, between)
        yield from _brackets(line, between, folded)
    for sign in SIGN.finditer(line):
        at, end = sign.span()
        before, after = between.get(at, ("", ""))
        if sign["wide"]:
            yield at, end, chr(ord(sign[0]) - 0xFEE0), "half width"
        elif sign["ellipsis"] and (_cjk(before) or _cjk(after)):
            yield at, end, "……", "ellipsis"
        elif sign["dash"] and _cjk(before) and (_cjk(after) or not after):
            yield at, end, "——", "dash"
        elif sign["stop"] and chinese and _is_stop(line, at, between[at], folded):
            yield at, end, "。", "full width"
        elif sign["mark"]:
            closed = line[max(0, at - 1):at] in (")", '"', "）", "”")
            if _is_wide(sign[0], ")" if closed else before, after, folded if chinese else None):
                yield at, end, WIDE[sign[0]], "full width"


def _is_chinese(line: str) -> bool:
    """Tell a Chinese line from one that is mostly Latin (an English line of a bilingual page)."""
    return 4 * len(re.findall(f"[{HAN}]", line)) > len(LATIN.findall(line))


def _cjk(char: str) -> bool:
    return bool(char) and bool(re.match(f"[{CJK}]", char))


def _quotes(line: str, between: Between) -> Iterator[Change]:
    """Pair straight double quotes: “” where the pair holds Chinese or touches it."""
    at = [sign.start() for sign in re.finditer('"', line)]
    holds = _han_finder(line)
    pairs = zip(at[::2], at[1::2], strict=True) if len(at) % 2 == 0 else ()
    for left, right in pairs:
        if holds(left, right) or _cjk(between[left][0]) or _cjk(between[right][1]):
            yield left, left + 1, "“", "quotation marks"
            yield right, right + 1, "”", "quotation marks"


def _brackets(line: str, between: Between, folded: frozenset[str]) -> Iterator[Change]:
    """Pair brackets: full width around Chinese, and around Latin in Chinese if the page folded them.

    A bracket whose partner is on another line, or was cut off, is judged by what it touches.
    """
    opened: list[int] = []
    wide: set[int] = set()
    holds = _han_finder(line)
    for sign in re.finditer(r"[(（)）]", line):
        at = sign.start()
        if sign[0] in "(（":
            opened.append(at)
        elif opened:
            left = opened.pop()
            if holds(left, at) or ("(" in folded and (_cjk(between[left][0]) or _cjk(between[at][1]))):
                wide |= {left, at}
        elif _cjk(between[at][0]):
            wide.add(at)
    wide.update(at for at in opened if not between[at][0] or any(map(_cjk, between[at])))
    yield from ((at, at + 1, WIDE[line[at]], "full width") for at in wide if line[at] in WIDE)


def _han_finder(line: str) -> Callable[[int, int], bool]:
    """Return a test whether there is a Chinese character in ``line[start:end]``, quick for any span."""
    places = [char.start() for char in re.finditer(f"[{HAN}]", line)]
    return lambda start, end: bisect_left(places, start) < bisect_left(places, end)


def _is_stop(line: str, at: int, between: tuple[str, str], folded: frozenset[str]) -> bool:
    """Decide whether a point was a 。: at the end of a Chinese sentence, not behind a number (一.)."""
    before, after = between
    if not _cjk(before) or NUMBERED.fullmatch(line, 0, at):
        return False
    return not after or ("." in folded and _cjk(after))


def _is_wide(mark: str, before: str, after: str, folded: frozenset[str] | None) -> bool:
    """Decide whether a mark shown between two characters was a Chinese one; None: the line is Latin."""
    if folded is None:
        return _cjk(before) and _cjk(after)
    if before.isdigit() and after.isdigit():
        return mark == "," and "1,000" in folded
    if _cjk(before) or (_cjk(after) and not LATIN.match(before)):
        return True
    return mark in folded and (_cjk(after) or bool(FIGURE_END.match(before)))


# --- step 7, layout: paragraphs ---------------------------------------------------------------
#
# Last: it only moves white space, which no other step needs in one form or another.


def layout(page: Page) -> Iterator[Proposal]:
    """One paragraph a line, one blank line between two, no indents, one line feed at the end."""
    end = 0
    for space in re.finditer(r"\s+", page.text):
        at, end = space.span()
        if at == 0:
            yield Proposal(at, end, "", "indent")
        elif end == len(page.text):
            yield Proposal(at, end, "\n", "final newline")
        elif "\n" in space[0]:
            yield Proposal(at, end, "\n\n", "paragraph")
    if end < len(page.text):
        yield Proposal(len(page.text), len(page.text), "\n", "final newline")


STEPS: tuple[tuple[str, Callable[[Page], Iterator[Proposal]]], ...] = (
    ("intake", intake),
    ("repair", repair),
    ("gloss", gloss),
    ("script", to_simplified),
    ("chrome", chrome),
    ("punctuation", punctuation),
    ("layout", layout),
)


# --- the header ---------------------------------------------------------------------------------

# The front matter's keys in their order, with the type of each value.
HEADER: dict[str, type | tuple[type, type]] = {
    "title": str, "speaker": str, "delivered": str, "date": str, "site": str, "url": str,
    "category": (list, str), "language": str, "complete": bool, "stated": int, "shown": int,
    "kept": int, "omitted": (list, int), "redactions": int, "flagged": int, "sha256": str,
}
ALWAYS = {"language", "complete", "kept", "redactions", "flagged", "sha256"}
FRONT_MATTER = re.compile(r"---\r?\n((?:[a-z0-9]+: [^\r\n]+\r?\n)+)---\r?\n(?:\r?\n)?")

# A run that stands for a blanked word touches a Chinese character: ***街道, 省委*书记, ×市,
# XX同志. 3×4 is a product, X光 a ray, ** at the head of a line a list.
REDACTION = re.compile(rf"""
    (?!X[光射线型轴])(?:
    (?<![\d*×X_A-Za-z])(?:\*+|×+|_{{2,}}|X+)(?=[{HAN}])
    |(?<=[{HAN}])(?:\*+|×+|_{{2,}}|X+)(?![\d*×X_A-Za-z]))
    """, re.VERBOSE)


def _parse_front_matter(rows: str) -> dict[str, Any] | None:
    """Read a front matter of ours into facts; None if it is somebody else's."""
    pairs = [row.split(": ", 1) for row in rows.splitlines()]
    keys = [key for key, _ in pairs]
    if keys != [key for key in HEADER if key in keys] or not ALWAYS <= set(keys):
        return None
    try:
        facts = {key: json.loads(value) for key, value in pairs}
    except (ValueError, RecursionError):  # no JSON: not written by us
        return None
    return facts if all(_has_type(facts[key], HEADER[key]) for key in keys) else None


def _has_type(value: object, kind: type | tuple[type, type]) -> bool:
    if isinstance(kind, tuple):
        return isinstance(value, list) and all(type(item) is kind[1] for item in value)
    return type(value) is kind


def _json(value: object) -> str:
    """Write a value as JSON on one line; what YAML does not take as it is, escaped."""
    text = json.dumps(value, ensure_ascii=False)
    odd = "[\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
    return re.sub(odd, lambda char: f"\\u{ord(char[0]):04x}", text)


def _language(page: Page) -> str:
    return "zh-Hant" if page.script == "keep" and is_traditional(page.text) else "zh-Hans"


# --- the command line -----------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    """An argument parser that says what is wrong in one line, as every error here is said."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; see {self.prog} -h\n")


def main(argv: list[str] | None = None) -> int:
    """Run the command line; return the exit code: 0 done, 2 cannot."""
    options = _options(argv)
    name = options.input or "-"
    try:
        source = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        speech = clean(source, encoding=options.encoding, script=options.script)
        text = (speech.body if options.no_header else str(speech)).encode()
        if options.output:
            name = options.output
            write(Path(name), text)
        else:
            name = "standard output"
            sys.stdout.buffer.write(text)
            sys.stdout.buffer.flush()
    except BrokenPipeError:  # the reader has enough (| head): no error, and nothing more to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (CleanError, OSError) as error:
        what = error.strerror if isinstance(error, OSError) else error
        sys.stderr.write(f"clean.py: {name}: {what}\n")
        return 2
    return 0


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = _Parser(prog="clean.py", description="Turn a scraped Chinese speech into clean Simplified text.")
    parser.add_argument("input", nargs="?", metavar="INPUT", help="the page; - or nothing is standard input")
    parser.add_argument("-o", dest="output", metavar="FILE",
                        help="write FILE: all of it, or the old one stays")
    parser.add_argument("--script", choices=("hans", "keep"), default="hans",
                        help="hans: Simplified characters (default); keep: as they are")
    parser.add_argument("--encoding", metavar="NAME", help="the input's encoding, if it is not UTF-8")
    parser.add_argument("--no-header", action="store_true", help="the body alone, without front matter")
    parser.add_argument("--version", action="version", version=f"clean.py {__version__}")
    return parser.parse_args(argv)


def write(path: Path, data: bytes) -> None:
    """Put ``data`` into the file ``path`` at one stroke: another process sees the old file or the new."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a directory; name a file")
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with aside.open("xb") as file:
            if path.exists():
                aside.chmod(path.stat().st_mode & 0o7777)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


if __name__ == "__main__":
    sys.exit(main())
