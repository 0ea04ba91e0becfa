"""Reading YAML with the line of every key."""

import pytest

from iecscore.content.document import parse_document, read_document


def codes(text: str) -> list[tuple[str, int]]:
    return [(problem.code, problem.place.line) for problem in parse_document(text, "f.yaml").problems]


def test_each_key_has_its_line():
    document = parse_document("a: 1\nb:\n  c: [x,\n    y]\n", "f.yaml")
    assert document.place(("b", "c")).line == 3
    assert document.place(("b", "c", 1)).line == 4
    assert str(document.place(("b", "c"))) == "f.yaml:3 b.c"


def test_a_key_that_is_not_there_has_the_line_of_what_is_above():
    assert parse_document("a: 1\nb:\n  c: 2\n", "f.yaml").place(("b", "d")).line == 2


def test_a_number_as_key_is_found():
    document = parse_document("index:\n  2023: 96\n", "f.yaml")
    assert document.data == {"index": {2023: 96}}
    assert document.place(("index", 2023)).line == 2


def test_only_true_and_false_are_truths_and_dates_stay_text():
    assert parse_document("a: yes\nb: no\nc: on\nd: true\ne: 2025-03-01\nf: Y\n", "f.yaml").data == {
        "a": "yes",
        "b": "no",
        "c": "on",
        "d": True,
        "e": "2025-03-01",
        "f": "Y",
    }


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", "content.duplicate_key", 3),
        ("a:\n  b: 1\n  b: 2\n", "content.duplicate_key", 3),
        ("a: {b: 1, b: 2}\n", "content.duplicate_key", 1),
        ("a: [1, 2\n", "content.cut_off", 1),
        ("a: b: c\n", "content.colon_in_text", 1),
        ("a:\n\tb: 1\n", "content.foreign_sign", 2),
        ("a: 1\n- b\n", "content.indentation", 2),
        ("a: 'x\n", "content.open_quotation", 1),
        ("? [1]\n: 2\n", "content.key_not_text", 1),
        ("# only a remark\n", "content.empty", 0),
        ("a: !!python/object:os.system x\n", "content.not_yaml", 1),
        ("a: &x\n  b: *x\n", "content.not_yaml", 0),
    ],
)
def test_a_fault_of_the_file_is_a_problem_with_its_line(text, code, line):
    assert codes(text) == [(code, line)]


def test_an_alias_may_be_used_but_may_not_explode():
    assert parse_document("a: &x [1]\nb: *x\n", "f.yaml").data == {"a": [1], "b": [1]}
    bomb = "k0: &k0 [1]\n" + "".join(f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 9)}]\n" for n in range(1, 12))
    assert codes(bomb) == [("content.too_large", 0)]


def test_a_file_too_long_for_a_person_is_refused():
    assert codes("a: 1\n" * 1_000_000) == [("content.too_large", 0)]


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    file = tmp_path / "f.yaml"
    file.write_bytes("a: 中文".encode("gb18030"))
    assert [problem.code for problem in read_document(file).problems] == ["content.not_utf8"]


def test_a_file_that_is_not_there_is_a_problem(tmp_path):
    (problem,) = read_document(tmp_path / "f.yaml", "name.yaml").problems
    assert (problem.code, problem.place.file) == ("content.unreadable", "name.yaml")
