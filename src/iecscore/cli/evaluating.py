"""`iecscore evaluate`."""

import json
from math import isnan
from pathlib import Path

import click

from iecscore.cli.screen import near, progress_bar, write_line
from iecscore.cli.session import Session, pass_session
from iecscore.cli.showing import print_ranking
from iecscore.cli.speaking import command, option, word
from iecscore.cli.targets import prepare_target, write_target
from iecscore.desk.evaluating import Finished, evaluate_round
from iecscore.desk.robustness import Asked, assess_evaluation, load_assessment
from iecscore.desk.workspace import Workspace
from iecscore.pipeline import needs_rounds
from iecscore.records import evaluation_to_json
from iecscore.report import write_result
from iecscore.robustness.assessment import Assessment
from iecscore.text import say
from iecscore.values import Options


class Share(click.FloatRange):
    """A share; nan, which lies beside every range, is none."""

    def convert(self, value: float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read it."""
        number = super().convert(value, param, ctx)
        if isnan(number):
            self.fail(word("{value!r} is not a valid {number_type}.", ctx).format(value=value, number_type=self.name), param, ctx)
        return number


@command("evaluate", "Evaluate a level of a round; prints the ranking and writes the result workbook into the reports.")
@option("--round", "year", required=True, help="Round, by its year.")
@option("--level", required=True, help="Level, by its key in the system file.")
@option(
    "--weights",
    default="neutral",
    show_default=True,
    help="neutral, a set of the system file, ahp; from the data entropy, critic, standard-deviation, coefficient-of-variation, gini; or ahp+critic.",
)
@option(
    "--method",
    default="",
    help="topsis, weighted-mean, geometric-mean, gra, topsis-vector, vikor, promethee or index; by default index where the chain "
    "aggregates, else topsis.",
)
@option(
    "--set",
    "settings",
    multiple=True,
    help="full, core or administrative indicators; or a setting of the chain, as treat.most=0 or weights.NODE=0; repeatable.",
)
@option("--missing", default="redistribute", show_default=True, help="redistribute weights within the criterion, or count as zero.")
@option("--combine", default="multiplicative", show_default=True, help="How two sets of weights are joined: multiplicative or linear.")
@option("--ahp-share", type=Share(0, 1), default=0.5, show_default=True, help="Share of the first set in a linear combination, 0 to 1.")
@option("--random-index", default="alonso-lamata", show_default=True, help="Table of the random index behind the consistency ratio.")
@option("--judgements", type=click.Path(path_type=Path), help="Judgement file (YAML or Excel); by default the workspace's own.")
@option("--force", is_flag=True, help="Take weights from data of fewer units than the system asks for.")
@option("--intervals/--no-intervals", default=None, help="Find the interval of each rank too; by default where the level looks at no other round.")
@option("--json", "target", type=click.Path(path_type=Path), help="Also write the whole evaluation as JSON into this file.")
@pass_session
def run(
    session: Session,
    /,
    year: str,
    target: Path | None,
    judgements: Path | None,
    settings: tuple[str, ...],
    *,
    intervals: bool | None,
    **choices: object,
) -> None:
    """Evaluate."""
    workspace, language = session.workspace, session.language
    if target:
        prepare_target(target)
    sets = [told for told in settings if "=" not in told]
    options = Options(
        round=year,
        indicator_set=sets[-1] if sets else "full",
        overrides=tuple(told for told in settings if "=" in told),
        **choices,  # type: ignore[arg-type]
    )
    finished = evaluate_round(workspace, session.principal, options, judgements)
    assessment = ask_intervals(session, workspace, finished, judgements) if _asks_intervals(workspace, options, told=intervals) else None
    path = report_on(workspace, finished, language, assessment)
    if target:
        write_target(target, json.dumps(evaluation_to_json(finished.evaluation), ensure_ascii=False, allow_nan=False))
    print_ranking(finished.evaluation, workspace.system, language, assessment=assessment)
    write_line(say("Result workbook: {path}", language, path=near(path)))
    if target:
        write_line(say("Evaluation as JSON: {path}", language, path=near(target)))


def _asks_intervals(workspace: Workspace, options: Options, *, told: bool | None) -> bool:
    """As told; else where scenarios are quick: a chain that looks at other rounds is run anew for each of them."""
    return not needs_rounds(workspace.system, options) if told is None else told


def ask_intervals(session: Session, workspace: Workspace, finished: Finished, judgements: Path | None = None) -> Assessment:
    """How sure the ranks are: as it was found out before, or the intervals alone."""
    found = load_assessment(workspace, session.principal, finished.evaluation)
    if found:
        return found
    with progress_bar(say("Working scenarios", session.language), say("Drawing respondents", session.language)) as progress:
        asked = Asked(brief=True, judgements=judgements)
        return assess_evaluation(workspace, session.principal, asked, identity=finished.evaluation.id, progress=progress).assessment


def report_on(workspace: Workspace, finished: Finished, language: str, assessment: Assessment | None = None) -> Path:
    """Write the result workbook of an evaluation into the reports; its name tells round, level, weights, method and id."""
    options = finished.evaluation.options
    workspace.reports.mkdir(parents=True, exist_ok=True)
    path = workspace.reports / f"{options.round}_{options.level}_{options.weights}_{options.method}_{finished.evaluation.id[:8]}.xlsx"
    return write_result(finished.evaluation, workspace.system, finished.queries, path, language, workspace.label(language), assessment)
