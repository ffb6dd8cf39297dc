"""Learn the weights of clean.py's tables from pages with gold: python tests/fit.py FOLDER … [--folds 5]

A folder has pages (STEM.html, STEM.txt) and, beside each, what is the author's of it:
- STEM.json: {"text": the speech, "title": …, "optional": [lines that count neither way], "host": its site}; without
  "host" each page is a site of its own; "title": "?" says that it is not known;
- or, for a text in UTF-8, STEM.lab: for each line that is not blank a letter (A the author's, T the title, X half and
  half, M a mark of a cut: these three count neither way; any other the site's), a tab, and how the line begins; STEM.json
  then tells "title" and "url";
- or STEM.raw.txt with STEM.gold.txt, and the title in STEM.head.json;
- or nothing: then all of STEM.txt is an author's, under its title.

Logistic regression, held to where a reader of such pages would begin: the signs of BEGIN there, all others at none, each
word at the class (strong or weak, the site's or the speaker's) that it has in WORDS as it stands; so a word that few pages
have keeps its weight, and a new one is learnt by writing it into WORDS. Besides whole pages it learns from excerpts, since
people copy less than a page, and from texts without their marks (verse, lists). It prints the tables, rounded, to be read
and put into clean.py; with --folds 2 and more, what they give on pages of hosts that were left out. Needs numpy and scipy
(pip install '.[fit]').
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import clean

Vector = np.ndarray[Any, np.dtype[np.float64]]
LOOSE, TIGHT = 3.3, 10.0  # how hard a weight is held to where it began: a sign's; a word's or one of BEGIN
BEGIN = {  # few pages are speeches, and what is rare in them keeps what a reader would say
    "excerpt": -6.0, "announces": -6.0, "disclaimer": -5.0, "offer": -5.0, "stamp": -2.5, "of several": -2.5,
    "crumbs": -2.0, "weekday": -2.0, "credit": -1.5, "web": -1.5, "ends dated": -1.5, "no letter": -1.0, "bare date": 1.0, "author's label": 1.5, "signature": 2.0,
    "label row": 2.5, "address": 3.0, "closing": 3.0,
}
RELUCTANCE = -0.7  # by how much a title has to be likelier than none
BEGIN_TITLE = {
    "bullet": -4.0, "heading": -3.0,
    "dash": -2.0, "ends": -2.0, "address below": 2.0, "labelled": 2.0,
    "of name": 3.0, "own": 4.0,
}


def classes(words: dict[str, float]) -> dict[str, float]:
    """Return where each word begins: at its class in WORDS, strong or weak; one that comes to tell nothing is left out."""
    return {word: -3.0 if weight <= -2 else -1.0 if weight <= -0.75 else -0.5 if weight < 0 else 0.3 if weight < 0.75 else 1.0
            for word, weight in words.items()}


START = classes(clean.WEIGHT_OF)


class Sample(NamedTuple):
    """A page before `chrome`, its lines, whose each is (1 the author's, 0 the site's, None neither), its title."""

    name: str
    host: str
    page: clean.Page
    lines: list[clean.Line]
    labels: list[int | None]
    title: str | None
    weight: float = 1.0


def prepared(text: str) -> clean.Page:
    """Return a page as `chrome` is handed it."""
    page = clean.Page(text)
    if clean.is_html(text):
        page = clean.extract(page)
    for step in (clean.intake, clean.residue, clean.repair, clean.gloss, clean.to_simplified):
        page, _ = clean.apply(page, step.__name__, step(page))
    return page


def grams(text: str, n: int = 4) -> list[str]:
    letters = "".join(re.findall(r"[\u3400-\u9fffA-Za-z0-9]", text))
    return [letters[k:k + n] for k in range(len(letters) - n + 1)]


def bare(text: str | None) -> str:
    return "".join((text or "").split())


def by_gold(lines: list[clean.Line], text: str, title: str | None, optional: Iterable[str] = ()) -> list[int | None]:
    """Label lines by how much of each the gold text has in it."""
    whole, own = set(grams(text)), {letters(line) for line in text.split("\n")}
    rest = {bare(line) for line in optional} | {bare(title)}
    around = set(grams("".join(optional) + "\n" + (title or "")))
    labels: list[int | None] = []
    for line in lines:
        parts = grams(line.view)
        is_own = sum(one in whole for one in parts) / len(parts) > 0.6 if len(parts) > 2 else letters(line.view) in own
        neither = bare(line.view) in rest or (len(parts) > 2 and sum(one in around for one in parts) / len(parts) > 0.8)
        labels.append(1 if is_own else None if neither else 0)
    return labels


def load(folder: Path) -> Iterator[Sample]:
    for path in sorted(folder.glob("*.*")):
        suffix = next((end for end in ("raw.txt", "html", "txt") if path.name.endswith(f".{end}")), "")
        stem = path.name.removesuffix(f".{suffix}")
        if stem.endswith(".gold"):
            continue
        beside = path.with_name(f"{stem}.json")
        if suffix == "raw.txt":
            page = prepared(path.read_text("utf-8"))
            lines = clean.lines_of(page)
            gold = path.with_name(f"{stem}.gold.txt").read_text("utf-8")
            head = path.with_name(f"{stem}.head.json")
            title = json.loads(head.read_text("utf-8")).get("title", "?") if head.exists() else "?"
            labels = by_gold(lines, gold, title)
            labels = [None if bare(line.view) == bare(title) else label for line, label in zip(lines, labels, strict=True)]
            yield Sample(path.name, path.name, page, lines, labels, title, 3.0)
        elif suffix in ("html", "txt"):
            page = prepared(clean.decode(path.read_bytes()).text)
            lines = clean.lines_of(page)
            if path.with_suffix(".lab").exists():
                marks = [row[0] for row in path.with_suffix(".lab").read_text("utf-8").splitlines() if row.strip()]
                gold = json.loads(beside.read_text("utf-8")) if beside.exists() else {}
                if suffix == "html":
                    continue
                source = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
                if len(source) != len(marks):
                    sys.exit(f"{path}: {len(source)} lines, but {len(marks)} letters beside it")
                labels = matched(page, lines, source, marks)
                title = clean._simple(clean.PINYIN.sub("", gold.get("title") or "")) or None
                host = re.sub("^https?://(www[.])?", "", gold.get("url") or gold.get("site") or path.name).split("/")[0]
                yield Sample(f"{folder.name}/{path.name}", host, page, lines, labels, title, 1.0)
            elif beside.exists():
                gold = json.loads(beside.read_text("utf-8"))
                labels = by_gold(lines, gold["text"], gold["title"], gold.get("optional", []))
                yield Sample(path.name, gold.get("host", stem), page, lines, labels, gold["title"], 1.0)
            elif suffix == "txt" and not path.with_name(f"{stem}.html").exists():
                yield Sample(path.name, "doc", page, lines, [1] * len(lines), lines[0].text, 0.3)


def matched(page: clean.Page, lines: list[clean.Line], source: list[str], marks: list[str]) -> list[int | None]:
    """Carry the labels of the source's lines over to the lines at hand, by their place."""
    text = page.passes[0].text
    starts, at = [], 0
    for line in source:
        starts.append(text.index(line.strip(), at))
        at = starts[-1] + len(line.strip())
    *_, places = clean.origins(page.passes, page.text)
    begins = [places[line.start][0] for line in lines]
    own = {"A": 1, "T": None, "X": None, "M": None}
    return [own.get(marks[max(bisect_right(starts, begin) - 1, 0)], 0) for begin in begins]


# --- more pages out of the pages


def excerpts(sample: Sample, rng: random.Random, count: int) -> Iterator[Sample]:
    """Yield some of the site's lines, from near the speech, with some lines of the speech."""
    own = [n for n, label in enumerate(sample.labels) if label]
    if not own:
        return
    start, end, size = own[0], own[-1] + 1, len(sample.labels)
    for _ in range(count):
        above = sorted(rng.sample(range(max(0, start - 40), start), min(start, rng.randrange(4), 40)))
        below = sorted(rng.sample(range(end, min(size, end + 40)), min(size - end, rng.randrange(4), 40)))
        first = rng.randrange(start, end)
        chosen = [*above, *range(first, min(end, first + rng.randrange(1, 9))), *below]
        yield sample._replace(lines=[sample.lines[n]._replace(markup=clean.Markup()) for n in chosen],
                              labels=[sample.labels[n] for n in chosen], weight=0.5 * sample.weight)


def unmarked(sample: Sample, rng: random.Random) -> Sample:
    """Return lines of the author's without their marks, broken at them: verse, a list, a blog."""
    own = [line.view for line, label in zip(sample.lines, sample.labels, strict=True) if label]
    first = rng.randrange(max(1, len(own) - 30))
    text = "\n".join(own[first:first + 30])
    if rng.random() < 0.5:
        text = re.sub("[，、；：。！？“”《》]+", "\n", text)
    else:
        text = re.sub("[。！？；]", "\n", re.sub("[，、：“”《》]+", " ", text))
    lines = clean.lines_of(clean.Page(text))[:40]
    return sample._replace(lines=lines, labels=[1] * len(lines), weight=0.1)


def training(samples: list[Sample]) -> Iterator[tuple[Sample, list[float]]]:
    """Yield samples, and how much each of their lines counts: those far from the speech are many and alike."""
    rng = random.Random(2)
    for sample in samples:
        own = [n for n, label in enumerate(sample.labels) if label]
        if not own:
            continue
        yield sample, [sample.weight * (1.0 if max(own[0] - n, n - own[-1]) < 30 else 0.2) for n in range(len(sample.labels))]
        if sample.host == "doc" or len(sample.labels) > 40:
            verse = unmarked(sample, rng)
            yield verse, [verse.weight] * len(verse.lines)
        if sample.host != "doc" and not any(line.markup.tag for line in sample.lines):
            for part in excerpts(sample, rng, 6 if len(sample.labels) > 40 else 2):
                yield part, [part.weight] * len(part.lines)


# --- the fit


def fit_lines(samples: list[Sample], words: dict[str, float]) -> dict[str, float]:
    """Return the weight of each sign: logistic regression, held to where the weights began."""
    index: dict[str, int] = {}
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    ours: list[int] = []
    counts: list[float] = []
    for sample, weights in training(samples):
        for one, label, count in zip(clean.signs(sample.lines), sample.labels, weights, strict=True):
            if label is not None:
                for name, value in one.items():
                    rows.append(len(ours))
                    columns.append(index.setdefault(name, len(index)))
                    values.append(value)
                ours.append(label)
                counts.append(count)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(ours), len(index)))
    own, weight = np.array(ours, float), np.array(counts)
    prior = {**BEGIN, **words}
    begin = np.array([prior.get(name, 0.0) for name in index])
    held = np.array([0.001 if name == "always" else TIGHT if name in prior else LOOSE for name in index])

    def loss(weights: Vector) -> tuple[float, Vector]:
        sums, moved = matrix @ weights, weights - begin
        value = (weight * (np.logaddexp(0, sums) - own * sums)).sum() + 0.5 * (held * moved * moved).sum()
        return float(value), matrix.T @ (weight * (expit(sums) - own)) + held * moved

    found = minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    return {**BEGIN, **dict(zip(index, found, strict=True))}


def titled(samples: list[Sample]) -> Iterator[Sample]:
    """Yield pages with their titles, and parts of documents, of which but the first line none is a title."""
    rng = random.Random(3)
    for sample in samples:
        if sample.host != "doc":
            if sample.title != "?":
                yield sample
            continue
        for start in [0] + [rng.randrange(1, len(sample.lines)) for _ in range(12)]:
            part = sample.lines[start:start + rng.choice((1, 2, 3, 6, 15))]
            yield sample._replace(lines=part, title=sample.title if start == 0 and len(part) > 1 else None)


def fit_title(samples: list[Sample]) -> tuple[dict[str, float], float]:
    """Return the weight of each sign of a title, and of "none": which is it? (softmax)."""
    choices = []
    for sample in titled(samples):
        lines = clean.weigh(sample.lines)
        likely = clean.titles(sample.page, lines, clean.speech_of(lines)[0])
        right = [same_title(title.text, sample.title) for title, _ in likely]
        choices.append(([one for _, one in likely] + [{"none": 1.0}], np.array([*right, not any(right)], float)))
    names = sorted({name for likely, _ in choices for one in likely for name in one})
    cases: list[tuple[Vector, Vector]] = [(np.array([[float(one.get(name, 0)) for name in names] for one in likely]), right)
             for likely, right in choices]
    begin = np.array([BEGIN_TITLE.get(name, 0.0) for name in names])

    def loss(weights: Vector) -> tuple[float, Vector]:
        value, slope = 0.5 * float(((weights - begin) ** 2).sum()), weights - begin
        for likely, right in cases:
            odds = np.exp(likely @ weights - (likely @ weights).max())
            value -= float(np.log((odds @ right) / odds.sum()))
            slope = slope + likely.T @ (odds / odds.sum() - odds * right / (odds @ right))
        return value, slope

    found = dict(zip(names, minimize(loss, begin, jac=True, method="L-BFGS-B").x, strict=True))
    return found, found.pop("none") + RELUCTANCE


def letters(text: str | None) -> str:
    return "".join(re.findall(r"\w", clean.TITLE_END.sub("", clean.TITLE_LABEL.sub("", clean._simple(text or "").strip()))))


def same_title(text: str | None, title: str | None) -> bool:
    return bool(title) and letters(text) == letters(title)


def use(weights: dict[str, float], words: dict[str, float], title: dict[str, float], none: float) -> None:
    """Let clean.py use these weights."""
    clean.SIGNS = {name: value for name, value in weights.items() if name not in words}
    clean.WEIGHT_OF = {word: weights.get(word, value) for word, value in words.items()}
    clean.TITLE, clean.NO_TITLE = title, none


def rounded(weights: dict[str, float], words: dict[str, float]) -> dict[str, float]:
    return {name: round(value * 2) / 2 if name in words else round(value, 1) for name, value in weights.items()
            if name in words or abs(value) >= 0.25}


def fit(samples: list[Sample]) -> None:
    words = START
    clean.WEIGHT_OF = dict(words)
    weights = rounded(fit_lines(samples, words), words)
    use(weights, words, {}, 0)
    title, none = fit_title(samples)
    use(weights, words, {name: round(value, 1) for name, value in title.items() if abs(value) >= 0.1}, round(none, 1))


def wrapped(items: Iterable[str], indent: str) -> str:
    """Set items in lines of the module's width, in which a Chinese character takes two columns."""
    lines, width = [""], 0
    for item in items:
        columns = sum(2 if char > "\u2e80" else 1 for char in item) + 1
        if width + columns > 104:
            lines.append("")
            width = 0
        lines[-1] += (" " if width else "") + item
        width += columns
    return f"\n{indent}".join(lines)


def tables() -> str:
    """Write the tables as they stand in clean.py."""
    def table(name: str, pairs: dict[str, float]) -> str:
        items = [f'"{key}": {value:.1f},' for key, value in sorted(pairs.items(), key=lambda pair: pair[1])]
        return f"{name}: dict[str, float] = {{\n    {wrapped(items, '    ')}\n}}\n"

    groups: dict[float, list[str]] = {}
    for word, weight in clean.WEIGHT_OF.items():
        groups.setdefault(weight, []).append(word)
    words = "".join(f'    {weight}: """{wrapped(groups[weight], "        ")}""",\n' for weight in sorted(groups) if weight)
    return ("# What a sign says: above 0 that the line is the author's, below 0 that it is the site's.\n"
            + table("SIGNS", clean.SIGNS) + "# What a word says, in Simplified.\nWORDS: dict[float, str] = {\n" + words
            + "}\n# What speaks for a line as the title; it has to be likelier than NO_TITLE.\n" + table("TITLE", clean.TITLE)
            + f"NO_TITLE = {clean.NO_TITLE:.1f}\n")


def outcome(sample: Sample) -> Counter[str]:
    """Count what becomes of a page's lines: taken or left of the site's, lost or flagged of the author's."""
    edits = {edit.start: edit for edit in clean.chrome(sample.page)}
    count: Counter[str] = Counter()
    own = [n for n, label in enumerate(sample.labels) if label]
    for n, (line, label) in enumerate(zip(sample.lines, sample.labels, strict=True)):
        edit = edits.get(line.start)
        taken, flagged = edit is not None and edit.certain and edit.new != line.text, edit is not None and not edit.certain
        if label:
            count.update({"own": 1, "lost": taken, "flagged": flagged})
        elif label == 0 and own and max(own[0] - n, n - own[-1]) < 30:
            count.update({"site's": 1, "taken": taken})
    if sample.title != "?":
        title = next((edit.facts["title"] for edit in edits.values() if edit.facts and "title" in edit.facts), None)
        count.update({"titles": 1, "right": same_title(title, sample.title) if sample.title else title is None})
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    samples = [sample for folder in options.folder for sample in load(folder)]
    if sum(sample.host != "doc" for sample in samples) < 2 * max(options.folds, 1):
        parser.error("these are too few pages with gold to learn from; see the head of this file")
    hosts = sorted({sample.host for sample in samples if sample.host != "doc"})
    random.Random(1).shuffle(hosts)
    total: Counter[str] = Counter()
    for fold in range(options.folds):
        out = {host for n, host in enumerate(hosts) if n % options.folds == fold}
        fit([sample for sample in samples if sample.host not in out])
        for sample in samples:
            if sample.host in out:
                total += outcome(sample)
        print(fold + 1, dict(total))
    fit(samples)
    print(tables())


if __name__ == "__main__":
    main()
