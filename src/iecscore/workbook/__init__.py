"""The administrative workbook: template, reading, checks."""

from iecscore.workbook.checking import check_parts
from iecscore.workbook.envelope import Envelope, PartRead
from iecscore.workbook.reading import read_parts
from iecscore.workbook.writing import write_template

__all__ = ["Envelope", "PartRead", "check_parts", "read_parts", "write_template"]
