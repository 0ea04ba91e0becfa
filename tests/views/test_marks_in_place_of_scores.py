"""What stands in place of a score that is not there: one of three marks, or withheld where some of what lies below has a score."""

from dataclasses import replace

import pytest

from iecscore.values import Status
from iecscore.views.marks import LOOKS, WORDS, mark_nodes, word_mark
from report.drawn_evaluation import draw_evaluation

EVALUATION = draw_evaluation()
LACKING = next(item for item in EVALUATION.nodes if item.score is None)
BELOW = {item.node for item in EVALUATION.weights.nodes if item.parent == LACKING.node}


def told(**statuses):
    """The same evaluation with other marks below the node that has no score."""
    values = [
        replace(item, status=statuses.get(item.indicator, Status.MISSING), value=1.0 if item.indicator in statuses.get("kept", ()) else None)
        if item.unit == LACKING.unit and item.indicator in leaves(LACKING.node)
        else item
        for item in EVALUATION.values
    ]
    return mark_nodes(replace(EVALUATION, values=tuple(values)))[LACKING.unit, LACKING.node]


def leaves(node):
    below = [item.node for item in EVALUATION.weights.nodes if item.parent == node]
    return [leaf for child in below for leaf in leaves(child)] or ([node] if node in EVALUATION.scores.indicators else [])


@pytest.mark.parametrize(
    ("statuses", "kind"),
    [
        ((Status.MISSING, Status.MISSING), "missing"),
        ((Status.NOT_APPLICABLE, Status.NOT_APPLICABLE), "not_applicable"),
        ((Status.SUPPRESSED, Status.BELOW_MINIMUM), "suppressed"),
        ((Status.NOT_APPLICABLE, Status.SUPPRESSED), "suppressed"),
        ((Status.NOT_APPLICABLE, Status.MISSING), "missing"),
        ((Status.VALUE, Status.MISSING), "withheld"),
    ],
)
def test_the_mark_follows_from_what_lies_below(statuses, kind):
    held = leaves(LACKING.node)
    named = dict(zip(held, [statuses[0], *[statuses[1]] * (len(held) - 1)], strict=True))
    kept = tuple(code for code, status in named.items() if status is Status.VALUE)
    assert len(held) > 1
    assert told(**named, kept=kept) == kind


def test_only_what_has_no_score_has_a_mark():
    assert set(mark_nodes(EVALUATION)) == {(item.unit, item.node) for item in EVALUATION.nodes if item.score is None}
    assert mark_nodes(replace(EVALUATION, nodes=())) == {}


def test_each_mark_has_words_in_both_languages_and_one_of_three_looks():
    assert set(LOOKS) == set(WORDS)
    assert set(LOOKS.values()) == {"missing", "not_applicable", "suppressed"}
    assert len({word_mark(kind, "zh") for kind in WORDS}) == len(WORDS)
