"""Whose a line is: what goes, what stays, what is flagged, and what the page says of itself."""

import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import clean
from clean import Page, apply

TITLE = "在全县秋粮收购工作会议上的讲话"
SPEECH = [
    "同志们：", "今天我们召开秋粮收购工作会议，主要任务是总结夏粮收购，部署秋粮收购。刚才，三个乡镇作了发言，讲得都很好，我完全赞成。",
    "一、心里要有一本账", "粮食安全是天大的事。各收购点要把磅秤校准，把水分测准，当天的粮款当天结清。", "谢谢大家！",
]
HEAD = ["您现在的位置：首页 > 领导讲话 > 正文", TITLE, "发布时间：2019-09-06 07:30 来源：青禾网 浏览次数：1287"]
TAIL = ["责任编辑：admin", "上一篇：没有了", "下一篇：关于召开粮食工作会议的通知", "版权所有：青禾网 未经许可不得转载"]


def cleaned(*lines: str) -> Page:
    return apply(Page("\n".join(lines)), "chrome", clean.chrome(Page("\n".join(lines))))[0]


def flags(*lines: str) -> list[str]:
    page = Page("\n".join(lines))
    return [page.text[edit.start:edit.end] for edit in clean.chrome(page) if not edit.certain]


def test_head_and_tail_go_and_tell_the_header() -> None:
    page = cleaned(*HEAD, *SPEECH, *TAIL)
    assert page.text.split() == SPEECH
    assert page.facts == {"title": TITLE, "date": "2019-09-06T07:30", "site": "青禾网", "category": ("领导讲话",)}
    assert page.flagged == ()


# Above the speech and below it, as sites write it.
HEADS: list[tuple[str, Mapping[str, object]]] = [
    (f"首页>领导讲话\n{TITLE}\n字号：[大 中 小] 【打印本文】 【关闭窗口】", {"title": TITLE, "category": ("领导讲话",)}),
    (f"您现在的位置：\n首页\n>\n领导讲话\n>\n正文\n{TITLE}\n发布时间：2019-09-06", {"title": TITLE, "category": ("领导讲话",)}),
    (f"新闻中心\n{TITLE}\n2019-09-06 07:30:00 来源：青禾日报 作者：本报记者", {"date": "2019-09-06T07:30:00", "site": "青禾日报"}),
    (f"跳至主要内容\n{TITLE}\n****************", {"title": TITLE}),
    (f"- 格式：docx\n- 大小：14.61 KB\n- 文档页数：3\n{TITLE}", {"title": TITLE}),
    (f"{TITLE}\n时间：2019-09-06 07:30:00 浏览：233次\n{TITLE}", {"title": TITLE, "date": "2019-09-06T07:30:00"}),
    (f"人民网>>时政>>滚动新闻\n{TITLE}\n2019年09月06日 07:30 打印", {"title": TITLE, "date": "2019-09-06T07:30"}),
    (f"{TITLE}\n下面是小编为大家整理的讲话稿范文，供大家参考，希望对您有所帮助。\n篇一", {"title": TITLE}),
    (f"{TITLE}\n我们都要敬老。下面是某某学习网为您整理的讲话，希望对您有所帮助。", {"title": TITLE}),
    (f"{TITLE}\n以下是粮食局局长李明今日（九月六日）在秋粮收购工作会议上的讲话全文：", {"title": TITLE}),
    (f"{TITLE}\n来源：青禾网 发布日期：2019/9/6\n【导语】本文由网友上传，仅供学习参考。", {"title": TITLE, "date": "2019-09-06"}),
    (f"发文机关：青禾县粮食局\n成文日期：2019年09月03日\n发布日期：2019年09月06日\n{TITLE}", {"date": "2019-09-06"}),
    (f"{TITLE}\n来源：青禾日报作者：张三 2019-09-06", {"site": "青禾日报"}),
    (f"{TITLE}\n2019-09-06 出处：https://qinghe.example/1.html 来源：青禾日报 浏览：23", {"site": "青禾日报"}),
    (f"{TITLE}（汇总16篇）篇一\n发布时间：2019-09-06 浏览：23", {"title": TITLE}),
    (f"行业 | : | 公共行政 |\n文章名称 | : | {TITLE} |\n发布时间：2019-09-06 浏览：23", {"title": TITLE}),
    (f"首页 > 领导讲话 > 来源:未知 | 作者:张三\n{TITLE}\n2019-09-06 07:30", {"category": ("领导讲话",)}),
    (f"文章标题：{TITLE}\n作者：青禾\n时间：2019-09-06 07:30", {"title": TITLE, "date": "2019-09-06T07:30"}),
    ("当前位置：首页 > 讲话稿\n在全县秋粮收购工作会议上的\n讲话\n发布时间：2019-09-06", {"title": TITLE}),
    ("当前位置：首页 > 讲话稿\n在全县秋粮\n收购工作会议上的讲话\n发布时间：2019-09-06", {"title": TITLE}),
    (f"当前位置：首页 > 讲话稿\n篇一：{TITLE}\n发布时间：2019-09-06", {"title": TITLE}),
    (f"当前位置：首页 > 讲话稿\n{TITLE}.doc\n发布时间：2019-09-06", {"title": TITLE}),
    (f"当前位置：首页 > 讲话稿\n{TITLE} 篇1\n发布时间：2019-09-06", {"title": TITLE}),
    (f"首页 > 讲话稿\n{TITLE}\n讲话的好坏关系到听众的心情，讲话稿的结构要清楚。怎样才能写好它呢？", {"title": TITLE}),
    (f"首页 > 领导讲话 > {TITLE}\n{TITLE}\n2019-09-06 07:30", {"category": ("领导讲话",)}),
]
TAILS = [
    "责任编辑：张三\n【打印】【关闭】\n上一篇：没有了", "相关阅读：\n在教育会议上的讲话\n在全市会议上的讲话", "收藏 分享到：微信 微博\n网友评论",
    "版权声明：本站内容来自网络，版权归原作者所有，如有侵权请联系我们删除。\n京ICP备12345678号", "Copyright © 2010-2020 青禾网 All Rights Reserved.",
    "来源：青禾日报\n编辑：王小明\n下载本文\n推荐阅读", "以上内容为本站整理，仅供参考，转载请注明出处。\n关于我们 联系我们 网站地图",
]


@pytest.mark.parametrize(("head", "facts"), HEADS)
def test_a_head_goes(head: str, facts: Mapping[str, object]) -> None:
    page = cleaned(head, *SPEECH, *TAIL)
    assert page.text.split() == SPEECH
    assert facts.items() <= page.facts.items()


@pytest.mark.parametrize("tail", TAILS)
def test_a_tail_goes(tail: str) -> None:
    assert cleaned(*HEAD, *SPEECH, *tail.split("\n")).text.split() == SPEECH


# What authors write that has a site's words in it.
@pytest.mark.parametrize("line", [
    "时间过得真快，转眼就是一年。", "来源于群众，服务于群众，这是我们的根本。", "作者的心声，就是群众的心声。", "我们要把下载的材料带回去学习，会后讨论。",
    "年底前，全县的网站要全面完成备案，这是硬任务。", "协会的会员从三十家发展到四百家，提供了大量的信息和帮助。", "请大家扫码入群，会后把意见发给我们。",
    "依法打击侵权的行为，发现一起查处一起。", "第1页说的是粮食，第2页说的是棉花，大家都要看一看。", "编辑部的同志们辛苦了，感谢你们的报道。",
    "刚才传达了县委的讲话，六个乡镇介绍了做法，请大家认真学习和借鉴。", "今天我给大家带来一篇作文《丰收》，希望大家喜欢。",
    "平台做起来了，农户的收益也上去了，这是实打实的变化。", "信息存储要安全，用户上传的材料要管好。",
    "（一）加强领导", "第一，要把账算清。", "一要规范文件管理，二要健全文书档案。", "解放大路收粮点", "这篇内容讲的是我们自己的事，大家要记住。", "让版权归创作者所有，让作品发光，这是我们的责任。",
])
def test_an_authors_line_stays_between_his_lines(line: str) -> None:
    assert line in cleaned(*HEAD, *SPEECH[:2], line, *SPEECH[2:], *TAIL).text


def test_a_line_that_trails_off_is_no_excerpt_of_others() -> None:
    line = "老支书在田埂上站了很久很久…"
    assert line in cleaned(*HEAD, *SPEECH[:2], line, *SPEECH[2:], *TAIL).text


@pytest.mark.parametrize("lines", [
    ["会议时间：2018年9月3日", "会议地点：县委三楼会议室", "主持人：李明", "记录：王芳"],
    ["出席：李明、王芳", "列席：各乡镇分管负责同志", "**市总工会秘书长：陈勇"],
    ["此致", "敬礼！", "青禾县第一中学", "二〇一八年九月三日"],
    ["春眠不觉晓，", "处处闻啼鸟。", "夜来风雨声，", "花落知多少。"],
])
def test_labels_of_minutes_letters_and_verse_stay(lines: list[str]) -> None:
    assert cleaned(*lines).text.split("\n") == lines
    assert cleaned(*HEAD, *SPEECH, *lines, *SPEECH[1:]).text.split() == [*SPEECH, *lines, *SPEECH[1:]]


NAMES = "李明 王芳 张伟 刘洋 陈静 赵强 孙丽 吴敏".split()
VERSE = ["春眠不觉晓", "处处闻啼鸟", "夜来风雨声", "花落知多少"]


@pytest.mark.parametrize("edge", [NAMES, VERSE, ["东乡 100 98", "西乡 90 97"], ["2019年9月6日"], ["青禾县人民政府"]])
def test_shape_alone_takes_no_line_from_the_edge(edge: list[str]) -> None:
    assert cleaned(*SPEECH, *edge).text.split("\n") == [*SPEECH, *edge]
    assert cleaned(*edge, *SPEECH).text.split("\n") == [*edge, *SPEECH]
    assert cleaned(*HEAD, *SPEECH, *edge).text.split("\n")[3:] == [*SPEECH, *edge]


def test_what_stands_above_a_title_stays_where_nothing_speaks_of_a_site() -> None:
    page = cleaned("中共青禾县委员会文件", "青发〔2019〕12号", TITLE, *SPEECH)
    assert page.text.split() == ["中共青禾县委员会文件", "青发〔2019〕12号", *SPEECH]
    assert page.facts == {"title": TITLE}


@pytest.mark.parametrize("line", ["前一条讲的是思想，后一条讲的是作风。", "评论工作要跟上。"])
def test_a_sentence_is_no_heading_of_the_sites(line: str) -> None:
    assert cleaned(*HEAD, *SPEECH[:4], line, SPEECH[4], *TAIL).text.split() == [*SPEECH[:4], line, SPEECH[4]]


def test_a_refrain_is_no_title_that_comes_again() -> None:
    lines = [*SPEECH[:2], TITLE, *SPEECH[2:]]
    assert cleaned(*HEAD, *lines, *TAIL).text.split() == lines


def test_numbers_and_rules_at_the_edge_are_nobodys_words() -> None:
    assert cleaned(*HEAD, "589", "****", *SPEECH, "0", *TAIL).text.split() == SPEECH


def test_markup_tells_what_the_words_do_not() -> None:
    links = "".join(f"<li><a href=/{n}>{line}</a></li>" for n, line in enumerate(VERSE))
    body = "".join(f"<p>{line}</p>" for line in SPEECH)
    page = f"<html><body><ul>{links}</ul><h1>{TITLE}</h1><div>{body}</div><div class=footer>{NAMES[0]}</div><ul>{links}</ul></body></html>"
    speech = clean.clean(page)
    assert (speech.title, speech.body.split()) == (TITLE, SPEECH)
    assert [edit.before for edit in speech.edits if edit.step == "chrome"] == [*VERSE, TITLE, NAMES[0], *VERSE]


@pytest.mark.parametrize("seed", range(20))
def test_where_no_line_is_surely_the_sites_none_goes(seed: int) -> None:
    rng = random.Random(seed)
    lines = [rng.choice(SPEECH[1:]) for _ in range(rng.randrange(2, 9))]
    assert cleaned(*lines).text.split("\n") == lines


def test_a_line_in_doubt_stays_is_flagged_and_is_set_like_the_rest() -> None:
    text = "\n".join([*HEAD, *SPEECH, "粮食局办公室(二) 王芳", *TAIL])
    speech = clean.clean(text)
    [doubt] = [edit for edit in speech.edits if not edit.certain]
    assert (doubt.before, doubt.after, doubt.rule, speech.flagged) == ("粮食局办公室(二) 王芳", "粮食局办公室(二) 王芳", "in doubt", 1)
    assert "粮食局办公室（二） 王芳" in speech.body
    assert clean.undo(speech) == text


def test_the_reason_names_the_heaviest_signs() -> None:
    speech = clean.clean("\n".join([*HEAD, *SPEECH, *TAIL]))
    [gone] = [edit for edit in speech.edits if edit.before == TAIL[0]]
    assert gone.rule == "site's line"
    assert gone.why.startswith("责任编辑 -3.0")
    assert len(gone.why.split(", ")) == 4


# Within the speech.
@pytest.mark.parametrize("line", ["关注公众号下载更多范文：www.qinghe.example", "【更多公文素材请加微信：abcde01 下载】", "青禾文库，文档写作之家，免费下载"])
def test_an_advertisement_goes_from_between_paragraphs_and_from_the_end_of_a_line(line: str) -> None:
    assert cleaned(*HEAD, *SPEECH[:2], line, *SPEECH[2:], *TAIL).text.split() == SPEECH
    assert cleaned(*HEAD, SPEECH[0], f"{SPEECH[1]} {line}", *SPEECH[2:], *TAIL).text.split() == SPEECH


def test_a_label_between_two_texts_parts_them_no_more() -> None:
    texts = [*SPEECH, "秋粮收购讲话稿 篇2", *SPEECH[1:]]
    assert cleaned(*HEAD, *texts, *TAIL).text.split() == [*SPEECH, *SPEECH[1:]]


def test_behind_the_first_heading_of_other_pages_nothing_is_the_authors() -> None:
    others = ["相关新闻", "我县今天召开会议，部署了秋季的工作，各乡镇的负责同志都参加了会议。", "我们的粮食丰收了，大家都很高兴。"]
    assert cleaned(*HEAD, *SPEECH, *others).text.split() == SPEECH


# Titles.
@pytest.mark.parametrize("lines", [
    ["* 第一组的王老师（教务处）", "* 第二组的李老师（总务处）", "我们感谢两位老师多年来的辛勤工作。"], ["一、指导思想", SPEECH[1]], SPEECH, [SPEECH[1]],
    ["作者：青禾县党校马克思主义教研部 张三", SPEECH[1]], ["会议时间：2018年9月3日", SPEECH[1]], ["最后说到文教战线上的情况", SPEECH[1]],
])
def test_a_page_without_a_title_has_none(lines: list[str]) -> None:
    assert "title" not in cleaned(*lines).facts


def test_what_stands_in_brackets_under_a_title_is_none() -> None:
    page = cleaned("首页 > 致辞", "在全县秋粮收购动员大会上的发言模板", "（九月金秋 感念乡恩）", *SPEECH, *TAIL)
    assert page.facts["title"] == "在全县秋粮收购动员大会上的发言模板"
    assert page.text.split("\n")[2] == "（九月金秋 感念乡恩）"


def test_a_sentence_with_a_date_is_no_date_of_a_title() -> None:
    assert "title" not in cleaned("新闻中心", "2012年4月7日下午，粮食局召开会议，部署秋粮收购。", *SPEECH[1:], *TAIL).facts


def test_only_a_single_sentence_above_the_salutation_introduces_it() -> None:
    def introduces(*lines: str) -> list[float]:
        return [one["introduces"] for one in clean.signs(clean.lines_of(Page("\n".join(lines))))]
    assert introduces(TITLE, SPEECH[3], *SPEECH[:2]) == [0, 1, 0, 0]
    assert introduces(SPEECH[3], SPEECH[3], *SPEECH[:2]) == introduces(*SPEECH[1:4], SPEECH[4]) == [0, 0, 0, 0]


def test_a_title_may_say_first_what_it_is() -> None:
    assert cleaned("演讲稿—我为粮食添光彩", *SPEECH).facts["title"] == "演讲稿—我为粮食添光彩"


def test_a_title_may_be_told_below_the_speech() -> None:
    page = cleaned(*SPEECH, *SPEECH[1:-1], *TAIL[:1], f"本文标题：{TITLE}", "相关阅读", "篇二：青禾")
    assert page.facts["title"] == TITLE


def test_a_title_may_stand_below_its_label() -> None:
    page = cleaned("标题：", "老秘答什么是账本", "作者：", "青禾老秘", "时间：", "2019-09-06 07:30", *SPEECH, *TAIL)
    assert page.facts["title"] == "老秘答什么是账本"


@pytest.mark.parametrize("between", [" ", ""])
def test_a_title_may_stand_on_the_line_of_the_salutation(between: str) -> None:
    page = cleaned(HEAD[0], f"{TITLE}{between}{''.join(SPEECH[:2])}", *SPEECH[2:], *TAIL)
    assert page.facts["title"] == TITLE
    assert page.text.strip().startswith(SPEECH[0] + SPEECH[1])


def test_a_label_is_no_source() -> None:
    assert "site" not in cleaned(TITLE, "2019-09-06 07:30 来源: 点击: 233次", *SPEECH).facts


def test_a_line_as_long_as_a_speech_is_not_taken_out() -> None:
    page = f"{TITLE} 下面是小编为大家整理的讲话稿范文，供大家参考，欢迎阅读。 {''.join(SPEECH[1:]) * 6}"
    assert "".join(clean.clean(page).body.split()) == "".join(page.split())


def test_a_flag_in_a_line_that_went_is_no_warning(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("\n".join([*HEAD, *SPEECH, "责任编辑：王\ufffd 点击数：30", *TAIL]), "utf-8")
    assert clean.main([str(page)]) == 0
    assert "warning" not in capsys.readouterr().err
    clean.main([str(page), "--explain"])
    assert "flagged, at" not in capsys.readouterr().out


def test_a_title_alone_is_the_text() -> None:
    assert clean.clean(TITLE).body == f"{TITLE}\n"


def test_a_title_as_it_is_typed_stays_so_but_where_the_page_folds_its_marks() -> None:
    assert cleaned(*HEAD[:1], f"{TITLE}(摘要)", *HEAD[2:], *SPEECH).facts["title"] == f"{TITLE}(摘要)"
    folded = [line.replace("，", ",") for line in SPEECH]
    assert cleaned(*HEAD[:1], f"{TITLE}(摘要)", *HEAD[2:], *folded).facts["title"] == f"{TITLE}（摘要）"


# Dates.
@pytest.mark.parametrize(("line", "date"), [
    ("发布时间：2019-09-06 24:00", "2019-09-06"), ("发布时间：2019-02-30", None), ("今天是2019年9月6日 星期五 来源：青禾网", None),
    ("施行日期：2019年9月6日 来源：青禾网 打印", None), ("2019.09.06 来源：青禾网", "2019-09-06"), ("更新于2019年09月06日 打印本页", "2019-09-06"),
])
def test_the_date_of_publication(line: str, date: str | None) -> None:
    assert cleaned(HEAD[0], TITLE, line, *SPEECH, *TAIL).facts.get("date") == date


def test_the_date_of_another_page_is_not_this_ones() -> None:
    others = [f"- 2023-0{n}-27 16:40:26 副县长在全县森林防火工作会议上的讲话" for n in range(1, 6)]
    assert "date" not in cleaned("相关推荐", *others, TITLE, *SPEECH).facts


def test_a_date_far_from_the_title_needs_a_label() -> None:
    assert cleaned(*HEAD[:2], *SPEECH, *TAIL, "发布时间：2019-09-06 07:30").facts["date"] == "2019-09-06T07:30"
    assert "date" not in cleaned(*HEAD[:2], *SPEECH, *TAIL, "粮食会议纪要 2009-01-01").facts


# Under the title an author says who speaks, and when: these lines stay.
SAID: list[tuple[str, Mapping[str, object]]] = [
    ("（2018年9月3日，北京）\n中华人民共和国主席 习近平", {"speaker": "中华人民共和国主席 习近平", "delivered": "2018-09-03"}),
    ("市委书记 李 明\n（2020年3月5日）", {"speaker": "市委书记 李明", "delivered": "2020-03-05"}),
    ("李明\n（2020年3月5日）", {"speaker": "李明", "delivered": "2020-03-05"}), ("李 明\n二〇一六年五月二十日", {"speaker": "李明", "delivered": "2016-05-20"}),
    ("（二○一六年十二月三十一日）", {"delivered": "2016-12-31"}), ("2016年10月20日下午", {"delivered": "2016-10-20"}),
    ("二〇一六年十月十日，北京", {"delivered": "2016-10-10"}), ("演讲人：李明", {"speaker": "李明"}), ("县委书记、县长：李明", {"speaker": "李明"}),
    ("李明", {}), ("各位领导 各位来宾", {}), ("2020年2月30日", {}), ("校长：您好", {}), ("一九四九年十月一日，中国人民站起来了", {}),
]


@pytest.mark.parametrize(("lines", "facts"), SAID)
def test_who_spoke_and_when(lines: str, facts: Mapping[str, object]) -> None:
    page = cleaned(TITLE, lines, *SPEECH)
    assert page.text.split("\n")[1:] == [*lines.split("\n"), *SPEECH]
    assert page.facts == {"title": TITLE, **facts}


def test_a_date_above_the_title_is_the_page_s() -> None:
    assert "delivered" not in cleaned("2012年11月06日", TITLE, *SPEECH).facts


# Marks of cuts.
MARKS: list[tuple[str, str, Mapping[str, object]]] = [
    ("……(新文秘网http://m.120pk.cn省略764字,正式会员可完整阅读)……", "〔省略764字〕", {"omitted": (764,), "site": "新文秘网", "url": "http://m.120pk.cn"}),
    ("……（省略764字）……", "〔省略764字〕", {"omitted": (764,)}), ("（此处已隐藏764字，下载后可查看）", "〔省略764字〕", {"omitted": (764,)}),
    ("*** 此处隐藏764字 ***", "〔省略764字〕", {"omitted": (764,)}), ("（开头部分已省略202字）", "〔省略202字〕", {"omitted": (202,)}),
    ("……此处隐藏764个字……", "〔省略764字〕", {"omitted": (764,)}),
]
ENDS: list[tuple[str, Mapping[str, object]]] = [
    ("……(未完,全文共6111字,当前仅显示2146字,请阅读下面提示信息。收藏《在村里的讲话》", {"stated": 6111, "shown": 2146}),
    ("……(未完,全文共876字,当前显示58字,请阅读下面提示信息。\n收藏《讲话》)", {"stated": 876, "shown": 58}),
    ("预览结束，剩余67%未读，登录后阅读全文", {}), ("预览结束，免费获取全文请扫码联系老师！", {}), ("............试读结束............", {}), ("登录后查看全文", {}),
    ("消耗 1 篇青禾文库配额，会员有效期内无限次查看", {}), ("因篇幅问题不能全部显示，请点此查看更多更全内容", {}), ("【文章共4120字，仅供学习借鉴】", {"stated": 4120}),
    ("剩余67%未读", {}), ("以下内容已隐藏，共1200字", {}), ("（想阅读完全部图文内容，您需要先登陆！）", {}), ("剩余内容已隐藏，支付完成后下载完整资料", {}), ("......余下全文>>", {}), ("〔未完〕", {}),
]


@pytest.mark.parametrize(("mark", "want", "facts"), MARKS)
def test_a_mark_within_the_text(mark: str, want: str, facts: Mapping[str, object]) -> None:
    page = cleaned(*SPEECH[:2], mark, *SPEECH[2:])
    assert page.text.split() == [*SPEECH[:2], want, *SPEECH[2:]]
    assert page.facts == {"complete": False, **facts}
    if not mark.startswith("*"):  # which needs its line
        assert want in cleaned(SPEECH[0], f"{SPEECH[1]}{mark}{SPEECH[1]}").text


def test_every_cut_is_counted() -> None:
    page = cleaned(*SPEECH[:2], MARKS[0][0], *SPEECH[2:4], "……（省略12字）……", *SPEECH[4:], *SPEECH[1:])
    assert page.facts["omitted"] == (764, 12)


@pytest.mark.parametrize(("mark", "facts"), ENDS)
def test_a_mark_at_the_end(mark: str, facts: Mapping[str, object]) -> None:
    page = cleaned(*HEAD, *SPEECH, mark, *TAIL[:1])
    assert page.text.split() == [*SPEECH, "〔未完〕"]
    assert {"complete": False, **facts}.items() <= page.facts.items()


@pytest.mark.parametrize("text", [
    "（此处省略一万字）", "(未完成的任务还有很多)", "我省略了200字，会员都知道。", "国发〔2018〕5号……（省略）", "剩余80%的任务要抓紧。",
    "此处隐藏着三个问题。", "（全文共三章）", "全文共分三个部分，讲了30页。",
])
def test_what_is_no_mark(text: str) -> None:
    page = cleaned(*SPEECH[:2], text, *SPEECH[2:])
    assert page.text.split() == [*SPEECH[:2], *text.split(), *SPEECH[2:]]
    assert "complete" not in page.facts


def test_a_text_as_long_as_it_says_is_complete() -> None:
    page = cleaned(*HEAD, *SPEECH, "【全文共120字】", *TAIL)
    assert "complete" not in page.facts


def test_of_several_ends_the_last_is_marked() -> None:
    page = cleaned(*HEAD, *SPEECH, ENDS[0][0], ENDS[2][0], *TAIL)
    assert page.text.split() == [*SPEECH, "〔未完〕"]
    assert page.facts["stated"] == 6111


def test_marks_side_by_side_each_count() -> None:
    page = cleaned(*HEAD, *SPEECH, "......", "（此处省略764字）", "登录后查看全文", *TAIL)
    assert page.text.split() == [*SPEECH, "......", "〔省略764字〕", "〔未完〕"]
    page = cleaned(*SPEECH, "各乡镇要抓好落实（省略764字）。。。（下面是第二部分）")
    assert page.text.split()[-3:] == ["各乡镇要抓好落实", "〔省略764字〕", "（下面是第二部分）"]


def test_a_mark_is_no_title() -> None:
    assert "title" not in cleaned("剩余67%未读，登录后阅读全文", *SPEECH).facts


def test_a_mark_may_name_the_title() -> None:
    assert cleaned(*SPEECH, ENDS[0][0]).facts["title"] == "在村里的讲话"


# The tables.
def test_the_beginning_of_the_text_as_a_summary_goes() -> None:
    summary = f"摘要 {SPEECH[1][:40]}..."
    assert cleaned(*HEAD, summary, *SPEECH[1:], *TAIL).text.split() == SPEECH[1:]


def test_each_word_and_sign_has_one_weight_and_is_looked_for() -> None:
    words = [word for row in clean.WORDS.values() for word in row.split()]
    assert len(words) == len(set(words))
    assert not clean.SIGNS.keys() & set(words)
    lines = [clean.Line(text, text, 0, 0, clean.Markup(tag)) for text in [*HEAD, *SPEECH, *TAIL, "一"]
             for tag in ("p", "li", "td", "tr", "dd", "div", "h1", "ul", "a")]
    found = {name for one in clean.signs(lines) for name in one} | {"weekday"}
    assert clean.SIGNS.keys() - found <= {"disclaimer", "offer", "announces", "of the text", "of several", "ends dated", "bare date", "web",
                                          "bullet", "cut off", "no letter", "clock", "name"}
    page = Page("\n".join([*HEAD, *SPEECH]))
    shown = clean.weigh(clean.lines_of(page))
    likely = clean.titles(page, shown, clean.speech_of(shown)[0])
    assert clean.TITLE.keys() <= {name for _, one in likely for name in one}


@given(st.lists(st.sampled_from([*HEAD, *SPEECH, *TAIL, ENDS[0][0], MARKS[0][0], "......", "（下面是第二部分）", "登录后查看全文", "", "  ", "〔未完〕", "一", "****"]), max_size=12),
       st.sampled_from(["hans", "keep"]))
def test_any_lines_can_be_undone_and_cleaned_again(lines: list[str], script: clean.Script) -> None:
    text = "\n".join(["我们今天开会。", *lines])
    speech = clean.clean(text, script=script)
    assert clean.undo(speech) == text
    assert str(clean.clean(str(speech), script=script)) == str(speech)


@pytest.mark.parametrize(("mark", "is_complete"), [("试读部分已结束。", False), ("试读已结束，登录后阅读全文", True)])
def test_a_mark_above_all_else_is_no_title(mark: str, *, is_complete: bool) -> None:
    lines = [mark, *["同志们，今天我们召开这次大会，主要任务是总结工作，部署下一步的任务，动员大家努力。"] * 3]
    page = f"<title>在大会上的讲话</title><body>{''.join(f'<p>{line}</p>' for line in lines)}</body>"
    speech = clean.clean(f"<html>{page}</html>")
    assert (speech.title, speech.complete) == ("在大会上的讲话", is_complete)
    assert mark not in speech.body


def test_a_name_in_the_header_is_written_as_in_the_body() -> None:
    lines = ["来源：人民網", "在全市大會上的講話", "市委書記 魏徵", *["同志們，今天我們開會，總結經驗，部署任務。"] * 4, "責任編輯：張三"]
    assert clean.clean("\n".join(lines)).speaker == "市委书记 魏徵"
    speech = clean.clean("\n".join(lines), script="keep")
    assert (speech.speaker, speech.site) == ("市委書記 魏徵", "人民網")
