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
import hashlib
import json
import os
import re
import secrets
import sys
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property
from importlib import resources
from itertools import chain, islice, pairwise, takewhile
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, Literal, NamedTuple, NoReturn, TextIO, get_args, get_origin, get_type_hints

__all__ = ["CleanError", "Edit", "Speech", "clean", "undo"]
__version__ = "0.1.0"

Script = Literal["hans", "keep"]
Facts = dict[str, Any]  # header keys and their values

# Chinese characters, and the marks that are set among them (GB/T 15834; the curly
# quotes, the dash and the ellipsis share their code points with Western type).
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
MARKS = "，。、；：！？“”‘’（）《》…—"
CJK = HAN + "\u3001-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65·—‘’“”…"


# --- what comes out -------------------------------------------------------------------


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
    if script not in ("hans", "keep"):
        raise ValueError(f"script is 'hans' or 'keep', not {script!r}")
    page = Page(decode(source, encoding), script)
    ledger = []
    for step in (
        intake,         # first: every step reads lines, and an output of ours says what it is
        repair,         # on the raw Traditional text: bytes and glosses are its evidence
        gloss,          # before words are looked up, which a gloss would split
        to_simplified,  # before furniture is looked for, so that each shape is written once
        chrome,         # before punctuation, which would dress it up and hide its shape
        punctuation,    # before layout, since a mark at a line's end is judged by that end
        layout,         # last: only now is it known what a line is
    ):
        page, done = apply(page, step.__name__, step(page))
        ledger.append(done)
    body = EDITORS_MARK.sub("", page.text)
    if not re.search(f"[{HAN}]", body):
        raise CleanError("no Chinese text in it; give it the page of a Chinese speech")
    data = source.encode() if isinstance(source, str) else source
    facts: Facts = {"sha256": hashlib.sha256(data).hexdigest(), **page.facts}
    facts["language"] = "zh-Hant" if script == "keep" and is_traditional(page.text) else "zh-Hans"
    facts["kept"] = len("".join(body.split()))
    facts["redactions"] = sum(1 for _ in REDACTION.finditer(page.text))
    facts["flagged"] = min(len(page.flagged), page.facts.get("flagged", len(page.flagged)))
    return Speech(**facts, body=page.text, ledger=tuple(ledger))


def undo(speech: Speech) -> str:
    """Give back the text that the steps were handed (the decoded input), to the character."""
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
    applied, flagged, facts, omitted = [], [], dict(page.facts), [*page.facts.get("omitted", ())]
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
            omitted += edit.facts.get("omitted", ())
    flagged += [_moved(fence, grown) for fence in reversed(fences)]
    text = "".join([*parts, page.text[at:]])
    facts |= {"omitted": tuple(omitted)} if omitted else {}
    return Page(text, page.script, facts, tuple(flagged)), Pass(step, tuple(applied))


def _allowed(edit: Proposal, fences: list[Span]) -> bool:
    touched = takewhile(lambda fence: fence.start < edit.end, reversed(fences))
    return all(edit.new == "" and edit.start <= f.start and f.end <= edit.end for f in touched)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _learn(facts: Facts, told: Mapping[str, Any]) -> None:
    """Take up what an edit tells: ``complete`` can only fall, else the first holds."""
    for key, value in told.items():
        facts[key] = facts.get(key, True) and value if key == "complete" else facts.get(key, value)


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


# --- decode: bytes to text ------------------------------------------------------------------


def decode(source: str | bytes, encoding: str | None = None) -> str:
    """Return the text of ``source``; what is no text is an error, never replaced."""
    try:
        text = source if isinstance(source, str) else source.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        raise CleanError(f"byte {error.object[error.start]:#04x} at offset {error.start} is not "
                         f"{error.encoding}; name the encoding with --encoding") from error
    except (LookupError, ValueError) as error:
        raise CleanError(f"no encoding is called {encoding!r}; try gb18030 or big5hkscs") from error
    if lone := re.search("[\ud800-\udfff]", text):
        raise CleanError(f"half a surrogate pair at character {lone.start()}; give the page's bytes "
                         "as they are")
    return text


# --- intake: one kind of line end, and a header of our own ----------------------------------


def intake(page: Page) -> Iterator[Proposal]:
    """Make every line end a line feed; take a front matter of ours back into the header.

    An output may be cleaned again: what its header says of the page holds, and only
    the counts of the body are taken anew. Any other front matter is text.
    """
    start = len(page.text) - len(page.text.lstrip("\ufeff"))
    if start:
        yield Proposal(0, start, "", "byte order mark")
    found = FRONT_MATTER.match(page.text, start)
    facts = _read_header(found[1].replace("\r\n", "\n")) if found else None
    if found and facts:
        yield Proposal(start, found.end(), "", "front matter", "cleaned before", facts=facts)
        start = found.end()
    for end in re.compile("\r\n?|[\v\f\x85\u2028\u2029]").finditer(page.text, start):
        yield Proposal(*end.span(), "\n", "line end")


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
SOUNDS = frozenset(re.findall("[a-zü]+", LEVEL_1)) | set("lv nv lve nve lue nue lo yo m n ng".split())
TONES = dict(zip("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ", "aaaaeeeeiiiioooouuuuüüüü", strict=True))
TONELESS = str.maketrans(TONES)
TONED = re.compile(f"[{''.join(TONES)}]")
SYLLABLE = rf"[a-zü{''.join(TONES)}]{{1,6}}"
GLOSS = rf"[(（]{SYLLABLE}\ ?[)）]"
PINYIN = re.compile(GLOSS)
GLOSSED = re.compile(rf"(?P<char>[{HAN}])(?P<gloss>(?:{GLOSS})+)(?P<space>\ ?)")

# Variants that OpenCC's t2s leaves as they are or gives another form than speeches have: most by
# the 第一批异体字整理表 (1955), some Japanese or new forms (値 戸 浄) and old units (呎 吋).
VARIANTS = dict(zip(
    "衞枱粧痺擡姪倂廻呎吋彚値愼戸覩遶鎗攷敍勗媿尅幷廐徃惪扞揹撡擕斈槪歛浄渉湼漑濬煖甎盌砲窓"
    "窻竝緐罸耡肎胷脇膓舖荳葢覊譌貍賸躭輭迯迺遯邨郷酧阬陜隣韮飜餧騐鬭鬪鴈鵞鷰鼇鼈恊牠衹",
    "卫台妆痹抬侄并回尺寸汇值慎户睹绕枪考叙勖愧克并厩往德捍背操携学概敛净涉涅溉浚暖砖碗炮窗"
    "窗并繁罚锄肯胸胁肠铺豆盖羁讹狸剩耽软逃乃遁村乡酬坑陕邻韭翻喂验斗斗雁鹅燕鳌鳖协它只",
    strict=True))

QUOTED = re.compile("“[^“”\\n]*”|《[^《》\\n]*》|「[^「」\\n]*」")


@cache
def dictionary(name: str) -> dict[str, list[str]]:
    """Read one of OpenCC's dictionaries (TSCharacters, TSPhrases, STCharacters): key to choices."""
    rows = (resources.files("opencc") / "dictionary" / f"{name}.txt").read_text("utf-8").splitlines()
    return {key: values.split(" ") for key, values in (row.split("\t") for row in rows)}


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
def readings() -> dict[str, str]:
    """Map each character of level 1 to its (first) reading, without its tone."""
    begins = {char: sound for sound, char in re.findall("([a-zü]+)([^a-zü])", LEVEL_1)}
    cells = (bytes([row, cell]) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    chars = (cell.decode("gb2312", "ignore") for cell in cells)
    sound = ""
    return {char: (sound := begins.get(char, sound)) for char in chars if char}


@cache
def is_plain(char: str) -> bool:
    """Tell whether a character is everyday Chinese: one of GB 2312 level 1, or a mark.

    A Traditional character is judged by its Simplified form.
    """
    return _simple(char) in readings() or char in MARKS + "〈〉【】·　"


def sounds_of(glossed: Iterable[re.Match[str]]) -> dict[str, set[str]]:
    """Collect the readings that a page writes behind each character."""
    sounds: dict[str, set[str]] = {}
    for one in glossed:
        sounds.setdefault(one["char"], set()).update(re.findall(SYLLABLE, one["gloss"]))
    return sounds


def is_traditional(text: str) -> bool:
    """Tell whether a text is in Traditional characters: what it quotes or cites aside.

    More than one Chinese character in twenty has to be one that Simplified text does not have
    (in such a text one in three is), and more than twice as many as the other way round.
    """
    han = Counter(re.findall(f"[{HAN}]", QUOTED.sub("", text)) or re.findall(f"[{HAN}]", text))
    traditional = sum(n for char, n in han.items() if simplified().get(char) in simplified_only())
    simple = sum(n for char, n in han.items() if char in simplified_only())
    return traditional > max(2 * simple, han.total() // 20)


@cache
def simplified_only() -> frozenset[str]:
    """Collect the characters that no Traditional text has."""
    return frozenset(char for char, forms in dictionary("STCharacters").items() if char not in forms)


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
# byte earlier; where a byte is lost, every everyday character that fits is a candidate. A
# judge then compares the readings by the page's own words.

# The marks a site splits on, as scrapers show them.
SPLIT_MARKS = {wide: wide for wide in "，！？；：。、"} | dict(zip(",!?;:", "，！？；：", strict=True))
BROKEN_GLOSS = re.compile(rf"[?？](?P<sound>{SYLLABLE})\ ?\)")  # its bracket went with the lost byte
# Where damage may begin: at a mark, behind what the site shows for the lost byte.
MARK = f"[{''.join(SPLIT_MARKS)}]"
DAMAGE = re.compile(rf"{BROKEN_GLOSS.pattern}|(?P<orphan>[?？]?)(?P<mark>{MARK})")
ORPHAN = re.compile(rf"{BROKEN_GLOSS.pattern}|[?？]{MARK}")  # what only a site that shows lost bytes has
ANY_LEAD = bytes(range(0x81, 0xFF))
ANY_TRAIL = bytes(range(0x40, 0xFF))
# Slipped pairs that are no characters, so that two bytes are lost at once: a trail byte that
# is no lead byte, or the lead byte of a row with gaps.
VANISHED = (b"\x80", bytes([*range(0xA1, 0xB0), 0xD7, *range(0xF8, 0xFF)]))
TRACE = re.compile(rf"{ORPHAN.pattern}|[@-~]{GLOSS}|[{HAN}]")

# Words whose last character (or the join of both) is what a cut breaks, so that the page
# itself may never show them whole: its trail byte A3 or A1 begins a mark's bytes.
CUT_WORDS = frozenset("""
    学校 院校 党校 该校 军校 名校 沿海 航海 渤海 脑海 珠海 临海 非常 通常 经常 寻常 往常 失常 规模 劳模
    楷模 确保 环保 社保 医保 低保 五保 取保 富裕 充裕 幸福 祝福 庆祝 暂停 调停 过剩 颗粒 微粒 尘埃 沧桑
    病危 安危 垂危 抓住 居住 记住 拦住 挡住 握住 保住 站住 围住 顶住 堵住 守住 稳住 稳健 保健 戏剧 加剧
    急剧 京剧 话剧 悲剧 打印 采取 录取 争取 听取 夺取 获取 收取 提取 吸取 领取 换取 选取 进取 汲取 索取
    最小 缩小 弱小 中小 减小 微小 细小 狭小 较小 疾病 发病 毛病 看病 治病 患病 重病 全省 各省 外省 节省
    反省 失败 腐败 击败 打败 战败 胜败 成败 兴隆 危害 模糊
    """.split())
# The same, but the first half may well end a sentence (以上。 公正。 提高。): no better than a rumour.
CUT_RUMOURS = frozenset("""
    上海 南海 青海 东海 北海 黄海 大海 出海 日常 平常 时常 家常 正常 异常 反常 高校 全校 分校 各校 在校
    我校 本校 不停 中专 大专 造福 参保 投保 难保 担保 海口 海河 海空 停靠 停火 保和
    """.split())
ALWAYS_TRIED = frozenset("。危模海停")  # 。 is the rule; the others begin a word that a cut breaks (危害)
MOST_SHOWN, MOST_SILENT = 3, 0  # pairs that may have vanished before the one at hand
LONGEST, MOST_READINGS = 60, 64  # characters of a slipped run, and readings of a site
WAYS = 64  # half-filled readings that are followed up at a time
LONG_PAGE = 9000  # pairs of characters: so long a page has shown most of its words
REFUSED = -9  # the score of what no text has
MARGIN = 3  # by which a reading has to fit better than the next
# A sentence does not end with these, nor begin with those.
NEVER_LAST = frozenset("和与及或在把被向从为以于将由使让给并而且但若如因取最更很再又")
NEVER_FIRST = frozenset("的了着们性者吗呢吧和与及或等")
PAUSES = "，。、；：！？）》”…"


class Reading(NamedTuple):
    """What the bytes of ``shown[start:end]`` may have been: for each character its candidates."""

    end: int
    slots: tuple[str, ...]
    gloss: str = ""  # the gloss that took the last byte along
    lost: int = 0    # pairs of it that have vanished


class Evidence(NamedTuple):
    """What a page says of itself."""

    pairs: Counter[str]                 # neighbours, in Simplified
    glosses: dict[str, set[str]]        # the sounds that it writes behind a character
    final: set[str]                     # characters, and pairs of them, that it writes before a pause
    orphan: str                         # what it shows for a lost lead byte: "?" or nothing


def repair(page: Page) -> Iterator[Proposal]:
    """Put back the bytes that a mirror lost, where the page itself says which they were.

    >>> page = Page("群眾的任務?磽Q屆的成效,換屆的任務。")
    >>> [edit.new for edit in repair(page)]
    ['。看換']

    A reading must be plain Chinese (GB 2312 level 1 in Simplified), must show as the
    damage that stands there when it is damaged again, and must fit the page's words
    better than every other and than the damage. A lost character is, by rank of
    evidence: the one whose gloss stands there; one that makes a word of the page's, or
    a common word that such a cut always breaks; 。, if a sentence may end there.
    What has two readings left is flagged and stays. Of a cleaned page, the lines that still
    look damaged are kept from the steps to come. Left alone: a Simplified page (no trail
    byte of it is ASCII), real questions (為什麼？Why), 五年?Z世代, 答案：B、C.
    """
    if page.cleaned:
        yield from _left_before(page)
    if page.cleaned or not is_traditional(page.text):
        return
    evidence = _evidence(page.text)
    for line in re.finditer(r"[^\n]+", page.text):
        for start, end, new, why in _mended(line[0], evidence) if any(_traces(line[0])) else ():
            span = line.start() + start, line.start() + end
            if new is None:
                yield Proposal(*span, line[0][start:end], "byte damage", why, certain=False)
            else:
                yield Proposal(*span, new, "byte damage", why)


def _evidence(text: str) -> Evidence:
    bare = _simple(_bare(text))
    pairs = Counter(a + b for a, b in pairwise(bare) if is_plain(a) and is_plain(b))
    glosses = sounds_of(GLOSSED.finditer(text))
    final = {end for pause in re.finditer(f"(?<=[{HAN}]{{2}})[，。、]", bare)  # ？！；： may be the damage
             for end in (bare[pause.start() - 2:pause.start()], bare[pause.start() - 1])}
    return Evidence(pairs, glosses, final, "?" if ORPHAN.search(text) else "")


class Site(NamedTuple):
    """A place where bytes may be lost: the match of DAMAGE, and the mended line before it."""

    damage: re.Match[str]
    left: str
    evidence: Evidence

    @property
    def shown(self) -> str:
        return self.damage.string


def _traces(line: str) -> Iterator[int]:
    """Yield where damage has left a trace: behind a broken gloss, a gloss on a letter, a sign
    before a mark, a rare character. A line without one is in order.
    """
    return (trace.end() for trace in TRACE.finditer(line) if len(trace[0]) > 1 or not is_plain(trace[0]))


def _left_before(page: Page) -> Iterator[Proposal]:
    """Flag what an earlier cleaning flagged: whole lines, since its evidence is gone.

    Their traces may be more than it flagged; its count is the limit.
    """
    for line in re.finditer(r"[^\n]+", page.text) if page.facts["flagged"] else ():
        ends = [line.start() + end for end in _traces(line[0])]
        for start, end in pairwise([line.start(), *ends[:-1], line.end()] if ends else []):
            why = "left by an earlier cleaning"
            yield Proposal(start, end, page.text[start:end], "byte damage", why, certain=False)


def _mended(shown: str, evidence: Evidence) -> Iterator[tuple[int, int, str | None, str]]:
    """Yield (start, end, what stood there or None, why) for each damaged place of a line."""
    at, left, stuck = 0, "", -1
    while damage := DAMAGE.search(shown, at):
        start = damage.start()
        left = (left + _bare(shown[at:start]))[-400:]
        site = Site(damage, left, evidence)
        found = list(islice(_readings(site), MOST_READINGS))
        place = min([one.end for one in found], default=_garbled(damage))
        if not _is_damaged(damage, shown[start:place]):
            at, left = start + 1, left + _bare(shown[start])
            continue
        # What it is read from has to be in order itself.
        sound = start != stuck and all(map(is_plain, left[-2:])) and "？" not in left[-3:]
        ranked = _ranked(site, found) if sound else []
        rivals = [score for score, _, text in ranked[1:2] if text]  # the text as it is shown is no rival
        if not ranked or not ranked[0][2] or ranked[0][0] < max(rivals, default=-99) + MARGIN:
            options = " or ".join(text for _, _, text in ranked[:3] if text) or "nothing that can be read"
            end = max([one.end for one in found], default=place)  # no later step may touch any of it
            yield start, end, None, f"bytes were lost here; it may have been: {options}"
            at, left, stuck = end, left + _bare(shown[start:end]), end
        else:
            _, at, text = ranked[0]
            yield start, at, text, f"{text} = {text.encode('gbk').hex(' ', 2).upper()}, {_cause(damage)}"
            left += text


def _cause(damage: re.Match[str]) -> str:
    mark = damage["mark"]
    return f"cut at the bytes of {SPLIT_MARKS[mark]}" if mark else f"broken by the gloss ({damage['sound']})"


def _garbled(damage: re.Match[str]) -> int:
    """Find where damage that has no reading ends: behind the last rare character near it."""
    near = damage.string[damage.end():damage.end() + 16] if damage["orphan"] else ""
    rare = [char.end() for char in re.finditer(f"[{HAN}]", near) if not is_plain(char[0])]
    return damage.end() + (rare[-1] if rare else 0)


def _is_damaged(damage: re.Match[str], shown: str) -> bool:
    """Tell damage by what is shown: a broken gloss, or two signs of it.

    Signs are what the site shows for a lost byte, rare characters, an ASCII letter that ends
    the run, and a gloss on that letter. One alone may be the author's (：妳, 有：闞、韓, ，F).
    """
    signs = bool(damage["orphan"]) + len(re.findall("[?？]", shown[len(damage[0]):]))
    signs += sum(not is_plain(char) for char in re.findall(f"[{HAN}]", shown))
    signs += bool(re.search("[@-~]$", shown))
    signs += bool(PINYIN.match(damage.string, damage.start() + len(shown)))
    return bool(damage["sound"]) or signs > 1


def _readings(site: Site) -> Iterator[Reading]:
    """Find all that may have stood at a site."""
    damage, before = site.damage, site.left[-1:]
    if damage["mark"]:
        if bool(damage["orphan"]) == bool(site.evidence.orphan):
            mark = SPLIT_MARKS[damage["mark"]].encode("gbk")
            lost = [char for char in _made(ANY_LEAD, mark[:1])
                    if char in ALWAYS_TRIED or _pair_fit(before, char, site.evidence) > 0]
            yield from _read(site, Run(damage.end(), mark[1:], ("".join(lost),)))
        return
    pair = before.encode("gbk", "ignore")
    if len(pair) == 2:
        glossed = _sounding(_made(pair[1:], ANY_TRAIL), damage["sound"], site.evidence)
        for trail in sorted({char.encode("gbk")[1:] for char in glossed}):
            if trail > b"\x80":  # it was a lead byte
                yield from _read(site, Run(damage.end(), trail))


class Run(NamedTuple):
    """How far a slipped run has been read: ``leads`` is what the byte left over can be."""

    at: int
    leads: bytes
    slots: tuple[str, ...] = ()
    lost: int = 0

    def ends(self, at: int, slot: str, gloss: str = "") -> Iterator[Reading]:
        """Yield the reading that ends here, if any character can stand in its last slot."""
        if slot:
            yield Reading(at, (*self.slots, slot), gloss, self.lost)


def _read(site: Site, run: Run) -> Iterator[Reading]:
    """Pair the bytes of a run one earlier, until they are in step again."""
    shown = site.shown
    while len(run.slots) < LONGEST:
        gloss, broken = PINYIN.match(shown, run.at), BROKEN_GLOSS.match(shown, run.at)
        if gloss:  # of a character as it is shown: written after the damage, or into it
            run = run._replace(at=gloss.end())
            continue
        whole = _made(run.leads, ANY_TRAIL) if len(run.leads) == 1 else ""
        if broken:
            slot = _sounding(whole, broken["sound"], site.evidence)
            yield from run.ends(broken.end(), slot, f"({broken['sound']})")
            return
        sign = shown[run.at:run.at + 1]
        if whole:
            yield from _read_loss(site, run, whole)
        if site.evidence.orphan and sign in ("?", "？"):
            return
        data = b"\x80" if sign == "€" else SPLIT_MARKS.get(sign, sign).encode("gbk", "ignore")
        slot = _made(run.leads, data[:1])
        if not slot or b"" < data[1:] <= b"\x80":  # a trail byte, but no lead byte: not slipped
            return
        if not data[1:]:
            own = PINYIN.match(shown, run.at + 1)  # the gloss of the character that ends here
            last = _sounding(slot, own[0][1:-1].strip(), site.evidence) if own else slot
            yield from run.ends(run.at + 1, last)
            return
        run = run._replace(at=run.at + 1, leads=data[1:], slots=(*run.slots, slot))


def _read_loss(site: Site, run: Run, whole: str) -> Iterator[Reading]:
    """Read on where a byte or two are missing: behind a "?", or anywhere if the site shows no sign."""
    shown, signs = site.shown, len(site.evidence.orphan)
    if run.lost > (MOST_SHOWN if signs else MOST_SILENT):
        return
    if signs and shown[run.at:run.at + 1] not in ("?", "？"):
        return
    at = run.at + signs
    if at == len(shown) or (shown[at] in SPLIT_MARKS and shown[at] not in "?？"):
        yield from run.ends(at, whole)  # the last lead byte of a piece
    for trails in VANISHED:
        if slot := _made(run.leads, trails):
            slots = (*run.slots, slot)
            yield from _read(site, Run(at, ANY_LEAD, slots, run.lost + 1))


def _ranked(site: Site, found: list[Reading]) -> list[tuple[int, int, str]]:
    """Rank the readings, and the text as it is shown, by how well they fit: (score, end, text).

    All are compared over one stretch, to the end of the longest and a little beyond.
    """
    shown, start, before = site.shown, site.damage.start(), site.left[-1:]
    far = max((one.end for one in found), default=start)
    tail = _bare(shown[far:far + 20])[:2]
    as_shown = _bare(shown[start:far]) + tail
    penalty = 0 if site.evidence.orphan else 3  # where the site shows no sign, a loss is but a guess
    best = {as_shown: (_fit(before + as_shown, site.evidence), start, "")}
    for one in found:
        rest = _bare(shown[one.end:far]) + tail
        for text in _filled(one.slots, site):
            score = _fit(before + text + rest, site.evidence) + _balance(site.left, text) - penalty * one.lost
            if _simple(site.left[-2:]) in site.evidence.final:  # 明确 is a word of its own before 保
                score += 1 if text[0] == "。" else -3
            elif site.evidence.pairs[_simple(before + text[0])] > 1:  # 上海, and not once by chance
                score += 2
            if score > best.get(text + rest, (-999,))[0] and _is_supported(one.slots, text, rest[:1], site) \
                    and _spoiled(text, site, one) == _bare(shown[start:one.end]):
                best[text + rest] = (score, one.end, text)
    return sorted(best.values(), reverse=True)


def _filled(slots: tuple[str, ...], site: Site) -> list[str]:
    """Choose one candidate for each slot: the texts that fit best, pair by pair."""
    ways = [(0, site.left[-1:], "")]
    for slot in slots:
        steps = ((score + _pair_fit(last, char, site.evidence), char, text + char)
                 for score, last, text in ways for char in slot)
        ways = sorted(steps, reverse=True)[:WAYS]
    return [text for _, _, text in ways[:WAYS // 4]]


def _is_supported(slots: tuple[str, ...], text: str, after: str, site: Site) -> bool:
    """Ask two votes of its neighbours for each character of which a byte was lost; 。 needs none.

    A vote is a word with the character on either side that the page writes, or a cut breaks.
    """
    around = (site.left[-1:] or "\n") + text + (after or "\n")
    if any(map(_is_refused, map("".join, pairwise(around)))) or (text[:2] == "。”" and "“" in site.left[-4:]):
        return False
    fits = [_pair_fit(a, b, site.evidence) for a, b in pairwise(around)]
    votes = [min(max(0, fit), 2 if (a in MARKS) == (b in MARKS) else 1)
             for fit, (a, b) in zip(fits, pairwise(around), strict=True)]
    if (around[-1] in PAUSES + "\n" and text[-1] in "“《（") or (text[-2:] == "。”" and around[-1] in PAUSES):
        return False
    for n, slot in enumerate(slots):
        word = _simple(around[n:n + 2])
        if len(slot) == 1:  # no byte was lost, unless a pair vanished in it without a sign
            silent = not site.evidence.orphan and site.evidence.pairs.total() > LONG_PAGE
            known = not silent or max(fits[n:n + 2]) > 0 or not set(MARKS).isdisjoint(around[n:n + 3])
        elif text[n] in MARKS:
            known = fits[n] > 0 or text[n] in "。、" or (text[n] == "”" and _balance(site.left, text) > 0)
        elif n == 0 and site.damage["mark"]:
            known = votes[n] > 0 or _simple(text[:2]) in CUT_WORDS
        elif n == len(slots) - 1 and around[-1] in PAUSES + "\n":  # nothing on its right to ask
            known = votes[n] > 1 and site.evidence.pairs[word] > 1
        else:
            known = votes[n] + votes[n + 1] > 1
        if not known:
            return False
    return True


def _fit(text: str, evidence: Evidence) -> int:
    rare = sum(not is_plain(char) for char in re.findall(f"[{HAN}]", text))
    return sum(_pair_fit(a, b, evidence) for a, b in pairwise(text)) - 3 * rare


@cache
def _is_refused(pair: str) -> bool:
    """Tell what no text has: a sentence that ends with 和 or behind a mark, or begins with 的 or a mark."""
    first, second = tuple(_simple(pair))
    if second == "。":
        return first in NEVER_LAST or first in "，。、；：！？“《（\n"
    return first == "。" and (second in NEVER_FIRST or second in "。，、；：！？）")


def _pair_fit(a: str, b: str, evidence: Evidence) -> int:
    """Score two neighbours: what such a cut breaks each time +5, what the page writes +1 or +2, else -1."""
    word = _simple(a + b)
    if len(word) < 2:
        return 0
    if _is_refused(word):
        return REFUSED
    if b == "。":
        return 1 + (a in evidence.final)
    if a in MARKS and b in MARKS:
        closed, opened = a in "”》）" and b in PAUSES, a in PAUSES and b in "“《（"
        return 1 if closed or opened or a + b in ("。”", "！”", "？”") else -1
    return 5 if word in CUT_WORDS else min(evidence.pairs[word], 2) or (1 if word in CUT_RUMOURS else -1)


def _balance(left: str, text: str) -> int:
    """Score the quotation marks of ``text``: they have to alternate."""
    is_open = left.rfind("“") > left.rfind("”")
    score = 0
    for mark in re.findall("[“”]", text):
        score += 4 if is_open == (mark == "”") else -6
        is_open = mark == "“"
    return score


# Bytes as such a site decodes them: pairs, ASCII, lone lead bytes with what they take along.
# Some decoders (cp936) show 80 as a sign of its own, €, and so are in step again behind it.
UNITS = re.compile(rb"[\x80-\xff][\x40-\x7e\x80-\xfe]|[\x00-\x7f]|[\x80-\xff].?", re.DOTALL)
EURO_UNITS = re.compile(rb"\x80|" + UNITS.pattern, re.DOTALL)


def _spoiled(text: str, site: Site, reading: Reading) -> str:
    """Do the damage to ``text`` once more; return what would be shown."""
    data = (text + reading.gloss).encode("gbk")
    mark, orphan, euro = site.damage["mark"], site.evidence.orphan, "€" in site.shown
    shown = []
    for unit in (EURO_UNITS if euro else UNITS).findall(data[3:] if mark else data[1:]):
        whole = unit < b"\x80" or unit[1:] >= b"@"  # a lone lead byte takes an ASCII byte along
        shown.append("€" if unit == b"\x80" else (whole and unit.decode("gbk", "ignore")) or orphan)
    return _bare((orphan + mark if mark else f"?{site.damage['sound']})") + "".join(shown))


def _bare(shown: str) -> str:
    """Take the glosses out and give folded marks their width."""
    return "".join(SPLIT_MARKS.get(char, char) for char in PINYIN.sub("", shown))


@cache
def plain_pairs() -> dict[bytes, str]:
    """Map two GBK bytes to their character: the everyday ones, in a Traditional text's form."""
    forms = dictionary("STCharacters")
    pairs = (bytes([lead, trail]) for lead in ANY_LEAD for trail in ANY_TRAIL)
    chars = ((pair, pair.decode("gbk", "ignore")) for pair in pairs)
    return {pair: char for pair, char in chars if len(char) == 1 and is_plain(char)
            and char in forms.get(_simple(char), [char])}


@cache
def _made(leads: bytes, trails: bytes) -> str:
    return "".join(plain_pairs().get(bytes([lead, trail]), "") for lead in leads for trail in trails)


def _sounding(chars: str, sound: str, evidence: Evidence) -> str:
    """Return those of ``chars`` with this reading: by the page's own glosses, else by the chart."""
    glossed = [char for char in chars if sound in evidence.glosses.get(char, ())]
    bare = sound.translate(TONELESS)
    return "".join(glossed or [c for c in chars if readings().get(_simple(c)) == bare])


# --- gloss: strip pinyin --------------------------------------------------------------------


def gloss(page: Page) -> Iterator[Proposal]:
    """Strip the pinyin that a mirror wrote behind characters, once the page proves it did.

    領(lǐng)導(dǎo)干部 → 領導干部, 的(de)(de)(de) 事(shi) → 的事. Such sites gloss everyday
    characters, one syllable each, which no author does: how 會 is read needs no telling.
    Proof of toned glosses, which stand on converted characters: two such characters, three
    glosses in all. Proof of toneless ones, which may stand on any character: five
    characters, eight glosses, most of them as the chart reads them, in a Traditional text.
    A character that is read in two ways proves nothing: there the author speaks of readings.
    On a page with proof of toned glosses, converted characters lose the toneless ones too: they
    are neutral tones (們(men)).

    Left alone: toned glosses on what Simplified text has too, unless the page writes them
    again and again; two syllables (角色(jué sè)), what is no syllable ((AI), (app)), and
    everything on a page without proof (给(jǐ)予, 人(ren)).
    """
    found = [one for one in GLOSSED.finditer(page.text) if _is_pinyin(one["gloss"])]
    toned = Counter(one["char"] for one in found if TONED.search(one["gloss"]))
    bare = Counter(one["char"] for one in found if not TONED.search(one["gloss"]))
    sounds = sounds_of(found)
    proof = {char: n for char, n in toned.items()
             if is_converted(char) and is_plain(char) and len(sounds[char]) == 1}
    if len(proof) < 2 or sum(proof.values()) < 3:
        toned.clear()
    read = sum(readings().get(_simple(one["char"])) in re.findall(SYLLABLE, one["gloss"]) for one in found)
    proven = len(bare) >= 5 and 2 * read > bare.total() >= 8 and is_traditional(page.text)
    spaced = 2 * sum(bool(one["space"]) for one in found) > len(found)
    for one in found:
        char, is_toned = one["char"], bool(TONED.search(one["gloss"]))
        if (proven and not is_toned) or (toned and is_converted(char)) or (is_toned and toned[char] > 2):
            yield Proposal(one.start("gloss"), one.end() if spaced else one.end("gloss"), "", "pinyin gloss")


def _is_pinyin(gloss: str) -> bool:
    return all(sound.translate(TONELESS) in SOUNDS for sound in re.findall(SYLLABLE, gloss))


def is_converted(char: str) -> bool:
    """Tell whether a site may have written this character while converting to Traditional."""
    return char in simplified() or char == "著"


# --- script: Traditional and variant characters to Simplified -------------------------------

# What single characters and OpenCC's phrases do not settle: which character of Traditional
# text, found by its neighbours, has which form.
SPELLINGS = tuple((re.compile(pattern, re.VERBOSE), new) for pattern, new in (
    # 著 is 着 (着眼, 意味着), but not in 著名, 著作 …, nor in 显著, 名著 …: there it is "to
    # write" or "notable". 新著 is a new book, 重新著手 is not; 論著 is one, 討論著 is not.
    (r"""(?<![昭卓知原名巨专專编編译譯遗遺拙新土所])(?<!(?<![彰凸])[显顯])
         (?<!(?<![讨討讨议議谈談争爭评評])[论論])(?<!(?<![结結配联聯融迎符综綜])合)
         著(?!名(?![單单])|作(?![業业])|[者述称稱书書录錄]|有《)
         |(?<=新)著(?=[手眼力重])""", "着"),
    ("甚(?=[麼麽么])", "什"),                                # 甚麼
    ("(?<=[恢重反回答])覆|覆(?=[雜杂])", "复"),               # 恢覆, 覆雜; 覆蓋 stays
    ("(?<!神)祇", "只"),                                     # 祇有; 神祇 stays
    ("(?<![慰狼枕蘊蕴])藉", "借"),                            # 藉鑒, 藉由; 慰藉 stays
    ("瞭(?![望哨])", "了"),                                  # 為瞭; 瞭望 stays
))
# CJK radicals that stand for a whole character (EquivalentUnifiedIdeograph.txt, Unicode);
# NFKC knows the Kangxi radicals and the compatibility ideographs, but not these.
RADICALS = dict(zip("⺟⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
                    "母民虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟", strict=True))
FORMS = re.compile(f"[{''.join(RADICALS)}\u2f00-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")


def to_simplified(page: Page) -> Iterator[Proposal]:
    """Convert character by character, as OpenCC's t2s does, but for what it leaves or spoils.

    t2s, not tw2s: that one rewrites 什么, 原著 and 专著. Phrases keep what single
    characters would spoil (乾隆, 瞭望). Radicals and compatibility forms become the
    characters they stand for on any page. For the rest, a Simplified page is not touched
    at all, nor is the wording of a Taiwan or Hong Kong speech (數位: 数位, not 数字).
    """
    text, spelled = page.text, {}
    for form in FORMS.finditer(text):
        char = RADICALS.get(form[0]) or unicodedata.normalize("NFKC", form[0])
        spelled[form.start()] = _simple(char) if page.script == "hans" else char
    if page.script == "hans" and page.facts.get("language") != "zh-Hans" and is_traditional(text):
        words = {found.start(): to for find, to in SPELLINGS for found in find.finditer(text)}
        spelled = dict(enumerate(_simple(text))) | phrases_in(text) | words | spelled
    for at in sorted(spelled):
        if spelled[at] != text[at]:
            yield Proposal(at, at + 1, spelled[at], "script")


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
            new = phrases.get(text[at:at + length], [""])[0]
            if len(new) == length and taken.keys().isdisjoint(places):
                taken.update(zip(places, new, strict=True))
    return taken


# --- chrome: the site's furniture and paywall marks -----------------------------------------
#
# A rule fires on position and shape: furniture stands above the first or below the last line
# of the speech, and fills its line; paywall marks stand anywhere, but carry a number and the
# site's own words. Shapes are written in Simplified and at either width, since an output may
# be cleaned again; a text that keeps its script is looked at through its Simplified form.

ARROWS = ">＞»›→"
CRUMB = f"[^{ARROWS}/，。；！？]{{0,24}}"
CRUMBS = re.compile(rf"""
    (?:(?:[您你](?:现在|当前)?|当前|现在|目前)的?(?:所在)?位置\s*[:：]|(?=(?:网站)?首页\s*[{ARROWS}]))
    (?P<path>(?=[^{ARROWS}]*[{ARROWS}])(?:{CRUMB}[{ARROWS}/])+{CRUMB})
    """, re.VERBOSE)
NO_CRUMB = frozenset({"", "首页", "网站首页", "主页", "正文", "查看正文", "浏览正文"})
SITE_NAME = re.compile(".+(?:网站?|在线|文库|论坛)")

STAMP = re.compile(r"""
    (?P<year>(?:19|20)\d\d)[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?
    (?:[T\s]*(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?)?
    """, re.VERBOSE)
# Labels with a machine's values. Among them, and only there, an author may have a label of
# his own: 来源 and 作者 alone are his (来源：群众的智慧; 作者：王之涣 under a poem).
LABEL = re.compile(r"""
    (?P<date>发[表布](?:时间|日期)|(?:更新|录入|添加)时间|(?:时间|日期)(?=\s*[:：]\s*\d{4}[-/]\S+\s\d?\d:\d\d))\s*[:：]
    |(?P<staff>责任编辑|责编|文章录入|发布[者人])\s*[:：]
    |(?P<count>(?:浏览|点击|阅读)(?:次数|量|数))\s*[:：]?(?=\s*\d)
    |(?:文章|信息|稿件)?(?:来源|作者|编辑|录入)\s*[:：]
    """, re.VERBOSE)
LABEL_VALUE = re.compile(r"[^，。；！？、,;!?…]{0,24}")
BUTTON = re.compile(r"""
    字[号体][\s:：\[【（(]*(?:[大中小][\s\]】）)]*){2,3}
    |[\[【（(]?(?:打印(?:本[文页]|此[文页])?|关闭(?:窗口|[本此]页)?)[\]】）)]?
    |[|｜]
    """, re.VERBOSE)
NEIGHBOUR = re.compile("[上下]一[篇页条][:：][^。；！？…]{0,60}")

DOTS = r"(?:(?<!…)…+|(?<!\.)\.{3,}|(?<!。)。{3,})?"  # the look-behinds keep a long run of them linear
# 〔省略764字〕 and 〔未完〕 are the marks that an earlier cleaning left.
EDITORS = re.compile(r"〔(?:省略(?P<omitted>\d{1,9})字|未完)〕")
EDITORS_MARK = re.compile(rf"^[^\S\n]*{EDITORS.pattern}[^\S\n]*$", re.MULTILINE)
PAYWALL = re.compile(rf"""
    {DOTS}[(（]
        (?P<site>[^\s()（）!-~：，]{{1,18}}(?:网站?|在线|文库))?  # 新文秘网: no brackets, no ASCII
        (?P<url>https?://[!-'*-~]{{1,80}}?)?                  # ASCII without brackets
        (?:此处)?省略(?P<omitted>\d{{1,9}})字[,，]
        (?:(?:正式|付费|VIP)?会员|登[录陆]后|下载后)(?:即?可|才能|方可)?(?:完整|免费)?(?:阅读|查看)(?:全文)?[)）]{DOTS}
    |{DOTS}[(（]未完[,，]\s*全文共(?P<stated>\d{{1,9}})字[,，]\s*当前(?:仅)?显示(?P<shown>\d{{1,9}})字
        (?:[,，]\s*请阅读下面提示信息[。.]?)?(?:\s*收藏《(?P<title>[^》\n]{{1,80}})》)?[)）]?
    |预览结束[,，]\s*剩余\s*\d{{1,3}}(?:\.\d{{1,2}})?%未读[,，]?\s*登[录陆]后阅读全文
    """, re.VERBOSE)

# What a title is not: a label, a sentence, something in brackets; and, unless it says that it
# is a speech, an address, a heading, or a date.
NO_TITLE = re.compile("[(（〔]|[^:：]{1,4}[:：]|.*(?:[。；;].*|[：:，,、…！!])$")
NO_BARE_TITLE = re.compile(rf"""
    (?:尊敬|敬爱|亲爱|尊贵|各位|诸位|大家|同志|主席|女士|先生|朋友|同学|老师|今天|现在)
    |.*(?:[我你您他她们请很吗呢，,]|是一|书记$|主席$|先生$|女士$)
    |第?[一二三四五六七八九十百〇零\d]+(?:、|[.．](?!\d)|[章节条款篇编](?!\w))
    |{STAMP.pattern}(?:\s|$)|[〇零一二三四五六七八九]{{4}}年
    """, re.VERBOSE)
TITLE_WORDS = re.compile("(?:讲话|致辞|致词|贺词|发言|演讲|报告|主持词|祝词|献词|稿)$")


def chrome(page: Page) -> Iterator[Proposal]:
    """Take the furniture and the paywall marks out; what they say goes into the header.

    〔省略764字〕 stands where the site cut, 〔未完〕 where it stopped. A body line that begins
    like furniture (时间过得真快, 来源于群众) does not fill its line with it, and stays.
    """
    view = page.text if page.script == "hans" else _simple(page.text)
    marks = list(PAYWALL.finditer(view))
    gaps = pairwise([0, *chain.from_iterable(mark.span() for mark in marks), len(view)])
    found = [line for gap in islice(gaps, 0, None, 2) for line in LINE.finditer(view, *gap)]
    earlier = [mark for line in found if (mark := EDITORS.fullmatch(view, *line.span()))]
    places = {mark.start() for mark in earlier}
    lines = [Line(line[0], page.text[slice(*line.span())], *line.span())
             for line in found if line.start() not in places]
    told = next((header_text(page.text[slice(*m.span("title"))]) for m in marks if m["title"]), None)
    head = list(_head(lines, page, told))
    yield from sorted([*head, *_tail(lines[len(head):]), *_marks(marks, earlier, page)])


LINE = re.compile(r"\S(?:[^\n]*\S)?")


class Line(NamedTuple):
    """A line without the white space around it: in Simplified, as it is, and where it stands."""

    view: str
    text: str
    start: int
    end: int


def _head(lines: list[Line], page: Page, told: str | None) -> Iterator[Proposal]:
    title = page.facts.get("title", told)
    for n, line in enumerate(lines):
        row = _furniture(line, HEAD_RULES)
        if row:
            yield Proposal(line.start, line.end, "", row[0], facts=row[1])
        elif title is not None and header_text(line.text) == title:
            yield Proposal(line.start, line.end, "", "title repeated", facts={"title": title})
        elif title is None and not page.cleaned and n + 1 < len(lines) and is_title(line.view):
            title = header_text(line.text)
            yield Proposal(line.start, line.end, "", "title", "goes into the header", facts={"title": title})
        else:
            return


def _tail(lines: list[Line]) -> Iterator[Proposal]:
    neighbours = {line.view[0] for line in lines[-8:] if NEIGHBOUR.fullmatch(line.view)}
    rules = TAIL_RULES if neighbours == {"上", "下"} else TAIL_RULES[:-1]  # one alone may be the author's
    for line in reversed(lines):
        row = _furniture(line, rules)
        if not row:
            return
        yield Proposal(line.start, line.end, "", row[0], facts=row[1])


def _marks(marks: list[re.Match[str]], earlier: list[re.Match[str]], page: Page) -> Iterator[Proposal]:
    """Put an editor's mark for each of the site's and keep the earlier ones; one 〔未完〕, the last."""
    last = max((mark.start() for mark in (*marks, *earlier) if not mark["omitted"]), default=-1)
    for mark in marks:
        facts = {key: to(page.text[slice(*mark.span(key))]) for key, to in TOLD.items() if mark[key]}
        facts["complete"] = False
        if mark["omitted"]:
            facts["omitted"] = (int(mark["omitted"]),)
            yield Proposal(*mark.span(), f"\n〔省略{int(mark['omitted'])}字〕\n", "cut", facts=facts)
        else:
            new = "\n〔未完〕\n" if mark.start() == last else ""
            yield Proposal(*mark.span(), new, "unfinished", facts=facts)
    for mark in earlier:
        known: Facts = {"omitted": (int(mark["omitted"]),)} if mark["omitted"] and not page.cleaned else {}
        new = mark[0] if mark["omitted"] or mark.start() == last else ""
        yield Proposal(*mark.span(), new, "editor's mark", facts=known | {"complete": False})


def _furniture(line: Line, rows: tuple[Furniture, ...]) -> tuple[str, Facts] | None:
    found = ((rule, told(line)) for rule, told in rows)
    return next(((rule, facts) for rule, facts in found if facts is not None), None)


def _crumbs(line: Line) -> Facts | None:
    found = CRUMBS.fullmatch(line.view)
    if not found:
        return None
    places = [part.strip() for part in re.split(f"[{ARROWS}/]", line.text[slice(*found.span("path"))])]
    path = tuple(place for place in places if _simple(place) not in NO_CRUMB)
    site = {"site": path[0]} if path and SITE_NAME.fullmatch(_simple(path[0])) else {}
    return site | ({"category": path[len(site):]} if path[len(site):] else {})


def _labels(line: Line) -> Facts | None:
    labels = list(LABEL.finditer(line.view))
    stamp = STAMP.match(line.view)
    start = stamp.end() if stamp and stamp["hour"] and labels else 0
    stops = [*(label.start() for label in labels), len(line.view)]
    values = [line.view[label.end():stop].strip() for label, stop in zip(labels, stops[1:], strict=True)]
    dated = [value for label, value in zip(labels, values, strict=True) if label["date"]]
    machine = any(label["staff"] or label["count"] for label in labels) or any(map(STAMP.match, dated))
    if not (start or machine) or line.view[start:stops[0]].strip():
        return None
    if not all(map(LABEL_VALUE.fullmatch, values)):
        return None
    date = next(filter(None, map(iso_date, [line.view[:start], *dated])), None)
    return {"date": date} if date else {}


def _buttons(line: Line) -> Facts | None:
    buttons = BUTTON.findall(line.view)
    sure = len(buttons) > 1 or any(len(button) > 2 for button in buttons)  # 打印 alone is a word
    return {} if sure and not BUTTON.sub("", line.view).strip() else None


def _neighbour(line: Line) -> Facts | None:
    return {} if NEIGHBOUR.fullmatch(line.view) else None


Furniture = tuple[str, Callable[[Line], Facts | None]]
HEAD_RULES: tuple[Furniture, ...] = (
    ("breadcrumb", _crumbs),
    ("date and source line", _labels),
    ("print and font buttons", _buttons),
)
TAIL_RULES: tuple[Furniture, ...] = (*HEAD_RULES[1:], ("previous and next", _neighbour))


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
    """Tell whether a first line is a title: short, but no name; no sentence, address or heading."""
    if len(line) > 60 or NO_TITLE.match(line):
        return False
    if TITLE_WORDS.search(line):
        return True
    return not NO_BARE_TITLE.match(line) and len(re.findall(f"[{HAN}]", line)) > 4


def header_text(text: str) -> str:
    """Set a header value as the body is set: full-width marks, single spaces, nothing invisible."""
    shown = "".join(" " if unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"} else char for char in text)
    page = Page(" ".join(shown.split()))
    return apply(page, "punctuation", punctuation(page))[0].text


TOLD: dict[str, Callable[[str], Any]] = {
    "site": str, "url": str, "stated": int, "shown": int, "title": header_text}


# --- punctuation: GB/T 15834 between Chinese characters -------------------------------------

WIDE = dict(zip(",.!?;:()", "，。！？；：（）", strict=True))
LATIN = re.compile("[A-Za-zＡ-Ｚａ-ｚ]")
STAYS = re.compile("[A-Za-zＡ-Ｚａ-ｚ/=&_@#]")  # what keeps a mark behind it in ASCII: Latin, addresses
FIGURE_END = re.compile("[0-9０-９%)]")
NUMBERED = re.compile("[一二三四五六七八九十]+")
SIGNS = re.compile(r"""[-,.!?;:()"，。！？；：（）“”…—]+""")
CLOSED = re.compile(r"""([)"）”])[-,.!?;:，。！？；：…—]+""")
SIGN = re.compile(r"""
    (?P<ellipsis>\.{3,}|。{3,})
    |(?P<dash>(?<!-)-{2,4}(?!-))
    |(?P<wide>[０-９Ａ-Ｚａ-ｚ]|(?<=[０-９])．(?=[０-９]))
    |(?P<stop>(?<!\.)\.(?!\.))
    |(?P<mark>[,!?;:])
    """, re.VERBOSE)


def punctuation(page: Page) -> Iterator[Proposal]:
    """Give the marks between Chinese characters their full width again; letters and digits theirs.

    What counts is what a run of marks stands between. A mark that touches a Chinese
    character is Chinese (95%,比去年; 同志们:), one inside numbers, times, addresses and
    Latin is not (1,000; 9:30; R&D). Between the two (GDP,增长; (PM2.5)) the page
    decides: if it has folded that mark everywhere, it folded it here. Left alone:
    lines that are mostly Latin, single quotes, spaces, ％, － and 「」.
    """
    folded = _folded(page.text)
    for found in LINE.finditer(page.text):
        for at, end, new, rule in sorted(_set_line(found[0], folded)):
            yield Proposal(found.start() + at, found.start() + end, new, rule)


def _folded(text: str) -> frozenset[str]:
    """The marks that this page has folded to ASCII: more of them stand so among Chinese than not.

    "1,000" stands for the comma inside numbers: a page that folds commas and writes every
    percentage with ％ set its numbers at full width (33，212).
    """
    narrow = Counter(re.findall(f"(?<=[{HAN}])[,.!?;:](?=[{HAN}])|[(](?=[{HAN}])", text))
    wide = Counter(re.sub("。{3,}", "", text))
    folded = {mark for mark, n in narrow.items() if n > wide[WIDE[mark]]}
    if "," in folded and text.count("％") > 2 and "%" not in text:
        folded.add("1,000")
    return frozenset(folded)


Change = tuple[int, int, str, str]
Between = dict[int, tuple[str, str]]
Holds = Callable[[int, int], bool]


def _set_line(line: str, folded: frozenset[str]) -> Iterator[Change]:
    """Yield what is to change in one line: (start, end, new, rule), in no order."""
    between: Between = {}  # the characters each sign's run stands between
    for run in SIGNS.finditer(line):
        sides = line[run.start() - 1:run.start()] if run.start() else "", line[run.end():run.end() + 1]
        between |= dict.fromkeys(range(*run.span()), sides)
    chinese = _is_chinese(line)
    pairs = _paired(line, between, folded) if chinese else {}
    for at, new in pairs.items():
        yield at, at + 1, new, "full width" if new in "（）" else "quotation marks"
    shown = "".join(pairs.get(at, char) for at, char in enumerate(line))
    for closed in CLOSED.finditer(shown):  # there the closing mark is what stands before
        between |= {at: (closed[1], between[at][1]) for at in range(closed.start() + 1, closed.end())}
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
        elif sign["mark"] and _is_wide(sign[0], before, after, folded if chinese else None):
            yield at, end, WIDE[sign[0]], "full width"


def _is_chinese(line: str) -> bool:
    """Tell a Chinese line from one that is mostly Latin (an English line of a bilingual page)."""
    return 4 * len(re.findall(f"[{HAN}]", line)) > len(LATIN.findall(line))


def _cjk(char: str) -> bool:
    return bool(re.match(f"[{CJK}]", char))


def _paired(line: str, between: Between, folded: frozenset[str]) -> dict[int, str]:
    holds = _han_finder(line)
    return dict([*_quotes(line, between, holds), *_brackets(line, between, holds, folded)])


def _quotes(line: str, between: Between, holds: Holds) -> Iterator[tuple[int, str]]:
    """Pair straight double quotes: “” where the pair holds Chinese or touches it.

    With the curly ones of the line they have to alternate; and 6'1" is a measure.
    """
    signs = list(re.finditer('["“”]', line))
    turned = any(sign[0] == "”“"[n % 2] for n, sign in enumerate(signs))
    if len(signs) % 2 or turned or re.search(r"\d\"", line):
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
    places = [char.start() for char in re.finditer(f"[{HAN}]", line)]
    return lambda start, end: bisect_left(places, start) < bisect_left(places, end)


def _is_stop(line: str, at: int, between: tuple[str, str], folded: frozenset[str]) -> bool:
    """Decide whether a point was a 。: at the end of a Chinese sentence, not behind a number (一.)."""
    before, after = between
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

# The front matter's keys in their order, with the type of each value.
HEADER = {key: hint for key, hint in get_type_hints(Speech).items() if key not in ("body", "ledger")}
FRONT_MATTER = re.compile(r"(---\r?\n(?:[a-z0-9]+: [^\r\n]+\r?\n)+---\r?\n)(?:\r?\n)?")

# A run that stands for a blanked word touches a Chinese character: ***街道, 省委*书记, ×市,
# XX同志. 3×4 is a product, X光 a ray, iPhone X手机 a telephone.
REDACTION = re.compile(rf"""
    (?!X[光射线型轴染])(?:
    (?<![\d*×X_A-Za-z])(?<![A-Za-z]\ )(?:\*+|×+|_{{2,}}|X+)(?=[{HAN}])
    |(?<=[{HAN}])(?:\*+|×+|_{{2,}}|X+)(?![\d*×X_A-Za-z]))
    """, re.VERBOSE)


def _read_header(header: str) -> Facts | None:
    """Read a front matter of ours into facts; None if it is not just as we would write it."""
    try:
        rows = (row.split(": ", 1) for row in header.split("\n")[1:-2])
        facts = {key: _typed(json.loads(value), HEADER[key]) for key, value in rows}
    except (LookupError, TypeError, ValueError, RecursionError):  # somebody else's
        return None
    return facts if Speech(**facts).header == header else None


def _typed(value: Any, hint: Any) -> Any:
    items = value if get_origin(hint) is tuple else [value]
    if not isinstance(items, list) or any(type(item) not in (hint, *get_args(hint)) for item in items):
        raise TypeError
    return tuple(items) if items is value else value


def _json(value: object) -> str:
    """Write a value as JSON on one line; what YAML does not take as it is, escaped."""
    text = json.dumps(value, ensure_ascii=False)
    odd = "[\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
    return re.sub(odd, lambda char: f"\\u{ord(char[0]):04x}", text)


# --- the command line -----------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    """An argument parser that says what is wrong in one line, as every error here is said."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {_one_line(message)}; see {self.prog} -h\n")


def _one_line(message: str) -> str:
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in message)


def main(argv: list[str] | None = None) -> int:
    """Run the command line; return the exit code: 0 done, 2 cannot."""
    options = _options(argv)
    subject = "-" if options.input is None else options.input
    try:
        source = _stream(sys.stdin).read() if subject == "-" else Path(subject).read_bytes()
        speech = clean(source, encoding=options.encoding, script=options.script)
        text = (speech.body if options.no_header else str(speech)).encode()
        to_stdout = options.output in (None, "-")
        subject = "standard output" if to_stdout else options.output
        if to_stdout:
            _stream(sys.stdout).write(text)
            _stream(sys.stdout).flush()
        else:
            write(Path(subject), text)
    except BrokenPipeError:  # the reader has enough (| head): no error, and nothing more to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (CleanError, OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or str(error)
        sys.stderr.write(f"clean.py: {_one_line(f'{subject}: {what}')}\n")
        return 2
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
    parser.add_argument("--encoding", metavar="NAME", help="the input's encoding, if it is not UTF-8")
    parser.add_argument("--no-header", action="store_true", help="the body alone, without front matter")
    parser.add_argument("--version", action="version", version=f"clean.py {__version__}")
    return parser.parse_args(argv)


def write(path: Path, data: bytes) -> None:
    """Put ``data`` into the file ``path`` at one stroke: another process sees the old file or the new.

    A link is replaced, not followed; what is no file (a device, a pipe) is written to.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(data)  # a folder refuses it
        return
    aside = path.with_name(f".{secrets.token_hex(8)}.tmp")
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
