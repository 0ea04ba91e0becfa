"""Assessments written out: three libraries in one league, one that is not ranked."""

from iecscore.robustness.assessment import Assessment, Driver, LeftOut, Lever, NamedRanks, PairDoubt, Reversal, Swap, UnitDoubt, WayRanks


def draw_unit(code, rank, low, high, tiers=(0.0, 1.0, 0.0), **told):
    place = {"median": rank, "set_best": low, "set_worst": high, "method_low": None, "method_high": None, "mean": 60.0, "spread": 1.5}
    shares = tuple(zip("ABC", tiers, strict=True))
    rest = {"first": float(rank == 1), "tiers": shares, "top": ((1, float(rank == 1)), (3, 1.0)), "error": 0.01} | place | told
    return UnitDoubt(unit=code, league=(), rank=rank, low=low, high=high, **rest)


UNITS = (
    draw_unit("L01", 1, 1, 1, (0.83, 0.17, 0.0)),
    draw_unit("L02", 2, 2, 3, (0.0, 0.998, 0.002)),
    draw_unit("L03", 3, 2, 3),
    draw_unit("L05", None, None, None, (0.0, 0.0, 0.0), mean=None, spread=None),
)
PAIRS = (PairDoubt("L01", "L02", 0.97, 0.001), PairDoubt("L02", "L03", 0.6, 0.004), PairDoubt("L01", "L03", 1.0, 0.0, neighbours=False))


def draw_driver(output, group, total, unit="", first=0.2):
    return Driver(output, unit, group, first, first - 0.05, first + 0.05, total, total - 0.05, total + 0.05)


def draw_assessment(evaluation="e" * 64, units=UNITS, pairs=PAIRS, **told):
    """The data design alone, unless more is told."""
    rest = {
        "method_draws": 0,
        "parts": ("figures", "experts"),
        "replicates": 0,
        "judges": 0,
        "settled": True,
        "restless": 0,
        "weight_sets": (),
    } | told
    return Assessment(evaluation=evaluation, seed=0, draws=1000, units=units, pairs=pairs, **rest)


def draw_whole(evaluation="e" * 64, **told):
    """With other ways of counting, what the doubt comes from and the structural tests."""
    whole = {
        "method_draws": 500,
        "weight_sets": ("neutral",),
        "drivers": (
            draw_driver("shift", "figures", 0.2, first=-0.01),
            draw_driver("shift", "weights", 0.7),
            draw_driver("tier", "weights", 0.6, "L01"),
            draw_driver("tier", "figures", 0.3, "L01"),
            draw_driver("rank", "method", 0.8, "L02"),
        ),
        "ways": (
            WayRanks("goalposts", "topsis", (1, 2, 3, None), 1.0),
            WayRanks("percentile", "topsis", (2, 1, 3, None), 0.9),
            WayRanks("goalposts", "vikor", (1, 2, None, None), None),
        ),
        "left_out": (
            LeftOut("indicator", "R1.1", 2.0, 0.5, "L02"),
            LeftOut("expert", "Li", 1.0, 0.25, "L03"),
            LeftOut("criterion", "S1", 0.0, 0.0, ""),
            LeftOut("dimension", "S", None, None, ""),
        ),
        "reversals": (Reversal((), "drop", 12, 1), Reversal((), "clone", 0, 0)),
        "swaps": (Swap("L01", "L02", "R1.1", 0.2, 0.35, "", None, None), Swap("L02", "L03", "", None, None, "S1.1", 2.0, 3.5)),
        "levers": (Lever("L02", "R1.1", 2, 3), Lever("L03", "S1.1", 3, 3)),
        "named": (
            NamedRanks("equal", "f" * 64, (1, 3, 2, None), 0.95),
            NamedRanks("strict", "d" * 64, (1, None, 2, None), None),
            NamedRanks("gone", "", (), None, "desk.nothing"),
        ),
    }
    return draw_assessment(evaluation, **whole | told)
