"""README is true: its commands run as they stand, and what it shows is what the program prints."""

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import clean

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PAGES = {
    "a.txt": "在開學典禮上的講話\n同學們,新學期開始了。\n", "b.txt": "在春耕會上的發言\n同志們,春耕開始了。\n",
    "c.txt": "在秋收會上的發言\n同志們,秋收開始了。\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder as README finds it: the project's files, its environment, some pages."""
    for name in ("clean.py", "seeds"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    (tmp_path / "pages").mkdir()
    for name, text in PAGES.items():
        (tmp_path / "pages" / name).write_text(text, "utf-8")
    return tmp_path


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True, check=False)


def line(start: str) -> str:
    """Return the one line of README that begins so."""
    found = [row for row in README.splitlines() if row.startswith(start)]
    assert len(found) == 1
    return found[0]


def test_before_and_after_are_the_seed() -> None:
    before, after = (re.findall("(?m)^    (.+)$", part) for part in README.split("\nAfter")[0:2])
    page = next((ROOT / "seeds").iterdir()).read_text("utf-8")
    assert len(before) == len(after[:3]) == 3
    assert all(row.strip("…") in page for row in before)
    cleaned = str(clean.clean(page))
    assert all(row.strip("…") in cleaned for row in after[:3])


def test_the_options_are_those_of_the_program() -> None:
    shown = README.split("## Use")[1].split("```")[1]
    said = subprocess.run([sys.executable, "clean.py", "-h"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    names = r"(?<![\w-])--?[A-Za-z][a-z-]*"
    assert set(re.findall(names, shown)) == set(re.findall(names, said)) - {"--help"}


def test_the_steps_are_those_of_the_program() -> None:
    named = set(re.findall(r"(?m)^\| ([a-z_]+) \|", README.split("## What is repaired")[1].split("## The header")[0]))
    assert named - {"extract", "step"} == set(clean.HUES)


def test_the_keys_are_those_of_the_header() -> None:
    table = README.split("## The header")[1].split("## How to review")[0]
    keys = [key for row in re.findall(r"(?m)^\| (`.*?) \|", table) for key in re.findall("`([a-z0-9]+)`", row)]
    assert sorted(keys) == sorted(clean.HEADER)


def test_the_ways_to_review_run(project: Path) -> None:
    shown = run(line(".venv/bin/python clean.py seeds/000_4693a928004eb17c.txt --explain"), project)
    assert shown.returncode == 0
    assert "。看換" in shown.stdout
    written = run(line(".venv/bin/python clean.py seeds/000_4693a928004eb17c.txt -o"), project)
    assert written.returncode == 0
    assert (project / "clean.txt").read_text("utf-8").startswith("---\n")
    assert (project / "report.html").read_text("utf-8").startswith("<!doctype html>")


def test_a_folder_and_its_check(project: Path) -> None:
    (project / "pages" / "bad.txt").write_text("Nothing but English.")
    done = run(line("mkdir -p cleaned"), project)
    assert done.returncode == 123
    assert "bad.txt: no Chinese text in it" in done.stderr
    assert sorted(path.name for path in (project / "cleaned").iterdir()) == sorted(PAGES)
    (project / "pages" / "bad.txt").unlink()
    check = line("bad=0; for page in")
    assert run(check, project).returncode == 0
    for name in ("a.txt", "b.txt"):
        (project / "cleaned" / name).write_text("不同了。", "utf-8")
    done = run(check, project)
    assert (done.returncode, done.stdout.count("-不同了。")) == (1, 2)
    assert run(line("mkdir -p cleaned"), project).returncode == 0
    (project / "cleaned" / "d.txt").write_text("没有页面。", "utf-8")
    done = run(check, project)
    assert (done.returncode, done.stdout) == (1, "cleaned/d.txt: no page\n")


def test_a_corpus(project: Path) -> None:
    recipe = re.findall("```python\n(.*?)```", README, re.DOTALL)[-1]
    (project / "corpus.py").write_text(recipe, "utf-8")
    (project / "pages" / "bad.txt").write_text("Nothing but English.")
    command = re.findall("`([^`]*corpus.py pages cleaned)`", README)[0]

    def documents() -> list[dict[str, object]]:
        files = sorted((project / "cleaned").glob("*.jsonl.gz"))
        return [json.loads(row) for file in files for row in gzip.open(file, "rt", encoding="utf-8")]

    done = run(command, project)
    assert done.returncode == 0, done.stderr
    logs = "".join(log.read_text("utf-8") for log in (project / "cleaned" / "logs" / "logs").iterdir())
    assert "bad.txt: no Chinese text in it" in logs
    by_name = {document["id"]: document for document in documents()}
    assert sorted(map(str, by_name)) == sorted(PAGES)
    for name, text in PAGES.items():
        speech = clean.clean(text)
        assert by_name[name]["text"] == speech.body
        assert by_name[name]["metadata"]["title"] == speech.title  # type: ignore[index]
    # killed before the end: what was not completed, and nothing else, is done anew
    left, *_ = (project / "cleaned" / "logs" / "completions").iterdir()
    left.unlink()
    before = {file.name: file.stat().st_mtime_ns for file in (project / "cleaned").glob("*.jsonl.gz")}
    assert run(command, project).returncode == 0
    again = {file.name: file.stat().st_mtime_ns for file in (project / "cleaned").glob("*.jsonl.gz")}
    assert {name for name in before if before[name] != again[name]} == {f"{left.name}.jsonl.gz"}
    assert len(documents()) == len(PAGES)
