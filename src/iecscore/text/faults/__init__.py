"""The catalogue of problems: each code with its cause and its remedy, a module for each area."""

from iecscore.text.faults import (
    compute,
    content,
    crosses,
    dashboard,
    demo,
    desk,
    efficiency,
    engine,
    execute,
    formula,
    panel,
    rank,
    responses,
    robustness,
    sheets,
    store,
    submitting,
    survey,
    system,
    weights,
    workbook,
)
from iecscore.text.faults.fault import Fault

FAULTS: dict[str, Fault] = {
    code: fault
    for area in (
        content,
        system,
        formula,
        sheets,
        workbook,
        crosses,
        survey,
        responses,
        engine,
        weights,
        panel,
        store,
        desk,
        dashboard,
        submitting,
        rank,
        demo,
        compute,
        efficiency,
        robustness,
        execute,
    )
    for code, fault in area.FAULTS.items()
}

__all__ = ["FAULTS", "Fault"]
