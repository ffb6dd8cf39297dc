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
from itertools import chain, compress, groupby, islice, pairwise, takewhile
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
    """One whose every match has one of its signs in it: `fullmatch` and `finditer` look for these first."""

    def fullmatch(self, text: str, *span: int) -> re.Match[str] | None:
        return self.compiled.fullmatch(text, *span) if any(sign in text for sign in self.signs) else None

    def finditer(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        return self.compiled.finditer(text, *span) if any(sign in text for sign in self.signs) else iter(())


def regex(pattern: str, flags: int = 0, signs: str = "") -> re.Pattern[str]:
    """Return a regular expression as `re.compile` does, but compiled late.

    Of ``signs``, parted by spaces, each match has one in it.
    """
    return cast("re.Pattern[str]", (_SignedRegex if signs else _Regex)(pattern, flags, signs))


BY_LINE = re.VERBOSE | re.MULTILINE  # ^ and $ match at each line
HAN_CHAR = regex(f"[{HAN}]")
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
FRONT_MATTER = regex(r"(---\r?\n(?:[a-z0-9]+: [^\r\n]+\r?\n)+---\r?\n)(?:\r?\n)?")
# A run that stands for a blanked word touches a Chinese character: ***街道, 省委*书记, ×市,
# XX同志. 3×4 is a product, X光 a ray, iPhone X手机 a telephone.
REDACTION = regex(rf"""
    (?P<sign>[*×_X])(?!(?<=X)[光射线型轴染])(?:(?<!_)|(?=_))(?:
    (?<![\d*×X_A-Za-z].)(?<![A-Za-z]\ .)(?P=sign)*(?={HAN_LIKE})
    |(?<={HAN_LIKE}.)(?P=sign)*(?![\d*×X_A-Za-z]))
    """, re.VERBOSE, "* × __ X")
NO_CHINESE = "no Chinese text in it; give it the page of a Chinese speech"


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
    ledger = []
    for step in (
        intake,         # first: every step reads lines, and an output of ours says what it is
        residue,        # before repair, which would take it for traces of lost bytes
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
    if not HAN_CHAR.search(body):
        raise CleanError(NO_CHINESE)
    data = source.encode() if isinstance(source, str) else source
    facts: Facts = {"sha256": hashlib.sha256(data).hexdigest(), **page.facts}
    facts["language"] = "zh-Hant" if script == "keep" and is_traditional(page.text) else "zh-Hans"
    facts["kept"] = len("".join(body.split()))
    facts["redactions"] = sum(1 for _ in REDACTION.finditer(page.text))
    # of a page cleaned before, whole lines are kept from the steps: no more than it had flagged
    facts["flagged"] = min(len(page.flagged), page.facts.get("flagged", len(page.flagged)))
    return Speech(**facts, body=page.text, ledger=tuple(ledger))


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

    Not ``certain`` is a flag: the place stays as it is (``new`` is what stands there),
    and no later step may rewrite it. ``facts`` is what the place tells the header.
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
    titled: bool = False  # its markup says that the first line, the breadcrumb aside, is the title
    losses: tuple[str, ...] = ()  # why there are U+FFFD: a word on each

    @property
    def cleaned(self) -> bool:
        """The input began with a front matter of ours: it has been here before."""
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
    applied, flagged, facts = [], [], dict(page.facts)
    fences = list(reversed(page.flagged))
    at = grown = 0
    for edit in chain.from_iterable(_between_flags(one, page) for one in proposals) if fences else proposals:
        start, end, new, _, _, certain, tells, _ = edit
        if not at <= start <= end <= size:
            raise AssertionError(f"{step}: {edit} is out of order or out of range")
        if fences:
            while fences and fences[-1].end <= start:
                flagged.append(_moved(fences.pop(), grown))
            if not _allowed(edit, fences):
                continue
            while fences and fences[-1].start < end:
                fences.pop()
        if not certain:
            flagged.append(_moved(Span(start, end), grown))
        elif text[start:end] == new and not tells:
            continue
        applied.append(edit)
        written.write(text[at:start])
        written.write(new)
        grown += len(new) - (end - start)
        at = end
        if tells:
            _learn(facts, tells)
    flagged += [_moved(fence, grown) for fence in reversed(fences)]
    written.write(text[at:])
    page = replace(page, text=written.getvalue(), facts=facts, flagged=tuple(flagged))
    return page, Pass(step, text, tuple(applied))


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


# --- furniture: what a site puts around a speech -------------------------------------------------
#
# Lines as rules know them, for `extract` and `chrome`. Shapes are written in Simplified and at
# either width, since an output may be cleaned again; a text that keeps its script is looked at
# through its Simplified form.

LINE = regex(r"\S(?:[^\n]*\S)?")


class Line(NamedTuple):
    """A line without the white space around it: in Simplified, as it is, and where it stands."""

    view: str
    text: str
    start: int
    end: int

    @property
    def is_long(self) -> bool:
        """It is longer than any furniture; whoever reads a line without `_furniture` has to ask this."""
        return len(self.view) > LONGEST_FURNITURE

    @property
    def is_prose(self) -> bool:
        """It has a sentence in it, as no label and no button has, or is as long as if it had."""
        return self.is_long or "。" in self.view


# Surely the site's; the site's if anything at the head is (or markup was: no author writes HTML); the
# site's or the author's, which goes only in company of a sure one at its end; the page's own.
Whose = Literal["site", "likely", "either", "page"]


class Part(NamedTuple):
    """Some lines at the head or tail of a page that a rule knows, and what they tell the header.

    The page's own are its title, and lines that ``stay`` and only tell something.
    """

    lines: list[Line]
    rule: str
    facts: Facts
    whose: Whose = "site"
    stays: bool = False


class Rule(NamedTuple):
    """A kind of furniture, and whose such a line is.

    ``read`` returns what a line of it tells the header, perhaps nothing ({}); None of any other line.
    """

    name: str
    read: Callable[[Line], Facts | None]
    whose: Whose = "site"


ARROWS = ">＞»›→"
CRUMB = f"[^{ARROWS}/，。；！？]{{0,24}}"
HERE = r"""(?:(?:[您你](?:现在|当前)?|当前|现在|目前|本页)(?:所[在处])?的?(?:所在)?位置
    |[您你](?:在这里|正在浏览)|所在位置
    |位置(?=\s*[:：]\s*(?:网站)?[首主]页))"""
CRUMBS = regex(rf"""
    (?:{HERE}\s*[:：]|(?=\w{{0,8}}[首主]页\s*(?:[{ARROWS}]|/(?=.*/)))|(?=\w{{1,8}}网\s*(?:>>|[>»])[^{ARROWS}]{{2,12}}(?:>>|[>»]))
        |(?=[^{ARROWS}]{{2,12}}[>＞»›].*[>＞»›]\s*(?:正文|(?:浏览|查看|阅读)(?:文章|正文))$))
    (?P<path>(?=[^{ARROWS}]*[{ARROWS}]|\s*\w{{0,8}}[首主]页\s*/)(?:{CRUMB}[{ARROWS}/])+{CRUMB})
    """, re.VERBOSE, f"{' '.join(ARROWS)} /")
DASHED = regex(r"(?<=\s)(?:[-–—|·\\]|::)(?=\s)")
NO_CRUMB = frozenset("首页 网站首页 主页 正文 查看正文 浏览正文 浏览文章 查看文章 阅读文章".split()) | {""}
SITE = "[^，。；：！？、（）()_|\\s]{1,18}(?:网站?|在线|文库|论坛|网络)"

LONGEST_TITLE, LONGEST_FURNITURE, LONGEST_UNDER_TITLE = 60, 600, 120  # characters of a line
PASSED, MENU = 3, 16  # unknown lines, and items of a menu, that may stand above the title or its date line
LABELS = 16  # lines with one label each
BELOW = 2   # unknown lines that may stand at the very end, below two that are surely the site's
BRACKET_SPACE = regex(r"(?<=[\[【])\s+|\s+(?=[\]】])")
MENU_ITEM = regex(f"[{HAN}]{{2,8}}")
WELCOME = regex(r"""
    (?:[您你]好[,，!！]?\s*)?(?:热烈)?欢迎[您你]?(?:(?:访问|浏览|登录)[^。；]{0,30}(?:论坛|门户|平台|系统|频道|在线|网[站页]?|主页)
        |(?:光临|来到|进入|使用)[^。；]{0,30}(?:网[站页]?|主页))\s*[!！。]?
    """, re.VERBOSE, "欢迎")
TODAY = regex(r"""
    (?:[您你]好[,，!！]?\s*)?(?:今天|现在)(?:时间)?[是:：]\s*\d{4}年\d{1,2}月\d{1,2}日[,，]?\s*(?:星期|周)[一二三四五六日天]
        (?:\s+\S{1,12})*
    """, re.VERBOSE, "今天 现在")
NETS = "(?!.*(?:互联|物联|天|电|张|铁|路|局域|青春在线)网?$)"  # that are no sites
SITE_LINE = regex(f"{NETS}(?P<site>{SITE})", signs="网 在线 文库 论坛")

STAMP = regex(r"""
    (?P<year>(?:19|20)\d\d)\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})日?
    (?:[T\s]*(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?)?
    """, re.VERBOSE)
STAMP_END = regex(r"\s*(?:\d*|发表于\S{2,4}|(?:星期|周)[一二三四五六日天])")
# 2019年10月8日 人民网
SITE_STAMP = regex(
    r"\s*[,，·|｜]?\s*(?![在于])[^\s，。！？]{0,12}(?:[^\s，。！？]{2}(?:[网报]|发布|新闻|资讯|头条)|新华社|中新社|通讯社|电视台|客户端|公众号|在线)")
# 李明 2018-09-03 10:00; without a clock, only 原创 李明 青禾发布 2018-09-03 or a paper's name.
NAME_BEFORE = regex(r"(?:[^\s，。；：！？:;!?]{1,20}\s+){1,3}|原创\s*[:：]?[^，。；！？]{1,40}")
MEDIUM_BEFORE = regex(r"原创|.*(?:发布|[网报社台]|在线)\s+$")
PLACE_BEHIND = regex(f"\\s+(?:发[表布]于)?[{HAN}]{{2,4}}(?<![馆堂厅室场])")  # 2018-09-03 10:00 北京
# Labels with a machine's values. Among them, and only there, an author may have a label of
# his own: 来源 and 作者 alone are his (来源：群众的智慧; 作者：王之涣 under a poem).
LABEL = regex(r"""
    (?P<date>(?:发[表布稿文送]|最[后近]更新|更新|录入|添加|上传|公布|刊发|创建|编辑|撰写|提交|上网|上稿|审核|修改|公开|投稿)
            (?:时间|日期|于)
        |最后更新(?=\s*[:：])
        |(?:发布|更新)(?=\s*[:：]\s*\d{4}[-/]))\s*[:：]?(?=\s*[\d一-九])
    |(?P<when>时间|日期)\s*[:：](?=\s*\d{4}[-/.年]\d)
    |(?P<staff>责任编辑|责编|(?:文章|信息)?录入[者人]?|发布[者人]|上传[者人])\s*[:：]
    |(?P<count>(?:浏览|点击|阅读|访问|查看|人气|评论|围观)(?:次数|人数|人次|量|数|率)?)(?:\s*[:：]|(?=\s*[\[(（]?\d))
    |(?P<counted>\d[\d,.]*万?\+?\s*(?:人次|人|次)(?:浏览|点击|阅读|访问|查看|围观))
    |(?P<shared>(?:美术|网络)?编辑|[一二三初复终]?审核?人?|审校|校对|监制|签发|排版|制图|供稿|撰稿)\s*[:：]
    |(?P<source>(?:文章|信息|稿件|内容|资料)?(?:来源|稿源|出处)|投稿人?|通讯员|供稿单位|信息员|发稿人)\s*[:：]
    |(?:文章|信息|稿件|内容|资料)?作者\s*[:：]
    |(?P<card>索\s*引\s*号|(?:信息|主题|体裁|组配)分类|(?:发布|发文|公开|制发)(?:机构|机关|单位)|(?:成文|生成|公开|生效)日期
        |(?:发文字|文)\s*号|(?:信息)?名\s*称|公开(?:方式|形式|范围)|(?:效力|有效)(?:状态|性)|主\s*题\s*词|内容概述)\s*[:：]
    |(?:关键[词字]|标签|所属栏目|栏目|分类|类别|属于)\s*[:：](?P<list>)
    """, re.VERBOSE)
# Labels of minutes and papers, which are the author's: 记录：李明; and any in a value (地点：, 主持人：).
SIGNATORY = regex(r"(?!附)[\u4e00-\u9fff\s]{2,6}[:：]\s*\S")
UNKNOWN_LABEL = regex(r"[\u4e00-\u9fff]\s*[:：]")
EDITORS_WORD = regex(r"(?:美术|网络)?编辑|[一二三初复终]审")
CARD = regex("索|信息|主题分|体裁|组配|发布|发文|公开|制发|成文|生成")  # on a card of a government page
LABEL_VALUE = regex(r"[^，。；！？、,;!?…]{0,24}")
LABEL_COUNT = regex(r"""
    [\s\[(（]*(?:[\d,.]*万\+?|(?:[\d,.]*|[加载统计]{2}中\.*|-+)[\])）]?\s*(?:次|人次?|条)?)[\s|｜\])）】\d]*
    """, re.VERBOSE)
LABEL_LIST = regex(r"[^。；！？;!?…]{0,60}")
# What stands before the first label: 中国政府网 www.gov.cn 2018-09-03 来源：…
BETWEEN_LABELS = regex(rf"(?:{SITE})?\s*(?:www\.[!-~]{{3,40}})?[\s|｜/·\d()（）【】\[\]]*")
SOURCE = regex(r"""
    (?:文章|信息|稿件|内容|本文)?(?:来源|稿源|出处)\s*[:：丨|｜]\s*(?!《|.{0,12}(?:统计局|年鉴|普查))[^，。；！？…]{0,24}
    |(?:关键[词字]\s*[:：](?=.*\S[\s，,、]+\S)|(?:本文|文章)关键[词字]|(?:TAG|[Tt]ags?)?标签|[Tt]ags?|相关热词(?:搜索)?)\s*[:：]?\s*[^。；！？]{1,60}
    |[(（]?(?:本文|全文)共(?:计|有)?\d{1,6}字[)）]?
    |(?:\#[^\#\s。]{1,12}\#?\s*){2,}
    """, re.VERBOSE, "来源 稿源 出处 关键 标签 ag 热词 字 #")
AUTHOR = regex("(?:联[络系])?作者\\s*[:：丨|｜]\\s*[^，。；！？…]{0,24}", signs="作者")

EDITOR = "(?:责任|执行|美术|网络|本期)?编辑|责编|美编|[一二三初复终]审|总?监制|主编|值班编委"
STAFF = regex(rf"""
    (?:{EDITOR})\s*[:：丨|｜/]\s*[^，。；！？…:：]{{1,24}}
        (?:(?:{EDITOR}|审核?|校对)\s*[:：丨|｜/]\s*[^，。；！？…:：]{{1,24}}){{0,4}}
    """, re.VERBOSE, "编 审 监制")
# These words stand under minutes and official papers as well.
OTHER_STAFF = regex(r"""
    (?:审核?|审校|校对|签发|排版|制图|供稿|撰稿)\s*[:：丨|｜/]\s*[^，。；！？…:：]{1,24}
    """, re.VERBOSE, "审 校 签发 排版 制图 供稿 撰稿")
# The words of a page's buttons and menus.
FONT_SIZE = (r"(?:[\[【(（]?\s*字[号体](?:大小)?[\s:：\[【（(]*"
             r"(?:(?:(?:默认|[超特][大小]|[大中小])[\s\]】）)\[【（(|｜/]*){2,4}"
             r"|T\s*[|｜]\s*T|A-\s*A\s*A\+)|[\[【(（]\s*[大中小]\s+[大中小](?:\s+[大中小])?\s*[\]】）)])")
BUTTON = regex(rf"""
    {FONT_SIZE}
    |(?:[\[【(（]\s*)?(?:
        (?:双击)?(?:自动)?滚屏|(?:我要)?打印(?:本[文页稿]|此[文页]|文章)?|关闭(?:窗口|[本此]页)?|(?:正文|全文|一键|点击)?复制(?:全文|正文|链接|本文|地址)?
        |(?:加入|我要)?收藏(?:本[文页站]|此[文页])?|(?:一键)?分享(?:让更多人看到|到|至)?\s*[:：]?|(?:新浪|腾讯)?微博|微信(?:好友|朋友圈)?|朋友圈
        |QQ(?:空间|好友|群)?|人人网|豆瓣|(?:返回|回到)(?:顶部|首页|列表|目录|上一?[页级])|(?:微信)?扫(?:[一码描][^。！？报答咨参加投观]{{0,16}}(?:手机|关注|分享|浏览|打开|阅读)[^，。！？]{{0,8}}(?:[、，,]分享本文)?|一扫|码|描二维码)
        |(?:我要|发表|查看|网友|精[彩选]|最新|热门|全部|写)?(?:评论|留言|纠错|举报|投稿)|(?:发表|快速)回复|打赏|点赞|转发|推荐给(?:朋友|好友)|发送给好友|告诉好友|关注(?:该|本)公众号|在看|设为首页|电脑版
        |(?:点击|立即|免费|马上|快速)?下载(?:本文|全文|文档|原文|该文档)?|(?:展开|点击|查看|阅读)(?:全文|更多|全部|原文)|收起
        |(?:本[周月日]|今日|最近)热门|热门(?:推荐|文章|标签|专题)|相关(?:内容|文章|阅读|推荐|专题|资讯|文档|附件)|猜你喜欢|二维码|(?:在线|联系)?客服
        |(?:意见|我要)?反馈|用户协议|隐私(?:政策|条款|声明)|(?:关于|联系)我们|网站地图|(?:免责|版权)声明|帮助中心|友情链接|[上下首尾末]一?页|更多|广告(?:服务|合作)?|登录|注册|听新闻|手机(?:看新闻|看|版)|暂无(?:评论|留言)|(?:共有?)?\d+条(?:评论|留言|回复)|我来说两句
        |[顶踩]一下|[顶踩赞]|TOP|点击阅读原文|联系方式|继续阅读|看了又看
        |推荐度\s*[:：]?|视力保护色|网站导航|简体?|繁体?|轻触阅读原文|预览时标签不可点|已同步到看一看|(?:长按|识别|扫描).{{0,8}}二维码(?:关注我们?)?|举报/反馈
        |返回搜狐，查看更多|点击收起全文|使用道具|转藏|好文要顶|关注我|收藏该文|评论加载中[，,]?请稍候\.*
    )(?:\s*[\]】）)])?[:：>»]*
    |[|｜•·]
    """, re.VERBOSE)
DEDE_VOTE = regex(r"\(\d{1,6}\)|\d{1,3}(?:\.\d{1,2})?%|\d{1,4}")  # 顶一下 (12) 85.71%, and counters of shares
# What a heading, or the beginning of a paragraph, of the author's may be as well.
OWN_WORDS = regex("""
    热门专题|相关(?:内容|附件)|精[彩选](?:评论|留言)|我来说两句|(?:关于|联系)我们|联系方式|(?:意见)?反馈|继续阅读|听新闻|(?:我要)?(?:评论|留言|举报|投稿)|(?:免责|版权)声明
    |帮助中心|(?:在线|联系)客服|二维码|朋友圈|人人网|.*扫[一码描].*""", re.VERBOSE)
NEIGHBOUR = regex(r"""
    [‹«<»>›【\[]{0,2}\s*(?P<way>[上下前后])一(?P<unit>[篇页条则个]|主题)(?:文章|新闻|信息|范文)?[】\]]?\s*[:：\s】\]][^。；…]{0,60}
    """, re.VERBOSE, "一")
NEIGHBOURS = regex(r"""
    [‹«<【\[]?\s*[上前]一[篇页条则].{0,4}[:：\s].{0,60}[下后]一[篇页条则].{0,4}[:：\s].{0,60}
    """, re.VERBOSE, "一")

COPYRIGHT = regex(r"""(?!.*(?:(?<!联系)(?<!知)我们|大家|同志|谢谢|法律规定|民法|平台|个人|单位))(?:
    [（(【\[]?(?:本[站网])?(?:免责|版权|特别|郑重)?声明[】\])）]?\s*[:：].*(?:本[站网文]|版权|转载|侵权|仅供参考.*(?:不构成|风险)).*
    |.*(?:版权所有(?!者|.*[，。])|版权所有(?!者).*(?:转载|翻印|违者|不得|ICP|备案)
        |(?:^|(?:本[站网文]|文[章字]|内容|资料|图片|网络|转载).{0,40})版权归(?:原?作者|本[站网]|[^，。]{2,16}(?:网|社|报|公司|局|委|办公室|政府))所有(?![，,])
        |(?:^|^.{1,12}[:：])本[站网](?:所[有载提收发]|不|内容|部分|仅|系|转载|声明|法律|文章|资料|作品).*
            (?:[版著]作?权|转载|侵权|侵犯|网友|原?作者|删除|代表.{0,8}(?:立场|观点)|(?:法律|相关|连带)责任|不(?:承担|负).{0,8}责任)
        |不代表本[站网](?:的?(?:观点|立场|意见)|赞同)
        |(?:如|若|涉|有|无意|发现).{0,14}侵权.{0,24}(?:联系|告知|通知|来[信电]|邮件)(?:本[站网]|我们|站长|管理员|客服)
        |(?:如|若|涉).{0,14}侵权.{0,4}请.{0,10}(?:联系|告知|通知|来[信电]|邮件).{0,24}删除
        |(?:如|若).{0,14}侵犯.{0,30}(?:本[站网]|我们.{0,8}删除)
        |(?:ICP|icp)[备证]\s*\d|公网安备\s*\d|公安.{0,4}备案.{0,4}\d{5,}|网站标识码
        |(?:Rights?|RIGHTS?|rights?)\s*(?:Reserved|RESERVED|reserved)
        |(?:Copyright|COPYRIGHT|copyright)\s*(?:©|\(|\d{4})|©\s*\d{4}).*
    |转载(?:请|须).{0,4}注明[^，]{0,40}
    |本(?:文章?|篇)由.{1,20}(?:上传|投稿|发布|提供)[，,].{0,12}(?:转载|出处).*
    )""", re.VERBOSE,
    "版权 转载 侵权 侵犯 声明 本站 本网 不代表 ICP icp 备 网站标识码 出处 eserved RESERVED "
    "opyright COPYRIGHT ©")
# What platforms say of all that stands on them.
PLATFORM = regex(r"""
    .*(?:仅?提供信息(?:存储|发布)(?:空间)?服务|搜狐号系信息发布平台|百家号作者上传并发布|网易号.{0,4}用户上传并发布|个人知识管理的网络存储空间|转载此文是出于传递更多信息之目的|博主原创文章[，,]遵循).*
    """, re.VERBOSE, "信息 百家号 网易号 存储空间 博主")
NOTICE = regex(r"""(?:
    .*(?:版权归.{2,16}所有|未经.{0,6}(?:授权|许可|允许|同意).{0,12}转载|转载(?:请|须|时|自).{0,6}(?:注明|保留|联系)
        |(?:如有?|若|涉及).{0,12}侵权.{0,30}(?:联系|告知)).*
    |(?:特别|郑重)?(?:说明|提示)\s*[:：].*(?:转载|侵权|仅供参考).*
    )""", re.VERBOSE, "版权 转载 侵权 仅供")
# What the site says of a text that it offers. An author says 我 or 同志们 where he offers one.
GATHERED = "(?:整理|收集|搜集|汇总|精选|编辑|撰写)"
SAMPLES = "(?:范文|模板|例文|美文|作文|(?:讲话|发言|演讲|主持|致辞)[稿词])"
# Whom no speaker thanks or calls up, and who is none; nor is it 缩小编制 or 小编队.
NAMED = "(?<!感谢)(?<!谢谢)(?<!请)(?<!欢迎)(?<!一名)(?<!一个)(?<!一位)(?<!缩)小编(?![们制队组排织写])"
XIAOBIAN = f"{NAMED}.{{0,6}}(?:(?:为|给|帮).*(?:{GATHERED}|带来|推荐|分享|准备|介绍)|{GATHERED})"
OFFERED = f"(?:为(?:了?(?:方便|帮助))?|给|帮)(?:大家|[您你]|各位).{{0,12}}(?:{GATHERED}|带来|推荐|分享|准备)"
HOPES = "(?:希望.{0,12}(?:帮|喜欢|用)|欢迎.{0,8}(?:查看|浏览|分享|收藏|下载)|参考|借鉴|帮助|帮到|阅读)"
FOR_USE = ("(?:供.{0,8}(?:参考|借鉴|阅读)|希望.{0,12}(?:帮|有用|喜欢)"
           "|欢迎.{0,8}(?:阅读|参考|借鉴|查看|浏览|分享|收藏|下载))")
SITES_WORDS = regex("(?!.*(?:我|同志)).*(?:(?:联系|添加|咨询|加).{0,6}客服老师"
                    "|(?:关注|访问|登[录陆]|来自|来源|由|尽在|收藏).{0,12}(?:范文|文秘)网|(?:范文|文秘)网.{0,8}(?:整理|收集|提供|分享|推荐|小编)).*",
                    signs="客服老师 范文网 文秘网")
INTRODUCTION = regex(rf"""(?!.*(?:我|同志))(?:
    .*(?:{XIAOBIAN}.*{HOPES}|(?:本[文篇]|此文|一文|文章|》)[是系]?(?:由|来自|来源于?|为)(?:热心|本[站网])*(?:网友|会员)(?:上传|投稿|提供|分享)
        |不代表本[站网](?:的?(?:观点|立场|意见)|赞同)).*
    |(?:以下|下面|本文|这[篇里])(?:就|便)?(?:[是为]|{OFFERED}).*{SAMPLES}.*{FOR_USE}.*
    |(?:.{{2,40}}一文|以下|下面|本文|这[篇里]).*{OFFERED}.*{SAMPLES}.*{FOR_USE}.*
    |(?!附).{{2,80}}{SAMPLES}[，,](?:仅供|以供|供)(?:大家|[您你]|各位)?(?:参考|借鉴|阅读)[^，。]{{0,12}}[。！!]?
    |[【\[]?(?:导读|正文(?:内容)?)[】\]]?[:：]?
    )""", re.VERBOSE, "小编 网友 会员 不代表 以下 下面 本文 这篇 这里 一文 供 导 正文")
OPENING = regex(r"[【\[]?(?:导语|内容提要)[】\]]?[:：]?|内容[:：]", signs="导语 内容")
# The stock introduction says 我们 of everybody and 我 of the editor; what it offers gives it away.
STOCK = regex(rf"""(?:
    .*{NAMED}.{{0,8}}(?:为|帮|给)?(?:大家|[您你])?.{{0,8}}{GATHERED}.*(?:参考|借鉴|阅读|帮助|帮到|看看|喜欢|分享).{{0,12}}
    |.*(?:以下|下面|这)[是就]?是?我(?:为|给|帮)(?:大家|[您你]).{{0,8}}{GATHERED}.*{SAMPLES}.*{HOPES}.*
    |【导语】.*{GATHERED}.*{HOPES}.*|[【\[]?导[语读][】\]]?[:：].*{SAMPLES}.*{HOPES}.*
    )""", re.VERBOSE, "小编 我为 我给 我帮 导")
FAREWELL = regex(rf"""(?!.*(?:我|同志))(?:
    .*{XIAOBIAN}.*{HOPES}.*
    |(?:以上|上述|上面)(?:就|便|即)?是.*(?:大家|[您你]).{{0,12}}{GATHERED}.*{SAMPLES}.*
    |(?!.*(?:报告|汇报)的?(?:全部|全文))(?:以上|上述|上面)(?:就|便|即)?是.*(?:全部内容|全文).{{0,6}}(?:感谢|谢谢)(?:[您你]|大家)的?(?:阅读|浏览).{{0,4}}
    |(?:感谢(?:阅读|下载)|精品文档|资料来源于?网络)[，,]?(?:欢迎)?(?:阅读|下载|参考)?[!！。]?
    )""", re.VERBOSE, "小编 以上 上述 上面 感谢 精品文档 资料来源")
SUMMARY = regex(rf"(?!.*(?:我|同志))(?:以上|上述|上面)(?:就|便|即)?是.*{GATHERED}.*{SAMPLES}.*",
                signs="以上 上述 上面")
MORE = regex(r"""
    (?!.*我们).{0,20}更多.{0,40}(?:请|敬请|欢迎)(?:关注|访问|浏览|点击|收藏|搜索).{0,30}(?:网站?|频道|栏目|公众号|资讯)[^，。；]{0,8}[。！!]?
    """, re.VERBOSE, "更多")
TITLE_WORDS = regex("(?:讲话|致辞|致词|贺词|发言|演讲|报告|主持词|祝词|献词|稿|用语|方案|意见|总结)$")
COLLECTION = regex(rf"""
    [-—\s]*(?:第\s*[一二三四五六七八九十\d]{{1,3}}\s*篇(?:\s*[:：](?P<part_title>.{{0,60}})|[、\s](?P<part_title2>.{{0,60}}{TITLE_WORDS.pattern}))
        |[【\[(（]?篇\s*[一二三四五六七八九十\d]{{1,3}}[】\])）]?[:：、\s]*(?P<part_title3>.{{0,60}}))
    |.{{2,40}}\s+篇\s*\d{{1,2}}|.{{2,40}}(?:稿|讲话|发言|致辞|演讲|范文)篇\s*[\d一二三四五六七八九十]{{1,2}}
    |[-—•·*\s]+目\s*录\s*[:：]?|(?:本文|文章|范文|篇章)目录\s*[:：]?
    """, re.VERBOSE, "篇 录")
CONTENTS = regex("目\\s*录")
FILE_FACT = regex(r"""
    [-•·*\s]*(?:(?:文[件档])?(?:格式|大小|页数|字数)|文档(?:评分|编号)|上传(?:时间|者|人)|(?:所需|下载)?(?:积分|次数))\s*[:：]\s*
        (?:[\d.\s:/-]+(?:[KMG]?B|页|字|分|次|积分|个?金币)?|docx?|pdf|pptx?|txt|rtf|wps|[Ww]ord|DOCX?)\s*
    """, re.VERBOSE, "格式 大小 页数 字数 评分 编号 上传 积分 次数")
READING_TIME = regex(r"""
    本?(?:篇|文|篇?文章|全文|正文)[^。；！？]{0,6}?\d+\s*个?字.{0,4}(?:读完|阅读|预计|大?约|需要?).{0,12}(?:分钟|秒).{0,4}
    """, re.VERBOSE, "分钟 秒")
URL = "(?P<url>https?://[!-.0-~]{1,80}/[!-~]{1,200})"
ADDRESS = regex(rf"""
    (?:(?:本文|原文|文章|网页|本页)(?:网址)?|(?:本文|原文|文章)?(?:链接)?(?:地址|链接|出处|来[源自]))\s*[:：]\s*{URL}
        (?:\s*转载.{{0,12}})?
    """, re.VERBOSE, "http")
LINK = regex(rf"网址\s*[:：]\s*{URL}", signs="http")
TITLE_LABEL = regex("(?:文章|本文|原)?(?:标题|题目)\\s*[:：]\\s*(?P<title>.{4,60})", signs="标题 题目")
PAGES_TITLE = regex(f"(?:文章|本文|原){TITLE_LABEL.pattern}", signs="标题 题目")
OFFER = regex(r"""
    (?:点击|立即|免费|马上|将本文的?|本)?(?:[Ww]ord|WORD|docx?|DOCX?|pdf|PDF)?(?:文档|版本?)?下载
        [^。]{0,12}(?:[Ww]ord|WORD|docx?|DOCX?|pdf|PDF|文档|格式|到?电脑)[^。]{0,24}
    |(?:立即|马上|点击|免费|请)?(?:开通|升级|购买|充值)(?:为|成为)?(?:本站|网站)?(?:VIP|vip)(?:会员)?(?:$|[,，]|即|后|免费|享|下载).{0,30}
    |推荐度\s*[:：].{0,30}|(?:文档|本文)(?:为|格式[:：为])\s*\w{3,5}(?:格式)?
    |[-—\s]*(?:(?:[Tt]he|THE)\s)?(?:[Ee]nd|END)[-—\s]*|[-—=\s（(]*(?:全文|正文)(?:完|结束)[-—=\s）)]*
    """, re.VERBOSE, "下载 开通 升级 购买 充值 推荐度 文档 本文 nd ND 完 结束")
OWNER = regex(r"""
    (?:(?:主办|承办|协办|主管)(?:单位)?|技术支持|(?:联系)?(?:地址|电话|邮编|邮箱|传真))\s*[:：].{2,80}
    """, re.VERBOSE, "主办 承办 协办 主管 技术支持 地址 电话 邮编 邮箱 传真")
CREDIT = regex(r"""
    [(（【]\s*(?:(?:本[报刊网台]|全媒体|融媒体|见习|实习|特约)+(?:记者|通讯员|编辑(?!部))
        |(?:记者|通讯员|责编|责任编辑|编辑|摄影|供稿|撰稿|录入|稿件来源|文章来源)[\s:：/]
        |来源\s*[:：](?=[^《》]{2,30}(?:[网报社台刊]|客户端|公众号|新闻|在线|政府|办公室|中心)[)）】\s]))
    (?:[^()（）。；！？，您谢]|\([^()]{1,6}\)|[，,]\s*(?=记者|通讯员|编辑|摄影|责编|见习|实习)){0,40}[)）】]
    """, re.VERBOSE, "( （ 【")
SOURCE_CREDIT = regex(r"[(（【]\s*来源\s*[:：][^()（）。；！？]{1,40}[)）】]", signs="来源")
SPAM = regex(r"[^_，。；！？\s]{4,60}(?:_[^_，。；！？]{4,40}){2,}", signs="_")
SITED = regex(rf"""
    (?P<title>[^_|，。；！？]{{6,60}}?)(?:\s*[-_|]\s*[^-_|—，。；！？]{{2,12}}){{0,2}}\s*[-_|]\s*(?P<site>{SITE})
    """, re.VERBOSE, "网 在线 文库 论坛")
# Letters and digits in turns, as no word has them: k3Xq9Pz2
RANDOM = regex(r"""
    (?=[A-Za-z\d]{6,40}$)(?!.*(?:[A-Za-z]{5}|\d{5}))(?=.*[a-z])\d*(?:[A-Za-z]+\d+){2,}[A-Za-z]*
    """, re.VERBOSE)
# A line that begins what is no longer this page.
OTHER_PAGES = regex(r"""(?:【.{2,60}】的?|[\s【\[|▍■·•]*)(?:
    (?:延伸|相关|推荐|拓展|扩展|更多|关联)(?:阅读|新闻|文章|报道|链接|专题|主题|内容|推荐|资讯|信息|稿件|文档|资料|范文)
    |(?:最新|热门|精彩|为[您你]|编辑|小编|今日|猜[您你]|往期)(?:推荐|评论|文章|新闻|资讯|喜欢|内容|阅读|专题|回顾|精彩回顾)
    |喜欢(?:此|该|本)?(?:内容|文章)的人还(?:喜欢|看了)
    |(?:发表|我要|写|用户|网友|全部|查看|所有|精选)?(?:评论|留言|跟[帖贴])
    |[您你]可能(?:也|还|会)*(?:喜欢|感兴趣)(?:的(?:文章|内容|新闻))?|猜[您你]感兴趣|更多(?:热门|精彩|相关)(?:推荐|内容|文章)
    |看[过了](?:这篇|此文|本文|该文|.{4,40}?)的[人还].{0,12}
    )[\s】\]:：>»(（)）\d条个]*""", re.VERBOSE)
# What no list of other pages has in it: cries, books, points of a speech, verses by turns, thanks.
NO_OTHER_PAGE = regex(r"[！!：:]$|^(?:\d{1,2}[.．、])?\s*《[^》]*》$|谢谢|再见"
                      "|^[一二三四五六七八九十]+[是、]|^第[一二三四五]|^[甲乙丙丁合]：")
POSTED = regex(r"暂无|\d楼|登[录陆]|\d{4}[-/]\d|\d(?:分钟|小时|天)前|发表于")  # what comments have
# Of these headings, those that no author has.
COMMENTS = "评论|留言|跟[帖贴]"
THEIRS = regex("(?:相关|热门|最新|关联|更多)(?:新闻|文章|阅读|报道|推荐|主题|文档|范文)"
               f"|看|猜|喜欢|兴趣|{COMMENTS}")
ENDS_SENTENCE = regex("[。！？!?…][”’）】)]?$")

SURNAMES = (  # the hundred that most people have (公安部, 二〇一九年全国姓名报告)
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆"
    "范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"
    # and some more
    "习温施洪翟颜倪牛季俞章鲁葛伍申尤毕聂焦柳邢岳齐梅庄辛祝涂祁舒耿詹苗凌费纪靳盛童欧甄项曲裴席卫鲍霍翁隋甘景包柏宁柯阮")
# What a title is not: a label, a sentence, something in brackets; and, unless it says that it
# is a speech, an address, a heading, or a date.
NO_TITLE = regex("[(（〔]|[^:：]{1,4}[:：]|.*(?:[。；;].*|[：:，,、…！!])$")
ADDRESSED = "尊敬|敬爱|亲爱|尊贵|各位|诸位|大家|同志|女士|先生|朋友|同学|老师"
# Above a date line of the site stands its title, unless it is an address or a sentence.
NO_DATED_TITLE = regex(f"[。：:；;，,]$|(?:{ADDRESSED}).{{0,12}}[!！]$|大家.{{0,4}}好$"
                       f"|(?:老师|朋友)们?$|局$|委员会$|^[(（〔]|[:：].*[，。]"
                       f"|^[^:：]{{1,5}}[:：](?!.{{6,}}{TITLE_WORDS.pattern})|(?:^|\\s)[{SURNAMES}][{HAN}]{{1,2}}$")
NO_BARE_TITLE = regex(rf"""
    (?:{ADDRESSED}|主席|今天|现在)
    |.*(?:[我你您他她们请很吗呢，,]|是一|书记$|主席$|先生$|女士$|人民政府$|图书馆$|的博客$|局$|委员会$|办公室$|\d日$)
    |第?[一二三四五六七八九十百〇零\d]+(?:、|[.．](?!\d)|[章节条款篇编](?!\w))
    |{STAMP.pattern}(?:\s|$)|[〇零一二三四五六七八九]{{4}}年
    """, re.VERBOSE)
SAYS = regex("[我请]|现在|下面|首先|这是|以下|年")  # a speaker, or a heading; no second line of a title
FILE_NAME = regex(r"\.(?:docx?|pdf|wps|txt|pptx?|rtf)$")
WRAPPED_TITLE = regex("^《?([^《》]+?)》?(?:（全文）)?[:：]?$")
# Under the title an author may say who speaks, and when and where: these lines stay.
OFFICE = "|".join("""
    主席 总统 总理 书记 部长 省长 市长 县长 区长 州长 镇长 乡长 村长 局长 厅长 司长 处长 科长 主任 院长
    校长 所长 台长 行长 董事长 总经理 总裁 会长 理事长 秘书长 委员 委员长 司令 司令员 政委 检察长 特首 长官
    大使 代表 教授 院士 组长 队长 厂长""".split())
NAME = rf"(?:[{HAN}]{{2,4}}|[{HAN}]\s+[{HAN}]|[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}})+)(?<!们)"
NO_NAME_OF_A_PERSON = f"[您你好早晚谢我]|全体|{ADDRESSED}|.{{0,2}}(?:{ADDRESSED}|{OFFICE})"
SPEAKER = regex(rf"""
    [(（]?(?!{ADDRESSED}|献给|致)(?:(?:演讲|讲话|主讲|发言|致辞|致词|报告|主持)[人者]\s*[:：]\s*
        (?P<said>(?!{NO_NAME_OF_A_PERSON})[{HAN}]{{2,30}}(?:\s+[{HAN}]{{1,4}}){{0,2}})
    |[{HAN}、]{{0,38}}(?:{OFFICE})[:：]\s*(?P<named>(?!{NO_NAME_OF_A_PERSON})(?=[{SURNAMES}]){NAME})
    |(?P<speaker>(?:[{HAN}、]{{2,40}}\s+)?[{HAN}、]{{0,38}}(?:{OFFICE})\s+(?!{NO_NAME_OF_A_PERSON}){NAME}))[)）]?
    """, re.VERBOSE, f"人 者 {OFFICE.replace('|', ' ')}")
# The first line of a title whose second is 在…上的讲话: 青禾县委书记李明.
SPEAKER_FIRST = regex(f"(?:{OFFICE})[{HAN}]{{2,4}}$|(?:委|政府|局|厅)$")
BARE_NAME = regex(f"(?=[{SURNAMES}]){NAME}")  # beside a date of delivery
DELIVERED = regex(rf"""
    [-—\s]*[(（]?(?:(?:会议|讲话|演讲|发言)?时间\s*[:：]\s*)?
        (?P<date>(?:19|20)\d\d\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日)
        (?:\s?(?:[上下]午|晚上?))?(?:\s?\d{{1,2}}[时点]半?)?
        (?:[，,、\s]+(?!星期|周[一二三四五六日]|[{HAN}]*(?:[了我你您是的]|大家))[{HAN}·]{{1,20}}(?<![网社报])
        |[，,\s]*[在于](?:[{HAN}]{{2,40}}上|[{HAN}]{{2,12}}))?[)）]?
    |[(（](?P<dotted>(?:19|20)\d\d\.\d{{1,2}}\.\d{{1,2}})[)）]
    """, re.VERBOSE, "年 .")
FIGURES = dict(zip("〇○零一二三四五六七八九", "000123456789", strict=True))
NUMBER = "[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
CHINESE_DATE = regex(f"([一二][{''.join(FIGURES)}]{{3}})年({NUMBER})月({NUMBER})日")


def iso_date(text: str) -> str | None:
    """Return the ISO 8601 form of the first date in ``text``, as exact as it is; None if there is none."""
    found = STAMP.search(text)
    if not found:
        return None
    date = f"{found['year']}-{found['month']:0>2}-{found['day']:0>2}"
    time = f"T{found['hour']:0>2}:{found['minute']}" if found["hour"] else ""
    time += f":{found['second']}" if found["second"] else ""
    return next(filter(_is_date, (date + time, date)), None)  # 24:00 is no time, the 31st of June no date


def _is_date(stamp: str) -> bool:
    try:
        datetime.fromisoformat(stamp)
    except ValueError:
        return False
    return True


def is_title(line: str) -> bool:
    """Tell whether a first line is a title: short, but no name; no sentence, address or heading."""
    if len(line) > LONGEST_TITLE or NO_TITLE.match(line) or SITE_LINE.fullmatch(line):
        return False
    if TITLE_WORDS.search(line):
        return True
    return not NO_BARE_TITLE.match(line) and len(HAN_CHAR.findall(line)) > 4 and not _speaker(line)


def header_text(text: str) -> str:
    """Set a header value as the body is set: full-width marks, single spaces, nothing invisible."""
    page = Page(_plain_line(text))
    return apply(page, "punctuation", punctuation(page))[0].text


def _plain_line(text: str) -> str:
    seen = text if text.isprintable() else (
        " " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in text
        if unicodedata.category(char) != "Cf")
    return " ".join("".join(seen).split())


AS_FACT: dict[str, Callable[[str], Any]] = {
    "site": str, "url": str, "stated": int, "shown": int, "title": header_text, "part_title": header_text}


def _speaker(line: str) -> re.Match[str] | None:
    """Match a line that says who speaks."""
    return SPEAKER.fullmatch(line) if len(line) <= LONGEST_UNDER_TITLE else None


def _delivery(line: str) -> re.Match[str] | None:
    """Match a line that says when and where a speech was held; a date in Chinese numbers, in figures."""
    if len(line) > LONGEST_UNDER_TITLE:
        return None
    return DELIVERED.fullmatch(CHINESE_DATE.sub(lambda date: f"{_figures(date[1])}年{_figures(date[2])}月"
                                                             f"{_figures(date[3])}日", line))


def _figures(number: str) -> str:
    """Write a Chinese number in figures: 二〇一六, 十, 二十, 三十一."""
    tens, ten, ones = number.rpartition("十")
    parts = (tens or "一", ones or "零") if ten else number
    return "".join(FIGURES[part] for part in parts)


def _furniture(line: Line, rules: tuple[Rule, ...]) -> Part | None:
    for rule in () if line.is_long else rules:
        facts = rule.read(line)
        if facts is not None:
            return Part([line], rule.name, facts, rule.whose)
    return None


def _shape(pattern: re.Pattern[str]) -> Callable[[Line], Facts | None]:
    """Make a rule of a shape that fills the line; its groups are what it tells."""
    def read(line: Line) -> Facts | None:
        found = pattern.fullmatch(line.view)
        if not found:
            return None
        # part_title2: the name of a group may not stand twice in a pattern
        groups = {key: key.rstrip("23") for key, value in found.groupdict().items() if value}
        return {key: AS_FACT[key](line.text[slice(*found.span(group))])
                for group, key in groups.items() if key in AS_FACT}
    return read


def _labels(line: Line) -> Facts | None:
    """Read the date, if any, of labels with a machine's values (发表时间:2020/12/10 浏览次数:12)."""
    if line.is_prose:
        return None
    view = BRACKET_SPACE.sub("", re.sub(FONT_SIZE, " ", line.view))  # [ 打印 ]
    view = " ".join(word for word in view.split() if not _is_button(word))
    labels = list(LABEL.finditer(view))
    stops = [*(label.start() for label in labels[1:]), len(view)]
    values = [view[label.end():stop].strip() for label, stop in zip(labels, stops, strict=False)]
    lead, stamps = STAMP.sub("", view[:labels[0].start()] if labels else ""), list(STAMP.finditer(view))
    if not labels or not _are_machines(lead, labels, values, stamps):
        return None
    dated = (value for label, value in zip(labels, values, strict=True) if label["date"])
    date = next(filter(None, map(iso_date, (*dated, *(stamp[0] for stamp in stamps)))), None)
    return {"date": date} if date else {}


def _are_machines(lead: str, labels: list[re.Match[str]], values: list[str],
                  stamps: list[re.Match[str]]) -> bool:
    """Tell labels that a machine has set, with what stands before them, from an author's (时间：…)."""
    if not all(map(_is_value, labels, values)):
        return False
    kinds = Counter(label.lastgroup for label in labels)
    edited = kinds["shared"] > 1 and (stamps or any(EDITORS_WORD.match(label[0]) for label in labels))
    carded = kinds["card"] > 1 and any(CARD.match(label[0]) for label in labels)
    counted = kinds["staff"] or kinds["count"] or kinds["counted"] or edited or carded
    dated = any(label["date"] and STAMP.match(value) for label, value in zip(labels, values, strict=True))
    clocked = any(stamp["hour"] and _is_machine_stamp(stamp) for stamp in stamps)
    named = LABEL_VALUE.fullmatch(lead) and ((stamps and counted) or (dated and clocked))
    if not (named or BETWEEN_LABELS.fullmatch(lead)):
        return False
    if counted or dated:
        return True
    if any(UNKNOWN_LABEL.search(STAMP.sub("", value)) for value in values):  # minutes: 时间：… 地点：…
        return False
    several = len(labels) > 1
    sourced = several and any(kind not in (None, "when", "card", "shared") for kind in kinds)
    if kinds["when"]:  # the minutes of a meeting begin so, but without seconds
        return any(stamp["second"] or (several and (sourced or _is_machine_stamp(stamp))) for stamp in stamps)
    return bool(stamps and sourced) or any(stamp["second"] or _is_machine_stamp(stamp) for stamp in stamps)


def _labels_below(lines: list[Line]) -> Part | None:
    """Read labels that stand in lines of their own, one below the other, as if they were one line."""
    read: list[tuple[int, str]] = []  # how many lines down to the end of each label, and its text
    size = 0
    while size < min(len(lines), LABELS):
        view, size = lines[size].view, size + 1
        if view.endswith((":", "：")) and size < len(lines) and len(view) < 12:  # its value stands below it
            view, size = view + lines[size].view, size + 1
        if len(view) > LONGEST_UNDER_TITLE or not LABEL.match(view):
            break
        read.append((size, view))
    dated = any(STAMP.search(view) for _, view in read)  # else there is nothing to be learnt
    for n in range(len(read) if dated else 0, 0, -1):
        joined, size = " ".join(view for _, view in read[:n]), read[n - 1][0]
        below = lines[size].view if size < len(lines) else ""
        minutes = SIGNATORY.match(below) and not LABEL.match(below)
        if size > 1 and not minutes and (facts := _labels(Line(joined, joined, 0, 0))) is not None:
            return Part(lines[:size], "date and source line", facts)
    return None


def _is_button(word: str) -> bool:
    return len(word) > 1 and bool(BUTTON.fullmatch(word))


def _is_value(label: re.Match[str], value: str) -> bool:
    listed = label["card"] or label["list"] is not None
    shape = LABEL_COUNT if label["count"] else LABEL_LIST if listed else LABEL_VALUE
    return bool(shape.fullmatch(STAMP.sub("", value)))


def _stamp(line: Line) -> Facts | None:
    """A date by itself, as a machine writes it, and perhaps a counter."""
    if line.is_long:
        return None
    view = re.sub(FONT_SIZE, "", line.view).strip("()（）[]【】 　")
    stamp = STAMP.search(view)
    if not stamp:
        return None
    lead, rest, by_machine = view[:stamp.start()], view[stamp.end():], _is_machine_stamp(stamp)
    begins = not lead or (by_machine and NAME_BEFORE.fullmatch(lead)
                          and (stamp["hour"] or MEDIUM_BEFORE.match(lead)))
    ends = SITE_STAMP.fullmatch(rest) or (by_machine and (
        STAMP_END.fullmatch(rest) or ("-" in stamp[0] and stamp["hour"] and PLACE_BEHIND.fullmatch(rest))))
    if not begins or not ends:
        return None
    date = iso_date(stamp[0])
    return {"date": date} if date else None


def _is_machine_stamp(stamp: re.Match[str]) -> bool:
    """Tell 2020-3-5 and 2020年03月05日 10:00 from 2008年5月12日14:28, which an author writes."""
    return bool(re.search("[-/]|[T\\s]\\d{1,2}:|[年月]0.*:", stamp[0]))


def _buttons(line: Line) -> Facts | None:
    if _button(line) is None:
        return None
    buttons = [found[0] for found in BUTTON.finditer(line.view)]
    sure = len(buttons) > 1 or any(len(button) > 2 and not OWN_WORDS.fullmatch(button.strip("：: "))
                                   for button in buttons)
    return {} if sure else None


def _button(line: Line) -> Facts | None:
    if line.is_prose:
        return None
    rest, words = BUTTON.subn("", line.view)
    bare = re.sub(r"[\s/()（）\[\]]|(?<!\d)\d{1,4}(?!\d)|共\d+页[:：]?", "", rest)
    return {} if words and not bare else None


def _titled_part(line: Line) -> Facts | None:
    """第一篇:开会讲话稿, 讲话稿 篇1; 第一篇：理想 may be a heading of the author's."""
    facts = _shape(COLLECTION)(line)
    is_label = facts == {} and not line.view.startswith("第")  # 【篇一】, 目录
    return facts if is_label or TITLE_WORDS.search(line.view.rstrip("0123456789 篇")) else None


def _joined(line: Line) -> Facts | None:
    return {} if SPAM.fullmatch(line.view) and len(HAN_CHAR.findall(line.view)) > 6 else None


EITHER_END = (
    Rule("date and source line", _labels),
    Rule("buttons", _buttons),
    Rule("reading time", _shape(READING_TIME)),
    Rule("facts of a file", _shape(FILE_FACT), whose="either"),
    Rule("address", _shape(ADDRESS)),
    Rule("address", _shape(LINK), whose="either"),
    Rule("joined titles", _joined),
    Rule("source line", _shape(SOURCE), whose="likely"),
    Rule("source line", _shape(AUTHOR), whose="either"),
    Rule("staff", _shape(STAFF), whose="likely"),
    Rule("staff", _shape(OTHER_STAFF), whose="either"),
    Rule("button", _button, whose="likely"),
)
HEAD_RULES = (
    Rule("date and source line", _stamp),
    Rule("title with its site", _shape(SITED)),
    *EITHER_END,
    Rule("part of a collection", _titled_part),
    Rule("part of a collection", _shape(COLLECTION), whose="either"),
    Rule("name of the site", _shape(SITE_LINE), whose="either"),
    Rule("welcome", _shape(WELCOME)),
    Rule("welcome", _shape(TODAY), whose="either"),
    Rule("introduction", _shape(INTRODUCTION)),
    Rule("introduction", _shape(STOCK)),
    Rule("copyright", _shape(PLATFORM)),
    Rule("introduction", _shape(SITES_WORDS), whose="either"),
    Rule("introduction", _shape(OPENING), whose="either"),
)
TAIL_RULES = (
    *EITHER_END,
    Rule("counter", _shape(DEDE_VOTE), whose="either"),
    Rule("previous and next", _shape(NEIGHBOURS)),
    Rule("copyright", _shape(COPYRIGHT)),
    Rule("copyright", _shape(PLATFORM)),
    Rule("copyright", _shape(NOTICE), whose="either"),
    Rule("farewell", _shape(MORE), whose="either"),
    Rule("farewell", _shape(FAREWELL)),
    Rule("farewell", _shape(SUMMARY), whose="either"),
    Rule("farewell", _shape(SITES_WORDS), whose="either"),
    Rule("offer", _shape(OFFER)),
    Rule("credits", _shape(CREDIT)),
    Rule("credits", _shape(SOURCE_CREDIT), whose="either"),
    Rule("title line", _shape(PAGES_TITLE), whose="likely"),
    Rule("title line", _shape(TITLE_LABEL), whose="either"),
    Rule("owner of the site", _shape(OWNER), whose="either"),
    Rule("name of the site", _shape(SITE_LINE), whose="either"),
)


# --- extract: HTML to lines -----------------------------------------------------------------
#
# The speech of a page is where most Chinese stands in sentences outside links. Each element
# is given what its lines have of it, less for each level between: a parent is chosen over
# its child only if it adds text. The page's title above it and the list of other pages
# below it are its limits; the lines of furniture left at its edges fall to `chrome`, where
# each is accounted for.

HTML = regex(r"<(!doctype\s+html|html|head|body)\b[^<>]*>", re.IGNORECASE)
LINE_TAGS = frozenset("""
    address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section
    summary table tbody td tfoot th thead tr ul""".split())
CELLS = frozenset({"td", "th"})
HEADINGS = frozenset({"h1", "h2", "h3"})
UNSEEN_TAGS = frozenset("""
    applet area audio button canvas embed head iframe input map math noframes noscript object option rp rt
    script select style svg template textarea title video""".split())
UNSEEN = regex(r"(?i)display\s*:\s*none")  # what is only invisible may be shown by a script
NO_SIZE = regex(r"(?i)font-size\s*:\s*0(?!\.?[1-9])")  # of a wrapper it only closes gaps
ASIDE = frozenset("comment comments footer copyright sidebar related recommend".split())
NOT_ASIDE = frozenset("no has with".split())  # <div class="no-sidebar">: what the page around it has
SENTENCE_MARK = regex("[，。！？；,!?;]")
BETWEEN = 12  # lines that may stand between title and speech
# What stands in <title> and is no title: the name of the site, of a template.
NO_NAME = regex(
    r"\S*(?:网站?|门户|在线|平台|频道|栏目|首页|主页|无标题(?:文档|页面?)?|新建网页.*|[Uu]ntitled.*|[Hh]ome)")
LEVEL = 0.7   # what is left of a line's worth one level up: a parent has to add 3/7 of what its child has
LEVELS = 30   # above these a line is worth nothing
ASIDE_WORTH = 0.02  # the worth of lines above the title, among comments, or where other pages are listed
ENCLOSED = regex(r"附[件录表]?\s*\d*\s*[:：]")  # an author's, though it is a link
# What stands in <title> between the page's title and the site's name.
SEPARATOR = regex(r"\s*[_|–—«»<>]+\s*|\s*-+\s+|\s+-+\s*|-+(?=[^-]*$)")
DATE_KEY = regex(r"(?i)pub(?:lish(?:ed)?)?[-_]?(?:date|time)|release[-_]date|^date$|^dc\.date")
DATE_IN_DATA = regex(r"""(?:"(?:datePublished|pubDate)"\s*:|createTime\s*=)\s*["']([^"'<>]{8,40})["']""")


class Row(NamedTuple):
    """A line as a page shows it, and the element that holds it.

    ``prose`` counts its Chinese characters outside links, if it has sentence marks and is not
    mostly links; ``linked`` says whether all of them are links, ``aside`` whether the page
    calls the place a comment, a footer or the like. ``rest`` is what is not linked of it.
    """

    text: str
    block: Any
    prose: int
    linked: bool
    aside: bool
    rest: str

    @property
    def view(self) -> str:
        """The line in Simplified."""
        return _simple(self.text)

    @property
    def line(self) -> Line:
        """The line as the rules of furniture look at it."""
        return Line(self.view, self.text, 0, 0)


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
    """Return the page with the lines of its speech, below its breadcrumb and its title.

    No container is thrown away by its tag: bodies stand in forms, in layout tables, in <font>.
    An included header often ends the page (</body>) before it has begun, so these tags do not
    count. What is left out is on no record: the account begins with the lines found here.
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
    lines = Lines(root)
    names = root.xpath("//title/text() | //meta[@property='og:title']/@content")
    name = max(map(_spaced, names), key=len, default="")
    heading = _heading(lines.rows, name)
    if heading and lines.rows[heading.start].aside:  # where the title stands is the page, by whatever name
        lines.rows = [row._replace(aside=False) for row in lines.rows]
    start, end = _speech(lines, heading)
    if heading:
        title = "".join(row.text for row in lines.rows[slice(*heading)])
    else:
        title = next((part for part in SEPARATOR.split(name) if part and not NO_NAME.fullmatch(part)), "")
    between = lines.rows[heading.end:start] if heading else []
    said = filter(_may_be_said, between if len(between) <= BETWEEN else ())
    body = (row.text for row in (*said, *_without_lists(lines.rows[start:end])))
    shown = [_breadcrumb(lines, start), title, *body]
    facts = _page_facts(root, lines.rows, heading, Span(start, end))
    if "site" in facts and page.script == "hans" and is_traditional(text):
        facts["site"] = _simple(facts["site"])
    return replace(page, text="\n".join(filter(None, shown)), titled=bool(title), facts=facts)


class Lines:
    """The lines that a page shows, and which of them each element holds."""

    def __init__(self, root: Any) -> None:
        from lxml import etree  # noqa: PLC0415 - for HTML only
        self.rows: list[Row] = []
        self.spans: dict[Any, Span] = {}
        self.pieces: list[tuple[str, bool]] = []
        self.blocks = [root]
        self.opened: list[list[str]] = []  # what each open element says of the lines in it
        self.inside = Counter[str]()  # how many open elements say so
        walk = etree.iterwalk(root, events=("start", "end"))
        hidden = None
        for event, element in walk:
            if event == "end":
                if element is not hidden:
                    self.close(element)
                self.add(element.tail)
            elif _is_seen(element):
                self.open(element)
            else:
                walk.skip_subtree()
                hidden = element
        self.end_line()

    def open(self, element: Any) -> None:
        """Enter an element."""
        if element.tag in LINE_TAGS and not (element.tag in CELLS and self.inside["data"]):
            self.end_line()
            self.spans[element] = Span(len(self.rows), -1)
            self.blocks.append(element)
        self.opened.append(list(_says(element)))
        for kind in self.opened[-1]:
            self.inside[kind] += 1
        self.add(element.text)

    def close(self, element: Any) -> None:
        """Leave an element."""
        for kind in self.opened.pop():
            self.inside[kind] -= 1
        if element in self.spans:
            self.end_line()
            self.blocks.pop()
            self.spans[element] = Span(self.spans[element].start, len(self.rows))
        elif element.tag in CELLS:
            self.add(" ")

    def add(self, text: str | None) -> None:
        """Take up a piece of a line; in <pre>, a line feed ends one."""
        is_link = self.inside["link"] > 0
        first, *others = (text or "").split("\n") if self.inside["pre"] else [text or ""]
        self.pieces.append((first, is_link))
        for other in others:
            self.end_line()
            self.pieces.append((other, is_link))

    def end_line(self) -> None:
        """Make a line of the pieces since the last one."""
        text = _spaced("".join(piece for piece, _ in self.pieces))
        if text:
            linked = sum(len(HAN_CHAR.findall(piece)) for piece, link in self.pieces if link)
            free = len(HAN_CHAR.findall(text)) - linked
            prose = free if SENTENCE_MARK.search(text) and free > linked else 0
            rest = _spaced("".join(piece for piece, link in self.pieces if not link))
            aside = self.inside["aside"] > 0
            self.rows.append(Row(text, self.blocks[-1], prose, linked > free == 0, aside, rest))
        self.pieces.clear()


def _is_seen(element: Any) -> bool:
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
    if element.tag == "tr" and _is_data(element):
        yield "data"
    if _is_aside(element):
        yield "aside"


def _is_data(element: Any) -> bool:
    """Tell a row of data, to be kept in one line, from one that only sets the page out."""
    return all(below.tag in CELLS or below.tag not in LINE_TAGS for below in element.iterdescendants())


def _is_aside(element: Any) -> bool:
    names = element.get("class", "") + " " + element.get("id", "")
    if names == " ":
        return False
    named = set(re.split(r"[\s_-]+", names.lower()))
    is_page = element.tag in ("html", "body", "article", "main")
    return bool(named & ASIDE) and not (is_page or named & NOT_ASIDE)


def _spaced(text: str) -> str:
    """Set spaces as a browser shows them: one for many, none for a line end between Chinese characters."""
    if "\n" in text:
        text = re.sub(rf"(?<=[{CJK}])[ \t\r]*\n\s*(?=[{CJK}])", "", text)
    return re.sub(r"[ \t\r\n\f]+", " ", text).strip(" ")


def _heading(rows: list[Row], name: str) -> Span | None:
    """Find the lines that show the title: those that <title> has in it, or else the only h1, or what
    calls itself a speech above the first prose.

    The longer the likelier; so is a heading, and what <title> begins with, since the site's
    name, at its end, may be shown as well.
    """
    name = "".join(name.split())
    likely: dict[Span, float] = {}
    for n, row in enumerate(rows):
        for size in (1, 2, 3):
            bare = "".join("".join(one.text for one in rows[n:n + size]).split())
            if bare not in name:
                break
            if len(HAN_CHAR.findall(bare)) >= 4:
                weight = 1 + name.startswith(bare) + (row.block.tag in HEADINGS)
                likely[Span(n, n + size)] = len(bare) * weight
    found = [n for n, row in enumerate(rows) if row.block.tag == "h1" and HAN_CHAR.search(row.text)]
    only = Span(found[0], found[-1] + 1) if len({rows[n].block for n in found}) == 1 else None
    first = next((n for n, row in enumerate(rows) if row.prose), 0)
    above = (Span(n, n + 1) for n in range(first - 1, max(first - 9, -1), -1)
             if not rows[n].linked and is_title(view := rows[n].view) and len(view) > 4
             and TITLE_WORDS.search(view))
    return max(likely, key=likely.__getitem__) if likely else only or next(above, None)


def _speech(lines: Lines, heading: Span | None) -> Span:
    """Find the lines of the speech: those of the element with the most prose, and what goes on beside it."""
    rows, spans = lines.rows, lines.spans
    worth: dict[Any, float] = defaultdict(float)
    first = heading.end if heading else 0
    others = _first_other(rows, first)
    counts = [0 if row.prose and COPYRIGHT.fullmatch(row.view) else row.prose for row in rows]
    if not any(counts):  # verse, or slogans; but not a bare menu
        counts = [0 if row.linked else len(HAN_CHAR.findall(row.rest)) for row in rows]
        counts = counts if sum(counts) >= 10 else []
    for n, (row, count) in enumerate(zip(rows, counts, strict=False)):
        if count:
            is_other = row.aside or not first <= n < others
            for level, element in enumerate(islice(_above(row.block, spans), LEVELS)):
                worth[element] += count * LEVEL ** level * (ASIDE_WORTH if is_other else 1)
    if not worth:
        raise CleanError(NO_CHINESE)
    best = max(worth, key=worth.__getitem__)
    near = spans[list(islice(_above(best, spans), 3))[-1]]  # of the element around the one around it
    start, end = spans[best]
    start = max(start, first) if first <= end else start
    while start > first and _goes_on(rows[start - 1], above=True):
        start -= 1
    while (reach := _reach(rows, end, near.end)) > end:
        end = reach
    return Span(start, min(end, _first_other(rows, start)))


def _above(element: Any, spans: dict[Any, Span]) -> Iterator[Any]:
    """Yield the element and those around it, from the innermost: of those with the same lines, the first."""
    last = None
    for one in chain([element], element.iterancestors()):
        if one in spans and spans[one] != last:
            last = spans[one]
            yield one


def _reach(rows: list[Row], end: int, limit: int) -> int:
    """Return how far the speech goes on behind ``end``: a line, if need be behind an advertisement or two."""
    for n in range(end, min(end + 3, limit)):
        if _goes_on(rows[n], above=False) and (n == end or rows[n].prose):
            return n + 1
        if not (rows[n].linked or _furniture(rows[n].line, TAIL_RULES)):
            break
    return end


def _goes_on(row: Row, *, above: bool) -> bool:
    """Tell whether a line beside the chosen element is of the speech: an author's last lines may be of any
    kind (谢谢大家！; his name, a date); above are prose, an address (同志们：), who speaks and when.
    """
    view = row.view
    if row.aside or row.linked or not re.search(r"\w", row.rest) or OTHER_PAGES.fullmatch(view):
        return False
    if above:
        said = _delivery(view) or _speaker(view)
        return bool(row.prose or said or view.endswith(("：", ":", "！", "!")))
    return not _furniture(row.line, TAIL_RULES) and len(row.rest) * 2 > len(row.text)


def _may_be_said(row: Row) -> bool:
    """Tell whether a line between title and speech may be the author's: a subtitle, who speaks, a heading."""
    view = row.view
    is_site = row.aside or row.linked or OTHER_PAGES.fullmatch(view) or len(row.rest) * 2 < len(row.text)
    return not is_site and len(view) > 1 and not _furniture(row.line, HEAD_RULES)


def _first_other(rows: list[Row], start: int) -> int:
    """Return where, after some prose, the list of other pages begins; the number of rows if nowhere.

    Not where prose goes on beside the heading, in the element whose prose stands above it.
    """
    last = {around: n for n in range(start, len(rows)) if rows[n].prose for around in _beside(rows[n])}
    above: set[Any] = set()
    for n in range(start, len(rows)):
        row = rows[n]
        if above and not row.prose and OTHER_PAGES.fullmatch(_simple(row.rest)) \
                and not any(around in above and last[around] > n for around in _beside(row)):
            return n
        above.update(_beside(row) if row.prose else ())
    return len(rows)


def _beside(row: Row) -> tuple[Any, Any]:
    """Return the element that holds a line and the one around it: its neighbours' as well."""
    return row.block, row.block.getparent()


def _without_lists(rows: list[Row]) -> Iterator[Row]:
    """Leave out comments, and lines that are all links: at the edges, three and more in a row, buttons."""
    own = [row for row in rows if not row.aside]
    rows = own if sum(row.prose for row in own) > ASIDE_WORTH * sum(row.prose for row in rows) else rows
    groups = [(links, list(group)) for links, group in groupby(rows, lambda row: row.linked)]
    for n, (links, group) in enumerate(groups):
        inside = 0 < n < len(groups) - 1 and len(group) < 3
        for row in group:
            view = row.view if links else ""
            if not links or ENCLOSED.match(view) or (inside and not BUTTON.fullmatch(view)):
                yield row


def _breadcrumb(lines: Lines, end: int) -> str:
    """Return the line, or the list as a line, that says where on its site the page stands; or ""."""
    lists = (" > ".join(row.text for row in lines.rows[slice(*span)]) for element, span in lines.spans.items()
             if "crumb" in f"{element.get('class')} {element.get('id')}".lower())
    shown = chain((row.text for row in lines.rows[:end]), lists)
    return next((text for text in shown if CRUMBS.fullmatch(_simple(PINYIN.sub("", text)))), "")


def _page_facts(root: Any, rows: list[Row], heading: Span | None, body: Span) -> Facts:
    """Return what a page tells beside its text: when it was published, its site, its address."""
    meta = {(tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower():
            tag.get("content") or "" for tag in root.iter("meta")}
    data = "".join(script.text or "" for script in root.iter("script"))
    top = heading.start if heading else body.start
    above = [row for row in rows[max(0, top - (3 if heading else 6)):top]
             if not TODAY.search(row.view)]
    between = rows[heading.end:body.start] if heading else []
    said = [
        *(_china_time(value) for key, value in meta.items() if DATE_KEY.search(key)),
        *map(_china_time, DATE_IN_DATA.findall(data)),
        *map(_date_line, between),
        *(row.text for row in (*between, *above) if not row.prose and not _delivery(row.view)),
        *map(_date_line, rows[body.start:min(body.start + 5, body.end)]),
        *(_china_time(tag.get("datetime") or "") for tag in root.iter("time")),
        *map(_date_line, rows[max(body.start, body.end - 3):body.end + 5]),
    ]
    dates = list(filter(None, map(iso_date, said)))
    url = next(iter(root.xpath("//link[@rel='canonical']/@href")), meta.get("og:url", ""))
    known = {
        "date": max((date for date in dates if date[:10] == dates[0][:10]), key=len, default=None),
        "site": header_text(meta.get("og:site_name", "")),
        "url": url if re.fullmatch("https?://[!-~]{1,200}", url) else None,
    }
    return {key: value for key, value in known.items() if value}


def _date_line(row: Row) -> str:
    """Return the date of a line that has a site's labels; an author's dates are not the page's."""
    facts = _labels(row.line) or {}
    return str(facts.get("date", ""))


def _china_time(stamp: str) -> str:
    """Turn a stamp with a zone of its own (…T10:23:48+00:00) into China Standard Time."""
    try:
        moment = datetime.fromisoformat(stamp.strip())
        return moment.astimezone(timezone(timedelta(hours=8))).isoformat() if moment.tzinfo else stamp
    except (ValueError, OverflowError):  # a date in another form, of which `iso_date` knows more, or none
        return stamp


# --- intake: one kind of line end, lost bytes, and a header of our own ----------------------


def intake(page: Page) -> Iterator[Proposal]:
    """Make every line end a line feed, flag lost bytes; take a front matter of ours into the header.

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
    n = page.text.count("\ufffd")
    reasons = list(page.losses) if len(page.losses) == n else [f"one of: {', '.join(page.losses)}"] * n
    for place in re.compile(f"{ODD_LINE_END}|\ufffd").finditer(page.text, start):
        if place[0] == "\ufffd":
            yield Proposal(*place.span(), place[0], "lost byte", reasons.pop(0), certain=False)
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
# A forum's jammer: letters, digits and signs by ones and twos, as no text has them (w@ }P k* 3} g} n.).
JAMMER = regex(rf"""
    (?:^[^\S\n]*|(?<=[{CJK}])[^\S\n]+)[!-~]{{1,3}}(?:\ {{1,2}}[!-~]{{1,3}}){{3,40}}
    (?:[^\S\n]*$|\ +(?=[{CJK}]))
    """, BY_LINE)
JAMMER_SIGNS = frozenset("][`~@#$^&_{}|\\<>\"'")  # no formula, no tune has several
ENTITY = regex(r"&(?:amp;)*(?:[A-Za-z]{2,8}\d{0,2}|#\d{1,7}|#[xX][\dA-Fa-f]{1,6});", signs="&")
INVISIBLE = (r"\0-\x08\x0e-\x1f\x7f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e"
             r"\u2060-\u2064\u2066-\u2069\ufeff")  # not 200D, which joins the parts of an emoji
SET_CSS = r"[a-z-]{2,30}\s*+:\s*+[^\s{};][^{};\n]{0,79}"
RESIDUE = (  # rule, what takes its place, shape
    ("escaped line end", "\n", regex(r"""\\?x0[dD]\\?x0[aA]|_x000[dD]_|\\r\\n|(?:^|(?<=[。！？：；”）]))\\n
        |\[(?:[Nn]ext)?[Pp]age\]|_ueditor_page_break_tag_|\#p\#[^#\n]{0,60}\#e\#""", BY_LINE, r"x0 \ [ _ #")),
    ("template token", "", regex(rf"""\{{\{{[\ A-Za-z0-9_.|$-]{{1,60}}\}}\}}
        |\[(?:标(?:{GLOSS})?签(?:{GLOSS})?|db)\s*[:：][^\[\]\n]{{1,40}}\]|\[!--[\w.]{{1,40}}--\]
        |\{{(?:dede|eyou|pboot|aspcms|cms|php|\$|@|%)[^{{}}\n]{{1,80}}\}}
        |<[?%][^<>\n]{{1,200}}[?%]>""", BY_LINE, "[ { <")),
    ("style sheet", "", regex(rf"""(?:^|(?<=\}}))[^\S\n]*
        [.#@]?[A-Za-z][A-Za-z0-9_.#:,\ >*-]{{0,80}}\{{\s*{SET_CSS}(?:;\s*{SET_CSS})*;?\s*\}}
        """, BY_LINE, "{")),
    ("script", "", regex(rf"""
        ^[^\S\n]*(?:var\s+\w+\s*=[^{HAN}\n]*;|function\b\s*\w*\([^(){HAN}\n]*\)\s*\{{[^{HAN}\n]*
        |(?:document|window|\$\([^(){HAN}\n]*\))\.\w+[^{HAN}\n]*[;)])[^\S\n]*$
        """, BY_LINE, "var function document. window. $(")),
    ("advertisement", "", regex(r"""  # the site's own words, and how to reach it
        【(?=[^【】\n]{0,60}(?:(?:微信|公众号|QQ|扣扣|VX|vx|加群|网址)[号群]?[^【】\n]{0,4}?[A-Za-z\d]|www\.|https?:))
        (?=[^【】\n]{0,60}(?:更多|素材|公文|范文|资料|下载|关注|代写|写作|文秘))[^【】\n]{1,80}】
        """, BY_LINE, "【")),
    ("invisible character", "", regex(f"[{INVISIBLE}][{INVISIBLE}]*", BY_LINE)),  # a class leads: faster
    ("lost space", "", regex(r"(?:^|(?<=[\s牋]))牋+", BY_LINE, "牋")),  # two NBSP of GBK (A0A0)
    ("lost space", "", regex(r"^[^\S\n]*\?{1,8}[^\S\n]*$", BY_LINE, "?")),
    ("page number", "", regex(r"""^[^\S\n]*(?:[-—–]\s*\d{1,3}\s*[-—–]
        |第\s*\d{1,3}\s*页(?:[\s/，,]*共\s*\d{1,3}\s*页)?
        |共\s*\d{1,3}\s*页[\s/，,]*第\s*\d{1,3}\s*页)[^\S\n]*$""", BY_LINE, "- — – 页")),
)
BARE_INDENT = regex(rf"^\?(?={HAN_LIKE}|[“（])", re.MULTILINE, "?")  # one sign a line: many of them
ESCAPED = regex(rf"\\n(?=[\s\\]|[{CJK}])", signs=r"\n")
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
    """Take out what is no text: tags and entities, template tokens, escapes, jammers, lost spaces.

    It comes early since it parts characters that belong together, and its signs would be
    taken for traces of lost bytes. An output of ours has none; there such text is the author's.
    """
    if page.cleaned:
        return
    view = page.text
    if any(sign in view for sign in "【[页頁") or next(PAGED.finditer(view), None):  # words may matter
        view = _simple(view)
    found = [*_tags(view), *_entities(view), *_jammers(view), *_page_numbers(view), *_wraps(view)]
    for rule, new, pattern in RESIDUE:
        found += (Proposal(*one.span(), new, rule) for one in pattern.finditer(view))
    if view.count("\\n") > 2:  # else it may be spoken of
        found += (Proposal(*one.span(), "\n", "escaped line end") for one in ESCAPED.finditer(view))
    indents = [Proposal(*one.span(), "", "lost indent") for one in INDENT.finditer(view)]
    bare = [Proposal(*one.span(), "", "lost indent") for one in BARE_INDENT.finditer(view)]
    found += bare if len(bare) > max(2, (view.count("\n") + 1) // 3) else []
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
            seen = char if char.isprintable() else "" if unicodedata.category(char[0]) == "Cf" else " "
            yield Proposal(*entity.span(), seen, "entity")


def _jammers(text: str) -> Iterator[Proposal]:
    if sum(sign in text for sign in JAMMER_SIGNS) < 2:
        return
    for jammer in JAMMER.finditer(text):
        tokens = jammer[0].split()
        rare = JAMMER_SIGNS & {*jammer[0]}
        mixed = sum(len(token) > 1 for token in tokens)
        if len(rare) > 1 and 2 * mixed >= len(tokens) and not re.search("[A-Za-z]{2}|[0-9]{2}", jammer[0]):
            yield Proposal(*jammer.span(), "", "jammer")


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

    Of such a text many lines are as long as the longest (4 columns less: a mark that could
    not begin a line), and these are cut anywhere: few end in a mark, most have some inside.
    Lines of a list, slogans and verse are not; and where headings begin, nothing is joined.
    """
    lines = list(re.finditer(r"[^\n]+", text))
    widths = [_width(line[0].rstrip()) for line in lines]
    width = max(widths, default=0)
    full = [n for n, wide in enumerate(widths) if wide > width - 4]
    shown = [lines[n][0].strip() for n in full]
    if not 30 <= width <= 160 or len(full) < max(3, 0.4 * len(lines)):
        return
    ended = sum(line[-1] in MARKS + ",.!?;:" for line in shown)
    inside = sum(bool(re.search("[，。,.]", line[:-1])) for line in shown)
    alike = sum(a[:2] == b[:2] or bool(LISTED.match(a) and LISTED.match(b)) for a, b in pairwise(shown))
    pauses = Counter(mark.start() for line in shown if (mark := re.search("[，。,.]", line[:-1])))
    is_verse = max(pauses.values(), default=0) > 0.7 * len(full)  # each line has its pause at one place
    if ended > 0.4 * len(full) or inside < 0.5 * len(full) or alike > 0.2 * len(full) or is_verse:
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
# What a clean page may still show of it.
LEFTOVER = rf"{TRACE}|[{FOLDED}０-９Ａ-Ｚａ-ｚ]|[^\0-\u02ff{CJK}\s]"
NOT_FLAGGED = regex("[^\ufffd]+")  # by `intake`
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
    places show that the mark is cut there. Of a cleaned page, the lines that still look
    damaged are kept from the steps to come. Left alone: a Simplified page (no trail byte of
    it is ASCII), real questions (為什麼？Why), 五年?Z世代, 答案：B、C.
    """
    if page.cleaned:
        yield from _left_before(page)
        return
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


def _trace(rare: str, trace: str = TRACE) -> re.Pattern[str]:
    """Return what finds the traces of damage in a text: behind a broken gloss, a gloss on a letter, a
    sign before a mark, one of its rare characters. A line without one is in order.
    """
    return re.compile(f"{trace}|[{rare}]" if rare else trace, BY_LINE)


def _left_before(page: Page) -> Iterator[Proposal]:
    """Flag what an earlier cleaning flagged: whole lines, since its evidence is gone.

    Their traces may be more than it flagged; its count is the limit.
    """
    if not page.facts["flagged"]:
        return
    why, trace = "left by an earlier cleaning", _trace(_rare(page.text), LEFTOVER)
    cut = re.compile(f"{trace.pattern}|[{LOST}“”]", trace.flags)  # of flags side by side, each counts
    for line in re.finditer(r"[^\n]+", page.text):
        if trace.search(page.text, *line.span()):
            ends = [found.end() for found in cut.finditer(page.text, *line.span())]
            for start, end in pairwise([line.start(), *ends[:-1], line.end()]):
                for rest in NOT_FLAGGED.finditer(page.text, start, end):
                    yield Proposal(*rest.span(), rest[0], "byte damage", why, certain=False)


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
    everything on a page without proof (给(jǐ)予, 人(ren)); of an output of ours, what it has left.
    """
    if page.cleaned:
        return
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
    if page.script == "hans" and page.facts.get("language") != "zh-Hans" and is_traditional(text):
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


# --- chrome: the site's furniture and paywall marks -----------------------------------------
#
# A rule fires on position and shape: furniture stands above the first or below the last line
# of the speech, and fills its line; paywall marks stand anywhere, but carry a number or the
# site's own words. What looks like furniture but may be the author's goes only in company of
# what is surely the site's, or, at the end, below a head that surely is (`Whose`).

SOME_DOTS = r"(?:(?<!…)…+|(?<!\.)\.{3,}|(?<!。)。{3,})"  # the look-behinds keep a long run linear
DOTS = f"{SOME_DOTS}?"
# 〔省略764字〕 and 〔未完〕 are the marks that an earlier cleaning left.
EDITORS = regex(r"〔(?:省略(?P<omitted>\d{1,9})字|未完)〕")
EDITORS_MARK = regex(rf"^[^\S\n]*{EDITORS.pattern}[^\S\n]*$", re.MULTILINE)
DOTTED_LINE = rf"(?:^[^\S\n]*{SOME_DOTS}[^\S\n]*\n)"
ALL_OF_IT = "(?:全文|全部(?:图文)?内容|(?:完整|剩余|更多|余下|其余)(?:的?全?部?内容|全文|部分|版))"
READ = "(?:阅读|查看|浏览)"
TO_GO_ON = (f"(?:请|需要?|是否)?先?"
            f"(?:登[录陆]|下载|购买|付费|开通|成为会员|完整|继续{READ}|点击|展开|查看全文)")
PAYWALL = regex(rf"""
    (?:^|(?=[….。(（【\[未全本正预]))(?:  # nothing else begins one, and most places are done with here
    # ……(新文秘網http://m.120pk.cn省略764字,正式會員可完整閱讀)……
    {DOTS}[(（]
        (?P<site>[^\s()（）!-~：，]{{1,18}}(?:网站?|在线|文库))?  # 新文秘网: no brackets, no ASCII
        (?P<url>https?://[!-'*-~]{{1,80}}?)?                  # ASCII without brackets
        (?:此处)?省略(?P<omitted>\d{{1,9}})字[,，]
        (?:(?:正式|付费|VIP)?会员|登[录陆]后|下载后)(?:即?可|才能|方可)?(?:完整|免费)?(?:阅读|查看)(?:全文)?[)）]{DOTS}
    # （此处已隐藏1234字，下载后可查看）
    |(?:{DOTS}(?P<open>[(（【\[])|^[^\S\n]*{DOTS}|{SOME_DOTS}\s*)此处(?:已经?)?(?:被?隐藏|屏蔽)(?:了|约)?
        \s*(?P<omitted2>\d{{1,9}})\s*个?字(?:[,，](?:登[录陆]|下载|付费|购买|开通)[^()（）。！？…\n]{{0,30}})?
        (?:(?(open)[)）】\]]|(?!))[。.]?{DOTS}|(?=[^\S\n]*$)|\s*{SOME_DOTS})
    # （未完，全文共6111字，当前仅显示2146字，请阅读下面提示信息。收藏《…》）
    |{DOTS}(?P<bracket>[(（])?(?P<cut>未完[,，]\s*)?(?:全文|本文|正文)共(?:有|计)?(?P<stated>\d{{1,9}})字[,，]
        \s*(?:当前|现在|目前)(?:仅|只)?显示(?P<shown>\d{{1,9}})字(?:(?P<read>[,，]\s*请阅读下面提示信息[。.]?)?
        (?:\s*收藏《(?P<title>[^》\n]{{1,80}})》)?(?(bracket)[)）]?)(?(bracket)|(?(cut)|(?(read)|(?(title)|(?=[^\S\n]*$))))))
    # ……（省略764字）……, or in a line of its own
    |{SOME_DOTS}\s*[(（](?:此处)?省略(?P<omitted3>\d{{1,9}})字[)）]\s*{SOME_DOTS}
    |^[^\S\n]*[(（]省略(?P<omitted4>\d{{1,9}})字[)）][^\S\n]*$
    |^[^\S\n]*[*—-]+\s*此处隐藏(?P<omitted5>\d{{1,9}})字\s*[*—-]+[^\S\n]*$
    # 预览结束，剩余70%未读，登录后阅读全文
    |{DOTTED_LINE}?(?:^[^\S\n]*)?预览结束[,，]\s*剩余\s*\d{{1,3}}(?:\.\d{{1,2}})?%未读[,，]?\s*登[录陆]后阅读全文
    # the site's words without a number, which fill their line
    |(?P<phrase>{DOTTED_LINE}?^(?!.*(?:附件|学习强国))[^\S\n]*(?:[(（【\[][^\S\n]*)?(?:未完[，,]\s*)?(?:
        [—-]*(?:免费)?(?:试读|预览)(?:部分)?(?:已经?|到此)?结束[—-]*(?:[,，。!！]?\s*(?:{TO_GO_ON}|剩余).{{0,50}})?
        |以上(?:内容)?[为是]?(?:免费)?(?:试读|预览)(?:部分|内容|章节)?[,，].{{0,20}}{TO_GO_ON}.{{0,20}}
        |(?:还有?)?剩余?\s*\d{{1,3}}(?:\.\d{{1,2}})?\s*[%页](?:内容)?\s*(?:未读)?[,，]?\s*{TO_GO_ON}.{{0,20}}
        |(?:还有?)?剩余\s*\d{{1,3}}(?:\.\d{{1,2}})?\s*%\s*未读
        |(?:剩余|余下|其余)(?:内容|部分|全文)已?(?:被?隐藏|收起)(?:[,，].{{0,10}}{TO_GO_ON}.{{0,20}})?
        |{DOTS}(?:余下|剩余)全文|(?:点击)?查看剩余(?:全文|内容|部分)
        |[本此](?:文|篇|内容)(?:需要?|须)(?:付费|登[录陆]|购买|开通会员)后?(?:才能|方可|可)?(?:查看|阅读|浏览)
        |(?:登[录陆]|(?:购买|开通)(?:VIP|会员)+后?|开通会员[,，])(?:即可)?(?:免费)?{READ}(?:全文|全部|完整内容|更多内容)
        |以上[为是]?(?:部分内容|节选)[,，].{{0,20}}{TO_GO_ON}.{{0,20}}
        |[您你]?(?:请|需要?)?(?:先)?(?:登[录陆]|下载)(?:/?注册)?(?:后|之后|即可|可|才可?以?)+(?:免费)?(?:继续)?{READ}{ALL_OF_IT}.{{0,8}}
        |(?:想)?(?:继续)?{READ}完?(?:本文)?{ALL_OF_IT}[,，]?\s*[您你]?(?:请|需要?)(?:先)?(?:登[录陆]|注册|开通|购买|付费|下载)[^，,]{{0,8}}
        |(?:(?:正式|付费|VIP)会员|(?:开通|成为|购买)(?:正式|付费)?(?:VIP|会员)+后?)(?:即?可|才能|方可)(?:完整|继续|免费)?{READ}{ALL_OF_IT}
            (?:[,，].{{0,8}})?
        |(?:{ALL_OF_IT}|此处内容)[^\n，。]{{0,6}}(?:请|需要?|须)(?:先)?(?:登[录陆]|付费|购买|开通|下载)后?(?:可|才能|方可)?(?:继续)?{READ}[^，,]{{0,4}}
        |本文为?(?:会员|付费)(?:文章|内容)[,，].{{0,20}}|.{{0,30}}已?超出(?:免费)?预览范围.{{0,40}}
        )[)）】\]]?[>》»?？]*[^\S\n]*$))
    """, BY_LINE, """
    省略 隐藏 屏蔽 显示 预览 试读 剩 余下 其余 登录 登陆 下载 注册 付费 购买 开通 会员 成为 节选 部分内容""")

def chrome(page: Page) -> Iterator[Proposal]:
    """Take the furniture and the paywall marks out; what they say goes into the header.

    〔省略764字〕 stands where the site cut, 〔未完〕 where it stopped. A body line that begins
    like furniture (时间过得真快, 来源于群众) does not fill its line with it, and stays.
    """
    view = page.text if page.script == "hans" else _simple(page.text)
    marks = [] if page.cleaned else list(PAYWALL.finditer(view))  # nothing of the site is left there
    if any(mark["phrase"] for mark in marks):
        end = _speech_end(view)  # above it a site's phrase without a number is no mark
        marks = [mark for mark in marks if not mark["phrase"] or mark.end() >= end]
    gaps = pairwise([0, *chain.from_iterable(mark.span() for mark in marks), len(view)])
    found = [line for gap in islice(gaps, 0, None, 2) for line in LINE.finditer(view, *gap)]
    earlier = [mark for line in found if (mark := EDITORS.fullmatch(view, *line.span()))]
    places = {mark.start() for mark in earlier}
    lines = [Line(line[0], page.text[slice(*line.span())], *line.span())
             for line in found if line.start() not in places]
    marked = next((header_text(page.text[slice(*m.span("title"))]) for m in marks if m["title"]), None)
    if page.cleaned:  # the author's lines are not to be judged again
        lines = []
    parts = _head(lines, page, marked)
    head = list(_taken(parts))
    below = [line for line in lines if not head or line.start >= head[-1].end]
    is_site = page.titled or any(part.whose == "site" for part in parts)
    tail = _taken(_tail(below), is_site=is_site)
    yield from sorted([*head, *tail, *_marks(marks, earlier, page)], key=lambda edit: edit[:2])


def _speech_end(view: str) -> int:
    """Return where the last line ends that ends a sentence and is no furniture."""
    lines = reversed([Line(line[0], line[0], *line.span()) for line in LINE.finditer(view)])
    said = (line.end for line in lines
            if ENDS_SENTENCE.search(line.view) and not _furniture(line, TAIL_RULES))
    return next(said, 0)


def _head(lines: list[Line], page: Page, title: str | None) -> list[Part]:
    """Read the lines from the top down, as far as rules know them; a paywall mark may name the title."""
    title = page.facts.get("title", title)
    parts: list[Part] = []
    rest = lines
    while rest and (part := _menu(rest, title) or _top(rest, title, parts, page) or _passed(rest, title)):
        title = part.facts.get("title", title)
        parts.append(part)
        rest = rest[len(part.lines):]
    for part in parts:  # a path often ends with the page itself
        if path := part.facts.get("category"):
            part.facts["category"] = tuple(place for place in path if header_text(place) != title)
        if name := part.facts.pop("part_title", None):  # 第一篇：在会上的讲话
            title = title or part.facts.setdefault("title", name)
    return parts


def _top(lines: list[Line], title: str | None, above: list[Part], page: Page) -> Part | None:
    """Read what begins with the first of these lines, below the parts that were read."""
    if crumbs := _crumbs(lines):
        return crumbs
    named = page.titled and not any("title" in part.facts for part in above)
    part = None if named else _furniture(lines[0], HEAD_RULES)
    if not named and (part is None or part.whose != "site"):
        part = _labels_below(lines) or part
    above_title = part and part.rule in ("title with its site", "welcome")
    if part and not (title and above_title and part.facts.get("title") != title):
        return part
    if title is None and lines[1:] and (labelled := TITLE_LABEL.fullmatch(lines[0].view)):
        title = header_text(lines[0].text[slice(*labelled.span("title"))])
        return Part(lines[:1], "title", {"title": title}, whose="page")
    if CONTENTS.fullmatch(lines[0].view) and len(lines) > 1 and COLLECTION.fullmatch(lines[1].view):
        return Part(lines[:1], "part of a collection", {})
    if named or title is None:
        return _title(lines, page, title, named=named)
    return _repeated(lines, title) or _said(lines, above)


def _passed(lines: list[Line], title: str | None) -> Part | None:
    """Step over a line that no rule knows, above the title or under it, if the page's date line follows."""
    is_passed = 0 < _before_date(lines[:PASSED + 3], title) <= PASSED
    return Part(lines[:1], "", {}, whose="page", stays=True) if is_passed else None


def _menu(lines: list[Line], title: str | None) -> Part | None:
    """Read a menu, item by item, that stands above the title and its date line."""
    n = _before_date(lines[:MENU + 3], title) if lines[0].view in NO_CRUMB and title is None else 0
    is_menu = n > 1 and all(MENU_ITEM.fullmatch(line.view) for line in lines[:n])
    return Part(lines[:n], "menu", {}, whose="either") if is_menu else None


def _before_date(lines: list[Line], title: str | None) -> int:
    """Return how many lines stand above a title with its date line, or above the date line; 0 if none."""
    for n in range(1, len(lines)):
        if lines[n - 1].view.endswith(("。", ".", "：", ":")):  # that is the speech
            return 0
        size = _title_size(lines[n:]) if title is None else 0
        if (size or title is not None) and any(_labels(line) for line in lines[n + size:n + size + 1]):
            return n
    return 0


def _title(lines: list[Line], page: Page, known: str | None, *, named: bool) -> Part | None:
    """Read the title: where the markup names it, it is the first line, as it was typed there."""
    size = 1 if named else _title_size(lines)
    if not 0 < size < len(lines):
        return None
    shown = FILE_NAME.sub("", "".join(line.text for line in lines[:size]))
    typed = page.titled and "," not in _folded(page.text)
    title = known or (_plain_line(shown) if typed else header_text(shown))
    return Part(lines[:size], "title", {"title": title}, whose="page")


def _repeated(lines: list[Line], title: str) -> Part | None:
    wanted = WRAPPED_TITLE.sub(r"\1", header_text(title))
    for size in (1, 2, 3):
        shown = "".join(line.text for line in lines[:size])
        if len(shown) > 2 * len(title) + 20:  # marks may double
            break
        if WRAPPED_TITLE.sub(r"\1", header_text(shown)) == wanted:
            return Part(lines[:size], "title repeated", {"title": title}, whose="page")
    return None


def _tail(lines: list[Line]) -> list[Part]:
    """Read the lines from the bottom up, as far as rules know them; step over one or two that none knows
    at the very end.
    """
    others = _last_list(lines)
    heading = lines[others].view if lines[others:] else ""
    # 推荐阅读 may be the author's
    surely = THEIRS.search(heading) and (len(lines) - others > 3 or re.search("[：:】]|^[^\\w]", heading))
    parts = [Part(lines[others:], "other pages", {}, "site" if surely else "likely")] if heading else []
    ways = {found["way"] for line in lines[-8:] if (found := NEIGHBOUR.fullmatch(line.view))
            and found["unit"] in ("篇", "页", "主题")}
    whose: Whose = "site" if len(ways) > 1 else "likely"  # one alone may be the author's
    neighbour = Rule("previous and next", _shape(NEIGHBOUR), whose)
    rest, rules = lines[:others], (*TAIL_RULES, neighbour)
    below = len(list(takewhile(lambda line: not _furniture(line, rules), reversed(rest[-BELOW - 1:]))))
    above = [_furniture(line, rules) for line in rest[-below - 2:-below]]
    if below <= BELOW and sum(part is not None and part.whose == "site" for part in above) > 1:
        rest = rest[:-below]
    for line in reversed(rest):
        last = () if parts else (Rule("random characters", _shape(RANDOM)),)
        part = _furniture(line, (*rules, *last))
        if not part:
            # 三大工程： or 记录：王芳, and below it the author's list
            own = line.view.endswith(("：", ":")) or SIGNATORY.match(line.view)
            while own and parts and parts[-1].whose != "site":
                parts.pop()
            break
        parts.append(part)
    return parts


def _taken(parts: list[Part], *, is_site: bool = False) -> Iterator[Proposal]:
    """Turn into edits what is the site's: all if some surely is, else as far as it is sure or likely."""
    rules = Counter(part.rule for part in parts)
    edited = any(part.rule == "staff" and part.whose == "likely" for part in parts)
    agreed = rules["facts of a file"] > 1 or (edited and rules["staff"] > 1)
    doubtful = {"either"} if is_site else {"either", "likely"}
    licensed = agreed or any(part.whose == "site" for part in parts)
    for part in parts if licensed else takewhile(lambda part: part.whose not in doubtful, parts):
        facts = {key: value for key, value in part.facts.items() if value}
        for line in part.lines:  # one by one: a paywall mark may stand between them
            yield Proposal(line.start, line.end, line.text if part.stays else "", part.rule, facts=facts)
            facts = {}


def _crumbs(lines: list[Line]) -> Part | None:
    """Read a breadcrumb, in one line or in several that arrows join."""
    best = None
    for size in range(1, min(len(lines), 16) + 1):
        above, line = lines[max(size - 2, 0)].view, lines[size - 1].view
        if lines[size - 1].is_long:
            break
        label = re.fullmatch(rf"{HERE}\s*[:：]", above, re.VERBOSE)
        # behind a path in one line, which may end with an arrow, comes the title
        is_whole = re.search(f"[{ARROWS}].*[^{ARROWS}\\s]", above) and above[0] not in ARROWS
        joined = label or line[0] in ARROWS or (above[-1] in ARROWS and (line in NO_CRUMB or not is_whole))
        if size > 1 and not joined:
            break
        found = CRUMBS.fullmatch(_with_arrows(" ".join(line.view for line in lines[:size])))
        best = (size, found) if found else best
    if not best:
        return None
    size, found = best
    text = _with_arrows(" ".join(line.text for line in lines[:size]))
    places = [part.strip() for part in re.split(f"[{ARROWS}/]", text[slice(*found.span("path"))])]
    path = tuple(place for place in places if _simple(place) not in NO_CRUMB)
    site = {"site": path[0]} if path and re.fullmatch(SITE, _simple(path[0])) else {}
    facts = site | ({"category": path[len(site):]} if path[len(site):] else {})
    return Part(lines[:size], "breadcrumb", facts)


def _with_arrows(text: str) -> str:
    """Set arrows for dashes in a line that says where it stands (当前位置：首页 - 讲话); the length stays."""
    says = re.match(rf"{HERE}|\w{{0,8}}[首主]页\s", _simple(text), re.VERBOSE)
    return DASHED.sub(lambda dash: ">" * len(dash[0]), text) if says else text


def _title_size(lines: list[Line]) -> int:
    """Return over how many lines the title goes that begins here; 0 if none does."""
    dated = len(lines) > 2 and len(lines[0].view) <= LONGEST_TITLE and (
        _labels(lines[1]) or _stamp(lines[1]) or _labels_below(lines[1:]))
    if not is_title(lines[0].view) and not (dated and not NO_DATED_TITLE.search(lines[0].view)):
        return 0
    first, rest = lines[0].view, lines[1].view if len(lines) > 2 else ""  # a speech has more than its title
    if rest[:1] in ("在", "关") and TITLE_WORDS.search(rest[:LONGEST_TITLE]) and SPEAKER_FIRST.search(first):
        return 2
    other = rest[:1] in "在关" or NO_TITLE.match(rest) or SAYS.search(rest)
    goes_on = rest and len(rest) < 20 and not other
    return 2 if goes_on and TITLE_WORDS.search(first + rest) and not TITLE_WORDS.search(first) else 1


def _said(lines: list[Line], above: list[Part]) -> Part | None:
    """Read a line under the title that says who speaks, or when."""
    line, below = lines[0], lines[1].view if len(lines) > 1 else ""
    if date := _delivery(line.view):
        day = iso_date(date["date"] or date["dotted"])
        return Part([line], "date of delivery", {"delivered": day}, "page", stays=True) if day else None
    speaker = _speaker(line.view)
    dated = _delivery(below) or (above and "delivered" in above[-1].facts)
    if speaker or (dated and BARE_NAME.fullmatch(line.view)):
        at = speaker.span(speaker.lastgroup or 0) if speaker else (0, len(line.text))
        name = re.sub(rf"(?<![{HAN}])([{HAN}])\s+([{HAN}])$", r"\1\2", line.text[slice(*at)])  # 李 鹏
        return Part([line], "speaker", {"speaker": _plain_line(name)}, "page", stays=True)
    return None


def _last_list(lines: list[Line]) -> int:
    """Return where a list of other pages begins: below it no line ends a sentence."""
    for n in range(len(lines) - 1, max(len(lines) - 40, 0), -1):
        view = lines[n].view
        if OTHER_PAGES.fullmatch(view) and _lists_pages(view, [line.view for line in lines[n + 1:]]):
            return n
        if view.endswith(("。", "…", "”")) or len(view) > LONGEST_TITLE or NO_OTHER_PAGE.search(view):
            break
    return len(lines)


def _lists_pages(heading: str, below: list[str]) -> bool:
    """Tell a list of other pages, or comments, from an author's: by dates and buttons, or by titles."""
    if re.search(COMMENTS, heading):
        return any(POSTED.search(line) or BUTTON.fullmatch(line) for line in below)
    least = 4 if THEIRS.search(heading) else 9
    return any(len(line) >= least or TITLE_WORDS.search(line) for line in below)


def _marks(marks: list[re.Match[str]], earlier: list[re.Match[str]], page: Page) -> Iterator[Proposal]:
    """Put an editor's mark for each of the site's and keep the earlier ones; one 〔未完〕, the last."""
    cut = {mark: next((n for key, n in mark.groupdict().items() if n and key.startswith("omitted")), None)
           for mark in (*marks, *earlier)}
    last = max((mark.start() for mark, number in cut.items() if not number), default=-1)
    for mark in marks:
        facts = {key: to(page.text[slice(*mark.span(key))]) for key, to in AS_FACT.items()
                 if mark.groupdict().get(key)}
        facts["complete"] = False
        if number := cut[mark]:
            facts["omitted"] = (int(number),)
            yield Proposal(*mark.span(), f"\n〔省略{int(number)}字〕\n", "cut", facts=facts)
        else:
            new = "\n〔未完〕\n" if mark.start() == last else ""
            yield Proposal(*mark.span(), new, "unfinished", facts=facts)
    for mark in earlier:
        known: Facts = {"omitted": (int(mark["omitted"]),)} if mark["omitted"] and not page.cleaned else {}
        new = mark[0] if mark["omitted"] or mark.start() == last else ""
        yield Proposal(*mark.span(), new, "editor's mark", facts=known | {"complete": False})


# --- punctuation: GB/T 15834 between Chinese characters -------------------------------------

LATIN = regex("[A-Za-zＡ-Ｚａ-ｚ]")
STAYS = regex("[A-Za-zＡ-Ｚａ-ｚ/=&_@#]")  # what keeps a mark behind it in ASCII: Latin, addresses
FIGURE_END = regex("[0-9０-９%)]")
NUMBERED = regex("[一二三四五六七八九十]+")
TO_SET = regex("""[-,.!?;:()"０-９Ａ-Ｚａ-ｚ．]|。{3}""")  # a line without any is in order
SIGNS = regex(r"""[-,.!?;:()"，。！？；：（）“”…—]+""")
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
    for run in SIGNS.finditer(line):
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
    for run in SIGNS.finditer(line):
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
    return facts if Speech(**facts).header == header else None


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
