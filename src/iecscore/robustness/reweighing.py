"""The units of an evaluation under weights set by hand: to look at, never in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from iecscore.problems import Misuse, error
from iecscore.robustness.field import Field
from iecscore.robustness.ground import Ground, lay_field, name_scorer
from iecscore.robustness.setting_against import ByLadder, ByMethod, Scorer
from iecscore.scoring import WITH_TIERS, find_tier, rank_in_leagues, reset_weights
from iecscore.scoring.scorecard import put_numbers, put_places
from iecscore.scoring.shape import shape_tree
from iecscore.values import Floats, Weights
from iecscore.weights.naming import word_parents
from iecscore.weights.tree import Tree

FULL: Final = 100
SHOWN: Final = 40
NEARLY: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Trial:
    """An evaluation made ready to be scored again and again: its ground, field and tree, and what scores it."""

    ground: Ground
    field: Field
    tree: Tree
    scorer: Scorer


@dataclass(frozen=True, slots=True)
class Reweighed:
    """The weights, and each unit's score, rank and tier under them, in the order of the units; nothing for one that is not ranked."""

    weights: Weights
    scores: tuple[float | None, ...]
    ranks: tuple[int | None, ...]
    tiers: tuple[str, ...]


def set_up(ground: Ground) -> Trial:
    """Make an evaluation ready."""
    field = lay_field(ground)
    return Trial(ground, field, ground.tree, name_scorer(ground) or ByMethod(field))


def list_movable(tree: Tree) -> tuple[str, ...]:
    """The dimensions and criteria that have siblings, so that their weight can be moved, each dimension before its criteria."""
    families = (tree.dimensions, *(tree.children[dimension] for dimension in tree.dimensions))
    return tuple(node for family in families if len(family) > 1 for node in family)


def take_moved(trial: Trial, told: Mapping[str, object]) -> dict[str, float]:
    """Weights told in per cent of their parent, as shares, without those told as they are in force, to a tenth of a per cent.

    Raises:
        Misuse: a node that cannot be moved, or what is no such number, all at once; siblings that are all told to weigh nothing.
    """
    known, local = list_movable(trial.tree), {item.node: item.local for item in trial.ground.weights.nodes}
    given = {node: _take_share(weight) for node, weight in told.items()}
    problems = [
        error("weights.odd_weight", node=node, given=str(told[node])[:SHOWN]) if node in known else error("weights.not_to_move", node=node[:SHOWN])
        for node, weight in given.items()
        if node not in known or weight is None
    ]
    if problems:
        raise Misuse(*problems)
    moved = {node: weight for node, weight in given.items() if weight is not None and abs(weight - round(local[node], 3)) > NEARLY}
    if empty := [parent for parent, children in trial.tree.children.items() if not any(moved.get(child, local[child]) for child in children)]:
        raise Misuse(error("weights.all_at_zero", **word_parents("parents", empty)))
    return moved


def _take_share(given: object) -> float | None:
    if isinstance(given, bool) or not isinstance(given, int | float):
        return None
    return given / FULL if 0 <= given <= FULL else None


def reweigh(trial: Trial, moved: Mapping[str, float]) -> Reweighed:
    """Score and rank by the weights in force, in which each node moved stands with its new weight; siblings are scaled to a sum of 1."""
    ground = trial.ground
    weights = reset_weights(trial.tree, ground.weights, moved)
    figures = trial.scorer(trial.field.scores, shape_tree(trial.tree, weights).overall)
    scores = put_numbers(_turn(trial.scorer, figures))
    tiers = ground.system.levels[ground.options.level].tiers if ground.options.method in WITH_TIERS else ()
    ranks = put_places(rank_in_leagues(figures, ground.leagues))
    return Reweighed(weights, tuple(scores), tuple(ranks), tuple(find_tier(score, tiers) for score in scores))


def _turn(scorer: Scorer, figures: Floats) -> Floats:
    """Scores as they are shown, where less may be better."""
    return scorer.sign * figures if isinstance(scorer, ByLadder) else figures
