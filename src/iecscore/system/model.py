"""An indicator system: levels of units, tables, indicators, trees of weights, tiers."""

from pydantic import Field

from iecscore.system.chain import AGGREGATE, NORMALISE, Aggregate, Exceptions, Link, Normalise, settle_leaf
from iecscore.system.closed import Closed, Key, Words
from iecscore.system.indicators import Criterion, Indicator
from iecscore.system.robustness import Robustness
from iecscore.system.tables import CrossCheck, Deflator, Dictionary, Lookup, Table

ROOT = "ROOT"


class Tier(Closed):
    """A declared score cut-off."""

    key: Key
    name: Words
    from_: float = Field(alias="from", ge=0, le=100, description="Least score of the tier")


class Level(Closed):
    """A level of units: which rows of which table they are, and how they are compared."""

    name: Words
    plural: Words
    parent: Key | None = Field(default=None, description="Level each unit of this one lies in")
    units: Key = Field(description="Table that lists the units")
    unit: Key = Field(description="Column with the unit's code")
    label: Key = Field(description="Column with the unit's name")
    where: str | None = Field(default=None, description="Which rows of the table are units of this level")
    profile: str | None = Field(default=None, description="Column whose value names the unit's profile; of the parent where not told")
    league: tuple[str, ...] = Field(default=(), description="Columns (`table.column`) within whose equal values units are ranked")
    identity: Key | None = Field(default=None, description="Column that identifies the organisation across units")
    tree: dict[Key, dict[Key, tuple[Key, ...]]] = Field(description="Dimension, criterion, indicators")
    tiers: tuple[Tier, ...] = Field(description="Cut-offs, best first")
    groups: dict[Key, str] = Field(default={}, description="Columns (`table.column`) by whose values units are grouped when gaps are filled")
    chain: tuple[Link, ...] = Field(
        default=(), description="Stages of a composite index in their order; without `normalise`: goalposts, without `aggregate`: TOPSIS"
    )
    exceptions: dict[Key, Exceptions] = Field(default={}, description="By node or indicator, what differs there and below")

    def link(self, stage: str) -> Link | None:
        """The declared stage of the chain, where there is one."""
        return next((link for link in self.chain if link.name == stage), None)

    @property
    def aggregated(self) -> bool:
        """Whether the level joins indicators by rules of its own."""
        return self.link(AGGREGATE) is not None

    @property
    def paths(self) -> dict[str, tuple[str, ...]]:
        """The way from the root down to each indicator of the tree."""
        return {
            code: (ROOT, dimension, criterion, code)
            for dimension, criteria in self.tree.items()
            for criterion, codes in criteria.items()
            for code in codes
        }

    def normalised(self, code: str) -> Normalise | None:
        """How an indicator is normalised; none: on goalposts, as without a chain."""
        link = self.link(NORMALISE)
        return settle_leaf(link.normalise, NORMALISE, self.exceptions, self.paths[code]) if link and link.normalise else None

    def joined(self, node: str) -> Aggregate:
        """How the children of a node are joined."""
        link = self.link(AGGREGATE)
        return settle_leaf((link and link.aggregate) or Aggregate(), AGGREGATE, self.exceptions, (node,))


class Part(Closed):
    """Who fills which sheets."""

    name: Words
    tables: tuple[Key, ...]
    members: str | None = Field(default=None, description="Condition on the member row; none: the unit itself fills the part")


class Members(Closed):
    """The table that lists the organisations in a unit."""

    table: Key
    key: Key
    name: Key
    joined: Key
    left: Key
    identities: tuple[Key, ...] = Field(description="Columns that identify an organisation across units, first one told wins")


class Side(Closed):
    """One side of a coupling: nodes or indicators with their weights in the tree."""

    name: Words
    nodes: tuple[Key, ...]


class Coupling(Closed):
    """Two sides whose coupling is watched."""

    name: Words
    sides: tuple[Side, Side]


class Stage(Closed):
    """A stage of production: fields that go in, fields that come out."""

    name: Words
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


class Momentum(Closed):
    """Which answers tell how far activity comes from within."""

    shares: Key = Field(description="Item that splits activity by initiator")
    external: Key = Field(description="Its part that stands for pressure from outside")
    reasons: Key = Field(description="Item that names reasons to take part")
    inner: tuple[str, ...]
    counted: tuple[str, ...]


class System(Closed):
    """The whole indicator system, as its folder declares it."""

    key: Key
    version: str = Field(description="Version of goalposts, weights and cut-offs")
    name: Words
    survey: Key | None = Field(default=None, description="Survey whose items feed the indicators")
    profiles: dict[Key, Words]
    dimensions: dict[Key, Words]
    nodes: dict[Key, Words] = Field(default={}, description="Names of tree nodes that are no criterion of their own")
    lenses: dict[Key, Words]
    levels: dict[Key, Level]
    members: Members
    parts: dict[Key, Part]
    criterion_coverage: float = Field(ge=0, le=1, description="Weight share below which a criterion is withheld")
    row_coverage: float = Field(ge=0, le=1, description="Share of rows below which a pooled value is missing")
    data_weights_from: int = Field(default=30, description="Units below which weights from data are refused")
    weights: dict[Key, dict[Key, dict[Key, dict[Key, float]]]] = Field(
        default={}, description="Named weight sets: level, parent node, child, weight; parents not told are equal"
    )
    couplings: dict[Key, Coupling] = Field(default={}, description="Pairs of sides whose coupling is watched")
    stages: tuple[Stage, ...] = ()
    momentum: Momentum | None = None
    robustness: Robustness = Robustness()
    cross_checks: tuple[CrossCheck, ...] = ()
    tables: dict[Key, Table]
    dictionaries: dict[Key, Dictionary]
    lookups: dict[Key, Lookup] = Field(default={}, description="Tables from one code to another")
    deflator: Deflator | None = None
    criteria: dict[Key, Criterion]
    references: dict[Key, str] = Field(default={}, description="Bibliography: key and entry")

    @property
    def indicators(self) -> dict[str, Indicator]:
        """All indicators, in the order of criteria and files."""
        return {code: indicator for criterion in self.criteria.values() for code, indicator in criterion.indicators.items()}

    def indicators_of(self, level: str) -> tuple[str, ...]:
        """The indicators in a level's tree, in tree order."""
        return tuple(code for criteria in self.levels[level].tree.values() for codes in criteria.values() for code in codes)

    def node_name(self, node: str) -> Words:
        """The name of a dimension, criterion, merged node or indicator."""
        if node in self.nodes:
            return self.nodes[node]
        if node in self.dimensions:
            return self.dimensions[node]
        return self.criteria[node].name if node in self.criteria else self.indicators[node].name
