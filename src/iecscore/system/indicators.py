"""An indicator and how it is scored."""

from enum import StrEnum
from typing import Annotated, Self, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from iecscore.system.closed import Closed, Interval, Key, Words


class Direction(StrEnum):
    """Which values are good."""

    BENEFIT = "benefit"
    COST = "cost"
    INTERVAL = "interval"


Ends: TypeAlias = Annotated[Interval, BeforeValidator(Interval.of)]


class Goalposts(Closed):
    """Benefit or cost: the value that scores 0 and the value that scores 100."""

    zero: float
    full: float


class Trapezoid(Closed):
    """Interval: 100 between the ideal ends, falling to 0 at the limits, which may lie beyond the possible range."""

    ideal: Ends
    limits: Ends

    @model_validator(mode="after")
    def _nested(self) -> Self:
        if not self.limits.low < self.ideal.low <= self.ideal.high < self.limits.high:
            raise ValueError("trapezoid_order")
        return self


class Guard(Closed):
    """What is done against gaming: in the formula, by a flag, or by a person."""

    kind: str = Field(pattern="^(formula|flag|manual)$", description="formula: changes the value; flag: shown; manual: a reviewer looks")
    text: Words
    when: str | None = Field(default=None, description="Condition over `value`, `item_mean('M01')`, `item_agreement('E14')`, `indicator('T4.1')`")
    effect: str = Field(default="flag", pattern="^(flag|missing)$", description="missing: the value is withheld when the condition holds")


class SurveyFormula(Closed):
    """A survey indicator: equal weight of the groups, each the mean of its items' scores."""

    items: tuple[Key, ...]
    groups: tuple[Key, ...]


class Override(Closed):
    """What a profile changes."""

    goalposts: Goalposts | None = None
    trapezoid: Trapezoid | None = None
    formula: str | None = None
    note: Words | None = None


class Indicator(Closed):
    """One indicator with every attribute its figure depends on."""

    name: Words
    definition: Words = Field(description="What is measured, in one sentence")
    source: str = Field(pattern="^(administrative|survey|mixed)$")
    levels: tuple[Key, ...] = Field(description="Levels of units it applies to")
    set: str = Field(pattern="^(core|extended)$", description="core: in the first rounds' short set")
    formula: str | None = Field(default=None, description="Expression in the formula language")
    survey: SurveyFormula | None = None
    beside: tuple[Key, ...] = Field(default=(), description="Survey items shown beside the figure")
    unit: Words
    decimals: int = Field(default=1, ge=0, le=4, description="Digits shown")
    direction: Direction
    goalposts: Goalposts | None = None
    trapezoid: Trapezoid | None = None
    hard_range: Ends = Field(description="Values outside are impossible")
    plausible_range: Ends = Field(description="Values outside raise a query")
    minimum_denominator: float = Field(default=0, ge=0, description="Below this denominator the value is shown, not scored")
    window: int = Field(default=1, ge=1, le=5, description="Years pooled: ratio of sums over the years at hand")
    lag: int = Field(default=0, ge=0, le=3, description="Years by which the figure looks back")
    lens: Key = Field(description="Place in the second grouping of the system file")
    seed: str = Field(description="Sections of the founding paper it observes")
    references: tuple[Key, ...] = Field(default=(), description="Keys of references.bib")
    gaming_risk: Words | None = None
    guards: tuple[Guard, ...] = ()
    profiles: dict[Key, Override] = Field(default={}, description="What a profile changes")
    note: Words | None = None

    @model_validator(mode="after")
    def _scored_one_way(self) -> Self:
        if self.direction is Direction.INTERVAL and not self.trapezoid:
            raise ValueError("needs_trapezoid")
        if not self.formula and not self.survey:
            raise ValueError("needs_formula")
        return self

    def scored_in(self, profile: str) -> Goalposts | Trapezoid:
        """The goalposts or trapezoid in force for a profile."""
        override = self.profiles.get(profile)
        own = (override.trapezoid or override.goalposts) if override else None
        found = own or self.trapezoid or self.goalposts
        assert found is not None  # noqa: S101 - `check_scales` saw to it
        return found

    def formula_in(self, profile: str) -> str | None:
        """The formula in force for a profile."""
        override = self.profiles.get(profile)
        return (override.formula if override else None) or self.formula


class Criterion(Closed):
    """A criterion and its indicators: one file an evaluator can read."""

    key: Key
    dimension: Key
    name: Words
    question: Words = Field(description="What the criterion asks, in one sentence")
    indicators: dict[Key, Indicator]
