"""What an explanation says of an indicator's share in the score, by methods that have such shares and by those that have none."""

import pytest

from iecscore.text import say
from iecscore.values import Contribution
from iecscore.views.explanation import word_shares


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ((0.25, 0.5), "25.0% of what holds the unit back, 50.0% of what carries it"),
        ((0.25, None), "25.0% of what holds the unit back; this method has no share of what carries it"),
        ((None, None), "none: this method compares units as wholes, no share of the score belongs to an indicator"),
    ],
)
def test_only_the_shares_a_method_has_are_told(shares, said):
    assert word_shares(Contribution("a", "A1", 50, 0.1, *shares), "en") == said


def test_the_share_is_told_in_chinese_too():
    assert word_shares(Contribution("a", "A1", 50, 0.1, 0.25, 0.5), "zh") == "占差距的 25.0%，占优势的 50.0%"
    assert say("none: this method compares units as wholes, no share of the score belongs to an indicator", "zh").startswith("无：")
