"""`iecscore robustness`."""

from pathlib import Path

import click

from iecscore.cli.evaluating import report_on
from iecscore.cli.screen import near, progress_bar, write_line
from iecscore.cli.session import Session, pass_session
from iecscore.cli.showing_doubt import print_robustness, print_unit
from iecscore.cli.speaking import command, option
from iecscore.cli.targets import prepare_target, write_target
from iecscore.desk.doubting import Standing, find_pair, find_standing, find_unit, share_ranks
from iecscore.desk.evaluating import Finished
from iecscore.desk.explaining import system_of
from iecscore.desk.robustness import Asked, assess_evaluation
from iecscore.robustness.assessment import Assessment
from iecscore.text import say
from iecscore.views import view_unit, word_pair


@command("robustness", "Find out how sure the ranks of the latest evaluation of a level are, or of one by its id; kept with the evaluation.")
@option("--level", default="", help="Level, by its key in the system file; by default that of the latest evaluation.")
@option("--round", "year", type=click.IntRange(2000, 2100), help="Round, by its year; by default the latest evaluated.")
@option("--evaluation", "identity", default="", help="Id of an evaluation, or its beginning.")
@option("--unit", "code", default="", help="Tell of one unit in full, by its code; from what was found out before, if it was.")
@option(
    "--pair",
    "codes",
    default="",
    help="Tell how sure the order of two units is, by their codes with a comma between; from what was found out before.",
)
@option("--draws", type=click.IntRange(256, 1_000_000), default=None, help="Scenarios; by default as many as the system file declares.")
@option("--until-settled", is_flag=True, help="Go on, up to 16 times as many scenarios, until no interval moves by more than a rank.")
@option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Another seed draws other scenarios.")
@option("--without", multiple=True, help="Leave a part as it is: respondents, figures, gaps or experts; repeatable.")
@option("--judgements", type=click.Path(path_type=Path), help="Judgements of the panel; by default the workspace's own.")
@option("--brief", is_flag=True, help="Intervals only: no other ways of counting, sources of doubt or structural tests.")
@option("--workers", type=click.IntRange(1), default=None, help="Threads; by default as many as the machine has processors.")
@option("--cluster", default="", help="Address of a running Dask scheduler, as tcp://scheduler:8786.")
@option("--json", "target", type=click.Path(path_type=Path), help="Also write what was found as JSON into this file.")
@pass_session
def run(
    session: Session,
    /,
    level: str,
    year: int | None,
    identity: str,
    code: str,
    codes: str,
    target: Path | None,
    draws: int | None,
    **asked: object,
) -> None:
    """Assess an evaluation, or tell of a unit or a pair."""
    workspace, language = session.workspace, session.language
    if target:
        prepare_target(target)
    wanted = Asked(draws=draws or 0, **asked)  # type: ignore[arg-type]
    with progress_bar(say("Working scenarios", language), say("Drawing respondents", language)) as progress:
        if code or codes:
            standing = find_standing(workspace, session.principal, wanted, level, year or 0, identity, progress)
        else:
            found = assess_evaluation(workspace, session.principal, wanted, level, year or 0, identity, progress)
            standing = Standing(found.evaluation, found.assessment, None)
    if code:
        _tell_unit(session, standing, code)
    if codes:
        _tell_pair(session, standing, codes)
    if not (code or codes):
        finished = Finished(standing.evaluation, new=False, queries=found.queries)
        path = report_on(workspace, finished, language, standing.assessment)
        print_robustness(standing.evaluation, standing.assessment, system_of(workspace, standing.evaluation), language)
        write_line(say("Result workbook: {path}", language, path=near(path)))
    if target:
        _write_json(standing.assessment, target, language)


def _tell_unit(session: Session, standing: Standing, code: str) -> None:
    unit, system = find_unit(standing, code), system_of(session.workspace, standing.evaluation)
    shares = share_ranks(standing, unit.unit)
    print_unit(view_unit(standing.evaluation, standing.assessment, unit, shares, system, session.language))


def _tell_pair(session: Session, standing: Standing, codes: str) -> None:
    names = {unit.code: unit.name for unit in standing.evaluation.units}
    write_line(word_pair(find_pair(standing, codes), names, session.language))


def _write_json(found: Assessment, target: Path, language: str) -> None:
    import json

    from iecscore.records import to_json

    write_target(target, json.dumps(to_json(found), ensure_ascii=False, allow_nan=False))
    write_line(say("Robustness as JSON: {path}", language, path=near(target)))
