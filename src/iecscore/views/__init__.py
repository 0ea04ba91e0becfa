"""Finished frozen views for the command line, reports and pages."""

from iecscore.views.changes import RULES, list_stages
from iecscore.views.doubt_tables import Table
from iecscore.views.explanation import Explanation, Weighted, view_explanation
from iecscore.views.free_weights import view_free, view_free_shares
from iecscore.views.naming import DASH, mark_of, name_interval, name_league, name_node, name_tier, remark_on, word_flag, write_figure
from iecscore.views.nodes import Child, NodeExplanation, view_node
from iecscore.views.questionnaire import GroupLine, survey_of
from iecscore.views.ranking import League, Line, RankingView, describe_options, order_rows, view_ranking, word_lowest, word_row_coverage
from iecscore.views.robustness import DoubtLeague, DoubtLine, DoubtView, view_robustness, word_interval, word_pair, write_share
from iecscore.views.sources import SourceCell, view_cells
from iecscore.views.unit_doubt import UnitView, view_unit

__all__ = [
    "DASH",
    "RULES",
    "Child",
    "DoubtLeague",
    "DoubtLine",
    "DoubtView",
    "Explanation",
    "GroupLine",
    "League",
    "Line",
    "NodeExplanation",
    "RankingView",
    "SourceCell",
    "Table",
    "UnitView",
    "Weighted",
    "describe_options",
    "list_stages",
    "mark_of",
    "name_interval",
    "name_league",
    "name_node",
    "name_tier",
    "order_rows",
    "remark_on",
    "survey_of",
    "view_cells",
    "view_explanation",
    "view_free",
    "view_free_shares",
    "view_node",
    "view_ranking",
    "view_robustness",
    "view_unit",
    "word_flag",
    "word_interval",
    "word_lowest",
    "word_pair",
    "word_row_coverage",
    "write_figure",
    "write_share",
]
