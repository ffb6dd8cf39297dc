"""Measure speed and memory, each against something else in the same run: python tests/bench.py

Prints ratios and asserts nothing: the figures of one machine say little about another's, and this
one's change from run to run; so each is the best of several. With --peers it also measures what one
would use instead (trafilatura, OpenCC in C++ and a regular expression for the glosses), in an
environment of their own, since both OpenCC packages have the same name.
"""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path

from opencc import OpenCC
from test_damage import DEEDS, SUBJECTS, gloss_table

import clean

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "000_4693a928004eb17c.txt"
PEERS = """
import re, sys, time
from opencc import OpenCC
from trafilatura import extract
page, convert = open(sys.argv[1], encoding="utf-8").read(), OpenCC("t2s").convert
def work():
    return convert(re.sub("[(][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+ ?[)]", "", extract(page) or ""))
work()
times = []
for _ in range(9):
    start = time.perf_counter()
    work()
    times.append(time.perf_counter() - start)
print(min(times))
"""


def best(work: Callable[[], object], runs: int = 5) -> float:
    """Return the shortest of several times, in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def speech(size: int) -> str:
    """Return a speech of about ``size`` bytes as a mirror shows it: Traditional, glossed, undamaged."""
    rng, lines, length = random.Random(size), ["在全縣工作會議上的講話"], 0
    convert = OpenCC("s2t").convert
    clauses = [convert(subject + deed) for subject in SUBJECTS for deed in DEEDS]
    glosses = gloss_table("".join(clauses), 3)
    glossed = [re.sub(".", lambda char: char[0] + (f"({glosses[char[0]]})" if char[0] in glosses else ""), clause)
               for clause in clauses]
    while length < size:
        line = "".join(f"{','.join(rng.choices(glossed, k=3))}。" for _ in range(rng.randint(2, 6)))
        length += len(line.encode())
        lines.append(line)
    return "\n".join(lines)


def as_html(text: str) -> str:
    title, *lines = text.split("\n")
    body = "".join(f"<p>{line}</p>\n" for line in lines)
    menu = "".join(f"<li><a href=/{n}>欄目{n}</a></li>" for n in range(60))
    return (f"<!doctype html><html><head><title>{title}_講話</title></head><body><ul>{menu}</ul>"
            f"<h1>{title}</h1><div>{body}</div><ul>{menu}</ul></body></html>")


def run(*arguments: str, compiled: str = "") -> None:
    """Run Python; what it compiles goes into the folder ``compiled``, if there is one, and nowhere else."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    env |= {"PYTHONPYCACHEPREFIX": compiled} if compiled else {"PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, *arguments], check=True, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)


def peak(size: int) -> int:
    """Return how many bytes a run of its own has at most, over one that cleans next to nothing (Linux)."""
    def most(work: str) -> int:
        code = (f"import clean; {work}; "  # not ru_maxrss: a child begins with its parent's
                "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])")
        return int(subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, capture_output=True).stdout)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.txt"
        page.write_text(speech(size), "utf-8")
        return 1024 * (most(f"clean.clean(open({str(page)!r}, 'rb').read())") - most("clean.clean('會議開始。')"))


def peers(page: Path) -> float:
    """Return the seconds that trafilatura, OpenCC (C++) and a regular expression take for a page."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = str(Path(folder) / ("Scripts" if os.name == "nt" else "bin") / "python")
        subprocess.run([python, "-m", "pip", "install", "-q", "trafilatura", "lxml_html_clean", "OpenCC"], check=True)
        done = subprocess.run([python, "-c", PEERS, str(page)], check=True, capture_output=True)
        return float(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", action="store_true", help="measure trafilatura and OpenCC (C++) too")
    options = parser.parse_args()

    def say(what: str, figure: float, of: str) -> None:
        print(f"{what:44}{figure:8.1f} × {of}", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        html = Path(folder) / "page.html"
        html.write_text(as_html(speech(20_000)), "utf-8")
        plain = Path(folder) / "page.txt"
        plain.write_text(speech(20_000), "utf-8")
        bare = best(lambda: run("-c", "pass"), 9)
        say("a run on the seed", best(lambda: run("clean.py", str(SEED), "-q")) / bare, "python -c pass")
        module = best(lambda: run("-m", "clean", str(SEED), "-q", compiled=folder))
        say("the same, compiled before (clean-speech)", module / bare, "python -c pass")
        say("a run on a page without damage", best(lambda: run("clean.py", str(plain))) / bare, "python -c pass")
        say("a run on an HTML page", best(lambda: run("clean.py", str(html))) / bare, "python -c pass")
        text, page = speech(300_000), html.read_text("utf-8")
        convert = OpenCC("t2s").convert
        whole = best(lambda: clean.clean(text), 3)
        say("conversion by opencc-python-reimplemented", best(lambda: convert(text), 3) / whole, "all of clean()")
        one, ten = speech(1_000_000), speech(10_000_000)
        first = best(lambda: clean.clean(one), 2)
        say("10 MB", best(lambda: clean.clean(ten), 1) / first, "1 MB")
        print(f"{'throughput':44}{len(one) / first / 1e6:8.2f} million characters a second")
        say("peak memory for 10 MB", peak(10_000_000) / len(ten.encode()), "the input's bytes")
        if options.peers:
            say("trafilatura, OpenCC (C++) and a regex", peers(html) / best(lambda: clean.clean(page), 9), "clean()")


if __name__ == "__main__":
    main()
