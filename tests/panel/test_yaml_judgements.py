"""Judgement files in YAML, drawn in the test, and every fault with its line."""

import pytest

from iecscore.panel.scale import STEPS, read_step, write_step
from iecscore.panel.yaml_file import read_yaml
from iecscore.text import untranslated, word_problem
from iecscore.text.faults import panel
from iecscore.weights import Tree

CHILDREN = {"ROOT": ("T", "X", "E"), "T": ("T1", "T2"), "X": ("X1",), "E": ("E1",), "T1": ("T1.1", "T1.2"), "T2": ("a",), "X1": ("b",), "E1": ("c",)}
TREES = {"site": Tree("site", CHILDREN)}
TWICE = "experts:\n  A:\n    site:\n      ROOT:\n        T over X: 3\n        T over E: 2\n        X over T: 1/3\n"


@pytest.fixture
def read(tmp_path):
    def reading(text):
        path = tmp_path / "panel.yaml"
        path.write_text(text, encoding="utf-8")
        return read_yaml(path, TREES)

    return reading


def faults(found):
    return [(problem.code, problem.place.line) for problem in found.problems]


def test_pairs_are_read_expert_by_expert(read):
    found = read("""
experts:
  李教授:
    site:
      ROOT:
        T over X: 3
        T vs E: 1/2
        X 比 E: 1/4
  Expert B:
    site:
      T1: {T1.2 over T1.1: 5}
""")
    assert found.problems == ()
    told = [(item.expert, item.parent, item.left, item.right, item.value) for item in found.result.comparisons]
    assert told == [
        ("李教授", "ROOT", "T", "X", 3),
        ("李教授", "ROOT", "T", "E", 0.5),
        ("李教授", "ROOT", "X", "E", 0.25),
        ("Expert B", "T1", "T1.2", "T1.1", 5),
    ]


def test_a_matrix_is_as_good_as_pairs(read):
    found = read("""
experts:
  A:
    site:
      ROOT:
        nodes: [E, T, X]
        matrix:
          - [1, 1/3, 2]
          - [3, 1, 5]
          - [1/2, 1/5, 1]
""")
    assert found.problems == ()
    assert [(item.left, item.right, item.value) for item in found.result.comparisons] == [("E", "T", 1 / 3), ("E", "X", 2), ("T", "X", 5)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TWICE, [("panel.pair_twice", 7), ("panel.pairs_missing", 5)]),
        ("experts:\n  A:\n    site:\n      T1:\n        T1.1 over T1.9: 3\n", [("panel.unknown_node", 5)]),
        ("experts:\n  A:\n    site:\n      T1:\n        T1.1 over T1.2: 10\n", [("panel.off_scale", 5)]),
        ("experts:\n  A:\n    site:\n      T1:\n        T1.1 over T1.2: 2.5\n", [("panel.off_scale", 5)]),
        ("experts:\n  A:\n    site:\n      T1:\n        T1.1 over T1.2: true\n", [("panel.off_scale", 5)]),
        ("experts:\n  A:\n    site:\n      T1:\n        T1.1 over T1.1: 1\n", [("panel.same_node", 5)]),
        ("experts:\n  A:\n    site:\n      T9:\n        T1.1 over T1.2: 1\n", [("panel.unknown_parent", 5)]),
        ("experts:\n  A:\n    city:\n      T1:\n        T1.1 over T1.2: 1\n", [("panel.unknown_level", 5)]),
        ("experts:\n  A:\n    site:\n      ROOT:\n        T over X: 1\n", [("panel.pairs_missing", 5)]),
        ("experts:\n  A:\n    site:\n      T1:\n        T1.1 > T1.2: 1\n", [("panel.pair_form", 5)]),
        ("experts:\n  A:\n    site: 3\n", [("panel.not_nested", 3)]),
        ("experts:\n  A:\n    site:\n      T1: 3\n", [("panel.not_nested", 4)]),
        ("experts: 3\n", [("panel.not_nested", 1)]),
        ("expert:\n  A: 3\n", [("panel.unknown_key", 1)]),
        ("experts:\n  A:\n    site:\n      T1:\n        T1.1 over T1.2:\n", [("panel.empty", 1)]),
        ("experts:\n  A:\n    site:\n      T1: {nodes: [T1.1, T1.2], matrix: [[1, 3]]}\n", [("panel.matrix_shape", 4)]),
        ("experts:\n  A:\n    site:\n      T1: {nodes: [T1.1, T1.2], matrix: [[1, 3], [3, 1]]}\n", [("panel.not_reciprocal", 4)]),
        ("experts:\n  A:\n    site:\n      T1: {nodes: [T1.1, T1.2], matrix: [[2, 3], [1/3, 1]]}\n", [("panel.not_reciprocal", 4)]),
        ("experts:\n  A:\n  A:\n", [("content.duplicate_key", 3)]),
    ],
)  # fmt: skip
def test_each_fault_is_one_problem_with_its_line(read, text, expected):
    found = read(text)
    assert found.result is None
    assert faults(found) == expected


def test_all_faults_are_told_at_once_and_the_nearest_name_is_offered(read):
    found = read("""experts:
  A:
    site:
      T1:
        T1.2 over t1.1: 3
      ROOT:
        T over Y: 3
        nonsense: 2
""")
    assert faults(found) == [("panel.pair_form", 8), ("panel.unknown_node", 5), ("panel.unknown_node", 7)]
    assert found.problems[1].words["nearest"] == "T1.1"
    assert "T1.1" in word_problem(found.problems[1], "zh").remedy


def test_missing_pairs_are_named(read):
    found = read("experts:\n  A:\n    site:\n      ROOT:\n        E over T: 1\n")
    assert word_problem(found.problems[0], "en").cause == "A has judged under the overall goal, but not: T vs X, X vs E."
    assert word_problem(found.problems[0], "zh").cause == "A 对“总目标”下级的判断不完整，缺少：T 与 X、X 与 E。"


def test_a_judgement_between_the_steps_of_the_scale_is_told_what_is_one(read):
    found = read("experts:\n  A:\n    site:\n      T1:\n        T1.1 over T1.2: 4.5\n")
    assert word_problem(found.problems[0], "en").remedy.startswith("Write a whole number from 1 to 9, or one of the reciprocals")


@pytest.mark.parametrize(
    ("told", "value"),
    [("3", 3), (9, 9), ("1/3", 1 / 3), ("１／７", 1 / 7), (0.333, 1 / 3), (0.142857, 1 / 7), (" 1 / 9 ", 1 / 9), (1.0, 1), ("0.5", 0.5)],
)
def test_judgements_are_read_as_people_write_them(told, value):
    assert read_step(told) == value


@pytest.mark.parametrize("told", [0, 10, "1/10", 2.5, "high", "", None, True, "3/1", -3, float("nan"), 0.3])
def test_what_is_not_on_the_scale_is_no_judgement(told):
    assert read_step(told) is None


def test_every_step_is_written_as_it_is_read():
    assert [write_step(read_step(step)) for step in STEPS] == list(STEPS)


def test_every_fault_of_the_panel_has_its_chinese_wording():
    assert untranslated(tuple(sentence for fault in panel.FAULTS.values() for sentence in fault), "zh") == ()


OPENING = "experts:\n  A:\n    site:\n      ROOT:\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (OPENING + "        nodes: 3\n        matrix: [[1]]", [("panel.no_nodes", 5)]),
        (OPENING + "        nodes: TX\n        matrix: [[1, 2], [1/2, 1]]", [("panel.no_nodes", 5)]),
        (OPENING + "        matrix: [[1]]", [("panel.no_nodes", 5)]),
        (OPENING + "        nodes: [T, X, E]\n        matrix: 3", [("panel.matrix_shape", 6)]),
        (
            OPENING + "        nodes: [T, X, E]\n        note: x\n        matrix: [[1, 1, 1], [1, 1, 1], [1, 1, 1]]",
            [("panel.unknown_key", 6)],
        ),
        ("experts", [("panel.not_nested", 1)]),
        ("[experts]", [("panel.not_nested", 1)]),
    ],
)
def test_files_of_another_shape_are_refused_with_their_line(read, text, expected):
    found = read(text)
    assert found.result is None
    assert faults(found) == expected


@pytest.mark.parametrize("told", ["9" * 400, "1e400", "-.inf", ".nan", "-3", "0"])
def test_figures_beyond_every_scale_are_refused_and_shown_short(read, told):
    found = read(f"{OPENING}        T over X: {told}\n")
    assert faults(found)[0] == ("panel.off_scale", 5)
    assert len(found.problems[0].words["told"]) <= 40
