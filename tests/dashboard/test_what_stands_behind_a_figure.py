"""What stands behind a figure: cells, answers group by group, or that there is nothing; of members as of whole units."""

import json

import pytest

from iecscore.dashboard.behind import show_origin
from iecscore.pipeline import seal
from iecscore.responses import Counted, TracedColumn
from iecscore.values import IndicatorValue, Options, Status, Unit
from iecscore.views import view_explanation
from report.drawn_evaluation import SYSTEM as PLAIN
from report.drawn_evaluation import draw_evaluation
from responses.drawn_library import SURVEY, SYSTEM
from views.test_questionnaires_in_words import value_of

COLUMNS = (TracedColumn("answers.xlsx", "Readers", "D4:D8", "R01", 5),)
COUNTED = (Counted("R", 4, 5), Counted("P", 3, 3))


def write(parts):
    return json.dumps([part.to_plotly_json() for part in parts], default=lambda inner: inner.to_plotly_json(), ensure_ascii=False)


def explain(readers=5, partners=3, columns=COLUMNS, counted=COUNTED):
    unit, value = Unit("L01", "library", "Library", "", ()), value_of(readers, partners)
    values = [value, *(IndicatorValue("L01", code, 50.0, Status.VALUE) for code in ("V1.2", "V1.3"))]
    evaluation = seal(SYSTEM, Options("library", "2025"), [unit], values, None, (), "1", survey=SURVEY)
    return view_explanation(evaluation, SYSTEM, unit, value, (), columns, "en", counted)


def cells_of(table):
    body = json.loads(write([table]))[0]["props"]["children"]["props"]["children"][2]
    return [[cell["props"]["children"] for cell in row["props"]["children"]] for row in body["props"]["children"]]


def test_a_survey_figure_tells_who_answered_and_where():
    groups, columns = show_origin(explain(), "en")
    told = {row[0].split()[0]: row[2:] for row in cells_of(groups.children[1])}
    assert told["R"] == ["4", "5", "5", "4.0000", "yes"]
    assert cells_of(columns.children[1]) == [["answers.xlsx", "Readers!D4:D8", "R01", "5"]]
    assert "careless" in write([columns])


def test_a_group_that_is_too_small_shows_neither_its_sheets_nor_its_mean():
    told = {row[0].split()[0]: row[2:] for row in cells_of(show_origin(explain(readers=2), "en")[0].children[1])}
    assert told["R"][:2] == ["<3", "<3"]
    assert told["R"][3] == "–"


def test_sheets_that_were_not_counted_again_are_those_of_the_figure():
    told = {row[0].split()[0]: row[2:] for row in cells_of(show_origin(explain(counted=()), "en")[0].children[1])}
    assert told["R"][:2] == ["5", "5"]


def show_plain(cells=(), columns=()):
    evaluation = draw_evaluation()
    value = next(item for item in evaluation.values if item.scored)
    unit = next(unit for unit in evaluation.units if unit.code == value.unit)
    return show_origin(view_explanation(evaluation, PLAIN, unit, value, cells, columns, "en"), "en")


def test_answers_beside_a_counted_figure_stand_beside_its_cells():
    (beside,) = show_plain(columns=COLUMNS)
    assert beside.children[0].children == "Answers beside it"
    assert "careless" not in write([beside])


def test_a_figure_with_nothing_behind_it_says_so():
    assert "No cell of a workbook stands behind this figure." in write(show_plain())


@pytest.mark.parametrize("unit", ["L01/B01", "L02/B02"])
def test_every_figure_of_a_member_leads_to_its_cells(visit, unit):
    evaluated = ("S1.2", "S2.1", "R1.1", "R1.2")
    for node in evaluated:
        told = json.dumps(visit("office").turn("/branches", f"?unit={unit}&node={node}").json["response"]["page"], ensure_ascii=False)
        assert f"{unit[:3]}.xlsx" in told
    whole = json.dumps(visit("office").turn("/branches", f"?unit={unit}").json["response"]["page"], ensure_ascii=False)
    assert f'"value": "{unit}"' in whole
