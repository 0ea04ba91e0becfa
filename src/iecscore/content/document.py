"""YAML with the line of every key, and without what a reader would miss: duplicate keys, silent dates and booleans."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from iecscore.problems import Place, Problem, error

KeyPath: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What a YAML file says (`data`), where each of its keys stands (`lines`), and what is wrong with it."""

    file: str
    data: Any
    lines: dict[KeyPath, int]
    problems: tuple[Problem, ...] = ()

    def place(self, path: Iterable[str | int] = ()) -> Place:
        """The place of a key, or of the nearest key above it that has a line."""
        keys = tuple(path)
        for length in range(len(keys), -1, -1):
            if keys[:length] in self.lines:
                return Place(self.file, line=self.lines[keys[:length]], key=".".join(map(str, keys)))
        return Place(self.file, key=".".join(map(str, keys)))


class _Loader(yaml.SafeLoader):
    """Plain YAML 1.2 scalars: `yes`, `no`, `on`, `off` and dates stay text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"}]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _add_booleans() -> None:
    import re  # noqa: PLC0415 - used once, when the module is read

    _Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


_add_booleans()


def read_document(path: Path, name: str | None = None) -> Document:
    """Read one YAML file; faults of the file itself become problems, never exceptions."""
    label = name or path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return Document(label, {}, {}, (error("content.not_utf8", Place(label)),))
    except OSError as fault:
        return Document(label, {}, {}, (error("content.unreadable", Place(label), reason=fault.strerror or str(fault)),))
    return parse_document(text, label)


def parse_document(text: str, label: str) -> Document:
    """Read YAML text; `label` is the file named in places."""
    lines: dict[KeyPath, int] = {}
    problems: list[Problem] = []
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            return Document(label, {}, {}, (error("content.empty", Place(label)),))
        _walk(node, (), label, lines, problems)
        data = loader.construct_document(node)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line = mark.line + 1 if mark else 0
        return Document(label, {}, lines, (error("content.not_yaml", Place(label, line=line), reason=str(fault.problem or fault)),))
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        return Document(label, {}, lines, (error("content.not_yaml", Place(label), reason=str(fault)),))
    return Document(label, data, lines, tuple(problems))


def _walk(node: yaml.Node, path: KeyPath, label: str, lines: dict[KeyPath, int], problems: list[Problem]) -> None:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        seen: dict[Hashable, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.value in seen:
                problems.append(error("content.duplicate_key", Place(label, line=line, key=key.value), key=key.value, first=seen[key.value]))
            seen[key.value] = line
            _walk(value, (*path, key.value), label, lines, problems)
            lines[(*path, key.value)] = line
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            _walk(item, (*path, number), label, lines, problems)
