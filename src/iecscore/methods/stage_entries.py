"""The stages of a composite index as methods: the keys each reads, and what it gives."""

from typing import Any, Final

from iecscore.matrix.stages import AGGREGATION_RULES, IMPUTATION_RULES, ROUND_RULES, SCALING_RULES, SCREENS, TRANSFORMS
from iecscore.matrix.stages.aggregating import COUNT, NEGATIVE, POPULATION, POSITIVE, SAMPLE, WEIGHT
from iecscore.matrix.stages.balancing import CORRELATION, SQUARED
from iecscore.matrix.stages.imputing import FALLBACKS, NONE
from iecscore.matrix.stages.scaling import COST_FRACTIONS, MINMAX, TIES
from iecscore.matrix.stages.treating import FORCED
from iecscore.methods.entry import Method
from iecscore.methods.keys import (
    MATRIX,
    TYPES,
    WEIGHTS,
    choice,
    data,
    one_of,
    option,
    read_bounds,
    read_flag,
    read_gapped,
    read_number,
    read_text,
    read_vector,
    read_weights,
    within,
)
from iecscore.methods.stage_keys import GAPPED, GROUPS, above_zero, each, from_zero, read_ends, read_rising, read_rounds, read_share_bounds
from iecscore.methods.stage_runs import (
    run_aggregate,
    run_balance,
    run_benefit,
    run_denominate,
    run_impute,
    run_impute_rounds,
    run_normalise,
    run_screen,
    run_treat,
)

GROUP: Final = "stages"


def _entry(name: str, run: Any, keys: tuple[Any, ...], *results: str, higher: bool | None = None) -> Method:  # noqa: ANN401
    return Method(name, GROUP, keys, results, run, higher)


ENTRIES: Final[tuple[Method, ...]] = (
    _entry(
        "normalise",
        run_normalise,
        (
            GAPPED,
            TYPES,
            choice("method", SCALING_RULES, MINMAX, "the rule"),
            option("ends", read_ends, None, "lowest and highest score; z-score: the mean and the deviation wanted"),
            data("goalposts", read_bounds, "[low, high] an indicator, or one pair for all (scaled, goalposts)", required=False),
            data("targets", read_vector, "one an indicator (distance-to-target)", required=False),
            option("reference", from_zero, None, "the unit to compare with (distance-to-reference)"),
            data("centres", read_vector, "one an indicator: what scores the middle (around-reference; the means where not told)", required=False),
            option("clip", read_flag, None, "cut scores off: goalposts at both ends (yes), the distances at the upper end (no)"),
            choice("ties", TIES, "min", "the rank that equal values share"),
            choice("fraction", COST_FRACTIONS, "reflect", "how a cost is a fraction of the maximum"),
            option("directed", read_flag, default=False, meaning="goalposts, targets and centres are of x times its type"),
        ),
        "values",
        "posts",
    ),
    _entry(
        "treat",
        run_treat,
        (
            GAPPED,
            option("skewness", above_zero, 2.0, "an indicator passes below this absolute skewness"),
            option("kurtosis", read_number, 3.5, "or below this kurtosis"),
            option("most", from_zero, 5, "most points pulled in"),
            choice("second", (*TRANSFORMS, NONE), "log-ct", "the treatment where that is not enough"),
            option("exponent", read_number, None, "of box-cox; the likeliest where not told"),
            option("combine", read_flag, default=False, meaning="the second treatment works on what the first one left"),
            option("forced", each(one_of(FORCED)), None, "one an indicator: what is done whatever the test says"),
        ),
        "values",
        "treated",
        "indicators",
    ),
    _entry(
        "impute",
        run_impute,
        (
            GAPPED,
            choice("method", IMPUTATION_RULES, "mean", "the rule"),
            GROUPS,
            data("blocks", each(read_text), "one an indicator: the block within which rows are averaged", required=False),
            data("types", TYPES.read, "one an indicator: 1 benefit, -1 cost (rows)", required=False),
            choice("fallback", FALLBACKS, NONE, "what fills the gap of a group without a value"),
            option("predictors", from_zero, None, "indicators a regression takes; one per ten units where not told"),
        ),
        "values",
        "errors",
        "imputed",
    ),
    _entry(
        "impute-rounds",
        run_impute_rounds,
        (
            data("rounds", read_rounds, "matrices of one shape, the earliest first, null for a gap"),
            choice("method", ROUND_RULES, "latest", "the rule"),
            data("times", read_rising, "one a round; 0, 1, 2 … where not told", required=False),
            option("reach", from_zero, None, "most rounds back (latest)"),
        ),
        "values",
        "errors",
        "imputed",
    ),
    _entry(
        "aggregate",
        run_aggregate,
        (
            GAPPED,
            WEIGHTS,
            choice("method", AGGREGATION_RULES, "arithmetic", "the rule"),
            option("least_share", within(0, 1), 0.0, "share a unit must have to be scored"),
            choice("share_by", (COUNT, WEIGHT), COUNT, "what the share is of"),
            option("power", read_number, 1.0, "of the generalised mean"),
            choice("penalty", (NEGATIVE, POSITIVE), NEGATIVE, "Mazziotta-Pareto: negative where more is better"),
            option(
                "deviation", one_of((POPULATION, SAMPLE)), None, "divisor n or n - 1; Mazziotta-Pareto population, distance sample where not told"
            ),
            option("alpha", within(0, 1), 0.5, "mean-min: how much imbalance costs"),
            option("beta", within(0), 1.0, "mean-min: how far indicators make up for each other"),
            data("orders", read_weights, "ordered: weights of the best value, second best, …", required=False),
            data("types", TYPES.read, "adjusted-mazziotta-pareto: 1 benefit, -1 cost", required=False),
            data("centres", read_vector, "adjusted-mazziotta-pareto: what scores 100; the means where not told", required=False),
        ),
        "scores",
        "ranking",
        "higher_is_better",
    ),
    _entry(
        "screen",
        run_screen,
        (
            GAPPED,
            data("weights", read_weights, "one an indicator; equal where not told", required=False),
            choice("by", SCREENS, "availability", "what counts"),
            option("available", within(0, 1), 2 / 3, "least share that must be there"),
            option("nonzero", within(0, 1), 0.05, "least share of it that must not be 0"),
            option("include", each(from_zero), None, "units that stay in"),
            option("exclude", each(from_zero), None, "units that stay out"),
        ),
        "kept",
        "removed",
        "available",
        "nonzero",
    ),
    _entry(
        "denominate",
        run_denominate,
        (
            GAPPED,
            data("denominators", read_gapped, "units × denominators, null for a gap"),
            data("by", each(from_zero, gaps=True), "one an indicator: the denominator's column, or null"),
            data("factors", read_vector, "one an indicator, times which it is taken; 1 where not told", required=False),
        ),
        "values",
    ),
    _entry(
        "benefit-of-the-doubt",
        run_benefit,
        (MATRIX, data("bounds", read_share_bounds, "[low, high] of each indicator's share in the score, or one pair for all", required=False)),
        "scores",
        "ranking",
        "weights",
        "shares",
        higher=True,
    ),
    _entry(
        "balanced-weights",
        run_balance,
        (
            MATRIX,
            data("targets", each(above_zero), "one an indicator: how important it shall be; equal where not told", required=False),
            choice("measure", (CORRELATION, SQUARED), CORRELATION, "what shall be as the targets"),
        ),
        "weights",
        "correlations",
        "exact",
    ),
)
