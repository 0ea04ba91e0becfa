"""Weigh a tree as the options say: `neutral`, a declared set, `ahp`, a rule on the data such as `critic`, or two joined as `ahp+critic`."""

from iecscore.problems import Misuse, error
from iecscore.system.model import System
from iecscore.values import Matrix, Options, Weights
from iecscore.weights.ahp import weigh_ahp
from iecscore.weights.combining import combine
from iecscore.weights.data import RULES, weigh_by_data
from iecscore.weights.judgements import Judgements
from iecscore.weights.neutral import NEUTRAL, weigh_declared
from iecscore.weights.tree import Tree

AHP = "ahp"


def weigh(system: System, options: Options, tree: Tree, scores: Matrix, judgements: Judgements | None = None) -> Weights:
    """The weights in force; `scores` are those of values that are there, gaps NaN.

    Raises:
        Misuse: unknown name, no judgements for `ahp`, too few units for weights from data.
    """
    name, *rules = options.weights.split("+")
    if not rules and name in RULES:
        return _weigh_data(system, options, tree, scores, name)
    if len(rules) > 1 or not set(rules) <= set(RULES):
        raise _unknown(system, options.weights)
    subjective = _weigh_subjective(system, options, tree, judgements, name)
    if not rules:
        return subjective
    return combine(tree, subjective, _weigh_data(system, options, tree, scores, rules[0]), options.combine, options.ahp_share)


def list_weights(system: System) -> tuple[str, ...]:
    """The single names `Options.weights` may take; a subjective and a data rule join with `+`."""
    return tuple(dict.fromkeys((NEUTRAL, *system.weights, AHP, *RULES)))


def _weigh_subjective(system: System, options: Options, tree: Tree, judgements: Judgements | None, name: str) -> Weights:
    if name == NEUTRAL:
        return _base(system, tree)
    if name == AHP:
        if judgements is None:
            raise Misuse(error("weights.no_judgements"))
        return weigh_ahp(judgements, tree, _base(system, tree), options.random_index)
    if name not in system.weights:
        raise _unknown(system, options.weights)
    if tree.level not in system.weights[name]:
        raise Misuse(error("weights.not_of_level", name=name, level=tree.level, told=", ".join(system.weights[name])))
    return weigh_declared(tree, system.weights[name][tree.level], name)


def _weigh_data(system: System, options: Options, tree: Tree, scores: Matrix, rule: str) -> Weights:
    return weigh_by_data(tree, scores, _base(system, tree), rule, system.data_weights_from, force=options.force)


def _base(system: System, tree: Tree) -> Weights:
    return weigh_declared(tree, system.weights.get(NEUTRAL, {}).get(tree.level, {}), NEUTRAL)


def _unknown(system: System, name: str) -> Misuse:
    known = ", ".join((*list_weights(system), "ahp+critic", "ahp+entropy"))
    return Misuse(error("rank.unknown_choice", option="weights", given=name, known=known))
