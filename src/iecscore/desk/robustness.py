"""Find out how sure the ranks of an evaluation are, and keep what was found with it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import iecscore
from iecscore.desk.arriving import Progress
from iecscore.desk.evaluating import find_judgements, load_judgements, score_others
from iecscore.desk.explaining import find_evaluation, survey_of, system_of
from iecscore.desk.gathering import digest_of
from iecscore.desk.workspace import Workspace
from iecscore.engine import Behind, look_behind
from iecscore.execute import open_executor
from iecscore.pipeline import Told, lay_out, needs_rounds, seal, tell_others
from iecscore.problems import Misuse, Problem, error
from iecscore.responses import Replicates, resample_answers, score_without
from iecscore.robustness.assessing import Inputs, assess
from iecscore.robustness.assessment import Assessment, NamedRanks
from iecscore.robustness.data_design import FIGURES, PARTS, RESPONDENTS, Sampled
from iecscore.robustness.figure_errors import find_errors
from iecscore.robustness.ground import Ground, stand_on
from iecscore.robustness.rank_agreement import measure_places
from iecscore.store import Repository
from iecscore.system import System
from iecscore.system.robustness import NamedScenario
from iecscore.values import Evaluation, Options, Principal, Rows
from iecscore.weights import AHP, Judgements, build_tree

FEWEST: Final = 256
TIMES: Final = 16


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of an assessment: how many scenarios (0: as declared), the seed, which parts stay as they are, and where it runs.

    `until_settled` goes on, up to sixteen times as many scenarios, until no end of an interval moves by more than a rank.
    """

    draws: int = 0
    seed: int = 0
    without: tuple[str, ...] = ()
    workers: int | None = None
    cluster: str = ""
    brief: bool = False
    judgements: Path | None = None
    until_settled: bool = False


@dataclass(frozen=True, slots=True)
class Doubted:
    """An evaluation, how sure its ranks are, and the open queries of its data."""

    evaluation: Evaluation
    assessment: Assessment
    queries: tuple[Problem, ...]


def assess_evaluation(
    workspace: Workspace, principal: Principal, asked: Asked, level: str = "", year: int = 0, identity: str = "", progress: Progress | None = None
) -> Doubted:
    """Assess the latest evaluation of a level and round, or one by its id, with the system and the answers it was made of.

    Raises:
        Misuse: nobody may write here, no such evaluation, unknown parts, judgements that are no longer those of the evaluation, a cluster that does
            not answer.
    """
    with workspace.store.acting(principal) as repository:
        repository.demand_keeping()
    if unknown := [part for part in asked.without if part not in PARTS]:
        raise Misuse(*(error("robustness.unknown_part", given=part, known=", ".join(PARTS)) for part in unknown))
    with workspace.store.reading(principal) as repository:
        evaluation = find_evaluation(workspace, repository, level, year, identity)
        system = _ask(system_of(workspace, evaluation), asked)
        others = _tell_others(workspace, repository, evaluation, system)
        queries = repository.load_queries(int(evaluation.options.round))
        inputs = _gather(workspace, repository, evaluation, system, asked)
    tree = build_tree(system, evaluation.options.level, evaluation.options.indicator_set)
    ground = _doubt_cells(stand_on(system, evaluation, tuple(lay_out(told, tree) for told in others if told.units)), inputs)
    with open_executor(asked.workers, asked.cluster) as executor:
        found = assess(ground, evaluation, inputs, asked.seed, executor, _count(progress), brief=asked.brief)
    assessment = found.assessment
    if not asked.brief:
        assessment = replace(assessment, named=tuple(_name_scenarios(workspace, evaluation, system, assessment, others, inputs.judgements)))
    with workspace.store.acting(principal) as repository:
        repository.save_assessment(assessment, found.kept)
        repository.record("robustness", evaluation.id, draws=assessment.draws, seed=asked.seed)
    return Doubted(evaluation, assessment, queries)


def load_assessment(workspace: Workspace, principal: Principal, evaluation: Evaluation) -> Assessment | None:
    """How sure the ranks of an evaluation are, where that was found out."""
    with workspace.store.reading(principal) as repository:
        return repository.load_assessment(evaluation.id)


def _ask(system: System, asked: Asked) -> System:
    """The system with as many scenarios as are asked for."""
    if not asked.draws:
        return system
    data = system.robustness.data.model_copy(update={"draws": max(asked.draws, FEWEST)})
    return system.model_copy(update={"robustness": system.robustness.model_copy(update={"data": data})})


def _count(progress: Progress | None) -> Callable[[int, int], None] | None:
    return None if progress is None else lambda done, total: progress(done, total, "")


def _load_panel(workspace: Workspace, evaluation: Evaluation, path: Path | None) -> Judgements | None:
    """The workspace's judgements; where the weights come from them, only if they are still those the evaluation was made of."""
    known, needed = dict(evaluation.inputs), AHP in evaluation.options.weights.split("+")
    with suppress(Misuse):
        files = find_judgements(workspace, path)
        if not needed or all(known.get(path.name) == digest_of(path) for path in files):
            return load_judgements(workspace, files[0].parent if len(files) > 1 else files[0])
    return None


def _gather(workspace: Workspace, repository: Repository, evaluation: Evaluation, system: System, asked: Asked) -> Inputs:
    """What the designs draw from: the panel, and survey values under other respondents, from the answers the evaluation was made of."""
    survey, declared = survey_of(workspace, evaluation), system.robustness.data
    parts, most = tuple(part for part in PARTS if part not in asked.without), TIMES * declared.draws if asked.until_settled else 0
    year, level = int(evaluation.options.round), evaluation.options.level
    rows = repository.load_rows(year, evaluation.id)
    behind = _look_behind(evaluation, system, rows, parts, brief=asked.brief)
    plain = Inputs(_load_panel(workspace, evaluation, asked.judgements), None, parts, most, behind=behind)
    if survey is None or RESPONDENTS in asked.without or not declared.respondents:
        return plain
    answers = repository.load_answers(year, evaluation.id)
    count = min(declared.replicates, declared.draws)
    found = resample_answers(system, survey, year, answers, rows, level, count, asked.seed)
    others = {} if asked.brief else score_without(system, survey, year, answers, rows, level)
    return replace(plain, sampled=_put(found), others={group: _put(told) for group, told in others.items()})


def _look_behind(evaluation: Evaluation, system: System, rows: Sequence[Rows], parts: Sequence[str], *, brief: bool) -> Behind | None:
    """The formulas with the numbers they count, where something is to be told of these."""
    data, level = system.robustness.data, evaluation.options.level
    if system.levels[level].chain or (brief and not (data.figures and data.cells and FIGURES in parts)):
        return None
    return look_behind(system, level, int(evaluation.options.round), rows)


def _doubt_cells(ground: Ground, inputs: Inputs) -> Ground:
    """The ground with the errors of figures that come of their cells, where a system declares how far cells err."""
    data = ground.system.robustness.data
    if inputs.behind is None or not (data.figures and data.cells and FIGURES in inputs.parts):
        return ground
    return replace(ground, errors=find_errors(ground.system, [unit.code for unit in ground.units], ground.tree.indicators, inputs.behind))


def _put(found: Replicates) -> Sampled:
    return Sampled(found.units, found.indicators, found.values)


def _tell_others(workspace: Workspace, repository: Repository, evaluation: Evaluation, system: System) -> tuple[Told, ...]:
    """The other rounds, where the chain of the level looks at them."""
    if not needs_rounds(system, evaluation.options):
        return ()
    year, rows = int(evaluation.options.round), repository.load_rows(max(repository.list_rounds()))
    return tell_others(system, evaluation.options, rows, score_others(workspace, repository, year))


def _name_scenarios(
    workspace: Workspace, evaluation: Evaluation, system: System, assessment: Assessment, others: tuple[Told, ...], panel: Judgements | None
) -> Iterator[NamedRanks]:
    """The declared scenarios, each evaluated on the same values; one that cannot be had says why."""
    places = tuple(unit.rank for unit in assessment.units)
    for key, scenario in system.robustness.scenarios.items():
        try:
            options = change_options(evaluation.options, scenario)
            judgements = _load_named(workspace, scenario.judgements) if scenario.judgements else panel
            values, survey = evaluation.values, survey_of(workspace, evaluation)
            other = seal(system, options, evaluation.units, values, judgements, evaluation.inputs, iecscore.__version__, others, survey)
        except Misuse as refusal:
            yield NamedRanks(key, "", (), None, refusal.problems[0].code)
            continue
        found = {row.unit: row.rank for row in other.ranking}
        ranks = tuple(found.get(unit.unit) for unit in assessment.units)
        yield NamedRanks(key, other.id, ranks, measure_places(places, ranks))


def _load_named(workspace: Workspace, name: str) -> Judgements:
    """The judgements of another panel, by their file or folder in the workspace."""
    files = find_judgements(workspace, workspace.folder / name)
    return load_judgements(workspace, files[0].parent if len(files) > 1 else files[0])


def change_options(options: Options, scenario: NamedScenario) -> Options:
    """The options in force with what a scenario changes."""
    told = {name: getattr(scenario, name) for name in ("weights", "method", "indicator_set", "missing")}
    return replace(options, **{name: value for name, value in told.items() if value is not None}, overrides=(*options.overrides, *scenario.settings))
