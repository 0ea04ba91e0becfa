"""Finished frozen views for the command line, reports and pages."""

from iecscore.views.changes import RULES, list_stages
from iecscore.views.explanation import Explanation, Weighted, view_explanation
from iecscore.views.naming import mark_of, name_league, name_node, name_tier, remark_on, word_flag, write_figure
from iecscore.views.ranking import League, Line, RankingView, order_rows, view_ranking
from iecscore.views.sources import SourceCell, view_cells

__all__ = [
    "RULES",
    "Explanation",
    "League",
    "Line",
    "RankingView",
    "SourceCell",
    "Weighted",
    "list_stages",
    "mark_of",
    "name_league",
    "name_node",
    "name_tier",
    "order_rows",
    "remark_on",
    "view_cells",
    "view_explanation",
    "view_ranking",
    "word_flag",
    "write_figure",
]
