"""What a system declares about its doubts: which parts of the data and of the method are varied to find out how sure a rank is."""

from typing import Annotated, Final, TypeAlias

from pydantic import Field

from iecscore.system.closed import Closed, Key, Words

NUMBER_KINDS: Final = ("integer", "number", "money")
NORMALISATIONS: Final = ("goalposts", "min-max", "percentile", "z-score")

Share: TypeAlias = Annotated[float, Field(ge=0, lt=1)]
Count: TypeAlias = Annotated[int, Field(ge=1, le=1_000_000)]


class CellDoubt(Closed):
    """How far a number that somebody filled in may be from the true one."""

    error: Share = Field(default=0.0, description="Relative standard deviation; 0: exact")
    rounding: float = Field(default=0.0, ge=0, description="What the number is rounded to, in the unit of the column; 0: not rounded")


class DataDoubt(Closed):
    """What is varied under the method in force: the data interval of a rank."""

    draws: Count = Field(default=10_000, description="Scenarios")
    respondents: bool = Field(default=True, description="Respondents drawn anew, organisations with all their people")
    replicates: Count = Field(default=1_000, description="Samples of respondents that the scenarios take in turn")
    gaps: bool = Field(default=True, description="A gap takes the score of a unit of the same league, or what its imputation gives")
    figures: bool = Field(default=True, description="Administrative figures within their plausible error and rounding")
    figure_error: Share = Field(
        default=0.02, description="Relative standard deviation of an administrative figure; with `cells`, of a number that none of them names"
    )
    rounding: bool = Field(
        default=True, description="Figures are told to their `decimals`: the true one is within half of the last digit; with `cells`, these tell it"
    )
    cells: dict[str, CellDoubt] = Field(
        default={},
        description="How far filled-in numbers may be off, by `table.column`, table, or kind of column (integer, number, money), the nearest first;"
        " figures then err as their cells make them. Without any, the figures err themselves",
    )
    experts: bool = Field(default=True, description="The panel's experts drawn anew where there are several, else weights within a bound")
    weight_bound: Share = Field(default=0.25, description="By what share each weight may differ, up or down, where no panel tells")
    order: tuple[str, ...] = Field(default=(), description="What weights must keep, as `T >= E`")

    def doubt_cell(self, field: str, kind: str) -> CellDoubt:
        """How far a number in a `table.column` of a kind may be off."""
        told = (self.cells.get(name) for name in (field, field.partition(".")[0], kind))
        return next((doubt for doubt in told if doubt), CellDoubt(error=self.figure_error))


class MethodDoubt(Closed):
    """Which other ways of counting are tried: the method range of a rank."""

    draws: Count = Field(default=2_000, description="Scenarios")
    goalpost_band: Share = Field(default=0.1, description="Each end of a goalpost moves by up to this share of the distance between them")
    normalisations: tuple[str, ...] = Field(default=("goalposts", "percentile"), min_length=1)
    weights: tuple[str, ...] = Field(default=("neutral",), min_length=1, description="Weight sets and rules; what a round cannot give is left out")
    methods: tuple[str, ...] = Field(default=("topsis", "weighted-mean"), min_length=1)
    excluded: tuple[tuple[str, str], ...] = Field(default=(), description="Pairs of a normalisation and a method that do not go together")


class NamedScenario(Closed):
    """Another evaluation of the same round, set beside the one in force."""

    name: Words
    weights: str | None = Field(default=None, description="Weights instead of those in force")
    method: str | None = Field(default=None, description="Method instead of the one in force")
    indicator_set: str | None = Field(default=None, description="Indicators instead of those in force: full, core or administrative")
    missing: str | None = Field(default=None, description="What gaps cost instead of what they cost in force")
    judgements: str | None = Field(default=None, description="File or folder in the workspace that holds another panel's judgements")
    settings: tuple[str, ...] = Field(default=(), description="Settings over the level's chain")


class Robustness(Closed):
    """How sure a rank is: the two designs, and scenarios by name."""

    data: DataDoubt = DataDoubt()
    method: MethodDoubt = MethodDoubt()
    scenarios: dict[Key, NamedScenario] = Field(default={}, description="Other evaluations of a round, set beside the one in force")
