"""Every rule fires where it should and leaves alone what it should: tables, one for each step."""


import pytest
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
    ("\ufeff\ufeff一", "一"), ("一\x1b]8;;http://x\x1b\\二\x1b]0;三\x07四", "一二四"), ("一\ufeff二\u200b三\0四\x1b[2J\x9b五\x1b[1;31m六", "一二三四[2J五六"),
    *keeps("一\n二\n", "👨\u200d👩", "---\ntitle: 我的\n---\n一", "说说sha256\n---\n一"),
]


@pytest.mark.parametrize(("text", "want"), INTAKE)
def test_intake(text: str, want: str) -> None:
    assert after("intake", text) == want


MISREAD = "同志们：\n今天我们开会，主要是研究当前的工作。\n\n大家要认真学习，抓好落实。"
WINDOWS_1252 = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))


@pytest.mark.parametrize("read", [
    "".join(WINDOWS_1252[byte] for byte in MISREAD.encode()), MISREAD.encode().decode("latin-1"),
    "".join(WINDOWS_1252[byte] for byte in MISREAD.encode("gbk")), MISREAD.encode("gbk").decode("latin-1"),
])
def test_what_was_misread_is_read_rightly(read: str) -> None:
    speech = clean.clean(read)
    assert speech.body.startswith("同志们：\n\n今天我们开会，主要是研究当前的工作。")
    assert speech.edits[0].rule == "misread"
    assert clean.undo(speech) == read


@pytest.mark.parametrize("text", ["Уважаемые коллеги! Мы рады приветствовать вас.", "ありがとうございます。", "Αγαπητοί συνάδελφοι", "안녕하십니까"])
def test_another_script_was_not_misread(text: str) -> None:
    with pytest.raises(clean.CleanError, match="no Chinese text"):
        clean.clean(text)


def test_chinese_among_kana_stays() -> None:
    text = "社長挨拶：新年あけましておめでとうございます。\n"
    assert clean.clean(text, script="keep").body == text


def test_lost_bytes_do_not_count_as_what_was_lost_before() -> None:
    with pytest.raises(clean.CleanError, match=r"^many characters were lost"):
        clean.clean("同志们，今天开会。".encode() + b"\xff\xff" + ("锟斤拷" * 2).encode())


def test_windows_has_a_name_of_its_own_for_utf_8() -> None:
    assert clean.clean("同志们，今天开会。".encode("utf-8-sig"), encoding="utf-8-sig").body == "同志们，今天开会。\n"


def test_a_misread_page_of_html() -> None:
    page = f"<html><title>讲话</title><body><p>{MISREAD}</p></body></html>".encode("gbk").decode("latin-1")
    assert "大家要认真学习" in clean.clean(page).body


def test_big5_that_was_read_as_gb18030() -> None:
    text = "各位同志：我們今天開會，主要是研究當前的工作。"
    assert clean.clean(text.encode("big5").decode("gb18030")).body == "各位同志：我们今天开会，主要是研究当前的工作。\n"


@pytest.mark.parametrize(("text", "error"), [
    ("任务\ufffd的工作，" * 9, "9 characters were lost"), ("锟斤拷" * 9 + "的工作", "^many characters were lost"),
    (MISREAD.encode().decode("gb18030", "replace").replace("\ufffd", "?"), "UTF-8 was read as GB18030 once, and not all comes back"),
])
def test_what_cannot_come_back_is_an_error(text: str, error: str) -> None:
    with pytest.raises(clean.CleanError, match=error):
        clean.clean(text)


def test_gb18030_as_browsers_read_it() -> None:
    data = "同志们，今天我们开会，费用是@20元。%".encode("gb18030").replace(b"@", b"\x80").replace(b"%", b"\xa3\xa0\xa6\xd9")
    assert clean.decode(data).text == "同志们，今天我们开会，费用是€20元。\u3000\ufe10"


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
    ("", "上？看換屆"),  # 上海, or a sentence that ends in 上: that stays
    ("上海看了三屆,上海,", "上海看換屆"),
])
def test_repair_asks_the_pages_own_words(words: str, want: str) -> None:
    assert split("上海看換屆", "？") == "上？磽Q屆"
    assert after("repair", f"{PROOF}{words}上？磽Q屆") == f"{PROOF}{words}{want}"


# A page in the way of such sites: words that recur, glosses, and damage of every kind.
WORDS = ("各級領(lǐng)導(dǎo)在會(huì)上強(qiáng)調(diào),要務(wù)必抓好基層黨建工作,推進(jìn)科學(xué)發(fā)展,保護環境,規模很大。"
         "上海的基層黨建很好,上海的工作,上海。我們在這裏,我們在抓發展,創新爲根本動力。根本任務,創新。獎(jiǎng)勵在冊(cè)的人。"
         "人民的事業,每一個人的責任,責任重大。務(wù)實。中心工作是任務,任務很重,工作要快。科學發展,我們很好。科學的工作。")


@pytest.mark.parametrize(("shown", "want"), [
    ("第一要?jiǎng)?wù)是發展", "第一要務是發展"),                      # a gloss between two characters
    ("我們?cè)谧グl(fā)展", "我們在抓發(fā)展"),                        # and the run behind it
    ("要？jiǎng)?wù)必抓好", "要務必抓好"),
    ("落實“六?！比蝿?", "落實“六?！”任務"),                          # a quotation of two characters is no sentence
    ("“規模很大?！?/strong>任務很重", "“規模很大。”任務很重"),              # of 。”</strong> the < went along
    ("“規模很大?！?BR>任務很重", "“規模很大。”任務很重"),
    ("xx同志很好,“規模很大?！眡x同志的工作", "xx同志很好,“規模很大。”xx同志的工作"),            # the first x went with it
    ("根本要?jiǎng)毡刈ズ煤芎,抓好", "根本要務必抓好很好,抓好"),      # nothing shows where a piece ends
    ("根本要?jiǎng)毡赝七M(jìn)科學發展", "根本要務必推進(jìn)科學發展"),  # no M is read jìn
    ("很好??梢哉f,抓好", "很好。可以說,抓好"),                 # a letter before a folded mark
    ("第一要jiǎng)wù)是發展", "第一要務是發展"),                        # and nothing shows for the lost bytes
    ("任務很好?，F(xiàn)在", "任務很好。現(xiàn)在"),
    ("任務很好??磦€(gè)人的責任", "任務很好。看個(gè)人的責任"),      # € is byte 80
    ("“規模很大?！币荒昵暗倪@時", "“規模很大。”一年前的這時"),
    ("辦了“規模”?！爸v一堂課", "辦了“規模”。“講一堂課"),
    ("在上？；鶎狱h建工作", "在上？；基層黨建工作"),     # 上海, or a sentence that ends here
    ("很好??茖W(xué)發展", "很好。科學(xué)發展"),
    ("規?；", "規?；"),                            # nothing tells what followed
    ("?jiǎng)?wù)是", "?jiǎng)?wù)是"),            # nor what stood before
    ("鞍?fā)展", "鞍?fā)展"),
    ("?；鶎狱h建工作", "?；基層黨建工作"),      # but behind it there is but one reading
    ("很好??茖?mò)了", "很好??茖?mò)了"),
    ("高等學?：痛蠹叶加泄ぷ?", "高等學校和大家都有工作"),
    ("很好??？", "很好??？"),
    ("任務" + split("。看" + "工作" * 20, "？", "?"), "任務。看" + "工作" * 20),
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
])
def test_repair_reads_on_behind_lost_pairs(text: str, want: str) -> None:
    words = f"{WORDS}計劃(huà)生育工作,計劃生育,計劃生育工作,澤(zé)被,沼澤(zé)。"
    shown = split(text, "。", "?", {"澤": "zé"}, "?")
    assert shown.count("?zé)") == 1
    assert after("repair", f"{words}\n{shown}") == f"{words}\n{want}"


def test_repair_flags_a_likely_cut_at_a_mark_that_the_site_is_not_proven_to_split_on() -> None:
    page = Page(f"{WORDS}\n人民指點江山?嚯y的母親")
    page, _ = apply(page, "repair", clean.repair(page))
    assert page.text.endswith("\n人民指點江山?苦難的母親")
    assert [page.text[slice(*place)] for place in page.flagged] == ["?"]


def test_what_is_put_back_in_one_place_tells_what_was_in_another() -> None:
    sure, unsure = "要?jiǎng)?wù)必保護火種的工作", split("規模很大。火種很好。", "；", "?")
    assert unsure == "規模很大?；鸱N很好。"
    assert after("repair", f"{WORDS}\n{unsure}") == f"{WORDS}\n規模很大。鸱種很好。"
    assert after("repair", f"{WORDS}\n{sure}\n{unsure}") == f"{WORDS}\n要務必保護火種的工作\n規模很大。火種很好。"


def test_repair_flags_what_the_page_says_two_ways() -> None:
    page = Page(f"{PROOF}上海看了,上保看了,上？磽Q屆")
    left = carried_out("repair", page)
    assert left.text == page.text.replace("磽Q", "看換")
    assert [left.text[slice(*span)] for span in left.flagged] == ["？"]


@pytest.mark.parametrize("text", [
    "藥品：萘B、噻A", "兵馬俑！俑F坑", "元素：鈹Be、鉻Cr", "出席：鄺彧、闞袥、胤禛X先生", "公司：鄺氏A股，上市了。", "老師妳好A先生",
])
def test_names_are_not_flagged(text: str) -> None:
    page = carried_out("repair", Page(PROOF + text))
    assert (page.text, page.flagged) == (PROOF + text, ())


@pytest.mark.parametrize("text", [
    "古人云：“饕餮！”", "傳說：顓頊、帝嚳、堯、舜。", "五穀:稻、黍、稷、麥!饕餮!", "鰥寡孤獨：鰥、寡、煢、獨。",
    "詩云：“窈窕淑女，君子好逑！”", "他罵道：“魑魅魍魎！”", "嘉賓：鄺琛Tony。", "股票：鄺氏A股，瀋陽B股。", "產品：頎中A、鎧俠B。",
    "酒店：璞麗K、璞瑄P。", "作品：饕餮K、魑魅魍魎V。", "啲人問：喺邊度上堂？", "誰是冠軍？喆A隊！", "半導體材料：鎵Ga、鍺Ge。",
    "佢哋嘅答案：冇OK。", "什麼叫做K線？Q彈？", "血型是什麼？A型。", "我們問：∠A，∠B哪個大？", "為什麼" + "？" * 64, "真的" + "?！" * 9,
    "為什麼？Why not", "姓氏有：闞、韓、趙", "學習：糬、粿", "主持人；闞先生", "疾病：癲、癇", "老師；妳說的對", "沒有?；沒有；", "答案：B、C兩項",
    "第A組學習；第B組", "為____。時間：____", "聯繫我們:B@abc.com", "他說：“我會回來；I shall return.”", "ERP?Why not?", "Q:你好A:好", "在B座3楼", "五年?Z世代怎麼看", "好不好?", "五!a", "您好,David先生",
])
def test_repair_leaves_alone(text: str) -> None:
    assert after("repair", PROOF + text + PROOF) == PROOF + text + PROOF


# Pages that say little of themselves: 。, 保 and 福 have lost the same byte.
SHORT = "同志們:\n我們要認真學習,推動發展。\n"


@pytest.mark.parametrize(("text", "mark", "orphan", "want"), [
    ("福和路社區的幹部都來了。", "：", "?", "?：和路社區的幹部都來了。"),
    ("“再窮不能窮教育。”這句話大家都會說。", "！", "", "“再窮不能窮教育。”這句話大家都會說。"),  # the quotation has no other end
    ("要改革。“再窮不能窮教育”，這話不錯。", "！", "", "要改革。“再窮不能窮教育”，這話不錯。"),
    ("大家會背書。可是什麼時候", "？", "", "大家會背書。可是什麼時候"),
])
def test_repair_of_a_short_page(text: str, mark: str, orphan: str, want: str) -> None:
    page = carried_out("repair", Page(SHORT + split(text, mark, orphan)))
    assert page.text == SHORT + want
    assert bool(page.flagged) == (want != text)


def test_what_seldom_ends_a_sentence_seldom_stands_before_a_stop() -> None:
    likely = clean.Model("")
    assert all(likely("的" + char, "。") < likely("的款", "。") - 1 for char in clean.SELDOM_LAST)


def test_repair_settles_what_is_the_same_in_all_readings() -> None:
    shown = split("這是科學的基礎上。科學技術的發展要抓好。", "？")  # or 上海
    page = carried_out("repair", Page(f"{SHORT}科學技術的發展,科學技術。\n{shown}"))
    assert page.text.endswith("基礎上？科學技術的發展要抓好。")
    assert [page.text[slice(*span)] for span in page.flagged] == ["？"]


@pytest.mark.parametrize(("text", "mark", "orphan", "undefined"), [
    ("我們要抓任務。看換屆的工作，換屆選舉，中國的發展。", "？", "", ""), ("工作。科學發展的任務，這是科學發展。", "？", "?", "pua"),
    ("“爲了人民。”</p>", "！", "?", ""),
])
def test_repair_on_every_kind_of_site(text: str, mark: str, orphan: str, undefined: str) -> None:
    lines = [split(one, mark, orphan, undefined=undefined) for one in ("任務。看換屆的成效", "任務。看中國換屆", "“爲了工作。”一年前的")]
    page = "\n".join([WORDS, PROOF, *lines, *lines, split(text, mark, orphan, undefined=undefined)])
    assert after("repair", page).splitlines()[-1] == text.replace("</p>", "")
    assert after("repair", page).count("任務。看換屆的成效") == 2


def test_folded_marks_at_the_end_of_quotations_show_what_a_lone_byte_is() -> None:
    wanted = ["他說:“我們要抓好工作。”", "大家說:“一切爲了人民。”"]
    lines = [split(one, "！", "?").replace("！", "!") for one in wanted]
    assert lines[0].endswith("?!?")     # an author's ?! has nothing behind it
    assert after("repair", "\n".join([WORDS, *lines])).splitlines()[-2:] == wanted


def test_a_trail_byte_may_show_as_the_euro_sign() -> None:
    page = f"{WORDS}\n{PROOF}\n任務?？磦€(gè)人的成效"     # 個 is 8280
    assert after("repair", page).endswith("\n任務。看個(gè)人的成效")


def test_what_nothing_explains_is_flagged_on_a_damaged_page() -> None:
    page = carried_out("repair", Page(f"{WORDS}\n第一要?jiǎng)?wù)是發展。要?xué)好,這是袊。靈眻(jiān)定。同志?，好。青山?！?3歲。"))
    assert [page.text[slice(*span)] for span in page.flagged] == ["?xué)", "袊", "眻", "?", "?！?"]


@pytest.mark.parametrize("shown", ["導dǎo)", "？！磽", "?磽Q", "“我們要學習！\n", "任務？磽Q屆"])
def test_a_page_that_is_damaged_all_over_comes_to_an_end(shown: str) -> None:
    page = Page(WORDS + shown * 150 + "\n" + shown * 4000)
    fixed, _ = apply(page, "repair", clean.repair(page))
    done = fixed.passes[-1]
    assert done.undo(fixed.text) == page.text


def test_what_differs_only_by_one_pronoun_is_not_settled() -> None:
    line = split("任務。她看到了我們的工作", "？", "?", {"習": "xí"})
    assert after("repair", f"{WORDS}{PROOF}\n{line}") == f"{WORDS}{PROOF}\n{line}"


def test_repair_leaves_a_simplified_page_alone() -> None:
    text = "这是一个普通的简体文本，没有繁体字，任务？磽Q屆也不动，讲的是换届工作的成效和各项任务的落实情况，讲完了。"
    assert after("repair", text) == text


GLOSSES = [
    ("領(lǐng)導(dǎo)干部發(fā)言", "領導干部發言"),
    ("這(zhe)(zhe) 個(ge)國(guo) 家(jia)的(de) 人(ren)民(min)(min) 和(he) 會(hui) 議", "這個國家的人民和會議"),
    ("法(fa) 律(lv) 的(de) 戰(zhan) 略(lve) 我(wo) 們(men) 的(de) 心(xin) ", "法律的戰略我們的心"),
    ("換(huan)屆(jie)是黨(dang)員(yuan)和群眾(zhong)的。領(ling3)導(dao3)要學(xue2)習(xi2)", "換屆是黨員和群眾的。領導要學習"),
    ("我(wo)们(men)今(jin)天(tian)在(zai)这(zhe)里(li)开(kai)会(hui)，大(da)家(jia)要(yao)认(ren)真(zhen)学(xue)习(xi)工(gong)作(zuo)报(bao)告(gao)",
     "我们今天在这里开会，大家要认真学习工作报告"),
    ("我(wǒ)们(men)今(jīn)天(tiān)在(zài)这(zhè)里(lǐ)开(kāi)会(huì)，大(dà)家(jiā)要(yào)认(rèn)真(zhēn)学(xué)习(xí)工(gōng)作(zuò)报(bào)告(gào)，讲(jiǎng)话(huà)",
     "我们今天在这里开会，大家要认真学习工作报告，讲话"),
    ("他們(men)的領(lǐng)導(dǎo)發(fā)言", "他們的領導發言"),
    ("會(huì )議由領(lǐng)導(dǎo)主持", "會議由領導主持"),
    ("領(lǐng)導(dǎo)(dǎo)說長(cháng)短", "領導說長短"),
    ("領(lǐng)導(dǎo)發(fā)言,角色(jué sè)和给(jǐ)予", "領導發言,角色(jué sè)和给(jǐ)予"),
    ("領(lǐng)導(dǎo)發(fā)言,學區(qū\n", "領導發言,學區\n"),        # cut off by the page's end
    ("領(lǐng)導(dǎo)發(fā)言,學區(q", "領導發言,學區"), ("領(lǐng)導(dǎo)發(fā)言,領(", "領導發言,領"),
    ("領(lǐng)導(dǎo)發(fā)言,學區(", "領導發言,學區("), ("領(lǐng)導(dǎo)發(fā)言,學區(app", "領導發言,學區(app"),
    ("領(lǐng)導(dǎo)發(fā)言,人(r", "領導發言,人(r"),
    *keeps(
        "會議說的是學區(qū",
        "的(zhang)人(li)在(wang)有(bo)中(ma)的(zhao)人(shi)和(pu)上(ai)", "這個會(huì)是講話(huà)", "一個龘(dá)和麤(cū)和龘(dá)字", "角色(jué sè)重要", "给(jǐ)予支持,给(jǐ)予帮助,给(jǐ)予",
        "人工智能(AI)和應用(app)和人(ren)", "爸(ba)、妈(ma)、哥(ge)、姐(jie)、弟(di)、妹(mei)、爷(ye)、奶(nai)",
        "會(huì)議和會(kuài)計,樂(lè)觀和音樂(yuè),長(cháng)短和長(zhǎng)大", "研發(R&D)", "导(dǎo)领(lǐng)发(fā)导(dǎo)",
    ),
    ("誰(shéi)領(lǐng)導(dǎo)這(zhèi)裏會(huì)議", "誰領導這裏會議"),
    ("領(lǐng)導(dǎo)發(fā)言,是(shì)我(wǒ)出(chū)席(xí)的(de)會議", "領導發言,是我出席的會議"),   # any character is glossed
    ("領(lǐng)導(dǎo)發(fā)言 會(huì) 議", "領導發言 會 議"),    # the space is the author's
    ("領(lǐng)導(dǎo)發(fā)言,適應(app)", "領導發言,適應(app)"),
    ("領(lǐng)導(dǎo)發(fā)言,意味著(zhe)", "領導發言,意味著"),
    *keeps("國(guo)家和人民的會(hui)議，學(xue)習(xi)精神，領(ling)導講話，我們來這裡開會，發展經濟。"),    # too few
    *keeps("會(huì)議、會(huì)長、會(huì)場、會(huì)員"),   # one character
    *keeps("國(guo)家的國(guo)民，國(guo)內的國(guo)企，國(guo)外的國(guo)人，國(guo)庫，國(guo)事。"),
    *keeps("地名容易讀錯：龜(qiū)茲、單(shàn)縣、會(kuài)稽、樂(lào)亭。"),  # an author's: all are odd
]


@pytest.mark.parametrize(("text", "want"), GLOSSES)
def test_gloss(text: str, want: str) -> None:
    assert after("gloss", text) == want


def test_a_mark_that_a_site_sets_behind_a_word_goes() -> None:
    text = "村里的`账本要算清。大家的.意见要听。粮食要收好。"
    assert after("residue", text) == text.replace("`", "").replace(".", "")


def test_headwords_of_a_dictionary_keep_their_readings() -> None:
    text = "領（lǐng）：頸也。開（kāi）：張也。門（mén）：聞也。馬（mǎ）：怒也。會（huì）：合也。"
    assert after("gloss", text) == text


SCRIPTS = [
    ("背著書包,跟著書記,駕著名車,盯著名利,隨著作風建設", "背着书包,跟着书记,驾着名车,盯着名利,随着作风建设"),
    ("（高爾基著）,費孝通　著。著有百篇,曾著文批評,恩威並著。", "（高尔基著）,费孝通　著。著有百篇,曾著文批评,恩威并著。"),
    ("對於倫理,僅次於倫敦,成長於單親家庭", "对于伦理,仅次于伦敦,成长于单亲家庭"),
    ("沈重,沈痛,石沈大海,船沈了,徵調,逕自,鹽堿,批覆,想像", "沉重,沉痛,石沉大海,船沉了,征调,径自,盐碱,批复,想象"),
    ("夢想像種子,穿著有代表性的衣服,她身著名牌,無著菩薩,衣食無著", "梦想像种子,穿着有代表性的衣服,她身着名牌,无著菩萨,衣食无着"),
    ("阿僧祇劫,祇夜,乾闥婆,射覆,覆杯,束脩,茅蒐,地祇,徐乾學,乾興", "阿僧祇劫,祇夜,乾闼婆,射覆,覆杯,束脩,茅蒐,地祇,徐乾学,乾兴"),
    ("這首歌《時の揺りかごに託す》,請大家欣賞・會議", "这首歌《時の揺りかごに託す》,请大家欣赏・会议"),
    ("沿著有中國特色的道路,趁著《報告》發表,並著重指出,合著新年的快樂", "沿着有中国特色的道路,趁着《报告》发表,并着重指出,合着新年的快乐"),
    ("（老舍著),兩人合著的小說,譯著", "（老舍著),两人合著的小说,译著"),
    ("實乾興邦的乾部,主次乾道,健康乾預,教學骨乾學習班", "实干兴邦的干部,主次干道,健康干预,教学骨干学习班"),
    ("錢鍾書寫鍾馗", "钱钟书写钟馗"),
    ("薰陶學生,薰衣草,任薰", "熏陶学生,薰衣草,任薰"),
    ("證明覆印件,文明覆蓋,意見覆印件,富於戲劇性,處於潛伏期,乾紅", "证明复印件,文明覆盖,意见复印件,富于戏剧性,处于潜伏期,干红"),
    ("黨組織換屆", "党组织换届"),
    ("要著眼發展,意味著什麼,沿著道路,重新著手", "要着眼发展,意味着什么,沿着道路,重新着手"),
    ("結合著實際討論著問題,談論著,彰顯著,拿著名單", "结合着实际讨论着问题,谈论着,彰显着,拿着名单"),
    ("著名企業,顯著增強,論著,土著,原著,專著,張著有《書》", "著名企业,显著增强,论著,土著,原著,专著,张著有《书》"),
    ("乾隆年間乾杯,瞭望臺,一目瞭然", "乾隆年间干杯,瞭望台,一目了然"),
    ("數位機關說「軟體」", "数位机关说「软体」"),
    ("哄擡物價的問題", "哄抬物价的问题"),
    ("陸羽著《茶經》,看著《茶經》,帶著作品,這部著作為我們所有", "陆羽著《茶经》,看着《茶经》,带着作品,这部著作为我们所有"),
    ("魏徵,藉藉無名,深沈,債劵", "魏徵,藉藉无名,深沉,债券"),
    ("錢杏邨、黃迺裳在華富邨,樓面一千呎", "钱杏邨、黄迺裳在华富邨,楼面一千呎"),  # names; a foot is no 尺
    ("雙重覆蓋,多重覆蓋,重覆的話", "双重覆盖,多重覆盖,重复的话"),
    ("甚麼是覆雜的,恢覆,覆蓋,藉鑒,祇有,麻痺,瞭望,慰藉", "什么是复杂的,恢复,覆盖,借鉴,只有,麻痹,瞭望,慰藉"),
    ("⼯作和⽂件,⻓⻅⻔,豈", "工作和文件,长见门,岂"),
    *keeps("乾隆皇帝的瞭望台著名", "这里引用一句“中華”，其余都是简体中文，没有改动的必要，一个字也不要动它"),
]


@pytest.mark.parametrize(("text", "want"), SCRIPTS)
def test_script(text: str, want: str) -> None:
    assert after("to_simplified", text) == want


@pytest.mark.parametrize(("script", "want"), [("hans", "见汽车"), ("keep", "見汽車")])
def test_a_radical_is_a_character_of_the_page_s_script(script: clean.Script, want: str) -> None:
    assert after("to_simplified", "⾒汽⾞", script=script) == want


def test_script_keep() -> None:
    assert after("to_simplified", "黨組織換屆", script="keep") == "黨組織換屆"


OPENCC = OpenCC("t2s")
OURS = {word for _, _, words in clean.SPELLINGS for word in words.split(" ")} | {*clean.VARIANTS}


@pytest.mark.parametrize("name", ["TSPhrases", "TSCharacters"])
def test_every_entry_is_converted_as_by_opencc(name: str) -> None:
    text = "，".join(entry for entry in clean.dictionary(name) if not any(word in entry for word in OURS))
    assert clean.converted(text) == OPENCC.convert(text)


def test_phrases_are_as_long_as_their_conversion() -> None:
    assert all(len(phrase) == len(new) for phrase, new in clean.phrases()[1].items())


FOLDED = "今天,我们开会(全体),讲三点;第一点:好不好?好!"
PUNCTUATION = [
    (FOLDED, "今天，我们开会（全体），讲三点；第一点：好不好？好！"),
    ("同志们:\n达到95%,比去年;增长", "同志们：\n达到95%，比去年；增长"),
    ('他说"好",又说"很好"', "他说“好”，又说“很好”"),
    ('实施"一带一路"和"中国制造2025"战略', "实施“一带一路”和“中国制造2025”战略"),
    ("等等...还有。。。完了......", "等等……还有……完了……"),
    ("北京--上海", "北京——上海"),
    ("２０２３年ＡＢ计划", "2023年AB计划"),
    ("讲完了.\n“好”.", "讲完了。\n“好”。"),
    ("今天.明天.后天.大后天", "今天。明天。后天。大后天"),
    ("今天.明天.后天.AB", "今天。明天。后天.AB"),
    (FOLDED + "今天,GDP,增长35%,31个省(一个)和颗粒物(PM2.5)浓度", "今天，我们开会（全体），讲三点；第一点：好不好？好！今天，GDP，增长35%，31个省（一个）和颗粒物（PM2.5）浓度"),
    ("会议(扩大到各县\n各区)\n(一)好)", "会议（扩大到各县\n各区）\n（一）好）"),
    ("真的吗?!好", "真的吗？！好"),
    *keeps(
        "We met 王,李 and Zhang, in the library, today",
        "时间9:30，1,000元，7.5%，见http://a.cn/b?c=1", "Dear all, hello (and welcome)!", "人工智能(AI)，角色(jué sè)",
        "2023 年", "一.总则。", "v1.2.3--beta", "他说'好'", '5"屏幕', '买55"电视和65"电视', '我们都看 see "it" now', "「好」，﹁好﹂", "ERP?Why not?", "(a)", "))((", "a.b",
        "GDP,增长，稳定", "会议（扩大）增长(5.2%)明显", "型号是3:A", "1)加强", "10%－20%", "...", "--好", "说\"好",
    ),
    ("2023 年，３", "2023 年，3"),
    ("各位朋友﹐大家好﹕一、二﹑三﹔真的﹖真的﹗", "各位朋友，大家好：一、二、三；真的？真的！"),
    ("大家好 ，我们《 开会 》 。真的吗 ?我 (和他)来了 !\n好　。", "大家好，我们《 开会》。真的吗？我 （和他）来了！\n好。"),
    ("你们好， 大家好, 我们、 他们； 大家；我", "你们好，大家好，我们、他们；大家；我"),
    *keeps("普令诸世间，　　得所未曾有，  乐", "你们好， hello", "see 王先生 , and others in the old library today", "一 “二” 三", "好。 我们", "A ，一"),
    *keeps("""他说："我'说："好"'"。""", "a proverb:‘How far’"), ("他说:‘好’,走了,大家", "他说：‘好’，走了，大家"),
    *keeps("console.log('任务完成。');", "if (/* 成功以后 */) {", "很复杂:smile:，也难过:cry:但是我不后悔。"),
    *keeps("“他说:\"好\"”".replace(":", "：")),
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
    page, _ = apply(page, "x", edits)
    done = page.passes[-1]
    assert page.text == "仁務?Q届,會"
    assert [edit.new for edit in done.applied] == ["仁務", "届"]
    assert page.flagged == ((2, 4),)
    page, _ = apply(page, "y", [Proposal(0, 5, "", "the whole line")])
    assert (page.text, page.flagged) == (",會", ())


@pytest.mark.parametrize("proposals", [
    [Proposal(1, 2, "", "x"), Proposal(0, 1, "", "x")], [Proposal(0, 9, "", "x")], [Proposal(2, 1, "", "x")],
])
def test_the_engine_takes_no_edit_out_of_order(proposals: list[Proposal]) -> None:
    with pytest.raises(AssertionError, match="out of order or out of range"):
        apply(Page("三个字"), "x", proposals)


CLEAN = "同學們，今天我們開會，討論一件大事。\n我們要認真學習，加強領導，貫徹落實上級的會議精神，推動發展。\n"


@pytest.mark.parametrize("cry", ["?", "？", "??", "？？", "???", "????", "？？？", "？？？？", "?!", "?!?!", "!?!?", "!!!", "？！", "！？"])
@pytest.mark.parametrize("behind", ["OK是答案", "NBA", "VIP", "PM2.5", "bye", "Q&A開始", "Why", "張三說", "", "」", "”", "5G時代"])
def test_what_an_author_asks_is_no_damage(cry: str, behind: str) -> None:
    for before, after_it in ((3, 3), (6, 6), (6, 0)):
        text = f"{CLEAN * before}你真的相信嗎{cry}{behind}\n{CLEAN * after_it}"
        assert not carried_out("repair", Page(text)).passes[-1].applied


@pytest.mark.parametrize("lines", [
    "他說：“同志們，衝啊！\n我們要前進！”", "他念道：“我愛你，中國！\n我愛你，母親！”全場掌聲雷動。", "毛主席說：“人民萬歲！",
    "“怎麼可能？！”K哥說。", "「你是誰？！」P先生問。", "『真的假的？！』I人說。", "真的嗎？！「Q版」人物來了。", "難道這就是？！“K歌”算什麼？",
])
def test_quotations_of_an_author_are_no_damage(lines: str) -> None:
    for before, after_it in ((3, 3), (6, 6), (20, 20)):
        text = f"{CLEAN * before}{lines}\n{CLEAN * after_it}"
        assert not [edit for edit in clean.repair(Page(text)) if edit.certain]


def test_a_short_cry_before_a_latin_word_is_no_damage() -> None:
    text = f"{CLEAN * 3}你真的相信嗎?!?5G時代\n{CLEAN * 3}"
    assert not any(edit.certain for edit in clean.repair(Page(text)))
