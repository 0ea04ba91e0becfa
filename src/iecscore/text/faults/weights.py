"""Faults of `weights`."""

from iecscore.text.faults.fault import Fault

FAULTS: dict[str, Fault] = {
    "weights.criteria_empty": Fault(
        "These criteria have no indicator in the indicator set in force and are left out: {criteria}.",
        "Their weight goes to the other criteria of the dimension. Use the full set to have them counted.",
    ),
    "weights.too_few_units": Fault(
        "Weights by {rule} need at least {least} units without a gap in each criterion; too few have: {found}.",
        "Use weights that do not come from the data, or --force and say so in the report.",
    ),
    "weights.forced": Fault(
        "Weights by {rule} were forced although fewer than {least} units have no gap in: {found}.",
        "Do not publish a ranking on these weights: they change with every unit that joins.",
    ),
    "weights.rows_left_out": Fault(
        "Weights from the data rest on the units without a gap in the criterion; of {units} units are left out: {found}.",
        "Ask the units for what is missing if that is many.",
    ),
    "weights.no_information": Fault(
        "The data say nothing about the weights within {criteria}: the weights from before hold there.", "Nothing needs to be done."
    ),
    "weights.no_weight": Fault(
        "These indicators do not tell the units apart and get weight 0 from the data: {indicators}.", "Check the goalposts if the units do differ."
    ),
    "weights.nobody_judged": Fault(
        "No expert has judged anything of level {level}; AHP weights cannot be made.", "Add judgements of that level, or choose other weights."
    ),
    "weights.not_judged": Fault("No expert judged what is under {parents}: neutral weights hold there.", "Add judgements if the panel meant to."),
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
    "weights.not_of_level": Fault(
        "The weight set {name} says nothing of level {level}; it has weights for: {told}.", "Declare weights for that level, or choose other weights."
    ),
    "weights.share_outside": Fault("The share of AHP is {share}; it must lie between 0 and 1.", "Give a share between 0 and 1."),
}
