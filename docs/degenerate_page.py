"""The page of what each method answers to degenerate input, run from the documents that the tests run."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from iecscore.methods import GROUPS, METHODS
from iecscore.report.method_pages import write_json

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from mcdm.degenerate_table import CASES as DRAWN
from mcdm.degenerate_table import SCORES, VARIANTS, draw_document, read_outcome
from methods.degenerate_documents import CASES, NOTED, ORDINARY, REFUSED, UNDEFINED, Outcome, answer, run_all

KINDS = {ORDINARY: "✓", NOTED: "note 说明", UNDEFINED: "`null` 空值", REFUSED: "refused 拒绝"}
TABLE = "| Methods 方法 | Kind 类别 | What it says 输出的说明 |\n| --- | --- | --- |"
HEAD = """# Degenerate input 退化数据

What every method that reads a table answers where other programs divide by zero, print NaN or give a number without a word. Written by `make format`,
which runs the methods on the documents of the tests: the table cannot say what the program does not do.

其他软件遇到这类数据时，往往除以零、输出 NaN，或不加说明地给出一个数。下表由 `make format` 用测试所用的数据实际运行各方法生成。

| | | |
| --- | --- | --- |
| ✓ | an ordinary result | 照常计算 |
| note 说明 | a result; what was decided stands in `notes` | 给出结果，处理方式写入 `notes` |
| `null` 空值 | a figure is undefined; `notes` says why | 该量无定义，`notes` 说明原因 |
| refused 拒绝 | exit code 2, and one line that names key and place | 退出码为 2，并用一行文字指明键与位置 |
| – | the case has no meaning for the method | 该情形不适用 |

Scoring methods stand here with their default options; [their options](#scoring-methods-and-their-options-评分方法及其选项) follow below.
Methods that read no table (`rank-aggregation`, …) are not listed; they refuse by key and place all the same.

评分方法按默认选项列出，各选项的情形见下文；不以数据表为输入的方法未列出。

## Answers 应对一览
"""


def degenerate_page() -> str:
    """Markdown: the table, what is said in each case, and the scoring methods by their options."""
    rows = run_all()
    return "\n".join([HEAD, *_overview(rows), "\n## What is said 具体说明", *_sentences(rows), *_variants()]) + "\n"


def _overview(rows: Mapping[str, Mapping[str, Outcome]]) -> Iterator[str]:
    yield f"| Method 方法 | {' | '.join(f'{case}<br>{chinese}' for case, chinese in CASES.items())} |\n|{' --- |' * (len(CASES) + 1)}"
    for group in GROUPS:
        for name in (name for name in rows if METHODS[name].group == group):
            cells = (KINDS[rows[name][case].kind] if case in rows[name] else "–" for case in CASES)
            yield f"| [`{name}`]({name}.md) | {' | '.join(cells)} |"


def _sentences(rows: Mapping[str, Mapping[str, Outcome]]) -> Iterator[str]:
    for case, chinese in CASES.items():
        yield f"\n### {case.capitalize()} {chinese}\n\n{TABLE}"
        yield from _gather((name, outcomes[case]) for name, outcomes in rows.items() if case in outcomes)


def _variants() -> Iterator[str]:
    yield "\n## Scoring methods and their options 评分方法及其选项\n"
    yield "Each case as it is drawn, and what is answered under each option; those not named give ordinary scores.\n"
    yield "每种情形附所用数据；未列出的方法与选项照常给出得分。"
    for case, document in DRAWN.items():
        yield f"\n### {case.capitalize()}\n\n```json\n{write_json(document)}\n```\n\n{TABLE}"
        told = [variant for variant in VARIANTS if read_outcome(variant, case) != SCORES]
        yield from _gather((variant, answer(VARIANTS[variant][0], draw_document(variant, case), {})) for variant in told)


def _gather(outcomes: Iterable[tuple[str, Outcome]]) -> Iterator[str]:
    """A row for each thing said, with all who say it."""
    said: dict[Outcome, list[str]] = {}
    for name, outcome in outcomes:
        if outcome.kind != ORDINARY:
            said.setdefault(outcome, []).append(f"`{name}`")
    yield from (f"| {' '.join(names)} | {KINDS[outcome.kind]} | {'<br>'.join(outcome.sentences)} |" for outcome, names in said.items())
