"""The recipe by which the tables of weights were learnt works, and learns what the pages say."""

import json
import sys
from pathlib import Path

import pytest
from test_chrome import HEAD, SPEECH, TAIL, TITLE

import clean

fit = pytest.importorskip("fit")
TABLES = ("SIGNS", "WEIGHT_OF", "TITLE", "NO_TITLE")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pages of each kind that the recipe reads; what it learns from them is forgotten."""
    for table in TABLES:
        monkeypatch.setattr(clean, table, getattr(clean, table))
    lines = [*HEAD, *SPEECH, "青禾牌磅秤，称心如意", *TAIL]
    for n in range(4):
        gold = {"text": "\n".join(SPEECH), "title": TITLE, "optional": [], "host": f"host{n}"}
        (tmp_path / f"{n}.json").write_text(json.dumps(gold))
        (tmp_path / f"{n}.txt").write_text("\n".join(lines))
        (tmp_path / f"{n}.html").write_text(f"<html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>")
    (tmp_path / "a.raw.txt").write_text("\n".join(lines))
    (tmp_path / "a.gold.txt").write_text("\n".join(SPEECH))
    (tmp_path / "a.head.json").write_text(json.dumps({"title": TITLE}))
    (tmp_path / "b.txt").write_text("\n".join(lines))
    (tmp_path / "b.lab").write_text("\n".join([*"STS", *"A" * len(SPEECH), *"S" * (len(TAIL) + 1)]))
    (tmp_path / "c.txt").write_text("\n".join([TITLE, *SPEECH]))
    return tmp_path


def test_pages_are_labelled_by_their_gold(folder: Path) -> None:
    samples = list(fit.load(folder))
    assert {sample.name.rpartition("/")[2] for sample in samples} == {
        *(f"{n}.{kind}" for n in range(4) for kind in ("txt", "html")), "a.raw.txt", "b.txt", "c.txt"}
    labels = [0, None, 0, *[1] * len(SPEECH), *[0] * (len(TAIL) + 1)]
    assert all(sample.labels == labels for sample in samples if sample.host != "doc")


def test_what_it_learns_it_prints_as_tables(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["fit.py", str(folder), "--folds", "2"])
    fit.main()
    *folds, first = capsys.readouterr().out.split("# What a sign says", 1)[0].splitlines(), clean.SIGNS
    assert len(folds[0]) == 2
    assert "'lost'" not in folds[0][1]  # none is
    assert first["address"] > 0 > first["stamp"]
    tables: dict[str, object] = {}
    exec(fit.tables(), tables)
    assert tables["SIGNS"] == clean.SIGNS
    assert tables["TITLE"] == clean.TITLE
