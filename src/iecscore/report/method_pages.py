"""The pages of the methods, written from the registry and their own texts, with a worked example that is run."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from iecscore.methods import GROUPS, METHODS, Method, compute, read_page, read_sources
from iecscore.methods.keys import Key
from iecscore.report.citing import cite
from iecscore.text import say

WIDTH: Final = 110
NOISE: Final = 1e-12
FOLDED: Final = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef“”‘’…]) (?=[\u3000-\u9fff\uff00-\uffef“”‘’…])|(?<=[，。；：？！、）]) | (?=[（])")


def list_methods() -> str:
    """Markdown: every method by its group, with the question it answers."""
    return "\n".join(_list())


def _list() -> Iterator[str]:
    for group, title in GROUPS.items():
        members = [name for name, method in METHODS.items() if method.group == group]
        if members:
            yield f"\n## {title.en} {title.zh}\n\n| Method 方法 | Question 回答的问题 |\n| --- | --- |"
            yield from map(_row, members)


def _row(name: str) -> str:
    page = read_page(name)
    return f"| [`{name}`]({name}.md)<br>{page.title.en}<br>{page.title.zh} | {_cell(page.answers.en)}<br>{_cell(page.answers.zh)} |"


def method_page(name: str, checked: str = "") -> str:
    """Markdown of one method's page, in both languages; `checked` is the section on what its figures were checked against."""
    return "\n".join(_page(METHODS[name], checked)) + "\n"


def _page(method: Method, checked: str) -> Iterator[str]:
    page, group = read_page(method.name), GROUPS[method.group]
    yield f"# `{method.name}` {page.title.en} {page.title.zh}\n"
    yield f"[Methods 方法](README.md) › {group.en} {group.zh}\n"
    yield f"{_line(page.answers.en)}\n\n{_line(page.answers.zh)}\n"
    yield f"## Formula 公式\n\n```text\n{page.formula.rstrip()}\n```\n"
    yield "## Keys 输入\n\n| Key 键 | Meaning 含义 | Default 默认值 |\n| --- | --- | --- |"
    yield from map(_key, method.keys)
    yield f"\n## Results 结果\n\n{', '.join(f'`{result}`' for result in method.results)}"
    if method.higher_is_better is not None:
        yield "\nHigher is better. 数值越大越好。" if method.higher_is_better else "\nLower is better. 数值越小越好。"
    yield f"\n## Example 算例\n\n`example.json`\n\n```json\n{write_json(page.example)}\n```\n"
    yield f"`iecscore compute {method.name} example.json` gives (six digits shown) 得到（显示六位有效数字）\n"
    yield f"```json\n{write_json(compute(method.name, page.example))}\n```\n"
    yield f"## When not to use it 注意事项\n\n{_line(page.caution.en)}\n\n{_line(page.caution.zh)}\n"
    yield from [checked] if checked else []
    yield "## References 文献\n"
    sources = read_sources()
    yield from (f"- `{key}` {cite(sources[key])}" for key in page.references)


def _key(key: Key) -> str:
    default = "required 必填" if key.required else "–" if key.default is None else f"`{json.dumps(key.default, ensure_ascii=False, default=str)}`"
    choices = f"<br>{' '.join(f'`{choice}`' for choice in key.choices)}" if key.choices else ""
    return f"| `{key.name}` | {_cell(key.meaning)}<br>{_cell(say(key.meaning, 'zh'))}{choices} | {default} |"


def _line(text: str) -> str:
    return FOLDED.sub("", " ".join(text.split()))


def _cell(text: str) -> str:
    return _line(text).replace("|", "\\|")


def write_json(document: Any) -> str:  # noqa: ANN401 - any JSON
    """JSON as people lay it out: what fits stands on one line; figures to six digits, rounding noise as 0."""
    return "\n".join(_lay_out(_round(document), "", ""))


def _round(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, float):
        short = float(f"{value:.6g}") if abs(value) > NOISE else 0.0
        return int(short) if short.is_integer() else short
    if isinstance(value, dict):
        return {key: _round(item) for key, item in value.items()}
    return [_round(item) for item in value] if isinstance(value, list) else value


def _lay_out(value: Any, before: str, after: str) -> Iterator[str]:  # noqa: ANN401
    """Lines of a value: short ones whole, objects and long lists an entry a line."""
    indent, whole = " " * (len(before) - len(before.lstrip())), f"{before}{json.dumps(value, ensure_ascii=False)}{after}"
    if not value or not isinstance(value, dict | list) or (len(whole) <= WIDTH and (indent or isinstance(value, list))):
        yield whole
        return
    entries = (
        [(f"{json.dumps(key, ensure_ascii=False)}: ", item) for key, item in value.items()]
        if isinstance(value, dict)
        else [("", item) for item in value]
    )
    first, last = ("{", "}") if isinstance(value, dict) else ("[", "]")
    yield f"{before}{first}"
    for number, (key, item) in enumerate(entries, start=1):
        yield from _lay_out(item, f"{indent}  {key}", "," if number < len(entries) else "")
    yield f"{indent}{last}{after}"
