#!/usr/bin/env python3
r"""Turn one scraped Chinese speech into the clean Simplified text its author wrote.

Every step proposes edits to the text; one engine applies them and keeps the way
back. So each change can be seen, explained and undone:

>>> speech = clean("村社換屆是黨員群眾生活中的一件大事,也是頭等大事。")
>>> speech.body
'村社换届是党员群众生活中的一件大事，也是头等大事。\n'
>>> undo(speech)
'村社換屆是黨員群眾生活中的一件大事,也是頭等大事。'

The module reads in the order of the work: what comes out (`Speech`), the engine, what is
known of characters, the steps one after the other, the header, the views, the command line.
"""

from __future__ import annotations

import argparse
import codecs
import gc
import hashlib
import json
import os
import re
import sys
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from functools import cache, cached_property
from heapq import heapreplace, nlargest
from io import StringIO
from itertools import accumulate, chain, compress, groupby, islice, pairwise, takewhile
from math import inf, log
from operator import add, ne
from pathlib import Path
from pkgutil import get_data
from typing import Any, BinaryIO, Literal, NamedTuple, NoReturn, TextIO, cast

__all__ = ["CleanError", "Edit", "Speech", "clean", "undo"]
__version__ = "0.1.0"

Script = Literal["hans", "keep"]
Facts = dict[str, Any]  # header keys and their values

# Chinese characters, and the marks that are set among them (GB/T 15834; the curly
# quotes, the dash and the ellipsis share their code points with Western type).
HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
ODD_LINE_END = "\r\n?|[\v\f\x85\u2028\u2029]"
MARKS = "，。、；：！？“”‘’（）《》…—"
WIDE = dict(zip(",.!?;:()", "，。！？；：（）", strict=True))
PLAIN_MARKS = MARKS + "〈〉【】·　"
CJK = HAN + "\u3001-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65·—‘’“”…"


class _Regex:
    """A regular expression that is compiled when it is first used: few pages need all of them."""

    def __init__(self, pattern: str, flags: int, signs: str) -> None:
        self.pattern, self.flags, self.signs = pattern, flags, signs.split()

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self.flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked for by copy and pickle
            raise AttributeError(name)
        found = getattr(self.compiled, name)
        setattr(self, name, found)  # not asked again
        return found


class _SignedRegex(_Regex):
    """One whose every match has one of its signs in it: `finditer` looks for these first."""

    def finditer(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        return self.compiled.finditer(text, *span) if any(sign in text for sign in self.signs) else iter(())


def regex(pattern: str, flags: int = 0, signs: str = "") -> re.Pattern[str]:
    """Return a regular expression as `re.compile` does, but compiled late.

    Of ``signs``, parted by spaces, each match has one in it.
    """
    return cast("re.Pattern[str]", (_SignedRegex if signs else _Regex)(pattern, flags, signs))


BY_LINE = re.VERBOSE | re.MULTILINE  # ^ and $ match at each line
HAN_CHAR = regex(f"[{HAN}]")
ENDS_SENTENCE = regex("[。！？!?…][”’）)】]?$")
LINE = regex(r"\S(?:[^\n]*\S)?")  # without the white space around it
# The same and other letters that are not Latin: compiled at once, where ranges so long take a millisecond.
HAN_LIKE = r"[^\W\d_A-Za-z\u00c0-\u024f]"


@cache
def is_in(char: str, ranges: str) -> bool:
    """Tell whether a character is one of a class as a regular expression writes it (HAN, CJK); "" is none.

    To compile such a class takes a millisecond or two.
    """
    return any(first <= char <= (last or first) for first, last in re.findall("(.)(?:-(.))?", ranges))


# --- what comes out -------------------------------------------------------------------


# The front matter's keys in their order, with the type of each value, or of each item of a list.
HEADER: dict[str, type | tuple[type]] = {
    "title": str, "speaker": str, "delivered": str, "date": str, "site": str, "url": str, "category": (str,),
    "language": str, "complete": bool, "stated": int, "shown": int, "kept": int, "omitted": (int,),
    "redactions": int, "flagged": int, "sha256": str,
}
ISO_DATE = r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?"
SHAPED = {  # what a header of ours has in its place, and what stands for a key that it has not
    "date": (ISO_DATE, "2000-01-01"), "delivered": (ISO_DATE, "2000-01-01"), "url": ("https?://[!-~]+", "http://a"),
    "language": ("zh-Han[st]", ""), "sha256": ("[0-9a-f]{64}", ""),
}
FRONT_MATTER = regex(r"(---\r?\n(?:[a-z0-9]+: [^\r\n]+\r?\n)+---\r?\n)(?:\r?\n)?")
# A run that stands for a blanked word: ***街道, 省委*书记, ×市, XX同志. No footnote's star, no product (3×4,
# 长×宽), no X光 or AT-X, and no blank of a form (2020年__月).
REDACTION = regex(rf"""
    (?<![A-Za-z\d*×X_-])(?:(?:\*{{2,}}|×{{2,}}|X{{2,}})(?={HAN_LIKE})|(?<={HAN_LIKE})(?:\*{{2,}}|×{{2,}}|X{{2,}})(?![A-Za-z\d*×X])
    |(?<={HAN_LIKE})\*(?={HAN_LIKE})|(?<={HAN_LIKE})×(?=[，。、；：！？）])
    |[×X](?=[省市县区州镇乡村街路某年月日同局委厂院校书主部队集公])
    |(?<={HAN_LIKE})(?<![年月日])_{{2,}}(?={HAN_LIKE})(?![年月日元时分]))
    """, re.VERBOSE, "* × X __")
NO_CHINESE = "no Chinese text in it, or nothing but a site's lines; give it the page of a Chinese speech"


class CleanError(ValueError):
    """This input cannot be cleaned; the message says why and what to do."""


@dataclass(frozen=True)
class Edit:
    """One entry of the account: what a rule did, or left alone, at a place of the source.

    ``line`` and ``column`` count from 1, in characters, in the text that the steps were
    handed (the decoded input). ``certain`` is False for a place that could not be settled:
    it is flagged and stays, and ``why`` says what it may have been. A place that only told
    the header something stays too, and is certain.
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
        rows = [f"{key}: {_json(value)}\n" for key, value in self.known.items()]
        return f"---\n{''.join(rows)}---\n"

    @property
    def known(self) -> Facts:
        """The header's keys whose values are known, in their order."""
        return {key: value for key in HEADER if (value := getattr(self, key)) not in (None, ())}

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """The account of every change, step by step, each step from the top down."""
        return tuple(_account(undo(self), self.ledger))


def clean(source: str | bytes, *, encoding: str | None = None, script: Script = "hans") -> Speech:
    """Clean one page: ``source`` is the file's bytes, or its text.

    ``encoding`` names the bytes' encoding where it is not found. ``script="keep"``
    leaves Traditional characters as they are. Raises CleanError for bytes that are
    no text and for a page without Chinese text, ValueError for another ``script``.
    """
    if script not in ("hans", "keep"):
        raise ValueError(f"script is 'hans' or 'keep', not {script!r}")
    with _uncollected():
        return _cleaned(source, encoding, script)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pause the garbage collector: time and again it would go through all edits, none of which is garbage."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _cleaned(source: str | bytes, encoding: str | None, script: Script) -> Speech:
    found = decode(source, encoding)
    page = Page(found.text, script, losses=found.reasons)
    if is_html(page.text):
        page = extract(page)
    for step in (
        intake,         # first: every step reads lines; of an output of ours, all other steps have been here
        residue,        # before repair, which would take it for traces of lost bytes
        repair,         # on the raw Traditional text: bytes and glosses are its evidence
        gloss,          # before words are looked up, which a gloss would split
        to_simplified,  # before lines are weighed, whose words stand in one table, in Simplified
        chrome,         # before punctuation, which would set the site's lines as well and hide their shape
        punctuation,    # before layout, since a mark at a line's end is judged by that end
        layout,         # last: only now is it known what a line is
    ):
        if not page.is_cleaned or step is layout:
            page, _ = apply(page, step.__name__, step(page))
    body = EDITORS_MARK.sub("", page.text)
    if not HAN_CHAR.search(body):
        raise CleanError(NO_CHINESE)
    data = source.encode() if isinstance(source, str) else source
    facts: Facts = {"sha256": hashlib.sha256(data).hexdigest(), **page.facts}
    if not page.is_cleaned:
        facts["language"] = "zh-Hant" if script == "keep" and is_traditional(page.text) else "zh-Hans"
        facts["flagged"] = len(page.flagged) + page.doubts
    facts["kept"] = len("".join(body.split()))
    facts["redactions"] = sum(1 for _ in REDACTION.finditer(page.text))
    return Speech(**facts, body=page.text, ledger=page.passes)


def undo(speech: Speech) -> str:
    """Give back the text that the steps were handed, to the character: the input; of HTML, its lines."""
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

    Not ``certain`` is a flag: the place stays as it is (``new`` is what stands there), and if it
    ``holds``, no later step may rewrite it. ``facts`` is what the place tells the header.
    ``by_character`` stands for an edit of each character that differs from the one in its place in ``new``:
    a conversion makes so many that they are told apart only when the account is read.
    """

    start: int
    end: int
    new: str
    rule: str
    why: str = ""
    certain: bool = True
    facts: Facts | None = None
    by_character: bool = False
    holds: bool = True


class Pass(NamedTuple):
    """All that one step did: the text it was handed, and the edits that were carried out, in order."""

    step: str
    text: str
    applied: tuple[Proposal, ...]

    def undo(self, text: str) -> str:
        """Turn the step's output back into its input."""
        parts: list[str] = []
        at = grown = 0
        for edit in self.applied:
            start = edit.start + grown
            parts += text[at:start], self.text[edit.start:edit.end]
            at = start + len(edit.new)
            grown = at - edit.end
        return "".join([*parts, text[at:]])

    def singly(self) -> Iterator[Proposal]:
        """Yield the edits one by one, those of many characters apart."""
        for edit in self.applied:
            if edit.by_character:
                differs = map(ne, self.text[edit.start:edit.end], edit.new)
                for n in compress(range(len(edit.new)), differs):
                    yield Proposal(edit.start + n, edit.start + n + 1, edit.new[n], edit.rule, edit.why)
            else:
                yield edit

    def back(self, positions: Iterable[int]) -> Iterator[int]:
        """Carry ascending positions in the step's output back to its input.

        A position inside a replacement goes to the same offset in what it replaced, or to its end;
        one where something was taken out, behind that.
        """
        edits, grown = iter(self.applied), 0
        edit = next(edits, None)
        for position in positions:
            while edit and position >= edit.start + grown + len(edit.new):
                grown += len(edit.new) - (edit.end - edit.start)
                edit = next(edits, None)
            if edit and position > edit.start + grown:
                yield min(position - grown, edit.end)
            else:
                yield position - grown


class Span(NamedTuple):
    """A stretch of the text at hand."""

    start: int
    end: int


@dataclass(frozen=True)
class Page:
    """What a step looks at: the text so far, what the header knows, what is flagged."""

    text: str
    script: Script = "hans"
    facts: Facts = field(default_factory=dict)
    flagged: tuple[Span, ...] = ()
    losses: tuple[str, ...] = ()  # why there are U+FFFD: a word on each
    doubts: int = 0         # flags that hold no step back
    name: str = ""          # of HTML: its <title>,
    markup: tuple[tuple[int, Markup], ...] = ()  # and what it says of its lines, by where they begin in the source
    passes: tuple[Pass, ...] = field(default=(), compare=False)  # what has been done so far

    def source_places(self, positions: Iterable[int]) -> list[int]:
        """Carry ascending positions in the text back to the source."""
        for done in reversed(self.passes):
            positions = done.back(positions)
        return list(positions)

    @property
    def is_cleaned(self) -> bool:
        """The input began with a front matter of ours: only the layout, and the counts, are taken anew."""
        return "sha256" in self.facts


def apply(page: Page, step: str, proposals: Iterable[Proposal]) -> tuple[Page, Pass]:
    """Carry out a step's proposals; return the new page and the record of them.

    They come in the order of the text and do not overlap (else AssertionError, a fault of the step). What
    is certain, changes nothing and tells the header nothing is on no record.
    A flagged place is out of bounds for the steps after the one that flagged it:
    an edit that touches it is dropped, unless it takes the place out as a whole
    (a flag in a line of site furniture goes with the line).
    """
    text, size = page.text, len(page.text)
    written = StringIO()
    applied, flagged, facts, doubts = [], [], dict(page.facts), page.doubts
    fences = list(reversed(page.flagged))
    at = grown = 0
    for edit in chain.from_iterable(_between_flags(one, page) for one in proposals) if fences else proposals:
        start, end, new = edit[:3]
        if not at <= start <= end <= size:
            raise AssertionError(f"{step}: {edit} is out of order or out of range")
        is_flag, changes = not edit.certain and edit.holds, text[start:end] != new
        while fences and fences[-1].end <= start:
            flagged.append(_moved(fences.pop(), grown))
        if (changes or is_flag) and not _allowed(edit, fences):
            continue
        while changes and fences and fences[-1].start < end:
            fences.pop()
        if is_flag:
            flagged.append(_moved(Span(start, end), grown))
        doubts += not (edit.certain or edit.holds)
        if changes or edit.facts or not edit.certain:
            applied.append(edit)
            written.write(text[at:start])
            written.write(new)
            grown += len(new) - (end - start)
            at = end
            _learn(facts, edit.facts or {})
    flagged += [_moved(fence, grown) for fence in reversed(fences)]
    written.write(text[at:])
    done = Pass(step, text, tuple(applied))
    return replace(page, text=written.getvalue(), facts=facts, flagged=tuple(flagged), doubts=doubts,
                   passes=(*page.passes, done)), done


def _between_flags(edit: Proposal, page: Page) -> Iterator[Proposal]:
    """Cut an edit of many characters at the flagged places in it; another one stays whole."""
    start = edit.start
    for flag in page.flagged if edit.by_character else ():
        if start <= flag.start < edit.end:
            new = edit.new[start - edit.start:flag.start - edit.start]
            yield edit._replace(start=start, end=flag.start, new=new)
            start = flag.end
    yield edit._replace(start=start, new=edit.new[start - edit.start:])


def _allowed(edit: Proposal, fences: list[Span]) -> bool:
    touched = takewhile(lambda fence: fence.start < edit.end, reversed(fences))
    return all(edit.new == "" and edit.start <= f.start and f.end <= edit.end for f in touched)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _learn(facts: Facts, new: Mapping[str, Any]) -> None:
    """Take up what an edit tells: ``complete`` can only fall, ``omitted`` grows, else the first holds."""
    for key, value in new.items():
        if key == "omitted":
            facts[key] = (*facts.get(key, ()), *value)
        elif key == "complete":
            facts[key] = value and facts.get(key, True)
        elif key == "date" and value.startswith(facts.get(key, value)):  # the same day, and the clock
            facts[key] = value
        else:
            facts.setdefault(key, value)


def _account(source: str, ledger: tuple[Pass, ...]) -> Iterator[Edit]:
    starts = [0, *(end.end() for end in re.finditer(f"\n|{ODD_LINE_END}", source))]
    for n, done in enumerate(ledger):
        edits = list(done.singly())
        positions: Iterable[int] = [edit.start for edit in edits]
        for earlier in reversed(ledger[:n]):
            positions = earlier.back(positions)
        for edit, position in zip(edits, positions, strict=True):
            line = bisect_right(starts, position)
            yield Edit(done.step, edit.rule, line, position - starts[line - 1] + 1,
                       done.text[edit.start:edit.end], edit.new, edit.why, edit.certain)


# --- what is known of characters ------------------------------------------------------------

# The syllables of GB 2312 level 1 in its order, each with the character it begins at: the
# 3,755 characters of rows 16 to 55 stand sorted by their reading (GB 2312-80).
LEVEL_1 = (
    "a啊ai埃an鞍ang肮ao凹ba芭bai白ban斑bang邦bao苞bei杯ben奔beng崩bi逼bian鞭biao标bie鳖bin彬bing兵bo玻bu捕ca擦cai猜can餐"
    "cang苍cao操ce厕ceng层cha插chai拆chan搀chang昌chao超che车chen郴cheng撑chi吃chong充chou抽chu初chuai揣chuan川"
    "chuang疮chui吹chun春chuo戳ci疵cong聪cou凑cu粗cuan蹿cui摧cun村cuo磋da搭dai呆dan耽dang当dao刀de德deng蹬di堤dian颠"
    "diao碉die跌ding丁diu丢dong东dou兜du督duan端dui堆dun墩duo掇e蛾en恩er而fa发fan藩fang坊fei菲fen芬feng丰fo佛fou否fu夫"
    "ga噶gai该gan干gang冈gao篙ge哥gei给gen根geng耕gong工gou钩gu辜gua刮guai乖guan棺guang光gui瑰gun辊guo锅ha哈hai骸han酣"
    "hang夯hao壕he呵hei嘿hen痕heng哼hong轰hou喉hu呼hua花huai槐huan欢huang荒hui灰hun荤huo豁ji击jia嘉jian歼jiang僵jiao蕉"
    "jie揭jin巾jing荆jiong炯jiu揪ju鞠juan捐jue撅jun均ka喀kai开kan刊kang康kao考ke坷ken肯keng坑kong空kou抠ku枯kua夸kuai块"
    "kuan宽kuang匡kui亏kun坤kuo括la垃lai莱lan蓝lang琅lao捞le勒lei雷leng棱li厘lia俩lian联liang粮liao撩lie列lin琳ling玲"
    "liu溜long龙lou楼lu芦lü驴luan峦lüe掠lun抡luo萝ma妈mai埋man瞒mang芒mao猫me么mei玫men门meng萌mi眯mian棉miao苗mie蔑"
    "min民ming明miu谬mo摸mou谋mu拇na拿nai氖nan南nang囊nao挠ne呢nei馁nen嫩neng能ni妮nian蔫niang娘niao鸟nie捏nin您ning柠"
    "niu牛nong脓nu奴nü女nuan暖nüe虐nuo挪o哦ou欧pa啪pai拍pan攀pang乓pao抛pei呸pen喷peng砰pi坯pian篇piao飘pie撇pin拼ping乒"
    "po坡pu扑qi期qia掐qian牵qiang枪qiao橇qie切qin钦qing青qiong琼qiu秋qu趋quan圈que缺qun裙ran然rang瓤rao饶re惹ren壬"
    "reng扔ri日rong戎rou揉ru茹ruan软rui蕊run闰ruo若sa撒sai腮san三sang桑sao搔se瑟sen森seng僧sha莎shai筛shan珊shang墒"
    "shao梢she奢shen砷sheng声shi师shou收shu蔬shua刷shuai摔shuan栓shuang霜shui谁shun吮shuo说si斯song松sou搜su苏suan酸"
    "sui虽sun孙suo蓑ta塌tai胎tan坍tang汤tao掏te特teng藤ti梯tian天tiao挑tie贴ting厅tong通tou偷tu凸tuan湍tui推tun吞tuo拖"
    "wa挖wai歪wan豌wang汪wei威wen瘟weng嗡wo挝wu巫xi昔xia瞎xian掀xiang相xiao萧xie楔xin薪xing星xiong兄xiu休xu墟xuan轩"
    "xue靴xun勋ya压yan焉yang殃yao邀ye椰yi一yin茵ying英yo哟yong拥you幽yu迂yuan鸳yue曰yun耘za匝zai栽zan咱zang赃zao遭ze责"
    "zei贼zen怎zeng增zha扎zhai摘zhan瞻zhang樟zhao招zhe遮zhen珍zheng蒸zhi芝zhong中zhou舟zhu珠zhua抓zhuai拽zhuan专"
    "zhuang桩zhui椎zhun谆zhuo捉zi兹zong鬃zou邹zu租zuan钻zui嘴zun尊zuo昨"
)
# In level 1 no character is read like these, at first; the chart writes ü.
OTHER_SOUNDS = "lo m n ng shei zhei dei kei lv nv lve nve lue nue"
SOUNDS = frozenset(re.findall("[a-zü]+", LEVEL_1)) | set(OTHER_SOUNDS.split())
TONES = dict(zip("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ", "aaaaeeeeiiiioooouuuuüüüü", strict=True))
TONELESS = str.maketrans(TONES)
TONED = regex(f"[{''.join(TONES)}]")
SYLLABLE = rf"[a-zü{''.join(TONES)}]{{1,6}}"
GLOSS = rf"[(（]{SYLLABLE}\ ?[)）]"
PINYIN = regex(GLOSS)
SOUND = regex(SYLLABLE)
# Character, glosses, a space behind; the bracket leads, which is looked for faster than any character.
GLOSSED = regex(rf"[(（](?<=({HAN_LIKE}).)({SYLLABLE}\ ?[)）](?:{GLOSS})*)(\ ?)")

# Variants that OpenCC's t2s leaves as they are or gives another form than speeches have: most by
# the 第一批异体字整理表 (1955), some Japanese or new forms (値 戸 浄). Not 邨 and 迺, which stand in
# names (錢杏邨, 華富邨), nor 呎 and 吋: a foot is no 尺.
VARIANTS = dict(zip(
    "衞枱粧痺擡姪倂廻彚値愼戸覩遶鎗攷敍勗媿尅幷廐徃惪扞揹撡擕斈槪歛浄渉湼漑濬煖甎盌砲窓窻竝緐罸耡"
    "肎胷脇膓舖荳葢覊譌貍賸躭輭迯遯郷酧阬陜隣韮飜餧騐鬭鬪鴈鵞鷰鼇鼈恊牠衹劵谘靑淸硏緖",
    "卫台妆痹抬侄并回汇值慎户睹绕枪考叙勖愧克并厩往德捍背操携学概敛净涉涅溉浚暖砖碗炮窗窗并繁罚锄"
    "肯胸胁肠铺豆盖羁讹狸剩耽软逃遁乡酬坑陕邻韭翻喂验斗斗雁鹅燕鳌鳖协它只券咨青清研绪",
    strict=True))

QUOTED = regex("“[^“”\\n]*”|《[^《》\\n]*》|「[^「」\\n]*」")


# The commonest words of two characters, by their first: 发展生挥 is 发展, 发生 and 发挥. As counted in public
# speeches, reports and laws and in general text, and words with a character that a cut at a mark
# breaks each time (危害 上海 正常): they stand in for what a page is too short to show.
COMMON = """
    发展生挥现布表达动出行扬射电包病 人民员口们才大类物数士均家 经济营过验常费历贸 社会区保
    国家际人务内民有防主特外政共 建设立筑议成国 工作业程人资农具商厂 我们国校省 中国央华心小学间部西共专印
    一个九些定步般种条年切次样百直点起批声下位级句天千阵边片件致项面块只部道座时场中带旦家眼张战大半段系方款把名路支小粒概
    企业 或者 生产活态物命育长于病 加强快大工入以上速到剧 政府策治体区法权协 改革善造变为进正 可以能是
    主义要席管任权体张持动人 全国面部省体球民年市社局 问题道 他们人 进行入展步口攻来出城程去取 农业村产民田
    没有收 自己然治由主身行觉我 管理 产品业生量值能经权 提高出供升前请示取 规定模划范律则 增长加强产收
    代表理 应当该用对急 技术能 地方区位理面上产下球质保 制度定造作 推进动广行出 委员托 其他中实它余
    教育师授学 文化明学件章物字 市场长 以上及下后来前外为 部门分队署长 基本础地层金 会议主会
    这个些样种里么次时位件 安全排危 服务 已经有 有关效些期人利权所时力序着 行政为业动使情省
    重要大点视新工建病 关系于键心注务停 方面式法针向案人便 组织成 投资入票 继续承 群众 支持付出票援取
    坚持决定 世界纪 计划算 民族主政生委工间团事和 什么 实施现行际践在验力 积极累 领导域土取
    法律规国院权治制人定 质量 事业情项件务故实物 决定议策不 机构关制械会场器遇 情况节形 必须要然 促进
    公司共里民开布路益社安平元正务众园 能力够源 通过常知信 依法照靠据然 特别色点殊征 完善成全整 结构果合束
    第二一三十四五六七八九 单位 同时志意胞样一 研究制发 亿元 合作理法同格 革命 活动力 水平利
    保护障持证险存卫留密健管守全产鲜定有人住值国供荐姆佑安养民用 起来
    不是能同断得会过要仅可少知到敢足再了但好正错移变肯符管久想在住停小败 使用 扩大 需要求
    取得消出向代胜决缔经现名下费自保 条件约例 根据本 检察查测 要求是素 统计一治筹 历史 资源金本料产格
    财政产富 环境保节 开始展放发工 解决放释 作为用出人战品者 项目 知道识 创新造业作汇
    各级种项国地类位族个方部自省校 成为立果功就绩员本人长效败 土地壤 监督管察测 科技学研 稳定步妥健住
    责任令 二十条年百人级 现代在象实有 就业是 按照住 城市镇乡邦楼 任务何免期人职 报告道 收入购费支益到取
    美国元 如果何此今 大会力学家量型国幅事道大陆人小多臣中声概专病海败 体系制育现健 今年天日后 严重格厉肃
    个人体 但是 调整查控节动停 五年十条八七百九千保 由于此 时间候期代常 标准志 金融额属 措施 学生院校习科
    两个岸年种国侧 利用益于润 努力 具有体备 之一间后中前下二外 因为此素而 村民小 劳动模 形成式势象 北京部海
    执行法 九五条八年十 许多可 所有以谓得在 思想 常务常委见用规住态设有性绿德年数人识驻 档案 承包担兑诺认
    参加与 影响 斗争 包括 职业工责务权能 达到 出来现口去版发席台 战略争线斗胜败 认为真识 湖北 精神
    三十年条个千百分级 直接 共和同产享 消费息灭除 负责担 和平谐服 采取用 过去程来渡剩 落实后 控制 综合 华人
    为了主重 石油 对于外象方 及其时 得到 品质种牌 面积对前临 选举择民取 目标前的 运动输行用
    本法级来人身报省 维护持 信息贷用心 价格值 深化入刻海 团结体 范围 居民住 怎么样 而且是 卫生 粮食
    日本期常子益 处理罚于分置 存在 更加多好新是 十二一三五四分六九七八年条万 系统列 健全康身壮儿 困难
    原则来因料材始 区域别 表示现明面决 四十条个年川大海 虽然 权利力益 比较例赛重如 武汉器装功昌
    力量度推加保 记者载录住 长期江安 期间限 充分满裕 百分科度万三二 干部涉 阶级段
    专业门家项政题制利用线科区注心著职栏任人 超过级 鼓励 分别子配析布为发钟类校 设施立备计置 军事队人民校
    贸易 批准评 反对映应本动省 变化成革 治理疗安病 还有是要 医疗院药生保 贯彻 用于户地 接受着 犯罪 县级
    逐步渐 持续 编辑制剧印 办法理事 违法反 风险 皇帝上 指导出标挥 商品业 你们 造成福 准备入确 万元吨亿亩
    举行办 外交国资贸汇商省 做好到出法 集体中团 说道明话 理论解由想 宪法 最后大高低终近小 银行 意见义识思
    获得取 材料 内容部生外需地 先进生后 胜利败 修改正订 交通流易汇 东西北部南海 竞争 那么些个里样种时 旅游
    付款 当时然前地年事在 相关应同互当信对比 协调定议商助 乡镇村居 传统播 左右 上海年述升级地来涨面市
    总理产体额值统量是结 徒刑 孩子 家庭里 切实 广大泛场州东播 突出然破发 台湾海 汇票率报合集聚 明显白确代
    下来列有降去午面 戒毒 试点验 联合系 伟大 审议批查计判 独立资特 货币 票据 速度 平均衡等民稳原台常 符合
    甚至么 给予 业生务 并且处 预算期计防 铁路 矛盾 污染 每年个天 希望腊 证明券 年代来均度底内间轻 药品物
    然后而 八年条十 巩固 非常法洲 网络站 纲要 优化势秀先质惠 确定保实 减少轻小 物质价资 义务民 艺术 巨大
    整个顿体取 引导起进 受到 看到见来着看病 觉得 香港 西部方南北 丰富 正确在式是常当义 六十条个五小
    新闻型增兴发 心中里理想 装备 英国雄俊 节能约省 咱们 位于置 祖国 着力重 登记 宏观 多种年少数万次个
    从事而此小 仍然 几个乎年 很多大快小 七年条十 适当应用度 道路德 称为 注意重 罚金款 帮助 它们 后来果 食品
    争取 了解 去年 只要有见能是好 程度序 爱国 核心 效益率果 汽车 住房宅地所院宿处 迅速 于是 销售 良好
    手段中续机里 少数年 考虑试生核取 打击开败印 构成建 襄阳 召开集 转移变让型化折 电子话力视影 动力物员作
    属于 真正是实的 随着后 帝国 养老牛 宗教 秩序 贡献 培养训育 苏联 印度象刷尼发鉴
    高度速校级等效中质兴举于新 恢复 来说到自源看 状况态 路线 敌人 放在心 回来答到去 捐赠 较大快小 连续 秘密
    队伍 是否从 降低 植物 升级 强化制调国烈大 告诉 贷款 前款进提面 除了 化学解工 性质能病 草案原 荆州 妇女
    功能夫 眼睛前 身上体子边份 察院 首先都次 债务 履行 朋友 族人 拒绝 此外时 兄弟 终于 显著示然得 奋斗 展开
    声音 予以 破坏败 词条汇 无法产论 双方手 普遍通及 某些 另外 刑法事 友好 讨论 场所 供应给 飞机行 欧洲
    防止治范控病 书记面 压力 父亲母 禁止毒 费用 喜欢剧 拥有 享有受 感到觉谢 似乎的 数量字据额学 青年海 德国
    腐败 若干 渠道 别人 著名作 介绍 训练 固定 名称字义校 股东份权 流通动域转 复杂 儿子童 众人多 互相 始终
    繁荣 案件 气候概 官员僚 澳门 清楚理 毕业 省级长内直委份会地区市外城 宣传布 错误 侵略犯 覆盖 损失害
    命令运 素质 毒品 小时学型组说康姐子城心麦人孩弟声小事吃于区套孔雨船儿将河路岛贝字金腹屋额米马牛 谈判
    姑娘 贫困 容易 担任心保 海关洋军空外拔上峡域藻水底岸南湾面内里运口边河地滨防滩盗港瑞区产战 立即刻法场
    曾经 抓好住紧 等等级 千万米 亚洲 古代 离开 附近 师父 税收 危机险害房及急难 追究 空间军中 尤其 初步 封建
    语言 女人儿子性 带来动 跃进 哪里 未来取 融资合 议案 限制 脸上 导弹致 尽管 却是 局面 找到 母亲 疾病 愿意
    往往常 才能 涉及 停止留产滞业车建下战顿 布局 申请 听取说到见 例如 肯定 遵守 拘役 紧张密 境内 周围 棉花
    极性大为 见到 忽然 南京北部海 简单 针对 天然下津门 快速 媒体 签署订章 备案 司法 到底 彻底 态度
    补助贴偿充 难以道 满足意 诉讼 男人 招生 撤销 绿色 配合置套 绝对 扶持贫 评价 又称 便是利 挑战 背书 竟然
    耕地 查处 河流南 搞好 也许 钢铁 攻坚击 允许 密切 即使 定期要能住 图片 旗帜 院长校 遇到 威胁 顺利 扎实
    坐在 启动 掌握 航空海 毫米 夫人 留下 森林 振兴 音乐 失业败去常 观念点 老师人 尊重 探索 永远 至少于
    类型似 矿产 幅度 步伐 隔离 模式型样范拟糊仿块 临时危海 救助 在于校 种植类 弟子 把握 哲学 购买 蒙古
    吸收取 亲自 里面海 再次 她们 缔结 故事 缺乏 将军 遗址产 势力 克服隆 马克 好像 晚上 想到起 灾害
    营业养 欢迎 样子 划分 既然 累计 排放 向前 刚才刚 纺织 太阳小 纳入 朝鲜廷 煤炭 走出向 阅读 细胞小 早已
    围绕住 授予权 令人 抗日 贵族 趋势 格局 宜昌 避免 退休 软件 轻工 赔偿 咨询 港澳 习惯 列入为 员工 援助
    死亡 论坛 遭到 虚假 究竟 房地 的话 衣服 胖子 循环 否则 江南 纷纷 拓展 免费 倘若 果然 纪律 山东地
    赤字 储备 寡头 移动 岗位 尚未 待遇 霸权 施工行 奴隶 唯一 估计 昨天 客观 距离 薄弱膜 游客 纠正 爆发
    擅自 差距 志愿 患者病 层次 叫做 幸福 妻子 遏制 妥善 妈妈 元年 录取 街道 废除 概念况览括率论述
    校名长园舍区办外 沿海 病人毒原情虫变死险因理患房例床危 异常 福利建临州晋 染病 剩下余 夺取 埃及 低保
    乾隆 庆祝 玻璃 戏剧 曲折 缩小 富裕 击败 肌肉肤 粒子 拉丁 恰好当恰 寻常 渤海 珍稀 颗粒 骗取
    剧烈本目院团场社毒痛作 浮雕动夸肿 牛肉奶顿马车 疲劳惫倦 疫病 谋取 抱住 急剧 隆重中庆起 悲剧
    折磨腾扣子旧合断射 致病 续保 京剧 毛病 挫折败 话剧 拦住 暂停 索取 顶住 歌剧 陆海 挡住 握住 哑巴 滨海
    茫然茫 守住 该校 啤酒 站住 抽取 脑海 祝贺福 弧形 跨省 黄海 稀有少 奏折 懈怠 珠海 涨停 宽裕
    微小粒 黑海 沧海桑 入海 租住 叮嘱 狭小 兜住 近海 败坏 换取 波折 杂剧 窃取 镇住 遮住 党校 兴隆
    垂危 堵住 尘埃 弱小 楷模 汲取
"""


@cache
def dictionary(name: str) -> dict[str, list[str]]:
    """Read one of OpenCC's dictionaries (TSCharacters, TSPhrases, STCharacters): key to choices."""
    data = get_data("opencc", f"dictionary/{name}.txt") or b""
    return {key: values.split(" ") for key, values in (row.split("\t") for row in data.decode().splitlines())}


@cache
def simplified() -> dict[str, str]:
    """Map each character that is not Simplified to the one that is."""
    return {key: values[0] for key, values in dictionary("TSCharacters").items()} | VARIANTS


@cache
def _simple_forms() -> dict[int, str]:
    return {ord(key): value for key, value in simplified().items()}


def _simple(text: str) -> str:
    """Convert character by character; the length stays."""
    return text.translate(_simple_forms())


@cache
def charted() -> dict[str, str]:
    """Map each character of level 1 to its (first) reading, without its tone."""
    begins = {char: sound for sound, char in re.findall("([a-zü]+)([^a-zü])", LEVEL_1)}
    cells = (bytes([row, cell]) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    chars = (cell.decode("gb2312", "ignore") for cell in cells)
    sound = ""
    return {char: (sound := begins.get(char, sound)) for char in chars if char}


@cache
def common() -> dict[str, str]:
    """Map the first character of each common word to all that follow it in one."""
    return {word[0]: word[1:] for word in COMMON.split()}


@cache
def word_counts() -> Counter[str]:
    """Count the common words that each character stands in."""
    return Counter(char for first, others in common().items() for char in first * len(others) + others)


@cache
def is_plain(char: str) -> bool:
    """Tell whether a character is everyday Chinese: one of GB 2312 level 1, or a mark.

    A Traditional character is judged by its Simplified form.
    """
    return simplified().get(char, char) in charted() or char in PLAIN_MARKS


def sounds_of(glossed: Iterable[tuple[str | Any, ...]]) -> dict[str, set[str]]:
    """Collect the readings that a page writes behind each character, of pairs of character and gloss."""
    sounds: dict[str, set[str]] = {}
    for char, pinyin in glossed:
        sounds.setdefault(char, set()).update(SOUND.findall(pinyin))
    return sounds


def is_traditional(text: str) -> bool:
    """Tell whether a text is in Traditional characters: what it quotes or cites aside.

    More than one Chinese character in twenty has to be one whose Simplified form no Traditional text
    has (in such a text one in three is), and more than twice as many as there are of these forms.
    """
    han = _count_han(QUOTED.sub("", text)) or _count_han(text)
    traditional = sum(n for char, n in han.items() if simplified().get(char) in simplified_only())
    simple = sum(n for char, n in han.items() if char in simplified_only())
    return traditional > max(2 * simple, sum(han.values()) // 20)


def _count_han(text: str) -> dict[str, int]:
    return {char: n for char, n in Counter(text).items() if is_in(char, HAN)}


@cache
def simplified_only() -> frozenset[str]:
    """Collect the characters that no Traditional text has."""
    return frozenset(char for char, forms in dictionary("STCharacters").items() if char not in forms)


# --- decode: bytes to text ------------------------------------------------------------------

# The share of everyday characters in a text that is read rightly: of speeches 0.79 and more, of a
# list of names 0.38. Read wrongly, none has more than 0.20.
LIKE_CHINESE = 0.3
LABELLED = 0.1      # what the page's own label is worth beside it
FEW_LOST = 8        # bytes that may be no text: a page cut inside a character, a few bytes gone bad
BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe\0\0": "utf-32-le", b"\0\0\xfe\xff": "utf-32-be",
        b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
TRIED = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
# What pages with these labels are written in: the larger encoding (Encoding Standard, WHATWG).
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs"}


class Decoded(NamedTuple):
    """A text; ``lost`` are the offsets of bytes that are none, ``places`` those of the U+FFFD for them."""

    text: str
    encoding: str = ""
    lost: tuple[int, ...] = ()
    places: tuple[int, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """Say of each U+FFFD why it is there."""
        offsets = dict(zip(self.places, self.lost, strict=True))
        return tuple(f"the byte at offset {offsets[gap.start()]} is not {self.encoding}"
                     if gap.start() in offsets else "lost before" for gap in re.finditer("\ufffd", self.text))


def decode(source: str | bytes, encoding: str | None = None) -> Decoded:
    """Return the text of ``source``: never a guess at a byte, never a silent replacement.

    A few bytes that are no text stay as U+FFFD, to be flagged; more of them are an error.
    """
    if isinstance(source, str):
        found = Decoded(source)
    elif encoding is None:
        found = _recognized(source)
    else:
        name = _known(encoding)
        found = _decoded(source, BOMS.get(source[:2], "utf-16-le") if name == "utf-16" else name)
    if len(found.lost) > FEW_LOST:
        first = found.lost[0]
        advice = "try another encoding" if encoding else \
            "it looks like no other encoding either; name its encoding with --encoding"
        raise CleanError(f"byte {source[first]:#04x} at offset {first} and others are not {found.encoding}; "
                         f"{advice}")
    if lone := re.search("[\ud800-\udfff]", found.text):
        raise CleanError(f"half a surrogate pair at character {lone.start()}; give the page's bytes "
                         "as they are")
    return found


def _recognized(data: bytes) -> Decoded:
    """Decode by the mark at the beginning, as strict UTF-8, or as what looks most like Chinese.

    A label in the page is often wrong, and gb18030 takes almost any bytes of Big5; so of
    all that can be, the text with the largest share of everyday characters is it. The
    label decides only where these are about as many.
    """
    marked = next((name for bom, name in BOMS.items() if data.startswith(bom)), "utf-8")
    found = _decoded(data, marked)
    if not found.lost and "\0" not in found.text:
        return found
    from bs4.dammit import EncodingDetector  # noqa: PLC0415 - most pages need no second look
    label = _known(EncodingDetector.find_declared_encoding(data, is_html=True) or marked, marked)
    texts = [found, *(_decoded(data, name) for name in TRIED if name != marked)]
    likely = {one: _share_of_everyday(one.text) + LABELLED * (one.encoding == label) for one in texts
              if len(one.lost) <= FEW_LOST and "\0" not in one.text}
    best = max(likely, key=likely.__getitem__, default=found)
    return best if likely.get(best, 0) > LIKE_CHINESE else found


def _known(encoding: str, default: str = "") -> str:
    """Return Python's name of an encoding, the larger one where a label is meant so."""
    try:
        name = codecs.lookup(encoding).name
        "中".encode(name if name not in ("idna", "punycode") else "ascii")  # these are for names of hosts
    except (LookupError, ValueError) as error:
        if default:
            return default
        raise CleanError(f"{encoding!r} is no encoding of Chinese text; try gb18030 or big5hkscs") from error
    return WIDER.get(name, name)


def _share_of_everyday(text: str) -> float:
    """Return the share of everyday characters and marks among the first that are not ASCII."""
    sample = _simple("".join(char[0] for char in islice(re.finditer("[^\\0-~]", text), 5000)))
    return sum(char in word_counts() or char in MARKS for char in sample) / max(len(sample), 1)


def _decoded(data: bytes, encoding: str) -> Decoded:
    """Decode; bytes in a row that are no text are one loss, as many as a character may have."""
    text = ""
    lost: list[int] = []
    places: list[int] = []
    at = 0
    while len(lost) <= FEW_LOST:
        try:
            text += data[at:].decode(encoding)
            break
        except UnicodeDecodeError as error:
            start, end = error.start, error.end
            if start or not lost or at - lost[-1] >= 4:
                text += data[at:at + start].decode(encoding) + "\ufffd"
                lost.append(at + start)
                places.append(len(text) - 1)
            at += end
    return Decoded(text, encoding, tuple(lost), tuple(places))


# --- extract: HTML to lines -----------------------------------------------------------------
#
# Nothing is chosen here: each line that a reader sees becomes a line of text, and what the markup says
# of it goes along, to be weighed with all else (`chrome`). So what is taken out of an HTML page stands
# in the account like anything that is taken out.

HTML = regex(r"<(!doctype\s+html|html|head|body)\b[^<>]*>", re.IGNORECASE)
LINE_TAGS = frozenset("""
    address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section
    summary table tbody td tfoot th thead tr ul""".split())
CELLS = frozenset({"td", "th"})
UNSEEN_TAGS = frozenset("""
    applet area audio button canvas embed head iframe input map math noframes noscript object option rp rt
    script select style svg template textarea title video""".split())
# What is only invisible may be shown by a script; a wrapper of size 0 only closes gaps.
UNSEEN = regex(r"(?i)display\s*:\s*none")
NO_SIZE = regex(r"(?i)font-size\s*:\s*0(?!\.?[1-9])")
ASIDE = regex(r"""(?<![a-z])(?:aside|side(?:bar)?|share|related?|recommend|comments?|foot(?:er)?|copyright|nav|menu
    |(?:bread)?crumbs?|hot|rank|tags?|ads?|login|search|reply|pager|tool(?:s|bar)?)(?![a-z])
    """, re.VERBOSE | re.IGNORECASE)
DATE_KEY = regex(r"(?i)pub(?:lish(?:ed)?)?[-_]?(?:date|time)|release[-_]?date|^date$|^dc\.date|datepublished"
                 "|createtime")
SCRIPT_DATE = regex(r"""createTime\s*=\s*["']([^"'<>]{8,40})["']""")  # WeChat's
WEB_ADDRESS = regex("https?://[!-~]{1,200}")


class Markup(NamedTuple):
    """What a page's markup says of a line."""

    tag: str = ""           # the element that it stands in
    link: float = 0.0       # what share of it is links
    aside: bool = False     # the page calls its place a comment, a footer, a menu or the like
    home: float = 0.0       # how much prose stands around it, up to two elements out; where most does, 1


class Row(NamedTuple):
    """A line as a page shows it, and the element that holds it."""

    text: str
    block: Any
    link: float
    aside: bool


def is_html(text: str) -> bool:
    """Tell an HTML document from text, in which tags may be left, or spoken of.

    A document has two kinds of its own tags, or one and begins with any tag. What has only others is
    text with tags in it: all of it may be the speech, so `residue` takes them out.
    """
    if FRONT_MATTER.match(text.lstrip("\ufeff")):
        return False
    kinds = {tag[1].split()[0].lower() for tag in HTML.finditer(text)}
    return len(kinds) > 1 or (bool(kinds) and text.lstrip("\ufeff \t\r\n").startswith("<"))


def extract(page: Page) -> Page:
    """Return the page as the lines that a browser shows, with what its markup says of them.

    An included header often ends the page (</body>) before it has begun, so these tags do not count.
    """
    from lxml import etree, html  # noqa: PLC0415 - for HTML only
    text = re.sub(r"(?i)</(?:html|body)\s*>|^\s*<\?xml[^>]*>", "", page.text.replace("\0", ""))
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root: Any = html.document_fromstring(text.encode(), parser=parser)
    except etree.ParserError as error:  # there is nothing in it
        raise CleanError(NO_CHINESE) from error
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        return page  # nested deeper than the parser follows: `residue` takes its tags out
    rows = _rows(root)
    prose: Counter[Any] = Counter()
    for row in rows:
        if row.link < 0.5 and PAUSE_MARK.search(row.text):
            prose.update(dict.fromkeys(_around(row.block), len(row.text)))
    most, markup, at = max(prose.values(), default=1), [], 0
    for row in rows:
        home = max(prose[one] for one in _around(row.block)) / most
        markup.append((at, Markup(row.block.tag, row.link, row.aside, home)))
        at += len(row.text) + 1
    said = _said_in_head(root)
    if page.script == "hans" and is_traditional(text):
        said |= {key: simple_form(said[key]) for key in ("name", "site") if key in said}
    return replace(page, text="\n".join(row.text for row in rows), markup=tuple(markup),
                   name=said.pop("name", ""), facts=said)


def _rows(root: Any) -> list[Row]:  # noqa: C901 - one walk, in which all else would need the same five names
    """Walk through a page and set its lines as a browser does."""
    from lxml import etree  # noqa: PLC0415 - for HTML only
    rows: list[Row] = []
    pieces: list[tuple[str, bool]] = []  # of the line at hand, and whether they are links
    blocks: list[Any] = [root]
    inside, hidden = Counter[str](), root

    def end_line() -> None:
        if text := _spaced("".join(piece for piece, _ in pieces)):
            linked, han = "".join(piece for piece, is_link in pieces if is_link), len(HAN_CHAR.findall(text))
            link = len(HAN_CHAR.findall(linked)) / han if han else float(bool(linked.strip()))
            rows.append(Row(text, blocks[-1], link, inside["aside"] > 0))
        pieces.clear()

    def add(text: str | None) -> None:
        for n, piece in enumerate((text or "").split("\n") if inside["pre"] else [text or ""]):
            if n:
                end_line()
            pieces.append((piece, inside["link"] > 0))

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start" and not _is_seen(element):
            walk.skip_subtree()
            hidden = element
        elif element is hidden:
            add(element.tail)
        else:
            step = 1 if event == "start" else -1
            if element.tag in CELLS and inside["data"]:
                add(" ")
            elif element.tag in LINE_TAGS:
                end_line()
                blocks.append(element) if step > 0 else blocks.pop()
            for kind in _says(element):
                inside[kind] += step
            add(element.text if step > 0 else element.tail)
    end_line()
    return rows


def _is_seen(element: Any) -> bool:
    if element.tag in ("html", "body"):  # shown by a script, if need be
        return True
    if element.tag in UNSEEN_TAGS or element.get("hidden") is not None:
        return False
    style = element.get("style", "")
    return not style or not (UNSEEN.search(style) or (NO_SIZE.search(style) and len(element) == 0))


def _says(element: Any) -> Iterator[str]:
    """Yield what an element says of the lines in it: a link, preformatted, a row of data, no speech."""
    if element.tag == "a" and element.get("href") is not None:  # not <a name>
        yield "link"
    if element.tag == "pre":
        yield "pre"
    if element.tag == "tr" and all(below.tag in CELLS or below.tag not in LINE_TAGS
                                   for below in element.iterdescendants()):
        yield "data"  # not one that only sets the page out
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    is_page = element.tag in ("html", "body", "article", "main")  # what these are called is said of the page
    if not is_page and (element.tag in ("aside", "nav", "footer") or ASIDE.search(names)):
        yield "aside"


def _around(block: Any) -> list[Any]:
    """Return the element of a line and the two around it."""
    return [one for one in (block, *islice(block.iterancestors(), 2)) if one.tag not in ("body", "html")] or [block]


def _spaced(text: str) -> str:
    """Set spaces as a browser shows them: one for many, none for a line end between Chinese characters."""
    if "\n" in text:
        text = re.sub(rf"(?<=[{CJK}])[ \t\r]*\n\s*(?=[{CJK}])", "", text)
    return re.sub(r"[ \t\r\n\f]+", " ", text).strip(" ")


def _said_in_head(root: Any) -> Facts:
    """Return what a page says beside its text: its <title>, when it was published, its site, its address."""
    meta = {(tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower():
            tag.get("content") or "" for tag in root.iter("meta")}
    scripts = [script.text or "" for script in root.iter("script")]
    stamps = [*(value for key, value in meta.items() if DATE_KEY.search(key)),
              *chain.from_iterable(map(_published, scripts)),
              *(stamp[1] for script in scripts for stamp in SCRIPT_DATE.finditer(script)),
              *(tag.get("datetime") or "" for tag in root.iter("time"))]
    url = next(iter(root.xpath("//link[@rel='canonical']/@href")), meta.get("og:url", ""))
    names = root.xpath("//title/text() | //meta[@property='og:title']/@content")
    known = {
        "name": max(map(_spaced, names), key=len, default=""),
        "date": next(filter(None, (iso_date(_china_time(stamp)) for stamp in stamps)), None),
        "site": _plain_line(meta.get("og:site_name", "")),
        "url": url if WEB_ADDRESS.fullmatch(url) else None,
    }
    return {key: value for key, value in known.items() if value}


def _published(script: str) -> Iterator[str]:
    """Yield the dates of publication that a script of JSON-LD has, at any depth."""
    try:
        ahead = [json.loads(script)] if "datePublished" in script or "pubDate" in script else []
    except (ValueError, RecursionError):  # a program, or JSON that no reader takes
        return
    while ahead:
        one = ahead.pop()
        if isinstance(one, dict):
            yield from (value for key in ("datePublished", "pubDate") if isinstance(value := one.get(key), str))
        ahead += one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()


def _china_time(stamp: str) -> str:
    """Turn a stamp with a zone of its own (…T10:23:48+00:00) into China Standard Time."""
    try:
        moment = datetime.fromisoformat(stamp.strip())
        return moment.astimezone(timezone(timedelta(hours=8))).isoformat() if moment.tzinfo else stamp
    except (ValueError, OverflowError):  # a date in another form, of which `iso_date` knows more, or none
        return stamp


# --- intake: one kind of line end, nothing invisible, lost bytes, a header of our own ------------

INVISIBLE = regex(r"[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e"
                  r"\u2060-\u2064\u2066-\u2069\ufeff]+")  # not 200D, which joins the parts of an emoji


def intake(page: Page) -> Iterator[Proposal]:
    """Make every line end a line feed, take out what cannot be seen, flag lost bytes.

    A front matter of ours is taken into the header: what it says of the page holds, and no step but `layout`
    has anything left to do. Any other front matter is text.
    """
    start = len(page.text) - len(page.text.lstrip("\ufeff"))
    if start:
        yield Proposal(0, start, "", "byte order mark")
    found = FRONT_MATTER.match(page.text, start)
    facts = _read_header(found[1].replace("\r\n", "\n")) if found else None
    if found and facts:
        yield Proposal(start, found.end(), "", "front matter", "cleaned before", facts=facts)
        start = found.end()
    n = page.text.count("\ufffd")
    reasons = list(page.losses) if len(page.losses) == n else [f"one of: {', '.join(page.losses)}"] * n
    for place in re.compile(f"{ODD_LINE_END}|\ufffd|{INVISIBLE.pattern}").finditer(page.text, start):
        if place[0] == "\ufffd":
            yield Proposal(*place.span(), place[0], "lost byte", reasons.pop(0), certain=False)
        elif INVISIBLE.fullmatch(place[0]):
            yield Proposal(*place.span(), "", "invisible character")
        else:
            yield Proposal(*place.span(), "\n", "line end")


# --- residue: what pages and scrapers left inside the lines ---------------------------------

TAG_NAMES = LINE_TAGS | UNSEEN_TAGS | set("""
    a abbr b base big cite code del em font i img ins link meta o:p s small span strike strong sub sup tt u
    wbr""".split())
TAG = regex(r"""
    (?:<|&lt;)!--|--(?:>|&gt;)
    |(?:<|&lt;)(?P<end>/?)(?P<name>[a-z][a-z1-6:]{0,11})
        (?:\s+[a-z_:-]{1,30}(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>&]+))?)*\s*/?(?:>|&gt;)
    """, re.VERBOSE | re.IGNORECASE, "< & --")
ENTITY = regex(r"&(?:amp;)*(?:[A-Za-z]{2,8}\d{0,2}|#\d{1,7}|#[xX][\dA-Fa-f]{1,6});", signs="&")
# A forum's jammer: letters, digits and signs by ones and twos, as no text has them (w@ }P k* 3} g} n.).
JAMMER = regex(rf"""
    (?:^[^\S\n]*|(?<=[{CJK}])[^\S\n]+)[!-~]{{1,3}}(?:\ {{1,2}}[!-~]{{1,3}}){{3,40}}
    (?:[^\S\n]*$|\ +(?=[{CJK}]))
    """, BY_LINE)
# Its tokens: z3, D+, J!, &C
JAMMED = regex(r"(?<![!-~])(?:[A-Za-z][^\w\s.,:]|[^\w\s.,:]+[A-Za-z\d]|[A-Za-z]\d|\d[A-Za-z])(?![!-~]{2})")
SET_CSS = r"[a-z-]{2,30}\s*+:\s*+[^\s{};][^{};\n]{0,79}"
RESIDUE = (  # rule, what takes its place, shape
    ("escaped line end", "\n", regex(r"""\\?x0[dD]\\?x0[aA]|_x000[dD]_|\\r\\n|(?:^|(?<=[。！？：；”）]))\\n
        |\[(?:[Nn]ext)?[Pp]age\]|_ueditor_page_break_tag_|\#p\#[^#\n]{0,60}\#e\#""", BY_LINE, r"x0 \ [ _ #")),
    ("template token", "", regex(rf"""\{{\{{[\ A-Za-z0-9_.|$-]{{1,60}}\}}\}}
        |\[(?:标(?:{GLOSS})?签(?:{GLOSS})?|db)\s*[:：][^\[\]\n]{{1,40}}\]|\[!--[\w.]{{1,40}}--\]""", BY_LINE, "[ {")),
    ("style sheet", "", regex(rf"""(?:^|(?<=[\s}}]))[^\S\n]*
        [.#@]?[A-Za-z][A-Za-z0-9_.#:,\ >*-]{{0,80}}\{{\s*(?:{SET_CSS};\s*)*(?:{SET_CSS})?;?\s*\}}
        """, BY_LINE, "{")),
    ("lost space", "", regex(r"^[^\S\n]*\?{1,8}[^\S\n]*$", BY_LINE, "?")),
    ("page number", "", regex(r"""^[^\S\n]*(?:[-—–]\s*\d{1,3}\s*[-—–]
        |第\s*\d{1,3}\s*页(?:[\s/，,]*共\s*\d{1,3}\s*页)?)[^\S\n]*$""", BY_LINE, "- — – 页")),
    # Within a sentence, behind 的, a site sets a mark against copying: 的.重要, 的'意义
    ("mark against copying", "", regex(rf"(?<=的)[.'](?={HAN_LIKE})", BY_LINE, ". '")),
)
INDENT = regex(rf"^(?:\?{{2}}|\?{{4}}|\?{{8}})(?=[{HAN}\d“‘（(《])", re.MULTILINE, "??")
# A number glued to a line that is no date and counts nothing: 1今天, 2一、认清形势
PAGED = regex(rf"""
    ^(?:[^\S\n]|\?{{2}})*(?P<number>[1-9]\d?)(?={HAN_LIKE}|[（“])
    (?![年月日号时点分秒个名位项条款次级届人元万亿千百十余多岁周天])
    """, BY_LINE, "1 2 3 4 5 6 7 8 9")
HEAD_OR_ADDRESS = regex(r"""
    [一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]\w{3}|第[一二三四五六七八九十]
    |(?:同志们|各位\S{2,8}|尊敬的\S{2,12})[:：]
    """, re.VERBOSE)
LISTED = regex(r"""
    [（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]|第[一二三四五六七八九十\d]+[章节条款篇]|[-—•·*●■◆]
    """, re.VERBOSE)


def residue(page: Page) -> Iterator[Proposal]:
    """Take out what is no text: tags and entities, tokens of templates, style sheets, escapes, jammers.

    It comes early since it parts characters that belong together, and its signs would be taken for traces
    of lost bytes. What an author may quote (a rule of CSS, a tag) needs a second sign of its kind.
    """
    view = page.text
    if any(sign in view for sign in "[页頁") or next(PAGED.finditer(view), None):  # words may matter
        view = _simple(view)
    found = [*_tags(view), *_entities(view), *_jammers(view), *_page_numbers(view), *_wraps(view)]
    for rule, new, pattern in RESIDUE:
        places = list(pattern.finditer(view))
        if rule == "style sheet" and sum(place[0].count(":") for place in places) < 2:
            continue
        if rule == "mark against copying" and view.count("。") <= len(places):  # here a point may be a 。
            continue
        found += (Proposal(*place.span(), new, rule) for place in places)
    indents = [Proposal(*one.span(), "", "lost indent") for one in INDENT.finditer(view)]
    found += indents if len(indents) > 1 or any(one.end - one.start > 2 for one in indents) else []
    end = 0
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start >= end:
            yield one
            end = one.end


def _tags(text: str) -> Iterator[Proposal]:
    """Find the tags that a page has in its text; one or two that nothing ends may be spoken of."""
    tags = [tag for tag in TAG.finditer(text) if not tag["name"] or tag["name"].lower() in TAG_NAMES]
    ends = {_kind(tag): tag.start() for tag in tags if tag["end"] or tag[0].startswith("--")}
    if not ends and len(tags) < 3:
        return
    start, inside = 0, ""  # of a comment, or of what no reader sees with its content
    for tag in tags if len(tags) > 1 else ():
        kind, is_end = _kind(tag), bool(tag["end"]) or tag[0].startswith("--")
        if inside:
            if is_end and kind == inside:
                yield Proposal(start, tag.end(), "", "tag")
                inside = ""
        elif kind in ("--", "script", "style") and not is_end and ends.get(kind, 0) > tag.start():
            start, inside = tag.start(), kind
        else:
            new = " " if kind in CELLS else "\n" if kind in LINE_TAGS else ""
            yield Proposal(*tag.span(), new, "tag")


def _kind(tag: re.Match[str]) -> str:
    return (tag["name"] or "--").lower()


def _entities(text: str) -> Iterator[Proposal]:
    from html import unescape  # noqa: PLC0415 - few pages have any
    for entity in ENTITY.finditer(text):
        char = unescape(re.sub("(?:amp;)+(?=.)", "", entity[0]))  # &amp;nbsp; was escaped twice
        if not char.endswith(";") and char != "\ufffd":
            yield Proposal(*entity.span(), char if char.isprintable() else " " if char.isspace() else "", "entity")


def _jammers(text: str) -> Iterator[Proposal]:
    """Find a forum's jammers: three and more on a page, or one that has several tokens like }P, k* and 3}."""
    found = [one for one in JAMMER.finditer(text) if len(JAMMED.findall(one[0])) > 1]
    if len(found) > 2 or any(len(JAMMED.findall(one[0])) > 3 for one in found):
        yield from (Proposal(*one.span(), "", "jammer") for one in found)


def _page_numbers(text: str) -> Iterator[Proposal]:
    """Find page numbers glued to lines: 1, 2, 3 … in order, where a line is a heading or an address, too."""
    numbers = list(PAGED.finditer(text))
    counted = all(int(number["number"]) == n for n, number in enumerate(numbers, 1))
    if len(numbers) > 1 and counted and any(HEAD_OR_ADDRESS.match(text, number.end()) for number in numbers):
        yield from (Proposal(*number.span("number"), "", "page number") for number in numbers)


def _width(line: str) -> int:
    """Return the columns that a line takes: one for a character of ASCII, two for another."""
    return 2 * len(line) - len(line.encode("ascii", "ignore"))


def _wraps(text: str) -> Iterator[Proposal]:
    """Find the line ends of text that was wrapped at one width.

    Of such a text many lines are as long as the longest (4 columns less: a mark that could not begin a
    line), and these are cut anywhere: few end in a mark, and sentences end inside some, as in no verse.
    """
    lines = list(re.finditer(r"[^\n]+", text))
    widths = [_width(line[0].rstrip()) for line in lines]
    width = max(widths, default=0)
    full = [n for n, wide in enumerate(widths) if wide > width - 4]
    shown = [lines[n][0].strip() for n in full]
    if not 30 <= width <= 160 or len(full) < max(3, 0.4 * len(lines)):
        return
    ended = sum(line[-1] in MARKS + ",.!?;:" for line in shown)
    paused = sum(bool(re.search("[，。,.]", line[:-1])) for line in shown)
    stopped = sum(bool(re.search("[。！？；.!?;](?!\\d)", line[:-1])) for line in shown)
    alike = sum(a[:2] == b[:2] or bool(LISTED.match(a) and LISTED.match(b)) for a, b in pairwise(shown))
    if ended > 0.4 * len(full) or paused < 0.5 * len(full) or not stopped or alike > 0.2 * len(full):
        return
    indented = any(line[0][0].isspace() for line in lines)
    for line in (lines[n] for n in full):
        after = text[line.end():line.end() + 2]
        goes_on = len(after) == 2 and not after[1].isspace() and not LISTED.match(text, line.end() + 1)
        if goes_on and (indented or not ENDS_SENTENCE.search(line[0].rstrip())):
            words = line[0][-1].isascii() and after[1].isascii()
            end = line.start() + len(line[0].rstrip())
            yield Proposal(end, line.end() + 1, " " if words else "", "hard wrap")


# --- repair: undo GBK byte damage -----------------------------------------------------------
#
# Such a site works on GBK bytes without regard for where characters begin. Two things
# happen: it searches for a character it wants to gloss, and writes the gloss between the
# bytes of two others (要務 = D2AA 84D5 holds 獎 AA84: 要?jiǎng)?wù)); or it splits the text
# at a punctuation mark, decodes the pieces, and puts the mark back (。看換 = A1A3 BFB4 9351
# holds ？ A3BF: ?？磽Q). Both times a lead byte loses its trail byte: it vanishes or shows as
# "?" (and takes an ASCII byte behind it along), and the pairs behind it slip by one byte
# until they are in step again: at a trail byte that shows as an ASCII character, at a gloss
# that takes the last byte, or where the piece ends.
#
# The way back is a search over the few bytes that are not there. It reads what is shown one
# byte earlier; where a byte is lost, every everyday character that fits is tried. The damage
# follows from the text, so the judge only has to ask how likely each text is: neighbour by
# neighbour, as the page itself writes them, and words that every speech has. What all likely
# readings have in common is restored; where they differ, the damage stays and is flagged.

# The marks a site splits on, as scrapers show them: at full width, or folded.
FOLDED = ",!?;:"
SPLIT_MARKS = {wide: wide for wide in "，！？；：。、"} | {mark: WIDE[mark] for mark in FOLDED}
LOST = "?？"        # what a site shows for a lost byte, if anything
LETTER = "[@-~]"   # a trail byte that shows as ASCII
UNSIGNED_GLOSS = regex(rf"(?P<sound>{SYLLABLE})\ ?\)")  # its bracket went with the lost byte
BROKEN_GLOSS = regex(f"[{LOST}]{UNSIGNED_GLOSS.pattern}")  # the same on a site that shows the loss
NO_SIGN = f"(?<={HAN_LIKE})(?=[a-zü]*[{''.join(TONES)}])"
# Where damage may begin: at a mark, behind what the site shows for the lost byte.
MARK = f"[{''.join(SPLIT_MARKS)}]"
DAMAGE = regex(rf"(?:[{LOST}]|{NO_SIGN}){UNSIGNED_GLOSS.pattern}|(?P<orphan>[{LOST}]?)(?P<mark>{MARK})")
ORPHAN = regex(rf"{BROKEN_GLOSS.pattern}|[{LOST}]{MARK}")
TRACE = rf"""
    {ORPHAN.pattern}
    |{NO_SIGN}{SYLLABLE}\ ?\)
    |{LETTER}{GLOSS}
    |(?<=[^\0-\x7f]){LETTER}(?=[{CJK}{FOLDED}])  # glued between Chinese characters
    |[!！]$                                    # it may have been the end of a quotation
    """
CROWD = regex(f"{MARK}{{7,}}")
# The author's, where nothing else shows damage: ???, ?!?!; but ?!? is the end of a quotation, and
# ??zǒng) a broken gloss.
CRY = regex(rf"""(?:([?？])\1\1|[?？!！]{{4}}|[?？!！]{{3}}(?=\d?[A-Za-z][A-Za-z]|\d[A-Za-z])
    |[?？!！]{{2}}(?=[「」『』“”《》]))[?？!！]*+
    (?!{UNSIGNED_GLOSS.pattern})""", re.VERBOSE)
LATIN_WORD = regex("[A-Za-z0-9][A-Za-z0-9&.'-]+")
ANY_LEAD = bytes(range(0x81, 0xFF))
ANY_TRAIL = bytes(range(0x40, 0xFF))
# The trail bytes that make no character with some lead byte behind them: of pairs that have
# slipped by a byte, nothing shows of these two.
VANISHED = bytes([0x80, *range(0xA1, 0xB0), 0xD7, *range(0xF8, 0xFF)])

FEW = 250      # of more pairs of bytes than these, only those are tried that are known to follow,
UNKNOWN = "〓"  # and this, which stands for any other character
DIGITS = "0123456789"
OPEN = regex("“[^“”！]*$")  # a quotation that goes on; ！ may be its 。”
QUOTATION_MARK = regex("[“”]")
LONGEST_QUOTATION = 2000  # characters in which the end of one is looked for

# Marks, an indent and numbers (（一）) as they stand side by side.
COMMON_MARKS = frozenset([
    *"。” ！” ？” ”。 ”， 》， 》。 ：“ ，“ 。“ 、“ 、《 。\n ！\n ”\n 　　 \n　 　（".split(" "),
    *(pair for number in "一二三四五六七八九十" for pair in (f"（{number}", f"{number}）", f"{number}、"))])
# A sentence does not end with these, nor begin with those.
NEVER_LAST = frozenset("或把被但若很最又而且再")
NEVER_FIRST = frozenset("的了们者害吗呢吧或")
# These seldom end one: pronouns, prepositions, adverbs. And these are a word by themselves, of what
# may be cut at a mark (trail byte A1 or A3).
SELDOM_LAST = frozenset(
    "要想我你他她们各每某这那该此其在从对向给使让将以于与和及之并也都还就才已曾正均第必须个两几万")
ALONE = frozenset("常保停取省小")

# Weighed by hand on sixty public documents, spoiled in three ways, for the fewest wrong repairs.
MARGIN = 4.3        # nats by which a reading has to be likelier than another to rule it out
SENTENCE = 0.05     # how often a sentence ends behind a character of which nothing is known
SELDOM = 0.005      # the same of those that seldom end one
DISCOUNT = 0.9      # what is taken off each count of a pair, for the pairs that are not seen
DISCOUNT_3 = 0.8    # the same of a triple
OTHERS = 0.3        # the share of all characters together that are not known to stand somewhere
PRIOR, PRIOR_3 = 1, 0.1     # pairs, and triples, by which what is known elsewhere counts beside what is seen
PRIOR_STOP = 5      # the same of a 。, whose share is known best
PAUSE = 0.3         # 。 that a clause's end (，、；) behind a character is worth
OF_WORDS, OTHER_WORDS = 0.8, 0.2    # the share of the common words, and of all else, behind what begins some
FEWEST_WORDS = 3    # as many a character counts as beginning, for one word not to get all of that share
SHARE_OF_MARK = 0.1     # the share of a mark behind what it often stands behind
ODD = 1e-8          # that of a character which is not everyday Chinese
KINDS = 0.1         # pairs that any character may end beside those of the page; again for each of its words
ALL_KINDS = 900     # the same of all characters together
WORD = 5.0          # nats that a word is worth which a cut character makes, or does not make
PER_SIGN = 4.0      # nats that each sign of damage speaks against the text as it is shown
SHORT_QUOTE = 12.0      # nats that speak against a quotation of three characters that is a sentence
QUOTE = 4.0         # nats that a quotation mark is worth which closes or opens as it should
IN_A_ROW = {"?": 5, "": 2}  # pairs that may have vanished side by side, by what the site shows for them
LONGEST, WAYS = 200, 40  # characters of a slipped run, and readings that are followed up at a time
SURE_SIGNS = 5          # signs of one place that no names can make
SUSPECT_SIGNS = 4       # signs of one place that names seldom make
GARBLED = 30.0          # nats by which a reading is likelier that is not plain, to be flagged for two signs
NO_DOUBT = 50.0         # nats by which only a reading of damage is likelier than the text as it is shown
HOPELESS = 20.0         # nats behind the best at which a reading is given up
CONTEXT = 400           # characters before a slip that are kept


def _bare(shown: str) -> str:
    """Take the glosses out and give folded marks their width."""
    shown = PINYIN.sub("", shown)
    for folded in FOLDED:
        shown = shown.replace(folded, SPLIT_MARKS[folded])
    return shown


@cache
def plain_pairs() -> dict[bytes, str]:
    """Map two GBK bytes to their character: the everyday ones, in a Traditional text's form."""
    forms = dictionary("STCharacters")
    chars = (char for simple in (*charted(), *PLAIN_MARKS) for char in forms.get(simple, simple))
    pairs = ((char.encode("gbk", "ignore"), char) for char in chars if is_plain(char))
    return dict(sorted(pair for pair in pairs if pair[0]))


def is_level_2(char: str) -> bool:
    """Tell whether a character is one of GB 2312 level 2 (rows 56 to 87), in a Traditional text's form."""
    simple = _simple(char)
    level_2 = b"\xd8" <= simple.encode("gb2312", "ignore") < b"\xf8"
    return level_2 and char in dictionary("STCharacters").get(simple, simple)


@cache
def originals() -> dict[str, str]:
    """Map each everyday character to all that become it in Simplified."""
    forms: dict[str, str] = defaultdict(str)
    for char in plain_pairs().values():
        forms[_simple(char)] += char
    return forms


@cache
def vanishing(char: str) -> bytes:
    """Return the lead bytes that make no character with this one's trail byte before them."""
    if char == UNKNOWN:
        return ANY_LEAD
    trail = char.encode("gbk")[-1]
    if trail not in VANISHED:
        return b""
    pairs = (bytes([trail, lead]) for lead in ANY_LEAD)
    return bytes(pair[1] for pair in pairs if not pair.decode("gbk", "ignore"))


@cache
def _made(leads: bytes, trails: bytes) -> str:
    """Return the everyday characters of these bytes; a rare one too if both its bytes are known."""
    if len(leads) == len(trails) == 1 and leads + trails not in plain_pairs():
        char = (leads + trails).decode("gbk", "ignore")
        return char if is_level_2(char) else ""
    pairs = (leads[n:n + 1] + trails[m:m + 1] for n in range(len(leads)) for m in range(len(trails)))
    return "".join(filter(None, map(plain_pairs().get, pairs)))


class Evidence:
    """What a page says of itself: a model of its neighbouring characters, in Simplified.

    ``shown`` is the page's text; ``mended``, to be counted instead, has what is repaired for certain;
    ``proven`` are the marks that the site has been found to split on. ``orphan`` is what the page shows
    for a lost byte: "?", or nothing ("").
    """

    def __init__(self, shown: str, mended: str | None = None, proven: frozenset[str] = frozenset()) -> None:
        text = re.sub(r"\n\s*", "\n", _simple(_bare(shown if mended is None else mended)))
        pairs = list(map(add, text, text[1:]))
        self.chars, self.pairs = Counter(text), Counter(pairs)
        self.followers: dict[str, str] = defaultdict(str)
        self.kinds: Counter[str] = Counter()  # after how many characters each stands
        for pair in self.pairs:
            self.followers[pair[0]] += pair[1]
            self.kinds[pair[1]] += 1
        self.glosses = sounds_of(one.group(1, 2) for one in GLOSSED.finditer(shown))
        self.orphan = "?" if any(map(_is_orphan, ORPHAN.finditer(CROWD.sub("\n", shown)))) else ""
        self.has_wide = "？" in shown  # no scraper has folded the mark ？: "?" is what shows for a lost byte
        self.proven = proven
        # 。” holds the bytes of ！: a site that splits on it leaves no sentence closed.
        self.unclosed = len(re.findall("“[^“”！]*！\n", text)) > 2 and "。”" not in shown
        self.triples = Counter(map(add, pairs, text[2:]))
        self.endings = Counter(triple[:2] for triple in self.triples)  # after each pair, how many characters
        # What has been worked out before.
        self.thirds: dict[tuple[str, int], float] = {}
        self.fitting: dict[tuple[str, bytes, bytes, str], list[tuple[str, str, float]]] = {}

    def likelihood(self, text: str, own: int = 0) -> float:
        """Return the log-probability (nats) of all but the first two characters of ``text``.

        ``own`` is how often the page may have this very text, which must not speak for itself.
        """
        text = _simple(text)
        return sum(self.third(text[n:n + 3], own) for n in range(len(text) - 2))

    def third(self, triple: str, own: int = 0) -> float:
        """Return the log-probability of the third character behind the two before it.

        Absolute discounting, twice: what the page's own triples leave over goes to its pairs, what
        these leave over to what stands together elsewhere (`_share`), and there to characters by how
        many others they follow (Kneser and Ney 1995). PRIOR stands for the pages that are not seen; the
        shares do not add up to one: they are only compared.
        """
        known = self.thirds.get((triple, own))
        if known is None:
            likelihood, pair = self._second(triple[1:], own), triple[:2]
            if (total := self.pairs.get(pair, 0) - own) > 0:
                seen = max(self.triples.get(triple, 0) - own - DISCOUNT_3, 0)
                rest = DISCOUNT_3 * self.endings[pair] + PRIOR_3
                likelihood = (seen + rest * likelihood) / (total + PRIOR_3)
            known = self.thirds[triple, own] = log(likelihood)
        return known

    def _second(self, pair: str, own: int) -> float:
        """Return how likely the second character is behind the first. A sentence may end where
        the page ends clauses.
        """
        first, second = pair[0], pair[1]
        seen, total = self.pairs.get(pair, 0) - own, self.chars.get(first, 0) - own
        if second == "。":
            clauses = sum(self.pairs.get(first + pause, 0) for pause in "，、；")
            usual = SELDOM if first in SELDOM_LAST else SENTENCE
            return (max(seen, 0) + PAUSE * clauses + PRIOR_STOP * usual) / (max(total, 0) + PRIOR_STOP)
        share = self._share(pair, own)
        if total <= 0:
            return share
        rest = DISCOUNT * len(self.followers.get(first, "")) + PRIOR
        return (max(seen - DISCOUNT, 0) + rest * share) / (total + PRIOR)

    def _share(self, pair: str, own: int) -> float:
        """Return how likely the second character is where the page does not have the pair: by
        the common words, else by how many other characters it follows.
        """
        first, second = pair[0], pair[1]
        if second == UNKNOWN:
            return OTHERS
        if not _is_ordinary(second):
            return ODD
        if pair in COMMON_MARKS:
            return SHARE_OF_MARK
        kinds = max(self.kinds.get(second, 0) - own, 0) + KINDS + KINDS * word_counts().get(second, 0)
        share, words = kinds / (len(self.pairs) + ALL_KINDS), common().get(first, "")
        if not words:
            return share
        return OTHER_WORDS * share + (second in words) * OF_WORDS / max(len(words), FEWEST_WORDS)

    def has_word(self, pair: str) -> bool:
        """Tell whether two characters are a common word, or stand together on the page more than once."""
        return pair[1] in common().get(pair[0], "") or self.pairs[pair] > 1

    def follow(self, char: str) -> str:
        """Return what is known to stand behind a character."""
        return self.followers.get(char, "") + common().get(char, "")

    def behind(self, char: str, leads: bytes, trails: bytes, sound: str) -> list[tuple[str, str, float]]:
        """Return the characters of these bytes that may stand behind one: each with the pair it makes, in
        Simplified, and the log-probability of that whatever stands before; the likeliest first.

        With a ``sound``, those that are read so; of many pairs of bytes (FEW) only what is known to follow
        the character, and UNKNOWN.
        """
        key = char, leads, trails, sound
        if key not in self.fitting:
            if sound:
                chars = _sounding(_made(leads, trails), sound, self)
            elif len(leads) * len(trails) < FEW:
                chars = _made(leads, trails)
            else:
                forms = "".join(originals().get(one, "") for one in dict.fromkeys(self.follow(char)))
                chars = UNKNOWN + "".join(one for one in forms if (data := one.encode("gbk"))[0] in leads
                                          and data[1] in trails)
            pairs = zip(chars, map(char.__add__, _simple(chars)), strict=True)
            found = [(one, pair, log(self._second(pair, 0))) for one, pair in pairs if not _is_refused(pair)]
            self.fitting[key] = sorted(found, key=lambda one: -one[2])
        return self.fitting[key]


def _is_orphan(found: re.Match[str]) -> bool:
    """Tell a lost byte from an author's ？！, ？？ or ???: he goes on in plain text, or with a Latin word."""
    if found[0][-1] not in "!！?？":
        return True
    text, (start, end) = found.string, found.span()
    if LATIN_WORD.match(text, end) or CRY.match(text, start) or CRY.match(text, max(start - 1, 0)):
        return False
    return any(char in LOST or not is_plain(char) for char in text[end:end + 8])


def _is_ordinary(char: str) -> bool:
    return char in "\n％" or " " <= char <= "~" or is_plain(char)


def repair(page: Page) -> Iterator[Proposal]:
    """Put back the bytes that a mirror lost, where the page itself says which they were.

    >>> page = Page("群眾的任務?磽Q屆的成效,換屆的任務。")
    >>> [edit.new for edit in repair(page)]
    ['。看換']

    A reading has to be plain Chinese (GB 2312 level 1 in Simplified) and to show as the
    damage that stands there when it is damaged again; a gloss says how the character that
    it broke is read. Of these, whatever is MARGIN less likely than the best is out. Where
    more than one is left, what they share is put back, and the rest stays and is flagged:
    often only the "?" of a lost byte.
    Two signs are needed before anything is read as damage; one, where the page's other
    places show that the mark is cut there. Left alone: a Simplified page (no trail byte of
    it is ASCII), real questions (為什麼？Why), 五年?Z世代, 答案：B、C.
    """
    lines = list(_traced(page.text))
    if not any(line.is_traced for line in lines) or not is_traditional(page.text):
        return
    places = list(_places(lines, Evidence(page.text), {}))
    signs: Counter[str] = Counter()
    for place in places:
        signs[place.mark] += place.signs * all(edit.certain for edit in place.edits)
    proven = frozenset(mark for mark, n in signs.items() if n > 1)
    if proven:  # what is mended bears witness for the rest, but none for itself
        sure = [place for place in places if place.mark in proven]
        mended, _ = apply(page, "repair", chain.from_iterable(place.edits for place in sure))
        own = {place.edits[0].start: _pairs_made(page.text, place.edits) for place in sure}
        places = list(_places(lines, Evidence(page.text, mended.text, proven), own))
    for place in places:
        for edit in place.edits:
            if place.signs > 1 or place.mark in proven or not edit.certain:
                yield edit
            else:  # one sign alone, though what it may have been is plain Chinese
                shown, why = page.text[edit.start:edit.end], f"it may have been {edit.new}"
                yield edit._replace(new=shown, why=why, certain=False)


@dataclass(frozen=True)
class Slip:
    """A place where a byte may be lost and the pairs behind it have slipped: the match of DAMAGE, and the
    mended line before it.
    """

    damage: re.Match[str]
    left: str
    evidence: Evidence
    own: frozenset[str]  # the pairs of characters that the evidence has from this very place
    line: re.Match[str]  # in the text of the page

    @property
    def shown(self) -> str:
        return self.damage.string

    @property
    def mark(self) -> str:
        """The mark that may have been cut, at full width; "" where a gloss was written."""
        return SPLIT_MARKS.get(self.damage["mark"], "")

    def third(self, triple: str) -> float:
        """Return how likely the third character is behind two others, by what the rest of the page shows."""
        return self.evidence.third(triple, triple[1:] in self.own)

    @property
    def is_like_page(self) -> bool:
        """A lost byte is shown here as elsewhere on the page."""
        return bool(self.damage["orphan"]) == bool(self.evidence.orphan)

    @cached_property
    def next_mark(self) -> int:
        """Where the next mark stands: what shows behind it is not damage of this one."""
        lost = LOST if self.evidence.orphan else ""
        places = (n for n in range(self.damage.end(), len(self.shown))
                  if self.shown[n] in SPLIT_MARKS and self.shown[n] not in lost)
        return next(places, len(self.shown))

    @property
    def is_suspect(self) -> bool:
        """A broken gloss, a lost byte, the end of a quotation, or no plain text up to the next mark."""
        plain = all(map(is_plain, self.shown[self.damage.end():self.next_mark]))
        return not plain or self.ends_quotation or bool(self.damage["sound"] or self.damage["orphan"])

    @cached_property
    def ends_quotation(self) -> bool:
        """The line ends here, in a quotation that no later line ends and whose end was not lost before."""
        if self.damage.end() < len(self.shown) or not OPEN.search(self.left):
            return False
        later = QUOTATION_MARK.search(self.line.string, self.line.end(), self.line.end() + LONGEST_QUOTATION)
        return not later or later[0] == "“"

    @property
    def lost_an_end(self) -> bool:
        """A quotation ends here, on a page that shows the end of none."""
        return self.evidence.unclosed and self.ends_quotation

    @property
    def is_known(self) -> bool:
        """The page itself has shown that it is cut at such a place."""
        return self.lost_an_end or self.mark in self.evidence.proven

    def as_shown(self) -> Iterator[tuple[int, float]]:
        """Yield how likely the text is as it is shown, up to each place of it."""
        start, end = self.damage.span()
        pairs = map("".join, pairwise(_simple(_bare(self.shown[start:end + 4]))))
        own = max(min((self.evidence.pairs[pair] for pair in pairs), default=0), 1)
        text, score, at = _simple(("\n\n" + self.left)[-2:]), 0.0, start
        while at < min(len(self.shown), end + 2 * LONGEST):
            if gloss := PINYIN.match(self.shown, at):
                at = gloss.end()
            else:
                text = text[-2:] + _simple(SPLIT_MARKS.get(self.shown[at], self.shown[at]))
                score += self.evidence.third(text, own)
                at += 1
            yield at, score

    @property
    def is_open(self) -> bool:
        """A quotation has begun before and has not ended."""
        return self.left.rfind("“") > self.left.rfind("”")

    def pairs_quotes(self, reading: Reading) -> bool:
        """Tell whether a reading has the quotation mark that the line lacks here as it is shown."""
        before = "“" if self.is_open else "”"
        behind = QUOTATION_MARK.search(self.shown, reading.end)
        marks = [before, *QUOTATION_MARK.findall(reading.text), behind[0] if behind else "“"]
        return marks[-1] == before and len(marks) > 2 and all(a != b for a, b in pairwise(marks))


class Reading(NamedTuple):
    """What may have stood at a slip, as far as it has been read."""

    score: float = 0.0           # nats
    text: str = ""
    ends: tuple[int, ...] = ()   # for each character, where what shows of it ends
    leads: bytes = ANY_LEAD      # what the byte left over, the next lead byte, can be
    gloss: str = ""              # the gloss that took the last byte along

    @property
    def end(self) -> int:
        return self.ends[-1]


class Place(NamedTuple):
    """A damaged place: the mark that was cut ("" for a gloss), the number of signs, the edits."""

    mark: str
    signs: int
    edits: list[Proposal]


def _pairs_made(text: str, edits: list[Proposal]) -> frozenset[str]:
    """Return the pairs of characters that the edits of a place make, in Simplified."""
    start, end = edits[0].start, edits[-1].end
    before = _bare(text[max(0, start - CONTEXT):start])[-1:]
    made = before + _bare("".join(edit.new for edit in edits)) + text[end:end + 1]
    return frozenset(map("".join, pairwise(_simple(made))))


class Traced(NamedTuple):
    """A line of the page, the same without glosses and with wide marks, and whether it may be damaged."""

    line: re.Match[str]
    bare: str
    is_traced: bool


def _traced(text: str) -> Iterator[Traced]:
    """Look for traces of damage, line by line; few lines have a character in which one could begin."""
    bare = _bare(text)
    rare = _rare(bare)
    trace, sign = _trace(rare), re.compile(f"[{LOST}@-~{''.join(TONES)}{rare}]|！$")
    for line, shown in zip(re.finditer("(?m)^.*$", text), bare.split("\n"), strict=True):
        yield Traced(line, shown, bool(sign.search(shown) and trace.search(line[0])))


def _places(lines: list[Traced], evidence: Evidence, own: Mapping[int, frozenset[str]]) -> Iterator[Place]:
    """Find the damaged places of a text; ``own`` has the pairs that the evidence has from each of them."""
    left = ""
    for line, bare, is_traced in lines:
        quoting = "“" if OPEN.search(left) else ""
        left = quoting + bare
        if is_traced:
            for place in _mended(line, quoting, evidence, own):
                moved = [edit._replace(start=line.start() + edit.start, end=line.start() + edit.end)
                         for edit in place.edits]
                yield place._replace(edits=moved)


def _is_rare(char: str) -> bool:
    return is_in(char, HAN) and not is_plain(char)


def _rare(text: str) -> str:
    return "".join(filter(_is_rare, set(text)))


def _trace(rare: str) -> re.Pattern[str]:
    """Return what finds the traces of damage in a text: behind a broken gloss, a gloss on a letter, a
    sign before a mark, one of its rare characters. A line without one is in order.
    """
    return re.compile(f"{TRACE}|[{rare}]" if rare else TRACE, BY_LINE)


def _mended(line: re.Match[str], left: str, evidence: Evidence, own: Mapping[int, frozenset[str]]
            ) -> Iterator[Place]:
    """Find the damaged places of a line; ``left`` is an open quotation mark from the lines before."""
    shown, at, stuck = line[0], 0, -1
    while damage := DAMAGE.search(shown, at):
        start = damage.start()
        if crowd := CROWD.match(shown, start):  # a cry, or an indent: there is nothing left to read
            at, left = crowd.end(), left + _bare(shown[at:crowd.end()])
            continue
        left = (left + _bare(shown[at:start]))[-CONTEXT:]
        # What it is read from has to be in order itself.
        trusted = start != stuck and all(map(_is_ordinary, left[-2:])) and "？" not in left[-2:]
        made = own.get(line.start() + start, frozenset())
        place = _judged(Slip(damage, left, evidence, made, line), trusted=trusted)
        if place.edits:
            yield place
            at = place.edits[-1].end
            left += _bare("".join(edit.new for edit in place.edits))
            stuck = -1 if place.edits[-1].certain else at
        else:
            at, left = start + 1, left + _bare(shown[start])


def _judged(slip: Slip, *, trusted: bool) -> Place:
    """Tell whether a slip is damage, and what is to be done; no edits if it is in order.

    By its signs (`_signs`; a broken gloss is two of them, a quotation mark that a reading gives back
    is one):

    - 1 and more if it is like the page's other damage, else 2: it may be damage;
    - where a gloss is broken, a lost byte shows, the page is known to be cut, or of SURE_SIGNS: it is.
      It is settled as far as its readings agree (`_settled`), or flagged if none is likelier than the
      text as it is shown; then it takes 2;
    - of others that have a likelier reading, it is doubted whether they are (`_doubted`).
    """
    if not slip.is_suspect:
        return Place(slip.mark, 0, [])
    damage, found = slip.damage, _search(slip)
    ends = [one.end for one in found] or [_garbled(slip)]
    signs = 2 if damage["sound"] else _signs(slip, min(*ends, max(slip.next_mark, damage.end())))
    if signs < (1 if slip.is_like_page else 2):
        return Place(slip.mark, signs, [])
    ranked = _ranked(slip, found, signs) if trusted else []
    is_read = bool(ranked and ranked[0].text)
    signs += is_read and slip.pairs_quotes(ranked[0]) and not slip.ends_quotation  # that has been counted
    place = Place(slip.mark, signs, [])
    is_sure = damage["sound"] or damage["orphan"] or slip.is_known or signs >= SURE_SIGNS
    if is_read and not is_sure:
        return _doubted(slip, ranked, place, max(ends))
    if is_sure and (is_read or damage["sound"] or signs > 1):
        return place._replace(edits=[*_settled(slip, ranked, max(ends))])
    return place


def _doubted(slip: Slip, ranked: list[Reading], place: Place, far: int) -> Place:
    """Settle a slip of which nothing but rare characters and a letter speak: they may be names.

    Nothing is settled in part then, as long as it may be no damage at all.
    """
    best = ranked[0]
    gain = best.score - next((one.score for one in ranked if not one.text), best.score)
    if slip.pairs_quotes(best) or _is_plausible(slip, best):
        edits = [*_settled(slip, ranked, far)]
        if all(edit.certain for edit in edits) or gain >= NO_DOUBT:
            return place._replace(edits=edits)
    elif place.signs < SUSPECT_SIGNS and (place.signs < 2 or gain < GARBLED or UNKNOWN in best.text):
        return place
    texts = [one.text for one in ranked if one.text]
    return place._replace(edits=[_flag(slip, slip.damage.start(), far, texts)])


def _is_plausible(slip: Slip, reading: Reading) -> bool:
    """Ask for known words in a reading where nothing else shows damage: rare characters and a
    letter may be names (：鄺氏A股). Half of its pairs, with what follows, have to be known.
    """
    text = _simple(reading.text + (_bare(slip.shown[reading.end:reading.end + 20]) + "\n")[0])
    pairs = [a + b for a, b in pairwise(text) if a not in MARKS and b not in MARKS + "\n"]
    known = sum(pair[1] in slip.evidence.follow(pair[0]) for pair in pairs)
    return 0 < len(pairs) <= 2 * known


def _garbled(slip: Slip) -> int:
    """Find where damage that has no reading ends: behind the last rare character near it."""
    damage, is_sure = slip.damage, slip.is_like_page and (slip.damage["orphan"] or slip.is_known)
    near = damage.string[damage.end():damage.end() + 16] if is_sure else ""
    rare = [n for n, char in enumerate(near, 1) if _is_rare(char)]
    return damage.end() + (rare[-1] if rare else 0)


def _signs(slip: Slip, end: int) -> int:
    """Count the signs of damage up to the end of a run: what the site shows for a
    lost byte, rare characters, an ASCII letter that ends the run, a gloss on that letter, a line
    that ends in a quotation. One alone may be the author's (：妳, 有：闞、韓, ，F). None are a cry
    (???, ?!?!), unless the page is known to be cut there, and a letter that begins a Latin word.
    """
    shown, start = slip.shown, slip.damage.start()
    cry = None if slip.is_known else CRY.match(shown, start)
    behind = PINYIN.sub("", shown[max(slip.damage.end(), cry.end() if cry else 0):end])
    odd = sum(char in LOST or not _is_ordinary(char) for char in behind)
    letter = re.match(f"{LETTER}(?![A-Za-z0-9&])", shown[end - 1:end + 1])
    others = (slip.damage["orphan"] and not cry, letter, PINYIN.match(shown, end), slip.ends_quotation)
    return odd + sum(map(bool, others))


class State(NamedTuple):
    """How far a slipped run has been read, and how many pairs have vanished there side by side."""

    at: int
    vanished: int


def _search(slip: Slip) -> list[Reading]:
    """Read the run behind a slip in all ways that are likely.

    A way is given up where it is hopeless beside the best that has come as far, or beside the
    text as it is shown.
    """
    ways = {State(slip.damage.end(), 0): list(_begun(slip))}
    done: list[Reading] = []
    ahead: dict[int, float] = defaultdict(lambda: -inf)  # the best score that has come to each place
    shown, come = slip.as_shown(), -1
    while ways:
        state = min(ways)
        while come <= state.at and (further := next(shown, None)):
            come, score = further
            ahead[come] = max(ahead[come], score)
        hopeless = max(ahead[state.at], ahead[state.at + 1]) - HOPELESS
        most = WAYS if slip.evidence.orphan else WAYS >> state.vanished
        best = [one for one in nlargest(most, ways.pop(state)) if one.score > hopeless]
        if best and len(best[0].text) < LONGEST:
            for following, readings in _step(slip, state, best, ahead):
                if following:
                    found = [*ways.get(following, ()), *readings]
                    ways[following] = found
                    if found and not following.vanished:
                        ahead[following.at] = max(ahead[following.at], max(found).score)
                else:
                    done += readings
    return nlargest(2 * WAYS, done)


def _begun(slip: Slip) -> Iterator[Reading]:
    """Read the character that was cut at a mark; of one cut by a gloss, what its bytes can be."""
    damage, start = slip.damage, Reading()
    if slip.mark:
        mark = slip.mark.encode("gbk")
        if slip.is_like_page and not (damage["mark"] == "?" and slip.evidence.has_wide):
            yield from _read_on(slip, [start], mark[:1], damage.end(), leads=mark[1:])
    else:
        trail = slip.left[-1:].encode("gbk", "ignore")[1:]
        glossed = _sounding(_made(trail, ANY_TRAIL), damage["sound"], slip.evidence)
        leads = {char.encode("gbk")[1:] for char in glossed}
        yield from (start._replace(leads=lead) for lead in leads if lead > b"\x80")


def _step(slip: Slip, state: State, readings: list[Reading], ahead: Mapping[int, float]
          ) -> Iterator[tuple[State | None, Iterable[Reading]]]:
    """Read one character on: yield the states to go on from, and None for readings that end.

    Nothing goes on that is hopeless beside the best that has come to its place (``ahead``).
    """
    shown, orphan, at = slip.shown, slip.evidence.orphan, state.at
    if gloss := PINYIN.match(shown, at):  # of a character as it is shown: written after the damage
        yield state._replace(at=gloss.end()), readings
        return
    if broken := (BROKEN_GLOSS if orphan else UNSIGNED_GLOSS).match(shown, at):
        ended = _read_on(slip, readings, ANY_TRAIL, broken.end(), sound=broken["sound"])
        yield None, (one._replace(gloss=f"({broken['sound']})") for one in ended)
        return
    sign = shown[at:at + 1]
    data = b"\x80" if sign == "€" else SPLIT_MARKS.get(sign, sign).encode("gbk", "ignore")
    if orphan and sign and sign in LOST:
        yield from _read_loss(slip, state, readings, ahead)
        return
    if data[1:] > b"\x80":
        floor = ahead[at + 1] - HOPELESS
        yield State(at + 1, 0), _read_on(slip, readings, data[:1], at + 1, leads=data[1:], floor=floor)
    elif data and not data[1:]:
        last = PINYIN.match(shown, at + 1)  # the gloss of the character that ends here
        yield None, _read_on(slip, readings, data, at + 1, sound=last[0][1:-1].strip() if last else "")
    if not orphan:
        yield from _read_loss(slip, state, readings, ahead)


def _read_loss(slip: Slip, state: State, readings: list[Reading], ahead: Mapping[int, float]
               ) -> Iterator[tuple[State | None, Iterable[Reading]]]:
    """Read on where a byte or two are missing: behind a "?", or anywhere if the site shows no sign."""
    shown, orphan = slip.shown, slip.evidence.orphan
    at, few = state.at + len(orphan), readings[:WAYS // 2]
    if at == len(shown) or (shown[at] in SPLIT_MARKS and shown[at] not in LOST):
        yield None, _read_on(slip, few, ANY_TRAIL, at)  # the last lead byte of a piece
    elif shown[at] in f"{DIGITS}.%":  # it took the digit before this along
        cut = nlargest(WAYS // 4, _read_on(slip, few, ANY_TRAIL, at))
        yield None, (one._replace(text=one.text + digit, ends=(*one.ends, at))
                     for one in cut for digit in DIGITS)
    if state.vanished < IN_A_ROW[orphan]:
        yield State(at, state.vanished + 1), _read_on(slip, few, VANISHED, at, floor=ahead[at] - HOPELESS)


def _read_on(slip: Slip, readings: Iterable[Reading], trails: bytes, end: int, *,  # noqa: PLR0913 - three are rare
             leads: bytes = b"", sound: str = "", floor: float = -inf) -> Iterator[Reading]:
    """Continue each reading with each character that the byte left over makes with one of ``trails``.

    ``leads`` is what is left over then; if it has vanished, what it can be follows from the trail.
    ``sound`` is the character's gloss. What does not score ``floor`` is given up, and what 2 * WAYS are
    better than, of which no more are followed up.
    """
    evidence, is_quoted = slip.evidence, "“" in slip.left[-4:]
    scores = [floor] * (2 * WAYS)  # the best so far, a heap
    for one in readings:
        before = _simple(("\n\n" + slip.left[-2:] + one.text[-2:])[-2:])
        is_new = not evidence.pairs.get(before)
        for char, pair, likelihood in evidence.behind(before[1], one.leads, trails, sound):
            own = pair in slip.own
            score = one.score + (likelihood if is_new and not own else evidence.third(before[0] + pair, own))
            if is_quoted and one.text + char == "。”":  # “三農” is seldom a sentence
                score -= SHORT_QUOTE
            if score >= scores[0]:
                heapreplace(scores, score)
                yield Reading(score, one.text + char, (*one.ends, end), leads or vanishing(char))
            elif is_new and not (slip.own or is_quoted):
                break  # the others are less likely still


def _ranked(slip: Slip, found: list[Reading], signs: int) -> list[Reading]:
    """Rank the readings, and the text as it is shown (a reading of nothing), by likelihood.

    All are compared over one stretch, to the end of the longest and a little beyond.
    """
    shown, start, before = slip.shown, slip.damage.start(), ("\n\n" + slip.left)[-2:]
    far = max((one.end for one in found), default=start)
    beyond = (_bare(shown[far:far + 20]) + "\n")[:2]
    ends = {one.end for one in found}
    spans = {end: (_bare(shown[start:end]), _bare(shown[end:far]) + beyond) for end in ends}
    best = {}
    if slip.mark and not slip.lost_an_end:
        run = _bare(shown[start:far])
        own = min((slip.evidence.pairs[a + b] for a, b in pairwise(_simple(run))), default=1)
        likelihood = slip.evidence.likelihood(before + run + beyond, max(own, 1))
        best[""] = Reading(likelihood - PER_SIGN * signs)
    for one in found:
        damaged, rest = spans[one.end]
        beside = _simple((before + one.text)[-2:] + rest)
        score = one.score + sum(slip.third(beside[n:n + 3]) for n in range(len(beside) - 2))
        score += _balance(slip, one.text) + _word_bonus(_simple(before[1] + (one.text + rest)[:3]), slip)
        if not _is_refused(_simple(one.text[-1] + rest[0])) \
                and score > best.get(one.text + rest, Reading(-inf)).score \
                and (UNKNOWN in one.text or _spoiled(one, slip) == damaged):
            best[one.text + rest] = one._replace(score=score)
    return sorted(best.values(), reverse=True)


def _word_bonus(around: str, slip: Slip) -> float:
    """Weigh a character that was cut with its mark by the words it would make with its neighbours.

    。 is the rule. Another character needs a word, which is none if the next two are one (科学
    in 专科学); and one of the page's own rules 。 out, unless the page lets a sentence end there.
    """
    evidence, first = slip.evidence, around[:2]
    if not slip.mark or around[1] == "。" or (around[1] == "　" and around[0] in "\n　"):
        return 0
    pauses = (evidence.pairs[around[0] + pause] for pause in "，。、")
    if evidence.pairs[first] > 1 and not any(pauses):
        return WORD
    is_word = evidence.has_word(around[1:3]) and not evidence.has_word(around[2:])
    is_alone = around[1] in ALONE and (around[0] in SELDOM_LAST or not is_in(around[0], HAN))
    return 0 if is_word or is_alone or evidence.has_word(first) else -WORD


def _settled(slip: Slip, ranked: list[Reading], far: int) -> Iterator[Proposal]:
    """Propose what all likely readings share, and flag the rest, up to ``far`` if it is all."""
    likely = [one for one in ranked if one.score >= ranked[0].score - MARGIN]
    pieces = _pieces(slip, likely) if likely and all(one.text for one in likely) else []
    if any(piece.certain for piece in pieces):
        yield from pieces
    else:
        options = [one.text for one in likely if one.text]
        yield _flag(slip, slip.damage.start(), far, options)


def _pieces(slip: Slip, likely: list[Reading]) -> list[Proposal]:
    """Cut a run into what all its readings share, to the byte, and what not.

    What is not settled must be seen to be damage: it grows, to the right first, until it is.
    What is settled has to show of something: nothing is set into the middle of damage.
    """
    best, ends = likely[0], [*likely[0].ends[:-1], max(one.end for one in likely)]
    cells = [[*zip((slip.damage.start(), *one.ends), one.ends, one.text, strict=False)] for one in likely]
    shared = {cell for cell in set(cells[0]).intersection(*cells) if cell[2] != UNKNOWN}
    settled = [cell in shared for cell in cells[0]]
    while hidden := _hidden(slip, settled, ends):
        settled[hidden.start:hidden.end] = [False] * (hidden.end - hidden.start)
    pieces = []
    for chars, place in _runs(slip, settled, ends):
        if settled[chars.start]:
            pieces.append(_restored(slip, *place, best.text[chars.start:chars.end]))
        else:
            within = range(cells[0][chars.start][0], ends[chars.end - 1] + 1)
            texts = ["".join(char for at, to, char in one if at in within and to in within) for one in cells]
            pieces.append(_flag(slip, *place, texts))
    return pieces


def _runs(slip: Slip, settled: list[bool], ends: list[int]) -> Iterator[tuple[Span, Span]]:
    """Yield the characters that are settled, or not, in a row, and what shows of them."""
    begin, n = slip.damage.start(), 0
    for is_settled, group in groupby(settled):
        first, n = n, n + len(list(group))
        end = ends[n - 1]
        if not is_settled and end == slip.damage.end() and slip.damage["orphan"]:
            end = begin + 1  # the mark shows bytes of the next character
        yield Span(first, n), Span(begin, end)
        begin = end


def _hidden(slip: Slip, settled: list[bool], ends: list[int]) -> Span | None:
    """Return characters that cannot be settled since nothing shows of them, or of what is not."""
    for chars, place in _runs(slip, settled, ends):
        if settled[chars.start]:
            if place.start == place.end:
                return chars
        elif any(settled) and not _is_visible(slip.shown[place.start:place.end]):
            grown = chars.end if chars.end < len(settled) else chars.start - 1
            return Span(grown, grown + 1)
    return None


def _is_visible(rest: str) -> bool:
    """Tell whether a reader sees that this is damage: a bare sign, a letter, a rare character."""
    return bool(re.search(f"[{FOLDED}]|{LETTER}", rest)) or not all(map(is_plain, rest))


def _restored(slip: Slip, start: int, end: int, text: str) -> Proposal:
    data = text.encode("gbk").hex(" ", 2).upper()
    cause = f"cut at the bytes of {slip.mark}" if slip.mark else f"cut by a gloss, {slip.damage['sound']}"
    return Proposal(start, end, text, "byte damage", f"{text} = {data}, {cause}")


def _flag(slip: Slip, start: int, end: int, options: list[str]) -> Proposal:
    texts = " or ".join([*dict.fromkeys(options)][:4]) or "nothing that can be read"
    why = f"bytes were lost here; it may have been: {texts}"
    return Proposal(start, end, slip.shown[start:end], "byte damage", why, certain=False)


@cache
def _is_refused(pair: str) -> bool:
    """Tell what no text has: a sentence that ends with 或 or behind a mark, or begins with 的 or a
    mark, or an indent behind it; quotation marks or brackets around nothing. ``pair`` is in Simplified.
    """
    first, second = pair[0], pair[1]
    if second == "　":
        return first == "。"
    if second == "。":
        return first in NEVER_LAST or first in "，。、；：！？“《（\n"
    if first in "“《（":
        return second in "，、；：！？）》\n"
    return first == "。" and (second in NEVER_FIRST or second in "，、；：！？）》")


def _balance(slip: Slip, text: str) -> float:
    """Score the quotation marks of ``text``: they have to alternate."""
    is_open, score = slip.is_open, 0.0
    for mark in QUOTATION_MARK.findall(text):
        score += QUOTE if is_open == (mark == "”") else -1.5 * QUOTE
        is_open = mark == "“"
    return score


# Bytes as such a site decodes them: pairs, ASCII, lone lead bytes with what they take along.
# Some decoders (cp936) show 80 as a sign of its own, €, and so are in step again behind it.
UNITS = re.compile(rb"[\x80-\xff][\x40-\x7e\x80-\xfe]|[\x00-\x7f]|[\x80-\xff].?", re.DOTALL)
EURO_UNITS = re.compile(rb"\x80|" + UNITS.pattern, re.DOTALL)


def _spoiled(reading: Reading, slip: Slip) -> str:
    """Do the damage to a reading's text once more; return what would be shown."""
    data = (reading.text + reading.gloss).encode("gbk")
    mark, orphan, euro = slip.damage["mark"], slip.evidence.orphan, "€" in slip.shown
    shown = []
    for unit in (EURO_UNITS if euro else UNITS).findall(data[3:] if mark else data[1:]):
        whole = unit < b"\x80" or unit[1:] >= b"@"  # a lone lead byte takes an ASCII byte along
        shown.append("€" if unit == b"\x80" else (whole and unit.decode("gbk", "ignore")) or orphan)
    sign = slip.damage[0][0] if slip.damage[0][0] in LOST else ""
    return _bare((orphan + mark if mark else f"{sign}{slip.damage['sound']})") + "".join(shown))


def _sounding(chars: str, sound: str, evidence: Evidence) -> str:
    """Return those of ``chars`` with this reading: by the page's own glosses, else by the chart."""
    glossed = [char for char, sounds in evidence.glosses.items() if sound in sounds and char in chars]
    bare = sound.translate(TONELESS)
    return "".join(glossed) or "".join(char for char in chars if charted().get(_simple(char)) == bare)


# --- gloss: strip pinyin --------------------------------------------------------------------


def gloss(page: Page) -> Iterator[Proposal]:
    """Strip the pinyin that a mirror wrote behind characters, once the page proves it did.

    領(lǐng)導(dǎo)干部 → 領導干部, 的(de)(de)(de) 事(shi) → 的事. Such sites gloss everyday
    characters, one syllable each, which no author does: how 會 is read needs no telling.
    Proof of toned glosses, which stand on converted characters: two such characters, half of
    all as the chart reads them, three glosses. Proof of toneless ones, which may stand on any
    character: five characters, eight glosses, most as the chart reads them, in a Traditional text.
    A character that is read in two ways proves nothing: there the author speaks of readings.
    On a page with proof of toned glosses, converted characters lose the toneless ones too: they
    are neutral tones (們(men)).

    Left alone: toned glosses on what Simplified text has too, unless the page writes them
    again and again; two syllables (角色(jué sè)), what is no syllable ((AI), (app)), and
    everything on a page without proof (给(jǐ)予, 人(ren)).
    """
    found = list(GLOSSED.finditer(page.text))
    glossed = [one.group(1, 2) for one in found]
    times = {one: n for one, n in Counter(glossed).items() if is_in(one[0], HAN) and _is_pinyin(one[1])}
    toned, bare = Counter[str](), Counter[str]()
    for (char, pinyin), n in times.items():
        (toned if _is_toned(pinyin) else bare)[char] += n
    sounds = sounds_of(times)
    proof = {char: n for char, n in toned.items()
             if is_converted(char) and is_plain(char) and len(sounds[char]) == 1}
    # an author tells of odd readings (龜(qiū)茲、單(shàn)縣); a site, of any
    usual = sum(charted().get(_simple(char)) in {sound.translate(TONELESS) for sound in sounds[char]}
                for char in proof)
    if len(proof) < 2 or sum(proof.values()) < 3 or 2 * usual < len(proof):
        toned.clear()  # they are the author's
    read = sum(n for (char, pinyin), n in times.items()
               if charted().get(_simple(char)) in SOUND.findall(pinyin))
    proven = len(bare) >= 5 and 2 * read > bare.total() >= 8 and is_traditional(page.text)
    stripped = {(char, pinyin) for char, pinyin in times if (toned and is_converted(char))
                or (toned[char] > 2 if _is_toned(pinyin) else proven)}
    spaced = 2 * sum(one[3] != "" for one in found) > sum(times.values())
    for one, key in zip(found, glossed, strict=True):
        if key in stripped:
            yield Proposal(one.start(), one.end() if spaced else one.start(3), "", "pinyin gloss")


@cache
def _is_pinyin(glosses: str) -> bool:
    return all(sound.translate(TONELESS) in SOUNDS for sound in SOUND.findall(glosses))


@cache
def _is_toned(glosses: str) -> bool:
    return bool(TONED.search(glosses))


def is_converted(char: str) -> bool:
    """Tell whether a site may have written this character while converting to Traditional."""
    return char in simplified() or char == "著"


# --- script: Traditional and variant characters to Simplified -------------------------------

# What single characters and OpenCC's phrases do not settle: for each such character of Traditional
# text, the neighbours with which it has another form; the last row that fits holds.
SPELLINGS = [(char, new, regex(pattern, re.VERBOSE)) for char, new, pattern in (
    # 著 is 着 (着眼, 意味着), but not in 著名, 著作 …, nor in 显著, 名著 …: there it is "to
    # write" or "notable". 新著 is a new book, 重新著手 is not; 論著 is one, 討論著 is not.
    ("著", "着", r"""(?<![昭卓知原名巨专專编編译譯遗遺拙新土所])(?<!(?<![彰凸])[显顯])
         (?<!(?<![讨討议議谈談争爭评評])[论論])(?<!(?<![结結配联聯融迎符综綜])合)
         著(?!名(?![單单])|作(?![業业品])|[者述称稱书書录錄]|有《)(?!(?<![看讀读捧拿翻抱握望指念唱背講讲寫写有照沿靠帶带]著)《)
         |(?<=新)著(?=[手眼力重])"""),
    ("甚", "什", "甚(?=[麼麽么])"),                           # 甚麼
    ("覆", "复", "(?<=[恢重反回答])覆|覆(?=[雜杂])"),          # 恢覆, 覆雜
    ("覆", "覆", "覆(?=[蓋盖沒没滅灭])"),                     # 雙重覆蓋, though 重覆 is 重复
    ("祇", "只", "(?<!神)祇"),                                # 祇有; 神祇 stays
    ("藉", "借", "(?<![慰狼枕蘊蕴藉])藉(?!藉)"),               # 藉鑒, 藉由; 慰藉, 藉藉無名 stay
    ("乾", "乾", "乾(?=[縣县安陵])"), ("昇", "昇", "(?<=[畢毕])昇"), ("徵", "徵", "(?<=魏)徵"),  # names
    ("沈", "沉", "(?<=深)沈"),
    ("瞭", "了", "瞭(?![望哨])"),                             # 為瞭; 瞭望 stays
)]
SPELLED = regex(f"[{''.join(char for char, _, _ in SPELLINGS)}]")
# CJK radicals that stand for a whole character (EquivalentUnifiedIdeograph.txt, Unicode);
# NFKC knows the Kangxi radicals and the compatibility ideographs, but not these.
RADICALS = dict(zip("⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰",
                    "民虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙", strict=True))
FORMS = regex(f"[{''.join(RADICALS)}\u2f00-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")


def to_simplified(page: Page) -> Iterator[Proposal]:
    """Convert as opencc-python-reimplemented does with t2s, but for what that leaves or spoils (SPELLINGS).

    t2s, not tw2s: that one rewrites 什么, 原著 and 专著. Phrases keep what single
    characters would spoil (乾隆, 瞭望). Radicals and compatibility forms become the
    characters they stand for on any page. For the rest, a Simplified page is not touched
    at all, nor is the wording of a Taiwan or Hong Kong speech (數位: 数位, not 数字).
    """
    text, simple, spelled = page.text, page.text, {}
    if page.script == "hans" and is_traditional(text):
        simple, (bare, places) = _simple(text), _unglossed(text)
        words = phrases_in(bare)
        for found in SPELLED.finditer(bare):
            words |= {found.start(): new for char, new, spelling in SPELLINGS
                      if char == found[0] and spelling.match(bare, found.start())}
        spelled = {places[at]: new for at, new in words.items()}
    for form in FORMS.finditer(text):
        char = RADICALS.get(form[0]) or unicodedata.normalize("NFKC", form[0])
        spelled[form.start()] = _simple(char) if page.script == "hans" else char
    parts: list[str] = []
    end = 0
    for at in sorted(spelled):
        parts += simple[end:at], spelled[at]
        end = at + 1
    yield Proposal(0, len(text), "".join([*parts, simple[end:]]), "script", by_character=True)


def simple_form(text: str) -> str:
    """Return a text of the page's head (its title, its site) in Simplified, phrases as phrases."""
    chars = list(_simple(text))
    for at, char in phrases_in(text).items():
        chars[at] = char
    return "".join(chars)


def _unglossed(text: str) -> tuple[str, Sequence[int]]:
    """Return a text without the glosses that are left in it (乾(qián)隆), and where its characters stand."""
    gaps = pairwise([0, *chain.from_iterable(gloss.span() for gloss in PINYIN.finditer(text)), len(text)])
    kept = [range(*gap) for gap in islice(gaps, 0, None, 2)]
    if len(kept) == 1:
        return text, kept[0]
    return PINYIN.sub("", text), list(chain.from_iterable(kept))


def phrases_in(text: str) -> dict[int, str]:
    """Map the place of each character in a phrase of OpenCC's to its Simplified form.

    Longest phrases first, then from the left, none over another: the order in which
    opencc-python-reimplemented matches. Every phrase is as long as its conversion.
    """
    phrases, lengths = dictionary("TSPhrases"), _phrase_lengths()
    firsts = [first.start() for first in re.finditer(f"[{''.join(lengths)}]", text)]
    near = ((at, text[at:at + length]) for at in firsts for length in lengths[text[at]])
    found = {(at, phrase) for at, phrase in near if phrase in phrases}  # the end of the text may cut it short
    taken: dict[int, str] = {}
    for at, phrase in sorted(found, key=lambda one: (-len(one[1]), one[0])):
        places = range(at, at + len(phrase))
        if taken.keys().isdisjoint(places):
            taken.update(zip(places, phrases[phrase][0], strict=True))
    return taken


@cache
def _phrase_lengths() -> dict[str, set[int]]:
    """Map the first character of each of OpenCC's phrases to the lengths of those that begin with it."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for phrase in dictionary("TSPhrases"):
        lengths[phrase[0]].add(len(phrase))
    return lengths


# --- chrome: whose a line is -----------------------------------------------------------------
#
# Nothing is recognised, all is weighed. Each line has signs: its shape, its words, its place, its markup.
# Each sign has a weight, the log-odds that the line is the author's, learnt from pages with gold
# (tests/fit.py) and rounded; a line's weight is their sum. The speech is the run of lines with the greatest
# sum, each counting by the root of its length (maximum subsequence segmentation, Pasternack and Roth, WWW
# 2009). Lines beside it that may be the author's stay and are flagged; an edge without a line that is surely
# the site's is not cut. What the page says of itself is read last, from the lines known by then.

# What a sign says: above 0 that the line is the author's, below 0 that it is the site's.
SIGNS: dict[str, float] = {
    "announces": -6.0, "between titles": -5.9, "excerpt": -5.6, "disclaimer": -5.0, "offer": -5.0,
    "lead": -2.9, "stamp": -2.6, "bare stamp": -2.6, "of several": -2.4, "count": -2.4, "ends dated": -2.2,
    "crumbs": -2.0, "weekday": -1.9, "aside": -1.9, "after prose": -1.9, "bar": -1.9, "credit": -1.6,
    "bullet": -1.6, "stop": -1.5, "link": -1.5, "web": -1.4, "before prose": -1.3, "<li>": -1.3,
    "sentences": -1.2, "latin": -1.2, "near stamps": -1.2, "cut off": -1.2, "repeated": -1.1,
    "digits": -1.0, "under 50": -0.9, "html": -0.9, "all link": -0.9, "near short": -0.9,
    "near links": -0.9, "<dd>": -0.9, "labels": -0.8, "name": -0.8, "clock": -0.8, "under 5": -0.7,
    "label": -0.7, "under 100": -0.6, "machine date": -0.3, "under 25": -0.2, "<div>": -0.2,
    "no letter": 0.3, "<h>": 0.3, "date": 0.3, "author's label": 0.5, "<td>": 0.5, "<tr>": 0.8,
    "introduces": 0.9, "function words": 0.9, "ends": 0.9, "near sentences": 1.4, "goes on": 1.4,
    "bare date": 1.5, "home": 1.6, "heading": 1.6, "signature": 2.1, "label row": 2.1, "always": 2.3,
    "address": 2.8, "closing": 3.1,
}
# What a word says, in Simplified.
WORDS: dict[float, str] = {
    -3.0: """责任编辑 责编 稿源 发布时间 发布日期 发表时间 更新时间 发布人 发布者 录入 上一篇 下一篇 上一条 下一条
        上一页 下一页 上一则 下一则 版权归 版权声明 版权属 版权所有 ICP 网安备 点击数 浏览次数 阅读次数 阅读量
        人次 字号 字体 打印 分享到 分享至 下载 点赞 小编 范文 文库 本站 本网 转载 侵权 免责 联系我们 关于我们
        客服 公众号 扫码 扫一扫 二维码 朋友圈 QQ 技术支持 当前位置 所在位置 您的位置 返回顶部 楼主 发帖 帖子
        VIP 付费 Copyright Reserved APP App 纠错 猜你 延伸阅读 相关阅读 推荐阅读 阅读全文 设为首页 手机版
        电脑版 索引号 上传 网友 免费 登录 登陆 注册 投稿 用户名 密码 跟帖 回复 文档 关注我 隐私 写作 代写 文秘
        正文复制 复制全文 复制链接 一键复制 word Word docx 备案号 主办单位 承办单位 收藏 导语 温馨提示 发文机关
        发文日期 时效性 施行日期 成文日期 发布机构 主题分类 信息分类 生成日期 公开方式 公开形式 有效性 香港时间
        即日新闻 主网页 跳至 跳转 自媒体 信息存储 关闭窗口 只看该作者 推荐度 文章来源 赞助 自发贡献 视力保护
        新闻热线 浏览量 点击率 阅读数 网站地图 全媒体 友情链接 上一主题 下一主题 发布于 编辑于 发表于 责任校对
        原创作者 定制 毛片 久久 中文字幕 在线观看 跳到 提示信息 附件列表 发布机关 点击进入 样本 预览结束 例文
        模板 客户端""",
    -2.5: """原标题""",
    -1.5: """评论 最新 新闻 反馈""",
    -1.0: """演讲稿 会员 省略 剩余 预览 试读 此处隐藏 本文 举报 浏览 点击 阅读 访问 人气 次数 编辑 来源 出处 发表
        更新 时间 日期 首页 尾页 关闭 窗口 分享 留言 全文 推荐 热门 相关 更多 网站 网址 声明 微信 微博 邮箱
        电话 传真 地址 邮编 标签 关键词 关键字 分类 栏目 作者 通讯员 摄影 校对 审核 返回 顶部 导航 搜索 积分
        格式 页数 大小 协议 专题 图集 视频 排行 无障碍 简体 繁体 English 邮件 订阅 RSS 广告 频道 正文 文号 精选
        精彩 热点 资讯 参考 借鉴 整理 收集 提示 用户 账号 加载 展开 收起 转发 官方 论坛 门户 在线 平台 导读
        链接 原文 编者按 字数 采写 供稿 显示 隐藏 完整 查看 点此 当前 供大家 希望对 欢迎 供您 图片 美文 一审
        二审 三审 初审 终审 仅代表 编写 排版 监制 文章 下文 篇章 附近 美编 审编 供参考 主要内容 专栏 放大 缩小
        撰稿 审稿 序言 跳过""",
    -0.5: """购买 继续 讲话稿 发言稿 主持稿""",
    0.5: """同志 领导 同学 朋友 女士 先生 发言 演讲 报告 工作 坚持 第二 第三 同时 一是 二是 三是 祖国 人民 国家
        今年 去年 意见 她 附件""",
    1.0: """发展 我们 你们 咱们 谢谢 感谢 尊敬的 亲爱的 首先 其次 最后 必须 因此 所以 但是 因为 已经 现在 下面 祝
        老师 加强""",
    1.5: """代表 会议 第一 同志们 各位 今天""",
}
# What speaks for a line as the title; it has to be likelier than NO_TITLE.
TITLE: dict[str, float] = {
    "greets": -5.0, "field": -4.0, "listed": -4.0, "bullet": -3.5, "heading": -3.5, "arrow": -3.0,
    "deep": -2.6, "dash": -2.5, "dated": -2.3, "inside": -2.3, "ends": -2.2, "date": -1.9, "says": -1.9,
    "under 8": -1.7, "under 12": -1.2, "menu": -1.0, "pauses": -1.0, "above": -0.9, "goes on": -0.8,
    "over 40": -0.8, "far": -0.6, "alike": -0.3, "h1": 0.3, "in name": 0.3, "first": 0.4,
    "arrow above": 1.0, "label": 1.0, "name begins": 1.0, "again": 1.2, "han": 1.3, "of a site": 1.5,
    "title word": 1.5, "address below": 1.6, "in body": 1.7, "labelled": 2.3, "date below": 2.5,
    "of name": 3.4, "own": 4.1,
}
NO_TITLE = 0.4

SHIFT, CLIP = 1.0, 6.0      # in doubt, in favour of the author; no line is surer than this
LONG, NEAR = 200, 25        # longer lines count no more; in longer ones words weigh less (characters)
DOUBT, AWAY, BEHIND = 4.0, 0.15, 1.0  # as SHIFT, beside the speech; less by this for each line above, below
SURE, PROVEN = -2.0, -1.2   # a line is surely the site's if its own weight and half of the whole are below the
                            # first; between lines of the author's also if its proof is below the second
TOLD_BY = -0.3              # proof by which a page is a site's at all
ENOUGH, FADE, COST = 15.0, 0.3, 60.0  # behind a speech of ENOUGH (weight times root of length), a STOP costs COST,
                            # and what follows fades
BETWEEN = 5.0               # what a label between two texts (篇2) costs at most
BELOW = 12                  # lines below the beginning of the speech in which the title may still stand

NUMBER = "[一二三四五六七八九十]"
ARROWS = ">＞»›→"
DAY = r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}"
STAMP = regex(r"""
    (?P<year>(?:19|20)\d\d)\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})日?
    (?:[T\s]*(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?)?
    """, re.VERBOSE)
SENTENCE_MARK, PAUSE_MARK = regex("[。！？；…!?;]"), regex("[，、：。！？；,]")
LABEL = regex(r"[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,5}\s*[:：]")
FIELD = regex(r"[（(【\[]?[*×]*[\u4e00-\u9fff、*×]{2,20}\s*[:：\])】]\s*\S")  # 地点：会议室
FUNCTION_WORD = regex("我们|你们|大家|必须|[的了是和在为要不也就对把这我]")
DIGIT, LATIN_LETTER = regex(r"\d"), regex("[A-Za-z]")
# What stands above the site's lists, comments and notes: behind it nothing is the author's, or a great deal.
STOP = regex(r"""(?=.{1,39}$)[\W_]*(?:
    (?:(?:[您你]?可?能?|猜[您你]|大家|还)(?:感兴趣|喜欢|想看)|[为给][您你]|今日|本站|编辑|小编|热门?|精[彩选品]|最新|相关|延伸
        |更多|推荐|关联|扩展|网友|读者|我要|发表|全部|查看|用户|[\d ]+[条个则])
        的?(?:相关|新闻|阅读|文章|推荐|精选|评论|留言|回复|跟帖|喜欢|资讯|内容|信息|专题|报道|标签|热点|发表|排行榜?|范文|文档
        |书摘|话题|链接|[的\d\W]){0,4}(?:\ ?more)?$
    |(?:责任编辑|责编|编辑|[上下前后]一[篇条页则]|(?:版权|免责|特别)?声明|分享(?:到|至|给)|关键[字词]|标签|tags?)\s*[:：|｜>»丨]
    |[上下前后]一[篇条则]|评论|留言|跟帖|相关(?:新闻|阅读|推荐|文章|书摘)|推荐阅读|延伸阅读|热门(?:推荐|文章)|版权所有
    )""", re.VERBOSE | re.IGNORECASE)
ADDRESSED = regex(r"""(?:尊敬的|敬爱的|亲爱的)?.{0,24}(?:同志们?|各位.{0,12}|朋友们?|代表们?|同学们?|老师们?|先生们?
    |女士们?|乡亲们?|嘉宾|来宾|主席|校长|书记|大家(?:上午|下午|晚上|早上)?好).{0,12}[：:，,！!。]$""", re.VERBOSE)
# What an editor says of what he offers; an author offers no samples.
OFFERING = "(?:整理|收集|搜集|精选|汇总|准备|分享|提供|上传|带来|推荐|介绍)"
SAMPLES = "(?:范文|例文|样本|模板|美文|作文|(?:讲话|发言|演讲|主持|致辞|广播)[稿词]|致辞|讲话)"
HOPES = "(?:参考|借鉴|希望.{0,12}(?:帮|喜欢|启发)|帮到|欢迎.{0,6}阅读|一起来看|看看吧)"
SPOKEN = "(?:致[辞词]|讲话|谈话|演讲|发言)"
TEXT = f"(?:{SPOKEN}稿?|范[文例]|主持[词稿]|[开闭]幕[词式]|总结|报告|心得|作文|悼词)"
# Signs that are there or not; with ^, by which a line begins or that fill it.
SHAPES = {name: regex(pattern, re.VERBOSE | re.IGNORECASE) for name, pattern in {
    "address": f"^{ADDRESSED.pattern}",
    "closing": r"""^.{0,12}(?:谢谢|多谢|感谢)(?:大家|各位|同志们|你们|聆听|您).{0,6}[！!。]?$|^谢谢[！!。]?$
        |^.{0,8}(?:讲话|发言|汇报|演讲)完毕.{0,6}$""",
    "heading": rf"""^(?:{NUMBER}+[、，．.]|[（(](?:\d|{NUMBER})+[)）]|第(?:[百\d]|{NUMBER})+[章节条]|\d\d?[、．.](?!\d)
        |{NUMBER}{{1,3}}$)""",
    "bare date": rf"""^(?:[（(].{{0,20}}(?:\d|{NUMBER})日[^。]{{0,40}}[)）]
        |[（(]?[一二12][\d〇○零一二三四五六七八九]{{3}}年(?:\d|{NUMBER}){{1,3}}月(?:(?:\d|{NUMBER}){{1,3}}日)?[)）]?)$""",
    "name": r"^[\u4e00-\u9fff](?:[\u4e00-\u9fff]{1,2}|\s[\u4e00-\u9fff])$",
    "label": f"^{LABEL.pattern}",
    "bullet": r"^(?:[•·▪■◆★☆►▶▲△◤]|[*|>-](?=\s|$))",
    "no letter": r"^[\W_]*$",
    "ends": "[。！？!?…；;][”’）)】》」』]*$",
    "goes on": "[：:，,、]$",
    "cut off": r"\w\s*(?:\.\.+|…+)[\])）】]?$",
    "bar": r"[|｜](?![\s|]*$)|(?<!_)_(?!_)|\s[-—·]\s",
    "arrow": rf"[{ARROWS}]|↓↓|[★☆]$|\w\s?/\s?\w+\s?/\s?\w",
    "crumbs": rf"""[\u4e00-\u9fff]\s?[{ARROWS}]|^[{ARROWS}]\s?[\u4e00-\u9fff]
        |^(?:[您你]|当前|所在|目前)[^。]{{0,8}}位置[:：]""",
    "date": DAY,
    "machine date": r"(?:19|20)\d\d\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}",
    "stamp": rf"{DAY}日?[T\s]{{0,3}}\d{{1,2}}:\d\d",
    "bare stamp": r"^[\[(（]?(?:19|20)\d\d\s?[-/]\s?\d\d?\s?[-/]\s?\d\d?(?:\s+\d\d?:\d\d(?::\d\d)?)?[\])）]?$",
    "ends dated": r"[\[(（\s]\d{1,2}[-/]\d{1,2}\s?[\])）]?(?:\s?\d\d:\d\d)?$|\d\d-\d\d$",
    "weekday": r"日\s*[（(]?\s*(?:星期|周)[一二三四五六日天]",
    "clock": r"(?<![午晚早上\d—~-])(?<![午晚早上]\s)\d{1,2}:\d\d",
    "count": r"""(?:共|全文|本文|文章|字数)[^。]{0,6}\d+\s*个?字|\d\s*(?:次|人)(?:浏览|阅读|点击)
        |(?:浏览|阅读|点击|人气)[^。]{0,4}\d""",
    "credit": r"""(?:来源|稿源|出处|作者|记者|编辑|责编|通讯员|[供撰审]稿|摄影|[图供排][源片图版]|监制|[初复终一二三]审
        |发布[者人]?|点击|浏览)[数量]?\s*[:：/／]
        |^[（(](?:本[报刊网台]|[全融]媒体|见习|特约)*(?:记者|通讯员|责编|编辑|摄影|供稿)[^。，]{0,30}[)）]$""",
    "web": r"www\.|https?:|[a-z\d]\.(?:com|cn|net|org)\b|@[a-z\d]",
    "disclaimer": r"""本?(?:站|网|平台|文档).{0,20}(?:仅提供|不代表|不承担|不[担负]|收益)
        |(?:^|(?:本[站网文]|内容|图片|文章|资料)[^。，]{0,8})(?:版权|著作权)归[^。]{0,12}(?:所有|提供)|(?:如有|若|如果|涉及|涉嫌).{0,8}侵权.{0,20}(?:联系|删除|告知)|(?:侵犯|侵害).{0,12}权[益利].{0,12}(?:联系|删除|反馈)
        |仅代表(?:作者|网友|个人|其)|转载.{0,6}(?:注明|须|请)|未经.{0,8}(?:授权|许可|同意).{0,10}转载|ICP备|网安备|信息存储
        |用户上传|上传并发布|版权争议|请(?:自行甄别|勿用于商业)|^[（(]?以上内容|rights\ reserved|copyright""",
    "offer": rf"""^(?=.*{OFFERING})(?:(?=.*{SAMPLES})(?=.*{HOPES})|(?=.*(?:小编|网友|本[站网].{{0,4}}编辑)))
        |^(?=.*小编).*{HOPES}""",
    "lead": r"""小编|[仅以]供.{0,4}(?:参考|学习)|供大家|欢迎(?:大家)?(?:阅读|参考|查阅|借鉴)|网友上传|本站
        |希望.{0,6}(?:喜欢|有所?帮助)|(?:下面|以下)[是为].{0,14}(?:整理|收集|提供|分享)""",
    "announces": rf"""^(?!.*我)(?:以下[是为][^。]{{2,120}}(?:全文|内容|{SPOKEN})[^。]{{0,14}}
        |.*{SPOKEN}的?(?:全文|内容)?(?:[为是]|如下))[：:]$""",
    "of several": rf"""(?:篇\s*(?:\d|{NUMBER}){{1,2}}|{TEXT}\s*(?:\d|{NUMBER}){{1,2}})[】）)]?$|\d+篇[)）]?$
        |^[【（(]?(?:第?\s*(?:\d|{NUMBER}){{1,2}}\s*篇|篇\s*(?:\d|{NUMBER}){{1,2}})""",
}.items()}
PLACE = ("before prose", "after prose", "near sentences", "near short", "near links", "near stamps", "between titles")
PROOF = frozenset((
    "lead", "offer", "announces", "disclaimer", "excerpt", "of several", "between titles", "stamp", "bare stamp",
    "count", "crumbs", "credit", "bar", "stop", "web", "ends dated", "weekday", "clock", "aside", "link", "all link"))
WEIGHT_OF = {word: weight for weight, words in WORDS.items() for word in words.split()}
KNOWN = regex("|".join(sorted(map(re.escape, WEIGHT_OF), key=len, reverse=True)))
# What is set behind a sentence on its line, apart or in brackets: it may be the site's where the line is not.
BEHIND_SENTENCE = regex(r"""(?<=[。！？…”）])[^\S\n]+(?=\S[^\n]{1,60}$)
    |(?<=[。！？])(?=[【（(][^【】（）()\n]{3,80}[】）)]$)""", re.VERBOSE)


class Line(NamedTuple):
    """A line without the white space around it: in Simplified, single-spaced; as it is; where it stands; its markup."""

    view: str
    text: str
    start: int
    end: int
    markup: Markup = Markup()


class Weight(NamedTuple):
    """How surely a line is the author's, in log-odds: by all its signs; by its own, without those in PLACE.

    ``proof`` is what its words and the signs in PROOF say: shape and length alone take no line out of a speech.
    ``why`` names the heaviest signs.
    """

    all: float
    own: float
    proof: float
    why: str


def lines_of(page: Page, marks: Iterable[tuple[int, int]] = ()) -> list[Line]:
    """Return the lines of a page between the marks of cuts; what stands apart behind a sentence is one, too."""
    view = page.text if page.script == "hans" else _simple(page.text)
    gaps = pairwise([0, *chain.from_iterable(marks), len(view)])
    spans: list[tuple[int, int]] = []
    for gap in islice(gaps, 0, None, 2):
        for line in LINE.finditer(view, *gap):
            parts = [part.span() for part in BEHIND_SENTENCE.finditer(view, *line.span())]
            ends = [line.start(), *chain.from_iterable(parts), line.end()]
            spans += (span for span in zip(ends[::2], ends[1::2], strict=True) if span[0] < span[1])
    places = page.source_places([start for start, _ in spans]) if page.markup else [0] * len(spans)
    starts = [start for start, _ in page.markup]
    return [Line(" ".join(view[start:end].split()), page.text[start:end], start, end,
                 page.markup[bisect_right(starts, place) - 1][1] if starts else Markup())
            for (start, end), place in zip(spans, places, strict=True)]


def _stops(view: str) -> bool:
    """Tell whether a line stands above the site's lists, comments or notes; a sentence does not."""
    return bool(STOP.match(view)) and not SHAPES["ends"].search(view)


def _own_signs(line: Line, repeats: int) -> dict[str, float]:
    """Return the signs of one line by itself; a word is one, too."""
    view = line.view if len(line.view) <= 2 * LONG else line.view[:LONG] + line.view[-LONG:]  # no more tells more
    n, (tag, link, aside, home) = len(view), line.markup
    found = {"always": 1.0, **{f"under {limit}": 1.0 for limit in (5, 12, 25, 50, 100) if n < limit}}
    for name, pattern, most in (("sentences", SENTENCE_MARK, 3), ("pauses", PAUSE_MARK, 4), ("labels", LABEL, 3)):
        found[name] = min(len(pattern.findall(view)), most) / most
    for name, pattern, share in (("digits", DIGIT, 1), ("latin", LATIN_LETTER, 1),
                                 ("function words", FUNCTION_WORD, 5)):
        found[name] = min(len(pattern.findall(view)) / n * share, 1)
    found.update((name, 1.0) for name, pattern in SHAPES.items() if pattern.search(view))
    words, near = KNOWN.findall(view), NEAR / 2 if "ends" in found else NEAR
    found.update((word, min(1.0, near / n)) for word in words)
    found["repeated"], found["stop"] = float(repeats > 1 and 2 < n < 60), float(_stops(view))
    said = {word for word in words if WEIGHT_OF[word] < -0.7} | {"clock", "machine date"} & found.keys()
    found["author's label"] = float(bool(FIELD.match(view)) and not said - {"时间", "日期"})
    found["clean"] = float(not said and not {"of several", "ends dated", "arrow"} & found.keys() and repeats < 3
                           and n < 40 and not tag and len(HAN_CHAR.findall(view)) > n / 2)
    if tag:
        found |= {"html": 1.0, "link": link, "all link": float(link > 0.99), "aside": float(aside), "home": home,
                  f"<{tag.rstrip('123456')}>": 1.0}
    return found


def signs(lines: list[Line]) -> list[dict[str, float]]:
    """Return the signs of each line, those of its neighbours and its place among them."""
    seen = Counter(line.view for line in lines)
    found = [_own_signs(line, seen[line.view]) for line in lines]
    prose = [n for n, (line, one) in enumerate(zip(lines, found, strict=True))
             if len(line.view) >= 20 and line.markup.link < 0.5 and ("ends" in one or one["pauses"] > 0.5)
             and len(line.view) + 20 * one["pauses"] > 40]
    first, last = (prose[0], prose[-1]) if prose else (0, len(lines) - 1)
    begins = next((n for n, one in enumerate(found) if "address" in one), -1)
    between = _between_titles(lines)
    for n, one in enumerate(found):
        near = [found[m] for m in range(max(0, n - 2), min(n + 3, len(lines))) if m != n]
        for name, sign in (("near sentences", "ends"), ("near short", "under 12"), ("near links", "link"),
                           ("near stamps", "stamp")):
            one[name] = sum(other.get(sign, 0.0) for other in near) / max(len(near), 1)
        row = [other["author's label"] for other in found[max(n - 1, 0):n + 2]]
        one["label row"] = float(one["author's label"] and sum(row) > 1)
        one["before prose"], one["after prose"] = float(n < first), float(n > last)
        one["between titles"] = float(n in between)
        one["introduces"] = one.pop("clean") * (begins - 4 <= n < begins)  # a heading, a speaker above 同志们：
        one["excerpt"] = float("cut off" in one and any(
            len(other.view) > 14 and other.view[:15] in lines[n].view for other in lines[n + 1:n + 9]))
        dated = "name" in one and any("bare date" in other for other in near)
        one["signature"] = float(dated or (last < n < last + 4 and ("name" in one or "bare date" in one)))
    return found


def _between_titles(lines: list[Line]) -> set[int]:
    """Find the lines between a title and where it comes again: the author has not begun to speak."""
    found: set[int] = set()
    last: dict[str, int] = {}
    for n, line in enumerate(lines):
        if ADDRESSED.match(line.view) or (len(line.view) > 40 and SHAPES["ends"].search(line.view)):
            last.clear()
        elif 7 < len(line.view) < 60 and line.view[-1] not in "）)" and TITLE_WORD.search(line.view):
            found.update(range(last.get(line.view, n) + 1, n))
            last[line.view] = n
    return found


def weigh(lines: list[Line]) -> list[Weight]:
    """Return of each line the log-odds that it is the author's."""
    table, weights = {**SIGNS, **WEIGHT_OF}, []
    for one in signs(lines):
        said = {name: table[name] * value for name, value in one.items() if value and name in table}
        total = sum(said.values())
        heaviest = sorted(said.items(), key=lambda item: item[1] if total < 0 else -item[1])[:4]
        why = ", ".join(f"{name} {value:+.1f}" for name, value in heaviest)
        proof = sum(value for name, value in said.items() if name in PROOF or name in WEIGHT_OF)
        weights.append(Weight(total, total - sum(said.get(name, 0.0) for name in PLACE), proof, why))
    return weights


class Run(NamedTuple):
    """Where the speech begins and ends, where with the lines in doubt, and which in it are surely the site's."""

    start: int
    end: int
    first: int
    last: int
    dropped: frozenset[int]


def speech_of(lines: list[Line], weights: list[Weight]) -> Run:
    """Find the run of lines with the greatest sum, and what may still belong to it."""
    sizes = [max(1, min(LONG, len(HAN_CHAR.findall(line.view)))) ** 0.5 for line in lines]
    stops = [_stops(line.view) for line in lines]
    start, end = _heaviest(lines, weights, sizes, stops)
    sure = [weight.own + weight.all / 2 < SURE for weight in weights]
    more = [(weight.all + DOUBT - max(AWAY * (start - n), BEHIND * (n - end + 1))) * size - COST * stop
            for n, (weight, size, stop) in enumerate(zip(weights, sizes, stops, strict=True))]
    told = [one and weight.proof < TOLD_BY for one, weight in zip(sure, weights, strict=True)]
    start = start if any(told) and any(sure[:start]) else 0
    end = end if any(told[end:]) else len(lines)
    first, last = start - _reach(more[:start][::-1]), end + _reach(more[end:])
    empty = {n for n in (*range(first, start), *range(end, last))
             if re.fullmatch(r"[\W_]*\d{0,9}[\W_]*", lines[n].view)}
    gone = (n for n in range(first, last) if sure[n] and (weights[n].proof < PROVEN or not start <= n < end))
    return Run(start, end, first, last, frozenset({*gone, *empty}))


def _heaviest(lines: list[Line], weights: list[Weight], sizes: list[float], stops: list[bool]) -> tuple[int, int]:
    best, total, since, run, fade = 0.0, 0.0, 0, (0, len(lines)), 1.0
    for n, (line, weight) in enumerate(zip(lines, weights, strict=True)):
        value = max(-CLIP, min(CLIP, weight.all + SHIFT)) * sizes[n]
        if stops[n]:
            fade *= FADE if total >= ENOUGH else 1
            value = min(value, 0) - COST
        elif len(line.view) < 60 and SHAPES["of several"].search(line.view):  # the author's next text may follow
            value = max(value, -BETWEEN)
        value *= fade if value > 0 else 1
        if total <= 0:
            total, since = 0.0, n
        total += value
        if total > best:
            best, run = total, (since, n + 1)
    return run


def _reach(sums: list[float]) -> int:
    """Return how many lines, from the speech outwards, have the greatest sum."""
    totals = [0.0, *accumulate(sums)]
    return totals.index(max(totals))


# --- the title
TITLE_WORD = regex(f"(?:{SPOKEN}稿?|贺词|主持词|[祝献]词|报告|用语|方案|意见|总结|稿|全文|[）)])$")
TITLE_LABEL = regex(r"^(?:标题|题目|主题|名\s*称|文章标题)\s*[:：]\s*|^第[\d一二三四五六七八九十]{1,2}篇[:：、\s]*")
TITLE_END = regex(r"\.(?:docx?|pdf|wps|txt|pptx?|rtf)$|\s*篇\s*[\d一二三四五六七八九十]{1,2}$")
SEVERAL_END = regex(r"\s*[（(]?\w{0,4}(?:篇\s*[\d一二三四五六七八九十]{1,2}|\d+篇)[)）]?$")
NO_TITLE_LABEL = regex("(?:会议|活动|开会)?(?:时间|地点|日期|主持人?|出席|参加|记录|班级|周次|姓名|单位|事由)[:：]")
GREETS = regex("各位|(?:尊敬|敬爱|亲爱)的|(?:同志|女士|先生|老师|同学|朋友|乡亲|代表)们|大家好")
SAYS = regex("首先|其次|最后|以下|下面|上面|现在|今天|刚才|我")
SEPARATOR = regex(r"\s*[_|–—«»<>]+\s*|\s*-+\s+|\s+-+\s*|-+(?=[^-]*$)")  # in <title>, before the site's name
SITE = rf"[^，。；：！？、（）()_|\s{ARROWS}/]{{1,18}}(?:网站?|在线|文库|论坛|网络)"
NO_NAME = regex(r"\S*(?:网站?|门户|在线|平台|频道|栏目|首页|主页|无标题(?:文档|页面?)?|新建网页.*|[Uu]ntitled.*)")


class Title(NamedTuple):
    """What may be the title: the lines that show it (none: only <title> has it), and how it reads."""

    lines: range
    text: str


def titles(page: Page, lines: list[Line], weights: list[Weight], run: Run,
           named: str = "") -> list[tuple[Title, dict[str, float]]]:
    """Return what may be the title, with what speaks for and against it.

    ``named`` is the title by a mark of the site's (收藏《…》), if there is one.
    """
    name, start = _unspaced(f"{page.name} {named}"), run.start
    views = [_unspaced(line.view) for line in lines]
    whole, body = "\n".join(views), "".join(views[start:run.end])
    pairs = {body[n:n + 2] for n in range(len(body) - 1)}
    found = []
    for n in range(max(0, start - 60), min(start + BELOW, len(lines))):
        for size in (1, 2, 3):
            view, end = "".join(views[n:n + size]), n + size
            is_one = size == 1 or (end <= len(lines) and (view in name or not n < start < end)
                                   and _joins(views[n:end], name))
            if len(view) > 80 or not is_one:
                break
            is_mark = HIDDEN.search(view) and AMOUNT.search(view)
            if len(view) > 2 and len(HAN_CHAR.findall(view)) > 1 and not ADDRESSED.match(view) and not is_mark:
                own, is_named, rest = [view[k:k + 2] for k in range(len(view) - 1)], view in name, views[end:end + 2]
                shown = view if size > 1 else lines[n].view
                likely: dict[str, float] = {key: float(bool(SHAPES[key].search(shown))) for key in (
                    "heading", "bullet", "ends", "date", "arrow", "of several")}
                likely |= {
                    "in name": is_named, "name begins": is_named and name.startswith(view),
                    "of name": len(view) / len(name) if is_named else 0, "h1": lines[n].markup.tag == "h1",
                    "in body": sum(pair in pairs for pair in own) / len(own),
                    "again": len(view) > 5 and whole.count(view) > 1,
                    "title word": bool(TITLE_WORD.search(SEVERAL_END.sub("", view))),
                    "own": max(-6, min(0, weights[n].own)) / 6, "han": len(HAN_CHAR.findall(view)) / len(view),
                    "goes on": view[-1] in "：:，,", "pauses": min(len(PAUSE_MARK.findall(view)), 3) / 3,
                    "under 8": len(view) < 8, "under 12": len(view) < 12, "over 40": len(view) > 40,
                    "menu": min(lines[n].view.count(" ") + view.count("_"), 4) / 4, "joined": size > 1,
                    "dash": view[0] in "—-–",
                    "label": bool(SHAPES["label"].search(view)) and not TITLE_LABEL.match(view),
                    "labelled": bool(TITLE_LABEL.match(view)), "field": bool(NO_TITLE_LABEL.match(view)),
                    "dated": bool(STAMP.match(view)), "says": bool(SAYS.match(view)),
                    "greets": bool(GREETS.match(view)), "first": n == 0,
                    "of a site": start > 0, "above": min(max(start - end, 0), 30) / 10, "far": start - n > 12,
                    "inside": n >= start, "deep": n > start,
                    "date below": any(STAMP.search(other) for other in rest if len(other) < 80),
                    "address below": bool(rest and ADDRESSED.match(rest[0])),
                    "arrow above": any(SHAPES["arrow"].search(other) for other in views[max(0, n - 2):n]),
                    "listed": bool(rest) and any(SHAPES[key].search(shown) and SHAPES[key].search(lines[end].view)
                                                 for key in ("bullet", "heading")),
                    "alike": len(rest) > 1 and all(abs(len(one) - len(view)) < 0.3 * len(view) + 1 for one in rest),
                }
                found.append((Title(range(n, end), "".join(line.text for line in lines[n:end])), likely))
    return found


def _unspaced(text: str) -> str:
    return "".join(_simple(text).split())


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, _simple(text)))


def _joins(views: list[str], name: str) -> bool:
    """Tell whether lines may be one title: <title> says so, or the first has not come to its word."""
    if len(views) > 2 or "".join(views) in name:
        return "".join(views) in name
    first, rest = views
    goes_on = len(rest) < 9 < len(first) or first[-1:] in [*"的上会式，"] or (
        rest[0] in "在暨" and re.search(f"(?:{OFFICE}|委|政府|局|厅)[\u4e00-\u9fff]{{0,4}}$", first))
    return bool(goes_on) and len(rest) < 30 and not TITLE_WORD.search(first) and bool(TITLE_WORD.search(rest))


def _title(page: Page, lines: list[Line], weights: list[Weight], run: Run, named: str) -> Title:
    """Return the likeliest title, if one is likely; if no line shows one, that of <title> or of a mark."""
    likely = [(sum(TITLE.get(name, 0) * value for name, value in one.items()), title)
              for title, one in titles(page, lines, weights, run, named)]
    best = max(likely, key=lambda one: one[0], default=None)  # of equals, the first
    if best and best[0] > NO_TITLE:
        return best[1]
    body = "".join(line.view for line in lines[run.start:run.end])
    for part in () if named else SEPARATOR.split(page.name):
        view = _simple(part)
        words = [view[n:n + 2] for n in range(len(view) - 1)]
        is_told = TITLE_WORD.search(view) or 3 * sum(word in body for word in words) > len(words)
        if len(view) > 5 and is_told and not NO_NAME.fullmatch(view):
            return Title(range(0), part)
    headings = [n for n, line in enumerate(lines) if line.markup.tag == "h1" and HAN_CHAR.search(line.view)]
    if len(headings) == 1 and not named and not NO_NAME.fullmatch(lines[headings[0]].view):
        return Title(range(headings[0], headings[0] + 1), lines[headings[0]].text)
    return Title(range(0), named)


# --- what else the page says of itself
NO_DATE = regex("今天是|施行|生效|实施|有效期|生于|截止|截至")     # before a date that is not the page's
DATE_LABEL = regex("发[表布稿文送]|更新|上传|录入|时间|日期|来源|作者|编辑|公布|提交|刊发|出处")
SOURCE = regex(r"(?:来源|稿源|出处)\s*[:：]\s*(?!本[站网]|原创|网络|互联网|未知)([^\s,，。；|｜:：<>()（）]{2,20})")
CRUMB = rf"[^{ARROWS}/，。；！？\n]{{1,24}}"
PATH = regex(rf"""
    (?:(?:[您你]|当前|现在|目前|本页|所在)[\u4e00-\u9fff]{{0,6}}(?:位置|这里|浏览)\s*[:：]?\s*|(?=\w{{0,6}}[首主]页))
    (?P<path>{CRUMB}(?:\s*[{ARROWS}/]{{1,3}}\s*{CRUMB}){{1,12}})
    """, re.VERBOSE)
NO_CRUMB = frozenset("首页 网站首页 主页 正文 查看正文 浏览正文 浏览文章 查看文章 阅读文章 内容".split()) | {""}
OFFICE = "|".join("""
    主席 总统 总理 书记 部长 省长 市长 县长 区长 州长 镇长 乡长 村长 局长 厅长 司长 处长 科长 主任 院长 校长 所长 台长
    行长 董事长 总经理 总裁 会长 理事长 秘书长 委员 委员长 司令 司令员 政委 检察长 特首 长官 大使 代表 教授 院士
    组长 队长 厂长""".split())
PERSON = r"(?![您你好早晚谢我们各全大敬亲])[\u4e00-\u9fff·]"
# Under the title an author may say who speaks, when and where: these lines stay.
SPEAKER = regex(rf"""[(（]?(?!各位|尊敬|敬爱|亲爱|献给|致)(?:
    (?:演讲|讲话|主讲|发言|致辞|致词|报告|主持)[人者]\s*[:：]\s*(?P<said>{PERSON}{{2,30}}(?:\s+[\u4e00-\u9fff]{{1,4}}){{0,2}})
    |[\u4e00-\u9fff、]{{0,38}}(?:{OFFICE})[:：]\s*(?P<named>{PERSON}{{2,4}})
    |(?P<speaker>(?:[\u4e00-\u9fff、]{{2,40}}\s+)?[\u4e00-\u9fff、]{{0,38}}(?:{OFFICE})\s+
        (?:{PERSON}{{2,12}}|{PERSON}\s+[\u4e00-\u9fff])))[)）]?""", re.VERBOSE)
DELIVERED = regex(r"""
    [-—\s]*[(（]?(?:(?:会议|讲话|演讲|发言)?时间\s*[:：]\s*)?
        (?P<date>(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)
        (?:\s?(?:[上下]午|晚上?))?(?:\s?\d{1,2}[时点]半?)?
        (?:[，,、\s]+(?!星期|周[一二三四五六日]|[\u4e00-\u9fff]*(?:[了我你您是的]|大家))[\u4e00-\u9fff·]{1,20}(?<![网社报])
        |[，,\s]*[在于](?:[\u4e00-\u9fff]{2,40}上|[\u4e00-\u9fff]{2,12}))?[)）]?
    |[(（](?P<dotted>(?:19|20)\d\d\.\d{1,2}\.\d{1,2})[)）]
    """, re.VERBOSE)
FIGURES = dict(zip("〇○零一二三四五六七八九", "000123456789", strict=True))
CHINESE_NUMBER = "([二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
CHINESE_DATE = regex(f"([一二][{''.join(FIGURES)}]{{3}})年{CHINESE_NUMBER}月{CHINESE_NUMBER}日")


def iso_date(text: str) -> str | None:
    """Return the ISO 8601 form of the first date in ``text``, as exact as it is; None if there is none."""
    return next(filter(None, map(_iso, islice(STAMP.finditer(text), 1))), None)


def _iso(stamp: re.Match[str]) -> str | None:
    date = f"{stamp['year']}-{stamp['month']:0>2}-{stamp['day']:0>2}"
    time = f"T{stamp['hour']:0>2}:{stamp['minute']}" if stamp["hour"] else ""
    time += f":{stamp['second']}" if stamp["second"] else ""
    return next(filter(_is_date, (date + time, date)), None)  # 24:00 is no time, the 31st of June no date


def _is_date(stamp: str) -> bool:
    try:
        datetime.fromisoformat(stamp)
    except ValueError:
        return False
    return True


def _date(lines: list[Line], outside: list[int], under: int, end: int) -> tuple[int, str] | None:
    """Return the likeliest date of publication among lines of the site's, and the number of its line.

    It has a label or a clock, is written as machines do, and stands near the title, rather below it.
    """
    likely = []
    for n in outside:
        view = lines[n].view
        for stamp in STAMP.finditer(view) if len(view) < 160 else ():
            before = view[max(0, stamp.start() - 12):stamp.start()]
            if (date := _iso(stamp)) and not NO_DATE.search(before):
                worth = (2 * bool(DATE_LABEL.search(before)) + bool(DATE_LABEL.search(view)) + 1.5 * bool(stamp["hour"])
                         + 0.5 * ("年" not in stamp[0]) + 2 * bool(SHAPES["weekday"].search(view))
                         - 0.3 * min(abs(n - under), 12) - 0.5 * (n < under) - 2 * (n >= end))
                likely.append((worth, -n, date))
    best = max(likely, default=(-inf, 0, ""))
    return (-best[1], best[2]) if best[0] > -2.5 else None


def _path(lines: list[Line], above: list[int], title: str) -> tuple[str, ...]:
    """Return where on its site the page says it stands."""
    found = PATH.search("\n".join(lines[n].text for n in above))
    places = [place.strip() for place in re.split(f"[{ARROWS}/]+", found["path"])] if found else []
    return tuple(place for place in places if _simple(place) not in NO_CRUMB and header_text(place) != title)


def _said(views: list[str]) -> Facts:
    """Return who speaks and when, where lines under the title say it: 主席 习近平; （2018年9月3日，北京）."""
    facts: Facts = {}
    for view in views:
        dated = DELIVERED.fullmatch(CHINESE_DATE.sub(
            lambda date: f"{_figures(date[1])}年{_figures(date[2])}月{_figures(date[3])}日", view))
        if dated and (day := iso_date(dated["date"] or dated["dotted"])):
            facts.setdefault("delivered", day)
        elif speaker := SPEAKER.fullmatch(view):
            facts.setdefault("speaker", speaker[speaker.lastgroup or 0])
        elif SHAPES["name"].search(view):  # beside a date of delivery
            facts.setdefault("name", view)
        else:
            break
    name = facts.pop("name", None)
    if name and "delivered" in facts:
        facts.setdefault("speaker", name)
    if "speaker" in facts:  # 李 鹏
        facts["speaker"] = re.sub(r"(?<!\w)(\w)\s(\w)$", r"\1\2", facts["speaker"])
    return facts


def _figures(number: str) -> str:
    """Write a Chinese number in figures: 二〇一六, 十, 二十, 三十一."""
    tens, ten, ones = number.rpartition("十")
    parts = (tens or "一", ones or "零") if ten else number
    return "".join(FIGURES[part] for part in parts)


def header_text(text: str) -> str:
    """Set a header value as the body is set: full-width marks, single spaces, nothing invisible."""
    page = Page(_plain_line(text))
    return apply(page, "punctuation", punctuation(page))[0].text


def _plain_line(text: str) -> str:
    seen = text if text.isprintable() else (
        " " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in text
        if unicodedata.category(char) != "Cf")
    return " ".join("".join(seen).split())


# --- marks of cuts
# A mark is built of parts: what is ended or hidden (HIDDEN), with how much of it (AMOUNT) or with what it
# costs to read on (OFFER); in brackets, between dots, or on a line of its own.
DOTS = r"(?:(?<!…)…+|(?<!\.)\.{3,}|(?<!。)。{3,})"  # the look-behinds keep a long run linear
HIDDEN = regex("可见|未完|省略|隐藏|屏蔽|试读|预览|剩余|余下|其余|还剩|未读|全文|完整|更多|全部|显示|配额|超出")
AMOUNT = regex(r"\d[\d,]*\s*个?字|\d+(?:\.\d+)?\s*[%％页]")
OFFER = regex("登[录陆]|注册|会员|VIP|付费|支付|购买|开通|充值|下载|扫[码描一]|配额|解锁|关注|客服|联系|点[击此]"
              "|提示信息")
READ_ON = regex("阅读|查看|浏览|查阅|获取|可见|展开|隐藏|收起")
ENDED = regex("(?:试读|预览)(?:部分)?(?:已经?|到此)?结束|余下全文|^[(（]?未完[,，)）]")
REST = regex("全文|完整|全部|剩余|余下|更多|配额|超出|以下内容|可见")
BRACKETED = regex(rf"""
    {DOTS}?[(（]?未完[,，][^\n]*(?:\n[^\S\n]*收藏《[^\n]*)?   # its bracket may never close
    |{DOTS}?[(（【\[](?:[^()（）【】\[\]\n]|[(（][^()（）\n]{{0,20}}[)）]){{4,160}}[)）】\]]{DOTS}?
    |(?:{DOTS}|^[\ \t*—-]*)此处[^\n…。]{{0,40}}字[^\n…。]{{0,30}}(?:{DOTS}|[\ \t*—-]*$)
    """, BY_LINE)
SURE_MARK = regex(rf"^{DOTS}|{DOTS}$|未完|已(?:经|被)?(?:省略|隐藏|屏蔽)|此处")
TOLD = {key: regex(pattern) for key, pattern in {
    "omitted": r"(?:省略|隐藏|屏蔽)(?:了|约)?\s*(\d{1,9})\s*个?字", "shown": r"显示\s*(\d{1,9})\s*字",
    "stated": r"(?:全文|本文|正文|文章)共(?:有|计)?\s*(\d{1,9})\s*字", "title": "收藏《(.{1,80})》",
    "url": "(https?://[!-'*-~]{1,80})",
    "site": r"([^\s()（）…,，!-~]{1,18}(?:网站?|在线|文库))(?=https?:|省略)"}.items()}
# 〔省略764字〕 and 〔未完〕 are our own, which somebody has kept without the header.
EDITORS = regex(r"〔(?:省略(\d{1,9})字|未完)〕")
EDITORS_MARK = regex(rf"^[^\S\n]*{EDITORS.pattern}[^\S\n]*$", re.MULTILINE)
RULE = regex(r"[-—=_*~#|·•×`\s]+")


def _is_mark(view: str) -> bool:
    """Tell whether brackets, or dots, hold the mark of a cut."""
    return bool(HIDDEN.search(view) and AMOUNT.search(view) and (OFFER.search(view) or SURE_MARK.search(view)))


def _is_marks_line(view: str, shown: int, *, is_end: bool) -> bool:
    """Tell whether a line of the site's says that the text, of which ``shown`` characters are here, was cut."""
    if len(view) > 120:
        return False
    if (stated := TOLD["stated"].search(view)) or not HIDDEN.search(view):
        return bool(stated) and int(stated[1] if stated else 0) > 1.5 * shown
    offers, hides = OFFER.search(view), re.search("省略|隐藏|屏蔽|未读", view)
    reads_on = is_end and offers and READ_ON.search(view) and (hides or REST.search(view))
    return bool(ENDED.search(view) or reads_on or (AMOUNT.search(view) and (hides or (offers and REST.search(view)))))


def _told(view: str, text: str) -> Facts:
    """Return what a mark tells the header."""
    spans = {key: found.span(1) for key, pattern in TOLD.items() if (found := pattern.search(view))}
    told: Facts = {key: text[slice(*span)] for key, span in spans.items()}
    told |= {key: int(told[key]) for key in ("stated", "shown") if key in told}
    told |= {"omitted": (int(told["omitted"]),)} if "omitted" in told else {}
    return told | {"complete": False}


def _marks(page: Page, view: str, spans: list[tuple[int, int]]) -> Iterator[Proposal]:
    """Put an editor's mark for each of the site's, and keep earlier ones; one 〔未完〕, the last."""
    last = max((start for start, end in spans if not TOLD["omitted"].search(view, start, end)), default=-1)
    for start, end in spans:
        told = _told(view[start:end], page.text[start:end])
        told |= {"title": header_text(told["title"])} if "title" in told else {}
        mark = f"〔省略{told['omitted'][0]}字〕" if "omitted" in told else "〔未完〕" if start == last else ""
        is_ours = not mark or EDITORS.fullmatch(view[start:end].strip())
        new, rule = mark if is_ours else f"\n{mark}\n", "cut" if "omitted" in told else "unfinished"
        if any(start < flag.end and flag.start < end for flag in page.flagged):  # it may go, but not be rewritten
            yield Proposal(start, end, "", rule, facts=told)
            yield Proposal(end, end, new, rule)
        else:
            yield Proposal(start, end, new, rule, facts=told)


# --- all together
def chrome(page: Page) -> Iterator[Proposal]:
    """Take out what is the site's, flag what may be, set marks where it cut, and read the header.

    〔省略764字〕 stands where the site cut, 〔未完〕 where it stopped. ``why`` names the heaviest signs of a line.
    Left alone: a page on which no line is surely the site's, but for its title and for marks of cuts.
    """
    view = page.text if page.script == "hans" else _simple(page.text)
    spans = [mark.span() for mark in BRACKETED.finditer(view) if _is_mark(mark[0])]
    spans += [mark.span() for mark in EDITORS_MARK.finditer(view)]
    named = next((told["title"] for start, end in spans
                  if "title" in (told := _told(view[start:end], page.text[start:end]))), "")
    lines = lines_of(page, sorted(spans))
    weights = weigh(lines)
    run = speech_of(lines, weights)
    title = _title(page, lines, weights, run, named)
    edits = _told_apart(lines, weights, run, title)
    body = [n for n in range(len(lines)) if n not in edits or not edits[n].certain]
    if not body:  # a title alone is the text
        body, title = [*title.lines], Title(range(0), "")
        edits = {n: edit for n, edit in edits.items() if n not in body}
    shown = sum(len(lines[n].view) for n in body)
    for n in range(body[0], min(body[-1] + 9, len(lines))) if body else ():
        is_site = weights[n].own < -SHIFT and n not in title.lines
        if is_site and _is_marks_line(lines[n].view, shown, is_end=n >= body[-1]):
            dots = n and n - 1 not in edits and re.fullmatch(DOTS, lines[n - 1].view) \
                and not view[lines[n - 1].end:lines[n].start].strip()  # nor another mark between
            spans.append((lines[n - bool(dots)].start, lines[n].end))
            edits.pop(n, None)
    text = TITLE_END.sub("", TITLE_LABEL.sub("", title.text))
    text = header_text(text) if "," in _folded(page.text) else _plain_line(text)  # as it is typed, if it is
    for n, facts in _tells(lines, edits, run, title._replace(text=text), body).items():
        kept = Proposal(lines[n].start, lines[n].end, lines[n].text, "header")
        edits[n] = edits.get(n, kept)._replace(facts=facts)
    yield from sorted([*edits.values(), *_marks(page, view, sorted(spans))], key=lambda edit: edit[:2])


def _told_apart(lines: list[Line], weights: list[Weight], run: Run, title: Title) -> dict[int, Proposal]:
    """Return what is to be done with each line but the author's own, by its number."""
    def gone(n: int, rule: str) -> Proposal:
        beside = "" if rule == "title" or weights[n].all < 0 else "beside the speech, though "
        return Proposal(lines[n].start, lines[n].end, "", rule, beside + weights[n].why)

    is_told = any(weight.proof < TOLD_BY for weight in weights)     # that it is a site's page
    prose = next((n for n in range(run.start, run.end) if len(lines[n].view) > 30), run.start)
    edits, wanted = {}, _letters(TITLE_END.sub("", TITLE_LABEL.sub("", title.text)))
    for n, (line, weight) in enumerate(zip(lines, weights, strict=True)):
        again = n < prose and wanted == _letters(line.view) != ""
        above = n < title.lines.start < run.start + BELOW and weight.all < 0 and is_told
        if n in title.lines or again:
            edits[n] = gone(n, "title")
        elif not run.first <= n < run.last or n in run.dropped or above:
            edits[n] = gone(n, "site's line")
        elif not run.start <= n < run.end or weight.all < -SHIFT:
            edits[n] = Proposal(line.start, line.end, line.text, "in doubt", weight.why, certain=False, holds=False)
    body = [n for n in range(len(lines)) if n not in edits or not edits[n].certain]
    outer = {*edits, -1, len(lines)} if edits else set()
    for near, away in ((body, 1), (body[::-1], -1)):  # a rule between the author's lines and the site's, or the end
        rules = takewhile(lambda n: RULE.fullmatch(lines[n].view), near)
        edits |= {n: gone(n, "site's line") for n in (rules if near and near[0] - away in outer else ())}
    if all(edit.rule != "site's line" for edit in edits.values()):  # nothing else speaks of a site
        return {n: edit for n, edit in edits.items() if edit.certain}
    return edits


def _tells(lines: list[Line], edits: dict[int, Proposal], run: Run, title: Title,
           body: list[int]) -> dict[int, Facts]:
    """Return what lines tell the header, by their numbers."""
    tells: dict[int, Facts] = defaultdict(dict)
    first = title.lines.start if title.lines else next(iter(body), 0)
    outside = [n for n in edits if n not in title.lines and edits[n].certain]
    doubtful = [n for n, edit in edits.items() if not edit.certain and not DELIVERED.fullmatch(lines[n].view)]
    if title.text:
        tells[first]["title"] = title.text
    if dated := _date(lines, outside + doubtful, title.lines.stop if title.lines else run.start, run.end):
        tells[dated[0]]["date"] = dated[1]
    path = _path(lines, [n for n in outside if n < run.start], title.text)
    site = path[:1] if path and re.fullmatch(SITE, _simple(path[0])) else ()
    sources = (SOURCE.search(lines[n].view) for n in outside if n < run.end + 6)
    site = site or tuple(source[1] for source in islice(filter(None, sources), 1))
    if site:
        tells[first]["site"] = site[0]
    if path[path[:1] == site:]:
        tells[first]["category"] = path[path[:1] == site:]
    if said := _said([lines[n].view for n in body[:4] if len(lines[n].view) < 120]):
        tells[body[0]] |= said
    return tells


# --- punctuation: GB/T 15834 between Chinese characters -------------------------------------

LATIN = regex("[A-Za-zＡ-Ｚａ-ｚ]")
STAYS = regex("[A-Za-zＡ-Ｚａ-ｚ/=&_@#]")  # what keeps a mark behind it in ASCII: Latin, addresses
FIGURE_END = regex("[0-9０-９%)]")
NUMBERED = regex("[一二三四五六七八九十]+")
TO_SET = regex("""[-,.!?;:()"０-９Ａ-Ｚａ-ｚ．]|。{3}""")  # a line without any is in order
MARK_RUN = regex(r"""[-,.!?;:()"，。！？；：（）“”…—]+""")
ROW = regex(r"(?P<ellipsis>\.{3,}|。{3,})|(?P<dash>(?<!-)-{2,4}(?!-))|(?P<stop>(?<!\.)\.(?!\.))")
ROW_RULES = {"……": "ellipsis", "——": "dash", "。": "full width"}
WIDE_FORM = regex("[０-９Ａ-Ｚａ-ｚ]|(?<=[０-９])．(?=[０-９])")


def punctuation(page: Page) -> Iterator[Proposal]:
    """Give the marks between Chinese characters their full width again; letters and digits theirs.

    What counts is what a run of marks stands between. A mark that touches a Chinese
    character is Chinese (95%,比去年; 同志们:), one inside numbers, times, addresses and
    Latin is not (1,000; 9:30; R&D). Between the two (GDP,增长; (PM2.5)) the page
    decides: if it has folded that mark everywhere, it folded it here. Left alone: single quotes,
    spaces, ％, － and 「」; and quotes, brackets and stops in lines that are mostly Latin.
    """
    folded = _folded(page.text)
    for found in LINE.finditer(page.text):
        if not TO_SET.search(found[0]):
            continue
        for at, end, new, rule in sorted(_set_line(found[0], folded)):
            yield Proposal(found.start() + at, found.start() + end, new, rule)


def _folded(text: str) -> frozenset[str]:
    """The marks that this page has folded to ASCII: more of them stand so among Chinese than not.

    "1,000" stands for the comma inside numbers: a page that folds commas and writes every
    percentage with ％ set its numbers at full width (33，212).
    """
    narrow = Counter(mark[0] for mark in re.finditer("[,.!?;:(]", text)
                     if is_in(text[mark.end():mark.end() + 1], HAN)
                     and (mark[0] == "(" or is_in(text[mark.start() - 1:mark.start()], HAN)))
    text = re.sub("。{3,}", "", text)
    folded = {mark for mark, n in narrow.items() if n > text.count(WIDE[mark])}
    if "," in folded and text.count("％") > 2 and "%" not in text:
        folded.add("1,000")
    return frozenset(folded)


Setting = tuple[int, int, str, str]
Between = dict[int, tuple[str, str]]  # the characters that a sign's run stands between
Holds = Callable[[int, int], bool]


def _set_line(line: str, folded: frozenset[str]) -> Iterator[Setting]:
    """Yield what is to change in one line: (start, end, new, rule), in no order."""
    chinese = _is_chinese(line)
    pairs = _paired(line, folded) if chinese and any(sign in line for sign in '"()') else {}
    for at, new in pairs.items():
        yield at, at + 1, new, "full width" if new in "（）" else "quotation marks"
    for form in WIDE_FORM.finditer(line):
        yield *form.span(), chr(ord(form[0]) - 0xFEE0), "half width"
    for run in MARK_RUN.finditer(line):
        at, end = run.span()
        before = left = line[at - 1:at]
        after = line[end:end + 1]
        while at < end:
            sign = line[at]
            if sign in ",!?;:":
                if _is_wide(sign, before, after, folded if chinese else None):
                    yield at, at + 1, WIDE[sign], "full width"
                at += 1
            elif row := ROW.match(line, at, end):
                if new := _set_row(row, before, after, folded, chinese=chinese):
                    yield at, row.end(), new, ROW_RULES[new]
                at = row.end()
            else:  # behind a closing mark, that is what stands before
                mark = pairs.get(at, sign)
                before = mark if mark in ')"）”' else left if mark in "(（“" else before
                at += 1


def _set_row(row: re.Match[str], before: str, after: str, folded: frozenset[str], *, chinese: bool) -> str:
    """Return what dots or dashes between two characters are in Chinese; "" if they stay."""
    if row["stop"]:
        return "。" if chinese and _is_stop(row.string, row.start(), before, after, folded) else ""
    if row["dash"]:
        return "——" if _cjk(before) and (_cjk(after) or not after) else ""
    return "……" if _cjk(before) or _cjk(after) else ""


def _is_chinese(line: str) -> bool:
    """Tell a Chinese line from one that is mostly Latin (an English line of a bilingual page)."""
    quarter = len(LATIN.findall(line)) // 4
    return any(islice(HAN_CHAR.finditer(line), quarter, None))


def _cjk(char: str) -> bool:
    return is_in(char, CJK)


def _paired(line: str, folded: frozenset[str]) -> dict[int, str]:
    """Pair the straight quotes and the brackets of a line: what each becomes, by its place."""
    between: Between = {}
    for run in MARK_RUN.finditer(line):
        sides = line[run.start() - 1:run.start()], line[run.end():run.end() + 1]
        between |= dict.fromkeys(range(*run.span()), sides)
    holds = _han_finder(line)
    return dict([*_quotes(line, between, holds), *_brackets(line, between, holds, folded)])


def _quotes(line: str, between: Between, holds: Holds) -> Iterator[tuple[int, str]]:
    """Pair straight double quotes: “” where the pair holds Chinese or touches it.

    With the curly ones of the line they have to alternate. One that may be a measure (55") leaves
    all of them as they are.
    """
    signs = list(re.finditer('["“”]', line))
    turned = any(sign[0] == "”“"[n % 2] for n, sign in enumerate(signs))
    measured = any(sign[0] == '"' and line[:sign.start()][-1:].isdigit() for sign in signs[::2])
    curly = [sign[0] for sign in signs if sign[0] != '"']
    nested = 0 < len(curly) < len(signs) and curly == ["“", "”"] * (len(curly) // 2)  # “他说:"好"”
    if len(signs) % 2 or turned or measured or nested:
        return
    places = [sign.start() for sign in signs]
    for left, right in zip(places[::2], places[1::2], strict=True):
        if holds(left, right) or _cjk(between[left][0]) or _cjk(between[right][1]):
            yield from ((at, new) for at, new in ((left, "“"), (right, "”")) if line[at] == '"')


def _brackets(line: str, between: Between, holds: Holds,
              folded: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Pair brackets: full width around Chinese, and around Latin in Chinese if the page folded them.

    A bracket whose partner is on another line, or was cut off, is judged by what it touches.
    """
    opened: list[int] = []
    wide: set[int] = set()
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
    yield from ((at, WIDE[line[at]]) for at in wide if line[at] in WIDE)


def _han_finder(line: str) -> Holds:
    """Return a test whether there is a Chinese character in ``line[start:end]``, quick for any span."""
    places = [char.start() for char in HAN_CHAR.finditer(line)]
    return lambda start, end: bisect_left(places, start) < bisect_left(places, end)


def _is_stop(line: str, at: int, before: str, after: str, folded: frozenset[str]) -> bool:
    """Decide whether a point was a 。: at the end of a Chinese sentence, not behind a number (一.)."""
    if "." in folded and FIGURE_END.match(before) and HAN_CHAR.search(line, 0, at):
        return not after or (before in "%)" and _cjk(after))  # 增长3%.
    if not _cjk(before) or line[at - 1] == "。" or NUMBERED.fullmatch(line, 0, at):
        return False
    return not after or line[at + 1] in '")”’）》' or ("." in folded and _cjk(after))


def _is_wide(mark: str, before: str, after: str, folded: frozenset[str] | None) -> bool:
    """Decide whether a mark shown between two characters was a Chinese one; None: the line is Latin."""
    if folded is None:
        return _cjk(before) and _cjk(after)
    if before.isdecimal() and after.isdecimal():
        return mark == "," and "1,000" in folded
    if _cjk(before) or (_cjk(after) and not STAYS.match(before)):
        return True
    return mark in folded and (_cjk(after) or bool(FIGURE_END.match(before)))


# --- layout: paragraphs -----------------------------------------------------------------------


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


# --- the header ---------------------------------------------------------------------------------

def _read_header(header: str) -> Facts | None:
    """Read a front matter of ours into facts; None if it is not just as we would write it."""
    try:
        rows = (row.split(": ", 1) for row in header.split("\n")[1:-2])
        facts = {key: _typed(json.loads(value), HEADER[key]) for key, value in rows}
    except (LookupError, TypeError, ValueError, RecursionError):  # somebody else's
        return None
    shaped = all(re.fullmatch(shape, str(facts.get(key) or default)) for key, (shape, default) in SHAPED.items())
    return facts if shaped and Speech(**facts).header == header else None


def _typed(value: Any, kind: type | tuple[type]) -> Any:
    """Return a value of the header; a list as a tuple. Raises TypeError or ValueError if it is none."""
    items = value if isinstance(kind, tuple) else [value]
    if not isinstance(items, list) or {*map(type, items)} - {*(kind if isinstance(kind, tuple) else [kind])}:
        raise TypeError
    if any(isinstance(item, int) and item < 0 for item in items):
        raise ValueError
    return tuple(items) if items is value else value


def _json(value: object) -> str:
    """Write a value as JSON on one line; what YAML does not take as it is, escaped."""
    text = json.dumps(value, ensure_ascii=False)
    odd = "[\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
    return re.sub(odd, lambda char: f"\\u{ord(char[0]):04x}", text)


# --- views of the account: changes, differences, sentences, the review page -----------------------

# Steps whose edits are a table at work: they are reviewed by replacement, not one by one.
BULK = ("intake", "gloss", "to_simplified", "punctuation", "layout")
# A sentence ends with these and what closes with them (GB/T 15834), unless a pause goes on.
SENTENCE_END = regex(
    r"(?<![。！？])[。！？]++[”’」』）】》]*+[^\S\n]*+(?![\n，、；：。！？”’」』）】》]|$)")
AROUND = 10         # characters of context on either side of a change
SHOWN = 120         # of a longer stretch, its beginning and its end are shown
LONG_SENTENCE = 2000  # characters beyond which changed ones are not looked for


class Segment(NamedTuple):
    """A stretch of the source, what has become of it, and the edits that did it (none: it is as it was)."""

    start: int
    source: str
    now: str
    edits: tuple[Edit, ...] = ()

    @property
    def edit(self) -> Edit:
        """The edit to show for all of them: a flag, else the first that is no table at work."""
        return min(self.edits, key=lambda edit: edit.certain + (edit.step in BULK))

    @property
    def is_listed(self) -> bool:
        """It is to be reviewed by itself: it is flagged, or more than tables have been at work."""
        return bool(self.edits) and not (self.edit.step in BULK and self.edit.certain)


def segments(speech: Speech) -> list[Segment]:
    """Cut the source into what was kept and what was changed, with all that changed it.

    Joined, ``source`` is what `undo` gives back, and ``now`` is the body.
    """
    source = undo(speech)
    whole, edits = [Segment(0, source, source)], iter(speech.edits)
    for done in speech.ledger:
        pairs = [(change, next(edits)) for change in done.singly()]
        rest, at, behind = whole, sum(len(segment.now) for segment in whole), []
        for change, edit in reversed(pairs):  # from the end, so that places before it still hold
            end = change.end
            while rest and at - len(rest[-1].now) >= end:
                behind.append(rest.pop())
                at -= len(behind[-1].now)
            if at > end and not rest[-1].edits:
                rest[-1:] = _cut(rest[-1], at - end)
                behind.append(rest.pop())
                at = end
            covered, suffix = [], at - end
            while at > change.start:
                if at - len(rest[-1].now) < change.start and not rest[-1].edits:
                    rest[-1:] = _cut(rest[-1], at - change.start)
                covered.append(rest.pop())
                at -= len(covered[-1].now)
            start = behind[-1].start if behind else len(source)
            made = [*_changed(covered[::-1] or [Segment(start, "", "")], change.start - at, suffix, edit)]
            rest += made
            at += sum(len(segment.now) for segment in made)
        whole = rest + behind[::-1]
    return whole


def _changed(covered: list[Segment], prefix: int, suffix: int, edit: Edit) -> Iterator[Segment]:
    """Join the segments that an edit covers; if it only sets spaces, what was taken out stays apart."""
    text = "".join(segment.now for segment in covered)
    now = text[:prefix] + edit.after + text[len(text) - suffix:]
    apart = edit.before.isspace()
    for is_gone, group in groupby(covered, lambda one: apart and one.source != "" == one.now):
        parts = list(group)
        if is_gone:
            yield from parts
        else:
            earlier = chain.from_iterable(segment.edits for segment in parts)
            source = "".join(segment.source for segment in parts)
            yield Segment(parts[0].start, source, now, (*earlier, edit))
            now = ""


def _cut(segment: Segment, tail: int) -> tuple[Segment, Segment]:
    """Cut an unchanged segment in two, ``tail`` characters before its end."""
    at = len(segment.source) - tail
    return (Segment(segment.start, segment.source[:at], segment.now[:at]),
            Segment(segment.start + at, segment.source[at:], segment.now[at:]))


def sentences(body: str) -> str:
    """Set one sentence a line; paragraphs stay parted by a blank line, and joined the lines are the body."""
    return SENTENCE_END.sub(lambda end: f"{end[0]}\n", body)


SIGNS_AROUND = {"out": ("[-", "-]"), "in": ("{+", "+}"), "flag": ("[?", "?]"), "rule": ("", "")}
COLOURS = {kind: (f"\x1b[{code}m", "\x1b[0m")
           for kind, code in {"out": "31;9", "in": "32", "flag": "33", "rule": "1"}.items()}
Paint = Callable[[str, str], str]


def painter(*, colour: bool) -> Paint:
    """Return what marks a text as taken ``out``, put ``in``, a ``flag`` or a ``rule``; no text stays none."""
    around = COLOURS if colour else SIGNS_AROUND

    def paint(kind: str, text: str) -> str:
        before, behind = around[kind]
        return f"{before}{_seen(text)}{behind}" if text else ""
    return paint


def _seen(text: str) -> str:
    """Show line ends as ↵, and what cannot be seen as its escape; of a long text, both ends."""
    if len(text) > SHOWN:
        text = f"{text[:SHOWN * 2 // 3]} … {text[-SHOWN // 4:]} ({len(text)} characters)"
    return _one_line(text.replace("\n", "↵"))


def changes(speech: Speech, *, every: bool = False, paint: Paint) -> Iterator[str]:
    """Yield the lines that say what was changed and why: one by one, but tables at work by replacement.

    With ``every``, these too are listed one by one. The header, which keeps what the furniture
    said, comes first; the last lines count the edits of each rule.
    """
    whole = segments(speech)
    yield f"{paint('rule', 'header')}, as it would be written"
    yield from (f"    {row}" for row in speech.header.splitlines()[1:-1])
    yield ""
    yield f"{paint('rule', 'changes')}, at line:column of the source"
    for n, segment in enumerate(whole):
        if segment.is_listed or (every and segment.edits):
            yield from _change(whole, n, paint)
    if not every:
        for step in BULK:
            found = Counter((edit.before, edit.after) for edit in speech.edits if edit.step == step)
            each = (f"{_seen(before) or 'nothing'} → {_seen(after) or 'nothing'} ×{n}"
                    for (before, after), n in found.most_common())
            if found:
                yield f"{paint('rule', step)}: {', '.join(each)}"
    yield ""
    yield f"{paint('rule', 'edits')}, in characters of what the step before left"
    yield f"{'step':15}{'rule':24}{'edits':>8}{'removed':>9}{'added':>8}"
    rules: dict[tuple[str, str], list[Edit]] = defaultdict(list)
    for edit in speech.edits:
        rules[edit.step, edit.rule].append(edit)
    for (step, rule), edits in rules.items():
        removed, added = sum(len(edit.before) for edit in edits), sum(len(edit.after) for edit in edits)
        yield f"{step:15}{rule:24}{len(edits):8}{removed:9}{added:8}"
    source = sum(len(segment.source) for segment in whole)
    yield f"{source} characters of source, {len(speech.body)} of body, {speech.flagged} flagged"


def _change(whole: list[Segment], n: int, paint: Paint) -> Iterator[str]:
    segment = whole[n]
    edit = segment.edit
    left = "".join(one.source[-AROUND:] for one in whole[max(0, n - AROUND):n]).rpartition("\n")[2][-AROUND:]
    right = "".join(one.source[:AROUND] for one in whole[n + 1:n + AROUND]).partition("\n")[0][:AROUND]
    shown = (paint("flag", segment.now) if segment.source == segment.now
             else paint("out", segment.source) + paint("in", segment.now))
    yield f"{edit.line}:{edit.column}: {paint('rule', edit.rule)}: {_seen(left)}{shown}{_seen(right)}"
    if edit.why:
        yield f"    {_seen(edit.why)}"


def difference(old: str, new: str, name: str, paint: Paint) -> Iterator[str]:
    """Yield a unified diff, sentence by sentence, with the changed characters marked."""
    from difflib import unified_diff  # noqa: PLC0415 - for this view only
    rows = unified_diff(sentences(old).splitlines(), sentences(new).splitlines(),
                        name, "what would be written", lineterm="", n=1)
    yield from islice(rows, 2)
    for sign, group in groupby(rows, key=lambda row: row[0] in "-+"):
        block = list(group)
        out = [row[1:] for row in block if row[0] == "-"]
        put = [row[1:] for row in block if row[0] == "+"]
        if sign:
            pairs = [_marked(a, b, paint) for a, b in zip(out, put, strict=False)]
            alone = len(pairs)
            yield from (f"-{a}" for a, _ in pairs)
            yield from (f"-{paint('out', row)}" for row in out[alone:])
            yield from (f"+{b}" for _, b in pairs)
            yield from (f"+{paint('in', row)}" for row in put[alone:])
        else:
            yield from block


def _marked(old: str, new: str, paint: Paint) -> tuple[str, str]:
    from difflib import SequenceMatcher  # noqa: PLC0415 - for this view only
    if max(len(old), len(new)) > LONG_SENTENCE:
        return paint("out", old), paint("in", new)
    a = b = ""
    for tag, at, end, at_new, end_new in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = tag == "equal"
        a += _seen(old[at:end]) if same else paint("out", old[at:end])
        b += _seen(new[at_new:end_new]) if same else paint("in", new[at_new:end_new])
    return a, b


def as_json(speech: Speech) -> str:
    """Return header, body and account as one JSON document (README names its keys)."""
    from dataclasses import asdict  # noqa: PLC0415 - for this view only
    edits = [asdict(edit) for edit in speech.edits]
    document = {"header": speech.known, "body": speech.body, "edits": edits}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


# --- the review page: one HTML file, no script, nothing from outside ------------------------------

HUES = {"intake": 0, "residue": 25, "repair": 345, "gloss": 270, "to_simplified": 212, "chrome": 38,
        "punctuation": 165, "layout": 225}
STYLE = """
:root{color-scheme:light dark;--paper:#fdfcf9;--ink:#1d1d1f;--soft:#5b5b63;--line:#dedbd2;
  --card:#f5f3ec;--out-l:95%;--in-l:86%;--word:26%;--sat:75%}
@media(prefers-color-scheme:dark){:root{--paper:#17181b;--ink:#e8e6e1;--soft:#a3a3ab;--line:#34363c;
  --card:#1f2125;--out-l:17%;--in-l:26%;--word:84%;--sat:45%}}
*{box-sizing:border-box}
html{scroll-padding-top:4rem}
body{margin:0;background:var(--paper);color:var(--ink);
  font:16px/1.5 system-ui,"Noto Sans CJK SC",sans-serif}
.page{max-width:76rem;margin:auto;padding:2rem 1.25rem 6rem;display:grid;gap:0 2.5rem;
  grid-template-columns:minmax(0,1fr)}
h1{font-size:1.6rem;line-height:1.3;margin:0 0 .25rem}
h2{font-size:1rem;margin:2rem 0 .6rem;color:var(--soft);letter-spacing:.04em}
.sub{color:var(--soft);margin:0}
table{border-collapse:collapse;font-size:.875rem;width:100%}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;
  border-top:1px solid var(--line);overflow-wrap:anywhere}
th{font-weight:500;color:var(--soft);width:6.5rem}
fieldset{border:1px solid var(--line);border-radius:.6rem;background:var(--card);
  padding:.4rem .75rem .7rem;margin:0}
legend{font-size:.875rem;color:var(--soft);padding:0 .3rem}
label{display:flex;gap:.5rem;align-items:center;padding:.3rem .2rem;font-size:.875rem;
  cursor:pointer}
label .n{margin-left:auto;color:var(--soft);font-variant-numeric:tabular-nums}
input{width:1.05rem;height:1.05rem;margin:0;accent-color:hsl(var(--h) 60% 45%)}
:focus-visible{outline:3px solid hsl(212 90% 55%);outline-offset:2px;border-radius:.2rem}
ol{list-style:none;margin:0;padding:0;font-size:.875rem}
li{padding:.5rem 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
li p{margin:.15rem 0 0;color:var(--soft);font-size:.8125rem}
a{color:inherit;text-underline-offset:.2em}
li a{font-variant-numeric:tabular-nums;margin-right:.5em}
.text{font:1.0625rem/2 "Noto Serif CJK SC","Songti SC",SimSun,serif;overflow-wrap:anywhere}
.text p{margin:0 0 .75rem;min-height:1em;white-space:pre-wrap;content-visibility:auto;
  contain-intrinsic-size:auto 8rem}
del,ins,mark{text-decoration:none;border-radius:.2em;padding:.05em .1em;
  color:hsl(var(--h) var(--sat) var(--word));background:hsl(var(--h) var(--sat) var(--out-l))}
del{text-decoration:line-through;text-decoration-thickness:1px}
ins{background:hsl(var(--h) var(--sat) var(--in-l))}
mark{outline:2px dashed hsl(var(--h) 75% 50%)}
:target{outline:3px solid hsl(38 95% 50%);outline-offset:2px;border-radius:.2em}
@media(min-width:62rem){.page{grid-template-columns:minmax(0,1fr) 21rem}header{grid-column:1/-1}
  .text-part{grid-column:1;grid-row:2}aside{grid-column:2;grid-row:2;position:sticky;top:0;
  max-height:100vh;overflow:auto;padding-bottom:2rem}}
@media print{fieldset{display:none}.page{display:block;padding:0}.text p{content-visibility:visible}
  *{print-color-adjust:exact}}
"""


def report(speech: Speech, name: str) -> str:
    """Return the review page: header, rules to switch on and off, what to look at, the marked source.

    Everything that comes from the page is escaped; the policy in the page forbids scripts, and
    whatever else is not its own style sheet.
    """
    from base64 import b64encode  # noqa: PLC0415 - for this view only
    whole = segments(speech)
    counts = Counter((edit.step, edit.rule) for edit in speech.edits)
    rules = {rule: n for n, rule in enumerate(counts)}
    style = STYLE + "".join(_rule_style(n, step) for (step, _), n in rules.items())
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    legend = "".join(
        f'<label class="r{n}"><input type="checkbox" id="r{n}" checked><span><ins class="r{n}">{_html(rule)}'
        f'</ins></span><span class="n">{counts[step, rule]}</span></label>'
        for (step, rule), n in rules.items())
    rows = "".join(f'<tr><th scope="row">{key}</th><td>{_html(_json(value))}</td></tr>'
                   for key, value in speech.known.items())
    listed = [(n, one) for n, one in enumerate(whole) if one.is_listed]
    listed.sort(key=lambda item: (item[1].edit.certain, item[1].edit.step != "repair", item[0]))
    items = "".join(f'<li><a href="#e{n}">{one.edit.line}:{one.edit.column}</a>{_item(one, rules)}</li>'
                    for n, one in listed)
    title = _html(speech.title or name)
    source = sum(len(one.source) for one in whole)
    return f"""<!doctype html>
<html lang="{speech.language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{digest}'">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<style>{style}</style></head>
<body><div class="page"><header><h1>{title}</h1>
<p class="sub" lang="en">{_html(name)}: {source} characters of source, {len(speech.body)} of body,
{len(speech.edits)} edits, {speech.flagged} flagged</p></header>
<aside lang="en"><h2>Rules</h2><fieldset><legend>Show what was changed by</legend>{legend}</fieldset>
<h2>To look at</h2><ol>{items}</ol><h2>Header</h2><table><tbody>{rows}</tbody></table></aside>
<main class="text-part"><h2 lang="en">Source, as it was changed</h2>
<div class="text">{_text(whole, rules)}</div></main></div></body></html>
"""


def _item(one: Segment, rules: dict[tuple[str, str], int]) -> str:
    flag = "" if one.edit.certain else "flagged: "
    why = f"<p>{_html(one.edit.why)}</p>" if one.edit.why else ""
    return f"{flag}{_html(one.edit.rule)} {_spot(one, rules)}{why}"


def _rule_style(n: int, step: str) -> str:
    off = f"body:has(#r{n}:not(:checked)) .text "
    return (f".r{n}{{--h:{HUES[step]}}}{off}del.r{n}{{display:none}}"
            f"{off}:is(ins,mark).r{n}{{all:unset}}\n")


def _text(whole: list[Segment], rules: dict[tuple[str, str], int]) -> str:
    """Return the source's paragraphs, with what was taken out and put in marked in place.

    What one table did side by side (換屆) is marked as one.
    """
    parts = ["<p>"]
    for n, group in groupby(range(len(whole)), lambda n: _run_of(whole[n], n)):
        run = [whole[at] for at in group]
        source = "".join(one.source for one in run)
        if not run[0].edits:
            parts.append(_html(source).replace("\n", "</p><p>"))
            continue
        spot = _spot(run[0]._replace(source=source, now="".join(one.now for one in run)), rules)
        parts.append(f'<span id="e{n}" tabindex="-1">{spot}</span>' if run[0].is_listed else spot)
        if "\n" in source:
            parts.append("</p><p>")
    return "".join([*parts, "</p>"])


def _run_of(one: Segment, n: int) -> object:
    return n if one.is_listed or not one.edits else one.edit.rule


def _spot(one: Segment, rules: dict[tuple[str, str], int]) -> str:
    """Return one change: what was taken out and what was put in, or what is flagged."""
    kind = f"r{rules[one.edit.step, one.edit.rule]}"
    if one.source == one.now:
        return f'<mark class="{kind}">{_html(one.source, line_end="↵")}</mark>'
    return "".join(f'<{tag} class="{kind}">{_html(text, line_end="↵")}</{tag}>'
                   for tag, text in (("del", one.source), ("ins", one.now)) if text)


def _html(text: str, line_end: str = "\n") -> str:
    """Escape a text for HTML; what cannot be seen, and what turns the line around, shows as its code."""
    from html import escape  # noqa: PLC0415 - for this view only
    seen = (char if char.isprintable() or char in "\n\u3000\u00a0" else f"⟨{ord(char):04X}⟩"
            for char in escape(text))
    return "".join(seen).replace("\n", line_end)


# --- the command line -----------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    """An argument parser that says what is wrong in one line, as every error here is said."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {_one_line(message)}; see {self.prog} -h\n")


def _one_line(message: str) -> str:
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in message)


def main(argv: list[str] | None = None) -> int:
    """Run the command line; return the exit code: 0 done, 1 ``--check`` found a difference, 2 cannot."""
    options = _options(argv)
    subject = "-" if options.input is None else options.input  # of what is said if it fails: the file at hand
    try:
        source = _stream(sys.stdin).read() if subject == "-" else Path(subject).read_bytes()
        speech = clean(source, encoding=options.encoding, script=options.script)
        if not (options.quiet or options.diff):
            _warn(*(f"{subject}:{edit.line}:{edit.column}: warning: {edit.rule}: {edit.why}"
                    for edit in speech.edits if not edit.certain))
        if options.diff:
            subject = "standard output"
            return _say(f"{line}\n" for line in changes(speech, every=options.verbose, paint=_paint()))
        text = _rendered(speech, options)
        if options.report is not None:
            subject = options.report
            write(Path(subject), report(speech, options.input or "-").encode())
        if options.check is not None:
            subject = options.check
            old = Path(subject).read_bytes()
            if old == text.encode():
                return 0
            lines = difference(old.decode(errors="replace"), text, subject, _paint())
            subject = "standard output"
            return _say(f"{line}\n" for line in lines) or 1
        if options.output in (None, "-"):
            subject = "standard output"
            return _say([text])
        subject = options.output
        write(Path(subject), text.encode())
    except (CleanError, OSError) as error:
        what = getattr(error, "strerror", None) or str(error)
        _warn(f"clean.py: {subject}: {what}")
        return 2
    return 0


def _rendered(speech: Speech, options: argparse.Namespace) -> str:
    if options.json:
        return as_json(speech)
    body = sentences(speech.body) if options.sentences else speech.body
    return body if options.no_header else f"{speech.header}\n{body}"


def _warn(*messages: str) -> None:
    """Say something on standard error; that nobody can hear it (2>&-, a full disk) spoils no run."""
    with suppress(OSError):
        for message in messages if sys.stderr else ():
            sys.stderr.write(f"{_one_line(message)}\n")


def _paint() -> Paint:
    return painter(colour=sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR"))


def _say(texts: Iterable[str]) -> int:
    """Write to standard output; that its reader has enough (| head) is no error, and ends it."""
    try:
        for text in texts:
            _stream(sys.stdout).write(text.encode())
        _stream(sys.stdout).flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _stream(stream: TextIO | None) -> BinaryIO:
    if stream is None:  # closed by the caller: clean.py <&-
        raise OSError("is closed; name a file")
    return stream.buffer


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = _Parser(prog="clean.py", description="Turn a scraped Chinese speech into clean Simplified text.")
    parser.add_argument("input", nargs="?", metavar="INPUT", help="the page; - or nothing is standard input")
    parser.add_argument("-o", dest="output", metavar="FILE",
                        help="write FILE: all of it, or the old one stays; - is standard output")
    parser.add_argument("--script", choices=("hans", "keep"), default="hans",
                        help="hans: Simplified characters (default); keep: as they are")
    parser.add_argument("--encoding", metavar="NAME",
                        help="the input's encoding, where it is not found (gb18030, big5hkscs …)")
    parser.add_argument("--no-header", action="store_true", help="the body alone, without front matter")
    parser.add_argument("--sentences", action="store_true",
                        help="one sentence a line, so that a diff points at a sentence")
    parser.add_argument("--json", action="store_true", help="header, body and account as one JSON document")
    view = parser.add_mutually_exclusive_group()
    view.add_argument("--diff", action="store_true", help="say what would change and why; write nothing")
    parser.add_argument("-v", dest="verbose", action="store_true", help="with --diff: list every single edit")
    view.add_argument("--check", metavar="FILE",
                      help="exit 1 if FILE is not what would be written; show the difference")
    parser.add_argument("--report", metavar="FILE", help="write a review page too, to look at in a browser")
    parser.add_argument("-q", dest="quiet", action="store_true", help="no warnings of flagged places")
    parser.add_argument("--version", action="version", version=f"clean.py {__version__}")
    options = parser.parse_args(argv)
    if options.output and (options.diff or options.check is not None):
        parser.error("--diff and --check write no text; leave -o out")
    if options.diff and any((options.report, options.json, options.sentences, options.no_header)):
        parser.error("--diff goes alone; leave --report, --json, --sentences and --no-header out")
    if options.json and (options.sentences or options.no_header):
        parser.error("--json has the header and the body; leave --sentences and --no-header out")
    if options.verbose and not options.diff:
        parser.error("-v goes with --diff")
    if options.report and any(Path(options.report).resolve() == Path(other or "-").resolve()
                              for other in (options.input, options.output, options.check)):
        parser.error("--report would overwrite another file that is named; give it its own")
    return options


def write(path: Path, data: bytes) -> None:
    """Put ``data`` into the file ``path`` at one stroke: another process sees the old file or the new.

    A link is replaced, not followed; what is no file (a device, a pipe) is written to.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(data)  # a folder refuses it
        return
    aside = path.with_name(f".{os.urandom(8).hex()}.tmp")
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
