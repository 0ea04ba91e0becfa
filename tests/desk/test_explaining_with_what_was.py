"""What an evaluation was made with stays with it: the questionnaire is part of its number, and explains it later."""

from iecscore.desk.evaluating import evaluate_round
from iecscore.desk.explaining import survey_of
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
