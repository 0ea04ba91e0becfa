"""Faults of `weights`."""

from iecscore.text.faults.fault import Fault

FAULTS: dict[str, Fault] = {
    "weights.criterion_empty": Fault(
        "Criterion {criterion} has no indicator in the indicator set in force and is left out.",
        "Its weight goes to the other criteria of the dimension. Use the full set to have it counted.",
    ),
    "weights.too_few_units": Fault(
        "Weights by {rule} need at least {least} units without a gap in each criterion; too few have: {found}.",
        "Use weights that do not come from the data, or --force and say so in the report.",
    ),
    "weights.rows_left_out": Fault(
        "The weights within {criterion} rest on the units without a gap there: {left_out} of {units} are left out.",
        "Ask the units for what is missing if that is many.",
    ),
    "weights.no_information": Fault(
        "The data say nothing about the weights within {criterion}: no indicator tells the units apart. The weights from before hold.",
        "Nothing needs to be done.",
    ),
    "weights.constant": Fault(
        "Within {criterion} all units score the same on {indicators}: weight 0 there.",
        "Check the goalposts if the units do differ.",
    ),
    "weights.not_judged": Fault("No expert judged what is under {parent}: its neutral weights hold.", "Add judgements if the panel meant to."),
    "weights.inconsistent": Fault(
        "The panel's judgements under {parent} are not consistent: CR {ratio} is above {limit}.",
        "Ask the experts to look at these judgements again.",
    ),
    "weights.expert_inconsistent": Fault(
        "The judgements of {expert} under {parent} are not consistent: CR {ratio} is above {limit}.",
        "Ask the expert to look at these judgements again.",
    ),
    "weights.too_many_children": Fault(
        "{size} nodes are compared under one parent; the random index is known up to {most}.",
        "Group the nodes, so that fewer are compared with each other.",
    ),
    "weights.no_judgements": Fault(
        "AHP weights need the judgements of a panel, and there are none.", "Name a judgement file, or choose other weights."
    ),
    "weights.share_outside": Fault("The share of AHP is {share}; it must lie between 0 and 1.", "Give a share between 0 and 1."),
}
