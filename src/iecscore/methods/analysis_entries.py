"""The chain's further methods: coupling, obstacles, fuzzy evaluation, rank sums; and the entries of all analysis."""

from collections.abc import Mapping
from itertools import accumulate
from typing import Any, Final

import numpy as np

from iecscore.analysis.coupling import BOUNDARIES, FORMULAS, LEVELS, couple, find_levels
from iecscore.analysis.fuzzy import OPERATORS, compose, share_grades
from iecscore.analysis.obstacle import find_obstacles
from iecscore.analysis.rank_sum_ratio import CUTS, RankSumRatio, evaluate_rank_sums, group_objects, rank_columns
from iecscore.methods.analysis_reading import (
    DIRECTIONS,
    NEARLY,
    check_least,
    list_places,
    read_boundaries,
    read_memberships,
    read_ranks,
    read_unit_matrix,
    say_undefined,
    take_shares,
)
from iecscore.methods.entry import NOTES, Figures, Method
from iecscore.methods.keys import WEIGHTS, check_lengths, choice, data, option, read_matrix, read_names, read_vector, read_weights, read_whole, within
from iecscore.methods.panel_entries import PANEL
from iecscore.methods.ranking_entries import RANKINGS
from iecscore.methods.structure_entries import STRUCTURE
from iecscore.problems import refuse
from iecscore.scoring.ranks import rank_scores
from iecscore.text import say
from iecscore.values import Floats

LEAST: Final = 2
SHARES: Final = data("weights", read_weights, "one a criterion, from 0 up; equal where left out", required=False)


def _read_grades(value: Any, place: str) -> int:  # noqa: ANN401 - whatever JSON holds
    grades = read_whole(value, place)
    if grades not in CUTS:
        raise refuse("compute.not_one_of", place, given=str(grades), known=", ".join(map(str, CUTS)))
    return grades


def _couple(subsystems: Floats, weights: Floats | None, formula: str, boundaries: tuple[float, ...], boundary: str) -> Figures:
    check_least("subsystems[0]", subsystems.shape[1], LEAST, "subsystems", "子系统")
    check_lengths({"weights": weights}, subsystems.shape[1], "weights")
    notes: list[str] = []
    found = couple(subsystems, take_shares(weights, subsystems.shape[1], notes), formula)
    levels = find_levels(found.d, boundaries, boundary)
    if (empty := np.isnan(found.d)).any():
        notes += say_undefined(("c", "d", "level"), f"every subsystem of unit {list_places(empty)} is 0")
    figures: dict[str, Any] = {"c": found.c, "t": found.t, "d": found.d, "level": [int(level) or None for level in levels], NOTES: notes}
    if len(boundaries) == len(LEVELS) - 1:
        names = [LEVELS[level - 1] if level else None for level in levels.tolist()]
        figures |= {"level_en": names, "level_zh": [name and say(name, "zh") for name in names]}
    return figures


def _obstruct(matrix: Floats, weights: Floats, groups: tuple[str, ...] | None) -> Figures:
    check_lengths({"weights": weights, "groups": groups}, matrix.shape[1], "weights", "groups")
    found = find_obstacles(matrix, weights)
    figures: dict[str, Any] = {"raw": found.raw, "degree": found.degree}
    if groups is not None:
        owner = np.array(groups)
        figures["by_group"] = {name: found.degree[:, owner == name].sum(axis=1) for name in dict.fromkeys(groups)}
    if (perfect := np.isnan(found.degree).any(axis=1)).any():
        figures[NOTES] = say_undefined(
            [name for name in figures if name != "raw"], f"unit {list_places(perfect)} falls short in nothing that has a weight"
        )
    return figures


def _evaluate_fuzzily(weights: Floats, membership: Floats, operator: str, grade_values: Floats | None) -> Figures:
    check_lengths({"weights": weights}, membership.shape[1], "weights")
    if grade_values is not None and len(grade_values) != membership.shape[2]:
        raise refuse("compute.ragged", "grade_values", found=len(grade_values), wanted=membership.shape[2])
    for place, weight in enumerate(weights.tolist() if operator != "prod-sum" else ()):
        within(0, 1)(weight, f"weights[{place}]")
    grades, notes = compose(weights, membership, operator), _doubt_membership(weights, membership)
    shares = share_grades(grades)
    figures: dict[str, Any] = {"grades": grades, "shares": shares}
    if (none := np.isnan(shares).any(axis=1)).any():
        notes += say_undefined(("shares",), f"object {list_places(none)} belongs to no grade at all")
    if grade_values is not None:
        scores = shares @ grade_values
        figures |= {"higher_is_better": True, "scores": scores, "ranking": [int(rank) or None for rank in rank_scores(scores)]}
        notes += say_undefined(("scores", "ranking"), f"object {list_places(none)} belongs to no grade at all") if none.any() else []
    return figures | {NOTES: notes}


def _doubt_membership(weights: Floats, membership: Floats) -> list[str]:
    whole, partial = float(weights.sum()), np.abs(membership.sum(axis=2) - 1) > NEARLY
    notes = [f"weights sum to {whole:.6g} and were used as given; shares are rescaled"] if abs(whole - 1) > NEARLY else []
    return notes + ([f"the grades of {int(partial.sum())} object's criteria do not sum to 1 and were used as given"] if partial.any() else [])


def _sum_ranks(matrix: Floats | None, types: Floats | None, ranks: Floats | None, weights: Floats | None, ranking: str, grades: int) -> Figures:
    if ranks is not None and (matrix is not None or types is not None):
        raise refuse("compute.either", "ranks", other="matrix" if matrix is not None else "types")
    if matrix is None and ranks is None:
        raise refuse("compute.missing_key", "matrix")
    notes: list[str] = []
    if ranks is None:
        ranks = _rank_matrix(np.asarray(matrix), types, ranking, notes)
    check_lengths({"weights": weights}, ranks.shape[1], "weights")
    found = evaluate_rank_sums(ranks, take_shares(weights, ranks.shape[1], notes))
    if len(found.values) < LEAST:
        notes += say_undefined(("slope", "intercept", "r2", "fitted", "groups"), "all objects have one rank-sum ratio, through which no line goes")
    order = rank_scores(found.rsr)
    line = {"rsr": found.rsr, "probit": found.probit, "slope": found.slope, "intercept": found.intercept, "r2": found.r2, "fitted": found.fitted}
    groups = [None if np.isnan(group) else int(group) for group in group_objects(found, grades)]
    return line | {"groups": groups, "ranking": order, "ranks": ranks, "distribution": _distribute(found), NOTES: notes}


def _rank_matrix(matrix: Floats, types: Floats | None, ranking: str, notes: list[str]) -> Floats:
    check_lengths({"types": types}, matrix.shape[1], "types")
    if types is None:
        notes.append("types were left out: every criterion was taken as a benefit")
    flat = np.ptp(matrix, axis=0) == 0
    if flat.any():
        notes.append(f"criterion {list_places(flat)} is the same for all and gives every object the middle rank")
    return rank_columns(matrix, np.ones(matrix.shape[1]) if types is None else types, whole=ranking == "integer")


def _distribute(found: RankSumRatio) -> list[Mapping[str, float]]:
    rows = zip(found.values, found.counts, accumulate(found.counts), found.mean_ranks, found.p, found.probit, strict=True)
    return [dict(zip(("rsr", "f", "cumulative", "mean_rank", "p", "probit"), map(float, row), strict=True)) for row in rows]


ENTRIES: Final[tuple[Method, ...]] = (
    *PANEL,
    Method(
        "coupling",
        "coordination",
        (
            data("subsystems", read_unit_matrix, "units × subsystems, from 0 to 1"),
            SHARES,
            choice("formula", tuple(FORMULAS), "traditional", "how C is computed"),
            option("boundaries", read_boundaries, BOUNDARIES, "where one level of D ends and the next begins"),
            choice("boundary", ("lower", "upper"), "lower", "which band closes on a boundary: [0.1, 0.2) is lower, (0.1, 0.2] is upper"),
        ),
        ("c", "t", "d", "level"),
        _couple,
    ),
    Method(
        "obstacle",
        "coordination",
        (
            data("matrix", read_unit_matrix, "units × indicators, from 0 to 1, more is better"),
            WEIGHTS,
            data("groups", read_names, "the criterion of each indicator", required=False),
        ),
        ("raw", "degree"),
        _obstruct,
    ),
    Method(
        "fuzzy-evaluation",
        "grading",
        (
            WEIGHTS,
            data("membership", read_memberships, "objects × criteria × grades, from 0 to 1"),
            choice("operator", tuple(OPERATORS), "prod-sum", "how weights and membership are composed"),
            data("grade_values", read_vector, "what each grade is worth, for scores", required=False),
        ),
        ("grades", "shares"),
        _evaluate_fuzzily,
    ),
    Method(
        "rank-sum-ratio",
        "grading",
        (
            data("matrix", read_matrix, "objects × criteria", required=False),
            DIRECTIONS,
            data("ranks", read_ranks, "objects × criteria, the number of objects the best; instead of matrix and types", required=False),
            SHARES,
            choice("ranking", ("integer", "non-integer"), "integer", "ranks of the values, or values scaled to 1 to n"),
            option("grades", _read_grades, 3, "how many grades: 3, 4 or 5"),
        ),
        ("rsr", "probit", "slope", "intercept", "r2", "fitted", "groups", "ranking", "ranks", "distribution"),
        _sum_ranks,
        higher_is_better=True,
    ),
    *RANKINGS,
    *STRUCTURE,
)
