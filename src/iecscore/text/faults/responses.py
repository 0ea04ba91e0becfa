"""Faults of `responses`: files of survey answers."""

from iecscore.text.faults.fault import Fault

FAULTS = {
    "responses.not_told": Fault(
        "The file does not say whose answers it holds: beside {mark} nothing stands.",
        "Put the sheet “Read first” of the answer workbook you were sent into the file, and keep its codes in brackets.",
    ),
    "responses.not_a_year": Fault("“{told}” beside [year] is no year.", "Write the round's year in four digits, for example 2025."),
    "responses.other_survey": Fault(
        "The file holds answers to the questionnaires “{told}”; this system asks “{survey}”.", "Send the answers in the workbook of this system."
    ),
    "responses.no_questions": Fault(
        "No sheet has question codes in brackets, such as [S01], in its first ten rows.",
        "Use the answer workbook you were sent, or write the code before each question's header.",
    ),
    "responses.no_answers": Fault("Below the headers nothing is answered.", "Fill in the answers, one row a person, and send the file again."),
    "responses.code_twice": Fault("The code “{item}” heads two columns; the first is {first}.", "Delete one of the columns."),
    "responses.group_twice": Fault(
        "Two sheets hold answers of group “{group}”; the other is “{first}”.", "Put the answers of a group onto one sheet, below one another."
    ),
    "responses.mixed_sheet": Fault(
        "The sheet has questions of more than one group: {groups}.", "Give each group a sheet of its own; a row is the answer of one person."
    ),
    "responses.columns_missing": Fault(
        "Questions of group “{group}” have no column: {items}.", "Add the columns, with their codes in brackets; a column may be blank."
    ),
    "responses.unknown_code": Fault(
        "There is no question “{name}”; the column is not read.", "The nearest code is “{nearest}”. Correct the header, or delete the column."
    ),
    "responses.not_an_answer": Fault(
        "“{told}” is not among the answers of this question; it counts as not answered.", "The answers are: {offered}. Correct the cell, or clear it."
    ),
    "responses.too_many": Fault(
        "“{told}” chooses {count} answers where {most} are allowed; it counts as not answered.", "Leave the {most} most important ones."
    ),
    "responses.out_of_range": Fault(
        "“{told}” lies outside {least} to {greatest}; it counts as not answered.", "Correct the number, or clear the cell."
    ),
    "responses.shares_sum": Fault(
        "The parts of {item} add up to {sum}, not to {total}; they count as not answered.", "Correct the parts so that they add up to {total}."
    ),
    "responses.not_asked": Fault(
        "{count} persons answered {item} though by their other answers it was not to be asked; these answers are left out.",
        "Check the question that decides whether {item} is asked; it may be wrong, or the columns may have shifted.",
    ),
    "responses.no_member": Fault(
        "{count} answers name no member; they count for the unit as a whole, for no member.", "Fill in the column where you know the member."
    ),
    "responses.no_organisation": Fault(
        "{count} answers do not say which organisation they come from; without one they have no vote and are not counted.",
        "Fill in the column; an organisation has one vote, however many of its people answer.",
    ),
    "responses.unknown_name": Fault(
        "“{told}” is no member's code or name in this file's list; the answer counts for the unit as a whole.",
        "Choose the member from the list, or type the code.",
    ),
    "responses.unknown_member": Fault(
        "“{told}”, named in {count} answers, is no member of the unit; these answers count for the unit as a whole.",
        "Correct the code, or add the organisation to the list of members.",
    ),
    "responses.members_only": Fault(
        "“{told}” is no member, and this question asks for one; the answer counts for the unit as a whole.", "Choose the member from the list."
    ),
    "responses.taken_as_outside": Fault(
        "“{told}” is not on the list of members; it is taken for an organisation outside.",
        "If it is a member, choose it from the list; two spellings of one organisation would have two votes.",
    ),
    "responses.outside_unnamed": Fault("“{told}” names no organisation.", "Write the name after it, for example “other: Acme Ltd”."),
    "responses.more_cells": Fault(
        "{count} further cells of {item} cannot be read.", "Correct them like those above; the whole column may have been filled in another way."
    ),
    "responses.careless": Fault(
        "{count} answers of the group “{name}” ({group}) were given without care and are left out.",
        "Two signs are needed: attention missed, one rating throughout, eight alike across a reversed question, over half blank, or haste.",
    ),
    "responses.repeated": Fault(
        "{count} rows are alike in every answer: rows {rows}.",
        "If an answer was pasted in several times, keep one row; if different people did answer alike, leave them, and say so when asked back.",
    ),
}
