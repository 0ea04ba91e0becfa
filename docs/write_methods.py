"""Write a page for each method, and their list, from the registry."""

from pathlib import Path

from iecscore.methods import METHODS
from iecscore.report.method_pages import list_methods, method_page

FOLDER = Path(__file__).parent / "methods"
HEAD = """# Methods 方法

Every method of `iecscore compute`, each with its formula, options, references and a worked example. Written by `make format`; do not edit here.

`iecscore compute` 的全部方法，每种附公式、选项、文献和算例。由 `make format` 生成，请勿在此修改。
"""


def pages() -> dict[str, str]:
    """Each file by its name, with what it should say."""
    return {"README.md": f"{HEAD}{list_methods()}\n"} | {f"{name}.md": method_page(name) for name in METHODS}


def main() -> None:
    """Write the files; those of methods that are gone are deleted."""
    FOLDER.mkdir(exist_ok=True)
    told = pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in told:
            path.unlink()
    for name, text in told.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
