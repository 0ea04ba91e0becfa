"""Faults of `rank`."""

from iecscore.text.faults.fault import Fault

FAULTS: dict[str, Fault] = {
    "rank.unknown_choice": Fault("The option {option} has no value “{given}”.", "Known are: {known}."),
    "rank.not_a_year": Fault("The round “{given}” is no year.", "Name the round by its year, as in 2025."),
    "rank.no_units": Fault("Round {round} has no unit of level {level} to rank.", "Import the workbooks of that round first."),
    "rank.few_alternatives": Fault("The table has {found} alternatives; a ranking needs two.", "Add rows to the table."),
    "rank.no_table": Fault(
        "There is no table: no row has a name and at least one heading beside it.",
        "Put names in the first column and the criteria in one header row.",
    ),
    "rank.no_heading": Fault("The column has figures and no heading.", "Write the name of the criterion into the header row, or empty the column."),
    "rank.criterion_twice": Fault("The criterion “{criterion}” stands twice.", "Give each column a heading of its own."),
    "rank.no_name": Fault("The row has figures and no name.", "Write the name into the first column, or empty the row."),
    "rank.no_figures": Fault("“{name}” has no figure and is left out.", "Fill in the row if it is to be ranked."),
    "rank.summary_left_out": Fault("“{name}” holds the sums or means of the other rows and is not ranked.", "Nothing needs to be done."),
    "rank.summary_doubtful": Fault(
        "“{name}” is called like a total, but its figures are not the sums or means of the other rows: it is ranked like them.",
        "Take the row out if it is none of the alternatives, or give it a name of its own.",
    ),
    "rank.weights_unused": Fault("The table has a row of weights, and {rule} weights are used instead.", "Choose --weights given to use the row."),
    "rank.weights_taken": Fault(
        "The table has a row of weights, and they are used.", "To weigh otherwise, choose --weights equal, entropy or critic."
    ),
    "rank.title_passed": Fault("What stands above row {row} is taken as a title.", "Nothing needs to be done."),
    "rank.numbered": Fault("The first column holds running numbers: the names are taken from column {column}.", "Nothing needs to be done."),
    "rank.not_per_cent": Fault(
        "“{told}” is not in per cent, as most of the column is.", "Write it with its per cent sign too, or the whole column without."
    ),
    "rank.row_twice": Fault("There is a second row “{name}”.", "Keep one of them."),
    "rank.all_benefit": Fault(
        "No row tells the types: for every criterion more counts as better.", "Add a row “type” with benefit or cost where that is not so."
    ),
    "rank.no_criteria": Fault("The table has no criterion.", "Add a column of numbers to the table."),
    "rank.name_twice": Fault("The name “{name}” stands twice.", "Give each row a name of its own."),
    "rank.bad_type": Fault("The type of {criterion} is neither benefit nor cost.", "Write benefit or cost in the row of types."),
    "rank.not_a_number": Fault("“{alternative}” has no exact number for {criterion}.", "Fill in the cell, or leave out the row or the column."),
    "rank.negative": Fault("“{alternative}” has a negative value for {criterion}, which {rule} weights cannot take.", "Use critic or equal weights."),
    "rank.not_positive": Fault(
        "“{alternative}” has no positive value for {criterion}, which {method} needs: it divides by the values.", "Use topsis or vikor."
    ),
    "rank.constant": Fault(
        "All alternatives have the same value for {criterion}: it tells nobody apart.", "Nothing needs to be done; the column may be left out."
    ),
    "rank.all_alike": Fault("All alternatives have the same values: there is nothing to rank.", "Check that the table is the right one."),
    "rank.undefined": Fault("{method} gives no figure for this table: its measure is the same for all alternatives.", "Use another method."),
    "rank.term_alike": Fault(
        "VIKOR's {figure} is the same for all alternatives and has no say: the score is half the other term.", "Nothing needs to be done."
    ),
    "rank.no_information": Fault(
        "The values give {rule} weights nothing to tell the criteria apart; all weigh the same.", "Nothing needs to be done."
    ),
    "rank.weights_scaled": Fault("The weights given sum to {total}; they are scaled to sum 1.", "Nothing needs to be done."),
    "rank.unknown_order": Fault(
        "“{given}” puts no two columns of the table in order.", "Write the more important one first, as in “quality >= price”. Columns are: {known}."
    ),
    "rank.no_weights": Fault("Weights are to be as given, and none are.", "Add a row of weights to the table, or choose entropy, critic or equal."),
    "rank.bad_weight": Fault("The weight of {criterion} is not a number from 0 up.", "Correct it in the row of weights."),
    "rank.no_chain": Fault(
        "Level {level} declares no rules by which indicators are joined to an index.",
        "Declare “chain” with “aggregate” in system.yaml, or use a method that needs none, such as topsis or weighted-mean.",
    ),
    "rank.compromise": Fault(
        "VIKOR, {league}: compromise set {units}; acceptable advantage {advantage}, acceptable stability {stability}.",
        "Where a condition is not met, the first place is not clear: put the whole set forward.",
    ),
    "rank.nothing_to_compare": Fault(
        "{method} compares units within a group; these have nobody there, or nobody unlike them, and so no score and no rank: {units}.",
        "Use a method that scores each unit by itself: topsis, weighted-mean, geometric-mean or gra.",
    ),
    "rank.floor": Fault(
        "{count} indicator scores below {floor} count as {floor} in the geometric mean: a single 0 would make the whole score 0.",
        "Nothing needs to be done; weighted-mean takes them as they are.",
    ),
    "rank.all_removed": Fault("Screening takes out every unit: none has {least} of its data.", "Ask for a lower share under “screen”."),
    "rank.below_zero": Fault(
        "The {method} mean at “{node}” cannot take scores below 0.", "Normalise to a scale from 0 up (ends), or use another rule at this node."
    ),
    "rank.not_reported": Fault(
        "Not evaluated in round {round}, although other data of theirs are in: {units}. Their own {part} workbook is not in force "
        "(not handed in, refused or withdrawn).",
        "Import it and evaluate again; iecscore status shows what is in and what is not.",
    ),
    "rank.no_weight_left": Fault("No child of {parent} has a weight above 0.", "Leave at least one of them its weight."),
    "rank.bad_setting": Fault("“{given}” is no setting.", "Write STAGE.KEY=VALUE, NODE.STAGE.KEY=VALUE or weights.NODE=VALUE; stages are: {known}."),
    "rank.setting_node": Fault("“{given}” names no node of the level: “{node}”.", "The nearest known name is “{nearest}”."),
    "rank.setting_weight": Fault("“{given}” gives no weight.", "Write a number from 0 up."),
    "rank.setting_value": Fault("“{given}” is refused: {reason}.", "Compare it with what system.yaml may say of that stage."),
}
