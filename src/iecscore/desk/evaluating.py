"""Evaluate a round from what is stored, and keep the evaluation with all it was made of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import iecscore
from iecscore.desk.gathering import digest_of
from iecscore.desk.workspace import JUDGEMENTS, Workspace
from iecscore.panel import list_files, read_judgements
from iecscore.pipeline import evaluate, needs_rounds
from iecscore.problems import Misuse, Place, Problem, error
from iecscore.responses import SurveyScores, score_answers
from iecscore.store import Repository
from iecscore.system.loading_names import list_known
from iecscore.values import Evaluation, Options, Principal, Rows
from iecscore.weights import Judgements, build_tree
from iecscore.weights.weighing import AHP


@dataclass(frozen=True, slots=True)
class Finished:
    """An evaluation, whether it is new, and the open queries of its data."""

    evaluation: Evaluation
    new: bool
    queries: tuple[Problem, ...]


def evaluate_round(workspace: Workspace, principal: Principal, options: Options, judgements: Path | None = None) -> Finished:
    """Evaluate one level of one round; `judgements` default to the workspace's own file where the weights need them.

    Raises:
        Misuse: nothing was taken for the round, options that do not go together, judgements with faults.
    """
    files = find_judgements(workspace, judgements) if judgements or AHP in options.weights.split("+") else ()
    panel = load_judgements(workspace, files[0].parent if len(files) > 1 else files[0]) if files else None
    with workspace.store.acting(principal) as repository:
        year = demand_round(repository, options)
        refuse_outdated(repository, year)
        rows = repository.load_rows(year)
        survey = score_survey(workspace, repository, year, rows)
        last, surveys = year, dict[int, SurveyScores]()
        if needs_rounds(workspace.system, options):
            last = max(repository.list_rounds())
            refuse_outdated(repository, last)
            rows, surveys = repository.load_rows(last), score_others(workspace, repository, year)
        inputs = (*repository.find_inputs(last), *((path.name, digest_of(path)) for path in files))
        evaluation = evaluate(workspace.system, options, rows, survey, panel, inputs, iecscore.__version__, surveys, workspace.survey)
        new = repository.save_evaluation(evaluation)
        repository.record("evaluate", evaluation.id, level=options.level, round=options.round)
        return Finished(evaluation, new, (*repository.load_queries(year), *(survey.notes if survey else ())))


def demand_round(repository: Repository, options: Options) -> int:
    """The year of the round that is asked for.

    Raises:
        Misuse: nothing was taken for it.
    """
    known = [str(year) for year in repository.list_rounds()]
    if options.round not in known:
        raise Misuse(error("desk.no_round", given=options.round, known=", ".join(known) or "–"))
    return int(options.round)


def refuse_outdated(repository: Repository, year: int) -> None:
    """Refuse what was read when the tables or the survey were declared otherwise: its columns may not be those that are asked for now.

    Raises:
        Misuse: there are such files.
    """
    if names := tuple(dict.fromkeys(filed.file for filed in repository.find_outdated(year))):
        raise Misuse(error("desk.read_otherwise", count=len(names), files=list_known(names)))


def score_survey(workspace: Workspace, repository: Repository, year: int, rows: Sequence[Rows]) -> SurveyScores | None:
    """What the answers of a round come to; `rows` are those told up to it. The levels of a round share it."""
    system, survey = workspace.system, workspace.survey
    if survey is None:
        return None
    made_of = (id(system), id(survey), year, repository.find_inputs(year))
    return _score(_Asked(made_of, lambda: score_answers(system, survey, year, repository.load_answers(year), rows)))


@dataclass(frozen=True, slots=True)
class _Asked:
    """Answers to be scored: the same where they are made of the same; `score` keeps system and survey alive, so that their ids stay theirs."""

    made_of: tuple[object, ...]
    score: Callable[[], SurveyScores] = field(compare=False)


@lru_cache(maxsize=2)
def _score(asked: _Asked) -> SurveyScores:
    return asked.score()


def score_others(workspace: Workspace, repository: Repository, year: int) -> dict[int, SurveyScores]:
    """What the answers of all other rounds come to."""
    others = [other for other in repository.list_rounds() if other != year]
    scored = {other: score_survey(workspace, repository, other, repository.load_rows(other)) for other in others}
    return {other: scores for other, scores in scored.items() if scores}


def find_judgements(workspace: Workspace, path: Path | None = None) -> tuple[Path, ...]:
    """The panel's files: the one named, all in the folder named, or the workspace's own.

    Raises:
        Misuse: there is none.
    """
    chosen = path or next((workspace.folder / name for name in JUDGEMENTS if (workspace.folder / name).exists()), None)
    if chosen and chosen.is_file():
        return (chosen,)
    found = list_files(chosen) if chosen and chosen.is_dir() else ()
    if not found:
        raise Misuse(error("desk.no_judgements", Place(str(chosen or workspace.folder)), names=", ".join(JUDGEMENTS)))
    return found


def load_judgements(workspace: Workspace, path: Path) -> Judgements:
    """Read the panel's judgements from a file, or from all files of a folder.

    Raises:
        Misuse: they have faults.
    """
    read = read_judgements(path, {level: build_tree(workspace.system, level) for level in workspace.system.levels})
    if read.result is None:
        raise Misuse(*read.problems)
    return read.result
