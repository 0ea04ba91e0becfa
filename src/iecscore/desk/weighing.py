"""Where the weights of an evaluation come from: what each expert judged, what the data would give, and what is joined."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from iecscore.desk.evaluating import find_judgements, load_judgements, score_others
from iecscore.desk.explaining import system_of
from iecscore.desk.gathering import digest_of
from iecscore.desk.workspace import Workspace
from iecscore.matrix import build_matrix, run_chain
from iecscore.pipeline import Told, lay_out, needs_rounds, tell_others
from iecscore.problems import Misuse, Problem, error
from iecscore.robustness.data_design import judge_each
from iecscore.store import Repository
from iecscore.system import System, override
from iecscore.values import Evaluation, Floats, Matrix, Principal, Sight, Weights
from iecscore.weights import AHP, Judgements, Tree, build_tree, weigh
from iecscore.weights.ahp import Doubt, find_doubts, judge, take_judgements
from iecscore.weights.ahp.consistency import CR_LIMIT
from iecscore.weights.data import RULES
from iecscore.weights.judgements import fill_matrices


@dataclass(frozen=True, slots=True)
class Doubted:
    """The judgement of an expert under a parent whose mending would help most: the children compared, and what the others say."""

    expert: str
    parent: str
    left: str
    right: str
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class Panel:
    """The experts, the weights (experts, siblings) of each by parent, those of all joined, and what each contradicts itself in.

    `same` tells whether these are the judgements the evaluation was made of; none where it rests on none.
    """

    experts: tuple[str, ...]
    judged: Mapping[str, Floats]
    joined: Weights
    doubted: tuple[Doubted, ...]
    files: tuple[str, ...]
    same: bool | None


@dataclass(frozen=True, slots=True)
class FromData:
    """What a rule makes of the data, forced where it has to be, and why it is refused then."""

    weights: Weights
    refused: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """An evaluation's tree, panel or why there is none, weights from the data by rule, units without a gap by criterion, and what is joined.

    `parts` are the two sets joined; nothing where none are, or the judgements are no longer there.
    """

    tree: Tree
    panel: Panel | None
    refused: tuple[Problem, ...]
    data: Mapping[str, FromData]
    whole: Mapping[str, int]
    parts: tuple[Weights, Weights] | None


def find_sources(workspace: Workspace, principal: Principal, evaluation: Evaluation) -> Sources:
    """Everything the weights of an evaluation could be made of.

    Raises:
        Misuse: the principal does not see everything.
    """
    if principal.sight is not Sight.ALL:
        raise Misuse(error("store.not_yours"))
    system = system_of(workspace, evaluation)
    tree = build_tree(system, evaluation.options.level, evaluation.options.indicator_set)
    with workspace.store.reading(principal) as repository:
        scores = _score(workspace, repository, evaluation, system, tree)
    panel, refused = _read_panel(workspace, evaluation, system, tree, scores)
    data = {rule: _weigh_data(system, evaluation, tree, scores, rule) for rule in RULES}
    return Sources(tree, panel, refused, data, _count_whole(tree, scores), _take_apart(system, evaluation, tree, scores, panel, data))


def _score(workspace: Workspace, repository: Repository, evaluation: Evaluation, system: System, tree: Tree) -> Matrix:
    """The scores that weights from the data rest on, gaps left as they are."""
    options, units = evaluation.options, evaluation.units
    others: tuple[Told, ...] = ()
    if needs_rounds(system, options):
        rows = repository.load_rows(max(repository.list_rounds()))
        others = tell_others(system, options, rows, score_others(workspace, repository, int(options.round)))
    in_force = override(system, options.level, options.overrides)
    matrix = build_matrix(evaluation.values, [unit.code for unit in units], tree.indicators)
    rounds = [lay_out(told, tree) for told in others if told.units]
    return run_chain(in_force, in_force.levels[options.level], matrix, units, int(options.round), rounds).positions


def _read_panel(workspace: Workspace, evaluation: Evaluation, system: System, tree: Tree, scores: Matrix) -> tuple[Panel | None, tuple[Problem, ...]]:
    try:
        files = find_judgements(workspace)
        judgements = load_judgements(workspace, files[0].parent if len(files) > 1 else files[0])
        joined = weigh(system, replace(evaluation.options, weights=AHP), tree, scores, judgements)
    except Misuse as refusal:
        return None, refusal.problems
    experts = tuple(name for name in judgements.experts if any(item.expert == name for item in judgements.comparisons if item.level == tree.level))
    rows = [judgements.experts.index(name) for name in experts]
    judged = {parent: weights[rows] for parent, weights in judge_each(tree, judgements).items()}
    doubted = tuple(_find_doubted(judgements, tree, evaluation.options.random_index))
    return Panel(experts, judged, joined, doubted, tuple(path.name for path in files), _is_same(evaluation, files)), ()


def _is_same(evaluation: Evaluation, files: Sequence[Path]) -> bool | None:
    if AHP not in evaluation.options.weights.split("+"):
        return None
    known = dict(evaluation.inputs)
    return all(known.get(path.name) == digest_of(path) for path in files)


def _find_doubted(judgements: Judgements, tree: Tree, index: str) -> list[Doubted]:
    """Of each expert and parent that is not consistent, the judgement to ask about first."""
    found = []
    for parent, children in tree.children.items():
        for expert, matrix in fill_matrices(judgements, tree.level, parent, children).items():
            judged = judge(matrix, random_index=index)
            doubts = find_doubts(take_judgements(matrix)[0], judged, index) if judged.cr > CR_LIMIT else ()
            first = sorted(doubts, key=lambda doubt: doubt.cr_after)[:1]
            found += [Doubted(expert, parent, children[doubt.i], children[doubt.j], doubt) for doubt in first]
    return found


def _weigh_data(system: System, evaluation: Evaluation, tree: Tree, scores: Matrix, rule: str) -> FromData:
    options, refused = replace(evaluation.options, weights=rule), tuple[Problem, ...]()
    try:
        return FromData(weigh(system, replace(options, force=False), tree, scores), refused)
    except Misuse as refusal:
        refused = refusal.problems
    return FromData(weigh(system, replace(options, force=True), tree, scores), refused)


def _count_whole(tree: Tree, scores: Matrix) -> dict[str, int]:
    """By criterion, how many units have no gap there."""
    places = {code: place for place, code in enumerate(scores.indicators)}
    return {
        criterion: int((~np.isnan(scores.values[:, [places[code] for code in tree.children[criterion]]]).any(axis=1)).sum())
        for criterion in tree.criteria
    }


def _take_apart(
    system: System, evaluation: Evaluation, tree: Tree, scores: Matrix, panel: Panel | None, data: Mapping[str, FromData]
) -> tuple[Weights, Weights] | None:
    name, *rules = evaluation.options.weights.split("+")
    if not rules or (name == AHP and (panel is None or not panel.same)):
        return None
    own = panel.joined if panel and name == AHP else weigh(system, replace(evaluation.options, weights=name), tree, scores)
    return own, data[rules[0]].weights
