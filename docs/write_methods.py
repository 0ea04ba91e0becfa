"""Write a page for each method, their list, and the page on degenerate input, from the registry; with --check only say what is not current."""

import sys
from pathlib import Path

from degenerate_page import degenerate_page
from second_page import tell_seconds

from iecscore.methods import METHODS
from iecscore.report.method_pages import list_methods, method_page

FOLDER = Path(__file__).parent / "methods"
HEAD = """# Methods 方法

Every method of `iecscore compute`, each with its formula, keys, sources, a worked example and when not to use it. Written by `make format`,
which runs the examples; do not edit here.

`iecscore compute` 的全部方法，每种附公式、输入、文献、算例和注意事项。由 `make format` 运行算例后生成，请勿在此修改。

```console
$ iecscore compute --list                         # all methods, a line each 列出全部方法
$ iecscore compute topsis table.json              # one document 计算一个文件
$ iecscore compute --batch tasks.jsonl            # {"id", "method", "input"} a line 每行一个任务
$ iecscore compute --check topsis table.json      # with a second program's opinion 与另一程序核对
```

What holds for all of them 通用约定：

| | |
| --- | --- |
| `matrix`, `types` | Rows are alternatives, columns criteria; 1 benefit, -1 cost. 行为方案，列为指标；1 效益型，-1 成本型。 |
| `ranking` | 1 is best, ties share the smallest rank. 1 为最优，并列取最小名次。 |
| `options` | Every option that was in force, defaults included. 实际采用的全部选项，含默认值。 |
| `notes` | What was decided on the way, and why a figure is `null`; never NaN. 计算中的处理说明，以及某量为 `null` 的原因；结果中不会出现 NaN。 |
| `checked` | With `--check`: whether pymcdm agrees, or why it was not asked. 加 `--check`：pymcdm 是否一致，或未核对的原因。 |
| Refusals 拒绝 | Exit code 2, one line with key and place: `matrix[3][1] is not a number`. 退出码 2，一行文字指明键与位置。 |
| Indices 序号 | Count from 0. 从 0 起。 |

See also 另见：[degenerate input 退化数据](degenerate.md), [why tools disagree](../why-tools-disagree.md)
[为什么各软件结果不同](../why-tools-disagree.zh-CN.md), [from Python 在 Python 中使用](../library.md).
"""


def write_pages() -> dict[str, str]:
    """Each file by its name, with what it should say."""
    pages = {f"{name}.md": method_page(name, tell_seconds(name)) for name in METHODS}
    return {"README.md": f"{HEAD}{list_methods()}\n", "degenerate.md": degenerate_page()} | pages


def find_stale(pages: dict[str, str]) -> list[str]:
    """The files that are missing, left over, or say something else."""
    found = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    return sorted(name for name in pages.keys() | found.keys() if pages.get(name) != found.get(name))


def main(arguments: list[str]) -> int:
    """Write the files that are not current, and delete those of methods that are gone."""
    pages = write_pages()
    stale = find_stale(pages)
    if "--check" in arguments:
        for name in stale:
            print(f"docs/methods/{name} is not current: run make format", file=sys.stderr)
        return int(bool(stale))
    FOLDER.mkdir(exist_ok=True)
    for name in stale:
        if name in pages:
            (FOLDER / name).write_text(pages[name], encoding="utf-8")
        else:
            (FOLDER / name).unlink()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
