"""The views of the account: what they show, that it adds up, and that a page cannot misuse them."""

import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_chrome import HEAD, SPEECH, TAIL
from test_command import SEED, Run, run

import clean
from clean import segments, undo

__all__ = ["run"]  # the fixture

PAGES = Path(__file__).parent / "pages"
SOURCES = [SEED, *sorted(path for path in PAGES.iterdir() if path.suffix != ".golden")]
FLAGGED = (
    "各級黨組織要發揮領導核心作用，選舉產生新一屆領導班子。\n"
    "看換屆，永福看了，永保看了，永？磽Q屆."
)
HOSTILE = """<script>document.title="owned"</script><img src=http://example.invalid/x onerror=alert(1)>"""


# --- the account adds up ---


def adds_up(speech: clean.Speech) -> None:
    whole, source = segments(speech), undo(speech)
    assert "".join(one.source for one in whole) == source
    assert "".join(one.now for one in whole) == speech.body
    at = 0
    for one in whole:
        assert one.start == at
        assert one.edits or one.source == one.now
        at += len(one.source)
    assert {edit for one in whole for edit in one.edits} == {*speech.edits}
    grown = sum(len(edit.after) - len(edit.before) for edit in speech.edits)
    assert len(source) + grown == len(speech.body)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
@pytest.mark.parametrize("script", ["hans", "keep"])
def test_the_account_adds_up(path: Path, script: clean.Script) -> None:
    adds_up(clean.clean(path.read_bytes(), script=script))


def test_what_was_misread_is_reviewed_among_the_repairs(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page"
    page.write_text("同志们，今天开会，大家都来了。".encode().decode("latin-1"))
    assert run(page, "--explain")[1].decode().startswith("repaired, at line:column")


def test_line_ends_are_reviewed_as_one_kind() -> None:
    shown = "\n".join(clean.explanation(clean.clean("同志們：\r\n今天開會。\r\n"), partial(clean.marked, clean.BRACKETS)))
    assert "\\r↵ → ↵ ×2" in shown
    assert "1:5:" not in shown


PIECES = st.sampled_from([
    "領(lǐng)導(dǎo)", "發(fā)展", "任務(wù)?磽Q屆", "看換屆", "，", ",", "。", "...", "\n", "\n\n", "　　", "??", "<p>", "</p>",
    "&nbsp;", "(", ")", '"', "当前位置:首页>正文\n", "责任编辑:某人\n", "……(新文秘网http://m.120pk.cn省略76字,正式会员可完整阅读)……",
    "预览结束,剩余67%未读,登录后阅读全文\n", "\ufffd", "\r\n", "同志们", "1,000", "---\n",
])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_the_account_of_any_mixture_adds_up(text: str) -> None:
    adds_up(clean.clean(f"我们开会。\n{text}会议"))


def test_an_edit_inside_what_another_wrote() -> None:
    speech = clean.clean(SEED.read_bytes())
    [slip] = [one for one in segments(speech) if any(edit.step == "repair" for edit in one.edits)]
    assert (slip.source, slip.now) == ("?磽Q", "。看换")
    assert [edit.step for edit in slip.edits] == ["repair", "to_simplified"]
    assert slip.edit.step == "repair"


# --- --explain ---


def test_the_changes_of_the_seed(run: Run) -> None:
    code, out, err = run(SEED, "--explain")
    assert (code, err) == (0, "")
    lines = out.decode().splitlines()
    assert "1:1: site's line: [-您的位置:新文秘網(wǎng)>>鄉(xiāng)鎮(zhèn)社區(qū)/組織講話/黨會報告/換屆/會議致辭/會議主持/會議發(fā)言/>>正文-]" in lines
    assert "5:1: site's line: [-發(fā)表時間:2020/12/10 10:24:23-]" in lines
    at = lines.index("13:75: byte damage: 屆的核心任務(wù)[-?磽Q-]{+。看换+}屆的成效,首先就是看")
    assert lines[at + 1] == "    。看換 = A1A3 BFB4 9351, cut at the bytes of ？"
    assert any(line.startswith("11:1: cut: [-……(新文秘網") and "{+↵〔省略764字〕↵↵+}" in line for line in lines)
    assert any(line.startswith("14:582: unfinished: ") and "{+〔未完〕↵+}" in line for line in lines)
    assert 'date: "2020-12-10T10:24:23"' in lines
    assert any(line.startswith("gloss: (qū) → nothing ×18, ") for line in lines)
    assert any(line.startswith("to_simplified: 選 → 选 ×40, ") for line in lines)
    headings = [line.split(",")[0] for line in lines if line.endswith("at line:column of the source")]
    assert headings == ["repaired", "taken out and read", "set by tables"]
    tables = [line.partition(":")[0] for line in lines[lines.index("set by tables, at line:column of the source") + 1:]]
    assert tables[:tables.index("")] == [step for step in clean.BULK if step != "intake"]
    assert "\n".join(lines).endswith(f"header, as it would be written\n{clean.clean(SEED.read_bytes()).header}")


def test_every_change_of_the_seed(run: Run) -> None:
    out = run(SEED, "--explain", "-v")[1].decode()
    assert sum(bool(re.match(r"\d+:\d+: ", line)) for line in out.splitlines()) == sum(bool(one.edits) for one in segments(clean.clean(SEED.read_bytes())))
    assert " ×18" not in out


def test_a_flag_in_the_changes(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page"
    page.write_text(FLAGGED)
    code, out, err = run(page, "--explain")
    assert (code, err) == (0, "")
    shown = out.decode().splitlines()
    at = shown.index("flagged, at line:column of the source")
    flagged, why = shown[at + 1:at + 3]
    assert flagged == "2:16: byte damage: 福看了，永保看了，永[?？?]磽Q屆."
    assert why == "    bytes were lost here; it may have been: 保 or 福 or 。 or ？"


def test_a_flag_that_another_step_has_set(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page"
    page.write_text("\n".join([*HEAD, *SPEECH, "工作汇报,新闻", *TAIL]))
    shown = run(page, "--explain")[1].decode()
    assert "[-工作汇报,新闻-][?工作汇报，新闻?]" in shown


def test_what_cannot_be_seen_is_shown_as_its_code(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page"
    page.write_text("当前位置:首页>\u202e会议\x1b[31m>正文\n同志们，今天开会。\n")
    out = run(page, "--explain")[1].decode()
    assert "\x1b" not in out
    assert "\\u202e" in out


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let standard output be a terminal."""
    monkeypatch.setattr(os, "isatty", lambda _: True)


@pytest.mark.usefixtures("screen")
@pytest.mark.parametrize(("no_colour", "term", "marked"), [
    ("", "xterm", "\x1b[31m[-?磽Q-]\x1b[0m\x1b[32m{+。看换+}\x1b[0m"), ("1", "xterm", "[-?磽Q-]{+。看换+}"), ("", "dumb", "[-?磽Q-]{+。看换+}"),
])
def test_colour_on_a_terminal_only(run: Run, monkeypatch: pytest.MonkeyPatch, no_colour: str, term: str, marked: str) -> None:
    monkeypatch.setitem(os.environ, "NO_COLOR", no_colour)
    monkeypatch.setitem(os.environ, "TERM", term)
    code, out, _ = run(SEED, "--explain")
    assert code == 0
    assert marked in out.decode()
    assert (b"\x1b[" in out) == (marked[0] == "\x1b")


def test_a_long_stretch_is_shown_by_its_ends(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page"
    page.write_text(f"<!--{'一二三四五' * 100}-->\n<p>同志们，今天开会。</p>\n")
    out = run(page, "--explain")[1].decode()
    assert "一二三四五一 … 四五一" in out
    assert "(507 characters)" in out


# --- --diff ---


def applied(old: list[str], diff: list[str]) -> list[str]:
    """Return what a unified diff makes of some lines; each of its lines has to be right."""
    new, at = [], 0
    for line in diff[2:]:
        if hunk := re.fullmatch(r"@@ -(\d+),(\d+) \+(\d+),(\d+) @@", line):
            first, count, first_new, _ = map(int, hunk.groups())
            start = first - bool(count)
            new += old[at:start]
            assert len(new) == first_new - bool(int(hunk[4]))
            at = start
        elif line[0] == "+":
            new.append(line[1:])
        else:
            assert old[at] == line[1:]
            new += old[at:at + 1] * (line[0] == " ")
            at += 1
    return new + old[at:]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_diff_makes_the_result_of_the_source(path: Path) -> None:
    speech = clean.clean(path.read_bytes())
    plain = partial(clean.marked, {})
    rows = list(clean.sentence_by_sentence(speech, plain))
    old, new = ([line for row in rows for line in row[side]] for side in (0, 1))
    assert "".join("".join(old).split()) == "".join(plain("", undo(speech)).split())
    assert "".join(new) == "".join(plain("", speech.body).split("\n"))
    assert applied(old, list(clean.unified(rows, "a", plain))) == new


def test_the_diff_of_the_seed(run: Run) -> None:
    code, out, err = run(SEED, "--diff")
    assert (code, err) == (0, "")
    lines = out.decode().splitlines()
    assert lines[:4] == [f"--- {SEED}", "+++ what would be written", "@@ -1,49 +1,62 @@", "+---"] or lines[2].startswith("@@ -1,")
    at = lines.index("+看换届的成效，首先就是看这一条。") if "+看换届的成效，首先就是看这一条。" in lines else -1
    assert at > 0 or any(line.endswith("是村社换届的核心任务。看换届的成效，首先就是看这一条。") for line in lines)
    assert "-发" not in out.decode()
    assert '+date: "2020-12-10T10:24:23"' in lines
    assert "+〔省略764字〕" in lines
    assert "---" not in run(SEED, "--diff", "--no-header")[1].decode().splitlines()


@pytest.mark.usefixtures("screen")
def test_a_diff_on_a_terminal_marks_the_characters(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page = tmp_path / "page"
    page.write_text("同志们,\x1b]0;x\x07今天开会。都来了。\x85\u202e好\n")
    monkeypatch.setitem(os.environ, "NO_COLOR", "1")
    code, out, _ = run(page, "--diff", "--no-header")
    assert code == 0
    assert out.decode().splitlines()[3].startswith("-同志们[-,-][-\\x1b]0;x\\x07-]")
    assert not {"\x1b", "\x07", "\u202e"} & set(out.decode())


def test_a_diff_of_one_sentence(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page"
    page.write_text("同志们,今天开会。\n")
    assert run(page, "--diff", "--no-header")[1].decode().splitlines()[2:] == [
        "@@ -1,1 +1,1 @@", "-同志们,今天开会。", "+同志们，今天开会。"]


def test_a_text_that_stays_has_no_diff(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page"
    page.write_text("同志们，今天开会。\n")
    assert run(page, "--diff", "--no-header")[1].decode() == f"--- {page}\n+++ what would be written\n"


# --- --check ---


def test_check_of_what_would_be_written(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(SEED, "-o", out)[0] == 0
    assert run(SEED, "--check", out) == (0, b"", "")
    assert run(SEED, "--check", "-", given=out.read_bytes()) == (0, b"", "")


def test_check_shows_the_changed_sentence(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(SEED, "-o", out)[0] == 0
    text = out.read_text()
    out.write_text(text.replace("看换届的成效", "看看换届成效").replace("〔未完〕\n", "〔未完〕\n\n另一句。又一句。\n"))
    code, shown, err = run(SEED, "--check", out)
    assert (code, err) == (1, f"{out}: not what would be written; -o writes it\n")
    lines = shown.decode().splitlines()
    assert lines[:2] == [f"--- {out}", "+++ what would be written"]
    [old] = [n for n, line in enumerate(lines) if line.startswith("-") and "看换届" in line]
    assert lines[old + 1] == lines[old].replace("-看看换届成效", "+看换届的成效")
    assert lines[-3:] == ["-另一句。", "-又一句。", "-"]
    assert len(lines) < 15
    assert run(SEED, "-q", "--check", out) == (1, shown, "")


@pytest.mark.parametrize(("kept", "shown"), [
    ("同志们，今天开会。都来了。\r\n", ["-都来了。\\r", "+都来了。"]),
    ("同志们，今天开会。都来了。", [" 都来了。", "+"]),
    ("同志们，今天开会。\n都来了。\n", ["-同志们，今天开会。", "-都来了。", "+同志们，今天开会。都来了。"]),
    ("同志们，今天开会。都来了。\n\n", [" ", "-"]),
    ("---\ntitle: 会\n---\n同志们，今天开会。都来了。\n", ["----", "-title: 会"]),
])
def test_check_is_never_silent(run: Run, tmp_path: Path, kept: str, shown: list[str]) -> None:
    page, out = tmp_path / "page", tmp_path / "out"
    page.write_text("同志们，今天开会。都来了。")
    out.write_bytes(kept.encode())
    code, diff, err = run(page, "--no-header", "--check", out)
    assert (code, err.count("\n")) == (1, 1)
    lines = diff.decode().splitlines()
    assert [line for line in shown if line not in lines] == []


def test_check_of_very_long_sentences_and_other_bytes(run: Run, tmp_path: Path) -> None:
    page, out = tmp_path / "page", tmp_path / "out"
    page.write_text("会" * 3000)
    out.write_bytes(b"\xff" + "会".encode() * 3000)
    code, shown, _ = run(page, "--check", out, "--no-header")
    assert code == 1
    assert "-\\udcff会" in shown.decode()
    assert run(page, "--check", tmp_path / "none")[2] == f"clean.py: {tmp_path}/none: No such file or directory\n"


def test_check_of_a_name_that_is_no_utf_8(run: Run, tmp_path: Path) -> None:
    page, out = tmp_path / "page", tmp_path / os.fsdecode(b"\xff\x1b.txt")
    page.write_text("同志们，今天开会。")
    out.write_text("别的。")
    code, shown, err = run(page, "--check", out)
    assert code == 1
    assert shown.decode().startswith(f"--- {tmp_path}/\\udcff\\x1b.txt\n")
    assert "\x1b" not in err


# --- --sentences ---


@pytest.mark.parametrize(("body", "lines"), [
    ("同志们：今天开会。大家好！真的吗？是的", "同志们：今天开会。|大家好！|真的吗？|是的"),
    ("他说：“好。”又说：“走！”。（完。）再见。", "他说：“好。”|又说：“走！”。|（完。）|再见。"),
    ("“好！”，他说。真的吗？！ 是", "“好！”，他说。|真的吗？！ |是"),
    ("增长7.5%。见http://a.b?c=d。", "增长7.5%。|见http://a.b?c=d。"),
    ("一……二——三；四", "一……二——三；四"),
])
def test_one_sentence_a_line(body: str, lines: str) -> None:
    assert clean.sentences(f"{body}\n\n{body}\n") == f"{lines}\n\n{lines}\n".replace("|", "\n")


@given(st.lists(st.text("一二。！？”’），、… .?", min_size=1).filter(lambda line: line == line.strip()), min_size=1))
def test_joined_sentences_are_the_body(paragraphs: list[str]) -> None:
    body = "\n\n".join(paragraphs) + "\n"
    again = [paragraph.replace("\n", "") for paragraph in clean.sentences(body)[:-1].split("\n\n")]
    assert "\n\n".join(again) + "\n" == body


def test_sentences_on_the_command_line(run: Run) -> None:
    out = run(SEED, "--sentences", "--no-header")[1].decode()
    assert "\n看换届的成效，首先就是看这一条。\n" in out
    assert "\n".join(paragraph.replace("\n", "") for paragraph in out.split("\n\n")) == "\n".join(clean.clean(SEED.read_bytes()).body[:-1].split("\n\n"))


# --- --json and warnings ---


def test_json(run: Run) -> None:
    speech = clean.clean(SEED.read_bytes())
    document: dict[str, Any] = json.loads(run(SEED, "--json")[1])
    assert list(document) == ["header", "body", "edits"]
    assert document["body"] == speech.body
    rows = [row.split(": ", 1) for row in speech.header.splitlines()[1:-1]]
    assert document["header"] == {key: json.loads(value) for key, value in rows}
    assert len(document["edits"]) == len(speech.edits)
    [slip] = [edit for edit in document["edits"] if edit["step"] == "repair"]
    assert slip == {
        "step": "repair", "rule": "byte damage", "line": 13, "column": 75, "before": "?磽Q", "after": "。看換",
        "why": "。看換 = A1A3 BFB4 9351, cut at the bytes of ？", "certain": True,
    }


def test_json_has_nothing_that_a_terminal_obeys(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page"
    page.write_text("同志们，\x1b[31m今天\x9b开会。\u202e\x85\u2066\n")
    out = run(page, "--json")[1].decode()
    assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]", out) == []
    assert "".join(edit["before"] for edit in json.loads(out)["edits"]).startswith("\x1b[31m\x9b\u202e")


def test_a_line_in_doubt_is_marked_in_the_report() -> None:
    page = "\n".join([*HEAD, *SPEECH, "粮食局办公室 王芳", *TAIL])
    shown = clean.report(clean.clean(page), "page")
    assert re.search('<mark class="chrome">粮食局办公室 王芳</mark>', shown)


def test_a_flagged_place_is_a_warning_that_editors_understand(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page"
    page.write_text(FLAGGED)
    code, out, err = run(page)
    assert code == 0
    assert "永？看换届" in out.decode()
    assert err == f"{page}:2:16: warning: byte damage: bytes were lost here; it may have been: 保 or 福 or 。 or ？\n"
    assert run(page, "-q") == (0, out, "")
    assert run(page, "--check", page)[2].startswith(err)


# --- --report ---


def test_a_report_is_written_beside_the_text(run: Run, tmp_path: Path) -> None:
    out, page = tmp_path / "out", tmp_path / "report.html"
    assert run(SEED, "-o", out, "--report", page) == (0, b"", "")
    text = page.read_text()
    assert '<a href="#e' in text
    assert "<pre>---\ntitle: &quot;在区村" in text
    assert "A1A3 BFB4 9351" in text
    assert text == clean.report(clean.clean(SEED.read_bytes()), str(SEED))


def test_a_report_gives_places_and_reasons_of_what_is_to_be_looked_at() -> None:
    text = clean.report(clean.clean(FLAGGED), "page").split("<aside")
    places = [one for one in clean.segments(clean.clean(FLAGGED)) if one.rank < clean.SET]
    assert [shown.count("<small") for shown in text] == [len(places), len(places)]
    assert text[0].count('<span id="e') == text[1].count('<a href="#e') == len(places) > 0
    assert text[0].count(">flagged: byte damage: ") == sum(one.rank == clean.FLAGGED for one in places) > 0
    assert text[0].count(">byte damage: ") == sum(one.rank == clean.REPAIRED for one in places) > 0


def test_a_report_escapes_what_the_page_has() -> None:
    title = 'x"><b>讲话'
    page = f"{title}\n当前位置:首页>{HOSTILE}>正文\n{HOSTILE}同志们，\u202e今天\x07开会。&amp;\n"
    text = clean.report(clean.clean(page), f"{HOSTILE}.txt")
    assert not re.search(r"<(script|img|b)\b|\u202e|\x07", text)
    assert "\\u202e" in text
    assert text.count("<style>") == 1
    assert "default-src 'none'" in text


def test_a_report_of_a_clean_text() -> None:
    text = clean.report(clean.clean("同志们，今天开会。\n\n大家好。\n"), "page")
    assert '<main><p data-line="1">同志们，今天开会。<p data-line="3">大家好。</main>' in text


CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser
    with sync_playwright() as play:
        quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=quiet)
        yield chromium
        chromium.close()


def opened(browser: Any, tmp_path: Path, text: str) -> tuple[Any, list[str]]:
    path = tmp_path / "report.html"
    path.write_text(text)
    page = browser.new_page()
    asked: list[str] = []

    def failed(request: Any) -> None:
        if request.failure == "csp":
            asked.remove(request.url)

    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", failed)
    page.goto(path.as_uri())
    return page, asked


def test_steps_are_switched_and_links_jump(browser: Any, tmp_path: Path) -> None:
    page, asked = opened(browser, tmp_path, clean.report(clean.clean(SEED.read_bytes()), "seed"))
    assert page.title() == "在区村（社区）组织换届工作会议上的讲话"
    gloss = page.get_by_label("gloss")
    shown = page.locator("main del", has_text=re.compile("^\\(qū\\)$"))
    assert not shown.first.is_visible()
    assert not page.locator("main p > :is(del, ins) i").first.is_visible()
    assert page.locator("main del", has_text="磽Q").is_visible()
    gloss.focus()
    page.keyboard.press("Space")
    assert shown.first.is_visible()
    gloss.uncheck()
    page.get_by_label("all of them").check()
    assert shown.first.is_visible()
    page.get_by_label("all of them").uncheck()
    assert not shown.first.is_visible()
    page.get_by_role("link", name="13:75").click()
    reason = "byte damage: 。看換 = A1A3 BFB4 9351, cut at the bytes of ？"
    assert page.locator(":target").inner_text().replace("\n", "") == f"?磽Q。看换{reason}"
    assert page.locator("p:has(:target)").get_attribute("data-line") == "13"
    assert page.locator(":target small").is_visible()
    assert page.locator(":target").is_visible()
    assert page.url.endswith(page.locator(":target").get_attribute("id"))
    assert len(asked) == 1  # the report itself


def test_tab_goes_on_from_the_place_that_a_link_led_to(browser: Any, tmp_path: Path) -> None:
    page, _ = opened(browser, tmp_path, clean.report(clean.clean(SEED.read_bytes()), "seed"))
    page.get_by_role("link", name="11:1").click()
    page.keyboard.press("Tab")
    assert "磽Q" in page.evaluate("document.activeElement.textContent")


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_scrolls_sideways_and_the_text_comes_first(browser: Any, tmp_path: Path, width: int) -> None:
    page, _ = opened(browser, tmp_path, clean.report(clean.clean(SEED.read_bytes()), "a" * 300 + ".html"))
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("main").bounding_box()["y"] < 500
    for text in page.locator(":is(main p, aside p, pre)").all():
        box = text.bounding_box()
        assert box is None or box["x"] + box["width"] <= width


def test_a_hostile_page_does_nothing_in_the_browser(browser: Any, tmp_path: Path) -> None:
    text = clean.report(clean.clean(f"{HOSTILE}的讲话\n{HOSTILE}同志们，今天开会。\n"), "page")
    forced = text.replace("</main>", f'{HOSTILE}<p id="x" onclick="document.title=1" style="color:red">x</p></main>')
    for version in (text, forced):  # the second as if nothing had been escaped: the policy holds
        page, asked = opened(browser, tmp_path, version)
        page.wait_for_timeout(200)
        assert page.title() not in ("owned", "1")
        assert [url for url in asked if not url.startswith("file:")] == []  # but those that the policy forbade
        assert page.evaluate("document.querySelectorAll('script').length") == (version is forced)


def test_a_long_report_is_quick(browser: Any, tmp_path: Path) -> None:
    lines = SEED.read_text().splitlines()
    text = "\n".join([*lines[:8], *(line for _ in range(50) for line in lines[8:14] if "未完" not in line), *["同志們,領(lǐng)導(dǎo)班子要換屆。" * 40] * 70])
    assert len(text) > 100_000
    report = clean.report(clean.clean(text), "long")
    path = tmp_path / "report.html"
    path.write_text(report)
    page = browser.new_page()
    start = time.perf_counter()
    page.goto(path.as_uri())
    page.get_by_label("to_simplified").check()
    page.evaluate("document.body.getBoundingClientRect().height")
    assert time.perf_counter() - start < 5  # the aim is half a second; a busy machine may take longer
    assert page.locator("main del", has_text=re.compile("^領$")).first.is_visible()
