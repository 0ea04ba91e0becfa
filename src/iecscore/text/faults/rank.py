"""Faults of `rank`."""

from iecscore.text.faults.fault import Fault

FAULTS: dict[str, Fault] = {
    "rank.unknown_choice": Fault("“{given}” is no {option}.", "Known are: {known}."),
    "rank.not_a_year": Fault("The round “{given}” is no year.", "Name the round by its year, as in 2025."),
    "rank.no_units": Fault("Round {round} has no unit of level {level} to rank.", "Import the workbooks of that round first."),
    "rank.few_alternatives": Fault("The table has {found} alternatives; a ranking needs two.", "Add rows to the table."),
    "rank.no_criteria": Fault("The table has no criterion.", "Add a column of numbers to the table."),
    "rank.name_twice": Fault("The name “{name}” stands twice.", "Give each row a name of its own."),
    "rank.bad_type": Fault("The type of {criterion} is neither benefit nor cost.", "Write benefit or cost in the row of types."),
    "rank.not_a_number": Fault("“{alternative}” has no number for {criterion}.", "Fill in the cell, or leave out the row or the column."),
    "rank.negative": Fault("“{alternative}” has a negative value for {criterion}, which {rule} weights cannot take.", "Use critic or equal weights."),
    "rank.not_positive": Fault(
        "“{alternative}” has no positive value for {criterion}, which {method} needs: it divides by the values.", "Use topsis or vikor."
    ),
    "rank.constant": Fault(
        "All alternatives have the same value for {criterion}: it tells nobody apart.", "Nothing needs to be done; the column may be left out."
    ),
    "rank.all_alike": Fault("All alternatives have the same values: there is nothing to rank.", "Check that the table is the right one."),
    "rank.undefined": Fault("{method} gives no figure for this table: its measure is the same for all alternatives.", "Use another method."),
    "rank.no_information": Fault(
        "The values give {rule} weights nothing to tell the criteria apart; all weigh the same.", "Nothing needs to be done."
    ),
    "rank.weights_scaled": Fault("The weights given sum to {total}; they are scaled to sum 1.", "Nothing needs to be done."),
    "rank.no_weights": Fault("Weights are to be as given, and none are.", "Add a row of weights to the table, or choose entropy, critic or equal."),
    "rank.bad_weight": Fault("The weight of {criterion} is not a number from 0 up.", "Correct it in the row of weights."),
}
