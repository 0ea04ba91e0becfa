"""The frozen objects that pass from stage to stage."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, Self, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from iecscore.problems import Problem

T = TypeVar("T")
Cell: TypeAlias = str | int | float | Decimal | bool | date | tuple[str, ...] | None
Floats: TypeAlias = NDArray[np.float64]


def frozen(array: Floats) -> Floats:
    """Copy an array so that nobody can write to it."""
    copy = np.array(array, dtype=np.float64)
    copy.setflags(write=False)
    return copy


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """What reading gave: a result, where there is one, and every problem met."""

    result: T | None
    problems: tuple[Problem, ...] = ()


class Status(StrEnum):
    """How a value stands; missing, not applicable and suppressed are three different marks."""

    VALUE = "value"
    BELOW_MINIMUM = "below_minimum"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True)
class Rows:
    """One table as one file told it: parsed cells, and where each of them stands."""

    table: str
    unit: str
    year: int
    file: str
    sheet: str
    columns: tuple[str, ...]
    letters: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: tuple[int, ...]
    reasons: Mapping[tuple[int, str], str] = field(default_factory=dict)
    batch: str = ""
    submitter: str = ""

    def column(self, code: str) -> tuple[Cell, ...]:
        """The cells of a column, top to bottom."""
        index = self.columns.index(code)
        return tuple(row[index] for row in self.rows)

    def address(self, row: int, code: str) -> str:
        """The cell of a row (counted from 0) and column, as `D7`."""
        return f"{self.letters[self.columns.index(code)]}{self.numbers[row]}"


class Sight(StrEnum):
    """What somebody sees of evaluations: everything, what is published, or their own unit in what is published."""

    ALL = "all"
    PUBLISHED = "published"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks: on the command line the operator of this machine.

    `scope` is a unit's code where only the own unit is seen; else a value of the column `scope_of` (`table.column`) that the units seen have.
    """

    name: str
    role: str = "operator"
    sight: Sight = Sight.ALL
    scope: str = ""
    scope_of: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of a level."""

    code: str
    level: str
    name: str
    profile: str
    league: tuple[str, ...]
    parent: str = ""
    member: str = ""
    groups: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One number inside a formula: the aggregate as written and what it came to."""

    text: str
    value: float | None


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """The value of one indicator for one unit, and how it came about; `given` are the reasons people gave for what makes it missing."""

    unit: str
    indicator: str
    value: float | None
    status: Status
    reason: str = ""
    accepted: bool = False
    denominator: float | None = None
    coverage: float = 1.0
    years: tuple[int, ...] = ()
    parts: tuple[Part, ...] = ()
    flags: tuple[str, ...] = ()
    n: int | None = None
    given: tuple[str, ...] = ()

    @property
    def scored(self) -> bool:
        """Whether the value enters the score."""
        return self.status is Status.VALUE and self.value is not None


@dataclass(frozen=True, slots=True)
class Step:
    """One transformation a matrix went through, with its options, so that it can be replayed."""

    name: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """Units by indicators; what is not there is NaN. Every transformation returns a new matrix with one more step."""

    values: Floats
    units: tuple[str, ...]
    indicators: tuple[str, ...]
    steps: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a shape that does not fit the labels; make the array read-only."""
        if self.values.shape != (len(self.units), len(self.indicators)):
            message = f"shape {self.values.shape} does not fit {len(self.units)} units and {len(self.indicators)} indicators"
            raise ValueError(message)
        object.__setattr__(self, "values", frozen(self.values))

    def changed(self, values: Floats, step: str, **options: str | float | bool) -> Self:
        """The same labels with other values, and the step that made them."""
        told = tuple((name, str(value)) for name, value in sorted(options.items()))
        return replace(self, values=values, steps=(*self.steps, Step(step, told)))

    def of(self, unit: str, indicator: str) -> float:
        """One cell."""
        return float(self.values[self.units.index(unit), self.indicators.index(indicator)])


@dataclass(frozen=True, slots=True)
class NodeWeight:
    """The weight of a tree node within its parent and in the whole."""

    node: str
    parent: str
    local: float
    overall: float


@dataclass(frozen=True, slots=True)
class ExpertConsistency:
    """How consistent one expert's own judgements under a parent are."""

    expert: str
    lambda_max: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Consistency:
    """How consistent the judgements of `experts` under one parent are, joined; `each` is every expert's own, where there are several."""

    parent: str
    size: int
    lambda_max: float
    ratio: float
    random_index: str
    experts: int = 1
    each: tuple[ExpertConsistency, ...] = ()


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of every node of a tree, where they come from, and how consistent the judgements were."""

    origin: str
    nodes: tuple[NodeWeight, ...]
    consistency: tuple[Consistency, ...] = ()
    notes: tuple[Problem, ...] = ()

    def overall(self, node: str) -> float:
        """A node's weight in the whole."""
        return next(item.overall for item in self.nodes if item.node == node)


@dataclass(frozen=True, slots=True)
class NodeScore:
    """The score of a tree node for a unit, none when withheld; `coverage` is the weight share there, `weight` the node's in the whole."""

    unit: str
    node: str
    score: float | None
    coverage: float
    rank: int | None = None
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """How an indicator acts for a unit: score 0 to 100, weight in force, and its shares in what holds back (TOPSIS: of D+²) and in what carries.

    A method that compares units has no such shares.
    """

    unit: str
    indicator: str
    score: float
    weight: float
    holds_back: float | None
    carries: float | None


@dataclass(frozen=True, slots=True)
class RankRow:
    """One unit in its league; `core_coverage` is of the core indicators alone, `row_coverage` the lowest of a scored value's rows.

    `parts_told` of `parts_due` parts came in; none where nobody counted.
    """

    unit: str
    league: tuple[str, ...]
    score: float | None
    rank: int | None
    lowest_score: float | None
    lowest_rank: int | None
    tier: str
    coverage: float
    withheld: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    other_score: float | None = None
    other_rank: int | None = None
    core_coverage: float | None = None
    row_coverage: float = 1.0
    parts_told: int = 0
    parts_due: int = 0


@dataclass(frozen=True, slots=True)
class ImputedValue:
    """A gap that was filled: by which rule, the standard deviation of the error to expect, and the rounds it was filled from."""

    unit: str
    indicator: str
    value: float
    error: float | None
    method: str
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TreatedValue:
    """An outlying value that was changed."""

    unit: str
    indicator: str
    before: float
    after: float
    treatment: str


@dataclass(frozen=True, slots=True)
class OutlierTest:
    """What the test for outliers found of an indicator and what was done: skewness and kurtosis before and after, none where undefined.

    `points` are values pulled in, `treatment` is `none`, `winsorised`, a transformation, or both with `+`; `exponent` is of box-cox.
    """

    indicator: str
    treatment: str
    points: int
    skewness_before: float | None
    kurtosis_before: float | None
    skewness_after: float | None
    kurtosis_after: float | None
    passes: bool
    exponent: float | None = None


@dataclass(frozen=True, slots=True)
class RemovedUnit:
    """A unit that was screened out: the share of its data that is there, and the share of that which is not 0."""

    unit: str
    available: float
    nonzero: float | None


@dataclass(frozen=True, slots=True)
class Options:
    """Every choice an evaluation depends on; no `method` told means the level's own, `overrides` are `treat.most=0` over its chain."""

    level: str
    round: str
    weights: str = "neutral"
    method: str = ""
    indicator_set: str = "full"
    missing: str = "redistribute"
    combine: str = "multiplicative"
    ahp_share: float = 0.5
    random_index: str = "alonso-lamata"
    force: bool = False
    seed: int = 0
    overrides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A finished evaluation: everything in it, and everything it was made of. `id` is a digest of its inputs.

    `survey_text` is the questionnaire as canonical JSON, empty where the system has none.
    """

    id: str
    options: Options
    system: str
    system_version: str
    system_digest: str
    inputs: tuple[tuple[str, str], ...]
    version: str
    units: tuple[Unit, ...]
    values: tuple[IndicatorValue, ...]
    scores: Matrix
    weights: Weights
    nodes: tuple[NodeScore, ...]
    contributions: tuple[Contribution, ...]
    ranking: tuple[RankRow, ...]
    notes: tuple[Problem, ...] = ()
    system_text: str = ""
    imputed: tuple[ImputedValue, ...] = ()
    treated: tuple[TreatedValue, ...] = ()
    removed: tuple[RemovedUnit, ...] = ()
    tested: tuple[OutlierTest, ...] = ()
    survey_digest: str = ""
    survey_text: str = ""

    @property
    def full_score(self) -> float:
        """What `scores` are multiplied by to be shown: 100, but of an index on the scale of its own chain 1."""
        return 1.0 if self.options.method == "index" and any(step.name == "normalise" for step in self.scores.steps) else 100.0
