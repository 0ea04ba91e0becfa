"""The pages of the methods, written from the registry and their own texts, with a worked example that is run."""

import json
from collections.abc import Iterator
from typing import Final

from iecscore.methods import METHODS, Method, compute, read_page, read_sources
from iecscore.methods.keys import Key
from iecscore.report.citing import cite

GROUPS: Final = {
    "weights": "Weights from data 客观赋权",
    "ahp": "Pairwise judgement 层次分析法",
    "scoring": "Ranking methods 排序方法",
    "stages": "Stages of a composite index 综合指数各步骤",
    "analysis": "Analyses 分析方法",
    "panel": "Expert panels 专家咨询",
    "ranking": "Rankings 排名比较",
    "structure": "Structure checks 结构检验",
    "efficiency": "Efficiency 效率分析",
}


def list_methods() -> str:
    """Markdown: every method by its group, with what it answers."""
    return "\n".join(_list())


def _list() -> Iterator[str]:
    for group in dict.fromkeys(method.group for method in METHODS.values()):
        yield f"\n## {GROUPS[group]}\n\n| Method 方法 | Question 回答的问题 |\n| --- | --- |"
        for name in (method.name for method in METHODS.values() if method.group == group):
            page = read_page(name)
            yield f"| [`{name}`]({name}.md) {page.title.en} {page.title.zh} | {_line(page.answers.en)} {_line(page.answers.zh)} |"


def method_page(name: str) -> str:
    """Markdown of one method's page, in both languages."""
    return "\n".join(_page(METHODS[name])) + "\n"


def _page(method: Method) -> Iterator[str]:
    page = read_page(method.name)
    yield f"# `{method.name}` {page.title.en} {page.title.zh}\n"
    yield f"{_line(page.answers.en)}\n\n{_line(page.answers.zh)}\n"
    yield f"## Formula 公式\n\n```text\n{page.formula.rstrip()}\n```\n"
    yield "## Keys 输入\n\n| Key 键 | What 含义 | Default 默认 |\n| --- | --- | --- |"
    yield from (_key(key) for key in method.keys)
    yield f"\n## Results 结果\n\n{', '.join(f'`{result}`' for result in method.results)}"
    if method.higher_is_better is not None:
        yield "\nHigher is better. 数值越大越好。" if method.higher_is_better else "\nLower is better. 数值越小越好。"
    yield f"\n## Example 算例\n\n```console\n$ iecscore compute {method.name} example.json\n```\n"
    yield f"```json\n{_write(page.example)}\n```\n\n```json\n{_write(compute(method.name, page.example))}\n```\n"
    yield f"## When not to use it 注意事项\n\n{_line(page.caution.en)}\n\n{_line(page.caution.zh)}\n"
    yield "## References 文献\n"
    sources = read_sources()
    yield from (f"- [{key}] {cite(sources[key])}" for key in page.references)


def _key(key: Key) -> str:
    default = "required 必填" if key.required else "–" if key.default is None else f"`{json.dumps(key.default, ensure_ascii=False, default=str)}`"
    choices = f" ({', '.join(f'`{choice}`' for choice in key.choices)})" if key.choices else ""
    return f"| `{key.name}` | {_line(key.meaning)}{choices} | {default} |"


def _line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _write(document: object) -> str:
    """JSON with short lists on one line, figures to eight digits."""
    return "\n".join(_lines(_round(document)))


def _round(value: object) -> object:
    if isinstance(value, float):
        return float(f"{value:.8g}")
    if isinstance(value, dict):
        return {key: _round(item) for key, item in value.items()}
    return [_round(item) for item in value] if isinstance(value, list) else value


def _lines(document: object) -> Iterator[str]:
    if not isinstance(document, dict):
        yield json.dumps(document, ensure_ascii=False)
        return
    yield "{"
    items = list(document.items())
    for number, (key, value) in enumerate(items, start=1):
        yield f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}{',' if number < len(items) else ''}"
    yield "}"
