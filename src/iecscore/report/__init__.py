"""Reports: the result workbook."""

from iecscore.report.result import write_result

__all__ = ["write_result"]
