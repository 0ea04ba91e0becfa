"""What the program comes to in a worked case: figures and words by subject and quantity."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

import numpy as np

from iecscore.analysis import couple_sides, couple_sides_modified, measure_momentum
from iecscore.arithmetic import Case, evaluate_arithmetic
from iecscore.engine import compute_units, compute_values
from iecscore.matrix import score_values
from iecscore.responses import SurveyScores, count_rating, draw_answers, judge_cell, score_answers, score_mean
from iecscore.survey import Survey
from iecscore.system import System, told_rows
from iecscore.values import IndicatorValue, Rows
from iecscore.workbook.codes import check_format

Found: TypeAlias = Mapping[tuple[str, str], float | str | None]
LOOKED_AT: Final = re.compile(r"\bindicator\(\s*'([^']*)'\s*\)")


def work_case(system: System, survey: Survey | None, case: Case) -> Found:
    """Everything the program can say of a case."""
    if case.kind == "values":
        return dict(_find_values(system, survey, case))
    if case.kind == "score":
        return {
            (item.subject, "score"): _score(system, str(case.given["indicator"]), case.profile, evaluate_arithmetic(item.subject))
            for item in case.expect
        }
    if case.kind == "format":
        return {(item.subject, "accepted"): "no" if check_format(str(case.given["format"]), item.subject) else "yes" for item in case.expect}
    told = BESIDE[case.kind](case) if case.kind in BESIDE else ASKED[case.kind](survey, case) if survey else {}
    return {(case.kind, quantity): figure for quantity, figure in told.items()}


def formats_of(system: System) -> tuple[str, ...]:
    """The named formats that columns have."""
    return tuple(dict.fromkeys(column.format for table in system.tables.values() for column in table.columns.values() if column.format))


def _find_values(system: System, survey: Survey | None, case: Case) -> Iterator[tuple[tuple[str, str], float | str | None]]:
    rows, asked = told_rows(system, case), _narrow(system, case)
    profiles = {unit.code: unit.profile for unit in compute_units(asked, case.level, case.year, rows)}
    for value in compute_values(asked, case.level, case.year, rows, _rate(asked, survey, case, rows)):
        if value.unit == case.unit:
            scored = value.value if value.scored else None
            posted = system.indicators[value.indicator].goalposts or system.indicators[value.indicator].trapezoid
            score = None if scored is None or not posted else _score(system, value.indicator, profiles[value.unit], scored)
            yield from (((value.indicator, quantity), figure) for quantity, figure in {**_tell(value), "score": score}.items())


def _narrow(system: System, case: Case) -> System:
    """The system with only the indicators that a case expects something of, and those that their guards look at: a case should not take long."""
    asked = {item.subject for item in case.expect}
    asked |= {name for code in asked for guard in system.indicators[code].guards for name in LOOKED_AT.findall(guard.when or "")}
    level = system.levels[case.level]
    tree = {
        dimension: {criterion: tuple(code for code in codes if code in asked) for criterion, codes in criteria.items()}
        for dimension, criteria in level.tree.items()
    }
    return system.model_copy(update={"levels": {**system.levels, case.level: level.model_copy(update={"tree": tree})}})


def _rate(system: System, survey: Survey | None, case: Case, rows: tuple[Rows, ...]) -> SurveyScores | None:
    if survey is None or not case.answers:
        return None
    answers = draw_answers(survey, case.unit.partition("/")[0], case.year, case.answers, case.place.file)
    return score_answers(system, survey, case.year, [answers], rows)


def _tell(value: IndicatorValue) -> dict[str, float | str | None]:
    return {
        "value": value.value,
        "denominator": value.denominator,
        "coverage": value.coverage,
        "n": None if value.n is None else float(value.n),
        "status": str(value.status),
        "reason": value.reason,
        "accepted": "yes" if value.accepted else "no",
        "years": ", ".join(map(str, value.years)),
    }


def _score(system: System, indicator: str, profile: str, value: float) -> float:
    return float(100 * score_values(np.array([value]), system.indicators[indicator].scored_in(profile))[0])


def _count_item(survey: Survey, case: Case) -> dict[str, float | str | None]:
    counted = count_rating(survey, str(case.given["item"]), int(_number(case, "answered")))
    return {"counted": float(counted), "score": score_mean(survey, counted)}


def _couple(case: Case) -> dict[str, float | str | None]:
    scores = [evaluate_arithmetic(str(score)) for score in case.given["scores"]]  # type: ignore[attr-defined]
    plain, modified = couple_sides(scores), couple_sides_modified(scores)
    return {"c": plain.coupling, "d": plain.coordination, "modified_c": modified.coupling, "modified_d": modified.coordination}


def _measure_momentum(case: Case) -> dict[str, float | str | None]:
    momentum = measure_momentum(_number(case, "government_share"), _number(case, "reasons"), _number(case, "inner"))
    return {"momentum": momentum.index, "endogenous": momentum.inner}


def _number(case: Case, key: str) -> float:
    return float(str(case.given[key]))


BESIDE: Final[Mapping[str, Callable[[Case], dict[str, float | str | None]]]] = {"coupling": _couple, "momentum": _measure_momentum}
ASKED: Final[Mapping[str, Callable[[Survey, Case], dict[str, float | str | None]]]] = {
    "item": _count_item,
    "scale": lambda survey, case: {"score": score_mean(survey, _number(case, "mean"))},
    "cell": lambda survey, case: {"status": str(judge_cell(survey, str(case.given["group"]), int(_number(case, "respondents"))))},
}
