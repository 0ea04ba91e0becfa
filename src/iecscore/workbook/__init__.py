"""The administrative workbook: template, reading, checks."""
