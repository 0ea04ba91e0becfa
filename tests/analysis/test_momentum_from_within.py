from iecscore.analysis import Momentum, measure_momentum


def test_momentum_is_what_outside_did_not_push():
    assert measure_momentum(35, 60, 42) == Momentum(65, 70.0)


def test_what_nobody_told_has_no_figure():
    assert measure_momentum(None, 0, 0) == Momentum(None, None)
