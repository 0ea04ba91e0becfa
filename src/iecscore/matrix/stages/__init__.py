"""The stages of a composite index as plain functions on arrays: denominate, screen, impute, treat, normalise, weigh, aggregate."""

from iecscore.matrix.stages.aggregating import AGGREGATION_RULES, LESS_IS_BETTER, Aggregation, aggregate, share_weights
from iecscore.matrix.stages.balancing import Balanced, balance_weights
from iecscore.matrix.stages.benefit import Doubted, give_benefit
from iecscore.matrix.stages.denominating import denominate
from iecscore.matrix.stages.imputing import IMPUTATION_RULES, Imputation, Imputed, ImputedCell, fill_gaps, impute
from iecscore.matrix.stages.moments import Limits, Moments, measure_moments
from iecscore.matrix.stages.rounds import ROUND_RULES, ImputedRounds, impute_rounds
from iecscore.matrix.stages.scaling import SCALING_RULES, Posts, Scaled, Scaling, find_posts, scale_columns, score_on_posts
from iecscore.matrix.stages.screening import SCREENS, Screen, Screened, screen_units
from iecscore.matrix.stages.transforms import TRANSFORMS, transform
from iecscore.matrix.stages.treating import FORCED, Treated, TreatedCell, TreatedColumn, Treatment, treat_columns, treat_lines

__all__ = [
    "AGGREGATION_RULES",
    "FORCED",
    "IMPUTATION_RULES",
    "LESS_IS_BETTER",
    "ROUND_RULES",
    "SCALING_RULES",
    "SCREENS",
    "TRANSFORMS",
    "Aggregation",
    "Balanced",
    "Doubted",
    "Imputation",
    "Imputed",
    "ImputedCell",
    "ImputedRounds",
    "Limits",
    "Moments",
    "Posts",
    "Scaled",
    "Scaling",
    "Screen",
    "Screened",
    "Treated",
    "TreatedCell",
    "TreatedColumn",
    "Treatment",
    "aggregate",
    "balance_weights",
    "denominate",
    "fill_gaps",
    "find_posts",
    "give_benefit",
    "impute",
    "impute_rounds",
    "measure_moments",
    "scale_columns",
    "score_on_posts",
    "screen_units",
    "share_weights",
    "transform",
    "treat_columns",
    "treat_lines",
]
