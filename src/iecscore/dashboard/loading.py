"""Load the dashboards of a content folder; every fault is named with file and line."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from iecscore.content import Document, content_folder, list_systems, read_document
from iecscore.dashboard.panel import Panel
from iecscore.dashboard.panels import KINDS
from iecscore.dashboard.specification import Dashboard
from iecscore.dashboard.tiling import read_tiles
from iecscore.problems import Misuse, Place, Problem, error
from iecscore.system import System
from iecscore.system.loading_names import offer_names
from iecscore.system.loading_schema import read_schema
from iecscore.values import Read

FILE: Final = "dashboard.yaml"


def load_dashboards(system: System, content: Path | None = None) -> dict[str, Dashboard]:
    """Load the dashboards of every audience, by role.

    Raises:
        Misuse: one of them has faults.
    """
    reads = [load_dashboard(content_folder("dashboards", name, content), system) for name in list_systems("dashboards", content)]
    if problems := [problem for read in reads for problem in read.problems]:
        raise Misuse(*problems)
    return {read.result.key: read.result for read in reads if read.result}


def load_dashboard(folder: Path, system: System, kinds: Mapping[str, Panel] = KINDS) -> Read[Dashboard]:
    """Load the dashboard of a folder."""
    label = f"{folder.name}/{FILE}"
    if not (folder / FILE).is_file():
        return Read(None, (error("dashboard.no_file", Place(label), file=FILE),))
    document = read_document(folder / FILE, label)
    if document.problems:
        return Read(None, document.problems)
    read: Read[Dashboard] = read_schema(Dashboard, document)
    checked = (*_check(read.result, document, system, kinds), *_check_tiles(read.result, document, system, folder.parent)) if read.result else ()
    problems = (*read.problems, *checked)
    return Read(None if problems else read.result, problems)


def _check(dashboard: Dashboard, document: Document, system: System, kinds: Mapping[str, Panel]) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, page in enumerate(dashboard.pages):
        if page.key in seen:
            yield error("dashboard.page_twice", document.place(("pages", place, "key")), key=page.key)
        seen.add(page.key)
        for number, panel in enumerate(page.panels):
            yield from _check_panel(panel.kind, panel.options, ("pages", place, "panels", number), document, system, kinds)


def _check_panel(
    kind: str, options: Mapping[str, object], path: tuple[str | int, ...], document: Document, system: System, kinds: Mapping[str, Panel]
) -> Iterator[Problem]:
    if kind not in kinds:
        yield error("dashboard.unknown_kind", document.place((*path, "kind")), **offer_names(kind, kinds))
        return
    lines = {key[len(path) + 1 :]: line for key, line in document.lines.items() if key[: len(path) + 1] == (*path, "options")}
    told = Document(document.file, options, {(): document.place(path).line, **lines})
    yield from read_schema(kinds[kind].options, told).problems
    yield from _check_levels(options, (*path, "options"), document, system)
    yield from _check_columns(getattr(kinds[kind].options, "COLUMNS", ()), options, (*path, "options"), document, system)


def _check_levels(options: Mapping[str, object], path: tuple[str | int, ...], document: Document, system: System) -> Iterator[Problem]:
    """The level of a panel, or each of its levels."""
    listed = options.get("levels")
    told: list[tuple[tuple[str | int, ...], object]] = [(("level",), options.get("level"))]
    told += [(("levels", place), level) for place, level in enumerate(listed)] if isinstance(listed, list) else []
    for place, level in told:
        if isinstance(level, str) and level not in system.levels:
            yield error("dashboard.unknown_level", document.place((*path, *place)), **offer_names(level, system.levels))


def _check_columns(
    names: Sequence[str], options: Mapping[str, object], path: tuple[str | int, ...], document: Document, system: System
) -> Iterator[Problem]:
    """The options that name a column of a table of topmost units."""
    tables = {level.units for level in system.levels.values() if not level.parent}
    known = {f"{table}.{column}" for table in tables for column in system.tables[table].columns}
    for name in names:
        column = options.get(name)
        if isinstance(column, str) and column and column not in known:
            yield error("dashboard.unknown_column", document.place((*path, name)), **offer_names(column, known))


def _check_tiles(dashboard: Dashboard, document: Document, system: System, folder: Path) -> Iterator[Problem]:
    """The tile maps that panels name: the file, and each of its codes."""
    named = [(place, number, panel.options) for place, page in enumerate(dashboard.pages) for number, panel in enumerate(page.panels)]
    for place, number, options in named:
        name, (table, _, column) = options.get("tiles"), str(options.get("places")).partition(".")
        if not isinstance(name, str):
            continue
        path = folder / f"{name}.yaml"
        if not path.is_file():
            yield error("dashboard.no_tiles", document.place(("pages", place, "panels", number, "options", "tiles")), file=path.name)
            continue
        read = read_tiles(path)
        yield from read.problems
        declared = system.tables[table].columns.get(column) if table in system.tables else None
        known = system.dictionaries[declared.dictionary].codes if declared and declared.dictionary else {}
        for code in sorted(set(read.result.tiles) - set(known)) if read.result and known else ():
            yield error("dashboard.unknown_tile", Place(path.name, key=code), **offer_names(code, known))
