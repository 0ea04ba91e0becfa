"""Spreadsheets as such: guard, reading in a child process, cells as people type them, safe writing."""

from iecscore.sheets.addresses import address_of, letter_of, number_of
from iecscore.sheets.book import BLANK, ERROR, UNCOMPUTED, Area, Book, Grid, Limits, Raw, Sheet, Told
from iecscore.sheets.days import parse_date
from iecscore.sheets.figures import parse_number
from iecscore.sheets.guarding import guard_file
from iecscore.sheets.pool import Pool, outside_pool
from iecscore.sheets.reading import glance_at, read_books, read_grids, read_many_grids, read_table, read_workbook
from iecscore.sheets.refusing import refuse_cell, show
from iecscore.sheets.tidying import fold_code, same_key, tidy_code, tidy_text
from iecscore.sheets.titles import peek_titles
from iecscore.sheets.words import parse_boolean, parse_text

__all__ = [
    "BLANK",
    "ERROR",
    "UNCOMPUTED",
    "Area",
    "Book",
    "Grid",
    "Limits",
    "Pool",
    "Raw",
    "Sheet",
    "Told",
    "address_of",
    "fold_code",
    "glance_at",
    "guard_file",
    "letter_of",
    "number_of",
    "outside_pool",
    "parse_boolean",
    "parse_date",
    "parse_number",
    "parse_text",
    "peek_titles",
    "read_books",
    "read_grids",
    "read_many_grids",
    "read_table",
    "read_workbook",
    "refuse_cell",
    "same_key",
    "show",
    "tidy_code",
    "tidy_text",
]
