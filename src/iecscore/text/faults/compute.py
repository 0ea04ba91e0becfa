"""Faults of `methods`: what a method's document may not hold."""

from iecscore.text.faults.fault import Fault

FAULTS: dict[str, Fault] = {
    "compute.unknown_method": Fault("There is no method “{given}”.", "The nearest is “{nearest}”; iecscore compute --list names all."),
    "compute.not_an_object": Fault("{place} is not a JSON object.", "Write {{...}} with the method's keys."),
    "compute.not_a_task": Fault("The {place} is not an object with id, method and input.", "Write one JSON object a line."),
    "compute.unknown_key": Fault("{place} is not a key of {method}.", "Its keys are: {known}."),
    "compute.missing_key": Fault("{place} is missing.", "Add it."),
    "compute.not_a_number": Fault("{place} is not a number.", "Write a finite number."),
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
}
