"""Several rankings made one, and two compared."""

from typing import Final

import numpy as np

from iecscore.analysis.aggregation import LOWER_IS_BETTER, RULES
from iecscore.analysis.even_ranks import rank_evenly
from iecscore.analysis.rank_correlation import COEFFICIENTS, RANKINGS_ONLY
from iecscore.methods.analysis_reading import Ordered, check_least, check_ranks, read_rankings, say_undefined
from iecscore.methods.entry import NOTES, Figures, Method
from iecscore.methods.keys import choice, data, read_vector
from iecscore.problems import refuse
from iecscore.scoring.ranks import rank_scores
from iecscore.values import Floats

LEAST: Final = 2


def _aggregate(rankings: tuple[Ordered, ...], rule: str) -> Figures:
    names = [name for tied in rankings[0] for name in tied]
    points = RULES[rule](np.array([_place(ranking, names) for ranking in rankings]))
    ranks = rank_scores(-points if rule in LOWER_IS_BETTER else points)
    figures = {"points": dict(zip(names, points, strict=True)), "ranking": [names[place] for place in np.argsort(ranks, kind="stable")]}
    return figures | {"ranks": dict(zip(names, ranks, strict=True)), "higher_is_better": rule not in LOWER_IS_BETTER}


def _place(ranking: Ordered, names: list[str]) -> Floats:
    places = {name: number for number, tied in enumerate(ranking) for name in tied}
    return rank_evenly(np.array([places[name] for name in names], dtype=np.float64))


def _compare(x: Floats, y: Floats, coefficient: str, values: str) -> Figures:
    if len(x) != len(y):
        raise refuse("compute.ragged", "y", found=len(y), wanted=len(x))
    check_least("x", len(x), LEAST, "entries", "数")
    read_as = values or ("rankings" if coefficient in RANKINGS_ONLY else "scores")
    left, right = _read_as(x, y, coefficient, read_as)
    notes = []
    if coefficient == "weighted-tau" and not values:
        notes.append("x and y were read as scores, the largest mattering most; set values to rankings where 1 is best")
    if coefficient in RANKINGS_ONLY and any(len(set(ranks.tolist())) < len(ranks) for ranks in (left, right)):
        notes.append("ties were used as ranked; the coefficient was made for rankings without ties")
    value = COEFFICIENTS[coefficient](left, right)
    notes += say_undefined(("value",), "x or y is the same throughout") if np.isnan(value) else []
    return {"value": value, "options": {"values": read_as}, NOTES: notes}


def _read_as(x: Floats, y: Floats, coefficient: str, values: str) -> tuple[Floats, Floats]:
    """Turn scores into rankings, or rankings into scores, as the coefficient needs them."""
    if coefficient not in RANKINGS_ONLY:
        return (x, y) if values == "scores" else (-x, -y)
    if values == "scores":
        return rank_evenly(-x), rank_evenly(-y)
    for name, ranks in (("x", x), ("y", y)):
        check_ranks(ranks, [f"{name}[{place}]" for place in range(len(ranks))])
    return x, y


RANKINGS: Final = (
    Method(
        "rank-aggregation",
        "rankings",
        (
            data("rankings", read_rankings, "lists of names, best first; tied names in a list of their own"),
            choice("rule", tuple(RULES), "borda", "how points are counted"),
        ),
        ("points", "ranking", "ranks"),
        _aggregate,
    ),
    Method(
        "rank-correlation",
        "rankings",
        (
            data("x", read_vector, "one figure an alternative; for rankings 1 is best"),
            data("y", read_vector, "the same alternatives in the same order"),
            choice("coefficient", tuple(COEFFICIENTS), "spearman", "which coefficient"),
            choice("values", ("scores", "rankings"), "", "what x and y are; left out, rankings for weighted-spearman and ws, else scores"),
        ),
        ("value",),
        _compare,
    ),
)
