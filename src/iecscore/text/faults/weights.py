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
        "The judgements of {expert} are not consistent, the ratio being above {limit}, under: {parents}.",
        "Ask the expert to look at these judgements again.",
    ),
    "weights.not_to_move": Fault(
        "“{node}” has no weight that can be moved here.", "Only dimensions and criteria with others beside them have one; load the page again."
    ),
    "weights.odd_weight": Fault(
        "“{given}” is no weight for {node}.", "Give a number from 0 to 100; all weights under one parent are scaled to 100 % together."
    ),
    "weights.all_at_zero": Fault("Nothing under {parents} has a weight above 0.", "Leave at least one slider there above 0."),
    "weights.sliders_lost": Fault("The weights that were sent are not one for each slider.", "Load the page again and move the sliders there."),
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
    "weights.amount_wanted": Fault(
        "{place} is {value}, and {rule} weights are defined for amounts, from 0 up.",
        "Measure the criterion on a scale that starts at 0, or use critic or standard-deviation.",
    ),
    "weights.positive_wanted": Fault(
        "{place} is {value}, and {rule} weights divide by it, or take its logarithm.",
        "Write the smallest amount that could be measured, or use critic, entropy or standard-deviation.",
    ),
    "weights.mean_of_zero": Fault(
        "The mean of {place} is 0, and the coefficient of variation divides by it.",
        "Measure the criterion on a scale that starts at 0, or use standard-deviation.",
    ),
    "weights.losses_undetermined": Fault(
        "CILOS finds more than one set of weights for {place}: an alternative that is best in one criterion is best in others too.",
        "Use entropy, critic or merec.",
    ),
    "weights.nothing_in_both": Fault(
        "There is no criterion to which both subjective and {place} give weight, so that every product is 0.", "Use the rule arithmetic."
    ),
    "weights.no_balance": Fault(
        "The coefficients of the game-theory rule for subjective and {place} do not sum to more than 0, so that no shares follow.",
        "Use the rule game-theory-nonnegative.",
    ),
    "weights.not_square": Fault("{place} is not square.", "Write one row and one column for each thing compared, in the same order."),
    "weights.diagonal": Fault("{place} compares a thing with itself and is not 1.", "Write 1."),
    "weights.not_reciprocal": Fault(
        "{place} is not the reciprocal of the judgement the other way round.",
        "Where the row is 3 times as important as the column, the column is 1/3 times as important as the row; write null for a blank.",
    ),
    "weights.judgements_apart": Fault(
        "No chain of judgements in {place} joins these groups of rows: {parts}.", "Judge at least one pair between the groups."
    ),
    "weights.index_ends": Fault(
        "{place} compares {size} things, and the random index {table} ends at {most}.",
        "Group the things, so that fewer are compared with each other, or give random_index as a number.",
    ),
    "weights.scale_of_one": Fault("{place} is not above 1.", "Write the largest judgement the scale allows; Saaty's is 9."),
    "weights.names_length": Fault("{place} has {found} names, and the matrix beside it {wanted} rows.", "Write one name a row."),
    "weights.name_twice": Fault("{place} has “{name}” twice.", "Name each thing once under one parent."),
    "weights.no_such_name": Fault("{place} has “{name}”, which is none of the names: {known}.", "Write the children under a name of their node."),
    "weights.too_deep": Fault("{place} lies more than {most} levels below the goal.", "Flatten the hierarchy."),
    "weights.alternatives_differ": Fault(
        "The last criteria of {place} do not all compare the same alternatives, which the ideal synthesis needs.",
        "Compare the same alternatives under each of them, or use the distributive synthesis.",
    ),
    "weights.best_is_worst": Fault("{place} is the best criterion too.", "Name two different criteria."),
    "weights.below_one": Fault(
        "{place} is not a judgement from 1 up.", "Write how many times the best is as important as this one, or this one as the worst: 1 to 9."
    ),
    "weights.two_answers": Fault(
        "{place} is {given}, and the best against the worst is {other} in best_to_others.", "Both compare the best with the worst: write one number."
    ),
}
