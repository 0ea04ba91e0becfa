"""The reference page: stable places, every attribute, readable citations."""

import re
from pathlib import Path

import pytest

from iecscore.report import indicator_reference
from iecscore.report.citing import cite
from iecscore.system import load_system
from report.drawn_evaluation import SYSTEM

PAGE = indicator_reference(SYSTEM)


def section(code, page=PAGE):
    return page.split(f'<a id="{code}"></a>')[1].split("<a id=")[0]


def table(code, page=PAGE):
    return dict(re.findall(r"^\| (.*?) \| (.*) \|$", section(code, page), re.MULTILINE))


def test_each_criterion_and_indicator_has_a_place_by_its_code_and_a_heading_in_both_languages():
    for key, criterion in SYSTEM.criteria.items():
        assert section(key).strip().startswith(f"## {key} {criterion.name.en} {criterion.name.zh}")
        for code, indicator in criterion.indicators.items():
            assert section(code).strip().startswith(f"### {code} {indicator.name.en} {indicator.name.zh}")
            assert f"[{code}](#{code})" in PAGE


def test_criteria_follow_the_dimensions():
    assert re.findall(r"^## (\w+) ", PAGE, re.MULTILINE) == ["Overview", "S1", "S2", "R1", "References"]


def test_the_table_tells_every_attribute():
    told = table("S1.2")
    assert told["Unit 单位"] == "%"
    assert told["Scored 计分"] == "the middle is best 适度为好<br>100 from 20 to 40, 0 at -10 and 80<br>20 至 40 得 100 分，-10 与 80 得 0 分"
    assert told["Levels 层级"] == "library system 图书馆系统, branch 分馆"
    assert told["Least denominator 最小分母"] == "100"
    assert told["Section of the founding paper 所依据论文章节"] == "1"
    assert told["Gaming risk 误导风险"] == "Class visits counted twice<br>班级参观重复计数"
    assert told["Guards 防误导规则"] == "**looked at by a reviewer 人工核查** Compare with the visitor counter. 与门禁计数核对。"
    assert table("S1.1")["References 依据"] == "[iso11620](#ref-iso11620)"
    assert "sum(branch_year.n_loans) / nullif(library.residents, 0)" in section("S1.1")


def test_what_is_cited_stands_at_the_end():
    assert PAGE.rstrip().splitlines()[-1] == (
        '- <a id="ref-iso11620"></a>2023. ISO 11620: Information and documentation – Library performance indicators. '
        "International Organization for Standardization."
    )


def test_every_shipped_indicator_has_its_table():
    shipped = load_system(Path(__file__).parents[2] / "indicators" / "iec").result
    page = indicator_reference(shipped)
    for code, indicator in shipped.indicators.items():
        told = table(code, page)
        assert told["Section of the founding paper 所依据论文章节"] == indicator.seed.replace("|", "&#124;")
        assert len([name for name in told if name not in {"---", "Attribute 属性"}]) >= 9
    assert len(re.findall(r"\(#ref-", page)) == sum(len(indicator.references) for indicator in shipped.indicators.values())
    assert set(re.findall(r"\(#ref-([^)]*)\)", page)) == set(re.findall(r'<a id="ref-([^"]*)">', page))


@pytest.mark.parametrize(
    ("entry", "cited"),
    [
        (
            (
                "@article{a, author = {Deng, H. and Yeh, C.}, title = {Using {TOPSIS}}, journal = {C \\& OR}, volume = 27, number = {10}, "
                "pages = {963--973}, year = 2000, doi = {10.1/x}}"
            ),
            "Deng, H.; Yeh, C. (2000). Using TOPSIS. C & OR, 27(10), 963–973. https://doi.org/10.1/x",
        ),
        ('@misc{b, title = "A page", url = {http://x.y/z}, note = {Seen in part}\n}', "A page. http://x.y/z [Seen in part]"),
        ("@book{c, author = {{教育部}}, title = {指南}, volume = {2}}", "教育部. 指南. 2."),
        ("@misc{d, year = {2020}, title = {Told by nobody.}}", "2020. Told by nobody."),
        ("@misc{e, title = {Left open", "Left open."),
    ],
)
def test_an_entry_is_cited_as_people_do(entry, cited):
    assert cite(entry) == cited
