"""The list of faults of a refused file, as it is sent back."""

import openpyxl

from iecscore.desk.importing import Imported, Outcome, State
from iecscore.desk.returning import write_fault_lists
from iecscore.problems import Place, error, note


def test_each_refused_file_has_a_list_with_every_error_once_and_no_formula(tmp_path):
    fault = error("workbook.not_whole", Place("=a/b.xlsx", "=02", "C5"), told="=1+1")
    told = (fault, note("workbook.hidden_sheet", Place("=a/b.xlsx", "02")))
    good = Outcome("c.xlsx", "L01", 2025, "office", "", State.NEW)
    refused = [Outcome("=a/b.xlsx", "L01", 2025, "branch", member, State.REFUSED, 0, told) for member in ("B01", "B02")]
    (path,) = write_fault_lists(tmp_path, Imported((good, *refused)), "zh")
    assert path.name == "退回问题清单 =a_b.xlsx"
    _, row = openpyxl.load_workbook(path).active.iter_rows()
    assert [cell.value for cell in row[:4]] == ["=a/b.xlsx", "=02", "C5", "“=1+1”不是整数。"]
    assert {cell.data_type for cell in row} == {"s"}
