"""The command line: what it reads, what it writes, what it says, how it ends."""

import os
import re
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

import clean

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "000_4693a928004eb17c.txt"
GOLDEN = (ROOT / "tests" / "seed.golden.txt").read_bytes()

Run = Callable[..., tuple[int, bytes, str]]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(sys, "argv", ["/usr/bin/clean.py"])

    def run(*arguments: object, given: bytes = b"") -> tuple[int, bytes, str]:
        own = os.dup(0)
        with tempfile.TemporaryFile() as stdin:
            stdin.write(given)
            stdin.seek(0)
            os.dup2(stdin.fileno(), 0)
        try:
            code = clean.main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        os.dup2(own, 0)
        os.close(own)
        out, err = capfdbinary.readouterr()
        return code, out, err.decode()

    return run


def test_a_file_to_standard_output(run: Run) -> None:
    assert run(SEED) == (0, GOLDEN, "")


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_standard_input(run: Run, arguments: list[str]) -> None:
    assert run(*arguments, given=SEED.read_bytes()) == (0, GOLDEN, "")


def test_on_a_terminal_it_says_what_it_waits_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "isatty", lambda descriptor: descriptor == 0)
    err = "waiting for a page on standard input; end it with Ctrl-D, or stop with Ctrl-C\n"
    assert run(given=SEED.read_bytes()) == (0, GOLDEN, err)


def test_the_body_alone(run: Run) -> None:
    assert run(SEED, "--no-header")[1] == GOLDEN.split(b"---\n", 2)[2].lstrip(b"\n")


def test_script_and_encoding(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page"
    page.write_bytes("發展是硬道理。".encode("big5"))
    assert run(page, "--encoding", "big5", "--script", "keep", "--no-header")[1].decode() == "發展是硬道理。\n"


def test_o_writes_the_file_and_nothing_else(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    assert run(SEED, "-o", out) == (0, b"", "")
    assert out.read_bytes() == GOLDEN
    assert list(tmp_path.iterdir()) == [out]


def test_o_keeps_the_mode_of_the_file_and_does_not_follow_a_link(run: Run, tmp_path: Path) -> None:
    out, elsewhere, link = tmp_path / "out", tmp_path / "elsewhere", tmp_path / "link"
    out.write_text("old")
    out.chmod(0o640)
    elsewhere.write_text("old")
    link.symlink_to(elsewhere)
    assert run(SEED, "-o", out)[0] == run(SEED, "-o", link)[0] == 0
    assert out.stat().st_mode & 0o777 == 0o640
    assert elsewhere.read_text() == "old"
    assert link.read_bytes() == GOLDEN


def test_an_error_leaves_the_old_file(run: Run, tmp_path: Path) -> None:
    page, out = tmp_path / "page", tmp_path / "out"
    page.write_text("no speech")
    out.write_text("old")
    assert run(page, "-o", out) == (2, b"", f"clean.py: {page}: no Chinese text in it, or nothing but a site's lines; give it the page of a Chinese speech\n")
    assert out.read_text() == "old"


def test_a_write_that_fails_leaves_the_old_file_and_no_other(
        run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device", descriptor)

    out = tmp_path / "out"
    out.write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    assert run(SEED, "-o", out) == (2, b"", f"clean.py: {out}: No space left on device\n")
    assert out.read_text() == "old"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(("arguments", "says"), [
    (["missing.txt"], "clean.py: missing.txt: No such file or directory"),
    ([""], "clean.py: '': No such file or directory"),
    ([ROOT], f"clean.py: {ROOT}: Is a directory"),
    ([SEED, "-o", ROOT], f"clean.py: {ROOT}: "),
    ([SEED, "-o", "missing/out"], "clean.py: missing/out: No such file or directory"),
    ([SEED, "--encoding", "ascii"], f"clean.py: {SEED}: "),
    ([SEED, "--script", "hant"], "clean.py: argument --script: invalid choice"),
    (["--no-such-option"], "clean.py: unrecognized arguments: --no-such-option"),
    ([SEED, SEED], "clean.py: unrecognized arguments: "),
])
def test_an_error_is_one_line(run: Run, arguments: list[object], says: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, b"")
    assert err.startswith(says)
    assert err.count("\n") == 1


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    big = tmp_path / "big"
    big.write_text("发展是硬道理。\n" * 50_000)
    script = f'"{sys.executable}" clean.py "{big}" | head -c 9; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.decode() == "---\nlangu0\n"
    assert done.stderr == b""


@pytest.mark.parametrize(("option", "says"), [("<&-", "-"), (f"{SEED} >&-", "standard output")])
def test_a_closed_stream_is_one_line(option: str, says: str) -> None:
    command = f"{sys.executable} clean.py {option}"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, check=False, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"clean.py: {says}: Bad file descriptor\n"


def test_o_writes_into_what_is_no_file(run: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    assert run(SEED, "-o", pipe)[0] == 0
    assert reader.communicate()[0] == GOLDEN
    assert pipe.is_fifo()


def test_a_name_with_a_line_feed_is_one_line(run: Run) -> None:
    assert run("no\nsuch")[2] == "clean.py: no\\nsuch: No such file or directory\n"


def test_version(run: Run) -> None:
    assert run("--version") == run("-V") == (0, f"clean.py {clean.__version__}\n".encode(), "")


def test_run_as_a_program(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["clean.py", "missing"])
    with pytest.raises(SystemExit) as stop:
        runpy.run_path(str(ROOT / "clean.py"), run_name="__main__")
    assert stop.value.code == 2
    assert capfd.readouterr().err == "clean.py: missing: No such file or directory\n"


@pytest.mark.parametrize(("signal", "left"), [("TERM", ["out.txt"]), ("KILL", [])])
def test_a_kill_in_the_write_leaves_the_old_file(tmp_path: Path, signal: str, left: list[str]) -> None:
    """The write waits, all bytes written, for the kill; what can be caught takes the new file away."""
    out = tmp_path / "out.txt"
    out.write_text("old", "utf-8")
    code = ("import os, sys, time, clean; os.fsync = lambda _: (print(flush=True), time.sleep(60)); "
            f"clean.main([{str(SEED)!r}, '-o', {str(out)!r}])")
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    subprocess.run(["kill", f"-{signal}", str(process.pid)], check=True)
    process.wait()
    process.stdout.close()
    assert out.read_text("utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir() if left] == left


def test_two_runs_at_once_write_one_of_the_two(tmp_path: Path) -> None:
    pages = [tmp_path / f"{name}.txt" for name in "ab"]
    for page in pages:
        page.write_text(f"在會上的講話{page.stem}\n" + "同志們,大家要認真學習。\n" * 300, "utf-8")
    out = tmp_path / "out.txt"
    runs = [subprocess.Popen([sys.executable, "clean.py", str(page), "-o", str(out)], cwd=ROOT) for page in pages]
    assert [process.wait() for process in runs] == [0, 0]
    assert out.read_text("utf-8") in [str(clean.clean(page.read_bytes())) for page in pages]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt", "out.txt"]


@pytest.mark.parametrize("arguments", [
    ["page.txt", "--report", "page.txt"], ["page.txt", "--diff", "-o", "o.txt"], ["page.txt", "--check", "o.txt", "-o", "o.txt"],
    ["page.txt", "-o", "x", "--report", "./x"], ["page.txt", "--check", "x", "--report", "x"], ["page.txt", "--diff", "--json"],
    ["page.txt", "--json", "--sentences"], ["page.txt", "--json", "--no-header"], ["page.txt", "-o", "./page.txt"],
    ["page.txt", "--explain", "-o", "o.txt"], ["page.txt", "--explain", "--diff"], ["page.txt", "--explain", "--json"],
    ["--check", "-"], ["page.txt", "--report", "-"], ["page.txt", "-o", "folder/"], ["page.txt", "--check", "./page.txt", "--report", "page.txt"],
])
def test_what_would_be_dropped_or_overwritten_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_text("同志们，今天开会。", "utf-8")
    assert run(*arguments)[0] == 2
    assert [path.read_text("utf-8") for path in tmp_path.iterdir()] == ["同志们，今天开会。"]


def test_a_page_may_be_checked_against_itself(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page").write_text("同志们，今天开会。\n", "utf-8")
    assert run(tmp_path / "page", "--no-header", "--check", f"{tmp_path}/./page") == (0, b"", "")


@pytest.mark.parametrize("option", ["--diff", "--explain"])
def test_a_review_page_goes_with_every_view(run: Run, tmp_path: Path, option: str) -> None:
    page = tmp_path / "report.html"
    assert run(SEED, option, "--report", page) == run(SEED, option)
    assert page.read_text("utf-8").startswith("<!doctype html>")


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """Where the system takes no more bytes, at whatever moment: the old file, no other, one line."""
    out = tmp_path / "out.txt"
    for limit in (0, 1, 4096):
        out.write_text("old", "utf-8")
        code = (f"import resource, sys, clean; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit})); "
                f"sys.argv[0] = 'clean.py'; sys.exit(clean.main([{str(SEED)!r}, '-q', '-o', {str(out)!r}]))")
        done = subprocess.run([sys.executable, "-B", "-c", code], cwd=ROOT, capture_output=True, check=False, text=True)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == f"clean.py: {out}: File too large\n"
        assert out.read_text("utf-8") == "old"
        assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("option", [[], ["--diff"], ["--check", str(SEED)]])
def test_a_full_device_is_one_line(option: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "clean.py", str(SEED), "-q", *option], cwd=ROOT, stdout=full,
                              stderr=subprocess.PIPE, check=False, text=True)
    assert (done.returncode, done.stderr) == (2, "clean.py: standard output: No space left on device\n")


@pytest.mark.skipif(not Path("/sys/kernel").exists(), reason="needs a folder in which not even root may write")
def test_a_read_only_folder_is_one_line(run: Run) -> None:
    for option in ("-o", "--report"):
        code, out, err = run(SEED, "-q", option, "/sys/kernel/clean.txt")
        assert (code, out) == (2, b"")
        assert re.fullmatch("clean.py: /sys/kernel/clean.txt: (Permission denied|Read-only file system|"
                            "Operation not permitted|No such file or directory)\n", err)


@pytest.mark.parametrize("closed", ["2>&-", "2>/dev/full"])
def test_warnings_that_nobody_hears_spoil_no_run(tmp_path: Path, closed: str) -> None:
    page, out = tmp_path / "page.txt", tmp_path / "out.txt"
    page.write_bytes("同志们，今天我们开会。".encode() + b"\xff" + "我们要认真学习，讨论一件大事。\n".encode())
    command = f'"{sys.executable}" clean.py "$1" -o "$2" {closed}; echo $?; "{sys.executable}" clean.py missing {closed}; echo $?'
    done = subprocess.run(["sh", "-c", command, "sh", str(page), str(out)], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout == b"0\n2\n"
    assert out.read_text("utf-8") == str(clean.clean(page.read_bytes()))


def test_a_line_of_arrows_is_no_breadcrumb(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("同志们，今天开会。\n" + ">" * 100_000 + "\n同志们，今天开会。\n" + "首页 > " * 9000, "utf-8")
    assert run(page)[1].decode().count("同志们，今天开会。") == 2


def test_the_name_in_messages_is_the_one_it_was_called_by(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["/usr/bin/clean-speech"])
    assert run("missing")[2] == "clean-speech: missing: No such file or directory\n"
    assert run("-V")[1] == f"clean-speech {clean.__version__}\n".encode()


def test_an_interruption_is_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(name: str) -> bytes:
        raise KeyboardInterrupt(name)

    monkeypatch.setattr(clean, "_read", interrupted)
    assert run(SEED) == (130, b"", "")


def test_the_help_is_ascii(run: Run) -> None:
    assert run("-h")[1].isascii()


def test_a_page_that_was_cleaned_before_is_named(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(SEED, "-o", out)[0] == 0
    assert run(out) == (0, GOLDEN, f"{out}:1:1: warning: cleaned before: its header is kept, and only the layout is set\n")


@pytest.mark.parametrize(("data", "kind"), [
    (b"\x1f\x8b\x08", "gzip"), (b"%PDF-1.7", "PDF"), (b"\x89PNG\r\n\x1a\n", "picture"), (b"PK\3\4", "Word"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word"), (b"\xff\xd8\xff\xe0", "picture"),
])
def test_another_kind_of_file_is_named(run: Run, tmp_path: Path, data: bytes, kind: str) -> None:
    page = tmp_path / "page"
    page.write_bytes(data + bytes(range(256)) * 9)
    code, out, err = run(page)
    assert (code, out) == (2, b"")
    assert kind in err
    assert err.count("\n") == 1


def test_a_loop_of_links_is_an_error_in_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    code, out, err = run(str(tmp_path / "a"))
    assert (code, out, err.count("\n")) == (2, b"", 1)
