"""Reports: the result workbook of an evaluation, that of a plain table, and the indicator reference."""

from iecscore.report.plain import write_plain_result
from iecscore.report.reference import indicator_reference
from iecscore.report.result import write_result

__all__ = ["indicator_reference", "write_plain_result", "write_result"]
