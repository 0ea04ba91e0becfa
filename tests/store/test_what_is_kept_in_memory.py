"""What was read lately is kept in memory: made once, no more than a bound, and never shared between databases or what differs in who sees it."""

from dataclasses import replace

import pytest

from iecscore.robustness.assessment import Assessment
from iecscore.store import PUBLISHED, open_store
from iecscore.store.remembering import Memory
from iecscore.store.seeing import index_evaluation, restrict_evaluation
from iecscore.values import Principal, Sight
from report.drawn_evaluation import draw_evaluation


def test_a_thing_is_made_once_and_the_longest_unused_goes_first():
    made, memory = [], Memory(5, len)

    def make(text):
        return lambda: made.append(text) or text

    for text in ("aa", "bb", "aa", "cc", "aa", "bb"):
        assert memory.recall(text, make(text)) == text
    assert made == ["aa", "bb", "cc", "bb"]


def test_what_weighs_more_than_all_may_is_still_given():
    memory = Memory(2, len)
    assert [memory.recall(text, lambda text=text: text) for text in ("heavy", "heavier")] == ["heavy", "heavier"]


@pytest.fixture
def stores(tmp_path):
    found = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        found.append(open_store("iecscore.db", tmp_path / name, {}, new=True))
    yield found
    for store in found:
        store.close()


def test_two_databases_do_not_share_what_they_hold_under_one_name(stores):
    one, other = stores
    drawn = draw_evaluation()
    for store, version in ((one, "9.9"), (other, "10.0")):
        with store.acting(Principal("anna")) as repository:
            repository.save_evaluation(replace(drawn, version=version))
    for store, version in ((one, "9.9"), (other, "10.0"), (one, "9.9")):
        with store.reading(Principal("anna")) as repository:
            assert repository.load_evaluation(drawn.id).version == version


def test_what_is_kept_is_whole_and_each_sees_its_part_of_it(stores):
    store, _ = stores
    drawn = draw_evaluation()
    with store.acting(Principal("anna")) as repository:
        repository.save_evaluation(drawn)
        repository.publish(drawn, PUBLISHED, "why")
    for scope, seen in (("", None), ("L01", {"L01"}), ("L03", {"L03"}), ("L09", set()), ("", None)):
        who = Principal("lin", "unit", Sight.OWN, scope) if scope else Principal("anna")
        with store.reading(who) as repository:
            found = repository.load_evaluation(drawn.id)
        assert (found and {unit.code for unit in found.units}) == ({unit.code for unit in drawn.units} if seen is None else seen or None)


def test_an_assessment_made_anew_is_the_one_that_is_shown(stores, tmp_path):
    del tmp_path
    store, _ = stores
    drawn = draw_evaluation()
    with store.acting(Principal("anna")) as repository:
        repository.save_evaluation(drawn)
        for draws in (10, 20):
            told = Assessment(drawn.id, 0, draws, 0, (), 0, 0, settled=True, restless=0, weight_sets=(), units=(), pairs=())
            repository.save_assessment(told, None)
            assert repository.load_assessment(drawn.id).draws == draws


def test_the_index_finds_the_same_rows_in_the_same_order():
    drawn = draw_evaluation()
    seen = frozenset({"L03", "L01"})
    by_index = restrict_evaluation(drawn, seen, index_evaluation(drawn))
    for name in ("values", "nodes", "contributions", "ranking"):
        assert getattr(by_index, name) == tuple(item for item in getattr(drawn, name) if item.unit in seen)
