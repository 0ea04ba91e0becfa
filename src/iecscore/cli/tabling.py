"""`iecscore rank`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from iecscore.cli.faults import print_problems
from iecscore.cli.screen import near, screen, show, table, write_line
from iecscore.cli.session import Session, pass_session
from iecscore.cli.showing_doubt import print_table
from iecscore.cli.speaking import command, option
from iecscore.cli.targets import prepare_target, write_target
from iecscore.desk.plain_tables import rank_file
from iecscore.report import write_plain_result
from iecscore.scoring import TableRanking
from iecscore.text import say
from iecscore.views import view_free, write_figure

if TYPE_CHECKING:
    from iecscore.robustness.free_weights import FreeRanks


@command(
    "rank",
    "Rank the table in FILE (xlsx or csv): first column names, one header row, optional rows “type” (benefit or cost) and “weight”.",
)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@option("--weights", default="", help="equal, entropy, critic, or given (the row “weight”); by default given where there is such a row, else equal.")
@option("--method", default="topsis", show_default=True, help="topsis, weighted-sum or vikor.")
@option("--sheet", default="", help="Sheet of the table; by default the first that holds something.")
@option("--free-weights", "free", is_flag=True, help="Also tell which ranks each row has with any weights: SMAA-2, exactly where that is cheap.")
@option("--order", "orders", multiple=True, help="What free weights must keep, as “quality >= price”; repeatable.")
@option("--json", "written", type=click.Path(path_type=Path, dir_okay=False), help="Also write what was found as JSON into this file.")
@option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Result workbook; by default beside the file.")
@pass_session
def run(
    session: Session,
    /,
    file: Path,
    weights: str,
    method: str,
    sheet: str,
    output: Path | None,
    written: Path | None,
    **asked: Any,  # noqa: ANN401 - what free weights are told
) -> int:
    """Rank a table."""
    language = session.language
    if output:
        prepare_target(_target_of(file, weights, method, output))
    if written:
        prepare_target(written)
    read = rank_file(file, weights, method, sheet)
    print_problems(read.problems, language)
    if read.result is None:
        return 1
    target = prepare_target(_target_of(file, read.result.rule, method, output))
    found = _free(read.result, **asked)
    path = write_plain_result(read.result, target, language, read.problems, file.name, found)
    _print_table(read.result, language)
    if found:
        print_table(screen(), view_free(read.result, found, language))
    write_line(say("Result workbook: {path}", language, path=near(path)))
    if written:
        _write_json(written, read.result, found, language)
    return 0


def _free(ranking: TableRanking, orders: tuple[str, ...], *, free: bool) -> "FreeRanks | None":
    from iecscore.robustness.free_weights import free_weights

    return free_weights(ranking, orders) if free or orders else None


def _write_json(target: Path, ranking: TableRanking, found: "FreeRanks | None", language: str) -> None:
    import json

    from iecscore.records import to_json

    told = {"ranking": to_json(ranking), "free_weights": None if found is None else to_json(found)}
    write_target(target, json.dumps(told, ensure_ascii=False, allow_nan=False))
    write_line(say("Ranking as JSON: {path}", language, path=near(target)))


def _target_of(file: Path, weights: str, method: str, output: Path | None) -> Path:
    """A workbook that is not the file itself."""
    target = output or file.with_name(f"{file.stem}_{weights}_{method}.xlsx")
    target = target if target.suffix.lower() == ".xlsx" else target.with_name(f"{target.name}.xlsx")
    return target.with_name(f"{target.stem}_{weights}_{method}.xlsx") if target.resolve() == file.resolve() else target


def _print_table(ranking: TableRanking, language: str) -> None:
    criteria = ranking.table.criteria
    heads = [say("Rank", language), say("Name", language), say("Score", language)]
    rows = [[str(ranking.ranks[row]), ranking.table.names[row], write_figure(float(ranking.scores[row]), 4)] for row in ranking.order]
    title = say("weights: {weights}; method: {method}", language, weights=ranking.rule, method=f"{ranking.method} ({ranking.normalisation})")
    console = screen()
    if not ranking.higher_is_better:
        console.print(say("Of this method's score lower is better.", language), highlight=False)
    show(console, table(title, heads, rows, right=(0, 2)))
    weights = [[name, write_figure(float(weight), 4)] for name, weight in zip(criteria, ranking.weights, strict=True)]
    show(console, table("", [say("Criterion", language), say("Weight", language)], weights, right=(1,)))
