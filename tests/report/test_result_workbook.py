"""The result workbook: what stands in it, and that it can be sent."""

import re
from dataclasses import fields, replace
from hashlib import sha256

import pytest
from openpyxl import load_workbook

from iecscore.engine import Reported
from iecscore.pipeline import seal
from iecscore.problems import Place, note, query
from iecscore.report import write_result
from iecscore.report.book import count_lines, fit_width
from iecscore.report.indicators import LEGEND, _lay_pages
from iecscore.report.method import FORMULAS
from iecscore.report.problems import FLAGS, GAPS, PROBLEMS
from iecscore.report.ranking import HEADS
from iecscore.report.weights import CONSISTENCY
from iecscore.report.weights import HEADS as WEIGHT_HEADS
from iecscore.report.wording import WORDINGS
from iecscore.text import untranslated
from iecscore.values import Options, Status
from report.drawn_evaluation import PANEL, SYSTEM, UNITS, VALUES, draw_branches, draw_evaluation

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")  # openpyxl knows no bars of 2010
LISTS = ["Open queries of the data", "Flags beside values", "Values not scored"]
SHEETS = ["Ranking", "Dimensions and criteria", "Indicator values", "Indicator scores", "Weights", *LISTS, "Method", "Input files"]


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "result.xlsx"

    def writing(evaluation=None, language="en", problems=(), label="Synthetic & drawn"):
        write_result(evaluation or draw_evaluation(), SYSTEM, problems, path, language, label)
        return load_workbook(path)

    writing.path = path
    return writing


def rows(sheet, first=1):
    """Rows from `first` on that hold something, as lists without what is empty at the end."""
    told = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=first))
    return [row for row in told if any(cell is not None for cell in row)]


def column(sheet, head):
    return next(cell.column for row in sheet.iter_rows(max_row=9) for cell in row if cell.value is not None and str(cell.value).startswith(head))


def cell_of(sheet, unit, head):
    row = next(row[0].row for row in sheet.iter_rows() if any(cell.value == unit for cell in row[:3]))
    return sheet.cell(row, column(sheet, head))


def find(sheet, text):
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == text)


def test_the_sheets_stand_in_the_order_a_reader_asks_for_them(written):
    assert written().sheetnames == SHEETS
    assert written(draw_evaluation(PANEL, weights="ahp")).sheetnames == [*SHEETS[:5], "Consistency", *SHEETS[5:]]
    lists = ["待核实疑问", "数值提示", "未计分数值"]
    assert written(language="zh").sheetnames == ["排名", "维度与准则", "指标值", "指标得分", "权重", *lists, "方法说明", "输入文件"]


def test_the_best_stand_first_and_those_not_ranked_below_with_the_reason(written):
    sheet = written()["Ranking"]
    told = rows(sheet, 6)
    assert told[0] == ["Rank", "Unit code", "Name", "Tier", "Total score", "Service", "Resources", "Data coverage", "Core coverage", "Row coverage",
                       "Lowest-case rank, core indicators only", "Rank by classical TOPSIS", "Remarks"]  # fmt: skip
    assert told[1][0] == "all: units 5 (Leading 1, Sound 1, Developing 1, not ranked 2)"
    assert [row[:2] for row in told[2:7]] == [[1, "L03"], [2, "L01"], [3, "L02"], ["–", "L04"], ["–", "L05"]]
    assert [row[3] for row in told[2:7]] == ["Leading", "Sound", "Developing", None, None]
    assert told[2][12] == "not scored: R1.3"
    assert told[5][4:7] == [None, None, None]
    assert told[5][12].startswith("not ranked: missing S1 Use")
    assert "S2 Events" in told[5][12]


def test_a_league_in_which_nobody_is_ranked_is_listed_all_the_same(written):
    evaluation = draw_evaluation()
    last = tuple(replace(row, rank=None, score=None) for row in evaluation.ranking)
    assert [row[0] for row in rows(written(replace(evaluation, ranking=last))["Ranking"], 8)][:5] == ["–"] * 5


COVERED = ("Total score", "Data coverage", "Core coverage", "Row coverage", "Lowest-case rank, core indicators only", "Rank by classical TOPSIS")


def test_the_lowest_share_of_rows_behind_a_value_stands_beside_the_rank(written):
    evaluation = draw_evaluation(values=(replace(VALUES[0], coverage=0.85), *VALUES[1:]))
    sheet = written(evaluation)["Ranking"]
    assert [cell_of(sheet, unit, "Row coverage").value for unit in ("L01", "L03")] == [0.85, 1]
    assert evaluation.ranking[0].lowest_score < evaluation.ranking[0].score


def test_where_core_and_all_indicators_are_covered_alike_one_column_tells_it(written):
    whole = tuple(value if value.scored else replace(value, value=20.0, status=Status.VALUE, reason="") for value in VALUES)
    heads = rows(written(draw_evaluation(values=whole))["Ranking"], 6)[0]
    assert "Core coverage" not in heads
    assert "Row coverage" in heads


def test_the_figures_are_those_of_the_evaluation(written):
    evaluation = draw_evaluation()
    sheet = written(evaluation)["Ranking"]
    for row in evaluation.ranking:
        found = [cell_of(sheet, row.unit, head).value for head in COVERED]
        shares = map(pytest.approx, (row.coverage, row.core_coverage, row.row_coverage))
        assert found[:4] == [pytest.approx(row.score) if row.score else None, *shares]
        assert found[4:] == [row.lowest_rank, row.other_rank]
    assert cell_of(sheet, "L01", "Total score").number_format == "0.00"


def test_each_league_has_its_band_and_its_own_first_place(written):
    sheet = written(draw_branches())["Ranking"]
    told = [row[0] for row in rows(sheet, 7)][:6]
    assert told == ["full branch: units 2 (Leading 1, Developing 1)", 1, 2, "small branch: units 2 (Leading 1, Developing 1)", 1, 2]
    values = written(draw_branches())["Indicator values"]
    assert values["A6"].value == "League"
    assert values["A10"].value == "full branch"


def test_no_text_is_a_formula_whatever_it_begins_with(written):
    for language in ("en", "zh"):
        book = written(draw_evaluation(PANEL, weights="ahp"), language)
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n"}
        assert {"=1+1", "+城市图书馆与终身学习中心总分馆体系", "@Harbour", "-Hill"} <= {cell.value for cell in cells}
        assert not any(cell.hyperlink for cell in cells)


def test_equal_evaluations_are_equal_files(written):
    written(draw_evaluation(PANEL, weights="ahp"))
    before = written.path.read_bytes()
    written(draw_evaluation(PANEL, weights="ahp"))
    assert written.path.read_bytes() == before


def test_every_sheet_says_what_it_is_of_and_bears_the_label(written):
    evaluation = draw_evaluation()
    book = written(evaluation)
    for sheet in book:
        assert sheet["A3"].value == f"Indicator system library, version 1 · round 2025 · evaluation {evaluation.id[:16]} · iecscore 9.9"
        assert sheet["A4"].value == "Synthetic & drawn"
        assert sheet.oddFooter.left.text == "Synthetic && drawn"
    assert written(label="")["Ranking"]["A4"].value is None
    assert book.properties.title == "City libraries: library systems, round 2025"


def test_heads_stay_in_sight_and_are_printed_on_every_page(written):
    book = written(draw_evaluation(PANEL, weights="ahp"))
    frozen = {sheet.title: sheet.freeze_panes for sheet in book if sheet.freeze_panes}
    wide = {"Ranking": "D7", "Dimensions and criteria": "E9", "Indicator values": "D10", "Indicator scores": "D10"}
    assert frozen == wide | dict.fromkeys(("Weights", "Consistency", *LISTS, "Input files"), "A7")
    assert (book["Ranking"].print_title_rows, book["Indicator values"].print_title_rows) == ("$6:$6", "$6:$9")
    assert book["Indicator values"].print_title_cols == "$A:$C"
    assert all(sheet.page_setup.orientation == "landscape" for sheet in book)


def test_dimension_and_criterion_scores_stand_under_their_weights(written):
    evaluation = draw_evaluation()
    sheet = written(evaluation)["Dimensions and criteria"]
    assert [cell.value for cell in sheet[7]][4:] == ["Dimension", "S1 Use", "S2 Events", "Dimension", "R1 Means"]
    assert [cell.value for cell in sheet[8]][4:] == pytest.approx([0.6, 0.42, 0.18, 0.4, 0.4])
    found = {(item.unit, item.node): item.score for item in evaluation.nodes}
    assert cell_of(sheet, "L01", "S1 Use").value == pytest.approx(found["L01", "S1"])
    assert cell_of(sheet, "L04", "S2 Events").value is None
    rules = [rule for area in sheet.conditional_formatting for rule in area.rules]
    assert [rule.type for rule in rules] == ["colorScale"]


def test_values_show_their_digits_their_unit_and_their_mark(written):
    sheet = written()["Indicator values"]
    assert [cell.value for cell in sheet[9]][3:] == ["items per resident", "%", "visitors", "yuan", "%", "days"]
    assert (cell_of(sheet, "L01", "S1.1").value, cell_of(sheet, "L01", "S1.1").number_format) == (4, "#,##0.00")
    assert cell_of(sheet, "L01", "R1.3").number_format == "#,##0"
    marks = [cell_of(sheet, *place) for place in (("L02", "R1.3"), ("L03", "R1.3"), ("L05", "R1.1"))]
    assert [cell.value for cell in marks] == ["missing", "not applicable", "suppressed"]
    assert len({cell.fill.fgColor.rgb for cell in marks}) == 3
    small = cell_of(sheet, "L04", "S1.2")
    assert (small.value, small.number_format) == (61.234, '#,##0.0"†"')
    assert cell_of(sheet, "L02", "S1.2").font.color.rgb != cell_of(sheet, "L01", "S1.2").font.color
    legend = find(sheet, "Legend").row
    told = [[sheet.cell(legend + offset, at).value for at in (3, 4)] for offset in range(1, 8)]
    assert [mark for mark, _ in told] == ["missing", "out of range", "too large", "not applicable", "suppressed", "12.3†", "12.3"]
    assert all(told)


def test_a_value_nobody_computed_is_left_blank(written):
    evaluation = draw_evaluation()
    cut = replace(evaluation, values=evaluation.values[1:])
    assert cell_of(written(cut)["Indicator values"], "L01", "S1.1").value is None


def test_scores_are_coloured_and_blank_where_there_is_none(written):
    evaluation = draw_evaluation()
    sheet = written(evaluation)["Indicator scores"]
    assert cell_of(sheet, "L01", "S1.1").value == pytest.approx(50)
    assert cell_of(sheet, "L05", "R1.1").value is None
    assert [cell.value for cell in sheet[9]][3] == pytest.approx(0.6 * 0.7 * 0.5)
    zero = written(draw_evaluation(missing="zero"))["Indicator scores"]
    assert cell_of(zero, "L05", "R1.1").value == 0


def test_every_weight_stands_under_its_parent_with_its_origin(written):
    sheet = written()["Weights"]
    assert sheet["A2"].value == "declared set council (council)"
    told = {row[0]: row[1:] for row in rows(sheet, 7)}
    assert list(told)[:9] == ["S", "S1", "S1.1", "S1.2", "S2", "S2.1", "R", "R1", "R1.1"]
    assert told["S1.1"] == ["Loans per resident", 0.5, pytest.approx(0.21), "neutral"]
    assert [told[node][3] for node in ("S", "S1", "S2.1", "R1", "R1.1")] == [
        "declared set council",
        "declared set council",
        "–",
        "–",
        "declared set council",
    ]


@pytest.mark.parametrize(
    ("weights", "panel", "origins"),
    [
        ("neutral", None, {"S": "neutral", "R1.1": "neutral"}),
        ("ahp", PANEL, {"S": "AHP, experts: 2", "S1": "neutral, not judged", "R1.1": "AHP, experts: 2", "S1.1": "neutral, not judged"}),
        ("critic", None, {"S": "neutral", "S1": "neutral", "S1.1": "CRITIC"}),
        ("ahp+entropy", PANEL, {"S": "AHP, experts: 2", "R1.1": "AHP, experts: 2 × entropy", "S1.1": "neutral, not judged × entropy"}),
        ("council+critic", None, {"S1": "declared set council", "S1.1": "neutral × CRITIC", "R1.1": "declared set council"}),
    ],
)
def test_origins_tell_what_was_judged_and_what_the_data_gave(written, weights, panel, origins):
    sheet = written(draw_evaluation(panel, weights=weights, force=True))["Weights"]
    told = {row[0]: row[4] for row in rows(sheet, 7) if row[4]}
    assert {node: told[node] for node in origins} == origins
    assert ("joined by" in sheet["A2"].value) == ("+" in weights)


def test_where_the_data_say_nothing_the_weights_before_are_named(written):
    evaluation = draw_evaluation(weights="entropy", force=True)
    silent = note("weights.no_information", criteria="S1, R1")
    told = replace(evaluation, weights=replace(evaluation.weights, notes=(silent,)))
    sheet = written(told)["Weights"]
    assert {row[0]: row[4] for row in rows(sheet, 7) if row[4]}["S1.1"] == "neutral"
    assert rows(sheet)[-1][0].startswith("The data say nothing about the weights within S1, R1")


def test_a_neutral_set_the_system_declares_is_named(written):
    declared = SYSTEM.model_copy(update={"weights": {"neutral": {"library": {"ROOT": {"S": 0.9, "R": 0.1}}}}})
    write_result(draw_evaluation(PANEL, declared, weights="ahp"), declared, (), written.path, "en")
    sheet = load_workbook(written.path)["Weights"]
    assert {row[0]: row[4] for row in rows(sheet, 7)}["S1"] == "neutral, not judged"
    write_result(draw_evaluation(None, declared, weights="entropy", force=True), declared, (), written.path, "en")
    assert {row[0]: row[4] for row in rows(load_workbook(written.path)["Weights"], 7)}["S"] == "declared set neutral"


def test_consistency_names_its_random_index(written):
    sheet = written(draw_evaluation(PANEL, weights="ahp", random_index="saaty-1980"))["Consistency"]
    told = rows(sheet, 7)
    assert told[0] == ["–", "Overall goal", "panel, 2 experts", 2, pytest.approx(2), "–", 0, "consistent"]
    zero = pytest.approx(0, abs=1e-9)
    assert told[3] == ["R1", "Means", "panel, 2 experts", 3, pytest.approx(3), "0.58 (Saaty 1980)", zero, "consistent"]


def test_each_expert_s_own_consistency_stands_below_the_panel_s(written):
    told = rows(written(draw_evaluation(PANEL, weights="ahp"))["Consistency"], 7)
    assert [row[2] for row in told[3:6]] == ["panel, 2 experts", *PANEL.experts]
    alone = replace(PANEL, comparisons=tuple(item for item in PANEL.comparisons if item.expert == PANEL.experts[0]))
    assert {row[2] for row in rows(written(draw_evaluation(alone, weights="ahp"))["Consistency"], 7)[:2]} == {"one expert"}


def test_an_inconsistent_panel_is_called_so(written):
    odd = replace(
        PANEL, comparisons=tuple(replace(item, value=9.0) if item.right == "R1.3" and item.left == "R1.2" else item for item in PANEL.comparisons)
    )
    odd = replace(
        odd, comparisons=tuple(replace(item, value=1 / 9) if (item.left, item.right) == ("R1.1", "R1.3") else item for item in odd.comparisons)
    )
    book = written(draw_evaluation(odd, weights="ahp"))
    assert rows(book["Consistency"], 7)[3][7] == "not consistent"
    assert any("not consistent: CR" in str(row[0]) for row in rows(book["Weights"]))


def test_problems_flags_and_gaps_are_listed_in_words(written):
    told = (query("rank.no_name", Place("b.xlsx", "项目", "A9")), query("content.empty", Place("a.yaml", line=3, key="x")))
    book = written(problems=told)
    queries, flagged, unscored = (rows(book[name], 6) for name in LISTS)
    assert [book[name]["A1"].value for name in LISTS] == ["Open queries of the data (2)", "Flags beside values (2)", "Values not scored (5)"]
    assert [row[1:5] for row in queries[1:]] == [["query", "a.yaml", "", "3 x"], ["query", "b.xlsx", "项目", "A9"]]
    flags = [row for row in flagged if row[3] == "S1.2" and row[4] == "50.0 %"]
    assert [row[6] for row in flags] == ["Compare with the visitor counter.", "outside the plausible range 2 to 90"]
    gaps = {(row[1], row[3]): (row[4], row[6]) for row in unscored if row[1] in {"L02", "L03", "L04", "L05"}}
    assert gaps["L02", "R1.3"] == ("missing", "the tables it needs were not handed in")
    assert gaps["L04", "S1.2"] == ("too few", "its denominator is below the minimum (n = 60, minimum 100)")
    assert gaps["L03", "R1.3"][0] == "not applicable"


def test_a_flag_beside_a_withheld_value_shows_the_mark(written):
    evaluation = draw_evaluation()
    flagged = tuple(replace(value, flags=("guard:0",)) if (value.unit, value.indicator) == ("L05", "R1.1") else value for value in evaluation.values)
    guarded = tuple(
        replace(value, indicator="S1.2") if value.flags == ("guard:0",) else value
        for value in flagged
        if (value.unit, value.indicator) != ("L05", "S1.2")
    )
    sheet = written(replace(evaluation, values=guarded))["Flags beside values"]
    assert any(row[1] == "L05" and row[4] == "suppressed" and row[6] == "Compare with the visitor counter." for row in rows(sheet))


def test_a_list_without_entries_says_so(written):
    sheet = written()["Open queries of the data"]
    assert (sheet["A1"].value, [row[0] for row in rows(sheet, 6)]) == ("Open queries of the data (0)", ["No.", "None."])


def test_the_headings_of_each_list_of_problems_stand_on_every_page(written):
    book = written(problems=[query("rank.no_name", Place("b.xlsx", "项目", f"A{row}")) for row in range(200)])
    assert [(book[name].print_title_rows, book[name].freeze_panes) for name in LISTS] == [("$6:$6", "A7")] * 3


@pytest.mark.parametrize(
    "options", [{}, {"weights": "ahp+critic", "combine": "linear", "ahp_share": 0.3, "force": True}, {"method": "topsis-vector"}]
)
def test_the_method_sheet_names_every_option_rule_and_input(written, options):
    evaluation = draw_evaluation(PANEL if "weights" in options else None, **options)
    told = {row[0]: str(row[1]) for row in rows(written(evaluation)["Method"], 6)}
    named = {found[1] for name in told if (found := re.search(r"\((\w+)\)$", name))}
    assert named == {field.name for field in fields(Options)}
    files = {row[4]: row[5] for row in rows(load_workbook(written.path)["Input files"], 7)}
    assert (files, told["Input files"]) == ({"a.xlsx": "e" * 64, "b.xlsx": "f" * 64}, "2, each with its digest on the last sheet")
    assert told["Evaluation number"] == evaluation.id
    assert told["Digest of the system"] == evaluation.system_digest
    assert (told["Least coverage of a criterion"], told["Tiers: least score"]) == ("60%", "Leading ≥ 70, Sound ≥ 50, Developing ≥ 0")
    assert told["Units"] == f"5, of which ranked {sum(row.rank is not None for row in evaluation.ranking)}"


def test_digests_are_printed_by_round_and_listed_beside_what_is_printed(written):
    names = ("2024/L01/office: a.xlsx", "2025/L01/office: b.xlsx", "2025/L02/office: c.xlsx", "judgements.yaml")
    inputs = tuple((name, letter * 64) for name, letter in zip(names, "abcd", strict=True))
    sheet = written(replace(draw_evaluation(), inputs=inputs))["Input files"]
    told = rows(sheet, 7)
    assert [row[:2] for row in told[:3]] == [["2024", 1], ["2025", 2], ["Judgements", 1]]
    assert told[0][2] == sha256(f"{names[0]}\t{'a' * 64}\n".encode()).hexdigest()
    assert [tuple(row[4:6]) for row in told] == list(inputs)
    assert sheet.print_area == "'Input files'!$A$1:$C$9"


def test_the_method_sheet_tells_which_options_were_not_used(written):
    plain = {row[0]: row[1] for row in rows(written()["Method"], 6)}
    unused = "not used by these weights"
    assert [plain[name] for name in ("Joining of two weights (combine)", "Random index of CR (random_index)")] == [unused, unused]
    joined = draw_evaluation(PANEL, weights="ahp+critic", combine="geometric", ahp_share=0.3, force=True)
    told = {row[0]: row[1] for row in rows(written(joined)["Method"], 6)}
    assert told["Share of the first weight (ahp_share)"] == "0.3"
    assert told["Data weights whatever the number of units (force)"] == "yes"
    assert told["Random index of CR (random_index)"] == "Alonso & Lamata 2006 (alonso-lamata)"


@pytest.mark.parametrize(("method", "extra"), [("weighted-mean", False), ("topsis", True), ("geometric-mean", True)])
def test_the_ranking_says_how_it_is_to_be_read(written, method, extra):
    text = " ".join(str(row[0]) for row in rows(written(draw_evaluation(method=method))["Ranking"]))
    assert ("Leading ≥ 70" in text) == (method != "topsis-vector"), "cut-offs are declared for scores of another scale"
    assert "less than 60%" in text
    assert ("not the mean of the dimension scores" in text) == extra


@pytest.mark.parametrize("method", ["gra", "topsis-vector", "vikor", "promethee"])
def test_scores_on_another_scale_than_the_cut_offs_have_no_tier_and_the_sheet_says_so(written, method):
    evaluation = draw_evaluation(method=method)
    sheet = written(evaluation)["Ranking"]
    text = " ".join(str(row[0]) for row in rows(sheet))
    unranked = sum(row.rank is None for row in evaluation.ranking)
    assert "No tiers" in text
    assert "Leading" not in text
    assert cell_of(sheet, "L01", "Tier").value == "–"
    assert f"all: units 5 (not ranked {unranked})" in text


def test_a_league_without_tiers_and_with_all_ranked_tells_its_units_alone(written):
    branches = draw_branches()
    told = seal(SYSTEM, replace(branches.options, method="promethee"), branches.units, branches.values, None, (), "9.9")
    assert next(row[0] for row in rows(written(told)["Ranking"], 7)) == "full branch: units 2"


def test_the_compromise_set_stands_below_the_ranking_in_both_languages(written):
    evaluation = draw_evaluation(method="vikor")
    for language, said in (("en", "VIKOR, all units: compromise set"), ("zh", "VIKOR（全部对象）：妥协解集为")):
        sheet = written(evaluation, language).worksheets[0]
        assert sum(str(row[0]).startswith(said) for row in rows(sheet)) == 1


def test_units_with_nobody_to_compare_with_are_told_beside_their_name_and_below(written):
    evaluation = draw_evaluation(method="vikor")
    alone = seal(SYSTEM, evaluation.options, UNITS[:1], [value for value in VALUES if value.unit == "L01"], None, (), "9.9")
    sheet = written(alone)["Ranking"]
    assert cell_of(sheet, "L01", "Remarks").value == "not ranked: nobody in its group to compare it with"
    assert any(str(row[0]).startswith("vikor compares units within a group") for row in rows(sheet))


def test_rows_are_as_high_as_their_longest_text(written):
    sheet = written()["Ranking"]
    long = cell_of(sheet, "L04", "Remarks")
    assert sheet.row_dimensions[long.row].height > sheet.row_dimensions[cell_of(sheet, "L01", "Remarks").row].height
    assert [count_lines("三个字", 10), count_lines("一二三四五六七八九十", 10), count_lines("a\nb", 10)] == [1, 3, 2]
    assert [fit_width(["ab"], 6, 12), fit_width(["一二三"], 6, 12), fit_width(["一二三四五"], 6, 12)] == [6, 9, 12]


def test_a_dimension_begins_a_printed_page_and_a_criterion_is_not_torn():
    assert _lay_pages(["T"] * 21 + ["X"] * 3, ["a"] * 8 + ["b"] * 6 + ["c"] * 7 + ["d"] * 3, 16) == [0] * 14 + [1] * 7 + [2] * 3
    assert _lay_pages(["T"] * 4, ["a", "a", "b", "b"], 16) == [0] * 4


def test_everything_in_the_workbook_is_worded_in_chinese(written):
    told = [*(text for names in WORDINGS for text in names.values()), *(text for name, texts in FORMULAS for text in (name, *texts))]
    heads = (*HEADS, *WEIGHT_HEADS, *CONSISTENCY, *PROBLEMS, *FLAGS, *GAPS, *(text for _, _, text in LEGEND))
    assert untranslated((*told, *heads), "zh") == ()
    book = written(
        draw_evaluation(PANEL, weights="ahp+critic", force=True), "zh", (query("rank.no_name", Place("b.xlsx", "项目", "A9")),), "合成数据"
    )
    english = {text for name, text in untranslated_cells(book) if not name.startswith("排名") or text != "@Harbour"}
    assert english == set()


def untranslated_cells(book):
    """Cells with three or more Latin words in a row, but for names, citations and file names."""
    words = re.compile(r"[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}")
    return [
        (sheet.title, cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and words.search(cell.value)
    ]


def test_the_workbook_tells_of_parts_that_are_not_in_and_of_units_not_evaluated(written):
    silent = note("rank.not_reported", units="L09", count=1, round="2025", part_en="Head office", part_zh="总馆")
    reported = Reported({"L02": (5, 9)}, (silent,))
    evaluation = seal(SYSTEM, draw_evaluation().options, UNITS, VALUES, None, (), "9.9", reported=reported)
    sheet = written(evaluation)["Ranking"]
    told = {str(row[1]): row[-1] for row in rows(sheet) if len(row) > 1}
    assert told["L02"].startswith("5 of 9 parts in; not scored: ")
    assert told["L09"] == "not evaluated: the Head office workbook is not there"
    assert any("iecscore status" in str(row[0]) for row in rows(sheet))
