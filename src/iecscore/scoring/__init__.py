"""Scores, ranks and tiers."""

from iecscore.scoring.climbing import climb_units, make_ladder
from iecscore.scoring.coverage import tell_coverage
from iecscore.scoring.joints import find_joints
from iecscore.scoring.methods import INDEX, METHODS, TOPSIS, WITH_TIERS, compares, other_method
from iecscore.scoring.metric import measure_geometric, measure_grey, measure_mean, measure_topsis
from iecscore.scoring.ranks import rank_in_leagues, rank_scores
from iecscore.scoring.resetting import reset_weights
from iecscore.scoring.scorecard import Rules, Scorecard, score_units
from iecscore.scoring.table import TABLE_METHODS, TABLE_RULES, Table, TableRanking, place_rows, rank_table
from iecscore.scoring.tiers import find_tier

__all__ = [
    "INDEX",
    "METHODS",
    "TABLE_METHODS",
    "TABLE_RULES",
    "TOPSIS",
    "WITH_TIERS",
    "Rules",
    "Scorecard",
    "Table",
    "TableRanking",
    "climb_units",
    "compares",
    "find_joints",
    "find_tier",
    "make_ladder",
    "measure_geometric",
    "measure_grey",
    "measure_mean",
    "measure_topsis",
    "other_method",
    "place_rows",
    "rank_in_leagues",
    "rank_scores",
    "rank_table",
    "reset_weights",
    "score_units",
    "tell_coverage",
]
