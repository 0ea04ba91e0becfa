"""Faults of `panel`."""

from iecscore.text.faults.fault import Fault

FAULTS: dict[str, Fault] = {
    "panel.unknown_form": Fault("“{name}” is no judgement file.", "Give a .yaml or .xlsx file, or a folder of them."),
    "panel.empty": Fault("The file holds no judgement.", "Fill in the pairs of one parent at least."),
    "panel.unknown_key": Fault("“{key}” has no meaning here.", "Known is: {known}."),
    "panel.not_nested": Fault(
        "Under “{key}” nothing is written that can be read.", "Write expert, level, parent, and then the pairs, each indented."
    ),
    "panel.pair_form": Fault("“{told}” is not a pair.", "Write it as: T over X: 3."),
    "panel.unknown_level": Fault("There is no level “{given}”.", "Did you mean “{nearest}”? Known are: {known}."),
    "panel.unknown_parent": Fault("“{given}” is no node with children.", "Did you mean “{nearest}”? Known are: {known}."),
    "panel.unknown_node": Fault("“{given}” does not lie under {parent}.", "Did you mean “{nearest}”? Under it lie: {known}."),
    "panel.same_node": Fault("“{node}” is compared with itself.", "Name two different nodes."),
    "panel.pair_twice": Fault("{expert} judges {left} and {right} twice; first at {first}.", "Keep one of the two."),
    "panel.off_scale": Fault(
        "“{told}” for {left} and {right} is not on the scale.",
        "Write a whole number from 1 to 9, or one of the reciprocals 1/2 to 1/9 where the second is the more important.",
    ),
    "panel.pairs_missing": Fault(
        "{expert} has judged under {parent}, but not: {pairs}.", "Fill in these pairs, or take out all pairs under that parent."
    ),
    "panel.no_nodes": Fault("The matrix does not say which nodes its rows and columns are.", "Write beside it, as a list: nodes: [T, X, E]."),
    "panel.matrix_shape": Fault(
        "The matrix does not have a row and a column for each of its {size} nodes.", "List the nodes, then as many rows of as many numbers."
    ),
    "panel.not_reciprocal": Fault(
        "“{told}” for {pair} does not mirror the judgement the other way round.", "Where one cell says 3, the other must say 1/3; the diagonal is 1."
    ),
    "panel.no_header": Fault(
        "The sheet has no row with the field codes level, parent, left, judgement, right.", "Use the workbook the program wrote."
    ),
    "panel.header_gone": Fault(
        "This sheet holds judgements, but its hidden row of field codes (level, parent, left, judgement, right) is gone or incomplete.",
        "Restore that row above the headings from the workbook that was sent out, or copy the answers into a new one: "
        "iecscore template --for judgements.",
    ),
    "panel.codes_gone": Fault(
        "From this cell down, {count} judgements have lost the hidden codes that say which pair they belong to (columns {columns}).",
        "Restore these columns from the workbook that was sent out, or copy the answers into a new one: iecscore template --for judgements.",
    ),
    "panel.turned_into_date": Fault(
        "The spreadsheet program has turned the judgement on {left} and {right} into a date.",
        "Choose it again from the list; the cell must be formatted as text.",
    ),
    "panel.expert_in_two_files": Fault("{expert} judges in this file and in {first}.", "Keep one of the two files, or name the other expert."),
    "panel.nothing_to_compare": Fault(
        "No node has two others under it: there is nothing to compare.", "Choose the full indicator set, or other levels."
    ),
    "panel.no_files": Fault("The folder holds no judgement file.", "Put files of these forms there: {forms}."),
    "panel.expert_twice": Fault("Two sheets belong to {expert}.", "Keep one, or name the other expert."),
}
