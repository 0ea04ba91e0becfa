"""Frozen objects to JSON and back."""

import json
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from iecscore.problems import Place, error, note
from iecscore.records import digest_of, from_json, to_json
from iecscore.values import IndicatorValue, Matrix, Part, Rows, Status, Step


def there_and_back(value):
    return from_json(type(value), json.loads(json.dumps(to_json(value), allow_nan=False)))


ROWS = Rows(
    "project", "C01", 2025, "a.xlsx", "项目", ("code", "paid", "begun", "kinds", "open", "n"), tuple("ABCDEF"),
    (("X1", Decimal("12.50"), date(2025, 3, 1), ("a", "b"), True, 3), ("X2", None, None, (), False, 2.5)),
    (5, 6), {(1, "paid"): "refused"}, "b1", "me",
)  # fmt: skip


@pytest.mark.parametrize(
    "value",
    [
        ROWS,
        IndicatorValue("A", "P1", 0.1 + 0.2, Status.VALUE, parts=(Part("sum(x)", 3.0), Part("sum(y)", None)), years=(2024, 2025), n=3),
        error("rank.name_twice", Place("a.xlsx", "S", "B2"), name="某", n=3, share=0.5),
        note("rank.no_criteria"),
        Step("fill", (("cells", "3"),)),
    ],
)
def test_nothing_is_lost_on_the_way(value):
    assert there_and_back(value) == value


def test_the_kinds_of_cells_come_back_as_they_were():
    back = there_and_back(ROWS)
    assert [type(cell) for cell in back.rows[0]] == [str, Decimal, date, tuple, bool, int]


def test_gaps_of_a_matrix_are_null():
    matrix = Matrix(np.array([[0.5, np.nan]]), ("A",), ("P", "Q"))
    assert to_json(matrix)["values"] == [[0.5, None]]
    assert np.isnan(there_and_back(matrix).of("A", "Q"))


def test_fields_a_later_version_added_take_their_default():
    data = to_json(Step("fill", (("cells", "3"),)))
    del data["options"]
    assert from_json(Step, data) == Step("fill")


def test_a_digest_is_of_the_content():
    assert digest_of(Step("fill")) == digest_of(Step("fill", ()))
    assert digest_of(Step("fill")) != digest_of(Step("build"))
    assert len(digest_of(None)) == 64
