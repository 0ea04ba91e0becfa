"""Reports: the result workbook."""
