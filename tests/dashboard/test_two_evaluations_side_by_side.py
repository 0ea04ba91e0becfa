"""Two evaluations of a level: what was chosen otherwise, and which units moved."""

from dataclasses import replace

import pytest

from iecscore.dashboard.panels import differences
from iecscore.dashboard.panels.differences import Options as Nothing
from iecscore.dashboard.panels.differences import load, show
from iecscore.dashboard.specification import Dashboard
from iecscore.dashboard.visiting import Visit
from iecscore.desk.evaluating import evaluate_round
from iecscore.desk.workspace import init_workspace, operator
from iecscore.values import Options
from iecscore.views.differences import view_differences
from library_round import SYSTEMS
from page_visits import question


def table(visitor, first, second):
    body = question(
        "differences-told.children", {"differences-first.value": first, "differences-second.value": second}, {}, ("differences-first.value",)
    )
    return str(visitor.ask(body).json["response"]["differences-told"]["children"])


@pytest.fixture
def two(libraries):
    asked = (Options("library", "2025"), Options("library", "2025", method="weighted-mean"))
    return [evaluate_round(libraries, operator(), options).evaluation for options in asked]


def test_what_was_chosen_otherwise_is_named_with_both_choices(two):
    found = view_differences(*two, "en")
    assert [(line.name, line.first, line.second) for line in found.choices] == [("method", "topsis", "weighted-mean")]
    assert view_differences(two[0], two[0], "en").choices == ()


def test_other_settings_files_and_systems_are_named_too(two):
    changed = replace(two[0].options, overrides=("treat.most=0", "a=1"))
    other = replace(two[0], options=changed, inputs=two[0].inputs[1:], system_digest="0" * 64)
    told = {line.name: (line.first, line.second) for line in view_differences(two[0], other, "en").choices}
    assert told["overrides"] == ("", "treat.most=0, a=1")
    assert told["Files it was made of"] == (str(len(two[0].inputs)), str(len(two[0].inputs) - 1))
    assert told["Indicator system"] == (two[0].system_digest[:12], "0" * 12)


def test_units_that_moved_most_come_first_and_one_that_is_in_one_only_has_no_shift(two):
    first = two[0]
    rows = {row.rank: row for row in first.ranking}
    swapped = {rows[1].unit: replace(rows[1], rank=4, score=10.0), rows[4].unit: replace(rows[4], rank=1, score=None)}
    ranking = tuple(swapped.get(row.unit, row) for row in first.ranking if row.unit != rows[2].unit)
    found = view_differences(first, replace(first, ranking=ranking), "en")
    lines = {line.unit: line for line in found.units}
    assert {line.unit for line in found.units[:2]} == {rows[1].unit, rows[4].unit}
    assert (lines[rows[1].unit].shift, lines[rows[4].unit].shift, lines[rows[3].unit].shift, lines[rows[2].unit].shift) == (-3, 3, 0, None)
    assert lines[rows[1].unit].change == f"{10 - rows[1].score:+.2f}"
    assert (lines[rows[2].unit].second_rank, lines[rows[2].unit].change, lines[rows[4].unit].second_score) == ("–", "–", "–")
    assert found.moved == 2


def test_the_page_tells_what_differs_once_two_are_chosen(visit, libraries, two):
    office = visit("office")
    assert "weighted-mean" in table(office, two[0].id, two[1].id)
    assert "same files with the same choices" in table(office, two[0].id, two[0].id)
    assert table(office, two[0].id, None) == "[]"
    assert "There is no such evaluation." in table(office, two[0].id, "nothing")
    branches = evaluate_round(libraries, operator(), Options("branch", "2025")).evaluation
    assert "different levels" in table(office, two[0].id, branches.id)


def test_ranks_gained_and_lost_are_told_by_an_arrow(visit, libraries, two, monkeypatch):
    found = view_differences(*two, "en")
    drawn = replace(found, units=tuple(replace(found.units[0], shift=shift) for shift in (2, -3, 0, None)))
    monkeypatch.setattr(differences, "view_differences", lambda *_: drawn)
    told = table(visit("office"), two[0].id, two[1].id)
    assert "▲ 2" in told
    assert "▼ 3" in told


def test_where_there_are_not_two_the_page_says_so(tmp_path):
    made = init_workspace(tmp_path / "empty", "library", "en", content=SYSTEMS)
    visit = Visit(made, operator(), "en", Dashboard.model_construct(pages=()))
    assert "There are not two evaluations yet." in str(show(load(visit, Nothing()), visit))
    made.store.close()
