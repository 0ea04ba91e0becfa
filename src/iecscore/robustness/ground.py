"""What scenarios stand on: an evaluation as arrays, with the system it was made by."""

from dataclasses import dataclass, replace

from iecscore.matrix import Marks, Round, build_matrix, mark_accepted
from iecscore.robustness.field import Field, number_leagues
from iecscore.robustness.figure_errors import FigureErrors
from iecscore.robustness.setting_against import ByLadder, ByMethod, Scorer
from iecscore.scoring import INDEX, find_joints, make_ladder
from iecscore.scoring.joints import more_is_better
from iecscore.scoring.shape import shape_tree
from iecscore.system import System, override
from iecscore.system.model import ROOT
from iecscore.values import Evaluation, Floats, Matrix, Options, Unit, Weights
from iecscore.weights import build_tree
from iecscore.weights.tree import Tree


@dataclass(frozen=True, slots=True)
class Ground:
    """An evaluation's system (settings over its chain put in), options, units, raw values, scores and weights in force, and accepted gaps.

    Columns are the leaves of the tree in tree order; `full` is what the scores of an index are multiplied by; `others` are further rounds
    that the chain of the level looks at. `errors` are those of figures that their cells bring about, where a system declares how far cells err.
    """

    system: System
    options: Options
    units: tuple[Unit, ...]
    raw: Matrix
    scores: Matrix
    weights: Weights
    accepted: Marks
    full: float = 1.0
    others: tuple[Round, ...] = ()
    errors: FigureErrors | None = None

    @property
    def tree(self) -> Tree:
        """The tree in force."""
        return build_tree(self.system, self.options.level, self.options.indicator_set)

    @property
    def leagues(self) -> list[tuple[str, ...]]:
        """The league of each unit."""
        return [unit.league for unit in self.units]

    @property
    def overall(self) -> Floats:
        """The weight of each leaf in the whole."""
        return shape_tree(self.tree, self.weights).overall

    @property
    def chained(self) -> bool:
        """Whether the level has a chain of its own instead of plain goalposts."""
        return bool(self.system.levels[self.options.level].chain)

    @property
    def indexed(self) -> bool:
        """Whether the nodes join their children by rules of their own."""
        return self.options.method == INDEX


def stand_on(system: System, evaluation: Evaluation, others: tuple[Round, ...] = ()) -> Ground:
    """The ground of an evaluation; `system` is the one it was made by."""
    options = evaluation.options
    tree, codes = build_tree(system, options.level, options.indicator_set), [unit.code for unit in evaluation.units]
    raw = build_matrix(evaluation.values, codes, tree.indicators)
    accepted = mark_accepted(evaluation.values, codes, tree.indicators)
    in_force = override(system, options.level, options.overrides)
    return Ground(in_force, options, evaluation.units, raw, evaluation.scores, evaluation.weights, accepted, evaluation.full_score, others)


def lay_field(ground: Ground, method: str = "", scores: Floats | None = None) -> Field:
    """The field of an evaluation, under another method or on other scores where told."""
    level = ground.system.levels[ground.options.level]
    own = ground.scores.values * (ground.full if ground.indexed else 1.0)
    return Field(
        own if scores is None else scores,
        number_leagues(ground.leagues),
        shape_tree(ground.tree, ground.weights).criterion_of,
        ground.system.criterion_coverage,
        tuple(tier.from_ for tier in level.tiers),
        method or ground.options.method,
    )


def name_scorer(ground: Ground) -> Scorer | None:
    """How the nodes of the level join their children, where they do so by rules of their own."""
    if not ground.indexed:
        return None
    tree = ground.tree
    joints = find_joints(ground.system.levels[ground.options.level], tree)
    return ByLadder(make_ladder(tree, ground.weights, joints), 1.0 if more_is_better(joints[ROOT]) else -1.0)


def score_in_force(ground: Ground) -> Floats:
    """The scores (units,) of the evaluation as scenarios have them, more is better; NaN where a unit is not ranked."""
    field = lay_field(ground)
    return (name_scorer(ground) or ByMethod(field))(field.scores, ground.overall)


def under(ground: Ground, method: str) -> Ground:
    """The same ground under another method."""
    return replace(ground, options=replace(ground.options, method=method))
