"""What is handed in: drafts are forgotten, what was previewed stays known, nobody's number is given twice."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from iecscore.problems import Misuse, Place, error, query
from iecscore.store import Draft
from iecscore.store.schema import submissions
from iecscore.store.submissions import ACCEPTED, CHECKED, REPLACED, SUBMITTED
from iecscore.values import Principal, Rows, Sight

BRANCH = Principal("bea", "branch", Sight.OWN, "L01/B01")
TOLD = (error("workbook.not_whole", Place("=a.xlsx", "02", "C5"), told="=1+1"), query("desk.no_workbook_yet", Place("a.xlsx"), unit="L01", year=2025))


def draft(name="a.xlsx", part="branch", problems=()):
    rows = Rows("branch_year", "L01", 2025, name, "03", ("n",), ("A",), ((1,),), (5,), submitter="branch:B01")
    return Draft("branch", "L01", 2025, part, "B01", name, "d" * 64, 1, b"file", (rows,), problems)


def test_a_draft_comes_back_with_its_problems_its_tables_and_its_file(store):
    with store.submitting(BRANCH) as held:
        found = held.find(held.save_draft(draft(problems=TOLD)))
        assert (found.problems, found.state, found.scope, found.by) == (TOLD, CHECKED, "L01/B01", "bea")
        assert held.load_data(found) == b"file"
        assert held.load_tables(found)[0].rows == ((1,),)
        assert found.at.tzinfo is not None


def test_a_draft_is_forgotten_after_a_day_and_gives_way_to_one_of_the_same_part(store):
    with store.submitting(BRANCH) as held:
        old = held.save_draft(draft(part="office"))
        held.connection.execute(update(submissions).values(at=datetime.now(UTC) - timedelta(days=2)))
        first = held.save_draft(draft())
        assert held.find(old) is None
        second = held.save_draft(draft("b.xlsx"))
        assert held.find(first) is None
        assert second > first > old
        other = held.save_draft(draft(part="office"))
        assert {item.id for item in held.list_all()} == {second, other}


def test_of_a_previewed_draft_the_tables_stay_and_the_file_goes(store):
    with store.submitting(BRANCH) as held:
        first = held.find(held.save_draft(draft()))
        held.note_preview(first, "p" * 64)
        second = held.find(held.save_draft(draft("b.xlsx")))
        shown = held.find_previewed(second)
        assert (shown.id, shown.state, shown.previewed, shown.previewed_at is None) == (first.id, REPLACED, "p" * 64, False)
        assert held.load_data(shown) == b""
        assert held.load_tables(shown)
        assert [item.id for item in held.list_all()] == [second.id]


def test_nothing_is_handed_in_or_decided_twice(store):
    with store.submitting(BRANCH) as held:
        found = held.find(held.save_draft(draft()))
        assert held.submit(found, None)
        assert not held.submit(found, None)
    with store.acting(Principal("anna")) as repository:
        assert repository.submissions.decide(found, ACCEPTED)
        assert not repository.submissions.decide(found, ACCEPTED)
        repository.submissions.put_back(found)
        again = repository.submissions.find(found.id)
        assert (again.state, again.decided_by, again.decided_at) == (SUBMITTED, "", None)


def test_each_sees_its_own_and_a_ministry_nothing(store):
    with store.submitting(BRANCH) as held:
        number = held.save_draft(draft())
    with store.reading(Principal("otto", "branch", Sight.OWN, "L01/B02")) as repository:
        assert repository.submissions.find(number) is None
    ministry = Principal("mina", "ministry", Sight.PUBLISHED)
    with store.reading(ministry) as repository, pytest.raises(Misuse):
        repository.submissions.list_all()
    with pytest.raises(Misuse), store.submitting(ministry):
        pass
