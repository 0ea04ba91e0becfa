"""Spreadsheets as such: guard, reading in a child process, parsing cells, safe writing."""
