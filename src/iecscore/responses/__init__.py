"""Survey answers: reading, matching by item code, scoring."""

from iecscore.responses.figures import ItemFigure, SurveyScores

__all__ = ["ItemFigure", "SurveyScores"]
