"""The section of a method's page on second implementations: pymcdm live, other libraries as the tests have stored them."""

import json
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from iecscore.methods.second_table import SECONDS, Apart

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from mcdm.peer_differences import NOT_A_NUMBER, SCORES, WEIGHTS

TESTS = Path(__file__).parents[1] / "tests"
HEAD = """## Checked against 核对

| Program 程序 | Version 版本 | How 方式 | Outcome 结果 |
| --- | --- | --- | --- |"""
NONE = """## Checked against 核对

None of pymcdm, scikit-criteria, pyrepo-mcda, pyDecision and ahpy stands beside this method; its tests
rest on published figures, figures worked by hand or general laws.

该方法未与 pymcdm、scikit-criteria、pyrepo-mcda、pyDecision、ahpy 核对；测试依据文献数值、手算结果或一般性质。
"""
DIFFERENCES = {(peer, "", method): why for (peer, method), why in SCORES.items()} | NOT_A_NUMBER | WEIGHTS


def tell_seconds(name: str) -> str:
    """Markdown of the section, a row a program."""
    rows = [*_tell_live(name), *_tell_stored(name)]
    return "\n".join([HEAD, *rows, ""]) if rows else NONE


def _tell_live(name: str) -> Iterator[str]:
    if name in SECONDS:
        second = SECONDS[name]
        apart = dict.fromkeys((*second.fails, *second.lacks))
        agrees = "" if name == "copras" else f"agrees to {second.tolerance:g} 一致"
        told = "<br>".join([agrees, *(f"not compared 不核对: {_say(each)}" for each in apart)] if agrees else [*map(_say, apart)])
        yield f"| pymcdm `{second.name}` | {version('pymcdm')} | live, `--check` 实时 | {told} |"


def _say(apart: Apart) -> str:
    return f"{apart.why.en} {apart.why.zh}"


def _tell_stored(name: str) -> Iterator[str]:
    for folder in ("mcdm", "weights"):
        stored = json.loads((TESTS / folder / "peers" / "figures.json").read_text(encoding="utf-8"))
        for peer, said in stored["peers"].items():
            met = [(problem, method) for problem, figures in said.items() for method in figures if problem != "versions" and _belongs(method, name)]
            if met:
                yield f"| {peer} | {said['versions'][peer]} | stored figures 存档数值 | {_judge(peer, met)} |"


def _belongs(figure: str, name: str) -> bool:
    """Whether a stored figure is one of a method's: `vikor.S` is VIKOR's, the consistency ratio AHP's."""
    return figure.partition(".")[0] == name or (name == "ahp" and figure.startswith("cr."))


def _judge(peer: str, met: list[tuple[str, str]]) -> str:
    found = [DIFFERENCES.get((peer, problem, method)) or DIFFERENCES.get((peer, "", method)) for problem, method in met]
    agreed = ["agrees 一致"] if None in found else []
    return "<br>".join([*agreed, *(f"differs 不一致: it {why[0]} {why[1]}" for why in dict.fromkeys(found) if why)])
