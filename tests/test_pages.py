"""Pages as they come: any bytes, HTML of every build, and what is left of it in text."""

import html
import socket
import time
from itertools import pairwise
from pathlib import Path

import pytest
from test_steps import carried_out

import clean
from clean import CleanError, Page

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "000_4693a928004eb17c.txt"
PAGES = sorted(path for path in (ROOT / "tests" / "pages").iterdir() if path.suffix != ".golden")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_and_its_golden_output(path: Path) -> None:
    source = path.read_bytes()
    speech = clean.clean(source)
    assert str(speech) == path.with_suffix(".golden").read_bytes().decode()
    assert str(clean.clean(str(speech))) == str(speech)
    if path.suffix == ".txt":
        assert clean.undo(speech) == clean.decode(source).text


def seed_in_html(label: str) -> str:
    lines = [html.escape(line, quote=False) for line in SEED.read_text("utf-8").splitlines() if line.strip()]
    crumbs, title, dated, _, *body = lines
    return (
        f"<!DOCTYPE html><html><head><meta charset={label}><title>{title}</title></head><body>"
        f"<ul class=nav><li><a href=/>首頁</a></li><li><a href=/b>講話</a></li></ul><p>{crumbs}</p><h1>{title}</h1>"
        f"<div>{dated}</div><div>{''.join(f'<p>{line}</p>' for line in body)}</div><p><a href=/c>關於</a></p></body></html>"
    )


@pytest.mark.parametrize(("label", "encoding"), [("big5", "big5hkscs"), ("gb2312", "gb18030")])
def test_where_two_encodings_are_as_likely_the_label_decides(label: str, encoding: str) -> None:
    data = f"<meta charset={label}>".encode() + "眾家政章".encode("big5")     # in GB 18030 other everyday characters
    assert clean.decode(data).encoding == encoding


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030", "big5hkscs"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("label", ["utf-8", "gb2312", "big5", "nonsense"])
def test_the_seed_in_any_encoding_is_one_body(encoding: str, label: str) -> None:
    want = clean.clean(SEED.read_bytes())
    text = clean.clean(SEED.read_text("utf-8").encode(encoding))
    page = clean.clean(seed_in_html(label).encode(encoding))
    assert text.body == page.body == want.body
    assert (page.title, page.date, page.site, page.category) == (want.title, want.date, want.site, want.category)


@pytest.mark.parametrize(("data", "body", "flags"), [
    ("同志们好，今天开会".encode() + "会".encode()[:2], "同志们好，今天开会\ufffd\n", ["the file is not utf-8 at offset 27"]),
    ("同志们好，今天开会。".encode("gbk")[:-1], "同志们好，今天开会\ufffd\n", ["the file is not gb18030 at offset 18"]),
    (b"\xff".join(["同志们好".encode(), "今天开会。".encode()]), "同志们好\ufffd今天开会。\n", ["the file is not utf-8 at offset 12"]),
    ("同志们好，今天开会。".encode("utf-16-le") + b"x", "同志们好，今天开会。\ufffd\n", ["the file is not utf-16-le at offset 20"]),
    ("同志们\ufffd好。".encode(), "同志们\ufffd好。\n", ["lost before"]),
    ("同志们\ufffd好。".encode() + b"\xe4", "同志们\ufffd好。\ufffd\n", ["the file is not utf-8 at offset 18"] * 2),
])
def test_a_few_lost_bytes_stay_and_are_flagged(data: bytes, body: str, flags: list[str]) -> None:
    speech = clean.clean(data)
    assert speech.body == body
    assert [edit.why for edit in speech.edits if not edit.certain] == flags
    assert speech.flagged == len(flags)


@pytest.mark.parametrize("tag", ["button", "object", "option", "select", "svg", "math"])
def test_an_unclosed_element_hides_no_speech(tag: str) -> None:
    paragraphs = "<p>村里的账本要算清。</p><p>粮食要收好。</p><p>大家辛苦了。</p>"
    assert clean.clean(f"<html><body><p>同志们：</p><{tag}>{paragraphs}</body></html>").body.endswith("大家辛苦了。\n")
    closed = clean.clean(f"<html><body><{tag}>关闭</{tag}><p>同志们：</p>{paragraphs}</body></html>")
    assert closed.body.startswith("同志们：\n")


def test_lost_bytes_of_html_are_flagged_where_they_show() -> None:
    page = "<html><head><title>会</title></head><body><p>同志们，\udcff今天开会。</p></body></html>".encode("utf-8", "surrogateescape")
    edits = [edit for edit in clean.clean(page).edits if not edit.certain]
    assert [(edit.before, edit.why) for edit in edits] == [("\ufffd", f"the file is not utf-8 at offset {page.index(0xFF)}")]


@pytest.mark.parametrize("data", [bytes(range(256)) * 9, "讲话。".encode() + b"\xff\xfe\xfd " * 20, b"\x8aPNG\r\n\x1a\n" + bytes(range(128, 256)) * 4])
def test_what_is_no_text_is_an_error(data: bytes) -> None:
    with pytest.raises(CleanError, match="and others are not utf-8; it looks like no other encoding either; name its encoding with --encoding"):
        clean.clean(data)


def test_the_named_encoding_may_be_wrong() -> None:
    with pytest.raises(CleanError, match="and others are not gb18030; try another encoding"):
        clean.clean(b"\xff\xff " * 20, encoding="gbk")
    for encoding in ("utf-16", "gb18030", "big5"):
        with pytest.raises(CleanError, match=f"these bytes are utf-8, and nothing like Chinese in {encoding}"):
            clean.clean("领导干部要坚持为群众办实事，把账本算清楚。".encode(), encoding=encoding)


def test_nothing_is_asked_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError
    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    page = (f'<?xml version="1.0"?><!DOCTYPE html SYSTEM "http://localhost/x.dtd" [<!ENTITY e SYSTEM "http://localhost/e">]>'
            f"<html><head><link rel=stylesheet href=http://localhost/a.css></head><body><img src=http://localhost/i.png>"
            f"<iframe src=http://localhost/></iframe><p>&e;{LINES[1]}</p></body></html>")
    assert LINES[1] in clean.clean(page).body


def test_a_named_encoding_is_the_larger_one_of_its_family() -> None:
    assert clean.clean("镕基同志讲话。".encode("gbk"), encoding="gb2312").body == "镕基同志讲话。\n"
    assert clean.clean("擧行會議。".encode("big5hkscs"), encoding="big5", script="keep").body == "擧行會議。\n"


TITLE = "在秋粮收购会议上的讲话"
LINES = ["同志们：", "今天开会，主要任务是部署秋粮收购，讲三点意见。", "一、心里有账", "粮食安全是天大的事，请大家把磅秤校准。", "谢谢大家！"]
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in LINES)
NAVIGATION = "<div><a href=/>首页</a> <a href=/a>新闻</a>，<a href=/b>讲话</a></div>"
FOOTER = "<div>主办单位：粮食局<br>未经授权禁止转载，违者必究。<br>京ICP备1号</div>"
COMMENTS = "".join(f"<div><b>网友{n}</b><p>讲得真好，句句在理，我看了两遍，希望多登这样的文章，支持！</p></div>" for n in range(40))
BUILDS = {
    "paragraphs": f"<h1>{TITLE}</h1><div>{PARAGRAPHS}</div>",
    "line breaks in a cell": f"<table><tr><td><a href=/1>栏目，一</a><br><a href=/2>栏目二</a></td><td><b>{TITLE}</b><br>{'<br>　　'.join(LINES)}</td></tr></table>",
    "font": f"<center><font size=5>{TITLE}</font></center><font>{'<br><br>'.join(LINES)}</font>",
    "sections": f"<h2>{TITLE}</h2><div>{''.join(f'<section><section><span>{line}</span></section></section>' for line in LINES)}</div>",
    "a form": f"<form><table><tr><td><h1>{TITLE}</h1></td></tr><tr><td>{PARAGRAPHS}</td></tr></table></form>",
    "a nav": f"<nav><h2>{TITLE}</h2><article>{PARAGRAPHS}</article></nav>",
    "preformatted": f"<h1>{TITLE}</h1><pre>{chr(10).join(LINES)}</pre>",
    "wrapped source": f"<h1>{TITLE}</h1><div>{''.join(f'<p>{line[:5]}{chr(10)}   {line[5:]}</p>' for line in LINES)}</div>",
    "a lead of its own": f"<h1>{TITLE}</h1><div><div>{LINES[0]}</div><div>{''.join(f'<p>{line}</p>' for line in LINES[1:])}</div></div>",
    "two halves": f"<h1>{TITLE}</h1><div><div>{''.join(f'<p>{line}</p>' for line in LINES[:3])}</div><div><a href=/x>广告</a></div><div>{''.join(f'<p>{line}</p>' for line in LINES[3:])}</div></div>",
    "links in the text": f"<h1>{TITLE}</h1><div>{PARAGRAPHS.replace('粮', '<a href=/g>粮</a>')}</div>",
    "comments": f"<h1>{TITLE}</h1><div>{PARAGRAPHS}</div><h3>网友评论(40)</h3><div>{COMMENTS}</div>",
    "comments by name": f"<h1>{TITLE}</h1><div>{PARAGRAPHS}<div class='comments'>{COMMENTS}</div></div>",
    "other pages": f"<h1>{TITLE}</h1><div>{PARAGRAPHS}</div><div>相关文章</div><ul>{COMMENTS}</ul>",
    "hidden lines": f"<h1>{TITLE}</h1><div>{PARAGRAPHS.replace('<p>', '<p hidden>代写论文，欢迎联系。</p><p style=display:none>代写论文。</p><p>')}</div>",
    "a list of links inside": f"<h1>{TITLE}</h1><div>{PARAGRAPHS[:-len('<p>谢谢大家！</p>')]}{'<p><a href=/>别的文章</a></p>' * 3}<p>谢谢大家！</p></div>",
    "an included page": f"<p>欢迎</p></body></html><body><h1>{TITLE}</h1><div>{PARAGRAPHS}</div>",
    "named anchors": f"<h1>{TITLE}</h1><div>{PARAGRAPHS.replace('<p>', '<p><a name=x>').replace('</p>', '</a></p>')}</div>",
    "a wrapper without a sidebar": f"<div class='container no-sidebar has-footer'><h1>{TITLE}</h1><div>{PARAGRAPHS}</div></div>",
    "a wrapper without gaps": f"<h1>{TITLE}</h1><div style='font-size:0'>{PARAGRAPHS}</div>",
    "a signature outside": f"<h1>{TITLE}</h1><table><tr><td>{'<br>'.join(LINES[:4])}</td></tr><tr><td>{LINES[4]}</td></tr></table>",
    "halves in the body": f"<h1>{TITLE}</h1><div>{'<br>'.join(LINES[:3])}</div><div><a href=/x>广告</a></div><div>{'<br>'.join(LINES[3:])}</div>",
    "shown by a script": f"<h1>{TITLE}</h1><div style='visibility: hidden'>{PARAGRAPHS}</div>",
    "ruby": f"<h1>{TITLE}</h1><div>{PARAGRAPHS.replace('粮', '<ruby>粮<rt>liáng</rt></ruby>')}</div>",
    "a title in three lines": f"<h1>{TITLE[:3]}<br>{TITLE[3:6]}<br>{TITLE[6:]}</h1><div>{PARAGRAPHS}</div>",
    "a title in two lines": f"<h1>{TITLE[:5]}<br>{TITLE[5:]}</h1><div>{PARAGRAPHS}</div>",
    "comments by another name": f"<h1>{TITLE}</h1><div>{PARAGRAPHS}<div id='comment_list'>{COMMENTS}</div></div>",
    "the site's name shown": f"<p>青禾县粮食局公文写作资源网</p><h1>{TITLE}</h1><div>{PARAGRAPHS}</div><p>青禾县粮食局公文写作资源网</p>",
    "a paragraph a wrapper": f"<h1>{TITLE}</h1>{''.join(f'<div><div><p>{line}</p></div></div>' for line in LINES)}",
    "a paragraph a table": f"<h1>{TITLE}</h1>{''.join(f'<table><tr><td><p>{line}</p></td></tr></table>' for line in LINES)}",
    "a page called a comment": f"<div id=comment><h1>{TITLE}</h1>{PARAGRAPHS}</div>",
    "a long disclaimer": f"<h1>{TITLE}</h1><div>{PARAGRAPHS}</div><div><p>免责声明：{'本站内容来自网络，版权归原作者所有，本站不担责任。' * 12}</p></div>",
}


@pytest.mark.parametrize("build", BUILDS)
def test_the_speech_is_found_in_pages_of_any_build(build: str) -> None:
    page = f"<html><head><title>{TITLE}_领导讲话_青禾县粮食局公文写作资源网</title></head><body>{NAVIGATION}{BUILDS[build]}{FOOTER}</body></html>"
    speech = clean.clean(page)
    assert speech.title == TITLE
    assert speech.body.split() == LINES


@pytest.mark.parametrize(("head", "top", "facts"), [
    (f"<title>{TITLE} - 粮食局</title>", "", {"title": TITLE}),
    (f"<title>粮食局</title><meta property=og:title content={TITLE}>", "", {"title": TITLE}),
    ("<title>粮食局</title>", f"<h1>{TITLE}</h1>", {"title": TITLE}),
    ("", f"<h1>{TITLE}</h1>", {"title": TITLE}),
    (f"<title>{TITLE}(图)</title>", f"<div>{TITLE}(图)</div>", {"title": TITLE + "(图)"}),
    ("<meta name=publishdate content=2011-09-06>", "<p>2011-09-06 07:30</p>", {"date": "2011-09-06T07:30"}),
    ("<meta property=article:published_time content=2011-09-05T23:30:00+00:00>", "", {"date": "2011-09-06T07:30:00"}),
    ("<meta name=pubdate content=2011年9月6日><meta name=date content=0001-01-01T00:00:00+09:00>", "", {"date": "2011-09-06"}),
    ('<script>{"datePublished": "2011-09-06"}</script>', "<p>2010-01-02</p>", {"date": "2011-09-06"}),
    ("", "<time>周二</time><time datetime=2011-09-06T07:30>周二</time>", {"date": "2011-09-06T07:30"}),
    ("<meta property=og:site_name content=田野在线><link rel=canonical href=https://a.cn/1>", "", {"site": "田野在线", "url": "https://a.cn/1"}),
    ("<meta itemprop=datePublished content=2011-09-06>", "", {"date": "2011-09-06"}),
    ("<link rel=canonical href=javascript:x>", "", {"url": None}),
    ("<title>青禾县人民政府门户网站</title>", f"<b>{TITLE}</b><br>发布时间：2019-10-08", {"title": TITLE, "date": "2019-10-08"}),
    (f"<title>青禾网-{TITLE}</title>", "", {"title": TITLE}), (f"<title>秋粮收购网站_{TITLE}</title>", "", {"title": TITLE}),
    ("", f"<p>今天是2024年5月1日 星期三</p><h1>{TITLE}</h1><p>发布时间：2019-10-08</p>", {"date": "2019-10-08"}),
    ("<script>var createTime = '2019-10-08 09:12';</script>", "", {"date": "2019-10-08T09:12"}),
    ('<script>{"@graph": [{"datePublished": "2011-09-06"}, {"pubDate": 3}]}</script>', "", {"date": "2011-09-06"}),
    ("<script>var datePublished = 'x';</script>", "", {"date": None}),
    ("<meta name=pubdate content=昨天><meta name=date content=2011-09-06>", "", {"date": "2011-09-06"}),
    ("", f"<div>当前位置:<a>主页</a> &gt; <a>讲话</a> &gt;</div><h1>{TITLE}</h1>", {"title": TITLE, "category": ("讲话",)}),
    ("", f"<h1>{TITLE}</h1><p>（2019年10月8日，青禾）</p><p>李明</p>", {"speaker": "李明", "delivered": "2019-10-08"}),
    ("", "<h1>在会上的讲话稿</h1><p>（2018年9月3日）</p>", {"date": None, "delivered": "2018-09-03"}),
    ("", "<p>当前位置：<a>首页</a> &gt; <a>讲话</a> &gt; 正文</p>", {"category": ("讲话",)}),
])
def test_what_html_tells_the_header(head: str, top: str, facts: dict[str, object]) -> None:
    speech = clean.clean(f"<html><head>{head}</head><body>{top}<div>{PARAGRAPHS}</div></body></html>")
    assert {key: getattr(speech, key) for key in facts} == facts
    assert speech.body.split()[-3:] == LINES[-3:]


def test_a_speech_of_one_long_paragraph_keeps_its_short_ones() -> None:
    lines = ["同学们，新学期开始了，希望大家好好学习，天天向上。" * 9, "此致", "谢谢大家！", "校长 王明", "2021年3月5日"]
    page = f"<html><body><h1>开学典礼上的讲话</h1><div>{''.join(f'<p>{line}</p>' for line in lines)}</div>{FOOTER}</body></html>"
    assert clean.clean(page).body.split("\n\n") == [*lines[:-1], lines[-1] + "\n"]


def test_headings_that_begin_like_other_pages_and_links_to_what_is_enclosed_stay() -> None:
    lines = ["同学们，新学期开始了。", "更多内容在后面", "希望大家好好学习。", "附件：任务分解表"]
    page = f"<html><body><div><p>{lines[0]}</p><h3>{lines[1]}</h3><p>{lines[2]}</p><p><a href=/1>{lines[3]}</a></p></div></body></html>"
    assert clean.clean(page).body.split() == lines


@pytest.mark.parametrize("depth", [2000, 3000, 100_000])
def test_a_page_nested_deeper_than_the_parser_follows(depth: int) -> None:
    page = f"<html><body>{'<div>' * depth}<p>{LINES[1]}</p>{'</div>' * depth}</body></html>"
    assert clean.clean(page).body == f"{LINES[1]}\n"


def test_a_page_without_sentences_is_a_page() -> None:
    speech = clean.clean("<html><body><h1>泊船瓜洲</h1><p>春风又绿江南岸</p><p>明月何时照我还</p></body></html>")
    assert speech.body.split()[-2:] == ["春风又绿江南岸", "明月何时照我还"]


def test_tables_come_row_by_row() -> None:
    table = "<table><tr><th>点</th><th>吨数</th></tr><tr><td>青禾</td><td>3200</td></tr></table>"
    speech = clean.clean(f"<html><body><div>{PARAGRAPHS}{table}<p>完了，谢谢。</p></div></body></html>")
    assert speech.body.split("\n\n")[-3:] == ["点 吨数", "青禾 3200", "完了，谢谢。\n"]


OF_OURS = '---\ntitle: "<html>"\nlanguage: "zh-Hans"\ncomplete: true\nkept: 9\nredactions: 0\nflagged: 0\nsha256: "' + 64 * "0" + '"\n---\n'


@pytest.mark.parametrize("text", ["在会上的讲话\n网页里要写<body>这样的标签。\n好。", "写&lt;html&gt;这样的标签。", OF_OURS + "\n写<body>好。\n"])
def test_a_text_that_speaks_of_html_is_text(text: str) -> None:
    speech = clean.clean(text)
    assert clean.undo(speech) == text
    assert str(clean.clean(str(speech))) == str(speech)


def test_dates_in_the_speech_and_of_other_pages_are_not_the_pages() -> None:
    page = f"<html><body><div>{PARAGRAPHS}<p>三、2035年10月1日前完成</p></div><ul><li>粮食会议 2009-01-01</li></ul></body></html>"
    assert clean.clean(page).date is None
    assert clean.clean(page.replace("<ul>", "<p>发布日期：2019年3月6日</p><ul>")).date == "2019-03-06"


def test_facts_of_the_markup_are_converted_with_the_page() -> None:
    page = "<html><head><meta property=og:site_name content=新華網></head><body><p>領導幹部們開會，發展經濟。</p></body></html>"
    assert (clean.clean(page).site, clean.clean(page, script="keep").site) == ("新华网", "新華網")


def test_a_title_that_only_the_head_has_is_converted_as_the_text_is() -> None:
    head = "<title>在乾隆皇帝研討會上的講話_青禾網</title>"
    page = f"<html><head>{head}</head><body><p>領導幹部們開會，研討乾隆皇帝的時代，發展經濟，學習歷史。</p></body></html>"
    assert clean.clean(page).title == "在乾隆皇帝研讨会上的讲话"
    hidden = page.replace("<body>", "<body style='display:none'>")
    assert clean.clean(hidden).body == clean.clean(page).body


def test_utf_16_without_a_native_mark() -> None:
    data = b"\xfe\xff" + "同志们好。".encode("utf-16-be") + b"\xd8\x00" + "今天。".encode("utf-16-be")
    assert clean.clean(data, encoding="utf-16").body == "同志们好。\ufffd今天。\n"


def test_html_without_chinese_is_an_error() -> None:
    with pytest.raises(CleanError, match="no Chinese text"):
        clean.clean("<html><body><p>Hello, world.</p></body></html>")


RESIDUE = [
    ("<p>一</p><p class='a'>二<b>三</b><br/>四</p>", "\n一\n\n二三\n四\n"),
    ("今天<b>开会</b>。", "今天开会。"), ("今天<b>开会。", "今天<b>开会。"),
    ('<meta charset="gbk">同志们', "同志们"), ("同志们<br/>开会", "同志们\n开会"),
    ("<p>一<del>二</del></p>", "\n一二\n"),
    ("<td>一</td><td>二</td><!-- 三 <p> -->四<script>var a = '<p>';</script>五<o:p></o:p>", " 一  二 四五"),
    ("一&nbsp;&ldquo;二&rdquo;&amp;nbsp;&#19977;&unknown;&amp;", "一 “二” 三&unknown;&"),
    ("一x0dx0a二\\x0D\\x0A三\\r\\n四_x000D_五", "一\n二\n三\n四\n五"),
    ("[标签:作者]一三四{{ x }}六[標簽:时间]", "一三四六"),
    (".TRS_Editor P{margin-top:0;line-height:1.5;}\np{color:red}.a{top: 0}一", "\n一"),
    ("一\n?\n二\n??\n三", "一\n\n二\n\n三"),
    ("一\n- 2 -\n二", "一\n\n二"),
    ("????一二\n三", "一二\n三"), ("??一二\n??三", "一二\n三"), ("?一二\n?三\n?——四\n五", "一二\n三\n——四\n五"),
    ("我们来了,,带着希望,。大家,、各位,：请坐,,谢谢,！好。", "我们来了,带着希望。大家、各位：请坐,谢谢！好。"),
    ("一。 w@ }P k* 3} g} n. 6?\nx. j[ t! 'e 0: 二\nM, V< `P d# '1", "一。\n二\n"),
    ("一。 5 i2 k, P) q8 @ f3 r] +_\n二", "一。\n二"), ("一。7 m7 Y6 y$ G. J2 ?, K\n二? P& V# u3 M) M0 y+ A9\n; p: _) }: }- h- | 三", "一。\n二?\n三"),
    ("一。\n　　w@ }P k* 3} g} D! n. \n二", "一。\n\n二"),
    ("一。6 `( G3 V4 p0 k% D6 b\n# L* n6 Q% ^* `$ j8 f/ d 1.二\n# L* n6 Q% ^* (2)三", "一。\n1.二\n(2)三"),
    ("对工会工作的'新要求，也是大家的.责任。都要努力。再努力。", "对工会工作的新要求，也是大家的责任。都要努力。再努力。"),
    ("l> @page { size: 8in; margin: 1in } p { color: #000; }一", "l> 一"),
    ("一。\n2 z3 q4 c9 d9 D+ P\nb# z: k, G' s+ I, T. r4 Z\n% F# E- P) D8 m v", "一。\n\n\n"),
    ("一🙅🏽\u200d♀️，二🚸、三⛳️四🫁。五🤵:六📿!七", "一，二、三四。五:六!七"),
    ("一&zwnj;二三&shy;四", "一二三四"), ("&lt;p&gt;一&lt;/p&gt;&lt;p&gt;二", "\n一\n\n二"), ("一&#59;二&semi;", "一;二;"),
    ("[color=#000000]一[/color][b]二[/b]", "一二"), ("<!-- 广告\n<p>一</p>", " 广告\n\n一\n"),
]
STAYS = [
    "<p>是段落标签", "a < b 且 c > d", "<关于秋粮收购的通知>", "他说&就是and", "路径C:\\new和\\名", "[标题:作者]", "[注一]", "见[p.12]", "一{二}三", "要写<body>标签", "&#xD800;和&#0;", "【互联网3.0与公文写作】", "1大家要重视\n2层层要落实", "A方案{name: 张三}",
    "??一二\n三", "1. 2. 3. 4.", "A. B. C. D.", "a + b = c", "x = y ? 1 : 2", "U.S. GDP is 5 %", "【更多详情】", "【微信支付】", "【公文写作】",
    "如果a<b 且 c>d，那么a<s 且 t>d。", "在CSS中写p{color:red}就变红。", "请写<br>和<p>两个标签。", "换行符写作\\n，大家记住。", "1+ 2- 3* 4/ 5= ?", "x= 1; y= 2; z= 3!",
    "1. 3. 5. | 6. 5. 3- |", "小明问：\n？\n没人回答。", "？？日月安属\n？？列星安陈", "1今天我们栽树，\n2明天我们乘凉。", "1（一）班\n2（二）班", "function f(x) = x + 1", "var a = 1;\n一\nfunction addTwo(a) {", "完成投资3亿的.其中", "一,,二,,三,。四,、五，六，七，八，九，十，百，千，万，亿，兆，京。", "一,,二,,三,,四,,", "x= 1; y= 2; z= 3!\n好", "$(100)", "{{公式}}", "[tag:中国]",
    "发自本心的👍👍，谢谢🙏！一🚸。二🛩，\n🤵三", "1加强领导\n2完善机制", "1月1日\n2月2日", "3同志们\n4今天", "2020年工作\n1个目标", "？？真的吗", "第三页", "一-2-三", "你说??\n好", "真的吗????",
    "我们所说的'新常态'，就是这样。的'十四五'规划。", "调研-->决策-->落实-->反馈。",
]


def test_a_jammer_glued_to_a_line_leaves_the_line() -> None:
    jammed = ["8 H) l- y* X6 s b' n+ F) T) D! N2 g; X/ |- Q", "- u: g8 x9 P C\" |# `4 G一、讲话要有特色", "4 s6 J1 v5 e. O4 i% R* _5 a. a8 l(二)分类"]
    text = "\n".join([*jammed, "同志们，今天我们开会。"])
    assert carried_out("residue", Page(text)).text == "\n一、讲话要有特色\n(二)分类\n同志们，今天我们开会。"


def test_two_lines_that_may_be_formulas_are_no_jammers() -> None:
    lines = ["z3 D+ xy kk", "n= 3 a4 bb", "J! &C lm op"]
    assert carried_out("residue", Page("\n".join([*lines[:2], "同志们"]))).text == "\n".join([*lines[:2], "同志们"])
    assert carried_out("residue", Page("\n".join([*lines, "同志们"]))).text == "\n\n\n同志们"


@pytest.mark.parametrize(("text", "want"), [*RESIDUE, *((text, text) for text in STAYS)])
def test_residue(text: str, want: str) -> None:
    assert carried_out("residue", Page(text)).text == want


WRAPPED = "同志们，今天我们召开全县秋粮收购工作会议，主要任务是总结夏粮收购、部署秋粮收购。粮食局的同志通报了情况，三个乡镇作了发言，讲得都很好，我完全赞成，下面讲三点意见。"


@pytest.mark.parametrize("width", [16, 20, 25])
def test_hard_wraps_are_undone(width: int) -> None:
    def wrap(text: str) -> str:
        return "\n".join(text[at:at + width] for at in range(0, len(text), width))
    page = "\n".join(wrap(text) for text in ("　　" + WRAPPED, "　　" + WRAPPED[8:]))
    assert carried_out("residue", Page(page)).text == f"　　{WRAPPED}\n　　{WRAPPED[8:]}"


def test_a_blanked_word_goes_on_in_the_next_line() -> None:
    text = f"　　{WRAPPED[:18]}**镇{WRAPPED[18:]}"
    page = "\n".join(text[at:at + 20] for at in range(0, len(text), 20))
    assert carried_out("residue", Page(page)).text == text


def test_a_long_line_does_not_hide_the_width() -> None:
    text, advert = f"　　{WRAPPED * 3}", "本站提供大量公文" * 6
    page = "\n".join([advert, *(text[at:at + 20] for at in range(0, len(text), 20))])
    assert carried_out("residue", Page(page)).text == f"{advert}\n{text}"


def test_lines_that_were_set_by_a_width_in_print_are_joined() -> None:
    starts = [0, 22, 45, 65, len(WRAPPED)]
    page = "　　" + "\n".join(WRAPPED[start:end] for start, end in pairwise(starts))
    assert carried_out("residue", Page(page)).text == "　　" + WRAPPED


def test_a_sentence_that_fills_its_line_may_end_a_paragraph() -> None:
    first, second = "主要任务是总结夏粮收购工作，部署秋粮收购。", "粮食局的同志通报了情况。三个乡镇，作了发言"
    page = f"{second}\n{first}\n{second}\n讲得好。"
    assert carried_out("residue", Page(page)).text == f"{second}{first}\n{second}讲得好。"


def test_chinese_and_latin_at_a_hard_wrap_are_joined_as_they_stand() -> None:
    lines = ["　　今天我们开会讨论全县网络建设的事情。网络要用", "IPv6来建设，这件事说了很多年，一直没有办成。今天", "要定下来，谁来办，什么时候办，办成什么样子，谢谢"]
    assert carried_out("residue", Page("\n".join(lines))).text == "".join(lines)


def test_words_at_a_hard_wrap_stay_apart() -> None:
    lines = ["We are here today to open the library of", "our district, which has more than twelve", "thousand books. We are glad of it now, so", "谢谢大家。"]
    assert carried_out("residue", Page("\n".join(lines))).text == f"{' '.join(lines[:3])}谢谢大家。"


@pytest.mark.parametrize("page", [
    "\n".join(["春眠不觉晓，", "处处闻啼鸟。", "夜来风雨声，", "花落知多少。"]),
    "\n".join(f"（{n}）要抓好秋粮收购工作，把磅秤校准，把水分测准。" for n in "一二三四"),
    "\n".join([WRAPPED, WRAPPED[:40], WRAPPED[:22], WRAPPED[:60]]),
    "会议纪要\n" + "\n".join(f"{n}、会议同意市农业局提出的工作安排意见，并报{n}级批准" for n in "一二三四"),
    "\n".join(f"坚持{what}优先，始终走在全省各市县的前列" for what in ("农业", "工业", "教育", "卫生")),
    "\n".join(f"同志们，村里的{what}修好了。今天请大家都来看一看" for what in ("学校", "水渠", "粮站", "大桥")),
    "\n".join(f"{name} 市农业局种植科科长、高级农艺师" for name in ("王小明", "李大为", "张建国", "赵志强")),
    "\n".join(["红军不怕远征难，万水千山只等闲", "五岭逶迤腾细浪，乌蒙磅礴走泥丸", "金沙水拍云崖暖，大渡桥横铁索寒", "更喜岷山千里雪，三军过后尽开颜", "谢谢大家！"]),
    "\n".join(["春天里的第一声雷响过了山岗和原野，", "夏夜里的第一场雨落在了屋顶和田间，", "秋风里的第一片叶飘向了远方和故乡，"]),
])
def test_lines_of_one_length_are_no_wraps(page: str) -> None:
    assert carried_out("residue", Page(page)).text == page


@pytest.mark.parametrize("page", ["<!doctype html>", "<html></html>", "<!doctype html><!-- 会 -->"])
def test_an_empty_document_is_an_error_in_words(page: str) -> None:
    with pytest.raises(CleanError, match="no Chinese text in it"):
        clean.clean(page)


@pytest.mark.parametrize("dot", [".", "…", "。"])
def test_a_long_run_of_dots_takes_no_time(dot: str) -> None:
    start = time.perf_counter()
    clean.clean(dot * 100_000 + "同志们，今天我们开会。")
    assert time.perf_counter() - start < 10  # by the square of its length it would be two minutes


def test_a_sign_before_a_line_is_flagged_and_stays() -> None:
    page = carried_out("residue", Page("?一二\n三"))
    assert page.text == "?一二\n三"
    assert page.flagged == ((0, 1),)


@pytest.mark.parametrize("odd", ["\x1b[31m", "\x01", "&#1;", "&#xfffe;"])
def test_what_no_element_may_hold_stands_behind_a_hidden_one(odd: str) -> None:
    page = f"<html><body><p>同志们<script>x</script>{odd}好，今天开会。<b hidden>x<i>y</i></b>完了。</body></html>"
    assert clean.clean(page).body.replace("\ufffe", "") == "同志们好，今天开会。完了。\n"
