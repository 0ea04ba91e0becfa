"""The rules of scoring, one by one: turning a rating round, a mean on 0 to 100, what may be shown and scored."""

from iecscore.survey import Survey
from iecscore.values import Floats, Status

ORDER = (Status.VALUE, Status.BELOW_MINIMUM, Status.SUPPRESSED, Status.MISSING)


def count_rating(survey: Survey, item: str, answered: int) -> int:
    """A rating as it counts: of a reversed item `points + 1 - answered`."""
    return survey.points + 1 - answered if survey.item(item).reverse else answered


def score_mean(survey: Survey, mean: float) -> float:
    """A mean of ratings on 0 to 100: 1 is 0, the highest point is 100."""
    return 100 * (mean - 1) / (survey.points - 1)


def score_means(survey: Survey, means: Floats) -> Floats:
    """`score_mean` of an array."""
    return 100 * (means - 1) / (survey.points - 1)


def judge_cell(survey: Survey, group: str, respondents: int) -> Status:
    """What so many votes of a group allow: hidden, shown but not scored, or scored; nothing where nobody answered."""
    minimum = survey.groups[group].minimum
    if respondents >= minimum.score:
        return Status.VALUE
    if respondents >= minimum.show:
        return Status.BELOW_MINIMUM
    return Status.SUPPRESSED if respondents else Status.MISSING
