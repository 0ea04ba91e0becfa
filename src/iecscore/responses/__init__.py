"""Survey answers: reading, matching by item code, quality, scoring, and where a value comes from."""

from iecscore.responses.answers import Answers, GroupAnswers, draw_answers
from iecscore.responses.counting import Counted, count_answers, count_groups
from iecscore.responses.figures import ItemFigure, SurveyScores
from iecscore.responses.members import check_members
from iecscore.responses.reading import count_unread, read_answers
from iecscore.responses.resampling import Replicates, resample_answers, score_without
from iecscore.responses.rules import count_rating, judge_cell, score_mean
from iecscore.responses.scoring import score_answers
from iecscore.responses.storing import from_parquet, to_parquet
from iecscore.responses.tracing import TracedColumn, trace_answers

__all__ = [
    "Answers",
    "Counted",
    "GroupAnswers",
    "ItemFigure",
    "Replicates",
    "SurveyScores",
    "TracedColumn",
    "check_members",
    "count_answers",
    "count_groups",
    "count_rating",
    "count_unread",
    "draw_answers",
    "from_parquet",
    "judge_cell",
    "read_answers",
    "resample_answers",
    "score_answers",
    "score_mean",
    "score_without",
    "to_parquet",
    "trace_answers",
]
