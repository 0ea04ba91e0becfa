"""What an evaluation was made with stays with it: the questionnaire is part of its number, and explains it later."""

from openpyxl import load_workbook

from iecscore.desk.evaluating import evaluate_round
from iecscore.desk.explaining import survey_of, trace_value
from iecscore.desk.importing import import_files
from iecscore.desk.workspace import open_workspace
from iecscore.survey import survey_digest
from iecscore.values import Options, Principal
from library_round import FAIR, GOOD, POOR, write_whole

WHO = Principal("auditor")
OPTIONS = Options("library", "2025", weights="council")


def test_a_reversed_question_makes_another_evaluation_and_the_first_keeps_its_own(asking, content, write_answers):
    write_whole(asking.inbox / "L01.xlsx", "L01", 1000, GOOD, FAIR)
    write_whole(asking.inbox / "L02.xlsx", "L02", 1000, POOR, FAIR)
    write_answers("L01 answers.xlsx")
    import_files(asking, WHO, [asking.inbox])
    first = evaluate_round(asking, WHO, OPTIONS)
    assert not evaluate_round(asking, WHO, OPTIONS).new
    partners = content / "surveys" / "library" / "groups" / "P.yaml"
    partners.write_text(partners.read_text(encoding="utf-8").replace("reverse: true", "reverse: false", 1), encoding="utf-8")
    again = open_workspace(asking.folder)
    import_files(again, WHO, [again.inbox])
    second = evaluate_round(again, WHO, OPTIONS)
    assert (second.new, second.evaluation.id == first.evaluation.id) == (True, False)
    told = survey_of(again, first.evaluation)
    assert (told.item("P02").reverse, again.survey.item("P02").reverse) == (True, False)
    assert first.evaluation.survey_digest == survey_digest(told) == survey_digest(asking.survey)
    again.store.close()


def test_rows_handed_in_again_elsewhere_are_cited_there_once_evaluated_again(asking):
    first = asking.inbox / "L01.xlsx"
    write_whole(first, "L01", 1000, GOOD, FAIR)
    write_whole(asking.inbox / "L02.xlsx", "L02", 1000, POOR, FAIR)
    import_files(asking, WHO, [asking.inbox])
    before = evaluate_round(asking, WHO, OPTIONS).evaluation
    cited = cite(asking)
    assert cited == [("L01.xlsx", "C5"), ("L01.xlsx", "C6")]
    shift_rows(first, asking.folder / "again.xlsx")
    import_files(asking, WHO, [asking.folder / "again.xlsx"])
    assert cite(asking) == cited
    after = evaluate_round(asking, WHO, OPTIONS).evaluation
    assert [value.value for value in after.values] == [value.value for value in before.values]
    assert cite(asking) == [("again.xlsx", "C6"), ("again.xlsx", "C7")]
    assert cite(asking, before.id) == cited


def test_rows_at_other_places_of_a_file_of_the_same_name_are_cited_there_once_evaluated_again(asking):
    path = asking.inbox / "L01.xlsx"
    write_whole(path, "L01", 1000, GOOD, FAIR)
    import_files(asking, WHO, [asking.inbox])
    evaluate_round(asking, WHO, OPTIONS)
    cited = cite(asking)
    shift_rows(path, path)
    import_files(asking, WHO, [asking.inbox])
    assert cite(asking) == cited
    assert not evaluate_round(asking, WHO, OPTIONS).new
    assert cite(asking) == [("L01.xlsx", "C6"), ("L01.xlsx", "C7")]


def cite(workspace, identity=""):
    return [
        (cell.file, cell.cell) for cell in trace_value(workspace, WHO, "L01", "S1.1", identity=identity).cells if cell.field.startswith("branch_year")
    ]


def shift_rows(path, target):
    """Copy a workbook with an empty row before the rows of branches."""
    book = load_workbook(path)
    sheet = next(sheet for sheet in book if sheet.title.startswith("03"))
    sheet.insert_rows(5)
    book.save(target)
