"""Every rule fires where it should and leaves alone what it should: tables, one for each step."""

import re
from collections.abc import Mapping
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mirror import split
from opencc import OpenCC

import clean
from clean import Page, Proposal, apply


def after(step: str, text: str, **page: object) -> str:
    """Return ``text`` as one step alone leaves it."""
    return carried_out(step, Page(text, **page)).text  # type: ignore[arg-type]


def carried_out(step: str, page: Page) -> Page:
    return apply(page, step, getattr(clean, step)(page))[0]


def keeps(*texts: str) -> list[tuple[str, str]]:
    return [(text, text) for text in texts]


INTAKE = [
    ("一\r\n二\r三\n", "一\n二\n三\n"),
    ("一\u2028二\x85三\v四\f五", "一\n二\n三\n四\n五"),
    ("\ufeff\ufeff一", "一"),
    *keeps("一\n二\n", "一\ufeff二", "---\ntitle: 我的\n---\n一"),
]


@pytest.mark.parametrize(("text", "want"), INTAKE)
def test_intake(text: str, want: str) -> None:
    assert after("intake", text) == want


# A page in Traditional that says enough of itself to be mended.
PROOF = (
    "各級黨組織要發揮領導核心作用,選舉產生新一屆村黨組織領導班子,開創發展新局面。這是當前的一項重要任務。"
    "要抓好工作。做好任務。爲了人民。科學發展要靠科學。看到中國的變化,看好中國。我們還要看到困難,看換屆,看換屆選舉,中國換屆。"
    "人民的事業,一年前的工作,前年的工作,一年前的這件事。"
)

SLIPS = [
    ("核心任務。看換屆的成效", "？", "核心任務？磽Q屆的成效"),
    ("任務。看中國換屆", "？", "任務？粗袊鴵Q屆"),
    ("工作。科學安排", "？", "工作？茖W安排"),
    ("任務。現(xiàn)在開始", "，", "任務，F(xiàn)在開始"),
    ("“爲了人民。”一年前的這", "！", "“爲了人民！币荒昵暗倪@"),
]


@pytest.mark.parametrize(("text", "mark", "shown"), SLIPS)
@pytest.mark.parametrize("fold", ["", ",!?"])
@pytest.mark.parametrize("orphan", ["", "?", "？"])
def test_repair_makes_the_cut_good(text: str, mark: str, shown: str, fold: str, orphan: str) -> None:
    assert split(text, mark) == shown
    spoiled = split(text, mark, orphan).translate(dict(zip(map(ord, "，！？"), fold, strict=False)))
    assert after("repair", f"{PROOF}{spoiled}。") == f"{PROOF}{text}。"


@pytest.mark.parametrize("before", [" ", "％", "10% ", "％ "])
def test_repair_reads_on_behind_a_space_or_a_number(before: str) -> None:
    assert after("repair", f"{PROOF}任務{before}？磽Q屆的成效。") == f"{PROOF}任務{before}。看換屆的成效。"


def test_repair_reads_across_the_glosses_that_came_later() -> None:
    assert after("repair", PROOF + "任務？粗袊(xuān)鴵Q屆") == PROOF + "任務。看中國換屆"


@pytest.mark.parametrize(("words", "want"), [
    ("", "上？磽Q屆"),  # 上海, or a sentence that ends in 上: it stays
    ("上海看了三屆,上海,", "上海看換屆"),
])
def test_repair_asks_the_pages_own_words(words: str, want: str) -> None:
    assert split("上海看換屆", "？") == "上？磽Q屆"
    assert after("repair", f"{PROOF}{words}上？磽Q屆") == f"{PROOF}{words}{want}"


# A page in the way of such sites: words that recur, glosses, and damage of every kind.
WORDS = ("各級領(lǐng)導(dǎo)在會(huì)上強(qiáng)調(diào),要務(wù)必抓好基層黨建工作,推進(jìn)科學(xué)發(fā)展,保護環境,規模很大。"
         "上海的基層黨建很好,上海的工作,上海。我們在這裏,我們在抓發展,創新爲根本動力。根本任務,創新。獎(jiǎng)勵在冊(cè)的人。"
         "人民的事業,每一個人的責任,責任重大。務(wù)實。")


@pytest.mark.parametrize(("shown", "want"), [
    ("第一要?jiǎng)?wù)是發展", "第一要務是發展"),                      # a gloss between two characters
    ("我們?cè)谧グl(fā)展", "我們在抓發(fā)展"),                        # and the run behind it
    ("要？jiǎng)?wù)必抓好", "要務必抓好"),
    ("落實“六?！比蝿?", "落實“六?”任務"),                          # a quotation of two characters is no sentence
    ("第一要jiǎng)wù)是發展", "第一要務是發展"),                        # and nothing shows for the lost bytes
    ("任務很好?，F(xiàn)在", "任務很好。現(xiàn)在"),
    ("“規模很大?！币荒昵暗倪@時", "“規模很大。”一年前的這時"),
    ("辦了“規模”?！爸v一堂課", "辦了“規模”。“講一堂課"),
    ("在上？；鶎狱h建工作", "在上海基層黨建工作"),
    ("在上?;鶎狱h建工作", "在上海基層黨建工作"),
    ("很好??茖W(xué)發展", "很好。科學(xué)發展"),
    ("規?；", "規?；"),                            # nothing tells what followed
    ("?jiǎng)?wù)是", "?jiǎng)?wù)是"),            # nor what stood before
    ("鞍?fā)展", "鞍?fā)展"),
    ("?；鶎狱h建工作", "?基層黨建工作"),      # but behind it there is but one reading
    ("很好??茖?mò)了", "很好??茖?mò)了"),
    ("很好?！?", "很好。?"),
    ("高等學?：痛蠹叶己?", "高等學?和大家都?"),   # what stands between the lost bytes
    ("很好??？", "很好??？"),
    ("任務" + split("。看" + "工作" * 40, "？", "?"), "任務" + split("。看" + "工作" * 40, "？", "?")),
])
def test_repair_of_every_kind(shown: str, want: str) -> None:
    assert after("repair", f"{WORDS}\n{shown}。") == f"{WORDS}\n{want}。"


def test_repair_reads_numbers_behind_an_indent() -> None:
    lines = ["　　（一）進一步發展經濟。", "　　（二）在工作中提高。", "　　（三）在發展中提高。"]
    shown = [split(line, "。") for line in lines]
    assert shown[0] == "　。ㄒ唬┻M一步發展經濟。"
    words = f"{PROOF}進一步發展經濟。在工作中提高。在發展中提高。"
    assert after("repair", "\n".join([words, *shown])) == "\n".join([words, *lines])


def test_repair_knows_a_digit_that_went_with_the_lost_byte() -> None:
    shown = split("“規模很大。”工作。2004年的工作", "！", "?")
    assert shown == "“規模很大?！惫ぷ鳌?004年的工作"
    assert after("repair", f"{WORDS}\n{shown}。") == f"{WORDS}\n“規模很大。”工作?004年的工作。"


@pytest.mark.parametrize(("text", "want"), [
    ("計劃生育工作", "計劃生育工作"),               # two lost pairs in a row
    ("計劃生育。要抓好", "計劃生?。要抓好"),       # and a byte that is lost behind them
    ("在計劃生育之", "在計劃生??"),
])
def test_repair_reads_on_behind_lost_pairs(text: str, want: str) -> None:
    words = f"{WORDS}計劃(huà)生育工作,計劃生育,計劃生育工作,澤(zé)被,沼澤(zé)。"
    shown = split(text, "。", "?", {"澤": "zé"})
    assert shown.count("?zé)") == 1
    assert after("repair", f"{words}\n{shown}") == f"{words}\n{want}"


def test_repair_flags_what_the_page_says_two_ways() -> None:
    page = Page(f"{PROOF}上海看了,上保看了,上？磽Q屆")
    left = carried_out("repair", page)
    assert left.text == page.text
    assert [left.text[slice(*span)] for span in left.flagged] == ["？磽Q"]


@pytest.mark.parametrize("text", [
    "藥品：萘B、噻A", "兵馬俑！俑F坑", "元素：鈹Be、鉻Cr", "出席：鄺彧、闞袥、胤禛X先生", "公司：鄺氏A股，上市了。", "老師妳好A先生",
])
def test_names_are_not_flagged(text: str) -> None:
    page = carried_out("repair", Page(PROOF + text))
    assert (page.text, page.flagged) == (PROOF + text, ())


@pytest.mark.parametrize("text", [
    "古人云：“饕餮！”", "傳說：顓頊、帝嚳、堯、舜。", "五穀:稻、黍、稷、麥!饕餮!", "鰥寡孤獨：鰥、寡、煢、獨。",
    "詩云：“窈窕淑女，君子好逑！”", "他罵道：“魑魅魍魎！”", "嘉賓：鄺琛Tony。", "股票：鄺氏A股，瀋陽B股。", "產品：頎中A、鎧俠B。",
    "酒店：璞麗K、璞瑄P。", "作品：饕餮K、魑魅魍魎V。", "啲人問：喺埗Z站點去？", "誰是冠軍？喆A隊！", "半導體材料：鎵Ga、鍺Ge。",
    "佢哋嘅答案：冇OK。", "什麼叫做K線？Q彈？", "血型是什麼？A型。", "我們問：∠A，∠B哪個大？", "為什麼" + "？" * 64, "真的" + "?！" * 9,
    "為什麼？Why not", "姓氏有：闞、韓、趙", "學習：糬、粿", "主持人；闞先生", "疾病：癲、癇", "老師；妳說的對", "沒有?；沒有；", "答案：B、C兩項",
    "第A組學習；第B組", "為____。時間：____", "聯繫我們:B@abc.com", "他說：“我會回來；I shall return.”", "ERP?Why not?", "Q:你好A:好", "在B座3楼", "五年?Z世代怎麼看", "好不好?", "五!a", "您好,David先生",
])
def test_repair_leaves_alone(text: str) -> None:
    assert after("repair", PROOF + text + PROOF) == PROOF + text + PROOF


# Pages that say little of themselves: 。, 常, 保 and 福 have lost the same byte.
SHORT = "同志們:\n我們要認真學習,推動發展。\n"


@pytest.mark.parametrize(("text", "mark", "orphan", "want"), [
    ("大家要常回頭看一看。", "；", "?", "大家要?回頭看一看。"),
    ("我們要常看看問題。", "？", "?", "我們要?看看問題。"),
    ("他們常回憶過去。", "；", "?", "他們?回憶過去。"),
    ("要辦三個省（市）的試點。", "。", "?", "要辦三個?（市）的試點。"),
    ("福和路社區的幹部都來了。", "：", "?", "?和路社區的幹部都來了。"),
    ("我們高度重視。回頭看一看。", "；", "?", "我們高度重視。回頭看一看。"),
    ("“再窮不能窮教育。”這句話大家都會說。", "！", "", "“再窮不能窮教育。”這句話大家都會說。"),  # the quotation has no other end
    ("要改革。“再窮不能窮教育”，這話不錯。", "！", "", "要改革。“再窮不能窮教育”，這話不錯。"),
    ("發展是大計。看一個地方有沒有前途。", "？", "", "發展是大計？匆粋胤接袥]有前途。"),   # too much for names: a flag
    ("我們看著。看換了班子怎麼辦。", "？", "", "我們看著？磽Q了班子怎麼辦。"),          # two signs, and far likelier
    ("歲就會背。可是，什麼時候", "？", "", "歲就會背？墒牵颤N時候"),                 # one sign
])
def test_repair_of_a_short_page(text: str, mark: str, orphan: str, want: str) -> None:
    page = carried_out("repair", Page(SHORT + split(text, mark, orphan)))
    assert page.text == SHORT + want
    assert bool(page.flagged) == (want != text)


def test_repair_settles_nothing_of_which_nothing_shows() -> None:
    shown = split("我們擴大生產規模。各位代表要抓好落實。", "！")  # a vanished 表 is all that 硪 may hide
    page = carried_out("repair", Page(SHORT + shown))
    assert page.text == SHORT + "我們擴大生產規模。各位代硪抓好落實。"
    assert [page.text[slice(*span)] for span in page.flagged] == ["硪"]


def test_repair_settles_nothing_in_part_where_it_may_be_no_damage() -> None:
    shown = split("這是科學的基礎上。科學技術的發展要抓好。", "？")  # or 上海
    page = carried_out("repair", Page(f"{SHORT}科學技術的發展,科學技術。\n{shown}"))
    assert page.text.endswith(shown)
    assert len(page.flagged) == 1


def test_repair_leaves_a_simplified_page_alone() -> None:
    text = "这是一个普通的简体文本，没有繁体字，任务？磽Q屆也不动，讲的是换届工作的成效和各项任务的落实情况，讲完了。"
    assert after("repair", text) == text


GLOSSES = [
    ("領(lǐng)導(dǎo)干部發(fā)言", "領導干部發言"),
    ("這(zhe)(zhe) 個(ge)國(guo) 家(jia)的(de) 人(ren)民(min)(min) 和(he) 會(hui) 議", "這個國家的人民和會議"),
    ("法(fa) 律(lv) 的(de) 戰(zhan) 略(lve) 我(wo) 們(men) 的(de) 心(xin) ", "法律的戰略我們的心"),
    ("他們(men)的領(lǐng)導(dǎo)發(fā)言", "他們的領導發言"),
    ("會(huì )議由領(lǐng)導(dǎo)主持", "會議由領導主持"),
    ("領(lǐng)導(dǎo)(dǎo)說長(cháng)短", "領導說長短"),
    ("領(lǐng)導(dǎo)發(fā)言,角色(jué sè)和给(jǐ)予", "領導發言,角色(jué sè)和给(jǐ)予"),
    *keeps(
        "的(zhang)人(li)在(wang)有(bo)中(ma)的(zhao)人(shi)和(pu)上(ai)", "這個會(huì)是講話(huà)", "一個龘(dá)和麤(cū)和龘(dá)字", "角色(jué sè)重要", "给(jǐ)予支持,给(jǐ)予帮助,给(jǐ)予",
        "人工智能(AI)和應用(app)和人(ren)", "爸(ba)、妈(ma)、哥(ge)、姐(jie)、弟(di)、妹(mei)、爷(ye)、奶(nai)",
        "會(huì)議和會(kuài)計,樂(lè)觀和音樂(yuè),長(cháng)短和長(zhǎng)大", "研發(R&D)", "导(dǎo)领(lǐng)发(fā)导(dǎo)",
    ),
    ("誰(shéi)領(lǐng)導(dǎo)這(zhèi)裏會(huì)議", "誰領導這裏會議"),
    *keeps("地名容易讀錯：龜(qiū)茲、單(shàn)縣、會(kuài)稽、樂(lào)亭。"),  # an author's: all are odd
]


@pytest.mark.parametrize(("text", "want"), GLOSSES)
def test_gloss(text: str, want: str) -> None:
    assert after("gloss", text) == want


SCRIPTS = [
    ("黨組織換屆", "党组织换届"),
    ("要著眼發展,意味著什麼,沿著道路,重新著手", "要着眼发展,意味着什么,沿着道路,重新着手"),
    ("結合著實際討論著問題,談論著,彰顯著,拿著名單", "结合着实际讨论着问题,谈论着,彰显着,拿着名单"),
    ("著名企業,顯著增強,論著,合著,土著,原著,專著,新著,張著有《書》", "著名企业,显著增强,论著,合著,土著,原著,专著,新著,张著有《书》"),
    ("乾隆年間乾杯,瞭望臺,一目瞭然", "乾隆年间干杯,瞭望台,一目了然"),
    ("乾(qián)隆年間的著(zhù)名學者,乾(gān)杯", "乾(qián)隆年间的著(zhù)名学者,干(gān)杯"),  # the author's own glosses
    ("數位機關說「軟體」", "数位机关说「软体」"),
    ("哄擡物價的問題", "哄抬物价的问题"),
    ("陸羽著《茶經》,看著《茶經》,帶著作品,這部著作為我們所有", "陆羽著《茶经》,看着《茶经》,带着作品,这部著作为我们所有"),
    ("乾縣的畢昇,魏徵,藉藉無名,深沈,谘詢,債劵,靑年", "乾县的毕昇,魏徵,藉藉无名,深沉,咨询,债券,青年"),
    ("錢杏邨、黃迺裳在華富邨,樓面一千呎", "钱杏邨、黄迺裳在华富邨,楼面一千呎"),  # names; a foot is no 尺
    ("雙重覆蓋,多重覆蓋,重覆的話", "双重覆盖,多重覆盖,重复的话"),
    ("甚麼是覆雜的,恢覆,覆蓋,藉鑒,祇有,麻痺,為瞭,瞭望,慰藉", "什么是复杂的,恢复,覆盖,借鉴,只有,麻痹,为了,瞭望,慰藉"),
    ("⼯作和⽂件,⻓⻅⻔,豈", "工作和文件,长见门,岂"),
    *keeps("乾隆皇帝的瞭望台著名", "这里引用一句“中華”，其余都是简体中文，没有改动的必要，一个字也不要动它"),
]


@pytest.mark.parametrize(("text", "want"), SCRIPTS)
def test_script(text: str, want: str) -> None:
    assert after("to_simplified", text) == want


def test_script_keep() -> None:
    assert after("to_simplified", "黨組織換屆", script="keep") == "黨組織換屆"


OPENCC = OpenCC("t2s")
PHRASES, CHARACTERS = (list(clean.dictionary(name)) for name in ("TSPhrases", "TSCharacters"))


def by_opencc_alone(text: str) -> str:
    """Convert as `to_simplified` does, without what it does beyond OpenCC."""
    table, found = clean.dictionary("TSCharacters"), clean.phrases_in(text)
    return "".join(found.get(at) or table.get(char, [char])[0] for at, char in enumerate(text))


@pytest.mark.parametrize("text", [
    "，".join(CHARACTERS), "".join(CHARACTERS), "發展，".join(PHRASES), "".join(PHRASES),
    "".join(a[-1:] + b + a for a, b in zip(PHRASES, reversed(PHRASES), strict=True)),
])
def test_every_entry_is_converted_as_by_opencc(text: str) -> None:
    assert by_opencc_alone(text) == OPENCC.convert(text)


@given(st.lists(st.sampled_from(PHRASES) | st.sampled_from(CHARACTERS) | st.text(max_size=3)
                | st.sampled_from([phrase[n:] or phrase[:-n] for phrase in PHRASES for n in (1, 2)]), max_size=60))
def test_random_mixes_are_converted_as_by_opencc(parts: list[str]) -> None:
    text = "".join(parts)
    assert by_opencc_alone(text) == OPENCC.convert(text)


def test_phrases_are_as_long_as_their_conversion() -> None:
    assert all(len(key) == len(value) for key, [value, *_] in clean.dictionary("TSPhrases").items())


BODY = "这是正文的第一句话，说的是工作。"
CHROME = [
    ("您的位置:新文秘网>>组织讲话/换届/>>正文\n\n在会上的讲话\n\n发表时间:2020/1/2 1:02:03\n\n在会上的讲话\n\n" + BODY,
     {"title": "在会上的讲话", "date": "2020-01-02T01:02:03", "site": "新文秘网", "category": ("组织讲话", "换届")}),
    ("当前位置：首页 > 工作动态 > 正文\n在会上的讲话\n发布时间：2019-06-11 09:30 来源：办公室 浏览次数：1287\n" + BODY
     + "\n责任编辑:admin\n上一篇:没有了\n下一篇:关于开会的通知",
     {"title": "在会上的讲话", "date": "2019-06-11T09:30", "category": ("工作动态",)}),
    ("首页>领导讲话\n在村(社区)会上的讲话\n字号:[大 中 小] 【打印本文】 【关闭窗口】\n" + BODY + "\n【打印本文】 【关闭窗口】",
     {"title": "在村（社区）会上的讲话", "category": ("领导讲话",)}),
    ("您的位置：首页>正文\n发布日期:2021年3月5日\n" + BODY, {"date": "2021-03-05"}),
    ("发布时间:2021-02-30\n" + BODY, {}),
    ("来源:办公室 作者:张三 浏览次数:1287\n" + BODY, {}),
    ("2021-06-25 16:20 来源：机关党委\n" + BODY, {"date": "2021-06-25T16:20"}),
    ("时间:2022-06-30 06:25:00\n" + BODY, {"date": "2022-06-30T06:25:00"}),
    ("在会上的讲话(二)\n在会上的讲话（二）\n" + BODY, {"title": "在会上的讲话（二）"}),
]


TITLE = "在全市安全生产工作会议上的讲话"
DATED: dict[str, object] = {"title": TITLE, "date": "2020-03-05"}
TIMED: dict[str, object] = {"title": TITLE, "date": "2020-03-05T10:00"}
HEADS: list[tuple[str, Mapping[str, object]]] = [
    # breadcrumbs: over several lines, with the page itself at the end
    (f"您现在的位置：\n首页\n>\n领导讲话\n>\n正文\n{TITLE}", {"title": TITLE, "category": ("领导讲话",)}),
    (f"首页 >\n新闻中心 >\n正文\n{TITLE}", {"title": TITLE, "category": ("新闻中心",)}),
    (f"当前位置: 首页 > 讲话稿 > {TITLE}\n{TITLE}", {"title": TITLE, "category": ("讲话稿",)}),
    # titles: three times, over two lines, with the site's name, joined for search engines
    (f"{TITLE}\n{TITLE}\n2020-03-05 10:00\n{TITLE}", TIMED),
    ("在全市安全生产工作会议上的\n讲话", {"title": TITLE}),
    ("第一篇:安全讲话\n全市安全生产工作会议\n主持人用语", {"title": "全市安全生产工作会议主持人用语"}),
    (f"{TITLE}\n在全市安全生产工作\n会议上的讲话", {"title": TITLE}),
    (f"{TITLE}_领导讲话_新文秘网", {"title": TITLE, "site": "新文秘网"}),
    (f"{TITLE}-新文秘网\n{TITLE}", {"title": TITLE, "site": "新文秘网"}),
    (f"新文秘网\n您的位置:网站首页/领导讲话/农业\n{TITLE}", {"title": TITLE, "site": "新文秘网", "category": ("领导讲话", "农业")}),
    (f"所在位置：主页 > 讲话稿\n《{TITLE}》\n{TITLE}（全文）", {"title": f"《{TITLE}》", "category": ("讲话稿",)}),
    (f"在线观看_高清下载_最新地址_官方入口\n打印\n{TITLE}", {"title": TITLE}),
    # date, source, author and counters in their many orders
    (f"{TITLE}\n作者：佚名 来源：本站原创 点击：1234 更新时间：2020-3-5", DATED),
    (f"{TITLE}\n2020-03-05 10:00 来源：新华网 作者：张三 编辑：李四 点击：次", TIMED),
    (f"{TITLE}\n来源：人民网\n作者：张三\n发布时间：2020年3月5日\n字体：【大 中 小】", DATED),
    (f"{TITLE}\n[日期：2020-03-05]  来源：  作者：  [字体：大 中 小]", DATED),
    (f"{TITLE}\n发布：2020-03-05 | 分类：讲话稿，报告 | 浏览：233次", DATED),
    (f"{TITLE}\n时间: 2020-03-05    编辑: 王五    阅读: 88", DATED),
    (f"{TITLE}\nadmin  2020-03-05  讲话稿  围观 233 次", DATED),
    (f"{TITLE}\n2020年03月05日 10:00  来源：某某日报  手机看新闻", TIMED),
    (f"{TITLE}\n（2020-03-05）", DATED),
    (f"{TITLE}\n2020-03-05 10:00:00 690", {"title": TITLE, "date": "2020-03-05T10:00:00"}),
    (f"{TITLE}\n发布：2020-03-05 10:00\n关键词：安全、生产", TIMED),
    (f"- 格式:docx\n- 大小:14.61 KB\n- 文档页数:3\n{TITLE}", {"title": TITLE}),
    (f"本文共482字，阅读大约需要2分钟\n{TITLE}", {"title": TITLE}),
    (f"打印本文 打印本文  关闭窗口\n{TITLE}\n字号：大 中 小 收藏 分享到：微信 微博", {"title": TITLE}),
    (f"正文复制\n{TITLE}", {"title": TITLE}),
    # what a collection says of the texts that it offers
    (f"下面是小编为大家整理的{TITLE}，供大家参考，希望对您有所帮助。", {}),
    (f"{TITLE}\n本文是收集整理的讲话稿，欢迎阅读。", {"title": TITLE}),
    ("导语：安全生产会议讲话一文来源于网友上传，不代表本站观点，欢迎参考。", {}),
    ("安全生产会议讲话稿范文，仅供参考。\n导读", {}),
    ("篇一：安全生产会议上的讲话", {"title": "安全生产会议上的讲话"}),
    (f"【篇一】\n{TITLE}", {"title": TITLE}),
    ("目录\n第一篇：安全生产讲话\n第二篇：主持词\n第一篇：安全生产讲话", {"title": "安全生产讲话"}),
    ("- 目录\n第1篇 安全生产会议讲话稿", {"title": "安全生产会议讲话稿"}),
    ("下面是一篇关于开会的讲话稿，供大家参考。", {}), ("#讲话稿# 导语：下面是小编收集的讲话稿，欢迎阅读。", {}), ("本文由网友投稿，仅供参考。", {}),
    ("欢迎访问青禾县人民政府网站！\n今天是2021年3月4日 星期四", {}), ("2018-01-02　　字号： T | T", {"date": "2018-01-02"}),
    ("日期：2020-03-04　点击：加载中...　属于：领导讲话", {"date": "2020-03-04"}), ("发布时间：2020-01-01 24:00", {"date": "2020-01-01"}),
    ("当前位置：首页 - 领导讲话 - 正文", {"category": ("领导讲话",)}), ("【双击自动滚屏】", {}),
    ("首页\n政务公开\n领导之窗\n在会上的讲话\n发布时间：2021-03-04", {"title": "在会上的讲话", "date": "2021-03-04"}),
    *((f"{TITLE}\n{line}", {"title": TITLE}) for line in (
        "在日常生活中，我们会用到讲话稿。下面是小编帮大家整理的讲话稿，欢迎大家借鉴与参考。",
        "以下是我为大家整理的讲话稿，仅供参考，希望能够帮助到大家。", "【导语】本文是为大家整理的讲话稿，欢迎阅读！",
        "在社会一步步向前发展的今天，我们用到讲话稿的地方越来越多，以下是小编收集整理的讲话稿，我们一起来看看吧！", "安全讲话稿 篇1",
        "手机版 | 电脑版", "健康文明生活实施方案一文来源于网友上传，不代表本站观点。",
    )),
    *((f"{TITLE}\n{line}", DATED) for line in (
        "发布时间：2020-03-05 来源：县政府办 浏览次数：325 打印 关闭", "发布时间：2020-03-05 来源：县政府办 浏览次数：【字体：大 中 小】 打印",
        "【发布日期：2020-03-05】 【来源：县政府办】 【阅读：325次】 【打印】 【关闭】", "时间：2020年03月05日 来源：青禾网",
        "2020-03-05 浏览：1.2万", "更新于：2020-03-05", "2020年03月05日 人民网",
    )),
    (f"{TITLE}\n2020-03-05 10:00 发表于河南", TIMED), (f"{TITLE}\n2020-03-05 10:00 阅读 1,234", TIMED),
    (f"{TITLE}\n稿源：青禾网 2020-03-05 10:00", TIMED),
    *((f"{title}\n发布时间：2020-03-05 来源：青禾网", {"title": title, "date": "2020-03-05"}) for title in (
        "让青春在秋收中绽放！", "秋收颂", "李明：在全县秋收工作会议上的讲话",
    )),
    (f"当前位置:主页 > 讲话稿 >\n{TITLE}", {"title": TITLE, "category": ("讲话稿",)}),
    (f"人民网>>时政>>滚动新闻\n{TITLE}", {"title": TITLE, "site": "人民网", "category": ("时政", "滚动新闻")}),
]
TAILS: list[tuple[str, Mapping[str, object]]] = [
    ("上一篇：在全县会议上的讲话\n下一篇：没有了\n相关文章：\n某某会议主持词\n某某讲话稿", {}),
    ("下一篇：在全县会议上的讲话\n责任编辑：张三", {}),
    ("版权所有：某某网 未经授权禁止转载\nCopyright © 2010-2020 某某网 All Rights Reserved.\n京ICP备12345678号", {}),
    ("免责声明：本文来源于网络，版权归原作者所有，如有侵权请联系删除。", {}),
    ("主办单位：某某市政府\n联系电话：12345678\n未经许可，不得转载\n版权所有", {}),
    ("以上就是小编为大家整理的全部内容，希望能帮到大家！", {}),
    ("更多讲话稿范文，请关注某某频道。\n责任编辑：张三", {}),
    ("【在全市会议上的讲话】相关文章：\n1.在全县会议上的讲话\n2.讲话稿范文", {}),
    ("下载Word文档到电脑，方便收藏和打印\n推荐度：★★★★★\n点击下载文档\n文档为doc格式\n立即开通VIP", {}),
    ("（本报记者 张三 通讯员 李四）", {}), ("(来源:某某网 编辑:张三)", {}),
    ("关键词：安全 生产 讲话\n责任编辑：张三", {}), ("#安全 #生产#\n- THE END -", {}),
    ("来源：亚洲公益报\n标题：公司召开安全会议\n地址：http://a.cn/1.html", {"title": "公司召开安全会议", "url": "http://a.cn/1.html"}),
    ("分享:\n微信扫一扫在手机阅读、分享本文\n我要留言\n• 本周热门\n二维码\n联系客服", {}),
    ("k3Xq9Pz2", {}), ("hjk7sd8f", {}), ("在线观看_高清下载_最新地址_官方入口", {}), ("全文完", {}),
    *((tail, {}) for tail in (
        "声明：本报力求信息真实，文章内容仅供参考，不构成投资建议。",
        "如有侵权，请联系我们删除", "若侵犯了您的合法权益，请联系本站删除", "本站所有文章来源于网络，版权归原作者所有。", "（来源：新华网）",
        "[1] [2] [3] 下一页", "版权所有：青禾县政府办\n网站标识码：1234560001 公安备案号 12345678号",
        "【 打印 】【 关闭 】", "【 打印本页 】", "[ 返回顶部 ] [ 关闭本页 ]", "字体：【大】【中】【小】", "字号：A- A A+",
        "以上就是小编为大家整理的演讲稿范文，希望对大家有所帮助！", "相关新闻：\n某市召开会议\n某县部署工作",
    )),
    ("本文来源：https://www.x.com/a/1.html", {"url": "https://www.x.com/a/1.html"}),
    *((tail, {}) for tail in (
        "上一篇：没有了 下一篇：关于开会的通知", "上一篇文章：没有了\n下一篇文章：关于开会", "【上一篇】某某通知\n【下一篇】某某决定", "前一篇：某某\n后一篇：某某！",
        "来源：青禾日报\n编辑：王小明\n校对：李红\n审核：赵刚", "来源丨青禾日报\n编辑丨王小明\n审核丨李红", "编辑：王小明 审核：李红",
        "阅读原文\n阅读 325\n赞 12\n在看 3", "微信扫一扫\n关注该公众号", "顶一下\n(12)\n85.71%\n踩一下\n(2)\n14.29%",
        "分享到：\nQQ空间\n新浪微博\n微信\n0", "【返回顶部】【打印本稿】【关闭窗口】", "【字体：小 大】【发表评论】【加入收藏】【告诉好友】【打印此文】",
        "共3页: 上一页 1 2 3 下一页", "以上是在全县会议上的讲话的全部内容，感谢您的阅读。",
        "您可能感兴趣的文章：\n在教育会议上的讲话\n谁动了我的奶酪？\n某县开会", "看了在全县秋收工作会议上的讲话的人还看了：\n某某讲话\n某某发言",
    )),
]


@pytest.mark.parametrize(("text", "facts"), [*((f"{head}\n{BODY}", facts) for head, facts in HEADS),
                                             *((f"{BODY}\n{tail}", facts) for tail, facts in TAILS), *CHROME])
def test_chrome_goes_into_the_header(text: str, facts: dict[str, object]) -> None:
    page = carried_out("chrome", Page(text))
    assert page.text.strip() == BODY
    assert page.facts == facts


@pytest.mark.parametrize("line", [
    "时间过得真快，转眼就是一年。", "来源于群众，服务于群众。", "来源:群众的智慧，实践的经验。", "时间:3月5日", "作者的心声",
    "首页和正文都要写好。", "各位代表：", "同志们！", "一、指导思想", "(一)指导思想", "第一章 总则",
    "尊敬的各位领导", "位置:会议室", "您的位置：不在台上/而在人民之中", "上一篇：我讲了国内形势", "发表时间：一九四九年", "打印", "关闭", "责任编辑:张三,李四", "作者：王之涣",
    "来源：财政拨款", "时间：2020年3月5日 9:30", "字", "开始。结束", "打印机要修好", "时间：2020-03-05", "来源：人民网", "关键词：安全，发展",
    "下面我把收集整理的材料向大家报告，希望大家参考。", "以上就是今天会议的全部内容，希望大家抓好落实。", "以上就是我报告的全部内容，供大家参考。", "第一篇章", "目录",
    "欢迎各企业加入会员！", "本站始建于1958年，为一等站。", "更多的任务等着我们，请大家关注。", "请大家下载材料学习，会后讨论。", "感谢各位编辑和记者朋友！", "我们要保护版权，打击侵权。",
    "GDP增长_很快", "COVID19", "A4-B5", "http://a.cn/b1c2d3", "K12", "推荐阅读三本书。", "相关工作要跟上，不能掉队。", "评论", "更多", "联系电话：12345678", "（作者为青禾县县长）", "（完）",
    "最后，我们要让作品的版权归创作者所有，谢谢大家！", "年底前，全县网站要全面完成ICP备案。", "这不代表本站就可以松懈。", "（向在场的记者们鼓掌致意）", "（答记者问略）",
    "（各编辑部代表起立）", "（记者鼓掌）", "各位代表 同志们", "尊敬的主席 女士们", "摘要",
    "让版权归创作者所有，让作品发光！", "如果有人侵犯你的权益，请联系工会！", "若发现侵权行为，请及时联系市场监管部门。", "未经许可不得转载他人作品，这是底线。", "请转发、转载时注明作者，这是尊重",
    "特别说明：这份数据仅供参考。", "说明：以上数据仅供参考。", "ICP备案是网站的身份证。", "《春耕》一文是老王撰写的文章，希望大家阅读。", "网友分享的故事让人落泪。", "下面，请办公室汇总全年总结，希望各位代表认真讨论。",
    "这里收集了三十年来的材料，欢迎大家来参观。", "小编为大家准备了茶水。", "感谢小编们分享的好文章！", "今天，小编也成了一种职业，他们为读者推荐好书", "本站收集整理了全线职工的建议，共三百条。",
    "以上是全国人大代表范文龙同志的发言。", "以上就是为大家整理的学习提纲，请同志们带回去讨论。", "上面便是为你们编辑的一份家书。", "了解更多惠农政策，请拨打12316，也请关注“农业农村”公众号！",
    "阅读100部经典", "访问3个国家", "评论3个问题", "人气100分", "点击率100%", "阅读：30分钟", "阅读量：300万人次", "访问：2021年3月5日至3月8日", "时间：2021-3-5 9:30", "1949.10.1", "字数：800字", "格式：Word",
    "（一名老记者的心声）", "（作者系新华社记者）", "【通讯员之歌】", "爱国_创新_包容_厚德_北京精神", "G20-B20-C20", "H2SO4+2NaOH", "X1+X2+X3", "第一篇 强基固本", "编者按：", "前言", "转发、点赞、评论",
    "如发现侵权行为，请及时联系县农业局处理，保护好品牌。", "版权所有，是写在包装上的四个字，也是写在心里的四个字。",
    "群众提供的线索，本网内容部分采用了网友观点，体现了监督的力量。", "我的心情（此处省略10000字）你们懂的。", "下面为大家分享一段演讲稿，欢迎批评。",
    "今天的讲话稿是由会员提供的，希望对农民有用。", "2019年10月8日 星期二",
    "欢迎来到两岸青年交流论坛！", "您好，欢迎来到第五届中国互联网大会主论坛！", "欢迎使用国家中小学智慧教育平台！", "以上就是为各位家长带来的发言稿，谢谢！",
    "以上就是本次汇报的全部内容，谢谢大家的观看！", "上面就是为各位评委准备的演讲稿，谢谢聆听！", "有人侵权，就要通知平台删除，这是民法典的规定。",
    "涉嫌侵权的商品，要在接到通知后立即下架。", "我国法律规定，作品版权归作者所有，任何人不得侵犯。", "版权所有者的权益必须保护，侵权必究！", "参赛作品版权归校团委所有。",
    "凡有侵权行为，主办方将联系作者，撤销奖项。", "写材料靠范文网，讲话靠秘书，这样的干部群众不欢迎。", "感谢小编们的辛勤编辑，希望大家喜欢这本刊物。",
    "下面，请小编为大家分享阅读心得。", "客服老师们，你们辛苦了。", "下面是马丁·路德·金的演讲稿，请大家阅读。", "附件是学生范文，供大家学习。", "第一篇：理想",
    "今天是2024年9月10日，星期二", "作者：李明 2024年5月4日", "日期：2024年5月4日 作者：李明", "来源：国家统计局2024年1月17日", "2024年5月4日 红星合作社",
    "2008年5月12日14:28", "扫一扫二维码加入我们", "声明：本文仅代表个人观点，不代表单位立场。", "转载请注明出处，这是对作者最起码的尊重。",
    "本站所有干部职工要站稳立场，坚决维护群众利益。", "本站不推卸任何责任！", "立项备案号：20230012", "以上是节选，全文请看《人民日报》", "（本刊编辑部）",
    "网址：https://www.example.edu.cn/baoming/index.html",
    "一年来，侵害群众利益的行为明显减少，违规收费项目全部删除。", "依法打击侵占耕地的行为，把不合理的条款一律删除。", "侵犯群众权益的条款一律删除。",
    "打击侵权假冒，请各部门联系实际抓好落实。", "如发现侵权行为，请及时举报。", "本站所取得的成绩，离不开各级领导的支持。", "本网系统干部职工要再接再厉。",
    "本站所有职工要对安全负责任。", "今年以来，网友投稿三千多条，反映民生问题。", "这篇作文获得了全国一等奖，希望更多的孩子爱上写作。",
    "这里的作文教学改革，值得各地参考。", "以下几位同学的演讲稿写得很好，希望其他同学向他们学习。", "以上是本次征集整理的优秀作文，希望大家喜欢。",
    "我来说两句：", "关于我们", "联系我们", "联系方式：", "意见反馈", "（来源：《论语·学而》）", "（来源：群众）", "欢迎来到美丽的青禾县！", "今天是2021年7月1日，星期四。",
    "购买VIP票的观众请走东门", "网址：http://www.abc.com", "（全场起立，长时间鼓掌）", "- 不忘初心 -", "最新的任务来了，大家准备好。", "第1页说的是粮食，第2页说的是棉花。",
])
def test_chrome_leaves_the_authors_line_alone(line: str) -> None:
    page = carried_out("chrome", Page(f"在会上的讲话\n{line}\n{BODY}\n{line}"))
    assert page.text == f"\n{line}\n{BODY}\n{line}"
    assert page.facts == {"title": "在会上的讲话"}


# The head of a page as sites write it, and the date it tells.
SITE_HEADS = [
    ("标题：在会上的讲话\n作者：李明\n时间：2018-09-03\n来源：新华网\n正文：", "2018-09-03"),
    ("标题: 在会上的讲话\n发布时间: 2018-09-03 10:00\n网址: http://www.abc.com/1.html\n内容:", "2018-09-03T10:00"),
    ("在会上的讲话\n索 引 号：000014349/2018-00123\n主题分类：综合政务\n发布机构：县政府办\n成文日期：2018年09月03日\n发布日期：2018年09月05日", "2018-09-05"),
    ("索引号：0001/2018 信息分类：领导讲话 发布机构：县政府办 生成日期：2018-09-03 名称：在会上的讲话 文号：无\n在会上的讲话", "2018-09-03"),
    *((f"在会上的讲话\n{line}", f"2018-09-03{time}") for line, time in (
        ("日期：2018-09-03\n来源：青禾日报", ""), ("原创 李明 青禾发布 2018-09-03 10:00", "T10:00"), ("李明 2018-09-03 10:00", "T10:00"), ("原创李明青禾发布 2018-09-03", ""), ("青禾发布 2018-09-03 10:00 北京", "T10:00"),
        ("楼主 李明 发表于 2018-9-3 10:00 只看该作者", "T10:00"), ("2018-09-03 10:00:00 浏览 1234 评论 0 收藏", "T10:00:00"),
        ("青禾县人民政府网站 www.qinghe.gov.cn 2018-09-03 来源：县政府办 【大 中 小】", ""), ("人民网-人民日报 2018年09月03日10:00", "T10:00"),
        ("2018-09-03 10:00 · 青禾发布", "T10:00"), ("2018-09-03 admin 会议讲话 1234 次浏览", ""), ("2018-09-03 15:23:11  1234人阅读", "T15:23:11"),
        ("2018-09-03 10:00:00 来源：新华社 作者：李明 浏览：1234次 字体：大 中 小 我要打印", "T10:00:00"),
    )),
]


@pytest.mark.parametrize(("head", "date"), SITE_HEADS)
def test_a_sites_head_goes_and_tells_the_date(head: str, date: str) -> None:
    page = carried_out("chrome", Page(f"{head}\n{BODY}"))
    assert page.text.strip("\n") == BODY
    assert (page.facts["title"], page.facts["date"]) == ("在会上的讲话", date)


# Last lines that are the site's, if the head of the page is; else they may be the author's.
LIKELY_TAILS = ["上一篇：在县里的讲话", "来源：青禾日报", "编辑 | 李明", "相关热词搜索：讲话 会议", "本文关键词：讲话，会议", "TAG标签：讲话", "（本文共1234字）",
         "收藏", "联系我们", "推荐阅读：\n1、在县里的讲话\n2、在市里的讲话", "网友评论\n暂无评论", "扫一扫，手机浏览"]


@pytest.mark.parametrize("tail", LIKELY_TAILS)
def test_the_head_speaks_for_the_tail(tail: str) -> None:
    alone = carried_out("chrome", Page(f"在会上的讲话\n{BODY}\n{tail}"))
    assert alone.text == f"\n{BODY}\n{tail}"
    page = carried_out("chrome", Page(f"在会上的讲话\n2018-09-03 10:00\n{BODY}\n{tail}"))
    assert page.text.strip("\n") == BODY


@pytest.mark.parametrize("line", ["作者：李明", "网址：https://www.example.edu.cn/index.html", "更多信息请关注县政府网站", "全文共有三个部分", "来源于群众"])
def test_what_the_author_may_have_said_stays_below_a_sites_head(line: str) -> None:
    page = carried_out("chrome", Page(f"在会上的讲话\n2018-09-03 10:00\n{BODY}\n{line}"))
    assert page.text.strip("\n") == f"{BODY}\n{line}"


@pytest.mark.parametrize(("end", "left"), [
    ("上一篇：甲乙丙\n下一篇：丁戊己\n您是第123位访客", "您是第123位访客"), ("上一篇：甲乙丙\n下一篇：丁戊己\n青禾县\n技术部", "青禾县\n技术部"),
    ("上一篇：甲乙丙\n下一篇：丁戊己\n一\n二\n三", "上一篇：甲乙丙\n下一篇：丁戊己\n一\n二\n三"), ("责任编辑：李明\n李明", "责任编辑：李明\n李明"),
])
def test_unknown_lines_at_the_very_end_shield_no_furniture(end: str, left: str) -> None:
    lines = carried_out("chrome", Page(f"在会上的讲话\n{BODY}\n{end}")).text.split("\n")
    assert [line for line in lines if line] == [*BODY.split("\n"), *left.split("\n")]


def test_labels_of_minutes_stay() -> None:
    minutes = "时间：2018年9月3日\n地点：县委三楼会议室\n主持人：李明\n来源：各镇"
    assert carried_out("chrome", Page(f"在会上的讲话\n{minutes}\n{BODY}")).text == f"\n{minutes}\n{BODY}"


def test_the_name_of_a_file_is_no_part_of_the_title() -> None:
    assert carried_out("chrome", Page(f"在会上的讲话.doc\n{BODY}")).facts == {"title": "在会上的讲话"}


SITE_HEAD = "在会上的讲话\n发布时间：2018-09-03 10:00:00 来源：县政府办\n"
# Above the title: where on its site a page stands.
CRUMB_LINES = ["首页 / 领导讲话 / 正文", "首页 - 范文大全 - 讲话稿", "首页 | 范文大全 | 讲话稿", "首页 \\ 领导讲话 \\ 正文", "您现在所在的位置：首页 > 领导讲话",
               "您正在浏览：首页 > 领导讲话", "笔杆子 >> 领导讲话 >> 党建 >> 浏览文章", "公文网首页 > 范文大全 > 讲话稿", "本页位置：首页→新闻中心→国内新闻", "首页 :: 领导讲话"]


@pytest.mark.parametrize("line", CRUMB_LINES)
def test_a_breadcrumb_in_other_shapes(line: str) -> None:
    page = carried_out("chrome", Page(f"{line}\n{SITE_HEAD}{BODY}"))
    assert page.text.strip("\n") == BODY
    assert page.facts["title"] == "在会上的讲话"
    assert page.facts["category"]


@pytest.mark.parametrize("line", [
    "发布时间：2018-09-03 浏览：123 【大 中 小】", "发布时间：2018-09-03 来源：政府办 阅读：123 [ 打印 ]", "来源：县政府办 发布时间：2018-09-03 浏览次数：123次 视力保护色：",
    "2018-09-03 投稿人：李明", "时间：2018-09-03 投稿人：李明 推荐度：", "发稿时间：2018-09-03", "最后更新：2018-09-03", "编辑于 2018-09-03", "通讯员：李明 发布时间：2018-09-03",
    "青禾发布 2018-09-03", "发布时间：\n2018-09-03\n来源：\n县府办\n浏览：\n123",
])
def test_a_date_line_in_other_shapes(line: str) -> None:
    page = carried_out("chrome", Page(f"在会上的讲话\n{line}\n{BODY}"))
    assert page.text.strip("\n") == BODY
    assert page.facts["date"] == "2018-09-03"


@pytest.mark.parametrize("line", [
    "预览时标签不可点", "轻触阅读原文", "长按二维码关注我们", "喜欢此内容的人还喜欢\n在县里的讲话", "往期推荐\n在县里的讲话", "返回搜狐，查看更多", "原标题：在会上的讲话", "分享让更多人看到",
    "平台声明：该文观点仅代表作者本人，搜狐号系信息发布平台，搜狐仅提供信息存储空间服务。", "（责编：李明(实习生)、王芳)", "一审：李明 二审：王芳 三审：张三",
    "上一个：在县里的讲话\n下一个：在市里的讲话", "« 上一篇： 在县里\n» 下一篇： 在市里", "本文标题：在会上的讲话\n链接地址：http://www.abc.com/1.html", "关于我们 | 联系我们 | 网站地图 | 隐私声明",
])
def test_a_tail_in_other_shapes(line: str) -> None:
    assert carried_out("chrome", Page(f"{SITE_HEAD}{BODY}\n{line}")).text.strip("\n") == BODY


@pytest.mark.parametrize("lines", [
    "时间：2018年9月3日\n地点：三楼会议室\n主持人：李明", "时间：2018年9月3日 地点：三楼会议室 主持人：李明", "日期：2018-09-03 地点：操场 主持：李明", "主题词：担当 实干", "名称：青禾精神",
    "互联网", "文秘网络化是大势所趋。", "各位客服老师、各位来宾：", "今天是2018年9月3日，星期一", "让数据多跑路-政务一张网", "2018-09-03 北京",
])
def test_the_authors_first_lines_stay_below_a_sites_head(lines: str) -> None:
    assert carried_out("chrome", Page(f"{SITE_HEAD}{lines}\n{BODY}")).text.strip("\n") == f"{lines}\n{BODY}"


@pytest.mark.parametrize("lines", [
    "网友评论：\n青禾变美了！\n青禾变富了！\n这就是群众的心声！\n谢谢大家！", "相关主题\n一、爱国！\n二、敬业！\n谢谢大家！", "评论：\n好\n较好\n一般", "推荐阅读：\n《红岩》\n《论语》\n让我们一起读书吧！",
    "相关内容：\n一是组织建设\n二是作风建设", "拓展阅读：\n1.《红星照耀中国》\n2.《昆虫记》", "让我们一起倒数：\n3\n2\n1", "三大工程：\n高铁网\n电网\n互联网", "注：\n来源：《习近平谈治国理政》",
    "资料来源：青禾县统计局", "联系方式：\n微信：13800000000", "（记者：李书记，谢谢您接受采访）", "（编辑 李明讲话结束，全场鼓掌）", "涉嫌侵权的，请主动联系执法部门，及时下架商品。",
    "出席：李明、王芳\n记录：王芳\n审核：李明", "青禾县第一中学\n二〇一八年九月三日\n撰稿：李明", "签发：张三", "扫码报名", "扫一扫加入我们", "推荐阅读：\n1.论语\n2.史记\n3.红岩",
    "相关资料\n任务分解表\n时间安排表", "网友留言：\n青禾加油\n中国加油", "来源：国家统计局", "关键词：初心", "#我爱你中国#", "编号：2018-001", "意见反馈：12345",
    "如有需要，请下载附件查看全文", "以上就是本报告的全部内容，感谢您的阅读！",
    "这支小编队整理行装，给灾区群众带来希望和帮助。", "作为一名小编，我每天编辑稿件，给大家带来新闻，希望大家喜欢。", "我们的成果：\n点赞\n收藏",
])
def test_the_authors_last_lines_stay_below_a_sites_head(lines: str) -> None:
    assert carried_out("chrome", Page(f"{SITE_HEAD}{BODY}\n{lines}")).text.strip("\n") == f"{BODY}\n{lines}"


@pytest.mark.parametrize("lines", [
    "记录：王芳\n审核：李明\n时间：2018年9月3日", "演讲人：李明\n时间：2018年9月3日", "地点：县委礼堂\n时间：2018-09-03 10:00:00", "县长：李明\n2018-09-03", "李明\n2018-09-03", "大家早上好\n2018-09-03",
    "名称：党组会\n时间：2018年9月3日\n地点：三楼", "青禾县教育局\n2018-09-03", "县委书记 李明\n2018-09-03", "尊敬的老师\n2018-09-03", "青禾县第一中学 2018年9月3日",
])
def test_what_begins_minutes_is_no_title(lines: str) -> None:
    page = carried_out("chrome", Page(f"{lines}\n{BODY}"))
    assert (page.text, page.facts) == (f"{lines}\n{BODY}", {})


@pytest.mark.parametrize("lines", ["日期：2018年9月3日\n审核：王芳", "时间：2018年9月3日\n来源：各镇上报材料\n主持：李明", "文号：青政发〔2018〕12号\n主题词：安全", "内容：", "导语",
                                   "2018年9月3日 10:00 青禾宾馆", "青禾县人民政府 2018-09-03", "撰稿：李明\n审核：王芳"])
def test_the_authors_first_lines_stay(lines: str) -> None:
    assert carried_out("chrome", Page(f"在会上的讲话\n{lines}\n{BODY}")).text == f"\n{lines}\n{BODY}"


@pytest.mark.parametrize("lines", ["上一个：百年已过\n下一个：百年可期", "前一条：路线问题\n后一条：作风问题", "撰稿：李明\n审核：王芳"])
def test_the_authors_last_lines_stay(lines: str) -> None:
    assert carried_out("chrome", Page(f"在会上的讲话\n{BODY}\n{lines}")).text == f"\n{BODY}\n{lines}"


def test_the_speaker_may_begin_the_title() -> None:
    page = carried_out("chrome", Page(f"青禾县委书记李明\n在全县经济工作会议上的讲话\n{BODY}"))
    assert page.facts == {"title": "青禾县委书记李明在全县经济工作会议上的讲话"}


@pytest.mark.parametrize("line", ["请听我的演讲", "现在请校长讲话", "上半年工作总结", "下面我作报告"])
def test_a_first_sentence_is_no_second_line_of_the_title(line: str) -> None:
    page = carried_out("chrome", Page(f"奋斗的青春最美丽\n{line}\n{BODY}"))
    assert (page.text, page.facts) == (f"\n{line}\n{BODY}", {"title": "奋斗的青春最美丽"})


SAID = [
    ("（2018年9月3日，北京）\n中华人民共和国主席 习近平", {"speaker": "中华人民共和国主席 习近平", "delivered": "2018-09-03"}),
    ("——2018年3月5日在第十三届全国人民代表大会第一次会议上\n国务院总理 李克强", {"speaker": "国务院总理 李克强", "delivered": "2018-03-05"}),
    ("市委书记 李 明\n（2020年3月5日）", {"speaker": "市委书记 李明", "delivered": "2020-03-05"}),
    ("李 明\n（2020年3月5日）", {"speaker": "李明", "delivered": "2020-03-05"}),
    ("2020年3月5日\n李明", {"speaker": "李明", "delivered": "2020-03-05"}),
    ("主讲人：李明", {"speaker": "李明"}), ("（县委书记　李明）", {"speaker": "县委书记 李明"}),
    ("李明", {}), ("各位领导 各位来宾", {}), ("各位代表 同志们\n（2020年3月5日）", {}), ("摘要\n（2020年3月5日）", {}), ("2020年2月30日", {}), ("1990年4月4日第七届全国人民代表大会通过", {}),
    ("出席会议的有县长 李明和各局局长", {}), ("（一）（2020年3月5日）", {}),
]


@pytest.mark.parametrize("line", [
    "全部内容请下载学习强国。", "更多内容请登录学习强国", "全文请登录市政府网站查看", "请登录网站查看全文。", "其余部分需购买", "全文须付费查看，这很不合理", "正式会员方可查看名册", "成为会员后方可浏览档案",
    "预览结束，请各部门回到会场。", "试读结束，请同学们点评。", "以上内容为预览，正式文件会后下发。", "还剩5页未读，大家回去接着读。", "剩余20%未读，这位同学要加油。",
])
def test_the_authors_last_line_is_no_paywall_mark(line: str) -> None:
    assert carried_out("chrome", Page(f"{BODY}\n{line}")).text == f"{BODY}\n{line}"


@pytest.mark.parametrize(("lines", "facts"), SAID)
def test_who_speaks_and_when_goes_into_the_header_and_stays(lines: str, facts: dict[str, object]) -> None:
    page = carried_out("chrome", Page(f"{TITLE}\n{lines}\n2020-01-02 10:00\n{BODY}"))
    assert page.text == (f"\n{lines}\n\n{BODY}" if facts else f"\n{lines}\n2020-01-02 10:00\n{BODY}")
    assert page.facts == {"title": TITLE} | facts | ({"date": "2020-01-02T10:00"} if facts else {})


@pytest.mark.parametrize("line", [
    "各位代表：", "同志们！", "各位领导、各位来宾", "一、指导思想", "(一)指导思想", "第一章 总则", "1.总则", "2020年3月5日", "字",
    "（2018年9月3日，北京）", "主持人：张三", "开始。结束", "他说，", "好" * 61, "Speech",
])
def test_what_is_no_title(line: str) -> None:
    assert carried_out("chrome", Page(f"{line}\n{BODY}")).text == f"{line}\n{BODY}"


def test_a_mark_in_the_list_of_other_pages() -> None:
    page = carried_out("chrome", Page(f"{BODY}\n相关文章：\n登录后阅读全文\n在教育会议上的讲话\n在会议上的讲话"))
    assert page.text.split() == [BODY, "〔未完〕"]


@pytest.mark.parametrize(("above", "between"), [
    ("青禾县公文写作中心!", ""), ("青禾大学堂！\n第十二讲！", ""), ("", "副标题里的话"), ("", "第一稿\n第二稿"),
])
def test_lines_that_no_rule_knows_do_not_hide_the_title_and_its_date(above: str, between: str) -> None:
    lines = [*filter(None, [above, "在会上的讲话", between, "发布时间：2021-03-04", BODY])]
    page = carried_out("chrome", Page("\n".join(lines)))
    assert page.facts == {"title": "在会上的讲话", "date": "2021-03-04"}
    assert page.text.split() == "\n".join([above, between, BODY]).split()


@pytest.mark.parametrize("head", [
    "各位代表，同志们！\n大家请坐。\n在会上的讲话\n发布时间：2021-03-04", "一句话\n一句话\n一句话\n一句话\n在会上的讲话\n发布时间：2021-03-04",
])
def test_in_the_speech_no_title_is_looked_for(head: str) -> None:
    assert carried_out("chrome", Page(f"{head}\n{BODY}")).facts == {}


@pytest.mark.parametrize("tail", [
    "相关新闻\n今天的报纸登了三条消息\n第一条是粮食丰收", "热门内容\n秋收\n秋种\n秋管",
    "相关资料：\n李明，男，1965年生\n1986年参加工作\n现任青禾县县长", "相关信息：\n会议时间：10月9日\n会议地点：县政府\n联系人：王芳",
])
def test_news_of_the_authors_are_no_list_of_other_pages(tail: str) -> None:
    text = f"{BODY}\n{tail}"
    assert carried_out("chrome", Page(text)).text == text


def test_a_lone_line_is_the_speech_not_its_title() -> None:
    assert carried_out("chrome", Page("在会上的讲话")).text == "在会上的讲话"


MARKS = [
    ("经验\n……(新文秘网http://m.120pk.cn省略764字,正式会员可完整阅读)…… \n层", "经验\n\n〔省略764字〕\n \n层",
     {"omitted": (764,), "site": "新文秘网", "url": "http://m.120pk.cn"}),
    ("经验...（新文秘网省略64字，登陆后可完整阅读）层", "经验\n〔省略64字〕\n层", {"omitted": (64,), "site": "新文秘网"}),
    ("很强 ……(未完,全文共6111字,当前仅显示2146字,请阅读下面提示信息。收藏《在村(社区)的讲话》", "很强 \n〔未完〕\n",
     {"stated": 6111, "shown": 2146, "title": "在村（社区）的讲话"}),
    ("很强\n……(未完,全文共876字,当前显示58字,请阅读下面提示信息。\n收藏《讲话》)", "很强\n\n〔未完〕\n",
     {"stated": 876, "shown": 58, "title": "讲话"}),
    ("很强。\n预览结束,剩余67%未读,登录后阅读全文\n责任编辑:admin", "很强。\n\n〔未完〕\n\n", {}),
    ("很强。……(未完,全文共6字,当前仅显示2字\n预览结束,剩余67.5%未读,登陆后阅读全文", "很强。\n\n〔未完〕\n",
     {"stated": 6, "shown": 2}),
    *((f"很强。\n{offer}", "很强。\n\n〔未完〕\n", {}) for offer in (
        "登录后查看全文", "……\n试读结束，开通会员后可阅读全文", "剩余80%未读，登录后查看", "预览已结束，下载原文档直接使用", "还剩5页未读，继续阅读",
        "以上内容为试读部分，完整内容请购买后阅读", "登录阅读全文", "购买VIP后阅读全文", "开通VIP会员免费阅读全文", "剩余60%未读", "————预览结束————", "还剩3页未读，是否继续阅读？",
        "剩余内容已隐藏，支付完成后下载完整资料", "......余下全文>>", "开通会员，阅读全文", "本内容需要付费后查看", "以上为部分内容，登录后查看全部",
"成为会员后可查看完整内容，立即开通", "（想阅读完全部图文内容，您需要先登陆！）", "正式会员可完整阅读全文", "阅读全文请先登录",
    )),
    ("很强。\n全文共6字，当前仅显示2字", "很强。\n\n〔未完〕\n", {"stated": 6, "shown": 2}),
    ("很强。\n（省略764字）\n很好", "很强。\n\n〔省略764字〕\n\n很好", {"omitted": (764,)}),
    ("很强。……（省略764字）……很好", "很强。\n〔省略764字〕\n很好", {"omitted": (764,)}),
    ("很强。\n*** 此处隐藏764字 ***\n很好", "很强。\n\n〔省略764字〕\n\n很好", {"omitted": (764,)}),
    ("很强。（此处隐藏1200字）很好", "很强。\n〔省略1200字〕\n很好", {"omitted": (1200,)}),
    ("很强。……此处隐藏764字，登录可见……很好", "很强。\n〔省略764字〕\n很好", {"omitted": (764,)}),
    ("很强。\n　　预览结束,剩余67%未读,登录后阅读全文\n您还可以读三篇文章。", "很强。\n\n〔未完〕\n\n您还可以读三篇文章。", {}),
    ("很强……（未完，本文共有6字，现在只显示2字）", "很强\n〔未完〕\n", {"stated": 6, "shown": 2}),
    ("很强\n〔省略12字〕\n很好\n〔未完〕", "很强\n〔省略12字〕\n很好\n〔未完〕", {"omitted": (12,)}),
]


@pytest.mark.parametrize(("text", "want", "facts"), MARKS)
def test_paywall_marks(text: str, want: str, facts: dict[str, object]) -> None:
    page = carried_out("chrome", Page(f"{BODY}{text}"))
    assert page.text == BODY + want
    assert page.facts == {"complete": False} | facts


@pytest.mark.parametrize("text", [
    "（文章省略3000字，登录后可见）", "(下文省略300字,只有会员可以看)", "（节选省略200字，见会员手册第3页）", "(此处省略一万字)",
    "（此处省略500字，请大家会后阅读）", "我省略了200字,会员都知道。", "(未完成的任务还有很多)", "各位会员登录后阅读全文", "(省略20字,原文如此)",
    "我说〔未完〕", "国发〔2018〕5号……(省略)", "我们登录后阅读全文，讨论了三天。", "剩余80%的任务要抓紧。", "此处隐藏着三个问题", "请大家阅读全文。", "会员可以阅读报纸。", "其余同志请先下载学习强国。", "更多信息请登录县政府网站。",
    "其余部分隐藏，不易发现", "剩余部分已收起，明年再种", "全文共6000字，当前显示2000字的稿子是我写的。", "全文共30字，目前只显示20字，这就是微博的做法。",
    "其余各村须开通直播。", "完整名单请下载附件。", "登录后查看全文", "阅读全文请先登录", "碑文此处隐藏30字，已不可辨认。", "报告在此处已经隐藏5000字，请大家会后阅读。",
])
def test_what_is_no_paywall_mark(text: str) -> None:
    page = carried_out("chrome", Page(f"{BODY}{text}\n{BODY}"))
    assert page.text == f"{BODY}{text}\n{BODY}"
    assert "complete" not in page.facts


FOLDED = "今天,我们开会(全体),讲三点;第一点:好不好?好!"
PUNCTUATION = [
    (FOLDED, "今天，我们开会（全体），讲三点；第一点：好不好？好！"),
    ("同志们:\n达到95%,比去年;增长", "同志们：\n达到95%，比去年；增长"),
    ('他说"好",又说"很好"', "他说“好”，又说“很好”"),
    ('实施"一带一路"和"中国制造2025"战略', "实施“一带一路”和“中国制造2025”战略"),
    ("等等...还有。。。完了......", "等等……还有……完了……"),
    ("北京--上海", "北京——上海"),
    ("２０２３年ＡＢ计划", "2023年AB计划"),
    ("讲完了.\n“好.”", "讲完了。\n“好。”"),
    ("今天.明天.后天.大后天", "今天。明天。后天。大后天"),
    (FOLDED + "今天,GDP,增长35%,31个省(一个)和颗粒物(PM2.5)浓度", "今天，我们开会（全体），讲三点；第一点：好不好？好！今天，GDP，增长35%，31个省（一个）和颗粒物（PM2.5）浓度"),
    ("(2007年通过\n2008年修正)\n(一)好)", "（2007年通过\n2008年修正）\n（一）好）"),
    ("真的吗?!好", "真的吗？！好"),
    ("We met 王,李 and Zhang, in the library, today", "We met 王，李 and Zhang, in the library, today"),
    ("占8.6％，占9.6％，占3％,粮食33,212万吨,好", "占8.6％，占9.6％，占3％，粮食33,212万吨，好"),
    ("占8.6％,占9.6％,占3％,粮食33,212万吨,好", "占8.6％，占9.6％，占3％，粮食33，212万吨，好"),
    *keeps(
        "时间9:30，1,000元，7.5%，见http://a.cn/b?c=1", "Dear all, hello (and welcome)!", "人工智能(AI)，角色(jué sè)",
        "2023 年", "一.总则", "v1.2.3--beta", "他说'好'", '5"屏幕', '买55"电视和65"电视', '我们都看 see "it" now', "「好」，﹁好﹂", "ERP?Why not?", "(a)", "))((", "a.b",
        "GDP,增长，稳定", "1)加强", "10%－20%", "...", "--好", "说\"好",
    ),
    ("2023 年，３", "2023 年，3"),
    *keeps("“他说:\"好\"”".replace(":", "：")),
    ("大家好,你们好.今天,开会.大家,注意.今年增长3%.", "大家好，你们好。今天，开会。大家，注意。今年增长3%。"),
    ("大家好,你们好.今天,开会.大家,注意.下降1%.比去年达到1000.", "大家好，你们好。今天，开会。大家，注意。下降1%。比去年达到1000。"),
]


@pytest.mark.parametrize(("text", "want"), PUNCTUATION)
def test_punctuation(text: str, want: str) -> None:
    assert after("punctuation", text) == want


LAYOUT = [
    ("　　一\n　　二\n\n\n三", "一\n\n二\n\n三\n"),
    ("\n一  \n \n二 ", "一\n\n二\n"),
    ("一 二　三", "一 二　三\n"),
    *keeps("一\n\n二\n"),
]


@pytest.mark.parametrize(("text", "want"), LAYOUT)
def test_layout(text: str, want: str) -> None:
    assert after("layout", text) == want


def test_a_later_step_cannot_rewrite_a_flagged_place() -> None:
    flag = Proposal(1, 3, "?Q", "byte slip", certain=False)
    page, _ = apply(Page("任?Q屆,會"), "repair", [flag])
    edits = [Proposal(0, 1, "仁務", "x"), Proposal(1, 2, "？", "x"), Proposal(3, 4, "届", "x")]
    page, done = apply(page, "x", edits)
    assert page.text == "仁務?Q届,會"
    assert [edit.new for edit in done.applied] == ["仁務", "届"]
    assert page.flagged == ((2, 4),)
    page, _ = apply(page, "y", [Proposal(0, 5, "", "the whole line")])
    assert (page.text, page.flagged) == (",會", ())


def test_an_edit_of_many_characters_goes_around_flagged_places_and_is_told_one_by_one() -> None:
    flags = [Proposal(1, 3, "?Q", "byte slip", certain=False), Proposal(4, 5, "會", "byte slip", certain=False)]
    page, _ = apply(Page("任?Q屆會議會"), "repair", flags)
    halves = [Proposal(0, 4, "任？q届", "script", "a table", by_character=True),
              Proposal(4, 7, "会议会", "script", "a table", by_character=True)]
    page, done = apply(page, "x", halves)
    assert page.text == "任?Q届會议会"
    assert [edit[:5] for edit in done.singly()] == [
        (3, 4, "届", "script", "a table"), (5, 6, "议", "script", "a table"), (6, 7, "会", "script", "a table")]
    assert done.undo(page.text) == "任?Q屆會議會"


@pytest.mark.parametrize("proposals", [
    [Proposal(1, 2, "", "x"), Proposal(0, 1, "", "x")], [Proposal(0, 9, "", "x")], [Proposal(2, 1, "", "x")],
])
def test_the_engine_takes_no_edit_out_of_order(proposals: list[Proposal]) -> None:
    with pytest.raises(AssertionError, match="out of order or out of range"):
        apply(Page("三个字"), "x", proposals)


PATTERNS: list[object] = [*vars(clean).values(), *(pattern for _, _, pattern in clean.RESIDUE)]
SIGNED = [pattern for pattern in PATTERNS if isinstance(pattern, clean._SignedRegex)]


@pytest.mark.parametrize("pattern", SIGNED, ids=lambda pattern: pattern.pattern.strip()[:30])
def test_each_match_has_one_of_its_signs(pattern: clean._SignedRegex) -> None:
    @settings(max_examples=150, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(pattern.compiled))
    def check(text: str) -> None:
        for found in pattern.compiled.finditer(text):
            assert any(sign in found[0] for sign in pattern.signs)
            assert [one.span() for one in cast("re.Pattern[str]", pattern).finditer(text)]

    check()


CLEAN = "同學們，今天我們開會，討論一件大事。\n我們要認真學習，加強領導，貫徹落實上級的會議精神，推動發展。\n"


@pytest.mark.parametrize("cry", ["?", "？", "??", "？？", "???", "????", "？？？", "？？？？", "?!", "?!?!", "!?!?", "!!!", "？！", "！？"])
@pytest.mark.parametrize("behind", ["OK是答案", "NBA", "VIP", "PM2.5", "bye", "Q&A開始", "Why", "張三說", "", "」", "”", "5G時代"])
def test_what_an_author_asks_is_no_damage(cry: str, behind: str) -> None:
    for before, after_it in ((3, 3), (6, 6), (6, 0)):
        text = f"{CLEAN * before}你真的相信嗎{cry}{behind}\n{CLEAN * after_it}"
        assert carried_out("repair", Page(text)) == Page(text)


@pytest.mark.parametrize("lines", [
    "他說：“同志們，衝啊！\n我們要前進！”", "他念道：“我愛你，中國！\n我愛你，母親！”全場掌聲雷動。", "毛主席說：“人民萬歲！",
    "“怎麼可能？！”K哥說。", "「你是誰？！」P先生問。", "『真的假的？！』I人說。", "真的嗎？！「Q版」人物來了。", "難道這就是？！“K歌”算什麼？",
])
def test_quotations_of_an_author_are_no_damage(lines: str) -> None:
    for before, after_it in ((3, 3), (6, 6), (20, 20)):
        text = f"{CLEAN * before}{lines}\n{CLEAN * after_it}"
        assert not [edit for edit in clean.repair(Page(text)) if edit.certain]


@pytest.mark.parametrize(("lines", "speaker", "delivered"), [
    ("二〇一六年五月二十日", None, "2016-05-20"), ("（二○一六年十二月三十一日）", None, "2016-12-31"),
    ("二〇一六年十月十日，北京", None, "2016-10-10"), ("（2016.5.20）", None, "2016-05-20"), ("2016年5月20日下午", None, "2016-05-20"),
    ("二〇一六年十三月二日", None, None), ("2016.5.20", None, None), ("二〇一六年五月二十日，我们召开了会议。", None, None),
    ("校长 您好", None, None), ("书记 县长", None, None), ("献给校长 老师", None, None), ("演讲人：我们", None, None),
    ("一九四九年十月一日，中国人民站起来了", None, None),
    ("时间：2016年5月20日", None, "2016-05-20"), ("（2016年5月20日于北京）", None, "2016-05-20"),
    ("2016年5月20日 上午9时", None, "2016-05-20"), ("2016年5月20日10:20", None, None), ("2016年5月20日 星期一", None, None),
    ("校长：张伟", "张伟", None), ("县委书记、县长：李明", "李明", None), ("校长：您好", None, None), ("书记：张书记好", None, None),
    ("厂长：工人", None, None), ("市委书记、市长 李明", "市委书记、市长 李明", None), ("习近平\n（2018年9月3日，北京）", "习近平", "2018-09-03"),
])
def test_who_spoke_and_when(lines: str, speaker: str | None, delivered: str | None) -> None:
    speech = clean.clean(f"在全县工作会议上的讲话\n{lines}\n同志们，今天开会，讨论一件大事。\n")
    assert (speech.title, speech.speaker, speech.delivered) == ("在全县工作会议上的讲话", speaker, delivered)
    assert speech.body.replace("\n\n", "\n").startswith(f"{lines}\n")


def test_a_short_cry_before_a_latin_word_is_no_damage() -> None:
    text = f"{CLEAN * 3}你真的相信嗎?!?5G時代\n{CLEAN * 3}"
    assert not any(edit.certain for edit in clean.repair(Page(text)))
