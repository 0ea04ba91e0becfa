"""What stands beside the score, never inside it: agreement, coupling, obstacles, other methods of the chain, and checks of an index's structure."""

from iecscore.analysis.aggregation import LOWER_IS_BETTER, RULES
from iecscore.analysis.components import Adequacy, Components, find_components, judge_adequacy
from iecscore.analysis.concordance import Concordance, draw_p, enumerate_p, measure_concordance
from iecscore.analysis.correlation import COLLINEAR, Flag, average_between, correlate, covary, find_flags
from iecscore.analysis.coupling import BOUNDARIES, FORMULAS, LEVELS, Coupled, Coupling, couple, couple_sides, couple_sides_modified, find_levels
from iecscore.analysis.delphi import Authority, Limits, Opinions, find_limits, summarise_ratings, weigh_authority
from iecscore.analysis.even_ranks import rank_evenly, rank_rows_evenly
from iecscore.analysis.fuzzy import OPERATORS, compose, share_grades
from iecscore.analysis.importance import Importance, LeftOut, leave_out_each, measure_importance
from iecscore.analysis.momentum import Momentum, measure_momentum
from iecscore.analysis.obstacle import Obstacles, find_obstacles
from iecscore.analysis.one_factor import OneFactor, fit_by_likelihood, fit_by_residuals, is_singular
from iecscore.analysis.rank_correlation import COEFFICIENTS, RANKINGS_ONLY
from iecscore.analysis.rank_sum_ratio import CUTS, RankSumRatio, evaluate_rank_sums, group_objects, rank_columns
from iecscore.analysis.reliability import Alpha, measure_alpha, measure_omega
from iecscore.analysis.screening import Screened, find_varying, screen

__all__ = [
    "BOUNDARIES",
    "COEFFICIENTS",
    "COLLINEAR",
    "CUTS",
    "FORMULAS",
    "LEVELS",
    "LOWER_IS_BETTER",
    "OPERATORS",
    "RANKINGS_ONLY",
    "RULES",
    "Adequacy",
    "Alpha",
    "Authority",
    "Components",
    "Concordance",
    "Coupled",
    "Coupling",
    "Flag",
    "Importance",
    "LeftOut",
    "Limits",
    "Momentum",
    "Obstacles",
    "OneFactor",
    "Opinions",
    "RankSumRatio",
    "Screened",
    "average_between",
    "compose",
    "correlate",
    "couple",
    "couple_sides",
    "couple_sides_modified",
    "covary",
    "draw_p",
    "enumerate_p",
    "evaluate_rank_sums",
    "find_components",
    "find_flags",
    "find_levels",
    "find_limits",
    "find_obstacles",
    "find_varying",
    "fit_by_likelihood",
    "fit_by_residuals",
    "group_objects",
    "is_singular",
    "judge_adequacy",
    "leave_out_each",
    "measure_alpha",
    "measure_concordance",
    "measure_importance",
    "measure_momentum",
    "measure_omega",
    "rank_columns",
    "rank_evenly",
    "rank_rows_evenly",
    "screen",
    "share_grades",
    "summarise_ratings",
    "weigh_authority",
]
