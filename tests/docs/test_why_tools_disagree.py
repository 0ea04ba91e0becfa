"""Every row of the page on disagreeing tools is run: ours by `compute`, pymcdm live, and the formulas other programs use."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from pymcdm import methods, weights
from scipy.stats import chi2, rankdata

from iecscore.methods import METHODS, compute

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "why-tools-disagree.md", "zh": DOCS / "why-tools-disagree.zh-CN.md"}
CODE = re.compile(r"`([^`]+)`")


def table_of(document):
    return [np.array(document[key], dtype=float) for key in ("matrix", "weights", "types")]


def rank_down(scores):
    return rankdata(-np.asarray(scores), "min").astype(int).tolist()


def theirs(method):
    """Scores and ranks of a pymcdm method, more is better."""

    def run(document):
        scores = method()(*table_of(document), validation=False)
        return {"scores": scores, "ranking": rank_down(scores)}

    return run


def weigh(method):
    return lambda document: {"weights": method(np.array(document["matrix"], dtype=float))}


def refuse_vikor(document):
    with pytest.raises(ValueError, match="equal values"):
        methods.VIKOR()(*table_of(document))
    return {"scores": "ValueError", "ranking": "ValueError"}


def refuse_entropy(document):
    with pytest.raises(ValueError, match="positive"):
        weights.entropy_weights(np.array(document["matrix"], dtype=float))
    return {"weights": "ValueError"}


def divide_by_full_index(document):
    full = 0.8816
    return {"random_index": full, "cr": compute("ahp", document)["ci"] / full}


def rank_densely(document):
    """Best first, ties collapse: the script as it goes round."""
    matrix, types = np.array(document["matrix"], dtype=float), document["types"]
    ranks = np.column_stack([rankdata(-column * kind, "dense") for column, kind in zip(matrix.T, types, strict=True)])
    return {"rsr": ranks.sum(axis=1) / ranks.size}


def concord_without_ties(document):
    ranks = rankdata(document["ratings"], axis=1)
    judges, objects = ranks.shape
    w = 12 * ((ranks.sum(axis=0) - ranks.sum() / objects) ** 2).sum() / (judges**2 * (objects**3 - objects))
    return {"w": w, "p": chi2.sf(judges * (objects - 1) * w, objects - 1)}


def count_largest_seen(document):
    ratings = np.array(document["ratings"])
    return {"full_mark_ratio": (ratings == ratings.max()).mean(axis=0)}


OTHERS = {
    "critic_weights": weigh(weights.critic_weights),
    "entropy_weights": refuse_entropy,
    "TOPSIS": theirs(methods.TOPSIS),
    "COPRAS": theirs(methods.COPRAS),
    "VIKOR": refuse_vikor,
    "index of a full matrix": divide_by_full_index,
    "dense ranks, best first": rank_densely,
    "no correction for ties": concord_without_ties,
    "largest mark seen": count_largest_seen,
}


def read_rows(language):
    """Each row of the page that is run: its section, the data above it, its code, and what it says by result key."""
    section, document, head = "", {}, []
    lines = iter(PAGES[language].read_text(encoding="utf-8").splitlines())
    for line in lines:
        if line.startswith("## "):
            section = line[3:]
        elif line == "```json":
            document = json.loads("".join(iter(lambda: next(lines), "```")))
        elif line.startswith(("| Run |", "| 运行 |")):
            head = [code[0] for code in map(CODE.findall, line.split("|")) if code]
        elif line.startswith("|") and head and not line.startswith("| ---"):
            first, *cells = (cell.strip() for cell in line.strip("|").split("|"))
            yield section, document, tuple(CODE.findall(first)), dict(zip(head, (cell.replace("*", "").split() for cell in cells), strict=True))
        elif not line.startswith("|"):
            head = []


ROWS = [(language, *row) for language in PAGES for row in read_rows(language)]


def run_row(document, code):
    name, *options = code
    return compute(name, document | json.loads(options[0])) if name in METHODS else OTHERS[name](document)


def read_figure(result, key):
    figure = result["options"].get(key, "–") if key not in result and "options" in result else result.get(key)
    entries = figure.values() if isinstance(figure, dict) else figure if isinstance(figure, list | tuple | np.ndarray) else [figure]
    return list(entries)


def agrees(told, found):
    """A word, or a number to the digits told."""
    if isinstance(found, str):
        return told == found
    digits = len(told.partition(".")[2])
    return told == f"{round(float(found), digits) + 0.0:.{digits}f}"


@pytest.mark.parametrize(("language", "section", "document", "code", "told"), ROWS, ids=[f"{row[0]} {row[1]} {' '.join(row[3])}" for row in ROWS])
def test_a_row_of_the_page_gives_what_it_says(language, section, document, code, told):
    result = run_row(document, code)
    for key, words in told.items():
        found = read_figure(result, key)
        assert len(found) == len(words)
        assert all(map(agrees, words, found)), (key, found)


def test_both_pages_show_the_same_rows_and_every_other_program_once():
    first, second = ([row[2:] for row in ROWS if row[0] == language] for language in PAGES)
    assert first == second
    assert sorted(code[0] for _, code, _ in first if code[0] not in METHODS) == sorted(OTHERS)


@pytest.mark.parametrize("language", PAGES)
def test_every_section_has_its_rows(language):
    sections = [line[3:] for line in PAGES[language].read_text(encoding="utf-8").splitlines() if line.startswith("## ")]
    assert list(dict.fromkeys(section for tongue, section, *_ in ROWS if tongue == language)) == sections


@pytest.mark.parametrize("language", PAGES)
def test_links_within_the_page_lead_to_its_sections(language):
    text = PAGES[language].read_text(encoding="utf-8")
    heads = {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in re.findall(r"^## (.*)$", text, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) == heads
