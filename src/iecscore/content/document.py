"""YAML with the line of every key, and without what a reader would miss: duplicate keys, silent dates and booleans."""

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

import yaml

from iecscore.problems import Place, Problem, error

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:  # a PyYAML built without libyaml
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]

KeyPath: TypeAlias = tuple[str | int, ...]
LONGEST: Final = 4_000_000
MOST_KEYS: Final = 400_000
FAULTS: Final = {
    "expected ',' or '}'": "content.cut_off",
    "expected ',' or ']'": "content.cut_off",
    "mapping values are not allowed": "content.colon_in_text",
    "cannot start any token": "content.foreign_sign",
    "expected node content": "content.cut_off",
    "could not find expected ':'": "content.no_colon",
    "expected <block end>": "content.indentation",
    "expected key": "content.indentation",
    "expected '-' indicator": "content.indentation",
    "unexpected end of stream": "content.open_quotation",
}


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
            if line := self._line(keys[:length]):
                return Place(self.file, line=line, key=".".join(map(str, keys)))
        return Place(self.file, key=".".join(map(str, keys)))

    def holds(self, path: Iterable[str | int]) -> bool:
        """Whether a key stands in the file."""
        return self._line(tuple(path)) > 0

    def _line(self, keys: KeyPath) -> int:
        return self.lines.get(keys) or self.lines.get(tuple(str(key) for key in keys), 0)


class _Loader(_SafeLoader):
    """Plain YAML 1.2 scalars: `yes`, `no`, `on`, `off` and dates stay text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"}]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def read_document(path: Path, name: str | None = None) -> Document:
    """Read one YAML file; faults of the file itself become problems, never exceptions."""
    label = name or path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return _refused(label, "content.not_utf8")
    except OSError as fault:
        return _refused(label, "content.unreadable", reason=fault.strerror or str(fault))
    return parse_document(text, label)


def parse_document(text: str, label: str) -> Document:
    """Read YAML text; `label` is the file named in places."""
    if len(text) > LONGEST:
        return _refused(label, "content.too_large")
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        return _build(loader, node, label) if node else _refused(label, "content.empty")
    except yaml.MarkedYAMLError as fault:
        return _refused(label, _name_fault(str(fault.problem)), _line_of(fault, text), reason=str(fault.problem or fault))
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        return _refused(label, _name_fault(str(fault)), reason=str(fault))


def _build(loader: _SafeLoader, node: yaml.Node, label: str) -> Document:
    lines: dict[KeyPath, int] = {}
    problems: list[Problem] = []
    _walk(node, (), label, lines, problems)
    if len(lines) > MOST_KEYS:
        return _refused(label, "content.too_large")
    data = {} if any(problem.code == "content.key_not_text" for problem in problems) else loader.construct_document(node)
    return Document(label, data, lines, tuple(problems))


def _refused(label: str, code: str, line: int = 0, **parameters: str | int) -> Document:
    return Document(label, {}, {}, (error(code, Place(label, line=line), **parameters),))


def _line_of(fault: yaml.MarkedYAMLError, text: str) -> int:
    mark = fault.problem_mark or fault.context_mark
    return min(mark.line + 1, len(text.rstrip().splitlines())) if mark else 0


def _name_fault(reason: str) -> str:
    return next((code for part, code in FAULTS.items() if part in reason), "content.not_yaml")


def _walk(node: yaml.Node, path: KeyPath, label: str, lines: dict[KeyPath, int], problems: list[Problem]) -> None:
    lines[path] = node.start_mark.line + 1
    if len(lines) > MOST_KEYS:
        return
    if isinstance(node, yaml.MappingNode):
        _walk_mapping(node, path, label, lines, problems)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            _walk(item, (*path, number), label, lines, problems)


def _walk_mapping(node: yaml.MappingNode, path: KeyPath, label: str, lines: dict[KeyPath, int], problems: list[Problem]) -> None:
    seen: dict[Hashable, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            problems.append(error("content.key_not_text", Place(label, line=line)))
            continue
        if key.value in seen:
            problems.append(error("content.duplicate_key", Place(label, line=line, key=key.value), key=key.value, first=seen[key.value]))
        seen.setdefault(key.value, line)
        _walk(value, (*path, key.value), label, lines, problems)
        lines[(*path, key.value)] = line
