"""The questionnaires: their model, loading with line numbers, and where they meet the indicator system."""

from iecscore.survey.linking import check_links
from iecscore.survey.loading import load_survey
from iecscore.survey.model import Field, Group, Item, ItemType, Survey, Vote

__all__ = ["Field", "Group", "Item", "ItemType", "Survey", "Vote", "check_links", "load_survey"]
