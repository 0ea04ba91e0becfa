"""What is filed, what becomes a new version, and what is told twice."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from iecscore.problems import Place, error, query
from iecscore.store import Saved
from iecscore.values import Rows, Unit
from iecscore.workbook import Envelope, PartRead


def drawn(loans, *, file="L01.xlsx", reasons=None, first=5):
    told = Rows(
        "branch_year",
        "L01",
        2025,
        file,
        "03 分馆年度",
        ("branch_id", "cost", "closed", "codes", "n_loans"),
        tuple("ABCDE"),
        (("B01", Decimal("1.50"), date(2025, 3, 1), ("x", "y"), loans), ("B02", None, None, None, 7)),
        (first, first + 1),
        reasons or {(1, "cost"): "refused"},
        submitter="office",
    )
    return PartRead(Envelope("L01", 2025, "office"), (told,), (query("workbook.any", Place(file, "03 分馆年度", "E5"), told="7"),))


def file_part(store, who, part, digest="d1", name="L01.xlsx"):
    with store.acting(who) as repository:
        return repository.save_part(repository.save_file(name, digest, whole=True), part)


def test_rows_come_back_as_they_were_told(store, somebody):
    part = drawn(3)
    assert file_part(store, somebody, part) is Saved.NEW
    with store.acting(somebody) as repository:
        (rows,) = repository.load_rows(2025)
    assert rows.batch == "1"
    assert (rows.columns, rows.letters, rows.rows, rows.numbers, rows.reasons) == (
        part.tables[0].columns,
        part.tables[0].letters,
        part.tables[0].rows,
        part.tables[0].numbers,
        part.tables[0].reasons,
    )
    assert isinstance(rows.rows[0][1], Decimal)


def test_a_changed_part_is_a_new_version_and_the_old_one_stays(store, somebody):
    file_part(store, somebody, drawn(3))
    assert file_part(store, somebody, drawn(4), "d2", "L01 corrected.xlsx") is Saved.CHANGED
    with store.acting(somebody) as repository:
        listed = [(item.version, item.current, item.file) for item in repository.list_batches(2025)]
        assert listed == [(1, False, "L01.xlsx"), (2, True, "L01 corrected.xlsx")]
        assert [rows.column("n_loans") for rows in repository.load_rows(2025)] == [(4, 7)]


def test_the_same_rows_in_another_file_are_no_change_and_stand_there_from_then_on(store, somebody):
    file_part(store, somebody, drawn(3))
    assert file_part(store, somebody, drawn(3, file="copy.xlsx", first=8), "d2", "copy.xlsx") is Saved.SAME
    with store.acting(somebody) as repository:
        assert [(item.file, item.current) for item in repository.list_batches(2025)] == [("L01.xlsx", False), ("copy.xlsx", True)]
        (rows,) = repository.load_rows(2025)
        assert (rows.file, rows.address(1, "n_loans")) == ("copy.xlsx", "E9")
        assert [item.place.file for item in repository.load_queries(2025)] == ["copy.xlsx"]
        standing = repository.load_standing()
        assert (standing.gave_way("d1"), {held.name for held in standing.held.values()}) == (False, {"copy.xlsx"})


def test_the_same_rows_in_the_same_file_are_filed_once(store, somebody):
    for _ in range(2):
        file_part(store, somebody, drawn(3))
    with store.acting(somebody) as repository:
        assert len(repository.list_batches(2025)) == 1


def test_what_was_once_told_for_itself_stays_so_when_a_whole_workbook_repeats_it(store, somebody):
    for whole, name in ((False, "own.xlsx"), (True, "whole.xlsx")):
        file_part(store, somebody, replace(drawn(3, file=name), whole=whole), name, name)
    with store.acting(somebody) as repository:
        assert [held.whole for held in repository.load_standing().held.values()] == [False]
    file_part(store, somebody, replace(drawn(4), whole=True), "d3")
    with store.acting(somebody) as repository:
        assert [held.whole for held in repository.load_standing().held.values()] == [True]


def test_another_reason_for_a_gap_is_a_change(store, somebody):
    file_part(store, somebody, drawn(3))
    assert file_part(store, somebody, drawn(3, reasons={(1, "cost"): "not_applicable"}), "d2") is Saved.CHANGED


def test_a_file_counts_as_known_only_when_every_part_of_it_was_taken(store, somebody):
    with store.acting(somebody) as repository:
        repository.save_file("a.xlsx", "da", whole=True)
        repository.save_file("b.xlsx", "db", whole=False)
        assert repository.load_standing().taken == {"da"}
        repository.save_file("b.xlsx", "db", whole=True)
        assert repository.load_standing().taken == {"da", "db"}


def test_queries_are_kept_with_the_data_and_leave_with_their_version(store, somebody):
    file_part(store, somebody, drawn(3))
    with store.acting(somebody) as repository:
        assert [(item.code, str(item.place), item.words) for item in repository.load_queries(2025)] == [
            ("workbook.any", "L01.xlsx 03 分馆年度!E5", {"told": "7"})
        ]
        assert repository.load_queries(2024) == ()
    calm = PartRead(Envelope("L01", 2025, "office"), drawn(9).tables)
    file_part(store, somebody, calm, "d2")
    with store.acting(somebody) as repository:
        assert repository.load_queries(2025) == ()


def test_rows_of_later_rounds_are_not_told_to_earlier_ones(store, somebody):
    file_part(store, somebody, drawn(3))
    with store.acting(somebody) as repository:
        assert repository.load_rows(2024) == ()
        assert repository.list_rounds() == (2025,)


def test_nothing_of_a_failed_transaction_stays(store, somebody):
    try:
        with store.acting(somebody) as repository:
            repository.save_part(repository.save_file("L01.xlsx", "d1", whole=True), drawn(3))
            raise InterruptedError
    except InterruptedError:
        pass
    with store.acting(somebody) as repository:
        assert repository.list_batches(2025) == ()
        assert repository.load_standing().taken == frozenset()


def test_units_of_a_round_are_put_in_place_of_those_known(store, somebody):
    first = Unit("L01/B01", "branch", "Centre", "", (), "L01", "B01")
    with store.acting(somebody) as repository:
        repository.save_part(repository.save_file("L01.xlsx", "d1", whole=True), drawn(3))
        repository.save_units(2025, [first, Unit("L01", "library", "Rivertown", "", ())])
        repository.save_units(2025, [first])
        assert repository.load_units(2025) == (first,)
        repository.save_units(2025, [])
        assert repository.load_units(2025) == ()


def test_who_did_what_is_written_down(store, somebody):
    with store.acting(somebody) as repository:
        repository.record("import", "L01.xlsx", files=1)
        assert repository.list_deeds() == (("auditor", "import", "L01.xlsx"),)


def test_an_error_is_no_reason_for_a_store_to_forget_its_words(store, somebody):
    part = PartRead(Envelope("L01", 2025, "office"), drawn(3).tables, (error("workbook.any", Place("L01.xlsx", line=3, key="k"), n=1.5),))
    file_part(store, somebody, part)
    with store.acting(somebody) as repository:
        (told,) = repository.load_queries(2025)
    assert (told.severity, told.place.line, told.place.key, told.words) == ("error", 3, "k", {"n": 1.5})
