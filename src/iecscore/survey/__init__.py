"""The questionnaires: their model, loading with line numbers, and where they meet the indicator system."""

from iecscore.survey.digest import survey_digest, survey_text
from iecscore.survey.linking import check_links
from iecscore.survey.loading import load_survey
from iecscore.survey.model import NOT_KNOWN, Field, Group, Item, ItemType, Survey, Vote
from iecscore.survey.writing import write_answer_book

__all__ = [
    "NOT_KNOWN",
    "Field",
    "Group",
    "Item",
    "ItemType",
    "Survey",
    "Vote",
    "check_links",
    "load_survey",
    "survey_digest",
    "survey_text",
    "write_answer_book",
]
