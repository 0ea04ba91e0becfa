"""Faults of `robustness`: what cannot be worked out so, and what is said of neighbours in a ranking."""

from iecscore.text.faults.fault import Fault

FAULTS: dict[str, Fault] = {
    "robustness.not_exact": Fault(
        "Shares of ranks cannot be worked out exactly for {units} units on {criteria} criteria with this method.",
        "Exact shares are for two criteria and up to {two} units, or the weighted mean of three criteria and up to {three} units; else count draws.",
    ),
    "robustness.order_rare": Fault(
        "Hardly a draw of the weights under {parent} keeps the order {orders}: {share} of them, and at least {floor} should.",
        "Take out the orders that contradict each other, or widen the bound around the weights.",
    ),
    "robustness.order_apart": Fault(
        "{more} and {less} cannot be put in order: they are not siblings in the tree.", "Put two children of the same node in order."
    ),
    "robustness.base_points": Fault(
        "{n} base points are no power of two, so the points would not be spread evenly.", "Ask for 512, 1024, 2048 or another power of two."
    ),
    "robustness.unknown_unit": Fault(
        "“{given}” is not among the units of this evaluation.",
        "Give the code of a unit, as `iecscore ranking` shows it.",
    ),
    "robustness.no_pair": Fault("“{given}” does not name two units.", "Give two codes with a comma between them."),
    "robustness.pair_apart": Fault(
        "{first} and {second} are not ranked together, so no scenario says which of them is ahead.",
        "Name two units that both have a rank in the same group.",
    ),
    "robustness.unknown_part": Fault("“{given}” is no part of the data that varies.", "Known are: {known}."),
    "robustness.alike": Fault(
        "{first} and {second} cannot be told apart: {first} is ahead in {share} % of scenarios.",
        "Do not read anything into which of them comes first.",
    ),
    "robustness.apart": Fault("{first} is ahead of {second} in {share} % of scenarios.", "The order of these two can be relied on."),
    "robustness.turned": Fault(
        "{first} is ranked ahead of {second}, yet in only {share} % of scenarios.",
        "Look at the gaps and uncertain figures of both: the scenarios say the opposite of the ranking.",
    ),
}
