"""Faults of `methods`: what a method's document may not hold."""

from iecscore.text.faults.fault import Fault

FAULTS: dict[str, Fault] = {
    "compute.unknown_method": Fault("There is no method “{given}”.", "The nearest is “{nearest}”; iecscore compute --list names all."),
    "compute.not_an_object": Fault("{place} is not a JSON object.", "Write {{...}} with the method's keys."),
    "compute.not_a_task": Fault("The {place} is not an object with id, method and input.", "Write one JSON object a line."),
    "compute.unknown_key": Fault("{place} is not a key of {method}.", "Its keys are: {known}."),
    "compute.missing_key": Fault("{place} is missing.", "Add it."),
    "compute.not_a_number": Fault("{place} is not a number.", "Write a finite number."),
    "compute.odd_size": Fault("{place} is not 0, nor between {smallest} and {largest} in size.", "Write 0, or choose another unit."),
    "compute.not_whole": Fault("{place} is not a whole number.", "Write a whole number."),
    "compute.not_a_flag": Fault("{place} is neither true nor false.", "Write true or false."),
    "compute.not_text": Fault("{place} is not a text.", "Write it in quotation marks."),
    "compute.not_a_list": Fault("{place} is not a list.", "Write [...]."),
    "compute.empty_list": Fault("{place} is empty.", "Write at least one entry."),
    "compute.ragged": Fault("{place} has {found} entries, and {wanted} are wanted.", "Make all rows equally long."),
    "compute.length": Fault("{place} has {found} entries, and there are {wanted} criteria.", "Write one entry a criterion."),
    "compute.not_a_type": Fault("{place} is neither 1 (benefit) nor -1 (cost).", "Write 1 or -1."),
    "compute.negative_weight": Fault("{place} is below 0.", "Weights are numbers from 0 up."),
    "compute.no_weight": Fault("{place} sum to 0.", "Give at least one criterion a weight."),
    "compute.bounds_order": Fault("{place} runs from {low} to {high}.", "Write [low, high] with low below high."),
    "compute.out_of_range": Fault("{place} lies outside {low} to {high}.", "Write a number in that range."),
    "compute.not_one_of": Fault("{place} is “{given}”.", "Choose one of: {known}."),
    "compute.below_zero": Fault("{place} is below 0.", "Write a number from 0 up; for values of a table, normalise it first."),
    "compute.not_above_zero": Fault("{place} is not above 0.", "Write a number above 0."),
    "compute.not_rising": Fault("{place} is not greater than the number before it.", "Write the rounds' times in order, the earliest first."),
    "compute.units_length": Fault("{place} has {found} entries, and there are {wanted} units.", "Write one entry a unit."),
    "compute.both_ways": Fault("{place} stands in {other} too.", "Name a unit in one of the two only."),
    "compute.bounds_shares": Fault(
        "The shares of {place} sum to at least {low} and at most {high}.", "Shares sum to 1: lower the lower bounds, or raise the upper ones."
    ),
    "compute.nothing_varies": Fault("No criterion of {place} varies.", "Leave constant criteria out; at least one must tell units apart."),
    "compute.too_few": Fault("{place} has {found} {thing}, and at least {least} are needed.", "Add more, or leave this method out."),
    "compute.above_full_mark": Fault(
        "{place} is {given}, above the full mark of {full}.", "Correct the rating, or give as full_mark the top of the scale the experts used."
    ),
    "compute.not_a_pair": Fault("{place} is not a pair.", "Write [count, score] in each row."),
    "compute.other_names": Fault("{place} does not rank the same names as the first ranking: {names}.", "Rank every name once in each ranking."),
    "compute.same_name": Fault("{place} names “{name}” a second time.", "Name each once in a ranking; put names that tie into a list of their own."),
    "compute.boundaries_rise": Fault("{place} is not above the boundary before it.", "Write the boundaries in rising order, each once."),
    "compute.not_a_rank": Fault(
        "{place} is {given}, and the ranks of {last} run from 1 to {last}.", "Write ranks, or say that the values are scores."
    ),
    "compute.either": Fault("{place} and {other} exclude each other.", "Give one of them and leave the other out."),
    "compute.too_many_orders": Fault(
        "{place}: the orders of {objects} objects by {judges} judges are too many to count exactly.", "Choose permutation or chi-square."
    ),
    "compute.singular": Fault(
        "{place} has {units} usable rows for {indicators} indicators, or an indicator that is a sum of others; maximum likelihood does not exist.",
        "Set estimator to minres, add units, or leave the redundant indicator out.",
    ),
    "compute.not_an_amount": Fault(
        "{place} is {value}, and {rule} works on amounts, from 0 up.",
        "Use a method that works on ranges or differences (vikor, mabac, promethee-ii), or a scale that starts at 0.",
    ),
    "compute.zero_cost": Fault(
        "{place} is 0 in a cost criterion, and {rule} divides by it.",
        "Write the smallest amount that could be measured, or use a method that does not divide by costs (vikor, copras, moora).",
    ),
    "compute.cost_unturned": Fault(
        "{place} marks a cost, and without a normalisation a cost would be rewarded.", "Choose another normalisation, or turn the column first."
    ),
    "compute.outside_bounds": Fault("{place} is {value}, outside its {rule}.", "Widen the bounds, or cut the value to them first."),
    "compute.bounds_unused": Fault(
        "{place} are given, and the normalisation is another.", "Write the normalisation bounds, or leave the bounds out."
    ),
    "compute.mean_not_above_zero": Fault(
        "The mean of {place} is {value}, and EDAS divides by it.", "Measure the criterion on a scale that starts at 0, or use mabac."
    ),
    "compute.worst_everywhere": Fault(
        "{place} is the worst in every criterion, and CoCoSo divides by its sum, which is 0.", "Leave this alternative out, or use waspas."
    ),
    "compute.threshold_missing": Fault("{place} is missing, and the preference {preference} needs it.", "Give one number, or one a criterion."),
    "compute.threshold_low": Fault(
        "{place} is {value}, too low for the preference {preference}.",
        "Thresholds start at 0; that of vshape and the spread of the Gaussian lie above 0.",
    ),
    "compute.threshold_order": Fault("{place} is {q}, above p, which is {p}.", "Write q not above p."),
    "compute.two_forms": Fault("{place} does not go with {other}.", "Give {method} either matrix, weights and types, or reference and series."),
    "compute.cell_not_a_number": Fault(
        "Row “{row}”, column “{column}” is not a number.", "Write a finite number there, or leave the row or the column out."
    ),
    "compute.column_untold": Fault("{place} says nothing of the column “{column}”.", "Add an entry for it, or leave the column out of the table."),
    "compute.no_such_column": Fault("{place} names “{column}”, which is no column of the table.", "Its columns are: {known}."),
}
