"""Who did what when, on a page: the latest first, of somebody or of a kind, in both languages."""

from datetime import UTC, datetime

from iecscore.desk.workspace import operator
from iecscore.store import Deed
from iecscore.views.deeds import view_deeds
from page_visits import question

MOMENT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def table(visitor, by=None, action=None):
    told = visitor.ask(question("deeds-table.children", {"deeds-by.value": by, "deeds-action.value": action}, {}, ("deeds-by.value",)))
    return told.json["response"]["deeds-table"]["children"]


def rows(shown):
    table, _ = shown["props"]["children"]
    body = table["props"]["children"]["props"]["children"][2]["props"]["children"]
    return [[cell["props"]["children"] for cell in row["props"]["children"]] for row in body]


def test_the_latest_deed_stands_first_and_is_found_by_who_did_it_and_by_its_kind(visit, libraries):
    with libraries.store.acting(operator()) as repository:
        repository.record("evaluate", "0" * 64, round="2025")
        repository.record("disable user", "somebody")
    office = visit("office")
    everything = rows(table(office))
    assert everything[0][1:4] == [operator().name, "shut a user out", "somebody"]
    assert everything[1][2:] == ["evaluated", "0" * 12, "round: 2025"]
    assert {row[2] for row in rows(table(office, action="evaluate"))} == {"evaluated"}
    assert rows(table(office, by="nobody of that name")) == []
    assert len(rows(table(office, by=operator().name))) <= len(everything)
    assert "somebody" in office.turn().text


def test_a_deed_is_worded_in_both_languages_and_an_unknown_kind_as_it_is():
    deeds = [Deed(MOMENT, "anna", "import", "L01.xlsx", {"files": 1, "reason": ""}), Deed(MOMENT, "anna", "dance", "here", {})]
    assert [(line.at, line.action, line.detail) for line in view_deeds(deeds, "en")] == [
        ("2026-03-04 05:06:07", "took files in", "files: 1"),
        ("2026-03-04 05:06:07", "dance", ""),
    ]
    assert view_deeds(deeds, "zh")[0].action == "导入文件"
