"""The whole way, from a page to a file and back: the seed, the header, the promises."""

import contextlib
import copy
import json
import pickle
import time
import unicodedata
from pathlib import Path
from typing import Any

import frontmatter
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from mirror import split

import clean
from clean import CleanError, Speech, undo

HERE = Path(__file__).parent
SEED = (HERE.parent / "seeds" / "000_4693a928004eb17c.txt").read_bytes()
GOLDEN = (HERE / "seed.golden.txt").read_text("utf-8")


def test_seed() -> None:
    speech = clean.clean(SEED)
    assert str(speech) == GOLDEN
    assert "村社换届的核心任务。看换届的成效" in speech.body
    assert (speech.stated, speech.shown, speech.kept, speech.omitted) == (6111, 2146, 2116, (764,))


def test_seed_edits() -> None:
    text = SEED.decode()
    edits = clean.clean(SEED).edits
    [slip] = [edit for edit in edits if edit.step == "repair"]
    assert (slip.before, slip.after, slip.certain) == ("?磽Q", "。看换".replace("换", "換"), True)
    assert slip.why == "。看換 = A1A3 BFB4 9351, cut at the bytes of ？"
    assert text.splitlines()[slip.line - 1][slip.column - 1:].startswith("?磽Q屆的成效")
    assert {edit.rule for edit in edits} == {
        "byte damage", "pinyin gloss", "script", "site's line", "title",
        "cut", "unfinished", "full width", "indent", "paragraph",
    }


@pytest.mark.parametrize("script", ["hans", "keep"])
def test_every_edit_stands_where_the_account_says(script: clean.Script) -> None:
    text = SEED.decode()
    lines = text.splitlines(keepends=True)
    for edit in clean.clean(SEED, script=script).edits:
        if edit.step in {"repair", "gloss", "to_simplified"} and (edit.line, edit.column, edit.before) != (13, 75, "換"):
            assert lines[edit.line - 1][edit.column - 1:].startswith(edit.before)


def test_keep_leaves_the_script() -> None:
    speech = clean.clean(SEED, script="keep")
    assert speech.language == "zh-Hant"
    assert speech.title == "在區村（社區）組織換屆工作會議上的講話"
    assert "核心任務。看換屆的成效，" in speech.body
    assert str(clean.clean(str(speech))) == str(speech)  # as it was kept


def test_a_simplified_page_is_one_however_it_is_asked_for() -> None:
    assert clean.clean("同志们，今天开会。", script="keep").language == "zh-Hans"


def test_header_is_yaml() -> None:
    front = GOLDEN.split("---\n")[1]
    want = {key: json.loads(value) for key, value in (row.split(": ", 1) for row in front.splitlines())}
    assert yaml.safe_load(front) == want
    post = frontmatter.loads(GOLDEN)
    assert post.metadata == want
    assert post.content == clean.clean(SEED).body.strip()


@pytest.mark.parametrize("title", [
    'a: "b" # c', "---", "\ud800\udfff", "\x7f\x85\u2028\ufeff", "null", "- [x]", "'", "\\n", "\u202e", "\U0001f600",
])
def test_any_title_is_yaml(title: str) -> None:
    rows = Speech(title=title, category=(title,), body="字\n", sha256="0").header
    loaded = yaml.safe_load(rows.strip("-\n"))
    assert loaded["title"] == loaded["category"][0] == title


def test_header_keys_keep_their_order() -> None:
    every: dict[str, Any] = dict.fromkeys(clean.HEADER, 1)
    rows = Speech(**every).header.splitlines()[1:-1]
    assert [row.split(":")[0] for row in rows] == ["title", "speaker", "delivered", "date", "site", "url", "category", "language", "complete", "stated", "shown", "kept", "omitted", "redactions", "flagged", "sha256"]
    assert [*clean.HEADER, "body", "ledger"] == [*Speech._fields]
    always = [row.split(":")[0] for row in Speech().header.splitlines()[1:-1]]
    assert set(always) >= {"complete", "kept", "redactions", "flagged"}


SHA = "0123456789abcdef" * 4
HEADER_OF_OURS = '---\nlanguage: "zh-Hans"\ncomplete: true\nkept: 9\nredactions: 9\nflagged: 0\nsha256: "' + SHA + '"\n---\n'


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_front_matter_of_ours_is_taken_back(end: str) -> None:
    source = HEADER_OF_OURS.replace("language", 'title: "甲"\ncategory: ["乙", "丙"]\nlanguage') + "\n甲\n\n正文。一"
    speech = clean.clean(source.replace("\n", end))
    assert (speech.title, speech.category, speech.sha256) == ("甲", ("乙", "丙"), SHA)
    assert (speech.kept, speech.redactions) == (5, 0)
    assert speech.body == "甲\n\n正文。一\n"


@pytest.mark.parametrize("header", [
    HEADER_OF_OURS.replace("complete: true\n", ""),
    HEADER_OF_OURS.replace("true", '"true"'),
    HEADER_OF_OURS.replace("flagged: 0", "flagged: -5"),
    HEADER_OF_OURS.replace("true", "True"),
    HEADER_OF_OURS.replace("kept: 9", "kept: true"),
    HEADER_OF_OURS.replace("kept: 9", "kept: " + "[" * 9999),
    HEADER_OF_OURS.replace("kept: 9", "kept: 9\nkept: 9"),
    HEADER_OF_OURS.replace("kept: 9", "kept: 9\nomitted: [true]"),
    HEADER_OF_OURS.replace("kept: 9", "kept: 9\nauthor: 9"),
    HEADER_OF_OURS.replace("language", 'title: "a\x1b]8;\x1b\\\\"\nlanguage'),
    *(HEADER_OF_OURS.replace("language", f'title: "a\\u{code}"\nlanguage') for code in ("001b", "202e", "d800")),
    *(HEADER_OF_OURS.replace(*pair) for pair in (
        (SHA, "z" * 64), ("zh-Hans", "en"), ("language", 'date: "昨天"\nlanguage'), ("language", 'url: "javascript:alert(1)"\nlanguage'))),
    *(HEADER_OF_OURS.replace("language", f'url: "{url}"\nlanguage') for url in ("https://a\\q", 'https://a"b')),
    "---\ntitle: 甲\n---\n",
])
def test_any_other_front_matter_is_text(header: str) -> None:
    speech = clean.clean(header + "\n正文一。")
    assert speech.sha256 != SHA
    assert "sha256" in speech.body or "title" in speech.body or "kept" in speech.body
    assert [edit.certain for edit in speech.edits if edit.rule == clean.CLEANED_BEFORE] == [False] * ("sha256" in header)


@pytest.mark.parametrize(("body", "count"), [
    ("***街道**个村社", 2), ("省委*书记", 1), ("×市××县", 2), ("XX同志和X市长", 2), ("在***", 1), ("在__镇", 1), ("稍后，*书记说、*局说", 2),
    ("3×4和a*b", 0), ("X光和XML和iPhone X", 0), ("**\n* 一", 0), ("_", 0), ("x_y", 0), ("____年__月", 0), ("（用户×小时）", 0), ("AT-X先行", 0), ("长×宽", 0), ("\n*本文的注", 0),
])
def test_redactions(body: str, count: int) -> None:
    assert clean.clean(f"我们看，{body}").redactions == count


@pytest.mark.parametrize(("source", "what"), [
    (b"", "no Chinese text"), ("Nothing but English.", "no Chinese text"), ("1\n〔未完〕", "no Chinese text"),
    ("首页>正文\n责任编辑:办公室", "no Chinese text"),
    ("一\ud800", "half a surrogate pair at character 1"),
])
def test_what_cannot_be_cleaned(source: str | bytes, what: str) -> None:
    with pytest.raises(CleanError, match=what):
        clean.clean(source)


def test_what_is_flagged_is_counted_once() -> None:
    page = "各級黨組織要發揮領導核心作用，選舉產生新一屆領導班子。\n看換屆，永福看了，永保看了，永？磽Q屆."
    speech = clean.clean(page)
    assert speech.flagged == 1
    assert "永？看换届。" in speech.body
    assert "it may have been" in next(edit.why for edit in speech.edits if not edit.certain)
    assert str(clean.clean(str(speech))) == str(speech)
    assert [edit.step for edit in clean.clean(str(speech)).edits] == ["intake"]


def test_a_lost_byte_beside_a_flag_stays_what_it_is() -> None:
    source = "我們學習發展經濟&nbsp;x0dx0a?!霸俑F \ufffd\n……\n會(huì)議 \n\n"
    speech = clean.clean(source)
    assert speech.flagged > 1
    assert str(clean.clean(str(speech))) == str(speech)


def test_flags_side_by_side_count_each() -> None:
    speech = clean.clean("各級黨組織(zhī)要發(fā)揮領(lǐng)導核心作用,選舉產生新一屆領導班子。要?mǎng)?wù)，要?xiǎng)?wù)。")
    assert speech.flagged > 2
    assert str(clean.clean(str(speech))) == str(speech)


def test_no_such_script() -> None:
    with pytest.raises(ValueError, match="script is 'hans' or 'keep'"):
        clean.clean("发展", script="hant")  # type: ignore[arg-type]


@pytest.mark.parametrize("encoding", ["nonsense", "base64", "a\0b", "ascii", "punycode", "idna", "unicode_escape", "utf-7"])
def test_no_such_encoding(encoding: str) -> None:
    with pytest.raises(CleanError, match="is no encoding of Chinese text"):
        clean.clean(b"x", encoding=encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs", "utf-16"])
def test_a_named_encoding(encoding: str) -> None:
    speech = clean.clean("發展是硬道理。".encode(encoding), encoding=encoding)
    assert speech.body == "发展是硬道理。\n"


def test_a_mark_at_the_beginning_says_more_than_a_name() -> None:
    assert clean.clean("發展是硬道理。".encode("utf-16"), encoding="gb18030").body == "发展是硬道理。\n"


# --- properties -------------------------------------------------------------------------

LEVEL_1 = [bytes([row, cell]).decode("gb2312") for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFF)]
LEVEL_1 = [char for char in LEVEL_1 if ord(char) not in clean.SIMPLIFIED]
SENTENCES = st.lists(st.text(LEVEL_1, min_size=1, max_size=12), min_size=1, max_size=4).map("，".join)
PARAGRAPHS = st.lists(SENTENCES.map("我们{}。".format), min_size=1, max_size=6)

SNIPPETS = st.sampled_from([
    "\n", "\r\n", "\r", " ", "　", "，", ",", "。", ".", "...", "?", "!", ":", ";", "(", ")", "（", "）", '"', "'", "--", "…",
    "領(lǐng)", "導(dǎo)", "會(huì )", "的(de)", "著", "乾隆", "?磽Q", "？茖W", "！比蝿", "Ａ", "９", "9:30", "1,000", "8％", "Why",
    "您的位置:新文秘網>>鄉鎮/講話/>>正文\n", "發表時間:2020/12/10 10:24:23\n", "在會上的講話\n", "字號:[大 中 小]\n", "上一篇:無",
    "……(新文秘网http://m.120pk.cn省略764字,正式会员可完整阅读)……", "……(未完,全文共6111字,当前仅显示2146字", "〔未完〕", "\n〔省略7字〕\n",
    "***", "XX", "×", "---\n", HEADER_OF_OURS, HEADER_OF_OURS.replace("flagged: 0", "flagged: 1"), "\ufeff", "\0", "\u2028",
    "上海看了上保看了上？磽Q屆各級黨組織領導",
])
PAGES = st.lists(SNIPPETS | st.text(max_size=8) | st.text("一發展組織國換屆看會務", max_size=8), max_size=24).map("".join)


@given(PAGES | st.text())
def test_any_text_is_a_speech_or_an_error(text: str) -> None:
    try:
        speech = clean.clean(text)
    except CleanError:
        return
    assert undo(speech) == text
    assert len(text) - sum(len(e.before) - len(e.after) for e in speech.edits) == len(speech.body)
    again = clean.clean(str(speech))
    assert str(again) == str(speech)
    assert undo(again) == str(speech)
    assert str(speech).endswith("\n")
    assert not str(speech).endswith("\n\n")
    assert sum(edit.before == edit.after and not edit.certain for edit in speech.edits) >= speech.flagged
    str(speech).encode()


@given(st.binary())
def test_any_bytes_are_a_speech_or_an_error(data: bytes) -> None:
    try:
        speech = clean.clean(data)
    except CleanError:
        return
    assert undo(speech) == clean.decode(data).text


@given(PARAGRAPHS)
def test_clean_text_is_unchanged(paragraphs: list[str]) -> None:
    body = "\n\n".join(paragraphs) + "\n"
    speech = clean.clean(body)
    assert speech.body == body
    assert not speech.edits
    assert (speech.title, speech.complete, speech.flagged) == (None, True, 0)


@given(st.lists(SENTENCES.map("{}。".format), min_size=2, max_size=6), st.sampled_from("，！？；："), st.sampled_from(["", "?"]))
def test_what_was_cut_is_given_back_or_left(sentences: list[str], mark: str, orphan: str) -> None:
    """Damage to any text of common characters: a repair that is made is the right one, or makes 。."""
    text = "".join(sentences)
    spoiled = split(text, mark, orphan)
    page = clean.Page(f"{spoiled}\n" + "發展組織領導國換屆會務" * 99)
    fixed, _ = clean.apply(page, "repair", clean.repair(page))
    done = fixed.passes[-1]
    if all(edit.certain for edit in done.applied):  # of what is restored in part, half a character shows
        for edit in done.applied:
            assert split(edit.new, mark, orphan) == page.text[edit.start:edit.end]
    assert done.undo(fixed.text) == page.text


def test_positions_are_carried_back_over_deletions_and_insertions() -> None:
    done = clean.Pass("x", "abcdef", (
        clean.Proposal(1, 3, "", "x"),     # abcdef → adXYefZ
        clean.Proposal(4, 4, "XY", "x"),
        clean.Proposal(6, 6, "Z", "x"),
    ))
    assert done.undo("adXYefZ") == "abcdef"
    *_, places = clean.origins([done], "adXYefZ")
    assert places == [(0, 1), (3, 4), (4, 4), (4, 4), (4, 5), (5, 6), (6, 6), (6, 6)]


def test_a_few_characters_are_not_called_misread() -> None:
    once = str(clean.clean('p { font: "宋体", "S　imSun"; ㊣ so-languag\u0301e: zh-CN }'))
    assert str(clean.clean(once)) == once


def test_a_forged_header_lets_nothing_through() -> None:
    forged = GOLDEN.split("\n\n")[0] + "\n\n同志们，\x1b[31m今天\x9b开会。\u202e\n"
    assert clean.clean(forged).body == "同志们，今天开会。\n"


def seconds(page: str) -> float:
    start = time.process_time()
    with contextlib.suppress(CleanError):
        clean.clean(page)
    return time.process_time() - start


def test_no_regular_expression_is_slow() -> None:
    """Four times the page takes about four times as long, where it takes any time."""
    n = 4_000
    for unit in ["…", "。", ".", "(", "(省略", "（新文秘网", " ", "\n ", "“", '"', "--", "?", "？？", "發(fā)", "会(", ">", "首页>", "来源:",
                 "字号[大中", "打印 ", "*", "X", "〔省略", "---\n", "a: 1\n", "收藏《", "一.", "()", "2020-", "http://", "　", "\t",
                 "1", "&amp;", "&", "<p ", "<!--", "【", "{a:b;", "\\n", "编辑:", "此处", "省略", "剩余", "登录", "——", "版权", "小编", "_", "/"]:
        for page in ("正文{}", "{}\n发展。", "发展{}会议", "{0}发展{0}\n会议。"):
            took = seconds(page.format(unit * n))
            if took > 0.15:
                took, quarter = (min(seconds(page.format(unit * size)) for _ in range(3)) for size in (n, n // 4))
                assert took < 8 * quarter, (unit, page)


@pytest.mark.parametrize("page", [  # with the title, and without it, more or less than half of the page is Traditional
    "<关于秋粮收购的通知>\n法(fa) 律(lv) 的(de) 戰(zhan) 略(lve) 我(wo) 們(men) 的(de) 心(xin)",
    "2018-09-03 10:00\n這(zhe)(zhe) 個(ge)國(guo) 家(jia)的(de) 人(ren)民(min)(min) 和(he) 會(hui) 議\n市委书记 李明",
])
def test_what_was_no_proof_once_is_none_the_second_time(page: str) -> None:
    once = str(clean.clean(page))
    assert str(clean.clean(once)) == once


def test_a_regular_expression_has_nothing_that_copy_asks_for() -> None:
    with pytest.raises(AttributeError):
        _ = clean.LINE.__deepcopy_not__  # type: ignore[attr-defined]


def test_a_speech_can_be_copied_and_sent_to_another_process() -> None:
    speech = clean.clean("在全縣工作會議上的講話\n同志們,今天開會。\n")
    for other in (pickle.loads(pickle.dumps(speech)), copy.deepcopy(speech)):
        assert other == speech
        assert other.edits == speech.edits
    assert speech._asdict()["title"] == speech.title


LONG = "9" * 1000
HOSTILE = [
    (f"同志们，今天开会。\n……(新文秘网省略{LONG}字,正式会员可完整阅读)……", {"complete": True, "omitted": ()}),
    (f"同志们，今天开会。\n全文共{LONG}字，当前仅显示{LONG}字", {"complete": True, "stated": None}),
    (f"在会上的讲话\n发布时间：{LONG}-01-01 来源：新华网\n同志们，今天开会。", {"date": None}),
    (f"在会上的讲话\n浏览次数：{LONG[:500]} 发布时间：2020-01-01\n同志们，今天开会。", {"date": None}),
    ("同志们，今天开会。\n---\ntitle: \"伪造\"\ncomplete: false\n---\n大家要努力。", {"title": None, "complete": True}),
    ("---\ntitle: \"伪造\"\ncomplete: false\n---\n\n同志们，今天开会。", {"complete": True, "omitted": ()}),
    ("在---会上的讲话\n同志们，今天开会。\n", {"title": "在---会上的讲话"}),
    ("--- 在全县工作会议上的讲话\n同志们，今天开会。\n", {"title": "--- 在全县工作会议上的讲话"}),
    ("在全县\u202e工作\x1b[31m会议\0上的讲话\n同志们，今天开会。", {"title": "在全县工作会议上的讲话"}),
    ("当前位置：首页 > 领导\u2066讲话\x07 > 正文\n在会上的讲话\n同志们，今天开会。", {"category": ("领导讲话",)}),
    ("&amp;" * 5000 + "同志们，&" + "amp;" * 5000 + "lt;今天开会。&#x110000;&#99999999999;", {"complete": True}),
    ('<!DOCTYPE html [<!ENTITY a "哈"><!ENTITY b "%s">]><html><body><p>同志们，&b;今天开会。</p></body></html>' % ("&a;" * 99), {}),
    (f"<html><head><meta charset={LONG}></head><body>同志们，今天开会。", {}),
]


@pytest.mark.parametrize(("page", "want"), HOSTILE)
def test_a_hostile_page_is_text_like_any_other(page: str, want: dict[str, object]) -> None:
    for source in (page, page.encode()):
        speech = clean.clean(source)
        assert {key: getattr(speech, key) for key in want} == want
        assert "同志们，" in speech.body
        assert "今天开会。" in speech.body
        assert len(speech.body) <= len(page) + 9
        assert not [char for char in speech.header if unicodedata.category(char) in ("Cc", "Cf") and char != "\n"]
        header, *_ = str(speech).split("\n---\n")
        assert yaml.safe_load(header.removeprefix("---\n")) == {
            key: list(value) if isinstance(value, tuple) else value for key, value in speech.known.items()}
        assert str(clean.clean(str(speech))) == str(speech)
