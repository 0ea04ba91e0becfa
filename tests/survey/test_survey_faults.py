"""Every fault of a survey's files, each drawn into a copy of the tiny survey; `# here` marks the line that must be named."""

import re
import shutil
from pathlib import Path

import pytest

from iecscore.survey import ItemType, load_survey
from iecscore.text import word_problem

LIBRARY = Path(__file__).parents[1] / "systems" / "surveys" / "library"
HEAD, READERS, PARTNERS = "survey.yaml", "groups/R.yaml", "groups/P.yaml"

CASES = [
    ("survey.misplaced", HEAD, "points: 5", "groups: {}  # here\npoints: 5"),
    ("survey.unknown_group", HEAD, "order: [R, P]", "order: [R, P, Q]  # here"),
    ("survey.order_twice", HEAD, "order: [R, P]", "order: [R, P, R]  # here"),
    ("survey.not_in_order", HEAD, "order: [R, P]", "order: [R]  # here"),
    ("survey.unknown_scale", HEAD, "scale: agreement", "scale: agreeing  # here"),
    ("survey.scale_points", HEAD, "    5: {en: excellent, zh: 极好}", "    6: {en: excellent, zh: 极好}"),
    ("survey.unknown_scale", READERS, "    scale: quality\n    text: {en: events", "    scale: qualities  # here\n    text: {en: events"),
    ("survey.code_twice", READERS, "  R08:", "  P01:  # here"),
    ("survey.not_a_member_item", READERS, "member_item: RD1", "member_item: RD2  # here"),
    ("survey.one_organisation", PARTNERS, "organisation_item: PD1", "organisation_item: PD2  # here"),
    ("survey.vote_needs_organisation", PARTNERS, "vote: organisation\norganisation_item: PD1", "vote: organisation  # here"),
    ("survey.vote_excludes_organisation", READERS, "vote: person", "vote: person  # here\norganisation_item: RD1"),
    ("survey.sheet_title", READERS, "short: {en: Readers,", "short: {en: Readers/Users,  # here\n "),
    ("survey.sheet_title", READERS, "short: {en: Readers,", "short: {en: Readers of the branches of the city,  # here\n "),
    ("survey.title_taken", READERS, "short: {en: Readers,", "short: {en: members,  # here\n "),
    ("survey.minimum_order", READERS, "minimum: {show: 3,", "minimum: {show: 6,  # here\n "),
    ("survey.type_needs", READERS, "    expected: 2\n", ""),
    ("survey.type_excludes", READERS, "    reverse: true\n", "    most: 2  # here\n"),
    ("survey.listed_where", READERS, "    dictionary: district\n", ""),
    ("survey.unknown_construct", READERS, "    construct: service", "    construct: services  # here"),
    ("survey.unknown_matrix", READERS, "    matrix: R06\n    scale: quality\n    text: {en: ev", "    matrix: R6  # here\n    text: {en: ev"),
    ("survey.unknown_condition", READERS, "    when: {RD2: [1, 2]}", "    when: {R01: [1]}  # here"),
    ("survey.unknown_option", READERS, "    when: {RD2: [1, 2]}", "    when: {RD2: [1, 7]}  # here"),
    ("survey.expected_off_scale", READERS, "    expected: 2", "    expected: 6  # here"),
    ("survey.number_order", READERS, "    minimum: 0", "    minimum: 61  # here"),
    (
        "survey.many_options",
        PARTNERS,
        "      1: {en: readings",
        "".join(f"      {n}: {{en: x, zh: 某}}\n" for n in range(3, 40)) + "      1: {en: readings",
    ),
    ("system.unknown_key", READERS, "    construct: service", "    constructs: service  # here"),
    ("system.told_twice", READERS, "key: R", "key: P  # here"),
    ("system.wrong_type", HEAD, "points: 5", "points: five  # here"),
    ("content.colon_in_text", READERS, "    text: {en: The rooms are quiet., zh: 馆内安静。}", "    text: a: b  # here"),
]
LINES = {"survey.scale_points": "  quality:", "survey.type_needs": "  RQ1:", "survey.listed_where": "  RD3:", "survey.many_options": "    options:"}


@pytest.fixture
def folder(tmp_path):
    copied = tmp_path / "library"
    shutil.copytree(LIBRARY, copied)
    return copied


def draw(folder, file, old, new):
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(("code", "file", "old", "new"), CASES, ids=[f"{case[0]}-{number}" for number, case in enumerate(CASES)])
def test_a_fault_is_named_with_its_file_and_line(folder, code, file, old, new):
    draw(folder, file, old, new)
    read = load_survey(folder)
    problem = next(problem for problem in read.problems if problem.code == code)
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    wanted = [number for number, line in enumerate(lines, 1) if line.endswith("# here") or line == LINES.get(code)]
    assert read.result is None
    assert (problem.place.file, problem.place.line in wanted) == (file, True)


@pytest.mark.parametrize(("code", "file", "old", "new"), CASES, ids=[f"{case[0]}-{number}" for number, case in enumerate(CASES)])
def test_cause_and_remedy_read_well_in_both_languages(folder, code, file, old, new):
    draw(folder, file, old, new)
    problem = next(problem for problem in load_survey(folder).problems if problem.code == code)
    for sentence in word_problem(problem, "en"):
        assert re.fullmatch(r"[A-Z“][^\n]*[^\s.][.\]}]", sentence), sentence
    for sentence in word_problem(problem, "zh"):
        assert re.search(r"[\u4e00-\u9fff]", sentence), sentence


def test_the_nearest_name_is_offered(folder):
    draw(folder, READERS, "    construct: service", "    construct: servise")
    (problem,) = load_survey(folder).problems
    assert problem.words["nearest"] == "service"


def test_a_folder_without_a_survey_file_is_named(tmp_path):
    (problem,) = load_survey(tmp_path).problems
    assert (problem.code, problem.place.file) == ("survey.no_survey_file", tmp_path.name)


def test_a_head_that_is_no_mapping_is_told_and_breaks_nothing(folder):
    (folder / HEAD).write_text("- a\n- b\n", encoding="utf-8")
    assert load_survey(folder).result is None


def test_a_group_that_cannot_be_read_does_not_make_its_names_faults(folder):
    draw(folder, PARTNERS, "vote: organisation", "vote: organisations")
    assert [problem.code for problem in load_survey(folder).problems] == ["system.not_one_of"]


def test_the_tiny_survey_loads_without_a_problem():
    read = load_survey(LIBRARY)
    assert read.problems == ()
    assert [group.key for group in read.result.ordered] == ["R", "P"]


def test_an_item_that_splits_a_total_has_a_column_a_part():
    survey = load_survey(LIBRARY).result
    fields = [field for field in survey.groups["R"].fields if field.item == "R11"]
    assert [(field.code, field.part) for field in fields] == [("R11a", "a"), ("R11b", "b")]
    assert survey.groups["R"].word_field(fields[1]).en == "How you spend your time there (total 100): events"


def test_a_row_of_a_matrix_carries_the_question():
    group = load_survey(LIBRARY).result.groups["R"]
    field = next(field for field in group.fields if field.code == "R06b")
    assert group.word_field(field).zh == "以下各项如何：活动"


def test_codes_may_be_written_as_numbers():
    item = load_survey(LIBRARY).result.item("R04")
    assert item.when == {"RD2": ("1", "2")}


def test_every_type_of_item_is_drawn():
    survey = load_survey(LIBRARY).result
    assert {item.type for group in survey.ordered for item in group.items.values()} == set(ItemType)
