"""Check that what must be filled in is filled in, or has its reason."""

from collections.abc import Iterator, Mapping, Sequence

from iecscore.problems import NOWHERE, error
from iecscore.system.formula import RowExpression, evaluate_row
from iecscore.system.telling import context_of
from iecscore.values import Cell
from iecscore.workbook.cells import Filled, Reader, refuse_reason
from iecscore.workbook.checking_words import name_both
from iecscore.workbook.choices import NOT_APPLICABLE, REASONS
from iecscore.workbook.conditions import word_condition
from iecscore.workbook.lining import Finding
from iecscore.workbook.plan import ColumnPlan, counts_blanks
from iecscore.workbook.row_checks import complete, identifying, is_faulty
from iecscore.workbook.wording import name_column


def check_needs(reader: Reader, filled: Filled) -> Iterator[Finding]:
    """A blank cell that must not be blank is an error; so is a column that lacks where a row needs it."""
    context = context_of(reader.plan.system, reader.envelope.year)
    conditional = any(plan.condition for plan in filled.lined.plan.columns.values())
    rows = [complete(filled, row, context) for row in filled.rows] if conditional else filled.rows
    for plan in filled.lined.plan.columns.values():
        if plan.code in identifying(filled):
            continue
        if plan.condition:
            yield from _check_condition(reader, filled, plan, plan.condition, rows)
        elif plan.column.required and plan.code in filled.lined.columns:
            yield from _check_required(reader, filled, plan)


def _check_required(reader: Reader, filled: Filled, plan: ColumnPlan) -> Iterator[Finding]:
    for index in range(len(filled.rows)):
        if filled.is_open(index, plan.code):
            yield filled.find(index, plan.code, error("workbook.blank", NOWHERE, **name_column(plan.column), **_list_reasons(reader, plan)))


def _check_condition(
    reader: Reader, filled: Filled, plan: ColumnPlan, condition: RowExpression, rows: Sequence[Mapping[str, Cell]]
) -> Iterator[Finding]:
    context = context_of(reader.plan.system, reader.envelope.year)
    yield from _check_reasons(reader, filled, plan, condition, rows)
    needing = [
        index
        for index, row in enumerate(rows)
        if filled.is_open(index, plan.code) and evaluate_row(condition, row, context) is True and not is_faulty(filled, index, condition.root)
    ]
    if needing and plan.code not in filled.lined.columns:
        yield filled.lined.find(error("workbook.missing_column", filled.lined.place(), code=plan.code, **name_column(plan.column)))
        return
    for index in needing:
        told = {
            f"condition_{language}": word_condition(reader.plan.system, filled.lined.plan.table, condition.text, language)
            for language in ("en", "zh")
        }
        yield filled.find(index, plan.code, error("workbook.blank_where", NOWHERE, **told, **name_column(plan.column), **_list_reasons(reader, plan)))


def _check_reasons(
    reader: Reader, filled: Filled, plan: ColumnPlan, condition: RowExpression, rows: Sequence[Mapping[str, Cell]]
) -> Iterator[Finding]:
    """Where nothing was asked for and a blank counts as nothing, a reason says what cannot be counted."""
    context, words = context_of(reader.plan.system, reader.envelope.year), reader.plan.system.dictionaries[REASONS].codes
    for index, row in enumerate(rows) if counts_blanks(plan.column) else ():
        reason = filled.reasons.get((index, plan.code), NOT_APPLICABLE)
        if reason != NOT_APPLICABLE and evaluate_row(condition, row, context) is not True and not is_faulty(filled, index, condition.root):
            yield filled.find(index, plan.code, refuse_reason(plan, **name_both("told", words[reason])))


def _list_reasons(reader: Reader, plan: ColumnPlan) -> dict[str, str]:
    words = [word for reason, word in reader.plan.system.dictionaries[REASONS].codes.items() if reason in plan.excuses]
    return {f"reasons_{language}": " / ".join(word.say(language) for word in words) for language in ("en", "zh")}
