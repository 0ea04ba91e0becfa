"""Weigh a tree as the options say: `neutral`, a declared set, `ahp`, `entropy`, `critic`, or two joined as `ahp+critic`."""

from iecscore.problems import Misuse, error
from iecscore.system.model import System
from iecscore.values import Matrix, Options, Weights
from iecscore.weights.ahp import weigh_ahp
from iecscore.weights.combining import combine
from iecscore.weights.data import RULES, weigh_by_data
from iecscore.weights.judgements import Judgements
from iecscore.weights.neutral import NEUTRAL, weigh_declared, weigh_neutral
from iecscore.weights.tree import Tree

AHP = "ahp"


def weigh(system: System, options: Options, tree: Tree, scores: Matrix, judgements: Judgements | None = None) -> Weights:
    """The weights in force.

    Raises:
        Misuse: unknown name, no judgements for `ahp`, too few units for weights from data.
    """
    first, _, second = options.weights.partition("+")
    if first in RULES and not second:
        first, second = NEUTRAL, first
        return _weigh_data(system, options, tree, scores, second)
    subjective = _weigh_subjective(system, options, tree, judgements, first)
    if not second:
        return subjective
    objective = _weigh_data(system, options, tree, scores, second)
    return combine(tree, subjective, objective, options.combine, options.ahp_share)


def list_weights(system: System) -> tuple[str, ...]:
    """The single names `Options.weights` may take; a subjective and a data rule join with `+`."""
    return tuple(dict.fromkeys((NEUTRAL, *system.weights, AHP, *RULES)))


def _weigh_subjective(system: System, options: Options, tree: Tree, judgements: Judgements | None, name: str) -> Weights:
    if name == AHP:
        if judgements is None:
            raise Misuse(error("weights.no_judgements"))
        return weigh_ahp(judgements, tree, _base(system, tree), options.random_index)
    if name in system.weights:
        return weigh_declared(tree, system.weights[name].get(tree.level, {}), name)
    if name != NEUTRAL:
        raise _unknown(system, name)
    return weigh_neutral(tree)


def _weigh_data(system: System, options: Options, tree: Tree, scores: Matrix, rule: str) -> Weights:
    if rule not in RULES:
        raise _unknown(system, rule)
    return weigh_by_data(tree, scores, _base(system, tree), rule, system.data_weights_from, force=options.force)


def _base(system: System, tree: Tree) -> Weights:
    declared = system.weights.get(NEUTRAL, {}).get(tree.level)
    return weigh_declared(tree, declared, NEUTRAL) if declared else weigh_neutral(tree)


def _unknown(system: System, name: str) -> Misuse:
    known = ", ".join((*list_weights(system), "ahp+critic", "ahp+entropy"))
    return Misuse(error("rank.unknown_choice", option="weights", given=name, known=known))
