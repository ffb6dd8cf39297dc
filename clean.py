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
known of characters, the steps one after the other, the views, the command line.
"""

from __future__ import annotations

import argparse
import codecs
import hashlib
import json
import os
import re
import signal
import sys
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta, timezone
from functools import cache, partial
from heapq import nlargest
from itertools import accumulate, chain, count, groupby, islice, pairwise, product, takewhile
from math import exp, inf, log, log1p
from operator import add, itemgetter
from typing import Any, Literal, NamedTuple, NoReturn

import opencc

__all__ = ["CleanError", "Edit", "Speech", "clean", "undo"]
__version__ = "0.1.0"

Script = Literal["hans", "keep"]
Facts = dict[str, Any]  # header keys and their values

ODD_LINE_END = "\r\n?|[\v\f\x85\u2028\u2029]"
# The marks that are set among Chinese characters (GB/T 15834; the curly quotes, the dash and the ellipsis share their
# code points with Western type).
MARKS = "，。、；：！？“”‘’（）《》…—"
WIDE = dict(zip(",.!?;:()", "，。！？；：（）", strict=True))
PLAIN_MARKS = MARKS + "〈〉【】·　"
BY_LINE = re.VERBOSE | re.MULTILINE  # ^ and $ match at each line
# Letters that are not the West's: a set of all Chinese characters takes a millisecond to compile.
HAN = r"[^\W\d\0-\u06ff]"
CJK = r"(?:[^\s\d\0-\u06ff\ue000-\uf8ff]|·)"     # these, and the signs beside them
HAN_CHAR, CJK_CHAR = re.compile(HAN), re.compile(CJK)
LINE = re.compile(r"\S(?:[^\n]*\S)?")  # without the white space around it


# --- what comes out -------------------------------------------------------------------

STRING = r'"(?:[^"\\\t-\r\x1b]|\\(?:["\\]|ufff[ef]))*"'     # one line, and nothing invisible
DATE, COUNT = r'"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?"', "(?:0|[1-9][0-9]{0,8})"
# The front matter's keys in their order, and what each has for a value, in JSON.
HEADER = {
    "title": STRING, "speaker": STRING, "delivered": DATE, "date": DATE, "site": STRING, "url": r'"https?://[!#-\[\]-~]+"',
    "category": rf"\[{STRING}(?:, {STRING})*\]", "language": '"zh-Han[st]"', "complete": "true|false", "stated": COUNT,
    "shown": COUNT, "kept": COUNT, "omitted": rf"\[{COUNT}(?:, {COUNT})*\]", "redactions": COUNT, "flagged": COUNT,
    "sha256": '"[0-9a-f]{64}"',
}
ALWAYS = ("language", "complete", "kept", "redactions", "flagged", "sha256")
FRONT_MATTER = "---\r?\n" + "".join(
    rf"(?:{key}: (?P<{key}>{value})\r?\n){'?' * (key not in ALWAYS)}" for key, value in HEADER.items()
    ) + "---\r?\n(?:\r?\n)?"
# A run that stands for a blanked word: ***街道, 省委*书记, ×市, XX同志. No footnote's star, no product (3×4,
# 长×宽), no X光 or AT-X, and no blank of a form (2020年__月).
REDACTION = re.compile(rf"""(?=[*×X_])(?<![A-Za-z\d*×X_-])(?:
    [*×X]{{2,}}(?={HAN})|(?<={HAN})[*×X]{{2,}}(?![A-Za-z\d*×X])|(?:(?<={HAN})|(?<=[，、]))\*(?={HAN})
    |[×X](?=[省市县区州镇乡村街路某年月日同局委厂院校书主部队集公])|(?<![年月日])_{{2,}}(?={HAN})(?![年月日元时分]))
    """, re.VERBOSE)
CLEANED_BEFORE = "cleaned before"
NO_CHINESE = "no Chinese text in it, or nothing but a site's lines; give it the page of a Chinese speech"


class CleanError(ValueError):
    """This input cannot be cleaned; the message says why and what to do."""


class Edit(NamedTuple):
    """One entry of the account: what a rule did, or left alone, at a place of the source.

    ``line`` and ``column`` count from 1, in characters, in the text that the steps were handed (the decoded input).
    ``certain`` is False for a place that could not be settled: it is flagged and stays, and ``why`` says what it may
    have been. A place that only told the header something stays too, and is certain.
    """

    step: str
    rule: str
    line: int
    column: int
    before: str
    after: str
    why: str = ""
    certain: bool = True


class Speech(NamedTuple):
    """A clean speech. ``str(speech)`` is the file: front matter, blank line, body.

    The fields down to ``sha256`` are the header, in its order; None and () are unknown. Counts are in characters.
    ``ledger`` is the way back.
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
    ledger: tuple[Pass, ...] = ()

    def __str__(self) -> str:
        return f"{self.header}\n{self.body}"

    @property
    def header(self) -> str:
        """The YAML front matter, each value written as JSON."""
        return "".join(["---\n", *(f"{key}: {_json(value)}\n" for key, value in self.known.items()), "---\n"])

    @property
    def known(self) -> Facts:
        """The header's keys whose values are known, in their order."""
        return {key: value for key in HEADER if (value := getattr(self, key)) not in (None, ())}

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The account of every change, step by step, each step from the top down; drawn up anew each time."""
        source = undo(self)
        starts = [0, *(end.end() for end in re.finditer(f"\n|{ODD_LINE_END}", source))]
        return tuple(Edit(done.step, edit.rule, line := bisect_right(starts, at := places[edit.start][0]),
                          at - starts[line - 1] + 1, done.text[edit.start:edit.end], edit.new, edit.why, edit.certain)
                     for done, places in zip(self.ledger, origins(self.ledger, source), strict=False)
                     for edit in done.changes)


def _json(value: object, indent: int | None = None) -> str:
    """Write a value as JSON; what YAML does not take as it is, and what a terminal would obey, is escaped."""
    odd = "[\x7f-\xa0\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
    return re.sub(odd, lambda char: f"\\u{ord(char[0]):04x}", json.dumps(value, ensure_ascii=False, indent=indent))


def clean(source: str | bytes, *, encoding: str | None = None, script: Script = "hans") -> Speech:
    """Clean one page: ``source`` is the file's bytes, or its text.

    ``encoding`` names the bytes' encoding where it is not found; ``script="keep"`` leaves Traditional characters.
    Raises CleanError for bytes that are no text and a page without Chinese text, ValueError for another ``script``.
    """
    if script not in ("hans", "keep"):
        raise ValueError(f"script is 'hans' or 'keep', not {script!r}")
    found = decode(source, encoding)
    where = ", ".join(map(str, found.lost))
    lost = f"the file is not {found.encoding} at offset {where}" if where else "lost before"
    page = Page(found.text, script, lost=lost)
    page, _ = apply(page, "decode", misread(page))  # before a line is read; of HTML on no record, like its tags
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
        if "sha256" not in page.facts or step is layout:    # this tells only a front matter of ours
            page, _ = apply(page, step.__name__, step(page))
    body = EDITORS_MARK.sub("", page.text)
    if not any(_simple(char) in charted() for char in body):
        raise CleanError(NO_CHINESE)
    data = source.encode() if isinstance(source, str) else source
    facts: Facts = {"sha256": hashlib.sha256(data).hexdigest(), **page.facts}
    if "sha256" not in page.facts:  # else only what can be counted in the body is taken anew
        facts["language"] = "zh-Hant" if script == "keep" and is_traditional(page.text) else "zh-Hans"
        facts["flagged"] = len(page.flagged) + sum(not edit.holds for done in page.passes for edit in done.applied)
    facts |= {"kept": len("".join(body.split())), "redactions": len(REDACTION.findall(page.text))}
    return Speech(**facts, body=page.text, ledger=page.passes)


def undo(speech: Speech) -> str:
    """Give back the text that the steps were handed, to the character: the input; of HTML, its lines."""
    text = speech.body
    for done in reversed(speech.ledger):
        text = done.undo(text)
    return text


# --- the engine -----------------------------------------------------------------------
#
# A step is a function from a Page to the edits it proposes. The engine alone changes a text, and keeps, for each
# step, where every edit stood and what it replaced: enough to walk back (undo), to carry a position back to the
# source (the account), and to count.


class Proposal(NamedTuple):
    """``text[start:end]`` should become ``new``, says ``rule``.

    Not ``certain`` is a flag: the place stays as it is (``new`` is what stands there), and if it
    ``holds``, no later step may rewrite it. ``facts`` is what the place tells the header.
    """

    start: int
    end: int
    new: str
    rule: str
    why: str = ""
    certain: bool = True
    facts: Facts | None = None
    holds: bool = True


class Pass(NamedTuple):
    """All that one step did: the text it was handed, and the edits that were carried out, in order."""

    step: str
    text: str
    applied: tuple[Proposal, ...]

    @property
    def changes(self) -> Iterator[Proposal]:
        """Yield the edits for the account: a conversion character by character."""
        for edit in self.applied:
            yield from [edit] if edit.rule != "script" else (
                edit._replace(start=at, end=at + 1, new=new) for at, new in enumerate(edit.new, edit.start)
                if new != self.text[at])

    def undo(self, text: str) -> str:
        """Turn the step's output back into its input."""
        parts, at, grown = list[str](), 0, 0
        for edit in self.applied:
            start = edit.start + grown
            parts += text[at:start], self.text[edit.start:edit.end]
            at = start + len(edit.new)
            grown = at - edit.end
        return "".join([*parts, text[at:]])


def origins(ledger: Sequence[Pass], text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield where in the source each character begins and ends: of the text before each pass, then of ``text``.

    What a pass put in begins and ends where what it replaced did; behind the last character the source ends.
    """
    size = len(ledger[0].text if ledger else text)
    places = [*pairwise(range(size + 1)), (size, size)]
    for done in ledger:
        yield places
        made, at = list[tuple[int, int]](), 0
        for start, end, new, *_ in done.changes:
            begin = places[start][0]
            made += places[at:start]
            made += [(begin, places[end - 1][1] if start < end else begin)] * len(new)
            at = end
        places = made + places[at:]
    yield places


class Page(NamedTuple):
    """What a step looks at: the text so far, what the header knows, what is flagged."""

    text: str
    script: Script = "hans"
    facts: Mapping[str, Any] = {}
    flagged: tuple[tuple[int, int], ...] = ()
    lost: str = ""          # why there may be U+FFFD
    name: str = ""          # of HTML: its <title>,
    markup: tuple[tuple[int, Markup], ...] = ()  # and what it says of its lines, by where they begin in the source
    passes: tuple[Pass, ...] = ()   # what has been done so far


def between(spans: Iterable[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches from ``start`` to ``end`` that lie between spans; some may be empty."""
    edges = [start, *chain.from_iterable(spans), end]
    return zip(edges[::2], edges[1::2], strict=True)


def apply(page: Page, step: str, proposals: Iterable[Proposal]) -> tuple[Page, Pass]:
    """Carry out a step's proposals; return the new page, and what was done.

    They come in the order of the text and do not overlap (else AssertionError, a fault of the step). What is
    certain, changes nothing and tells the header nothing is on no record. A flagged place is out of bounds for
    later steps: an edit that touches it is dropped, unless it takes the whole place out (with a line of the site's).
    """
    text, parts, applied, at = page.text, list[str](), list[Proposal](), 0
    fences, flagged = page.flagged, {*page.flagged}
    for edit in proposals:
        start, end, new = edit[:3]
        if not at <= start <= end <= len(text):
            raise AssertionError(f"{step}: {edit} is out of order or out of range")
        is_flag, changes = edit.holds and not edit.certain, text[start:end] != new
        touched = fences[bisect_right(fences, start, key=itemgetter(1)):bisect_left(fences, (end,))]
        if touched and (changes or is_flag) and (new or touched[0][0] < start or end < touched[-1][1]):
            continue
        if changes:
            flagged.difference_update(touched)
        if is_flag:
            flagged.add((start, end))
        if changes or edit.facts or not edit.certain:
            applied.append(edit)
            parts += text[at:start], new
            at = end
    facts = dict(page.facts)
    for key, value in chain.from_iterable(edit.facts.items() for edit in applied if edit.facts):
        if key == "omitted":
            facts[key] = (*facts.get(key, ()), *value)
        elif key not in facts or (key == "date" and value.startswith(facts[key])):  # the first holds; or its clock, too
            facts[key] = value
    grown = [0, *accumulate(edit.start + len(edit.new) - edit.end for edit in applied)]
    moved = ((first, last, grown[bisect_right(applied, first, key=itemgetter(1))]) for first, last in sorted(flagged))
    done = Pass(step, text, tuple(applied))
    return page._replace(text="".join([*parts, text[at:]]), facts=facts, passes=(*page.passes, done),
                         flagged=tuple((first + by, last + by) for first, last, by in moved)), done


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
# Syllables that level 1 lacks, since there they are only second readings; and v and u as typed for its ü.
SOUNDS = {*re.findall("[a-zü]+", LEVEL_1), *"lo m n ng shei zhei dei kei lv nv lve nve lue nue".split()}
TONES = dict(zip("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ", "aaaaeeeeiiiioooouuuuüüüü", strict=True))
TONELESS = str.maketrans(TONES | dict.fromkeys("12345", ""))
TONED = re.compile(f"[{''.join(TONES)}]")
SYLLABLE = r"[a-zà-ǜ]{1,6}[1-5]?"   # ling3 is lǐng
GLOSS = rf"[(（]{SYLLABLE}\ ?[)）]"
PINYIN = re.compile(GLOSS)
SOUND = re.compile(SYLLABLE)
# Character, glosses, a space behind; the bracket leads, which is looked for faster than any character.
GLOSSED = re.compile(rf"[(（](?<=({HAN}).)({SYLLABLE}\ ?[)）](?:{GLOSS})*)(\ ?)")

# Variants that OpenCC's t2s leaves as they are or gives another form than speeches have: most by
# the 第一批异体字整理表 (1955), some Japanese or new forms (値 戸 浄). Not 邨 and 迺, which stand in
# names (錢杏邨, 華富邨), nor 呎 and 吋: a foot is no 尺.
VARIANTS = dict(zip(
    "衞枱粧痺擡姪倂廻彚値愼戸覩遶鎗攷敍勗媿尅幷廐徃惪扞揹撡擕斈槪歛浄渉湼漑濬煖甎盌砲窓窻竝緐罸耡逕堿伕簷"
    "肎胷脇膓舖荳葢覊譌貍賸躭輭迯遯郷酧阬陜隣韮飜餧騐鬭鬪鴈鵞鷰鼇鼈恊牠衹劵谘靑淸硏緖暱燄搧谿睪牴劄茍岀",
    "卫台妆痹抬侄并回汇值慎户睹绕枪考叙勖愧克并厩往德捍背操携学概敛净涉涅溉浚暖砖碗炮窗窗并繁罚锄径碱夫檐"
    "肯胸胁肠铺豆盖羁讹狸剩耽软逃遁乡酬坑陕邻韭翻喂验斗斗雁鹅燕鳌鳖协它只券咨青清研绪昵焰扇溪睾抵札苟出",
    strict=True))

FOLDED = ",!?;:"    # the marks that scrapers fold
CUT_MARKS = "，！？；：。、" + FOLDED
TO_WIDE = str.maketrans({mark: WIDE[mark] for mark in FOLDED})
MARK = f"[{CUT_MARKS}]"
SENTENCE_MARK, PAUSE_MARK = re.compile("[。！？；…!?;]"), re.compile("[，、：。！？；,]")
QUOTED = re.compile("“[^“”\\n]*”|《[^《》\\n]*》|「[^「」\\n]*」")


@cache
def dictionary(name: str) -> dict[str, str]:
    """Read one of OpenCC's dictionaries (TSCharacters, TSPhrases, STCharacters): key to choices, spaces between."""
    with open(os.path.join(os.path.dirname(opencc.__file__), "dictionary", f"{name}.txt"), encoding="utf-8") as file:
        return dict(row.split("\t") for row in file.read().splitlines())


SIMPLIFIED = str.maketrans({key: values[0] for key, values in dictionary("TSCharacters").items()} | VARIANTS)
# What no Traditional text has.
SIMPLIFIED_ONLY = frozenset(char for char, forms in dictionary("STCharacters").items() if char not in forms)


def _simple(text: str) -> str:
    """Convert character by character; the length stays."""
    return text.translate(SIMPLIFIED)


@cache
def charted() -> dict[str, str]:
    """Map each character of level 1 to its (first) reading, without its tone."""
    begins = {char: sound for sound, char in re.findall("([a-zü]+)([^a-zü])", LEVEL_1)}
    cells = bytes(byte for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for byte in (row, cell))
    sound = ""
    return {char: (sound := begins.get(char, sound)) for char in cells[:2 * 3755].decode("gb2312")}


def sounds_of(glossed: Iterable[tuple[str | Any, ...]]) -> dict[str, set[str]]:
    """Collect the readings that a page writes behind each character, of pairs of character and gloss."""
    sounds: dict[str, set[str]] = {}
    for char, pinyin in glossed:
        sounds.setdefault(char, set()).update(SOUND.findall(pinyin))
    return sounds


def is_converted(char: str) -> bool:
    """Tell whether a site may have written this character while converting to Traditional."""
    return ord(char) in SIMPLIFIED or char == "著"


def is_traditional(text: str) -> bool:
    """Tell whether a text is in Traditional characters: what it quotes or cites aside.

    Of the characters that no Traditional text has, its conversion has more than three times as many as itself.
    """
    counts = Counter(QUOTED.sub("", text))
    chars = "".join(counts)
    simple, converted = (sum(n for char, n in zip(one, counts.values(), strict=True) if char in SIMPLIFIED_ONLY)
                         for one in (chars, _simple(chars)))
    return converted > 3 * simple


# --- decode: bytes to text ------------------------------------------------------------------

# The share of everyday characters in a text that is read rightly: of speeches 0.76 and more, of a
# list of names 0.38. Read wrongly, none has more than 0.27.
LIKE_CHINESE = 0.3
LABELLED = 0.1      # what the page's own label is worth beside it
PLAIN_ENOUGH = 20   # characters of another script that show what they are
FEW_LOST = 8        # bytes that may be no text: a page cut inside a character, a few bytes gone bad
BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe\0\0": "utf-32-le", b"\0\0\xfe\xff": "utf-32-be",
        b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
OTHER_KINDS = {b"\x1f\x8b": "gzip, packed", b"PK\3\4": "a Word file or another archive", b"%PDF-": "PDF",
               b"\xd0\xcf\x11\xe0": "a Word file", b"{\\rtf": "a Word file (RTF)", b"\x89PNG": "a picture",
               b"\xff\xd8\xff": "a picture", b"GIF8": "a picture"}     # what a file begins with that is no page
TRIED = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
# What pages with these labels are written in: the larger encoding (Encoding Standard, WHATWG).
CHARSETS = {**{name: name for name in TRIED}, "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs",
            "cp950": "big5hkscs", "utf-16": "utf-16-le", "utf-8-sig": "utf-8"}
# What Python leaves for private use in GB 18030: a wide space, and what has had a code point since the
# standards of 2005 and 2022 (index gb18030, Encoding Standard, WHATWG).
SINCE = dict(zip(map(ord, "\ue5e5\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796\ue816\ue817\ue818\ue81e"
                 "\ue826\ue82b\ue82c\ue831\ue832\ue83b\ue843\ue854\ue855\ue864"),
                 "\u3000\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19\U00020087\U00020089\U000200cc\u9fb4"
                 "\u9fb5\u9fb6\u9fb7\U000215d7\u9fb8\U0002298f\u9fb9\u9fba\U000241fe\u9fbb", strict=True))
# Browsers read Latin-1 as Windows-1252 (WHATWG); what its characters are in Latin-1.
LATIN_1 = {ord(char): byte for byte in range(0x80, 0xA0) if (char := bytes([byte]).decode("cp1252", "ignore"))}
MISREAD = (("UTF-8", "Latin-1"), ("GB18030", "Latin-1"),
           ("Big5-HKSCS", "GB18030"), ("UTF-8", "GB18030"))  # what a page was written in, and once read as


class Decoded(NamedTuple):
    """A text, in which U+FFFD stand for bytes that are none; ``lost`` are the offsets of these."""

    text: str
    encoding: str
    lost: list[int]


def decode(source: str | bytes, encoding: str | None = None) -> Decoded:
    """Return the text of ``source``: never a guess at a byte, never a silent replacement.

    A few bytes that are no text stay as U+FFFD, to be flagged; more of them are an error.
    """
    if isinstance(source, str):
        found = Decoded(source, "", [])
    elif kind := next((kind for sign, kind in OTHER_KINDS.items() if source.startswith(sign)), ""):
        raise CleanError(f"this is {kind}; give the text or the HTML of the page")
    elif encoding is None:
        found = _recognized(source)
    elif name := _known(encoding):
        found = _decoded(source, BOMS.get(source[:2], name))    # a mark says more than a name
        other = _decoded(source, "utf-8")
        if not other.lost and _share_of_everyday(other.text) > LIKE_CHINESE > _share_of_everyday(found.text):
            raise CleanError(f"these bytes are utf-8, and nothing like Chinese in {encoding}; leave --encoding out")
    else:
        raise CleanError(f"{encoding!r} is no encoding of Chinese text; try gb18030 or big5hkscs")
    if len(found.lost) > FEW_LOST:
        first = found.lost[0]
        advice = "try another encoding" if encoding else \
            "it looks like no other encoding either; name its encoding with --encoding"
        raise CleanError(f"byte {source[first]:#04x} at offset {first} and others are not {found.encoding}; {advice}")
    gone = max(0, len(re.findall("\ufffd+", found.text)) - len(found.lost))
    if gone > FEW_LOST or "锟斤拷" * 2 in found.text:
        raise CleanError(f"{gone or 'many'} characters were lost when it was stored (U+FFFD, 锟斤拷); "
                         "fetch the page again")
    if half := re.search("[\ud800-\udfff]", found.text):
        raise CleanError(f"half a surrogate pair at character {half.start()}; give the page's bytes as they are")
    return found


def _recognized(data: bytes) -> Decoded:
    """Decode by the mark at the beginning, as strict UTF-8, or as what looks most like Chinese.

    A label in the page is often wrong, and gb18030 takes almost any bytes of Big5; so of all that can be, the text
    with the largest share of everyday characters is it. The label decides only where these are about as many.
    """
    marked = next((name for bom, name in BOMS.items() if data.startswith(bom)), "utf-8")
    found = _decoded(data, marked)
    if not found.lost and "\0" not in found.text:
        return found
    from bs4.dammit import EncodingDetector  # noqa: PLC0415 - most pages need no second look
    label = _known(EncodingDetector.find_declared_encoding(data, is_html=True) or "")
    texts = [found, *(_decoded(data, name) for name in TRIED if name != marked)]
    likely = [_share_of_everyday(one.text) + LABELLED * (one.encoding == label)
              if len(one.lost) <= FEW_LOST and "\0" not in one.text else 0 for one in texts]
    best = max(likely)
    return texts[likely.index(best)] if best > LIKE_CHINESE else found


def _known(label: str) -> str:
    """Return Python's name of an encoding, the larger one where a label is meant so; nothing for one of no pages."""
    with suppress(LookupError, ValueError):
        return CHARSETS.get(codecs.lookup(label).name, "")
    return ""


def _share_of_everyday(text: str) -> float:
    """Return the share of everyday characters and marks among the first that are not ASCII."""
    sample = _simple("".join(char[0] for char in islice(re.finditer("[^\\0-~]", text), 5000)))
    return sum(char in WORD_COUNTS or char in MARKS for char in sample) / max(len(sample), 1)


def misread(page: Page) -> Iterator[Proposal]:
    """Undo that a page was decoded wrongly once before (ÖÐ¹ú → 中国): every byte of it is still there.

    The proof: what it becomes is Chinese, which it was not, and shows as what stands there if it is read so
    again. Big5 read as GB 18030 is up to .4 Greek, Cyrillic and kana; what is more so is written in these.
    Raises CleanError if it is plain what was misread, but not all of it comes back.
    """
    if _share_of_everyday(page.text) > LIKE_CHINESE or (
            2 * len(re.findall("[Ͱ-ӿぁ-ヿ]", page.text)) > len(re.findall("[^\0-~]", page.text))):
        return
    for written, read in MISREAD:
        shown = page.text.translate(LATIN_1) if read == "Latin-1" else page.text
        text = shown.encode(read, "replace").decode(written, "replace")
        if _share_of_everyday(text) > LIKE_CHINESE:
            if text.encode(written, "replace").decode(read, "replace") == shown:
                lines = zip(re.finditer("[^\n]+", page.text), re.findall("[^\n]+", text), strict=True)
                why = f"{written} was read as {read}"
                yield from (Proposal(*line.span(), new, "misread", why) for line, new in lines)
            elif sum(char > "~" for char in text) >= PLAIN_ENOUGH:
                raise CleanError(f"{written} was read as {read} once, and not all comes back; fetch the page again")
            return


def _decoded(data: bytes, encoding: str) -> Decoded:
    """Decode, until too much is lost: each piece that is no text becomes U+FFFD."""
    text, lost, at, errors = "", list[int](), 0, "euro" if encoding == "gb18030" else "strict"
    while at < len(data) and len(lost) <= FEW_LOST:
        try:
            text, at = text + data[at:].decode(encoding, errors), len(data)
        except UnicodeDecodeError as error:
            text += data[at:at + error.start].decode(encoding, errors) + "\ufffd"
            lost.append(at + error.start)
            at += error.end
    return Decoded(text.translate(SINCE) if encoding == "gb18030" else text, encoding, lost)


def _euro(error: UnicodeError) -> tuple[str, int]:
    """Read byte 80 as browsers do."""
    if isinstance(error, UnicodeDecodeError) and error.object[error.start] == 0x80:
        return "€", error.start + 1
    raise error


codecs.register_error("euro", _euro)


# --- extract: HTML to lines -----------------------------------------------------------------
#
# Nothing is chosen here: each line that a reader sees becomes a line of text, and what the markup says of it goes
# along, to be weighed with all else (`chrome`). So what is taken out of an HTML page stands in the account, too.

HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b[^<>]*>", re.IGNORECASE)
LINE_TAGS = frozenset("""
    address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot
    th thead tr ul""".split())
CELLS = frozenset({"td", "th"})
UNSEEN_TAGS = frozenset("""applet area audio canvas embed head iframe input map noframes noscript rp rt script style
    template textarea title video""".split())
# For HTML only, so these are compiled where they are used.
UNSEEN = r"(?i)display\s*:\s*none"   # what is only invisible may be shown by a script
PREFORMATTED = r"(?i)(<pre\b[^<>]*>)([^<]*(?:<(?!/?pre\b)[^<]*)*)"
ASIDE = r"""(?ix)(?<![a-z])(?:aside|side(?:bar)?|share|related?|recommend|comments?|foot(?:er)?|copyright|nav|menu
    |(?:bread)?crumbs?|hot|rank|tags?|ads?|login|search|reply|pager|tool(?:s|bar)?)(?![a-z])"""
DATE_KEY = r"(?i)pub(?:lish(?:ed)?)?[-_]?(?:date|time)|release[-_]?date|^date$|^dc\.date|datepublished|createtime"
SCRIPT_DATE = r"""(?:createTime\s*=|"(?:datePublished|pubDate)"\s*:)\s*["']([^"'<>]{8,40})["']"""    # JSON-LD


class Markup(NamedTuple):
    """What a page's markup says of a line."""

    tag: str = ""           # the element that it stands in
    link: float = 0.0       # what share of it is links
    aside: bool = False     # the page calls its place a comment, a footer, a menu or the like
    home: float = 0.0       # how much prose stands around it, up to two elements out; where most does, 1


def is_html(text: str) -> bool:
    """Tell an HTML document, which begins with a tag, from text, in which tags may be left, or spoken of.

    What has none of a document's own tags is text: all of it may be the speech, so `residue` takes the tags out.
    """
    return text.lstrip("\ufeff \t\r\n").startswith("<") and bool(HTML.search(text))


def extract(page: Page) -> Page:
    """Return the page as the lines that a browser shows, with what its markup says of them.

    An included header often ends the page (</body>) before it has begun, so these tags do not count.
    """
    from lxml import etree, html  # noqa: PLC0415 - for HTML only
    text = re.sub(r"(?i)</(?:html|body)\s*>", "", page.text.replace("\0", ""))
    text = re.sub(PREFORMATTED, lambda found: found[1] + found[2].replace("\n", "<br>"), text)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root: Any = html.document_fromstring(text.encode(), parser=parser)
    except etree.ParserError as error:  # there is nothing in it
        raise CleanError(NO_CHINESE) from error
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        return page  # nested deeper than the parser follows: `residue` takes its tags out
    head = _head_facts(root)
    for hidden in filter(_is_hidden, list(root.iter())):
        hidden.clear(keep_tail=True)    # to drop it would set text anew, in which lxml takes no control character
        hidden.tag = "span"
    rows = _rows(root)
    prose: Counter[Any] = Counter()
    for line, block, said in rows:
        if said.link < 0.5 and PAUSE_MARK.search(line):
            prose.update(dict.fromkeys(_enclosing(block), len(line)))
    most, starts = max(prose.values(), default=1), accumulate((len(line) + 1 for line, *_ in rows), initial=0)
    markup = tuple((start, said._replace(home=max(prose[one] for one in _enclosing(block)) / most))
                   for start, (_, block, said) in zip(starts, rows, strict=False))
    if page.script == "hans" and is_traditional(page.text):
        head |= {key: converted(head[key]) for key in {"name", "site"} & head.keys()}
    return page._replace(text="\n".join(line for line, *_ in rows), markup=markup,
                         name=head.pop("name", ""), facts=head, passes=())


def _rows(root: Any) -> list[tuple[str, Any, Markup]]:
    """Walk through a page and set its lines as a browser does."""
    from lxml import etree  # noqa: PLC0415 - for HTML only
    rows: list[tuple[str, Any, Markup]] = []    # each with the element that holds it
    pieces: list[tuple[str, bool]] = []  # of the line at hand, and whether they are links
    blocks: list[Any] = [root]
    inside = Counter[str]()

    def end_line() -> None:
        if text := _spaced("".join(piece for piece, _ in pieces)):
            linked, han = "".join(piece for piece, is_link in pieces if is_link), len(HAN_CHAR.findall(text))
            link = len(HAN_CHAR.findall(linked)) / han if han else float(bool(linked.strip()))
            rows.append((text, blocks[-1], Markup(blocks[-1].tag, link, inside["aside"] > 0)))
        pieces.clear()

    for event, element in etree.iterwalk(root, events=("start", "end")):
        step = 1 if event == "start" else -1
        if element.tag in CELLS and inside["data"]:
            pieces.append((" ", False))
        elif element.tag in LINE_TAGS:
            end_line()
            blocks.append(element) if step > 0 else blocks.pop()
        for kind in _roles(element):
            inside[kind] += step
        pieces.append(((element.text if step > 0 else element.tail) or "", inside["link"] > 0))
    return rows


def _is_hidden(element: Any) -> bool:
    is_unseen = element.get("hidden") is not None or re.search(UNSEEN, element.get("style", ""))
    return element.tag in UNSEEN_TAGS or bool(is_unseen and element.tag not in ("html", "body"))  # a script shows these


def _roles(element: Any) -> Iterator[str]:
    """Yield what an element says of the lines in it: a link, a row of data, no speech."""
    if element.tag == "a" and element.get("href") is not None:  # not <a name>
        yield "link"
    if element.tag == "tr" and (LINE_TAGS - CELLS).isdisjoint(below.tag for below in element.iterdescendants()):
        yield "data"  # not one that only sets the page out
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    is_page = element.tag in ("html", "body", "article", "main")  # what these are called is said of the page
    if not is_page and (element.tag in ("aside", "nav", "footer") or re.search(ASIDE, names)):
        yield "aside"


def _enclosing(block: Any) -> list[Any]:
    """Return the element of a line and the two around it."""
    return [one for one in (block, *islice(block.iterancestors(), 2)) if one.tag not in ("body", "html")] or [block]


def _spaced(text: str) -> str:
    """Set spaces as a browser shows them: one for many, none for a line end between Chinese characters."""
    text = re.sub(rf"(?<={CJK})[ \t\r]*\n\s*(?={CJK})", "", text)
    return re.sub(r"[ \t\r\n\f]+", " ", text).strip(" ")


def _head_facts(root: Any) -> Facts:
    """Return what a page says beside its text: its <title>, when it was published, its site, its address."""
    meta = {(tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower():
            tag.get("content") or "" for tag in root.iter("meta")}
    stamps = [*(value for key, value in meta.items() if re.search(DATE_KEY, key)),
              *(stamp[1] for script in root.iter("script") for stamp in re.finditer(SCRIPT_DATE, script.text or "")),
              *(tag.get("datetime") or "" for tag in root.iter("time"))]
    url = next(iter(root.xpath("//link[@rel='canonical']/@href")), meta.get("og:url", ""))
    names = root.xpath("//title/text() | //meta[@property='og:title']/@content")
    known = {
        "name": max(map(_spaced, names), key=len, default=""),
        "date": next(filter(None, (iso_date(_china_time(stamp)) for stamp in stamps)), None),
        "site": _plain_line(meta.get("og:site_name", "")),
        "url": url if re.fullmatch(r"https?://[!#-\[\]-~]{1,200}", url) else None,
    }
    return {key: value for key, value in known.items() if value}


def _china_time(stamp: str) -> str:
    """Turn a stamp with a zone of its own (…T10:23:48+00:00) into China Standard Time."""
    try:
        moment = datetime.fromisoformat(stamp.strip())
        return moment.astimezone(timezone(timedelta(hours=8))).isoformat() if moment.tzinfo else stamp
    except (ValueError, OverflowError):  # a date in another form, of which `iso_date` knows more, or none
        return stamp


# --- intake: one kind of line end, nothing invisible, lost bytes, a header of our own ------------

INVISIBLE = re.compile(r"\x1b\[[\d;]*m|\x1b\][^\0-\x1f]*(?:\x07|\x1b\\)|"   # a terminal's colours and links
                       r"[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064"
                       r"\u2066-\u2069\ufeff]+")  # not 200D, which joins the parts of an emoji


def intake(page: Page) -> Iterator[Proposal]:
    """Make every line end a line feed, take out what cannot be seen, flag lost bytes.

    A front matter of ours is taken into the header: what it says of the page holds, and no step but `layout`
    has anything left to do. Any other front matter is text; of one that has been ours, this is said.
    """
    start = len(page.text) - len(page.text.lstrip("\ufeff"))
    yield Proposal(0, start, "", "byte order mark")
    begins = page.text.startswith("---", start)
    if begins and (found := re.compile(FRONT_MATTER).match(page.text, start)):
        why = "its header is kept, and only the layout is set"
        values = {key: json.loads(INVISIBLE.sub("", value)) for key, value in found.groupdict().items() if value}
        facts = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
        yield Proposal(start, found.end(), "", CLEANED_BEFORE, why, facts=facts)
        start = found.end()
    elif begins and "sha256" in page.text[start:].partition("\n---")[0]:
        why = "but its header is not as it was written, and is taken for text; take it off, or write it anew"
        yield Proposal(start, start + 3, "---", CLEANED_BEFORE, why, certain=False)
    for place in re.compile(f"{ODD_LINE_END}|\ufffd|{INVISIBLE.pattern}").finditer(page.text, start):
        if place[0] == "\ufffd":
            yield Proposal(*place.span(), place[0], "lost byte", page.lost, certain=False)
        elif INVISIBLE.fullmatch(place[0]):
            yield Proposal(*place.span(), "", "invisible character")
        else:
            yield Proposal(*place.span(), "\n", "line end")


# --- residue: what pages and scrapers left inside the lines ---------------------------------

# A tag; of what no reader sees, with its content.
TAG = re.compile(r"""
    <!--(?:(?!<!--)[\s\S])*?-->|<(script|style)\b(?:(?!<\1)[\s\S])*?</\1\s*>
    |<!--|(?:<|&lt;)/?(?P<name>[a-z][a-z1-6:]{0,11})
        (?:\s+[a-z_:-]{1,30}(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>&]+))?)*\s*/?(?:>|&gt;)
    """, re.VERBOSE | re.IGNORECASE)
ENTITY = re.compile(r"&(?:amp;)*(?P<name>(?:[A-Za-z]{2,8}\d{0,2}|#\d{1,7}|#[xX][\dA-Fa-f]{1,6});)")
# A forum's jammer: letters, digits, signs by ones and twos, as no text has them (w@ }P k* 3} g} n.), but no list's 1.
JAM = r"(?!\(?\d{1,2}[.)][^\0-~])(?:(?!\([^\0-~])[!-~]){1,3}"
JAMMER = re.compile(rf"""
    (?:^[^\S\n]*|(?<=[^\s\0-\ "-+\-/-9<->@-~])[^\S\n]+|(?<=[。！？；，…”]))
    {JAM}(?:\ {{1,2}}{JAM}){{3,40}}(?:[^\S\n]*$|\ *(?=\(?(?:\d{{1,2}}[.)])?[^\s\0-~]))
    """, BY_LINE)
# Its tokens: z3, D+, J!, &C
JAMMED = re.compile(r"(?<![!-~])(?:[A-Za-z][^\w\s.,:]|[^\w\s.,:]+[A-Za-z\d]|[A-Za-z]\d|\d[A-Za-z])(?![!-~]{2})")


def _without_tag(tag: re.Match[str]) -> str:
    name = (tag["name"] or "").lower()
    return " " if name in CELLS else "\n" if name in LINE_TAGS else ""


def _character(entity: re.Match[str]) -> str:
    from html import unescape  # noqa: PLC0415 - few pages have any
    char = unescape(f"&{entity['name']}")   # &amp;nbsp; was escaped twice
    if len(char) > 2 or char == "\ufffd":   # it stands for none
        return entity[0]
    return char if char.isprintable() else " " if char.isspace() else ""


# Rule, what takes its place, shape.
RESIDUE: tuple[tuple[str, str | Callable[[re.Match[str]], str], re.Pattern[str]], ...] = (
    ("tag", _without_tag, TAG),
    ("entity", _character, ENTITY),
    ("jammer", "", JAMMER),
    ("escaped line end", "\n", re.compile(r"\\?x0[dD]\\?x0[aA]|_x000[dD]_|\\r\\n")),
    ("template token", "", re.compile(r"""\{\{[\ A-Za-z0-9_.|$-]{1,60}\}\}
        |\[(?:[标標][签籤簽]|db)\s*[:：][^\[\]\n]{1,40}\]
        |\[/?(?:color|size|font|align|url|img|quote|[biup])(?:=[^\[\]\n]{1,60})?\]""", BY_LINE)),
    ("style sheet", "", re.compile(r"""(?:(?:^|(?<=\}))[^\S\n]*+|(?<=\s))
        [.#@]?[A-Za-z][A-Za-z0-9_.#:,\ >*-]{0,80}\{(?:\s*+[a-z-]{2,30}\s*+:[^{};]{1,80}(?:;|(?=\})))+\s*\}
        """, BY_LINE)),
    ("lost space", "", re.compile(r"^[^\S\n]*\?{1,8}[^\S\n]*$", BY_LINE)),
    ("page number", "", re.compile(r"^[^\S\n]*[-—–]\s*\d{1,3}\s*[-—–][^\S\n]*$", BY_LINE)),
    ("lost indent", "", re.compile(rf"^(?:\?{{1,2}}|\?{{4}}|\?{{8}})(?={HAN}|[\d“‘（(《—])", BY_LINE)),
    ("comma before marks", "", re.compile(r",(?=[,，。；：！？、;:!])")),  # against copying: 期望,,我们
    ("emoji against copying", "", re.compile(     # five and more within sentences: 情况🙅。二🚸、
        r"(?<=\w)[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\u200d\ufe0e\ufe0f]+(?=[\w,，。；：！？、;:!?)）])")),
    # Within a sentence, behind 的, a site sets a mark against copying: 的.重要, 的'意义
    ("mark against copying", "", re.compile(rf"(?<=的)(?:[.`]|'(?![^'\n]*'))(?={HAN})", BY_LINE)),
)
LISTED = re.compile(r"""
    [（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]|第[一二三四五六七八九十\d]+[章节条款篇]|[-—•·●■◆]|\*(?!\*)
    """, re.VERBOSE)
# Whether a page has often enough what an author may write once.
IS_PROVEN: dict[str, Callable[[list[str], str], bool]] = {
    "tag": lambda signs, _: len(signs) > 2 or any(re.search("</|/>|-->|=", sign) for sign in signs),   # or spoken of
    "jammer": lambda signs, _: len(JAMMED.findall("\n".join(signs))) > 4,
    "lost indent": lambda signs, _: len("".join(signs)) > 2,
    "comma before marks": lambda signs, text: len(signs) > 4 and 3 * len(signs) > len(re.findall(f"{MARK}+", text)),
    "emoji against copying": lambda signs, _: len({*signs}) > 4,
    "mark against copying": lambda signs, text: text.count("。") > len(signs),     # else a point may be a 。
}


def residue(page: Page) -> Iterator[Proposal]:
    """Take out what is no text: tags and entities, tokens of templates, style sheets, escapes, jammers.

    It parts characters that belong together. What an author may quote (a tag) needs a second sign (`IS_PROVEN`).
    """
    view = page.text
    found = list(_wraps(view))
    for rule, new, pattern in RESIDUE:
        places = list(pattern.finditer(view))
        if rule not in IS_PROVEN or IS_PROVEN[rule]([place[0] for place in places], view):
            found += (Proposal(*place.span(), new if isinstance(new, str) else new(place), rule) for place in places)
        elif rule == "lost indent":     # no line begins so
            found += (Proposal(*place.span(), place[0], rule, "a space, or another character, was lost here",
                               certain=False) for place in places)
    end = 0
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start >= end:
            yield one
            end = one.end


def _wraps(text: str) -> Iterator[Proposal]:
    """Find the line ends of text that was wrapped at one width.

    Of such a text most lines are about as long, few longer (a mark could not begin a line, a figure is
    narrow), and these are cut anywhere: few end in a mark, and sentences end inside some, as in no verse.
    """
    lines = list(re.finditer(r"(?m)^([^\n]*\S)[^\S\n]*", text))
    widths = [2 * len(line[1]) - len(line[1].encode("ascii", "ignore")) for line in lines]      # columns, two for 字
    rank = partial(bisect_right, sorted(widths))
    width = max(sorted(widths, reverse=True), key=lambda wide: rank(wide) - rank(0.8 * wide), default=0)
    full = [line for line, wide in zip(lines, widths, strict=True) if 0.8 * width < wide <= width]
    shown = [line[1].strip() for line in full]
    longer = len(lines) - rank(width)   # a title, an advert
    if not 30 <= width <= 160 or len(full) < max(3, 0.4 * len(lines), 10 * longer):
        return
    ended = sum(line[-1] in MARKS + ",.!?;:" for line in shown)
    paused = sum(bool(re.search("[，。,.]", line[:-1])) for line in shown)
    stopped = sum(bool(re.search("[。！？；.!?;](?!\\d)", line[:-1])) for line in shown)
    alike = sum(a[:2] == b[:2] or bool(LISTED.match(a) and LISTED.match(b)) for a, b in pairwise(shown))
    if ended > 0.4 * len(full) or paused < 0.5 * len(full) or not stopped or alike > 0.2 * len(full):
        return
    indented = any(line[0][0].isspace() for line in lines)
    for line in full:
        after = text[line.end():line.end() + 2]
        goes_on = len(after) == 2 and not after[1].isspace() and not LISTED.match(text, line.end() + 1)
        if goes_on and (indented or not SHAPES["ends"].search(line[1])):
            words = line[0][-1].isascii() and after[1].isascii() and after[1].isalnum()
            yield Proposal(line.end(1), line.end() + 1, " " if words else "", "hard wrap")


# --- repair: undo GBK byte damage -----------------------------------------------------------
#
# One noisy channel: such a site searches the GBK bytes for a character to gloss, and writes the gloss
# between the halves of two others (要務 = D2AA 84D5 holds 獎 AA84: 要?jiǎng)?wù)); or it splits at the
# bytes of a mark, decodes the pieces, and puts the mark back (。看換 = A1A3 BFB4 9351 holds ？ A3BF: ?？磽Q).
# Either way a lead byte is left alone, and the pairs behind it slip by one byte until they are in step
# again: at a trail byte that is ASCII (Q), at a gloss or a mark, or where the piece ends. What differs
# from site to site are a few switches, and the page shows how they stand (`Channel`).
#
# One decoder (`_Suspect`): a stretch that may be damaged is read in all ways that show as what stands
# there, undamaged among them, one character at a time; ways that end alike are one from there on (a
# lattice, as in Viterbi 1967). How likely each is, the page's own words say, then common ones (`Model`).
# One judge (`_settled`): what nearly all of the likelihood shares is put back; the rest stays and is flagged.
# Both go over the page twice, since what was put back then speaks for the rest.

LOSS = "?？"        # what a site shows for a lost byte, if anything
HALF_TAG = re.compile(r"/?[A-Za-z]{1,10}\d?(?:\ [^<>\n]{0,200})?/?>")   # of </p>: the lost byte took the < along
BROKEN = rf"(?P<sound>{SYLLABLE})\ ?\)"                         # a gloss whose bracket went with the lost byte
NO_SIGN = f"(?<={HAN})(?=[a-zü]{{0,5}}{TONED.pattern})"

SIGNED = {sign: re.compile(rf"""[{sign}](?:{BROKEN}|{HALF_TAG.pattern}|[!！][{sign}]$
    |(?P<mark>{MARK})(?=(?P<then>[^\n]{{0,8}})))""", BY_LINE) for sign in LOSS}
INNER = re.compile(rf"(?m)(?!{MARK}).\?(?![?/(\d]|{MARK}|{SYLLABLE}\ ?\)|$)")   # neither at a mark nor a gloss
LONE_LETTER = re.compile(f"(?<![ -~])[@-~](?=[{FOLDED}]|[^\0-~]|\\Z)")     # a trail byte that shows as ASCII
GLOSSED_LETTER = re.compile(rf"(?<![A-Za-z])[@-~€](?=[(（][a-zü]*{TONED.pattern})")    # F(xiàn): of 現
TRAILS = bytes([*range(0x40, 0x7F), *range(0x80, 0xFF)])
HIGH = TRAILS[0x3F:]                # the trail bytes that do not show as ASCII
# Trail bytes that make no character with some lead byte behind them: of pairs that have slipped, these may not show.
VANISHED = bytes([0x80, *range(0xA1, 0xB0), 0xD7, *range(0xF8, 0xFF)])
DIGITS = b"0123456789"
# What the sites' tables write for 群众么并… where OpenCC has other forms: counted on their pages.
SITES_FORMS = "為眾偽凈濕啟墻堿并床秘圣恒么群峰"
UNREAD = "\ue000"   # what stands for a place that is not settled: odd, so that its clause does not count
ONE_OF_THEM = str.maketrans("她它", "他他")     # what no text around it tells apart

# Marks, an indent and numbers (（一）) as they stand side by side.
COMMON_MARKS = frozenset([
    *"。” ！” ？” ”。 ”， ”、 》， 》。 》、 ）， ）。 ：“ ，“ 。“ 、“ ：《 ，《 。《 、《 》《".split(" "),
    *"。\n ！\n ”\n 　　 \n　 　（ —— ……".split(" "),
    *(pair for number in "一二三四五六七八九十" for pair in (f"（{number}", f"{number}）", f"{number}、"))])
NEVER_FIRST = frozenset("的了们者害吗呢吧或　，、；：！？）》")    # no sentence begins with these,
NEVER_LAST = frozenset("，。、；：！？“《（\n")       # nor ends behind those

# Weighed on texts of other sources than the common words, spoiled in nine ways.
SETTLED = 0.975     # the share of the likelihood that what is put back needs
CERTAIN = 18.0      # nats by which a place proves that the site splits on its mark
TOO_UNLIKELY = 20.0     # nats that a character and the next one may cost together, to be put back
DISCOUNT, DISCOUNT_3 = 0.9, 0.8     # what is taken off each count of a pair, of a triple
PRIOR, PRIOR_3 = 3, 0.5     # pairs, triples, by which what is known elsewhere counts beside what is seen
FULL_STOP, PRIOR_STOP, SELDOM = 0.032, 5, 0.12      # how often 。 stands; what that counts; what seldom follows it
OF_WORDS = 0.6      # the share of the common words behind what begins some
OF_MARK, OF_OTHER_MARK = 0.1, 0.001     # that of a mark behind what it often stands behind, behind another mark
ODD = 1e-8          # that of a character which is not everyday Chinese
KINDS, ALL_KINDS = 0.1, 900     # pairs that a character may end beside those of the page; all together
SHORT_QUOTE, NO_STOP = 12.0, 2.0    # nats against 。 in a quotation of a word, against none in one with a pause
UNCLOSED, UNPAIRED = 14.0, 6.0  # against one open where the line ends, two “ or two ” in a row
NO_WORD = 3.0       # against a cut character that ends no known word
AUTHORS = 8.0       # against the sign of a lost byte, or a broken gloss, as the author's
BEAM, HOPELESS = 32, 11.0       # ways that are followed up, and nats behind the best at which one is given up
MANY = 12           # characters that are tried of some bytes, beside those that are known to follow
LONGEST = 1000      # characters that are read together
MOST = 1500         # places of a page that are looked at; no real page has as many
IN_A_ROW = 2        # pairs that may have vanished side by side

Spot = tuple[int, int]      # a place in a line, and how many characters end there of which nothing shows


def _bare(shown: str) -> str:
    """Take the glosses out and give folded marks their width."""
    return PINYIN.sub("", shown).translate(TO_WIDE)


@cache
def _plain(char: str) -> str:
    """Convert a character to Simplified, a folded mark to its width, and what no text tells apart to one."""
    return _simple(char.translate(TO_WIDE)).translate(ONE_OF_THEM)


@cache
def _is_ordinary(char: str) -> bool:
    """Tell whether a character is everyday Chinese (of GB 2312 level 1, in Simplified), a mark or ASCII."""
    return (" " <= char <= "~" or _simple(char) in charted() or char in PLAIN_MARKS
            or not (char.isalpha() or "\ue000" <= char <= "\uf8ff"))


def _is_odd(shown: str) -> bool:
    """Tell whether a lone letter, or what is not everyday Chinese, stands in it."""
    return bool(LONE_LETTER.search(shown)) or not all(map(_is_ordinary, shown))


@cache
def _spelled() -> dict[tuple[int, ...], str]:
    """Map two bytes to the everyday character that they are; of OpenCC's forms the sites write the first."""
    forms = dictionary("STCharacters")
    firsts = {next((form for form in forms[char] if len(form.encode("gbk", "ignore")) == 2), char)
              for char in charted().keys() & forms.keys() - {*_simple(SITES_FORMS)}}
    chars = sorted({*charted(), *PLAIN_MARKS, *firsts} - SIMPLIFIED_ONLY | {*SITES_FORMS})
    data = "".join(chars).encode("gbk")
    return dict(zip(zip(data[::2], data[1::2], strict=True), chars, strict=True))


@cache
def _ranked(first: str) -> dict[str, float]:
    """Map the second characters of the common words that begin so to their shares, by their rank (Zipf)."""
    words = COMMON.get(first, "")
    shares = [(rank + 1.5) ** -1.3 for rank in range(max(len(words), 3))]
    return {second: OF_WORDS * share / sum(shares) for second, share in zip(words, shares, strict=False)}


@cache
def _made(leads: bytes, trails: bytes) -> list[str]:
    """List the everyday characters of these bytes, those of the most words first; of two bytes, else a rare one."""
    found = [*filter(None, map(_spelled().get, product(leads, trails)))]
    if not found and len(leads) == len(trails) == 1:
        found = HAN_CHAR.findall((leads + trails).decode("gbk", "ignore"))
    return sorted(found, key=lambda char: WORD_COUNTS[_plain(char)], reverse=True)


@cache
def _vanishing(char: str) -> bytes:
    """Return the lead bytes that make no character with this one's trail byte before them."""
    trail, leads = char.encode("gbk")[1:], range(0x81, 0xFF)
    shown = b"\n".join(trail + bytes([lead]) for lead in leads).decode("gbk", "replace").split("\n")
    return bytes(lead for lead, pair in zip(leads, shown, strict=True) if "\ufffd" in pair)


class Model:
    """How likely a text is on this page, in Simplified: its own pairs and triples, then common words.

    Each line counts once, however often the page has it; a clause that may be damaged does not count,
    so that no damage speaks for itself.
    """

    def __init__(self, shown: str) -> None:
        lines = dict.fromkeys(line.strip() for line in _simple(_bare(shown)).translate(ONE_OF_THEM).split("\n"))
        text = "\n".join(["", *lines, ""])
        text = re.sub("(“[^“”！\n]*)！\n", "\\1\0\n", text)    # it may be 。”
        text = re.sub("[^，。；：！？\n]+", lambda clause: "\0" if _is_odd(clause[0]) else clause[0], text)
        pairs = list(map(add, text, text[1:]))
        self.chars, self.pairs, self.triples = Counter(text), Counter(pairs), Counter(map(add, pairs, text[2:]))
        self.endings = Counter(triple[:2] for triple in self.triples)   # how many characters follow a pair
        self.kinds = Counter(pair[1] for pair in self.pairs)            # after how many each stands
        self.following = defaultdict[str, str](str)                     # and which a character
        for pair in self.pairs:
            self.following[pair[0]] += pair[1]
        all_kinds = len(self.pairs) + ALL_KINDS     # how likely each is, whatever it stands behind:
        self.alone = cache(lambda char: (self.kinds[char] + KINDS * (WORD_COUNTS[char] + 0.3)) / all_kinds)
        self.share, self.fitting = cache(self._share), cache(self._fitting)
        self.known = cache(lambda char: {*self.following.get(char, ""), *COMMON.get(char, ""), *PLAIN_MARKS})

    def __call__(self, last: str, char: str) -> float:
        """Return the log-probability of a character behind two others.

        Absolute discounting: what triples leave over goes to pairs, then to what stands together elsewhere, there to
        characters by how many others they follow (Kneser and Ney 1995); not normalized, only compared.
        """
        if not (share := self.share(last[1], char)):
            return -inf
        if total := self.pairs.get(last, 0):
            seen = max(self.triples.get(last + char, 0) - DISCOUNT_3, 0)
            share = (seen + (DISCOUNT_3 * self.endings[last] + PRIOR_3) * share) / (total + PRIOR_3)
        return log(share)

    def _share(self, first: str, second: str) -> float:
        """Return how likely the second character is behind the first."""
        seen, total = self.pairs.get(first + second, 0), self.chars.get(first, 0)
        if second in charted() and first in charted():
            words = _ranked(first)
            share = self.alone(second) * (1 - OF_WORDS) + words.get(second, 0) if words else self.alone(second)
        elif (first == "。" and second in NEVER_FIRST) or (second == "。" and first in NEVER_LAST):
            return 0
        elif not _is_ordinary(second):
            return ODD
        else:
            share = self._elsewhere(first, second)
        if second == "。":
            return (seen + PRIOR_STOP * share) / (total + PRIOR_STOP)
        left_over = DISCOUNT * len(self.following.get(first, "")) + PRIOR
        return (max(seen - DISCOUNT, 0) + left_over * share) / (total + PRIOR)

    def _elsewhere(self, first: str, second: str) -> float:
        """Return how likely the second character is behind the first, whatever the page says of the two."""
        if first + second in COMMON_MARKS:
            return OF_MARK
        if first in PLAIN_MARKS and second in PLAIN_MARKS:
            return OF_OTHER_MARK
        if second == "。":
            words = WORD_COUNTS[first]    # what mostly begins some seldom ends a sentence
            usual = min(1, 2 * (words - len(COMMON.get(first, "")) + 0.3) / (words + 1))
            return FULL_STOP * usual * (SELDOM if first in SELDOM_LAST else 1)
        return self.alone(second) * (SELDOM if second in SELDOM_FIRST and not HAN_CHAR.match(first) else 1)

    def _fitting(self, before: str, leads: bytes, trails: bytes) -> list[str]:
        """Return the characters of these bytes that are known to stand behind one, and the commonest."""
        known = self.known(before)
        return [char for n, char in enumerate(_made(leads, trails)) if n < MANY or _plain(char) in known]


class Channel:
    """What a page shows of how its site works: the switches of the channel."""

    def __init__(self, text: str) -> None:
        self.sounds = sounds_of(one.group(1, 2) for one in GLOSSED.finditer(text))
        self.is_glossed = any(is_converted(char) and any(map(TONED.search, sounds))
                              for char, sounds in self.sounds.items())
        # What shows for a lost byte; before a mark some sites show nothing. An author's ？！ goes on in plain text.
        shown = {sign: list(signed.finditer(text)) for sign, signed in SIGNED.items()}
        self.sign_at_marks = next((sign for sign, found in shown.items() if any(map(self._is_lost, found))), "")
        self.sign = self.sign_at_marks or next((sign for sign in LOSS if any(one["sound"] for one in shown[sign])), "")
        # Where damage may begin: at a broken gloss; at a mark, behind what the site shows for the lost byte.
        sign = re.escape(self.sign_at_marks) or f"(?![{LOSS}]{MARK})"
        self.damage = re.compile(rf"(?:[{LOSS}]|{NO_SIGN}){BROKEN}|{sign}(?P<mark>{MARK})")
        # A pair that GBK does not define shows as nothing; or as "?", which may be a folded ？ where none is wide;
        # or as a private-use character, which has both its bytes.
        shown_so = self.sign and "？" in text and len(INNER.findall(text)) > 1
        self.hides = not (shown_so or re.search("[\ue000-\ue765]", text))
        self.broken = re.compile(f"[{self.sign}]{BROKEN}" if self.sign else BROKEN)

    def _is_lost(self, found: re.Match[str]) -> bool:
        """Tell whether a sign before a mark (or of a tag, or at a line's end) stands for a lost byte."""
        if not found["mark"]:
            return not found["sound"]
        is_usual = found["mark"] in "!！?？" and found[0] not in ("?！", "?？")     # an author writes ??, ！？
        return _is_odd(found["then"]) or (self.is_glossed and not is_usual)

    def sounding(self, chars: list[str], sound: str) -> list[str]:
        """Return the characters with this reading: by the page's own glosses, else by the chart."""
        own = [char for char in chars if sound in self.sounds.get(char, ())]
        return own or [char for char in chars if charted().get(_plain(char)) == sound.translate(TONELESS)]


class State(NamedTuple):
    """How far a line has been read in one way, and what of that counts for the rest."""

    at: int         # the place in the line,
    hidden: int     # and how many characters end there of which nothing shows, or only a sign that went along;
    last: str       # its last two characters, in Simplified
    raw: str        # the last one, as it was
    leads: bytes    # what the first byte of the next one may be (ASCII: the sign that the lost byte took along);
                    # none: they are in step
    quote: str      # the last quotation mark: “ where a quotation is open

    def behind(self, char: str, spot: Spot = (0, 0), leads: bytes = b"") -> State:
        """Return the state behind one character more, which ends at a spot: ``at``, ``hidden``."""
        return State(*spot, self.last[1] + _plain(char), char, leads, char if char in "“”" else self.quote)


class Arc(NamedTuple):
    """A character that may have been, what shows of it, and what it is worth (nats)."""

    before: State
    after: State
    char: str
    gain: float
    mark: str       # that the line was split on here; "gloss"

    @property
    def cell(self) -> tuple[int, int, str, bool]:
        """Where what shows of it starts and ends, the character, and whether it is damaged."""
        return self.before.at, self.after.at, self.char, bool(self.mark or self.before.leads)


class Cell(NamedTuple):
    """A character of the likeliest way."""

    start: int
    end: int
    char: str
    is_damage: bool
    mark: str
    is_settled: bool    # nearly all of the likelihood of all ways is that of those which have it there
    undamaged: float    # the share of those for which this place is as it is shown
    options: str        # what may have been here, the likeliest first


class _Suspect:
    """A line of the page: where it may be damaged, and all ways to read it from there on."""

    def __init__(self, line: re.Match[str], site: Channel, model: Model) -> None:
        self.at, self.shown, self.site, self.model = line.start(), line[0], site, model
        self.quoted = cache(lambda at: _bare(self.shown[self.shown.rfind("“", 0, at) + 1:at]))  # from the last “ on
        self.starts: dict[int, re.Match[str]] = {}
        for damage in site.damage.finditer(self.shown):
            at = damage.end()
            clause = re.split(MARK, _bare(self.shown[at:at + 120]), maxsplit=1)[0]
            if not damage["mark"] or site.sign_at_marks or _is_odd(clause) or (   # or ends in an open quotation
                    at == len(self.shown) and self.shown.rfind("“") > self.shown.rfind("”")):
                self.starts[damage.start()] = damage

    def slips(self) -> Iterator[list[Cell]]:
        """Read what may be damaged from left to right, and yield what was cut in it, each from its mark on."""
        state = State(0, 0, "\n\n", "\n", b"", "”")
        for start in self.starts:
            if start >= state.at:
                for char in PINYIN.sub("", self.shown[state.at:start]):
                    state = state.behind(char)
                cells, state = self._read(state._replace(at=start, hidden=0, leads=b""))
                marked = [n for n, cell in enumerate(cells) if cell.mark]
                yield from ([cell for cell in cells[begin:stop] if cell.is_damage]
                            for begin, stop in pairwise([*marked, len(cells)]))

    def _read(self, first: State) -> tuple[list[Cell], State]:
        """Follow all ways to read the line from a place on, until they have become one again; return the likeliest."""
        self.arcs: list[Arc] = []
        self.likelihood = {first: 0.0}          # nats, of all ways to a state together
        self.best = defaultdict[int, float](lambda: -inf)
        self.ahead: dict[Spot, list[State]] = {(first.at, 0): [first]}
        while True:
            at, hidden = min(self.ahead)
            states = self.ahead.pop((at, hidden))
            if (at > len(self.shown) or (not self.ahead and len(states) == 1 and first.at < at)
                    or at - first.at > LONGEST):    # a page that is damaged all over
                return self._judged(first, states)
            self._grow(at, states)

    def _grow(self, at: int, states: list[State]) -> None:
        """Go on from a place with the likeliest ways, and one that is in step."""
        sign, worth = self.shown[at:at + 1], self.likelihood.__getitem__
        if written := PINYIN.match(self.shown, at):    # after the damage, behind a character as it is shown
            for state in states:
                self._join(state, state._replace(at=written.end()))
            return
        kept = nlargest(BEAM, states, key=worth)
        kept += nlargest(1, (state for state in states if not state.leads and state not in kept), key=worth)
        for state in kept:
            if not state.leads:
                self._in_step(state, sign)
            elif state.leads < b"\x80":
                is_likely = state.leads == DIGITS or re.match("[A-Za-z0-9]", sign)  # a letter before one: xx同志, [1]
                self._add(state, (at, state.hidden + 1), state.leads.decode() if is_likely else "", b"")
            else:
                self._slipped(state, sign)

    def _in_step(self, state: State, sign: str) -> None:
        """Take what is shown as it is, or begin a slip."""
        at, model, damage = state.at, self.model, self.starts.get(state.at)
        end, cost = at + 1, AUTHORS * bool(damage and (self.site.sign_at_marks or damage["sound"]))
        if damage and damage["sound"]:
            end = damage.end()
        elif not sign:
            sign, cost = "\n", UNCLOSED * (state.quote == "“")
        gain = max(model(state.last, _plain(sign)), log(ODD)) - cost - self._against(state, sign)
        self._join(state, state.behind(sign, (end, 0)), sign, gain)
        if damage and damage["sound"]:
            glossed = self.site.sounding(_made(state.raw.encode("gbk", "ignore")[1:], TRAILS), damage["sound"])
            if leads := bytes(sorted({data[1] for char in glossed if (data := char.encode("gbk"))[1] > 0x80})):
                self._join(state, state._replace(at=end, hidden=0, leads=leads), mark="gloss")
        elif damage:
            mark, before = damage["mark"].translate(TO_WIDE), state.last[1]
            first, second = mark.encode("gbk")[:1], mark.encode("gbk")[1:]
            for char in model.fitting(before, HIGH[1:], first):
                cost = NO_WORD * (_plain(char) not in model.known(before))
                self._add(state, (damage.end(), 0), [char], second, (mark, cost))

    def _slipped(self, state: State, sign: str) -> None:
        """Read what is shown one byte earlier."""
        at, hidden, leads, site, shown = state.at, state.hidden, state.leads, self.site, self.shown
        fitting = partial(self.model.fitting, state.last[1], leads)
        if broken := site.broken.match(shown, at):
            self._add(state, (broken.end(), 0), site.sounding(_made(leads, HIGH), broken["sound"]), b"")
            return
        if hidden < IN_A_ROW:   # behind 80 there is no pair in any plane
            self._add(state, (at, hidden + 1), fitting(VANISHED if site.hides else b"\x80"), None)
        if sign and sign == site.sign:
            tag, behind = HALF_TAG.match(shown, at + 1), shown[at + 1:at + 2]
            if tag or not behind or behind in CUT_MARKS:
                self._add(state, (tag.end() if tag else at + 1, 0), fitting(HIGH), b"")
            elif behind.isascii():
                self._add(state, (at + 1, 0), fitting(HIGH), DIGITS)
            self._add(state, (at + 1, 0), fitting(VANISHED), None)
            return
        if not (site.sign if sign.isdecimal() else site.sign_at_marks or (sign and sign not in CUT_MARKS)):
            self._add(state, (at, hidden + 1), fitting(HIGH), DIGITS if sign.isdecimal() else b"")
        data = b"\x80" if sign == "€" else sign.translate(TO_WIDE).encode("gb18030")
        if len(data) == 2 or "@" <= sign <= "~" or data == b"\x80":
            told = PINYIN.match(shown, at + 1) if GLOSSED_LETTER.match(shown, at) else None
            chars = site.sounding(_made(leads, data), told[0][1:-1]) if told else fitting(data[:1])
            self._add(state, (at + 1, 0), chars, data[1:])
        if "0" <= sign <= "~":  # at full width, before a scraper folded it
            self._add(state, (at + 1, 0), fitting(b"\xa3"), bytes([ord(sign) | 0x80]))

    def _add(self, state: State, to: Spot, chars: Iterable[str], leads: bytes | None,
             cut: tuple[str, float] = ("", 0.0)) -> None:
        """Continue a way with each of these characters; without ``leads``, with those of which nothing shows.

        ``cut`` is the mark that the line was split on here, and what speaks against it.
        """
        (mark, cost), likelihood = cut, self.likelihood[state]
        for char in chars:
            gain = self.model(state.last, _plain(char)) - cost - self._against(state, char)
            if likelihood + gain > self.best[to[0]] - HOPELESS:
                self.best[to[0]] = max(self.best[to[0]], likelihood + gain)
                after = state.behind(char, to, _vanishing(char) if leads is None else leads)
                self._join(state, after, char, gain, mark)

    def _against(self, state: State, char: str) -> float:
        """Return what a quotation has against a mark: a stop behind a word, none behind a sentence, two “ in a row."""
        if char == state.quote:
            return UNPAIRED
        if state.quote == "”" or char not in ("。", "”"):
            return 0
        if char == "。":
            return SHORT_QUOTE * (len(self.quoted(state.at)) < 4)
        return NO_STOP * ("，" in self.quoted(state.at) and state.last[1] not in "。！？…，")

    def _join(self, before: State, after: State, char: str = "", gain: float = 0.0, mark: str = "") -> None:
        if after not in self.likelihood:
            self.ahead.setdefault((after.at, after.hidden), []).append(after)
        self.likelihood[after] = _sum(self.likelihood[before] + gain, self.likelihood.get(after, -inf))
        self.arcs.append(Arc(before, after, char, gain, mark))

    def _judged(self, first: State, ends: list[State]) -> tuple[list[Cell], State]:
        """Walk back: find what share of all ways each character has; then follow the likeliest."""
        rest = dict.fromkeys(ends, 0.0)             # nats, of all ways on from a state
        for arc in reversed(self.arcs):
            if arc.after in rest:
                rest[arc.before] = _sum(arc.gain + rest[arc.after], rest.get(arc.before, -inf))
        shares, undamaged = defaultdict[tuple[int, int, str, bool], float](float), defaultdict[int, float](float)
        way: dict[State, tuple[float, Arc]] = {}    # the likeliest on from a state
        for arc in (arc for arc in self.arcs if arc.after in rest):
            share = exp(self.likelihood[arc.before] + arc.gain + rest[arc.after] - rest[first])
            shares[arc.cell] += share
            undamaged[arc.cell[0]] += share * (not arc.cell[3])
            way[arc.before] = max(way.get(arc.before, (0.0, arc)), (share, arc), key=itemgetter(0))
        options = defaultdict[tuple[int, int], str](str)
        for start, end, char, _ in sorted(shares, key=shares.__getitem__, reverse=True):
            options[start, end] += char
        cells, last, limit = [], first, -TOO_UNLIKELY
        while last in way:
            best = way[last][1]
            last = best.after
            limit = {"": limit, "gloss": -inf}.get(best.mark, -TOO_UNLIKELY)    # what a gloss proves may be unlikely
            behind = way[last][1] if last in way else best
            is_settled = shares[best.cell] > SETTLED and (not best.char or best.gain + behind.gain > limit)
            cells.append(Cell(*best.cell, best.mark, is_settled, undamaged[best.cell[0]], options[best.cell[:2]][:4]))
        return cells, last


def _sum(a: float, b: float) -> float:
    """Add two likelihoods of which the logarithms are given."""
    return a + log1p(exp(b - a)) if a > b else b + log1p(exp(a - b))


def repair(page: Page) -> Iterator[Proposal]:
    """Put back the bytes that a mirror lost, where the page itself says which they were.

    >>> page = Page("群眾的任務??磽Q屆的成效,換屆的任務。")
    >>> [edit.new for edit in repair(page)]
    ['。看換']
    """
    suspects = [line for line in re.finditer(".+", page.text)   # that show something odd
                if re.search(f"[@-~{LOSS}]|！$", bare := _bare(line[0])) or _is_odd(bare)]
    if not suspects or not is_traditional(page.text):
        return
    site, shown, edits = Channel(page.text), page.text, list[Proposal]()
    for _ in range(2):
        model = Model(shown)
        lines = [_Suspect(line, site, model) for line in suspects]
        lines = lines[:bisect_left([*accumulate(len(line.starts) for line in lines)], MOST)]
        slips = [(line, slip) for line in lines for slip in line.slips()]
        proven = {slip[0].mark for line, slip in slips if _is_proof(line, slip)}
        edits = sorted(edit for line, slip in slips for edit in _settled(line, slip, proven))
        if all(edit.certain for edit in edits):
            break
        read = (edit if edit.certain else edit._replace(new=UNREAD, certain=True) for edit in edits)
        shown = apply(page, "repair", read)[0].text
    if any(edit.certain for edit in edits) or (site.is_glossed and (edits or site.sign)):
        yield from sorted([*edits, *_unexplained(page.text, edits, site)])


def _unexplained(text: str, edits: list[Proposal], site: Channel) -> Iterator[Proposal]:
    """Flag what else is odd on a page that is damaged."""
    odd = "".join(char for char in set(text) if not (_is_ordinary(char) or char in TONES)) or "\0"
    rare = "".join(char for char in odd if not _simple(char).encode("gb2312", "ignore")) or "\0"   # in whatever form
    lost, odd, rare = map(re.escape, (site.sign, odd, rare))
    patterns = [GLOSSED_LETTER.pattern, rf"(?<={HAN})[\\^`](?={HAN})",
             f"(?:[{LOSS}]?{MARK})?[{rare}]+[@-~]?(?![ -'*-~])"]
    tail = f"[^{CUT_MARKS}()\n]{{0,12}}(?:{lost}(?!{SOUND.pattern})|(?<=[{odd}]))"   # to the lost byte at its end
    behind = f"{BROKEN}(?:{tail})?|{HALF_TAG.pattern}|(?=[，；：。、,;:])"
    patterns += [f"(?:{lost}[!！])?{lost}(?:{behind}|(?<={lost}[!！]{lost}))"] * bool(lost)
    taken = {at for edit in edits for at in range(edit.start, edit.end)}
    for sign in re.finditer("|".join(patterns), text):
        start = max(taken.intersection(range(*sign.span())), default=sign.start() - 1) + 1
        if start < sign.end() and (start == sign.start() or re.search(f"[{rare}]", text[start:sign.end()])):
            yield Proposal(start, sign.end(), text[start:sign.end()], "byte damage", "bytes were lost near here",
                           certain=False)


def _is_proof(line: _Suspect, slip: list[Cell]) -> bool:
    """Tell whether damage alone explains a place: then the site splits on its mark."""
    return (2 * sum(cell.is_settled for cell in slip) > len(slip) and slip[0].undamaged < exp(-CERTAIN)
            and bool(line.site.is_glossed or LONE_LETTER.search(line.shown, slip[0].start, slip[-1].end)))


def _settled(line: _Suspect, slip: list[Cell], proven: set[str]) -> Iterator[Proposal]:
    """Propose what nearly all of the likelihood shares, and flag the rest; ``proven``: marks the site splits on."""
    mark, sound = slip[0].mark, line.starts[slip[0].start]["sound"]
    is_signed = line.site.sign_at_marks and (line.site.is_glossed or mark not in "！？")   # an author writes ？！
    is_proven = bool(sound or is_signed or mark in proven)
    if not is_proven and slip[0].undamaged > 1 - SETTLED:
        return
    is_settled = [cell.is_settled and is_proven for cell in slip]
    if sound:       # of which shows only the next character
        is_settled[0] = len(slip) > 1 and is_settled[1]
    for n, cell in enumerate(slip):
        if cell.start == cell.end and not is_settled[n]:    # a flag has to show something
            is_settled[n - 1 if n == len(slip) - 1 else n + 1] = False
    for settled, group in groupby(zip(is_settled, slip, strict=True), key=itemgetter(0)):
        part = [cell for _, cell in group]
        start, end, text = part[0].start, part[-1].end, "".join(cell.char for cell in part)
        why = "bytes were lost here; it may have been: " + (
            " or ".join(part[0].options) if len(part) == 1 else text or "nothing that can be read")
        if settled and (start == end or not text):  # beside what is not settled nothing is put in
            continue
        if settled:
            why = f"{text} = {text.encode('gbk').hex(' ', 2).upper()}, cut " + (
                f"by a gloss, {sound}" if sound else f"at the bytes of {mark}")
        yield Proposal(line.at + start, line.at + end, text if settled else line.shown[start:end],
                       "byte damage", why, certain=settled)


# --- gloss: strip pinyin --------------------------------------------------------------------

CUT_OFF = re.compile(rf"[(（](?<=({HAN}).)([a-zà-ǜ]{{0,6}})\s*\Z")    # by the end of the page
MANY_GLOSSED = 20   # characters with a gloss: by themselves they prove a site's
HEADWORD = re.compile(rf"(?:^|[\s。；]){HAN}{GLOSS}[：:,，]", re.MULTILINE)   # of a dictionary


def gloss(page: Page) -> Iterator[Proposal]:
    """Strip the pinyin that a mirror wrote behind characters, once the page proves it did.

    領(lǐng)導(dǎo)干部 → 領導干部, 的(de)(de)(de) 事(shi) → 的事. Such sites gloss everyday characters, one syllable
    each; no author tells how 會 is read. The proof is enough of them, and most as the chart reads them: toned ones on
    converted characters (in a Simplified text far more, on any), toneless ones on any. Where toned ones are proven,
    converted characters lose toneless ones too, neutral tones (們(men)), and the page's end may cut one off (區(qū).

    Left alone: toned glosses on what Simplified text has too, unless the page writes them again and again, or glosses
    characters like 的 and 是 as well; two syllables (角色(jué sè)), what is no syllable ((AI), (app)), and everything
    on a page without proof (给(jǐ)予, 人(ren)).
    """
    glossed = Counter(one.groups() for one in GLOSSED.finditer(page.text))
    times, toned, bare, usual = Counter[tuple[str, str]](), Counter[str](), Counter[str](), set[str]()
    for (char, pinyin, _), n in glossed.items():
        syllables = SOUND.findall(pinyin.translate(TONELESS))
        if SOUNDS.issuperset(syllables):
            times[char, pinyin] += n
            (toned if TONED.search(pinyin) else bare)[char] += n
            if charted().get(_simple(char)) in syllables:
                usual.add(char)     # an author tells of odd readings (龜(qiū)茲、單(shàn)縣)
    sounds = sounds_of(times)
    proof = {char: n for char, n in toned.items()       # read in two ways it proves nothing: the author speaks of it
             if is_converted(char) and _simple(char) in charted() and len(sounds[char]) == 1}
    heads = sum(bool(TONED.search(head[0])) for head in HEADWORD.finditer(page.text))
    is_proven = len(proof) > 1 and sum(proof.values()) > 2 and 2 * len(usual & proof.keys()) >= len(proof)
    is_full = MANY_GLOSSED <= len(toned) < 2 * len(usual & toned.keys()) and not is_traditional(page.text)
    if not (is_proven or is_full) or 2 * heads > toned.total():
        toned.clear()  # they are the author's
    is_bare = 5 <= len(bare) < 2 * len(usual & bare.keys()) and bare.total() >= 8 and (
        len(bare) >= MANY_GLOSSED or is_traditional(page.text))
    is_any = is_full or len({char for char, _ in times if FUNCTION_WORD.fullmatch(char)}) > 2   # 的(de)是(shì)我(wǒ)
    stripped = {(char, pinyin) for char, pinyin in times if (toned and (is_any or is_converted(char)))
                or (toned[char] > 2 if TONED.search(pinyin) else is_bare)}
    spaced = 2 * sum(n for (*_, space), n in glossed.items() if space) > times.total()
    for one in GLOSSED.finditer(page.text):
        if one.group(1, 2) in stripped:
            yield Proposal(one.start(), one.end() if spaced else one.start(3), "", "pinyin gloss")
    if toned and (last := CUT_OFF.search(page.text)) and is_converted(last[1]):
        known = sounds.get(last[1], set()) | ({charted().get(_simple(last[1]), "")} if last[2] else set())
        if any(sound.translate(TONELESS).startswith(last[2].translate(TONELESS)) for sound in known):
            yield Proposal(last.start(), last.end(2), "", "pinyin gloss")


# --- script: Traditional and variant characters to Simplified -------------------------------

# What OpenCC leaves or spoils: a character, what it becomes, and the words in which it does. As among OpenCC's
# own phrases the leftmost word holds, of several the longest: 跟著 before 著書.
SPELLINGS = (
    # 著 is 着 (着眼, 意味着), but "to write" or "notable" in 名著, 显著, 著名 …; behind a verb that is
    # something one does it is 着 again: 背著书包, 駕著名車, 盯著名利.
    ("著", "着", "著 背著 跟著 駕著 盯著 看著 讀著 拿著 捧著 抱著 指著 望著 朝著 唱著 寫著 穿著 戴著 身著 帶著 隨著"),
    ("著", "着", "有著 執著 貪著 沿著 趁著 彰顯著 凸顯著 討論著 議論著 談論著"),
    ("著", "著", "著名 著作 有著作 著者 著述 著稱 著錄 著書 著有 曾著文 著《 著） 著) \u3000著。 \u3000著， 無著菩"),
    ("著", "著", "卓著 昭著 顯著 知著 威並著 威并著 原著 名著 巨著 專著 編著 譯著 遺著 合著的 合著者 所著 論著 土著"),
    ("甚", "什", "甚麼 甚麽"), ("像", "象", "想像"), ("像", "像", "夢想像"), ("座", "坐", "座標"),
    ("藉", "借", "藉"), ("藉", "藉", "慰藉 狼藉 枕藉 蘊藉 藉藉 藉田"), ("祇", "只", "祇有 祇是 祇能 祇為 祇在 祇如"),
    ("覆", "复", "恢覆 批覆 覆雜 覆核 覆查 覆印 見覆印"), ("覆", "覆", "重覆蓋 明覆蓋 明覆滅 射覆 覆杯 見覆 覆上"),
    ("沈", "沉", "深沈 石沈 浮沈 陰沈 昏沈 船沈 沈重 沈痛 沈默 沈思 沈睡 沈溺 沈迷 沈船 沈沒 沈寂 沈淪 沈吟"),
    ("乾", "乾", "乾陵 乾興 乾德 乾祐 乾符 乾統 乾亨 乾闥 乾學 尼乾子"),
    ("乾", "干", "乾紅 實乾 骨乾 主乾 次乾 要乾道 通乾道 健康乾"), ("鍾", "钟", "錢鍾書 鍾馗"),
    ("於", "于", "於倫 於單 於穆 於清 於戲劇 於戲曲 於潛在 於潛伏"), ("徵", "征", "徵調"), ("徵", "徵", "魏徵"),
    ("薰", "熏", "薰陶 薰染 薰香 香薰 薰心"), ("甯", "甯", "甯"), ("脩", "脩", "束脩"), ("蒐", "蒐", "茅蒐"),
)
KANA_WORD = re.compile(rf"({HAN}{{0,4}}[\u3041-\u30fa\u30fc-\u30ff]{HAN}*)")     # not ・, of names
# CJK radicals that stand for a whole character (EquivalentUnifiedIdeograph.txt, Unicode);
# NFKC knows the Kangxi radicals and the compatibility ideographs, but not these.
RADICALS = dict(zip("⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰",
                    "民虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙", strict=True))
FORMS = re.compile(f"[{''.join(RADICALS)}\u2f00-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")


def to_simplified(page: Page) -> Iterator[Proposal]:
    """Convert as OpenCC does with t2s (tw2s rewrites 什么, 原著, 专著), but for what that leaves or spoils (SPELLINGS).

    Radicals and compatibility forms become the characters they stand for on any page. For the rest, a Simplified page
    is not touched, nor are words with kana, nor the wording of a Taiwan or Hong Kong speech (數位: 数位, not 数字).
    """
    is_hans = page.script == "hans"
    simple: Callable[[str], str] = _simple if is_hans else str
    text = FORMS.sub(lambda form: simple(RADICALS.get(form[0]) or unicodedata.normalize("NFKC", form[0])), page.text)
    if is_hans and is_traditional(page.text):
        text = "".join(part if n % 2 else converted(part) for n, part in enumerate(KANA_WORD.split(text)))
    for start, end in between(page.flagged, 0, len(text)):     # what is flagged stays
        yield Proposal(start, end, text[start:end], "script")


def converted(text: str) -> str:
    """Convert phrases, and between them character by character; the length stays."""
    phrase, known = phrases()
    return "".join(known[part] if n % 2 else _simple(part) for n, part in enumerate(phrase.split(text)))


@cache
def phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    """Map the phrases of OpenCC's and the words of SPELLINGS to what they become; and what finds them."""
    known = {phrase: forms.partition(" ")[0] for phrase, forms in dictionary("TSPhrases").items()}
    for char, new, words in SPELLINGS:
        known |= {word: "".join(new if one == char else _simple(one) for one in word) for word in words.split(" ")}
    return re.compile(f"({'|'.join(map(re.escape, sorted(known, key=len, reverse=True)))})"), known


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
    "announces": -6.0, "excerpt": -5.6, "offer": -5.2, "disclaimer": -5.1, "introduces": -3.0, "stamp": -2.6,
    "of several": -2.5, "link": -2.5, "ends dated": -2.4, "crumbs": -2.1, "of the text": -2.0, "aside": -2.0,
    "weekday": -1.9, "after prose": -1.9, "bullet": -1.7, "web": -1.5, "credit": -1.3, "html": -1.3, "<li>": -1.3,
    "cut off": -1.3, "before prose": -1.2, "latin": -1.1, "repeated": -1.1, "clock": -1.1, "label": -1.0,
    "<dd>": -1.0, "near short": -0.9, "under 5": -0.7, "under 50": -0.7, "sentences": -0.7, "digits": -0.7,
    "under 100": -0.6, "name": -0.6, "<div>": -0.3, "no letter": 0.3, "author's label": 0.4, "<td>": 0.6,
    "<tr>": 0.8, "function words": 1.0, "ends": 1.0, "goes on": 1.3, "bare date": 1.5,
    "near sentences": 1.6, "heading": 1.6, "signature": 1.9, "label row": 1.9, "always": 1.9, "home": 1.9,
    "closing": 3.0, "address": 3.2,
}
# What a word says, in Simplified.
WORDS: dict[float, str] = {
    -3.0: """责任编辑 责编 发布时间 发布日期 发表时间 更新时间 发布者 上一篇 下一篇 上一页 下一页 版权声明 版权所有
        ICP 网安备 点击数 浏览次数 阅读量 人次 字号 字体 打印 分享到 分享至 下载 点赞 小编 范文 文库 本站 本网
        转载 侵权 免责 联系我们 关于我们 客服 公众号 扫码 扫一扫 二维码 朋友圈 QQ 技术支持 当前位置 您的位置
        返回顶部 VIP 付费 Copyright Reserved APP 纠错 延伸阅读 推荐阅读 阅读全文 设为首页 手机版 索引号 上传
        网友 免费 登录 注册 投稿 密码 跟帖 回复 文档 关注我 隐私 写作 文秘 复制链接 word docx 备案号 主办单位
        收藏 导语 温馨提示 发文机关 成文日期 发布机构 主题分类 自媒体 文章来源 赞助 浏览量 网站地图 友情链接
        发布于 发表于 定制 久久 中文字幕 在线观看 跳到 提示信息 模板 登陆 跳至 发文日期 时效性 施行日期
        附件列表 正文复制 主网页 香港时间 预览结束 推荐度 客户端 评论""",
    -2.5: """原标题""",
    -1.5: """最新 新闻 反馈 演讲稿 推荐""",
    -1.0: """本文 网站 会员 举报 浏览 点击 阅读 访问 人气 编辑 来源 出处 发表 更新 时间 日期 首页 关闭 分享 留言
        全文 热门 相关 更多 网址 声明 微信 微博 邮箱 电话 传真 地址 标签 关键词 关键字 分类 栏目 作者 摄影 返回
        导航 搜索 格式 大小 协议 专题 视频 排行 无障碍 简体 繁体 English 邮件 订阅 RSS 广告 频道 正文 精选 精彩
        热点 资讯 参考 借鉴 整理 收集 提示 用户 账号 加载 展开 转发 官方 论坛 在线 平台 链接 显示 隐藏 完整
        查看 当前 供大家 希望对 欢迎 图片 仅代表 文章 附近 供参考 主要内容 专栏 放大 缩小 试读 预览 省略 剩余
        此处隐藏 导读""",
    -0.5: """购买 继续 讲话稿 发言稿""",
    0.0: "规范 工作者 网上 线上 基本 健全 安全 公正 解放 开放",    # no word is found across the end of these
    0.5: """同志 领导 同学 女士 先生 发言 演讲 报告 工作 坚持 第三 同时 一是 二是 三是 祖国 人民 国家 今年 去年
        意见 她""",
    1.0: """发展 我们 咱们 谢谢 感谢 尊敬的 亲爱的 首先 其次 最后 必须 因此 所以 但是 因为 已经 现在 下面 祝 老师
        加强 附件 你们 今天""",
    1.5: """各位 代表 会议 第一 同志们""",
}
# What speaks for a line as the title; it has to be likelier than NO_TITLE.
TITLE: dict[str, float] = {
    "heading": -3.7, "bullet": -3.5, "deep": -3.0, "dash": -2.6, "date": -2.5, "ends": -2.4,
    "inside": -1.9, "under 8": -1.5, "over 40": -1.4, "above": -1.3, "goes on": -1.2, "menu": -1.1,
    "under 12": -0.9, "first": 0.2, "<h1>": 0.8, "again": 0.9, "han": 1.4, "address below": 1.8,
    "in body": 1.8, "of a site": 1.8, "title word": 1.9, "date below": 2.3, "labelled": 3.2,
    "of name": 3.8, "own": 4.0,
}
NO_TITLE = 1.0

SHIFT, CLIP = 1.0, 6.0      # in doubt, in favour of the author; no line is surer than this
LONG, NEAR = 200, 25        # longer lines count no more; in longer ones words weigh less (characters)
DOUBT, AWAY, BEHIND = 3.5, 0.15, 1.0  # as SHIFT, beside the speech; less by this for each line above, below
SURE, PROVEN = -1.8, -1.2   # a line is surely the site's if its own weight and half of the whole are below the
                            # first; between lines of the author's also if its proof is below the second
SITES_PROOF = -0.3          # proof by which a page is a site's at all
ENOUGH, FADE, COST = 15.0, 0.3, 60.0  # behind a speech of ENOUGH (weight times root of length), a STOP costs COST,
                            # and what follows fades
BETWEEN = 5.0               # what a label between two texts (篇2) costs at most
BELOW = 12                  # lines below the beginning of the speech in which the title may still stand

NUMBER, NUMERAL = "[一二三四五六七八九十]", r"[\d一二三四五六七八九十]"
ARROWS = ">＞»›→"
DAY = r"(?:19|20)\d\d\s?(?:年\s?\d{1,2}\s?月|[-/.]\s?\d{1,2}\s?[-/.])\s?\d{1,2}"
STAMP = re.compile(rf"{DAY}日?(?P<clock>[T\s]*\d{{1,2}}:\d\d(?::\d\d)?)?")
FIELD = re.compile(rf"[（(【\[]?(?:{HAN}|[、*×]){{2,20}}\s*[:：\])】]\s*\S")  # 地点：会议室
FUNCTION_WORD = re.compile("我们|你们|大家|必须|[的了是和在为要不也就对把这我]")
DIGIT, LATIN = re.compile(r"\d"), re.compile("[A-Za-zＡ-Ｚａ-ｚ]")
ENDS = "[。！？!?…；;][”’）)】》」』]*$"
# What stands above the site's lists, comments and notes: behind it nothing is the author's, or a great deal.
STOP = re.compile(rf"""(?=.{{1,39}}$)(?!.*{ENDS})[\W_]*(?:
    (?:(?:[您你]?可?能?|猜[您你]|大家|还)(?:感兴趣|喜欢|想看)|[为给][您你]|今日|本站|编辑|小编|热门?|精[彩选品]|最新
        |相关|延伸|更多|推荐|关联|扩展|网友|读者|我要|发表|全部|查看|用户|[\d ]+[条个则])
        的?(?:相关|新闻|阅读|文章|推荐|精选|评论|留言|回复|跟帖|喜欢|资讯|内容|信息|专题|报道|标签|热点|发表|排行榜?
        |范文|文档|书摘|话题|链接|[的\d\W]){{0,4}}(?:\ ?more)?$
    |(?:责任编辑|责编|编辑|[上下前后]一[篇条页则]|(?:版权|免责|特别)?声明|分享[到至给]|关键[字词]|(?:tag)?标签|tags?)
        \s*[:：|｜>»丨]
    |[上下前后]一[篇条则]|评论|留言|跟帖|相关(?:新闻|阅读|推荐|文章|书摘)|推荐阅读|延伸阅读|热门(?:推荐|文章)|版权所有
    )""", re.VERBOSE | re.IGNORECASE)
# What an editor says of what he offers; an author offers no samples.
OFFERING = "(?:整理|收集|搜集|精选|汇总|准备|分享|提供|上传|带来|推荐|介绍)"
SAMPLES = "(?:范文|例文|样本|模板|美文|作文|(?:讲话|发言|演讲|主持|致辞|广播)[稿词]|致辞|讲话)"
HOPES = "(?:参考|借鉴|希望.{0,12}(?:帮|喜欢|启发)|帮到|欢迎.{0,6}阅读|一起来看|看看吧)"
SPOKEN = "(?:致[辞词]|讲话|谈话|演讲|发言)"
KIND_OF_TEXT = f"(?:{SPOKEN}稿?|范[文例]|主持[词稿]|[开闭]幕[词式]|总结|报告|心得|作文|悼词)"
# Signs that are there or not; with ^, by which a line begins or that fill it.
SHAPES = {name: re.compile(pattern, re.VERBOSE) for name, pattern in {
    "address": r"""^(?:尊敬的|敬爱的|亲爱的)?.{0,24}(?:同志们?|各位.{0,12}|朋友们?|代表们?|同学们?|老师们?
        |先生们?|女士们?|乡亲们?|嘉宾|来宾|主席|校长|书记|大家(?:[上下]午|[晚早]上)?好).{0,12}[：:，,！!。]$""",
    "closing": r"""^.{0,12}(?:谢谢|多谢|感谢)(?:大家|各位|同志们|你们|聆听|您).{0,6}[！!。]?$|^谢谢[！!。]?$
        |^.{0,8}(?:讲话|发言|汇报|演讲)完毕.{0,6}$""",
    "heading": rf"""^(?:{NUMBER}+[、，．.]|[（(]{NUMERAL}+[)）]|第(?:[百\d]|{NUMBER})+[章节条]|\d\d?[、．.](?!\d)
        |{NUMBER}{{1,3}}$)""",
    "bare date": rf"""^(?:[（(].{{0,20}}{NUMERAL}日[^。]{{0,40}}[)）]
        |[（(]?[一二12][○\w]{{3}}年\w{{1,3}}月(?:\w{{1,3}}日)?(?:于\w{{2,6}})?[)）]?)$""",
    "name": rf"^{HAN}(?:{HAN}{{1,2}}|\s{HAN})$",
    "label": rf"^{HAN}(?:\s?{HAN}){{1,5}}\s*[:：]",
    "bullet": r"^(?:[•·▪■◆★☆►▶▲△◤]|[*|>-](?=\s|$))",
    "no letter": r"^[\W_]*$",
    "ends": ENDS,
    "goes on": "[：:，,、]$",
    "cut off": r"\w\s*(?:\.\.+|…+)[\])）】]?$",
    "crumbs": rf"{HAN}\s?[{ARROWS}]|^[{ARROWS}]\s?{HAN}|^(?:[您你]|当前|所在|目前)[^。]{{0,8}}位置[:：]",
    "date": DAY,
    "stamp": rf"{DAY}日?[T\s]{{0,3}}\d{{1,2}}:\d\d",
    "ends dated": r"""(?:^|[\[(（\s])(?:(?:19|20)\d\d\s?[-/]\s?)?\d\d?\s?[-/]\s?\d\d?\s?[\])）]?(?:\s?\d\d:\d\d)?$
        |\d\d-\d\d$""",
    "weekday": r"日\s*[（(]?\s*(?:星期|周)[一二三四五六日天]",
    "clock": r"(?<![午晚早上\d—~-])(?<![午晚早上]\s)\d{1,2}:\d\d",
    "credit": r"""(?:原标题|来源|稿源|出处|作者|记者|编辑|责编|通讯员|[供撰审]稿|摄影|[图供排][源片图版]|监制
        |[初复终一二三]审|发布[者人]?|点击|浏览|阅读)[数量]?\s*(?:[:：/／]|[(（]\d)|(?:[全本]文|文章)\D{0,2}\d+字
        |^[（(](?:本[报刊网台]|[全融]媒体|见习|特约)*(?:记者|通讯员|责编|编辑|摄影|供稿)[^。，]{0,30}[)）]$""",
    "web": r"(?i:www\.|https?:|[a-z\d]\.(?:com|cn|net|org)\b|@[a-z\d])",
    "disclaimer": r"""(?:[本网]站|本网|平台|文档).{0,20}(?:(?<!不)仅提供|不代表|不承担|不[担负])|文档.{0,20}收益
        |(?:^|(?:本[站网文]|内容|图片|文章|资料)[^。，]{0,8})(?:版权|著作权)归[^。]{0,12}(?:所有|提供)|版权争议
        |(?:如有|若|如果|涉及|涉嫌).{0,8}侵权.{0,20}(?:联系|删除|告知)
        |侵[犯害].{0,12}权[益利].{0,12}(?:联系|删除|反馈)|仅代表(?:作者|网友|个人|其)|转载.{0,6}(?:注明|须|请)|未经.{0,8}(?:授权|许可|同意).{0,10}转载|ICP备|网安备
        |信息存储空间服务|[由系为](?:用户|会员).{0,4}(?:上传|分享)|上传并发布|请(?:自行甄别|勿用于商业)|^[（(]?以上内容
        |(?i:rights\ reserved|copyright)""",
    "offer": rf"""^(?!.*我).*{OFFERING}.*{SAMPLES}.*{HOPES}|^(?=.*{OFFERING}).*(?:小编|本[站网].{{0,4}}编辑)
        |^(?=.*(?:小编|[网站][为给](?:[您你]|大家)(?:精心)?{OFFERING})).*{HOPES}""",
    "of the text": r"""^(?!.*(?:我(?!们)|同[志学]们|老师们|各位))(?=.*(?:(?:演讲|发言|讲话|主持|广播|解说|致辞)[稿词]
        |(?<!规)范文|写作|这[篇段份]内容|[您你]的需求)).{15,}[。！？!?]$""",
    "announces": rf"""^(?!.*我)(?:以下[是为][^。]{{2,120}}(?:全文|内容|{SPOKEN})[^。]{{0,14}}
        |.*{SPOKEN}的?(?:全文|内容)?(?:[为是]|如下))[：:]$""",
    "of several": rf"""(?:篇|{KIND_OF_TEXT})\s*{NUMERAL}{{1,2}}[】）)]?$|\d+篇[)）]?$
        |^[【（(]?(?:第?\s*{NUMERAL}{{1,2}}\s*篇|篇\s*{NUMERAL}{{1,2}})""",
}.items()}
PLACE = ("introduces", "before prose", "after prose", "near sentences", "near short")
PROOF = frozenset(("offer", "announces", "disclaimer", "excerpt", "stamp", "weekday", "crumbs", "credit", "web",
                   "clock", "aside", "link", "of several", "ends dated"))
WEIGHT_OF = {word: weight for weight, words in WORDS.items() for word in words.split()}
KNOWN = re.compile("|".join(sorted(map(re.escape, WEIGHT_OF), key=len, reverse=True)))
# Where one line has two: the site's behind a sentence, apart or in brackets; the title before the salutation.
PARTING = re.compile(r"""(?<=[。！？…”）])[^\S\n]+(?=\S[^\n]{1,60}$)
    |(?<=[。！？])(?=[【（(][^【】（）()\n]{3,80}[】）)]$)
    |(?:(?<=\w)[^\S\n]+|(?<=讲话|致辞|致词)|(?<=[稿词]))(?=(?:尊敬|敬爱|亲爱)的|各位|同志们[:：])""", re.VERBOSE)


class Weight(NamedTuple):
    """How surely a line is the author's, in log-odds: by all its signs; by its own, without those in PLACE.

    ``proof`` is what its words and the signs in PROOF say: shape and length alone take no line out of a speech.
    ``why`` names the heaviest signs.
    """

    all: float = 0.0
    own: float = 0.0
    proof: float = 0.0
    why: str = ""


class Line(NamedTuple):
    """A line without the white space around it: in Simplified, single-spaced; as it is; where it stands."""

    view: str
    text: str
    start: int
    end: int
    markup: Markup = Markup()
    weight: Weight = Weight()


def lines_of(page: Page, marks: Iterable[tuple[int, int]] = ()) -> list[Line]:
    """Return the lines of a page between the marks of cuts; a line that has two in it (PARTING) is two."""
    view = _simple(page.text)
    *_, places = origins(page.passes, page.text) if page.markup else [[]]
    starts = [start for start, _ in page.markup]
    return [Line(" ".join(view[start:end].split()), page.text[start:end], start, end,
                 page.markup[bisect_right(starts, places[start][0]) - 1][1] if starts else Markup())
            for gap in between(marks, 0, len(view)) for line in LINE.finditer(view, *gap)
            for start, end in between((part.span() for part in PARTING.finditer(view, *line.span())), *line.span())
            if start < end]


def _own_signs(line: Line, repeats: int) -> dict[str, float]:
    """Return the signs of one line by itself; a word is one, too."""
    view = line.view if len(line.view) <= 2 * LONG else line.view[:LONG] + line.view[-LONG:]  # no more tells more
    n, (tag, link, aside, home) = len(view), line.markup
    found = {"always": 1.0, **{f"under {limit}": 1.0 for limit in (5, 12, 50, 100) if n < limit}}
    for name, pattern, most in (("sentences", SENTENCE_MARK, 3), ("pauses", PAUSE_MARK, 4), ("digits", DIGIT, n),
                                ("latin", LATIN, n), ("function words", FUNCTION_WORD, n / 5)):
        found[name] = min(len(pattern.findall(view)) / most, 1)
    found.update((name, 1.0) for name, pattern in SHAPES.items() if pattern.search(view))
    words, near = KNOWN.findall(view), NEAR / 2 if "ends" in found else NEAR
    found.update((word, min(1.0, near / n)) for word in words)
    found["repeated"] = float(repeats > 1 and 2 < n < 60)
    said = {word for word in words if WEIGHT_OF[word] < -0.7} | {"clock"} & found.keys()
    found["author's label"] = float(bool(FIELD.match(view)) and not said - {"时间", "日期"})
    if tag:
        found |= {"html": 1.0, "link": link, "aside": float(aside), "home": home, f"<{tag.rstrip('123456')}>": 1.0}
    return found


def signs(lines: list[Line]) -> list[dict[str, float]]:
    """Return the signs of each line, those of its neighbours and its place among them."""
    seen = Counter(line.view for line in lines)
    found = [_own_signs(line, seen[line.view]) for line in lines]
    prose = [n for n, (line, one) in enumerate(zip(lines, found, strict=True))
             if ("ends" in one or one["pauses"] > 0.5) and len(line.view) + 20 * one["pauses"] > 40]
    first, last = (prose[0], prose[-1]) if prose else (0, len(lines) - 1)
    address = next((n for n, one in enumerate(found) if "address" in one), 0)
    above = [n for n in range(address) if "ends" in found[n] and len(lines[n].view) > 25]
    for n, one in enumerate(found):
        near = [found[m] for m in range(max(0, n - 2), min(n + 3, len(lines))) if m != n]
        for name, sign in (("near sentences", "ends"), ("near short", "under 12")):
            one[name] = sum(other.get(sign, 0.0) for other in near) / max(len(near), 1)
        row = [other["author's label"] for other in found[max(n - 1, 0):n + 2]]
        one["label row"] = float(one["author's label"] and sum(row) > 1)
        one["introduces"] = float([n] == above)     # the only sentences above the salutation
        one["before prose"], one["after prose"] = float(n < first), float(n > last)
        one["excerpt"] = float("cut off" in one and any(
            len(other.view) > 14 and other.view[:15] in lines[n].view for other in lines[n + 1:n + 9]))
        dated = "name" in one and any("bare date" in other for other in near)
        one["signature"] = float(dated or (last < n < last + 4 and ("name" in one or "bare date" in one)))
    return found


def weigh(lines: list[Line]) -> list[Line]:
    """Return the lines with their weights."""
    table, weighed = {**SIGNS, **WEIGHT_OF}, []
    for line, one in zip(lines, signs(lines), strict=True):
        said = {name: table[name] * value for name, value in one.items() if value and name in table}
        total = sum(said.values())
        heaviest = sorted(said.items(), key=lambda item: item[1] if total < 0 else -item[1])[:4]
        why = ", ".join(f"{name} {value:+.1f}" for name, value in heaviest)
        proof = sum(value for name, value in said.items() if name in PROOF or name in WEIGHT_OF)
        own = total - sum(said.get(name, 0.0) for name in PLACE)
        weighed.append(line._replace(weight=Weight(total, own, proof, why)))
    return weighed


def speech_of(lines: list[Line]) -> tuple[range, frozenset[int]]:
    """Find the run of lines with the greatest sum; return it, and which lines stay: with those in doubt beside it."""
    sizes = [max(1, min(LONG, len(HAN_CHAR.findall(line.view)))) ** 0.5 for line in lines]
    stops = [bool(STOP.match(line.view)) for line in lines]
    start, end = _heaviest(lines, sizes, stops)
    sure = [line.weight.own + line.weight.all / 2 < SURE and len(line.view) <= 2 * LONG
            for line in lines]      # in a longer line other text may stand as well
    in_doubt = [(line.weight.all + DOUBT - max(AWAY * (start - n), BEHIND * (n - end + 1))) * sizes[n] - COST * stops[n]
            for n, line in enumerate(lines)]
    proofs = [sure[n] and line.weight.proof < SITES_PROOF for n, line in enumerate(lines)]
    start = start if any(proofs) and any(sure[:start]) else 0
    end = end if any(proofs[end:]) else len(lines)
    first, last = start - _reach(in_doubt[:start][::-1]), end + _reach(in_doubt[end:])
    stays = (n for n in range(first, last) if not sure[n] or (lines[n].weight.proof >= PROVEN and start <= n < end))
    return range(start, end), frozenset(stays)


def _heaviest(lines: list[Line], sizes: list[float], stops: list[bool]) -> tuple[int, int]:
    best, total, since, run, fade = 0.0, 0.0, 0, (0, len(lines)), 1.0
    for n, line in enumerate(lines):
        value = max(-CLIP, min(CLIP, line.weight.all + SHIFT)) * sizes[n]
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
TITLE_WORD = re.compile(
    rf"(?:{SPOKEN}稿?|[贺持祝献幕迎谢奖悼]词|感言|报告|用语|方案|意见|总结|稿|全文|范[文例]|模板)$|^[^（(].*[）)]$|^\w{{2,5}}[稿词][—:：]")
TITLE_LABEL = re.compile(rf"^(?:(?:文章|本文)?(?:标题|题目|主题|名\s*称)\s*[:：|][:：|\s]*"
                         rf"|第\w{{1,2}}篇[:：、\s]*|篇{NUMERAL}{{1,2}}[:：、\s])\s*")
TITLE_END = re.compile(r"\.(?:docx?|pdf|wps|txt|pptx?|rtf)$|\s*[（(]?第?\s*\d{1,2}/\d{1,2}\s*页?[）)]?$"
                       rf"|(?:\s*(?:[【（(]\w{{0,4}})?(?:篇\s*{NUMERAL}{{1,2}}|(?:\d+\s*|多)篇)[】）)]?)+$|\s*[|｜]$")
GREETS = re.compile("各位|(?:尊敬|敬爱|亲爱)的|(?:同志|女士|先生|老师|同学|朋友|代表)们|大家好|首先|其次|最后|刚才")
SEPARATOR = re.compile(r"\s*[_|–—«»<>]+\s*|\s*-+\s+|\s+-+\s*|-+(?=[^-]*$)")  # in <title>, before the site's name
SITE_NAME = rf"[^，。；：！？、（）()_|\s{ARROWS}/]{{1,18}}(?:网站?|在线|文库|论坛|网络)"


class Title(NamedTuple):
    """What may be the title: the lines that show it (none: only <title> has it), and how it reads."""

    lines: range
    text: str


def titles(page: Page, lines: list[Line], speech: range) -> list[tuple[Title, dict[str, float]]]:
    """Return what may be the title, with what speaks for and against it."""
    name, start = "".join(_simple(page.name).split()), speech.start
    views = ["".join(line.view.split()) for line in lines]
    whole, body = "\n".join(views), "".join(views[start:speech.stop])
    pairs = {*map(add, body, body[1:])}
    found = []
    near = range(max(0, start - 60), min(start + BELOW, len(lines)))
    below = (n for n in range(max(near.stop, speech.stop), len(lines)) if TITLE_LABEL.match(views[n]))  # 本文标题：
    for n, size in product([*near, *below], (1, 2, 3)):
        line, view, end = lines[n], "".join(views[n:n + size]), n + size
        is_one = size == 1 or view in name or (size == 2 and end != start + 1 and _joins(views[n:end], body))
        if not is_one or not 2 < len(view) <= 80 or _is_other(view):
            continue
        own, rest = [*map(add, view, view[1:])], views[end:end + 2]
        shown = view if size > 1 else line.view
        likely: dict[str, float] = {
            **{key: bool(SHAPES[key].search(shown)) for key in ("heading", "bullet", "ends", "goes on", "date")},
            "of name": view in name and len(view) / len(name), "first": n == 0, "of a site": start > 0,
            "in body": sum(pair in pairs for pair in own) / len(own), "inside": n >= start, "deep": n > start,
            "again": len(view) > 5 and whole.count(view) > 1, "above": min(max(start - end, 0), 30) / 10,
            "title word": bool(TITLE_WORD.search(TITLE_END.sub("", view))),
            "own": max(-6, min(0, line.weight.own)) / 6, "han": len(HAN_CHAR.findall(view)) / len(view),
            "under 8": len(view) < 8, "under 12": len(view) < 12, "over 40": len(view) > 40,
            "menu": min(line.view.count(" ") + view.count("_"), 4) / 4, "dash": view[0] in "—-–",
            "labelled": bool(TITLE_LABEL.match(view) or (n and TITLE_LABEL.fullmatch(views[n - 1]))),
            "date below": any(STAMP.search(other) for other in rest if not SENTENCE_MARK.search(other)),
            "address below": bool(rest and SHAPES["address"].search(rest[0])), "<h1>": line.markup.tag == "h1",
        }
        found.append((Title(range(n, end), "".join(line.text for line in lines[n:end])), likely))
    return found


def _is_other(view: str) -> bool:
    """Tell whether a line is no title: it has other work."""
    is_mark = HIDDEN.search(view) and AMOUNT.search(view)
    return bool(is_mark or ENDED.search(view) or GREETS.match(view) or len(HAN_CHAR.findall(view)) < 2 or any(
        SHAPES[shape].search(view) for shape in ("address", "credit", "crumbs", "bare date")))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, _simple(text)))


def _joins(views: list[str], body: str) -> bool:
    """Tell whether two lines may be one title: the first has not come to its word, or is cut within a phrase."""
    first, rest = views[0], views[-1]
    is_cut = first[-1] in "的上会式，" or (rest[0].isalnum() and body.count(first[-2:] + rest[:2]) > 1)
    return is_cut and not TITLE_WORD.search(first) and bool(TITLE_WORD.search(rest))


def _title(page: Page, lines: list[Line], speech: range) -> Title:
    """Return the likeliest title, if one is likely; if no line shows one, that of <title>."""
    likely = [(sum(TITLE.get(name, 0) * value for name, value in one.items()), title)
              for title, one in titles(page, lines, speech)]
    worth, title = max([(NO_TITLE, Title(range(0), "")), *likely], key=itemgetter(0))  # of equals, the first
    if worth > NO_TITLE:
        return title
    body = "".join(line.view for line in lines[speech.start:speech.stop])
    for part in SEPARATOR.split(page.name):
        view = _simple(part)
        shared = sum(pair in body for pair in map(add, view, view[1:]))
        if len(view) > 5 and (TITLE_WORD.search(view) or 3 * shared >= len(view)) and not re.fullmatch(SITE_NAME, view):
            return Title(range(0), part)
    return title


# --- what else the page says of itself
NO_DATE = re.compile("今天是|施行|生效|实施|有效期|截[止至]")     # before a date that is not the page's
DATE_LABEL = re.compile("发[表布稿文送]|更新|上传|录入|时间|日期|来源|作者|编辑|公布|提交|刊发|出处")
NO_SOURCE = r"作者|编辑|责编|记者|发布[者人时日]|时间|日期|浏览|阅读|点击|字号|[\s,，。；｜|:：<>()（）]"
SOURCE = re.compile(rf"""(?:来源|稿源|出处)\s*[:：]\s*(?!本[站网]|原创|网络|互联网|未知|http|{NO_SOURCE})
    (\S{{2,20}}?)(?={NO_SOURCE}|$)""", re.VERBOSE)
CRUMB = rf"[^{ARROWS}/，。；！？\n]{{1,24}}"
PATH = re.compile(rf"""
    (?:(?:[您你]|当前|现在|目前|本页|所在)\w{{0,6}}(?:位置|这里|浏览)\s*[:：]?\s*|(?=\w{{0,6}}[首主]页))
    (?P<path>{CRUMB}(?:\s*[{ARROWS}/]{{1,3}}\s*{CRUMB}){{1,12}})
    """, re.VERBOSE)
NO_CRUMB = frozenset("首页 网站首页 主页 正文 查看正文 浏览正文 浏览文章 查看文章 阅读文章 内容 内容页".split()) | {""}
OFFICE = "主席|总[统理]|书记|主任|经理|委员|司令|代表|教授|[部省市县区州镇乡局厅司处科院校所行会事员队组厂]长"
NAME = rf"(?![您你好早晚谢我们各全大敬亲]){HAN}(?:{HAN}{{1,3}}|\s{HAN})(?<!长)"
# Under the title an author may say who speaks, when and where: these lines stay.
SPEAKER = re.compile(rf"""[(（]?(?!各位|尊敬|敬爱|亲爱)(?P<speaker>[^\s，。；：:！？]{{0,38}}
    (?:{OFFICE}|[讲言告]人(?=\s?[:：]))(?P<mark>\s?[:：]\s?|\s)(?P<name>{NAME}))[)）]?""", re.VERBOSE)
DELIVERED = re.compile(r"""[(（]?(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日(?:\s?[上下]午)?
    (?:[，,、\s]+(?!星期|周[一二三四五六日]|\w*(?:[了我你您是的]|大家))[\w·]{1,20}(?<![网社报]))?[)）]?""", re.VERBOSE)
FIGURES = str.maketrans("〇○零一二三四五六七八九", "000123456789")
CHINESE_DATE = re.compile(r"[一二](?:○|[^\W\d]){3}年[^\W\d]{1,3}月[^\W\d]{1,3}日")


def iso_date(text: str) -> str | None:
    """Return the ISO 8601 form of what looks like the first date in ``text``, as exact as it is; None if it is none."""
    if not (stamp := STAMP.search(text)):
        return None
    figures = [figure.zfill(2) for figure in re.findall(r"\d+", stamp[0])]
    date, time = "-".join(figures[:3]), ":".join(figures[3:])
    for exact in (f"{date}T{time}" if time else date, date):  # 24:00 is no time, the 31st of June no date
        with suppress(ValueError):
            datetime.fromisoformat(exact)
            return exact
    return None


def _date(lines: list[Line], outside: list[int], under: int, end: int) -> tuple[int, str] | None:
    """Return the likeliest date of publication among lines of the site's, and the number of its line.

    It has a label or a clock, as machines write it, near the title, rather below, and no other page's title beside it.
    """
    likely = []
    for n in outside:
        view = lines[n].view
        for stamp in STAMP.finditer(view):
            before = view[max(0, stamp.start() - 12):stamp.start()]
            if (date := iso_date(stamp[0])) and not NO_DATE.search(before):
                is_labelled = bool(DATE_LABEL.search(view))
                worth = (2 * bool(DATE_LABEL.search(before)) + is_labelled + 1.5 * bool(stamp["clock"])
                         + 0.5 * ("年" not in stamp[0]) + 2 * bool(SHAPES["weekday"].search(view))
                         - 4 * (len(HAN_CHAR.findall(view)) > 12 and not is_labelled)
                         - 0.3 * min(abs(n - under), 12) - 2 * (n >= end))
                likely.append((worth, -n, date))
    best = max(likely, default=(-inf, 0, ""))
    return (-best[1], best[2]) if best[0] > -2.5 else None


def _path(lines: list[Line], above: list[int], title: str) -> tuple[str, ...]:
    """Return where on its site the page says it stands."""
    found = PATH.search("\n".join(lines[n].text for n in above))
    places = [place.strip() for place in re.split(f"[{ARROWS}/]+", found["path"])] if found else []
    return tuple(place for place in places if not (
        _simple(place) in NO_CRUMB or header_text(place) == title or re.search("[:：|]", place)))


def as_written(line: Line, found: re.Match[str], group: str | int = 0) -> str:
    """Return what was found in the view of a line, as the line has it: 李学乾 is no 李学干."""
    return " ".join(line.text.split())[slice(*found.span(group))]


def _speech_facts(lines: list[Line]) -> Facts:
    """Return who speaks and when, where lines under the title say it: 主席 习近平; （2018年9月3日，北京）."""
    speaker = name = delivered = ""
    for line in lines:
        view = line.view
        if (dated := DELIVERED.fullmatch(CHINESE_DATE.sub(_in_figures, view))) and (day := iso_date(dated[0])):
            delivered = delivered or day
        elif said := SPEAKER.fullmatch(view):
            speaker = speaker or as_written(line, said, "name" if said["mark"].strip() else "speaker")
        elif is_name := SHAPES["name"].search(view):
            name = name or as_written(line, is_name)
        else:
            break
    speaker = speaker or (delivered and name)   # a name alone, if a date of delivery stands beside it
    return {"speaker": re.sub(r"(?<!\w)(\w)\s(\w)$", r"\1\2", speaker), "delivered": delivered}    # 李 鹏


def _in_figures(date: re.Match[str]) -> str:
    """Write a Chinese date in figures: 二〇一六年十二月二十日 → 2016年12月20日."""
    return re.sub(r"(\d?)十(\d?)", lambda ten: (ten[1] or "1") + (ten[2] or "0"), date[0].translate(FIGURES))


def header_text(text: str) -> str:
    """Set a header value as the body is set: full-width marks, single spaces, nothing invisible."""
    page = Page(_plain_line(text))
    return apply(page, "punctuation", punctuation(page))[0].text


def _plain_line(text: str) -> str:
    return " ".join(INVISIBLE.sub("", text).split())


# --- marks of cuts
# A mark is built of parts: what is ended or hidden (HIDDEN), with how much of it (AMOUNT) or with what it
# costs to read on (OFFER); in brackets, between dots, or on a line of its own.
DOTS = r"(?:(?<!…)…+|(?<!\.)\.{3,}|(?<!。)。{3,})"  # the look-behinds keep a long run linear
HIDDEN = re.compile("可见|未完|省略|隐藏|屏蔽|试读|预览|剩余|余下|其余|还剩|未读|全文|完整|更多|全部|显示|配额|超出")
AMOUNT = re.compile(r"\d[\d,]*\s*个?字|\d+(?:\.\d+)?\s*[%％页]")
OFFER = re.compile("登[录陆]|注册|会员|VIP|付费|支付|购买|开通|充值|下载|扫[码描一]|配额|解锁|关注|客服|联系|点[击此]"
                   "|提示信息")
READ_ON = re.compile("阅读|查看|浏览|查阅|获取|可见|展开|隐藏|收起")
ENDED = re.compile("(?:试读|预览)(?:部分)?(?:已经?|到此)?结束|余下全文|^[(（]?未完[,，)）]")
REST = re.compile("全文|完整|全部|剩余|余下|更多|配额|超出|以下内容|可见")
BRACKETED = re.compile(rf"""(?=[.。…(（【\[未]|^)(?:
    {DOTS}?[(（]?未完[,，][^\n]*(?:\n[^\S\n]*收藏《[^\n]*)?   # its bracket may never close
    |{DOTS}?[(（【\[](?:[^()（）【】\[\]\n]|[(（][^()（）\n]{{0,20}}[)）]){{4,160}}[)）】\]]{DOTS}?
    |(?:{DOTS}|^[\ \t*—-]*)此处[^\n…。]{{0,40}}字[^\n…。]{{0,30}}(?:{DOTS}|[\ \t*—-]*$))
    """, BY_LINE)
SURE_MARK = re.compile(rf"^{DOTS}|{DOTS}$|未完|已(?:经|被)?(?:省略|隐藏|屏蔽)|此处")
TELLS = {key: re.compile(pattern) for key, pattern in {
    "omitted": r"(?:省略|隐藏|屏蔽)(?:了|约)?\s*(\d{1,9})\s*个?字", "shown": r"显示\s*(\d{1,9})\s*字",
    "stated": r"(?:全文|本文|正文|文章)共(?:有|计)?\s*(\d{1,9})\s*字", "title": "收藏《(.{1,80})》",
    "url": r"(https?://[!#-'*-\[\]-~]{1,80})",
    "site": r"([^\s()（）…,，!-~]{1,18}(?:网站?|在线|文库))(?=https?:|省略)"}.items()}
# 〔省略764字〕 and 〔未完〕 are our own, which somebody has kept without the header.
EDITORS_MARK = re.compile(r"^[^\S\n]*〔(?:省略\d{1,9}字|未完)〕[^\S\n]*$", re.MULTILINE)
RULE = re.compile(r"[-—=_*~#|·•×`\s]*\d{0,9}[-—=_*~#|·•×`\s]*")     # or a number


def _is_marks_line(view: str, shown: int, *, is_end: bool) -> bool:
    """Tell whether a line of the site's says that the text, of which ``shown`` characters are here, was cut."""
    if stated := TELLS["stated"].search(view):
        return int(stated[1]) > 1.5 * shown
    offers, hides = OFFER.search(view), re.search("省略|隐藏|屏蔽|未读", view)
    reads_on = is_end and offers and READ_ON.search(view) and (hides or REST.search(view))
    return bool(ENDED.search(view) or reads_on or (AMOUNT.search(view) and (hides or (offers and REST.search(view)))))


def _marks(page: Page, view: str, spans: list[tuple[int, int]]) -> Iterator[Proposal]:
    """Put an editor's mark for each of the site's, and keep earlier ones; one 〔未完〕, the last."""
    last = max((start for start, end in spans if not TELLS["omitted"].search(view, start, end)), default=-1)
    for start, end in spans:
        told: Facts = {
            key: header_text(page.text[slice(*found.span(1))]) if key in ("title", "url", "site") else int(found[1])
            for key, pattern in TELLS.items() if (found := pattern.search(view, start, end))}
        mark = "〔未完〕" if start == last else ""
        if "omitted" in told:
            mark, told["omitted"] = f"〔省略{told['omitted']}字〕", (told["omitted"],)
        is_ours = not mark or EDITORS_MARK.fullmatch(view, start, end)
        new, rule = mark if is_ours else f"\n{mark}\n", "cut" if "omitted" in told else "unfinished"
        yield Proposal(start, end, new, rule, facts=told | {"complete": False})


# --- all together
def chrome(page: Page) -> Iterator[Proposal]:
    """Take out what is the site's, flag what may be, set marks where it cut, and read the header.

    〔省略764字〕 stands where the site cut, 〔未完〕 where it stopped. ``why`` names the heaviest signs of a line.
    Left alone: a page on which no line is surely the site's, but for its title and for marks of cuts.
    """
    view = _simple(page.text)
    spans = [mark.span() for mark in BRACKETED.finditer(view) if HIDDEN.search(mark[0]) and AMOUNT.search(mark[0])
             and (OFFER.search(mark[0]) or SURE_MARK.search(mark[0]))]
    spans += [mark.span() for mark in EDITORS_MARK.finditer(view)]
    lines = weigh(lines_of(page, sorted(spans)))
    speech, stays = speech_of(lines)
    title = _title(page, lines, speech)
    text = TITLE_END.sub("", TITLE_LABEL.sub("", title.text))   # set like the body, or as the page types its marks
    title = title._replace(text=header_text(text) if "," in _folded(page.text) else _plain_line(text))
    edits = _line_edits(lines, speech, stays, title)
    if not (body := [n for n in range(len(lines)) if n not in edits or not edits[n].certain]):  # but a title
        body, title = [*title.lines], Title(range(0), "")
        edits = {n: edit for n, edit in edits.items() if n not in body}
    if title.lines.start >= speech.stop:    # a label told it
        title = title._replace(lines=range(0))
    shown = sum(len(lines[n].view) for n in body)
    marked = {n for n in (range(body[0], min(body[-1] + 9, len(lines))) if body else ())
              if lines[n].weight.own < 0 and n not in title.lines and len(lines[n].view) <= 120
              and _is_marks_line(lines[n].view, shown, is_end=n >= body[-1])}
    spans += [(lines[n].start, lines[n].end) for n in marked]
    edits = {n: edit for n, edit in edits.items() if n not in marked}
    body = [n for n in body if n not in marked]
    for n, told in _facts(lines, edits, speech, title, body).items() if body else ():
        if facts := {key: value for key, value in told.items() if value}:
            kept = Proposal(lines[n].start, lines[n].end, lines[n].text, "header", f"says {', '.join(facts)}")
            edits[n] = edits.get(n, kept)._replace(facts=facts)
    yield from sorted([*edits.values(), *_marks(page, view, sorted(spans))], key=lambda edit: edit[:2])


def _line_edits(lines: list[Line], speech: range, stays: frozenset[int], title: Title) -> dict[int, Proposal]:
    """Return what is to be done with each line but the author's own, by its number."""
    def gone(line: Line, rule: str) -> Proposal:
        beside = "" if rule == "title" or line.weight.all < 0 else "beside the speech, though "
        return Proposal(line.start, line.end, "", rule, beside + line.weight.why)

    is_sites = any(line.weight.proof < SITES_PROOF for line in lines)     # that it is a site's page
    prose = next((n for n in speech if len(lines[n].view) > 30), speech.start)
    edits, wanted = {}, _letters(title.text)
    for n, line in enumerate(lines):
        again = n < prose and wanted == _letters(line.view) != ""
        above = n < title.lines.start < speech.stop and line.weight.all < 0 and is_sites
        if n in title.lines or again:
            edits[n] = gone(line, "title")
        elif n not in stays or above:
            edits[n] = gone(line, "site's line")
        elif n not in speech or line.weight.all < -SHIFT:
            edits[n] = gone(line, "in doubt")._replace(new=line.text, certain=False, holds=False)
    body = [n for n in range(len(lines)) if n not in edits or not edits[n].certain]
    outer = {*edits, -1, len(lines)} if edits else set()
    for near, away in ((body, 1), (body[::-1], -1)):  # a rule between the author's lines and the site's, or the end
        rules = takewhile(lambda n: RULE.fullmatch(lines[n].view), near)
        edits |= {n: gone(lines[n], "site's line") for n in (rules if near and near[0] - away in outer else ())}
    if all(edit.rule != "site's line" for edit in edits.values()):  # nothing else speaks of a site
        return {n: edit for n, edit in edits.items() if edit.certain}
    return edits


def _facts(lines: list[Line], edits: dict[int, Proposal], speech: range, title: Title,
           body: list[int]) -> dict[int, Facts]:
    """Return what lines tell the header, by their numbers; what is not known is empty."""
    tells: dict[int, Facts] = defaultdict(dict)
    outside = [n for n, edit in edits.items() if n not in title.lines and (
        edit.certain or n < title.lines.start or not DELIVERED.fullmatch(lines[n].view))]
    first = [*title.lines, *outside, *body][0]
    path = _path(lines, [n for n in outside if n < max(speech.start, title.lines.start)], title.text)
    sources = (as_written(lines[n], found, 1) for n in outside if n < speech.stop + 6
               if (found := SOURCE.search(lines[n].view)))
    is_named = path and re.fullmatch(SITE_NAME, _simple(path[0]))
    site = path[0] if is_named else next(sources, "")
    tells[first] = {"title": title.text, "site": site, "category": path[path[:1] == (site,):]}
    if dated := _date(lines, outside, title.lines.stop if title.lines else speech.start, speech.stop):
        tells[dated[0]]["date"] = dated[1]
    tells[body[0]] |= _speech_facts([lines[n] for n in body if n >= title.lines.stop][:4])
    return tells


# --- punctuation: GB/T 15834 between Chinese characters -------------------------------------

CLOSING = "，。、；：！？）》"
SPACE = rf"(?<={CJK})[^\S\n]+(?=[,!?;:{CLOSING}])"     # before a mark
MARK_RUN = re.compile(rf"""(?:{SPACE})?[-,.!?;:()"{CLOSING}（“”‘’…—]+""")
TYPED = re.compile(rf"""(?=[-,.!?;:()"。\s０-９Ａ-Ｚａ-ｚ﹐-﹚])(?:    # at other characters it does not look further
    (?P<smiley>:[a-z][a-z0-9_+-]*:)|(?P<mark>[,!?;:]|(?<!\.)\.(?!\.))|(?P<bracket>[()])|(?P<quote>")
    |(?P<ellipsis>\.{{3,}}|。{{3,}})|(?P<dash>--+)|(?P<form>[０-９Ａ-Ｚａ-ｚ﹐-﹚])
    |(?P<space>{SPACE}|(?<={CJK}[，、；,;])\ (?={HAN})))
    """, re.VERBOSE)
RULES = {"mark": "full width", "bracket": "full width", "quote": "quotation marks", "form": "another width",
         "space": "space beside a mark"}
CODE = re.compile(r"[A-Za-z_$][A-Za-z0-9_$.]*\(.*\)\s*;$|/\*.*\*/|(?:if|for|while|else|function)\b.*[{}]$")


def punctuation(page: Page) -> Iterator[Proposal]:
    """Give the marks between Chinese characters their full width again; letters and digits theirs.

    A mark is Chinese if its run touches a Chinese character (95%,比去年; 同志们:), not inside numbers, times, addresses
    and Latin (1,000; 9:30; R&D). Between the two (GDP,增长; (PM2.5)) the page decides: if it has folded that mark
    everywhere, it folded it here. Spaces before a mark go, and one behind a pause (verse has two). Left alone: single
    quotes, other spaces, ％, － and 「」; lines that are mostly Latin.
    """
    folded = _folded(page.text)
    for found in LINE.finditer(page.text):
        line, typed = found[0], [*TYPED.finditer(found[0])]
        if not typed or len(HAN_CHAR.findall(line)) <= len(LATIN.findall(line)) // 4 or CODE.match(line):
            continue
        beside = {at: (line[run.start() - 1:run.start()], line[run.end():run.end() + 1])
                  for run in MARK_RUN.finditer(line) for at in range(*run.span())}
        pairs = _quotes(line) | (_brackets(line, beside, folded) if re.search("[()]", line) else {})
        for sign in typed:
            at, kind = sign.start(), sign.lastgroup or ""
            new = pairs.get(at) or _full_width(sign, *beside.get(at, ("", "")), folded)
            yield Proposal(found.start() + at, found.start() + sign.end(), new, RULES.get(kind, kind))


def _folded(text: str) -> frozenset[str]:
    """The marks that this page has folded to ASCII: more of them stand so among Chinese than not."""
    narrow = Counter(re.findall(rf"(?<={HAN})[,.!?;:](?={HAN})|\((?={HAN})", text))
    return frozenset(mark for mark, n in narrow.items() if n > text.count(WIDE[mark]))


def _full_width(sign: re.Match[str], before: str, after: str, folded: frozenset[str]) -> str:
    """Return what a sign between two characters is in Chinese."""
    kind, text = sign.lastgroup, sign[0]
    if kind == "space":
        return ""
    if kind == "form":
        char = unicodedata.normalize("NFKC", text)
        return WIDE.get(char, char)
    if kind == "ellipsis":
        return "……" if _cjk(before) or _cjk(after) else text
    if kind == "dash":
        return "——" if _cjk(before) and _cjk(after) else text
    return WIDE[text] if kind == "mark" and _is_wide(text, before, after, folded) else text


def _is_wide(mark: str, before: str, after: str, folded: frozenset[str]) -> bool:
    """Decide whether a mark shown between two characters was a Chinese one."""
    if mark == ".":
        return _cjk(before) and (not after or (mark in folded and _cjk(after)))
    if mark in folded and (_cjk(after) or before == "%"):
        return True
    return _cjk(before) or (_cjk(after) and not LATIN.match(before))


def _cjk(char: str) -> bool:
    return bool(CJK_CHAR.match(char))


def _quotes(line: str) -> dict[int, str]:
    """Pair straight double quotes: “” where a pair holds Chinese; beside others and inches (55") they stay."""
    places = [] if re.search("""[“”]|'"|"'""", line) else [quote.start() for quote in re.finditer('"', line)]
    if len(places) % 2 or any(line[at - 1:at].isdigit() for at in places[::2]):
        return {}
    pairs = [pair for pair in zip(places[::2], places[1::2], strict=True) if HAN_CHAR.search(line, *pair)]
    return {at: new for pair in pairs for at, new in zip(pair, "“”", strict=True)}


def _brackets(line: str, beside: dict[int, tuple[str, str]], folded: frozenset[str]) -> dict[int, str]:
    """Pair brackets: full width around Chinese, and around Latin in Chinese if the page folded them.

    A bracket whose partner is on another line, or was cut off, is judged by what it touches.
    """
    han = [*accumulate(map(bool, map(HAN_CHAR.match, line)), initial=0)]    # how many Chinese characters stand before
    opened, wide = list[int](), set[int]()
    for sign in re.finditer(r"[(（)）]", line):
        at = sign.start()
        if sign[0] in "(（":
            opened.append(at)
        elif opened:
            left = opened.pop()
            if han[left] < han[at] or ("(" in folded and (_cjk(beside[left][0]) or _cjk(beside[at][1]))):
                wide |= {left, at}
        elif _cjk(beside[at][0]):
            wide.add(at)
    wide.update(at for at in opened if any(map(_cjk, beside[at])))
    return {at: WIDE[line[at]] for at in wide if line[at] in WIDE}


# --- layout: paragraphs -----------------------------------------------------------------------

def layout(page: Page) -> Iterator[Proposal]:
    """One paragraph a line, one blank line between two, no indents, one line feed at the end."""
    for space in re.finditer(r"\s+|(?<=\S)\Z", page.text):
        at, end = space.span()
        if at == 0:
            yield Proposal(at, end, "", "indent")
        elif end == len(page.text):
            yield Proposal(at, end, "\n", "final newline")
        elif "\n" in space[0]:
            yield Proposal(at, end, "\n\n", "paragraph")


# --- views of the account: changes, differences, sentences, the review page -----------------------

# Steps whose edits are a table at work: they are reviewed by replacement, not one by one.
BULK = ("intake", "gloss", "to_simplified", "punctuation", "layout")
# What there is to review, in this order.
HEADINGS = ("flagged", "repaired", "taken out and read", "set by tables")
FLAGGED, REPAIRED, TAKEN, SET, KEPT = range(5)
# A sentence ends with these and what closes with them (GB/T 15834), unless a pause goes on.
SENTENCE_END = r"(?<![。！？])[。！？]++[”’」』）】》]*+[^\S\n]*+(?![\n，、；：。！？”’」』）】》]|$)"
AROUND = 10         # characters of context on either side of a change
SHOWN = 120         # of a longer stretch, its beginning and its end are shown


class Segment(NamedTuple):
    """A stretch of the source, what has become of it, and the edits that did it (none: it is as it was)."""

    start: int
    source: str
    now: str
    edits: tuple[Edit, ...] = ()

    @property
    def edit(self) -> Edit:
        """The edit to show for all of them: what took it out, or else what is reviewed first."""
        return min(self.edits if self.now else self.edits[-1:], key=_rank)

    @property
    def rank(self) -> int:
        """Where it stands in a review."""
        return _rank(self.edit) if self.edits else KEPT


def _rank(edit: Edit) -> int:
    if not edit.certain:
        return FLAGGED
    return REPAIRED if edit.step in ("decode", "repair") else SET if edit.step in BULK else TAKEN


def segments(speech: Speech) -> list[Segment]:
    """Cut the source into what was kept and what was changed (in turn), with all that changed it.

    Joined, ``source`` is what `undo` gives back, and ``now`` is the body.
    """
    source, account, whole = undo(speech), speech.edits, list[Segment]()
    stretches, numbers = list[tuple[int, int, int]](), count()      # start and end in the source, and which edit
    origin = origins(speech.ledger, source)
    for done, places in zip(speech.ledger, origin, strict=False):
        for (start, end, *_), n in zip(done.changes, numbers, strict=False):
            if done.text[start:end].isspace():      # one by one: what was taken out between them stays apart
                stretches += ((*places[at], n) for at in range(start, end))
            else:
                first = places[start][0]
                stretches.append((first, places[end - 1][1] if start < end else first, n))
    joined = list[tuple[int, int, list[int]]]()     # those that overlap, or touch, and one is empty
    for first, last, n in sorted(stretches):
        start, end, edits = joined[-1] if joined else (0, -1, list[int]())
        if first < end or (first == end and end in (start, last)):
            joined[-1] = start, max(end, last), edits
            edits.append(n)
        else:
            joined.append((first, last, [n]))
    body, at = next(origin), 0
    for start, end, edits in joined:
        now = speech.body[bisect_left(body, (start, start)):bisect_left(body, (end, end + 1))]
        whole.append(Segment(at, source[at:start], source[at:start]))
        whole.append(Segment(start, source[start:end], now, tuple(account[n] for n in sorted({*edits}))))
        at = end
    return [*whole, Segment(at, source[at:], source[at:])]


def sentences(body: str) -> str:
    """Set one sentence a line; paragraphs stay parted by a blank line, and joined the lines are the body."""
    return re.sub(SENTENCE_END, lambda end: f"{end[0]}\n", body)


# How a text is marked that was taken out, was put in, is flagged, or is a heading; and in colours as well, so that
# a copy of it says the same.
BRACKETS = {"out": ("[-", "-]"), "in": ("{+", "+}"), "flag": ("[?", "?]"), "heading": ("", "")}
COLOURED = {kind: (f"\x1b[{code}m{BRACKETS[kind][0]}", f"{BRACKETS[kind][1]}\x1b[0m")
            for kind, code in {"out": 31, "in": 32, "flag": 33, "heading": 1}.items()}
Paint = Callable[[str, str], str]


def marked(marks: Mapping[str, tuple[str, str]], kind: str, text: str) -> str:
    """Mark a text of some kind, line by line; what a terminal would obey is escaped."""
    before, behind = marks.get(kind, ("", ""))
    return "\n".join(f"{before}{_visible(line)}{behind}" if line else "" for line in text.split("\n"))


def _visible(text: str) -> str:
    """Write what cannot be seen, and what turns a line around, as its code."""
    return "".join(char if char.isprintable() or char in "\u3000\u00a0" else ascii(char)[1:-1] for char in text)


def _shortened(text: str) -> str:
    """Show line ends as ↵; of a long text, both ends."""
    if len(text) > SHOWN:
        text = f"{text[:SHOWN * 2 // 3]} … {text[-SHOWN // 4:]} ({len(text)} characters)"
    return text.replace("\n", "↵")


def explanation(speech: Speech, paint: Paint, *, every: bool = False) -> Iterator[str]:
    """Yield the lines that say what was changed and why: flags, repairs, what else was found, the tables at work.

    What a table did is counted by replacement; with ``every`` it is listed like the rest.
    """
    source, whole = undo(speech), segments(speech)
    for rank, heading in enumerate(HEADINGS):
        if places := [one for one in whole if one.rank == rank]:
            yield f"{paint('heading', heading)}, at line:column of the source"
            yield from (_tables(speech, paint) if rank == SET and not every
                        else (_explained(one, source, paint) for one in places))
            yield ""
    yield f"{paint('heading', 'header')}, as it would be written\n{speech.header}"


def _tables(speech: Speech, paint: Paint) -> Iterator[str]:
    for step, edits in groupby(speech.edits, lambda edit: edit.step):
        if step in BULK:
            found = Counter((_shortened(edit.before), _shortened(edit.after)) for edit in edits)
            each = (f"{before or 'nothing'} → {after or 'nothing'} ×{n}" for (before, after), n in found.most_common())
            yield f"{paint('heading', step)}: {_visible(', '.join(each))}"


def _explained(one: Segment, source: str, paint: Paint) -> str:
    edit, end = one.edit, one.start + len(one.source)
    left = source[max(one.start - AROUND, 0):one.start].rpartition("\n")[2]
    right = source[end:end + AROUND].partition("\n")[0]
    old, new = _shortened(one.source), _shortened(one.now)
    is_same = one.source == one.now
    shown = paint("out", "" if is_same else old) + paint("flag" if is_same or not edit.certain else "in", new)
    why = f"\n    {_visible(_shortened(edit.why))}" if edit.why else ""
    return f"{edit.line}:{edit.column}: {paint('heading', edit.rule)}: {_visible(left)}{shown}{_visible(right)}{why}"


Pair = tuple[list[str], list[str]]   # lines of the source, and what they have become


def sentence_by_sentence(speech: Speech, paint: Paint) -> Iterator[Pair]:
    """Cut the source and the body where a sentence ends in the body; mark what changed. Blank lines do not count."""
    ends = {end.end() for end in re.finditer(rf"{SENTENCE_END}|\n+", speech.body)}
    old, new, at = "", "", 0
    for one in segments(speech):
        is_same = one.source == one.now
        stops = [stop for stop in range(at + 1, at + len(one.now)) if is_same and stop in ends]
        for start, end in pairwise([at, *stops, at + len(one.now)]):
            now = speech.body[start:end]
            old += paint("", now) if is_same else paint("out" if one.source.strip() else "", one.source)
            new += paint("" if is_same else "in", now)
            if end in ends or (old.endswith("\n") and not new):
                yield [*filter(str.strip, old.split("\n"))], [*filter(str.strip, new.split("\n"))]
                old = new = ""
        at += len(one.now)


def unified(rows: Iterable[Pair], name: str, paint: Paint) -> Iterator[str]:
    """Yield a unified diff: each sentence that changed, behind it what it has become, and one on either side."""
    rows, at, at_new = [*filter(any, rows)], 0, 0
    near = {n + by for n, (old, new) in enumerate(rows) if old != new for by in (-1, 0, 1)}
    yield f"--- {_visible(name)}"
    yield "+++ what would be written"
    for is_near, group in groupby(enumerate(rows), lambda row: row[0] in near):
        hunk = [row for _, row in group]
        size, size_new = (sum(len(row[side]) for row in hunk) for side in (0, 1))
        if is_near:
            yield paint("heading", f"@@ -{at + (size > 0)},{size} +{at_new + (size_new > 0)},{size_new} @@")
            for old, new in hunk:
                sides = [(" ", old)] if old == new else [("-", old), ("+", new)]
                yield from (f"{sign}{line}" for sign, lines in sides for line in lines)
        at, at_new = at + size, at_new + size_new


# --- the review page: one HTML file, no script, nothing from outside ------------------------------

# A step's colour. What tables did is not shown until its switch is on.
HUES = {"decode": 300, "intake": 0, "residue": 25, "repair": 345, "gloss": 270, "to_simplified": 212, "chrome": 38,
        "punctuation": 165, "layout": 225}
STYLE = """
:root{color-scheme:light dark}
body{max-width:76rem;margin:auto;padding:1rem;font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
main{font:1.0625rem/2 "Noto Serif CJK SC","Songti SC",SimSun,serif}
aside,small{font:.875rem/1.5 system-ui,sans-serif}
@media(min-width:62rem){body{display:grid;grid-template-columns:minmax(0,1fr) 21rem;gap:0 2.5rem}
  header{grid-column:1/-1}aside{position:sticky;top:0;max-height:100vh;overflow:auto}}
main p{position:relative;margin:0 0 .75rem;padding-left:2.5rem;content-visibility:auto;contain-intrinsic-size:auto 8rem}
main p::before{content:attr(data-line);position:absolute;left:0;font:.75rem/2.8 system-ui}
p,pre{white-space:pre-wrap}
aside p{margin:.5rem 0}
label,small{display:block}
main small{display:none;border:1px solid;border-radius:.4rem;padding:.1rem .4rem}
main span:is(:hover,:focus,:target)>small{display:inline}
:target{outline:3px solid hsl(38 95% 50%);scroll-margin-top:4rem}
del,ins,mark{color:inherit;background:hsl(var(--h) 75% 50%/.15);text-decoration:none}
del{text-decoration:line-through}
ins{background:hsl(var(--h) 75% 50%/.3)}
mark{outline:2px dashed hsl(var(--h) 75% 50%)}
""" + "".join(f"""
.{step}{{--h:{hue}}}
body:not(:has(#{step}:checked,#all:checked)) main{{.{step}{{all:unset}}:is(del.{step},.{step} i){{display:none}}}}
""" for step, hue in HUES.items())


def report(speech: Speech, name: str) -> str:
    """Return the review page: the clean text with each change marked in place, what to look at, the switches.

    All that comes from the source is escaped, and a policy forbids whatever is not the page's own style sheet.
    """
    from base64 import b64encode  # noqa: PLC0415 - for this view only
    digest = b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    counts = Counter(edit.step for edit in speech.edits)
    switches = "".join(f'<label><input type="checkbox" id="{step}"{" checked" * (step not in BULK)}> '
                       f'<ins class="{step}">{step}</ins> {n}</label>' for step, n in counts.items())
    whole = segments(speech)
    text = "".join(_place(n, one) for n, one in enumerate(whole))
    lines = zip(count(1), undo(speech).split("\n"), text.split("\n"), strict=False)    # a blank one has no number
    numbered = "".join((f'<p data-line="{n}">' if line.strip() else "") + shown for n, line, shown in lines)
    listed = sorted((one.rank, n, one) for n, one in enumerate(whole) if one.rank < SET)
    places = "".join(f'<p><a href="#e{n}">{one.edit.line}:{one.edit.column}</a> {_change(one)}' for _, n, one in listed)
    title = _html(speech.title or name)
    return f"""<!doctype html>
<html lang="{speech.language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{digest}'">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<style>{STYLE}</style></head>
<body><header><h1>{title}</h1>
<p lang="en">{_html(name)}: {len(speech.edits)} edits, <a href="#look">{len(listed)} to look at</a></header>
<main>{numbered}</main>
<aside lang="en"><h2 id="look">To look at</h2>{places}
<h2>Show what was changed by</h2><label><input type="checkbox" id="all"> all of them</label>{switches}
<h2>Header</h2><pre>{_html(speech.header)}</pre></aside></body></html>
"""


def _place(n: int, one: Segment) -> str:
    """Return a stretch of the text: as it is, or what changed in it, and behind that its line ends."""
    if one.rank == KEPT:
        return _html(one.source)
    change = f'<span id="e{n}" tabindex="0">{_change(one)}</span>' if one.rank < SET else _change(one)
    return change + "\n" * one.source.count("\n")


def _change(one: Segment) -> str:
    """Return what was taken out and what was put in, or what is flagged; and why, if it is to be reviewed."""
    tags = [("mark", one.now)] if one.source == one.now else [("del", one.source), ("ins", one.now)]
    change = "".join(f'<{tag} class="{one.edit.step}">{_html(text)}</{tag}>' for tag, text in tags if text)
    told = "" if one.edit.certain else "flagged", one.edit.rule, one.edit.why
    reason = f'<small lang="en">{_html(": ".join(filter(None, told)))}</small>' if one.rank < SET else ""
    return change.replace("\n", "<i>↵</i>") + reason


def _html(text: str) -> str:
    """Escape a text for HTML; what cannot be seen shows as its code."""
    from html import escape  # noqa: PLC0415 - for this view only
    return escape(marked({}, "", text))


# --- the command line -----------------------------------------------------------------------------

class _Parser(argparse.ArgumentParser):
    """An argument parser that raises what is wrong, to be said as every error here is said."""

    def error(self, message: str) -> NoReturn:
        raise CleanError(f"{message}; see {self.prog} -h")


def main(argv: list[str] | None = None) -> int:
    """Run the command line; return 0, 1 if ``--check`` found a difference, 2 if it cannot be done, 130 on Ctrl-C."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))     # so that `write` can take its file away
    prog = os.path.basename(sys.argv[0])
    try:
        return _run(_options(prog, argv))
    except CleanError as failure:
        _warn(f"{prog}: {failure}")
        return 2
    except KeyboardInterrupt:
        return 130


def _run(options: argparse.Namespace) -> int:
    name = options.input
    marks = BRACKETS if options.explain else {}
    if os.isatty(1):
        marks = BRACKETS if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else COLOURED
    paint = partial(marked, marks)
    if name == "-" and os.isatty(0):
        _warn("waiting for a page on standard input; end it with Ctrl-D, or stop with Ctrl-C")
    with _failing(name):
        speech = clean(_read(name), encoding=options.encoding, script=options.script)
    is_noted = any(not edit.certain or edit.rule == CLEANED_BEFORE for done in speech.ledger for edit in done.applied)
    if is_noted and not (options.quiet or options.explain):
        told = (edit for one in segments(speech) for edit in one.edits
                if (one.now and not edit.certain) or edit.rule == CLEANED_BEFORE)
        _warn(*(f"{name}:{edit.line}:{edit.column}: warning: {edit.rule}: {edit.why}" for edit in told))
    text = _rendered(speech, options)
    if options.report is not None:
        write(options.report, report(speech, name))
    if options.diff:
        header: list[Pair] = [] if options.no_header else [([], [*speech.header.splitlines(), ""])]
        _say(unified([*header, *sentence_by_sentence(speech, paint)], name, paint))
    elif options.explain:
        _say(explanation(speech, paint, every=options.verbose))
    elif options.check is not None:
        return _checked(options, text)
    elif options.output == "-":
        _say([text], end="")
    else:
        write(options.output, text)
    return 0


def _checked(options: argparse.Namespace, text: str) -> int:
    """Show by sentence where a file differs from a text; by line, if it is only set in other lines."""
    with _failing(options.check):
        data = _read(options.check)
    if data == text.encode():
        return 0
    from difflib import unified_diff  # noqa: PLC0415 - for this view only
    old = data.decode(errors="surrogateescape")
    cut = sentences if sentences(old) != sentences(text) else str
    kept, written = (cut(whole).split("\n") for whole in (old, text))
    _say(map(_visible, unified_diff(kept, written, options.check, "what would be written", n=1, lineterm="")))
    if not options.quiet:
        _warn(f"{options.check}: not what would be written; -o writes it")
    return 1


@contextmanager
def _failing(name: str) -> Iterator[None]:
    """Say of which file it is that something is wrong with it."""
    try:
        yield
    except (CleanError, OSError, MemoryError) as error:
        reason = getattr(error, "strerror", None) or str(error) or "there is too much of it"
        raise CleanError(f"{name or repr(name)}: {reason}") from error


def _read(name: str) -> bytes:
    with os.fdopen(0, "rb", closefd=False) if name == "-" else open(name, "rb") as stream:
        return stream.read()


def _rendered(speech: Speech, options: argparse.Namespace) -> str:
    if options.json:
        document = {"header": speech.known, "body": speech.body, "edits": [edit._asdict() for edit in speech.edits]}
        return _json(document, indent=1) + "\n"
    body = sentences(speech.body) if options.sentences else speech.body
    return body if options.no_header else f"{speech.header}\n{body}"


def _warn(*messages: str) -> None:
    """Say something on standard error; that nobody can hear it (2>&-, a full disk) spoils no run."""
    with suppress(OSError), os.fdopen(2, "wb", closefd=False) as stream:
        stream.writelines(f"{_visible(message)}\n".encode() for message in messages)


def _say(texts: Iterable[str], end: str = "\n") -> None:
    """Write to standard output; that its reader has enough (| head) is no error."""
    with _failing("standard output"), suppress(BrokenPipeError), os.fdopen(1, "wb", closefd=False) as stream:
        stream.writelines(f"{text}{end}".encode() for text in texts)


def _options(prog: str, argv: list[str] | None) -> argparse.Namespace:
    """Read the options; what would be dropped or overwritten is refused."""
    parser = _Parser(prog=prog, description="Turn a scraped Chinese speech into clean Simplified text.",
                     formatter_class=partial(argparse.HelpFormatter, width=79))     # to ask for it takes time
    # The help is ASCII, since a terminal may know nothing else.
    add, show = parser.add_argument, parser.add_mutually_exclusive_group().add_argument
    add("input", nargs="?", default="-", metavar="INPUT", help="the page; - or nothing is standard input")
    show("-o", "--output", metavar="FILE", default="-",
         help="write FILE (a link is replaced): all of it, or the old one stays; - is standard output")
    show("--diff", action="store_true", help="a unified diff, source to result, sentence by sentence; write nothing")
    show("--explain", action="store_true", help="say what would change and why, flagged places first; write nothing")
    show("--check", metavar="FILE",
         help="exit 1 if FILE is not what would be written, and show the difference; - is standard input")
    add("--report", metavar="FILE", help="write a review page too, to look at in a browser")
    add("--sentences", action="store_true", help="one sentence a line, so that a diff points at a sentence")
    add("--script", choices=("hans", "keep"), default="hans",
        help="hans: Simplified characters (default); keep: as they are")
    add("--encoding", metavar="NAME", help="the input's encoding, where it is not found (gb18030, big5hkscs ...)")
    add("--no-header", action="store_true", help="the body alone, without front matter")
    add("--json", action="store_true", help="header, body and account as one JSON document")
    add("-q", "--quiet", action="store_true", help="no warnings")
    add("-v", "--verbose", action="store_true", help="with --explain: list every single edit")
    add("-V", "--version", action="version", version=f"%(prog)s {__version__}")
    options = parser.parse_args(argv)
    names = (options.input, options.check, options.output, options.report)
    page, check, *written = (None if name in (None, "-") else os.path.realpath(name) for name in names)
    files = [name for name in (*{page, check}, *written) if name]
    for is_wrong, advice in (
        (options.json and (options.diff or options.explain or options.sentences or options.no_header),
         "--json has it all; leave --diff, --explain, --sentences and --no-header out"),
        (options.report == "-" or any(name.endswith("/") for name in names[2:] if name),
         "-o and --report need the name of a file"),
        (options.check == options.input == "-", "--check - reads standard input; name the page"),
        (len({*files}) < len(files), "a file is named twice, and would be overwritten; give each its own"),
    ):
        if is_wrong:
            parser.error(advice)
    return options


def write(name: str, text: str) -> None:
    """Put a text into a file at one stroke: another process sees the old file or the new.

    A link is replaced, not followed; what is no file (a device, a pipe) is written to.
    """
    with _failing(name):
        if os.path.exists(name) and not os.path.isfile(name):
            with open(name, "wb") as file:  # a folder refuses it
                file.write(text.encode())
            return
        aside = os.path.join(os.path.dirname(name), f".{os.urandom(8).hex()}.tmp")
        try:
            with open(aside, "xb") as file:
                if os.path.exists(name):
                    os.chmod(aside, os.stat(name).st_mode & 0o7777)
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            os.replace(aside, name)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(aside)


# --- the common words -----------------------------------------------------------------------------

# Words of two characters, by their first, the most frequent first: 发展生现 is 发展, 发生 and 发现. They stand in for
# what a page is too short to show, so they are those that tell most where sites damage texts: of 10 million characters
# of speeches, reports, news and prose, by how often two stand side by side, there and anywhere, and how much more
# often than by chance. With 的, 了, 是, 在, 一 or 不, which stand beside anything, only what is a word.
COMMON = {word[0]: word[1:] for word in """
    一个切种些步次定中年样起直点体批般位天条下方件句路段百份张带边篇轮旦番座 发展生现挥布表言出扬达射电
    不是能断可会同知得仅过到见少足敢再够久停 中国央心华学共方小 国家际人内特务共防经民政式企 人民员才们类口生都工士均
    我们国校想说看 这个些样种里么次就件两句场 工作程业智人具厂商资匠 全国面球体省部会力社市党局民校
    学生习校们科家院子会者术研技 建设立成议筑 经济验营过历常典理贸费 主义要席题体任动持导张权管 文化章明件学字艺旅讨物
    自己然由身我觉治主信动行 实现施际践验行力在事体 生活产态命物死存育涯 提升高供出质前醒 社会区团保 政府策治协绩务权
    推进动出广荐行 成为果功就绩立长本员效熟都 产业品生党力总量权能值 重要点大视新庆复 开展放始发头工拓幕启局辟
    如果是来何此今 就是业会像要有能可没算 可以能是持得见怕惜怜 有效人关些力所情序什利限很 时间代候期刻常
    公司共里平路开民园室安众布正务益 十五四二八一年分三七六九大万几多字岁 加强快大速工值拿入剧坡
    大家学会力量型概夫陆幅臣海胜 教育师学授室 方面式向法案便针米位 高质度水校中效三考速级端兴标铁于等峰
    以上来及为后下故色前说 民族生主群政营共众间工日币团 同时学志体样比意富步胞 新时发型增闻华能兴疆冠征建技年模鲜
    第一二三十四五六八七九 基础本层金地因于 创新造业建作意 现代在实象场出有阶 保障护持险证留卫基卡 作为用出者品文风组
    地区方位震产说带上球面下理质 进行入步展程出城取口去攻 各种地位级项类国方族界自个部省 为了什中主人我他核你这它
    关系键于注心部爱闭停 改革造善变进 问题候 更加多好大高是新有 要求坚有素加是把做讲 增长强加速收 所以有谓说在得
    科技学研创 共同产建中享服和识赢 体系制育现化验健 坚持定决强守实 世界间纪俗 会主议发上 机制构关会遇器场械
    能力够源让量看否 无所法量论二人色数边常限疑奈穷 之后间一所前中路外际下 行动为业政者 没有什想 深化入刻度海
    最后大终高好近重新多低佳初 总书统体理结是值量额论台之 出现来口席发台去版售海 部分门署队长 安全排徽置装静慰危
    那么些个里样时就种天你 平台总等同均衡安方稳凡静 领导域悟取土雁 企业 代表化中码价 资源金产本料格 制度造定改作宜
    事业情件实故项务物 规划模范定律则矩 服务装 合作理国法同格适 年来轻前人以代度均级龄底初纪 多人少年个数样次种元罗万么
    精神准进彩力心品 农村业民产田 今天年后日 城市乡镇 因为此素缘 他们说 对于外我方这接此象他策话待疫
    分别析配钟享类发子为布裂 完善成全整美 理论念解想体性学由财健 个人月国小问 当前地时然天年下我代你初 结构合果束尾论婚
    优化势秀质先良惠 意识义见思味外志 比丘如较赛例增重喻 什么 相关应信互对当比同反 特色别殊点征困 支持撑付出部援柱
    还是有要没能会 目标前的光 美国好元丽援 市场委民 思想考维路议主 表示现达明演彰面述 只有是要能 应该用对当急链
    技术创能巧 需要求 活动力中跃 其他中实次余它 上海下午升面来市去帝述涨班 面对临积建向前推贯上
    很多大难好快有少高可简容久 两个国岸年种位天次 强化调国大烈省 利益用于亚率润弗息 近平年日 通过道知常信胀
    战略争斗胜线士 力量度和推发争 习近惯贯 群众体岛 指出导挥数标示引 小时学康组说企平区孩姐小镇城麦伙 形成式势象态
    党中员和委组派校 业发生和链集务化 考生试虑核察验古场 组织成建合 正在确式是常义 运动行用输营会共转航 解决脱放释
    三年十个角千次百天级保 知道识府 来说自越到看就源 信息心念任用仰访号贷 也有就没可许要会很 环境节保
    广大泛东播州西场告阔 过程去来这渡剩 认为识真定知 老师人百年板太 你们就要可会想看说这 投资入票 联合系网动盟赛邦
    内容外涵部心需蒙阁 二十年人次个天百氧 治理区局疗安 日本电子益前报常晚 感谢觉受到染恩情动慨 持续以 消费息防除失耗灭
    管理 清净楚晰单洁理醒 化建改产解发学工遗 展中和新现示开格 医疗院生药保学务 质量生疑 菩萨 情况防绪怀感
    交流通易往给换汇 决定策心不问赛议 统一筹计文治 设施计备立置 和国平社谐 数据字量学人 看到着看见来起病似
    北京大斗部方省海 等方重等领奖地多待职 研究发讨院 必须要然 专业家项门题注用科 动力员中物作能态 下来午降去面跌
    书记写馆长籍 水平利库 参加与考赛观 万人元亿亩户吨个美 项目工 做好到出法什 电视话影子力脑商池 协调同作议会商助定
    法律治国规院权 落实地后 具有体足备 收入益获到集购费拾 任务何 培育养训 引导领起进发用擎 们要都也就党这可
    集中团体群聚 已经有 积极累 真正的实是诚 家庭长级里都公伙 使用命得我 明确显白建天 五年十五个百大千 但是我这他
    健康全身 传统承播递染 济发社增学体 而是且言这 回来到答家应报去忆顾归事 历史 系统列 本报文身次质来书
    都有会要没能可很 打造击开破算电印 突破出然发 论点文证述坛 金融刚牌属额 导致干人下向小弹 调查整研控动节 根本据
    天下子气津然晚 整个体治改合理 海洋外南上关市域内军水峡拔岸湾航底口合淀河空湖虹 委员会书托 举行措办报 青年春少团海
    几个乎年十天百次句 四个十五川年大海 原因则来理本始 办法公好学事理 华民社人文盛 物质流资理馆多品价 标准题志
    先进生后锋 记者得录忆住指 依法然靠据托赖旧 东西北南省部京海 防控范止治护汛 变化成得革 道德路理 促进 带来动领着头
    监督管测察 报告道讯名纸 价值格 稳定步妥 干部净涉脆嘛 职工业责能务 确保定实立认 智能慧 心理中里情态灵脏 取得消决
    风险雨格貌景 百姓年分万千 反映对应腐复而馈 转型化变移 选择举修手拔取 团结队体委员 严重格肃峻厉 让我人他你
    程中度序师 责任人 快速建乐推构递 每个天年次 怎么样 长期江远老安 说明法过话这道他 影响 定要性会位能期义
    态环度文化保势 希望腊 起来 疫情苗斗 效益率应果能 充分满裕 外交资部国贸面商汇 努力 模式型范拟糊仿板化
    入实推选学贯增海 想要到法象起着想 务院业实员 融合入资危 非常洲法 然后而 得到更很 首先次都批届 前进提列面往景途
    接受下着触近待 省级委人政份市 观点念察众 供给养应水 继续承 从而来事此严未小 女人孩儿子性士 名为字单言称校
    身体上边份 区域建别 校园长友毕教和 课程堂题 众生多 造成业福 计划算 综合 把握这自它我他 或者许是有 核心 获得奖取评
    存在量款 亿元美 着力我他眼 才能会 财政富产务 给我予他你她 革命开 普通遍惠及查 预期算计防警测 奋斗进力
    走向出进廊到过 空间气中军 功能德夫 常委态常见住回简 西部方南藏北亚省 太子阳多太祖守空 未来 贯彻穿 处理于置罚
    扩大张容 网络站上 居民全住 由于此贸 商业品环务店 达到成 构建成 孩子 旅游客行 用于户好来 波罗 注意重入册 竞争赛
    乡村镇居 江省西苏泽南 负责担债 军事队人委 品牌质安种 包括含容 条件例路约 何以等故况谓 直接到播 阶段级层 显示著然得
    权力益利威 卫生星 执行法政 讲话解述座 伟大 维护持 采取用访购 放在弃军心松 觉得 手机段中里术 周年围期边末 色社列
    绿色 男子人女孩性 立法足场即刻健 担当任心负保 于是此 准备确入 毕业竟 试点验图 修行课复改订 单位独纯 帮助扶
    础设上研教 困难境扰惑 互联动相利 节目日约能奏 员会工 随着后时便 检查察验测 兴市趣产奋 材料 绍兴 到这底他 朋友
    劳动模 复兴杂 父母亲 至于少今 适应合当用度 后来面果续悔 宣传布 布局施置 去年看世做 热烈情爱点闹 南方部京省北亚海
    流动通域行程 义现思务 紧密张紧急迫 量发 场景上化经 罗斯汉门尼 超过越 贫困攻 许多 申论请 期间待限 及时其 种种植情类
    愿同意者望 彻落习底党 措施 续发推深保 甚至 性和空质格 营造商企业养 子里们女曰 此外次时刻 乃至 证明券据书 配置合套
    么样多说做办 贸易 范围区化 难以题道度 激发励烈动 英国雄语文 承担诺认包受 评价估论审 友好谊们 武汉装器 满足意怀 虽然
    博雅物士览 左右 故事名 路上线径 值得观增 贡献 房子地屋间 抓好住紧 土地壤 幸福 攻坚击 河南北流湖 浙江 若有是干
    师生们傅节队 班级主牙 命运令题 并且没非 克思兰服林 了解 受到伤 少年数女 始终 审议查批核计判 斗争目 围绕内 越来多
    欢迎喜乐 尔时滨斯 抗疫日美战议震 步伐提推骤 斯坦兰克特 即使便将 纪念律录 素质养 哪里些个怕儿 危机险害化 游客戏泳
    台湾阶上 千万年里瓦 气象候质氛污 位置于 挑战 县域令城级吏 示范衷 简单称直 般若 俄罗军 儿童子园 听到取说见 双方向手
    官员兵方僚 香港 读书者 视频野台剧 马克上斯 拓展宽 食品物 将军来 族伟人复 层次面党逻 媒体 良好 航天空线 萨摩 志愿为
    丰富硕 速度发公 里面有 脱贫离 切实都 差距别异 补贴偿充助齐 升级 八十年届项 聚焦力集 养老殖 的话 山东西区 粮食
    争取力议 拿大出到着 便是利宜 讨论 状态况 艺术 失去业败常 按照 银行 在于 是否 件事 喜欢 眼睛前里泪 费者用品 语言
    客观户人运 连续接 股票份市东权 境界保内电 住房宅 好像好奇几 母亲校 控制 探索 追求究 伊朗拉斯 极大性为端 祝贺福愿活
    尽管快量 介绍 绝对不大 救灾援助 哲学 污染 写作 鼓励舞 格局 神文武经秘 货币物运膨 汽车 覆盖 针对 扶贫持 召开
    湖北南泊 违法规反 招商生待聘呼 告诉 似乎的 早上已就期晨 别人 演讲出员奏 逐步渐 次全会 独立特 减少轻 背景后 样子性做
    福建利感州 点领头点 矛盾 牢记固牢 谈会判话谈 尊重严 振兴 究竟院所 再次也 黄河金色海 句话 弘扬治 光明荣 缺乏陷少
    勇气于敢 吸引收 京师市津 初心步 声音明 容易 扎实 司法马机 巩固 债务券 肯定 巨大 胜利 铁路 病毒人例 春节秋 祖国
    典型礼 唯一有 灾害区难 停止车留下火滞靠 艰苦难巨 角度色 印象度尼 冲突击 留下在 欧洲盟 批评准判 些人事小
    警察方告官惕 话题说剧 药物品 九十年届五 它们 火箭车灾炬 某些种个 装备置 永远 低碳于保 飞机行船 树立 类似命型
    答案应题 她们说 康社发德 阅读卷 队伍 爱国情 诉我求你讼 跟我着他你 案件例 除了 德国育 仍然 降低雨 篇文章 限制公
    倡议导 概念率括 梦想 远离远 验室证 副主总 压力 符合 恢复 冠肺军 尤其 局面长 遗产址憾 往往 尚书未 属于 拥有 诚信挚
    巴勒黎 亦无 六十个 犯罪 终于身 宗教旨 轻人松轻易 阿拉尔姨 顺利序 口岸气罩袋 村民振 迎来接 短板期暂 循环 刚刚才
    汇报聚率 壮大 逻辑 启动 跨境越省 算机是法 垃圾 底线层 车站辆 弟子弟 州刺市 找到 恐怖怕惧 微笑信尘 例如子 元年首
    识到别 腐败 泽民东 曾经 死亡 刺史激 践行 享受有 损失害 寻找求常 细胞节 赛中事 忽然视略 照片顾 守护仁住 毫不无 离开
    响力应 繁荣 率先达 妇女 拉克伯 亲自切戚 征程 虚空拟假 称为号 音乐 赋予能 温暖度柔 坐在下 烦恼 销售 均增衡 街道上头
    令人 遭遇到受 宏观伟 延伸长续 遇到 七十年 式现 遵循守 央政 枢纽密 线上路 伙伴 足够球 港澳口 迅速 假期如设 仪式 贷款
    累计 陛下 镇化 断提 李强克希 果你 秩序 岗位 灵活魂 秘书密 图书片 皇帝 朝廷鲜 味着 庄严 题目 掌握 暴雨力露 善于哉
    见到过 忘记初 访问 涉及 富裕 石油头 譬如 红色旗海 龙江头 渠道 王守 退休役 黑龙暗色 返回贫校 付出 际上 占比据 较大快
    晚上 错误 况下 储备蓄 园区 澳大门 奉献 临时床 避免 廉洁政 界上 竟然是 犹如豫 仅仅 呼吸吁 软件 患者 操作 沙地漠 衣服
    趋势 史上 伴关随 又有 另外 疾病 妈妈 却是 圆满 潜力 肺炎 编制辑 爆发炸 度重 沟通 购买 荣誉耀 送到给 夫人妇 乌克
    凝聚 寂静寞 密切 座谈 该是怎 门口槛 致力富 移动民 草案原 排放 破坏 勒斯 奇怪迹 休息闲 笑道着 奥运林 杭州 宝贵玉
    蓝图色 抵达抗押 级党 释放 半年 御史 云南 舞台蹈 携手 蒙古 筹推措 著名 训练 吉林祥 拼搏命 输出入 向前乌 求真 侵略犯
    亚洲 鲜明 距离 哈尔哈桑 判断 氛围 免费 辛苦勤 骨干头 赞叹赏 窗口外户 头发脑 尼亚 育专 彼此 阳光 像是 沿海着 赢得
    签署订 借鉴助 韩国正 允许 衷心 届全 谋划 截至 陆续海 耕地 障碍 器人 框架 兄弟 残疾酷 播电放 呈现 驱动 院长校 室内里
    透明露 士们兵 庆祝 段时 附近 昨天 炎疫 纳入 邀请 妻子 拒绝 略性 辉煌 塑造料 伦理敦 纷纷 途径 策略 星期星 月份 森林
    舆论 轨道 敢于 燃气料烧 固定 屏障幕 纠纷正 浦东 稀土缺 否则 煤矿炭 痛苦 冬季天 袭击 履行 禁止毒 测试 彰显 链条
    频道繁 惠民 详细 篮子球 脑子袋 贵州 邓小 陕西 既然 峰会 抑制郁 须坚 夯实 苏州联 列车 旗帜 倾向斜 字化 衔接 慢慢
    助力 隆重 余姚 恰恰当 伤害 纵深观使 威胁 幼儿 与此 施工 熟悉 牺牲 恭敬 饮食 吴县 丈夫 宜居昌 锻炼 婆罗 礼貌物 察院
    侍郎 约束 据新 登记 隐患 姑娘 朱厚 厚照 踏实 零售 仔细 君子 沈阳 予以 税收 聪明 吃饭 源头 浪费 甘肃 渐渐 挖掘
    授予权 陷入 缓解慢 援助 章写 议论 爸爸 寿命 毛泽 遏制 碳排 芯片 载体 阻碍止 谱写 漂亮 慰问 暂时停 沉默浸 间里 畅通
    阐述 脸上 季度 盘活 纲要 蓬勃 派出 仿佛 景区 湾区 忠诚 娱乐 怀疑 蔓延 孔子 尝试 势力 辽宁 杠杆 岁月 咱们 驾驶
    抱着怨 束后 漫长画 巡抚 辈子 丝毫绸 宇宙 颠倒 纽约 卓越 露出 账户 泰国 谣言 洪水武 古代 氧化 隔离 餐饮厅 孤独 描述
    辐射 植物 薄弱 蔬菜 玻璃 诊断疗 旁边 筑牢 叫做 珍惜 牵引 钢铁 律师 拍摄 颜色 版本 待遇 冰雪 蛋白糕 剩下 辅导 疗保
    懂得 搭建 膨胀 诞生 缩小 床上 赚钱 杂志 契机 铭记 估计 焦虑 姿态 害怕 症状 刑事 替代 默默 望着 秉持 咨询 葡萄 幅度
    欲望 翰林 血液 苹果 言论 封闭 赔偿 浓度 诈骗 麻烦 湿地 异常 白色 录取 穿着 夺取 嘉宾 凌晨 奶奶 脚步 私人 粤港 搬迁
    聊天 搞好 档案 奖励 耐心 花园 敏感 骄傲 嫌疑 夏天 咖啡 盛顿 摆脱 酒店 曲线 码头 欣赏 宿舍 份额 练习 象征 敌人 泡沫
    险公 衡量 嘴里唇 菜篮 睡觉 陪伴 忍受 癌症 船舶 汲取 搜索 乘客 笔记 店里 玉米 询问 摇头 懈怠 硬件 厦门 皮肤 婚姻
    摄影 划纲 请求 抽象 边缘 勋章 郑州 邻居 捐赠 染病 缅甸 狠抓 混乱 玩笑 站起 哥哥 虑到 舒服 租赁 亏损 贝尔 宁王 糟糕
    恶劣 林顿 恋爱 翻译 仓库 骚扰 订单 旧换 肿瘤 桌子 碰到 诗歌 罕见 墙上 屋里 咳嗽 谁也 块钱 爷爷 绩效 摧毁 被迫 邮件
    架构 椅子 偶尔 废弃 宾馆 慷慨 疑惑 杰克 苦难 淡淡 耳朵 饥饿 彩虹 寝室 姐姐 戏剧 惊讶 悲剧 洋溢 妹妹 忙碌 厉害 冷静
    纯粹 夜晚 震撼 顾客 沧桑海 叹息 拯救 偏偏 卡车 肩膀 楼梯 惩罚 荷兰 罚款 捕捉 赶紧 墨子 偷偷 喝酒 锦涛 厌恶 灰色
    胡锦 浮躁 击败 侥幸 折磨 颗粒 迷茫 换句 糊涂 凤姐 宋国 剧烈 桓公 闪烁 渤海 虹桥 滨海 楷模 败坏 揭晓 珠海 扛牢 簇拥
    吾曹 粒扣 渺茫 埃克
""".split()}
# How many of them each character stands in.
WORD_COUNTS = Counter(char for first, others in COMMON.items() for char in first * len(others) + others)
# Characters that seldom begin a line, or stand behind a mark.
SELDOM_FIRST = (
    "的了个和来年们时地家业化动子行得展力方理里么产之道定部点种合设题起机性些者入务资样代区情间度场月己次系果量位济员程"
    "论治期名物品育路质话管式口门义件求色技气项处流级师步界续府儿元效施候院升条源费际众术线革局示议类斯委态兴识声视命边"
)
# Characters that seldom end a sentence, of the frequent ones.
SELDOM_LAST = "和国有在是民不以十政当应主规工部管经对建三发二时公市其或个文与于后保自安这四小五及我到社相并夫提共单而依"


if __name__ == "__main__":
    sys.exit(main())
