"""What a panel says, with what authority, and how far its members agree."""

from typing import Any, Final

import numpy as np

from iecscore.analysis.concordance import Concordance, draw_p, enumerate_p, measure_concordance
from iecscore.analysis.delphi import Opinions, find_limits, summarise_ratings, weigh_authority
from iecscore.analysis.even_ranks import rank_rows_evenly
from iecscore.methods.analysis_reading import NEARLY, check_least, list_places, read_counts, read_counts_or_scores, say_undefined
from iecscore.methods.entry import NOTES, Figures, Method
from iecscore.methods.keys import choice, data, option, read_flag, read_gapped, read_matrix, read_number, read_whole, within
from iecscore.problems import refuse
from iecscore.values import Floats

ROUGH: Final = 7
LEAST: Final = 2
SILENT: Final = "no judge tells the objects apart, so that agreement is undefined"
P_VALUES: Final = ("chi-square", "exact", "permutation")


def _read_draws(value: Any, place: str) -> int:  # noqa: ANN401 - whatever JSON holds
    return int(within(1, 1_000_000)(read_whole(value, place), place))


def _read_seed(value: Any, place: str) -> int:  # noqa: ANN401
    return int(within(0)(read_whole(value, place), place))


def _read_experts(value: Any, place: str) -> int:  # noqa: ANN401
    return int(within(1)(read_whole(value, place), place))


def _delphi(ratings: Floats, full_mark: float, judgement_basis: Floats | None, familiarity: Floats | None) -> Figures:
    for i, j in np.argwhere(ratings > full_mark).tolist():
        raise refuse("compute.above_full_mark", f"ratings[{i}][{j}]", given=float(ratings[i, j]), full=full_mark)
    silent = np.isnan(ratings).any(axis=1)
    found, agreed = summarise_ratings(ratings, full_mark), measure_concordance(ratings[~silent])
    limits = find_limits(found)
    notes = [f"agreement is among the experts who rated every item; expert {list_places(silent)} did not"] if silent.any() else []
    notes += _doubt_items(found)
    notes += say_undefined(("kendall_w", "chi2", "p"), SILENT) if np.isnan(agreed.w) else []
    notes += say_undefined(("boundaries",), "a limit needs two items with a figure") if np.isnan([limits.mean, limits.cv]).any() else []
    figures: dict[str, Any] = {"mean": found.mean, "sd": found.sd, "cv": found.cv, "full_mark_ratio": found.full_mark_ratio}
    figures |= {"kendall_w": agreed.w, "chi2": agreed.chi2, "df": agreed.df, "p": agreed.p}
    figures["boundaries"] = {"mean": limits.mean, "full_mark_ratio": limits.full_mark_ratio, "cv": limits.cv}
    figures["failed"] = limits.failed.astype(int)
    return figures | _weigh_if_told(len(ratings), judgement_basis, familiarity) | {NOTES: notes}


def _doubt_items(found: Opinions) -> list[str]:
    alone, level = found.answered == 1, (found.mean == 0) & (found.answered > 1)
    reasons = (
        (("mean", "sd", "cv", "full_mark_ratio"), found.answered == 0, "nobody rated item {}"),
        (("sd", "cv"), alone, "one expert alone rated item {}, which gives no deviation"),
        (("cv",), level, "the mean of item {} is 0, which gives no coefficient of variation"),
    )
    return [note for names, marks, why in reasons if marks.any() for note in say_undefined(names, why.format(list_places(marks)))]


def _weigh_if_told(experts: int, judgement_basis: Floats | None, familiarity: Floats | None) -> dict[str, float]:
    if judgement_basis is None and familiarity is None:
        return {}
    if judgement_basis is None or familiarity is None:
        raise refuse("compute.missing_key", "familiarity" if familiarity is None else "judgement_basis")
    found = weigh_authority(experts, judgement_basis, familiarity)
    return {"ca": found.ca, "cs": found.cs, "cr": found.cr}


def _authority(experts: int, judgement_basis: Floats, familiarity: Floats) -> Figures:
    found, told = weigh_authority(experts, judgement_basis, familiarity), float(familiarity[:, 0].sum())
    notes = [f"familiarity counts {told:g} answers of {experts} experts"] if abs(told - experts) > NEARLY else []
    per_expert = float(judgement_basis[:, 0].sum()) / experts
    notes += [f"judgement_basis counts {per_expert:.6g} answers an expert"] if abs(per_expert - round(per_expert)) > NEARLY else []
    return {"ca": found.ca, "cs": found.cs, "cr": found.cr, NOTES: notes}


def _kendall(ratings: Floats, p_value: str, permutations: int, seed: int, *, already_ranked: bool) -> Figures:
    check_least("ratings", len(ratings), LEAST, "judges", "评判者")
    check_least("ratings[0]", ratings.shape[1], LEAST, "objects", "对象")
    found, notes = measure_concordance(ratings), []
    if already_ranked and (odd := np.abs(rank_rows_evenly(ratings) - ratings).max(axis=1) > NEARLY).any():
        notes.append(f"the ranks of judge {list_places(odd)} do not share ties evenly, so that they were ranked again")
    if np.isnan(found.w):
        notes += say_undefined(("w", "chi2", "p"), SILENT)
    elif p_value == "chi-square" and ratings.shape[1] <= ROUGH:
        notes.append("with so few objects the χ² approximation is rough; p_value can be exact or permutation")
    p = found.p if np.isnan(found.w) else _test_agreement(found, ratings, p_value, permutations, seed)
    return {"w": found.w, "chi2": found.chi2, "df": found.df, "p": p, "rank_sums": found.rank_sums, NOTES: notes}


def _test_agreement(found: Concordance, ratings: Floats, p_value: str, permutations: int, seed: int) -> float:
    if p_value == "chi-square":
        return found.p
    if p_value == "permutation":
        return draw_p(ratings, permutations, seed)
    counted = enumerate_p(ratings)
    if counted is None:
        raise refuse("compute.too_many_orders", "p_value", judges=len(ratings), objects=ratings.shape[1])
    return counted


PANEL: Final = (
    Method(
        "delphi",
        "panel",
        (
            data("ratings", read_gapped, "experts × items, null where an expert is silent"),
            data("full_mark", read_number, "the top of the rating scale"),
            data("judgement_basis", read_counts_or_scores, "[count, score] a row, or one score an expert", required=False),
            data("familiarity", read_counts_or_scores, "[count, score] a row, or one score an expert", required=False),
        ),
        ("mean", "sd", "cv", "full_mark_ratio", "kendall_w", "chi2", "df", "p", "boundaries", "failed"),
        _delphi,
    ),
    Method(
        "delphi-authority",
        "panel",
        (
            data("experts", _read_experts, "how many experts there are"),
            data("judgement_basis", read_counts, "a list of [count, score], an expert's grounds adding up"),
            data("familiarity", read_counts, "a list of [count, score]"),
        ),
        ("ca", "cs", "cr"),
        _authority,
    ),
    Method(
        "kendall-w",
        "panel",
        (
            data("ratings", read_matrix, "judges × objects"),
            option("already_ranked", read_flag, default=False, meaning="whether the ratings are ranks"),
            choice("p_value", P_VALUES, "chi-square", "where the p-value comes from"),
            option("permutations", _read_draws, 9999, "how many random orders, where p_value is permutation"),
            option("seed", _read_seed, 0, "the seed of the random orders"),
        ),
        ("w", "chi2", "df", "p", "rank_sums"),
        _kendall,
    ),
)
