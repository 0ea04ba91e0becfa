"""The indicator reference, written from the content in both languages."""

from collections.abc import Iterator

from iecscore.system.indicators import Goalposts, Indicator, Trapezoid
from iecscore.system.model import System

KINDS = {"formula": "in the formula 公式内", "flag": "flag 提示", "manual": "by a reviewer 人工核查"}


def indicator_reference(system: System) -> str:
    """Markdown: each criterion with its question, each indicator with every attribute its figure depends on."""
    return "\n".join(line for key in system.criteria for line in _criterion(system, key))


def _criterion(system: System, key: str) -> Iterator[str]:
    criterion = system.criteria[key]
    yield f"## {key} {criterion.name.en} {criterion.name.zh}\n"
    yield f"{criterion.question.en} {criterion.question.zh}\n"
    for code, indicator in criterion.indicators.items():
        yield from _indicator(system, code, indicator)


def _indicator(system: System, code: str, indicator: Indicator) -> Iterator[str]:
    yield f"### {code} {indicator.name.en} {indicator.name.zh}\n"
    yield f"{indicator.definition.en} {indicator.definition.zh}\n"
    if indicator.formula:
        yield f"```sql\n{indicator.formula.strip()}\n```\n"
    yield from (f"- {name}: {told}" for name, told in _attributes(system, indicator) if told)
    yield from (f"- Guard 防误导（{KINDS[guard.kind]}）: {guard.text.en} {guard.text.zh}" for guard in indicator.guards)
    yield ""


def _attributes(system: System, indicator: Indicator) -> Iterator[tuple[str, str]]:
    yield "Unit 单位", f"{indicator.unit.en} {indicator.unit.zh}"
    yield "Scored 计分", _posts(indicator.trapezoid or indicator.goalposts)
    for profile, override in indicator.profiles.items():
        names = system.profiles[profile]
        yield (
            f"Profile 类型 {names.en} {names.zh}",
            _posts(override.trapezoid or override.goalposts) or (f"{override.note.en} {override.note.zh}" if override.note else ""),
        )
    yield "Set 指标集", indicator.set
    yield "Levels 层级", ", ".join(f"{system.levels[level].name.en} {system.levels[level].name.zh}" for level in indicator.levels)
    yield "Possible 可能范围", _ends(indicator.hard_range.low, indicator.hard_range.high)
    yield "Plausible 合理范围", _ends(indicator.plausible_range.low, indicator.plausible_range.high)
    yield "Least denominator 最小分母", f"{indicator.minimum_denominator:g}" if indicator.minimum_denominator else ""
    yield "Window 统计窗口", f"{indicator.window} years 年" if indicator.window > 1 else ""
    yield "Survey items 问卷题目", _items(indicator)
    yield "Shown beside 并列展示", ", ".join(indicator.beside)
    yield "Gaming risk 误导风险", f"{indicator.gaming_risk.en} {indicator.gaming_risk.zh}" if indicator.gaming_risk else ""
    yield "References 依据", ", ".join(indicator.references)


def _items(indicator: Indicator) -> str:
    if not indicator.survey:
        return ""
    return f"{', '.join(indicator.survey.items)} (groups 群体 {', '.join(indicator.survey.groups)})"


def _posts(posts: Goalposts | Trapezoid | None) -> str:
    if isinstance(posts, Goalposts):
        return f"0 at {posts.zero:g}, 100 at {posts.full:g}"
    if isinstance(posts, Trapezoid):
        return f"100 within {_ends(posts.ideal.low, posts.ideal.high)}, 0 at {posts.limits.low:g} and {posts.limits.high:g}"
    return ""


def _ends(low: float, high: float) -> str:
    return f"{low:g} to {high:g}"
