"""Evaluate a round from what is stored, and keep the evaluation with all it was made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import iecscore
from iecscore.desk.workspace import JUDGEMENTS, Workspace
from iecscore.panel import read_judgements
from iecscore.pipeline import evaluate
from iecscore.problems import Misuse, Place, Problem, error
from iecscore.responses import SurveyScores, score_answers
from iecscore.store import Repository
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
    panel = load_judgements(workspace, judgements) if judgements or AHP in options.weights.split("+") else None
    with workspace.store.acting(principal) as repository:
        year = _year(repository, options)
        rows = repository.load_rows(year)
        survey = score_survey(workspace, repository, year, rows)
        evaluation = evaluate(workspace.system, options, rows, survey, panel, repository.find_inputs(year), iecscore.__version__)
        new = repository.save_evaluation(evaluation)
        repository.record("evaluate", evaluation.id, level=options.level, round=options.round)
        return Finished(evaluation, new, repository.load_queries(year))


def _year(repository: Repository, options: Options) -> int:
    known = [str(year) for year in repository.list_rounds()]
    if options.round not in known:
        raise Misuse(error("desk.no_round", given=options.round, known=", ".join(known) or "–"))
    return int(options.round)


def score_survey(workspace: Workspace, repository: Repository, year: int, rows: Sequence[Rows]) -> SurveyScores | None:
    """What the answers of a round come to; `rows` are those told up to it."""
    return score_answers(workspace.system, workspace.survey, year, repository.load_answers(year), rows) if workspace.survey else None


def load_judgements(workspace: Workspace, path: Path | None = None) -> Judgements:
    """Read the panel's judgements, by default the workspace's own file.

    Raises:
        Misuse: there is no file, or it has faults.
    """
    chosen = path or next((workspace.folder / name for name in JUDGEMENTS if (workspace.folder / name).is_file()), None)
    if chosen is None or not chosen.is_file():
        raise Misuse(error("desk.no_judgements", Place(str(chosen or workspace.folder)), names=", ".join(JUDGEMENTS)))
    read = read_judgements(chosen, {level: build_tree(workspace.system, level) for level in workspace.system.levels})
    if read.result is None:
        raise Misuse(*read.problems)
    return read.result
