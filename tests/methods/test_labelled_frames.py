"""Tables with labels: what comes out bears the names that went in, and nothing is told by the wrong column."""

import numpy as np
import pandas as pd
import pytest

from iecscore.methods import METHODS, compute, say_fault
from iecscore.methods.labelled import rank_frame, weigh_frame
from iecscore.problems import Misuse

TABLE = pd.DataFrame({"staff": [3, 9, 5, 6], "cost": [8, 4, 2, 5], "age": [8, 6, 5, 7]}, index=["A", "B", "C", "D"])
TYPES = {"age": 1, "cost": -1, "staff": 1}
WEIGHTS = {"cost": 0.2, "staff": 0.5, "age": 0.3}
DOCUMENT = {"matrix": TABLE.to_numpy().tolist(), "weights": [0.5, 0.2, 0.3], "types": [1, -1, 1]}


def refusal(run, *arguments, **options):
    with pytest.raises(Misuse) as fault:
        run(*arguments, **options)
    return say_fault(fault.value)


@pytest.mark.parametrize("method", [name for name, entry in METHODS.items() if entry.group == "scoring"])
def test_every_scoring_method_ranks_a_frame_as_it_ranks_a_document(method):
    ranked, result = rank_frame(TABLE, method, WEIGHTS, TYPES), compute(method, DOCUMENT)
    assert list(ranked.index) == ["A", "B", "C", "D"]
    assert ranked["scores"].tolist() == result["scores"]
    assert ranked["ranking"].tolist() == result["ranking"]
    assert ranked.attrs["higher_is_better"] == METHODS[method].higher_is_better
    assert (ranked.attrs["options"], ranked.attrs["notes"]) == (result["options"], result.get("notes", []))


@pytest.mark.parametrize("method", [name for name, entry in METHODS.items() if entry.group == "weights" and name != "combine-weights"])
def test_every_method_of_weighting_weighs_the_columns_of_a_frame(method):
    weighed = weigh_frame(TABLE, method, TYPES)
    assert list(weighed.index) == ["staff", "cost", "age"]
    assert weighed.name == method
    assert weighed.tolist() == compute(method, {"matrix": DOCUMENT["matrix"], "types": DOCUMENT["types"]})["weights"]


def test_figures_of_a_method_are_columns_and_those_of_the_whole_are_not():
    assert list(rank_frame(TABLE, "vikor", WEIGHTS, TYPES)) == ["scores", "ranking", "S", "R"]
    assert list(rank_frame(TABLE, "promethee-ii", WEIGHTS, TYPES)) == ["scores", "ranking", "positive_flow", "negative_flow"]


@pytest.mark.parametrize("told", [[0.5, 0.2, 0.3], (0.5, 0.2, 0.3), np.array([0.5, 0.2, 0.3]), pd.Series(WEIGHTS)])
def test_weights_may_be_told_by_place_or_by_name(told):
    pd.testing.assert_frame_equal(rank_frame(TABLE, "wsm", told, TYPES), rank_frame(TABLE, "wsm", WEIGHTS, TYPES))


def test_options_told_a_criterion_follow_the_names():
    bounds = {"age": (0, 10), "cost": [0, 20], "staff": [0, 10]}
    ranked = rank_frame(TABLE, "spotis", WEIGHTS, TYPES, bounds=bounds, esp=np.array([9, 2, 7]))
    assert ranked.attrs["options"] == {"bounds": [[0, 10], [0, 20], [0, 10]], "esp": [9, 2, 7]}
    assert rank_frame(TABLE, "rim", pd.Series(WEIGHTS), bounds=bounds, reference_ideal=bounds).attrs["notes"] == []


def test_an_option_whose_name_python_keeps_for_itself_has_a_stroke_behind_it():
    ranked = rank_frame(TABLE, "waspas", WEIGHTS, TYPES, lambda_=np.float64(0.3))
    assert ranked["scores"].tolist() == compute("waspas", DOCUMENT | {"lambda": 0.3})["scores"]


def test_numbers_written_as_text_are_read_and_a_hole_is_named_by_its_labels():
    texts = TABLE.astype(object)
    texts.loc["C", "cost"] = "2"
    pd.testing.assert_frame_equal(rank_frame(texts, "wsm", WEIGHTS, TYPES), rank_frame(TABLE, "wsm", WEIGHTS, TYPES))
    texts.loc["C", "age"] = "six"
    assert refusal(rank_frame, texts, "wsm", WEIGHTS, TYPES).startswith("Row “C”, column “age” is not a number.")
    assert refusal(weigh_frame, TABLE.replace(9, np.nan), "critic", TYPES).startswith("Row “B”, column “staff” is not a number.")


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ({"staff": 1, "cost": 1}, "weights says nothing of the column “age”."),
        (WEIGHTS | {"ages": 1}, "weights names “ages”, which is no column of the table. Its columns are: staff, cost, age."),
        ([1, 1], "weights has 2 entries, and there are 3 criteria."),
    ],
)
def test_columns_nobody_told_of_are_refused_by_name(weights, said):
    assert refusal(rank_frame, TABLE, "topsis", weights, TYPES).startswith(said)


def test_a_method_that_does_neither_is_refused():
    assert "Choose one of: topsis, vikor" in refusal(rank_frame, TABLE, "entropy", WEIGHTS, TYPES)
    assert "Choose one of: equal, entropy" in refusal(weigh_frame, TABLE, "combine-weights", TYPES)
    assert "combine-weights" not in refusal(weigh_frame, TABLE, "topsis", TYPES)


def test_the_frame_that_went_in_is_left_as_it_was():
    before = TABLE.copy(deep=True)
    rank_frame(TABLE, "topsis", WEIGHTS, TYPES)
    weigh_frame(TABLE, "entropy")
    pd.testing.assert_frame_equal(TABLE, before)
