"""What is found out about the ranks of an evaluation: plain frozen objects, to be kept with it and shown."""

from dataclasses import dataclass
from typing import Final

EXPERT: Final = "expert"


@dataclass(frozen=True, slots=True)
class UnitDoubt:
    """How sure one unit's place is.

    `low` to `high` are the ranks of 90 % of the scenarios of the data design, `set_best` to `set_worst` those its true score may have with 90 %
    confidence, `method_low` to `method_high` those of 90 % of other ways of counting. Shares of scenarios: `first`, by tier, by k of the first k;
    `error` is the largest standard error of a share. `confidence`: how sure it is first with the weights that suit it.
    `central`: the leaves whose weight, where it is first, differs most from the one in force, with the one and the other.
    """

    unit: str
    league: tuple[str, ...]
    rank: int | None
    median: int | None
    low: int | None
    high: int | None
    set_best: int | None
    set_worst: int | None
    method_low: int | None
    method_high: int | None
    mean: float | None
    spread: float | None
    first: float
    tiers: tuple[tuple[str, float], ...]
    top: tuple[tuple[int, float], ...]
    error: float
    confidence: float | None = None
    central: tuple[tuple[str, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class PairDoubt:
    """In what share of the scenarios `first` is ahead of `second`, ties half; the standard error of that share."""

    first: str
    second: str
    ahead: float
    error: float
    neighbours: bool = True


@dataclass(frozen=True, slots=True)
class Driver:
    """How much of the variance of an output a group of factors brings, alone and with all it takes part in, with 90 % intervals.

    Outputs: `shift` (mean distance from the ranks in force), `rank` of a unit, `tier` (whether a unit keeps its tier).
    """

    output: str
    unit: str
    group: str
    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float


@dataclass(frozen=True, slots=True)
class PartShares:
    """What share of the variance of a unit's score, the weights as they are, each part of the tree brings: Shapley effects, which add up to 1."""

    unit: str
    shares: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class WayRanks:
    """The ranks that one way of counting gives most often, unit by unit, and how far they agree with those in force."""

    normalisation: str
    method: str
    ranks: tuple[int | None, ...]
    agreement: float | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What leaving one part out does to the ranks: the largest and the mean shift, and the unit that moves farthest.

    `part` is a key or code; of an expert the name, to whoever may not know it a number.
    """

    kind: str
    part: str
    largest: float | None
    mean: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Reversal:
    """A rank-reversal test within a league: of how many pairs compared how many turned round."""

    league: tuple[str, ...]
    test: str
    compared: int
    turned: int


@dataclass(frozen=True, slots=True)
class ReportedCell:
    """A number that somebody filled in: where it stands, in which `table.column`, and what it is."""

    file: str
    sheet: str
    cell: str
    field: str
    value: float


@dataclass(frozen=True, slots=True)
class Swap:
    """The smallest change that turns two neighbours round: of one weight, of one figure of the unit behind, of one number filled in for it.

    None where none does. `cell_needed`: what the number would have to be, with all figures that count it.
    """

    first: str
    second: str
    weight_of: str
    weight: float | None
    weight_needed: float | None
    value_of: str
    value: float | None
    value_needed: float | None
    cell: ReportedCell | None = None
    cell_needed: float | None = None


@dataclass(frozen=True, slots=True)
class Lever:
    """The reported figure whose plausible change moves a unit most, and the ranks it reaches.

    Of all numbers filled in for the unit `cell` is the one that moves it most: within `cell_low` to `cell_high` from `cell_best` to `cell_worst`.
    """

    unit: str
    indicator: str
    best: int
    worst: int
    cell: ReportedCell | None = None
    cell_low: float | None = None
    cell_high: float | None = None
    cell_best: int | None = None
    cell_worst: int | None = None


@dataclass(frozen=True, slots=True)
class NamedRanks:
    """Another evaluation of the round by name: its ranks, unit by unit, and how far they agree; or why there is none."""

    key: str
    evaluation: str
    ranks: tuple[int | None, ...]
    agreement: float | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """How sure the ranks of an evaluation are, and what was varied to find out. Tuples of ranks follow the order of `units`."""

    evaluation: str
    seed: int
    draws: int
    method_draws: int
    parts: tuple[str, ...]
    replicates: int
    judges: int
    settled: bool
    restless: int
    weight_sets: tuple[str, ...]
    units: tuple[UnitDoubt, ...]
    pairs: tuple[PairDoubt, ...]
    drivers: tuple[Driver, ...] = ()
    ways: tuple[WayRanks, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    reversals: tuple[Reversal, ...] = ()
    swaps: tuple[Swap, ...] = ()
    levers: tuple[Lever, ...] = ()
    compromise: tuple[int | None, ...] = ()
    named: tuple[NamedRanks, ...] = ()
    version: str = ""
    parts_of_tree: tuple[PartShares, ...] = ()
