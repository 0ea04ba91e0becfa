"""Faults of the administrative workbook: whose it is, its sheets, its cells and rows."""

from iecscore.text.faults.fault import Fault

FAULTS: dict[str, Fault] = {
    "workbook.no_cover": Fault(
        "The cover sheet is gone; from the rows this is {unit}, {year}, part {part}, member {member}.",
        "If that is wrong, put the cover back from the workbook that was sent out.",
    ),
    "workbook.no_unit": Fault(
        "Whose workbook this is cannot be told: no cover names the {level}, and no row does.",
        "Copy the cover sheet back from the workbook that was sent out, or fill in the code there.",
    ),
    "workbook.no_round": Fault(
        "Which year the workbook tells of cannot be told: “{told}” is no year.",
        "Enter the year of the round on the cover, as in the workbook that was sent out.",
    ),
    "workbook.other_round": Fault(
        "The workbook tells of {year}, which is not collected; open is: {rounds}.", "Use the workbook sent out for this round."
    ),
    "workbook.unknown_part": Fault(
        "“{told}” on the cover is none of the parts of the workbook.", "Put the cover back as it was in the workbook that was sent out."
    ),
    "workbook.no_member": Fault(
        "The workbook is one member's ({part}), but neither the cover nor the rows tell whose.",
        "Enter the member's code on the cover, as in the workbook that was sent out.",
    ),
    "workbook.other_unit": Fault(
        "The row is that of “{told}”, but the workbook is that of {unit}.",
        "Correct the code of the {level} here, or on the cover ({cover}), or use the workbook that was sent to it.",
    ),
    "workbook.other_cover": Fault(
        "The cover says the workbook is that of “{member}”, but {count} of its {rows} rows are those of others, most of them of “{other}”.",
        "Correct this cell if the rows are right; if the cover is right, take the rows of others out.",
    ),
    "workbook.nothing_told": Fault(
        "The workbook holds no row of data in any of its sheets.",
        "Enter the data below the header rows; if they are there, check that the row of field codes still stands above them.",
    ),
    "workbook.unknown_sheet": Fault(
        "The sheet is none of the tables and was not read.",
        "If it holds data, copy them into the sheet they belong to; its header rows must be as they were sent out.",
    ),
    "workbook.unplaced_sheet": Fault(
        "The sheet holds data, but it could not be recognised as a table; the nearest is “{nearest}”.",
        "Copy the data into that sheet, under its own header rows; if this is a sheet of notes, give it another title and headers, or delete it.",
    ),
    "workbook.sheet_absent": Fault("The sheet “{sheet}” is gone; it counts as empty.", "If there is something to tell, put it back and fill it in."),
    "workbook.sheet_twice": Fault(
        "The table “{table}” is told in two sheets; the other is “{first}”.", "Put all rows into one of them, and delete the other."
    ),
    "workbook.other_part": Fault(
        "The sheet holds data, but it is filled in by others ({part}); this workbook is for: {own}.",
        "Clear the sheet; those who fill it in hand in their own workbook.",
    ),
    "workbook.no_unit_row": Fault("The sheet “{sheet}” has no row for the {level} itself.", "Fill in its row; it must be there in every round."),
    "workbook.missing_column": Fault(
        "The sheet lacks the column “{column}” ({code}), which must be filled in.",
        "Put the column back, with this code in the third header row, and fill it in.",
    ),
    "workbook.computed_column": Fault(
        "The sheet lacks the column “{column}” ({code}), from which figures are computed.",
        "Put the column back, with this code in the third header row, even if its cells may stay blank. Columns not recognised here: {strangers}.",
    ),
    "workbook.column_absent": Fault(
        "The sheet lacks the column “{column}” ({code}); it counts as blank.", "If there is something to tell, put the column back."
    ),
    "workbook.column_twice": Fault(
        "“{column}” stands twice, in columns {first} and {second}; only the first was read.", "Keep one of the two columns."
    ),
    "workbook.unknown_column": Fault(
        "Column {letter} (“{told}”) is no column of the table and was not read.",
        "If it is one, give it the header it had in the workbook that was sent out.",
    ),
    "workbook.renamed_column": Fault(
        "Column {letter} holds data, but its header “{told}” is no column of the table; the nearest that lacks is “{column}” ({code}).",
        "Give it that column's header, with the code in the third header row; if it is a column of your own, name it quite otherwise, or delete it.",
    ),
    "workbook.total_row": Fault("The row “{told}” is a total and was left out.", "Nothing has to be done; totals are computed."),
    "workbook.merged": Fault(
        "Cells are merged up to {last}; the value counts for the first of them alone.",
        "Take the merging off and enter the value in each row it is for.",
    ),
    "workbook.blank_merged": Fault(
        "“{column}” counts as blank here: the cell is merged with {first}, and the value of merged cells counts for the first of them alone.",
        "Take the merging off, and enter the value in each row.",
    ),
    "workbook.hidden_sheet": Fault("The sheet is hidden; its rows were read.", "If they do not count, delete them."),
    "workbook.hidden_rows": Fault("{count} rows with data are hidden and were read: {rows}.", "If they do not count, delete them."),
    "workbook.hidden_columns": Fault("Columns with data are hidden and were read: {columns}.", "If they do not count, clear them."),
    "workbook.error_cell": Fault("The cell shows the error {told}.", "Correct the formula, or type the figure itself."),
    "workbook.uncomputed": Fault(
        "The cell holds a formula whose result was never computed: {told}.",
        "Open the workbook in Excel or WPS and save it, or type the figure itself.",
    ),
    "workbook.blank": Fault("“{column}” is blank.", "Enter it; where there is no figure, enter the reason: {reasons}."),
    "workbook.blank_where": Fault(
        "“{column}” is blank, but must be filled in here: {condition}.", "Enter it; where there is no figure, enter the reason: {reasons}."
    ),
    "workbook.blank_key": Fault(
        "“{column}” is blank; without it nobody can tell which row this is.", "Enter it, or clear the whole row if it does not count."
    ),
    "workbook.reason_for_key": Fault(
        "A reason ({told}) stands in “{column}”, which tells which row this is.", "Enter the value itself; a reason cannot stand for it."
    ),
    "workbook.reason_for_nothing": Fault(
        "The reason “{told}” stands in “{column}”, where a blank counts as nothing; figures would be computed as if there were none.",
        "Enter the value ({allowed}). If there is none, leave the cell blank, or where it must be filled in enter “not applicable”.",
    ),
    "workbook.not_whole": Fault("“{told}” is not a whole number.", "Enter a count without decimals."),
    "workbook.too_small": Fault("“{column}” is {told}; it must be at least {limit}.", "Correct the figure, and check its unit."),
    "workbook.too_large": Fault("“{column}” is {told}; it may be {limit} at most.", "Correct the figure, and check its unit."),
    "workbook.implausible": Fault(
        "“{column}” is {told}; usual is {low} to {high}.", "Check the figure and its unit; if it is right, say so when you are asked back."
    ),
    "workbook.length": Fault(
        "“{told}” has {count} characters; “{column}” takes {low} to {high}.", "Shorten it, or enter the full name, as the rule above the column says."
    ),
    "workbook.pattern": Fault("“{told}” does not have the form of “{column}”.", "Correct it: {hint}"),
    "workbook.credit_form": Fault(
        "“{told}” is no credit code; it has {count} characters or signs that do not occur in one.",
        "Enter the 18 characters as they stand on the licence; I, O, S, V and Z do not occur.",
    ),
    "workbook.credit_check": Fault(
        "The last character of “{told}” does not fit the others, so a character is wrong.",
        "Compare it with the licence; if the first 17 are right, the last is {expected}.",
    ),
    "workbook.province": Fault("“{told}” is not the code of a province.", "Enter the six digits of GB/T 2260, for example 370000."),
    "workbook.city": Fault("“{told}” is not the code of a city.", "Enter the six digits of GB/T 2260, for example 370200."),
    "workbook.programme": Fault("“{told}” is not a code of the programme catalogues.", "Enter the six digits of the catalogue in force."),
    "workbook.unknown_code": Fault("“{told}” is not in the list “{list}”.", "The nearest is “{nearest}”. Listed are: {known}."),
    "workbook.row_unfilled": Fault(
        "Row {row} holds nothing but what was filled in beforehand.", "Fill it in, or clear it if there is nothing to tell."
    ),
    "workbook.other_year": Fault(
        "The row tells of {told}; this workbook takes {years}.", "Correct the year, or take the row out if it was told in another round."
    ),
    "workbook.other_owner": Fault(
        "The row belongs to “{told}”, but the workbook is that of {member}; the row was not read.",
        "Take the row out, or correct the code; others hand in their own workbook.",
    ),
    "workbook.told_twice": Fault(
        "“{told}” stands twice under {column}; it is already in {first}.", "Keep one of the two rows, or correct the one that is wrong."
    ),
    "workbook.row_check": Fault("{text}", "Compare the cells: {cells}."),
    "workbook.more_of_the_same": Fault(
        "{count} more cells of this column, from {first} to {last}, have the same fault as {like}.", "Correct them in the same way."
    ),
}
