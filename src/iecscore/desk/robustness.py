"""Find out how sure the ranks of an evaluation are, and keep what was found with it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import iecscore
from iecscore.desk.arriving import Progress
from iecscore.desk.evaluating import find_judgements, load_judgements, score_survey
from iecscore.desk.explaining import find_evaluation, survey_of, system_of
from iecscore.desk.gathering import digest_of
from iecscore.desk.workspace import Workspace
from iecscore.execute import open_executor
from iecscore.pipeline import evaluate
from iecscore.problems import Misuse, error
from iecscore.responses import resample_answers
from iecscore.robustness.assessing import Inputs, assess
from iecscore.robustness.assessment import Assessment, NamedRanks
from iecscore.robustness.data_design import PARTS, RESPONDENTS, Sampled
from iecscore.robustness.ground import stand_on
from iecscore.robustness.rank_agreement import measure_places
from iecscore.store import Repository
from iecscore.system import System
from iecscore.system.robustness import NamedScenario
from iecscore.values import Evaluation, Options, Principal
from iecscore.weights import AHP, Judgements

FEWEST: Final = 256


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of an assessment: how many scenarios (0: as declared), the seed, which parts stay as they are, and where it runs."""

    draws: int = 0
    seed: int = 0
    without: tuple[str, ...] = ()
    workers: int | None = None
    cluster: str = ""
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Doubted:
    """An evaluation, and how sure its ranks are."""

    evaluation: Evaluation
    assessment: Assessment


def assess_evaluation(
    workspace: Workspace, principal: Principal, asked: Asked, level: str = "", year: int = 0, identity: str = "", progress: Progress | None = None
) -> Doubted:
    """Assess the latest evaluation of a level and round, or one by its id, with the system and the answers it was made of.

    Raises:
        Misuse: no such evaluation, unknown parts, judgements that are no longer those of the evaluation, a cluster that does not answer.
    """
    if unknown := [part for part in asked.without if part not in PARTS]:
        raise Misuse(*(error("robustness.unknown_part", given=part, known=", ".join(PARTS)) for part in unknown))
    with workspace.store.reading(principal) as repository:
        evaluation = find_evaluation(workspace, repository, level, year, identity)
        system = _ask(system_of(workspace, evaluation), asked)
        inputs = Inputs(_load_panel(workspace, evaluation), _sample(workspace, repository, evaluation, system, asked), _keep(asked))
    total = system.robustness.data.draws + (0 if asked.brief else system.robustness.method.draws)
    with open_executor(asked.workers, asked.cluster) as executor:
        found = assess(stand_on(system, evaluation), evaluation, inputs, asked.seed, executor, _count(progress, total), brief=asked.brief)
    assessment = found.assessment
    if not asked.brief:
        assessment = replace(assessment, named=tuple(_name_scenarios(workspace, principal, evaluation, system, assessment)))
    with workspace.store.acting(principal) as repository:
        repository.save_assessment(assessment, found.kept)
        repository.record("robustness", evaluation.id, draws=assessment.draws, seed=asked.seed)
    return Doubted(evaluation, assessment)


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


def _keep(asked: Asked) -> tuple[str, ...]:
    return tuple(part for part in PARTS if part not in asked.without)


def _count(progress: Progress | None, total: int) -> Callable[[int], None] | None:
    if progress is None:
        return None
    done = 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        progress(min(done, total), total, "")

    return count


def _load_panel(workspace: Workspace, evaluation: Evaluation) -> Judgements | None:
    """The workspace's judgements; where the weights come from them, only if they are still those the evaluation was made of."""
    known, needed = dict(evaluation.inputs), AHP in evaluation.options.weights.split("+")
    with suppress(Misuse):
        files = find_judgements(workspace)
        if not needed or all(known.get(path.name) == digest_of(path) for path in files):
            return load_judgements(workspace, files[0].parent if len(files) > 1 else files[0])
    return None


def _sample(workspace: Workspace, repository: Repository, evaluation: Evaluation, system: System, asked: Asked) -> Sampled | None:
    """Survey values under other respondents, from the answers the evaluation was made of."""
    survey, declared = survey_of(workspace, evaluation), system.robustness.data
    if survey is None or RESPONDENTS in asked.without or not declared.respondents:
        return None
    year, level = int(evaluation.options.round), evaluation.options.level
    answers = repository.load_answers(year, evaluation.id)
    rows = repository.load_rows(year, evaluation.id)
    count = min(declared.replicates, declared.draws)
    found = resample_answers(system, survey, year, answers, rows, level, count, asked.seed)
    return Sampled(found.units, found.indicators, found.values)


def _name_scenarios(
    workspace: Workspace, principal: Principal, evaluation: Evaluation, system: System, assessment: Assessment
) -> Iterator[NamedRanks]:
    """The declared scenarios, each evaluated on the same data; one that cannot be had says why."""
    places = tuple(unit.rank for unit in assessment.units)
    with workspace.store.reading(principal) as repository:
        for key, scenario in system.robustness.scenarios.items():
            try:
                other = _evaluate(workspace, repository, evaluation, system, scenario)
            except Misuse as refusal:
                yield NamedRanks(key, "", (), None, refusal.problems[0].code)
                continue
            found = {row.unit: row.rank for row in other.ranking}
            ranks = tuple(found.get(unit.unit) for unit in assessment.units)
            yield NamedRanks(key, other.id, ranks, measure_places(places, ranks))


def _evaluate(workspace: Workspace, repository: Repository, evaluation: Evaluation, system: System, scenario: NamedScenario) -> Evaluation:
    options = change_options(evaluation.options, scenario)
    year = int(options.round)
    rows = repository.load_rows(year, evaluation.id)
    panel = None
    if AHP in options.weights.split("+"):
        files = find_judgements(workspace, _in(workspace, scenario.judgements))
        panel = load_judgements(workspace, files[0].parent if len(files) > 1 else files[0])
    survey = score_survey(workspace, repository, year, rows)
    return evaluate(system, options, rows, survey, panel, evaluation.inputs, iecscore.__version__, survey=survey_of(workspace, evaluation))


def change_options(options: Options, scenario: NamedScenario) -> Options:
    """The options in force with what a scenario changes."""
    told = {name: getattr(scenario, name) for name in ("weights", "method", "indicator_set", "missing")}
    return replace(options, **{name: value for name, value in told.items() if value is not None}, overrides=(*options.overrides, *scenario.settings))


def _in(workspace: Workspace, name: str | None) -> Path | None:
    return workspace.folder / name if name else None
