"""Faults of `analysis.efficiency`: what no envelopment model can take, and what must be said beside its figures."""

from iecscore.text.faults.fault import Fault

FAULTS: dict[str, Fault] = {
    "efficiency.length": Fault("{place} has {found} rows, and inputs have {wanted}.", "Write one row a unit, in the same order everywhere."),
    "efficiency.negative": Fault(
        "{place} is negative, and an envelopment model compares amounts.",
        "Measure the factor from a zero it cannot fall below, or move a loss to the other side.",
    ),
    "efficiency.factor_zero": Fault(
        "Column {column} (counted from 0) of {place} is 0 for every unit.", "Leave the column out: it tells no unit from another."
    ),
    "efficiency.too_wide": Fault(
        "Column {column} (counted from 0) of {place} runs from {least} to {most}, more than a factor of {widest}, which no solver can compare.",
        "Check the unit of measure of these figures; leave out a unit that is so far from all others.",
    ),
    "efficiency.unit_zero": Fault("{place} is 0 throughout: the unit uses nothing, or makes nothing.", "Fill in its figures, or leave the unit out."),
    "efficiency.column": Fault(
        "{place} is no column of outputs, is there twice, or leaves no desirable output.",
        "Write columns counted from 0, each once, and not all; or a matrix of undesirable outputs of its own.",
    ),
    "efficiency.shift": Fault(
        "{place} does not exceed the largest undesirable output, {least}.", "Write a larger number, or leave it out: then it is the largest plus 1."
    ),
    "efficiency.needs_orientation": Fault(
        "The model {model} needs an orientation: it moves either inputs or outputs.", "Write input or output, or choose the model sbm."
    ),
    "efficiency.needs_variable": Fault(
        "The model {model} turns undesirable outputs round, which moves their zero; constant returns cannot bear that.",
        "Write returns: variable, or choose the model sbm, or count them among the inputs.",
    ),
    "efficiency.one_period": Fault("Productivity is followed from one period to the next, and there is only one.", "Write at least two periods."),
    "efficiency.other_shape": Fault(
        "{place} has another number of units, inputs or outputs than the first period.", "Write the same units and factors, in the same order."
    ),
    "efficiency.all_efficient": Fault(
        "Every unit is efficient, so there is no spread to draw from.", "Use fewer factors or more units; with these there is no interval."
    ),
    "efficiency.few_units": Fault(
        "{units} units are few for {inputs} inputs and {outputs} outputs; at least {least} are wanted.",
        "Many are efficient for want of comparison: use peers and slacks, not ranks, or join factors.",
    ),
    "efficiency.many_efficient": Fault(
        "{efficient} of {units} units are efficient, more than a third: the model hardly tells them apart.",
        "Use fewer factors, more units, constant returns or a super-efficiency model.",
    ),
    "efficiency.infeasible": Fault(
        "The other units cannot reach units {units} (counted from 0) under this model, which has no score for them.",
        "Constant returns, or super-sbm without orientation, give every unit a score.",
    ),
    "efficiency.phi": Fault(
        "Efficiency is 1 / phi: 1 is efficient, less is less, as with input orientation.", "The factor phi itself stands beside it."
    ),
    "efficiency.scale_unclear": Fault(
        "There is no scale efficiency with undesirable outputs turned round: it would compare with constant returns.",
        "Choose the model sbm to have it.",
    ),
    "efficiency.super_rest": Fault(
        "Super-efficiency is for efficient units; all others have 1 here, as in the paper.", "To rank all units, take the plain score of the others."
    ),
    "efficiency.zeros_lifted": Fault(
        "{count} zeros were replaced by 1/{share} of the least positive figure of their column, since the model divides by them.",
        "Check whether they are zeros or gaps; scores of these units hang on the replacement.",
    ),
    "efficiency.zeros_counted": Fault(
        "{count} zeros among inputs or undesirable outputs cannot be lowered; each counts as no slack.", "Check whether they are zeros or gaps."
    ),
}
