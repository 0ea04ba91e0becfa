"""Faults of `system`: an indicator system's files, and its worked cases."""

from iecscore.text.faults.fault import Fault

FAULTS = {
    "system.no_system_file": Fault("The folder has no file {file}.", "Name the folder of an indicator system."),
    "system.unknown_key": Fault("“{name}” is not a key that may stand here.", "The nearest known name is “{nearest}”. Known are: {known}."),
    "system.missing_key": Fault("“{key}” is missing.", "Add it here."),
    "system.missing_translation": Fault("“{key}” has no {language} wording.", "Write it; every text stands in both languages."),
    "system.no_value": Fault("Nothing stands after “{key}”.", "Write a value, or delete the key."),
    "system.wrong_type": Fault("“{key}” is “{value}”; expected is {expected}.", "Write it in that form."),
    "system.not_one_of": Fault("“{name}” is not a possible value of “{key}”.", "The nearest known value is “{nearest}”. Known are: {known}."),
    "system.bad_key": Fault(
        "“{key}” cannot be a code.", "Use letters without accents, digits, dot, hyphen and underscore only; begin with a letter or digit."
    ),
    "system.pattern": Fault("“{value}” does not have the form that “{key}” asks for: {pattern}.", "Write it in that form."),
    "system.out_of_range": Fault("“{key}” is {value}; allowed is {limit}.", "Correct the number."),
    "system.refused": Fault("This part is refused: {reason}.", "Compare it with the description of the content files."),
    "system.told_twice": Fault("“{key}” is already told in {first}.", "Keep one of the two files, or give this one a key of its own."),
    "system.misplaced": Fault("“{key}” does not belong in system.yaml.", "Move it to its own file or folder."),
    "system.reference_open": Fault("The entry “{key}” is not closed.", "Close its curly bracket."),
    "system.unknown_table": Fault("There is no table “{name}”.", "The nearest known name is “{nearest}”. Known are: {known}."),
    "system.unknown_column": Fault("Table “{table}” has no column “{name}”.", "The nearest known name is “{nearest}”. Known are: {known}."),
    "system.unknown_dictionary": Fault("There is no dictionary “{name}”.", "The nearest known name is “{nearest}”. Known are: {known}."),
    "system.unknown_code": Fault("Dictionary “{dictionary}” has no code “{name}”.", "The nearest known name is “{nearest}”. Known are: {known}."),
    "system.unknown_dimension": Fault("There is no dimension “{name}”.", "The nearest known name is “{nearest}”. Known are: {known}."),
    "system.unknown_criterion": Fault("There is no criterion or node “{name}”.", "The nearest known name is “{nearest}”. Known are: {known}."),
    "system.unknown_indicator": Fault("There is no indicator “{name}”.", "The nearest known name is “{nearest}”. Known are: {known}."),
    "system.unknown_level": Fault("There is no level “{name}”.", "The nearest known name is “{nearest}”. Known are: {known}."),
    "system.unknown_lens": Fault("There is no lens “{name}”.", "The nearest known name is “{nearest}”. Known are: {known}."),
    "system.unknown_profile": Fault("There is no profile “{name}”.", "The nearest known name is “{nearest}”. Known are: {known}."),
    "system.unknown_reference": Fault("The bibliography has no entry “{name}”.", "The nearest known name is “{nearest}”. Known are: {known}."),
    "system.unknown_lookup": Fault("There is no lookup “{name}”.", "The nearest known name is “{nearest}”. Known are: {known}."),
    "system.role_unused": Fault(
        "No formula uses column “{column}”, although its role is “formula”.",
        "Give it the role it has: key, check or context; drop a column without a role.",
    ),
    "system.role_used": Fault("A formula uses column “{column}”, although its role is “{role}”.", "Set the role to “formula”."),
    "system.unknown_node": Fault("“{name}” is not a node here.", "The nearest known name is “{nearest}”. Known are: {known}."),
    "system.unknown_choice": Fault("“{name}” cannot stand here.", "The nearest known name is “{nearest}”. Known are: {known}."),
    "system.weight_order": Fault(
        "“{given}” does not say which of two weights is at least as great as the other.",
        "Write two nodes under the same parent with “>=” between them, as “A >= B”.",
    ),
    "system.number_twice": Fault("Sheet number {number} of table “{table}” is already taken by “{first}”.", "Give the table another number."),
    "system.needs_year": Fault(
        "Table “{table}” has rows of a year, but “year” is not among its keys.", "Add a column “year” and name it in the keys, or change “time”."
    ),
    "system.needs_dictionary": Fault("Column “{column}” holds codes but names no dictionary.", "Add “dictionary”."),
    "system.needs_refers": Fault("Column “{column}” is a reference but does not say to what.", "Add “refers: table.column”."),
    "system.bad_pattern": Fault("“{pattern}” is not a regular expression.", "Check brackets and backslashes."),
    "system.interval_order": Fault("The lower end of “{key}” is above its upper end: {low} > {high}.", "Swap the two ends."),
    "system.needs_reasons": Fault(
        "Dictionary “missing_reason” lacks: {absent}.", "Add these codes; they are what people enter for a figure they cannot give."
    ),
    "system.needs_deflator": Fault("Table “{table}” holds money of several years, but there is no deflator.", "Add deflator.yaml."),
    "system.deflator_base": Fault("The price index has no figure for its base year {base}.", "Add the year to the index."),
    "system.duplicate_code": Fault("The code “{name}” is already used in {first}.", "Give this one another code; a code names one thing."),
    "system.source_needs": Fault("The source is “{source}”, but there is no “{key}”.", "Add “{key}”, or change the source."),
    "system.source_excludes": Fault("The source is “{source}”, but “{key}” is given.", "Delete “{key}”, or change the source."),
    "system.needs_survey": Fault("The indicator uses survey items, but the system names no survey.", "Name it in system.yaml: “survey: …”."),
    "system.needs_formula": Fault("The indicator has neither a formula nor survey items.", "Add “formula” or “survey”."),
    "system.needs_goalposts": Fault("The indicator has no goalposts.", "Add “goalposts” with the value that scores 0 and the value that scores 100."),
    "system.one_stage": Fault(
        "Exactly one stage must stand here.", "Begin each stage with a hyphen of its own: impute, screen, treat, normalise or aggregate."
    ),
    "system.chain_order": Fault(
        "“{stage}” cannot stand here in the chain.",
        "Declare each stage once: impute, screen and treat in any order, then normalise, then aggregate.",
    ),
    "system.unknown_group": Fault("The level declares no group “{name}”.", "The nearest known name is “{nearest}”. Known are: {known}."),
    "system.needs_group": Fault("“{method}” fills gaps by group, but no group is named.", "Add “groups” with one of the groups of the level."),
    "system.stage_absent": Fault("An exception of “{stage}” stands here, but the chain has no such stage.", "Add the stage to the chain."),
    "system.aggregate_of_leaf": Fault("“{node}” is an indicator: it has no children to join.", "Name the node above it."),
    "system.needs_target": Fault("“{node}” is normalised by its distance to a target, but has none.", "Add “target” here or at an indicator below."),
    "system.needs_unit": Fault(
        "“{node}” is normalised by its distance to a unit, but none is named.", "Add “reference” with the code of the unit to compare with."
    ),
    "system.interval_needs_goalposts": Fault(
        "“{node}” has an ideal interval, which “{method}” cannot score.", "Normalise it by “goalposts”, on its own trapezoid."
    ),
    "system.ends_order": Fault("“ends” are {low} and {high}.", "Write the lower one first; of z-score the mean and a deviation above 0."),
    "system.posts_order": Fault("“goalposts” are {low} and {high}.", "Write two different numbers, the lower one first."),
    "system.not_at_root": Fault(
        "“{method}” gives less to the better, so that nothing above “{node}” can be joined.", "Use it at ROOT only, and another rule at this node."
    ),
    "system.one_a_child": Fault(
        "“{key}” has {found} numbers; “{node}” has {wanted} children.", "Write one number for each child, in the order of the tree."
    ),
    "system.order_weights": Fault("“orders” are no weights.", "Write numbers from 0 up, one of them above 0."),
    "system.needs_trapezoid": Fault("The direction is “interval”, but there is no trapezoid.", "Add “trapezoid” with the ideal ends and the limits."),
    "system.trapezoid_order": Fault(
        "The ideal interval does not lie inside the limits, or its ends are swapped.", "Write: lower limit < lower ideal ≤ upper ideal < upper limit."
    ),
    "system.scoring_misfit": Fault("“{key}” does not go with the direction “{direction}”.", "Use “{wanted}”, or change the direction."),
    "system.goalpost_order": Fault(
        "The direction is “{direction}”, but the goalposts run from {zero} to {full}.",
        "Swap them, or change the direction; a benefit scores higher with higher values, a cost with lower.",
    ),
    "system.range_outside": Fault(
        "The plausible range {low} to {high} reaches beyond the possible range {hard_low} to {hard_high}.",
        "Narrow the plausible range, or widen the possible one.",
    ),
    "system.parent_loop": Fault("Level “{level}” cannot lie in “{parent}”.", "A parent is another level that has no parent itself."),
    "system.tier_order": Fault("The tiers start at {cuts}.", "List them from the highest score to the lowest, each once, the last from 0."),
    "system.filled_twice": Fault("Table “{table}” is already filled by part “{first}”.", "Leave it with one part."),
    "system.filled_by_none": Fault("Nobody fills: {tables}.", "Add each to a part."),
    "system.one_part_of_unit": Fault("Exactly one part must be without “members”: the one the unit itself fills.", "Add or delete “members”."),
    "system.empty_node": Fault("Nothing stands under “{node}”.", "Add what belongs there, or delete the node."),
    "system.other_dimension": Fault("Criterion “{criterion}” belongs to dimension “{wanted}”, not to “{dimension}”.", "Move it there."),
    "system.not_of_level": Fault(
        "Indicator “{indicator}” does not apply to level “{level}”.", "Take it out of the tree, or add the level to the indicator."
    ),
    "system.twice_in_tree": Fault("Indicator “{indicator}” stands twice in the tree of level “{level}”.", "Keep it once."),
    "system.not_in_tree": Fault(
        "Indicator “{indicator}” applies to level “{level}” but is not in its tree.", "Add it to the tree in system.yaml, or take the level out here."
    ),
    "system.bad_side": Fault("“{side}” is not one side of a cross check.", "Write sum(table.column), count(table) or owners(table, table.column)."),
    "system.needs_owner": Fault(
        "Rows of table “{table}” are told or counted by member, but it names no owner.",
        "Add “owner” to the table; in a cross check, naming a column will do.",
    ),
    "system.not_a_number": Fault("Column “{name}” holds no numbers to add up.", "Name a column of type integer, number or money."),
    "system.not_a_date": Fault("Column “{name}” holds no dates.", "Name a column of type “date”."),
    "system.weights_absent": Fault("Weights under “{parent}” are missing for: {absent}.", "Add them; 0 is a weight too."),
    "system.weights_sum": Fault("Weights under “{parent}” sum to {total}, not 1: {parts}.", "Correct them."),
    "check.no_cases": Fault("The file has no list “cases”.", "Start it with “cases:” and a list of cases."),
    "check.unknown_kind": Fault("“{kind}” is not a kind of worked case.", "The nearest is “{nearest}”. Known are: {known}."),
    "check.unknown_key": Fault("“{key}” is not a key of a case of kind “{kind}”.", "The nearest is “{nearest}”."),
    "check.missing_key": Fault("The case of kind “{kind}” lacks “{key}”.", "Add it."),
    "check.missing_translation": Fault("The name of the case lacks “{language}”.", "Write it; every text stands in both languages."),
    "check.wrong_shape": Fault("“{key}” does not have the expected form.", "Write it as: {shape}"),
    "check.row_length": Fault("The row has {found} cells, but there are {wanted} columns.", "Write one cell for each column; an empty one as null."),
    "check.not_arithmetic": Fault(
        "“{text}” is not arithmetic; “{part}” cannot be worked out.",
        "Use numbers, + - * / ** ( ) and: abs, exp, ln, max, mean, median, min, sqrt, sum.",
    ),
    "check.undefined": Fault("“{text}” has no result: it divides by 0 or leaves the numbers.", "Correct the arithmetic."),
    "check.bad_cell": Fault(
        "“{value}” does not fit column “{column}” of type “{type}”.",
        "Write a number, a date as 2025-03-01, true or false, a text, or the code of a missing reason.",
    ),
    "check.unknown_format": Fault("No column has a format “{name}”.", "The nearest known name is “{nearest}”. Known are: {known}."),
    "check.no_expectation": Fault("The case expects nothing.", "Say what comes out: “accepted”, “refused”, “expect” or “scores”."),
}
