"""What has come in of a round: by unit and table, with what is asked back by cell."""

from iecscore.dashboard.panels.arrivals import Options, load, show
from iecscore.dashboard.specification import Dashboard
from iecscore.dashboard.visiting import Visit
from iecscore.desk.workspace import init_workspace, operator
from iecscore.problems import Place, note, query
from iecscore.store import ANSWERS, WORKBOOK, Filed
from iecscore.values import Rows, Unit
from iecscore.views.arrivals import view_arrivals
from library_round import SYSTEM, SYSTEMS
from page_visits import question


def table(visitor, year):
    told = visitor.ask(question("arrivals-told.children", {"arrivals-round.value": year}, {}, ("arrivals-round.value",)))
    return str(told.json["response"]["arrivals-told"]["children"])


def filed(unit, kind=WORKBOOK, version=1, rows=3, file="a.xlsx", *, current=True):
    return Filed(unit, 2025, "office", "", kind, version, current, rows, file)


def told(name, unit, year, count):
    return Rows(name, unit, year, "a.xlsx", name, ("library_id",), ("A",), (("x",),) * count, tuple(range(count)))


def test_parts_rows_answers_and_open_queries_are_counted_by_unit():
    batches = [
        filed("L02", file="b.xlsx"),
        filed("L01", version=2),
        filed("L01", version=1, rows=90, current=False),
        filed("L01", ANSWERS, rows=40, file="answers.xlsx"),
    ]
    problems = [
        note("desk.same_file", Place("a.xlsx"), first="b"),
        query("desk.no_workbook_yet", Place("a.xlsx", "Sheet", "B2"), unit="L01", year=2025, known="–", nearest="L02"),
    ]
    found = view_arrivals(2025, batches, [], problems, [Unit("L01", "library", "First library", "", ())], SYSTEM, "en")
    assert [(line.unit, line.name) for line in found.units] == [("L01", "First library"), ("L02", "")]
    first, second = found.units
    assert (first.parts, first.again, first.rows, first.answers, first.queries) == (1, 1, 3, 40, 1)
    assert (second.parts, second.again, second.rows, second.answers, second.queries) == (1, 0, 3, 0, 0)
    assert [(line.severity, line.place) for line in found.queries] == [("query", "a.xlsx Sheet!B2"), ("note", "a.xlsx")]


def test_tables_stand_in_their_order_with_the_rows_of_this_round_only():
    rows = [told("library", "L01", 2025, 2), told("library", "L02", 2025, 1), told("library", "L03", 2024, 5), told("branch", "L01", 2025, 0)]
    found = view_arrivals(2025, [], rows, [], [], SYSTEM, "zh")
    assert [line.table for line in found.tables] == list(SYSTEM.tables)
    counted = {line.table: (line.units, line.rows) for line in found.tables}
    assert counted["library"] == (2, 3)
    assert counted["branch"] == (0, 0)
    assert found.queries == ()


def test_the_page_shows_the_round_that_is_chosen_and_the_latest_for_any_other(visit, libraries):
    office = visit("office")
    shown = table(office, "2025")
    assert [unit for unit in ("L01", "L02", "L03", "L04") if unit not in shown] == []
    assert table(office, "1999").replace("1999", "2025") == shown
    with libraries.store.reading(operator()) as repository:
        problems = repository.load_queries(2025)
    assert ("No cell of this round is asked about." in shown) == (problems == ())
    assert "4 units have handed something in" in office.turn().text


def test_where_nothing_came_in_the_page_says_what_it_waits_for(tmp_path):
    made = init_workspace(tmp_path / "empty", "library", "en", content=SYSTEMS)
    visit = Visit(made, operator(), "en", Dashboard.model_construct(pages=()))
    shown = load(visit, Options())
    assert shown.view is None
    assert "Nothing has come in yet." in str(show(shown, visit))
    made.store.close()
