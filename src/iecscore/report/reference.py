"""The indicator reference, written from the content in both languages."""

from collections.abc import Iterator, Sequence
from typing import Final

from iecscore.report.citing import cite
from iecscore.system import System
from iecscore.system.closed import Interval, Words
from iecscore.system.indicators import Direction, Goalposts, Guard, Indicator, Override, Trapezoid

SOURCES: Final = {"administrative": "workbooks 填报数据", "survey": "survey 问卷", "mixed": "workbooks and survey 填报与问卷"}
SETS: Final = {"core": "core 核心", "extended": "extended 扩展"}
DIRECTIONS: Final = {
    Direction.BENEFIT: "more is better 越大越好",
    Direction.COST: "less is better 越小越好",
    Direction.INTERVAL: "the middle is best 适度为好",
}
KINDS: Final = {"formula": "in the formula 公式内处理", "flag": "flagged 提示", "manual": "looked at by a reviewer 人工核查"}
EFFECTS: Final = {"flag": "the value is shown with a flag 显示提示", "missing": "the value is withheld 不予采用"}


def indicator_reference(system: System) -> str:
    """Markdown in both languages: an overview, a table for each indicator with every attribute, and what is cited at the end."""
    dimensions = list(system.dimensions)
    criteria = sorted(system.criteria, key=lambda key: (dimensions.index(system.criteria[key].dimension), key))
    return "\n".join([*_overview(system, criteria), *(line for key in criteria for line in _criterion(system, key)), *_references(system)])


def _overview(system: System, criteria: Sequence[str]) -> Iterator[str]:
    yield "## Overview 一览\n"
    yield "| Code 代码 | Indicator 指标 | Unit 单位 | Set 指标集 | Source 来源 |\n| --- | --- | --- | --- | --- |"
    for code, indicator in ((code, indicator) for key in criteria for code, indicator in system.criteria[key].indicators.items()):
        cells = (f"[{code}](#{code})", _both(indicator.name), _both(indicator.unit), SETS[indicator.set], SOURCES[indicator.source])
        yield _row(*cells)
    yield ""


def _criterion(system: System, key: str) -> Iterator[str]:
    criterion = system.criteria[key]
    yield f'<a id="{key}"></a>\n\n## {key} {_both(criterion.name)}\n'
    yield f"{_both(system.dimensions[criterion.dimension])}. {criterion.question.en} {criterion.question.zh}\n"
    for code, indicator in criterion.indicators.items():
        yield from _indicator(system, code, indicator)


def _indicator(system: System, code: str, indicator: Indicator) -> Iterator[str]:
    yield f'<a id="{code}"></a>\n\n### {code} {_both(indicator.name)}\n'
    yield f"{indicator.definition.en}\n\n{indicator.definition.zh}\n"
    if indicator.formula:
        yield f"```sql\n{indicator.formula.strip()}\n```\n"
    yield "| Attribute 属性 | Value 值 |\n| --- | --- |"
    yield from (_row(name, told) for name, told in _attributes(system, indicator) if told)
    yield ""


def _attributes(system: System, indicator: Indicator) -> Iterator[tuple[str, str]]:
    yield "Unit 单位", _both(indicator.unit)
    yield "Decimals 小数位数", str(indicator.decimals)
    yield "Scored 计分", f"{DIRECTIONS[indicator.direction]}<br>{_posts(indicator.trapezoid or indicator.goalposts)}"
    for profile, override in indicator.profiles.items():
        yield f"{_both(system.profiles[profile])}", _override(override)
    yield "Set 指标集", SETS[indicator.set]
    yield "Levels 层级", ", ".join(_both(system.levels[level].name) for level in indicator.levels)
    yield "Source 来源", SOURCES[indicator.source]
    yield "Survey items 问卷题目", _items(indicator)
    yield "Shown beside 并列展示", ", ".join(indicator.beside)
    yield "Possible 可能范围", _ends(indicator.hard_range)
    yield "Plausible 合理范围", _ends(indicator.plausible_range)
    yield "Least denominator 最小分母", f"{indicator.minimum_denominator:g}" if indicator.minimum_denominator else ""
    yield "Years pooled 合并年数", str(indicator.window) if indicator.window > 1 else ""
    yield "Looks back 滞后年数", str(indicator.lag) if indicator.lag else ""
    yield "Lens 另一分组", _both(system.lenses[indicator.lens])
    yield "Section of the founding paper 所依据论文章节", indicator.seed
    yield "Gaming risk 误导风险", _both(indicator.gaming_risk, "<br>") if indicator.gaming_risk else ""
    yield "Guards 防误导规则", "<br>".join(map(_guard, indicator.guards))
    yield "Note 说明", _both(indicator.note, "<br>") if indicator.note else ""
    yield "References 依据", ", ".join(f"[{key}](#ref-{key})" for key in indicator.references)


def _override(override: Override) -> str:
    parts = (
        _posts(override.trapezoid or override.goalposts),
        f"`{' '.join(override.formula.split())}`" if override.formula else "",
        _both(override.note, "<br>") if override.note else "",
    )
    return "<br>".join(part for part in parts if part)


def _guard(guard: Guard) -> str:
    when = f" When 条件 `{' '.join(guard.when.split())}`: {EFFECTS[guard.effect]}." if guard.when else ""
    return f"**{KINDS[guard.kind]}** {_both(guard.text)}{when}"


def _items(indicator: Indicator) -> str:
    if not indicator.survey:
        return ""
    return f"{', '.join(indicator.survey.items)} (groups 群体 {', '.join(indicator.survey.groups)})"


def _posts(posts: Goalposts | Trapezoid | None) -> str:
    if isinstance(posts, Goalposts):
        return f"0 at {posts.zero:g}, 100 at {posts.full:g}<br>{posts.zero:g} 得 0 分，{posts.full:g} 得 100 分"
    if isinstance(posts, Trapezoid):
        low, high = f"{posts.limits.low:g}", f"{posts.limits.high:g}"
        ideal = f"{posts.ideal.low:g}", f"{posts.ideal.high:g}"
        return f"100 from {ideal[0]} to {ideal[1]}, 0 at {low} and {high}<br>{ideal[0]} 至 {ideal[1]} 得 100 分，{low} 与 {high} 得 0 分"
    return ""


def _ends(ends: Interval) -> str:
    return f"{ends.low:g} to 至 {ends.high:g}"


def _references(system: System) -> Iterator[str]:
    cited = {key for indicator in system.indicators.values() for key in indicator.references}
    yield "## References 参考文献\n"
    for key, entry in system.references.items():
        if key in cited:
            yield f'- <a id="ref-{key}"></a>{cite(entry)}'


def _both(words: Words, between: str = " ") -> str:
    return words.en if words.en == words.zh else f"{words.en}{between}{words.zh}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"
