"""Scores, ranks and tiers."""

from iecscore.scoring.methods import METHODS, other_method
from iecscore.scoring.metric import measure_mean, measure_topsis
from iecscore.scoring.ranks import rank_in_leagues, rank_scores
from iecscore.scoring.scorecard import Rules, Scorecard, score_units
from iecscore.scoring.table import TABLE_METHODS, TABLE_RULES, Table, TableRanking, rank_table
from iecscore.scoring.tiers import find_tier

__all__ = [
    "METHODS",
    "TABLE_METHODS",
    "TABLE_RULES",
    "Rules",
    "Scorecard",
    "Table",
    "TableRanking",
    "find_tier",
    "measure_mean",
    "measure_topsis",
    "other_method",
    "rank_in_leagues",
    "rank_scores",
    "rank_table",
    "score_units",
]
