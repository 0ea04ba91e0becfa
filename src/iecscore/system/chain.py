"""The chain of a composite index as a level declares it: its stages in order, and what differs below a node."""

from collections.abc import Mapping
from typing import Annotated, Final, Self, TypeAlias, TypeVar, cast

from pydantic import Field, model_validator

from iecscore.system.closed import Closed, Key

IMPUTE, SCREEN, TREAT, NORMALISE, AGGREGATE = "impute", "screen", "treat", "normalise", "aggregate"
STAGES: Final = (IMPUTE, SCREEN, TREAT, NORMALISE, AGGREGATE)
GOALPOSTS, SCALED, TO_TARGET, TO_REFERENCE = "goalposts", "scaled", "distance-to-target", "distance-to-reference"
ON_POSTS: Final = (GOALPOSTS, SCALED)
BY_GROUP: Final = ("group-mean", "group-median")
BY_ROUND: Final = ("latest", "constant", "linear", "linear-constant")
ROUNDS: Final = "rounds"
LESS_IS_BETTER: Final = "distance-to-best"
POWERS: Final = ("geometric", "harmonic", "power")

Pair: TypeAlias = tuple[float, float]
Share: TypeAlias = Annotated[float, Field(ge=0, le=1)]
Count: TypeAlias = Annotated[int, Field(ge=0)]


class Impute(Closed):
    """How gaps are filled."""

    method: str | None = Field(
        default=None,
        pattern="^(none|mean|median|group-mean|group-median|row-mean|row-median|regression|nearest-neighbour|latest|constant|linear|linear-constant)$",
        description="Rule; `mean` where not told. latest, constant, linear and linear-constant take the unit's other rounds",
    )
    groups: Key | None = Field(default=None, description="One of the level's `groups`, within which group rules average")
    fallback: str | None = Field(default=None, pattern="^(none|overall)$", description="What fills the gap of a group without a value; `none`")
    blocks: str | None = Field(
        default=None, pattern="^(all|dimension|criterion)$", description="Within which indicators row rules average a unit; `all`"
    )
    predictors: Count | None = Field(default=None, description="Indicators a regression takes; one per ten units where not told")
    reach: Count | None = Field(default=None, description="Most rounds back (latest)")


class Screen(Closed):
    """Which units stay."""

    by: str | None = Field(default=None, pattern="^(availability|zeros|both)$", description="What counts; `availability`")
    available: Share | None = Field(default=None, description="Least share of the indicators that must be there; 2/3")
    nonzero: Share | None = Field(default=None, description="Least share of what is there that must not be 0; 0.05")
    include: tuple[str, ...] | None = Field(default=None, description="Units that stay in whatever they hold")
    exclude: tuple[str, ...] | None = Field(default=None, description="Units that stay out")


class Treat(Closed):
    """What is done with outliers."""

    skewness: float | None = Field(default=None, gt=0, description="An indicator passes below this absolute skewness; 2")
    kurtosis: float | None = Field(default=None, description="Or below this kurtosis; 3.5")
    most: Count | None = Field(default=None, description="Most points pulled in; 5")
    second: str | None = Field(
        default=None,
        pattern="^(log-ct|log-ct-original|log-ct-plus|log-gii|box-cox|none)$",
        description="The treatment where that is not enough; `log-ct`",
    )
    exponent: float | None = Field(default=None, description="Of box-cox; the likeliest where not told")
    combine: bool | None = Field(default=None, description="The second treatment works on what the first one left; false")
    forced: str | None = Field(
        default=None, pattern="^(as-tested|winsorise|transform|none)$", description="What is done whatever the test says; `as-tested`"
    )


class Normalise(Closed):
    """How values become scores; all in the indicator's own units, of a cost too."""

    method: str | None = Field(
        default=None,
        pattern="^(min-max|z-score|scaled|goalposts|distance-to-maximum|distance-to-reference|distance-to-target|fraction-of-maximum|around-reference"
        "|rank|percentile-rank|borda)$",
        description="Rule; `min-max` where not told",
    )
    ends: Pair | None = Field(default=None, description="Lowest and highest score; z-score: the mean and the deviation wanted")
    goalposts: Pair | None = Field(default=None, description="[low, high] (scaled, goalposts); the indicator's own where not told")
    target: float | None = Field(default=None, description="What scores full (distance-to-target)")
    reference: str | None = Field(default=None, description="The unit to compare with, by its code (distance-to-reference)")
    centre: float | None = Field(default=None, description="What scores the middle (around-reference); the mean where not told")
    clip: bool | None = Field(default=None, description="Cut scores off: goalposts at both ends (yes), the distances at the upper end (no)")
    ties: str | None = Field(default=None, pattern="^(min|average|max|dense)$", description="The rank that equal values share; `min`")
    fraction: str | None = Field(
        default=None, pattern="^(reflect|complement|ratio)$", description="How a cost is a fraction of the maximum; `reflect`"
    )
    directed: bool | None = Field(default=None, description="Goalposts, target and centre are of x times its direction; false")
    over: str | None = Field(default=None, pattern="^(round|rounds)$", description="`rounds`: one scale for all rounds at hand; `round`")


class Aggregate(Closed):
    """How the children of a node are joined."""

    method: str | None = Field(
        default=None,
        pattern="^(arithmetic|geometric|harmonic|power|median|minimum|maximum|mean-min|mazziotta-pareto|adjusted-mazziotta-pareto|ordered|borda"
        "|copeland|outranking|distance-to-best)$",
        description="Rule; `arithmetic` where not told",
    )
    least_share: Share | None = Field(default=None, description="Share of the children a unit must have to be scored; 0")
    share_by: str | None = Field(default=None, pattern="^(count|weight)$", description="What the share is of; `count`")
    power: float | None = Field(default=None, description="Of the generalised mean; 1")
    penalty: str | None = Field(default=None, pattern="^(negative|positive)$", description="Mazziotta-Pareto: `negative` where more is better")
    deviation: str | None = Field(
        default=None, pattern="^(population|sample)$", description="Divisor n or n - 1; Mazziotta-Pareto population, distance sample where not told"
    )
    alpha: Share | None = Field(default=None, description="mean-min: how much imbalance costs; 0.5")
    beta: float | None = Field(default=None, ge=0, description="mean-min: how far children make up for each other; 1")
    orders: tuple[float, ...] | None = Field(default=None, description="ordered: weights of the best value, second best, …; equal where not told")
    centres: tuple[float, ...] | None = Field(default=None, description="adjusted-mazziotta-pareto: what scores 100; the means where not told")


Settings: TypeAlias = Impute | Screen | Treat | Normalise | Aggregate
S = TypeVar("S", bound=Impute | Screen | Treat | Normalise | Aggregate)


class Link(Closed):
    """One stage of the chain; exactly one key stands here."""

    impute: Impute | None = None
    screen: Screen | None = None
    treat: Treat | None = None
    normalise: Normalise | None = None
    aggregate: Aggregate | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(getattr(self, name) is not None for name in STAGES) != 1:
            raise ValueError("one_stage")
        return self

    @property
    def name(self) -> str:
        """Which stage it is."""
        return next(name for name in STAGES if getattr(self, name) is not None)

    @property
    def settings(self) -> Settings:
        """What is told of it."""
        told: Settings = getattr(self, self.name)
        return told


class Exceptions(Closed):
    """What differs at a node: impute, treat and normalise for all leaves below until told again, aggregate for the node itself."""

    impute: Impute | None = None
    treat: Treat | None = None
    normalise: Normalise | None = None
    aggregate: Aggregate | None = None


def merge(base: S, told: Settings | None) -> S:
    """Settings with what is told put over them."""
    told_only = {} if told is None else {name: value for name, value in told if value is not None}
    return cast("S", base.model_copy(update=told_only))


def settle_leaf(base: S, stage: str, exceptions: Mapping[str, Exceptions], path: tuple[str, ...]) -> S:
    """The settings of a stage for a leaf; `path` leads from the root down to it."""
    for node in path:
        base = merge(base, getattr(exceptions[node], stage)) if node in exceptions else base
    return base
