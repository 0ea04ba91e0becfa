"""Faults of spreadsheets as such: files that cannot be read, and cells that cannot be understood."""

from iecscore.text.faults.fault import Fault

FAULTS: dict[str, Fault] = {
    "sheets.unreadable": Fault(
        "The file cannot be opened: {reason}.", "Check that it is there, that you may read it, and that no other program holds it."
    ),
    "sheets.empty_file": Fault("The file is empty (0 bytes).", "It was probably not sent or copied whole; ask for it again."),
    "sheets.too_large": Fault("The file is too large: {size} MB.", "At most {limit} MB are read. Take out pictures and attachments, or split it."),
    "sheets.password": Fault("The file is protected by a password.", "Open it, take the password off under File, Info, and save it."),
    "sheets.old_form": Fault("The workbook is in an old form (.xls, .et).", "Open it in Excel or WPS and save it as “Excel workbook (*.xlsx)”."),
    "sheets.old_unread": Fault(
        "The file is in an old form (.xls) and cannot be read; perhaps a password protects it.",
        "Open it in Excel or WPS, take the password off, and save it as “Excel workbook (*.xlsx)”.",
    ),
    "sheets.is_html": Fault(
        "The file is a web page in spite of its name; many websites export such files as .xls.",
        "Open it in Excel or WPS and save it as “Excel workbook (*.xlsx)”.",
    ),
    "sheets.is_pdf": Fault("The file is a PDF document.", "Hand in the workbook itself, not a print of it."),
    "sheets.is_text": Fault("The file is plain text (such as CSV), no workbook.", "Fill in the workbook that was sent to you and hand that in."),
    "sheets.is_binary": Fault(
        "The file is of no kind the program knows, whatever its name says.",
        "Open it in the program it comes from and save it as “Excel workbook (*.xlsx)”.",
    ),
    "sheets.is_document": Fault(
        "The file is a Word document that was renamed.", "Hand in the workbook (.xlsx); renaming a file does not convert it."
    ),
    "sheets.other_archive": Fault(
        "The file is an archive (such as .zip, .ods or .pptx), no Excel workbook.",
        "Unpack it, or save it as “Excel workbook (*.xlsx)”, and hand that in.",
    ),
    "sheets.binary_form": Fault("The workbook is in binary form (.xlsb).", "Open it and save it as “Excel workbook (*.xlsx)”."),
    "sheets.strict_form": Fault(
        "The workbook was saved as “Strict Open XML”, which most programs cannot read.", "Open it in Excel and save it as “Excel workbook (*.xlsx)”."
    ),
    "sheets.damaged": Fault(
        "The file is damaged or incomplete.", "If Excel or WPS still opens it, save it anew from there; if not, ask for it to be sent again."
    ),
    "sheets.program": Fault(
        "The workbook carries a program (macros).", "Open it, save it as “Excel workbook (*.xlsx)”, which leaves the program out, and upload that."
    ),
    "sheets.doctype": Fault(
        "The file contains instructions (DOCTYPE) that no spreadsheet program writes and that can do harm.",
        "Do not open it. Ask the sender where it comes from, and for a file saved by Excel or WPS.",
    ),
    "sheets.bomb": Fault(
        "Unpacked, the file is far larger than any report: {size} MB in {parts} parts.",
        "Copy the tables alone into a new workbook, as values, and hand that in.",
    ),
    "sheets.far_cell": Fault(
        "Far outside the table a cell holds something, so that the sheet is enormous.",
        "Clear all rows below and all columns beside the table, and save; Ctrl+End must lead to the last cell of the table.",
    ),
    "sheets.wide_range": Fault(
        "Cells are merged or linked over almost the whole sheet.", "Take the merging or the link off there, or copy the table into a new sheet."
    ),
    "sheets.too_many_cells": Fault("The file has more than {limit} cells.", "Take out what does not belong to the table, or split the file."),
    "sheets.too_heavy": Fault(
        "The file takes more memory than one file may take.", "Copy the tables alone into a new workbook, as values, without pictures and formats."
    ),
    "sheets.too_slow": Fault(
        "Reading the file took longer than {seconds} seconds and was stopped.",
        "Copy the tables alone into a new workbook, as values, without pictures and formats.",
    ),
    "sheets.broke_reader": Fault(
        "Reading the file broke off; it is damaged, far too large, or made in an unusual way.",
        "Open it in Excel or WPS, save it under a new name, and hand that in.",
    ),
    "sheets.no_reader": Fault(
        "The process that reads spreadsheets could not be started; the file itself may be in order.",
        "Close other programs to free memory and try again; if that does not help, install the program anew.",
    ),
    "sheets.not_read": Fault(
        "The file cannot be read; the reader says: {reason}", "Open it in Excel or WPS, save it under a new name, and hand that in."
    ),
    "sheets.unknown_letters": Fault(
        "The text is in an unknown encoding, or was cut off.", "Save it as “CSV UTF-8”, or hand in the workbook (.xlsx) it comes from."
    ),
    "sheets.no_table": Fault("No sheet of the file holds anything.", "Hand in the file with its content."),
    "sheets.no_such_sheet": Fault("There is no sheet named “{told}”.", "The file has: {known}. Name one of them."),
    "sheets.error_value": Fault("The cell shows an error: {told}.", "Correct the formula, or type the value in."),
    "sheets.uncomputed": Fault(
        "The formula {told} was never computed, so there is no value.", "Open the workbook in Excel or WPS and save it, or type the value in."
    ),
    "sheets.not_a_number": Fault("“{told}” is no number.", "Type a number, such as 1234.5."),
    "sheets.number_with_words": Fault("“{told}” holds more than a number.", "Type the number alone, in the unit given in the header."),
    "sheets.date_for_number": Fault(
        "“{told}” is a date or time, and a number belongs here.", "Set the cell format to General and type the number again."
    ),
    "sheets.percent": Fault(
        "“{told}” is a percentage, and this column is not in per cent.", "Type the number itself, in the unit given in the header."
    ),
    "sheets.scaled_format": Fault(
        "The cell format “{format}” shows another number than the cell holds, {told}.",
        "Set the cell format to General, and type the number in the unit given in the header.",
    ),
    "sheets.about": Fault("“{told}” is no exact number.", "Type the exact number; where it is not known, choose the reason from the list instead."),
    "sheets.beyond_sums": Fault(
        "“{told}” is too large: figures must lie below 1,000,000,000,000,000 (15 digits before the decimal point) to be added exactly.",
        "Correct the figure, and check its unit; no report needs one so large.",
    ),
    "sheets.overlong": Fault(
        "The cell holds {count} characters; a spreadsheet program writes at most {most} into one.",
        "Replace what stands in the cell by a short text, save the file in Excel or WPS, and hand it in again.",
    ),
    "sheets.nothing_told": Fault(
        "“{told}” says nothing.",
        "Type the value, 0 included; where there is none, choose the reason from the list, or leave the cell empty if that is allowed.",
    ),
    "sheets.not_a_date": Fault("“{told}” is no date.", "Type year, month and day, such as 2024-09-01."),
    "sheets.month_only": Fault("“{told}” names no day.", "Type year, month and day, such as 2024-09-01."),
    "sheets.no_such_day": Fault("“{told}” is no day of the calendar.", "Correct month and day, such as 2024-09-01."),
    "sheets.far_date": Fault("“{told}” lies before 1900 or after 2100.", "Correct the year."),
    "sheets.date_for_text": Fault(
        "The spreadsheet program has turned the entry into a date: {told}.", "Set the cell format to Text and type the entry again."
    ),
    "sheets.digits_lost": Fault(
        "Long numbers lose their last digits when stored as numbers: {told}.", "Set the cell format to Text and type the whole number again."
    ),
    "sheets.not_yes_or_no": Fault("“{told}” is neither yes nor no.", "Type yes or no (是 or 否)."),
}
