"""Damage made to documents of our own: what is repaired as certain has to be what stood there."""

import re
from random import Random
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
from mirror import FOLDED, split, traditional
from pypinyin import Style, pinyin

import clean

# Clauses as they stand in such speeches, invented.
SUBJECTS = """
    各级党组织 全体党员干部 有关部门 基层工作者 广大群众 各位代表 农村社区 科研院所 高等学校 国有企业 领导班子
    上海的同志 沿海地区 换届工作组 生产单位 我们 这次会议 每一个单位 财政部门 环保部门 社会保障机构
    """.split()
DEEDS = """
    要抓好落实 认真听取群众意见 不断提高服务水平 推动经济社会发展 严格遵守法律规定 积极参加学习 加强组织建设
    确保任务完成 扩大生产规模 保护生态环境 解决实际困难 推进科技创新 关心困难职工 做好换届选举 深入调查研究
    完善社会保障体系 落实安全责任 防止发生危害群众的事 采取有力措施 看清面临的形势 广泛开展宣传 形成良好风气
    总结了三年来的经验 明确了今后的方向 取得了很大成绩 保持了健康发展 为人民服务 建立了长效机制 走出了新路
    """.split()
ENDS = ["。", "。", "。", "！", "？", "；"]
CLAUSES = st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(DEEDS)).map("".join)
SENTENCES = st.tuples(st.lists(CLAUSES, min_size=1, max_size=3).map("，".join), st.sampled_from(ENDS)).map("".join)
QUOTED = SENTENCES.map("他说：“{}”".format)
LINES = st.lists(SENTENCES | SENTENCES | QUOTED, min_size=3, max_size=7).map("".join)
DOCUMENTS = st.lists(LINES, min_size=4, max_size=9)


def gloss_table(text: str, share: int) -> dict[str, str]:
    """Gloss every ``share``-th of the characters that the conversion made."""
    made = sorted(char for char in set(text) if clean.is_converted(char) and len(char.encode("gbk")) == 2)
    return {char: pinyin(char, style=Style.TONE)[0][0] for char in made[::share]}


class Profile(NamedTuple):
    """How a site spoils: the marks it splits on, what it shows for a lost byte and for a pair that is no
    character, which share of characters it glosses by their bytes (0: none), whether its scraper folds the marks.
    """

    marks: str
    orphan: str
    undefined: str
    share: int
    folds: bool


PROFILES = st.builds(
    Profile, st.sets(st.sampled_from("，！？；：。、"), max_size=4).map(lambda marks: "".join(sorted(marks))),
    st.sampled_from(["", "?"]), st.sampled_from(["", "?", "pua"]), st.sampled_from([0, 1, 2, 5]), st.booleans())


def test_what_is_repaired_is_what_stood_there() -> None:
    """Of fifty certain repairs, with the character before them, not one is new to the line that was spoiled."""
    chosen, right, wrong = Random(5), 0, list[str]()
    for _ in range(250):
        wanted = [traditional(document_line(chosen)) for _ in range(chosen.randint(4, 9))]
        marks = "".join(mark for mark in "，！？；：。、" if chosen.random() < 0.3)
        profile = Profile(marks, chosen.choice(["", "?"]), chosen.choice(["", "?", "pua"]), chosen.choice([0, 1, 2, 5]),
                          chosen.random() < 0.5)
        page = clean.Page(spoiled(wanted, profile))
        fixed, _ = clean.apply(page, "repair", clean.repair(page))
        done = fixed.passes[-1]
        assert done.undo(fixed.text) == page.text
        grown, open_end = 0, -1
        for edit in done.applied:
            start = edit.start + grown
            grown += len(edit.new) - (edit.end - edit.start)
            before = bare(fixed.text[:start].rpartition("\n")[2])[-1:] if edit.start != open_end else ""
            open_end = edit.end if not edit.certain else -1
            if edit.certain:
                is_right = before + bare(edit.new) in bare(wanted[fixed.text.count("\n", 0, start)])
                right += is_right
                wrong += [edit.why] * (not is_right)
    assert right > 500
    assert 50 * len(wrong) < right, wrong


def document_line(chosen: Random) -> str:
    """Return three to seven sentences, every third one a quotation."""
    line = ""
    for _ in range(chosen.randint(3, 7)):
        clauses = (chosen.choice(SUBJECTS) + chosen.choice(DEEDS) for _ in range(chosen.randint(1, 3)))
        sentence = "，".join(clauses) + chosen.choice(ENDS)
        line += f"他说：“{sentence}”" if chosen.random() < 0.33 else sentence
    return line


def spoiled(lines: list[str], profile: Profile) -> str:
    glosses = gloss_table("".join(lines), profile.share) if profile.share else {}
    shown = [split(line, profile.marks, profile.orphan, glosses, profile.undefined) for line in lines]
    return "\n".join(line.translate(FOLDED) if profile.folds else line for line in shown)


@settings(max_examples=60)
@given(DOCUMENTS, PROFILES)
def test_flagged_damage_stays_to_the_letter(lines: list[str], profile: Profile) -> None:
    """No step rewrites it; only a line that is the site's takes it along."""
    try:
        speech = clean.clean(spoiled([traditional(line) for line in lines], profile))
    except clean.CleanError:
        return
    for one in clean.segments(speech):
        for edit in one.edits:
            if edit.step == "repair" and not edit.certain:
                assert edit.before in one.now or not one.now


def bare(line: str) -> str:
    """Take the glosses out and fold the marks: what is compared."""
    return clean.PINYIN.sub("", line).translate(FOLDED)


def test_what_the_sites_write_may_have_been_there() -> None:
    for char in clean.SITES_FORMS:
        data = char.encode("gbk")
        assert char in clean._made(data[:1], data[1:])
    assert not {*"爲衆羣牀祕"} & {*clean._spelled().values()}     # which they never write


def test_a_quotation_of_a_sentence_ends_behind_a_stop_and_of_a_word_behind_none() -> None:
    for text, end, is_unlikely in (("說“這樣做，群眾很高興", "”", True), ("說“這樣做，群眾很高興。", "”", False),
                                   ("說“群眾很高興", "”", False), ("說“三農", "。", True), ("說“群眾很高興", "。", False)):
        line = clean._Suspect(next(re.finditer(".+", text)), clean.Channel(text), clean.Model(text))
        state = clean.State(len(text), 0, text[-2:], text[-1], b"", "“")
        assert (line._against(state, end) > 0) == is_unlikely


def test_the_tail_of_what_is_flagged_is_flagged_up_to_its_lost_byte() -> None:
    text = f"{'領(lǐng)導(dǎo)發(fā)言,要辦的事要?jiǎng)?wù)。' * 2}我們?nèi)匀淮嬖谥恍┎蛔?仍然要領導。"
    flags = [edit.before for edit in clean.clean(text).edits if not edit.certain]
    assert flags[-1] == "?nèi)匀淮嬖谥恍┎蛔?"


def test_the_chart_of_readings_is_right() -> None:
    """The reading of each character is one of those that pypinyin knows."""
    chart = clean.charted()
    assert len(chart) == 3755
    for char, sound in chart.items():
        known = pinyin(char, style=Style.NORMAL, heteronym=True)[0]
        assert sound in {one.replace("v", "ü") for one in known}


def test_the_common_words_are_words_of_everyday_characters() -> None:
    words = [first + other for first, others in clean.COMMON.items() for other in others]
    assert len(words) == len(set(words)) > 2000
    assert set("".join(words)) <= set(clean.charted())
