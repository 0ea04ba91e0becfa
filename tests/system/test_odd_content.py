"""Whatever stands in a content file, loading tells it as problems and never breaks."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iecscore.content import read_document
from iecscore.system import load_cases, load_system
from iecscore.text import word_problem

LIBRARY = Path(__file__).parents[1] / "systems" / "indicators" / "library"
FILES = sorted(path.relative_to(LIBRARY).as_posix() for path in LIBRARY.rglob("*.yaml"))
ODD = st.sampled_from(
    [None, True, -1, 0, 2.5, 10**9, "", "x", "a.b", "(", "branch", "S1.1", [], ["x"], [1, 2], {}, {"en": "x"}, {"x": 1}, [{"x": 1}]]
)


def paths_in(data: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in children:
        yield from paths_in(value, (*path, key))


def put(data: Any, path: tuple[Any, ...], value: object) -> None:  # noqa: ANN401 - what YAML gave
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = value


@st.composite
def odd_files(draw: st.DrawFn) -> tuple[str, str]:
    name = draw(st.sampled_from(FILES))
    data = read_document(LIBRARY / name).data
    put(data, draw(st.sampled_from(list(paths_in(data)))), draw(ODD))
    return name, yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(odd_files())
def test_an_odd_value_anywhere_is_told_and_never_breaks_loading(odd):
    name, text = odd
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder) / "library"
        shutil.copytree(LIBRARY, copied)
        (copied / name).write_text(text, encoding="utf-8")
        read = load_system(copied)
        problems = read.problems + (load_cases(copied, read.result).problems if read.result else ())
    for problem in problems:
        assert problem.place.file
        for language in ("en", "zh"):
            assert all(word_problem(problem, language))
